// SPDX-License-Identifier: Apache-2.0

//! Policies: when they are sold, what they cost, and how they end.

use crate::{
	mock::*, Assessor, Error, Event, FeedError, Policies, PoliciesOf, PolicyState, PoolTerms, ProductTerms,
};
use frame_support::{assert_err, assert_noop, assert_ok, dispatch::Pays};
use sp_runtime::{traits::Zero, Perbill, TokenError};

type E = Error<Test>;

#[test]
fn a_policy_costs_the_premium_and_the_manager_has_its_part() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		assert_ok!(Insurance::buy(by(HOLDER), pool, product, 20_000));
		let (start, end) = (BEGINNING + DAY, BEGINNING + 31 * DAY);
		System::assert_last_event(
			Event::PolicySold {
				policy: 0,
				pool,
				product,
				holder: HOLDER,
				cover: 20_000,
				premium: 1_000,
				fee: 100,
				start,
				end,
			}
			.into(),
		);
		assert_eq!(balance(COIN, HOLDER), FUNDS - 1_000);
		assert_eq!(held(NATIVE, HOLDER), 300);
		assert_eq!(balance(COIN, MANAGER), FUNDS - MIN_COINS + 100);
		assert_eq!((pool_of(pool).capital, pool_of(pool).live_cover), (100_900, 20_000));
		assert_eq!(balance(COIN, Insurance::account(pool)), 100_900 + MIN_COINS);
		let policy = Policies::<Test>::get(0).expect("it was sold");
		assert_eq!((policy.claims_until, policy.state), (end + 10 * DAY, PolicyState::Live));
		assert!(PoliciesOf::<Test>::contains_key(HOLDER, 0));
	});
}

#[test]
fn premiums_are_rounded_up_and_fees_down() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		// 5 % of 1 001 is 50.05, and a tenth of 51 is 5.1.
		insure(HOLDER, pool, product, 1_001);
		assert_eq!(balance(COIN, HOLDER), FUNDS - 51);
		assert_eq!(balance(COIN, MANAGER), FUNDS - MIN_COINS + 5);

		let tiny = ProductTerms { rate: Perbill::from_parts(1), min_cover: 1, ..drought() };
		let (pool, product) = pool_with(COIN, terms(), tiny);
		underwrite(ALICE, pool, 10);
		insure(OTHER_HOLDER, pool, product, 1);
		assert_eq!(balance(COIN, OTHER_HOLDER), FUNDS - 1, "nothing is insured for free");
	});
}

#[test]
fn cover_is_sold_up_to_capital_times_ratio_and_not_a_unit_more() {
	for (ratio, capacity) in [(100, 390_000), (250, 975_000), (40, 156_000)] {
		run(|| {
			let (pool, product) = funded(ratio, 390_000);
			assert_noop!(Insurance::buy(by(HOLDER), pool, product, capacity + 1), E::NotEnoughCapital);
			insure(HOLDER, pool, product, capacity);
			// Its own premium backs more, but no more than that.
			let free = pool_of(pool).free_capacity();
			assert_eq!(free, capacity * 45 / 1_000 * u128::from(ratio) / 100);
			assert_noop!(Insurance::buy(by(HOLDER), pool, product, free + 1), E::NotEnoughCapital);
		});
	}
}

#[test]
fn approved_claims_back_nothing() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		let policy = insure(HOLDER, pool, product, 60_000);
		pass(2 * DAY);
		dry_spell(pool, product);
		assert_ok!(Insurance::claim(by(HOLDER), policy));
		set_feed(RAIN, 100);
		// 102 700 less 60 000 that are owed.
		assert_noop!(Insurance::buy(by(HOLDER), pool, product, 42_701), E::NotEnoughCapital);
		insure(HOLDER, pool, product, 42_700);
	});
}

#[test]
fn what_is_not_on_sale_is_not_sold() {
	run(|| {
		assert_noop!(Insurance::buy(by(HOLDER), 0, 0, 1_000), E::NoPool);
		let (pool, product) = funded(100, 100_000);
		assert_noop!(Insurance::buy(by(HOLDER), pool, 9, 1_000), E::NoProduct);
		assert_noop!(Insurance::buy(by(HOLDER), pool, product, 999), E::CoverOutOfLimits);
		assert_noop!(Insurance::buy(by(HOLDER), pool, product, 1_000_001), E::CoverOutOfLimits);
		assert_noop!(Insurance::buy(by(77), pool, product, 1_000), TokenError::FundsUnavailable);
	});
}

