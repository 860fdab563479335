// SPDX-License-Identifier: Apache-2.0

//! Ready-made genesis configurations, to be had by name from the runtime itself.
//!
//! [`DEVELOPMENT`] and [`LOCAL`] are for development: their keys are the well-known ones, known to everybody, so a
//! chain made from them must never hold anything of value. They have one-second slots, epochs of a minute, eras of
//! two, and a governance day of a minute: what otherwise is the rare case can then be watched within minutes.
//!
//! [`PRODUCTION`] has the pace of a real chain, and neither keys nor tokens: a chain spec brings those, and without
//! them it is refused.

#![warn(missing_docs)]

use crate::{
	configs::{
		consensus::BABE_EPOCH_CONFIG,
		oracle::{development_feeds, Family},
	},
	units::{CRN, MILLI_CRN},
	AccountId, BabeConfig, Balance, BalancesConfig, LaunchConfigConfig, NominationPoolsConfig,
	NumberFeedsConfig, PriceFeedsConfig, RuntimeGenesisConfig, SessionConfig, SessionKeys, StakingConfig,
	SudoConfig, TechnicalCommitteeConfig, WeatherFeedsConfig,
};
use alloc::{string::ToString, vec, vec::Vec};
use frame_support::build_struct_json_patch;
use pallet_staking::StakerStatus;
use serde_json::Value;
use sp_genesis_builder::PresetId;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::Perbill;

/// One validator, Alice: blocks and finality from a single node.
pub const DEVELOPMENT: &str = "development";

/// Four validators, Alice, Bob, Charlie and Dave: finality survives the loss of one of them.
pub const LOCAL: &str = "local";

/// A real chain, to be completed: no keys, no tokens.
pub const PRODUCTION: &str = "production";

/// What each well-known account has at genesis, in planck.
pub const ENDOWMENT: Balance = 1_000_000 * CRN;

/// What each validator of a development preset has at stake, in planck.
pub const STAKE: Balance = 100_000 * CRN;

/// The length of a slot in all presets, in milliseconds.
pub const SLOT_DURATION: u64 = 1_000;

/// The length of an epoch in the development presets, in slots: a minute.
pub const EPOCH_DURATION: u64 = 60;

/// The part of a slash that goes to those who reported the offence.
const SLASH_REWARD: Perbill = Perbill::from_percent(10);

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
	let count = validators.len() as u32;
	build_struct_json_patch!(RuntimeGenesisConfig {
		launch_config: LaunchConfigConfig {
			slot_duration: SLOT_DURATION,
			epoch_duration: EPOCH_DURATION,
			existential_deposit: MILLI_CRN,
			sessions_per_era: 2,
			bonding_duration: 3,
			slash_defer_duration: 1,
			governance_day: Some(60),
			allow_well_known_keys: true,
		},
		balances: BalancesConfig { balances: endowed() },
		babe: BabeConfig { epoch_config: BABE_EPOCH_CONFIG },
		staking: StakingConfig {
			validator_count: count,
			minimum_validator_count: 1,
			slash_reward_fraction: SLASH_REWARD,
			stakers: validators
				.iter()
				.map(|who| {
					let stash = stash(*who);
					(stash.clone(), stash, STAKE, StakerStatus::<AccountId>::Validator)
				})
				.collect(),
			min_nominator_bond: CRN,
			min_validator_bond: 1_000 * CRN,
		},
		nomination_pools: NominationPoolsConfig {
			min_join_bond: CRN,
			min_create_bond: 100 * CRN,
			max_pools: Some(64),
			max_members_per_pool: Some(1_000),
			max_members: Some(10_000),
			global_max_commission: Some(Perbill::from_percent(25)),
		},
		session: SessionConfig { keys: validators.iter().map(|who| with_session_keys(*who)).collect() },
		technical_committee: TechnicalCommitteeConfig {
			members: [Sr25519Keyring::Alice, Sr25519Keyring::Bob, Sr25519Keyring::Charlie]
				.map(|who| who.to_account_id())
				.to_vec(),
		},
		price_feeds: PriceFeedsConfig { feeds: development_feeds(Family::Prices) },
		weather_feeds: WeatherFeedsConfig { feeds: development_feeds(Family::Weather) },
		number_feeds: NumberFeedsConfig { feeds: development_feeds(Family::Numbers) },
		sudo: SudoConfig { key: Some(Sr25519Keyring::Alice.to_account_id()) },
	})
}

/// Hours and weeks where the development presets have minutes. The governance day is a real one, whatever slot
/// duration a chain spec chooses.
fn production() -> Value {
	build_struct_json_patch!(RuntimeGenesisConfig {
		launch_config: LaunchConfigConfig {
			slot_duration: SLOT_DURATION,
			// An hour.
			epoch_duration: 3_600,
			existential_deposit: MILLI_CRN,
			// Six hours.
			sessions_per_era: 6,
			// A week.
			bonding_duration: 28,
			// Half a week.
			slash_defer_duration: 14,
		},
		babe: BabeConfig { epoch_config: BABE_EPOCH_CONFIG },
		staking: StakingConfig {
			validator_count: 21,
			minimum_validator_count: 1,
			slash_reward_fraction: SLASH_REWARD,
			min_nominator_bond: 10 * CRN,
			min_validator_bond: 1_000 * CRN,
			max_validator_count: Some(1_000),
			max_nominator_count: Some(50_000),
		},
		nomination_pools: NominationPoolsConfig {
			min_join_bond: CRN,
			min_create_bond: 100 * CRN,
			max_pools: Some(512),
			max_members_per_pool: Some(10_000),
			max_members: Some(500_000),
			global_max_commission: Some(Perbill::from_percent(25)),
		},
	})
}

/// Alice to Ferdie, and the `//stash` account of each.
fn endowed() -> Vec<(AccountId, Balance)> {
	Sr25519Keyring::well_known().map(|who| (who.to_account_id(), ENDOWMENT)).collect()
}

/// The `//stash` account of a validator: it has the stake and is paid the rewards.
pub fn stash(of: Sr25519Keyring) -> AccountId {
	use Sr25519Keyring as K;
	match of {
		K::Alice => K::AliceStash,
		K::Bob => K::BobStash,
		K::Charlie => K::CharlieStash,
		K::Dave => K::DaveStash,
		K::Eve => K::EveStash,
		K::Ferdie => K::FerdieStash,
		other => other,
	}
	.to_account_id()
}

/// The validator's account, twice because the session pallet wants an owner and a validator, and its keys: the
/// ones that `cairn --alice` and its like put into the keystore.
fn with_session_keys(who: Sr25519Keyring) -> (AccountId, AccountId, SessionKeys) {
	(stash(who), stash(who), session_keys(who))
}

/// The session keys that are derived from a well-known account's own seed.
pub fn session_keys(who: Sr25519Keyring) -> SessionKeys {
	let name: &'static str = who.into();
	let grandpa = Ed25519Keyring::iter()
		.find(|key| <&'static str>::from(*key) == name)
		.expect("both keyrings have the same names; qed");
	SessionKeys {
		babe: who.public().into(),
		grandpa: grandpa.public().into(),
		im_online: who.public().into(),
		authority_discovery: who.public().into(),
	}
}
