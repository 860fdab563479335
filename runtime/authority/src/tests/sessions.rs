// SPDX-License-Identifier: Apache-2.0

//! Sessions: when they begin, who validates in them, and for how long they are remembered.

use super::{
	chain::{id, submit, Chain},
	council,
	operator::{keys_of_alice, new_keys, registers_keys},
};
use crate::{
	configs::offences::KEPT_SESSIONS,
	genesis_presets::{session_keys, DEVELOPMENT, LOCAL},
	units::CRN,
	Aura, Balances, Grandpa, Historical, Runtime, Session, System,
};
use frame_support::{
	assert_err, assert_ok,
	traits::{fungible::InspectHold, KeyOwnerProofSystem},
};
use pallet_session::historical::{HistoricalSessions, StoredRange};
use serde_json::json;
use sp_consensus_grandpa::runtime_decl_for_grandpa_api::GrandpaApi;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve};

fn chain(preset: &str) -> Chain {
	Chain::with_patch(preset, json!({ "launchConfig": { "epochDuration": 10 } }))
}

#[test]
fn a_session_has_as_many_blocks_as_the_chain_spec_says() {
	let mut chain = Chain::with_patch(LOCAL, json!({ "launchConfig": { "epochDuration": 13 } }));
	for (number, session) in [(12, 0), (13, 1), (25, 1), (26, 2)] {
		while chain.number() < number {
			chain.block(|| ());
		}
		assert_eq!(chain.read(Session::current_index), session, "at block {number}");
	}
}

#[test]
fn the_appointed_validators_stay_and_the_finality_voters_are_not_renewed_for_nothing() {
	let mut chain = chain(LOCAL);
	let mut expected = [Alice, Bob, Charlie, Dave].map(id).to_vec();
	expected.sort();
	for session in 0..8 {
		chain.run_to_session(session);
		assert_eq!(chain.read(Session::validators), expected);
		let set = chain.read(Runtime::current_set_id);
		assert!(set <= 1, "set {set} in session {session}: each change more makes warp sync longer");
	}
	chain.check_invariants();
}

#[test]
fn the_keys_stand_in_the_order_of_the_validators() {
	let mut chain = chain(LOCAL);
	chain.read(|| {
		let validators = Session::validators();
		for who in [Alice, Bob, Charlie, Dave] {
			let place = validators.iter().position(|validator| *validator == id(who)).unwrap();
			let keys = session_keys(who);
			assert_eq!(pallet_aura::Authorities::<Runtime>::get()[place], keys.aura);
			assert_eq!(Grandpa::grandpa_authorities()[place], (keys.grandpa, 1));
		}
	});
}

#[test]
fn a_validator_that_replaces_its_keys_works_with_them_two_sessions_later() {
	let mut chain = chain(LOCAL);
	chain.run_to_session(3);
	let root = chain.read(|| HistoricalSessions::<Runtime>::get(4)).expect("session 4 is planned");
	chain.block(|| {
		assert_ok!(registers_keys(Bob));
	});
	let (keys, _) = new_keys(Bob);
	let place = chain.read(|| Session::validators().iter().position(|account| *account == id(Bob))).unwrap();
	let in_use = || pallet_aura::Authorities::<Runtime>::get()[place].clone();

	chain.run_to_session(4);
	assert_eq!(chain.read(in_use), session_keys(Bob).aura, "not yet");
	chain.run_to_session(5);
	assert_eq!(chain.read(in_use), keys.aura);
	chain.read(|| {
		assert_eq!(Grandpa::grandpa_authorities()[place].0, keys.grandpa);
		let new_root = HistoricalSessions::<Runtime>::get(5).expect("session 5 has begun");
		assert_ne!(new_root, root, "proofs for session 5 are made with the new keys");

		let key = (sp_consensus_grandpa::KEY_TYPE, keys.grandpa.clone());
		let proof = Historical::prove(key.clone()).expect("the key is a validator's");
		let owner = Historical::check_proof(key, proof).expect("the chain accepts its own proof");
		assert_eq!(owner.0, id(Bob));
	});
	chain.block_by(&id(Bob), || ());
}

#[test]
fn keys_need_a_proof_that_the_account_has_them() {
	let mut chain = chain(DEVELOPMENT);
	chain.block(|| {
		let (keys, proof) = new_keys(Bob);
		let stolen = pallet_session::Call::set_keys { keys, proof };
		assert_err!(submit(Eve, stolen), pallet_session::Error::<Runtime>::InvalidProof);
	});
}

#[test]
fn whoever_registers_keys_leaves_a_deposit_that_comes_back_and_does_not_become_a_validator() {
	let mut chain = chain(DEVELOPMENT);
	let held = || Balances::total_balance_on_hold(&id(Eve));
	chain.block(|| {
		assert_ok!(registers_keys(Eve));
		assert_eq!(held(), CRN);
	});
	chain.run_to_session(3);
	assert_eq!(chain.read(Session::validators), [id(Alice)]);
	chain.block(|| {
		assert_ok!(submit(Eve, pallet_session::Call::purge_keys {}));
		assert_eq!(held(), 0);
	});
}

