// SPDX-License-Identifier: Apache-2.0

//! That `try_state` notices what must not be.

use super::*;
use crate::{
	mock::genesis, Dao as DaoRecord, Executing, Invitations, NextDao, ProposalCalls, Proposals, Votes,
};
use frame_support::traits::{fungibles::MutateHold, GetStorageVersion, StorageVersion};

/// Breaks the state of a DAO with a proposal.
type Break = Box<dyn FnOnce(DaoId, ProposalId)>;

/// What `try_state` says of a company with an open proposal on which 1 voted, after `break_it`.
fn complaint(break_it: impl FnOnce(DaoId, ProposalId)) -> String {
	genesis().execute_with(|| {
		let id = company();
		let which = propose(id, 1, nothing());
		assert_ok!(Dao::vote(signed(1), id, which, Ballot::Aye));
		Dao::do_try_state().expect("all is well");
		break_it(id, which);
		match Dao::do_try_state().expect_err("it must not be") {
			DispatchError::Other(message) => message.to_string(),
			other => format!("{other:?}"),
		}
	})
}

fn edit_dao(id: DaoId, edit: impl FnOnce(&mut DaoRecord<Test>)) {
	Daos::<Test>::mutate(id, |dao| edit(dao.as_mut().expect("it exists")));
}

fn edit_proposal(id: DaoId, which: ProposalId, edit: impl FnOnce(&mut crate::Proposal<Test>)) {
	Proposals::<Test>::mutate(id, which, |proposal| edit(proposal.as_mut().expect("it exists")));
}

fn edit_standing(id: DaoId, who: AccountId, edit: impl FnOnce(&mut crate::Standing<AccountId>)) {
	Members::<Test>::mutate(id, who, |member| {
		let member = member.as_mut().expect("it is a member");
		let mut standing = member.history.now();
		edit(&mut standing);
		member.history.set(System::block_number(), standing, &[]);
	});
}

#[test]
fn try_state_notices_what_must_not_be() {
	let cases: Vec<(&str, Break)> = vec![
		("dao: a call is under way", Box::new(|id, _| Executing::<Test>::put((id, None::<u32>)))),
		("dao: a number was not given out", Box::new(|_, _| NextDao::<Test>::put(0))),
		(
			"dao: the rules are not allowed",
			Box::new(|id, _| edit_dao(id, |dao| dao.rules.quorum = Perbill::zero())),
		),
		("dao: members were not counted", Box::new(|id, _| edit_dao(id, |dao| dao.members = 2))),
		("dao: a membership was not numbered", Box::new(|id, _| edit_dao(id, |dao| dao.next_serial = 2))),
		(
			"dao: the power of all is not the total",
			Box::new(|id, _| edit_standing(id, 1, |standing| standing.power += 1)),
		),
		(
			"dao: what is received is not what is delegated",
			Box::new(|id, _| edit_standing(id, 1, |standing| standing.received += 1)),
		),
		(
			"dao: more could vote than the electorate",
			Box::new(|id, which| edit_proposal(id, which, |proposal| proposal.electorate = 99)),
		),
		("dao: a member without its vote", Box::new(|id, _| edit_dao(id, |dao| dao.kind = Kind::Membership))),
		(
			"dao: nobody can decide",
			Box::new(|id, _| {
				let _ = Members::<Test>::clear_prefix(id, 10, None);
				edit_dao(id, |dao| {
					dao.members = 0;
					dao.total.set(System::block_number(), 0);
				});
			}),
		),
		(
			"dao: a dissolving DAO invites",
			Box::new(|id, _| {
				let invitation = crate::Invitation { account: 4, shares: 1, tribute: None };
				Invitations::<Test>::try_append(id, invitation).expect("there is room");
				edit_dao(id, |dao| {
					dao.status = crate::Status::Dissolving { snapshot: 1, unclaimed: 0, heir: 1, ends: 1 };
				});
			}),
		),
		("dao: a proposal was not numbered", Box::new(|id, _| edit_dao(id, |dao| dao.next_proposal = 0))),
		(
			"dao: the list of open proposals is wrong",
			Box::new(|id, _| edit_dao(id, |dao| dao.open = Default::default())),
		),
		("dao: calls are not where they belong", Box::new(ProposalCalls::<Test>::remove)),
		(
			"dao: a concluded proposal without votes stayed",
			Box::new(|id, which| {
				assert_ok!(Dao::cancel(signed(1), id, which));
				edit_proposal(id, which, |proposal| proposal.votes = 0);
			}),
		),
		(
			"dao: votes were not counted",
			Box::new(|id, which| edit_proposal(id, which, |proposal| proposal.votes = 2)),
		),
		(
			"dao: the tally is not the sum of the votes",
			Box::new(|id, which| edit_proposal(id, which, |proposal| proposal.tally.nays = 1)),
		),
		(
			"dao: more voted than could",
			Box::new(|id, which| {
				let vote = crate::Vote { ballot: Ballot::Aye, weight: 101 };
				Votes::<Test>::insert((id, which), 1, vote);
				edit_proposal(id, which, |proposal| proposal.tally.ayes = 101);
			}),
		),
		("dao: proposals were not counted", Box::new(|id, _| edit_dao(id, |dao| dao.proposals = 2))),
		(
			"dao: an open proposal is not stored",
			Box::new(|id, which| {
				Proposals::<Test>::remove(id, which);
				edit_dao(id, |dao| dao.proposals = 0);
			}),
		),
		(
			"dao: a member of no DAO",
			Box::new(|id, _| {
				let someone = member(id, 1);
				Members::<Test>::insert(9, 1, someone);
			}),
		),
		(
			"dao: an invitation into no DAO",
			Box::new(|_, _| {
				let invitation = crate::Invitation { account: 4, shares: 1, tribute: None };
				Invitations::<Test>::try_append(9, invitation).expect("there is room");
			}),
		),
		(
			"dao: a proposal of no DAO",
			Box::new(|id, which| {
				let proposal = Proposals::<Test>::get(id, which).expect("it exists");
				Proposals::<Test>::insert(9, which, proposal);
			}),
		),
		(
			"dao: a vote on no proposal",
			Box::new(|id, which| {
				let vote = Votes::<Test>::get((id, which), 1).expect("it was cast");
				Votes::<Test>::insert((id, 99), 1, vote);
			}),
		),
		(
			"dao: a call of no open proposal",
			Box::new(|id, _| {
				ProposalCalls::<Test>::insert(id, 99, crate::StoredCallOf::<Test>::default());
			}),
		),
		(
			"dao: what is on hold is not what the records say",
			Box::new(|_, _| {
				assert_ok!(NativeAndAssetsHeld::hold(NATIVE, &HoldReason::Founding.into(), &1, 1));
			}),
		),
	];
	for (message, break_it) in cases {
		assert_eq!(complaint(break_it), message);
	}
}

#[test]
fn the_storage_version_is_the_first() {
	genesis().execute_with(|| {
		assert_eq!(Dao::in_code_storage_version(), StorageVersion::new(1));
		assert_eq!(Dao::on_chain_storage_version(), StorageVersion::new(1));
	});
}
