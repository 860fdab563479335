// SPDX-License-Identifier: Apache-2.0

//! The chain that a network runs.

use std::{
	fmt, fs, io,
	path::{Path, PathBuf},
	str::FromStr,
};

use serde_json::{json, Value};

use crate::{
	address::MAX_NODES,
	cairn::Cairn,
	validators::{self, Addresses},
	Error,
};

/// The development accounts whose keys nodes may have, in the order of the presets' validators.
pub(crate) const ACCOUNTS: [&str; 6] = ["alice", "bob", "charlie", "dave", "eve", "ferdie"];

/// The presets have so many validators, unless they are made to have fewer.
const IN_PRESETS: u8 = 4;

/// The Wasm of the runtimes that `cairn` does not carry; `None` for one that was not built.
#[derive(Clone, Copy, Debug, Default)]
pub struct Runtimes {
	/// Proof of authority.
	pub authority: Option<&'static [u8]>,
	/// Proof of work.
	pub work: Option<&'static [u8]>,
}

/// The chain that a network runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chain {
	/// Proof of stake: BABE and GRANDPA, with every module. The preset `local` of the standard runtime.
	Standard,
	/// Proof of authority: Aura and GRANDPA. The preset `local` of the authority runtime.
	Authority,
	/// Proof of work. The preset `local` of the work runtime.
	Work,
	/// Proof of work with GRANDPA. The preset `hybrid` of the work runtime.
	Hybrid,
	/// The chain of a specification in a file. Nodes get the keys of development accounts, as on the presets.
	Spec(PathBuf),
}

/// What nodes can do on a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Abilities {
	/// Validate or vote, with keys.
	pub(crate) validate: bool,
	/// Mine.
	pub(crate) mine: bool,
}

impl Chain {
	/// So many nodes at most can have keys.
	pub(crate) fn max_validators(&self) -> u8 {
		match self {
			Self::Spec(_) => ACCOUNTS.len() as u8,
			Self::Standard => MAX_NODES,
			_ => IN_PRESETS,
		}
	}

	/// The development account whose keys the node with this number has, if it has keys. Validators without have keys that are
	/// derived from their numbers.
	pub(crate) fn account(&self, number: u8) -> Option<&'static str> {
		let accounts = match self {
			Self::Spec(_) => ACCOUNTS.len(),
			_ => usize::from(IN_PRESETS),
		};
		ACCOUNTS[..accounts].get(usize::from(number) - 1).copied()
	}

	/// What nodes can do on it.
	pub(crate) fn abilities(&self, cairn: Cairn<'_>) -> Result<Abilities, Error> {
		let (validate, mine) = match self {
			Self::Standard | Self::Authority => (true, false),
			Self::Work => (false, true),
			Self::Hybrid => (true, true),
			Self::Spec(path) => {
				let consensus = cairn.consensus(path)?;
				let mine = consensus.contains("proof of work");
				(!mine || consensus.contains("GRANDPA"), mine)
			}
		};
		Ok(Abilities { validate, mine })
	}

	/// Writes its specification to `chain.json` in `folder`, with so many validators and a patch over its genesis.
	///
	/// # Errors
	///
	/// When a runtime is missing, the patch is refused, or a file cannot be read or written.
	pub(crate) fn write_spec(
		&self,
		cairn: Cairn<'_>,
		runtimes: &Runtimes,
		validators: u8,
		patch: Option<&Value>,
		folder: &Path,
	) -> Result<(), Error> {
		let spec = folder.join("chain.json");
		let (preset, runtime) = match self {
			Self::Standard => ("local", None),
			Self::Authority => ("local", Some(runtimes.authority)),
			Self::Work => ("local", Some(runtimes.work)),
			Self::Hybrid => ("hybrid", Some(runtimes.work)),
			Self::Spec(path) if patch.is_some() => {
				let cause = format!(
					"--patch changes the genesis of a preset, and {} is a whole specification",
					path.display()
				);
				return Err(Error::new(cause, "patch it when it is made: `cairn chain-spec create --patch`"));
			}
			Self::Spec(path) => {
				return fs::copy(path, &spec).map(drop).map_err(|error| {
					Error::new(
						format!("{} cannot be read: {error}", path.display()),
						"check the path given with --chain",
					)
				});
			}
		};
		let cannot = |error: io::Error| {
			Error::new(format!("{}: {error}", folder.display()), "make room, or choose another --dir")
		};
		let wasm = match runtime {
			None => None,
			Some(Some(code)) => {
				let path = folder.join("runtime.wasm");
				fs::write(&path, code).map_err(cannot)?;
				Some(path)
			}
			Some(None) => {
				return Err(Error::new(
					format!("this program was built without the runtime of the chain `{self}`"),
					"build it without SKIP_WASM_BUILD",
				))
			}
		};
		let template = cairn.preset(preset, wasm.as_deref())?;
		let mut changes = if validators > IN_PRESETS {
			let more = (IN_PRESETS + 1..=validators).map(|number| Addresses::of(cairn, number));
			validators::added_to(&template, &more.collect::<Result<Vec<_>, _>>()?)
		} else {
			first_validators(&template, validators)
		};
		if let Some(patch) = patch {
			merge(&mut changes, patch);
		}
		let patch = folder.join("patch.json");
		fs::write(&patch, changes.to_string()).map_err(cannot)?;
		cairn.make_spec(&spec, &format!("Cairn Local {self}"), (preset, wasm.as_deref()), &patch)
	}
}

