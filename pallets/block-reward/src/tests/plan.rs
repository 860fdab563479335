// SPDX-License-Identifier: Apache-2.0

//! The reward by height, and its sums.

use crate::{mock::PLAN, Plan};
use proptest::prelude::*;
use sp_runtime::Perbill;

#[test]
fn the_reward_halves_at_each_interval_until_nothing_is_left() {
	assert_eq!(PLAN.reward_at(0), 0);
	for (height, reward) in [(1, 1_000), (10, 1_000), (11, 500), (20, 500), (21, 250), (91, 1), (101, 0)] {
		assert_eq!(PLAN.reward_at(height), reward, "block {height}");
	}
	assert_eq!(PLAN.reward_at(u32::MAX), 0);
}

#[test]
fn with_a_tail_the_reward_never_falls_below_it() {
	let plan = Plan { tail: 300, ..PLAN };
	assert_eq!([1, 11, 21, u32::MAX].map(|height| plan.reward_at(height)), [1_000, 500, 300, 300]);
}

#[test]
fn without_an_interval_the_reward_is_constant() {
	let plan = Plan { halving_interval: 0, ..PLAN };
	assert_eq!([1, u32::MAX].map(|height| plan.reward_at(height)), [1_000, 1_000]);
	assert_eq!((plan.next_change(7), plan.sum_above(0)), (None, None));
}

#[test]
fn the_next_change_is_told_in_advance() {
	assert_eq!(PLAN.next_change(0), Some((1, 1_000)));
	assert_eq!(PLAN.next_change(1), Some((11, 500)));
	assert_eq!(PLAN.next_change(10), Some((11, 500)));
	assert_eq!(PLAN.next_change(11), Some((21, 250)));
	assert_eq!(PLAN.next_change(91), Some((101, 0)));
	assert_eq!(PLAN.next_change(101), None);
	assert_eq!(Plan { tail: 500, ..PLAN }.next_change(11), None);
	assert_eq!(PLAN.next_change(u32::MAX), None);
}

#[test]
fn the_known_schedule_of_21_million_adds_up() {
	// In units of 10⁻⁸, 50 at first, halved after every 210,000 blocks.
	let plan = Plan { initial: 50 * 100_000_000, halving_interval: 210_000, ..Plan::default() };
	assert_eq!(plan.sum_above(0), Some(2_099_999_997_690_000));
}

#[test]
fn no_reward_means_no_rewards_to_come() {
	assert_eq!(Plan::default().sum_above(0), Some(0));
}

proptest! {
	#[test]
	fn sums_are_the_sums_of_rewards(
		initial in 0u128..1_000_000,
		halving_interval in 0u32..40,
		tail in 0u128..1_000,
		height in 0u32..600,
	) {
		let plan = Plan { initial, halving_interval, tail: tail.min(initial), treasury_share: Perbill::zero() };
		let paid: u128 = (1..=height).map(|height| plan.reward_at(height)).sum();
		prop_assert_eq!(plan.sum_up_to(height), paid);
		if let Some(rest) = plan.sum_above(height) {
			// After 20 halvings nothing is left of a million.
			let end = 21 * halving_interval.max(1) + height;
			let to_come: u128 = (height + 1..=end).map(|height| plan.reward_at(height)).sum();
			prop_assert_eq!(rest, to_come);
		}
	}

	#[test]
	fn the_next_change_is_the_first(
		initial in 0u128..1_000_000,
		halving_interval in 0u32..40,
		tail in 0u128..1_000,
		height in 0u32..600,
	) {
		let plan = Plan { initial, halving_interval, tail: tail.min(initial), treasury_share: Perbill::zero() };
		let current = plan.reward_at(height);
		let found = (height + 1..2_000).map(|height| (height, plan.reward_at(height)));
		let first = found.into_iter().find(|(_, reward)| *reward != current);
		prop_assert_eq!(plan.next_change(height), first);
	}

	#[test]
	fn nothing_overflows(
		initial in any::<u128>(),
		halving_interval in any::<u32>(),
		tail in any::<u128>(),
		height in any::<u32>(),
	) {
		let plan = Plan { initial, halving_interval, tail, treasury_share: Perbill::zero() };
		plan.reward_at(height);
		plan.next_change(height);
		plan.sum_above(height);
		plan.sum_up_to(height);
	}
}
