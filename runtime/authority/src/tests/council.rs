// SPDX-License-Identifier: Apache-2.0

//! The council, Alice, Bob and Charlie: two of them appoint validators, all three may do anything.

use super::{
	chain::{free, id, last_event, submit, Chain},
	operator::registers_keys,
};
use crate::{
	configs::council::CouncilCollective, genesis_presets::LOCAL, units::CRN, Balances, Hash, Hashing,
	Runtime, RuntimeCall, RuntimeEvent, Session, System, ValidatorSet,
};
use frame_support::{
	assert_err, assert_ok,
	dispatch::{DispatchErrorWithPostInfo, GetDispatchInfo},
	traits::fungible::InspectHold,
	weights::Weight,
};
use pallet_collator_selection::{Error as SetError, Invulnerables};
use pallet_collective::{Event, Members};
use parity_scale_codec::Encode;
use serde_json::json;
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::{
	traits::Hash as _,
	DispatchError::{self, BadOrigin},
	DispatchResult, TokenError,
};

type Council = pallet_collective::Call<Runtime, CouncilCollective>;
type CouncilError = pallet_collective::Error<Runtime, CouncilCollective>;
type Validators = pallet_collator_selection::Call<Runtime>;

/// Sessions as short as they may be, and nobody above the council.
pub(super) fn chain() -> Chain {
	chain_with(json!({}))
}

fn chain_with(more: serde_json::Value) -> Chain {
	let mut patch = json!({ "launchConfig": { "epochDuration": 10 }, "sudo": { "key": null } });
	patch.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
	Chain::with_patch(LOCAL, patch)
}

/// Puts `call` to the council; `ayes` vote for it, and then it is closed. Returns what came of it.
pub(super) fn decides(ayes: &[Sr25519Keyring], call: impl Into<RuntimeCall>) -> DispatchResult {
	let call = call.into();
	let length_bound = call.encoded_size() as u32;
	let (index, proposal) = proposes(Alice, ayes.len().max(2) as u32, call.clone())?;
	for who in ayes {
		submit(*who, Council::vote { proposal, index, approve: true })?;
	}
	let proposal_weight_bound = call.get_dispatch_info().call_weight.saturating_add(Weight::from_parts(1, 1));
	submit(Alice, Council::close { proposal_hash: proposal, index, proposal_weight_bound, length_bound })?;
	last_event(|event| match event {
		RuntimeEvent::Council(Event::Executed { result, .. }) => Some(result),
		_ => None,
	})
}

/// Puts `call` to the council. Returns the motion's number and its hash.
fn proposes(
	who: Sr25519Keyring,
	threshold: u32,
	call: impl Into<RuntimeCall>,
) -> Result<(u32, Hash), DispatchError> {
	let proposal = Box::new(call.into());
	let length_bound = proposal.encoded_size() as u32;
	submit(who, Council::propose { threshold, proposal, length_bound })?;
	Ok(last_event(|event| match event {
		RuntimeEvent::Council(Event::Proposed { proposal_index, proposal_hash, .. }) => {
			Some((proposal_index, proposal_hash))
		}
		_ => None,
	}))
}

/// Bob and Charlie vote on a motion that takes two votes and little of a block, and it is closed.
fn bob_and_charlie_vote((index, proposal): (u32, Hash), approve: bool) {
	for who in [Bob, Charlie] {
		assert_ok!(submit(who, Council::vote { proposal, index, approve }));
	}
	let (proposal_weight_bound, length_bound) = (Weight::from_parts(5_000_000_000, 100_000), 1_000);
	let close = Council::close { proposal_hash: proposal, index, proposal_weight_bound, length_bound };
	assert_ok!(submit(Bob, close));
}

/// The motion that has `call` made as root.
pub(super) fn as_root(call: impl Into<RuntimeCall>) -> RuntimeCall {
	let call = call.into();
	let call_hash = Hashing::hash_of(&call);
	let calls = vec![
		pallet_whitelist::Call::whitelist_call { call_hash }.into(),
		pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage { call: Box::new(call) }.into(),
	];
	pallet_utility::Call::batch_all { calls }.into()
}

/// What became of the last call that was made as root.
fn outcome_as_root() -> DispatchResult {
	last_event(|event| match event {
		RuntimeEvent::Whitelist(pallet_whitelist::Event::WhitelistedCallDispatched { result, .. }) => {
			Some(result.map(drop).map_err(|DispatchErrorWithPostInfo { error, .. }| error))
		}
		_ => None,
	})
}

fn appointed() -> Vec<crate::AccountId> {
	Invulnerables::<Runtime>::get().into_inner()
}

