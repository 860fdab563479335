// SPDX-License-Identifier: Apache-2.0

//! Deposits and withdrawals: what they are worth, when they are paid, and what stops who wants more.

use crate::{mock::*, Error, Event, PoolTerms, Positions};
use frame_support::{assert_noop, assert_ok, traits::fungibles::Mutate};
use sp_runtime::{DispatchError, TokenError};

type E = Error<Test>;

fn shares(pool: u32, who: AccountId) -> u128 {
	Positions::<Test>::get(pool, who).map_or(0, |position| position.shares)
}

fn request_all(who: AccountId, pool: u32) {
	assert_ok!(Insurance::request_withdrawal(by(who), pool, shares(pool, who)));
}

#[test]
fn a_deposit_makes_shares_and_holds_the_deposit_for_the_record_once() {
	run(|| {
		let pool = empty_pool(COIN, terms());
		assert_ok!(Insurance::deposit(by(ALICE), pool, 5_000, 0));
		let event = Event::Deposited { pool, who: ALICE, amount: 5_000, shares: 5_000_000 };
		System::assert_last_event(event.into());
		assert_ok!(Insurance::deposit(by(ALICE), pool, 5_000, 0));
		assert_eq!(shares(pool, ALICE), 10_000_000);
		assert_eq!(held(NATIVE, ALICE), 200);
		assert_eq!(balance(COIN, ALICE), FUNDS - 10_000);
		assert_eq!(pool_of(pool).capital, 10_000);
		assert_eq!(pool_of(pool).underwriters, 1);
	});
}

#[test]
fn what_cannot_be_deposited_is_refused() {
	run(|| {
		assert_noop!(Insurance::deposit(by(ALICE), 0, 1, 0), E::NoPool);
		let pool = empty_pool(COIN, terms());
		assert_noop!(Insurance::deposit(by(ALICE), pool, 0, 0), E::DepositTooSmall);
		assert!(Insurance::deposit(by(ALICE), pool, FUNDS + 1, 0).is_err());
		assert_noop!(Insurance::deposit(by(77), pool, 10, 0), TokenError::FundsUnavailable);
		assert_noop!(
			Insurance::deposit(by(ALICE), pool, u128::MAX, 0),
			DispatchError::Arithmetic(sp_runtime::ArithmeticError::Overflow)
		);
	});
}

#[test]
fn premiums_raise_the_price_for_those_who_were_there() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		insure(HOLDER, pool, product, 100_000);
		// 5 % of the cover, less the fee of 10 %.
		assert_eq!(pool_of(pool).capital, 104_500);
		underwrite(BOB, pool, 104_500);
		assert!(shares(pool, BOB) < shares(pool, ALICE) + 1_000);
		let value = |who| Insurance::position(pool, &who).expect("it is in").value;
		assert!((104_499..=104_500).contains(&value(ALICE)), "{}", value(ALICE));
		assert!((104_499..=104_500).contains(&value(BOB)), "{}", value(BOB));
	});
}

#[test]
fn a_donation_changes_no_price() {
	run(|| {
		let pool = empty_pool(COIN, terms());
		underwrite(BOB, pool, 1);
		let account = Insurance::account(pool);
		assert_ok!(NativeAndAssets::transfer(
			COIN,
			&BOB,
			&account,
			1_000_000,
			frame_support::traits::tokens::Preservation::Preserve
		));
		underwrite(ALICE, pool, 1_999);
		assert_eq!(Insurance::position(pool, &ALICE).expect("she is in").value, 1_999);
		assert_eq!(Insurance::position(pool, &BOB).expect("he is in").value, 1);
	});
}

#[test]
fn the_first_depositor_cannot_drive_up_the_price_for_the_next() {
	run(|| {
		// It buys its own cover to raise the price of its single share, the dearest way that a pool allows.
		let dear = crate::ProductTerms {
			rate: sp_runtime::Perbill::one(),
			min_cover: 1,
			max_cover: u128::MAX,
			..drought()
		};
		let (pool, product) = pool_with(COIN, PoolTerms { ratio_percent: 500, ..terms() }, dear);
		underwrite(BOB, pool, 1);
		for _ in 0..7 {
			let cover = pool_of(pool).free_capacity();
			assert_ok!(Insurance::buy(by(BOB), pool, product, cover));
		}
		let spent = FUNDS - balance(COIN, BOB) - 1;
		underwrite(ALICE, pool, 100_000);
		let lost = 100_000 - Insurance::position(pool, &ALICE).expect("she is in").value;
		let gained = Insurance::position(pool, &BOB).expect("he is in").value - 1;
		assert!(spent > 10_000, "the attack is not feeble: {spent}");
		// Rounding takes less than the value of one share, a thousandth of what half of the premiums are.
		assert!(lost <= spent / 1_000 + 1, "she lost {lost}");
		assert!(gained <= spent * 6 / 10, "he spent {spent} to have {gained}");
	});
}

