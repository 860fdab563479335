// SPDX-License-Identifier: Apache-2.0

//! The key of RandomX: what its memory is filled from. It changes as the chain grows, so that nobody can build a machine
//! for one key.
//!
//! The schedule is Monero's (`rx_seedheight` in `crypto/rx-slow-hash.c`): the key changes every 2048 blocks, to the hash
//! of a block that is 65 blocks old at the first block that uses it. Nobody can know a key long before, and everybody has an hour or so to
//! prepare for it.

use sp_blockchain::{Error, HeaderBackend, HeaderMetadata};
use sp_core::H256;

use crate::service::Block;

/// The key changes every so many blocks. A power of two.
const EPOCH: u32 = 2048;

/// The block that the key is taken from is at least so many blocks old when its epoch begins.
const LAG: u32 = 64;

/// The height of the block whose hash is the key for the block `number`.
pub(super) fn key_height(number: u32) -> u32 {
	if number <= EPOCH + LAG {
		0
	} else {
		(number - LAG - 1) & !(EPOCH - 1)
	}
}

/// The key for the child of `parent`: the hash of the key block on the branch that `parent` is on.
///
/// # Errors
///
/// If the database does not have the headers of that branch.
pub(super) fn key_above<C>(client: &C, parent: H256) -> Result<H256, Error>
where
	C: HeaderBackend<Block> + HeaderMetadata<Block, Error = Error>,
{
	let mut at = client.header_metadata(parent)?;
	let height = key_height(at.number.saturating_add(1));
	// Down the branch to where it meets the best chain, whose blocks are known by number.
	while at.number > height && client.hash(at.number)? != Some(at.hash) {
		at = client.header_metadata(at.parent)?;
	}
	if at.number == height {
		return Ok(at.hash);
	}
	client.hash(height)?.ok_or_else(|| Error::UnknownBlock(format!("there is no block {height}")))
}

#[cfg(test)]
mod tests {
	use super::*;
	use cairn_primitives::Header;
	use sc_client_api::{in_mem::Blockchain, NewBlockState};
	use sp_runtime::{traits::Header as _, Digest, DigestItem};

	/// The last block whose key is genesis.
	const LAST_OF_GENESIS: u32 = EPOCH + LAG;

	/// Headers without blocks.
	struct Tree(Blockchain<Block>);

	impl Tree {
		/// A genesis, and its hash.
		fn new() -> (Self, H256) {
			let tree = Self(Blockchain::new());
			let genesis = tree.add(0, H256::zero(), 0, NewBlockState::Final);
			(tree, genesis)
		}

		/// Adds one header. Those of different branches differ.
		fn add(&self, number: u32, parent: H256, branch: u8, state: NewBlockState) -> H256 {
			let logs = vec![DigestItem::Other(vec![branch])];
			let header = Header::new(number, H256::zero(), H256::zero(), parent, Digest { logs });
			let hash = header.hash();
			self.0.insert(hash, header, None, None, state, true).expect("the parent is there");
			hash
		}

		/// Adds headers on top of `parent` up to the height `to`, and returns their hashes, from the lowest on.
		fn grow(&self, parent: H256, to: u32, branch: u8, state: NewBlockState) -> Vec<H256> {
			let from = self.0.number(parent).expect("memory does not fail").expect("the parent is there") + 1;
			let mut hashes = vec![parent];
			for number in from..=to {
				hashes.push(self.add(number, hashes[hashes.len() - 1], branch, state));
			}
			hashes.split_off(1)
		}

		/// The key for the child of `parent`.
		fn key_above(&self, parent: H256) -> H256 {
			key_above(&self.0, parent).expect("all headers are there")
		}
	}

	#[test]
	fn the_first_epochs_use_genesis_and_later_ones_a_block_that_has_aged() {
		assert_eq!([0, 1, 2048, 2112].map(key_height), [0; 4]);
		assert_eq!([2113, 2114, 4096, 4160].map(key_height), [2048; 4]);
		assert_eq!([4161, 6208].map(key_height), [4096; 2]);
		assert_eq!(key_height(6209), 6144);
	}

