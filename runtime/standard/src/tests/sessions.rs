// SPDX-License-Identifier: Apache-2.0

//! How sessions follow epochs, and what is kept of past ones.

use super::{
	chain::{submit, Chain},
	operator::new_keys,
};
use crate::{
	configs::{launch_config::getters::ReportableSessions, staking::ActiveEra},
	genesis_presets::{stash, DEVELOPMENT, LOCAL},
	units::CRN,
	Babe, Balances, Grandpa, Historical, Runtime, RuntimeEvent, Session,
};
use frame_support::{
	assert_ok,
	traits::{fungible::InspectHold, Get, KeyOwnerProofSystem},
};
use pallet_session::historical::{HistoricalSessions, StoredRange};
use serde_json::json;
use sp_consensus_babe::runtime_decl_for_babe_api::BabeApi;
use sp_consensus_grandpa::runtime_decl_for_grandpa_api::GrandpaApi;
use sp_keyring::Sr25519Keyring::{Alice, Bob, BobStash, Charlie, Dave, EveStash};

/// A chain whose epochs are as short as is allowed. An era has two of them.
fn chain(preset: &str) -> Chain {
	Chain::with_patch(preset, json!({ "launchConfig": { "epochDuration": 10 } }))
}

#[test]
fn the_validators_of_genesis_stay_as_long_as_nobody_has_more_stake() {
	let mut chain = chain(LOCAL);
	let validators = chain.read(Session::validators);
	let authorities = chain.read(Babe::authorities);
	chain.run_to_session(6);
	assert_eq!(chain.read(Session::validators), validators);
	assert_eq!(chain.read(Babe::authorities), authorities);
	assert_eq!(chain.read(|| Runtime::current_epoch().epoch_index), 6);
}

#[test]
fn an_era_has_as_many_sessions_as_the_chain_spec_says() {
	let patch = json!({ "launchConfig": { "epochDuration": 10, "sessionsPerEra": 3 } });
	let mut chain = Chain::with_patch(LOCAL, patch);
	for (session, era) in [(0, 0), (2, 0), (3, 1), (5, 1), (6, 2)] {
		chain.run_to_session(session);
		assert_eq!(chain.read(ActiveEra::get), era, "in session {session}");
	}
}

#[test]
fn the_set_that_votes_on_finality_is_renewed_once_an_era() {
	let mut chain = chain(LOCAL);
	for session in 0..9 {
		chain.run_to_session(session);
		let (set, era) = chain.read(|| (Runtime::current_set_id(), ActiveEra::get()));
		assert_eq!(set, u64::from(era), "each change more makes warp sync longer");
	}
}

#[test]
fn past_sessions_are_provable_as_long_as_stake_can_be_slashed_and_then_forgotten() {
	let mut chain = chain(DEVELOPMENT);
	let kept = chain.read(ReportableSessions::<Runtime>::get);
	assert_eq!(kept, 8, "two sessions an era, for three eras of bonding and the one that runs");
	chain.run_to_session(3);
	chain.read(|| {
		for session in 0..=3 {
			assert!(HistoricalSessions::<Runtime>::contains_key(session));
		}
	});

	// Era 5 begins, and era 1 is over for good.
	chain.run_to_session(10);
	chain.read(|| {
		assert!(!HistoricalSessions::<Runtime>::contains_key(3));
		assert!(HistoricalSessions::<Runtime>::contains_key(4));
		assert_eq!(StoredRange::<Runtime>::get(), Some((4, 12)));
		assert_eq!(HistoricalSessions::<Runtime>::iter().count(), 8);
	});

	// In the last session of the era, this one and the seven before it can be reported.
	chain.run_to_session(11);
	chain.read(|| {
		for session in 12 - kept..=11 {
			assert!(HistoricalSessions::<Runtime>::contains_key(session));
		}
	});
}

