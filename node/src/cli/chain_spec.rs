// SPDX-License-Identifier: Apache-2.0

//! `cairn chain-spec`: makes, converts and checks chain specifications.

use std::{
	borrow::Cow,
	io::Read,
	path::{Path, PathBuf},
};

use clap::{Args, Subcommand, ValueEnum};
use sc_chain_spec::{json_patch, ChainType};
use sc_network::config::MultiaddrWithPeerId;
use serde_json::{json, Value};

use super::output::print;
use crate::{
	chain_spec::{
		self, refused, ChainSpec, Chains, Extensions, Genesis, SS58_PREFIX, TOKEN_DECIMALS, TOKEN_SYMBOL,
	},
	runtime::{Blob, GenesisBuilder},
};

/// What to do with chain specifications.
#[derive(Debug, Subcommand)]
pub(super) enum ChainSpecCommand {
	/// List the genesis presets that a runtime brings.
	ListPresets {
		#[command(flatten)]
		runtime: RuntimeArgs,
		/// Print JSON.
		#[arg(long)]
		json: bool,
	},
	/// Print a preset: the genesis configuration to start a patch from.
	ShowPreset {
		/// The preset's name, as `list-presets` prints it.
		name: String,
		#[command(flatten)]
		runtime: RuntimeArgs,
	},
	/// Make a chain specification from a runtime and a preset, a patch, or a preset with a patch over it.
	Create(Box<CreateArgs>),
	/// Convert a specification to raw form: the genesis as storage, the same for every node version.
	ToRaw {
		/// The specification.
		spec: PathBuf,
		#[command(flatten)]
		output: OutputArgs,
	},
	/// Add boot nodes, through which new nodes find the network.
	AddBootNode {
		/// The specification; rewritten in place unless --output is given.
		spec: PathBuf,
		/// Addresses such as `/ip4/203.0.113.5/tcp/30333/p2p/12D3Koo…`.
		#[arg(required = true, value_name = "MULTIADDR")]
		addresses: Vec<MultiaddrWithPeerId>,
		#[command(flatten)]
		output: OutputArgs,
	},
	/// Build the genesis of a specification and tell what it holds, or why it cannot be built.
	Verify {
		/// The specification.
		spec: PathBuf,
		/// Print JSON.
		#[arg(long)]
		json: bool,
	},
}

