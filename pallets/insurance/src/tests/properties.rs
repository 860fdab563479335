// SPDX-License-Identifier: Apache-2.0

//! After any sequence of calls by any accounts, as time passes: no unit is made or lost, the ledger is that of the
//! account, the cover is backed when it is sold, and everybody gets out with their deposit.

use crate::{mock::*, Assessor, HoldReason, Policies, PoolState, PoolTerms, Pools, Positions, ProductTerms};
use frame_support::traits::fungibles::{hold::Inspect as _, Inspect};
use proptest::prelude::*;

/// Something that somebody tries. It may be refused.
#[derive(Clone, Debug)]
enum Step {
	Deposit { who: AccountId, amount: u128 },
	Request { who: AccountId, percent: u128 },
	Cancel { who: AccountId },
	Withdraw { who: AccountId },
	Leave { who: AccountId },
	Buy { who: AccountId, product: u32, cover: u128 },
	Rain { value: i64 },
	Observe { product: u32 },
	DrySpell,
	Assess { policy: u64, percent: u128, approve: bool },
	Claim { policy: u64 },
	File { policy: u64, percent: u128 },
	Vote { assessor: usize, policy: u64, approve: bool },
	Resolve { policy: u64 },
	Collect { policy: u64 },
	Expire { policy: u64 },
	Serve { who: AccountId },
	Resign { who: AccountId },
	AddProduct { rate: u32 },
	StopProduct { product: u32 },
	RemoveProduct { product: u32 },
	Close,
	Remove,
	Pass { hours: u64 },
}

use Step::*;

fn who() -> impl Strategy<Value = AccountId> {
	proptest::sample::select(PEOPLE.to_vec())
}

fn step() -> impl Strategy<Value = Step> {
	let policy = || 0u64..6;
	prop_oneof![
		4 => (who(), 1u128..20_000).prop_map(|(who, amount)| Deposit { who, amount }),
		3 => (who(), 0u128..=100).prop_map(|(who, percent)| Request { who, percent }),
		1 => who().prop_map(|who| Cancel { who }),
		4 => who().prop_map(|who| Withdraw { who }),
		1 => who().prop_map(|who| Leave { who }),
		8 => (who(), 0u32..4, 1u128..120_000).prop_map(|(who, product, cover)| Buy { who, product, cover }),
		4 => (0i64..60).prop_map(|value| Rain { value }),
		1 => (0u32..2).prop_map(|product| Observe { product }),
		3 => Just(DrySpell),
		6 => (policy(), 1u128..=100, proptest::bool::weighted(0.8))
			.prop_map(|(policy, percent, approve)| Assess { policy, percent, approve }),
		6 => policy().prop_map(|policy| Claim { policy }),
		5 => (policy(), 1u128..=100).prop_map(|(policy, percent)| File { policy, percent }),
		10 => (0usize..3, policy(), proptest::bool::weighted(0.7)).prop_map(|(assessor, policy, approve)| Vote { assessor, policy, approve }),
		2 => policy().prop_map(|policy| Resolve { policy }),
		8 => policy().prop_map(|policy| Collect { policy }),
		3 => policy().prop_map(|policy| Expire { policy }),
		3 => who().prop_map(|who| Serve { who }),
		1 => who().prop_map(|who| Resign { who }),
		1 => (1u32..1_000_000_000).prop_map(|rate| AddProduct { rate }),
		1 => (0u32..4).prop_map(|product| StopProduct { product }),
		1 => (0u32..4).prop_map(|product| RemoveProduct { product }),
		1 => proptest::bool::weighted(0.1).prop_map(|close| if close { Close } else { Pass { hours: 1 } }),
		1 => Just(Remove),
		8 => (0u64..200).prop_map(|hours| Pass { hours }),
	]
}

