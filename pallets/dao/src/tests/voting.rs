// SPDX-License-Identifier: Apache-2.0

//! Proposals, votes, and who may stop them.

use super::*;
use crate::{
	mock::{genesis, PROPOSAL},
	Error, Event, Proposal, Proposals, Stage, Tally, Vote, Votes,
};
use parity_scale_codec::Encode;
use proptest::prelude::*;

fn proposal(id: DaoId, which: ProposalId) -> Proposal<Test> {
	Proposals::<Test>::get(id, which).expect("it is stored")
}

fn stage(id: DaoId, which: ProposalId) -> Stage {
	proposal(id, which).stage(System::block_number(), true)
}

#[test]
fn a_proposal_goes_through_its_stages() {
	genesis().execute_with(|| {
		let id = guild();
		let call = pay(4, 100);
		let deposit = PROPOSAL + call.encoded_size() as u128;
		let which = propose(id, 2, call);
		assert_eq!(held(HoldReason::Proposal, NATIVE, 2), deposit);
		assert_ok!(Dao::vote(signed(1), id, which, Ballot::Aye));
		assert_ok!(Dao::vote(signed(2), id, which, Ballot::Aye));
		pass_blocks(5);
		assert_eq!(stage(id, which), Stage::Voting);
		pass_blocks(1);
		assert_eq!(stage(id, which), Stage::Grace);
		assert!(Dao::execute(signed(9), id, which, ENOUGH).is_err());
		pass_blocks(2);
		assert_eq!(stage(id, which), Stage::Grace);
		pass_blocks(1);
		assert_eq!(stage(id, which), Stage::Executable);
		assert_ok!(Dao::execute(signed(9), id, which, ENOUGH));
		assert_eq!(stage(id, which), Stage::Concluded(Outcome::Executed));
		assert_eq!(held(HoldReason::Proposal, NATIVE, 2), deposit, "its votes are still stored");

		assert_ok!(Dao::clear(signed(9), id, which, 1));
		assert_eq!(held(HoldReason::Proposal, NATIVE, 2), deposit);
		assert_ok!(Dao::clear(signed(9), id, which, 1));
		assert_eq!(held(HoldReason::Proposal, NATIVE, 2), 0);
		System::assert_last_event(Event::Cleared { dao: id, proposal: which }.into());
		assert_refused!(Dao::settle(signed(9), id, which), Error::<Test>::NoSuchProposal);
	});
}

#[test]
fn what_is_approved_and_not_executed_in_time_expires() {
	genesis().execute_with(|| {
		let id = guild();
		let which = propose(id, 1, nothing());
		approve(id, which, &[1, 2]);
		pass_blocks(9);
		assert_eq!(stage(id, which), Stage::Executable);
		assert_refused!(Dao::settle(signed(9), id, which), Error::<Test>::NotEnded);
		pass_blocks(1);
		assert_eq!(stage(id, which), Stage::Ended(Outcome::Expired));
		assert!(Dao::execute(signed(9), id, which, ENOUGH).is_err());
		assert_ok!(Dao::settle(signed(9), id, which));
		System::assert_last_event(
			Event::Concluded { dao: id, proposal: which, outcome: Outcome::Expired }.into(),
		);
		assert!(Daos::<Test>::get(id).expect("it exists").open.is_empty());
	});
}

#[test]
fn a_proposal_that_nobody_voted_on_goes_when_it_is_settled() {
	genesis().execute_with(|| {
		let id = guild();
		let which = propose(id, 1, nothing());
		assert!(Dao::clear(signed(9), id, which, 1).is_err(), "it has not ended");
		pass_blocks(6);
		assert_eq!(stage(id, which), Stage::Ended(Outcome::Rejected));
		assert_ok!(Dao::settle(signed(9), id, which));
		assert_eq!(Proposals::<Test>::get(id, which), None);
		assert_eq!(held(HoldReason::Proposal, NATIVE, 1), 0);
		pass_blocks(1);
	});
}

