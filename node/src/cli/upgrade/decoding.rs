// SPDX-License-Identifier: Apache-2.0

//! Looks whether what the state holds can be read by the new runtime once the migrations are done.

use super::{
	changes::Change,
	findings::Findings,
	metadata::{storage_prefix, Metadata, StorageItem},
	state::State,
	values,
};

/// Warns if entries of the item that `changed` is about do not decode as the new type.
///
/// A warning only: some pallets convert an entry when it is next used.
pub(super) fn check(state: &mut State, metadata: &Metadata, changed: &Change, findings: &mut Findings) {
	let Some((prefix, item)) = item_of(metadata, changed) else {
		return;
	};
	let keys = match item.key {
		Some(_) => state.keys_under(&prefix),
		None => vec![prefix],
	};
	let (mut all, mut unreadable) = (0, 0);
	for value in keys.iter().filter_map(|key| state.get(key)) {
		all += 1;
		if values::decode(metadata.typed(item.value), &value).is_none() {
			unreadable += 1;
		}
	}
	if unreadable > 0 {
		findings.warn(format!(
			"after the migrations, {unreadable} of {all} entries of {}.{} cannot be read as the new type ({}): make sure \
			 that a migration converts them",
			changed.pallet.as_deref().unwrap_or_default(),
			item.name,
			changed.change
		));
	}
}

fn item_of<'a>(metadata: &'a Metadata, changed: &Change) -> Option<(Vec<u8>, &'a StorageItem)> {
	let pallet = metadata.pallet(changed.pallet.as_deref()?)?;
	let name = changed.item.as_deref()?.strip_prefix("storage ")?;
	let item = pallet.storage.iter().find(|item| item.name == name)?;
	Some((storage_prefix(pallet.prefix.as_deref()?, name), item))
}

#[cfg(test)]
mod tests {
	use super::{
		super::{changes, metadata::tests::Builder},
		*,
	};
	use parity_scale_codec::Encode;
	use sp_core::storage::Storage;
	use sp_runtime::StateVersion;

	#[test]
	fn entries_that_nobody_converted_are_counted() {
		let old = Builder::new().pallet("A", 1).map::<u8, u32>("Map", "Identity").value::<u32>("One").build();
		let new = Builder::new().pallet("A", 1).map::<u8, u64>("Map", "Identity").value::<u64>("One").build();
		let mut storage = Storage::default();
		let prefix = storage_prefix("A", "Map");
		storage.top.insert([&prefix[..], &[1]].concat(), 7u32.encode());
		storage.top.insert([&prefix[..], &[2]].concat(), 7u64.encode());
		storage.top.insert(storage_prefix("A", "One"), 7u64.encode());
		let mut state = State::new(storage, StateVersion::V1);
		let mut findings = Findings::default();
		for change in changes::between(&old, &new) {
			check(&mut state, &new, &change, &mut findings);
		}
		assert_eq!(findings.warnings.len(), 1, "{:?}", findings.warnings);
		assert!(findings.warnings[0].contains("1 of 2 entries of A.Map"), "{:?}", findings.warnings);
	}
}
