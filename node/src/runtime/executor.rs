// SPDX-License-Identifier: Apache-2.0

//! The executor of runtimes. Compiling a runtime takes seconds, so it is done once a process, and what was compiled
//! is kept for the next process.

use std::{
	env, fs,
	os::unix::fs::{DirBuilderExt, PermissionsExt},
	path::{Path, PathBuf},
	sync::OnceLock,
};

use sc_executor::{HeapAllocStrategy, DEFAULT_HEAP_ALLOC_STRATEGY};
use sc_service::config::ExecutorConfiguration;

use crate::service::Executor;

/// The executor that everything in this process uses unless it is configured otherwise; its clones share what is
/// compiled.
pub fn shared_executor() -> Executor {
	static SHARED: OnceLock<Executor> = OnceLock::new();
	SHARED.get_or_init(|| new_executor(&ExecutorConfiguration::default())).clone()
}

/// The executor for a node with this configuration: the shared one if it is what the configuration asks for.
pub fn executor_for(config: &ExecutorConfiguration) -> Executor {
	let default = ExecutorConfiguration::default();
	let is_default = config.max_runtime_instances == default.max_runtime_instances
		&& config.default_heap_pages == default.default_heap_pages
		&& config.runtime_cache_size == default.runtime_cache_size;
	if is_default {
		shared_executor()
	} else {
		new_executor(config)
	}
}

/// What `sc_service::new_wasm_executor` makes, with a cache on disk.
fn new_executor(config: &ExecutorConfiguration) -> Executor {
	let strategy = match config.default_heap_pages {
		// A number of pages that does not fit is more than any Wasm can have.
		Some(pages) => HeapAllocStrategy::Static { extra_pages: pages.try_into().unwrap_or(u32::MAX) },
		None => DEFAULT_HEAP_ALLOC_STRATEGY,
	};
	let builder = Executor::builder()
		.with_execution_method(config.wasm_method)
		.with_onchain_heap_alloc_strategy(strategy)
		.with_offchain_heap_alloc_strategy(strategy)
		.with_max_runtime_instances(config.max_runtime_instances)
		.with_runtime_cache_size(config.runtime_cache_size);
	match cache_directory().filter(|directory| is_private(directory)) {
		Some(directory) => builder.with_cache_path(directory).build(),
		None => builder.build(),
	}
}

/// Where compiled runtimes are kept: `cairn/runtimes` in the user's cache directory.
fn cache_directory() -> Option<PathBuf> {
	let given = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
	let cache = given("XDG_CACHE_HOME").or_else(|| Some(given("HOME")?.join(".cache")))?;
	Some(cache.join("cairn").join("runtimes"))
}

/// Makes the directory if it does not exist, and tells whether nobody but its owner can write to it: what is in it
/// is executed. Without it a node works as well, and starts later.
fn is_private(directory: &Path) -> bool {
	const WRITABLE_BY_OTHERS: u32 = 0o022;
	let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(directory);
	made.is_ok()
		&& fs::metadata(directory).is_ok_and(|found| found.permissions().mode() & WRITABLE_BY_OTHERS == 0)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_cache_that_others_can_write_to_is_not_used() {
		let folder = tempfile::tempdir().expect("a temporary folder can be made");
		let cache = folder.path().join("a/b");
		assert!(is_private(&cache), "it is made");
		fs::set_permissions(&cache, fs::Permissions::from_mode(0o777)).expect("it is ours");
		assert!(!is_private(&cache));
	}

	#[test]
	fn a_cache_that_cannot_be_made_is_not_used() {
		let file = tempfile::NamedTempFile::new().expect("a temporary file can be made");
		assert!(!is_private(&file.path().join("inside a file")));
	}
}
