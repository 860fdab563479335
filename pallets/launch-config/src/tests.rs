// SPDX-License-Identifier: Apache-2.0

use crate::{
	getters,
	mock::{empty, LaunchConfig, RuntimeGenesisConfig, Test},
	EpochDuration, ExistentialDeposit, GenesisConfig, SlotDuration,
};
use frame_support::{
	genesis_builder_helper::build_state,
	traits::{Get, GetStorageVersion, Hooks, StorageVersion, WhitelistedStorageKeys},
};

fn genesis(slot_duration: u64, epoch_duration: u64, existential_deposit: u64) -> GenesisConfig<Test> {
	GenesisConfig { slot_duration, epoch_duration, existential_deposit }
}

/// Builds a state from the `launchConfig` part of a chain spec, as a node does.
fn build_from_json(launch_config: &str) -> Result<(), String> {
	let json = format!(r#"{{ "system": {{}}, "launchConfig": {launch_config} }}"#);
	build_state::<RuntimeGenesisConfig>(json.into_bytes())
}

#[test]
fn values_from_genesis_are_what_the_getters_return() {
	empty().execute_with(|| {
		build_from_json(r#"{ "slotDuration": 250, "epochDuration": 99, "existentialDeposit": 3 }"#)
			.expect("all values are in bounds");

		assert_eq!(getters::SlotDuration::<Test>::get(), 250);
		assert_eq!(getters::HalfSlot::<Test>::get(), 125);
		assert_eq!(getters::EpochDuration::<Test>::get(), 99);
		assert_eq!(getters::ExistentialDeposit::<Test>::get(), 3);
		assert_eq!(LaunchConfig::on_chain_storage_version(), StorageVersion::new(1));
		LaunchConfig::do_try_state().expect("genesis accepted the values");
	});
}

#[test]
fn getters_return_the_defaults_where_nothing_is_stored() {
	empty().execute_with(|| {
		assert_eq!(getters::SlotDuration::<Test>::get(), 1_000);
		assert_eq!(getters::HalfSlot::<Test>::get(), 500);
		assert_eq!(getters::EpochDuration::<Test>::get(), 50);
		assert_eq!(getters::ExistentialDeposit::<Test>::get(), 7);
	});
}

#[test]
fn a_field_left_out_is_stored_as_its_default() {
	empty().execute_with(|| {
		build_from_json(r#"{ "epochDuration": 20 }"#).expect("defaults are in bounds");

		assert!(SlotDuration::<Test>::exists(), "a later change of the default must not reach this chain");
		assert_eq!(SlotDuration::<Test>::get(), 1_000);
		assert_eq!(EpochDuration::<Test>::get(), 20);
		assert_eq!(ExistentialDeposit::<Test>::get(), 7);
	});
}

#[test]
fn a_misspelt_field_is_an_error_and_not_a_default() {
	empty().execute_with(|| {
		let error = build_from_json(r#"{ "slotDurations": 250 }"#).expect_err("there is no such field");
		assert!(error.contains("unknown field `slotDurations`"), "{error}");
	});
}

#[test]
fn a_value_of_the_wrong_type_is_an_error() {
	empty().execute_with(|| {
		for wrong in ["-1", "1000.5", "\"1000\"", "null"] {
			let error = build_from_json(&format!(r#"{{ "slotDuration": {wrong} }}"#)).expect_err(wrong);
			assert!(error.contains("Invalid JSON blob"), "{error}");
		}
		assert!(!SlotDuration::<Test>::exists());
	});
}

#[test]
fn the_bounds_themselves_are_allowed() {
	assert_eq!(genesis(100, 10, 1).check(), Ok(()));
	assert_eq!(genesis(60_000, 1_000, u64::MAX).check(), Ok(()));
}

#[test]
fn each_wrong_value_is_refused_with_a_message_that_tells_what_is_allowed() {
	let cases = [
		(genesis(98, 50, 1), "launchConfig.slotDuration is 98 ms; allowed: 100 to 60000 ms"),
		(genesis(0, 50, 1), "launchConfig.slotDuration is 0 ms; allowed: 100 to 60000 ms"),
		(genesis(60_002, 50, 1), "launchConfig.slotDuration is 60002 ms; allowed: 100 to 60000 ms"),
		(
			genesis(1_001, 50, 1),
			"launchConfig.slotDuration is 1001 ms; it must be even, because the least time between blocks is \
			 half a slot",
		),
		(genesis(1_000, 9, 1), "launchConfig.epochDuration is 9 slots; allowed: 10 to 1000 slots"),
		(genesis(1_000, 0, 1), "launchConfig.epochDuration is 0 slots; allowed: 10 to 1000 slots"),
		(genesis(1_000, 1_001, 1), "launchConfig.epochDuration is 1001 slots; allowed: 10 to 1000 slots"),
		(
			genesis(1_000, 50, 0),
			"launchConfig.existentialDeposit is 0 planck; it must be at least 1, or empty accounts could fill \
			 the state for free",
		),
	];
	for (config, message) in cases {
		assert_eq!(config.check(), Err(message.to_string()));
	}
}

#[test]
#[should_panic(expected = "launchConfig.slotDuration is 1001 ms; it must be even")]
fn building_a_wrong_genesis_panics_with_the_message() {
	empty().execute_with(|| {
		let _ = build_from_json(r#"{ "slotDuration": 1001 }"#);
	});
}

#[test]
fn the_default_genesis_survives_a_round_trip_through_json() {
	let json = serde_json::to_value(GenesisConfig::<Test>::default()).expect("numbers only");
	assert_eq!(
		json,
		serde_json::json!({ "slotDuration": 1_000, "epochDuration": 50, "existentialDeposit": 7 })
	);
	let back: GenesisConfig<Test> = serde_json::from_value(json).expect("it was made from one");
	assert_eq!(back.check(), Ok(()));
}

#[test]
fn try_state_notices_a_value_that_genesis_would_have_refused() {
	empty().execute_with(|| {
		GenesisConfig::<Test>::default().build_for_test();
		SlotDuration::<Test>::put(999);
		assert!(LaunchConfig::do_try_state().is_err());

		SlotDuration::<Test>::put(1_000);
		ExistentialDeposit::<Test>::put(0);
		assert!(LaunchConfig::do_try_state().is_err());
	});
}

#[test]
fn the_values_are_whitelisted_for_benchmarks() {
	let whitelisted: Vec<Vec<u8>> = crate::mock::AllPalletsWithSystem::whitelisted_storage_keys()
		.into_iter()
		.map(|key| key.key)
		.collect();
	for key in [
		SlotDuration::<Test>::hashed_key(),
		EpochDuration::<Test>::hashed_key(),
		ExistentialDeposit::<Test>::hashed_key(),
	] {
		assert!(whitelisted.contains(&key.to_vec()));
	}
}

#[test]
fn the_defaults_pass_the_integrity_test() {
	LaunchConfig::integrity_test();
}

impl GenesisConfig<Test> {
	fn build_for_test(&self) {
		frame_support::traits::BuildGenesisConfig::build(self);
	}
}