#[test]
fn a_validator_that_replaces_its_keys_works_with_them_two_sessions_later() {
	// No era ends meanwhile: the keys are not a matter of the election.
	let patch = json!({ "launchConfig": { "epochDuration": 10, "sessionsPerEra": 9 } });
	let mut chain = Chain::with_patch(LOCAL, patch);
	chain.run_to_session(3);
	let root = chain.read(|| HistoricalSessions::<Runtime>::get(4)).expect("session 4 is planned");
	let (keys, proof) = new_keys(BobStash);
	chain.next_block(|| {
		assert_ok!(submit(BobStash, pallet_session::Call::set_keys { keys: keys.clone(), proof }));
	});
	let bob = chain.index_of(Bob) as usize;

	chain.run_to_session(4);
	chain.read(|| assert_eq!(Babe::authorities()[bob].0, Bob.public().into(), "not yet"));

	chain.run_to_session(5);
	chain.read(|| {
		assert_eq!(Babe::authorities()[bob].0, keys.babe);
		assert_eq!(Grandpa::grandpa_authorities()[bob].0, keys.grandpa);
		assert_eq!(pallet_im_online::Keys::<Runtime>::get()[bob], keys.im_online);
		assert_eq!(Session::validators().len(), 4);
		let new_root = HistoricalSessions::<Runtime>::get(5).expect("session 5 has begun");
		assert_ne!(new_root, root, "proofs for session 5 are made with the new keys");

		let id = (sp_consensus_babe::KEY_TYPE, keys.babe.clone());
		let proof = Historical::prove(id.clone()).expect("the key is a validator's");
		let owner = Historical::check_proof(id, proof).expect("the chain accepts its own proof");
		assert_eq!(owner.0, stash(Bob));
	});
}

#[test]
fn keys_need_a_proof_that_the_account_has_them() {
	let mut chain = chain(DEVELOPMENT);
	chain.block(0, || {
		let (keys, proof) = new_keys(BobStash);
		let stolen = pallet_session::Call::set_keys { keys, proof };
		assert_eq!(submit(EveStash, stolen), Err(pallet_session::Error::<Runtime>::InvalidProof.into()));
	});
}

#[test]
fn whoever_registers_keys_leaves_a_deposit_and_does_not_become_a_validator() {
	let mut chain = chain(DEVELOPMENT);
	chain.block(0, || {
		let (keys, proof) = new_keys(EveStash);
		assert_ok!(submit(EveStash, pallet_session::Call::set_keys { keys, proof }));
		assert_eq!(Balances::total_balance_on_hold(&EveStash.to_account_id()), CRN);
	});
	chain.run_to_session(4);
	assert_eq!(chain.read(Session::validators), [stash(Alice)]);
}

/// The validators that were found to have been away in the session that ended with this block.
fn away() -> Vec<crate::AccountId> {
	super::chain::events()
		.into_iter()
		.find_map(|event| match event {
			RuntimeEvent::ImOnline(pallet_im_online::Event::SomeOffline { offline }) => {
				Some(offline.into_iter().map(|(validator, ())| validator).collect())
			}
			_ => None,
		})
		.unwrap_or_default()
}

#[test]
fn a_validator_that_stays_away_for_a_session_is_reported_and_makes_no_more_blocks_in_the_era() {
	let mut chain = chain(LOCAL);
	chain.run_to_era(1);
	let bob = chain.index_of(Bob);
	let session = chain.read(Session::current_index);
	let others = [Alice, Charlie, Dave].map(|who| chain.index_of(who));
	chain.read(|| assert!(!Session::disabled_validators().contains(&bob)));

	for turn in 0.. {
		chain.block(others[turn % 3], || ());
		if chain.read(Session::current_index) > session {
			break;
		}
	}
	chain.read(|| {
		assert_eq!(away(), [stash(Bob)]);
		assert_eq!(Session::disabled_validators(), [bob]);
	});

	// The next era gives it another chance.
	chain.run_to_era(2);
	chain.read(|| assert!(Session::disabled_validators().is_empty()));
}
