// SPDX-License-Identifier: Apache-2.0

//! `cairn`: one client for every chain that is built of FRAME, with the standard runtime inside.
//!
//! A crate of its own so that a change to the runtime is followed by linking, not by compiling the node again.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use cairn_node::{chain_spec::Chains, cli};

fn main() -> ExitCode {
	match cli::run(Chains { embedded: cairn_runtime::WASM_BINARY }) {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => cli::report(&error),
	}
}
