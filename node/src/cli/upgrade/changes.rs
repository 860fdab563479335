// SPDX-License-Identifier: Apache-2.0

//! What a new runtime's metadata changes, in words.
//!
//! Pallets, calls and entries of the state are matched by name, as people know them. What clients have signed is
//! matched by index, as the chain decodes it.

use serde::Serialize;

use super::{
	metadata::{Metadata, Pallet, StorageItem, Transaction},
	types::{describe, is_empty, Difference},
	values,
};

/// Values of constants are shown up to this length, in characters.
const MAX_SHOWN: usize = 60;

/// What a change asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Effect {
	/// Nothing.
	None,
	/// What clients sign is encoded in another way: `transaction_version` has to rise.
	Transactions,
	/// What the state holds is read in another way: a migration has to convert it.
	State,
}

/// One change.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Change {
	/// The pallet; none for what surrounds calls in a transaction.
	pub(super) pallet: Option<String>,
	/// What it is about, such as `call transfer`; none for the pallet as a whole.
	pub(super) item: Option<String>,
	/// What happens to it.
	pub(super) change: String,
	/// What that asks for.
	pub(super) effect: Effect,
}

impl std::fmt::Display for Change {
	fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		f.write_str(self.pallet.as_deref().unwrap_or("transaction"))?;
		if let Some(item) = &self.item {
			write!(f, " {item}")?;
		}
		write!(f, ": {}", self.change)
	}
}

/// Lists what differs between two runtimes.
pub(super) fn between(old: &Metadata, new: &Metadata) -> Vec<Change> {
	let mut changes = Changes { old, new, found: Vec::new() };
	changes.transaction();
	for before in &old.pallets {
		match new.pallet(&before.name) {
			Some(after) => changes.pallet(before, after),
			None => changes.removed_pallet(before),
		}
	}
	for after in new.pallets.iter().filter(|pallet| old.pallet(&pallet.name).is_none()) {
		changes.added_pallet(after);
	}
	changes.found
}

struct Changes<'a> {
	old: &'a Metadata,
	new: &'a Metadata,
	found: Vec<Change>,
}