#[test]
fn nothing_is_sold_on_a_feed_that_cannot_be_relied_on() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		let buy = || Insurance::buy(by(HOLDER), pool, product, 1_000);
		let set = |reading| {
			FeedValues::mutate(|feeds| {
				feeds.insert(RAIN, reading);
			})
		};
		for (error, refusal) in [
			(FeedError::Unknown, E::FeedUnknown),
			(FeedError::Stale, E::FeedStale),
			(FeedError::Unavailable, E::FeedUnavailable),
		] {
			set(Err(error));
			assert_noop!(buy(), refusal);
		}
		set(Ok((100, BEGINNING + 1)));
		assert_noop!(buy(), E::FeedFromTheFuture);
		// The feed's own idea of what is fresh is not enough.
		set(Ok((100, BEGINNING - 30 * MINUTE - 1)));
		assert_noop!(buy(), E::FeedStale);
		set(Ok((100, BEGINNING - 30 * MINUTE)));
		assert_ok!(buy());
	});
}

#[test]
fn what_has_happened_cannot_be_insured() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		set_feed(RAIN, 19);
		assert_noop!(Insurance::buy(by(HOLDER), pool, product, 1_000), E::EventUnderWay);
		// Even if the feed has calmed down: what was seen before the cover started does not count.
		assert_ok!(Insurance::observe(by(HOLDER), pool, product));
		set_feed(RAIN, 20);
		let policy = insure(HOLDER, pool, product, 1_000);
		assert_noop!(Insurance::claim(by(HOLDER), policy), E::NoTrigger);
		pass(DAY - 1);
		dry_spell(pool, product);
		assert_noop!(Insurance::claim(by(HOLDER), policy), E::NoTrigger);
		pass(1);
		dry_spell(pool, product);
		assert_ok!(Insurance::claim(by(HOLDER), policy));
	});
}

#[test]
fn a_panel_that_cannot_decide_insures_nobody() {
	run(|| {
		let (pool, product) = pool_with(COIN, panel_terms(), assessed(Assessor::Panel));
		underwrite(ALICE, pool, 100_000);
		assert_ok!(Insurance::serve(by(PANEL[0]), pool));
		assert_noop!(Insurance::buy(by(HOLDER), pool, product, 1_000), E::TooFewAssessors);
		assert_ok!(Insurance::serve(by(PANEL[1]), pool));
		insure(HOLDER, pool, product, 1_000);
		assert_ok!(Insurance::resign(by(PANEL[1]), pool, PANEL[1]));
		assert_noop!(Insurance::buy(by(HOLDER), pool, product, 1_000), E::TooFewAssessors);
	});
}

#[test]
fn a_manager_who_cannot_take_its_fee_stops_no_sale() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		assert_ok!(Assets::block(by(99), 7, MANAGER));
		let before = balance(COIN, MANAGER);
		insure(HOLDER, pool, product, 20_000);
		assert_eq!(balance(COIN, MANAGER), before);
		assert_eq!(pool_of(pool).capital, 101_000, "the pool keeps it");
		assert_eq!(balance(COIN, HOLDER), FUNDS - 1_000);
	});
}

#[test]
fn a_pool_without_a_fee_pays_none() {
	run(|| {
		let (pool, product) = pool_with(COIN, PoolTerms { fee: Perbill::zero(), ..terms() }, drought());
		underwrite(ALICE, pool, 100_000);
		insure(HOLDER, pool, product, 20_000);
		assert_eq!(pool_of(pool).capital, 101_000);
	});
}

#[test]
fn a_policy_ends_when_no_claim_can_be_made_and_anyone_may_end_it_for_free() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		let policy = insure(HOLDER, pool, product, 20_000);
		assert_noop!(Insurance::expire(by(BOB), 9), E::NoPolicy);
		pass(41 * DAY - 1);
		assert_err!(Insurance::expire(by(BOB), policy), E::PolicyStillLive);
		pass(1);
		let done = Insurance::expire(by(BOB), policy).expect("it is over");
		assert_eq!(done.pays_fee, Pays::No);
		System::assert_last_event(Event::PolicyExpired { policy }.into());
		assert!(pool_of(pool).live_cover.is_zero() && pool_of(pool).policies.is_zero());
		assert_eq!(held(NATIVE, HOLDER), 0);
		assert!(!PoliciesOf::<Test>::contains_key(HOLDER, policy));
		assert_noop!(Insurance::expire(by(BOB), policy), E::NoPolicy);
	});
}

#[test]
fn the_native_token_is_insured_like_any_other_asset() {
	run(|| {
		let (pool, product) = pool_with(NATIVE, terms(), drought());
		underwrite(ALICE, pool, 100_000);
		let policy = insure(HOLDER, pool, product, 100_000);
		pass(2 * DAY);
		dry_spell(pool, product);
		assert_ok!(Insurance::claim(by(BOB), policy));
		assert_ok!(Insurance::collect(by(BOB), policy));
		assert_eq!(wealth(NATIVE, HOLDER), FUNDS - 5_000 + 100_000);
		assert_eq!(held(NATIVE, HOLDER), 0);
	});
}
