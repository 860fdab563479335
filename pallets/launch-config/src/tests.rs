// SPDX-License-Identifier: Apache-2.0

use crate::{
	day::real_day,
	getters,
	mock::{empty, LaunchConfig, RuntimeGenesisConfig, Test},
	BondingDuration, EpochDuration, ExistentialDeposit, GenesisConfig, GovernanceDay, SessionsPerEra,
	SlashDeferDuration, SlotDuration,
};
use frame_support::{
	genesis_builder_helper::build_state,
	traits::{Get, GetStorageVersion, Hooks, StorageVersion, WhitelistedStorageKeys},
};

fn genesis(slot_duration: u64, epoch_duration: u64, existential_deposit: u64) -> GenesisConfig<Test> {
	GenesisConfig { slot_duration, epoch_duration, existential_deposit, ..Default::default() }
}

fn staking(sessions_per_era: u32, bonding_duration: u32, slash_defer_duration: u32) -> GenesisConfig<Test> {
	GenesisConfig { sessions_per_era, bonding_duration, slash_defer_duration, ..Default::default() }
}

fn day(governance_day: u32) -> GenesisConfig<Test> {
	GenesisConfig { governance_day: Some(governance_day), ..Default::default() }
}

/// Builds a state from the `launchConfig` part of a chain spec, as a node does.
fn build_from_json(launch_config: &str) -> Result<(), String> {
	let json = format!(r#"{{ "system": {{}}, "launchConfig": {launch_config} }}"#);
	build_state::<RuntimeGenesisConfig>(json.into_bytes())
}

#[test]
fn values_from_genesis_are_what_the_getters_return() {
	empty().execute_with(|| {
		build_from_json(
			r#"{
				"slotDuration": 250,
				"epochDuration": 99,
				"existentialDeposit": 3,
				"sessionsPerEra": 4,
				"bondingDuration": 5,
				"slashDeferDuration": 2,
				"governanceDay": 60
			}"#,
		)
		.expect("all values are in bounds");

		assert_eq!(getters::SlotDuration::<Test>::get(), 250);
		assert_eq!(getters::HalfSlot::<Test>::get(), 125);
		assert_eq!(getters::EpochDuration::<Test>::get(), 99);
		assert_eq!(getters::ExistentialDeposit::<Test>::get(), 3);
		assert_eq!(getters::SessionsPerEra::<Test>::get(), 4);
		assert_eq!(getters::BondingDuration::<Test>::get(), 5);
		assert_eq!(getters::SlashDeferDuration::<Test>::get(), 2);
		assert_eq!(getters::ReportableSessions::<Test>::get(), 4 * (5 + 1));
		assert_eq!(getters::GovernanceDay::<Test>::get(), 60);
		assert_eq!(getters::Days::<Test, 7>::get(), 420);
		assert_eq!(getters::Hours::<Test, 12>::get(), 30);
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
		assert_eq!(getters::SessionsPerEra::<Test>::get(), 6);
		assert_eq!(getters::BondingDuration::<Test>::get(), 28);
		assert_eq!(getters::SlashDeferDuration::<Test>::get(), 14);
		assert_eq!(getters::ReportableSessions::<Test>::get(), 6 * 29);
		assert_eq!(getters::GovernanceDay::<Test>::get(), 480);
		assert_eq!(getters::Days::<Test, 2>::get(), 960);
		assert_eq!(getters::Hours::<Test, 1>::get(), 20);
	});
}

