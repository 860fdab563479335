// SPDX-License-Identifier: Apache-2.0

//! What can be chosen in a chain spec, and what the presets choose.

mod presets;
mod refusals;
mod values;

use super::chain::genesis_json;
use crate::{
	genesis_presets::{DEVELOPMENT, PRODUCTION},
	AccountId, Runtime, SessionKeys,
};
use serde_json::{json, Value};
use sp_core::{ed25519, sr25519, Pair};
use sp_genesis_builder::runtime_decl_for_genesis_builder::GenesisBuilder;
use sp_io::TestExternalities;
use std::panic::{catch_unwind, AssertUnwindSafe};

/// Builds a genesis, and returns what it says if it is refused.
fn build(json: Vec<u8>) -> Result<(), String> {
	let mut state = TestExternalities::new_empty();
	match catch_unwind(AssertUnwindSafe(|| state.execute_with(|| Runtime::build_state(json)))) {
		Ok(result) => result,
		Err(panic) => match panic.downcast::<String>() {
			Ok(message) => Err(*message),
			Err(panic) => Err(panic.downcast::<&str>().expect("panics carry a text").to_string()),
		},
	}
}

/// Builds a genesis that must fail, and returns what it says.
fn refusal(patch: Value) -> String {
	build(genesis_json(DEVELOPMENT, patch)).expect_err("the genesis must be refused")
}

/// The account of a validator that nobody knows the key of.
fn validator() -> AccountId {
	AccountId::new([77; 32])
}

/// Its session keys.
fn own_keys() -> SessionKeys {
	let sr25519 = |seed: u8| sr25519::Pair::from_seed(&[seed; 32]).public();
	SessionKeys {
		babe: sr25519(101).into(),
		grandpa: ed25519::Pair::from_seed(&[102; 32]).public().into(),
		im_online: sr25519(103).into(),
		authority_discovery: sr25519(104).into(),
	}
}

/// What makes a chain out of the preset for real ones, with a single validator.
fn completion() -> Value {
	json!({
		"balances": { "balances": [[validator(), 2_000_000_000_000_000u64]] },
		"session": { "keys": [[validator(), validator(), own_keys()]] },
		"staking": { "stakers": [[validator(), validator(), 1_000_000_000_000_000u64, "Validator"]] },
	})
}

/// Builds a chain from the preset for real ones, completed and then changed by `change`.
fn build_production(change: impl FnOnce(&mut Value)) -> Result<(), String> {
	let mut patch = completion();
	change(&mut patch);
	build(genesis_json(PRODUCTION, patch))
}
