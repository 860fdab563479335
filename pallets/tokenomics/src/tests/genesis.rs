// SPDX-License-Identifier: Apache-2.0

//! What a chain spec may say, and what comes of it.

use crate::{
	mock::{empty, RuntimeGenesisConfig, Test, Tokenomics},
	CurrentFeeSplit, CurrentInflation, FeeSplit, GenesisConfig, Inflation,
};
use frame_support::{
	genesis_builder_helper::build_state,
	traits::{GetStorageVersion, Hooks, StorageVersion},
};
use sp_runtime::Perbill;

/// Builds a state from the `tokenomics` part of a chain spec, as a node does.
fn build_from_json(tokenomics: &str) -> Result<(), String> {
	let mut genesis =
		serde_json::to_value(RuntimeGenesisConfig::default()).expect("a genesis can be written as JSON");
	genesis["tokenomics"] = serde_json::from_str(tokenomics).expect("the test's JSON is well formed");
	build_state::<RuntimeGenesisConfig>(genesis.to_string().into_bytes())
}

/// The message with which a genesis with these settings is refused.
fn refusal(inflation: Inflation, fee_split: FeeSplit) -> Option<String> {
	GenesisConfig::<Test> { inflation, fee_split, ..Default::default() }.check().err()
}

#[test]
fn settings_from_genesis_are_stored() {
	empty().execute_with(|| {
		build_from_json(
			r#"{
				"inflation": {
					"min": 10000000, "max": 80000000, "idealStake": 600000000, "falloff": 20000000,
					"treasuryShare": 250000000
				},
				"feeSplit": { "treasury": 300000000, "author": 700000000 }
			}"#,
		)
		.expect("all settings are allowed");

		assert_eq!(
			CurrentInflation::<Test>::get(),
			Inflation {
				min: Perbill::from_percent(1),
				max: Perbill::from_percent(8),
				ideal_stake: Perbill::from_percent(60),
				falloff: Perbill::from_percent(2),
				treasury_share: Perbill::from_percent(25),
			}
		);
		assert_eq!(
			CurrentFeeSplit::<Test>::get(),
			FeeSplit { treasury: Perbill::from_percent(30), author: Perbill::from_percent(70) }
		);
		assert_eq!(Tokenomics::on_chain_storage_version(), StorageVersion::new(1));
		Tokenomics::do_try_state().expect("genesis accepted the settings");
	});
}

