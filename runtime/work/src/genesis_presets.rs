// SPDX-License-Identifier: Apache-2.0

//! Ready-made genesis configurations, to be had by name from the runtime itself.
//!
//! [`DEVELOPMENT`], [`LOCAL`] and [`HYBRID`] are for development: their keys are the well-known ones, known to everybody,
//! and a single thread finds a block every few seconds. A chain made from them must never hold anything of value.
//!
//! [`PRODUCTION`] has the pace of a real chain, and neither keys nor tokens: tokens come into being as blocks are found. It
//! lacks `difficulty.launch`, which whoever starts a chain has to add: when mining is to begin.

#![warn(missing_docs)]

use crate::{
	units::{CRN, MILLI_CRN},
	AccountId, Balance, BalancesConfig, BlockRewardConfig, DifficultyConfig, GrandpaConfig,
	LaunchConfigConfig, RuntimeGenesisConfig, SudoConfig,
};
use alloc::{string::ToString, vec, vec::Vec};
use frame_support::build_struct_json_patch;
use pallet_block_reward::Plan;
use pallet_difficulty::Rule;
use serde_json::Value;
use sp_genesis_builder::PresetId;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

/// Pure proof of work, for one node.
pub const DEVELOPMENT: &str = "development";

/// Pure proof of work, for several nodes.
pub const LOCAL: &str = "local";

/// Proof of work with GRANDPA: four voters, Alice, Bob, Charlie and Dave. Finality survives the loss of one of them.
pub const HYBRID: &str = "hybrid";

/// A real chain: pure proof of work, no keys, no tokens. `difficulty.launch` has to be added.
pub const PRODUCTION: &str = "production";

/// What each well-known account has at genesis, in planck.
pub const ENDOWMENT: Balance = 1_000_000 * CRN;

/// What the first blocks are worth, in planck.
pub const REWARD: Balance = 50 * CRN;

/// The time that a block should take in the development presets, in milliseconds.
pub const BLOCK_TIME: u64 = 2_000;

/// The names of all presets.
pub fn names() -> Vec<PresetId> {
	[DEVELOPMENT, LOCAL, HYBRID, PRODUCTION].into_iter().map(PresetId::from).collect()
}

/// The preset called `id`, as JSON to be merged over the default genesis configuration; `None` if there is none.
pub fn get(id: &PresetId) -> Option<Vec<u8>> {
	use Ed25519Keyring::{Alice, Bob, Charlie, Dave};
	let preset = match id.as_str() {
		DEVELOPMENT => development(16, Vec::new()),
		LOCAL => development(32, Vec::new()),
		HYBRID => development(32, vec![Alice, Bob, Charlie, Dave]),
		PRODUCTION => production(),
		_ => return None,
	};
	Some(preset.to_string().into_bytes())
}

/// A thread of an ordinary machine makes some 20 to 60 hashes a second without the large data set.
fn development(initial: u64, voters: Vec<Ed25519Keyring>) -> Value {
	build_struct_json_patch!(RuntimeGenesisConfig {
		launch_config: LaunchConfigConfig {
			slot_duration: BLOCK_TIME,
			existential_deposit: MILLI_CRN,
			allow_well_known_keys: true,
		},
		balances: BalancesConfig { balances: endowed() },
		difficulty: DifficultyConfig {
			// A minute, so that a test can watch the difficulty move.
			rule: rule(60_000, 4),
			initial_difficulty: initial,
		},
		block_reward: BlockRewardConfig { plan: plan(10_000) },
		grandpa: GrandpaConfig {
			authorities: voters.into_iter().map(|voter| (voter.public().into(), 1)).collect::<Vec<_>>(),
		},
		sudo: SudoConfig { key: Some(Sr25519Keyring::Alice.to_account_id()) },
	})
}

/// A block every 15 seconds, 50 CRN for each in the first four years, half as much in the next four, and so on.
fn production() -> Value {
	build_struct_json_patch!(RuntimeGenesisConfig {
		launch_config: LaunchConfigConfig { slot_duration: 15_000, existential_deposit: MILLI_CRN },
		difficulty: DifficultyConfig {
			// 120 blocks. A timestamp that is 30 seconds ahead eases the next block by 1.2 %.
			rule: rule(1_800_000, 1_000),
			initial_difficulty: 10_000,
			// To be filled in: when mining is to begin, in milliseconds since 1970. As it is, genesis is refused.
			launch: 0,
		},
		block_reward: BlockRewardConfig { plan: plan(8_415_360) },
	})
}

/// Alice to Ferdie, and the `//stash` account of each.
fn endowed() -> Vec<(AccountId, Balance)> {
	Sr25519Keyring::well_known().map(|who| (who.to_account_id(), ENDOWMENT)).collect()
}

/// A difficulty that follows with this half-life, in milliseconds, and never falls below `minimum`.
fn rule(half_life: u64, minimum: u64) -> Rule {
	Rule { half_life, minimum }
}

/// [`REWARD`] at first, halved after every so many blocks, all of it for the miner.
fn plan(halving_interval: u32) -> Plan {
	Plan { initial: REWARD, halving_interval, ..Plan::default() }
}
