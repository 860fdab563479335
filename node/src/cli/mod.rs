// SPDX-License-Identifier: Apache-2.0

//! The command line.

mod blocks;
mod chain_spec;
mod connection;
mod database;
mod foreign;
mod info;
mod key;
mod light;
mod output;
mod ports;
mod process;
mod proof;
mod report;
mod role;
mod run;
mod upgrade;

pub use report::report;

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use sc_cli::SubstrateCli;

use crate::chain_spec::Chains;

/// Arguments of `cairn`.
#[derive(Debug, Parser)]
#[command(
	after_long_help = "Examples:\n  cairn --dev                                  a development chain with funded accounts\n  \
	cairn --dev --sealing instant                the same, with a block for each transaction at once\n  \
	cairn --chain spec.json --validator          validate on a chain of your own\n  \
	cairn chain-spec create --preset local       make a chain specification\n  \
	cairn info spec.json                         what a chain or a runtime declares\n  \
	cairn upgrade check --uri URL --wasm FILE    what a runtime upgrade would do to a live chain\n  \
	cairn proof verify FILE --block-hash HASH    whether a proof of something on a chain holds"
)]
pub struct Cli {
	#[command(subcommand)]
	command: Option<Command>,
	#[command(flatten)]
	run: run::RunArgs,
	#[arg(skip)]
	chains: Chains,
}

#[derive(Debug, Subcommand)]
enum Command {
	/// Make, convert and check chain specifications.
	#[command(subcommand)]
	ChainSpec(chain_spec::ChainSpecCommand),
	/// Generate, inspect and insert keys.
	#[command(subcommand)]
	Key(sc_cli::KeySubcommand),
	/// Tell what a chain specification or a runtime's Wasm declares: version, consensus, APIs, pallets.
	Info(info::InfoCommand),
	/// Run a light client: follow a chain by its proofs of finality, and serve JSON-RPC to this machine.
	Light(light::LightCommand),
	/// Prepare a runtime upgrade.
	#[command(subcommand)]
	Upgrade(upgrade::UpgradeCommand),
	/// Prove what is on a chain, and check such proofs without one.
	#[command(subcommand)]
	Proof(proof::ProofCommand),
	/// Write blocks of the database to a file.
	ExportBlocks(sc_cli::ExportBlocksCmd),
	/// Import blocks that `export-blocks` wrote.
	ImportBlocks(sc_cli::ImportBlocksCmd),
	/// Verify a block of the database again.
	CheckBlock(sc_cli::CheckBlockCmd),
	/// Write the state of a block as a raw chain specification.
	ExportState(sc_cli::ExportStateCmd),
	/// Take back the newest blocks that are not final.
	Revert(sc_cli::RevertCmd),
	/// Delete the chain's database. Keys stay.
	PurgeChain(sc_cli::PurgeChainCmd),
}

/// Reads the process's arguments and does what they say, with the chains that the binary knows.
///
/// # Errors
///
/// Anything that went wrong, for [`report()`].
pub fn run(chains: Chains) -> sc_cli::Result<()> {
	let mut cli = Cli { chains, ..Cli::read(std::env::args_os()) };
	if let Some(shared) = cli.shared_params() {
		// Every orderly end of a node or a command ends its tasks, which this target reports as failures. A task that
		// does fail ends the node with an error of its own.
		shared.log.insert(0, "sc_service::task_manager=off".into());
	}
	match &cli.command {
		None => run::run(&cli, &cli.run),
		Some(Command::ChainSpec(command)) => Ok(command.run(&cli.chains)?),
		Some(Command::Key(command)) => key::run(&cli, command),
		Some(Command::Info(command)) => Ok(command.run(&cli.chains)?),
		Some(Command::Light(command)) => command.run(&cli.chains),
		Some(Command::Upgrade(command)) => Ok(command.run()?),
		Some(Command::Proof(command)) => Ok(command.run()?),
		Some(Command::ExportBlocks(command)) => blocks::export_blocks(&cli, command),
		Some(Command::ImportBlocks(command)) => blocks::import_blocks(&cli, command),
		Some(Command::CheckBlock(command)) => blocks::check_block(&cli, command),
		Some(Command::ExportState(command)) => blocks::export_state(&cli, command),
		Some(Command::Revert(command)) => blocks::revert(&cli, command),
		Some(Command::PurgeChain(command)) => {
			let chosen = command.database_params.database();
			cli.create_runner(command)?
				.sync_run(|config| command.run(database::choose(chosen, config.database)?))
		}
	}
}

/// How many transactions the pool holds unless `--pool-limit` says otherwise: what a fast chain takes in some seconds. The
/// SDK's default is less than that of one.
const POOL_LIMIT: &str = "32768";

impl Cli {
	/// Reads arguments, and ends the process with a message if they cannot be understood.
	fn read(arguments: impl IntoIterator<Item = OsString>) -> Self {
		let command = database::describe(Self::setup_command(Self::command()));
		// The SDK ends it with an empty line.
		let command = command.version(Self::impl_version());
		let command = command.mut_arg("pool_limit", |limit| limit.default_value(POOL_LIMIT));
		let command = database::cache_no_trie(command);
		let read = command.try_get_matches_from(arguments);
		read.and_then(|matches| Self::from_arg_matches(&matches)).unwrap_or_else(|error| error.exit())
	}

	/// The SDK's shared parameters of what is run, if it has any.
	fn shared_params(&mut self) -> Option<&mut sc_cli::SharedParams> {
		match self.command.as_mut() {
			None => Some(self.run.shared_params_mut()),
			Some(Command::ExportBlocks(command)) => Some(&mut command.shared_params),
			Some(Command::ImportBlocks(command)) => Some(&mut command.shared_params),
			Some(Command::CheckBlock(command)) => Some(&mut command.shared_params),
			Some(Command::ExportState(command)) => Some(&mut command.shared_params),
			Some(Command::Revert(command)) => Some(&mut command.shared_params),
			_ => None,
		}
	}
}

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Cairn".into()
	}

	fn impl_version() -> String {
		// A release build names the commit that it was made from.
		match option_env!("CAIRN_COMMIT") {
			Some(commit) => format!("{}-{commit}", env!("CARGO_PKG_VERSION")),
			None => env!("CARGO_PKG_VERSION").into(),
		}
	}

	fn description() -> String {
		"Runs a node of any chain built of FRAME, from its chain specification.".into()
	}

	fn author() -> String {
		env!("CARGO_PKG_AUTHORS").into()
	}

	fn executable_name() -> String {
		"cairn".into()
	}

	fn support_url() -> String {
		"the project's issue tracker".into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
		self.chains.load(id).map(|spec| Box::new(spec) as Box<_>)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::CommandFactory;

	#[test]
	fn the_command_line_is_consistent() {
		Cli::setup_command(Cli::command()).debug_assert();
	}
}
