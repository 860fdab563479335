// SPDX-License-Identifier: Apache-2.0

//! What the node may ask the runtime: the runtime APIs.
//!
//! The node finds out from their names and versions what kind of chain this is. Each function is a call from
//! outside into the Wasm, at the state of some block.

// The macro turns each function into an exported symbol, which is documented where its trait is declared.
#![allow(missing_docs)]

use crate::{
	configs::{
		assets::AssetId,
		consensus::BABE_EPOCH_CONFIG,
		launch_config::getters::EpochDuration,
		nfts::{CollectionId, ItemId},
		oracle::{AllFeeds, Family, FeedId, FeedValue, OperatorInfo},
	},
	genesis_check, genesis_presets, AccountId, AssetConversion, AuthorityDiscovery, Babe, Balance, Block,
	BlockNumber, Dao, Escrow, Executive, Grandpa, Hash, Historical, InherentDataExt, Insurance, Mmr, Nfts,
	NominationPools, Nonce, Runtime, RuntimeCall, RuntimeGenesisConfig, SessionKeys, Staking, System,
	Tokenomics, TransactionPayment, TxExtension, VERSION,
};
use alloc::vec::Vec;
use cairn_primitives::transactions::SignatureCheck;
use frame_support::{
	genesis_builder_helper::{build_state, get_preset},
	traits::{fungible::NativeOrWithId, nonfungibles_v2::Inspect, Get, KeyOwnerProofSystem},
	weights::Weight,
};
use pallet_dao::{DaoId, DaoView, MemberView, ProposalId, ProposalView};
use pallet_escrow::EscrowId;
use pallet_grandpa::AuthorityId as GrandpaId;
use pallet_nomination_pools::PoolId;
use pallet_oracle_feeds::{FeedState, ReadError, Reading, Source};
use pallet_transaction_payment::{FeeDetails, RuntimeDispatchInfo};
use parity_scale_codec::Encode;
use sp_api::impl_runtime_apis;
use sp_authority_discovery::AuthorityId as AuthorityDiscoveryId;
use sp_consensus_babe::AuthorityId as BabeId;
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_genesis_builder::PresetId;
use sp_inherents::{CheckInherentsResult, InherentData};
use sp_mmr_primitives as mmr;
use sp_runtime::{
	traits::{Block as BlockT, NumberFor},
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult, DispatchError, ExtrinsicInclusionMode, OpaqueExtrinsic,
};
use sp_session::{MembershipProof, OpaqueGeneratedSessionKeys};
use sp_version::RuntimeVersion;

impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			VERSION
		}

		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			cairn_host_calls::fewer(|| Executive::execute_block(block))
		}

		fn initialize_block(header: &<Block as BlockT>::Header) -> ExtrinsicInclusionMode {
			Executive::initialize_block(header)
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			OpaqueMetadata::new(Runtime::metadata().into())
		}

		fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
			Runtime::metadata_at_version(version)
		}

		fn metadata_versions() -> Vec<u32> {
			Runtime::metadata_versions()
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
			Executive::apply_extrinsic(extrinsic)
		}

		fn finalize_block() -> <Block as BlockT>::Header {
			cairn_host_calls::fewer(Executive::finalize_block)
		}

		fn inherent_extrinsics(data: InherentData) -> Vec<<Block as BlockT>::Extrinsic> {
			data.create_extrinsics()
		}

		fn check_inherents(block: <Block as BlockT>::LazyBlock, data: InherentData) -> CheckInherentsResult {
			data.check_extrinsics(&block)
		}
	}

	impl cairn_primitives::transactions::TransactionBatches<Block> for Runtime {
		fn validate_transactions(
			source: TransactionSource,
			transactions: Vec<OpaqueExtrinsic>,
			block_hash: Hash,
		) -> Vec<TransactionValidity> {
			let validate = |transaction| Executive::validate_transaction(source, transaction, block_hash);
			cairn_host_calls::fewer(|| cairn_transaction_batches::validate(transactions, validate))
		}

		fn apply_extrinsics(extrinsics: Vec<OpaqueExtrinsic>) -> Vec<ApplyExtrinsicResult> {
			cairn_host_calls::fewer(|| cairn_transaction_batches::apply(extrinsics, Executive::apply_extrinsic))
		}

		fn signatures(extrinsics: Vec<OpaqueExtrinsic>, block_hash: Hash) -> Vec<Option<SignatureCheck>> {
			type Accounts = <Runtime as frame_system::Config>::Lookup;
			let begin_block =
				|| System::initialize(&(System::block_number() + 1), &block_hash, &Default::default());
			cairn_transaction_batches::signatures::<Accounts, _, RuntimeCall, TxExtension>(extrinsics, begin_block)
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			source: TransactionSource,
			tx: <Block as BlockT>::Extrinsic,
			block_hash: <Block as BlockT>::Hash,
		) -> TransactionValidity {
			Executive::validate_transaction(source, tx, block_hash)
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(header: &<Block as BlockT>::Header) {
			Executive::offchain_worker(header)
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn generate_session_keys(owner: Vec<u8>, seed: Option<Vec<u8>>) -> OpaqueGeneratedSessionKeys {
			SessionKeys::generate(&owner, seed).into()
		}

		fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
			SessionKeys::decode_into_raw_public_keys(&encoded)
		}
	}

	impl sp_consensus_babe::BabeApi<Block> for Runtime {
		fn configuration() -> sp_consensus_babe::BabeConfiguration {
			let epoch_config = Babe::epoch_config().unwrap_or(BABE_EPOCH_CONFIG);
			sp_consensus_babe::BabeConfiguration {
				slot_duration: Babe::slot_duration(),
				epoch_length: EpochDuration::<Runtime>::get(),
				c: epoch_config.c,
				authorities: Babe::authorities().to_vec(),
				randomness: Babe::randomness(),
				allowed_slots: epoch_config.allowed_slots,
			}
		}

		fn current_epoch_start() -> sp_consensus_babe::Slot {
			Babe::current_epoch_start()
		}

		fn current_epoch() -> sp_consensus_babe::Epoch {
			Babe::current_epoch()
		}

		fn next_epoch() -> sp_consensus_babe::Epoch {
			Babe::next_epoch()
		}

		fn generate_key_ownership_proof(
			_slot: sp_consensus_babe::Slot,
			authority_id: BabeId,
		) -> Option<sp_consensus_babe::OpaqueKeyOwnershipProof> {
			Historical::prove((sp_consensus_babe::KEY_TYPE, authority_id))
				.map(|proof| sp_consensus_babe::OpaqueKeyOwnershipProof::new(proof.encode()))
		}

		fn submit_report_equivocation_unsigned_extrinsic(
			equivocation_proof: sp_consensus_babe::EquivocationProof<<Block as BlockT>::Header>,
			key_owner_proof: sp_consensus_babe::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			let key_owner_proof: MembershipProof = key_owner_proof.decode()?;
			Babe::submit_unsigned_equivocation_report(equivocation_proof, key_owner_proof)
		}
	}

	impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
		fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
			Grandpa::grandpa_authorities()
		}

		fn current_set_id() -> sp_consensus_grandpa::SetId {
			pallet_grandpa::CurrentSetId::<Runtime>::get()
		}

		fn submit_report_equivocation_unsigned_extrinsic(
			equivocation_proof: sp_consensus_grandpa::EquivocationProof<
				<Block as BlockT>::Hash,
				NumberFor<Block>,
			>,
			key_owner_proof: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			let key_owner_proof: MembershipProof = key_owner_proof.decode()?;
			Grandpa::submit_unsigned_equivocation_report(equivocation_proof, key_owner_proof)
		}

		fn generate_key_ownership_proof(
			_set_id: sp_consensus_grandpa::SetId,
			authority_id: GrandpaId,
		) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
			Historical::prove((sp_consensus_grandpa::KEY_TYPE, authority_id))
				.map(|proof| sp_consensus_grandpa::OpaqueKeyOwnershipProof::new(proof.encode()))
		}
	}

	impl sp_authority_discovery::AuthorityDiscoveryApi<Block> for Runtime {
		fn authorities() -> Vec<AuthorityDiscoveryId> {
			AuthorityDiscovery::authorities()
		}
	}

	impl mmr::MmrApi<Block, Hash, BlockNumber> for Runtime {
		fn mmr_root() -> Result<Hash, mmr::Error> {
			Ok(Mmr::mmr_root())
		}

		fn mmr_leaf_count() -> Result<mmr::LeafIndex, mmr::Error> {
			Ok(Mmr::mmr_leaves())
		}

		fn generate_proof(
			block_numbers: Vec<BlockNumber>,
			best_known_block_number: Option<BlockNumber>,
		) -> Result<(Vec<mmr::EncodableOpaqueLeaf>, mmr::LeafProof<Hash>), mmr::Error> {
			let (leaves, proof) = Mmr::generate_proof(block_numbers, best_known_block_number)?;
			Ok((leaves.iter().map(mmr::EncodableOpaqueLeaf::from_leaf).collect(), proof))
		}

		fn generate_ancestry_proof(
			prev_block_number: BlockNumber,
			best_known_block_number: Option<BlockNumber>,
		) -> Result<mmr::AncestryProof<Hash>, mmr::Error> {
			Mmr::generate_ancestry_proof(prev_block_number, best_known_block_number)
		}

		fn verify_proof(
			leaves: Vec<mmr::EncodableOpaqueLeaf>,
			proof: mmr::LeafProof<Hash>,
		) -> Result<(), mmr::Error> {
			let decoded = leaves.into_iter().map(|leaf| leaf.into_opaque_leaf().try_decode());
			let leaves = decoded.collect::<Option<Vec<_>>>().ok_or(mmr::Error::Verify)?;
			Mmr::verify_leaves(leaves, proof)
		}

		fn verify_proof_stateless(
			root: Hash,
			leaves: Vec<mmr::EncodableOpaqueLeaf>,
			proof: mmr::LeafProof<Hash>,
		) -> Result<(), mmr::Error> {
			let leaves = leaves.into_iter().map(|leaf| mmr::DataOrHash::Data(leaf.into_opaque_leaf())).collect();
			pallet_mmr::verify_leaves_proof::<cairn_primitives::mmr::Hashing, _>(root, leaves, proof)
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(account: AccountId) -> Nonce {
			System::account_nonce(account)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance> for Runtime {
		fn query_info(uxt: <Block as BlockT>::Extrinsic, len: u32) -> RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_info(uxt, len)
		}

		fn query_fee_details(uxt: <Block as BlockT>::Extrinsic, len: u32) -> FeeDetails<Balance> {
			TransactionPayment::query_fee_details(uxt, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentCallApi<Block, Balance, RuntimeCall>
		for Runtime
	{
		fn query_call_info(call: RuntimeCall, len: u32) -> RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_call_info(call, len)
		}

		fn query_call_fee_details(call: RuntimeCall, len: u32) -> FeeDetails<Balance> {
			TransactionPayment::query_call_fee_details(call, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl pallet_tokenomics::runtime_api::TokenomicsApi<Block, Balance> for Runtime {
		fn tokenomics() -> pallet_tokenomics::Tokenomics<Balance> {
			Tokenomics::tokenomics()
		}

		fn era_payout(total_staked: Balance, total_issuance: Balance, era_duration: u64) -> (Balance, Balance) {
			<Tokenomics as sp_staking::EraPayout<Balance>>::era_payout(total_staked, total_issuance, era_duration)
		}
	}

	impl pallet_escrow::runtime_api::EscrowApi<Block, AccountId, pallet_escrow::Escrow<Runtime>> for Runtime {
		fn escrow(id: EscrowId) -> Option<pallet_escrow::Escrow<Runtime>> {
			Escrow::escrow(id)
		}

		fn escrows_of(account: AccountId, after: Option<EscrowId>, limit: u32) -> Vec<EscrowId> {
			Escrow::escrows_of(&account, after, limit)
		}

		fn actions(id: EscrowId, account: AccountId) -> Vec<pallet_escrow::Action> {
			Escrow::actions(id, &account)
		}
	}

	impl pallet_dao::runtime_api::DaoApi<Block, AccountId, NativeOrWithId<AssetId>, BlockNumber, Hash> for Runtime {
		fn sovereign_account(dao: DaoId) -> AccountId {
			Dao::sovereign(dao)
		}

		fn dao(dao: DaoId) -> Option<DaoView<AccountId, NativeOrWithId<AssetId>, BlockNumber>> {
			Dao::dao(dao)
		}

		fn daos(from: DaoId, limit: u32) -> Vec<DaoView<AccountId, NativeOrWithId<AssetId>, BlockNumber>> {
			Dao::daos(from, limit)
		}

		fn member(dao: DaoId, who: AccountId) -> Option<MemberView<AccountId, BlockNumber>> {
			Dao::member(dao, who)
		}

		fn members(dao: DaoId, after: Option<AccountId>, limit: u32) -> Vec<MemberView<AccountId, BlockNumber>> {
			Dao::members(dao, after, limit)
		}

		fn invitations(dao: DaoId) -> Vec<(AccountId, u128, Option<(NativeOrWithId<AssetId>, u128)>)> {
			Dao::invitations(dao)
		}

		fn proposal(dao: DaoId, proposal: ProposalId) -> Option<ProposalView<AccountId, BlockNumber, Hash>> {
			Dao::proposal(dao, proposal)
		}

		fn proposals(dao: DaoId, from: ProposalId, limit: u32) -> Vec<ProposalView<AccountId, BlockNumber, Hash>> {
			Dao::proposals(dao, from, limit)
		}
	}

	impl
		pallet_insurance::runtime_api::InsuranceApi<Block, AccountId, NativeOrWithId<AssetId>, FeedId, FeedValue>
		for Runtime
	{
		fn pools(from: pallet_insurance::PoolId, limit: u32) -> Vec<pallet_insurance::PoolView<AccountId, NativeOrWithId<AssetId>>> {
			Insurance::pools(from, limit)
		}

		fn pool(pool: pallet_insurance::PoolId) -> Option<pallet_insurance::PoolView<AccountId, NativeOrWithId<AssetId>>> {
			Insurance::pool_view(pool)
		}

		fn products(pool: pallet_insurance::PoolId) -> Vec<pallet_insurance::ProductView<AccountId, FeedId, FeedValue>> {
			Insurance::products(pool)
		}

		fn quote(pool: pallet_insurance::PoolId, product: pallet_insurance::ProductId, cover: Balance) -> Result<pallet_insurance::Quote, DispatchError> {
			Insurance::quote(pool, product, cover)
		}

		fn policies_of(who: AccountId, from: pallet_insurance::PolicyId, limit: u32) -> Vec<pallet_insurance::PolicyView<AccountId>> {
			Insurance::policies_of(&who, from, limit)
		}

		fn policy(policy: pallet_insurance::PolicyId) -> Option<pallet_insurance::PolicyView<AccountId>> {
			Insurance::policy_view(policy)
		}

		fn position(pool: pallet_insurance::PoolId, who: AccountId) -> Option<pallet_insurance::PositionView> {
			Insurance::position(pool, &who)
		}
	}

	impl
		pallet_oracle_feeds::runtime_api::OracleFeedsApi<Block, Family, AccountId, Balance, BlockNumber, FeedValue>
		for Runtime
	{
		fn feeds(family: Family) -> Vec<FeedState<FeedValue>> {
			AllFeeds::feeds(family)
		}

		fn read(family: Family, key: Vec<u8>) -> Result<Reading<FeedValue>, ReadError> {
			AllFeeds::read_by_bytes(family, key)
		}

		fn sources(family: Family, key: Vec<u8>) -> Vec<Source<AccountId, FeedValue>> {
			AllFeeds::sources(family, key)
		}

		fn operators(family: Family) -> Vec<OperatorInfo> {
			AllFeeds::operators(family)
		}
	}

	impl pallet_staking_runtime_api::StakingApi<Block, Balance, AccountId> for Runtime {
		fn nominations_quota(balance: Balance) -> u32 {
			Staking::api_nominations_quota(balance)
		}

		fn eras_stakers_page_count(era: sp_staking::EraIndex, account: AccountId) -> sp_staking::Page {
			Staking::api_eras_stakers_page_count(era, account)
		}

		fn pending_rewards(era: sp_staking::EraIndex, account: AccountId) -> bool {
			Staking::api_pending_rewards(era, account)
		}
	}

	impl pallet_nomination_pools_runtime_api::NominationPoolsApi<Block, AccountId, Balance> for Runtime {
		fn pending_rewards(who: AccountId) -> Balance {
			NominationPools::api_pending_rewards(who).unwrap_or_default()
		}

		fn points_to_balance(pool_id: PoolId, points: Balance) -> Balance {
			NominationPools::api_points_to_balance(pool_id, points)
		}

		fn balance_to_points(pool_id: PoolId, new_funds: Balance) -> Balance {
			NominationPools::api_balance_to_points(pool_id, new_funds)
		}

		fn pool_pending_slash(pool_id: PoolId) -> Balance {
			NominationPools::api_pool_pending_slash(pool_id)
		}

		fn member_pending_slash(member: AccountId) -> Balance {
			NominationPools::api_member_pending_slash(member)
		}

		fn pool_needs_delegate_migration(pool_id: PoolId) -> bool {
			NominationPools::api_pool_needs_delegate_migration(pool_id)
		}

		fn member_needs_delegate_migration(member: AccountId) -> bool {
			NominationPools::api_member_needs_delegate_migration(member)
		}

		fn member_total_balance(who: AccountId) -> Balance {
			NominationPools::api_member_total_balance(who)
		}

		fn pool_balance(pool_id: PoolId) -> Balance {
			NominationPools::api_pool_balance(pool_id)
		}

		fn pool_accounts(pool_id: PoolId) -> (AccountId, AccountId) {
			NominationPools::api_pool_accounts(pool_id)
		}
	}

	impl pallet_asset_conversion::AssetConversionApi<Block, Balance, NativeOrWithId<AssetId>> for Runtime {
		fn quote_price_exact_tokens_for_tokens(
			asset1: NativeOrWithId<AssetId>,
			asset2: NativeOrWithId<AssetId>,
			amount: Balance,
			include_fee: bool,
		) -> Option<Balance> {
			AssetConversion::quote_price_exact_tokens_for_tokens(asset1, asset2, amount, include_fee)
		}

		fn quote_price_tokens_for_exact_tokens(
			asset1: NativeOrWithId<AssetId>,
			asset2: NativeOrWithId<AssetId>,
			amount: Balance,
			include_fee: bool,
		) -> Option<Balance> {
			AssetConversion::quote_price_tokens_for_exact_tokens(asset1, asset2, amount, include_fee)
		}

		fn get_reserves(
			asset1: NativeOrWithId<AssetId>,
			asset2: NativeOrWithId<AssetId>,
		) -> Option<(Balance, Balance)> {
			AssetConversion::get_reserves(asset1, asset2).ok()
		}
	}

	impl pallet_nfts_runtime_api::NftsApi<Block, AccountId, CollectionId, ItemId> for Runtime {
		fn owner(collection: CollectionId, item: ItemId) -> Option<AccountId> {
			<Nfts as Inspect<AccountId>>::owner(&collection, &item)
		}

		fn collection_owner(collection: CollectionId) -> Option<AccountId> {
			<Nfts as Inspect<AccountId>>::collection_owner(&collection)
		}

		fn attribute(collection: CollectionId, item: ItemId, key: Vec<u8>) -> Option<Vec<u8>> {
			<Nfts as Inspect<AccountId>>::attribute(&collection, &item, &key)
		}

		fn custom_attribute(
			account: AccountId,
			collection: CollectionId,
			item: ItemId,
			key: Vec<u8>,
		) -> Option<Vec<u8>> {
			<Nfts as Inspect<AccountId>>::custom_attribute(&account, &collection, &item, &key)
		}

		fn system_attribute(collection: CollectionId, item: Option<ItemId>, key: Vec<u8>) -> Option<Vec<u8>> {
			<Nfts as Inspect<AccountId>>::system_attribute(&collection, item.as_ref(), &key)
		}

		fn collection_attribute(collection: CollectionId, key: Vec<u8>) -> Option<Vec<u8>> {
			<Nfts as Inspect<AccountId>>::collection_attribute(&collection, &key)
		}
	}

	impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
		fn build_state(json: Vec<u8>) -> sp_genesis_builder::Result {
			build_state::<RuntimeGenesisConfig>(json)?;
			genesis_check::check()
		}

		fn get_preset(id: &Option<PresetId>) -> Option<Vec<u8>> {
			get_preset::<RuntimeGenesisConfig>(id, genesis_presets::get)
		}

		fn preset_names() -> Vec<PresetId> {
			genesis_presets::names()
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	impl frame_benchmarking::Benchmark<Block> for Runtime {
		fn benchmark_metadata(
			extra: bool,
		) -> (Vec<frame_benchmarking::BenchmarkList>, Vec<frame_support::traits::StorageInfo>) {
			use crate::*;
			use frame_benchmarking::BenchmarkList;
			use frame_support::traits::StorageInfoTrait;

			let mut list = Vec::<BenchmarkList>::new();
			list_benchmarks!(list, extra);
			(list, AllPalletsWithSystem::storage_info())
		}

		fn dispatch_benchmark(
			config: frame_benchmarking::BenchmarkConfig,
		) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
			use crate::*;
			use frame_benchmarking::BenchmarkBatch;
			use frame_support::traits::WhitelistedStorageKeys;

			let mut whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
			whitelist.extend(crate::benchmarks::free_of_database(&config.pallet));
			// As blocks are executed.
			cairn_host_calls::fewer(|| {
				let mut batches = Vec::<BenchmarkBatch>::new();
				let params = (&config, &whitelist);
				add_benchmarks!(params, batches);
				Ok(batches)
			})
		}
	}

	#[cfg(feature = "try-runtime")]
	impl frame_try_runtime::TryRuntime<Block> for Runtime {
		fn on_runtime_upgrade(checks: frame_try_runtime::UpgradeCheckSelect) -> (Weight, Weight) {
			let used = Executive::try_runtime_upgrade(checks).expect("the upgrade's checks hold");
			(used, crate::configs::system::MAX_BLOCK_WEIGHT)
		}

		fn execute_block(
			block: <Block as BlockT>::LazyBlock,
			state_root_check: bool,
			signature_check: bool,
			select: frame_try_runtime::TryStateSelect,
		) -> Weight {
			Executive::try_execute_block(block, state_root_check, signature_check, select)
				.expect("the block executes and the pallets' invariants hold")
		}
	}
}
