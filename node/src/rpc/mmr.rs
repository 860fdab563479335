// SPDX-License-Identifier: Apache-2.0

//! Proofs about old blocks, for as many blocks at a time as anybody needs.
//!
//! The SDK's methods take lists of any length and work them off in the server's own threads: one request could keep the
//! node busy for long. These are the same with a limit.

use cairn_primitives::BlockNumber;
use jsonrpsee::{
	core::{async_trait, RpcResult},
	types::{error::ErrorCode, ErrorObjectOwned},
};
use mmr_rpc::{LeavesProof, Mmr, MmrApiServer};
use parity_scale_codec::{Compact, Decode};
use sp_core::H256;
use sp_mmr_primitives::{AncestryProof, EncodableOpaqueLeaf, LeafProof};

use crate::service::{Backend, Block, Client};

/// The most blocks that one proof is made for.
const MAX_BLOCKS: usize = 1_000;
/// The most bytes that a proof to be verified may have, its leaves and its hashes each: some more than for as many blocks.
const MAX_BYTES: usize = 1 << 20;

/// The bytes of a leaf: the number of a block, and its hash.
const LEAF: usize = 4 + 32;

/// The database that the runtime writes to for off-chain use.
pub(super) type Storage = <Backend as sc_client_api::Backend<Block>>::OffchainStorage;

/// The SDK's methods, with limits.
pub(super) struct Limited(pub(super) Mmr<Client, (Block, H256), Storage>);

fn invalid(cause: String) -> ErrorObjectOwned {
	ErrorObjectOwned::owned(ErrorCode::InvalidParams.code(), cause, None::<()>)
}

fn too_large(what: &str) -> ErrorObjectOwned {
	invalid(format!("at most {what}"))
}

/// Checks a proof's size, and that its leaves are leaves.
///
/// The SDK hashes a leaf of any length. One of 64 bytes could be the two nodes below an inner node, and pass for a leaf
/// where that node is.
fn check(proof: &LeavesProof<H256>) -> RpcResult<()> {
	if proof.leaves.len() > MAX_BYTES || proof.proof.len() > MAX_BYTES {
		return Err(too_large(&format!("{MAX_BYTES} bytes of leaves and of proof")));
	}
	let unreadable = |error: parity_scale_codec::Error| invalid(error.to_string());
	let way = LeafProof::<H256>::decode(&mut &proof.proof[..]).map_err(unreadable)?;
	// The length stands first. It is looked at before the leaves are read: empty ones take more memory than here.
	let Compact(leaves) = Compact::<u32>::decode(&mut &proof.leaves[..]).map_err(unreadable)?;
	if way.leaf_indices.len() > MAX_BLOCKS || leaves as usize > MAX_BLOCKS {
		return Err(too_large(&format!("{MAX_BLOCKS} leaves")));
	}
	let leaves = Vec::<EncodableOpaqueLeaf>::decode(&mut &proof.leaves[..]).map_err(unreadable)?;
	match leaves.iter().all(|leaf| leaf.0.len() == LEAF) {
		true => Ok(()),
		false => Err(invalid(format!("a leaf has {LEAF} bytes"))),
	}
}

#[async_trait]
impl MmrApiServer<H256, BlockNumber, H256> for Limited {
	fn mmr_root(&self, at: Option<H256>) -> RpcResult<H256> {
		MmrApiServer::<H256, BlockNumber, H256>::mmr_root(&self.0, at)
	}

	fn generate_proof(
		&self,
		block_numbers: Vec<BlockNumber>,
		best_known_block_number: Option<BlockNumber>,
		at: Option<H256>,
	) -> RpcResult<LeavesProof<H256>> {
		if block_numbers.len() > MAX_BLOCKS {
			return Err(too_large(&format!("{MAX_BLOCKS} block numbers")));
		}
		MmrApiServer::<H256, BlockNumber, H256>::generate_proof(
			&self.0,
			block_numbers,
			best_known_block_number,
			at,
		)
	}

	fn generate_ancestry_proof(
		&self,
		prev_block_number: BlockNumber,
		best_known_block_number: Option<BlockNumber>,
		at: Option<H256>,
	) -> RpcResult<AncestryProof<H256>> {
		MmrApiServer::<H256, BlockNumber, H256>::generate_ancestry_proof(
			&self.0,
			prev_block_number,
			best_known_block_number,
			at,
		)
	}

	fn verify_proof(&self, proof: LeavesProof<H256>) -> RpcResult<bool> {
		check(&proof)?;
		MmrApiServer::<H256, BlockNumber, H256>::verify_proof(&self.0, proof)
	}

	fn verify_proof_stateless(&self, mmr_root: H256, proof: LeavesProof<H256>) -> RpcResult<bool> {
		check(&proof)?;
		MmrApiServer::<H256, BlockNumber, H256>::verify_proof_stateless(&self.0, mmr_root, proof)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use parity_scale_codec::Encode;
	use sp_core::Bytes;

	fn proof(leaves: &[usize], indices: usize) -> LeavesProof<H256> {
		let leaves: Vec<_> = leaves.iter().map(|length| EncodableOpaqueLeaf(vec![1; *length])).collect();
		let items = vec![H256::zero(); 3];
		let way = LeafProof { leaf_indices: vec![1; indices], leaf_count: 9, items };
		LeavesProof::new(H256::zero(), leaves, way)
	}

	fn refusal(proof: &LeavesProof<H256>) -> String {
		let error = check(proof).expect_err("refused");
		assert_eq!(error.code(), ErrorCode::InvalidParams.code());
		error.message().into()
	}

	#[test]
	fn proofs_up_to_the_limit_are_looked_at() {
		for count in [0, 1, 2, MAX_BLOCKS] {
			assert!(check(&proof(&vec![LEAF; count], count)).is_ok(), "{count}");
		}
	}

	#[test]
	fn more_leaves_or_places_than_the_limit_are_refused() {
		let many = MAX_BLOCKS + 1;
		assert_eq!(refusal(&proof(&vec![LEAF; many], 1)), "at most 1000 leaves");
		assert_eq!(refusal(&proof(&[LEAF], many)), "at most 1000 leaves");
		assert_eq!(refusal(&proof(&vec![0; 1 << 19], 1)), "at most 1000 leaves");
	}

	#[test]
	fn a_leaf_that_could_be_an_inner_node_is_refused() {
		for length in [0, LEAF - 1, LEAF + 1, 64] {
			assert_eq!(refusal(&proof(&[LEAF, length], 2)), "a leaf has 36 bytes", "{length}");
		}
	}

	#[test]
	fn what_is_too_long_or_no_proof_is_refused() {
		let long = Bytes(vec![0; MAX_BYTES + 1]);
		let honest = || proof(&[LEAF], 1);
		let bytes = "at most 1048576 bytes of leaves and of proof";
		assert_eq!(refusal(&LeavesProof { leaves: long.clone(), ..honest() }), bytes);
		assert_eq!(refusal(&LeavesProof { proof: long, ..honest() }), bytes);
		refusal(&LeavesProof { leaves: Bytes(vec![]), ..honest() });
		refusal(&LeavesProof { proof: Bytes(vec![]), ..honest() });
		refusal(&LeavesProof { leaves: Bytes(Compact(3u32).encode()), ..honest() });
	}
}
