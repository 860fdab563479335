// SPDX-License-Identifier: Apache-2.0

//! A validator that votes for two blocks in one round is found out, and makes no blocks any more.

use super::{
	chain::{apply, events, id, submit, Chain},
	council,
	operator::registers_keys,
};
use crate::{
	configs::offences::KEPT_SESSIONS, genesis_presets::LOCAL, Block, Hash, Header, Runtime, RuntimeCall,
	RuntimeEvent, Session, UncheckedExtrinsic,
};
use frame_support::{assert_err, assert_ok, traits::DisabledValidators};
use parity_scale_codec::{Decode, Encode};
use serde_json::json;
use sp_consensus_grandpa::{runtime_decl_for_grandpa_api::GrandpaApi, EquivocationProof};
use sp_keyring::{
	Ed25519Keyring,
	Sr25519Keyring::{self, Alice, Bob, Charlie, Eve},
};
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError};
use sp_session::MembershipProof;
use std::panic::{catch_unwind, AssertUnwindSafe};

fn chain() -> Chain {
	Chain::with_patch(LOCAL, json!({ "launchConfig": { "epochDuration": 10 } }))
}

/// The key that `who` votes with.
fn voter(who: Sr25519Keyring) -> Ed25519Keyring {
	let name: &str = who.into();
	Ed25519Keyring::iter().find(|key| <&str>::from(*key) == name).unwrap()
}

/// Two different votes by `who` in the same round of the voters' set `set_id`.
///
/// Put together from its parts, because their struct belongs to a crate that nothing else here needs.
fn two_votes(who: Sr25519Keyring, set_id: u64) -> EquivocationProof<Hash, u32> {
	const ROUND: u64 = 5;
	const PREVOTE: u8 = 0;
	let vote = |salt: u8| {
		let vote = sp_consensus_grandpa::Prevote::<Header> {
			target_hash: Hash::repeat_byte(salt),
			target_number: 3,
		};
		let message = sp_consensus_grandpa::Message::<Header>::Prevote(vote.clone());
		let payload = sp_consensus_grandpa::localized_payload(ROUND, set_id, &message);
		(vote, voter(who).sign(&payload))
	};
	let bytes = (set_id, PREVOTE, ROUND, voter(who).public(), vote(1), vote(2)).encode();
	Decode::decode(&mut &bytes[..]).expect("the parts are in order")
}

/// The proof, made in the current state, that the key of the votes of `who` is a validator's.
fn key_proof(who: Sr25519Keyring) -> MembershipProof {
	let proof = <Runtime as GrandpaApi<Block>>::generate_key_ownership_proof(0, voter(who).public().into());
	proof.expect("it is a validator").decode().expect("the runtime encoded it")
}

fn report(
	equivocation_proof: EquivocationProof<Hash, u32>,
	key_owner_proof: MembershipProof,
) -> UncheckedExtrinsic {
	UncheckedExtrinsic::new_bare(RuntimeCall::Grandpa(pallet_grandpa::Call::report_equivocation_unsigned {
		equivocation_proof: Box::new(equivocation_proof),
		key_owner_proof,
	}))
}

/// The kinds of offences recorded in the block under construction.
fn recorded() -> Vec<[u8; 16]> {
	let kind = |event| match event {
		RuntimeEvent::Offences(pallet_offences::Event::Offence { kind, .. }) => Some(kind),
		_ => None,
	};
	events().into_iter().filter_map(kind).collect()
}

fn index_of(who: Sr25519Keyring) -> u32 {
	Session::validators().iter().position(|validator| *validator == id(who)).unwrap() as u32
}

fn invalid(reason: InvalidTransaction) -> TransactionValidityError {
	TransactionValidityError::Invalid(reason)
}

/// Reports Bob in a block by Alice.
fn bob_is_reported(chain: &mut Chain) {
	chain.block_by(&id(Alice), || {
		let report = report(two_votes(Bob, Runtime::current_set_id()), key_proof(Bob));
		assert_ok!(apply(report).expect("a valid report"));
	});
}

#[test]
fn who_votes_twice_is_recorded_once_and_disabled() {
	let mut chain = chain();
	let bob = chain.read(|| index_of(Bob));
	chain.block_by(&id(Alice), || {
		let report = report(two_votes(Bob, Runtime::current_set_id()), key_proof(Bob));
		assert_ok!(apply(report.clone()).expect("a valid report"));
		assert_eq!(recorded(), [*b"grandpa:equivoca"]);
		assert_eq!(Session::disabled_validators(), [bob]);
		assert_err!(apply(report), invalid(InvalidTransaction::Stale));
	});
	chain.read(|| {
		let reported: Vec<_> = pallet_offences::Reports::<Runtime>::iter_values().collect();
		assert_eq!(reported.len(), 1);
		assert_eq!(reported[0].offender.0, id(Bob));
	});
}

#[test]
fn a_block_of_a_disabled_validator_is_not_accepted() {
	let mut chain = chain();
	bob_is_reported(&mut chain);
	let refused = catch_unwind(AssertUnwindSafe(|| chain.block_by(&id(Bob), || ())));
	let message = *refused.expect_err("the block panics").downcast::<String>().expect("with a text");
	assert!(message.contains("is disabled and should not be attempting to author blocks"), "{message}");
}

