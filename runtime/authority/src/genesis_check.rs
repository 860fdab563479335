// SPDX-License-Identifier: Apache-2.0

//! What a genesis must have as a whole, checked before the pallets check and write their own parts.
//!
//! A chain without validators never makes a block, one that nobody governs keeps every mistake, and one whose keys are
//! known to everybody belongs to everybody. None of it is noticed by a pallet alone, and all of it is found out too
//! late on a running chain.

#![warn(missing_docs)]

use crate::{
	configs::{consensus::MaxAuthorities, council::MaxMembers},
	AccountId, RuntimeGenesisConfig, SessionKeys,
};
use alloc::{collections::BTreeSet, format, string::String, vec::Vec};
use frame_support::traits::Get;
use parity_scale_codec::Encode;
use sp_core::crypto::Ss58Codec;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

/// Looks at a genesis configuration.
///
/// # Errors
///
/// What is wrong, and where in the chain spec to set it right.
pub fn check(genesis: &RuntimeGenesisConfig) -> Result<(), String> {
	check_validators(genesis)?;
	check_keys(genesis)?;
	check_council(genesis)?;
	if genesis.launch_config.allow_well_known_keys {
		return Ok(());
	}
	match well_known_key_in_use(genesis) {
		Some(what) => Err(format!(
			"{what}, and its secret key is known to everybody: replace it by a key of your own. Only a chain that \
			 holds nothing of value may set `launchConfig.allowWellKnownKeys`"
		)),
		None => Ok(()),
	}
}

fn check_validators(genesis: &RuntimeGenesisConfig) -> Result<(), String> {
	let validators = &genesis.validator_set.invulnerables;
	if validators.is_empty() {
		return Err(
			"the genesis has no validators, so the chain would never make a block: name their accounts in \
			 `validatorSet.invulnerables`, and their session keys in `session.keys`"
				.into(),
		);
	}
	let most: u32 = MaxAuthorities::get();
	if validators.len() > most as usize {
		return Err(format!(
			"`validatorSet.invulnerables` has {} accounts; allowed: 1 to {most}",
			validators.len()
		));
	}
	if let Some(twice) = first_twice(validators) {
		return Err(format!("`validatorSet.invulnerables` has {} twice", twice.to_ss58check()));
	}
	if genesis.validator_set.desired_candidates > 0 {
		return Err(format!(
			"`validatorSet.desiredCandidates` is {}; allowed: 0, because validators of this chain are appointed",
			genesis.validator_set.desired_candidates
		));
	}
	let with_keys: BTreeSet<&AccountId> = genesis.session.keys.iter().map(|(_, owner, _)| owner).collect();
	match validators.iter().find(|validator| !with_keys.contains(validator)) {
		Some(validator) => Err(format!(
			"the validator {} has no session keys: give it an entry in `session.keys`",
			validator.to_ss58check()
		)),
		None => Ok(()),
	}
}

/// All entries with session keys, those of accounts that are not to validate yet included.
fn entries(genesis: &RuntimeGenesisConfig) -> impl Iterator<Item = &(AccountId, AccountId, SessionKeys)> {
	genesis.session.keys.iter().chain(&genesis.session.non_authority_keys)
}

fn check_keys(genesis: &RuntimeGenesisConfig) -> Result<(), String> {
	if let Some((account, validator, _)) =
		entries(genesis).find(|(account, validator, _)| account != validator)
	{
		return Err(format!(
			"`session.keys` has an entry of {} for {}: an entry names the same account twice",
			account.to_ss58check(),
			validator.to_ss58check()
		));
	}
	if let Some(twice) = first_twice(entries(genesis).map(|(account, ..)| account)) {
		return Err(format!("`session.keys` has two entries of {}", twice.to_ss58check()));
	}
	// Two validators with one key are one validator that cannot help making two blocks or votes.
	if let Some(twice) = first_twice(entries(genesis).map(|(.., keys)| &keys.aura)) {
		return Err(format!("`session.keys` has the key `aura` {} twice", twice.to_ss58check()));
	}
	if let Some(twice) = first_twice(entries(genesis).map(|(.., keys)| &keys.grandpa)) {
		return Err(format!("`session.keys` has the key `grandpa` {} twice", twice.to_ss58check()));
	}
	Ok(())
}

fn check_council(genesis: &RuntimeGenesisConfig) -> Result<(), String> {
	let members = &genesis.council.members;
	if members.is_empty() && genesis.sudo.key.is_none() {
		return Err(
			"nobody could ever change the validators or the runtime: name members in `council.members`, an \
			 account in `sudo.key`, or both"
				.into(),
		);
	}
	let most: u32 = MaxMembers::get();
	if members.len() > most as usize {
		return Err(format!("`council.members` has {} accounts; allowed: 0 to {most}", members.len()));
	}
	match first_twice(members) {
		Some(twice) => Err(format!("`council.members` has {} twice", twice.to_ss58check())),
		None => Ok(()),
	}
}

/// The first of `items` that was there before.
fn first_twice<'a, T: Ord + 'a>(items: impl IntoIterator<Item = &'a T>) -> Option<&'a T> {
	let mut seen = BTreeSet::new();
	items.into_iter().find(|item| !seen.insert(*item))
}

/// The first power in the genesis that a well-known key has.
fn well_known_key_in_use(genesis: &RuntimeGenesisConfig) -> Option<String> {
	let accounts: Vec<AccountId> = Sr25519Keyring::iter()
		.map(|key| key.to_account_id())
		.chain(Ed25519Keyring::iter().map(|key| key.to_account_id()))
		.collect();
	let known = |account: &&AccountId| accounts.contains(account);
	if let Some(key) = genesis.sudo.key.as_ref().filter(known) {
		return Some(format!("`sudo.key` is the development account {}", key.to_ss58check()));
	}
	if let Some(member) = genesis.council.members.iter().find(known) {
		return Some(format!("`council.members` has the development account {}", member.to_ss58check()));
	}
	if let Some(validator) = genesis.validator_set.invulnerables.iter().find(known) {
		return Some(format!(
			"`validatorSet.invulnerables` has the development account {}",
			validator.to_ss58check()
		));
	}
	let keys: Vec<[u8; 32]> = Sr25519Keyring::iter()
		.map(|key| key.public().0)
		.chain(Ed25519Keyring::iter().map(|key| key.public().0))
		.collect();
	for (account, _, session_keys) in entries(genesis) {
		let encoded = session_keys.encode();
		if encoded.chunks(32).any(|key| keys.iter().any(|known| known == key)) {
			return Some(format!("`session.keys` has a development key for {}", account.to_ss58check()));
		}
	}
	if genesis.balances.dev_accounts.is_some() {
		return Some("`balances.devAccounts` makes accounts out of a path of derivation".into());
	}
	let owners = genesis.balances.balances.iter().map(|(account, _)| account);
	let funded = owners.chain(entries(genesis).map(|(account, ..)| account)).find(known)?;
	Some(format!("the genesis uses the development account {}", funded.to_ss58check()))
}
