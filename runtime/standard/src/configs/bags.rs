// SPDX-License-Identifier: Apache-2.0

//! The bags in which voters are kept, by stake.
//!
//! Each octave of stake has four bags, so that the members of one differ by a factor of 2^¼ at most. Votes count in
//! planck unless the total issuance exceeds 2⁶⁴ planck; then they are scaled down to fit.

use frame_election_provider_support::VoteWeight;

/// The first octave with bags of its own: 2³⁰ planck is about the smallest existential deposit in use.
const FIRST_OCTAVE: u32 = 30;

/// Bags in one octave.
const PER_OCTAVE: usize = 4;

/// The lower ends of the bags in an octave, as multiples of its beginning, in 2⁻³²: 2^0, 2^¼, 2^½, 2^¾.
const STEPS: [u64; PER_OCTAVE] = [0x1_0000_0000, 0x1_306F_E0A3, 0x1_6A09_E667, 0x1_AE89_F995];

const COUNT: usize = (64 - FIRST_OCTAVE as usize) * PER_OCTAVE + 1;

/// The upper end of each bag, rising. The last one takes in everything.
pub const THRESHOLDS: [VoteWeight; COUNT] = thresholds();

const fn thresholds() -> [VoteWeight; COUNT] {
	let mut all = [VoteWeight::MAX; COUNT];
	let mut bag = 0;
	while bag < COUNT - 1 {
		let octave = FIRST_OCTAVE + (bag / PER_OCTAVE) as u32;
		all[bag] = ((STEPS[bag % PER_OCTAVE] as u128) << octave >> 32) as VoteWeight;
		bag += 1;
	}
	all
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn thresholds_rise_by_a_quarter_of_an_octave() {
		assert_eq!(THRESHOLDS[0], 1 << 30);
		assert_eq!(THRESHOLDS[4], 1 << 31);
		assert_eq!(THRESHOLDS[COUNT - 1], u64::MAX);
		for pair in THRESHOLDS[..COUNT - 1].windows(2) {
			let ratio = pair[1] as f64 / pair[0] as f64;
			assert!((ratio - 2f64.powf(0.25)).abs() < 1e-6, "{pair:?}");
		}
	}
}
