// SPDX-License-Identifier: Apache-2.0

//! The end of a DAO.

use super::*;
use crate::{
	mock::{genesis, FOUNDING, FUNDS},
	Error, Event, Executing, Invitations, Proposals, Status,
};
use frame_support::assert_err;

/// Dissolves a DAO. Account 6 inherits.
fn dissolve(id: DaoId, voters: &[AccountId]) {
	assert_ok!(decide(id, voters, own(Call::dissolve { heir: 6 })));
}

fn ragequit(id: DaoId, who: AccountId, assets: &[AssetId]) -> DispatchResult {
	Dao::ragequit(signed(who), id, assets.to_vec().try_into().expect("few enough"))
}

#[test]
fn members_share_the_treasury_and_the_founder_gets_its_deposit_back() {
	genesis().execute_with(|| {
		let id = company();
		endow(id, GOLD, 1_000);
		dissolve(id, &[1]);
		let ends = System::block_number() + 20;
		System::assert_has_event(Event::DissolutionBegan { dao: id, heir: 6, ends }.into());
		assert_refused!(Dao::close(signed(6), id), Error::<Test>::MembersRemain);
		// Who said aye is not bound: there is nothing left to decide.
		assert_ok!(ragequit(id, 1, &[GOLD, NATIVE]));
		// One unit of gold keeps the account alive until the last share is taken.
		assert_eq!(balance(GOLD, 1), FUNDS + 599);
		assert_ok!(ragequit(id, 2, &[GOLD, NATIVE]));
		assert_ok!(ragequit(id, 3, &[GOLD, NATIVE]));
		assert_eq!((balance(GOLD, 2), balance(GOLD, 3)), (FUNDS + 300, FUNDS + 101));
		let sovereign = Dao::sovereign(id);
		assert_eq!((balance(GOLD, sovereign), balance(NATIVE, sovereign)), (0, 0));

		assert_eq!(held(HoldReason::Founding, NATIVE, 1), FOUNDING);
		assert_refused!(Dao::close(signed(1), id), Error::<Test>::NotOver);
		assert_ok!(Dao::close(signed(6), id));
		System::assert_last_event(Event::Closed { dao: id }.into());
		assert_eq!(held(HoldReason::Founding, NATIVE, 1), 0);
		assert_eq!(held(HoldReason::Membership, NATIVE, 1), 0);
		assert_eq!(Daos::<Test>::get(id), None);
		pass_blocks(1);
	});
}

/// Threat: somebody gets power when it is known that the treasury will be shared.
#[test]
fn shares_are_those_of_the_power_before_the_dissolution_was_proposed() {
	genesis().execute_with(|| {
		let id = bank();
		let which = propose(id, 1, own(Call::dissolve { heir: 6 }));
		assert_ok!(Dao::stake(signed(4), id, 9_000));
		assert_ok!(Dao::unstake(signed(2), id, 300));
		assert_ok!(Dao::vote(signed(1), id, which, Ballot::Aye));
		pass_blocks(9);
		assert_ok!(Dao::stake(signed(3), id, 9_000));
		assert_ok!(Dao::execute(signed(9), id, which, ENOUGH));
		pass_blocks(1);
		// 990 planck by 1000 power, as 10 keep the account alive; 2 gave its power up, and 4 came too late. All get their stakes back.
		for (who, part) in [(1, 594), (2, 0), (3, 99), (4, 0)] {
			assert_ok!(ragequit(id, who, &[NATIVE]));
			// The founder still has the deposits of the DAO and of the proposal on hold.
			let on_hold = held(HoldReason::Founding, NATIVE, who) + held(HoldReason::Proposal, NATIVE, who);
			let paid = if who == 1 { 1_000 } else { 0 };
			assert_eq!(balance(NATIVE, who) + on_hold + paid, FUNDS + part);
			assert_eq!(balance(GOLD, who), FUNDS);
		}
		assert_eq!(balance(NATIVE, Dao::sovereign(id)), 307, "for the heir");
	});
}

#[test]
fn the_heir_gets_what_remains() {
	genesis().execute_with(|| {
		let id = company();
		endow(id, GOLD, 1_000);
		dissolve(id, &[1]);
		let take = || {
			let gold = pallet_assets::Call::<Test>::transfer { id: 7, target: 6, amount: 1_000 };
			Box::new(RuntimeCall::Assets(gold))
		};
		assert_err!(
			Dao::recover(signed(6), id, take()).map_err(|failed| failed.error),
			Error::<Test>::MembersRemain
		);
		for who in [1, 2, 3] {
			assert_ok!(Dao::leave(signed(who), id));
		}
		let recover = |who, call| Dao::recover(signed(who), id, call).map_err(|failed| failed.error);
		assert_err!(recover(1, take()), Error::<Test>::NotHeir);
		let forbidden = RuntimeCall::System(frame_system::Call::remark_with_event { remark: vec![] });
		assert_err!(recover(6, Box::new(forbidden)), Error::<Test>::CallNotAllowed);
		let root_only = RuntimeCall::System(frame_system::Call::set_heap_pages { pages: 1 });
		assert_err!(recover(6, Box::new(root_only)), DispatchError::BadOrigin);
		assert_ok!(recover(6, take()));
		assert_eq!(balance(GOLD, 6), FUNDS + 1_000);
		assert!(!Executing::<Test>::exists());

		// It cannot use the account to do more than the account may, such as to go on within itself.
		let within = own(Call::recover { dao: id, call: Box::new(nothing()) });
		assert_err!(recover(6, Box::new(within)), Error::<Test>::Recursion);
	});
}

