// SPDX-License-Identifier: Apache-2.0

//! What a chain spec may say, and what comes of it.

use crate::{
	mock::{empty, RuntimeGenesisConfig, Test, ValidatorCount},
	CurrentLoad, CurrentRule, GenesisConfig, Load, Rule,
};
use frame_support::{
	genesis_builder_helper::build_state,
	traits::{GetStorageVersion, Hooks, StorageVersion},
};
use sp_runtime::Perbill;

const RULE: &str = r#"{ "min": 4, "max": 50, "step": 2, "low": 100000000, "high": 600000000 }"#;

fn good() -> Rule {
	Rule { min: 4, max: 50, step: 2, low: Perbill::from_percent(10), high: Perbill::from_percent(60) }
}

/// Builds a state from the `validatorCount` part of a chain spec, as a node does.
fn build_from_json(validator_count: &str) -> Result<(), String> {
	let json = format!(r#"{{ "system": {{}}, "validatorCount": {validator_count} }}"#);
	build_state::<RuntimeGenesisConfig>(json.into_bytes())
}

fn check(rule: Rule) -> Result<(), String> {
	GenesisConfig::<Test> { rule: Some(rule), ..Default::default() }.check()
}

#[test]
fn a_rule_from_genesis_is_stored() {
	empty().execute_with(|| {
		build_from_json(&format!(r#"{{ "rule": {RULE} }}"#)).expect("the rule is allowed");
		assert_eq!(CurrentRule::<Test>::get(), Some(good()));
		assert_eq!(ValidatorCount::on_chain_storage_version(), StorageVersion::new(1));
		ValidatorCount::do_try_state().expect("genesis accepted the rule");
	});
}

#[test]
fn without_a_rule_there_is_none() {
	empty().execute_with(|| {
		for json in ["{}", r#"{ "rule": null }"#] {
			build_from_json(json).expect("no rule is needed");
			assert_eq!(CurrentRule::<Test>::get(), None);
		}
	});
}

#[test]
fn a_rule_has_no_defaults_and_no_other_fields() {
	empty().execute_with(|| {
		let error = build_from_json(r#"{ "rule": { "min": 4 } }"#).expect_err("most is missing");
		assert!(error.contains("missing field `max`"), "{error}");

		let misspelt = RULE.replace("step", "steps");
		let error = build_from_json(&format!(r#"{{ "rule": {misspelt} }}"#)).expect_err("misspelt");
		assert!(error.contains("unknown field `steps`"), "{error}");

		let error = build_from_json(r#"{ "rules": null }"#).expect_err("misspelt");
		assert!(error.contains("unknown field `rules`"), "{error}");
		assert!(!CurrentRule::<Test>::exists());
	});
}

#[test]
fn the_bounds_themselves_are_allowed() {
	let widest = Rule { min: 1, max: 100, step: u32::MAX, low: Perbill::zero(), high: Perbill::one() };
	let narrowest = Rule { min: 100, max: 100, step: 1, low: Perbill::zero(), high: Perbill::from_parts(1) };
	assert_eq!(check(widest), Ok(()));
	assert_eq!(check(narrowest), Ok(()));
}

#[test]
fn each_wrong_value_is_refused_with_a_message_that_tells_what_is_allowed() {
	let half = Perbill::from_percent(50);
	let cases = [
		(
			Rule { min: 0, ..good() },
			"validatorCount.rule.min is 0 validators; allowed: 1 to 50, which is validatorCount.rule.max",
		),
		(
			Rule { min: 51, ..good() },
			"validatorCount.rule.min is 51 validators; allowed: 1 to 50, which is validatorCount.rule.max",
		),
		(
			Rule { max: 101, ..good() },
			"validatorCount.rule.max is 101 validators; allowed: 1 to 100",
		),
		(Rule { step: 0, ..good() }, "validatorCount.rule.step is 0 validators; allowed: at least 1"),
		(
			Rule { low: half, high: half, ..good() },
			"validatorCount.rule.low is 500000000 and validatorCount.rule.high is 500000000 parts per billion; \
			 allowed: low below high, and high at most 1000000000",
		),
	];
	for (rule, message) in cases {
		assert_eq!(check(rule), Err(message.to_string()));
	}
}

#[test]
fn a_threshold_above_the_whole_is_refused() {
	let json = format!(r#"{{ "rule": {} }}"#, RULE.replace("600000000", "1000000001"));
	let config: GenesisConfig<Test> = serde_json::from_str(&json).expect("JSON does not check it");
	assert_eq!(
		config.check(),
		Err("validatorCount.rule.low is 100000000 and validatorCount.rule.high is 1000000001 parts per billion; \
		     allowed: low below high, and high at most 1000000000"
			.to_string())
	);
}

#[test]
#[should_panic(expected = "validatorCount.rule.step is 0 validators; allowed: at least 1")]
fn building_a_wrong_genesis_panics_with_the_message() {
	empty().execute_with(|| {
		let wrong = RULE.replace("\"step\": 2", "\"step\": 0");
		let _ = build_from_json(&format!(r#"{{ "rule": {wrong} }}"#));
	});
}

#[test]
fn genesis_survives_a_round_trip_through_json() {
	for rule in [None, Some(good())] {
		let config = GenesisConfig::<Test> { rule, ..Default::default() };
		let json = serde_json::to_value(&config).expect("numbers only");
		let back: GenesisConfig<Test> = serde_json::from_value(json).expect("it was made from one");
		assert_eq!(back.rule, rule);
	}
}

#[test]
fn try_state_notices_what_must_not_be() {
	empty().execute_with(|| {
		CurrentLoad::<Test>::put(Load { sum: 0, blocks: 1 });
		assert!(ValidatorCount::do_try_state().is_err(), "blocks counted without a rule");

		CurrentRule::<Test>::put(good());
		ValidatorCount::do_try_state().expect("now there is one");

		CurrentLoad::<Test>::put(Load { sum: 1_000_001, blocks: 1 });
		assert!(ValidatorCount::do_try_state().is_err(), "a block more than full");

		CurrentLoad::<Test>::kill();
		CurrentRule::<Test>::put(Rule { step: 0, ..good() });
		assert!(ValidatorCount::do_try_state().is_err(), "a rule that is not allowed");
	});
}

#[test]
fn the_runtime_passes_the_integrity_test() {
	ValidatorCount::integrity_test();
}
