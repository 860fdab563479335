// SPDX-License-Identifier: Apache-2.0

//! Referenda, votes, the committee, bounties.

use super::Make;
use crate::{
	configs::governance::{origins::Origin, TechnicalCollective},
	tests::people::{address, id},
	units::CRN,
	Hash, Hashing, OriginCaller, Runtime, RuntimeCall,
};
use frame_support::{
	traits::{schedule::DispatchTime, Bounded},
	BoundedVec,
};
use pallet_conviction_voting::{AccountVote, Conviction, Vote};
use parity_scale_codec::{Decode, Encode};
use sp_runtime::traits::Hash as _;

type Preimages = pallet_preimage::Call<Runtime>;
type Referenda = pallet_referenda::Call<Runtime>;
type Voting = pallet_conviction_voting::Call<Runtime>;
type Committee = pallet_collective::Call<Runtime, TechnicalCollective>;
type Bounties = pallet_bounties::Call<Runtime>;

/// The track of [`Origin::GeneralAdmin`].
const TRACK: u16 = 12;

/// Something that may be decided and does nothing.
fn remark(number: u32) -> RuntimeCall {
	frame_system::Call::remark { remark: vec![number as u8] }.into()
}

fn bytes(number: u32) -> Vec<u8> {
	remark(number).encode()
}

fn hash(number: u32) -> Hash {
	Hashing::hash(&bytes(number))
}

/// The index of the committee's proposal, if it is there.
fn proposal(number: u32) -> u32 {
	let votes = pallet_collective::Voting::<Runtime, TechnicalCollective>::get(hash(number));
	// It has no getter: it comes first.
	votes.map_or(0, |votes| u32::decode(&mut &votes.encode()[..]).expect("so it is laid out"))
}

pub(super) const CALLS: &[Make] = &[
	|d| Preimages::note_preimage { bytes: bytes(d.number) }.into(),
	|d| Preimages::unnote_preimage { hash: hash(d.number) }.into(),
	|d| {
		let inline = Bounded::Inline(BoundedVec::truncate_from(bytes(d.number)));
		let lookup = Bounded::Lookup { hash: hash(d.number), len: bytes(d.number).len() as u32 };
		Referenda::submit {
			proposal_origin: Box::new(OriginCaller::Origins(Origin::GeneralAdmin)),
			proposal: if d.flag { inline } else { lookup },
			enactment_moment: DispatchTime::After(d.number),
		}
		.into()
	},
	|d| Referenda::place_decision_deposit { index: d.number }.into(),
	|d| Referenda::refund_decision_deposit { index: d.number }.into(),
	|d| Referenda::refund_submission_deposit { index: d.number }.into(),
	|d| {
		let (aye, nay) = (d.amount / 2, d.amount / 3);
		let vote = match d.number {
			0 => AccountVote::Split { aye, nay },
			1 => AccountVote::SplitAbstain { aye, nay, abstain: d.amount / 7 },
			_ => AccountVote::Standard {
				vote: Vote { aye: d.flag, conviction: Conviction::Locked2x },
				balance: d.amount,
			},
		};
		Voting::vote { poll_index: d.amount as u32 % 2, vote }.into()
	},
	|d| {
		let vote = AccountVote::Standard {
			vote: Vote { aye: d.flag, conviction: Conviction::None },
			balance: d.amount,
		};
		Voting::vote { poll_index: d.number, vote }.into()
	},
	|d| {
		let conviction = if d.flag { Conviction::Locked1x } else { Conviction::None };
		Voting::delegate { class: TRACK, to: address(d.other), conviction, balance: d.amount }.into()
	},
	|_| Voting::undelegate { class: TRACK }.into(),
	|d| Voting::unlock { class: TRACK, target: address(d.other) }.into(),
	|d| Voting::remove_vote { class: Some(TRACK), index: d.number }.into(),
	|d| Voting::remove_other_vote { target: address(d.other), class: TRACK, index: d.number }.into(),
	|d| {
		let proposal = Box::new(remark(d.number));
		Committee::propose { threshold: 1 + d.number, proposal, length_bound: 100 }.into()
	},
	|d| {
		let (proposal, index) = (hash(d.number), proposal(d.number));
		Committee::vote { proposal, index, approve: d.flag }.into()
	},
	|d| {
		Committee::close {
			proposal_hash: hash(d.number),
			index: proposal(d.number),
			proposal_weight_bound: crate::configs::system::MAX_BLOCK_WEIGHT / 10,
			length_bound: 100,
		}
		.into()
	},
	|d| {
		let description = id(d.other).encode();
		Bounties::propose_bounty { value: d.amount % (1_000 * CRN), description }.into()
	},
	|d| Bounties::close_bounty { bounty_id: d.number }.into(),
	|d| pallet_treasury::Call::check_status { index: d.number }.into(),
];