#[test]
fn a_withdrawal_is_paid_when_notice_is_over() {
	run(|| {
		let pool = empty_pool(COIN, terms());
		underwrite(ALICE, pool, 10_000);
		let all = shares(pool, ALICE);
		assert_noop!(Insurance::request_withdrawal(by(ALICE), 9, 1), E::NoPool);
		assert_noop!(Insurance::request_withdrawal(by(BOB), pool, 1), E::NotUnderwriter);
		assert_noop!(Insurance::request_withdrawal(by(ALICE), pool, 0), E::NotEnoughShares);
		assert_noop!(Insurance::request_withdrawal(by(ALICE), pool, all + 1), E::NotEnoughShares);
		assert_noop!(Insurance::request_withdrawal(by(ALICE), pool, 999), E::NothingToWithdraw);
		assert_noop!(Insurance::withdraw(by(ALICE), pool), E::NotLeaving);
		assert_noop!(Insurance::withdraw(by(BOB), pool), E::NotUnderwriter);

		request_all(ALICE, pool);
		let ready_at = BEGINNING + 50 * DAY;
		let event = Event::WithdrawalRequested { pool, who: ALICE, shares: all, value: 10_000, ready_at };
		System::assert_last_event(event.into());
		assert_noop!(Insurance::request_withdrawal(by(ALICE), pool, 1), E::AlreadyLeaving);
		pass(50 * DAY - 1);
		assert_noop!(Insurance::withdraw(by(ALICE), pool), E::NoticeNotOver);
		pass(1);
		assert_ok!(Insurance::withdraw(by(ALICE), pool));
		System::assert_last_event(Event::Withdrawn { pool, who: ALICE, amount: 10_000, shares: all }.into());
		assert_eq!((wealth(COIN, ALICE), held(NATIVE, ALICE)), (FUNDS, 0));
		assert_eq!((pool_of(pool).underwriters, pool_of(pool).shares, pool_of(pool).leaving), (0, 0, 0));
	});
}

#[test]
fn a_withdrawal_that_nobody_makes_lapses() {
	run(|| {
		let pool = empty_pool(COIN, terms());
		underwrite(ALICE, pool, 10_000);
		request_all(ALICE, pool);
		pass(55 * DAY);
		// Otherwise each underwriter would have one ready, to be gone before the loss of the day is on the price.
		assert_noop!(Insurance::withdraw(by(ALICE), pool), E::WithdrawalLapsed);
		assert_noop!(Insurance::cancel_withdrawal(by(BOB), pool), E::NotUnderwriter);
		assert_ok!(Insurance::cancel_withdrawal(by(ALICE), pool));
		let kept = shares(pool, ALICE);
		let event = Event::WithdrawalCancelled { pool, who: ALICE, shares: kept, given_up: 0 };
		System::assert_last_event(event.into());
		assert_noop!(Insurance::cancel_withdrawal(by(ALICE), pool), E::NotLeaving);
		assert_eq!(pool_of(pool).leaving, 0);
	});
}

#[test]
fn shares_under_notice_earn_nothing() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		underwrite(BOB, pool, 100_000);
		request_all(BOB, pool);
		insure(HOLDER, pool, product, 100_000);
		pass(50 * DAY);
		assert_ok!(Insurance::expire(by(BOB), 0));
		assert_ok!(Insurance::withdraw(by(BOB), pool));
		assert_eq!(wealth(COIN, BOB), FUNDS, "he bore no risk of that policy and has none of its premium");
		let value = Insurance::position(pool, &ALICE).expect("she is in").value;
		assert!((104_498..=104_500).contains(&value), "{value}");
	});
}

