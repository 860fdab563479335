// SPDX-License-Identifier: Apache-2.0

//! The panel: bonds, votes, quorum and penalties.

use crate::{mock::*, Assessor, Bonds, Error, Event, Policies, PolicyState};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::TokenError;

type E = Error<Test>;

/// A pool whose panel serves, and a policy that is in force.
fn assessed_policy() -> (u32, u64) {
	let (pool, product) = pool_with(COIN, panel_terms(), assessed(Assessor::Panel));
	underwrite(ALICE, pool, 100_000);
	for who in PANEL {
		assert_ok!(Insurance::serve(by(who), pool));
	}
	let policy = insure(HOLDER, pool, product, 20_000);
	pass(DAY);
	(pool, policy)
}

fn file(policy: u64) {
	assert_ok!(Insurance::file_claim(by(HOLDER), policy, 20_000, [0; 32]));
}

fn vote(who: AccountId, policy: u64, approve: bool) {
	assert_ok!(Insurance::vote(by(who), policy, approve));
}

fn bond(pool: u32, who: AccountId) -> u128 {
	Bonds::<Test>::get(pool, who).map_or(0, |bond| bond.amount)
}

fn state(policy: u64) -> PolicyState {
	Policies::<Test>::get(policy).expect("it is there").state
}

#[test]
fn an_assessor_serves_with_its_bond_on_hold() {
	run(|| {
		assert_noop!(Insurance::serve(by(PANEL[0]), 0), E::NoPool);
		let without = empty_pool(COIN, terms());
		assert_noop!(Insurance::serve(by(PANEL[0]), without), E::NoPanel);
		let pool = empty_pool(COIN, panel_terms());
		assert_noop!(Insurance::serve(by(JUDGE), pool), E::NotAssessor);
		assert_ok!(Insurance::serve(by(PANEL[0]), pool));
		System::assert_last_event(Event::AssessorServes { pool, who: PANEL[0], held: 10_000 }.into());
		assert_eq!(held(COIN, PANEL[0]), 10_000);
		assert_eq!(pool_of(pool).bonds, 1);
		assert_noop!(Insurance::serve(by(PANEL[0]), pool), E::AlreadyServing);
	});
}

#[test]
fn a_majority_of_all_decides_at_once() {
	for (third, approved) in [(true, true), (false, false)] {
		run(|| {
			let (_, policy) = assessed_policy();
			file(policy);
			vote(PANEL[0], policy, true);
			vote(PANEL[1], policy, false);
			assert!(matches!(state(policy), PolicyState::Filed(_)));
			vote(PANEL[2], policy, third);
			if approved {
				assert!(matches!(state(policy), PolicyState::Approved { amount: 20_000, .. }));
			} else {
				System::assert_last_event(Event::ClaimRejected { policy }.into());
			}
		});
	}
}

#[test]
fn only_assessors_with_a_bond_vote_and_each_once() {
	run(|| {
		let (pool, product) = pool_with(COIN, panel_terms(), assessed(Assessor::Panel));
		underwrite(ALICE, pool, 100_000);
		for who in &PANEL[..2] {
			assert_ok!(Insurance::serve(by(*who), pool));
		}
		let policy = insure(HOLDER, pool, product, 20_000);
		pass(DAY);
		file(policy);
		assert_noop!(Insurance::vote(by(PANEL[2]), policy, true), E::NotServing);
		assert_noop!(Insurance::vote(by(JUDGE), policy, true), E::NotAssessor);
		assert_noop!(Insurance::vote(by(HOLDER), policy, true), E::NotAssessor);
		vote(PANEL[0], policy, true);
		assert_noop!(Insurance::vote(by(PANEL[0]), policy, true), E::AlreadyVoted);
		assert_noop!(Insurance::vote(by(PANEL[0]), policy, false), E::AlreadyVoted);
		vote(PANEL[1], policy, true);
		assert!(matches!(state(policy), PolicyState::Approved { .. }), "all who have a bond have voted");
	});
}