#[test]
fn a_validator_that_purges_its_keys_is_left_out_until_it_has_new_ones() {
	let mut chain = chain(LOCAL);
	chain.block(|| {
		assert_ok!(submit(Dave, pallet_session::Call::purge_keys {}));
	});
	chain.run_to_session(2);
	assert!(!chain.read(Session::validators).contains(&id(Dave)));
	let set = chain.read(Runtime::current_set_id);
	chain.run_to_session(5);
	assert_eq!(chain.read(Runtime::current_set_id), set, "and nothing else happens");

	chain.block(|| {
		assert_ok!(registers_keys(Dave));
	});
	chain.run_to_session(7);
	assert!(chain.read(Session::validators).contains(&id(Dave)), "he is still appointed");
}

#[test]
fn a_chain_goes_on_when_all_validators_purge_their_keys() {
	let mut chain = chain(LOCAL);
	let validators = chain.read(Session::validators);
	chain.block(|| {
		for who in [Alice, Bob, Charlie, Dave] {
			assert_ok!(submit(who, pallet_session::Call::purge_keys {}));
		}
	});
	chain.run_to_session(4);
	chain.read(|| {
		assert_eq!(Session::validators(), validators);
		assert_eq!(Aura::authorities_len(), 4);
		assert_eq!(Grandpa::grandpa_authorities().len(), 4);
	});

	// They have their keys as before, and without a deposit; what they do with them, they do as ever.
	chain.block(|| {
		assert_eq!(Balances::total_balance_on_hold(&id(Alice)), 0);
		assert_ok!(registers_keys(Alice));
		assert_ok!(submit(Alice, pallet_session::Call::purge_keys {}));
		assert_eq!(Balances::total_balance_on_hold(&id(Alice)), 0);
	});
	chain.check_invariants();
}

#[test]
fn a_chain_goes_on_when_its_only_validator_moves_its_keys_to_another_account() {
	let mut chain = chain(DEVELOPMENT);
	let moves = |from, to| {
		let (keys, proof) = keys_of_alice(to);
		assert_ok!(submit(from, pallet_session::Call::purge_keys {}));
		assert_ok!(submit(to, pallet_session::Call::set_keys { keys, proof }));
	};
	chain.block(|| moves(Alice, Eve));
	chain.run_to_session(4);
	chain.read(|| {
		assert_eq!(Session::validators(), [id(Eve)]);
		assert_eq!(Aura::authorities_len(), 1);
		assert_eq!(Grandpa::grandpa_authorities(), [(session_keys(Alice).grandpa, 1)]);
	});
	chain.block_by(&id(Eve), || moves(Eve, Dave));
	chain.run_to_session(8);
	assert_eq!(chain.read(Session::validators), [id(Dave)]);
	chain.block_by(&id(Dave), || moves(Dave, Alice));
	chain.run_to_session(12);
	assert_eq!(chain.read(Session::validators), [id(Alice)], "who is still the one that is appointed");
	chain.check_invariants();
}

#[test]
fn who_takes_the_keys_of_one_that_purged_them_goes_on_in_its_place() {
	let mut chain = chain(LOCAL);
	chain.block(|| {
		for who in [Alice, Bob, Charlie, Dave] {
			assert_ok!(submit(who, pallet_session::Call::purge_keys {}));
		}
		let (keys, proof) = keys_of_alice(Eve);
		assert_ok!(submit(Eve, pallet_session::Call::set_keys { keys, proof }));
	});
	chain.run_to_session(2);
	let mut expected = [Eve, Bob, Charlie, Dave].map(id).to_vec();
	expected.sort();
	assert_eq!(chain.read(Session::validators), expected);
	chain.block_by(&id(Eve), || ());
	chain.run_to_session(3);
	expected.retain(|validator| *validator != id(Eve));
	assert_eq!(chain.read(Session::validators), expected, "the appointed have their keys again");
	chain.check_invariants();
}

#[test]
fn the_only_validator_may_be_replaced() {
	let mut chain = Chain::with_patch(
		DEVELOPMENT,
		json!({ "launchConfig": { "epochDuration": 10 }, "sudo": { "key": null } }),
	);
	chain.block(|| {
		assert_ok!(registers_keys(Bob));
		let set = pallet_collator_selection::Call::set_invulnerables { new: vec![id(Bob)] };
		assert_ok!(council::decides(&[Alice, Charlie], set));
	});
	chain.run_to_session(2);
	assert_eq!(chain.read(Session::validators), [id(Bob)]);
	chain.block_by(&id(Bob), || ());
}

#[test]
fn past_sessions_are_provable_for_a_while_and_then_forgotten() {
	let mut chain = chain(DEVELOPMENT);
	let last = KEPT_SESSIONS + 2;
	chain.run_to_session(KEPT_SESSIONS - 1);
	chain.read(|| {
		for session in 0..KEPT_SESSIONS {
			assert!(HistoricalSessions::<Runtime>::contains_key(session), "{session}");
		}
	});
	chain.run_to_session(last);
	chain.read(|| {
		// The current one, those before it that are kept, and the next, which is planned.
		let kept = last + 1 - KEPT_SESSIONS..last + 2;
		assert_eq!(StoredRange::<Runtime>::get(), Some((kept.start, kept.end)));
		assert_eq!(HistoricalSessions::<Runtime>::iter().count(), kept.len());
		assert!(kept.clone().all(HistoricalSessions::<Runtime>::contains_key));
		assert_eq!(System::block_number(), last * 10);
	});
}