impl Changes<'_> {
	fn add(
		&mut self,
		pallet: Option<&Pallet>,
		item: Option<String>,
		change: impl Into<String>,
		effect: Effect,
	) {
		let pallet = pallet.map(|pallet| pallet.name.clone());
		self.found.push(Change { pallet, item, change: change.into(), effect });
	}

	fn transaction(&mut self) {
		let (old, new) = (&self.old.transaction, &self.new.transaction);
		for version in old.versions.iter().filter(|version| !new.versions.contains(version)) {
			let change = format!("version {version} is not accepted any more");
			self.add(None, Some("format".into()), change, Effect::Transactions);
		}
		let parts = [("sender", old.address, new.address), ("signature", old.signature, new.signature)];
		for (name, old, new) in parts {
			if let (Some(old), Some(new)) = (old, new) {
				let difference = Difference::between(self.old.typed(old), self.new.typed(new));
				self.differs(None, name.into(), &difference, Effect::Transactions);
			}
		}
		self.extensions(old, new);
	}

	/// Extensions are encoded one after the other, so their order counts too; those that encode nothing do not.
	fn extensions(&mut self, old: &Transaction, new: &Transaction) {
		let names = |transaction: &Transaction, metadata: &Metadata, all: bool| -> Vec<String> {
			let extensions = transaction.extensions.iter().filter(|extension| {
				let empty = |id| is_empty(&metadata.types, id);
				all || !empty(extension.explicit) || !empty(extension.implicit)
			});
			extensions.map(|extension| extension.name.clone()).collect()
		};
		let (before, after) = (names(old, self.old, false), names(new, self.new, false));
		if before != after {
			self.add(None, Some("extensions".into()), of_lists(&before, &after), Effect::Transactions);
		} else {
			let (before, after) = (names(old, self.old, true), names(new, self.new, true));
			if before != after {
				let change = format!("{}, which encodes nothing", of_lists(&before, &after));
				self.add(None, Some("extensions".into()), change, Effect::None);
			}
		}
		for before in &old.extensions {
			let Some(after) = new.extensions.iter().find(|after| after.name == before.name) else {
				continue;
			};
			for (part, old, new) in [
				("", before.explicit, after.explicit),
				(" (signed, not sent)", before.implicit, after.implicit),
			] {
				let difference = Difference::between(self.old.typed(old), self.new.typed(new));
				let item = format!("extension {}{part}", before.name);
				self.differs(None, item, &difference, Effect::Transactions);
			}
		}
	}

	/// Notes a difference, with `effect` if it is one that breaks.
	fn differs(&mut self, pallet: Option<&Pallet>, item: String, difference: &Difference, effect: Effect) {
		if !difference.is_none() {
			let effect = if difference.broken.is_empty() { Effect::None } else { effect };
			self.add(pallet, Some(item), difference.words(), effect);
		}
	}

	fn added_pallet(&mut self, pallet: &Pallet) {
		let count = |number: usize, one: &str, many: &str| match number {
			0 => None,
			1 => Some(format!("1 {one}")),
			_ => Some(format!("{number} {many}")),
		};
		let holds = [
			count(self.new.variants(pallet.calls).len(), "call", "calls"),
			count(pallet.storage.len(), "storage item", "storage items"),
			count(pallet.constants.len(), "constant", "constants"),
		];
		let holds: Vec<_> = holds.into_iter().flatten().collect();
		let holds = if holds.is_empty() { String::new() } else { format!(", with {}", holds.join(", ")) };
		self.add(Some(pallet), None, format!("is new, at index {}{holds}", pallet.index), Effect::None);
	}

	fn removed_pallet(&mut self, pallet: &Pallet) {
		let left = if pallet.storage.is_empty() {
			""
		} else {
			"; what it stored stays unless a migration removes it"
		};
		self.add(Some(pallet), None, format!("is gone{left}"), Effect::None);
		for call in self.old.variants(pallet.calls) {
			self.reused(pallet, &call.name, call.index);
		}
	}

	/// Notes if the index of a call that is gone has another call now.
	fn reused(&mut self, pallet: &Pallet, call: &str, index: u8) {
		let Some(at_index) = self.new.pallets.iter().find(|other| other.index == pallet.index) else {
			return;
		};
		let new = self.new;
		if let Some(other) = new.variants(at_index.calls).iter().find(|other| other.index == index) {
			let change = format!(
				"its place ({}, {index}) is taken by `{}.{}`: a transaction signed for the one runs the other",
				pallet.index, at_index.name, other.name
			);
			self.add(Some(pallet), Some(format!("call {call}")), change, Effect::Transactions);
		}
	}

	fn pallet(&mut self, before: &Pallet, after: &Pallet) {
		if before.index != after.index {
			let change = format!("moves from index {} to {}", before.index, after.index);
			let effect = if before.calls.is_some() { Effect::Transactions } else { Effect::None };
			self.add(Some(before), None, change, effect);
		}
		self.calls(before, after);
		self.storage(before, after);
		self.constants(before, after);
		self.variants("event", before, (before.events, after.events));
		self.variants("error", before, (before.errors, after.errors));
	}

	fn calls(&mut self, before: &Pallet, after: &Pallet) {
		let (old, new) = (self.old, self.new);
		for call in old.variants(before.calls) {
			let item = format!("call {}", call.name);
			let Some(now) = new.variants(after.calls).iter().find(|other| other.name == call.name) else {
				self.add(Some(before), Some(item), "is gone", Effect::None);
				self.reused(before, &call.name, call.index);
				continue;
			};
			if call.index != now.index {
				let change = format!("moves from index {} to {}", call.index, now.index);
				self.add(Some(before), Some(item.clone()), change, Effect::Transactions);
			}
			let arguments = Difference::between_fields((&old.types, &call.fields), (&new.types, &now.fields));
			self.differs(Some(before), item, &arguments, Effect::Transactions);
		}
		for call in new.variants(after.calls) {
			if old.variants(before.calls).iter().all(|other| other.name != call.name) {
				let arguments: Vec<_> = call
					.fields
					.iter()
					.map(|field| {
						let name = field.name.as_deref().unwrap_or("_");
						format!("{name}: {}", describe(new.typed(field.ty.id)))
					})
					.collect();
				let change = format!("is new: ({})", arguments.join(", "));
				self.add(Some(before), Some(format!("call {}", call.name)), change, Effect::None);
			}
		}
	}

	fn storage(&mut self, before: &Pallet, after: &Pallet) {
		if let (Some(old), Some(new)) = (&before.prefix, &after.prefix) {
			if old != new {
				let change = format!("is stored under the prefix `{new}` instead of `{old}`");
				self.add(Some(before), None, change, Effect::State);
			}
		}
		for item in &before.storage {
			match after.storage.iter().find(|other| other.name == item.name) {
				Some(now) => self.storage_item(before, item, now),
				None => {
					let change = "is gone; what it holds stays unless a migration removes it";
					self.add(Some(before), Some(format!("storage {}", item.name)), change, Effect::None);
				}
			}
		}
		for item in &after.storage {
			if before.storage.iter().all(|other| other.name != item.name) {
				let value = describe(self.new.typed(item.value));
				let change = match &item.key {
					Some((_, key)) => format!("is new: {} → {value}", describe(self.new.typed(*key))),
					None => format!("is new: {value}"),
				};
				self.add(Some(before), Some(format!("storage {}", item.name)), change, Effect::None);
			}
		}
	}

	fn storage_item(&mut self, pallet: &Pallet, old: &StorageItem, new: &StorageItem) {
		let name = || format!("storage {}", old.name);
		match (&old.key, &new.key) {
			(Some((hashers, key)), Some((new_hashers, new_key))) => {
				if hashers != new_hashers {
					let change =
						format!("its keys are hashed by {} instead of {}", list(new_hashers), list(hashers));
					self.add(Some(pallet), Some(name()), change, Effect::State);
				}
				let keys = Difference::between(self.old.typed(*key), self.new.typed(*new_key));
				self.differs(Some(pallet), format!("{}, key", name()), &keys, Effect::State);
			}
			(None, None) => {}
			(was, _) => {
				let change = if was.is_some() { "is one value instead of a map" } else { "becomes a map" };
				self.add(Some(pallet), Some(name()), change, Effect::State);
			}
		}
		let value = Difference::between(self.old.typed(old.value), self.new.typed(new.value));
		self.differs(Some(pallet), name(), &value, Effect::State);
		let absent = |optional: bool| if optional { "as `None`" } else { "as a default" };
		if old.optional != new.optional {
			let change = format!("where there is none, it is read {}", absent(new.optional));
			self.add(Some(pallet), Some(name()), change, Effect::None);
		} else if old.default != new.default && value.is_none() {
			self.add(Some(pallet), Some(name()), "has another default", Effect::None);
		}
	}

	fn constants(&mut self, before: &Pallet, after: &Pallet) {
		for constant in &before.constants {
			// The version is compared by itself.
			if before.name == "System" && constant.name == "Version" {
				continue;
			}
			let item = Some(format!("constant {}", constant.name));
			let Some(now) = after.constants.iter().find(|other| other.name == constant.name) else {
				self.add(Some(before), item, "is gone", Effect::None);
				continue;
			};
			if constant.value == now.value {
				continue;
			}
			let (was, is) =
				(shown(self.old, constant.ty, &constant.value), shown(self.new, now.ty, &now.value));
			let change = match (was, is) {
				(Some(was), Some(is)) => format!("{was} becomes {is}"),
				_ => "has another value".into(),
			};
			self.add(Some(before), item, change, Effect::None);
		}
		for constant in &after.constants {
			if before.constants.iter().all(|other| other.name != constant.name) {
				let change = match shown(self.new, constant.ty, &constant.value) {
					Some(value) => format!("is new: {value}"),
					None => "is new".into(),
				};
				self.add(Some(before), Some(format!("constant {}", constant.name)), change, Effect::None);
			}
		}
	}

	/// Events or errors. Clients decode them by the metadata of the block, so their encoding is free to change.
	fn variants(&mut self, what: &str, pallet: &Pallet, (old, new): (Option<u32>, Option<u32>)) {
		let (before, after) = (self.old.variants(old), self.new.variants(new));
		for variant in before {
			let item = format!("{what} {}", variant.name);
			match after.iter().find(|other| other.name == variant.name) {
				Some(now) => {
					let fields = Difference::between_fields(
						(&self.old.types, &variant.fields),
						(&self.new.types, &now.fields),
					);
					self.differs(Some(pallet), item, &fields, Effect::None);
				}
				None => self.add(Some(pallet), Some(item), "is gone", Effect::None),
			}
		}
		for variant in after {
			if before.iter().all(|other| other.name != variant.name) {
				self.add(Some(pallet), Some(format!("{what} {}", variant.name)), "is new", Effect::None);
			}
		}
	}
}

