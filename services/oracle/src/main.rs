// SPDX-License-Identifier: Apache-2.0

//! `cairn-oracle`: reads values from the web, agrees on one, and feeds it to a chain.

use std::process::ExitCode;

fn main() -> ExitCode {
	cairn_oracle::cli::main()
}
