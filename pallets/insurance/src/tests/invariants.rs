// SPDX-License-Identifier: Apache-2.0

//! `try_state` finds what is wrong.

use crate::{
	mock::*, Assessor, Bond, Bonds, HoldReason, NextPolicy, NextPool, Observation, Observations, Panels,
	Policies, PoliciesOf, PolicyState, PoolOf, Pools, Positions, Products,
};
use frame_support::{
	assert_ok,
	traits::{fungibles::hold::Mutate, tokens::Precision},
};
use sp_runtime::TryRuntimeError;

/// A state with one of everything, in which `spoil` breaks something.
fn finding(spoil: impl FnOnce()) -> &'static str {
	let mut found = "";
	genesis().execute_with(|| {
		let (pool, product) = pool_with(COIN, panel_terms(), drought());
		assert_ok!(Insurance::add_product(by(MANAGER), pool, assessed(Assessor::Panel)));
		underwrite(ALICE, pool, 100_000);
		for who in PANEL {
			assert_ok!(Insurance::serve(by(who), pool));
		}
		insure(HOLDER, pool, product, 1_000);
		insure(HOLDER, pool, product, 1_000);
		let filed = insure(HOLDER, pool, 1, 1_000);
		assert_ok!(Insurance::request_withdrawal(by(ALICE), pool, 50_000));
		pass(2 * DAY);
		dry_spell(pool, product);
		assert_ok!(Insurance::claim(by(BOB), 0));
		assert_ok!(Insurance::file_claim(by(HOLDER), filed, 1_000, [0; 32]));
		Insurance::do_try_state().expect("nothing is broken yet");
		spoil();
		found = match Insurance::do_try_state() {
			Err(TryRuntimeError::Other(what)) => what,
			other => panic!("{other:?}"),
		};
	});
	found
}

fn spoil_pool(spoil: impl FnOnce(&mut PoolOf<Test>)) -> &'static str {
	finding(|| Pools::<Test>::mutate(0, |pool| spoil(pool.as_mut().expect("it is there"))))
}

#[test]
fn a_ledger_that_does_not_add_up_is_found() {
	let cases = [
		(spoil_pool(|pool| pool.capital += 1), "less than its ledger"),
		(spoil_pool(|pool| pool.pending = 1_000_000), "owes more than it has"),
		(spoil_pool(|pool| pool.terms.notice = 0), "terms are not allowed"),
		(spoil_pool(|pool| pool.shares += 1), "not those of its underwriters"),
		(spoil_pool(|pool| pool.leaving += 1), "under notice"),
		(spoil_pool(|pool| pool.underwriters += 1), "underwriters are miscounted"),
		(spoil_pool(|pool| pool.live_cover += 1), "the cover of a pool"),
		(spoil_pool(|pool| pool.claimed -= 1), "the cover of a pool"),
		(spoil_pool(|pool| pool.pending += 1), "the cover of a pool"),
		(spoil_pool(|pool| pool.policies += 1), "policies of a pool are miscounted"),
		(spoil_pool(|pool| pool.open_claims += 1), "policies of a pool are miscounted"),
		(spoil_pool(|pool| pool.products_made = 0), "a product has a number"),
		(spoil_pool(|pool| pool.products += 1), "products of a pool are miscounted"),
		(spoil_pool(|pool| pool.bonds += 1), "bonds of a pool are miscounted"),
		(spoil_pool(|pool| pool.deposit += 1), "on hold"),
	];
	for (found, expected) in cases {
		assert!(found.contains(expected), "{found} instead of {expected}");
	}
}

#[test]
fn records_that_do_not_fit_together_are_found() {
	let cases = [
		(finding(|| NextPool::<Test>::put(0)), "a pool has a number"),
		(
			finding(|| {
				let position = Positions::<Test>::get(0, ALICE).expect("she is in");
				Positions::<Test>::insert(0, BOB, crate::Position { shares: 0, leaving: None, ..position });
			}),
			"without shares",
		),
		(
			finding(|| {
				// So many that nothing could be said of what they are worth.
				Positions::<Test>::mutate(0, ALICE, |position| {
					position.as_mut().expect("she is in").shares = u128::MAX;
				});
				Pools::<Test>::mutate(0, |pool| pool.as_mut().expect("it is there").shares = u128::MAX);
			}),
			"worth more than there is",
		),
		(
			finding(|| {
				Policies::<Test>::mutate(2, |policy| {
					let policy = policy.as_mut().expect("it is there");
					if let PolicyState::Filed(filing) = &mut policy.state {
						filing.amount = 1_001;
					}
				})
			}),
			"more is claimed",
		),
		(
			finding(|| {
				Policies::<Test>::mutate(2, |policy| {
					let policy = policy.as_mut().expect("it is there");
					if let PolicyState::Filed(filing) = &mut policy.state {
						(filing.ayes, filing.nays) = (1, 1);
					}
				})
			}),
			"both sides",
		),
		(
			finding(|| {
				Policies::<Test>::mutate(0, |policy| {
					policy.as_mut().expect("it is there").state =
						PolicyState::Approved { amount: 1_001, due: 0 };
				})
			}),
			"more was approved",
		),
		(
			finding(|| {
				Products::<Test>::mutate(0, 0, |product| {
					product.as_mut().expect("it is there").terms.term = 0
				})
			}),
			"product's terms",
		),
		(
			finding(|| {
				Products::<Test>::mutate(0, 0, |product| product.as_mut().expect("it is there").policies += 1)
			}),
			"policies of a product",
		),
		(
			finding(|| {
				Observations::<Test>::mutate(0, 0, |all| {
					all.try_push(Observation { value: 1, observed_at: Now::get() }).expect("there is room")
				})
			}),
			"out of order",
		),
		(
			finding(|| {
				Bonds::<Test>::insert(0, BOB, Bond { amount: 1, since: 0, resigned_at: None });
			}),
			"no assessor",
		),
		(finding(|| Panels::<Test>::insert(9, Panels::<Test>::get(0))), "belongs to a pool that is gone"),
		(
			finding(|| Observations::<Test>::insert(0, 9, Observations::<Test>::get(0, 0))),
			"observations of a product that is gone",
		),
		(finding(|| NextPolicy::<Test>::put(0)), "a policy without"),
		(finding(|| PoliciesOf::<Test>::remove(HOLDER, 1)), "a policy without"),
		(finding(|| PoliciesOf::<Test>::insert(BOB, 1, ())), "listed that is gone"),
		(
			finding(|| {
				NativeAndAssetsHolds::release(
					NATIVE,
					&HoldReason::Policy.into(),
					&HOLDER,
					1,
					Precision::Exact,
				)
				.expect("it is on hold");
			}),
			"on hold",
		),
	];
	for (found, expected) in cases {
		assert!(found.contains(expected), "{found} instead of {expected}");
	}
}
