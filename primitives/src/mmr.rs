// SPDX-License-Identifier: Apache-2.0

//! Where a header commits to all blocks before it.
//!
//! A chain with `pallet-mmr` keeps a Merkle mountain range (MMR) with a leaf for each block: block `n` adds the number and
//! hash of block `n - 1`. The root goes into the header of block `n`, so whoever trusts one header can check a short
//! proof that an earlier block is among its ancestors.
//!
//! The root stands in the header as BEEFY puts it there: bridges and light clients know that form, and it needs neither
//! BEEFY's pallet nor its votes.

use alloc::vec::Vec;
use parity_scale_codec::Encode;
use sp_consensus_beefy::{
	ecdsa_crypto::AuthorityId, mmr::find_mmr_root_digest, ConsensusLog, BEEFY_ENGINE_ID,
};
use sp_core::H256;
use sp_runtime::{traits::Keccak256, DigestItem};

use crate::{opaque, BlockNumber, Hash, Header};

/// The hash function of the MMR: Keccak with 256 bits, which contracts of other chains can compute.
pub type Hashing = Keccak256;

/// The data of a leaf: the number of a block, and its hash.
pub type Leaf = (BlockNumber, Hash);

/// The item of a block's digest that carries the MMR's root.
pub fn root_digest(root: H256) -> DigestItem {
	let log: Vec<u8> = ConsensusLog::<AuthorityId>::MmrRoot(root).encode();
	DigestItem::Consensus(BEEFY_ENGINE_ID, log)
}

/// The MMR's root in a header: that of the MMR whose last leaf is the header's parent.
///
/// `None` if the chain had no MMR at that block.
pub fn root_in(header: &Header) -> Option<H256> {
	find_mmr_root_digest::<opaque::Block>(header)
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_runtime::{traits::Header as _, Digest};

	fn header(logs: Vec<DigestItem>) -> Header {
		Header::new(7, H256::zero(), H256::zero(), H256::zero(), Digest { logs })
	}

	#[test]
	fn a_root_is_found_among_other_items() {
		let root = H256::repeat_byte(7);
		let other = DigestItem::Consensus(*b"BABE", vec![3; 33]);
		assert_eq!(root_in(&header(vec![other.clone(), root_digest(root), other.clone()])), Some(root));
		assert_eq!(root_in(&header(vec![other])), None);
		assert_eq!(root_in(&header(vec![])), None);
	}

	/// Bridges read these bytes.
	#[test]
	fn the_item_is_encoded_as_bridges_expect() {
		let mut expected = b"\x04BEEF\x84\x03".to_vec();
		expected.extend([9; 32]);
		assert_eq!(root_digest(H256::repeat_byte(9)).encode(), expected);
	}

	/// A block's author can put items of his own before the block, but none of this kind.
	#[test]
	fn an_item_of_another_kind_with_the_same_engine_is_no_root() {
		let DigestItem::Consensus(engine, log) = root_digest(H256::repeat_byte(1)) else {
			panic!("a consensus item");
		};
		let others = vec![DigestItem::PreRuntime(engine, log.clone()), DigestItem::Seal(engine, log)];
		assert_eq!(root_in(&header(others)), None);
	}
}