#[test]
fn calling_a_withdrawal_off_does_not_bring_back_what_others_earned() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		underwrite(BOB, pool, 100_000);
		request_all(BOB, pool);
		insure(HOLDER, pool, product, 100_000);
		assert_ok!(Insurance::cancel_withdrawal(by(BOB), pool));
		let value = |who| Insurance::position(pool, &who).expect("it is in").value;
		assert!((99_999..=100_000).contains(&value(BOB)), "{}", value(BOB));
		assert!((104_498..=104_500).contains(&value(ALICE)), "{}", value(ALICE));
	});
}

#[test]
fn a_deposit_before_a_premium_and_a_withdrawal_after_it_bears_the_risk() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		// He sees a large purchase come, deposits before it and wants to be gone after it.
		underwrite(BOB, pool, 100_000);
		let policy = insure(HOLDER, pool, product, 100_000);
		request_all(BOB, pool);
		assert_noop!(Insurance::withdraw(by(BOB), pool), E::NoticeNotOver);
		// The last moment at which the policy can be triggered and claimed is within his notice.
		pass(31 * DAY - 1);
		dry_spell(pool, product);
		pass(10 * DAY);
		assert_ok!(Insurance::claim(by(HOLDER), policy));
		pass(9 * DAY + 1);
		assert_ok!(Insurance::withdraw(by(BOB), pool));
		let got = wealth(COIN, BOB) + 100_000 - FUNDS;
		assert!((52_249..=52_250).contains(&got), "half of the loss was his: {got}");
	});
}

#[test]
fn shares_under_notice_back_no_new_cover() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		underwrite(BOB, pool, 50_000);
		request_all(ALICE, pool);
		assert_noop!(Insurance::buy(by(HOLDER), pool, product, 50_001), E::NotEnoughCapital);
		insure(HOLDER, pool, product, 50_000);
		// So that what was sold since does not keep her.
		pass(50 * DAY);
		assert_ok!(Insurance::withdraw(by(ALICE), pool));
		assert_eq!(wealth(COIN, ALICE), FUNDS);
		assert!(pool_of(pool).net() >= pool_of(pool).live_cover);
	});
}

#[test]
fn live_cover_is_not_withdrawn_from_under_its_holders() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		insure(HOLDER, pool, product, 80_000);
		request_all(ALICE, pool);
		pass(50 * DAY);
		// The policy is over, but nobody has ended it: its cover counts.
		assert_ok!(Insurance::withdraw(by(ALICE), pool));
		// 80 000 stay.
		assert_eq!(wealth(COIN, ALICE), FUNDS - 100_000 + 23_600);
		assert_noop!(Insurance::withdraw(by(ALICE), pool), E::BacksLiveCover);
		let rest = Positions::<Test>::get(pool, ALICE).expect("she is in").leaving.expect("she leaves");
		assert!(rest.value <= 80_000);
		assert_ok!(Insurance::expire(by(ALICE), 0));
		assert_ok!(Insurance::withdraw(by(ALICE), pool));
		assert!((FUNDS..=FUNDS + 3_600).contains(&wealth(COIN, ALICE)));
		assert_eq!(held(NATIVE, ALICE), 0);
	});
}

#[test]
fn nobody_leaves_while_assessors_look_at_a_claim_that_the_rest_could_not_pay() {
	run(|| {
		let judged = assessed(crate::Assessor::Account(JUDGE));
		let (pool, product) = pool_with(COIN, PoolTerms { ratio_percent: 200, ..terms() }, judged);
		underwrite(BOB, pool, 100_000);
		request_all(BOB, pool);
		underwrite(ALICE, pool, 50_000);
		let policy = insure(HOLDER, pool, product, 100_000);
		pass(20 * DAY);
		assert_ok!(Insurance::file_claim(by(HOLDER), policy, 100_000, [1; 32]));
		pass(30 * DAY);
		// The ratio alone would let him take 100 000, and leave half of the claim.
		assert_ok!(Insurance::withdraw(by(BOB), pool));
		assert!(pool_of(pool).net() >= 100_000, "the claim is backed in full");
		assert_noop!(Insurance::withdraw(by(BOB), pool), E::BacksLiveCover);
	});
}

