// SPDX-License-Identifier: Apache-2.0

//! Asks a runtime for its genesis, through its `GenesisBuilder` API.
//!
//! The SDK has a caller for this too, but that compiles the Wasm anew for every call, and the node compiles it once
//! more: seconds, at each start. This one shares the node's executor, so that the Wasm is compiled once.

use parity_scale_codec::{Decode, Encode};
use sc_chain_spec::json_patch;
use serde_json::Value;
use sp_core::storage::Storage;
use sp_genesis_builder::PresetId;
use sp_state_machine::BasicExternalities;

use super::call::execute;

/// A runtime that can be asked for its genesis.
pub struct GenesisBuilder<'a> {
	code: &'a [u8],
	hash: [u8; 32],
}

impl<'a> GenesisBuilder<'a> {
	/// Takes a runtime's Wasm.
	pub fn new(code: &'a [u8]) -> Self {
		Self { code, hash: sp_crypto_hashing::blake2_256(code) }
	}

	/// The names of the presets that the runtime brings, sorted.
	///
	/// # Errors
	///
	/// What the executor says.
	pub fn preset_names(&self) -> Result<Vec<String>, String> {
		let names: Vec<PresetId> = self.call("GenesisBuilder_preset_names", &[])?.0;
		let mut names: Vec<_> = names.iter().map(PresetId::to_string).collect();
		names.sort();
		Ok(names)
	}

	/// A preset by its name, or with `None` the runtime's defaults.
	///
	/// # Errors
	///
	/// If there is none of that name, or what the executor says.
	pub fn preset(&self, name: Option<&str>) -> Result<Value, String> {
		let id = name.map(PresetId::from);
		let (json, _): (Option<Vec<u8>>, _) = self.call("GenesisBuilder_get_preset", &id.encode())?;
		let json = json.ok_or_else(|| match name {
			Some(name) => format!("the runtime has no preset `{name}`"),
			None => "the runtime has no default genesis".into(),
		})?;
		serde_json::from_slice(&json).map_err(|error| format!("the runtime's preset is not JSON: {error}"))
	}

	/// The genesis state for `patch` merged over the runtime's defaults.
	///
	/// # Errors
	///
	/// What the runtime says of the values, or what the executor says.
	pub fn state_for_patch(&self, patch: Value) -> Result<Storage, String> {
		let mut config = self.preset(None)?;
		json_patch::merge(&mut config, patch);
		self.state(&config)
	}

	/// The genesis state for a complete configuration.
	///
	/// # Errors
	///
	/// What the runtime says of the values, or what the executor says.
	pub fn state(&self, config: &Value) -> Result<Storage, String> {
		let json = serde_json::to_vec(config).map_err(|error| error.to_string())?;
		let (result, storage): (sp_genesis_builder::Result, _) =
			self.call("GenesisBuilder_build_state", &json.encode())?;
		result.map(|()| storage)
	}

	/// Calls the runtime on an empty state, and gives what it returns and what it wrote.
	fn call<R: Decode>(&self, method: &str, argument: &[u8]) -> Result<(R, Storage), String> {
		let mut state = BasicExternalities::new_empty();
		let returned = execute(self.code, &self.hash, &mut state, method, argument)?;
		let decoded = R::decode(&mut &returned[..])
			.map_err(|error| format!("{method} returns something else than expected: {error}"))?;
		Ok((decoded, state.into_storages()))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use sc_chain_spec::GenesisConfigBuilderRuntimeCaller;

	#[test]
	fn the_state_is_the_same_that_the_sdk_builds() {
		let code = cairn_runtime::WASM_BINARY.expect("built with its Wasm");
		let ours = GenesisBuilder::new(code);
		let sdk = GenesisConfigBuilderRuntimeCaller::<()>::new(code);
		for name in ours.preset_names().expect("presets") {
			let preset = ours.preset(Some(&name)).expect("a preset");
			assert_eq!(Ok(preset.clone()), sdk.get_named_preset(Some(&name)));
			let (ours, sdk) = (ours.state_for_patch(preset.clone()), sdk.get_storage_for_patch(preset));
			// A preset that is to be completed first has no state: neither makes one.
			assert_eq!(ours.is_ok(), name != "production");
			assert_eq!(ours.ok().map(|state| state.top), sdk.ok().map(|state| state.top), "{name}");
		}
	}

	#[test]
	fn what_the_runtime_refuses_is_told() {
		let code = cairn_runtime::WASM_BINARY.expect("built with its Wasm");
		let builder = GenesisBuilder::new(code);
		assert_eq!(builder.preset(Some("none")).expect_err("none"), "the runtime has no preset `none`");
		let error = builder.state_for_patch(serde_json::json!({ "nobody": 1 })).expect_err("refused");
		assert!(error.contains("unknown field `nobody`"), "{error}");
	}
}
