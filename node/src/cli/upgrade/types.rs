// SPDX-License-Identifier: Apache-2.0

//! Compares a type of one runtime with a type of another by what their values are encoded as.
//!
//! Numbers of types, modules and wrappers around a single value do not count: two types are the same if each value
//! of the old one decodes to the same value of the new one.

use std::collections::HashSet;

use scale_info::{form::PortableForm, Field, PortableRegistry, Type, TypeDef, TypeDefPrimitive, Variant};

/// The enums that every pallet adds to. Their parts are compared pallet by pallet, so inside other types they count as
/// the same.
const OUTER_ENUMS: [&str; 3] = ["RuntimeCall", "RuntimeEvent", "RuntimeError"];
/// How deep a description names what a type is made of.
const DESCRIPTION_DEPTH: u8 = 3;

/// A type in the list that it belongs to.
#[derive(Clone, Copy)]
pub(super) struct Typed<'a> {
	/// The list.
	pub(super) registry: &'a PortableRegistry,
	/// Its number in the list.
	pub(super) id: u32,
}

/// How a type differs from what it was, in words.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
	/// Changes after which an old value does not decode, or decodes to something else.
	pub(super) broken: Vec<String>,
	/// Additions, which leave the meaning of old values alone.
	pub(super) grown: Vec<String>,
	/// New names for what is encoded as before.
	pub(super) renamed: Vec<String>,
}

impl Difference {
	/// Compares `old` with `new`.
	pub(super) fn between(old: Typed<'_>, new: Typed<'_>) -> Self {
		let mut comparison = Comparison::new(old.registry, new.registry);
		comparison.types("", old.id, new.id);
		comparison.found
	}

	/// Compares the fields of a variant, such as the arguments of a call.
	pub(super) fn between_fields(
		old: (&PortableRegistry, &[Field<PortableForm>]),
		new: (&PortableRegistry, &[Field<PortableForm>]),
	) -> Self {
		let mut comparison = Comparison::new(old.0, new.0);
		comparison.products("", &parts(old.0, old.1), &parts(new.0, new.1));
		comparison.found
	}

	/// Whether there is none.
	pub(super) fn is_none(&self) -> bool {
		*self == Self::default()
	}

	/// All of it, the worst first.
	pub(super) fn words(&self) -> String {
		let all = [&self.broken, &self.grown, &self.renamed];
		all.into_iter().flatten().cloned().collect::<Vec<_>>().join("; ")
	}
}

/// A value of several parts that follow each other: their names, where they have any, and their types.
type Parts<'a> = Vec<(Option<&'a str>, u32)>;

/// What a type is made of.
enum Shape<'a> {
	Product(Parts<'a>),
	Choice(&'a [Variant<PortableForm>]),
	Sequence(u32),
	Array(u32, u32),
	Compact(u32),
	Primitive(&'a TypeDefPrimitive),
	Bits(u32, u32),
}

impl<'a> Shape<'a> {
	fn of(registry: &'a PortableRegistry, ty: &'a Type<PortableForm>) -> Self {
		match &ty.type_def {
			TypeDef::Composite(composite) => Self::Product(parts(registry, &composite.fields)),
			TypeDef::Tuple(tuple) => Self::Product(
				tuple.fields.iter().filter(|ty| !is_empty(registry, ty.id)).map(|ty| (None, ty.id)).collect(),
			),
			TypeDef::Variant(variant) => Self::Choice(&variant.variants),
			TypeDef::Sequence(sequence) => Self::Sequence(sequence.type_param.id),
			TypeDef::Array(array) => Self::Array(array.type_param.id, array.len),
			TypeDef::Compact(compact) => Self::Compact(compact.type_param.id),
			TypeDef::Primitive(primitive) => Self::Primitive(primitive),
			TypeDef::BitSequence(bits) => Self::Bits(bits.bit_store_type.id, bits.bit_order_type.id),
		}
	}
}

/// The fields that take room in an encoding.
fn parts<'a>(registry: &PortableRegistry, fields: &'a [Field<PortableForm>]) -> Parts<'a> {
	let stored = fields.iter().filter(|field| !is_empty(registry, field.ty.id));
	stored.map(|field| (field.name.as_deref(), field.ty.id)).collect()
}

