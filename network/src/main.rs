// SPDX-License-Identifier: Apache-2.0

//! `cairn-network`: networks of several nodes on one machine.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use cairn_network::{cli, Runtimes};

fn main() -> ExitCode {
	cli::main(&Runtimes {
		authority: cairn_authority_runtime::WASM_BINARY,
		work: cairn_work_runtime::WASM_BINARY,
	})
}