/// Tries a step in pool 0, and tells whether it was done.
fn attempt(step: &Step) -> bool {
	let made = Pools::<Test>::get(0).map_or(0, |pool| pool.products_made);
	let cover = |policy| Policies::<Test>::get(policy).map_or(1, |policy| policy.cover);
	let shares = |who| Positions::<Test>::get(0, who).map_or(0, |position| position.shares);
	let anyone = by(OTHER_HOLDER);
	match step.clone() {
		Deposit { who, amount } => Insurance::deposit(by(who), 0, amount, made).is_ok(),
		Request { who, percent } => {
			Insurance::request_withdrawal(by(who), 0, shares(who) * percent / 100).is_ok()
		}
		Cancel { who } => Insurance::cancel_withdrawal(by(who), 0).is_ok(),
		Withdraw { who } => Insurance::withdraw(by(who), 0).is_ok(),
		Leave { who } => Insurance::leave(anyone, 0, who).is_ok(),
		Buy { who, product, cover } => {
			if cover % 2 == 0 {
				set_feed(RAIN, 100);
			}
			Insurance::buy(by(who), 0, product, cover).is_ok()
		}
		Rain { value } => {
			set_feed(RAIN, value);
			true
		}
		Assess { policy, percent, approve } => {
			let done = attempt(&File { policy, percent });
			(0..3).for_each(|assessor| {
				attempt(&Vote { assessor, policy, approve });
			});
			done
		}
		DrySpell => {
			set_feed(RAIN, 3);
			Insurance::observe(anyone, 0, 0).is_ok()
		}
		Observe { product } => Insurance::observe(anyone, 0, product).is_ok(),
		Claim { policy } => Insurance::claim(anyone, policy).is_ok(),
		File { policy, percent } => {
			let Some(holder) = Policies::<Test>::get(policy).map(|policy| policy.holder) else {
				return false;
			};
			Insurance::file_claim(by(holder), policy, cover(policy) * percent / 100, [0; 32]).is_ok()
		}
		Vote { assessor, policy, approve } => {
			let product = Policies::<Test>::get(policy).map(|policy| policy.product);
			let who = if product == Some(1) { JUDGE } else { PANEL[assessor] };
			Insurance::vote(by(who), policy, approve).is_ok()
		}
		Resolve { policy } => Insurance::resolve(anyone, policy).is_ok(),
		Collect { policy } => Insurance::collect(anyone, policy).is_ok(),
		Expire { policy } => Insurance::expire(anyone, policy).is_ok(),
		Serve { who } => Insurance::serve(by(who), 0).is_ok(),
		Resign { who } => Insurance::resign(by(who), 0, who).is_ok(),
		AddProduct { rate } => {
			let terms =
				ProductTerms { rate: sp_runtime::Perbill::from_parts(rate), ..assessed(Assessor::Panel) };
			Insurance::add_product(by(MANAGER), 0, terms).is_ok()
		}
		StopProduct { product } => Insurance::stop_product(by(MANAGER), 0, product).is_ok(),
		RemoveProduct { product } => Insurance::remove_product(by(MANAGER), 0, product).is_ok(),
		Close => Insurance::close_pool(by(MANAGER), 0).is_ok(),
		Remove => Insurance::remove_pool(anyone, 0).is_ok(),
		Pass { hours } => {
			pass(hours * 60 * MINUTE);
			true
		}
	}
}

/// A pool with a product of each kind.
fn start(ratio_percent: u32) {
	let pool = empty_pool(COIN, PoolTerms { ratio_percent, ..panel_terms() });
	for product in [drought(), assessed(Assessor::Account(JUDGE)), assessed(Assessor::Panel)] {
		Insurance::add_product(by(MANAGER), pool, product).expect("it is allowed");
	}
}

