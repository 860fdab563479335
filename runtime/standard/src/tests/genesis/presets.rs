// SPDX-License-Identifier: Apache-2.0

//! What the presets choose.

use super::*;
use crate::{
	configs::{
		consensus::BABE_EPOCH_CONFIG, governance::TechnicalCollective, launch_config::getters,
		treasury::TreasuryAccount,
	},
	genesis_presets::{self, stash, ENDOWMENT, LOCAL, STAKE},
	tests::chain::{sum_of_balances, total, Chain},
	units::MILLI_CRN,
	AuthorityDiscovery, Babe, Balances, Grandpa, Session,
};
use frame_support::traits::Get;
use pallet_launch_config::WellKnownKeysAllowed;
use sp_consensus_babe::runtime_decl_for_babe_api::BabeApi;
use sp_keyring::{
	Ed25519Keyring,
	Sr25519Keyring::{self, Alice, Bob, Charlie, Dave},
};
use sp_staking::StakingInterface;
use std::collections::BTreeSet;

/// The validators of each preset for development.
fn development_presets() -> [(&'static str, Vec<Sr25519Keyring>); 2] {
	[(DEVELOPMENT, vec![Alice]), (LOCAL, vec![Alice, Bob, Charlie, Dave])]
}

#[test]
fn the_runtime_names_its_presets_and_no_others() {
	assert_eq!(Runtime::preset_names(), [DEVELOPMENT, LOCAL, PRODUCTION]);
	for name in Runtime::preset_names() {
		assert!(Runtime::get_preset(&Some(name)).is_some());
	}
	assert!(Runtime::get_preset(&Some("staging".into())).is_none());
	assert_eq!(genesis_presets::get(&"".into()), None);
	assert_eq!(genesis_presets::get(&"Development".into()), None);
}

#[test]
fn the_validators_of_the_development_presets_are_the_stashes_with_the_well_known_keys() {
	for (preset, validators) in development_presets() {
		Chain::new(preset).read(|| {
			let elected = Session::validators();
			let expected: BTreeSet<_> = validators.iter().map(|who| stash(*who)).collect();
			assert_eq!(elected.iter().cloned().collect::<BTreeSet<_>>(), expected);
			assert_eq!(elected.len(), validators.len());

			// The keys stand in the order of the validators.
			let by_place = |place: usize| {
				*validators.iter().find(|who| stash(**who) == elected[place]).expect("it is one of them")
			};
			assert_eq!(AuthorityDiscovery::authorities().len(), validators.len());
			for place in 0..validators.len() {
				let who = by_place(place);
				let name: &str = who.into();
				let vote = Ed25519Keyring::iter().find(|key| <&str>::from(*key) == name).unwrap();
				assert_eq!(Babe::authorities()[place], (who.public().into(), 1));
				assert_eq!(Grandpa::grandpa_authorities()[place], (vote.public().into(), 1));
				assert_eq!(pallet_im_online::Keys::<Runtime>::get()[place], who.public().into());
				assert!(AuthorityDiscovery::authorities().contains(&who.public().into()));
			}
		});
	}
}

#[test]
fn the_development_presets_give_the_power_to_well_known_accounts() {
	for (preset, validators) in development_presets() {
		Chain::new(preset).read(|| {
			assert_eq!(pallet_sudo::Key::<Runtime>::get(), Some(Alice.to_account_id()));
			let committee = pallet_collective::Members::<Runtime, TechnicalCollective>::get();
			let expected: BTreeSet<_> = [Alice, Bob, Charlie].map(|who| who.to_account_id()).into();
			assert_eq!(committee.into_iter().collect::<BTreeSet<_>>(), expected);
			assert!(WellKnownKeysAllowed::<Runtime>::get());
			let count = pallet_staking::ValidatorCount::<Runtime>::get();
			assert_eq!(count as usize, validators.len());
		});
	}
}

#[test]
fn the_development_presets_fund_the_well_known_accounts_and_stake_for_their_validators() {
	for (preset, validators) in development_presets() {
		Chain::new(preset).read(|| {
			let funded: Vec<_> =
				Sr25519Keyring::iter().filter(|who| total(&who.to_account_id()) == ENDOWMENT).collect();
			assert_eq!(funded, Sr25519Keyring::well_known().collect::<Vec<_>>());
			for who in validators {
				let stake = <crate::Staking as StakingInterface>::stake(&stash(who)).expect("it has stake");
				assert_eq!(stake.active, STAKE);
			}
			// The treasury's account has to exist, or small amounts would never reach it.
			assert_eq!(total(&TreasuryAccount::get()), MILLI_CRN);
			assert_eq!(Balances::total_issuance(), 12 * ENDOWMENT + MILLI_CRN);
			assert_eq!(sum_of_balances(), Balances::total_issuance());
		});
	}
}

#[test]
fn the_development_presets_count_in_minutes() {
	for (preset, _) in development_presets() {
		Chain::new(preset).read(|| {
			let babe = Runtime::configuration();
			assert_eq!(babe.slot_duration, 1_000);
			assert_eq!(babe.epoch_length, 60);
			assert_eq!(babe.c, BABE_EPOCH_CONFIG.c);
			assert_eq!(babe.allowed_slots, BABE_EPOCH_CONFIG.allowed_slots);
			assert_eq!(getters::SessionsPerEra::<Runtime>::get(), 2);
			assert_eq!(getters::BondingDuration::<Runtime>::get(), 3);
			assert_eq!(getters::SlashDeferDuration::<Runtime>::get(), 1);
			assert_eq!(getters::GovernanceDay::<Runtime>::get(), 60);
		});
	}
}

#[test]
fn the_preset_for_real_chains_counts_in_hours_and_weeks() {
	const HOUR: u64 = 3_600;

	let mut chain = Chain::with_patch(PRODUCTION, completion());
	chain.read(|| {
		let babe = Runtime::configuration();
		let epoch = babe.slot_duration * babe.epoch_length / 1_000;
		assert_eq!(epoch, HOUR);
		let era = epoch * u64::from(getters::SessionsPerEra::<Runtime>::get());
		assert_eq!(era, 6 * HOUR);
		assert_eq!(era * u64::from(getters::BondingDuration::<Runtime>::get()), 7 * 24 * HOUR);
		assert_eq!(era * u64::from(getters::SlashDeferDuration::<Runtime>::get()), 84 * HOUR);
		assert_eq!(u64::from(getters::GovernanceDay::<Runtime>::get()), 24 * HOUR);
		assert_eq!(Session::validators(), [validator()]);
		assert_eq!(pallet_sudo::Key::<Runtime>::get(), None);
		assert!(!WellKnownKeysAllowed::<Runtime>::get());
	});
	chain.empty_block();
}

#[test]
fn a_governance_day_of_a_real_chain_is_a_day_whatever_its_slots() {
	let mut patch = completion();
	patch["launchConfig"] = json!({ "slotDuration": 2_000 });
	Chain::with_patch(PRODUCTION, patch)
		.read(|| assert_eq!(getters::GovernanceDay::<Runtime>::get(), 43_200));
}

#[test]
fn the_default_genesis_can_be_completed_without_a_preset() {
	let mut genesis: Value =
		serde_json::from_slice(&Runtime::get_preset(&None).expect("there is a default")).expect("it is JSON");
	genesis["balances"]["balances"] = completion()["balances"]["balances"].clone();
	genesis["session"]["keys"] = completion()["session"]["keys"].clone();
	genesis["staking"]["stakers"] = completion()["staking"]["stakers"].clone();
	genesis["staking"]["validatorCount"] = json!(1);

	TestExternalities::new_empty().execute_with(|| {
		Runtime::build_state(genesis.to_string().into_bytes()).expect("it has a validator");
		assert_eq!(getters::ExistentialDeposit::<Runtime>::get(), MILLI_CRN);
		assert_eq!(Babe::slot_duration(), 1_000);
		assert_eq!(Runtime::configuration().epoch_length, 600);
		assert_eq!(Runtime::configuration().allowed_slots, BABE_EPOCH_CONFIG.allowed_slots);
		assert_eq!(getters::SessionsPerEra::<Runtime>::get(), 36);
		let key = pallet_sudo::Key::<Runtime>::get();
		assert_eq!(key, None, "nobody has every power unless the chain spec says so");
	});
}
