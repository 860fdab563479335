// SPDX-License-Identifier: Apache-2.0

//! `--role`: what a node does for the network and what it keeps, in one word.

use clap::ValueEnum;
use sc_cli::{CliConfiguration, DatabasePruningMode, RunCmd, SyncMode};

/// What a node does for the network, and what it keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Role {
	/// Follows the chain: keeps all blocks, and the state of the newest final ones. The default.
	Full,
	/// Also makes blocks and votes with the keys in its keystore, or mines; the same as `--validator`.
	#[value(alias = "miner")]
	Validator,
	/// Keeps every block, with its state, for good.
	Archive,
	/// An archive for explorers and indexers: also serves `trace_block`. It never makes blocks.
	Observer,
}

impl Role {
	/// Sets the SDK's options as this role needs them.
	///
	/// # Errors
	///
	/// If other options contradict it.
	pub(super) fn apply(self, node: &mut RunCmd) -> Result<(), String> {
		let name = self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
		if self == Self::Validator {
			node.validator = true;
			return Ok(());
		}
		if let Some(account) = node.get_keyring() {
			let flag = account.to_string().to_lowercase();
			return Err(format!(
				"--{flag} starts a validator with a well-known key, and --role {name} is none\n  help: give one of the two"
			));
		}
		if node.validator {
			return Err(format!(
				"--validator and --role {name} contradict each other\n  help: give one of the two: a validator may keep \
				 all state too, with --state-pruning archive --blocks-pruning archive"
			));
		}
		if node.shared_params().is_dev() {
			return Err(format!(
				"--dev starts a validator, which --role {name} is not\n  help: leave one of the two out, or follow \
				 another node's development chain with --chain dev --bootnodes ADDRESS"
			));
		}
		if self == Self::Full {
			return Ok(());
		}
		if node.network_params.sync != SyncMode::Full {
			return Err(format!(
				"--role {name} has the state of every block, which takes executing every block\n  help: leave --sync out"
			));
		}
		let pruning = &mut node.import_params.pruning_params;
		let state_is_kept = matches!(
			pruning.state_pruning,
			None | Some(DatabasePruningMode::Archive | DatabasePruningMode::ArchiveCanonical)
		);
		if !state_is_kept || matches!(pruning.blocks_pruning, DatabasePruningMode::Custom(_)) {
			return Err(format!(
				"--role {name} keeps everything, and the pruning options throw away\n  help: leave --state-pruning and \
				 --blocks-pruning out, or choose --role full"
			));
		}
		pruning.state_pruning.get_or_insert(DatabasePruningMode::Archive);
		pruning.blocks_pruning = DatabasePruningMode::Archive;
		Ok(())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::Parser;

	fn with(role: Role, arguments: &[&str]) -> Result<RunCmd, String> {
		let mut node = RunCmd::parse_from([&["node"], arguments].concat());
		role.apply(&mut node).map(|()| node)
	}

	#[test]
	fn roles_set_what_they_stand_for() {
		let full = with(Role::Full, &[]).expect("accepted");
		assert!(!full.validator && full.import_params.pruning_params.state_pruning.is_none());
		assert!(with(Role::Validator, &[]).expect("accepted").validator);
		for role in [Role::Archive, Role::Observer] {
			let node = with(role, &[]).expect("accepted");
			let pruning = &node.import_params.pruning_params;
			assert_eq!(pruning.state_pruning, Some(DatabasePruningMode::Archive));
			assert_eq!(pruning.blocks_pruning, DatabasePruningMode::Archive);
			assert!(!node.validator);
		}
	}

	#[test]
	fn contradictions_are_refused_with_the_way_out() {
		for (role, arguments, cause) in [
			(Role::Full, &["--validator"][..], "contradict"),
			(Role::Observer, &["--validator"], "contradict"),
			(Role::Observer, &["--alice"], "--alice starts a validator"),
			(Role::Archive, &["--dev"], "--dev starts a validator"),
			(Role::Archive, &["--state-pruning", "256"], "keeps everything"),
			(Role::Observer, &["--blocks-pruning", "100"], "keeps everything"),
			(Role::Archive, &["--sync", "warp"], "executing every block"),
		] {
			let error = with(role, arguments).expect_err("refused");
			assert!(error.contains(cause) && error.contains("\n  help: "), "{error}");
		}
	}
}