#[test]
fn a_vote_can_be_changed_while_there_is_voting() {
	genesis().execute_with(|| {
		let id = company();
		let which = propose(id, 1, nothing());
		assert_ok!(Dao::vote(signed(1), id, which, Ballot::Aye));
		assert_ok!(Dao::vote(signed(2), id, which, Ballot::Nay));
		assert_ok!(Dao::vote(signed(3), id, which, Ballot::Abstain));
		assert_eq!(proposal(id, which).tally, Tally { ayes: 60, nays: 30, abstentions: 10 });
		assert_ok!(Dao::vote(signed(1), id, which, Ballot::Nay));
		let tally = Tally { ayes: 0, nays: 90, abstentions: 10 };
		System::assert_last_event(
			Event::Voted { dao: id, proposal: which, who: 1, ballot: Ballot::Nay, weight: 60, tally }.into(),
		);
		assert_eq!((proposal(id, which).tally, proposal(id, which).votes), (tally, 3));
		assert_eq!(Votes::<Test>::get((id, which), 1), Some(Vote { ballot: Ballot::Nay, weight: 60 }));
		pass_blocks(6);
		assert_refused!(Dao::vote(signed(1), id, which, Ballot::Aye), Error::<Test>::NotVoting);
	});
}

/// The condition of the README, in whole numbers.
#[test]
fn quorum_and_threshold_decide() {
	let percent = Perbill::from_percent;
	// Quorum and threshold in percent; ayes, nays, abstentions of 100.
	let cases = [
		((50, 50), (26, 24, 0), true),
		((50, 50), (25, 25, 0), false),
		((50, 50), (26, 23, 0), false),
		((50, 50), (1, 0, 49), true),
		((50, 50), (0, 0, 100), false),
		((50, 67), (66, 34, 0), false),
		((50, 67), (67, 33, 0), true),
		((50, 10), (33, 34, 0), false),
		((100, 50), (99, 0, 0), false),
		((100, 100), (100, 0, 0), true),
		((100, 100), (99, 1, 0), false),
	];
	genesis().execute_with(|| {
		let id = company();
		let which = propose(id, 1, nothing());
		for ((quorum, threshold), (ayes, nays, abstentions), approved) in cases {
			let proposal = Proposal {
				quorum: percent(quorum),
				threshold: percent(threshold),
				tally: Tally { ayes, nays, abstentions },
				..proposal(id, which)
			};
			assert_eq!(proposal.approved(), approved, "{quorum} {threshold}: {ayes} {nays} {abstentions}");
		}
	});
}

/// Threat: somebody gets power for a proposal that is already known.
#[test]
fn power_had_in_the_block_of_the_proposal_or_later_does_not_count() {
	genesis().execute_with(|| {
		let id = bank();
		// The same block, before the proposal, and after it.
		assert_ok!(Dao::stake(signed(4), id, 5_000));
		let which = propose(id, 1, nothing());
		assert_ok!(Dao::stake(signed(2), id, 5_000));
		assert_ok!(Dao::join(signed(5), id));
		assert_ok!(Dao::stake(signed(5), id, 5_000));
		assert_eq!(proposal(id, which).electorate, 1_000);
		pass_blocks(1);
		assert_ok!(Dao::stake(signed(3), id, 5_000));
		for (who, error) in
			[(4, Error::<Test>::NotEnoughPower), (5, Error::NotEnoughPower), (6, Error::NotMember)]
		{
			assert_refused!(Dao::vote(signed(who), id, which, Ballot::Nay), error);
		}
		assert_ok!(Dao::vote(signed(2), id, which, Ballot::Nay));
		assert_ok!(Dao::vote(signed(3), id, which, Ballot::Nay));
		assert_eq!(proposal(id, which).tally.nays, 400, "what they had before");

		let next = propose(id, 4, nothing());
		assert_ok!(Dao::vote(signed(4), id, next, Ballot::Aye));
		assert_eq!(proposal(id, next).tally.ayes, 5_000);
	});
}

#[test]
fn power_lost_after_the_proposal_still_counts_in_it() {
	genesis().execute_with(|| {
		let id = bank();
		let first = propose(id, 1, nothing());
		pass_blocks(1);
		assert_ok!(Dao::unstake(signed(2), id, 300));
		let same = propose(id, 1, nothing());
		pass_blocks(1);
		let after = propose(id, 3, nothing());
		assert_ok!(Dao::vote(signed(2), id, first, Ballot::Aye));
		assert_ok!(Dao::vote(signed(2), id, same, Ballot::Aye));
		assert_refused!(Dao::vote(signed(2), id, after, Ballot::Aye), Error::<Test>::NotEnoughPower);
		let electorates = [first, same, after].map(|which| proposal(id, which).electorate);
		assert_eq!(electorates, [1_000, 1_000, 700]);
		assert_eq!(proposal(id, first).tally.ayes, 300);
	});
}

