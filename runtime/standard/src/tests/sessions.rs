// SPDX-License-Identifier: Apache-2.0

//! How sessions follow epochs, and what is kept of past ones.

use super::chain::{submit, Chain};
use crate::{
	configs::consensus::REPORTABLE_SESSIONS,
	genesis_presets::{DEVELOPMENT, LOCAL},
	units::CRN,
	Babe, Balances, Grandpa, Runtime, Session, SessionKeys,
};
use frame_support::{assert_ok, traits::fungible::InspectHold};
use pallet_session::historical::{HistoricalSessions, StoredRange};
use parity_scale_codec::Encode;
use serde_json::json;
use sp_consensus_babe::runtime_decl_for_babe_api::BabeApi;
use sp_consensus_grandpa::runtime_decl_for_grandpa_api::GrandpaApi;
use sp_core::{ed25519, proof_of_possession::ProofOfPossessionGenerator, sr25519, Pair};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Eve};

/// A chain whose epochs are as short as is allowed.
fn chain(preset: &str) -> Chain {
	Chain::with_patch(preset, json!({ "launchConfig": { "epochDuration": 10 } }))
}

/// New session keys, and the proof that `owner` has them.
fn new_keys(owner: Sr25519Keyring) -> (SessionKeys, Vec<u8>) {
	let owner = owner.to_account_id().encode();
	let mut babe = sr25519::Pair::from_seed(&[1; 32]);
	let mut grandpa = ed25519::Pair::from_seed(&[2; 32]);
	let proof =
		(babe.generate_proof_of_possession(&owner), grandpa.generate_proof_of_possession(&owner)).encode();
	(SessionKeys { babe: babe.public().into(), grandpa: grandpa.public().into() }, proof)
}

#[test]
fn the_validators_of_genesis_stay() {
	let mut chain = chain(LOCAL);
	let validators = chain.read(Session::validators);
	let authorities = chain.read(Babe::authorities);
	chain.run_to_session(6);
	assert_eq!(chain.read(Session::validators), validators);
	assert_eq!(chain.read(Babe::authorities), authorities);
	assert_eq!(chain.read(|| Runtime::current_epoch().epoch_index), 6);
}

#[test]
fn the_set_that_votes_on_finality_is_renewed_once_and_then_left_alone() {
	let mut chain = chain(LOCAL);
	assert_eq!(chain.read(Runtime::current_set_id), 0);
	chain.run_to_session(3);
	let set = chain.read(Runtime::current_set_id);
	chain.run_to_session(8);
	assert_eq!(chain.read(Runtime::current_set_id), set, "each change makes warp sync longer");
	assert_eq!(set, 1);
}

#[test]
fn past_sessions_are_provable_and_forgotten_in_time() {
	let mut chain = chain(DEVELOPMENT);
	chain.run_to_session(3);
	chain.read(|| {
		assert!(HistoricalSessions::<Runtime>::contains_key(2));
		assert!(HistoricalSessions::<Runtime>::contains_key(3));
	});

	chain.run_to_session(REPORTABLE_SESSIONS + 5);
	chain.read(|| {
		assert!(!HistoricalSessions::<Runtime>::contains_key(4));
		assert!(HistoricalSessions::<Runtime>::contains_key(5));
		let (first, last) = StoredRange::<Runtime>::get().expect("sessions are stored");
		assert_eq!(first, 5);
		assert_eq!(last, REPORTABLE_SESSIONS + 7);
		let stored = HistoricalSessions::<Runtime>::iter().count() as u32;
		assert_eq!(stored, last - first);
	});
}

#[test]
fn a_validator_that_replaces_its_keys_works_with_them_two_sessions_later() {
	let mut chain = chain(LOCAL);
	chain.run_to_session(3);
	let root = chain.read(|| HistoricalSessions::<Runtime>::get(4)).expect("session 4 is planned");
	let (keys, proof) = new_keys(Bob);
	chain.block(0, || {
		assert_ok!(submit(Bob, pallet_session::Call::set_keys { keys: keys.clone(), proof }));
	});

	chain.run_to_session(5);
	chain.read(|| {
		assert_eq!(Babe::authorities()[1].0, keys.babe);
		assert_eq!(Grandpa::grandpa_authorities()[1].0, keys.grandpa);
		assert_eq!(Session::validators().len(), 4);
		let new_root = HistoricalSessions::<Runtime>::get(5).expect("session 5 has begun");
		assert_ne!(new_root, root, "proofs for session 5 are made with the new keys");
	});
}

#[test]
fn keys_need_a_proof_that_the_account_has_them() {
	let mut chain = chain(DEVELOPMENT);
	chain.block(0, || {
		let (keys, proof) = new_keys(Bob);
		let stolen = pallet_session::Call::set_keys { keys, proof };
		assert_eq!(submit(Eve, stolen), Err(pallet_session::Error::<Runtime>::InvalidProof.into()));
	});
}

#[test]
fn whoever_registers_keys_leaves_a_deposit_and_does_not_become_a_validator() {
	let mut chain = chain(DEVELOPMENT);
	chain.block(0, || {
		let (keys, proof) = new_keys(Eve);
		assert_ok!(submit(Eve, pallet_session::Call::set_keys { keys, proof }));
		assert_eq!(Balances::total_balance_on_hold(&Eve.to_account_id()), CRN);
	});
	chain.run_to_session(4);
	assert_eq!(chain.read(Session::validators), [Alice.to_account_id()]);
}
