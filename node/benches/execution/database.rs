// SPDX-License-Identifier: Apache-2.0

//! A node's database in a temporary folder.

use std::{path::Path, sync::Arc};

use cairn_node::service::{Backend, Block};
use sc_client_db::{BlocksPruning, DatabaseSettings, DatabaseSource, PruningMode};

/// What a node gives its caches if it is not told otherwise.
pub(crate) const NODE_CACHES: Caches = Caches { database_mib: 1024, trie: None };

/// What the SDK would give them.
pub(crate) const SDK_CACHES: Caches = Caches { database_mib: 1024, trie: Some(1024 * 1024 * 1024) };

/// Enough for the database's indices, and for a small part of a million values.
pub(crate) const FEW_CACHES: Caches = Caches { database_mib: 256, trie: None };

/// How much memory keeps what was read.
#[derive(Clone, Copy)]
pub(crate) struct Caches {
	/// Of the database, in MiB. ParityDB has none.
	database_mib: usize,
	/// Of nodes of the state's trie, in bytes.
	trie: Option<usize>,
}

impl Caches {
	/// Whether nodes of the trie are kept.
	pub(crate) fn keep_the_trie(self) -> bool {
		self.trie.is_some()
	}
}

/// Opens the database in `folder`, and makes it if there is none.
pub(crate) fn open(folder: &Path, caches: Caches) -> Arc<Backend> {
	let settings = DatabaseSettings {
		trie_cache_maximum_size: caches.trie,
		state_pruning: Some(PruningMode::blocks_pruning(256)),
		source: source(folder, caches),
		blocks_pruning: BlocksPruning::KeepFinalized,
		pruning_filters: Vec::new(),
		metrics_registry: None,
	};
	sc_service::new_db_backend::<Block>(settings).expect("a database can be made in a temporary folder")
}

fn source(folder: &Path, caches: Caches) -> DatabaseSource {
	let path = folder.to_path_buf();
	match std::env::var("CAIRN_BENCH_DATABASE").as_deref() {
		Ok("paritydb") | Err(_) => DatabaseSource::ParityDb { path },
		Ok("rocksdb") => DatabaseSource::RocksDb { path, cache_size: caches.database_mib },
		Ok(other) => panic!("CAIRN_BENCH_DATABASE is `rocksdb` or `paritydb`, not `{other}`"),
	}
}