/// Whether values of the type take no room, as those of `()` and of `PhantomData`.
pub(super) fn is_empty(registry: &PortableRegistry, id: u32) -> bool {
	registry.resolve(id).is_some_and(|ty| match &ty.type_def {
		TypeDef::Composite(composite) => composite.fields.iter().all(|field| is_empty(registry, field.ty.id)),
		TypeDef::Tuple(tuple) => tuple.fields.iter().all(|ty| is_empty(registry, ty.id)),
		TypeDef::Array(array) => array.len == 0 || is_empty(registry, array.type_param.id),
		_ => false,
	})
}

/// The type inside wrappers that add nothing to the encoding.
fn unwrapped(registry: &PortableRegistry, mut id: u32) -> u32 {
	while let Some(ty) = registry.resolve(id) {
		match Shape::of(registry, ty) {
			Shape::Product(parts) if parts.len() == 1 => id = parts[0].1,
			_ => break,
		}
	}
	id
}

/// The name of a type without the modules it is in.
fn short_name(ty: &Type<PortableForm>) -> Option<&str> {
	ty.path.segments.last().map(String::as_str)
}

struct Comparison<'a> {
	old: &'a PortableRegistry,
	new: &'a PortableRegistry,
	/// Pairs that are compared already, or are being compared: types may contain themselves.
	seen: HashSet<(u32, u32)>,
	found: Difference,
}

impl<'a> Comparison<'a> {
	fn new(old: &'a PortableRegistry, new: &'a PortableRegistry) -> Self {
		Self { old, new, seen: HashSet::new(), found: Difference::default() }
	}

	/// Compares two types that are found at the same place `at`.
	fn types(&mut self, at: &str, old: u32, new: u32) {
		let (old, new) = (unwrapped(self.old, old), unwrapped(self.new, new));
		if !self.seen.insert((old, new)) {
			return;
		}
		let (Some(before), Some(after)) = (self.old.resolve(old), self.new.resolve(new)) else {
			self.found.broken.push(format!("{}the metadata lacks a type", place(at)));
			return;
		};
		if short_name(before) == short_name(after)
			&& short_name(before).is_some_and(|name| OUTER_ENUMS.contains(&name))
		{
			return;
		}
		match (Shape::of(self.old, before), Shape::of(self.new, after)) {
			(Shape::Product(before), Shape::Product(after)) => self.products(at, &before, &after),
			(Shape::Choice(before), Shape::Choice(after)) => self.choices(at, before, after),
			(Shape::Sequence(before), Shape::Sequence(after)) => self.types(at, before, after),
			(Shape::Compact(before), Shape::Compact(after)) => self.types(at, before, after),
			(Shape::Array(before, length), Shape::Array(after, new_length)) if length == new_length => {
				self.types(at, before, after)
			}
			(Shape::Primitive(before), Shape::Primitive(after)) if before == after => {}
			(Shape::Bits(store, order), Shape::Bits(new_store, new_order)) => {
				self.types(at, store, new_store);
				// The orders are empty types, told apart by their names.
				let name = |registry: &'a PortableRegistry, id| registry.resolve(id).and_then(short_name);
				if name(self.old, order) != name(self.new, new_order) {
					self.found.broken.push(format!("{}the order of bits changes", place(at)));
				}
			}
			_ => {
				let old = describe(Typed { registry: self.old, id: old });
				let new = describe(Typed { registry: self.new, id: new });
				self.found.broken.push(format!("{}`{old}` becomes `{new}`", place(at)));
			}
		}
	}

	fn products(&mut self, at: &str, old: &Parts<'_>, new: &Parts<'_>) {
		let names =
			|parts: &Parts<'_>| parts.iter().filter_map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
		let has = |parts: &Parts<'_>, name: &str| parts.iter().any(|(other, _)| *other == Some(name));
		if old.len() != new.len() {
			let gone = old.iter().filter_map(|(name, _)| *name).filter(|name| !has(new, name));
			let added = new.iter().filter_map(|(name, _)| *name).filter(|name| !has(old, name));
			let mut words: Vec<_> = gone.map(|name| format!("`{name}` is gone")).collect();
			words.extend(added.map(|name| format!("`{name}` is new")));
			if words.is_empty() {
				words.push(format!("{} values become {}", old.len(), new.len()));
			}
			self.found.broken.push(format!("{}{}", place(at), words.join(", ")));
			return;
		}
		let moved = old.iter().zip(new).any(|((name, _), (new_name, _))| {
			name != new_name
				&& (name.is_some_and(|name| has(new, name)) || new_name.is_some_and(|name| has(old, name)))
		});
		if moved {
			let order = format!("{}the order `{}` becomes `{}`", place(at), names(old), names(new));
			self.found.broken.push(order);
			return;
		}
		for (position, ((name, old), (new_name, new))) in old.iter().zip(new).enumerate() {
			if let (Some(name), Some(new_name)) = (name, new_name) {
				if name != new_name {
					let renamed = format!("{}`{name}` is now called `{new_name}`", place(at));
					self.found.renamed.push(renamed);
				}
			}
			let step = name.map_or_else(|| position.to_string(), str::to_string);
			self.types(&inside(at, &step), *old, *new);
		}
	}