/// The value's text, if it is short.
fn shown(metadata: &Metadata, ty: u32, value: &[u8]) -> Option<String> {
	let text = values::text(&values::decode(metadata.typed(ty), value)?);
	(text.chars().count() <= MAX_SHOWN).then_some(text)
}

/// How one list of names becomes the other.
fn of_lists(old: &[String], new: &[String]) -> String {
	let kept = |these: &[String], those: &[String]| -> Vec<String> {
		these.iter().filter(|name| those.contains(name)).cloned().collect()
	};
	if kept(old, new) != kept(new, old) {
		return format!("the order {} becomes {}", list(old), list(new));
	}
	let gone = old.iter().filter(|name| !new.contains(name)).map(|name| format!("`{name}` is gone"));
	let added = new.iter().filter(|name| !old.contains(name)).map(|name| format!("`{name}` is new"));
	gone.chain(added).collect::<Vec<_>>().join(", ")
}

fn list(names: &[String]) -> String {
	if names.is_empty() {
		"none".into()
	} else {
		names.join(", ")
	}
}

#[cfg(test)]
// The types below are looked at, never used.
#[allow(dead_code, non_camel_case_types)]
mod tests {
	use super::{super::metadata::tests::Builder, *};
	use scale_info::TypeInfo;

	#[derive(TypeInfo)]
	enum Calls {
		#[codec(index = 0)]
		remark { remark: Vec<u8> },
		#[codec(index = 3)]
		transfer { dest: u32, value: u64 },
	}