#[test]
fn two_thirds_appoint_a_validator_that_works_in_the_session_after_the_next() {
	let mut chain = chain();
	chain.run_to_session(1);
	let before = chain.read(Session::validators);
	chain.block(|| {
		assert_ok!(registers_keys(Eve));
		assert_ok!(decides(&[Alice, Bob], Validators::add_invulnerable { who: id(Eve) }));
	});
	chain.read(|| assert_eq!(appointed().len(), 5));

	chain.run_to_session(2);
	assert_eq!(chain.read(Session::validators), before, "only planned");
	chain.run_to_session(3);
	let after = chain.read(Session::validators);
	assert_eq!(after.len(), 5);
	assert!(after.contains(&id(Eve)));

	// It makes blocks, and its vote counts.
	let earned = chain.read(|| free(Eve));
	chain.block_by(&id(Eve), || {
		assert_ok!(submit(Bob, frame_system::Call::remark { remark: vec![] }));
	});
	assert!(chain.read(|| free(Eve)) > earned);
	assert_eq!(chain.read(crate::Grandpa::grandpa_authorities).len(), 5);
	chain.check_invariants();
}

#[test]
fn two_thirds_dismiss_a_validator() {
	let mut chain = chain();
	chain.run_to_session(1);
	chain.block(|| {
		assert_ok!(decides(&[Bob, Charlie], Validators::remove_invulnerable { who: id(Dave) }));
	});
	chain.run_to_session(3);
	chain.read(|| {
		assert_eq!(Session::validators().len(), 3);
		assert!(!Session::validators().contains(&id(Dave)));
		assert_eq!(crate::Aura::authorities_len(), 3);
		assert_eq!(crate::Grandpa::grandpa_authorities().len(), 3);
	});
	chain.check_invariants();
}

#[test]
fn the_last_validator_cannot_be_dismissed() {
	let mut chain = chain();
	chain.block(|| {
		for who in [Bob, Charlie, Dave] {
			assert_ok!(decides(&[Alice, Bob], Validators::remove_invulnerable { who: id(who) }));
		}
		let last = decides(&[Alice, Bob], Validators::remove_invulnerable { who: id(Alice) });
		assert_err!(last, SetError::<Runtime>::TooFewEligibleCollators);
		let none = decides(&[Alice, Bob], Validators::set_invulnerables { new: vec![] });
		assert_err!(none, SetError::<Runtime>::TooFewEligibleCollators);
		assert_eq!(appointed(), [id(Alice)]);
	});
	chain.run_to_session(3);
	assert_eq!(chain.read(Session::validators), [id(Alice)]);
}

#[test]
fn nobody_is_appointed_without_session_keys_or_twice() {
	let mut chain = chain();
	chain.block(|| {
		let eve = decides(&[Alice, Bob], Validators::add_invulnerable { who: id(Eve) });
		assert_err!(eve, SetError::<Runtime>::ValidatorNotRegistered);
		let bob = decides(&[Alice, Bob], Validators::add_invulnerable { who: id(Bob) });
		assert_err!(bob, SetError::<Runtime>::AlreadyInvulnerable);
	});
}

#[test]
fn nobody_puts_oneself_forward() {
	let mut chain = chain();
	chain.block(|| {
		assert_ok!(registers_keys(Eve));
		let refused = submit(Eve, Validators::register_as_candidate {});
		assert_eq!(refused, Err(SetError::<Runtime>::TooManyCandidates.into()));
		assert_err!(submit(Eve, Validators::add_invulnerable { who: id(Eve) }), BadOrigin);
		assert_eq!(pallet_collator_selection::CandidateList::<Runtime>::get().len(), 0);
	});
}

#[test]
fn one_member_decides_nothing_alone() {
	let mut chain = chain();
	chain.block(|| {
		assert_ok!(registers_keys(Eve));
		let call = || Validators::add_invulnerable { who: id(Eve) };
		assert_err!(decides(&[Alice], call()), CouncilError::TooEarly);
		assert_err!(submit(Alice, call()), BadOrigin);

		// A motion with a threshold of one is made at once, in the name of that one.
		let proposal: RuntimeCall = Validators::remove_invulnerable { who: id(Dave) }.into();
		let length_bound = proposal.encoded_size() as u32;
		let alone = Council::propose { threshold: 1, proposal: Box::new(proposal), length_bound };
		assert_ok!(submit(Bob, alone));
		let executed = last_event(|event| match event {
			RuntimeEvent::Council(Event::Executed { result, .. }) => Some(result),
			_ => None,
		});
		assert_eq!(executed, Err(BadOrigin));
		assert_eq!(appointed().len(), 4);
	});
}

