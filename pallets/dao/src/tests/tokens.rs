// SPDX-License-Identifier: Apache-2.0

//! Power from staked tokens.

use super::*;
use crate::{
	mock::{genesis, FUNDS},
	Error, Event, Withdrawal,
};
use frame_support::assert_err;

#[test]
fn staked_tokens_are_on_hold_and_give_power() {
	genesis().execute_with(|| {
		let id = bank();
		assert_eq!((total(id), power(id, 1), power(id, 4)), (1_000, 600, 0));
		assert_eq!((held(HoldReason::Stake, GOLD, 1), balance(GOLD, 1)), (600, FUNDS - 600));
		assert_ok!(Dao::stake(signed(1), id, 50));
		System::assert_last_event(Event::Staked { dao: id, who: 1, amount: 50 }.into());
		assert_eq!((power(id, 1), held(HoldReason::Stake, GOLD, 1)), (650, 650));
		assert_refused!(Dao::stake(signed(1), id, 0), Error::<Test>::AmountIsZero);
		assert_refused!(Dao::stake(signed(5), id, 1), Error::<Test>::NotMember);
		assert_err!(Dao::stake(signed(1), id, FUNDS), sp_runtime::TokenError::FundsUnavailable);
	});
}

#[test]
fn the_native_token_can_be_staked_too() {
	genesis().execute_with(|| {
		let id = found(Kind::Token(NATIVE), rules(), &[(1, 0)], None);
		assert_ok!(Dao::stake(signed(1), id, 400));
		assert_eq!((power(id, 1), held(HoldReason::Stake, NATIVE, 1)), (400, 400));
		pass_blocks(1);
	});
}

#[test]
fn tokens_are_staked_in_several_daos_each_for_itself() {
	genesis().execute_with(|| {
		let (first, second) = (bank(), bank());
		assert_eq!(held(HoldReason::Stake, GOLD, 1), 1_200);
		assert_ok!(Dao::unstake(signed(1), first, 600));
		pass_blocks(6);
		assert_ok!(Dao::withdraw(signed(1), first));
		assert_eq!((held(HoldReason::Stake, GOLD, 1), power(second, 1)), (600, 600));
		pass_blocks(1);
	});
}

#[test]
fn unstaked_tokens_lose_their_power_at_once_and_are_free_after_the_notice() {
	genesis().execute_with(|| {
		let id = bank();
		let now = System::block_number();
		assert_ok!(Dao::unstake(signed(1), id, 200));
		System::assert_last_event(Event::Unstaked { dao: id, who: 1, amount: 200, ready: now + 5 }.into());
		assert_eq!((power(id, 1), held(HoldReason::Stake, GOLD, 1)), (400, 600));
		pass_blocks(3);
		assert_ok!(Dao::unstake(signed(1), id, 100));
		assert_eq!(member(id, 1).withdrawal, Some(Withdrawal { amount: 300, ready: now + 8 }));
		pass_blocks(4);
		assert_refused!(Dao::withdraw(signed(1), id), Error::<Test>::NoticeRuns);
		assert_refused!(Dao::leave(signed(1), id), Error::<Test>::StakeRemains);
		pass_blocks(1);
		assert_ok!(Dao::withdraw(signed(1), id));
		System::assert_last_event(Event::Withdrawn { dao: id, who: 1, amount: 300 }.into());
		assert_eq!((held(HoldReason::Stake, GOLD, 1), balance(GOLD, 1)), (300, FUNDS - 300));
		assert_refused!(Dao::withdraw(signed(1), id), Error::<Test>::NothingUnstaked);
		assert_refused!(Dao::unstake(signed(1), id, 301), Error::<Test>::NotEnoughStake);
		assert_refused!(Dao::unstake(signed(1), id, 0), Error::<Test>::AmountIsZero);
		assert_refused!(Dao::unstake(signed(5), id, 1), Error::<Test>::NotMember);
		assert_refused!(Dao::withdraw(signed(5), id), Error::<Test>::NotMember);
	});
}

