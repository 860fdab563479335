// SPDX-License-Identifier: Apache-2.0

//! The arithmetic of shares and capacity, by itself.

use crate::{mock::*, Balance, Pool, PoolState};
use proptest::prelude::*;
use sp_runtime::FixedU128;

fn pool(capital: Balance, pending: Balance, shares: u128) -> Pool<AccountId, Asset> {
	Pool {
		manager: MANAGER,
		asset: COIN,
		terms: terms(),
		state: PoolState::Open,
		deposit: 0,
		seed: 0,
		capital,
		pending,
		shares,
		leaving: 0,
		live_cover: 0,
		claimed: 0,
		policies: 0,
		open_claims: 0,
		underwriters: 0,
		products: 0,
		products_made: 0,
		bonds: 0,
	}
}

#[test]
fn numbers_that_have_no_room_are_none_or_as_large_as_can_be() {
	let huge = pool(u128::MAX, 0, u128::MAX);
	assert_eq!(huge.value_of(1), None);
	assert_eq!(huge.shares_for(1), None);
	assert_eq!(huge.share_price(), FixedU128::from_inner(u128::MAX));
	let mut rich = pool(u128::MAX, 0, 0);
	rich.terms.ratio_percent = 500;
	rich.live_cover = u128::MAX;
	assert_eq!(rich.capacity(), u128::MAX);
	rich.terms.ratio_percent = 50;
	assert_eq!(rich.backing(), u128::MAX);
	assert_eq!(pool(1_000, 0, 10).shares_kept(11, 0), None);
	assert_eq!(pool(1_000, 0, 10).shares_kept(10, 1_001), None);
}

#[test]
fn the_price_of_a_share_starts_at_one() {
	assert_eq!(pool(0, 0, 0).share_price(), FixedU128::from_u32(1));
	assert_eq!(pool(999, 0, 999_000).share_price(), FixedU128::from_u32(1));
	assert_eq!(pool(1_999, 0, 999_000).share_price(), FixedU128::from_u32(2));
	assert_eq!(pool(1_999, 1_000, 999_000).share_price(), FixedU128::from_u32(1));
}

proptest! {
	#[test]
	fn a_deposit_is_never_worth_more_than_was_deposited(
		capital in 0..10u128.pow(24),
		owed in 0..100u128,
		shares in 0..10u128.pow(27),
		amount in 0..10u128.pow(24),
	) {
		let mut pool = pool(capital, capital * owed / 100, shares);
		let before = pool.value_of(shares).expect("there is room");
		let Some(made) = pool.shares_for(amount) else { return Ok(()) };
		pool.capital += amount;
		prop_assume!(made < u128::MAX / 4);
		pool.shares += made;
		prop_assert!(pool.value_of(made).is_none_or(|value| value <= amount));
		// Nor does anybody else lose by it.
		prop_assert!(pool.value_of(shares).is_none_or(|after| after >= before));
	}

	#[test]
	fn all_shares_are_worth_no_more_than_there_is(
		capital in 0..10u128.pow(24),
		shares in 0..10u128.pow(27),
		part in 0..=100u128,
	) {
		let pool = pool(capital, 0, shares);
		let value = pool.value_of(shares).expect("there is room");
		prop_assert!(value <= capital);
		let some = shares * part / 100;
		let sum = pool.value_of(some).expect("there is room") + pool.value_of(shares - some).expect("there is room");
		prop_assert!(sum <= value);
	}

	#[test]
	fn calling_off_never_makes_shares(
		capital in 0..10u128.pow(24),
		shares in 1..10u128.pow(27),
		part in 0..=100u128,
		earned in 0..=100u128,
	) {
		let pool = pool(capital, 0, shares);
		let some = shares * part / 100;
		let now = pool.value_of(some).expect("there is room");
		let value = now * earned / 100;
		let Some(kept) = pool.shares_kept(some, value) else { return Ok(()) };
		prop_assert!(kept <= some);
		// What is kept is worth no more than what would have been paid.
		let mut after = pool.clone();
		after.shares -= some - kept;
		prop_assert!(after.value_of(kept).is_none_or(|worth| worth <= value));
	}

	#[test]
	fn what_backs_the_cover_can_back_it(
		cover in 0..10u128.pow(24),
		claimed in 0..=100u128,
		ratio in 1..=500u32,
	) {
		let mut pool = pool(0, 0, 0);
		pool.terms.ratio_percent = ratio;
		pool.live_cover = cover;
		pool.claimed = cover * claimed / 100;
		pool.capital = pool.backing();
		prop_assert!(pool.capacity() >= cover);
		prop_assert!(pool.capital >= pool.claimed);
		if pool.claimed == 0 && cover > 0 {
			pool.capital -= 1;
			prop_assert!(pool.capacity() < cover, "not a unit more than needed");
		}
	}
}
