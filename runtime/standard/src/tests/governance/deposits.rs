// SPDX-License-Identifier: Apache-2.0

//! Who gets which deposit back, and when.

use super::*;
use crate::{
	configs::{governance::origins::Origin, treasury::TreasuryAccount},
	tests::{
		chain::{dispatch, total},
		people::reserved,
	},
	units::deposit,
};
use frame_support::{assert_err, dispatch::RawOrigin};
use sp_runtime::DispatchError::BadOrigin;

const SUBMISSION: Balance = 10 * CRN;
const DECISION: Balance = 10_000 * CRN;

/// The deposit for the text of the proposal.
fn of_text() -> Balance {
	deposit(2, 64) + deposit(0, leave_a_trace().encoded_size() as u32)
}

/// A chain with a referendum in which the majority votes so, with all its deposits placed.
fn chain_with_referendum(aye: bool) -> (Chain, u32) {
	let mut chain = chain();
	let index = chain.next_block(|| {
		let index = propose(RawOrigin::Root, &leave_a_trace());
		place_decision_deposit(index);
		majority_votes(index, aye);
		index
	});
	chain.read(|| {
		assert_eq!(reserved(Eve), SUBMISSION + of_text());
		assert_eq!(reserved(Ferdie), DECISION);
	});
	(chain, index)
}

fn refund_decision(index: u32) -> DispatchResult {
	submit(Dave, Referenda::refund_decision_deposit { index })
}

fn refund_submission(index: u32) -> DispatchResult {
	submit(Dave, Referenda::refund_submission_deposit { index })
}

fn forget_text() -> DispatchResult {
	submit(Eve, pallet_preimage::Call::unnote_preimage { hash: hash(&leave_a_trace()) })
}

#[test]
fn deposits_stay_while_a_referendum_goes_on() {
	let (mut chain, index) = chain_with_referendum(true);
	chain.next_block(|| {
		assert_err!(refund_decision(index), Error::Unfinished);
		assert_err!(refund_submission(index), Error::BadStatus);
	});
}

#[test]
fn all_deposits_come_back_after_an_approved_referendum() {
	let (mut chain, index) = chain_with_referendum(true);
	run_to_the_end(&mut chain, index);
	chain.run_blocks(2 * DAY);
	chain.next_block(|| {
		assert!(trace_is_left());
		assert_ok!(refund_decision(index));
		assert_eq!(reserved(Ferdie), 0);
		assert_err!(refund_decision(index), Error::NoDeposit);
		assert_ok!(refund_submission(index));
		assert_eq!(reserved(Eve), of_text());
		assert_ok!(forget_text());
		assert_eq!(reserved(Eve), 0);
	});
}

#[test]
fn a_rejected_referendum_gives_the_decision_deposit_back_and_keeps_that_of_the_submission() {
	let (mut chain, index) = chain_with_referendum(false);
	run_to_the_end(&mut chain, index);
	chain.next_block(|| {
		assert_ok!(refund_decision(index));
		assert_eq!(reserved(Ferdie), 0);
		assert_err!(refund_submission(index), Error::BadStatus);
		assert_ok!(forget_text());
		assert_eq!(reserved(Eve), SUBMISSION, "it stays hers, and stays where it is");
	});
}

#[test]
fn a_cancelled_referendum_gives_both_back() {
	let (mut chain, index) = chain_with_referendum(true);
	chain.next_block(|| {
		assert_err!(submit(Alice, Referenda::cancel { index }), BadOrigin);
		assert_err!(dispatch(Origin::ReferendumKiller, Referenda::cancel { index }), BadOrigin);
		assert_ok!(dispatch(Origin::ReferendumCanceller, Referenda::cancel { index }));
		assert_eq!(outcome(index), Outcome::Cancelled);
		assert_ok!(refund_decision(index));
		assert_ok!(refund_submission(index));
		assert_ok!(forget_text());
		assert_eq!((reserved(Eve), reserved(Ferdie)), (0, 0));
	});
	chain.run_blocks(5 * DAY);
	assert!(!chain.read(trace_is_left));
}

#[test]
fn a_killed_referendum_loses_both_to_the_treasury() {
	let (mut chain, index) = chain_with_referendum(true);
	chain.next_block(|| {
		let treasury = total(&TreasuryAccount::get());
		assert_err!(dispatch(Origin::ReferendumCanceller, Referenda::kill { index }), BadOrigin);
		assert_ok!(dispatch(Origin::ReferendumKiller, Referenda::kill { index }));
		assert_eq!(outcome(index), Outcome::Killed);
		assert_eq!((reserved(Eve), reserved(Ferdie)), (of_text(), 0));
		assert_eq!(total(&TreasuryAccount::get()) - treasury, SUBMISSION + DECISION);
	});
	chain.run_blocks(5 * DAY);
	assert!(!chain.read(trace_is_left));
}