	#[test]
	fn a_key_is_always_older_than_the_lag_and_never_changes_back() {
		let mut last = 0;
		for number in 2113..20_000 {
			let height = key_height(number);
			assert!(height + LAG < number && height >= last, "block {number}");
			last = height;
		}
		key_height(u32::MAX);
	}

	#[test]
	fn on_the_best_chain_the_key_is_the_block_at_its_height() {
		let (tree, genesis) = Tree::new();
		assert_eq!(tree.key_above(genesis), genesis);
		// The hash of block `number` is at `number - 1`.
		let chain = tree.grow(genesis, LAST_OF_GENESIS + EPOCH + 1, 0, NewBlockState::Best);
		let at = |number: u32| chain[number as usize - 1];
		for parent in [1, EPOCH, LAST_OF_GENESIS - 1] {
			assert_eq!(tree.key_above(at(parent)), genesis, "above block {parent}");
		}
		for parent in [LAST_OF_GENESIS, LAST_OF_GENESIS + EPOCH - 1] {
			assert_eq!(tree.key_above(at(parent)), at(EPOCH), "above block {parent}");
		}
		assert_eq!(tree.key_above(at(LAST_OF_GENESIS + EPOCH)), at(2 * EPOCH));
	}

	#[test]
	fn on_a_fork_the_key_is_the_forks_own_block_if_it_parts_below_it() {
		let (tree, genesis) = Tree::new();
		let best = tree.grow(genesis, LAST_OF_GENESIS + 10, 0, NewBlockState::Best);
		let at = |number: u32| best[number as usize - 1];
		for (parts_at, own) in [(0, true), (EPOCH - 1, true), (EPOCH, false), (LAST_OF_GENESIS, false)] {
			let parting = if parts_at == 0 { genesis } else { at(parts_at) };
			let branch = 1 + u8::try_from(parts_at % 251).expect("a remainder of 251");
			let fork = tree.grow(parting, LAST_OF_GENESIS + 1, branch, NewBlockState::Normal);
			let on_fork = |number: u32| fork[(number - parts_at) as usize - 1];
			let key = if own { on_fork(EPOCH) } else { at(EPOCH) };
			assert_ne!(on_fork(LAST_OF_GENESIS + 1), at(LAST_OF_GENESIS + 1), "a fork");
			assert_eq!(tree.key_above(on_fork(LAST_OF_GENESIS + 1)), key, "parting at {parts_at}");
			if parts_at < LAST_OF_GENESIS {
				// The last of the old key, and the first of the new one.
				assert_eq!(tree.key_above(on_fork(LAST_OF_GENESIS - 1)), genesis, "parting at {parts_at}");
				assert_eq!(tree.key_above(on_fork(LAST_OF_GENESIS)), key, "parting at {parts_at}");
			}
		}
	}

	#[test]
	fn which_branch_is_the_best_does_not_change_a_blocks_key() {
		let (tree, genesis) = Tree::new();
		let first = tree.grow(genesis, LAST_OF_GENESIS + 5, 0, NewBlockState::Best);
		// One branch parts below the block that the key is taken from, the other above it.
		let below = tree.grow(first[100], LAST_OF_GENESIS + 8, 1, NewBlockState::Normal);
		let above = tree.grow(first[EPOCH as usize + 5], LAST_OF_GENESIS + 8, 2, NewBlockState::Normal);
		let tips = [&first, &below, &above].map(|branch| branch[branch.len() - 1]);
		let keys = tips.map(|tip| tree.key_above(tip));
		assert_eq!(keys[0], keys[2], "they share the block");
		assert_ne!(keys[0], keys[1], "and this one has its own");
		for best in tips {
			tree.0.set_head(best).expect("it is there");
			assert_eq!(tips.map(|tip| tree.key_above(tip)), keys, "with {best:?} as the best block");
		}
	}

	#[test]
	fn a_parent_that_is_not_there_has_no_key() {
		let (tree, _) = Tree::new();
		let error = key_above(&tree.0, H256::repeat_byte(1)).expect_err("unknown");
		assert!(matches!(error, Error::UnknownBlock(_)), "{error}");
	}
}
