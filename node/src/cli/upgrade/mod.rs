// SPDX-License-Identifier: Apache-2.0

//! `cairn upgrade`: prepares a runtime upgrade.
//!
//! `check` compares the new runtime with the one that a chain runs, tries it on a copy of the chain's state, and says
//! what to submit, or what speaks against it. It only reads from the chain.

mod blocks;
mod changes;
mod check;
mod decoding;
mod dry_run;
mod findings;
mod live;
mod metadata;
mod progress;
mod proposal;
mod report;
mod state;
mod try_state;
mod types;
mod values;
mod versions;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use sp_core::H256;

use super::output::print;
use check::{Given, Live};
use live::Node;
use progress::say;

/// What to do about upgrades.
#[derive(Debug, Subcommand)]
pub(super) enum UpgradeCommand {
	/// Check a new runtime against a live chain, and print what to submit.
	///
	/// Compares versions, APIs and metadata, downloads the chain's state, and makes blocks on a copy of it with the new
	/// runtime until all migrations are done. Fails if anything speaks against the upgrade, and tells all of it.
	Check(Box<CheckArgs>),
}

/// Arguments of `cairn upgrade check`.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
	cairn upgrade check --uri ws://127.0.0.1:9944 --wasm next.compact.compressed.wasm\n      \
	check, and print the calls that propose the upgrade\n  \
	cairn upgrade check --uri ws://127.0.0.1:9944 --wasm next.wasm --try-runtime-wasm checks.wasm\n      \
	the same with the runtime's own checks: before and after each migration, and every pallet's\n      \
	invariants; `checks.wasm` is the same source, built with `--features try-runtime`\n  \
	cairn upgrade check --uri ws://127.0.0.1:9944 --wasm next.wasm --json | jq -r .proposal.submitReferendum\n      \
	the call that starts the referendum, for a script\n  \
	cairn upgrade check --uri ws://127.0.0.1:9944 --wasm next.wasm -l runtime=debug\n      \
	with what the runtime logs while its migrations run\n\n\
	The exit code is 0 if nothing speaks against the upgrade.")]
pub(super) struct CheckArgs {
	/// A node of the chain: its JSON-RPC over WebSocket.
	#[arg(long, value_name = "URL")]
	uri: String,
	/// The new runtime's Wasm, as it would be submitted.
	#[arg(long, value_name = "FILE")]
	wasm: PathBuf,
	/// The same runtime built with the feature `try-runtime`, which brings checks of its own.
	#[arg(long, value_name = "FILE")]
	try_runtime_wasm: Option<PathBuf>,
	/// Use the state after this block. Default: the last finalised one.
	#[arg(long, value_name = "BLOCK_HASH")]
	at: Option<H256>,
	/// Make at most so many blocks while migrations are running.
	#[arg(long, value_name = "NUMBER", default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..))]
	max_blocks: u32,
	/// Log these targets to standard error, such as `runtime=debug`.
	#[arg(long, short, value_name = "TARGETS", default_value = "warn")]
	log: String,
	/// Print JSON.
	#[arg(long)]
	json: bool,
}

impl UpgradeCommand {
	/// Does it.
	pub(super) fn run(&self) -> Result<(), String> {
		match self {
			Self::Check(args) => args.run(),
		}
	}
}

impl CheckArgs {
	fn run(&self) -> Result<(), String> {
		sc_cli::LoggerBuilder::new(&self.log).init().map_err(|error| {
			format!("`{}` names no log targets: {error}\n  help: give --log as in `runtime=debug`", self.log)
		})?;
		let new = Given::read(&self.wasm)?;
		let checks =
			self.try_runtime_wasm.as_deref().map(|path| Given::read_checks(path, &new)).transpose()?;
		let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
		let live = runtime.block_on(self.fetch())?;
		let report = check::check(live, &new, checks.as_ref(), self.max_blocks)?;
		if self.json {
			print(serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?)?;
		} else {
			print(&report)?;
		}
		report.as_error().map_or(Ok(()), Err)
	}

	async fn fetch(&self) -> Result<Live, String> {
		let node = Node::connect(&self.uri).await?;
		let name = node.chain().await?;
		let block = node.block(self.at).await?;
		let which = match (self.at, block.finalised) {
			(None, _) => "the last finalised",
			(Some(_), true) => "as asked for",
			(Some(_), false) => "as asked for; it is not final",
		};
		say(format_args!("{name}, block {} ({:?}), {which}", block.header.number, block.hash));
		let metadata = node.metadata(block.hash).await?;
		say("Downloading the state");
		let storage = node.state(block.hash).await?;
		Ok(Live { uri: self.uri.clone(), name, block, metadata, storage })
	}
}
