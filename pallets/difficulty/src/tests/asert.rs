// SPDX-License-Identifier: Apache-2.0

//! The formula: that it is what it claims to be, and that no value makes it overflow.

use crate::{asert::next_difficulty, Anchor, MAX_DIFFICULTY};
use proptest::prelude::*;
use sp_core::U256;

const TARGET: u64 = 10_000;
const HALF_LIFE: u64 = 1_200_000;

fn anchor(difficulty: u64) -> Anchor {
	Anchor { height: 1, time: 1_000_000_000, difficulty: difficulty.into() }
}

/// The difficulty of a chain at `blocks` after its anchor, `elapsed` milliseconds after it.
fn after(difficulty: u64, blocks: u64, elapsed: u64) -> U256 {
	let anchor = anchor(difficulty);
	next_difficulty(&anchor, 1 + blocks, anchor.time + elapsed, TARGET, HALF_LIFE, 1)
}

#[test]
fn a_chain_on_schedule_keeps_its_difficulty() {
	for blocks in [0, 1, 1_000, 100_000_000] {
		assert_eq!(after(1_000_000, blocks, blocks * TARGET), 1_000_000.into());
	}
}

#[test]
fn a_half_life_behind_halves_and_a_half_life_ahead_doubles() {
	assert_eq!(after(1_000_000, 1_000, 1_000 * TARGET + HALF_LIFE), 500_000.into());
	assert_eq!(after(1_000_000, 1_000, 1_000 * TARGET + 3 * HALF_LIFE), 125_000.into());
	assert_eq!(after(1_000_000, 1_000, 1_000 * TARGET - HALF_LIFE), 2_000_000.into());
	assert_eq!(after(1_000_000, 1_000, 1_000 * TARGET - 5 * HALF_LIFE), 32_000_000.into());
}

#[test]
fn the_minimum_and_the_maximum_hold() {
	let anchor = anchor(1_000);
	let late = next_difficulty(&anchor, 2, u64::MAX, TARGET, HALF_LIFE, 77);
	assert_eq!(late, 77.into());
	let early = next_difficulty(&anchor, u64::MAX, anchor.time, TARGET, HALF_LIFE, 77);
	assert_eq!(early, MAX_DIFFICULTY);
}

proptest! {
	/// Against floating point, which is exact enough to show an error of a hundredth of a percent.
	#[test]
	fn it_is_the_power_of_two_that_it_approximates(
		blocks in 0u64..10_000,
		ahead in -20.0f64..20.0,
	) {
		let start = 1u64 << 40;
		let anchor = Anchor { height: 1, time: 1 << 50, difficulty: start.into() };
		let time = anchor.time as i128 + (blocks * TARGET) as i128 - (ahead * HALF_LIFE as f64) as i128;
		let found = next_difficulty(&anchor, 1 + blocks, time as u64, TARGET, HALF_LIFE, 1);
		let exact = start as f64 * ahead.exp2();
		let error = (found.as_u128() as f64 / exact - 1.0).abs();
		// 0.013 % of the polynomial, and what the exponent's 16 places round away.
		prop_assert!(error < 0.000_2, "{found} instead of {exact}");
	}

	#[test]
	fn later_is_never_harder_and_higher_is_never_easier(
		difficulty in 1u64..,
		blocks in 0u64..1_000_000,
		elapsed in 0u64..1 << 40,
		later in 0u64..1 << 30,
	) {
		prop_assert!(after(difficulty, blocks, elapsed + later) <= after(difficulty, blocks, elapsed));
		prop_assert!(after(difficulty, blocks + later, elapsed) >= after(difficulty, blocks, elapsed));
	}

	#[test]
	fn nothing_overflows(
		height in any::<u64>(),
		anchor_height in any::<u64>(),
		time in any::<u64>(),
		anchor_time in any::<u64>(),
		limbs in any::<[u64; 4]>(),
		target in any::<u64>(),
		half_life in any::<u64>(),
		minimum in any::<u64>(),
	) {
		let anchor = Anchor { height: anchor_height, time: anchor_time, difficulty: U256(limbs) };
		let found = next_difficulty(&anchor, height, time, target, half_life, minimum);
		prop_assert!(found >= minimum.into() && found <= MAX_DIFFICULTY);
	}
}