/// Threat: a member votes, leaves, comes back, and votes again.
#[test]
fn who_leaves_and_comes_back_votes_once() {
	genesis().execute_with(|| {
		let rules = Rules { admission: Admission::Open, ..rules() };
		let id = found(Kind::Membership, rules, &[(1, 1), (2, 1)], None);
		let which = propose(id, 1, nothing());
		assert_ok!(Dao::vote(signed(2), id, which, Ballot::Aye));
		assert_ok!(Dao::leave(signed(2), id));
		assert_refused!(Dao::vote(signed(2), id, which, Ballot::Aye), Error::<Test>::NotMember);
		assert_ok!(Dao::join(signed(2), id));
		assert_refused!(Dao::vote(signed(2), id, which, Ballot::Nay), Error::<Test>::NotEnoughPower);
		assert_eq!(proposal(id, which).tally, Tally { ayes: 1, nays: 0, abstentions: 0 });
	});
}

#[test]
fn a_proposer_takes_its_proposal_back_while_there_is_voting() {
	genesis().execute_with(|| {
		let id = guild();
		let which = propose(id, 1, nothing());
		assert_ok!(Dao::vote(signed(2), id, which, Ballot::Aye));
		assert_refused!(Dao::cancel(signed(2), id, which), Error::<Test>::NotYours);
		assert_ok!(Dao::cancel(signed(1), id, which));
		assert_eq!(stage(id, which), Stage::Concluded(Outcome::Cancelled));
		assert_refused!(Dao::cancel(signed(1), id, which), Error::<Test>::NotVoting);
		assert_refused!(Dao::settle(signed(1), id, which), Error::<Test>::NotEnded);

		let approved = propose(id, 1, nothing());
		approve(id, approved, &[1, 2]);
		assert_refused!(Dao::cancel(signed(1), id, approved), Error::<Test>::NotVoting);
	});
}

#[test]
fn a_guardian_stops_a_proposal_until_it_is_executed() {
	genesis().execute_with(|| {
		let id = found(Kind::Membership, rules(), &[(1, 1), (2, 1)], Some(5));
		let which = propose(id, 1, nothing());
		assert_refused!(Dao::veto(signed(1), id, which), Error::<Test>::NotGuardian);
		assert_refused!(Dao::veto(signed(5), id, 9), Error::<Test>::NoSuchProposal);
		assert_ok!(Dao::veto(signed(5), id, which));
		System::assert_has_event(
			Event::Concluded { dao: id, proposal: which, outcome: Outcome::Vetoed }.into(),
		);
		let late = propose(id, 1, nothing());
		approve(id, late, &[1, 2]);
		assert_ok!(Dao::veto(signed(5), id, late));
		assert_refused!(Dao::veto(signed(5), id, late), Error::<Test>::HasEnded);
		assert!(Dao::execute(signed(1), id, late, ENOUGH).is_err());
		let rejected = propose(id, 1, nothing());
		pass_blocks(6);
		assert_refused!(Dao::veto(signed(5), id, rejected), Error::<Test>::HasEnded);
	});
}

/// Threat: the guardian vetoes that it is replaced.
#[test]
fn a_guardian_cannot_keep_its_office_by_veto() {
	genesis().execute_with(|| {
		let id = found(Kind::Membership, rules(), &[(1, 1), (2, 1)], Some(5));
		let which = propose(id, 1, own(Call::set_guardian { guardian: None }));
		assert_refused!(Dao::veto(signed(5), id, which), Error::<Test>::BeyondVeto);
		approve(id, which, &[1, 2]);
		assert_ok!(Dao::execute(signed(1), id, which, ENOUGH));
		assert_eq!(Daos::<Test>::get(id).expect("it exists").guardian, None);
		assert_refused!(Dao::veto(signed(5), id, which), Error::<Test>::NotGuardian);
	});
}

#[test]
fn who_has_too_little_power_proposes_nothing() {
	genesis().execute_with(|| {
		let rules = Rules { proposer_share: Perbill::from_percent(11), ..rules() };
		let id = found(Kind::Shares, rules, &[(1, 89), (2, 10), (3, 1)], None);
		let propose = |who| Dao::propose(signed(who), id, Box::new(nothing()), None);
		assert_refused!(propose(2), Error::<Test>::NotEnoughPower);
		assert_refused!(propose(4), Error::<Test>::NotMember);
		assert_ok!(Dao::delegate(signed(3), id, 2));
		assert_refused!(propose(2), Error::<Test>::NotEnoughPower);
		pass_blocks(1);
		assert_ok!(propose(2));
		assert_refused!(propose(3), Error::<Test>::NotEnoughPower);
	});
}

