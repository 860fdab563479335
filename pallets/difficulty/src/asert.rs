// SPDX-License-Identifier: Apache-2.0

//! The adjustment itself: ASERT, *absolutely scheduled exponentially rising targets*.
//!
//! The algorithm is by Mark Lundeberg and Jonathan Toomim; Bitcoin Cash uses it as `aserti3-2d` since its upgrade of
//! 2020-11-15, whose specification ("ASERT Difficulty Adjustment Algorithm (aserti3-2d)") has the polynomial below.
//! There a target is multiplied by `2^((actual - ideal) / half-life)`. Here a difficulty is, which is the reciprocal of
//! a target, so the exponent has the other sign.
//!
//! The difficulty depends on the anchor and the newest block alone, not on the difficulties in between. So errors of
//! rounding do not add up, and a false timestamp is forgotten with the next true one.

use crate::{Anchor, MAX_DIFFICULTY};
use sp_core::U256;

/// Binary places of the exponent.
const PLACES: u32 = 16;

/// One, with [`PLACES`] binary places.
const ONE: u128 = 1 << PLACES;

/// The exponents that matter: beyond them every difficulty is at its bounds.
const MAX_EXPONENT: i128 = 256 << PLACES;

/// The difficulty of the block after the one at `height` with the timestamp `time`.
///
/// `target` is the time that a block should take and `half_life` the delay that halves the difficulty; like all
/// times they are in milliseconds. The result is at least `minimum` and at most [`MAX_DIFFICULTY`].
pub fn next_difficulty(
	anchor: &Anchor,
	height: u64,
	time: u64,
	target: u64,
	half_life: u64,
	minimum: u64,
) -> U256 {
	let blocks = i128::from(height).saturating_sub(anchor.height.into());
	let ideal = blocks.saturating_mul(target.into());
	let actual = i128::from(time).saturating_sub(anchor.time.into());
	// How far the chain is ahead of its schedule, in half-lives. Rounded down, also below zero.
	let exponent = ideal
		.saturating_sub(actual)
		.saturating_mul(1 << PLACES)
		.div_euclid(i128::from(half_life.max(1)))
		.clamp(-MAX_EXPONENT, MAX_EXPONENT);
	scale(anchor.difficulty, exponent).clamp(U256::from(minimum), MAX_DIFFICULTY)
}

/// `difficulty * 2^exponent`, with `exponent` in parts of [`ONE`]; at most [`MAX_DIFFICULTY`].
fn scale(difficulty: U256, exponent: i128) -> U256 {
	let whole = exponent >> PLACES;
	// What is left is between 0 and `ONE`, so the conversion keeps it.
	let part = (exponent - (whole << PLACES)).unsigned_abs();
	// A difficulty has at most 192 bits and the factor 17, so their product fits.
	let product = difficulty.min(MAX_DIFFICULTY) * U256::from(power_of_two(part));
	let shift = whole - i128::from(PLACES);
	let distance = u32::try_from(shift.unsigned_abs()).unwrap_or(u32::MAX);
	if shift < 0 {
		// A shift by all bits or more gives zero.
		return if distance < 256 { product >> distance } else { U256::zero() };
	}
	// Bits that would be lost are above what is allowed.
	if product.is_zero() || distance < product.leading_zeros() {
		product << distance.min(255)
	} else {
		MAX_DIFFICULTY
	}
}

/// `2^(part / ONE)` in parts of [`ONE`], for a `part` below [`ONE`]: a cubic approximation, off by at most 0.013 %.
fn power_of_two(part: u128) -> u128 {
	let part = part.min(ONE - 1);
	let cubic = 195_766_423_245_049 * part + 971_821_376 * part * part + 5_127 * part * part * part;
	ONE + ((cubic + (1 << 47)) >> 48)
}