#[test]
fn whoever_does_not_vote_pays_the_pool_and_a_draw_pays_nothing() {
	run(|| {
		let (pool, policy) = assessed_policy();
		file(policy);
		vote(PANEL[0], policy, true);
		vote(PANEL[1], policy, false);
		pass(2 * DAY);
		let capital = pool_of(pool).capital;
		assert_ok!(Insurance::resolve(by(BOB), policy));
		System::assert_has_event(Event::AssessorPenalised { pool, who: PANEL[2], amount: 1_000 }.into());
		System::assert_last_event(Event::ClaimRejected { policy }.into());
		assert_eq!(pool_of(pool).capital, capital + 1_000);
		assert_eq!(PANEL.map(|who| bond(pool, who)), [10_000, 10_000, 9_000]);
		assert_eq!(held(COIN, PANEL[2]), 9_000);

		// It no longer counts as serving, until it tops the bond up.
		assert_eq!(Insurance::pool_view(pool).expect("it is there").serving, 2);
		assert_ok!(Insurance::serve(by(PANEL[2]), pool));
		assert_eq!(held(COIN, PANEL[2]), 10_000);
		assert_eq!(Insurance::pool_view(pool).expect("it is there").serving, 3);
	});
}

#[test]
fn a_majority_with_the_quorum_decides_when_time_is_over() {
	run(|| {
		let (_, policy) = assessed_policy();
		file(policy);
		vote(PANEL[0], policy, true);
		vote(PANEL[2], policy, true);
		pass(2 * DAY);
		assert_ok!(Insurance::resolve(by(BOB), policy));
		assert!(matches!(state(policy), PolicyState::Approved { .. }));
	});
}

#[test]
fn without_the_quorum_nothing_is_decided_and_all_absent_pay() {
	run(|| {
		let (pool, policy) = assessed_policy();
		file(policy);
		vote(PANEL[0], policy, true);
		pass(2 * DAY);
		assert_ok!(Insurance::resolve(by(BOB), policy));
		System::assert_last_event(Event::ClaimUndecided { policy }.into());
		assert_eq!(PANEL.map(|who| bond(pool, who)), [10_000, 9_000, 9_000]);
		assert_eq!(state(policy), PolicyState::Live);
	});
}

#[test]
fn fewer_than_the_quorum_do_not_decide_early() {
	run(|| {
		let (pool, policy) = assessed_policy();
		for who in &PANEL[1..] {
			assert_ok!(Insurance::resign(by(*who), pool, *who));
		}
		crate::Bonds::<Test>::iter_prefix(pool).for_each(|(who, bond)| {
			assert_eq!(bond.resigned_at.is_some(), who != PANEL[0]);
		});
		file(policy);
		vote(PANEL[0], policy, true);
		assert!(matches!(state(policy), PolicyState::Filed(_)));
		// Who resigned still votes, and pays for not doing it.
		vote(PANEL[1], policy, true);
		pass(2 * DAY);
		assert_ok!(Insurance::resolve(by(BOB), policy));
		assert_eq!(PANEL.map(|who| bond(pool, who)), [10_000, 10_000, 9_000]);
		assert!(matches!(state(policy), PolicyState::Approved { .. }));
	});
}

#[test]
fn whoever_came_after_the_claim_is_not_penalised_for_it() {
	run(|| {
		let (pool, product) = pool_with(COIN, panel_terms(), assessed(Assessor::Panel));
		underwrite(ALICE, pool, 100_000);
		for who in &PANEL[..2] {
			assert_ok!(Insurance::serve(by(*who), pool));
		}
		let policy = insure(HOLDER, pool, product, 20_000);
		pass(DAY);
		file(policy);
		pass(1);
		assert_ok!(Insurance::serve(by(PANEL[2]), pool));
		pass(2 * DAY);
		assert_ok!(Insurance::resolve(by(BOB), policy));
		assert_eq!(PANEL.map(|who| bond(pool, who)), [9_000, 9_000, 10_000]);
	});
}

