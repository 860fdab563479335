// SPDX-License-Identifier: Apache-2.0

//! What proofs about old blocks go by: a Merkle mountain range of all blocks, whose root is in each header.
//!
//! A leaf is the number and hash of a block. The state keeps no more than the peaks, at most 32 hashes; what proofs are
//! made of, nodes keep outside of it. [`cairn_primitives::mmr`] describes the form.

use crate::{Runtime, System};
use cairn_primitives::mmr;
use pallet_mmr::{primitives, DefaultBlockHashProvider, ParentNumberAndHash};
use sp_core::H256;

/// Puts the root of each block's MMR into the block's header.
pub struct RootInHeader;

impl primitives::OnNewRoot<H256> for RootInHeader {
	fn on_new_root(root: &H256) {
		System::deposit_log(mmr::root_digest(*root));
	}
}

impl pallet_mmr::Config for Runtime {
	// Where nodes look for the leaves.
	const INDEXING_PREFIX: &'static [u8] = primitives::INDEXING_PREFIX;
	type Hashing = mmr::Hashing;
	// Nothing but the chain of blocks: all else follows from a block's header.
	type LeafData = ParentNumberAndHash<Self>;
	type OnNewRoot = RootInHeader;
	type BlockHashProvider = DefaultBlockHashProvider<Self>;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
}