	fn choices(&mut self, at: &str, old: &[Variant<PortableForm>], new: &[Variant<PortableForm>]) {
		for before in old {
			let name = &before.name;
			let after = new.iter().find(|after| after.index == before.index);
			match (after, new.iter().find(|after| after.name == *name)) {
				(Some(after), _) if after.name == *name => self.products(
					&inside(at, name),
					&parts(self.old, &before.fields),
					&parts(self.new, &after.fields),
				),
				(_, Some(moved)) => self.found.broken.push(format!(
					"{}variant `{name}` moves from index {} to {}",
					place(at),
					before.index,
					moved.index
				)),
				(Some(after), None) => {
					self.found.broken.push(format!("{}variant `{name}` becomes `{}`", place(at), after.name))
				}
				(None, None) => self.found.broken.push(format!("{}variant `{name}` is gone", place(at))),
			}
		}
		let added: Vec<_> = new
			.iter()
			.filter(|after| old.iter().all(|before| before.index != after.index && before.name != after.name))
			.map(|after| format!("`{}`", after.name))
			.collect();
		match &added[..] {
			[] => {}
			[one] => self.found.grown.push(format!("{}variant {one} is new", place(at))),
			several => {
				self.found.grown.push(format!("{}variants {} are new", place(at), several.join(", ")));
			}
		}
	}
}

fn place(at: &str) -> String {
	if at.is_empty() {
		String::new()
	} else {
		format!("in `{at}`: ")
	}
}

fn inside(at: &str, step: &str) -> String {
	if at.is_empty() {
		step.into()
	} else {
		format!("{at}.{step}")
	}
}

/// The type as one would write it in Rust, without modules.
pub(super) fn describe(of: Typed<'_>) -> String {
	describe_to_depth(of, DESCRIPTION_DEPTH)
}

fn describe_to_depth(Typed { registry, id }: Typed<'_>, depth: u8) -> String {
	let Some(ty) = registry.resolve(id) else {
		return format!("type {id}");
	};
	let inner = |id: u32| describe_to_depth(Typed { registry, id }, depth - 1);
	match &ty.type_def {
		TypeDef::Primitive(primitive) => format!("{primitive:?}").to_lowercase(),
		_ if depth == 0 => short_name(ty).unwrap_or("…").into(),
		TypeDef::Compact(compact) => format!("Compact<{}>", inner(compact.type_param.id)),
		TypeDef::Sequence(sequence) => format!("Vec<{}>", inner(sequence.type_param.id)),
		TypeDef::Array(array) => format!("[{}; {}]", inner(array.type_param.id), array.len),
		TypeDef::Tuple(tuple) => {
			format!("({})", tuple.fields.iter().map(|ty| inner(ty.id)).collect::<Vec<_>>().join(", "))
		}
		TypeDef::BitSequence(_) => "BitVec".into(),
		TypeDef::Composite(_) | TypeDef::Variant(_) => {
			let name = short_name(ty).unwrap_or("…");
			let params: Vec<_> =
				ty.type_params.iter().filter_map(|param| param.ty.map(|ty| inner(ty.id))).collect();
			if params.is_empty() {
				name.into()
			} else {
				format!("{name}<{}>", params.join(", "))
			}
		}
	}
}

#[cfg(test)]
// The types below are looked at, never used.
#[allow(dead_code)]
mod tests {
	use super::*;
	use scale_info::{MetaType, Registry, TypeInfo};

