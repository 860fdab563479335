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
///
/// # Errors
///
/// When another one than the chosen is there: a second one beside it would begin with the genesis block, and which of the
/// two is taken from then on would depend on the arguments of each start.
pub(super) fn choose(chosen: Option<Database>, source: DatabaseSource) -> Result<DatabaseSource, String> {
	let (DatabaseSource::RocksDb { path, .. } | DatabaseSource::ParityDb { path }) = &source else {
		return Ok(source);
	};
	if path.exists() {
		return Ok(source);
	}
	// `<base>/db/full`, beside which the SDK puts `<base>/paritydb/full`.
	let base = path.ancestors().nth(2).unwrap_or(path);
	let paritydb = base.join("paritydb").join("full");
	if chosen.is_none() {
		return Ok(DatabaseSource::ParityDb { path: paritydb });
	}
	for (other, name) in [(base.join("db").join("full"), "RocksDB"), (paritydb, "ParityDB")] {
		if other.exists() {
			return Err(format!(
				"the chain is kept in {name}, in {}, and --database names another database\n  help: leave --database out; \
				 or, to synchronise again into the other one, delete this one with `cairn purge-chain` first",
				other.display()
			));
		}
	}
	Ok(source)
}

#[cfg(test)]
mod tests {
	use std::path::Path;

	use super::*;

	fn rocksdb(base: &Path) -> DatabaseSource {
		DatabaseSource::RocksDb { path: base.join("db/full"), cache_size: 16 }
	}

	fn paritydb(base: &Path) -> DatabaseSource {
		DatabaseSource::ParityDb { path: base.join("paritydb/full") }
	}

	#[test]
	fn a_new_chain_is_kept_in_paritydb() {
		let base = tempfile::tempdir().expect("there is room");
		let source = choose(None, rocksdb(base.path())).expect("nothing is there");
		assert_eq!(source.path(), paritydb(base.path()).path());
		assert!(matches!(source, DatabaseSource::ParityDb { .. }));
	}

	#[test]
	fn a_chain_that_is_in_rocksdb_stays_there() {
		let base = tempfile::tempdir().expect("there is room");
		std::fs::create_dir_all(base.path().join("db/full")).expect("there is room");
		assert!(matches!(choose(None, rocksdb(base.path())), Ok(DatabaseSource::RocksDb { .. })));
	}

	#[test]
	fn a_choice_is_followed() {
		let base = tempfile::tempdir().expect("there is room");
		let source = choose(Some(Database::RocksDb), rocksdb(base.path()));
		assert!(matches!(source, Ok(DatabaseSource::RocksDb { .. })));
	}

	#[test]
	fn no_database_is_made_beside_another() {
		type Make = fn(&Path) -> DatabaseSource;
		for (there, name, other, chosen) in [
			("db/full", "RocksDB", paritydb as Make, Database::ParityDb),
			("paritydb/full", "ParityDB", rocksdb, Database::RocksDb),
		] {
			let base = tempfile::tempdir().expect("there is room");
			std::fs::create_dir_all(base.path().join(there)).expect("there is room");
			let refused = choose(Some(chosen), other(base.path())).expect_err("another one is there");
			assert!(refused.contains(&format!("kept in {name}")) && refused.contains(there), "{refused}");
			// Where both are, from before this was refused, each can be named.
			std::fs::create_dir_all(other(base.path()).path().expect("a path")).expect("there is room");
			assert!(choose(Some(chosen), other(base.path())).is_ok());
		}
	}
}
