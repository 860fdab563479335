// SPDX-License-Identifier: Apache-2.0

//! `cairn info`: what a chain specification or a runtime's Wasm declares.

use std::path::Path;

use clap::Args;
use serde::Serialize;
use sp_version::RuntimeVersion;

use super::output::print;
use crate::{
	chain_spec::{Chains, Genesis},
	runtime::{ApiInfo, Blob, Declared, PalletInfo},
};

/// Arguments of `cairn info`.
#[derive(Debug, Args)]
pub(super) struct InfoCommand {
	/// A chain specification, a runtime's Wasm, or the name of a built-in chain (`dev`, `local`).
	#[arg(value_name = "SPEC|WASM", default_value = "dev")]
	subject: String,
	/// Print JSON.
	#[arg(long)]
	json: bool,
}

/// Everything that is told.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Info {
	#[serde(skip_serializing_if = "Option::is_none")]
	chain: Option<ChainInfo>,
	spec_name: String,
	impl_name: String,
	spec_version: u32,
	transaction_version: u32,
	state_version: u8,
	/// `null` for a runtime that no engine of this node can produce blocks for.
	consensus: Option<String>,
	code_bytes: usize,
	code_bytes_uncompressed: usize,
	runtime_apis: Vec<ApiInfo>,
	pallets: Vec<PalletInfo>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ChainInfo {
	name: String,
	id: String,
	chain_type: String,
	genesis_hash: String,
	boot_nodes: usize,
}

impl InfoCommand {
	/// Prints what the subject declares.
	pub(super) fn run(&self, chains: &Chains) -> Result<(), String> {
		let info = self.collect(chains)?;
		if self.json {
			print(serde_json::to_string_pretty(&info).map_err(|error| error.to_string())?)
		} else {
			print(for_people(&info))
		}
	}

	fn collect(&self, chains: &Chains) -> Result<Info, String> {
		let path = Path::new(&self.subject);
		if path.is_file() {
			let bytes =
				std::fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
			if Blob::looks_like_wasm(&bytes) {
				let blob = Blob::new(&self.subject, bytes).map_err(|error| error.to_string())?;
				let version = blob.version().map_err(|error| error.to_string())?;
				return describe(&blob, &version, Declared::read(&version).ok(), None);
			}
		}
		let spec = chains.load(&self.subject)?;
		let genesis = Genesis::build(&spec)?;
		let chain = ChainInfo {
			name: spec.name().into(),
			id: spec.id().into(),
			chain_type: format!("{:?}", sc_service::ChainSpec::chain_type(&spec)),
			genesis_hash: format!("{:?}", genesis.hash),
			boot_nodes: spec.boot_nodes().len(),
		};
		let consensus = genesis.consensus(&genesis.version).ok();
		describe(&genesis.runtime, &genesis.version, consensus, Some(chain))
	}
}

fn describe(
	blob: &Blob<'_>,
	version: &RuntimeVersion,
	consensus: Option<Declared>,
	chain: Option<ChainInfo>,
) -> Result<Info, String> {
	Ok(Info {
		chain,
		spec_name: version.spec_name.to_string(),
		impl_name: version.impl_name.to_string(),
		spec_version: version.spec_version,
		transaction_version: version.transaction_version,
		state_version: version.system_version,
		consensus: consensus.map(|declared| declared.to_string()),
		code_bytes: blob.code().len(),
		code_bytes_uncompressed: blob.uncompressed_len().map_err(|error| error.to_string())?,
		runtime_apis: ApiInfo::list(version),
		pallets: blob.pallets().map_err(|error| error.to_string())?,
	})
}

fn for_people(info: &Info) -> String {
	let mut lines = Vec::new();
	let mut line = |what: &str, value: &dyn std::fmt::Display| lines.push(format!("{what:<20} {value}"));
	if let Some(chain) = &info.chain {
		line("Chain", &format_args!("{} ({}, {})", chain.name, chain.id, chain.chain_type));
		line("Genesis hash", &chain.genesis_hash);
		line("Boot nodes", &chain.boot_nodes);
	}
	line("Runtime", &format_args!("{}-{} ({})", info.spec_name, info.spec_version, info.impl_name));
	line("Transaction version", &info.transaction_version);
	line("State version", &info.state_version);
	line("Consensus", &info.consensus.as_deref().unwrap_or("none that this node knows"));
	line("Wasm", &format_args!("{} bytes, {} uncompressed", info.code_bytes, info.code_bytes_uncompressed));
	lines.push("Runtime APIs".into());
	lines.extend(info.runtime_apis.iter().map(|api| format!("  {:<28} {}", api.name, api.version)));
	lines.push("Pallets".into());
	lines.extend(info.pallets.iter().map(|pallet| format!("  {:>3}  {}", pallet.index, pallet.name)));
	lines.join("\n")
}
