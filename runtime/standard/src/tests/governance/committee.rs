// SPDX-License-Identifier: Apache-2.0

//! The technical committee: Alice, Bob and Charlie, of whom two decide.

use super::*;
use crate::{
	configs::governance::{origins::Origin, TechnicalCollective},
	tests::{chain::dispatch, chain::events, people::as_root},
};
use frame_support::{assert_err, dispatch::GetDispatchInfo, weights::Weight};
use pallet_collective::{Event, Members};
use sp_runtime::DispatchError::BadOrigin;

type Committee = pallet_collective::Call<Runtime, TechnicalCollective>;
type CommitteeError = pallet_collective::Error<Runtime, TechnicalCollective>;

/// Puts `call` to the committee; the members of `ayes` vote for it, and then it is closed. Returns what came of it.
pub(in crate::tests) fn committee_votes(
	call: &RuntimeCall,
	threshold: u32,
	ayes: &[Sr25519Keyring],
) -> DispatchResult {
	let length_bound = call.encoded_size() as u32;
	let proposal = Box::new(call.clone());
	submit(Alice, Committee::propose { threshold, proposal, length_bound })?;
	let (index, proposal) = last_event(|event| match event {
		RuntimeEvent::TechnicalCommittee(Event::Proposed { proposal_index, proposal_hash, .. }) => {
			Some((proposal_index, proposal_hash))
		}
		_ => None,
	});
	for who in ayes {
		submit(*who, Committee::vote { proposal, index, approve: true })?;
	}
	let proposal_weight_bound = call.get_dispatch_info().call_weight.saturating_add(Weight::from_parts(1, 1));
	submit(Alice, Committee::close { proposal_hash: proposal, index, proposal_weight_bound, length_bound })?;
	last_event(|event| match event {
		RuntimeEvent::TechnicalCommittee(Event::Executed { result, .. }) => Some(result),
		_ => None,
	})
}

/// Two of the three members have `call` made.
pub(in crate::tests) fn committee_decides(call: impl Into<RuntimeCall>) -> DispatchResult {
	committee_votes(&call.into(), 2, &[Alice, Bob])
}

#[test]
fn one_member_decides_nothing_alone() {
	let mut chain = chain();
	chain.next_block(|| {
		let call = frame_system::Call::remark { remark: vec![] }.into();
		assert_err!(committee_votes(&call, 2, &[Alice]), CommitteeError::TooEarly);
	});
}

#[test]
fn what_a_single_member_proposes_for_itself_has_no_power() {
	let mut chain = chain();
	chain.next_block(|| {
		let call_hash = hash(&leave_a_trace());
		let proposal: RuntimeCall = pallet_whitelist::Call::whitelist_call { call_hash }.into();
		let length_bound = proposal.encoded_size() as u32;
		let alone = Committee::propose { threshold: 1, proposal: Box::new(proposal), length_bound };
		assert_ok!(submit(Alice, alone));
		let executed = events().into_iter().find_map(|event| match event {
			RuntimeEvent::TechnicalCommittee(Event::Executed { result, .. }) => Some(result),
			_ => None,
		});
		assert_eq!(executed, Some(Err(BadOrigin)));
	});
}

#[test]
fn outsiders_do_not_vote_in_it() {
	let mut chain = chain();
	chain.next_block(|| {
		let call = frame_system::Call::remark { remark: vec![] }.into();
		assert_err!(committee_votes(&call, 2, &[Alice, Dave]), CommitteeError::NotMember);
	});
}

#[test]
fn the_holders_choose_its_members() {
	let mut chain = chain();
	chain.next_block(|| {
		let set = || Committee::set_members { new_members: vec![id(Dave)], prime: None, old_count: 3 };
		assert_err!(submit(Alice, set()), BadOrigin);
		assert_err!(committee_decides(set()), BadOrigin);
		assert_err!(dispatch(Origin::StakingAdmin, set()), BadOrigin);
		assert_ok!(dispatch(Origin::GeneralAdmin, set()));
		assert_eq!(Members::<Runtime, TechnicalCollective>::get(), [id(Dave)]);
		assert_ok!(as_root(Committee::set_members { new_members: vec![], prime: None, old_count: 1 }));
	});
}
