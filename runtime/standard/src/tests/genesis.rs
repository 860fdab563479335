// SPDX-License-Identifier: Apache-2.0

//! What can be chosen in a chain spec, and what the presets choose.

use super::chain::{free, genesis_json, sum_of_balances, Chain};
use crate::{
	configs::consensus::BABE_EPOCH_CONFIG,
	genesis_presets::{self, DEVELOPMENT, ENDOWMENT, LOCAL},
	units::MILLI_CRN,
	Babe, Balances, Grandpa, Runtime, Session, Timestamp,
};
use frame_support::traits::{fungible::Inspect, Get};
use serde_json::json;
use sp_consensus_babe::runtime_decl_for_babe_api::BabeApi;
use sp_genesis_builder::runtime_decl_for_genesis_builder::GenesisBuilder;
use sp_io::TestExternalities;
use sp_keyring::{
	Ed25519Keyring,
	Sr25519Keyring::{self, Alice, Bob, Charlie, Dave},
};
use std::panic::{catch_unwind, AssertUnwindSafe};

/// Builds a genesis that must fail, and returns what it says.
fn refusal(patch: serde_json::Value) -> String {
	let json = genesis_json(DEVELOPMENT, patch);
	let mut state = TestExternalities::new_empty();
	match catch_unwind(AssertUnwindSafe(|| state.execute_with(|| Runtime::build_state(json)))) {
		Ok(result) => result.expect_err("the genesis must be refused"),
		Err(panic) => match panic.downcast::<String>() {
			Ok(message) => *message,
			Err(panic) => panic.downcast::<&str>().expect("panics carry a text").to_string(),
		},
	}
}

#[test]
fn the_runtime_names_its_presets_and_no_others() {
	assert_eq!(Runtime::preset_names(), [DEVELOPMENT, LOCAL]);
	for name in Runtime::preset_names() {
		assert!(Runtime::get_preset(&Some(name)).is_some());
	}
	assert!(Runtime::get_preset(&Some("staging".into())).is_none());
}

#[test]
fn each_preset_has_its_validators_with_the_well_known_keys() {
	let presets = [(DEVELOPMENT, vec![Alice]), (LOCAL, vec![Alice, Bob, Charlie, Dave])];
	for (preset, validators) in presets {
		Chain::new(preset).read(|| {
			let accounts: Vec<_> = validators.iter().map(|who| who.to_account_id()).collect();
			assert_eq!(Session::validators(), accounts);

			let babe: Vec<_> = validators.iter().map(|who| (who.public().into(), 1)).collect();
			assert_eq!(Babe::authorities().to_vec(), babe);

			let grandpa: Vec<(sp_consensus_grandpa::AuthorityId, u64)> = validators
				.iter()
				.map(|who| {
					let name: &str = (*who).into();
					let key = Ed25519Keyring::iter().find(|key| <&str>::from(*key) == name).unwrap();
					(key.public().into(), 1)
				})
				.collect();
			assert_eq!(Grandpa::grandpa_authorities(), grandpa);
			assert_eq!(pallet_sudo::Key::<Runtime>::get(), Some(Alice.to_account_id()));
		});
	}
}

#[test]
fn each_preset_funds_the_well_known_accounts_and_their_stashes() {
	for preset in [DEVELOPMENT, LOCAL] {
		Chain::new(preset).read(|| {
			let funded: Vec<_> = Sr25519Keyring::iter().filter(|who| free(*who) == ENDOWMENT).collect();
			assert_eq!(funded, Sr25519Keyring::well_known().collect::<Vec<_>>());
			assert_eq!(Balances::total_issuance(), 12 * ENDOWMENT);
			assert_eq!(sum_of_balances(), 12 * ENDOWMENT);
		});
	}
}

#[test]
fn each_preset_has_one_second_slots_and_epochs_of_a_minute() {
	for preset in [DEVELOPMENT, LOCAL] {
		Chain::new(preset).read(|| {
			let babe = Runtime::configuration();
			assert_eq!(babe.slot_duration, 1_000);
			assert_eq!(babe.epoch_length, 60);
			assert_eq!(babe.c, BABE_EPOCH_CONFIG.c);
			assert_eq!(babe.allowed_slots, BABE_EPOCH_CONFIG.allowed_slots);
		});
	}
}

