// SPDX-License-Identifier: Apache-2.0

//! Leaving with a share of the treasury.

use super::*;
use crate::{
	mock::{genesis, FUNDS, MIN_BALANCE, PROPOSAL},
	Error, Event,
};

fn ragequit(id: DaoId, who: AccountId, assets: &[AssetId]) -> DispatchResult {
	Dao::ragequit(signed(who), id, assets.to_vec().try_into().expect("few enough"))
}

#[test]
fn a_member_leaves_with_its_share_of_what_it_names() {
	genesis().execute_with(|| {
		let id = company();
		endow(id, GOLD, 1_000);
		endow(id, AssetId::WithId(8), 1_000);
		assert_ok!(ragequit(id, 2, &[GOLD, NATIVE]));
		// Of the 1000 planck, 10 keep the DAO's account alive, and one unit of the gold.
		let native = (1_000 - MIN_BALANCE) * 30 / 100;
		System::assert_last_event(
			Event::Ragequit { dao: id, who: 2, paid: vec![(GOLD, 299), (NATIVE, native)] }.into(),
		);
		assert_eq!((balance(GOLD, 2), balance(NATIVE, 2)), (FUNDS + 299, FUNDS + native));
		assert_eq!(balance(AssetId::WithId(8), 2), FUNDS, "it did not name silver");
		assert_eq!((total(id), power(id, 2)), (70, 0));
		assert_refused!(ragequit(id, 2, &[GOLD]), Error::<Test>::NotMember);

		// The rest is shared by the rest.
		assert_ok!(ragequit(id, 3, &[GOLD]));
		assert_eq!(balance(GOLD, 3), FUNDS + 700 / 7);
		assert_refused!(ragequit(id, 1, &[GOLD]), Error::<Test>::LastMember);
		pass_blocks(1);
	});
}

/// Threat: many small shares, each rounded up, take more than there is.
#[test]
fn what_cannot_be_divided_stays_in_the_treasury() {
	genesis().execute_with(|| {
		let rules = Rules { ragequit: true, ..rules() };
		let id = found(Kind::Membership, rules, &[(1, 1), (2, 1), (3, 1)], None);
		endow(id, GOLD, 101);
		assert_ok!(ragequit(id, 2, &[GOLD]));
		assert_eq!(balance(GOLD, 2), FUNDS + 33, "a third of 101, less one that stays for the account");
		assert_ok!(ragequit(id, 3, &[AssetId::WithId(8)]));
		System::assert_last_event(Event::Ragequit { dao: id, who: 3, paid: vec![] }.into());
	});
}

#[test]
fn an_asset_named_twice_is_paid_for_never() {
	genesis().execute_with(|| {
		let id = company();
		assert_refused!(ragequit(id, 2, &[GOLD, NATIVE, GOLD]), Error::<Test>::AssetTwice);
	});
}

#[test]
fn where_the_rules_do_not_allow_it_nobody_takes_a_share() {
	genesis().execute_with(|| {
		let id = guild();
		assert_refused!(ragequit(id, 1, &[NATIVE]), Error::<Test>::RagequitOff);
	});
}

/// Threat: somebody stakes borrowed tokens, or joins, only to leave with a share.
#[test]
fn nobody_gets_in_without_a_vote_where_members_can_take_a_share() {
	genesis().execute_with(|| {
		let id = company();
		assert_refused!(Dao::join(signed(4), id), Error::<Test>::NotInvited);
		let open = Rules { ragequit: true, admission: Admission::Open, ..rules() };
		let refused = Err(Error::<Test>::RagequitNeedsInvitation.into());
		assert_eq!(decide(id, &[1], own(Call::set_rules { rules: open })), refused);
		let bank = bank();
		let quit = Rules { ragequit: true, ..rules() };
		assert_eq!(decide(bank, &[1], own(Call::set_rules { rules: quit })), refused);
	});
}

/// Threat: those who approve an expense leave before it is paid, and the others bear it.
#[test]
fn who_said_aye_stays_until_the_proposal_has_ended() {
	genesis().execute_with(|| {
		let id = company();
		let which = propose(id, 1, pay(9, 900));
		assert_ok!(Dao::vote(signed(2), id, which, Ballot::Aye));
		assert_ok!(Dao::vote(signed(1), id, which, Ballot::Aye));
		assert_refused!(ragequit(id, 2, &[NATIVE]), Error::<Test>::BoundByAye);
		// It may change its mind while there is voting.
		assert_ok!(Dao::vote(signed(2), id, which, Ballot::Abstain));
		assert_ok!(Dao::vote(signed(3), id, which, Ballot::Nay));
		pass_blocks(6);
		assert_refused!(ragequit(id, 1, &[NATIVE]), Error::<Test>::BoundByAye);
		assert_ok!(ragequit(id, 3, &[NATIVE]));
		pass_blocks(3);
		assert_refused!(ragequit(id, 1, &[NATIVE]), Error::<Test>::BoundByAye);
		// Ended, though nobody settled it.
		pass_blocks(10);
		assert_ok!(ragequit(id, 1, &[NATIVE]));
		assert!(held(HoldReason::Proposal, NATIVE, 1) > PROPOSAL, "its proposal is still stored");
		assert_ok!(Dao::settle(signed(9), id, which));
		assert_ok!(Dao::clear(signed(9), id, which, 10));
		assert_eq!(held(HoldReason::Proposal, NATIVE, 1), 0);
	});
}

/// Threat: the same, by a delegate, to keep the own hands clean.
#[test]
fn who_let_another_say_aye_stays_too() {
	genesis().execute_with(|| {
		let id = company();
		assert_ok!(Dao::delegate(signed(2), id, 3));
		pass_blocks(1);
		let which = propose(id, 1, nothing());
		assert_ok!(Dao::vote(signed(3), id, which, Ballot::Aye));
		assert_ok!(Dao::undelegate(signed(2), id, 2));
		pass_blocks(1);
		assert_refused!(ragequit(id, 2, &[NATIVE]), Error::<Test>::BoundByAye);
		assert_refused!(ragequit(id, 3, &[NATIVE]), Error::<Test>::BoundByAye);
		assert_ok!(Dao::vote(signed(3), id, which, Ballot::Nay));
		assert_ok!(ragequit(id, 2, &[NATIVE]));
	});
}
