// SPDX-License-Identifier: Apache-2.0

//! `cairn-bench`: puts load on a chain over JSON-RPC and measures what becomes of it.

use std::process::ExitCode;

fn main() -> ExitCode {
	cairn_bench::cli::main()
}
