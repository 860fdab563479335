// SPDX-License-Identifier: Apache-2.0

//! Ready-made genesis configurations, to be had by name from the runtime itself.
//!
//! [`DEVELOPMENT`] and [`LOCAL`] are for development: their keys are the well-known ones, known to everybody, so a
//! chain made from them must never hold anything of value. They have one-second slots, sessions of a minute and a
//! governance day of a minute: what otherwise is the rare case can then be watched within minutes.
//!
//! [`PRODUCTION`] has the pace of a real chain, and neither keys nor tokens: a chain spec brings those, and without
//! them it is refused.

#![warn(missing_docs)]

use crate::{
	units::{CRN, MILLI_CRN},
	AccountId, Balance, BalancesConfig, CouncilConfig, LaunchConfigConfig, RuntimeGenesisConfig,
	SessionConfig, SessionKeys, SudoConfig, ValidatorSetConfig,
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

/// A real chain, to be completed: no keys, no tokens.
pub const PRODUCTION: &str = "production";

/// What each well-known account has at genesis, in planck.
pub const ENDOWMENT: Balance = 1_000_000 * CRN;

/// The length of a slot in all presets, in milliseconds.
pub const SLOT_DURATION: u64 = 1_000;

/// The names of all presets.
pub fn names() -> Vec<PresetId> {
	vec![PresetId::from(DEVELOPMENT), PresetId::from(LOCAL), PresetId::from(PRODUCTION)]
}

/// The preset called `id`, as JSON to be merged over the default genesis configuration; `None` if there is none.
pub fn get(id: &PresetId) -> Option<Vec<u8>> {
	use Sr25519Keyring::{Alice, Bob, Charlie, Dave};
	let preset = match id.as_str() {
		DEVELOPMENT => development(vec![Alice]),
		LOCAL => development(vec![Alice, Bob, Charlie, Dave]),
		PRODUCTION => production(),
		_ => return None,
	};
	Some(preset.to_string().into_bytes())
}

fn development(validators: Vec<Sr25519Keyring>) -> Value {
	build_struct_json_patch!(RuntimeGenesisConfig {
		launch_config: LaunchConfigConfig {
			slot_duration: SLOT_DURATION,
			epoch_duration: 60,
			existential_deposit: MILLI_CRN,
			governance_day: Some(60),
			allow_well_known_keys: true,
		},
		balances: BalancesConfig { balances: endowed() },
		validator_set: ValidatorSetConfig {
			invulnerables: validators.iter().map(|who| who.to_account_id()).collect::<Vec<AccountId>>(),
		},
		session: SessionConfig { keys: validators.iter().map(|who| with_session_keys(*who)).collect() },
		council: CouncilConfig {
			members: [Sr25519Keyring::Alice, Sr25519Keyring::Bob, Sr25519Keyring::Charlie]
				.map(|who| who.to_account_id())
				.to_vec(),
		},
		sudo: SudoConfig { key: Some(Sr25519Keyring::Alice.to_account_id()) },
	})
}

/// Ten minutes where the development presets have one, and a real day for the council.
fn production() -> Value {
	build_struct_json_patch!(RuntimeGenesisConfig {
		launch_config: LaunchConfigConfig {
			slot_duration: SLOT_DURATION,
			epoch_duration: 600,
			existential_deposit: MILLI_CRN,
		},
	})
}

/// Alice to Ferdie, and the `//stash` account of each.
fn endowed() -> Vec<(AccountId, Balance)> {
	Sr25519Keyring::well_known().map(|who| (who.to_account_id(), ENDOWMENT)).collect()
}

/// The validator's account, twice because the session pallet wants an owner and a validator, and its keys: the
/// ones that `cairn --alice` and its like put into the keystore.
fn with_session_keys(who: Sr25519Keyring) -> (AccountId, AccountId, SessionKeys) {
	(who.to_account_id(), who.to_account_id(), session_keys(who))
}

/// The session keys that are derived from a well-known account's own seed.
pub fn session_keys(who: Sr25519Keyring) -> SessionKeys {
	let name: &'static str = who.into();
	let grandpa = Ed25519Keyring::iter()
		.find(|key| <&'static str>::from(*key) == name)
		.expect("both keyrings have the same names; qed");
	SessionKeys { aura: who.public().into(), grandpa: grandpa.public().into() }
}