#[test]
fn outsiders_neither_propose_nor_vote() {
	let mut chain = chain();
	chain.block(|| {
		let call = || RuntimeCall::from(Validators::remove_invulnerable { who: id(Dave) });
		assert_err!(decides(&[Alice, Dave], call()), CouncilError::NotMember);
		let proposal = Council::propose { threshold: 2, proposal: Box::new(call()), length_bound: 100 };
		assert_err!(submit(Ferdie, proposal), CouncilError::NotMember);
	});
}

#[test]
fn who_has_not_voted_when_a_motion_ends_is_against_it() {
	let mut chain = chain_with(json!({ "launchConfig": { "epochDuration": 10, "governanceDay": 2 } }));
	let call: RuntimeCall = Validators::remove_invulnerable { who: id(Dave) }.into();
	let length_bound = call.encoded_size() as u32;
	let proposal_hash = chain.block(|| {
		// Alice is the prime member, whose vote other chains take for that of all who are away.
		let members = vec![id(Alice), id(Bob), id(Charlie)];
		let prime = Council::set_members { new_members: members, prime: Some(id(Alice)), old_count: 3 };
		assert_ok!(decides(&[Alice, Bob, Charlie], prime));
		assert_ok!(submit(
			Alice,
			Council::propose { threshold: 2, proposal: Box::new(call.clone()), length_bound }
		));
		let (index, proposal) = last_event(|event| match event {
			RuntimeEvent::Council(Event::Proposed { proposal_index, proposal_hash, .. }) => {
				Some((proposal_index, proposal_hash))
			}
			_ => None,
		});
		assert_ok!(submit(Alice, Council::vote { proposal, index, approve: true }));
		proposal
	});
	// Three governance days.
	(0..6).for_each(|_| chain.block(|| ()));
	chain.block(|| {
		let proposal_weight_bound = call.get_dispatch_info().call_weight;
		let close = Council::close { proposal_hash, index: 1, proposal_weight_bound, length_bound };
		assert_ok!(submit(Bob, close));
		last_event(|event| matches!(event, RuntimeEvent::Council(Event::Disapproved { .. })).then_some(()));
		assert_eq!(appointed().len(), 4);
	});
}

#[test]
fn three_quarters_do_as_root_and_two_thirds_do_not() {
	let mut chain = chain();
	let call = || frame_system::Call::set_storage { items: vec![(b"key".to_vec(), b"value".to_vec())] };
	chain.block(|| {
		assert_err!(decides(&[Alice, Bob, Charlie], call()), BadOrigin);
		assert_err!(decides(&[Alice, Bob], as_root(call())), BadOrigin);
		assert!(sp_io::storage::get(b"key").is_none());

		assert_ok!(decides(&[Alice, Bob, Charlie], as_root(call())));
		assert_ok!(outcome_as_root());
		assert_eq!(sp_io::storage::get(b"key").unwrap().as_ref(), b"value");
	});
}

#[test]
fn a_call_is_whitelisted_for_one_use() {
	let mut chain = chain();
	chain.block(|| {
		let call: RuntimeCall = frame_system::Call::remark { remark: vec![7] }.into();
		assert_ok!(decides(&[Alice, Bob, Charlie], as_root(call.clone())));
		let call_hash = Hashing::hash_of(&call);
		assert!(!pallet_whitelist::WhitelistedCall::<Runtime>::contains_key(call_hash));
		let again = pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage { call: Box::new(call) };
		assert!(submit(Eve, again).is_err());
	});
}

#[test]
fn the_council_replaces_its_members() {
	let mut chain = chain();
	chain.block(|| {
		let set = || Council::set_members { new_members: vec![id(Dave)], prime: None, old_count: 3 };
		assert_err!(submit(Alice, set()), BadOrigin);
		assert_err!(decides(&[Alice, Bob], set()), BadOrigin);
		assert_ok!(decides(&[Alice, Bob, Charlie], set()));
		assert_eq!(Members::<Runtime, CouncilCollective>::get(), [id(Dave)]);
	});
}

#[test]
fn the_council_authorises_an_upgrade_and_anyone_hands_it_in() {
	let mut chain = chain();
	// It need not be a runtime to be authorised; whether it is one is checked when it is handed in.
	let code = vec![1, 2, 3];
	let code_hash = Hashing::hash(&code);
	chain.block(|| {
		let call = || frame_system::Call::authorize_upgrade { code_hash };
		assert_err!(decides(&[Alice, Bob], as_root(call())), BadOrigin);
		assert!(System::authorized_upgrade().is_none());
		assert_ok!(decides(&[Alice, Bob, Charlie], as_root(call())));
		assert_ok!(outcome_as_root());
		assert_eq!(System::authorized_upgrade().map(|upgrade| *upgrade.code_hash()), Some(code_hash));

		let other = frame_system::Call::apply_authorized_upgrade { code: vec![4] };
		assert_err!(submit(Eve, other), frame_system::Error::<Runtime>::Unauthorized);
	});
}