	fn base() -> Builder {
		Builder::new()
			.extension::<(), u32>("CheckSpecVersion")
			.extension::<u32, ()>("CheckNonce")
			.pallet("System", 0)
			.calls::<Calls>()
			.value::<u32>("Number")
			.map::<u32, u64>("Account", "Blake2_128Concat")
			.constant("BlockHashCount", 250u32)
	}

	fn words(old: Builder, new: Builder) -> Vec<(String, Effect)> {
		let changes = between(&old.build(), &new.build());
		changes.into_iter().map(|change| (change.to_string(), change.effect)).collect()
	}

	#[test]
	fn the_same_is_no_change() {
		assert_eq!(words(base(), base()), []);
	}

	#[test]
	fn pallets_come_and_go() {
		let more = || base().pallet("Sudo", 7).value::<u32>("Key").constant("Limit", 1u8);
		assert_eq!(
			words(base(), more()),
			[("Sudo: is new, at index 7, with 1 storage item, 1 constant".into(), Effect::None)]
		);
		assert_eq!(
			words(more(), base()),
			[("Sudo: is gone; what it stored stays unless a migration removes it".into(), Effect::None)]
		);
	}

	#[test]
	fn an_argument_of_another_type_changes_transactions() {
		#[derive(TypeInfo)]
		enum Wider {
			#[codec(index = 0)]
			remark { remark: Vec<u8> },
			#[codec(index = 3)]
			transfer { dest: u32, value: u128 },
			#[codec(index = 4)]
			burn { value: u128 },
		}
		let (old, new) = (Builder::new(), Builder::new());
		let old = old.pallet("Balances", 1).calls::<Calls>();
		let new = new.pallet("Balances", 1).calls::<Wider>();
		assert_eq!(
			words(old, new),
			[
				("Balances call transfer: in `value`: `u64` becomes `u128`".into(), Effect::Transactions),
				("Balances call burn: is new: (value: u128)".into(), Effect::None),
			]
		);
	}

