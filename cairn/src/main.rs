// SPDX-License-Identifier: Apache-2.0

//! `cairn`: one client for every chain that is built of FRAME, with the standard runtime inside.
//!
//! A crate of its own so that a change to the runtime is followed by linking, not by compiling the node again.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use cairn_node::{chain_spec::Chains, cli};

/// A node allocates small pieces on many threads, which this does in less time than the system's allocator.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
	match cli::run(Chains { embedded: cairn_runtime::WASM_BINARY }) {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => cli::report(&error),
	}
}