/// What must hold after each step.
fn check() {
	for asset in [COIN, NATIVE] {
		let all = PEOPLE.len() as u128 * FUNDS;
		assert_eq!(NativeAndAssets::total_issuance(asset.clone()), all, "the issuance is as it was");
		let people: u128 = PEOPLE.iter().map(|who| wealth(asset.clone(), *who)).sum();
		assert_eq!(people + wealth(asset, Insurance::account(0)), all, "everything is somebody's");
	}
	if let Some(pool) = Pools::<Test>::get(0) {
		assert_eq!(
			balance(COIN, Insurance::account(0)),
			pool.capital + pool.seed,
			"the ledger is the account's"
		);
	}
	Insurance::do_try_state().expect("the invariants hold");
}

/// Has everybody leave, and the pool removed.
fn wind_down() {
	let Some(pool) = Pools::<Test>::get(0) else { return };
	if pool.state == PoolState::Open {
		Insurance::close_pool(by(MANAGER), 0).expect("it is open");
	}
	let policies: Vec<_> = Policies::<Test>::iter_keys().collect();
	// First what is decided by time, then what waits for it.
	pass(100 * DAY);
	for policy in &policies {
		attempt(&Resolve { policy: *policy });
	}
	pass(100 * DAY);
	for policy in &policies {
		let done = [Collect { policy: *policy }, Expire { policy: *policy }].iter().any(attempt);
		assert!(done, "policy {policy} is stranded: {:?}", Policies::<Test>::get(policy));
		check();
	}
	for who in PEOPLE {
		if Positions::<Test>::contains_key(0, who) {
			Insurance::leave(by(JUDGE), 0, who).expect("everybody can leave");
		}
		if crate::Bonds::<Test>::contains_key(0, who) {
			Insurance::resign(by(JUDGE), 0, who).expect("every bond is released");
		}
		check();
	}
	let products: Vec<_> = crate::Products::<Test>::iter_key_prefix(0).collect();
	for product in products {
		Insurance::remove_product(by(JUDGE), 0, product).expect("no policy is left");
	}
	Insurance::remove_pool(by(JUDGE), 0).expect("everybody has left");
}

