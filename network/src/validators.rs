// SPDX-License-Identifier: Apache-2.0

//! More validators than a preset of the standard runtime has: with keys and stake that are derived from their numbers.

use std::path::Path;

use serde_json::{json, Value};

use crate::{cairn::Cairn, Error};

/// The keys of a validator: their types in the keystore, and the schemes that they are of.
const KEYS: [(&str, &str); 4] =
	[("babe", "sr25519"), ("gran", "ed25519"), ("imon", "sr25519"), ("audi", "sr25519")];

/// What each of them has at stake, and what it has besides, in planck: as the validators of the preset.
const STAKE: u64 = 100_000_000_000_000_000;
const FUNDS: u64 = 1_000_000_000_000_000_000;

/// A validator's addresses.
pub(crate) struct Addresses {
	/// Of its account and its keys of the scheme sr25519.
	sr25519: String,
	/// Of its key of the scheme ed25519.
	ed25519: String,
}

/// What the keys of the validator with this number are derived from. Everybody knows it.
fn secret(number: u8) -> String {
	format!("//Validator//{number}")
}

impl Addresses {
	/// Those of the validator with this number.
	pub(crate) fn of(cairn: Cairn<'_>, number: u8) -> Result<Self, Error> {
		let address = |scheme| cairn.address(&secret(number), scheme);
		Ok(Self { sr25519: address("sr25519")?, ed25519: address("ed25519")? })
	}
}

/// Puts the keys of the validator with this number into the keystore of a node on the chain of a specification.
pub(crate) fn insert_keys(cairn: Cairn<'_>, number: u8, spec: &Path, base_path: &Path) -> Result<(), Error> {
	let mut keys = KEYS.into_iter();
	keys.try_for_each(|(kind, scheme)| cairn.insert_key((kind, scheme), &secret(number), spec, base_path))
}

/// The patch that gives a preset these validators besides its own.
pub(crate) fn added_to(preset: &Value, more: &[Addresses]) -> Value {
	let with = |pallet: &str, list: &str, one: fn(&Addresses) -> Value| {
		let mut all = preset[pallet][list].as_array().cloned().unwrap_or_default();
		all.extend(more.iter().map(one));
		all
	};
	let keys = |Addresses { sr25519, ed25519 }: &Addresses| {
		let keys = json!({
			"babe": sr25519, "grandpa": ed25519, "im_online": sr25519, "authority_discovery": sr25519,
		});
		json!([sr25519, sr25519, keys])
	};
	let stakers = with("staking", "stakers", |who| json!([who.sr25519, who.sr25519, STAKE, "Validator"]));
	json!({
		"session": { "keys": with("session", "keys", keys) },
		"balances": { "balances": with("balances", "balances", |who| json!([who.sr25519, FUNDS])) },
		"staking": { "validatorCount": stakers.len(), "stakers": stakers },
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_preset_gets_validators_with_keys_and_stake() {
		let preset = json!({
			"session": { "keys": [["a", "a", {}]] },
			"staking": { "stakers": [["a", "a", 1, "Validator"]], "validatorCount": 1 },
			"balances": { "balances": [["a", 2], ["b", 3]] },
		});
		let more = Addresses { sr25519: "s".into(), ed25519: "e".into() };
		let keys = json!({ "babe": "s", "grandpa": "e", "im_online": "s", "authority_discovery": "s" });
		let expected = json!({
			"session": { "keys": [["a", "a", {}], ["s", "s", keys]] },
			"staking": {
				"stakers": [["a", "a", 1, "Validator"], ["s", "s", STAKE, "Validator"]],
				"validatorCount": 2,
			},
			"balances": { "balances": [["a", 2], ["b", 3], ["s", FUNDS]] },
		});
		assert_eq!(added_to(&preset, &[more]), expected);
	}
}