#[test]
fn what_is_left_out_is_stored_as_its_default() {
	empty().execute_with(|| {
		build_from_json(r#"{ "inflation": { "max": 120000000 } }"#).expect("defaults are allowed");

		assert_eq!(
			CurrentInflation::<Test>::get(),
			Inflation { max: Perbill::from_percent(12), ..Inflation::default() }
		);
		assert!(CurrentFeeSplit::<Test>::exists(), "a later change of the default must not reach this chain");
		assert_eq!(CurrentFeeSplit::<Test>::get(), FeeSplit::default());
	});
}

#[test]
fn the_defaults_are_the_documented_ones() {
	let json = serde_json::to_value(GenesisConfig::<Test>::default()).expect("numbers only");
	assert_eq!(
		json,
		serde_json::json!({
			"inflation": {
				"min": 25_000_000,
				"max": 100_000_000,
				"idealStake": 500_000_000,
				"falloff": 50_000_000,
				"treasuryShare": 150_000_000,
			},
			"feeSplit": { "treasury": 200_000_000, "author": 600_000_000 },
		})
	);
	let back: GenesisConfig<Test> = serde_json::from_value(json).expect("it was made from one");
	assert_eq!(back.check(), Ok(()));
}

#[test]
fn a_misspelt_field_is_an_error_and_not_a_default() {
	empty().execute_with(|| {
		for (json, field) in [
			(r#"{ "inflations": {} }"#, "inflations"),
			(r#"{ "inflation": { "ideal": 1 } }"#, "ideal"),
			(r#"{ "feeSplit": { "burn": 1 } }"#, "burn"),
		] {
			let error = build_from_json(json).expect_err("there is no such field");
			assert!(error.contains(&format!("unknown field `{field}`")), "{error}");
		}
	});
}

#[test]
fn a_value_of_the_wrong_type_is_an_error() {
	empty().execute_with(|| {
		for wrong in ["-1", "0.1", "\"10%\"", "null", "5000000000"] {
			let error = build_from_json(&format!(r#"{{ "feeSplit": {{ "author": {wrong} }} }}"#))
				.expect_err("a share is a whole number of 32 bits");
			assert!(error.contains("Invalid JSON blob"), "{error}");
		}
		assert!(!CurrentFeeSplit::<Test>::exists());
	});
}

#[test]
fn the_bounds_themselves_are_allowed() {
	let highest = Inflation {
		min: Perbill::from_percent(20),
		max: Perbill::from_percent(20),
		ideal_stake: Perbill::one(),
		falloff: Perbill::one(),
		treasury_share: Perbill::one(),
	};
	let lowest = Inflation {
		min: Perbill::zero(),
		max: Perbill::zero(),
		ideal_stake: Perbill::from_parts(1),
		falloff: Perbill::from_percent(1),
		treasury_share: Perbill::zero(),
	};
	let all_to_author = FeeSplit { treasury: Perbill::zero(), author: Perbill::one() };
	let all_burnt = FeeSplit { treasury: Perbill::zero(), author: Perbill::zero() };
	assert_eq!(refusal(highest, all_to_author), None);
	assert_eq!(refusal(lowest, all_burnt), None);
}

#[test]
fn each_wrong_value_is_refused_with_a_message_that_tells_what_is_allowed() {
	let good = Inflation::default();
	let inflation = [
		(
			Inflation { min: Perbill::from_parts(100_000_001), ..good },
			"tokenomics.inflation.min is 100000001 parts per billion; allowed: 0 to 100000000, which is \
			 tokenomics.inflation.max",
		),
		(
			Inflation { max: Perbill::from_parts(200_000_001), ..good },
			"tokenomics.inflation.max is 200000001 parts per billion; allowed: 0 to 200000000",
		),
		(
			Inflation { ideal_stake: Perbill::zero(), ..good },
			"tokenomics.inflation.idealStake is 0 parts per billion; allowed: 1 to 1000000000",
		),
		(
			Inflation { falloff: Perbill::from_parts(9_999_999), ..good },
			"tokenomics.inflation.falloff is 9999999 parts per billion; allowed: 10000000 to 1000000000",
		),
	];
	for (inflation, message) in inflation {
		assert_eq!(refusal(inflation, FeeSplit::default()).as_deref(), Some(message));
	}
	let split = FeeSplit { treasury: Perbill::from_percent(40), author: Perbill::from_parts(600_000_001) };
	assert_eq!(
		refusal(good, split).as_deref(),
		Some(
			"tokenomics.feeSplit.treasury is 400000000 and tokenomics.feeSplit.author is 600000001 parts per \
			 billion; allowed: at most 1000000000 together"
		)
	);
}

#[test]
fn a_share_above_the_whole_is_refused_whichever_it_is() {
	for (setting, field) in [
		("inflation", "min"),
		("inflation", "max"),
		("inflation", "idealStake"),
		("inflation", "falloff"),
		("inflation", "treasuryShare"),
		("feeSplit", "treasury"),
		("feeSplit", "author"),
	] {
		let json = serde_json::json!({ setting: { field: 1_000_000_001 } });
		let config: GenesisConfig<Test> = serde_json::from_value(json).expect("JSON does not check it");
		assert_eq!(
			config.check(),
			Err(format!(
				"tokenomics.{setting}.{field} is 1000000001 parts per billion; allowed: 0 to 1000000000"
			))
		);
	}
}

#[test]
#[should_panic(expected = "tokenomics.inflation.idealStake is 0 parts per billion; allowed: 1 to 1000000000")]
fn building_a_wrong_genesis_panics_with_the_message() {
	empty().execute_with(|| {
		let _ = build_from_json(r#"{ "inflation": { "idealStake": 0 } }"#);
	});
}

#[test]
fn a_chain_without_the_settings_has_the_defaults() {
	empty().execute_with(|| {
		assert_eq!(CurrentInflation::<Test>::get(), Inflation::default());
		assert_eq!(CurrentFeeSplit::<Test>::get(), FeeSplit::default());
		Tokenomics::do_try_state().expect("the defaults are allowed");
	});
}

#[test]
fn try_state_notices_settings_that_genesis_would_have_refused() {
	empty().execute_with(|| {
		CurrentInflation::<Test>::put(Inflation { falloff: Perbill::zero(), ..Inflation::default() });
		assert!(Tokenomics::do_try_state().is_err());

		CurrentInflation::<Test>::put(Inflation::default());
		CurrentFeeSplit::<Test>::put(FeeSplit { treasury: Perbill::one(), author: Perbill::one() });
		assert!(Tokenomics::do_try_state().is_err());
	});
}

#[test]
fn the_defaults_pass_the_integrity_test() {
	Tokenomics::integrity_test();
}
