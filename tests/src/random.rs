// SPDX-License-Identifier: Apache-2.0
//! Calls at random: any call that the metadata knows, with arguments of the right types.
//!
//! Numbers are mostly small and accounts few, so that calls meet what earlier ones have left. Most calls fail all the
//! same: they are about something that is not there, or not theirs.

use crate::{
	account::{Call, Id, CRN},
	value::{account, address, bytes, list, number, variant},
};
use std::env;
use subxt::{
	dynamic::{self, Value},
	ext::{
		scale_bits::Bits,
		scale_type_resolver::{
			BitsOrderFormat, BitsStoreFormat, FieldIter, PathIter, Primitive, ResolvedTypeVisitor,
			TypeResolver, UnhandledKind, VariantIter,
		},
		scale_value::{Composite, ValueDef},
	},
	ArcMetadata,
};

/// The environment variable with another seed.
const SEED: &str = "CAIRN_TEST_SEED";

/// Calls carry other calls to this depth.
const MAX_NESTED: u32 = 2;

/// Types are nested no deeper than this, unless they contain themselves.
const MAX_DEPTH: u32 = 24;

/// What the random draws of a test begin with: `$CAIRN_TEST_SEED`, else 1, so that a failure can be seen again.
///
/// # Panics
///
/// When the variable is not a number.
pub fn seed() -> u64 {
	match env::var(SEED) {
		Ok(seed) => seed.parse().unwrap_or_else(|_| panic!("{SEED} is not a number: {seed}")),
		Err(_) => 1,
	}
}

/// Draws that are the same for the same seed.
#[derive(Debug)]
pub struct Lot(u64);

impl Lot {
	/// Begins to draw.
	pub fn new(seed: u64) -> Self {
		Self(seed)
	}

	/// The next 64 bits (SplitMix64).
	fn bits(&mut self) -> u64 {
		self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		mixed ^ (mixed >> 31)
	}

	/// A number below `limit`, which is not zero.
	fn below(&mut self, limit: u64) -> u64 {
		self.bits() % limit
	}

	/// One of several, of which there is at least one.
	fn pick<'a, T>(&mut self, several: &'a [T]) -> &'a T {
		&several[self.below(several.len() as u64) as usize]
	}

	/// An amount, in planck or units: of all sizes, and seldom more than anybody has.
	fn amount(&mut self) -> u128 {
		let planck = u128::from(self.bits());
		match self.below(12) {
			0 => planck % 20,
			1 | 2 => planck % 5_000,
			3 => planck % CRN,
			4 => (planck % 2_000_000) * CRN,
			5 => u128::MAX,
			_ => 1 + planck % (2_000 * CRN),
		}
	}

	/// A number of something: an asset, an item, a referendum, a block.
	fn count(&mut self, max: u128) -> u128 {
		let any = u128::from(self.bits());
		match self.below(16) {
			0 => any % max,
			1 => max,
			2 | 3 => any % 1_000 % max,
			// The first of a kind is the one that is there most often.
			_ => (any % 4).saturating_sub(1),
		}
	}
}

/// Draws calls of a chain.
#[derive(Debug)]
pub struct Calls {
	lot: Lot,
	metadata: ArcMetadata,
	people: Vec<Id>,
	never: &'static [&'static str],
	seldom: &'static [&'static str],
}

impl Calls {
	/// Draws calls about `people`.
	pub fn new(lot: Lot, metadata: ArcMetadata, people: Vec<Id>) -> Self {
		Self { lot, metadata, people, never: &[], seldom: &[] }
	}

	/// Draws no calls of these pallets, not even for others to carry.
	pub fn never(mut self, pallets: &'static [&'static str]) -> Self {
		self.never = pallets;
		self
	}

	/// Draws few calls of these pallets.
	pub fn seldom(mut self, pallets: &'static [&'static str]) -> Self {
		self.seldom = pallets;
		self
	}

	/// The next call.
	///
	/// # Panics
	///
	/// When the metadata does not describe its calls.
	pub fn draw(&mut self) -> Call {
		let metadata = self.metadata.clone();
		let id = metadata.outer_enums().call_enum_ty();
		let drawn = Drawer { calls: self, types: metadata.types(), depth: 0, nested: 0 }.value(id);
		let ValueDef::Variant(pallet) = drawn.value else { panic!("calls are variants by pallet") };
		let inner = pallet.values.into_values().next().map(|inner| inner.value);
		let Some(ValueDef::Variant(inner)) = inner else { panic!("a pallet's calls are variants") };
		dynamic::transaction(pallet.name, inner.name, inner.values)
	}
}

/// Draws one value: what it is made of is drawn by copies of it.
struct Drawer<'d, R> {
	calls: &'d mut Calls,
	types: &'d R,
	depth: u32,
	nested: u32,
}

/// A part of something: its name, where it has one, and its type.
type Field<'r> = (Option<&'r str>, u32);

impl<R: TypeResolver<TypeId = u32>> Drawer<'_, R> {
	fn value(self, id: u32) -> Value {
		let types = self.types;
		types.resolve_type(id, self).unwrap_or_else(|_| panic!("the type {id} is not described"))
	}

	fn inner(&mut self, id: u32) -> Value {
		let (calls, types) = (&mut *self.calls, self.types);
		Drawer { calls, types, depth: self.depth + 1, nested: self.nested }.value(id)
	}

	fn fields(&mut self, fields: &[Field<'_>]) -> Composite<()> {
		let named = fields.iter().all(|(name, _)| name.is_some());
		let values = fields.iter().map(|(name, id)| (name.unwrap_or_default().to_owned(), self.inner(*id)));
		let values = values.collect::<Vec<_>>();
		if named && !values.is_empty() {
			Composite::named(values)
		} else {
			Composite::unnamed(values.into_iter().map(|(_, value)| value))
		}
	}

	fn person(&mut self) -> Id {
		let Calls { lot, people, .. } = &mut *self.calls;
		*lot.pick(people)
	}

	fn is_byte(&self, id: u32) -> bool {
		matches!(self.types.resolve_type(id, IsByte), Ok(true))
	}
}

