// SPDX-License-Identifier: Apache-2.0

//! The key of RandomX: what its memory is filled from. It changes as the chain grows, so that nobody can build a machine
//! for one key.
//!
//! The schedule is Monero's (`rx_seedheight` in `crypto/rx-slow-hash.c`): the key changes every 2048 blocks, to the hash
//! of a block that is 65 blocks old at the first block that uses it. Nobody can know a key long before, and everybody has an hour or so to
//! prepare for it.

use sp_blockchain::{Error, HeaderBackend, HeaderMetadata};
use sp_core::H256;

use crate::service::Client;

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
pub(super) fn key_above(client: &Client, parent: H256) -> Result<H256, Error> {
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
}
