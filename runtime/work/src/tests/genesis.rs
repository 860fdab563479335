// SPDX-License-Identifier: Apache-2.0

//! What can be chosen in a chain spec, and what the presets choose.

use super::chain::{genesis_json, Chain};
use crate::{
	genesis_presets::{self, BLOCK_TIME, DEVELOPMENT, HYBRID, LOCAL, PRODUCTION},
	AccountId, Balances, BlockReward, Difficulty, Grandpa, Runtime,
};
use serde_json::{json, Value};
use sp_genesis_builder::runtime_decl_for_genesis_builder::GenesisBuilder;
use sp_io::TestExternalities;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use std::panic::{catch_unwind, AssertUnwindSafe};

/// When a real chain of these tests starts.
const LAUNCH: u64 = 1_800_000_000_000;

/// Builds a genesis, and returns what it says if it is refused.
fn build(preset: &str, patch: Value) -> Result<(), String> {
	let mut state = TestExternalities::new_empty();
	let json = genesis_json(preset, patch);
	match catch_unwind(AssertUnwindSafe(|| state.execute_with(|| Runtime::build_state(json)))) {
		Ok(result) => result,
		Err(panic) => match panic.downcast::<String>() {
			Ok(message) => Err(*message),
			Err(panic) => Err(panic.downcast::<&str>().expect("panics carry a text").to_string()),
		},
	}
}

/// What has to be added to the preset for real chains.
fn launched() -> Value {
	json!({ "difficulty": { "launch": LAUNCH } })
}

#[test]
fn every_preset_builds() {
	for name in genesis_presets::names() {
		let patch = if name.as_str() == PRODUCTION { launched() } else { json!({}) };
		assert_eq!(build(name.as_str(), patch), Ok(()), "{name}");
	}
	assert!(genesis_presets::get(&"another".into()).is_none());
}

#[test]
fn only_the_hybrid_has_voters() {
	for (preset, voters) in [(DEVELOPMENT, 0), (LOCAL, 0), (HYBRID, 4), (PRODUCTION, 0)] {
		let found = Chain::with_patch(preset, launched()).read(Grandpa::grandpa_authorities);
		assert_eq!(found.len(), voters, "{preset}");
	}
}

#[test]
fn production_has_no_tokens_and_a_supply_that_ends() {
	Chain::with_patch(PRODUCTION, launched()).read(|| {
		assert_eq!(Balances::total_issuance(), 0);
		let cap = BlockReward::supply_cap().expect("the rewards end");
		// Twice what the first stretch gives, but for what rounding down loses.
		let all = 2 * 8_415_360 * genesis_presets::REWARD;
		assert!(cap <= all && cap > all - 8_415_360 * 64, "{cap} of {all}");
	});
}

#[test]
fn block_time_and_difficulty_are_values_of_genesis() {
	let patch = json!({
		"launchConfig": { "slotDuration": 4_000 },
		"difficulty": { "rule": { "halfLife": 80_000, "minimum": 9 }, "initialDifficulty": 123 },
	});
	Chain::with_patch(DEVELOPMENT, patch).read(|| {
		let schedule = Difficulty::schedule();
		assert_eq!((schedule.target_block_time, schedule.difficulty), (4_000, 123.into()));
	});
	assert_eq!(Chain::new(DEVELOPMENT).read(Difficulty::schedule).target_block_time, BLOCK_TIME);
}

#[test]
fn a_half_life_too_short_for_the_block_time_is_refused() {
	let error =
		build(DEVELOPMENT, json!({ "launchConfig": { "slotDuration": 10_000 } })).expect_err("too short");
	assert!(error.contains("difficulty.rule.halfLife is 60000 ms; allowed: at least 160000 ms"), "{error}");
}

#[test]
fn a_real_chain_refuses_keys_that_everybody_knows() {
	let alice: AccountId = Sr25519Keyring::Alice.to_account_id();
	let voter = Ed25519Keyring::Bob.public();
	for (patch, named) in [
		(json!({ "sudo": { "key": alice } }), "sudo key"),
		(json!({ "grandpa": { "authorities": [[voter, 1]] } }), "GRANDPA voter"),
		(json!({ "balances": { "balances": [[alice, 1_000_000_000_000u64]] } }), "development account"),
		(json!({ "blockReward": { "treasury": alice } }), "treasury"),
	] {
		let error = build(PRODUCTION, patch.clone()).expect_err("a known key");
		assert!(error.contains(named) && error.contains("allowWellKnownKeys"), "{error}");
		let mut allowed = patch;
		allowed["launchConfig"] = json!({ "allowWellKnownKeys": true });
		assert_eq!(build(PRODUCTION, allowed), Ok(()));
	}
}

#[test]
fn a_voter_without_weight_is_refused() {
	let voter = Ed25519Keyring::Bob.public();
	let patch = json!({ "grandpa": { "authorities": [[voter, 0]] } });
	let error = build(DEVELOPMENT, patch).expect_err("no weight");
	assert!(error.contains("no weight"), "{error}");
}

#[test]
fn a_real_chain_says_when_it_starts() {
	// None; and times in seconds and in microseconds.
	for wrong in [0, LAUNCH / 1_000, LAUNCH * 1_000] {
		let error = build(PRODUCTION, json!({ "difficulty": { "launch": wrong } })).expect_err("no launch");
		assert!(error.contains(&format!("difficulty.launch is {wrong};")), "{error}");
	}
	assert!(build(PRODUCTION, json!({})).is_err(), "the preset leaves it to whoever starts a chain");
	// The first block of this test's chain is older.
	let mut chain = Chain::with_patch(PRODUCTION, launched());
	chain.block(Sr25519Keyring::Charlie, || ());
	let anchor = chain.read(Difficulty::schedule).anchor.expect("the first block anchors the schedule");
	assert_eq!((anchor.height, anchor.time), (1, LAUNCH));
}
