// SPDX-License-Identifier: Apache-2.0

//! Calls out of random bytes, as somebody sends them who means no good.

use super::draw::PEOPLE;
use crate::{tests::people::id, Runtime, RuntimeCall};
use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use parity_scale_codec::{Compact, Decode, DecodeLimit, Encode};
use proptest::{prelude::*, sample};
use scale_info::TypeDef;
use sp_io::TestExternalities;
use std::sync::LazyLock;

/// How deep calls may be nested: as deep as the node's extrinsics may.
const DEPTH: u32 = frame_support::MAX_EXTRINSIC_DEPTH;

/// The first two bytes of each call that there is: pallet and call.
static INDICES: LazyLock<Vec<[u8; 2]>> = LazyLock::new(|| {
	// Some constants are values of genesis, for which the metadata looks into the state.
	let bytes = TestExternalities::new_empty()
		.execute_with(|| Runtime::metadata_at_version(15).expect("the version is supported").to_vec());
	let metadata = RuntimeMetadataPrefixed::decode(&mut &bytes[..]).expect("metadata decodes");
	let RuntimeMetadata::V15(metadata) = metadata.1 else { panic!("this is version 15") };
	let mut indices = Vec::new();
	for pallet in &metadata.pallets {
		let Some(calls) = &pallet.calls else { continue };
		let calls = metadata.types.resolve(calls.ty.id).expect("the type is in the registry");
		let TypeDef::Variant(calls) = &calls.type_def else { panic!("calls are variants") };
		indices.extend(calls.variants.iter().map(|call| [pallet.index, call.index]));
	}
	indices
});

/// The calls of the runtime, by their first two bytes.
pub(super) fn indices() -> &'static [[u8; 2]] {
	&INDICES
}

/// A piece of an argument, more often than not one that makes sense somewhere.
fn piece() -> impl Strategy<Value = Vec<u8>> {
	prop_oneof![
		// Numbers, variants, lengths of nothing.
		4 => (0..8u8).prop_map(|byte| vec![byte]),
		2 => Just(vec![0; 4]),
		// Accounts, bare and as calls name them.
		2 => sample::select(PEOPLE.as_slice()).prop_map(|who| id(who).encode()),
		3 => sample::select(PEOPLE.as_slice()).prop_map(|who| [vec![0], id(who).encode()].concat()),
		// Amounts.
		2 => any::<u128>().prop_map(|amount| Compact(amount).encode()),
		1 => any::<u128>().prop_map(|amount| amount.encode()),
		1 => Just(vec![0xff; 16]),
		// Another call.
		2 => sample::select(indices()).prop_map(|indices| indices.to_vec()),
		// Anything.
		2 => proptest::collection::vec(any::<u8>(), 1..40),
	]
}

/// Bytes that begin as some call does.
pub(super) fn arguments() -> impl Strategy<Value = Vec<u8>> {
	(sample::select(indices()), proptest::collection::vec(piece(), 0..12))
		.prop_map(|(call, pieces)| [call.to_vec(), pieces.concat()].concat())
}

/// Bytes that begin with anything.
pub(super) fn anything() -> impl Strategy<Value = Vec<u8>> {
	proptest::collection::vec(any::<u8>(), 0..200)
}

/// The call that `bytes` begin with, if they do.
pub(super) fn decode(bytes: &[u8]) -> Option<RuntimeCall> {
	RuntimeCall::decode_with_depth_limit(DEPTH, &mut &bytes[..]).ok()
}