#[test]
fn a_getter_returns_what_its_item_does_whatever_is_stored() {
	/// Any value of an item, and bytes that are too few or too many for one.
	fn compare<Value: PartialEq + core::fmt::Debug>(
		key: [u8; 32],
		getter: impl Fn() -> Value,
		item: impl Fn() -> Value,
	) {
		for length in 0..=40u8 {
			let bytes: Vec<u8> = (1..=length).collect();
			sp_io::storage::set(&key, &bytes);
			assert_eq!(getter(), item(), "{length} bytes");
		}
		sp_io::storage::clear(&key);
		assert_eq!(getter(), item(), "nothing");
	}
	empty().execute_with(|| {
		macro_rules! compare {
			($($item:ident),*) => {
				$(compare($item::<Test>::hashed_key(), getters::$item::<Test>::get, $item::<Test>::get);)*
			};
		}
		compare!(
			SlotDuration,
			EpochDuration,
			ExistentialDeposit,
			SessionsPerEra,
			BondingDuration,
			SlashDeferDuration,
			GovernanceDay
		);
	});
}

#[test]
fn an_hour_is_a_part_of_the_day_and_never_nothing() {
	empty().execute_with(|| {
		GovernanceDay::<Test>::put(60);
		assert_eq!(getters::Hours::<Test, 1>::get(), 2, "2.5, rounded down");
		assert_eq!(getters::Hours::<Test, 2>::get(), 5, "rounded once, not once for each hour");
		assert_eq!(getters::Hours::<Test, 24>::get(), getters::Days::<Test, 1>::get());

		GovernanceDay::<Test>::put(5);
		assert_eq!(getters::Hours::<Test, 1>::get(), 1);
		assert_eq!(getters::Hours::<Test, 4>::get(), 1);
		assert_eq!(getters::Hours::<Test, 5>::get(), 1);
		assert_eq!(getters::Hours::<Test, 12>::get(), 2);
	});
}

#[test]
fn products_saturate() {
	empty().execute_with(|| {
		GovernanceDay::<Test>::put(u32::MAX / 2);
		assert_eq!(getters::Days::<Test, 2>::get(), u32::MAX - 1);
		assert_eq!(getters::Days::<Test, 3>::get(), u32::MAX);
		assert_eq!(getters::Hours::<Test, 24>::get(), u32::MAX / 2, "only the result saturates");
		assert_eq!(getters::Hours::<Test, { u32::MAX }>::get(), u32::MAX);

		SessionsPerEra::<Test>::put(u32::MAX);
		assert_eq!(getters::ReportableSessions::<Test>::get(), u32::MAX);
		SessionsPerEra::<Test>::put(1);
		BondingDuration::<Test>::put(u32::MAX);
		assert_eq!(getters::ReportableSessions::<Test>::get(), u32::MAX);
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
		assert!(SessionsPerEra::<Test>::exists());
		assert_eq!(SessionsPerEra::<Test>::get(), 6);
		assert!(BondingDuration::<Test>::exists());
		assert_eq!(BondingDuration::<Test>::get(), 28);
		assert!(SlashDeferDuration::<Test>::exists());
		assert_eq!(SlashDeferDuration::<Test>::get(), 14);
		assert!(GovernanceDay::<Test>::exists());
	});
}

