// SPDX-License-Identifier: Apache-2.0

//! Becoming a validator, and ceasing to be one.

use super::*;
use crate::{
	configs::staking::ActiveEra,
	genesis_presets::{stash, STAKE},
	tests::{chain::dispatch, operator::new_keys, people::as_root},
	units::CRN,
	Babe, Grandpa, RuntimeCall, RuntimeOrigin, Session, SessionKeys,
};
use frame_support::assert_err;
use pallet_staking::{ErasRewardPoints, ValidatorPrefs};
use sp_keyring::Sr25519Keyring::{Alice, AliceStash, Bob, Charlie, Dave, Eve, EveStash};
use sp_runtime::DispatchError::BadOrigin;

/// All that it takes, in one call: half the stake that the validators of genesis have.
fn become_a_validator(keys: SessionKeys, proof: Vec<u8>) -> RuntimeCall {
	let calls = vec![
		Call::bond { value: STAKE / 2, payee: RewardDestination::Staked }.into(),
		pallet_session::Call::set_keys { keys, proof }.into(),
		Call::validate { prefs: ValidatorPrefs::default() }.into(),
	];
	pallet_utility::Call::batch_all { calls }.into()
}

#[test]
fn one_transaction_makes_a_candidate_and_a_place_makes_a_validator() {
	let mut chain = chain();
	let (keys, proof) = new_keys(EveStash);
	chain.next_block(|| {
		assert_ok!(submit(EveStash, become_a_validator(keys.clone(), proof)));
	});
	chain.run_to_era(1);
	let of_genesis = [Alice, Bob, Charlie, Dave].map(stash);
	chain.read(|| {
		let validators = Session::validators();
		assert_eq!(validators.len(), 4);
		assert!(of_genesis.iter().all(|who| validators.contains(who)), "they have more stake");
	});

	chain.next_block(|| {
		let one_more = || Call::increase_validator_count { additional: 1 };
		assert_err!(submit(Eve, one_more()), BadOrigin);
		assert_ok!(as_root(one_more()));
	});
	chain.run_to_era(2);
	let eve = chain.index_of(Eve) as usize;
	chain.read(|| {
		assert_eq!(Session::validators().len(), 5);
		assert_eq!(Babe::authorities()[eve].0, keys.babe);
		assert_eq!(Grandpa::grandpa_authorities()[eve].0, keys.grandpa);
	});

	// It makes blocks like the others.
	chain.run_to_era(3);
	let points = chain.read(|| ErasRewardPoints::<Runtime>::get(2));
	assert_eq!(points.individual[&stash(Eve)], 4 * 20, "of twenty blocks");
}

#[test]
fn nothing_of_it_happens_if_the_keys_are_not_the_candidates_own() {
	let mut chain = chain();
	chain.next_block(|| {
		let (keys, proof) = new_keys(Eve);
		let invalid = pallet_session::Error::<Runtime>::InvalidProof;
		assert_err!(submit(EveStash, become_a_validator(keys, proof)), invalid);
		assert!(<Staking as StakingInterface>::stake(&stash(Eve)).is_err());
	});
}

#[test]
fn more_stake_takes_the_place_of_less() {
	let mut chain = chain();
	let (keys, proof) = new_keys(EveStash);
	chain.next_block(|| {
		assert_ok!(submit(EveStash, become_a_validator(keys, proof)));
		// Nominators make up for what the candidate itself lacks.
		nominate(Eve, STAKE, &stash(Eve));
	});
	chain.run_to_era(1);
	chain.read(|| {
		let validators = Session::validators();
		assert_eq!(validators.len(), 4);
		assert!(validators.contains(&stash(Eve)));
	});
}

#[test]
fn a_validator_that_chills_is_none_from_the_next_era_on() {
	let mut chain = chain();
	chain.next_block(|| {
		assert_ok!(submit(AliceStash, Call::chill {}));
	});
	chain.run_to_session(1);
	chain.read(|| assert!(Session::validators().contains(&stash(Alice))));
	chain.run_to_era(1);
	chain.read(|| {
		assert_eq!(Session::validators().len(), 3);
		assert!(!Session::validators().contains(&stash(Alice)));
	});
}

#[test]
fn the_first_block_of_an_era_is_credited_to_the_new_validator_that_made_it() {
	let mut chain = chain();
	let leaves = chain.read(|| Session::validators()[0].clone());
	chain.next_block(|| {
		assert_ok!(dispatch(RuntimeOrigin::signed(leaves.clone()), Call::chill {}));
	});
	chain.run_to_session(1);
	chain.run_blocks(9);
	assert_eq!(chain.read(ActiveEra::get), 0, "the next block begins an era");

	chain.block(0, || ());
	chain.read(|| {
		assert_eq!(ActiveEra::get(), 1);
		let author = Session::validators()[0].clone();
		assert_ne!(author, leaves);
		let points = ErasRewardPoints::<Runtime>::get(1).individual;
		assert_eq!(points.into_iter().collect::<Vec<_>>(), [(author, 20)]);
	});
}

#[test]
fn a_candidate_without_session_keys_gets_no_place_and_stops_nobody() {
	let mut chain = chain();
	chain.next_block(|| {
		assert_ok!(submit(EveStash, Call::bond { value: 2 * STAKE, payee: RewardDestination::Staked }));
		assert_ok!(submit(EveStash, Call::validate { prefs: ValidatorPrefs::default() }));
	});
	chain.run_to_era(2);
	chain.read(|| {
		assert!(!Session::validators().contains(&stash(Eve)));
		assert_eq!(Session::validators().len(), 3, "the place stays empty");
	});
	assert!(chain.read(|| active_stake(&stash(Eve))) > CRN);
}
