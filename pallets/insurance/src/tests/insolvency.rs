// SPDX-License-Identifier: Apache-2.0

//! A pool that owes more than it has.

use crate::{mock::*, Assessor, Error, Event, PoolState, PoolTerms};
use frame_support::{assert_noop, assert_ok};
use proptest::prelude::*;

type E = Error<Test>;

/// A pool that sold three times what it can pay, and the policies, of 150 000, 90 000 and 60 000.
fn overstretched() -> (u32, [u64; 3]) {
	let (pool, product) = funded(300, 100_000);
	let policies = [(HOLDER, 150_000), (OTHER_HOLDER, 90_000), (BOB, 60_000)]
		.map(|(who, cover)| insure(who, pool, product, cover));
	pass(2 * DAY);
	dry_spell(pool, product);
	(pool, policies)
}

#[test]
fn a_pool_fails_when_it_owes_more_than_it_has() {
	run(|| {
		let (pool, [first, second, _]) = overstretched();
		assert_ok!(Insurance::claim(by(OTHER_HOLDER), second));
		assert_eq!(pool_of(pool).state, PoolState::Open);
		assert_ok!(Insurance::claim(by(HOLDER), first));
		let claims_until = Now::get() + 4 * DAY;
		System::assert_last_event(Event::PoolFailed { pool, claims_until }.into());
		assert_eq!(pool_of(pool).state, PoolState::Failed { since: Now::get(), claims_until });
		assert_eq!(pool_of(pool).net(), 0);
	});
}

#[test]
fn a_failed_pool_does_no_business_and_nobody_gets_out_before_its_claimants() {
	run(|| {
		let (pool, [first, second, _]) = overstretched();
		let half = 50_000_000;
		assert_ok!(Insurance::request_withdrawal(by(ALICE), pool, half));
		assert_ok!(Insurance::claim(by(OTHER_HOLDER), second));
		assert_ok!(Insurance::claim(by(HOLDER), first));
		set_feed(RAIN, 100);
		assert_noop!(Insurance::buy(by(HOLDER), pool, 0, 1_000), E::PoolNotOpen);
		assert_noop!(Insurance::deposit(by(BOB), pool, 1_000, 1), E::PoolNotOpen);
		assert_noop!(Insurance::close_pool(by(MANAGER), pool), E::PoolNotOpen);
		assert_noop!(Insurance::add_product(by(MANAGER), pool, drought()), E::PoolNotOpen);
		pass(50 * DAY);
		assert_noop!(Insurance::withdraw(by(ALICE), pool), E::PoolHasFailed);
		assert_noop!(Insurance::cancel_withdrawal(by(ALICE), pool), E::PoolHasFailed);
		assert_noop!(Insurance::request_withdrawal(by(ALICE), pool, half), E::PoolHasFailed);
		assert_noop!(Insurance::leave(by(ALICE), pool, ALICE), E::PoolNotEmpty);
	});
}

#[test]
fn all_who_claim_in_time_get_the_same_share_in_whatever_order() {
	let orders = [[0, 1, 2], [2, 1, 0], [1, 2, 0]];
	let mut results = vec![];
	for order in orders {
		run(|| {
			let (pool, policies) = overstretched();
			let capital = pool_of(pool).capital;
			// 5 % of 300 000, less a tenth of it.
			assert_eq!(capital, 113_500);
			for index in order {
				assert_ok!(Insurance::claim(by(ALICE), policies[index]));
				pass(DAY);
			}
			let PoolState::Failed { claims_until, .. } = pool_of(pool).state else { panic!("it failed") };
			let payable = claims_until + 2 * DAY;
			pass(payable - Now::get() - 1);
			for index in order {
				assert_noop!(Insurance::collect(by(ALICE), policies[index]), E::NotDueYet);
			}
			pass(1);
			for index in order {
				assert_ok!(Insurance::collect(by(ALICE), policies[index]));
			}
			let got = |who, premium| balance(COIN, who) + premium - FUNDS;
			let shares = [got(HOLDER, 7_500), got(OTHER_HOLDER, 4_500), got(BOB, 3_000)];
			assert_eq!(shares.iter().sum::<u128>(), capital, "all of it, and no dust");
			assert_eq!((pool_of(pool).capital, pool_of(pool).pending), (0, 0));
			results.push(shares);
		});
	}
	assert_eq!(results[0], [56_750, 34_050, 22_700]);
	for shares in &results {
		for (share, same) in shares.iter().zip(&results[0]) {
			assert!(share.abs_diff(*same) <= 1);
		}
	}
}

#[test]
fn whoever_claims_too_late_gets_nothing_and_the_deposit_back() {
	run(|| {
		let (pool, [first, second, third]) = overstretched();
		assert_ok!(Insurance::claim(by(HOLDER), first));
		assert_ok!(Insurance::claim(by(HOLDER), second));
		assert_noop!(Insurance::expire(by(BOB), third), E::PolicyStillLive);
		pass(4 * DAY);
		assert_noop!(Insurance::claim(by(BOB), third), E::PoolHasFailed);
		assert_ok!(Insurance::expire(by(HOLDER), third));
		assert_eq!(held(NATIVE, BOB), 0);
		pass(2 * DAY);
		assert_ok!(Insurance::collect(by(HOLDER), first));
		assert_ok!(Insurance::collect(by(HOLDER), second));
		assert_eq!(pool_of(pool).capital, 0);
	});
}