impl<'r, R: TypeResolver<TypeId = u32>> ResolvedTypeVisitor<'r> for Drawer<'_, R> {
	type TypeId = u32;
	type Value = Value;

	fn visit_unhandled(self, kind: UnhandledKind) -> Value {
		panic!("no value can be drawn of a type that is {kind:?}")
	}

	fn visit_composite<Path, Parts>(mut self, path: Path, fields: Parts) -> Value
	where
		Path: PathIter<'r>,
		Parts: FieldIter<'r, u32>,
	{
		if path.last() == Some("AccountId32") {
			return account(self.person());
		}
		let fields = fields.map(|field| (field.name, field.id)).collect::<Vec<_>>();
		Value::without_context(ValueDef::Composite(self.fields(&fields)))
	}

	fn visit_variant<Path, Parts, Variants>(mut self, path: Path, variants: Variants) -> Value
	where
		Path: PathIter<'r>,
		Parts: FieldIter<'r, u32>,
		Variants: VariantIter<'r, Parts>,
	{
		let name = path.last();
		if name == Some("MultiAddress") {
			return address(self.person());
		}
		let variants = variants.map(|variant| {
			let fields = variant.fields.map(|field| (field.name, field.id)).collect::<Vec<Field<'_>>>();
			(variant.name, fields)
		});
		let mut variants = variants.collect::<Vec<_>>();
		if name == Some("RuntimeCall") {
			if self.nested == MAX_NESTED {
				return variant("System", [variant("remark", [bytes("")])]);
			}
			self.nested += 1;
			let Calls { lot, never, seldom, .. } = &mut *self.calls;
			let few = lot.below(8) != 0;
			variants.retain(|(pallet, _)| !(never.contains(pallet) || few && seldom.contains(pallet)));
		} else if self.depth > MAX_DEPTH {
			variants.sort_by_key(|(_, fields)| fields.len());
			variants.truncate(1);
		}
		assert!(!variants.is_empty(), "there is no value of the type {name:?}");
		let (name, fields) = self.calls.lot.pick(&variants).clone();
		Value::variant(name, self.fields(&fields))
	}

	fn visit_sequence<Path: PathIter<'r>>(mut self, _: Path, id: u32) -> Value {
		if self.is_byte(id) {
			let length = self.calls.lot.below(24);
			return bytes((0..length).map(|_| b'a' + self.calls.lot.below(26) as u8).collect::<Vec<_>>());
		}
		let length = if self.depth > MAX_DEPTH { 0 } else { self.calls.lot.below(4) };
		list((0..length).map(|_| self.inner(id)).collect::<Vec<_>>())
	}

	fn visit_array(mut self, id: u32, length: usize) -> Value {
		list((0..length).map(|_| self.inner(id)).collect::<Vec<_>>())
	}

	fn visit_tuple<Ids: ExactSizeIterator<Item = u32>>(mut self, ids: Ids) -> Value {
		list(ids.map(|id| self.inner(id)).collect::<Vec<_>>())
	}

	fn visit_primitive(self, primitive: Primitive) -> Value {
		let lot = &mut self.calls.lot;
		match primitive {
			Primitive::Bool => Value::bool(lot.below(2) == 0),
			Primitive::Char => Value::char('x'),
			Primitive::Str => Value::string("x"),
			Primitive::U8 => number(lot.count(u8::MAX.into())),
			Primitive::U16 => number(lot.count(u16::MAX.into())),
			Primitive::U32 => number(lot.count(u32::MAX.into())),
			Primitive::U64 => number(lot.count(u64::MAX.into())),
			Primitive::U128 | Primitive::U256 => number(lot.amount()),
			_ => Value::i128(lot.below(100) as i128 - 50),
		}
	}

	fn visit_compact(mut self, id: u32) -> Value {
		self.inner(id)
	}

	fn visit_bit_sequence(self, _: BitsStoreFormat, _: BitsOrderFormat) -> Value {
		Value::bit_sequence(Bits::new())
	}
}

/// Tells whether a type is that of a byte.
struct IsByte;

impl ResolvedTypeVisitor<'_> for IsByte {
	type TypeId = u32;
	type Value = bool;

	fn visit_unhandled(self, _: UnhandledKind) -> bool {
		false
	}

	fn visit_primitive(self, primitive: Primitive) -> bool {
		primitive == Primitive::U8
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_same_seed_draws_the_same() {
		let draw = |seed| {
			let mut lot = Lot::new(seed);
			(0..8).map(|_| lot.bits()).collect::<Vec<_>>()
		};
		assert_eq!(draw(7), draw(7));
		assert_ne!(draw(7), draw(8));
	}

	#[test]
	fn amounts_are_of_all_sizes() {
		let mut lot = Lot::new(1);
		let amounts = (0..1_000).map(|_| lot.amount()).collect::<Vec<_>>();
		assert!(amounts.contains(&u128::MAX) && amounts.iter().any(|amount| *amount < 20));
		assert!(amounts.iter().any(|amount| (CRN..2_000 * CRN).contains(amount)));
	}
}
