// SPDX-License-Identifier: Apache-2.0

//! What the runtime tells about itself: its APIs and its metadata.

mod answers;

use super::chain::Chain;
use crate::{
	configs::{
		assets::AssetId,
		nfts::{CollectionId, ItemId},
		oracle::{Family, FeedId, FeedValue},
	},
	genesis_presets::DEVELOPMENT,
	opaque, AccountId, Balance, BlockNumber, Hash, Nonce, Runtime, RuntimeCall, VERSION,
};
use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use frame_support::traits::fungible::NativeOrWithId;
use parity_scale_codec::{Decode, Encode};
use sp_api::RuntimeApiInfo;
use sp_core::{crypto::key_types, Pair};
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
		declared::<dyn sp_consensus_babe::BabeApi<Block>>(),
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
		declared::<dyn sp_authority_discovery::AuthorityDiscoveryApi<Block>>(),
		declared::<dyn pallet_staking_runtime_api::StakingApi<Block, Balance, AccountId>>(),
		declared::<dyn pallet_nomination_pools_runtime_api::NominationPoolsApi<Block, AccountId, Balance>>(),
		declared::<dyn pallet_nfts_runtime_api::NftsApi<Block, AccountId, CollectionId, ItemId>>(),
		declared::<dyn pallet_asset_conversion::AssetConversionApi<Block, Balance, NativeOrWithId<AssetId>>>(
		),
		declared::<dyn pallet_tokenomics::runtime_api::TokenomicsApi<Block, Balance>>(),
		declared::<dyn pallet_escrow::runtime_api::EscrowApi<Block, AccountId, pallet_escrow::Escrow<Runtime>>>(
		),
		declared::<
			dyn pallet_dao::runtime_api::DaoApi<Block, AccountId, NativeOrWithId<AssetId>, BlockNumber, Hash>,
		>(),
		declared::<
			dyn pallet_insurance::runtime_api::InsuranceApi<
				Block,
				AccountId,
				NativeOrWithId<AssetId>,
				FeedId,
				FeedValue,
			>,
		>(),
		declared::<
			dyn pallet_oracle_feeds::runtime_api::OracleFeedsApi<
				Block,
				Family,
				AccountId,
				Balance,
				BlockNumber,
				FeedValue,
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
	assert_eq!(VERSION.spec_name, "cairn");
	assert_eq!(VERSION.spec_version, if cfg!(feature = "next-version") { 2 } else { 1 });
	assert_eq!(VERSION.transaction_version, 1);
	assert_eq!(VERSION.system_version, 1);
}

fn metadata(version: u32) -> RuntimeMetadata {
	let opaque = Runtime::metadata_at_version(version).expect("the version is supported");
	let prefixed = RuntimeMetadataPrefixed::decode(&mut &opaque[..]).expect("metadata decodes");
	assert_eq!(prefixed.0, frame_metadata::META_RESERVED);
	prefixed.1
}

/// The constants of a chain's metadata, as `Pallet.Name` to encoded value.
fn constants(metadata: RuntimeMetadata) -> BTreeMap<String, Vec<u8>> {
	macro_rules! collect {
		($metadata:expr) => {
			$metadata
				.pallets
				.into_iter()
				.flat_map(|pallet| {
					let name = pallet.name;
					pallet
						.constants
						.into_iter()
						.map(move |constant| (format!("{name}.{}", constant.name), constant.value))
				})
				.collect()
		};
	}
	match metadata {
		RuntimeMetadata::V14(metadata) => collect!(metadata),
		RuntimeMetadata::V15(metadata) => collect!(metadata),
		RuntimeMetadata::V16(metadata) => collect!(metadata),
		other => panic!("unexpected metadata version {}", other.version()),
	}
}

#[test]
fn metadata_comes_in_versions_14_15_and_16() {
	Chain::new(DEVELOPMENT).read(|| {
		let mut versions = Runtime::metadata_versions();
		versions.sort();
		assert_eq!(versions[..3], [14, 15, 16]);
		for version in [14, 15, 16] {
			assert_eq!(metadata(version).version(), version);
		}
		assert!(Runtime::metadata_at_version(13).is_none());
	});
}

