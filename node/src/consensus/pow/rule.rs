// SPDX-License-Identifier: Apache-2.0

//! What counts as work: the seal, what is hashed, and when a hash is good enough.

use sp_core::{H256, U256};

/// The bytes of a seal: the nonce, the least significant byte first.
pub(super) const SEAL_BYTES: usize = 8;

/// What is hashed: the hash of the header without its seal, then the nonce.
pub(super) fn input(pre_hash: &H256, nonce: u64) -> [u8; 32 + SEAL_BYTES] {
	let mut input = [0; 32 + SEAL_BYTES];
	input[..32].copy_from_slice(pre_hash.as_bytes());
	input[32..].copy_from_slice(&seal(nonce));
	input
}

/// The seal with this nonce.
pub(super) fn seal(nonce: u64) -> [u8; SEAL_BYTES] {
	nonce.to_le_bytes()
}

/// The nonce in a seal. Nothing but exactly a nonce is a seal: the same work must not make two blocks.
pub(super) fn nonce(seal: &[u8]) -> Option<u64> {
	seal.try_into().ok().map(u64::from_le_bytes)
}

/// Whether a hash is good enough: as a number, the most significant byte first, times the difficulty, it must not
/// overflow 256 bits.
///
/// One in `difficulty` hashes does. The rule is Monero's (`check_hash` in `cryptonote_basic/difficulty.cpp`, which reads
/// the number from the other end), and the same as Bitcoin's with a target of 2²⁵⁶ ÷ difficulty.
pub(super) fn suffices(hash: &[u8; 32], difficulty: U256) -> bool {
	!difficulty.is_zero() && U256::from_big_endian(hash).checked_mul(difficulty).is_some()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_seal_is_a_nonce_and_nothing_else() {
		assert_eq!(nonce(&seal(0x0102_0304_0506_0708)), Some(0x0102_0304_0506_0708));
		for wrong in [&[][..], &[0; 7], &[0; 9]] {
			assert_eq!(nonce(wrong), None);
		}
	}

	#[test]
	fn what_is_hashed_is_the_header_and_the_nonce() {
		let input = input(&H256::repeat_byte(7), 1);
		assert_eq!((&input[..32], &input[32..]), (&[7; 32][..], &[1, 0, 0, 0, 0, 0, 0, 0][..]));
	}

	#[test]
	fn one_in_difficulty_hashes_suffices() {
		// Of all first bytes, the others zero.
		let good = |difficulty: u64| {
			let hashes = (0..=255u8).map(|first| {
				let mut hash = [0; 32];
				hash[0] = first;
				hash
			});
			hashes.filter(|hash| suffices(hash, difficulty.into())).count() as u64
		};
		for difficulty in [1, 2, 4, 16, 256] {
			assert_eq!(good(difficulty), 256 / difficulty);
		}
	}

	#[test]
	fn the_boundary_is_exact_and_no_difficulty_is_none() {
		assert!(suffices(&[0xff; 32], 1.into()));
		assert!(!suffices(&[0xff; 32], 2.into()));
		let half = U256::MAX / 2;
		assert!(suffices(&half.to_big_endian(), 2.into()));
		assert!(!suffices(&(half + 1).to_big_endian(), 2.into()));
		assert!(suffices(&[0; 32], U256::MAX));
		assert!(!suffices(&[0; 32], U256::zero()));
	}
}