#[test]
fn it_stays_disabled_until_the_set_changes() {
	let mut chain = chain();
	chain.run_to_session(2);
	bob_is_reported(&mut chain);
	chain.run_to_session(6);
	chain.read(|| assert!(Session::is_disabled(index_of(Bob))));

	chain.block(|| {
		let dismiss = pallet_collator_selection::Call::remove_invulnerable { who: id(Bob) };
		assert_ok!(council::decides(&[Alice, Charlie], dismiss));
	});
	chain.run_to_session(8);
	chain.read(|| {
		assert!(!Session::validators().contains(&id(Bob)));
		assert_eq!(Session::disabled_validators(), [0u32; 0]);
	});
	chain.check_invariants();
}

#[test]
fn new_keys_of_any_validator_end_it_so_an_offender_has_to_be_dismissed() {
	let mut chain = chain();
	chain.run_to_session(2);
	bob_is_reported(&mut chain);
	chain.block(|| {
		assert_ok!(registers_keys(Bob));
	});
	chain.run_to_session(3);
	chain.read(|| assert!(Session::is_disabled(index_of(Bob))));
	chain.run_to_session(4);
	chain.read(|| assert_eq!(Session::disabled_validators(), [0u32; 0]));
	chain.block_by(&id(Bob), || ());
}

#[test]
fn never_so_many_are_disabled_that_the_rest_could_not_go_on() {
	let mut chain = chain();
	chain.block_by(&id(Alice), || {
		for offender in [Bob, Charlie] {
			let report = report(two_votes(offender, Runtime::current_set_id()), key_proof(offender));
			assert_ok!(apply(report).expect("a valid report"));
		}
		assert_eq!(recorded().len(), 2, "both are recorded");
		assert_eq!(Session::disabled_validators().len(), 1, "one of four is the most");
	});
	chain.run_to_session(2);
}

#[test]
fn an_offence_of_a_past_session_is_recorded_as_long_as_that_is_remembered() {
	for (later, remembered) in [(KEPT_SESSIONS - 1, true), (KEPT_SESSIONS, false)] {
		let mut chain = chain();
		chain.run_to_session(2);
		let (votes, proof) = chain.read(|| (two_votes(Bob, Runtime::current_set_id()), key_proof(Bob)));
		chain.run_to_session(2 + later);
		chain.block_by(&id(Alice), || {
			let result = apply(report(votes, proof));
			if remembered {
				assert_ok!(result.expect("a valid report"));
				assert_eq!(recorded(), [*b"grandpa:equivoca"]);
				assert!(Session::is_disabled(index_of(Bob)));
			} else {
				assert_err!(result, invalid(InvalidTransaction::BadProof));
			}
		});
	}
}

#[test]
fn one_vote_or_that_of_somebody_else_is_no_offence() {
	let mut chain = chain();
	chain.block_by(&id(Alice), || {
		// Eve is no validator.
		let of_eve = report(two_votes(Eve, Runtime::current_set_id()), key_proof(Bob));
		assert_err!(apply(of_eve), invalid(InvalidTransaction::BadProof));
		// A set that there has never been.
		let of_no_set = report(two_votes(Bob, 99), key_proof(Bob));
		assert!(apply(of_no_set).expect("the key is a validator's").is_err());
		assert_eq!(recorded(), [[0u8; 16]; 0]);
		assert_eq!(Session::disabled_validators(), [0u32; 0]);
	});
}

#[test]
fn unsigned_reports_are_not_taken_from_strangers() {
	let mut chain = chain();
	chain.block(|| ());
	let report = chain.read(|| report(two_votes(Bob, Runtime::current_set_id()), key_proof(Bob)));
	let refused = chain.validate(TransactionSource::External, report.clone());
	assert_eq!(refused, Err(invalid(InvalidTransaction::Call)));
	let accepted = chain.validate(TransactionSource::Local, report).expect("the node itself may report");
	assert!(!accepted.propagate);
	assert_eq!(accepted.longevity, u64::from(KEPT_SESSIONS) * 10, "as long as the session is remembered");
}

#[test]
fn the_node_can_report_what_it_saw() {
	use sp_core::offchain::{testing::TestTransactionPoolExt, TransactionPoolExt};

	let mut chain = chain();
	chain.block(|| ());
	let (pool, state) = TestTransactionPoolExt::new();
	chain.register(TransactionPoolExt::new(pool));
	chain.read(|| {
		let set = Runtime::current_set_id();
		let key = voter(Bob).public().into();
		let proof = <Runtime as GrandpaApi<Block>>::generate_key_ownership_proof(set, key).unwrap();
		let votes = two_votes(Bob, set);
		<Runtime as GrandpaApi<Block>>::submit_report_equivocation_unsigned_extrinsic(votes, proof)
			.expect("the report is submitted");
	});
	let submitted = state.write().transactions.pop().expect("one transaction");
	let report = UncheckedExtrinsic::decode(&mut &submitted[..]).expect("a transaction of this runtime");
	chain.block_by(&id(Alice), || {
		assert_ok!(apply(report).expect("a valid report"));
		assert_eq!(recorded(), [*b"grandpa:equivoca"]);
	});
}

#[test]
fn a_change_of_the_set_gives_a_disabled_validator_another_chance() {
	let mut chain = chain();
	chain.run_to_session(2);
	bob_is_reported(&mut chain);
	chain.block(|| {
		// Another one joins: the set changes, and the council has had its chance to dismiss Bob.
		assert_ok!(registers_keys(Eve));
		let add = pallet_collator_selection::Call::add_invulnerable { who: id(Eve) };
		assert_ok!(submit(Alice, pallet_sudo::Call::sudo { call: Box::new(add.into()) }));
	});
	chain.run_to_session(4);
	chain.read(|| assert_eq!(Session::disabled_validators(), [0u32; 0]));
	chain.block_by(&id(Bob), || ());
}