/// Threat: tokens are borrowed for the moment of a vote, or two accounts vote with the same tokens.
#[test]
fn tokens_that_can_vote_stay_until_the_vote_has_ended() {
	genesis().execute_with(|| {
		let id = bank();
		let long = Rules { admission: Admission::Open, voting: 30, notice: 30, ..rules() };
		assert_ok!(decide(id, &[1], own(Call::set_rules { rules: long.clone() })));
		let which = propose(id, 1, nothing());
		let end = System::block_number() + 30;
		assert_ok!(Dao::vote(signed(1), id, which, Ballot::Aye));
		// Not even a shorter notice lets them go.
		let sovereign = Dao::sovereign(id);
		let short = Rules { voting: 2, notice: 2, ..long };
		assert_ok!(Dao::set_rules(signed(sovereign), short));
		assert_ok!(Dao::unstake(signed(1), id, 600));
		System::set_block_number(end);
		assert_refused!(Dao::withdraw(signed(1), id), Error::<Test>::NoticeRuns);
		assert_refused!(Dao::vote(signed(4), id, which, Ballot::Aye), Error::<Test>::NotEnoughPower);
		System::set_block_number(end + 1);
		assert_ok!(Dao::withdraw(signed(1), id));
		assert_refused!(Dao::vote(signed(1), id, which, Ballot::Aye), Error::<Test>::NotVoting);
	});
}

#[test]
fn who_has_nothing_on_hold_leaves_and_gets_its_deposit_back() {
	genesis().execute_with(|| {
		let id = bank();
		assert_ok!(Dao::leave(signed(4), id));
		assert_eq!(balance(NATIVE, 4), FUNDS);
		assert_ok!(Dao::unstake(signed(2), id, 300));
		assert_refused!(Dao::leave(signed(2), id), Error::<Test>::StakeRemains);
		pass_blocks(6);
		assert_ok!(Dao::withdraw(signed(2), id));
		assert_ok!(Dao::leave(signed(2), id));
		assert_eq!((balance(NATIVE, 2), balance(GOLD, 2)), (FUNDS, FUNDS));
		pass_blocks(1);
	});
}

#[test]
fn who_is_expelled_gets_stake_and_deposit_back() {
	genesis().execute_with(|| {
		let id = bank();
		assert_ok!(Dao::unstake(signed(2), id, 120));
		assert_ok!(decide(id, &[1], own(Call::expel { who: 2 })));
		assert_eq!((balance(NATIVE, 2), balance(GOLD, 2)), (FUNDS, FUNDS));
		assert_eq!(total(id), 700);
	});
}

#[test]
fn only_a_dao_of_tokens_has_stakes() {
	genesis().execute_with(|| {
		let id = guild();
		assert_refused!(Dao::stake(signed(1), id, 1), Error::<Test>::NotOfTokens);
		assert_refused!(Dao::unstake(signed(1), id, 1), Error::<Test>::NotOfTokens);
		assert_refused!(Dao::withdraw(signed(1), id), Error::<Test>::NotOfTokens);
	});
}

#[test]
fn a_dao_of_tokens_pays_a_grant_and_changes_its_quorum() {
	genesis().execute_with(|| {
		let id = bank();
		assert_ok!(decide(id, &[1], pay(7, 500)));
		assert_eq!(balance(NATIVE, 7), FUNDS + 500);
		let new = Rules { quorum: Perbill::from_percent(80), admission: Admission::Open, ..rules() };
		assert_ok!(decide(id, &[1], own(Call::set_rules { rules: new })));
		let which = propose(id, 1, pay(7, 100));
		approve(id, which, &[1]);
		assert!(Dao::execute(signed(9), id, which, ENOUGH).is_err(), "60 % are too few now");
		assert_ok!(decide(id, &[1, 2], pay(7, 100)));
	});
}