#[test]
fn what_a_loss_leaves_is_what_is_paid() {
	run(|| {
		let (pool, product) = funded(100, 2_000);
		let policy = insure(HOLDER, pool, product, 2_000);
		request_all(ALICE, pool);
		pass(2 * DAY);
		dry_spell(pool, product);
		assert_ok!(Insurance::claim(by(HOLDER), policy));
		// The premium, less the fee.
		assert_eq!(pool_of(pool).net(), 90);
		pass(48 * DAY);
		assert_ok!(Insurance::withdraw(by(ALICE), pool));
		let got = wealth(COIN, ALICE) + 2_000 - FUNDS;
		assert!((89..=90).contains(&got), "{got}");
		assert_eq!(pool_of(pool).underwriters, 0);
	});
}

#[test]
fn whoever_bears_a_total_loss_has_nothing_to_withdraw_and_no_record_after_calling_off() {
	run(|| {
		// A premium so small that the pool keeps nothing of it.
		let cheap = crate::ProductTerms { rate: sp_runtime::Perbill::from_parts(1), ..drought() };
		let (pool, product) =
			pool_with(COIN, PoolTerms { fee: sp_runtime::Perbill::zero(), ..terms() }, cheap);
		underwrite(ALICE, pool, 2_000);
		let policy = insure(HOLDER, pool, product, 2_000);
		request_all(ALICE, pool);
		pass(2 * DAY);
		dry_spell(pool, product);
		assert_ok!(Insurance::claim(by(HOLDER), policy));
		assert_ok!(Insurance::collect(by(HOLDER), policy));
		assert_eq!(pool_of(pool).net(), 1, "the premium");
		pass(48 * DAY);
		crate::Pools::<Test>::mutate(pool, |pool| pool.as_mut().expect("it is there").capital = 0);
		assert_noop!(Insurance::withdraw(by(ALICE), pool), E::NothingToWithdraw);
		assert_ok!(Insurance::cancel_withdrawal(by(ALICE), pool));
		assert_eq!((shares(pool, ALICE), held(NATIVE, ALICE)), (0, 0));
	});
}

#[test]
fn everybody_leaves_a_closed_pool_without_notice_once_it_has_no_policies() {
	run(|| {
		let (pool, product) = funded(100, 100_000);
		underwrite(BOB, pool, 50_000);
		let policy = insure(HOLDER, pool, product, 50_000);
		request_all(BOB, pool);
		assert_noop!(Insurance::leave(by(ALICE), 9, ALICE), E::NoPool);
		assert_noop!(Insurance::leave(by(ALICE), pool, ALICE), E::PoolStillOpen);
		assert_ok!(Insurance::close_pool(by(MANAGER), pool));
		assert_noop!(Insurance::leave(by(ALICE), pool, ALICE), E::PoolNotEmpty);
		pass(41 * DAY);
		assert_ok!(Insurance::expire(by(HOLDER), policy));
		assert_noop!(Insurance::leave(by(ALICE), pool, HOLDER), E::NotUnderwriter);
		for who in [BOB, ALICE] {
			assert_ok!(Insurance::leave(by(HOLDER), pool, who));
			assert_eq!(held(NATIVE, who), 0);
		}
		assert!(pool_of(pool).capital <= 2, "dust: {}", pool_of(pool).capital);
		assert_eq!(pool_of(pool).leaving, 0);
		assert!(wealth(COIN, ALICE) + wealth(COIN, BOB) >= 2 * FUNDS + 2_250 - 2);
	});
}

/// Makes `who` unable to take coins.
fn block(who: AccountId) {
	assert_ok!(Assets::block(by(99), 7, who));
}

#[test]
fn an_underwriter_who_cannot_be_paid_does_not_stop_the_end_of_a_pool() {
	run(|| {
		let pool = empty_pool(COIN, terms());
		underwrite(ALICE, pool, 10_000);
		assert_ok!(Insurance::close_pool(by(MANAGER), pool));
		block(ALICE);
		assert!(Insurance::leave(by(BOB), pool, ALICE).is_err());
		pass(55 * DAY);
		assert!(Insurance::leave(by(ALICE), pool, ALICE).is_err());
		assert_ok!(Insurance::leave(by(BOB), pool, ALICE));
		System::assert_has_event(Event::SharesForfeited { pool, who: ALICE, amount: 10_000 }.into());
		assert_eq!(held(NATIVE, ALICE), 0);
		assert_ok!(Insurance::remove_pool(by(BOB), pool));
	});
}
