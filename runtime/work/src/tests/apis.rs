// SPDX-License-Identifier: Apache-2.0

//! What the runtime tells a node about itself.

use crate::{Runtime, VERSION};
use cairn_primitives::work::runtime_decl_for_work_api::WorkApi;
use sp_api::RuntimeApiInfo;

/// Whether the runtime declares an API.
fn declares(id: &[u8; 8]) -> bool {
	VERSION.apis.iter().any(|(declared, _)| declared == id)
}

#[test]
fn it_declares_proof_of_work_and_no_other_block_production() {
	type Block = crate::Block;
	assert!(declares(&<dyn sp_consensus_pow::DifficultyApi<Block, sp_core::U256>>::ID));
	assert!(declares(&<dyn cairn_primitives::work::WorkApi<Block>>::ID));
	assert!(declares(&<dyn sp_consensus_grandpa::GrandpaApi<Block>>::ID));
	assert!(declares(&<dyn sp_mmr_primitives::MmrApi<Block, crate::Hash, crate::BlockNumber>>::ID));
	for other in ["AuraApi", "BabeApi"] {
		let id = sp_crypto_hashing::blake2_64(other.as_bytes());
		assert!(!declares(&id), "{other}");
	}
}

#[test]
fn it_names_its_hash_function() {
	assert_eq!(Runtime::hash_function(), "randomx");
}