	fn registry_of<T: TypeInfo + 'static>() -> (PortableRegistry, u32) {
		let mut registry = Registry::new();
		let id = registry.register_type(&MetaType::new::<T>()).id;
		(registry.into(), id)
	}

	fn between<A: TypeInfo + 'static, B: TypeInfo + 'static>() -> Difference {
		let ((old, old_id), (new, new_id)) = (registry_of::<A>(), registry_of::<B>());
		Difference::between(Typed { registry: &old, id: old_id }, Typed { registry: &new, id: new_id })
	}

	fn broken(words: &[&str]) -> Difference {
		Difference { broken: words.iter().map(|word| word.to_string()).collect(), ..Default::default() }
	}

	mod first {
		#[derive(scale_info::TypeInfo)]
		pub(super) struct Wrapped(pub u32);
		#[derive(scale_info::TypeInfo)]
		pub(super) struct Account {
			pub free: u128,
			pub frozen: u64,
		}
		#[derive(scale_info::TypeInfo)]
		pub(super) enum Choice {
			One,
			Two(u8),
		}
		#[derive(scale_info::TypeInfo)]
		pub(super) enum Chain {
			End,
			Link(Box<Chain>),
		}
		#[derive(scale_info::TypeInfo)]
		pub(super) enum RuntimeCall {
			System,
		}
	}

	mod second {
		#[derive(scale_info::TypeInfo)]
		pub(super) struct Account {
			pub free: u128,
			pub flags: u64,
		}
		#[derive(scale_info::TypeInfo)]
		pub(super) enum Choice {
			One,
			Two(u8),
			Three,
		}
		#[derive(scale_info::TypeInfo)]
		pub(super) enum RuntimeCall {
			System,
			Balances,
		}
	}

	mod third {
		#[derive(scale_info::TypeInfo)]
		pub(super) struct Account {
			pub frozen: u64,
			pub free: u128,
		}
		#[derive(scale_info::TypeInfo)]
		pub(super) enum Choice {
			#[codec(index = 1)]
			One,
			#[codec(index = 0)]
			Two(u16),
		}
	}

	#[test]
	fn wrappers_and_empty_fields_do_not_count() {
		assert!(between::<first::Wrapped, u32>().is_none());
		assert!(between::<(u32, ()), (first::Wrapped,)>().is_none());
		assert!(between::<(u8, core::marker::PhantomData<u64>, u16), (u8, u16)>().is_none());
		assert!(between::<first::Chain, first::Chain>().is_none());
	}

	#[test]
	fn what_the_runtime_is_composed_of_is_compared_elsewhere() {
		assert!(between::<(u8, first::RuntimeCall), (u8, second::RuntimeCall)>().is_none());
	}

	#[test]
	fn another_width_is_told_with_its_place() {
		assert_eq!(between::<u32, u64>(), broken(&["`u32` becomes `u64`"]));
		assert_eq!(between::<Vec<(u8, u32)>, Vec<(u8, u64)>>(), broken(&["in `1`: `u32` becomes `u64`"]));
		assert_eq!(between::<[u8; 4], [u8; 8]>(), broken(&["`[u8; 4]` becomes `[u8; 8]`"]));
	}

	#[test]
	fn fields_that_change_places_are_told_from_fields_with_new_names() {
		let renamed = between::<first::Account, second::Account>();
		assert_eq!(renamed.renamed, ["`frozen` is now called `flags`"]);
		assert!(renamed.broken.is_empty() && renamed.grown.is_empty());
		assert_eq!(
			between::<first::Account, third::Account>(),
			broken(&["the order `free, frozen` becomes `frozen, free`"])
		);
	}

	#[test]
	fn an_enum_may_grow_but_not_be_shuffled() {
		let grown = between::<Option<first::Choice>, Option<second::Choice>>();
		assert_eq!(grown.grown, ["in `Some.0`: variant `Three` is new"]);
		assert!(grown.broken.is_empty());
		assert_eq!(
			between::<first::Choice, third::Choice>(),
			broken(&["variant `One` moves from index 0 to 1", "variant `Two` moves from index 1 to 0"])
		);
		assert_eq!(between::<second::Choice, first::Choice>(), broken(&["variant `Three` is gone"]));
	}

	#[test]
	fn types_are_described_as_they_are_written() {
		let described = |(registry, id): (PortableRegistry, u32)| describe(Typed { registry: &registry, id });
		assert_eq!(described(registry_of::<Vec<Option<[u8; 32]>>>()), "Vec<Option<[u8; 32]>>");
		assert_eq!(described(registry_of::<(first::Wrapped, u128)>()), "(Wrapped, u128)");
	}
}
