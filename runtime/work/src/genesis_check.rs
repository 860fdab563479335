// SPDX-License-Identifier: Apache-2.0

//! What a genesis must have as a whole, after each pallet has checked its own part.
//!
//! Keys that are known to everybody belong to everybody. No pallet alone notices, and on a running chain it is found out
//! too late.

#![warn(missing_docs)]

use crate::{AccountId, Grandpa, Runtime, System};
use alloc::{format, string::String, vec::Vec};
use core::ops::RangeInclusive;
use pallet_launch_config::WellKnownKeysAllowed;
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

/// The launches that make sense: the years 2001 to 2286. Seconds and microseconds are outside.
const LAUNCHES: RangeInclusive<u64> = 1_000_000_000_000..=9_999_999_999_999;

/// Looks at the state that genesis has built.
///
/// # Errors
///
/// What is wrong, and where in the chain spec to set it right.
pub fn check() -> Result<(), String> {
	let voters = Grandpa::grandpa_authorities();
	if let Some((voter, _)) = voters.iter().find(|(_, weight)| *weight == 0) {
		return Err(format!(
			"the GRANDPA voter {voter:?} has no weight: give it at least 1 in `grandpa.authorities`, or leave it out"
		));
	}
	if WellKnownKeysAllowed::<Runtime>::get() {
		return Ok(());
	}
	if let Some(what) = well_known_key_in_use() {
		return Err(format!(
			"{what}, and its secret key is known to everybody: replace it by a key of your own. Only a chain that \
			 holds nothing of value may set `launchConfig.allowWellKnownKeys`"
		));
	}
	check_launch(pallet_difficulty::Launch::<Runtime>::get())
}

/// Checks when the chain is to start. Without that, whoever finds the first block could choose the whole schedule.
fn check_launch(launch: u64) -> Result<(), String> {
	if LAUNCHES.contains(&launch) {
		return Ok(());
	}
	Err(format!(
		"difficulty.launch is {launch}; allowed: a time in milliseconds since 1970, which has 13 digits. Set it to when \
		 mining is to begin: the schedule of blocks is counted from there, and without it whoever finds the first block \
		 could date it back by years and keep the difficulty at its minimum"
	))
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
	let voters = Grandpa::grandpa_authorities();
	let known = |voter| Ed25519Keyring::iter().any(|key| voter == key.public().into());
	if let Some((voter, _)) = voters.into_iter().find(|(voter, _)| known(voter.clone())) {
		return Some(format!("a GRANDPA voter is the development key {voter:?}"));
	}
	let treasury = pallet_block_reward::Treasury::<Runtime>::get();
	if let Some(treasury) = treasury.filter(|treasury| accounts.contains(treasury)) {
		return Some(format!("the treasury is the development account {}", ss58(&treasury)));
	}
	let funded = accounts.iter().find(|account| System::account_exists(account))?;
	Some(format!("the genesis uses the development account {}", ss58(funded)))
}

fn ss58(account: &AccountId) -> String {
	use sp_core::crypto::Ss58Codec;
	account.to_ss58check()
}