#[test]
fn the_default_genesis_can_be_completed_without_a_preset() {
	let mut state = TestExternalities::new_empty();
	state.execute_with(|| {
		let json = Runtime::get_preset(&None).expect("there is always a default");
		Runtime::build_state(json).expect("an empty genesis is valid, if of little use");
		assert_eq!(Balances::minimum_balance(), MILLI_CRN);
		assert_eq!(Babe::slot_duration(), 1_000);
		assert_eq!(Runtime::configuration().epoch_length, 600);
		assert_eq!(Runtime::configuration().allowed_slots, BABE_EPOCH_CONFIG.allowed_slots);
		assert_eq!(
			pallet_sudo::Key::<Runtime>::get(),
			None,
			"nobody has every power unless the chain spec says so"
		);
	});
}

#[test]
fn values_from_the_chain_spec_reach_every_pallet_that_uses_them() {
	let launch = json!({ "slotDuration": 2_500, "epochDuration": 33, "existentialDeposit": 5 });
	let mut chain = Chain::with_patch(DEVELOPMENT, json!({ "launchConfig": launch }));
	chain.read(|| {
		assert_eq!(Runtime::configuration().slot_duration, 2_500);
		assert_eq!(Runtime::configuration().epoch_length, 33);
		assert_eq!(Runtime::current_epoch().duration, 33);
		assert_eq!(<Runtime as pallet_babe::Config>::ExpectedBlockTime::get(), 2_500);
		assert_eq!(<Runtime as pallet_timestamp::Config>::MinimumPeriod::get(), 1_250);
		assert_eq!(Balances::minimum_balance(), 5);
	});

	// Blocks follow each other at that pace; the timestamp pallet refuses shorter steps.
	chain.block(0, || ());
	let first = chain.read(pallet_timestamp::Now::<Runtime>::get);
	chain.block(0, || ());
	assert_eq!(chain.read(Timestamp::get) - first, 2_500);
}

#[test]
fn an_epoch_is_as_long_as_the_chain_spec_says() {
	let launch = json!({ "epochDuration": 12 });
	let mut chain = Chain::with_patch(DEVELOPMENT, json!({ "launchConfig": launch }));
	chain.block(0, || ());
	let first_slot = chain.slot();
	chain.run_to_session(1);
	assert_eq!(chain.slot() - first_slot, 12);
	chain.run_to_session(2);
	assert_eq!(chain.slot() - first_slot, 24);
}

#[test]
fn wrong_values_are_refused_with_the_field_the_value_and_the_way_out() {
	let launch = |value: serde_json::Value| json!({ "launchConfig": value });
	let cases = [
		(
			launch(json!({ "slotDuration": 100 })),
			"launchConfig.slotDuration is 100 ms; allowed: 500 to 60000 ms",
		),
		(launch(json!({ "slotDuration": 1_001 })), "launchConfig.slotDuration is 1001 ms; it must be even"),
		(
			launch(json!({ "epochDuration": 1 })),
			"launchConfig.epochDuration is 1 slots; allowed: 10 to 86400 slots",
		),
		(
			launch(json!({ "existentialDeposit": 0 })),
			"launchConfig.existentialDeposit is 0 planck; it must be at least 1",
		),
		(launch(json!({ "slotTime": 1_000 })), "unknown field `slotTime`"),
		(json!({ "balance": {} }), "unknown field `balance`"),
		(
			json!({ "balances": { "balances": [[Bob.to_account_id(), 1]] } }),
			"the balance of any account should always be at least the existential deposit",
		),
		(json!({ "balances": { "balances": [["5GrwvaEF5zXb26", 1]] } }), "Invalid JSON blob"),
	];
	for (patch, message) in cases {
		let refusal = refusal(patch.clone());
		assert!(refusal.contains(message), "{patch} was refused with: {refusal}");
	}
}

#[test]
fn an_amount_just_below_the_existential_deposit_of_the_chain_spec_is_refused() {
	let balances = |amount: u64| json!({ "balances": [[Bob.to_account_id(), amount]] });
	let patch =
		|amount| json!({ "launchConfig": { "existentialDeposit": 77 }, "balances": balances(amount) });

	assert!(refusal(patch(76)).contains("existential deposit"));
	Chain::with_patch(DEVELOPMENT, patch(77)).read(|| assert_eq!(free(Bob), 77));
}

#[test]
fn a_preset_that_is_not_there_is_none() {
	assert_eq!(genesis_presets::get(&"".into()), None);
	assert_eq!(genesis_presets::get(&"Development".into()), None);
}
