// SPDX-License-Identifier: Apache-2.0

//! The runtime APIs that the node can call.
//!
//! The SDK derives the code that calls into a runtime from an implementation of its APIs. The node has no
//! runtime of its own, so this implementation exists for its *signatures* alone: every call is executed by
//! the Wasm in the chain's state, and none of the bodies below can be reached.

// The macro makes public items that cannot be given words.
#![allow(missing_docs)]

use cairn_primitives::{
	opaque::Block, transactions::SignatureCheck, AccountId, Balance, BlockNumber, Hash, Nonce,
};
use pallet_transaction_payment_rpc_runtime_api::{FeeDetails, RuntimeDispatchInfo};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_inherents::{CheckInherentsResult, InherentData};
use sp_mmr_primitives as mmr;
use sp_runtime::{
	traits::{Block as BlockT, NumberFor},
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult, ExtrinsicInclusionMode, OpaqueExtrinsic,
};
use sp_session::OpaqueGeneratedSessionKeys;

/// Carrier of the API signatures.
pub struct Runtime;

/// Stands where a body would be.
fn only_in_wasm() -> ! {
	unreachable!("the node executes runtime calls in Wasm only")
}

sp_api::impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> sp_version::RuntimeVersion {
			only_in_wasm()
		}

		fn execute_block(_: <Block as BlockT>::LazyBlock) {
			only_in_wasm()
		}

		fn initialize_block(_: &<Block as BlockT>::Header) -> ExtrinsicInclusionMode {
			only_in_wasm()
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			only_in_wasm()
		}

		fn metadata_at_version(_: u32) -> Option<OpaqueMetadata> {
			only_in_wasm()
		}

		fn metadata_versions() -> Vec<u32> {
			only_in_wasm()
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(_: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
			only_in_wasm()
		}

		fn finalize_block() -> <Block as BlockT>::Header {
			only_in_wasm()
		}

		fn inherent_extrinsics(_: InherentData) -> Vec<<Block as BlockT>::Extrinsic> {
			only_in_wasm()
		}

		fn check_inherents(_: <Block as BlockT>::LazyBlock, _: InherentData) -> CheckInherentsResult {
			only_in_wasm()
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			_: TransactionSource,
			_: <Block as BlockT>::Extrinsic,
			_: Hash,
		) -> TransactionValidity {
			only_in_wasm()
		}
	}

	impl cairn_primitives::transactions::TransactionBatches<Block> for Runtime {
		fn validate_transactions(
			_: TransactionSource,
			_: Vec<OpaqueExtrinsic>,
			_: Hash,
		) -> Vec<TransactionValidity> {
			only_in_wasm()
		}

		fn apply_extrinsics(_: Vec<OpaqueExtrinsic>) -> Vec<ApplyExtrinsicResult> {
			only_in_wasm()
		}

		fn signatures(_: Vec<OpaqueExtrinsic>, _: Hash) -> Vec<Option<SignatureCheck>> {
			only_in_wasm()
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(_: &<Block as BlockT>::Header) {
			only_in_wasm()
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn generate_session_keys(_: Vec<u8>, _: Option<Vec<u8>>) -> OpaqueGeneratedSessionKeys {
			only_in_wasm()
		}

		fn decode_session_keys(_: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
			only_in_wasm()
		}
	}

	impl sp_authority_discovery::AuthorityDiscoveryApi<Block> for Runtime {
		fn authorities() -> Vec<sp_authority_discovery::AuthorityId> {
			only_in_wasm()
		}
	}

	impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
		fn slot_duration() -> sp_consensus_aura::SlotDuration {
			only_in_wasm()
		}

		fn authorities() -> Vec<AuraId> {
			only_in_wasm()
		}
	}

	impl sp_consensus_babe::BabeApi<Block> for Runtime {
		fn configuration() -> sp_consensus_babe::BabeConfiguration {
			only_in_wasm()
		}

		fn current_epoch_start() -> sp_consensus_babe::Slot {
			only_in_wasm()
		}

		fn current_epoch() -> sp_consensus_babe::Epoch {
			only_in_wasm()
		}

		fn next_epoch() -> sp_consensus_babe::Epoch {
			only_in_wasm()
		}

		fn generate_key_ownership_proof(
			_: sp_consensus_babe::Slot,
			_: sp_consensus_babe::AuthorityId,
		) -> Option<sp_consensus_babe::OpaqueKeyOwnershipProof> {
			only_in_wasm()
		}

		fn submit_report_equivocation_unsigned_extrinsic(
			_: sp_consensus_babe::EquivocationProof<<Block as BlockT>::Header>,
			_: sp_consensus_babe::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			only_in_wasm()
		}
	}

	impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
		fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
			only_in_wasm()
		}

		fn current_set_id() -> sp_consensus_grandpa::SetId {
			only_in_wasm()
		}

		fn submit_report_equivocation_unsigned_extrinsic(
			_: sp_consensus_grandpa::EquivocationProof<Hash, NumberFor<Block>>,
			_: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			only_in_wasm()
		}

		fn generate_key_ownership_proof(
			_: sp_consensus_grandpa::SetId,
			_: sp_consensus_grandpa::AuthorityId,
		) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
			only_in_wasm()
		}
	}

	impl sp_consensus_pow::DifficultyApi<Block, sp_core::U256> for Runtime {
		fn difficulty() -> sp_core::U256 {
			only_in_wasm()
		}
	}

	impl cairn_primitives::work::WorkApi<Block> for Runtime {
		fn hash_function() -> String {
			only_in_wasm()
		}
	}

	impl mmr::MmrApi<Block, Hash, BlockNumber> for Runtime {
		fn mmr_root() -> Result<Hash, mmr::Error> {
			only_in_wasm()
		}

		fn mmr_leaf_count() -> Result<mmr::LeafIndex, mmr::Error> {
			only_in_wasm()
		}

		fn generate_proof(
			_: Vec<BlockNumber>,
			_: Option<BlockNumber>,
		) -> Result<(Vec<mmr::EncodableOpaqueLeaf>, mmr::LeafProof<Hash>), mmr::Error> {
			only_in_wasm()
		}

		fn generate_ancestry_proof(
			_: BlockNumber,
			_: Option<BlockNumber>,
		) -> Result<mmr::AncestryProof<Hash>, mmr::Error> {
			only_in_wasm()
		}

		fn verify_proof(
			_: Vec<mmr::EncodableOpaqueLeaf>,
			_: mmr::LeafProof<Hash>,
		) -> Result<(), mmr::Error> {
			only_in_wasm()
		}

		fn verify_proof_stateless(
			_: Hash,
			_: Vec<mmr::EncodableOpaqueLeaf>,
			_: mmr::LeafProof<Hash>,
		) -> Result<(), mmr::Error> {
			only_in_wasm()
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(_: AccountId) -> Nonce {
			only_in_wasm()
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance> for Runtime {
		fn query_info(_: <Block as BlockT>::Extrinsic, _: u32) -> RuntimeDispatchInfo<Balance> {
			only_in_wasm()
		}

		fn query_fee_details(_: <Block as BlockT>::Extrinsic, _: u32) -> FeeDetails<Balance> {
			only_in_wasm()
		}

		fn query_weight_to_fee(_: sp_runtime::Weight) -> Balance {
			only_in_wasm()
		}

		fn query_length_to_fee(_: u32) -> Balance {
			only_in_wasm()
		}
	}
}
