// SPDX-License-Identifier: Apache-2.0

//! What a chain spec may choose.

use crate::{
	mock::{empty, Difficulty, Test, TARGET},
	CurrentRule, GenesisConfig, Launch, Rule, MIN_HALF_LIFE_BLOCKS,
};
use frame_support::traits::BuildGenesisConfig;
use serde_json::json;

fn config(json: serde_json::Value) -> GenesisConfig<Test> {
	serde_json::from_value(json).expect("the fields are right")
}

#[test]
fn a_genesis_is_read_from_json() {
	let config = config(
		json!({ "rule": { "halfLife": 600_000, "minimum": 5 }, "initialDifficulty": 9, "launch": 77 }),
	);
	empty().execute_with(|| {
		config.build();
		assert_eq!(CurrentRule::<Test>::get(), Rule { half_life: 600_000, minimum: 5 });
		assert_eq!((Difficulty::difficulty(), Launch::<Test>::get()), (9.into(), 77));
		Difficulty::do_try_state().expect("a genesis that is allowed");
	});
}

#[test]
fn everything_may_be_left_out() {
	let config = config(json!({}));
	assert_eq!((config.rule, config.initial_difficulty, config.launch), (Rule::default(), 1, 0));
	assert_eq!(config.check(), Ok(()));
}

#[test]
fn a_short_half_life_is_refused() {
	let shortest = MIN_HALF_LIFE_BLOCKS * TARGET;
	let with = |half_life: u64| {
		config(json!({ "rule": { "halfLife": half_life, "minimum": 1 }, "initialDifficulty": 1 })).check()
	};
	assert_eq!(with(shortest), Ok(()));
	let message = with(shortest - 1).expect_err("too short");
	assert!(
		message.starts_with("difficulty.rule.halfLife is 159999 ms; allowed: at least 160000 ms"),
		"{message}"
	);
}

#[test]
fn a_difficulty_of_zero_is_refused() {
	let message = config(json!({ "rule": { "halfLife": 600_000, "minimum": 0 } })).check().expect_err("zero");
	assert_eq!(message, "difficulty.rule.minimum is 0; allowed: at least 1");
	let message = config(json!({ "rule": { "halfLife": 600_000, "minimum": 7 }, "initialDifficulty": 6 }))
		.check()
		.expect_err("below the minimum");
	assert!(message.starts_with("difficulty.initialDifficulty is 6; allowed: at least 7"), "{message}");
}

#[test]
#[should_panic(expected = "difficulty.rule.minimum is 0")]
fn a_genesis_that_is_refused_is_not_built() {
	empty().execute_with(|| config(json!({ "rule": { "halfLife": 600_000, "minimum": 0 } })).build());
}

#[test]
fn unknown_fields_are_refused() {
	let unknown = json!({ "rule": { "halfLife": 600_000, "minimum": 1, "maximum": 2 } });
	assert!(serde_json::from_value::<GenesisConfig<Test>>(unknown).is_err());
}
