// SPDX-License-Identifier: Apache-2.0

//! Chain specifications: which chain a node runs, its runtime and its genesis.

use std::path::Path;

use parity_scale_codec::Decode;
use sc_chain_spec::{construct_genesis_block, ChainSpecExtension, ChainType, GenericChainSpec, Properties};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sp_api::RuntimeApiInfo;
use sp_consensus_grandpa::{AuthorityList, GrandpaApi};
use sp_core::{
	storage::{well_known_keys::CODE, Storage},
	H256,
};
use sp_runtime::traits::{BlakeTwo256, Block as _};
use sp_state_machine::InMemoryBackend;
use sp_version::RuntimeVersion;

use crate::{
	runtime::{self, Blob, ConsensusError, Declared, GenesisBuilder},
	service::{Block, HostFunctions},
};

/// What a specification may hold besides the genesis and the network's addresses.
#[derive(Default, Clone, Debug, Serialize, Deserialize, ChainSpecExtension)]
#[serde(rename_all = "camelCase")]
pub struct Extensions {
	/// Blocks that a chain with more than one history is pinned to.
	pub fork_blocks: sc_client_api::ForkBlocks<Block>,
	/// Blocks that must not be imported.
	pub bad_blocks: sc_client_api::BadBlocks<Block>,
	/// A finalised state for light clients to start from, as `sync_state_genSyncSpec` writes it.
	pub light_sync_state: sc_sync_state_rpc::LightSyncStateExtension,
}

/// A chain specification of this node.
pub type ChainSpec = GenericChainSpec<Extensions, HostFunctions>;

/// Symbol of the presets' token.
pub const TOKEN_SYMBOL: &str = "CRN";
/// Decimals of the presets' token: one CRN is 10^12 planck.
pub const TOKEN_DECIMALS: u32 = 12;
/// The SS58 prefix of the standard runtime's addresses.
pub const SS58_PREFIX: u16 = 42;

/// The chains that a binary knows: those in files, and two presets of the runtime that it carries, if it does.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chains {
	/// The Wasm of the runtime in the binary, so that a development chain needs no file.
	pub embedded: Option<&'static [u8]>,
}

impl Chains {
	/// The Wasm of the runtime that this binary carries.
	///
	/// # Errors
	///
	/// A message if the binary was built without one.
	pub fn embedded_runtime(&self) -> Result<&'static [u8], String> {
		self.embedded.ok_or_else(|| {
			"this binary was built without a runtime\n  help: build it without SKIP_WASM_BUILD, or give a chain \
			 specification with --chain"
				.into()
		})
	}

	/// Loads the chain called `id`: `dev` and `local` are presets of the embedded runtime, all else is a file.
	///
	/// # Errors
	///
	/// A message with the cause on the first line and a way out on the second.
	pub fn load(&self, id: &str) -> Result<ChainSpec, String> {
		match id {
			"dev" => self.preset("Cairn Development", "cairn_dev", ChainType::Development, "development"),
			"local" => self.preset("Cairn Local", "cairn_local", ChainType::Local, "local"),
			"" => Err(
				"no chain was chosen\n  help: give --dev for a development chain, or --chain with the path \
			           of a chain specification (`cairn chain-spec create` makes one)"
					.into(),
			),
			path => read(Path::new(path)),
		}
	}

	fn preset(&self, name: &str, id: &str, chain_type: ChainType, preset: &str) -> Result<ChainSpec, String> {
		let code = self.embedded_runtime()?;
		let genesis = GenesisBuilder::new(code).preset(Some(preset))?;
		Ok(ChainSpec::builder(code, Extensions::default())
			.with_name(name)
			.with_id(id)
			.with_chain_type(chain_type)
			.with_protocol_id(id)
			.with_properties(properties(TOKEN_SYMBOL, TOKEN_DECIMALS, SS58_PREFIX))
			.with_genesis_config_patch(genesis)
			.build())
	}
}

/// Properties of a chain, as wallets read them.
pub fn properties(symbol: &str, decimals: u32, ss58_prefix: u16) -> Properties {
	let mut properties = Properties::new();
	properties.insert("tokenSymbol".into(), symbol.into());
	properties.insert("tokenDecimals".into(), decimals.into());
	properties.insert("ss58Format".into(), ss58_prefix.into());
	properties
}

/// Reads a specification from a file.
///
/// # Errors
///
/// A message with the cause on the first line and a way out on the second.
pub fn read(path: &Path) -> Result<ChainSpec, String> {
	let shown = path.display();
	let bytes = std::fs::read(path).map_err(|error| {
		format!(
			"the chain specification {shown} cannot be read: {error}\n  help: check the path; `cairn \
			 chain-spec create` makes a specification, `--dev` needs none"
		)
	})?;
	ChainSpec::from_json_bytes(bytes).map_err(|error| {
		format!(
			"{shown} is not a chain specification: {}\n  help: it must be the complete JSON that `cairn \
			 chain-spec create` writes",
			error.trim_start_matches("Error parsing spec file: ")
		)
	})
}

/// A genesis, built.
pub struct Genesis {
	/// The runtime.
	pub runtime: Blob<'static>,
	/// What the runtime says of itself.
	pub version: RuntimeVersion,
	/// The state, the runtime included.
	pub storage: Storage,
	/// The hash of the genesis block, by which networks are told apart.
	pub hash: H256,
	/// Whether GRANDPA has voters in this state.
	has_voters: bool,
}