#[derive(Debug, Args)]
pub(super) struct RuntimeArgs {
	/// The runtime's Wasm. Default: the standard runtime that this binary carries.
	#[arg(long, value_name = "FILE")]
	wasm: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct OutputArgs {
	/// Write to this file. Default: standard output.
	#[arg(long, short, value_name = "FILE")]
	output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct CreateArgs {
	#[command(flatten)]
	runtime: RuntimeArgs,
	/// Start from this preset of the runtime.
	#[arg(long, value_name = "NAME", required_unless_present = "patch")]
	preset: Option<String>,
	/// Merge this JSON, field by field, over the preset, or over the runtime's defaults; `-` reads standard input.
	#[arg(long, value_name = "FILE")]
	patch: Option<PathBuf>,
	/// The chain's name, for people.
	#[arg(long, default_value = "Cairn Chain")]
	name: String,
	/// The chain's id, for directories and the network protocol. Default: the name in lower case.
	#[arg(long)]
	id: Option<String>,
	/// What the chain is for. Default: as the preset `development` or `local` says, else live.
	#[arg(long, value_enum)]
	chain_type: Option<ChainKind>,
	/// The token's symbol.
	#[arg(long, default_value = TOKEN_SYMBOL)]
	token_symbol: String,
	/// How many decimals the token has: 1 token is 10^N planck.
	#[arg(long, default_value_t = TOKEN_DECIMALS)]
	token_decimals: u32,
	/// The prefix of the chain's addresses; must be the runtime's own.
	#[arg(long, default_value_t = SS58_PREFIX)]
	ss58_prefix: u16,
	/// The network protocol's id. Default: the chain's id.
	#[arg(long)]
	protocol_id: Option<String>,
	/// A node through which new nodes find the network. May be given several times.
	#[arg(long = "boot-node", value_name = "MULTIADDR")]
	boot_nodes: Vec<MultiaddrWithPeerId>,
	/// Write the raw form.
	#[arg(long)]
	raw: bool,
	#[command(flatten)]
	output: OutputArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ChainKind {
	/// A chain with value on it.
	Live,
	/// A network for tests, of several nodes.
	Local,
	/// One node on one machine.
	Development,
}

impl From<ChainKind> for ChainType {
	fn from(kind: ChainKind) -> Self {
		match kind {
			ChainKind::Live => Self::Live,
			ChainKind::Local => Self::Local,
			ChainKind::Development => Self::Development,
		}
	}
}

impl ChainSpecCommand {
	/// Does it.
	pub(super) fn run(&self, chains: &Chains) -> Result<(), String> {
		match self {
			Self::ListPresets { runtime, json } => list_presets(&runtime.code(chains)?, *json),
			Self::ShowPreset { name, runtime } => {
				let code = runtime.code(chains)?;
				print(pretty(&named_preset(&GenesisBuilder::new(&code), name)?)?)
			}
			Self::Create(args) => create(args, chains),
			Self::ToRaw { spec, output } => {
				output.write(&to_raw(&chain_spec::read(spec)?, read_json(spec)?)?)
			}
			Self::AddBootNode { spec, addresses, output } => {
				// Parsed as a specification first, so that nothing but one is ever rewritten.
				chain_spec::read(spec)?;
				let json = add_boot_nodes(read_json(spec)?, addresses)?;
				write_file(output.output.as_deref().unwrap_or(spec), &pretty(&json)?)
			}
			Self::Verify { spec, json } => verify(spec, *json),
		}
	}
}

impl RuntimeArgs {
	fn code(&self, chains: &Chains) -> Result<Cow<'static, [u8]>, String> {
		let Some(path) = &self.wasm else {
			return Ok(Cow::Borrowed(chains.embedded_runtime()?));
		};
		let shown = path.display().to_string();
		let code = std::fs::read(path).map_err(|error| {
			format!("the runtime {shown} cannot be read: {error}\n  help: check the path given with --wasm")
		})?;
		let blob = Blob::new(shown, &code[..]).map_err(|error| error.to_string())?;
		blob.version().map_err(|error| error.to_string())?;
		Ok(Cow::Owned(code))
	}
}

impl OutputArgs {
	fn write(&self, text: &str) -> Result<(), String> {
		match &self.output {
			Some(path) => write_file(path, text),
			None => print(text),
		}
	}
}

fn named_preset(builder: &GenesisBuilder<'_>, name: &str) -> Result<Value, String> {
	let names = builder.preset_names()?;
	if !names.iter().any(|known| known == name) {
		return Err(format!(
			"the runtime has no preset `{name}`\n  help: it has {}; or give the whole genesis with --patch",
			if names.is_empty() { "none".into() } else { names.join(", ") }
		));
	}
	builder.preset(Some(name))
}

fn list_presets(code: &[u8], as_json: bool) -> Result<(), String> {
	let names = GenesisBuilder::new(code).preset_names()?;
	if as_json {
		print(json!({ "presets": names }))
	} else {
		names.iter().try_for_each(print)
	}
}

fn create(args: &CreateArgs, chains: &Chains) -> Result<(), String> {
	let code = args.runtime.code(chains)?;
	let builder = GenesisBuilder::new(&code);
	let mut genesis = match &args.preset {
		Some(name) => named_preset(&builder, name)?,
		None => json!({}),
	};
	if let Some(path) = &args.patch {
		json_patch::merge(&mut genesis, read_patch(path)?);
	}
	// Built here once, so that a wrong value is refused now and not when a node starts.
	builder.state_for_patch(genesis.clone()).map_err(|error| refused(&error))?;

	let id = args.id.clone().unwrap_or_else(|| id_from(&args.name));
	if id.is_empty() || !id.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c)) {
		return Err(format!(
			"`{id}` cannot be a chain id\n  help: give --id with ASCII letters, digits, `_` and `-` only: it \
			 names directories"
		));
	}
	let spec = ChainSpec::builder(&code, Extensions::default())
		.with_name(&args.name)
		.with_id(&id)
		.with_protocol_id(args.protocol_id.as_deref().unwrap_or(&id))
		.with_chain_type(args.chain_type())
		.with_boot_nodes(args.boot_nodes.clone())
		.with_properties(chain_spec::properties(&args.token_symbol, args.token_decimals, args.ss58_prefix))
		.with_genesis_config_patch(genesis)
		.build();
	args.output.write(&spec.as_json(args.raw)?)
}

impl CreateArgs {
	fn chain_type(&self) -> ChainType {
		match (self.chain_type, self.preset.as_deref()) {
			(Some(kind), _) => kind.into(),
			(None, Some("development")) => ChainType::Development,
			(None, Some("local")) => ChainType::Local,
			(None, _) => ChainType::Live,
		}
	}
}