#[test]
fn a_failed_pool_waits_for_claims_that_assessors_look_at() {
	run(|| {
		let (pool, product) =
			pool_with(COIN, PoolTerms { ratio_percent: 200, ..terms() }, assessed(Assessor::Account(JUDGE)));
		underwrite(ALICE, pool, 100_000);
		let first = insure(HOLDER, pool, product, 120_000);
		let second = insure(OTHER_HOLDER, pool, product, 80_000);
		pass(DAY);
		assert_ok!(Insurance::file_claim(by(HOLDER), first, 120_000, [0; 32]));
		assert_ok!(Insurance::vote(by(JUDGE), first, true));
		assert!(matches!(pool_of(pool).state, PoolState::Failed { .. }));
		pass(4 * DAY - 1);
		assert_ok!(Insurance::file_claim(by(OTHER_HOLDER), second, 80_000, [0; 32]));
		pass(2 * DAY + 1);
		assert_noop!(Insurance::collect(by(HOLDER), first), E::NotDueYet);
		assert_ok!(Insurance::resolve(by(HOLDER), second));
		assert_ok!(Insurance::collect(by(HOLDER), first));
		assert_eq!(balance(COIN, HOLDER), FUNDS - 6_000 + 109_000);
		assert_ok!(Insurance::expire(by(HOLDER), second));
	});
}

#[test]
fn shares_of_a_failed_pool_are_worth_nothing_and_everybody_can_leave() {
	run(|| {
		let (pool, [first, second, third]) = overstretched();
		for policy in [first, second, third] {
			assert_ok!(Insurance::claim(by(HOLDER), policy));
		}
		pass(6 * DAY);
		for policy in [first, second, third] {
			assert_ok!(Insurance::collect(by(HOLDER), policy));
		}
		assert_ok!(Insurance::leave(by(BOB), pool, ALICE));
		assert_eq!((wealth(COIN, ALICE), held(NATIVE, ALICE)), (FUNDS - 100_000, 0));
		assert_ok!(Insurance::remove_product(by(BOB), pool, 0));
		assert_ok!(Insurance::remove_pool(by(BOB), pool));
		assert_eq!(held(NATIVE, MANAGER), 0);
	});
}

#[test]
fn a_claim_of_a_failed_pool_that_cannot_be_paid_is_left_to_the_others() {
	run(|| {
		let (_, [first, second, _]) = overstretched();
		assert_ok!(Insurance::claim(by(HOLDER), first));
		assert_ok!(Insurance::claim(by(HOLDER), second));
		assert_ok!(Assets::block(by(99), 7, HOLDER));
		pass(6 * DAY + 50 * DAY - 1);
		assert!(Insurance::collect(by(HOLDER), first).is_err());
		pass(1);
		assert_ok!(Insurance::collect(by(ALICE), first));
		assert_ok!(Insurance::collect(by(ALICE), second));
		assert_eq!(balance(COIN, OTHER_HOLDER), FUNDS - 4_500 + 90_000);
	});
}

#[test]
fn a_pool_at_a_ratio_of_a_hundred_cannot_fail() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		let policies: Vec<_> = (0..10).map(|_| insure(HOLDER, pool, product, 10_000)).collect();
		pass(2 * DAY);
		dry_spell(pool, product);
		for policy in policies {
			assert_ok!(Insurance::claim(by(HOLDER), policy));
			assert_ok!(Insurance::collect(by(HOLDER), policy));
		}
		assert_eq!(pool_of(pool).state, PoolState::Open);
		assert_eq!(pool_of(pool).capital, 4_500);
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	/// Whatever the covers and the order of payment: together the claimants get all there is, each within a unit of
	/// its share for each that was paid before.
	#[test]
	fn a_failed_pool_is_divided_in_proportion(
		covers in proptest::collection::vec(1_000u128..60_000, 2..8),
		order in any::<u64>(),
	) {
		run(|| {
			let (pool, product) = funded(500, 100_000);
			let total: u128 = covers.iter().sum();
			let mut policies: Vec<_> =
				covers.iter().map(|cover| (insure(HOLDER, pool, product, *cover), *cover)).collect();
			pass(2 * DAY);
			dry_spell(pool, product);
			for (policy, _) in &policies {
				assert_ok!(Insurance::claim(by(HOLDER), *policy));
			}
			let capital = pool_of(pool).capital;
			let fails = total > capital;
			assert_eq!(fails, matches!(pool_of(pool).state, PoolState::Failed { .. }));
			pass(6 * DAY);
			let turn = (order % policies.len() as u64) as usize;
			policies.rotate_left(turn);
			for (policy, cover) in &policies {
				let before = balance(COIN, HOLDER);
				assert_ok!(Insurance::collect(by(HOLDER), *policy));
				let paid = balance(COIN, HOLDER) - before;
				let fair = if fails { cover * capital / total } else { *cover };
				assert!(paid.abs_diff(fair) <= policies.len() as u128, "{paid} instead of {fair}");
			}
			assert_eq!(pool_of(pool).capital, if fails { 0 } else { capital - total });
		});
	}
}