#[test]
fn a_dissolving_dao_decides_nothing_and_admits_nobody() {
	genesis().execute_with(|| {
		let id = found(
			Kind::Membership,
			Rules { admission: Admission::Open, ..rules() },
			&[(1, 1), (2, 1)],
			Some(5),
		);
		let invite = Call::invite { who: 4, shares: 0, tribute: None };
		assert_ok!(decide(id, &[1, 2], own(invite)));
		let open = propose(id, 2, nothing());
		dissolve(id, &[1, 2]);
		assert!(!Invitations::<Test>::contains_key(id));
		let dissolving = DispatchError::from(Error::<Test>::Dissolving);
		assert_refused!(Dao::join(signed(4), id), dissolving);
		assert_refused!(Dao::delegate(signed(1), id, 2), dissolving);
		assert_refused!(Dao::propose(signed(1), id, Box::new(nothing()), None), dissolving);
		assert_refused!(Dao::vote(signed(1), id, open, Ballot::Aye), Error::<Test>::NotVoting);
		assert_refused!(Dao::veto(signed(5), id, open), Error::<Test>::HasEnded);
		assert_refused!(Dao::set_guardian(signed(Dao::sovereign(id)), None), dissolving);

		// What was open ends with it.
		for who in [1, 2] {
			assert_ok!(Dao::leave(signed(who), id));
		}
		assert_refused!(Dao::close(signed(6), id), Error::<Test>::ProposalsRemain);
		assert_ok!(Dao::settle(signed(9), id, open));
		System::assert_has_event(
			Event::Concluded { dao: id, proposal: open, outcome: Outcome::Dissolved }.into(),
		);
		assert_eq!(held(HoldReason::Proposal, NATIVE, 2), 0);
		assert_ok!(Dao::close(signed(6), id));
	});
}

/// Threat: a member who never acts keeps the founder's deposit, and the heir's part, for ever.
#[test]
fn after_the_time_to_dissolve_anyone_ends_it() {
	genesis().execute_with(|| {
		let id = bank();
		assert_refused!(Dao::evict(signed(9), id, 1), Error::<Test>::NotDissolving);
		assert_refused!(Dao::close(signed(9), id), Error::<Test>::NotDissolving);
		let recovered = Dao::recover(signed(6), id, Box::new(nothing())).map_err(|failed| failed.error);
		assert_err!(recovered, Error::<Test>::NotDissolving);
		dissolve(id, &[1]);
		assert_refused!(Dao::evict(signed(9), id, 2), Error::<Test>::NotOver);
		pass_blocks(20);
		for who in [1, 2, 3, 4] {
			assert_ok!(Dao::evict(signed(9), id, who));
			System::assert_last_event(Event::Left { dao: id, who }.into());
			assert_eq!(balance(GOLD, who), FUNDS, "its stake goes back");
		}
		assert_refused!(Dao::evict(signed(9), id, 1), Error::<Test>::NotMember);
		assert_ok!(Dao::close(signed(9), id));
		assert_eq!(balance(NATIVE, 1), FUNDS - 1_000, "all but the endowment");
		pass_blocks(1);
	});
}

#[test]
fn a_dao_dissolves_by_a_proposal_of_its_own_and_not_otherwise() {
	genesis().execute_with(|| {
		let (id, other) = (guild(), guild());
		let sovereign = Dao::sovereign(id);
		assert_refused!(Dao::dissolve(signed(sovereign), 6), Error::<Test>::NotByProposal);
		Executing::<Test>::put((other, Some(0)));
		assert_refused!(Dao::dissolve(signed(sovereign), 6), Error::<Test>::NotByProposal);
		Executing::<Test>::kill();
		let itself = own(Call::dissolve { heir: sovereign });
		assert_eq!(decide(id, &[1, 2], itself), Err(Error::<Test>::OwnAccount.into()));
	});
}

/// A dissolution within a batch that changes power before remembers the same shares.
#[test]
fn a_batch_that_changes_shares_before_it_dissolves_changes_no_share() {
	genesis().execute_with(|| {
		let id = company();
		let calls = vec![
			own(Call::set_shares { who: 1, shares: 900 }),
			own(Call::set_shares { who: 3, shares: 4 }),
			own(Call::dissolve { heir: 6 }),
		];
		let batch = RuntimeCall::Utility(pallet_utility::Call::batch_all { calls });
		assert_ok!(decide(id, &[1], batch));
		let status = Daos::<Test>::get(id).expect("it exists").status;
		assert!(matches!(status, Status::Dissolving { unclaimed: 100, heir: 6, .. }));
		for (who, part) in [(1, 594), (2, 297), (3, 39)] {
			let before = balance(NATIVE, who);
			assert_ok!(ragequit(id, who, &[NATIVE]));
			let gained = balance(NATIVE, who) - before;
			let deposit = if who == 1 { 100 } else { 0 };
			assert_eq!(gained, part + deposit);
		}
		assert_eq!(Proposals::<Test>::iter_prefix(id).count(), 0);
	});
}
