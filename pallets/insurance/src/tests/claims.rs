// SPDX-License-Identifier: Apache-2.0

//! Claims: who may make them, who decides, and what is paid when.

use crate::{mock::*, Assessor, Error, Event, Policies, PolicyState, PoolTerms};
use frame_support::{assert_noop, assert_ok};

type E = Error<Test>;

/// A pool with a product that one account assesses, and a policy of it that is in force.
fn judged(cover: u128) -> (u32, u64) {
	let (pool, product) = pool_with(COIN, terms(), assessed(Assessor::Account(JUDGE)));
	underwrite(ALICE, pool, 100_000);
	let policy = insure(HOLDER, pool, product, cover);
	pass(DAY);
	(pool, policy)
}

fn state(policy: u64) -> PolicyState {
	Policies::<Test>::get(policy).expect("it is there").state
}

#[test]
fn a_parametric_claim_pays_the_whole_cover_to_the_holder_whoever_makes_it() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		let policy = insure(HOLDER, pool, product, 20_000);
		assert_noop!(Insurance::claim(by(BOB), 9), E::NoPolicy);
		assert_noop!(Insurance::claim(by(BOB), policy), E::NoTrigger);
		assert_noop!(Insurance::collect(by(BOB), policy), E::ClaimNotApproved);
		pass(2 * DAY);
		dry_spell(pool, product);
		assert_ok!(Insurance::claim(by(BOB), policy));
		let due = BEGINNING + 2 * DAY + 2 * DAY + 4 * DAY;
		System::assert_last_event(Event::ClaimApproved { policy, amount: 20_000, due }.into());
		assert_noop!(Insurance::claim(by(BOB), policy), E::PolicyNotLive);
		assert_noop!(Insurance::expire(by(BOB), policy), E::PolicyNotLive);
		assert_eq!((pool_of(pool).pending, pool_of(pool).live_cover), (20_000, 0));
		assert_eq!(pool_of(pool).net(), 80_900);

		assert_noop!(Insurance::collect(by(BOB), 9), E::NoPolicy);
		assert_ok!(Insurance::collect(by(BOB), policy));
		System::assert_has_event(
			Event::ClaimPaid { policy, holder: HOLDER, amount: 20_000, paid: 20_000 }.into(),
		);
		assert_eq!(balance(COIN, HOLDER), FUNDS - 1_000 + 20_000);
		assert_eq!(held(NATIVE, HOLDER), 0);
		assert_noop!(Insurance::collect(by(BOB), policy), E::NoPolicy);
		assert_eq!((pool_of(pool).capital, pool_of(pool).policies), (80_900, 0));
	});
}

#[test]
fn a_claim_can_be_made_until_the_window_is_over() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		let policy = insure(HOLDER, pool, product, 20_000);
		pass(31 * DAY - 1);
		dry_spell(pool, product);
		pass(10 * DAY + 1);
		assert_noop!(Insurance::claim(by(HOLDER), policy), E::ClaimWindowOver);
	});
}

#[test]
fn what_is_seen_when_the_cover_is_over_does_not_count() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		let policy = insure(HOLDER, pool, product, 20_000);
		pass(31 * DAY);
		dry_spell(pool, product);
		assert_noop!(Insurance::claim(by(HOLDER), policy), E::NoTrigger);
	});
}

#[test]
fn an_observation_that_is_recorded_late_counts_for_its_own_time() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		let policy = insure(HOLDER, pool, product, 20_000);
		pass(31 * DAY - 1);
		set_feed(RAIN, 3);
		pass(20 * MINUTE);
		assert_ok!(Insurance::observe(by(HOLDER), pool, product));
		assert_ok!(Insurance::claim(by(HOLDER), policy));
	});
}

#[test]
fn a_claim_waits_for_others_where_the_rest_would_not_pay_all_live_cover() {
	run(|| {
		let (pool, product) = funded(200, 100_000);
		let policy = insure(HOLDER, pool, product, 60_000);
		insure(OTHER_HOLDER, pool, product, 60_000);
		pass(2 * DAY);
		dry_spell(pool, product);
		assert_ok!(Insurance::claim(by(HOLDER), policy));
		// 105 400 would not be enough for both.
		assert_noop!(Insurance::collect(by(HOLDER), policy), E::NotDueYet);
		pass(6 * DAY - 1);
		assert_noop!(Insurance::collect(by(HOLDER), policy), E::NotDueYet);
		pass(1);
		assert_ok!(Insurance::collect(by(HOLDER), policy));
		assert_eq!(balance(COIN, HOLDER), FUNDS - 3_000 + 60_000);
	});
}

