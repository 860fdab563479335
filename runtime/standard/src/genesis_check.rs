// SPDX-License-Identifier: Apache-2.0

//! What a genesis must have as a whole, after each pallet has checked its own part.
//!
//! A chain without validators never makes a block, and one whose keys are known to everybody belongs to everybody.
//! Neither is noticed by a pallet alone, and both are found out too late on a running chain.

#![warn(missing_docs)]

use crate::{configs::governance::TechnicalCollective, AccountId, Runtime, Session, Staking, System};
use alloc::{format, string::String, vec::Vec};
use frame_support::storage::unhashed;
use pallet_collective::Members;
use pallet_launch_config::WellKnownKeysAllowed;
use pallet_nomination_pools::GlobalMaxCommission;
use pallet_staking::{MinimumValidatorCount, SlashRewardFraction, ValidatorCount, Validators as Candidates};
use parity_scale_codec::Encode;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::{PerThing, Perbill};
use sp_staking::StakingInterface;

/// Looks at the state that genesis has built.
///
/// # Errors
///
/// What is wrong, and where in the chain spec to set it right.
pub fn check() -> Result<(), String> {
	let validators = Session::validators();
	if validators.is_empty() {
		return Err("the genesis has no validators, so the chain would never make a block: name their session keys in \
			 `session.keys`, and their stake in `staking.stakers`, with `staking.validatorCount` of at least 1"
			.into());
	}
	for validator in &validators {
		if Staking::status(validator).is_err() {
			return Err(format!(
				"the validator {} has session keys and no stake: give it an entry in `staking.stakers`",
				ss58(validator)
			));
		}
		if Session::load_keys(validator).is_none() {
			return Err(format!(
				"the validator {} has stake and no session keys: give it an entry in `session.keys`",
				ss58(validator)
			));
		}
	}
	// Where it can elect too few, staking takes everybody with session keys instead, and nobody is paid or slashed
	// until an election succeeds.
	let elected = Candidates::<Runtime>::count().min(ValidatorCount::<Runtime>::get());
	let minimum = MinimumValidatorCount::<Runtime>::get().max(1);
	if elected < minimum {
		return Err(format!(
			"the genesis elects {elected} validators, and it takes {minimum}: name more of them in `staking.stakers`, \
			 raise `staking.validatorCount`, or lower `staking.minimumValidatorCount`"
		));
	}
	// The pallets store these as they come. One above the whole could not be read, and would count as none.
	let shares = [
		("staking.slashRewardFraction", SlashRewardFraction::<Runtime>::hashed_key()),
		("nominationPools.globalMaxCommission", GlobalMaxCommission::<Runtime>::hashed_key()),
	];
	for (field, key) in shares {
		let whole = <Perbill as PerThing>::ACCURACY;
		if let Some(parts) = unhashed::get::<u32>(&key).filter(|parts| *parts > whole) {
			return Err(format!("{field} is {parts} parts per billion; allowed: 0 to {whole}"));
		}
	}
	if WellKnownKeysAllowed::<Runtime>::get() {
		return Ok(());
	}
	match well_known_key_in_use() {
		Some(what) => Err(format!(
			"{what}, and its secret key is known to everybody: replace it by a key of your own. Only a chain that \
			 holds nothing of value may set `launchConfig.allowWellKnownKeys`"
		)),
		None => Ok(()),
	}
}

/// The first power in the genesis that a well-known key has.
fn well_known_key_in_use() -> Option<String> {
	let accounts: Vec<AccountId> = Sr25519Keyring::iter()
		.map(|key| key.to_account_id())
		.chain(Ed25519Keyring::iter().map(|key| key.to_account_id()))
		.collect();
	if let Some(key) = pallet_sudo::Key::<Runtime>::get().filter(|key| accounts.contains(key)) {
		return Some(format!("the sudo key is the development account {}", ss58(&key)));
	}
	let committee = Members::<Runtime, TechnicalCollective>::get();
	if let Some(member) = committee.into_iter().find(|member| accounts.contains(member)) {
		return Some(format!(
			"a member of the technical committee is the development account {}",
			ss58(&member)
		));
	}
	let keys: Vec<[u8; 32]> = Sr25519Keyring::iter()
		.map(|key| key.public().0)
		.chain(Ed25519Keyring::iter().map(|key| key.public().0))
		.collect();
	for (validator, session_keys) in pallet_session::NextKeys::<Runtime>::iter() {
		let encoded = session_keys.encode();
		if encoded.chunks(32).any(|key| keys.iter().any(|known| known == key)) {
			return Some(format!("a session key of {} is a development key", ss58(&validator)));
		}
	}
	let funded = accounts.iter().find(|account| System::account_exists(account))?;
	Some(format!("the genesis uses the development account {}", ss58(funded)))
}

fn ss58(account: &AccountId) -> String {
	use sp_core::crypto::Ss58Codec;
	account.to_ss58check()
}