	#[test]
	fn a_call_that_is_gone_may_leave_its_place_but_not_give_it_away() {
		#[derive(TypeInfo)]
		enum Fewer {
			#[codec(index = 0)]
			remark { remark: Vec<u8> },
		}
		#[derive(TypeInfo)]
		enum Replaced {
			#[codec(index = 0)]
			remark { remark: Vec<u8> },
			#[codec(index = 3)]
			burn { value: u64 },
		}
		let with = |builder: Builder| builder.pallet("Balances", 1);
		let old = || with(Builder::new()).calls::<Calls>();
		assert_eq!(
			words(old(), with(Builder::new()).calls::<Fewer>()),
			[("Balances call transfer: is gone".into(), Effect::None)]
		);
		let replaced = words(old(), with(Builder::new()).calls::<Replaced>());
		assert_eq!(replaced[1].1, Effect::Transactions);
		assert!(replaced[1].0.contains("its place (1, 3) is taken by `Balances.burn`"), "{replaced:?}");
		// The place of a pallet counts in the same way.
		let other = Builder::new().pallet("Assets", 1).calls::<Fewer>();
		let changes = words(old(), other);
		let taken: Vec<_> = changes.iter().filter(|(_, effect)| *effect == Effect::Transactions).collect();
		assert_eq!(taken.len(), 1, "{changes:?}");
		assert!(
			taken[0].0.contains("call remark: its place (1, 0) is taken by `Assets.remark`"),
			"{taken:?}"
		);
	}

	#[test]
	fn a_pallet_that_moves_takes_its_calls_with_it() {
		let (old, new) = (Builder::new(), Builder::new());
		assert_eq!(
			words(old.pallet("A", 1).calls::<Calls>(), new.pallet("A", 2).calls::<Calls>()),
			[("A: moves from index 1 to 2".into(), Effect::Transactions)]
		);
	}

	#[test]
	fn stored_values_of_another_type_need_a_migration() {
		let (old, new) = (Builder::new().pallet("A", 1), Builder::new().pallet("A", 1));
		assert_eq!(
			words(
				old.value::<u32>("Count").map::<u32, u64>("Map", "Identity").value::<u8>("Old"),
				new.value::<u64>("Count").map::<u32, u64>("Map", "Twox64Concat").value::<u8>("New"),
			),
			[
				("A storage Count: `u32` becomes `u64`".into(), Effect::State),
				(
					"A storage Map: its keys are hashed by Twox64Concat instead of Identity".into(),
					Effect::State
				),
				(
					"A storage Old: is gone; what it holds stays unless a migration removes it".into(),
					Effect::None
				),
				("A storage New: is new: u8".into(), Effect::None),
			]
		);
	}

	#[test]
	fn constants_are_shown_with_their_values() {
		let (old, new) = (Builder::new().pallet("A", 1), Builder::new().pallet("A", 1));
		assert_eq!(
			words(
				old.constant("Count", 250u32).constant("Long", vec![1u8; 99]),
				new.constant("Count", 4096u32).constant("Long", vec![2u8; 99]).constant("More", true),
			),
			[
				("A constant Count: 250 becomes 4096".into(), Effect::None),
				("A constant Long: has another value".into(), Effect::None),
				("A constant More: is new: true".into(), Effect::None),
			]
		);
	}

	#[test]
	fn events_come_and_go_freely() {
		#[derive(TypeInfo)]
		enum Before {
			Done(u32),
			Gone,
		}
		#[derive(TypeInfo)]
		enum After {
			Done(u64),
			New,
		}
		let (old, new) = (Builder::new().pallet("A", 1), Builder::new().pallet("A", 1));
		assert_eq!(
			words(old.events::<Before>(), new.events::<After>()),
			[
				("A event Done: in `0`: `u32` becomes `u64`".into(), Effect::None),
				("A event Gone: is gone".into(), Effect::None),
				("A event New: is new".into(), Effect::None),
			]
		);
	}

	#[test]
	fn extensions_count_by_what_they_encode() {
		let with = |names: &[&str]| {
			names.iter().fold(Builder::new(), |builder, name| match *name {
				"Empty" => builder.extension::<(), ()>("Empty"),
				name => builder.extension::<u32, ()>(name),
			})
		};
		assert_eq!(
			words(with(&["A"]), with(&["A", "Empty"])),
			[("transaction extensions: `Empty` is new, which encodes nothing".into(), Effect::None)]
		);
		assert_eq!(
			words(with(&["A", "B"]), with(&["B", "A"])),
			[("transaction extensions: the order A, B becomes B, A".into(), Effect::Transactions)]
		);
		assert_eq!(
			words(with(&["A", "B"]), with(&["A", "C"])),
			[("transaction extensions: `B` is gone, `C` is new".into(), Effect::Transactions)]
		);
		assert_eq!(
			words(with(&["A"]), Builder::new().extension::<u64, ()>("A")),
			[("transaction extension A: `u32` becomes `u64`".into(), Effect::Transactions)]
		);
	}
}
