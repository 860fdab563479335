// SPDX-License-Identifier: Apache-2.0

//! Members who vote with the power of others.

use super::*;
use crate::{mock::genesis, Error, Event, Proposals};

fn weight(id: DaoId, who: AccountId) -> Power {
	member(id, who).history.now().weight()
}

fn ayes(id: DaoId, which: ProposalId) -> Power {
	Proposals::<Test>::get(id, which).expect("it is stored").tally.ayes
}

#[test]
fn a_delegate_votes_with_the_power_of_another() {
	genesis().execute_with(|| {
		let id = company();
		assert_ok!(Dao::delegate(signed(2), id, 3));
		System::assert_last_event(Event::Delegated { dao: id, who: 2, to: 3 }.into());
		assert_eq!([1, 2, 3].map(|who| weight(id, who)), [60, 0, 40]);
		pass_blocks(1);
		let which = propose(id, 3, nothing());
		assert_refused!(Dao::vote(signed(2), id, which, Ballot::Aye), Error::<Test>::NotEnoughPower);
		assert_ok!(Dao::vote(signed(3), id, which, Ballot::Aye));
		assert_eq!(ayes(id, which), 40);
		assert_ok!(Dao::undelegate(signed(2), id, 2));
		System::assert_last_event(Event::Undelegated { dao: id, who: 2 }.into());
		assert_eq!([1, 2, 3].map(|who| weight(id, who)), [60, 30, 10]);
	});
}

/// Threat: power is counted for the delegate and for who delegated it.
#[test]
fn delegated_power_counts_once_whatever_changes_during_the_vote() {
	genesis().execute_with(|| {
		let id = company();
		let before = propose(id, 1, nothing());
		assert_ok!(Dao::delegate(signed(2), id, 3));
		let same = propose(id, 1, nothing());
		pass_blocks(1);
		let after = propose(id, 3, nothing());
		assert_ok!(Dao::undelegate(signed(2), id, 2));
		for which in [before, same] {
			assert_ok!(Dao::vote(signed(2), id, which, Ballot::Aye));
			assert_ok!(Dao::vote(signed(3), id, which, Ballot::Aye));
			assert_eq!(ayes(id, which), 40);
		}
		assert_ok!(Dao::vote(signed(3), id, after, Ballot::Aye));
		assert_refused!(Dao::vote(signed(2), id, after, Ballot::Aye), Error::<Test>::NotEnoughPower);
		assert_eq!(ayes(id, after), 40);
		pass_blocks(1);
	});
}

#[test]
fn delegated_power_goes_one_step_and_no_further() {
	genesis().execute_with(|| {
		let id = company();
		assert_ok!(Dao::delegate(signed(1), id, 2));
		assert_ok!(Dao::delegate(signed(2), id, 3));
		assert_ok!(Dao::delegate(signed(3), id, 1));
		assert_eq!([1, 2, 3].map(|who| weight(id, who)), [10, 60, 30], "each has another's");
		assert_ok!(Dao::delegate(signed(1), id, 3));
		assert_eq!([1, 2, 3].map(|who| weight(id, who)), [10, 0, 90]);
		pass_blocks(1);
	});
}

#[test]
fn a_delegates_weight_follows_the_power_delegated() {
	genesis().execute_with(|| {
		let id = bank();
		assert_ok!(Dao::delegate(signed(2), id, 1));
		assert_ok!(Dao::stake(signed(2), id, 50));
		assert_eq!(weight(id, 1), 950);
		assert_ok!(Dao::unstake(signed(2), id, 100));
		assert_eq!(weight(id, 1), 850);
		assert_ok!(decide(id, &[1], own(Call::expel { who: 2 })));
		assert_eq!(weight(id, 1), 600);
	});
}

#[test]
fn only_members_delegate_and_only_to_other_members() {
	genesis().execute_with(|| {
		let id = company();
		assert_refused!(Dao::delegate(signed(1), id, 1), Error::<Test>::DelegateIsSelf);
		assert_refused!(Dao::delegate(signed(1), id, 4), Error::<Test>::DelegateNotMember);
		assert_refused!(Dao::delegate(signed(4), id, 1), Error::<Test>::NotMember);
		assert_refused!(Dao::undelegate(signed(1), id, 1), Error::<Test>::NotDelegating);
		assert_refused!(Dao::undelegate(signed(1), id, 4), Error::<Test>::NotMember);
		assert_ok!(Dao::delegate(signed(1), id, 2));
		assert_refused!(Dao::undelegate(signed(2), id, 1), Error::<Test>::NotYours);
	});
}

/// Threat: a delegate leaves, comes back and still has what was delegated; or its leaving binds those who
/// delegated.
#[test]
fn a_delegation_lapses_when_the_delegate_leaves() {
	genesis().execute_with(|| {
		let rules = Rules { admission: Admission::Open, ..rules() };
		let id = found(Kind::Membership, rules, &[(1, 1), (2, 1), (3, 1)], None);
		assert_ok!(Dao::delegate(signed(1), id, 2));
		assert_ok!(Dao::delegate(signed(3), id, 2));
		assert_ok!(Dao::leave(signed(2), id));
		pass_blocks(1);
		assert_ok!(Dao::join(signed(2), id));
		assert_eq!([1, 2, 3].map(|who| weight(id, who)), [0, 1, 0]);
		pass_blocks(1);
		// Each of them, or anyone for them.
		assert_ok!(Dao::undelegate(signed(1), id, 1));
		assert_ok!(Dao::undelegate(signed(9), id, 3));
		assert_eq!([1, 2, 3].map(|who| weight(id, who)), [1, 1, 1]);
		pass_blocks(1);
	});
}