#[test]
fn metadata_shows_the_values_of_the_chain_it_is_read_from() {
	let patch = serde_json::json!({
		"launchConfig": {
			"slotDuration": 3_000,
			"epochDuration": 44,
			"existentialDeposit": 9,
			"sessionsPerEra": 5,
			"bondingDuration": 6,
			"slashDeferDuration": 2,
			"governanceDay": 1_000,
		},
	});
	Chain::with_patch(DEVELOPMENT, patch).read(|| {
		for version in [14, 15, 16] {
			let constants = constants(metadata(version));
			assert_eq!(constants["Babe.EpochDuration"], 44u64.encode());
			assert_eq!(constants["Babe.ExpectedBlockTime"], 3_000u64.encode());
			assert_eq!(constants["Timestamp.MinimumPeriod"], 1_500u64.encode());
			assert_eq!(constants["Balances.ExistentialDeposit"], 9u128.encode());
			assert_eq!(constants["Staking.SessionsPerEra"], 5u32.encode());
			assert_eq!(constants["Staking.BondingDuration"], 6u32.encode());
			assert_eq!(constants["Staking.SlashDeferDuration"], 2u32.encode());
			assert_eq!(constants["ConvictionVoting.VoteLockingPeriod"], 7_000u32.encode());
			assert_eq!(constants["Treasury.SpendPeriod"], 6_000u32.encode());
			assert_eq!(constants["System.SS58Prefix"], 42u16.encode());
		}
	});
}

/// Tools print metadata from a Wasm that no chain runs: there is no state to read values from.
#[test]
fn metadata_without_a_chain_shows_the_defaults() {
	sp_io::TestExternalities::new_empty().execute_with(|| {
		let constants = constants(metadata(15));
		assert_eq!(constants["Babe.ExpectedBlockTime"], 1_000u64.encode());
		assert_eq!(constants["Babe.EpochDuration"], 600u64.encode());
	});
}

#[test]
fn only_the_next_version_has_the_marker() {
	sp_io::TestExternalities::new_empty().execute_with(|| {
		let marker = constants(metadata(16)).remove("NextVersion.Marker");
		assert_eq!(marker, cfg!(feature = "next-version").then(|| 2u32.encode()));
	});
}

#[test]
fn session_keys_are_generated_with_a_proof_of_ownership_and_can_be_told_apart() {
	use sp_keystore::{testing::MemoryKeystore, KeystoreExt};
	use sp_runtime::traits::OpaqueKeys;

	let mut state = sp_io::TestExternalities::new_empty();
	state.register_extension(KeystoreExt::new(MemoryKeystore::new()));
	state.execute_with(|| {
		let owner = sp_keyring::Sr25519Keyring::Alice.to_account_id().encode();
		let generated = Runtime::generate_session_keys(owner.clone(), Some(b"//Alice".to_vec()));

		let keys = crate::SessionKeys::decode(&mut &generated.keys[..]).expect("the runtime made them");
		assert_eq!(keys.babe, sp_core::sr25519::Pair::from_string("//Alice", None).unwrap().public().into());
		assert!(keys.ownership_proof_is_valid(&owner, &generated.proof));
		assert!(!keys.ownership_proof_is_valid(b"somebody else", &generated.proof));

		let parts = Runtime::decode_session_keys(generated.keys).expect("they are well-formed");
		let kinds: Vec<_> = parts.iter().map(|(_, kind)| *kind).collect();
		let (blocks, votes) = (sp_consensus_babe::KEY_TYPE, sp_consensus_grandpa::KEY_TYPE);
		assert_eq!(kinds, [blocks, votes, key_types::IM_ONLINE, key_types::AUTHORITY_DISCOVERY]);
		assert_eq!(Runtime::decode_session_keys(vec![0; 4 * 32 - 1]), None, "one byte is missing");
	});
}