#[test]
fn a_bond_is_released_only_when_all_that_was_sold_on_it_is_concluded() {
	run(|| {
		let (pool, policy) = assessed_policy();
		let who = PANEL[1];
		assert_noop!(Insurance::resign(by(who), 9, who), E::NoPool);
		assert_noop!(Insurance::resign(by(JUDGE), pool, JUDGE), E::NotServing);
		assert_noop!(Insurance::resign(by(BOB), pool, who), E::NotAssessor);
		assert_ok!(Insurance::resign(by(who), pool, who));
		let free_at = Now::get() + 50 * DAY;
		System::assert_last_event(Event::AssessorResigned { pool, who, free_at }.into());
		pass(50 * DAY - 1);
		assert_noop!(Insurance::resign(by(who), pool, who), E::BondNotFree);
		// The policy was over before.
		assert!(Now::get() > Policies::<Test>::get(policy).expect("it is there").claims_until);
		pass(1);
		assert_ok!(Insurance::resign(by(who), pool, who));
		System::assert_last_event(Event::AssessorReleased { pool, who, amount: 10_000 }.into());
		assert_eq!((held(COIN, who), pool_of(pool).bonds), (0, 2));
	});
}

#[test]
fn a_resignation_can_be_taken_back() {
	run(|| {
		let (pool, _) = assessed_policy();
		assert_ok!(Insurance::resign(by(PANEL[0]), pool, PANEL[0]));
		assert_ok!(Insurance::serve(by(PANEL[0]), pool));
		assert_eq!(held(COIN, PANEL[0]), 10_000);
		assert_noop!(Insurance::serve(by(PANEL[0]), pool), E::AlreadyServing);
	});
}

#[test]
fn bonds_of_a_closed_pool_without_policies_are_released_by_anyone() {
	run(|| {
		let (pool, policy) = assessed_policy();
		assert_ok!(Insurance::close_pool(by(MANAGER), pool));
		assert_noop!(Insurance::resign(by(BOB), pool, PANEL[0]), E::NotAssessor);
		pass(40 * DAY);
		assert_ok!(Insurance::expire(by(BOB), policy));
		for who in PANEL {
			assert_ok!(Insurance::resign(by(BOB), pool, who));
			assert_eq!(held(COIN, who), 0);
		}
	});
}

#[test]
fn a_bond_that_another_power_took_does_not_stop_a_decision() {
	run(|| {
		let (pool, policy) = assessed_policy();
		file(policy);
		vote(PANEL[0], policy, true);
		vote(PANEL[1], policy, true);
		// The pool's account cannot take coins.
		assert_ok!(Assets::block(by(99), 7, Insurance::account(pool)));
		pass(2 * DAY);
		assert_ok!(Insurance::resolve(by(BOB), policy));
		assert!(matches!(state(policy), PolicyState::Approved { .. }));
		assert_eq!(bond(pool, PANEL[2]), 10_000);
	});
}

#[test]
fn a_bond_that_cannot_move_stays_on_record_until_it_can() {
	run(|| {
		let pool = empty_pool(COIN, panel_terms());
		let who = PANEL[0];
		assert_ok!(Insurance::serve(by(who), pool));
		assert_ok!(Assets::block(by(99), 7, who));
		assert_noop!(Insurance::resign(by(who), pool, who), TokenError::CannotCreate);
		assert_eq!((bond(pool, who), held(COIN, who), pool_of(pool).bonds), (10_000, 10_000, 1));

		assert_ok!(Assets::thaw(by(99), 7, who));
		assert_ok!(Insurance::resign(by(who), pool, who));
		System::assert_last_event(Event::AssessorReleased { pool, who, amount: 10_000 }.into());
		assert_eq!((bond(pool, who), held(COIN, who), pool_of(pool).bonds), (0, 0, 0));
	});
}