/// That nothing is left of the pool, on hold or in storage.
fn check_end() {
	for who in PEOPLE {
		for asset in [COIN, NATIVE] {
			assert_eq!(held(asset, who), 0, "all deposits and bonds are back");
		}
		assert_eq!(wealth(NATIVE, who), FUNDS, "deposits come back whole");
	}
	let people: u128 = PEOPLE.iter().map(|who| wealth(COIN, *who)).sum();
	assert_eq!(people, PEOPLE.len() as u128 * FUNDS, "the account is empty, dust included");
	assert_eq!(Positions::<Test>::iter().count() + Policies::<Test>::iter().count(), 0);
	assert_eq!(crate::Observations::<Test>::iter().count() + crate::Panels::<Test>::iter().count(), 0);
	let reason = HoldReason::Pool.into();
	assert_eq!(NativeAndAssetsHolds::balance_on_hold(NATIVE, &reason, &MANAGER), 0);
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(96))]

	#[test]
	fn no_unit_is_made_or_lost_and_everybody_gets_out(
		steps in proptest::collection::vec(step(), 1..120),
		ratio in proptest::sample::select(vec![40u32, 100, 300, 500]),
	) {
		genesis().execute_with(|| {
			start(ratio);
			underwrite(ALICE, 0, 50_000);
			for who in PANEL {
				Insurance::serve(by(who), 0).expect("it is on the panel");
			}
			for step in &steps {
				let done = attempt(step);
				if done && matches!(step, Buy { .. }) {
					let pool = pool_of(0);
					assert!(pool.live_cover <= pool.capacity(), "what is sold is backed");
				}
				check();
			}
			wind_down();
			check_end();
		});
	}

	/// Everybody but one underwriter conspires, manager, assessors and feed included; but no claim is paid. Then
	/// the underwriter has lost nothing but a unit or two of rounding.
	#[test]
	fn without_claims_no_underwriter_loses_whatever_the_others_do(
		steps in proptest::collection::vec(step(), 1..120),
		ratio in proptest::sample::select(vec![40u32, 100, 300, 500]),
		first in 1u128..100_000,
	) {
		genesis().execute_with(|| {
			start(ratio);
			underwrite(BOB, 0, first);
			underwrite(ALICE, 0, 50_000);
			let price = pool_of(0).share_price();
			for step in &steps {
				let hers = match step {
					Deposit { who, .. } | Request { who, .. } | Cancel { who } | Withdraw { who } | Buy { who, .. } => {
						*who == ALICE
					}
					Claim { .. } | File { .. } | Assess { .. } | Remove => true,
					_ => false,
				};
				if !hers {
					attempt(step);
				}
			}
			prop_assert!(pool_of(0).share_price() >= price, "the price falls with losses only");
			wind_down();
			prop_assert!(wealth(COIN, ALICE) + 2 >= FUNDS, "she lost {}", FUNDS - wealth(COIN, ALICE));
			check_end();
			Ok(())
		})?;
	}

	/// One who only deposits, requests, calls off and withdraws, in a pool where nobody pays premiums, never gets out
	/// more than went in: neither by rounding nor by timing.
	#[test]
	fn moving_in_and_out_gains_nothing(
		steps in proptest::collection::vec(step(), 1..120),
		others in 1u128..1_000,
		loss in 0u128..60,
	) {
		genesis().execute_with(|| {
			start(100);
			underwrite(ALICE, 0, 1_000 + others * 7);
			// A price that is no round number: there were a premium and perhaps a loss.
			let policy = insure(HOLDER, 0, 1, 1_000 + others);
			pass(DAY);
			if loss > 0 {
				let amount = pool_of(0).live_cover * loss / 100;
				Insurance::file_claim(by(HOLDER), policy, amount, [0; 32]).expect("it is in force");
				Insurance::vote(by(JUDGE), policy, true).expect("he may");
				Insurance::collect(by(JUDGE), policy).expect("the pool can pay it");
			}
			for step in &steps {
				match step {
					Deposit { amount, .. } => attempt(&Deposit { who: BOB, amount: *amount }),
					Request { percent, .. } => attempt(&Request { who: BOB, percent: *percent }),
					Cancel { .. } => attempt(&Cancel { who: BOB }),
					Withdraw { .. } => attempt(&Withdraw { who: BOB }),
					Pass { hours } => attempt(&Pass { hours: *hours }),
					_ => false,
				};
				let inside = Insurance::position(0, &BOB).map_or(0, |view| view.value);
				prop_assert!(wealth(COIN, BOB) + inside <= FUNDS, "he gained");
			}
			if loss == 0 {
				pass(100 * DAY);
				Insurance::expire(by(JUDGE), policy).expect("it is over");
			}
			wind_down();
			prop_assert!(wealth(COIN, BOB) <= FUNDS, "he gained");
			check_end();
			Ok(())
		})?;
	}
}

#[test]
fn the_steps_of_the_properties_do_something() {
	// Guards the properties against testing refusals only.
	use proptest::{strategy::ValueTree, test_runner::TestRunner};
	let mut runner = TestRunner::deterministic();
	let (mut done, mut sold, mut paid, mut failed) = (0, 0, 0, 0);
	for _ in 0..60 {
		let steps =
			proptest::collection::vec(step(), 120).new_tree(&mut runner).expect("there is a tree").current();
		genesis().execute_with(|| {
			start(500);
			underwrite(ALICE, 0, 50_000);
			for who in PANEL {
				Insurance::serve(by(who), 0).expect("it is on the panel");
			}
			for step in &steps {
				let success = attempt(step);
				done += u32::from(success);
				sold += u32::from(success && matches!(step, Buy { .. }));
				paid += u32::from(success && matches!(step, Collect { .. }));
			}
			failed += Pools::<Test>::get(0)
				.map_or(0, |pool| u32::from(matches!(pool.state, PoolState::Failed { .. })));
		});
	}
	assert!(done > 1_000 && sold > 60 && paid > 10 && failed > 0, "{done} {sold} {paid} {failed}");
}