#[test]
fn an_assessor_decides_by_itself_what_was_claimed() {
	run(|| {
		let (pool, policy) = judged(20_000);
		assert_ok!(Insurance::file_claim(by(HOLDER), policy, 15_000, [7; 32]));
		let deadline = BEGINNING + 3 * DAY;
		let event = Event::ClaimFiled { policy, amount: 15_000, evidence: [7; 32], deadline };
		System::assert_last_event(event.into());
		assert_eq!((pool_of(pool).open_claims, pool_of(pool).claimed), (1, 20_000));
		assert_noop!(Insurance::vote(by(HOLDER), policy, true), E::NotAssessor);
		assert_noop!(Insurance::vote(by(JUDGE), 9, true), E::NoPolicy);
		assert_ok!(Insurance::vote(by(JUDGE), policy, true));
		System::assert_has_event(Event::Voted { policy, who: JUDGE, approve: true }.into());
		assert!(matches!(state(policy), PolicyState::Approved { amount: 15_000, .. }));
		assert_eq!((pool_of(pool).live_cover, pool_of(pool).claimed), (0, 0));
		assert_noop!(Insurance::vote(by(JUDGE), policy, true), E::NoOpenClaim);
		assert_ok!(Insurance::collect(by(BOB), policy));
		assert_eq!(balance(COIN, HOLDER), FUNDS - 1_000 + 15_000);
	});
}

#[test]
fn a_claim_that_makes_no_sense_is_not_filed() {
	run(|| {
		let (pool, product) = pool_with(COIN, terms(), assessed(Assessor::Account(JUDGE)));
		underwrite(ALICE, pool, 100_000);
		let policy = insure(HOLDER, pool, product, 20_000);
		let file = |who, amount| Insurance::file_claim(by(who), policy, amount, [0; 32]);
		assert_noop!(Insurance::file_claim(by(HOLDER), 9, 1, [0; 32]), E::NoPolicy);
		assert_noop!(file(HOLDER, 1), E::CoverNotStarted);
		pass(DAY);
		assert_noop!(file(OTHER_HOLDER, 1), E::NotHolder);
		assert_noop!(file(HOLDER, 0), E::BadClaim);
		assert_noop!(file(HOLDER, 20_001), E::BadClaim);
		assert_noop!(Insurance::claim(by(HOLDER), policy), E::WrongTrigger);
		assert_noop!(Insurance::resolve(by(BOB), policy), E::NoOpenClaim);
		assert_ok!(file(HOLDER, 20_000));
		assert_noop!(file(HOLDER, 1), E::PolicyNotLive);
		assert_noop!(Insurance::expire(by(BOB), policy), E::PolicyNotLive);

		let other = insure(OTHER_HOLDER, pool, product, 1_000);
		pass(41 * DAY);
		assert_noop!(Insurance::file_claim(by(OTHER_HOLDER), other, 1_000, [0; 32]), E::ClaimWindowOver);

		let (pool, product) = funded(100, 100_000);
		set_feed(RAIN, 100);
		let parametric = insure(HOLDER, pool, product, 1_000);
		assert_noop!(Insurance::file_claim(by(HOLDER), parametric, 1, [0; 32]), E::WrongTrigger);
	});
}

#[test]
fn a_rejected_claim_may_be_filed_again_but_not_without_end() {
	run(|| {
		let (pool, policy) = judged(20_000);
		for filing in 1..=2 {
			assert_ok!(Insurance::file_claim(by(HOLDER), policy, 1, [filing; 32]));
			assert_ok!(Insurance::vote(by(JUDGE), policy, false));
			System::assert_last_event(Event::ClaimRejected { policy }.into());
			assert_eq!(state(policy), PolicyState::Live);
		}
		assert_noop!(Insurance::file_claim(by(HOLDER), policy, 1, [3; 32]), E::TooManyFilings);
		assert_eq!((pool_of(pool).open_claims, pool_of(pool).live_cover), (0, 20_000));
	});
}

