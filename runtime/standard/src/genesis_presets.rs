// SPDX-License-Identifier: Apache-2.0

//! Ready-made genesis configurations, to be had by name from the runtime itself.
//!
//! Both presets are for development: their keys are the well-known ones, known to everybody, so a chain made
//! from them must never hold anything of value. They have one-second slots and epochs of 60 slots: a change of
//! session, which otherwise is the rare case, can then be watched within a minute.

#![warn(missing_docs)]

use crate::{
	configs::consensus::BABE_EPOCH_CONFIG,
	units::{CRN, MILLI_CRN},
	AccountId, BabeConfig, Balance, BalancesConfig, LaunchConfigConfig, RuntimeGenesisConfig, SessionConfig,
	SessionKeys, SudoConfig,
};
use alloc::{string::ToString, vec, vec::Vec};
use frame_support::build_struct_json_patch;
use serde_json::Value;
use sp_genesis_builder::PresetId;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

/// One validator, Alice: blocks and finality from a single node.
pub const DEVELOPMENT: &str = "development";

/// Four validators, Alice, Bob, Charlie and Dave: finality survives the loss of one of them.
pub const LOCAL: &str = "local";

/// What each well-known account has at genesis.
pub const ENDOWMENT: Balance = 1_000_000 * CRN;

/// The length of a slot in both presets, in milliseconds.
pub const SLOT_DURATION: u64 = 1_000;

/// The length of an epoch in both presets, in slots.
pub const EPOCH_DURATION: u64 = 60;

/// The names of all presets.
pub fn names() -> Vec<PresetId> {
	vec![PresetId::from(DEVELOPMENT), PresetId::from(LOCAL)]
}

/// The preset called `id`, as JSON to be merged over the default genesis configuration; `None` if there is none.
pub fn get(id: &PresetId) -> Option<Vec<u8>> {
	use Sr25519Keyring::{Alice, Bob, Charlie, Dave};
	let validators = match id.as_str() {
		DEVELOPMENT => vec![Alice],
		LOCAL => vec![Alice, Bob, Charlie, Dave],
		_ => return None,
	};
	Some(preset(validators).to_string().into_bytes())
}

fn preset(validators: Vec<Sr25519Keyring>) -> Value {
	build_struct_json_patch!(RuntimeGenesisConfig {
		launch_config: LaunchConfigConfig {
			slot_duration: SLOT_DURATION,
			epoch_duration: EPOCH_DURATION,
			existential_deposit: MILLI_CRN,
		},
		balances: BalancesConfig { balances: endowed() },
		babe: BabeConfig { epoch_config: BABE_EPOCH_CONFIG },
		session: SessionConfig { keys: validators.into_iter().map(with_session_keys).collect() },
		sudo: SudoConfig { key: Some(Sr25519Keyring::Alice.to_account_id()) },
	})
}

/// Alice to Ferdie, and the `//stash` account of each.
fn endowed() -> Vec<(AccountId, Balance)> {
	Sr25519Keyring::well_known().map(|who| (who.to_account_id(), ENDOWMENT)).collect()
}

/// The validator's account, twice because the session pallet wants an owner and a validator, and its keys: the
/// ones that `cairn --alice` and its like put into the keystore.
fn with_session_keys(who: Sr25519Keyring) -> (AccountId, AccountId, SessionKeys) {
	let name: &'static str = who.into();
	let grandpa = Ed25519Keyring::iter()
		.find(|key| <&'static str>::from(*key) == name)
		.expect("both keyrings have the same names; qed");
	let keys = SessionKeys { babe: who.public().into(), grandpa: grandpa.public().into() };
	(who.to_account_id(), who.to_account_id(), keys)
}