#[test]
fn the_council_upgrades_to_a_runtime_without_checks() {
	let mut chain = chain();
	chain.block(|| {
		let call = frame_system::Call::set_code_without_checks { code: vec![5, 6] };
		assert_ok!(decides(&[Alice, Bob, Charlie], as_root(call)));
		assert_ok!(outcome_as_root());
		assert_eq!(sp_io::storage::get(b":code").unwrap().as_ref(), [5, 6]);
	});
}

#[test]
fn a_set_whose_members_have_no_keys_changes_nothing() {
	let mut chain = chain();
	let before = chain.read(Session::validators);
	chain.block(|| {
		// The pallet leaves out who has no keys, and there is nobody else.
		assert_ok!(decides(&[Alice, Bob], Validators::set_invulnerables { new: vec![id(Eve)] }));
		assert_eq!(appointed(), []);
		assert_eq!(ValidatorSet::assemble_collators(), []);
	});
	chain.run_to_session(5);
	assert_eq!(chain.read(Session::validators), before);
	assert_eq!(chain.read(crate::Grandpa::grandpa_authorities).len(), 4);

	// They are appointed again, so the next one joins them.
	assert_eq!(chain.read(appointed), before);
	chain.block(|| {
		assert_ok!(registers_keys(Eve));
		assert_ok!(decides(&[Alice, Bob], Validators::add_invulnerable { who: id(Eve) }));
	});
	chain.run_to_session(7);
	chain.read(|| {
		assert_eq!(Session::validators().len(), 5);
		assert!(Session::validators().contains(&id(Eve)));
	});
	chain.check_invariants();
}

/// A call of which there are as many as one likes.
fn remark(number: u8) -> RuntimeCall {
	frame_system::Call::remark { remark: vec![number] }.into()
}

#[test]
fn a_sixth_motion_takes_a_deposit_that_comes_back_when_it_has_ended() {
	let mut chain = chain();
	chain.block(|| {
		let held = || Balances::total_balance_on_hold(&id(Alice));
		for number in 0..5 {
			assert_ok!(proposes(Alice, 2, remark(number)));
		}
		assert_eq!(held(), 0);
		let sixth = proposes(Alice, 2, remark(5)).unwrap();
		assert_eq!(held(), CRN);
		assert_ok!(proposes(Alice, 2, remark(6)));
		assert_eq!(held(), 3 * CRN);

		let release = || Council::release_proposal_cost { proposal_hash: sixth.1 };
		assert_err!(submit(Eve, release()), CouncilError::ProposalActive);
		bob_and_charlie_vote(sixth, false);
		assert_ok!(submit(Eve, release()));
		assert_eq!(held(), 2 * CRN);
	});
	chain.check_invariants();
}

#[test]
fn one_member_cannot_take_up_all_the_room_for_motions() {
	let mut chain = chain();
	chain.block(|| {
		// Five for nothing, then as many as a million tokens are enough for: 1 + 2 + 4 and so on.
		let motions: Vec<_> = (0..24).map(|number| proposes(Alice, 2, remark(number)).unwrap()).collect();
		let held = || Balances::total_balance_on_hold(&id(Alice));
		assert_eq!(held(), ((1 << 19) - 1) * CRN);
		assert_err!(proposes(Alice, 2, remark(24)), TokenError::FundsUnavailable);

		// The others end them, and decide what they like. A motion that is killed costs its deposit.
		let (last, first) = motions.split_last().unwrap();
		first.iter().rev().take(18).for_each(|motion| bob_and_charlie_vote(*motion, false));
		let kill = proposes(Bob, 2, Council::kill { proposal_hash: last.1 }).unwrap();
		assert_eq!(Balances::total_balance_on_hold(&id(Bob)), 2 * CRN);
		bob_and_charlie_vote(kill, true);
		assert_eq!(held(), ((1 << 18) - 1) * CRN);
	});
}

#[test]
fn in_a_council_of_one_that_one_decides_at_once() {
	let mut chain = chain_with(json!({
		"launchConfig": { "epochDuration": 10 },
		"council": { "members": [id(Alice)] },
	}));
	chain.block(|| {
		let call = frame_system::Call::set_storage { items: vec![(b"key".to_vec(), b"value".to_vec())] };
		let proposal = Box::new(as_root(call));
		let length_bound = proposal.encoded_size() as u32;
		assert_ok!(submit(Alice, Council::propose { threshold: 1, proposal, length_bound }));
		assert_ok!(outcome_as_root());
		assert_eq!(sp_io::storage::get(b"key").unwrap().as_ref(), b"value");
	});
}
