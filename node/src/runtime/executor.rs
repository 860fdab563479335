// SPDX-License-Identifier: Apache-2.0

//! The executor of runtimes. Compiling a runtime takes a second or more, so it is done once a process.

use std::sync::OnceLock;

use sc_service::config::ExecutorConfiguration;

use crate::service::Executor;

/// The executor that everything in this process uses unless it is configured otherwise; its clones share what is
/// compiled.
pub fn shared_executor() -> Executor {
	static SHARED: OnceLock<Executor> = OnceLock::new();
	SHARED.get_or_init(|| sc_service::new_wasm_executor(&ExecutorConfiguration::default())).clone()
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
		sc_service::new_wasm_executor(config)
	}
}