impl Genesis {
	/// Builds the genesis of `spec`.
	///
	/// # Errors
	///
	/// A message if the runtime refuses the values of its genesis, or if there is no runtime.
	pub fn build(spec: &dyn sc_service::ChainSpec) -> Result<Self, String> {
		let storage = genesis_state(spec).map_err(|error| refused(&error))?;
		let code = storage.top.get(CODE).cloned().ok_or(
			"the genesis of the chain holds no runtime\n  help: create the chain specification from a runtime's \
			 Wasm",
		)?;
		let runtime =
			Blob::new(format!("the runtime of {}", spec.id()), code).map_err(|error| error.to_string())?;
		let version = runtime.version().map_err(|error| error.to_string())?;
		let state_version = version.state_version();
		let state = InMemoryBackend::<BlakeTwo256>::from((storage.clone(), state_version));
		let hash = construct_genesis_block::<Block>(*state.root(), state_version).hash();
		let has_voters = has_voters(&runtime, &version, &state)?;
		Ok(Self { runtime, version, storage, hash, has_voters })
	}

	/// The consensus of a chain that begins with this genesis and whose runtime is by now of `version`.
	///
	/// Voters hand over to voters, so a genesis without any is that of a chain without GRANDPA, and one runtime serves
	/// chains with it and without.
	///
	/// # Errors
	///
	/// If not exactly one known API of block production is declared.
	pub fn consensus(&self, version: &RuntimeVersion) -> Result<Declared, ConsensusError> {
		let declared = Declared::read(version)?;
		Ok(Declared { grandpa: declared.grandpa && self.has_voters, ..declared })
	}
}

/// Asks the runtime for GRANDPA's voters, if it knows what that is.
fn has_voters(
	runtime: &Blob<'_>,
	version: &RuntimeVersion,
	state: &InMemoryBackend<BlakeTwo256>,
) -> Result<bool, String> {
	if !version.has_api_with(&<dyn GrandpaApi<Block>>::ID, |_| true) {
		return Ok(false);
	}
	let answer = runtime::call(runtime.code(), state, "GrandpaApi_grandpa_authorities")?;
	let voters = AuthorityList::decode(&mut &answer[..])
		.map_err(|error| format!("the runtime tells GRANDPA's voters in an unknown way: {error}"))?;
	Ok(!voters.is_empty())
}

/// Has the runtime build its genesis state, or takes the state that a raw specification holds.
fn genesis_state(spec: &dyn sc_service::ChainSpec) -> Result<Storage, String> {
	let mut json: Value = serde_json::from_str(&spec.as_json(false)?).map_err(|error| error.to_string())?;
	let Some(genesis) = json.pointer_mut("/genesis/runtimeGenesis") else {
		return spec.as_storage_builder().build_storage();
	};
	let code = genesis["code"].as_str().unwrap_or_default();
	let code = hex::decode(code.trim_start_matches("0x"))
		.map_err(|error| format!("the runtime's code is not hexadecimal: {error}"))?;
	let code = Blob::new(format!("the runtime of {}", spec.id()), code).map_err(|error| error.to_string())?;
	let builder = GenesisBuilder::new(code.code());
	let mut storage = match (genesis.get("patch"), genesis.get("config")) {
		(Some(patch), _) => builder.state_for_patch(patch.clone()),
		(_, Some(config)) => builder.state(config),
		// No other form is known to this node, but the SDK may know it.
		_ => return spec.as_storage_builder().build_storage(),
	}?;
	storage.top.entry(CODE.to_vec()).or_insert_with(|| code.code().to_vec());
	Ok(storage)
}

/// The message for a genesis that the runtime refused with `error`.
///
/// One that brings its own way out is left as it is.
pub fn refused(error: &str) -> String {
	if error.contains("\n  help: ") {
		return error.into();
	}
	// A panic's own words, which say what value is wrong, stand on the line after its place in the source. Whatever
	// the reason, behind it come the whole configuration and a trace of the Wasm.
	let mut lines = error.lines();
	let first = lines.next().unwrap_or_default();
	let reason = match first.contains("panicked at ") {
		true => lines.next().unwrap_or(first),
		false => first,
	};
	format!(
		"the runtime refuses this genesis: {reason}\n  help: correct the value; `cairn chain-spec show-preset` \
		 prints a complete example"
	)
}

#[cfg(test)]
mod tests {
	use super::*;

	const CHAINS: Chains = Chains { embedded: cairn_runtime::WASM_BINARY };

	#[test]
	fn both_presets_build_a_genesis_with_the_embedded_runtime() {
		for id in ["dev", "local"] {
			let spec = CHAINS.load(id).expect("a preset");
			let genesis = Genesis::build(&spec).expect("a genesis");
			assert_eq!(Some(genesis.runtime.code()), CHAINS.embedded, "{id}");
		}
	}

	#[test]
	fn a_refused_genesis_is_told_in_the_words_of_the_runtime() {
		let panic = "wasm call error Execution aborted due to panic: panicked at src/lib.rs:1:1:\nslotDuration is odd\n\
		             WASM backtrace:\n  0: build_state";
		assert!(refused(panic).starts_with("the runtime refuses this genesis: slotDuration is odd\n"));
		assert!(refused("unknown field `x`\nand more").contains("genesis: unknown field `x`\n"));
	}

	#[test]
	fn what_cannot_be_loaded_says_why_and_what_to_do() {
		let dir = tempfile::tempdir().expect("a directory");
		let broken = dir.path().join("broken.json");
		std::fs::write(&broken, "{\"name\": \"x\"").expect("written");
		for (id, cause) in [
			("", "no chain was chosen"),
			("/nowhere/spec.json", "cannot be read"),
			(broken.to_str().expect("a path"), "is not a chain specification"),
		] {
			let error = CHAINS.load(id).err().expect("refused");
			assert!(error.contains(cause) && error.contains("\n  help: "), "{id}: {error}");
		}
	}
}
