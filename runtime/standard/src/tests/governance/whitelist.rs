// SPDX-License-Identifier: Apache-2.0

//! The short way: what the technical committee has found harmless, the holders can decide fast.

use super::*;
use crate::{configs::governance::origins::Origin, tests::people::as_root};
use frame_support::assert_err;
use pallet_whitelist::{DeferredDispatch, WhitelistedCall};
use sp_runtime::DispatchError::BadOrigin;

type Whitelist = pallet_whitelist::Call<Runtime>;
type WhitelistError = pallet_whitelist::Error<Runtime>;

fn whitelist() -> Whitelist {
	Whitelist::whitelist_call { call_hash: hash(&leave_a_trace()) }
}

/// The call of such a referendum.
fn through_the_whitelist() -> RuntimeCall {
	Whitelist::dispatch_whitelisted_call_with_preimage { call: Box::new(leave_a_trace()) }.into()
}

/// A referendum on it, which the majority wants.
fn start_referendum() -> u32 {
	let index = propose(Origin::WhitelistedCaller, &through_the_whitelist());
	place_decision_deposit(index);
	majority_votes(index, true);
	index
}

#[test]
fn a_whitelisted_call_is_enacted_as_root_and_sooner() {
	let mut chain = chain();
	let index = chain.next_block(|| {
		assert_ok!(committee_decides(whitelist()));
		start_referendum()
	});
	let took = run_to_the_end(&mut chain, index);
	assert_eq!(chain.read(|| outcome(index)), Outcome::Approved);
	chain.run_blocks(1);
	assert!(chain.read(trace_is_left));
	assert!(took < 1 + 2 * DAY, "the track of root takes a day to confirm and another to enact, not {took}");
	chain.read(|| {
		assert!(!WhitelistedCall::<Runtime>::contains_key(hash(&leave_a_trace())), "it counts once")
	});
}

#[test]
fn without_the_committee_the_vote_alone_does_nothing() {
	let mut chain = chain();
	let index = chain.next_block(start_referendum);
	run_to_the_end(&mut chain, index);
	assert_eq!(chain.read(|| outcome(index)), Outcome::Approved);
	chain.run_blocks(2);
	chain.read(|| {
		assert!(!trace_is_left());
		assert!(DeferredDispatch::<Runtime>::contains_key(hash(&leave_a_trace())), "it waits");
	});

	chain.next_block(|| {
		assert_err!(submit(Dave, through_the_whitelist()), WhitelistError::CallIsNotWhitelisted);
		assert_ok!(committee_decides(whitelist()));
		assert_ok!(submit(Dave, through_the_whitelist()));
		assert!(trace_is_left(), "both have agreed, in whatever order");
	});
}

#[test]
fn the_committee_alone_does_nothing_either() {
	let mut chain = chain();
	chain.next_block(|| {
		assert_ok!(committee_decides(whitelist()));
		let no_vote = WhitelistError::DeferredDispatchNotFound;
		assert_err!(submit(Alice, through_the_whitelist()), no_vote);
		assert!(committee_decides(through_the_whitelist()).is_err());
		assert!(!trace_is_left());
	});
}

#[test]
fn only_the_committee_and_root_whitelist() {
	let mut chain = chain();
	chain.next_block(|| {
		assert_err!(submit(Alice, whitelist()), BadOrigin);
		assert_ok!(as_root(whitelist()));
		assert!(WhitelistedCall::<Runtime>::contains_key(hash(&leave_a_trace())));
	});
}
