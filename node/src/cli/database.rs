// SPDX-License-Identifier: Apache-2.0

//! Which database a node keeps its chain in.

use clap::Command;
use sc_cli::Database;
use sc_service::DatabaseSource;

/// What `--help` says of the argument, in place of the SDK's words.
const HELP: &str = "The database: without this the one that is there, and `paritydb` for a new one";

/// The commands with an argument for the database, beside running a node.
const COMMANDS: [&str; 6] =
	["export-blocks", "import-blocks", "check-block", "export-state", "revert", "purge-chain"];

/// Explains the argument as it is treated here.
pub(super) fn describe(command: Command) -> Command {
	let describe = |command: Command| command.mut_arg("database", |database| database.help(HELP));
	COMMANDS.into_iter().fold(describe(command), |command, name| command.mut_subcommand(name, describe))
}

/// The commands that import blocks, beside running a node.
const IMPORTING: [&str; 2] = ["import-blocks", "check-block"];

/// Keeps no nodes of the state's trie in memory unless `--trie-cache-size` says so.
///
/// The SDK keeps a gigabyte of them. Each node of the trie that a block reads is then copied from this cache and counted in
/// it again, which takes longer than reading it from the pages of ParityDB's files, once the state has a million accounts;
/// and the memory is the operating system's to give to those.
pub(super) fn cache_no_trie(command: Command) -> Command {
	let no_cache = |command: Command| command.mut_arg("trie_cache_size", |size| size.default_value("0"));
	IMPORTING.into_iter().fold(no_cache(command), |command, name| command.mut_subcommand(name, no_cache))
}

/// The database to open, where `chosen` is what the arguments say and `source` what the SDK makes of them.
///
/// The SDK takes RocksDB unless it is told otherwise. ParityDB, made for what a chain stores, takes a third less of the
/// node's time, so new chains are kept in it. One that is in RocksDB stays there.
pub(super) fn choose(chosen: Option<Database>, source: DatabaseSource) -> DatabaseSource {
	match source {
		DatabaseSource::RocksDb { path, .. } if chosen.is_none() && !path.exists() => {
			// `<base>/db/full`, beside which the SDK puts `<base>/paritydb/full`.
			let base = path.ancestors().nth(2).unwrap_or(&path);
			DatabaseSource::ParityDb { path: base.join("paritydb").join("full") }
		}
		source => source,
	}
}

#[cfg(test)]
mod tests {
	use std::path::Path;

	use super::*;

	fn rocksdb(base: &Path) -> DatabaseSource {
		DatabaseSource::RocksDb { path: base.join("db/full"), cache_size: 16 }
	}

	#[test]
	fn a_new_chain_is_kept_in_paritydb() {
		let base = tempfile::tempdir().expect("there is room");
		let source = choose(None, rocksdb(base.path()));
		assert!(
			matches!(&source, DatabaseSource::ParityDb { path } if *path == base.path().join("paritydb/full"))
		);
	}

	#[test]
	fn a_chain_that_is_in_rocksdb_stays_there() {
		let base = tempfile::tempdir().expect("there is room");
		std::fs::create_dir_all(base.path().join("db/full")).expect("there is room");
		assert!(matches!(choose(None, rocksdb(base.path())), DatabaseSource::RocksDb { .. }));
	}

	#[test]
	fn a_choice_is_followed() {
		let base = tempfile::tempdir().expect("there is room");
		let source = choose(Some(Database::RocksDb), rocksdb(base.path()));
		assert!(matches!(source, DatabaseSource::RocksDb { .. }));
	}
}