impl FromStr for Chain {
	type Err = std::convert::Infallible;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		Ok(match text {
			"standard" => Self::Standard,
			"authority" => Self::Authority,
			"work" => Self::Work,
			"hybrid" => Self::Hybrid,
			path => Self::Spec(path.into()),
		})
	}
}

impl fmt::Display for Chain {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Standard => formatter.write_str("standard"),
			Self::Authority => formatter.write_str("authority"),
			Self::Work => formatter.write_str("work"),
			Self::Hybrid => formatter.write_str("hybrid"),
			Self::Spec(path) => path.display().fmt(formatter),
		}
	}
}

/// The patch that leaves a preset its first so many validators. Finality would wait for the others for ever.
fn first_validators(preset: &Value, count: u8) -> Value {
	let mut patch = json!({});
	for (pallet, list) in [
		("session", "keys"),
		("staking", "stakers"),
		("validatorSet", "invulnerables"),
		("grandpa", "authorities"),
	] {
		if let Some(all) = preset[pallet][list].as_array().filter(|all| all.len() > count.into()) {
			patch[pallet][list] = all[..count.into()].into();
		}
	}
	if preset["staking"]["validatorCount"].as_u64().is_some_and(|elected| elected > count.into()) {
		patch["staking"]["validatorCount"] = count.into();
	}
	patch
}

/// Merges `patch` over `base`: objects field by field, all else is replaced.
fn merge(base: &mut Value, patch: &Value) {
	match (base, patch) {
		(Value::Object(base), Value::Object(patch)) => {
			for (key, value) in patch {
				merge(base.entry(key).or_insert(Value::Null), value);
			}
		}
		(base, patch) => *base = patch.clone(),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn chains_have_names_and_all_else_is_a_path() {
		for name in ["standard", "authority", "work", "hybrid", "./my chain.json"] {
			let chain: Chain = name.parse().expect("never fails");
			assert_eq!(chain.to_string(), name);
			assert_eq!(matches!(chain, Chain::Spec(_)), name.contains('/'));
		}
	}

	#[test]
	fn a_preset_loses_the_validators_that_are_too_many() {
		let preset = json!({
			"session": { "keys": [1, 2, 3, 4] },
			"staking": { "stakers": [5, 6, 7, 8], "validatorCount": 4, "minimumValidatorCount": 1 },
			"grandpa": { "authorities": [] },
			"balances": { "balances": [9] },
		});
		let expected = json!({
			"session": { "keys": [1, 2] },
			"staking": { "stakers": [5, 6], "validatorCount": 2 },
		});
		assert_eq!(first_validators(&preset, 2), expected);
		assert_eq!(first_validators(&preset, 4), json!({}));
	}

	#[test]
	fn a_patch_goes_over_what_is_there() {
		let mut base = json!({ "a": { "b": [1, 2], "c": 3 }, "d": 4 });
		merge(&mut base, &json!({ "a": { "b": [5] }, "e": { "f": 6 } }));
		assert_eq!(base, json!({ "a": { "b": [5], "c": 3 }, "d": 4, "e": { "f": 6 } }));
	}
}