#[test]
fn a_claim_that_nobody_looks_at_is_undecided_and_may_be_filed_again() {
	run(|| {
		let (pool, policy) = judged(20_000);
		assert_ok!(Insurance::file_claim(by(HOLDER), policy, 20_000, [0; 32]));
		pass(2 * DAY - 1);
		assert_noop!(Insurance::resolve(by(HOLDER), policy), E::VotingNotOver);
		pass(1);
		assert_noop!(Insurance::vote(by(JUDGE), policy, true), E::VotingOver);
		assert_noop!(Insurance::resolve(by(HOLDER), 9), E::NoPolicy);
		assert_ok!(Insurance::resolve(by(HOLDER), policy));
		System::assert_last_event(Event::ClaimUndecided { policy }.into());
		assert_eq!((pool_of(pool).open_claims, pool_of(pool).claimed), (0, 0));
		assert_ok!(Insurance::file_claim(by(HOLDER), policy, 20_000, [0; 32]));
		assert_ok!(Insurance::vote(by(JUDGE), policy, true));
	});
}

#[test]
fn a_claim_filed_in_the_last_moment_is_decided_within_the_notice() {
	run(|| {
		let (pool, policy) = judged(20_000);
		pass(40 * DAY - 1);
		assert_ok!(Insurance::file_claim(by(HOLDER), policy, 20_000, [0; 32]));
		pass(2 * DAY);
		assert!(Now::get() < BEGINNING + pool_of(pool).terms.notice);
		assert_ok!(Insurance::resolve(by(BOB), policy));
		assert_ok!(Insurance::expire(by(BOB), policy));
	});
}

#[test]
fn a_holder_who_cannot_be_paid_stops_nothing_for_ever() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		let policy = insure(HOLDER, pool, product, 20_000);
		pass(2 * DAY);
		dry_spell(pool, product);
		assert_ok!(Insurance::claim(by(HOLDER), policy));
		assert_ok!(Assets::block(by(99), 7, HOLDER));
		assert!(Insurance::collect(by(HOLDER), policy).is_err());
		// As long as the notice after it was due.
		pass(6 * DAY + 50 * DAY - 1);
		assert!(Insurance::collect(by(BOB), policy).is_err());
		pass(1);
		assert_ok!(Insurance::collect(by(BOB), policy));
		System::assert_has_event(Event::ClaimForfeited { policy, amount: 20_000 }.into());
		assert_eq!((pool_of(pool).pending, pool_of(pool).net()), (0, 100_900));
		assert_eq!(held(NATIVE, HOLDER), 0);
	});
}

#[test]
fn no_claim_is_paid_before_its_holders_fellows_could_claim_too() {
	run(|| {
		// One who files early and is decided on at once is not paid before one who files later.
		let (pool, product) =
			pool_with(COIN, PoolTerms { ratio_percent: 200, ..terms() }, assessed(Assessor::Account(JUDGE)));
		underwrite(ALICE, pool, 100_000);
		let friend = insure(HOLDER, pool, product, 100_000);
		let stranger = insure(OTHER_HOLDER, pool, product, 100_000);
		pass(DAY);
		assert_ok!(Insurance::file_claim(by(HOLDER), friend, 100_000, [0; 32]));
		assert_ok!(Insurance::vote(by(JUDGE), friend, true));
		pass(4 * DAY);
		assert_ok!(Insurance::file_claim(by(OTHER_HOLDER), stranger, 100_000, [0; 32]));
		pass(2 * DAY - 1);
		assert_noop!(Insurance::collect(by(HOLDER), friend), E::NotDueYet);
		assert_ok!(Insurance::vote(by(JUDGE), stranger, true));
		// Now the pool has failed, and both have the same.
		pass(6 * DAY);
		assert_ok!(Insurance::collect(by(HOLDER), friend));
		assert_ok!(Insurance::collect(by(HOLDER), stranger));
		let got = |who| balance(COIN, who) + 5_000 - FUNDS;
		assert_eq!((got(HOLDER), got(OTHER_HOLDER)), (54_500, 54_500));
	});
}
