// SPDX-License-Identifier: Apache-2.0

//! From a proposal to its enactment, or to its end.

use super::*;
use crate::tests::chain::{free, transfer};
use frame_support::{assert_err, dispatch::RawOrigin};
use sp_runtime::TokenError;

#[test]
fn a_referendum_that_the_majority_wants_is_enacted() {
	let mut chain = chain();
	let index = chain.next_block(|| {
		let index = propose(RawOrigin::Root, &leave_a_trace());
		place_decision_deposit(index);
		majority_votes(index, true);
		index
	});
	let took = run_to_the_end(&mut chain, index);
	assert_eq!(chain.read(|| outcome(index)), Outcome::Approved);
	assert!(took > DAY, "it was confirmed for a day, after {took} blocks");
	assert!(took < 10, "so large a majority need not wait for the end of the decision");
	assert!(!chain.read(trace_is_left), "it is approved, not enacted");

	chain.run_blocks(DAY - 1);
	assert!(!chain.read(trace_is_left), "whoever objects has a day to leave");
	chain.run_blocks(2);
	assert!(chain.read(trace_is_left));
}

#[test]
fn a_referendum_that_the_majority_rejects_changes_nothing() {
	let mut chain = chain();
	let index = chain.next_block(|| {
		let index = propose(RawOrigin::Root, &leave_a_trace());
		place_decision_deposit(index);
		majority_votes(index, false);
		assert_ok!(vote(FerdieStash, index, true));
		index
	});
	let took = run_to_the_end(&mut chain, index);
	assert_eq!(chain.read(|| outcome(index)), Outcome::Rejected);
	assert!(took >= 28 * DAY, "it had all of the decision period");
	chain.run_blocks(5 * DAY);
	assert!(!chain.read(trace_is_left));
}

#[test]
fn a_majority_of_votes_is_not_enough_where_few_take_part() {
	let mut chain = chain();
	let index = chain.next_block(|| {
		let index = propose(RawOrigin::Root, &leave_a_trace());
		place_decision_deposit(index);
		let vote = Vote { aye: true, conviction: Conviction::Locked6x };
		let vote = AccountVote::Standard { vote, balance: 100_000 * CRN };
		assert_ok!(submit(FerdieStash, Voting::vote { poll_index: index, vote }));
		index
	});
	run_to_the_end(&mut chain, index);
	assert_eq!(chain.read(|| outcome(index)), Outcome::Rejected, "less than one in a hundred tokens");
}

#[test]
fn conviction_outvotes_more_tokens_without_it() {
	let mut chain = chain();
	let index = chain.next_block(|| {
		let index = propose(RawOrigin::Root, &leave_a_trace());
		place_decision_deposit(index);
		majority_votes(index, true);
		// Two with six times their weight against seven.
		for who in [EveStash, FerdieStash] {
			let vote = Vote { aye: false, conviction: Conviction::Locked6x };
			let vote = AccountVote::Standard { vote, balance: NEARLY_ALL };
			assert_ok!(submit(who, Voting::vote { poll_index: index, vote }));
		}
		index
	});
	run_to_the_end(&mut chain, index);
	assert_eq!(chain.read(|| outcome(index)), Outcome::Rejected);
}

#[test]
fn a_delegate_votes_for_those_who_trust_him() {
	let mut chain = chain();
	let index = chain.next_block(|| {
		for who in MAJORITY.into_iter().skip(1) {
			let (to, conviction) = (id(Alice).into(), Conviction::Locked1x);
			assert_ok!(submit(who, Voting::delegate { class: 0, to, conviction, balance: NEARLY_ALL }));
		}
		let index = propose(RawOrigin::Root, &leave_a_trace());
		place_decision_deposit(index);
		assert_ok!(vote(Alice, index, true));
		index
	});
	assert!(run_to_the_end(&mut chain, index) < 10);
	assert_eq!(chain.read(|| outcome(index)), Outcome::Approved);
}

#[test]
fn tokens_that_won_a_vote_stay_locked_as_long_as_its_conviction_says() {
	let mut chain = chain();
	let index = chain.next_block(|| {
		let index = propose(RawOrigin::Root, &leave_a_trace());
		place_decision_deposit(index);
		majority_votes(index, true);
		index
	});
	run_to_the_end(&mut chain, index);

	let leave = || {
		assert_ok!(submit(Bob, Voting::unlock { class: 0, target: id(Bob).into() }));
		submit(Bob, transfer(id(Ferdie), free(Bob) - CRN))
	};
	chain.next_block(|| {
		assert_ok!(submit(Bob, Voting::remove_vote { class: Some(0), index }));
		assert_err!(leave(), TokenError::Frozen);
	});
	chain.run_blocks(7 * DAY - 3);
	chain.next_block(|| assert_err!(leave(), TokenError::Frozen));
	chain.next_block(|| {
		assert_ok!(leave());
	});
}

#[test]
fn a_referendum_without_a_decision_deposit_is_never_decided() {
	let mut chain = chain();
	let index = chain.next_block(|| {
		let index = propose(RawOrigin::Root, &leave_a_trace());
		majority_votes(index, true);
		index
	});
	assert_eq!(run_to_the_end(&mut chain, index), 14 * DAY);
	assert_eq!(chain.read(|| outcome(index)), Outcome::TimedOut);
	chain.run_blocks(5 * DAY);
	assert!(!chain.read(trace_is_left));
}

#[test]
fn nobody_proposes_with_an_origin_that_has_no_track() {
	let mut chain = chain();
	chain.next_block(|| {
		let proposal = Bounded::Inline(leave_a_trace().encode().try_into().expect("it is short"));
		let proposal_origin = Box::new(RawOrigin::Signed(id(Alice)).into());
		let submission =
			Referenda::submit { proposal_origin, proposal, enactment_moment: DispatchTime::After(0) };
		assert_err!(submit(Eve, submission), Error::NoTrack);
	});
}
