// SPDX-License-Identifier: Apache-2.0

//! `cairn light`: a light client.

use std::{future::Future, path::PathBuf};

use cairn_light::{Settings, Spec};
use clap::Args;
use sc_cli::{LoggerBuilder, SubstrateCli};
use sc_service::BasePath;
use serde_json::Value;
use tokio::signal::unix::{signal, SignalKind};

use super::Cli;
use crate::chain_spec::{Chains, Genesis};

/// What is logged unless `--log` adds to it. The protocol's library warns of much that mends itself.
const LOG: &str = "error,cairn_light=info";

/// Arguments of `cairn light`.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
	cairn light --chain spec.json\n      follows the chain through the boot nodes that its specification names\n  \
	cairn light --chain spec.json --bootnodes /ip4/203.0.113.5/tcp/30333/p2p/12D3Koo…\n      through another full node\n\n\
	Then connect wallets and scripts to ws://127.0.0.1:9944, as to a node.")]
pub(super) struct LightCommand {
	/// The chain: the file of its specification, plain or raw.
	#[arg(long, value_name = "SPEC")]
	chain: String,

	/// Full nodes to connect to first, besides those in the specification. TCP and plain WebSocket addresses, with
	/// the identity of the node.
	#[arg(long, value_name = "ADDRESS", num_args = 1..)]
	bootnodes: Vec<String>,

	/// The port of JSON-RPC, over WebSocket and HTTP; 0 takes a free one. It is open to this machine only.
	#[arg(long, value_name = "PORT", default_value_t = 9944)]
	rpc_port: u16,

	/// Origins of web pages that may use JSON-RPC, such as `https://app.example`, separated by commas; `all` for every
	/// one. Pages of this machine, such as http://localhost:3000, always may.
	#[arg(long, value_name = "ORIGINS", value_delimiter = ',')]
	rpc_cors: Vec<String>,

	/// Connections to JSON-RPC at once.
	#[arg(long, value_name = "COUNT", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=10_000))]
	rpc_max_connections: u32,

	/// The directory under which the database is kept: a file of a few megabytes for each chain. Default: where a node
	/// keeps its own.
	#[arg(long, short = 'd', value_name = "PATH")]
	base_path: Option<PathBuf>,

	/// What to log in addition: targets and levels, such as `network=debug`, separated by commas.
	#[arg(long, short = 'l', value_name = "TARGETS", value_delimiter = ',')]
	log: Vec<String>,
}

impl LightCommand {
	/// Runs the light client until the process is told to stop.
	///
	/// # Errors
	///
	/// A message with the cause on the first line and a way out on the second.
	pub(super) fn run(&self, chains: &Chains) -> sc_cli::Result<()> {
		let directives = std::iter::once(LOG).chain(self.log.iter().map(String::as_str));
		LoggerBuilder::new(directives.collect::<Vec<_>>().join(",")).init()?;
		let runtime = sc_cli::build_runtime()?;
		// Early, so that a signal that comes while the client starts ends it in order too.
		let end = runtime.block_on(async { signals() })?;
		let spec = self.spec(chains)?;
		let base_path = match &self.base_path {
			Some(path) => BasePath::new(path),
			None => BasePath::from_project("", "", &Cli::executable_name()),
		};
		let settings = Settings {
			name: Cli::impl_name(),
			version: Cli::impl_version(),
			boot_nodes: self.bootnodes.clone(),
			rpc_port: self.rpc_port,
			max_connections: self.rpc_max_connections,
			origins: self.rpc_cors.clone(),
			directory: base_path.config_dir(&directory_name(spec.id())).join("light"),
			spec,
		};
		runtime.block_on(cairn_light::run(settings, end)).map_err(|error| error.to_string())?;
		Ok(())
	}

	/// The specification with the genesis as state, which the runtime makes if the file holds its values.
	fn spec(&self, chains: &Chains) -> Result<Spec, String> {
		let spec = chains.load(&self.chain)?;
		let mut json: Value =
			serde_json::from_str(&spec.as_json(false)?).map_err(|error| error.to_string())?;
		let genesis = &json["genesis"];
		if genesis.get("raw").is_none() && genesis.get("stateRootHash").is_none() {
			let state = Genesis::build(&spec)?.storage;
			if !state.children_default.is_empty() {
				return Err("the genesis holds child tries, which a light client cannot read\n  help: run a full node \
				            of this chain instead"
					.into());
			}
			Spec::set_genesis_state(&mut json, state.top);
		}
		Spec::from_json(&json.to_string()).map_err(|error| error.to_string())
	}
}

/// Ready when the process is asked to end, by `Ctrl+C` or SIGTERM.
fn signals() -> std::io::Result<impl Future<Output = ()>> {
	let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
	Ok(async move {
		tokio::select! {
			_ = interrupt.recv() => {}
			_ = terminate.recv() => {}
		}
	})
}

/// The chain's id, as far as it may name a directory.
fn directory_name(id: &str) -> String {
	let plain = |letter: char| match letter.is_ascii_alphanumeric() || "-_.".contains(letter) {
		true => letter,
		false => '_',
	};
	let name: String = id.chars().map(plain).collect();
	match name.trim_matches('.').is_empty() {
		true => "_".into(),
		false => name,
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::Parser;

	const CHAINS: Chains = Chains { embedded: cairn_runtime::WASM_BINARY };

	#[derive(Parser)]
	struct Arguments {
		#[command(flatten)]
		light: LightCommand,
	}

	fn command(args: &[&str]) -> LightCommand {
		Arguments::parse_from([&["light"][..], args].concat()).light
	}

	#[test]
	fn a_chain_whose_genesis_is_values_gets_a_state() {
		let spec = command(&["--chain", "dev"]).spec(&CHAINS).expect("a specification");
		assert_eq!((spec.name(), spec.id()), ("Cairn Development", "cairn_dev"));
	}

	#[test]
	fn origins_are_separated_by_commas_and_boot_nodes_by_spaces() {
		let command = command(&["--chain", "x", "--rpc-cors", "http://a,http://b", "--bootnodes", "c", "d"]);
		assert_eq!(command.rpc_cors, ["http://a", "http://b"]);
		assert_eq!(command.bootnodes, ["c", "d"]);
		assert_eq!(command.rpc_port, 9944);
	}

	#[test]
	fn an_id_cannot_lead_out_of_the_base_path() {
		assert_eq!(directory_name("cairn_dev"), "cairn_dev");
		assert_eq!(directory_name("../../etc"), ".._.._etc");
		assert_eq!(directory_name(".."), "_");
		assert_eq!(directory_name(""), "_");
	}
}
