// SPDX-License-Identifier: Apache-2.0

//! How holders decide, and what they can do by it.
//!
//! The governance day of these chains has two blocks, so that a decision of 28 days takes 56. Each well-known account
//! has a twelfth of all tokens.

mod committee;
mod deposits;
mod powers;
mod referenda;
mod spending;
mod tracks;
mod whitelist;

use super::{
	chain::{submit, Chain},
	people::{id, last_event},
};
use crate::{
	genesis_presets::DEVELOPMENT, units::CRN, Balance, Hash, OriginCaller, Runtime, RuntimeCall, RuntimeEvent,
};
use frame_support::{
	assert_ok,
	traits::{schedule::DispatchTime, Bounded},
};
use pallet_conviction_voting::{AccountVote, Conviction, Vote};
use pallet_referenda::{ReferendumInfo, ReferendumInfoFor};
use parity_scale_codec::Encode;
use serde_json::json;
use sp_keyring::Sr25519Keyring::{
	self, Alice, Bob, BobStash, Charlie, CharlieStash, Dave, DaveStash, Eve, EveStash, Ferdie, FerdieStash,
};
use sp_runtime::{DispatchResult, Saturating};

pub(super) use committee::committee_decides;

type Referenda = pallet_referenda::Call<Runtime>;
type Error = pallet_referenda::Error<Runtime>;
type Voting = pallet_conviction_voting::Call<Runtime>;

/// How many blocks a governance day has.
const DAY: u32 = 2;

/// What somebody votes with who votes with nearly all that an account has.
const NEARLY_ALL: Balance = 900_000 * CRN;

/// More than half of all tokens, in few hands. None of them holds a deposit in these tests.
const MAJORITY: [Sr25519Keyring; 7] = [Alice, Bob, BobStash, Charlie, CharlieStash, Dave, DaveStash];

fn chain() -> Chain {
	Chain::with_patch(DEVELOPMENT, json!({ "launchConfig": { "governanceDay": DAY } }))
}

/// A call that leaves a trace and needs root.
fn leave_a_trace() -> RuntimeCall {
	frame_system::Call::set_storage { items: vec![(b"trace".to_vec(), b"left".to_vec())] }.into()
}

fn trace_is_left() -> bool {
	sp_io::storage::get(b"trace").is_some()
}

/// Eve stores the text of `call`.
fn note(call: &RuntimeCall) {
	let bytes = call.encode();
	assert_ok!(submit(Eve, pallet_preimage::Call::note_preimage { bytes }));
}

/// How proposals and enactments name `call`.
fn hash(call: &RuntimeCall) -> Hash {
	use sp_runtime::traits::Hash as _;
	crate::Hashing::hash_of(call)
}

/// Eve stores the text of `call` and proposes that it be made with `origin`; returns the referendum's number.
fn propose(origin: impl Into<OriginCaller>, call: &RuntimeCall) -> u32 {
	note(call);
	let proposal = Bounded::Lookup { hash: hash(call), len: call.encoded_size() as u32 };
	assert_ok!(submit(
		Eve,
		Referenda::submit {
			proposal_origin: Box::new(origin.into()),
			proposal,
			enactment_moment: DispatchTime::After(0),
		}
	));
	last_event(|event| match event {
		RuntimeEvent::Referenda(pallet_referenda::Event::Submitted { index, .. }) => Some(index),
		_ => None,
	})
}

/// Ferdie places the decision deposit.
fn place_decision_deposit(index: u32) {
	assert_ok!(submit(Ferdie, Referenda::place_decision_deposit { index }));
}

/// Votes, with a conviction that locks the tokens for seven days if the vote wins.
fn vote(who: Sr25519Keyring, index: u32, aye: bool) -> DispatchResult {
	let vote = Vote { aye, conviction: Conviction::Locked1x };
	let vote = AccountVote::Standard { vote, balance: NEARLY_ALL };
	submit(who, Voting::vote { poll_index: index, vote })
}

/// Nearly all that more than half of the tokens can say.
pub(super) fn majority_votes(index: u32, aye: bool) {
	for who in MAJORITY {
		assert_ok!(vote(who, index, aye));
	}
}

/// What became of a referendum.
#[derive(Debug, PartialEq)]
enum Outcome {
	Ongoing,
	Approved,
	Rejected,
	Cancelled,
	TimedOut,
	Killed,
}

fn outcome(index: u32) -> Outcome {
	match ReferendumInfoFor::<Runtime>::get(index).expect("it was submitted") {
		ReferendumInfo::Ongoing(_) => Outcome::Ongoing,
		ReferendumInfo::Approved(..) => Outcome::Approved,
		ReferendumInfo::Rejected(..) => Outcome::Rejected,
		ReferendumInfo::Cancelled(..) => Outcome::Cancelled,
		ReferendumInfo::TimedOut(..) => Outcome::TimedOut,
		ReferendumInfo::Killed(_) => Outcome::Killed,
	}
}

/// Makes blocks until the referendum is over, and returns how many it took.
fn run_to_the_end(chain: &mut Chain, index: u32) -> u32 {
	let before = chain.number();
	while chain.read(|| outcome(index)) == Outcome::Ongoing {
		chain.empty_block();
	}
	chain.number().saturating_sub(before)
}