/// The chain id that a name gives: `My Chain` becomes `my_chain`.
fn id_from(name: &str) -> String {
	let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
	words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("_")
}

fn read_patch(path: &Path) -> Result<Value, String> {
	let shown = path.display();
	let text = if path == Path::new("-") {
		let mut text = String::new();
		std::io::stdin().read_to_string(&mut text).map(|_| text)
	} else {
		std::fs::read_to_string(path)
	}
	.map_err(|error| {
		format!("the patch {shown} cannot be read: {error}\n  help: check the path given with --patch")
	})?;
	let patch: Value = serde_json::from_str(&text).map_err(|error| {
		format!("the patch {shown} is not JSON: {error}\n  help: `cairn chain-spec show-preset` prints one to start from")
	})?;
	if !patch.is_object() {
		return Err(format!(
			"the patch {shown} is not a JSON object\n  help: its keys are the runtime's pallets, as in \
			 `cairn chain-spec show-preset`"
		));
	}
	Ok(patch)
}

fn read_json(path: &Path) -> Result<Value, String> {
	let text = std::fs::read_to_string(path)
		.map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
	serde_json::from_str(&text).map_err(|error| format!("{} is not JSON: {error}", path.display()))
}

/// Replaces the genesis of `original` by the storage it stands for; what else it holds stays as it is.
fn to_raw(spec: &ChainSpec, mut original: Value) -> Result<String, String> {
	let raw = spec.as_json(true).map_err(|error| refused(&error))?;
	let raw: Value = serde_json::from_str(&raw).map_err(|error| error.to_string())?;
	original["genesis"] = raw["genesis"].clone();
	pretty(&original)
}

fn add_boot_nodes(mut spec: Value, addresses: &[MultiaddrWithPeerId]) -> Result<Value, String> {
	if spec["bootNodes"].is_null() {
		spec["bootNodes"] = json!([]);
	}
	let nodes = spec["bootNodes"].as_array_mut().ok_or("the specification's `bootNodes` is not a list")?;
	for address in addresses {
		let address = Value::String(address.to_string());
		if !nodes.contains(&address) {
			nodes.push(address);
		}
	}
	Ok(spec)
}

fn verify(path: &Path, as_json: bool) -> Result<(), String> {
	let spec = chain_spec::read(path)?;
	let genesis = Genesis::build(&spec)?;
	// A raw genesis is built without executing the runtime, so it is executed here.
	genesis.runtime.pallets().map_err(|error| error.to_string())?;
	let consensus = genesis.consensus(&genesis.version).map_err(|error| error.to_string())?;
	let Genesis { version, hash, .. } = genesis;
	let runtime = format!("{}-{}", version.spec_name, version.spec_version);
	if as_json {
		let report = json!({
			"name": spec.name(),
			"id": spec.id(),
			"runtime": runtime,
			"consensus": consensus.to_string(),
			"genesisHash": format!("{hash:?}"),
			"bootNodes": spec.boot_nodes().len(),
		});
		print(report)
	} else {
		print(format_args!(
			"{} is good\n  Chain         {} ({})\n  Runtime       {runtime}\n  Consensus     {consensus}\n  \
			 Genesis hash  {hash:?}\n  Boot nodes    {}",
			path.display(),
			spec.name(),
			spec.id(),
			spec.boot_nodes().len()
		))
	}
}

fn pretty(json: &Value) -> Result<String, String> {
	serde_json::to_string_pretty(json).map_err(|error| error.to_string())
}

/// Replaces the file at once, so that no reader ever sees half of it.
fn write_file(path: &Path, text: &str) -> Result<(), String> {
	let mut partial = path.as_os_str().to_owned();
	partial.push(".partial");
	std::fs::write(&partial, format!("{text}\n")).and_then(|()| std::fs::rename(&partial, path)).map_err(
		|error| {
			format!(
				"{} cannot be written: {error}\n  help: check the path given with --output",
				path.display()
			)
		},
	)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_name_gives_an_id() {
		assert_eq!(id_from("My Chain, no. 2"), "my_chain_no_2");
		assert_eq!(id_from("…"), "");
	}

	#[test]
	fn boot_nodes_are_added_once() {
		let address: MultiaddrWithPeerId =
			"/ip4/127.0.0.1/tcp/30333/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp"
				.parse()
				.expect("an address");
		let once =
			add_boot_nodes(json!({ "name": "x" }), &[address.clone(), address.clone()]).expect("added");
		assert_eq!(once["bootNodes"], json!([address.to_string()]));
		assert_eq!(add_boot_nodes(once.clone(), &[address]).expect("added"), once);
	}
}
