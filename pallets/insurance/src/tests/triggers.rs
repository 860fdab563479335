// SPDX-License-Identifier: Apache-2.0

//! What is observed, and what of it is kept.

use crate::{
	mock::*, Assessor, Comparison, Error, Event, FeedError, Observations, Policy, PolicyState, ProductTerms,
	Trigger,
};
use frame_support::{assert_noop, assert_ok};
use proptest::prelude::*;

type E = Error<Test>;

fn observed(pool: u32, product: u32) -> Vec<u64> {
	Observations::<Test>::get(pool, product).iter().map(|o| (o.observed_at - BEGINNING) / DAY).collect()
}

#[test]
fn anyone_records_that_the_bound_was_crossed() {
	run(|| {
		let (pool, product) = pool_with(COIN, terms(), drought());
		set_feed(RAIN, 19);
		assert_ok!(Insurance::observe(by(OTHER_HOLDER), pool, product));
		System::assert_last_event(
			Event::Observed { pool, product, value: 19, observed_at: BEGINNING }.into(),
		);
		assert_noop!(Insurance::observe(by(BOB), pool, product), E::AlreadyObserved);
		FeedValues::mutate(|feeds| {
			feeds.insert(RAIN, Ok((18, BEGINNING - 1)));
		});
		assert_noop!(Insurance::observe(by(BOB), pool, product), E::AlreadyObserved);
	});
}

#[test]
fn a_bound_that_is_reached_is_not_crossed() {
	run(|| {
		let (pool, below) = pool_with(COIN, terms(), drought());
		let flood = Trigger::Parametric { feed: RAIN, comparison: Comparison::Above, bound: 200 };
		assert_ok!(Insurance::add_product(by(MANAGER), pool, ProductTerms { trigger: flood, ..drought() }));
		for (value, product, crossed) in
			[(20, below, false), (19, below, true), (200, 1, false), (201, 1, true)]
		{
			set_feed(RAIN, value);
			if crossed {
				assert_ok!(Insurance::observe(by(BOB), pool, product));
			} else {
				assert_noop!(Insurance::observe(by(BOB), pool, product), E::BoundNotCrossed);
			}
		}
	});
}

#[test]
fn nothing_is_observed_on_a_feed_that_cannot_be_relied_on() {
	run(|| {
		let (pool, product) = pool_with(COIN, terms(), drought());
		let observe = || Insurance::observe(by(BOB), pool, product);
		let set = |reading| {
			FeedValues::mutate(|feeds| {
				feeds.insert(RAIN, reading);
			})
		};
		set(Err(FeedError::Stale));
		assert_noop!(observe(), E::FeedStale);
		set(Err(FeedError::Unavailable));
		assert_noop!(observe(), E::FeedUnavailable);
		set(Err(FeedError::Unknown));
		assert_noop!(observe(), E::FeedUnknown);
		set(Ok((1, BEGINNING + 1)));
		assert_noop!(observe(), E::FeedFromTheFuture);
		set(Ok((1, BEGINNING - 31 * MINUTE)));
		assert_noop!(observe(), E::FeedStale);
	});
}

#[test]
fn only_products_with_a_feed_are_observed() {
	run(|| {
		let (pool, product) = pool_with(COIN, terms(), assessed(Assessor::Account(JUDGE)));
		assert_noop!(Insurance::observe(by(BOB), pool, product), E::WrongTrigger);
		assert_noop!(Insurance::observe(by(BOB), pool, 9), E::NoProduct);
	});
}

#[test]
fn no_observation_that_a_policy_needs_is_pushed_out_by_others() {
	run(|| {
		let (pool, product) = pool_with(COIN, terms(), drought());
		for _ in 0..100 {
			dry_spell(pool, product);
			pass(DAY);
		}
		// Each term of 30 days has one, as long as claims can be made.
		let kept = observed(pool, product);
		assert!(kept.len() <= 4, "{kept:?}");
		for start in 61..70 {
			assert!(kept.iter().any(|day| (start..start + 30).contains(day)), "{start}: {kept:?}");
		}
	});
}

#[test]
fn the_oldest_observation_outlives_the_claim_window_of_who_needs_it() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		let policy = insure(HOLDER, pool, product, 1_000);
		pass(DAY);
		dry_spell(pool, product);
		for _ in 0..39 {
			pass(DAY);
			dry_spell(pool, product);
		}
		pass(DAY - 1);
		assert_ok!(Insurance::claim(by(HOLDER), policy));
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	/// Against a record of everything: whatever is observed when, each policy on which a claim can be made finds a
	/// trigger in what is kept exactly if there was one.
	#[test]
	fn what_is_kept_tells_the_same_as_everything(
		steps in proptest::collection::vec(1u64..20, 1..40),
		offset in 0u64..30,
	) {
		genesis().execute_with(|| {
			let (pool, product) = pool_with(COIN, terms(), drought());
			let mut all = vec![];
			for step in steps {
				pass(step * DAY);
				dry_spell(pool, product);
				all.push(Now::get());
				assert!(observed(pool, product).len() <= 4);
				// Policies with each start that is not over yet.
				for days in 0..40u64 {
					let start = (Now::get() + DAY).saturating_sub(days * DAY) - offset;
					let end = start + 30 * DAY;
					if Now::get() >= end + 10 * DAY {
						continue;
					}
					let policy = Policy {
						holder: HOLDER, pool, product, cover: 1, premium: 1, start, end,
						claims_until: end + 10 * DAY, filings: 0, state: PolicyState::Live, deposit: 0,
					};
					let truth = all.iter().any(|at| (start..end).contains(at));
					assert_eq!(Insurance::triggered(&policy), truth, "start {start}: {all:?}");
				}
			}
		});
	}
}
