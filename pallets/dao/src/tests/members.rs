// SPDX-License-Identifier: Apache-2.0

//! How members come and go.

use super::*;
use crate::{
	mock::{genesis, FUNDS, MEMBERSHIP},
	Error, Event, Invitations,
};
use frame_support::assert_err;

#[test]
fn anyone_joins_an_open_dao_and_leaves_it() {
	genesis().execute_with(|| {
		let id = found(Kind::Membership, Rules { admission: Admission::Open, ..rules() }, &[(1, 1)], None);
		assert_ok!(Dao::join(signed(4), id));
		System::assert_last_event(Event::Joined { dao: id, who: 4, power: 1 }.into());
		assert_eq!((total(id), power(id, 4)), (2, 1));
		assert_eq!(held(HoldReason::Membership, NATIVE, 4), MEMBERSHIP);
		assert_refused!(Dao::join(signed(4), id), Error::<Test>::AlreadyMember);

		assert_ok!(Dao::leave(signed(4), id));
		System::assert_last_event(Event::Left { dao: id, who: 4 }.into());
		assert_eq!((total(id), power(id, 4)), (1, 0));
		assert_eq!(balance(NATIVE, 4), FUNDS);
		assert_refused!(Dao::leave(signed(4), id), Error::<Test>::NotMember);
		pass_blocks(1);
	});
}

#[test]
fn an_open_dao_of_shares_gives_none() {
	genesis().execute_with(|| {
		let id = found(Kind::Shares, Rules { admission: Admission::Open, ..rules() }, &[(1, 1)], None);
		assert_ok!(Dao::join(signed(4), id));
		assert_eq!((total(id), power(id, 4)), (1, 0));
	});
}

#[test]
fn a_tribute_goes_to_the_dao() {
	genesis().execute_with(|| {
		let admission = Admission::Tribute { asset: GOLD, amount: 250 };
		let id = found(Kind::Membership, Rules { admission, ..rules() }, &[(1, 1)], None);
		assert_ok!(Dao::join(signed(4), id));
		assert_eq!(balance(GOLD, 4), FUNDS - 250);
		assert_eq!(balance(GOLD, Dao::sovereign(id)), 250);
		assert_err!(Dao::join(signed(9), id), sp_runtime::TokenError::FundsUnavailable);
	});
}

#[test]
fn who_is_invited_joins_and_nobody_else() {
	genesis().execute_with(|| {
		let id = company();
		endow(id, GOLD, 100);
		assert_refused!(Dao::join(signed(4), id), Error::<Test>::NotInvited);
		let invite = |who, shares| own(Call::invite { who, shares, tribute: Some((GOLD, 40)) });
		assert_ok!(decide(id, &[1], invite(4, 10)));
		System::assert_has_event(Event::Invited { dao: id, who: 4, shares: 10 }.into());
		assert_ok!(decide(id, &[1], invite(4, 20)));
		assert_eq!(Invitations::<Test>::get(id).len(), 1, "the second replaces the first");
		assert_refused!(Dao::join(signed(5), id), Error::<Test>::NotInvited);

		assert_ok!(Dao::join(signed(4), id));
		assert_eq!((total(id), power(id, 4)), (120, 20));
		assert_eq!(balance(GOLD, Dao::sovereign(id)), 140);
		assert!(!Invitations::<Test>::contains_key(id));

		let refused = Err(Error::<Test>::AlreadyMember.into());
		assert_eq!(decide(id, &[1], invite(4, 1)), refused);
	});
}

#[test]
fn invitations_are_bounded_and_can_be_taken_back() {
	genesis().execute_with(|| {
		let id = guild();
		let invite = |who, shares| own(Call::invite { who, shares, tribute: None });
		assert_eq!(decide(id, &[1, 2], invite(4, 1)), Err(Error::<Test>::NotOfShares.into()));
		assert_ok!(decide(id, &[1, 2], invite(4, 0)));
		assert_ok!(decide(id, &[1, 2], invite(5, 0)));
		assert_eq!(decide(id, &[1, 2], invite(6, 0)), Err(Error::<Test>::TooManyInvitations.into()));

		assert_ok!(decide(id, &[1, 2], own(Call::uninvite { who: 4 })));
		System::assert_has_event(Event::Uninvited { dao: id, who: 4 }.into());
		assert_refused!(Dao::join(signed(4), id), Error::<Test>::NotInvited);
		assert_eq!(
			decide(id, &[1, 2], own(Call::uninvite { who: 4 })),
			Err(Error::<Test>::NotInvited.into())
		);
		assert_ok!(Dao::join(signed(5), id));
		assert_eq!(power(id, 5), 1);
	});
}

#[test]
fn a_dao_has_a_greatest_number_of_members() {
	genesis().execute_with(|| {
		let members: Vec<_> = (1..=5).map(|who| (who, 1)).collect();
		let id = found(Kind::Membership, Rules { admission: Admission::Open, ..rules() }, &members, None);
		assert_ok!(Dao::join(signed(6), id));
		assert_refused!(Dao::join(signed(7), id), Error::<Test>::TooManyMembers);
		assert_ok!(Dao::leave(signed(1), id));
		assert_ok!(Dao::join(signed(7), id));
	});
}

#[test]
fn a_member_is_expelled_by_vote_with_what_is_its_own() {
	genesis().execute_with(|| {
		let id = guild();
		assert_ok!(decide(id, &[1, 2], own(Call::expel { who: 3 })));
		System::assert_has_event(Event::Expelled { dao: id, who: 3 }.into());
		assert_eq!((total(id), power(id, 3)), (2, 0));
		assert_eq!(held(HoldReason::Membership, NATIVE, 1), 2 * MEMBERSHIP, "the founder paid for it");
		let refused = Err(Error::<Test>::NotMember.into());
		assert_eq!(decide(id, &[1, 2], own(Call::expel { who: 3 })), refused);
	});
}