#[test]
fn a_governance_day_left_out_or_null_is_a_real_day_at_the_chosen_slot_duration() {
	for (json, blocks) in [
		(r#"{}"#, 86_400),
		(r#"{ "governanceDay": null }"#, 86_400),
		(r#"{ "slotDuration": 6000 }"#, 14_400),
		(r#"{ "slotDuration": 6000, "governanceDay": null }"#, 14_400),
		(r#"{ "slotDuration": 100 }"#, 864_000),
		(r#"{ "slotDuration": 7000 }"#, 12_342),
		(r#"{ "slotDuration": 6000, "governanceDay": 60 }"#, 60),
	] {
		empty().execute_with(|| {
			build_from_json(json).expect(json);
			assert_eq!(getters::GovernanceDay::<Test>::get(), blocks, "{json}");
			LaunchConfig::do_try_state().expect(json);
		});
	}
}

#[test]
fn a_real_day_of_slots_that_no_runtime_allows_is_a_number_still() {
	assert_eq!(real_day(0), u32::MAX);
	assert_eq!(real_day(86_400_000), 1);
	assert_eq!(real_day(u64::MAX), 0);
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
		for field in ["sessionsPerEra", "bondingDuration", "slashDeferDuration", "governanceDay"] {
			for wrong in ["-1", "10.5", "\"10\"", "4294967296"] {
				let error = build_from_json(&format!(r#"{{ "{field}": {wrong} }}"#)).expect_err(wrong);
				assert!(error.contains("Invalid JSON blob"), "{field}: {error}");
			}
		}
		for field in ["sessionsPerEra", "bondingDuration", "slashDeferDuration"] {
			let error = build_from_json(&format!(r#"{{ "{field}": null }}"#)).expect_err(field);
			assert!(error.contains("Invalid JSON blob"), "{field}: {error}");
		}
		assert!(!SlotDuration::<Test>::exists());
	});
}

#[test]
fn the_bounds_themselves_are_allowed() {
	assert_eq!(genesis(100, 10, 1).check(), Ok(()));
	assert_eq!(genesis(60_000, 1_000, u64::MAX).check(), Ok(()));
	assert_eq!(staking(2, 1, 0).check(), Ok(()));
	assert_eq!(staking(100, 56, 55).check(), Ok(()));
	assert_eq!(day(5).check(), Ok(()));
	assert_eq!(day(864_000).check(), Ok(()));
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
		(staking(1, 28, 14), "launchConfig.sessionsPerEra is 1 sessions; allowed: 2 to 100 sessions"),
		(staking(101, 28, 14), "launchConfig.sessionsPerEra is 101 sessions; allowed: 2 to 100 sessions"),
		(staking(6, 0, 0), "launchConfig.bondingDuration is 0 eras; allowed: 1 to 56 eras"),
		(staking(6, 57, 14), "launchConfig.bondingDuration is 57 eras; allowed: 1 to 56 eras"),
		(
			staking(6, 14, 14),
			"launchConfig.slashDeferDuration is 14 eras; it must be less than bondingDuration, which is 14 \
			 eras, or stake could leave before a slash is taken",
		),
		(
			staking(6, 3, 14),
			"launchConfig.slashDeferDuration is 14 eras; it must be less than bondingDuration, which is 3 eras, \
			 or stake could leave before a slash is taken",
		),
		(day(4), "launchConfig.governanceDay is 4 blocks; allowed: 5 to 864000 blocks"),
		(day(0), "launchConfig.governanceDay is 0 blocks; allowed: 5 to 864000 blocks"),
		(day(864_001), "launchConfig.governanceDay is 864001 blocks; allowed: 5 to 864000 blocks"),
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
	let json = serde_json::to_value(GenesisConfig::<Test>::default()).expect("numbers and a null");
	assert_eq!(
		json,
		serde_json::json!({
			"slotDuration": 1_000,
			"epochDuration": 50,
			"existentialDeposit": 7,
			"sessionsPerEra": 6,
			"bondingDuration": 28,
			"slashDeferDuration": 14,
			"governanceDay": null,
			"allowWellKnownKeys": false,
		})
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

		ExistentialDeposit::<Test>::put(7);
		SessionsPerEra::<Test>::put(1);
		assert!(LaunchConfig::do_try_state().is_err());

		SessionsPerEra::<Test>::put(6);
		BondingDuration::<Test>::put(57);
		assert!(LaunchConfig::do_try_state().is_err());

		BondingDuration::<Test>::put(28);
		SlashDeferDuration::<Test>::put(28);
		assert!(LaunchConfig::do_try_state().is_err());

		SlashDeferDuration::<Test>::put(14);
		GovernanceDay::<Test>::put(4);
		assert!(LaunchConfig::do_try_state().is_err());

		GovernanceDay::<Test>::put(5);
		LaunchConfig::do_try_state().expect("each value is back in bounds");
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
		SessionsPerEra::<Test>::hashed_key(),
		BondingDuration::<Test>::hashed_key(),
		SlashDeferDuration::<Test>::hashed_key(),
		GovernanceDay::<Test>::hashed_key(),
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