#[test]
fn a_dao_decides_nothing_in_the_block_in_which_it_is_founded() {
	genesis().execute_with(|| {
		assert_ok!(try_found(Kind::Membership, rules(), &[(1, 1)], None));
		assert_refused!(Dao::propose(signed(1), 0, Box::new(nothing()), None), Error::<Test>::NotEnoughPower);
	});
}

/// Threat: one member fills all places, and nobody else can propose anything.
#[test]
fn open_proposals_are_bounded_for_each_member_and_for_all() {
	genesis().execute_with(|| {
		let id = guild();
		let propose = |who| Dao::propose(signed(who), id, Box::new(nothing()), None);
		assert_ok!(propose(1));
		assert_ok!(propose(1));
		assert_refused!(propose(1), Error::<Test>::TooManyOpenOfMember);
		assert_ok!(propose(2));
		assert_ok!(propose(2));
		assert_refused!(propose(3), Error::<Test>::TooManyOpen);
		pass_blocks(6);
		assert_refused!(propose(3), Error::<Test>::TooManyOpen);
		assert_ok!(Dao::settle(signed(9), id, 0));
		assert_ok!(propose(3));
	});
}

#[test]
fn a_call_that_is_not_allowed_or_too_much_is_refused() {
	genesis().execute_with(|| {
		let id = guild();
		let propose = |call| Dao::propose(signed(1), id, Box::new(call), None);
		let forbidden = RuntimeCall::System(frame_system::Call::remark_with_event { remark: vec![] });
		assert_refused!(propose(forbidden), Error::<Test>::CallNotAllowed);
		let long = RuntimeCall::System(frame_system::Call::remark { remark: vec![0; 512] });
		assert_refused!(propose(long), Error::<Test>::CallTooLong);
		let heavy = own(Call::execute { dao: 9, proposal: 0, max_weight: Weight::MAX });
		assert_refused!(propose(heavy), Error::<Test>::CallTooHeavy);
		assert_refused!(Dao::propose(signed(4), id, Box::new(nothing()), None), Error::<Test>::NotMember);
	});
}

#[test]
fn a_member_remembers_no_more_than_open_proposals_ask_for() {
	genesis().execute_with(|| {
		let id = bank();
		for who in [1, 1, 2, 2] {
			propose(id, who, nothing());
			for _ in 0..3 {
				pass_blocks(1);
				assert_ok!(Dao::stake(signed(3), id, 1));
				assert_ok!(Dao::stake(signed(3), id, 1));
			}
		}
		// One for each of the four, the one before this block, and the newest.
		assert_eq!(member(id, 3).history.len(), 6);
		for (which, before) in [(0, 100), (1, 104), (2, 110), (3, 116)] {
			let proposal = proposal(id, which);
			assert_eq!(member(id, 3).history.before(proposal.snapshot).power, before);
			let _ = Dao::settle(signed(9), id, which);
		}
		pass_blocks(20);
		for which in 0..4 {
			let _ = Dao::settle(signed(9), id, which);
		}
		assert_ok!(Dao::stake(signed(3), id, 1));
		assert_eq!(member(id, 3).history.len(), 2);
		assert_eq!(power(id, 3), 125);
	});
}

proptest! {
	/// A history that forgets answers as one that does not, for all that may be asked.
	#[test]
	fn forgetting_changes_no_answer(
		steps in proptest::collection::vec((0..3u64, any::<bool>(), 0..5u128), 1..60),
	) {
		let mut history = crate::history::History::<Test>::default();
		let mut all: Vec<(u64, u128)> = Vec::new();
		let mut snapshots: Vec<u64> = Vec::new();
		let mut now = 1;
		for (blocks, snapshot, power) in steps {
			now += blocks;
			if snapshot {
				snapshots.push(now);
				// One ends as another begins.
				if snapshots.len() > 4 {
					snapshots.remove(power as usize % 4);
				}
			} else {
				history.set(now, crate::Standing { power, ..Default::default() }, &snapshots);
				all.push((now, power));
			}
			let truth = |block: u64| {
				all.iter().rev().find(|(reached, _)| *reached < block).map_or(0, |(_, power)| *power)
			};
			for block in snapshots.iter().chain([&now, &(now + 1)]) {
				prop_assert_eq!(history.before(*block).power, truth(*block));
			}
			prop_assert_eq!(history.now().power, truth(u64::MAX));
			prop_assert!(history.len() <= 7);
		}
	}
}
