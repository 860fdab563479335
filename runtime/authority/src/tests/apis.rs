// SPDX-License-Identifier: Apache-2.0

//! What the runtime tells about itself: its APIs and its metadata.

use super::chain::{id, Chain};
use crate::{
	genesis_presets::{session_keys, DEVELOPMENT},
	opaque, AccountId, Balance, BlockNumber, Hash, Nonce, Runtime, RuntimeCall, VERSION,
};
use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use parity_scale_codec::{Decode, Encode};
use sp_api::RuntimeApiInfo;
use sp_consensus_aura::{runtime_decl_for_aura_api::AuraApi, sr25519::AuthorityId as AuraId};
use sp_core::crypto::key_types;
use sp_keyring::Sr25519Keyring::Alice;
use sp_session::runtime_decl_for_session_keys::SessionKeys;
use std::collections::BTreeMap;

type Block = opaque::Block;

/// The name and version of an API, as a client that is compiled against it looks for it.
fn declared<Api: RuntimeApiInfo + ?Sized>() -> ([u8; 8], u32) {
	(Api::ID, Api::VERSION)
}

#[test]
fn the_apis_are_those_of_the_contract_in_the_versions_of_this_release() {
	let mut expected: BTreeMap<[u8; 8], u32> = BTreeMap::from([
		declared::<dyn sp_api::Core<Block>>(),
		declared::<dyn sp_api::Metadata<Block>>(),
		declared::<dyn sp_block_builder::BlockBuilder<Block>>(),
		declared::<dyn sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block>>(),
		declared::<dyn sp_offchain::OffchainWorkerApi<Block>>(),
		declared::<dyn sp_session::SessionKeys<Block>>(),
		declared::<dyn sp_consensus_aura::AuraApi<Block, AuraId>>(),
		declared::<dyn sp_consensus_grandpa::GrandpaApi<Block>>(),
		declared::<dyn sp_mmr_primitives::MmrApi<Block, Hash, BlockNumber>>(),
		declared::<dyn frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce>>(),
		declared::<dyn pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance>>(),
		declared::<
			dyn pallet_transaction_payment_rpc_runtime_api::TransactionPaymentCallApi<
				Block,
				Balance,
				RuntimeCall,
			>,
		>(),
		declared::<dyn cairn_primitives::transactions::TransactionBatches<Block>>(),
		declared::<dyn sp_genesis_builder::GenesisBuilder<Block>>(),
	]);
	if cfg!(feature = "runtime-benchmarks") {
		expected.extend(optional("Benchmark"));
	}
	if cfg!(feature = "try-runtime") {
		expected.extend(optional("TryRuntime"));
	}
	let actual: BTreeMap<_, _> = VERSION.apis.iter().copied().collect();
	assert_eq!(actual, expected);
}

/// APIs that exist behind a feature: taken as they are declared, because their crates may not be there.
fn optional(name: &str) -> Option<([u8; 8], u32)> {
	let hash = sp_crypto_hashing::blake2_64(name.as_bytes());
	VERSION.apis.iter().copied().find(|(id, _)| *id == hash)
}

#[test]
fn the_versions_that_signers_depend_on_are_these() {
	assert_eq!(VERSION.spec_name, "cairn-authority");
	assert_eq!((VERSION.spec_version, VERSION.transaction_version, VERSION.system_version), (1, 1, 1));
}

fn metadata(version: u32) -> RuntimeMetadata {
	let opaque = Runtime::metadata_at_version(version).expect("the version is supported");
	let prefixed = RuntimeMetadataPrefixed::decode(&mut &opaque[..]).expect("metadata decodes");
	assert_eq!(prefixed.0, frame_metadata::META_RESERVED);
	prefixed.1
}

/// The constants of a chain's metadata, as `Pallet.Name` to encoded value.
fn constants() -> BTreeMap<String, Vec<u8>> {
	let RuntimeMetadata::V14(metadata) = metadata(14) else { panic!("version 14 was asked for") };
	let mut all = BTreeMap::new();
	for pallet in metadata.pallets {
		for constant in pallet.constants {
			all.insert(format!("{}.{}", pallet.name, constant.name), constant.value);
		}
	}
	all
}

#[test]
fn metadata_comes_in_versions_14_15_and_16() {
	Chain::new(DEVELOPMENT).read(|| {
		for version in [14, 15, 16] {
			assert_eq!(metadata(version).version(), version);
		}
		assert!(Runtime::metadata_at_version(13).is_none());
	});
}

#[test]
fn metadata_shows_the_values_of_the_chain_it_is_read_from() {
	let patch = serde_json::json!({ "launchConfig": { "slotDuration": 250, "existentialDeposit": 9 } });
	Chain::with_patch(DEVELOPMENT, patch).read(|| {
		let constants = constants();
		assert_eq!(constants["Aura.SlotDuration"], 250u64.encode());
		assert_eq!(constants["Timestamp.MinimumPeriod"], 125u64.encode());
		assert_eq!(constants["Balances.ExistentialDeposit"], 9u128.encode());
		assert_eq!(constants["System.SS58Prefix"], 42u16.encode());
	});
}

/// Tools print metadata from a Wasm that no chain runs: there is no state to read values from.
#[test]
fn metadata_without_a_chain_shows_the_defaults() {
	sp_io::TestExternalities::new_empty().execute_with(|| {
		assert_eq!(constants()["Aura.SlotDuration"], 1_000u64.encode());
	});
}

#[test]
fn the_node_is_told_slot_time_and_authorities() {
	let patch = serde_json::json!({ "launchConfig": { "slotDuration": 250 } });
	Chain::with_patch(DEVELOPMENT, patch).read(|| {
		assert_eq!(<Runtime as AuraApi<crate::Block, AuraId>>::slot_duration().as_millis(), 250);
		let authorities = <Runtime as AuraApi<crate::Block, AuraId>>::authorities();
		assert_eq!(authorities, [session_keys(Alice).aura]);
	});
}

#[test]
fn session_keys_are_generated_with_a_proof_of_ownership_and_can_be_told_apart() {
	use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
	use sp_runtime::traits::OpaqueKeys;

	let mut state = sp_io::TestExternalities::new_empty();
	state.register_extension(KeystoreExt::new(MemoryKeystore::new()));
	state.execute_with(|| {
		let owner = id(Alice).encode();
		let generated = Runtime::generate_session_keys(owner.clone(), Some(b"//Alice".to_vec()));

		let keys = crate::SessionKeys::decode(&mut &generated.keys[..]).expect("the runtime made them");
		assert_eq!(keys, session_keys(Alice));
		assert!(keys.ownership_proof_is_valid(&owner, &generated.proof));
		assert!(!keys.ownership_proof_is_valid(b"somebody else", &generated.proof));

		let parts = Runtime::decode_session_keys(generated.keys).expect("they are well-formed");
		let kinds: Vec<_> = parts.iter().map(|(_, kind)| *kind).collect();
		assert_eq!(kinds, [key_types::AURA, key_types::GRANDPA]);
		assert_eq!(Runtime::decode_session_keys(vec![0; 2 * 32 - 1]), None, "one byte is missing");
	});
}