#[test]
fn shares_are_given_and_taken_by_vote() {
	genesis().execute_with(|| {
		let id = company();
		assert_ok!(decide(id, &[1], own(Call::set_shares { who: 3, shares: 50 })));
		System::assert_has_event(Event::SharesSet { dao: id, who: 3, shares: 50 }.into());
		assert_eq!((total(id), power(id, 3)), (140, 50));
		assert_ok!(decide(id, &[1, 2], own(Call::set_shares { who: 3, shares: 0 })));
		assert_eq!((total(id), power(id, 3)), (90, 0));
		let refused = Err(Error::<Test>::NotMember.into());
		assert_eq!(decide(id, &[1, 2], own(Call::set_shares { who: 4, shares: 1 })), refused);

		assert_ok!(decide(id, &[1, 2], own(Call::set_shares { who: 2, shares: 0 })));
		let refused = Err(Error::<Test>::LastPower.into());
		assert_eq!(decide(id, &[1], own(Call::set_shares { who: 1, shares: 0 })), refused);
	});
}

#[test]
fn only_a_dao_of_shares_has_shares() {
	genesis().execute_with(|| {
		let id = guild();
		let refused = Err(Error::<Test>::NotOfShares.into());
		assert_eq!(decide(id, &[1, 2], own(Call::set_shares { who: 1, shares: 5 })), refused);
	});
}

/// Threat: the last one leaves, and nobody can ever move the treasury again.
#[test]
fn the_last_member_and_the_last_power_cannot_leave() {
	genesis().execute_with(|| {
		let id = found(Kind::Membership, rules(), &[(1, 1)], None);
		assert_refused!(Dao::leave(signed(1), id), Error::<Test>::LastMember);
		let refused = Err(Error::<Test>::LastMember.into());
		assert_eq!(decide(id, &[1], own(Call::expel { who: 1 })), refused);

		let id = found(Kind::Shares, rules(), &[(1, 5), (2, 0)], None);
		assert_refused!(Dao::leave(signed(1), id), Error::<Test>::LastPower);
		let refused = Err(Error::<Test>::LastPower.into());
		assert_eq!(decide(id, &[1], own(Call::expel { who: 1 })), refused);
		assert_ok!(Dao::leave(signed(2), id));
	});
}

#[test]
fn there_is_nothing_to_do_in_a_dao_that_is_not() {
	genesis().execute_with(|| {
		let none = DispatchError::from(Error::<Test>::NoSuchDao);
		assert_refused!(Dao::join(signed(1), 5), none);
		assert_refused!(Dao::leave(signed(1), 5), none);
		assert_refused!(Dao::ragequit(signed(1), 5, Default::default()), none);
		assert_refused!(Dao::stake(signed(1), 5, 1), none);
		assert_refused!(Dao::unstake(signed(1), 5, 1), none);
		assert_refused!(Dao::withdraw(signed(1), 5), none);
		assert_refused!(Dao::delegate(signed(1), 5, 2), none);
		assert_refused!(Dao::undelegate(signed(1), 5, 2), none);
		assert_refused!(Dao::propose(signed(1), 5, Box::new(nothing()), None), none);
		assert_refused!(Dao::vote(signed(1), 5, 0, Ballot::Aye), none);
		assert_refused!(Dao::cancel(signed(1), 5, 0), none);
		assert_refused!(Dao::veto(signed(1), 5, 0), none);
		assert_refused!(Dao::settle(signed(1), 5, 0), none);
		assert_refused!(Dao::evict(signed(1), 5, 0), none);
		assert_refused!(Dao::close(signed(1), 5), none);
		assert_refused!(Dao::set_rules(signed(Dao::sovereign(5)), rules()), none);
		assert!(Dao::execute(signed(1), 5, 0, ENOUGH).is_err());
		assert!(Dao::clear(signed(1), 5, 0, 1).is_err());
		assert!(Dao::recover(signed(1), 5, Box::new(nothing())).is_err());
	});
}

#[test]
fn calls_of_accounts_need_a_signature() {
	genesis().execute_with(|| {
		use frame_support::traits::UnfilteredDispatchable;
		let id = guild();
		let calls = [
			Call::<Test>::join { dao: id },
			Call::leave { dao: id },
			Call::ragequit { dao: id, assets: Default::default() },
			Call::stake { dao: id, amount: 1 },
			Call::unstake { dao: id, amount: 1 },
			Call::withdraw { dao: id },
			Call::delegate { dao: id, to: 1 },
			Call::undelegate { dao: id, who: 1 },
			Call::propose { dao: id, call: Box::new(nothing()), note: None },
			Call::vote { dao: id, proposal: 0, ballot: Ballot::Aye },
			Call::cancel { dao: id, proposal: 0 },
			Call::veto { dao: id, proposal: 0 },
			Call::execute { dao: id, proposal: 0, max_weight: ENOUGH },
			Call::settle { dao: id, proposal: 0 },
			Call::clear { dao: id, proposal: 0, limit: 1 },
			Call::evict { dao: id, who: 1 },
			Call::recover { dao: id, call: Box::new(nothing()) },
			Call::close { dao: id },
		];
		for call in calls {
			assert_refused!(call.dispatch_bypass_filter(RuntimeOrigin::root()), DispatchError::BadOrigin);
		}
	});
}
