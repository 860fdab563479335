// SPDX-License-Identifier: Apache-2.0

//! What the runtime API tells.

use crate::{mock::*, Assessor, Error, PolicyAction, PoolTerms, Quote};
use frame_support::{assert_err, assert_ok};
use sp_runtime::FixedU128;

type E = Error<Test>;

fn actions(policy: u64) -> Vec<PolicyAction> {
	Insurance::policy_view(policy).expect("it is there").actions
}

#[test]
fn pools_are_listed_in_pages() {
	run(|| {
		for _ in 0..5 {
			empty_pool(COIN, terms());
		}
		assert_ok!(Insurance::close_pool(by(MANAGER), 2));
		assert_ok!(Insurance::remove_pool(by(MANAGER), 2));
		let ids = |from, limit| Insurance::pools(from, limit).iter().map(|view| view.id).collect::<Vec<_>>();
		assert_eq!(ids(0, 2), [0, 1]);
		assert_eq!(ids(2, 2), [3, 4]);
		assert_eq!(ids(0, u32::MAX), [0, 1, 3, 4]);
		assert_eq!(ids(5, 10), Vec::<u32>::new());
		assert_eq!(Insurance::pool_view(2), None);
	});
}

#[test]
fn a_pool_tells_what_follows_from_its_ledger() {
	run(|| {
		let (pool, product) = pool_with(COIN, PoolTerms { ratio_percent: 200, ..panel_terms() }, drought());
		underwrite(ALICE, pool, 99_999);
		assert_ok!(Insurance::serve(by(PANEL[1]), pool));
		insure(HOLDER, pool, product, 100_000);
		let view = Insurance::pool_view(pool).expect("it is there");
		assert_eq!(view.account, Insurance::account(pool));
		assert_eq!(view.assessors, PANEL);
		assert_eq!((view.serving, view.net), (1, 104_499));
		assert_eq!((view.capacity, view.free_capacity), (208_998, 108_998));
		assert_eq!(view.share_price, FixedU128::from_rational(1_045, 1_000));
		assert_eq!(view.pool, pool_of(pool));

		assert_ok!(Insurance::close_pool(by(MANAGER), pool));
		let view = Insurance::pool_view(pool).expect("it is there");
		assert_eq!((view.capacity, view.free_capacity), (208_998, 0), "a closed pool sells nothing");
	});
}

#[test]
fn products_tell_what_was_observed() {
	run(|| {
		let (pool, product) = pool_with(COIN, terms(), drought());
		assert_ok!(Insurance::add_product(by(MANAGER), pool, assessed(Assessor::Account(JUDGE))));
		dry_spell(pool, product);
		let products = Insurance::products(pool);
		assert_eq!(products.iter().map(|view| view.id).collect::<Vec<_>>(), [0, 1]);
		assert_eq!(products[0].product.terms, drought());
		assert_eq!((products[0].observations.len(), products[0].observations[0].value), (1, 3));
		assert!(products[1].observations.is_empty());
	});
}

#[test]
fn a_quote_is_what_a_purchase_costs_or_why_there_is_none() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		let quote = Insurance::quote(pool, product, 20_001).expect("it is sold");
		assert_eq!(
			quote,
			Quote {
				premium: 1_001,
				fee: 100,
				deposit: 300,
				start: BEGINNING + DAY,
				end: BEGINNING + 31 * DAY,
				claims_until: BEGINNING + 41 * DAY,
			}
		);
		insure(HOLDER, pool, product, 20_001);
		assert_eq!(FUNDS - balance(COIN, HOLDER), quote.premium);
		assert_err!(Insurance::quote(9, product, 20_000), E::NoPool);
		assert_err!(Insurance::quote(pool, 9, 20_000), E::NoProduct);
		assert_err!(Insurance::quote(pool, product, 100_000), E::NotEnoughCapital);
		pass(DAY);
		assert_err!(Insurance::quote(pool, product, 20_000), E::FeedStale);
	});
}

#[test]
fn policies_are_found_by_their_holder() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		for who in [HOLDER, OTHER_HOLDER, HOLDER, HOLDER] {
			insure(who, pool, product, 1_000);
		}
		let ids = |from, limit| {
			Insurance::policies_of(&HOLDER, from, limit).iter().map(|view| view.id).collect::<Vec<_>>()
		};
		assert_eq!(ids(0, 10), [0, 2, 3]);
		assert_eq!(ids(1, 1), [2]);
		assert_eq!(ids(4, 10), Vec::<u64>::new());
		assert_eq!(Insurance::policy_view(9), None);
	});
}

#[test]
fn a_parametric_policy_tells_what_may_be_done() {
	run(|| {
		let (pool, product) = funded(200, 100_000);
		let policy = insure(HOLDER, pool, product, 100_000);
		let other = insure(HOLDER, pool, product, 100_000);
		assert_eq!(actions(policy), []);
		pass(2 * DAY);
		dry_spell(pool, product);
		assert_eq!(actions(policy), [PolicyAction::Claim]);
		assert_ok!(Insurance::claim(by(BOB), policy));
		assert_eq!(actions(policy), []);
		assert_eq!(Insurance::policy_view(policy).expect("it is there").payout, Some(100_000));
		pass(6 * DAY);
		assert_eq!(actions(policy), [PolicyAction::Collect]);
		pass(33 * DAY);
		assert_eq!(actions(other), [PolicyAction::Expire]);
	});
}

#[test]
fn an_assessed_policy_tells_what_may_be_done() {
	run(|| {
		let (pool, product) = pool_with(COIN, terms(), assessed(Assessor::Account(JUDGE)));
		underwrite(ALICE, pool, 100_000);
		let policy = insure(HOLDER, pool, product, 1_000);
		assert_eq!(actions(policy), []);
		pass(DAY);
		for _ in 0..2 {
			assert_eq!(actions(policy), [PolicyAction::FileClaim]);
			assert_ok!(Insurance::file_claim(by(HOLDER), policy, 1_000, [0; 32]));
			assert_eq!(actions(policy), [PolicyAction::Vote]);
			pass(2 * DAY);
			assert_eq!(actions(policy), [PolicyAction::Resolve]);
			assert_ok!(Insurance::resolve(by(BOB), policy));
		}
		assert_eq!(actions(policy), [], "all filings are used up");
		assert_eq!(Insurance::policy_view(policy).expect("it is there").payout, None);
	});
}

#[test]
fn an_underwriter_sees_what_its_shares_are_worth() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		underwrite(BOB, pool, 100_000);
		assert_ok!(Insurance::request_withdrawal(by(BOB), pool, 50_000_000));
		insure(HOLDER, pool, product, 100_000);
		let view = Insurance::position(pool, &BOB).expect("he is in");
		assert_eq!((view.value, view.leaving_value), (102_249, 50_000));
		assert_eq!(view.exit, Some((BEGINNING + 50 * DAY, BEGINNING + 55 * DAY)));
		let view = Insurance::position(pool, &ALICE).expect("she is in");
		assert_eq!((view.value, view.leaving_value, view.exit), (102_249, 0, None));
		assert_eq!(Insurance::position(pool, &HOLDER), None);
		assert_eq!(Insurance::position(9, &ALICE), None);
	});
}
