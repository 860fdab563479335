// SPDX-License-Identifier: Apache-2.0

//! The command line.

mod check;
mod key;
mod once;
mod run;

use clap::{Args, Parser, Subcommand};
use std::{fmt, io::IsTerminal, path::PathBuf, process::ExitCode};
use tracing_subscriber::{filter::Directive, EnvFilter};

/// An oracle's operator: reads values from the web, agrees on one, and feeds it to a chain.
///
/// Begin with `cairn-oracle key new`, write a configuration, see what `cairn-oracle once` would submit, and then
/// `cairn-oracle run`.
#[derive(Debug, Parser)]
#[command(name = "cairn-oracle", version, max_term_width = 110, arg_required_else_help = true)]
struct Cli {
	#[command(subcommand)]
	command: Command,

	/// What is logged, to standard error: a level (error, warn, info, debug, trace), or targets with levels, such as
	/// `warn,cairn_oracle::source=debug`.
	#[arg(long, global = true, value_name = "FILTER", env = "CAIRN_ORACLE_LOG", default_value = "info")]
	log: String,
}

#[derive(Debug, Subcommand)]
enum Command {
	/// Observe all feeds and submit what is due, until it gets SIGINT or SIGTERM.
	Run(run::Run),
	/// Read every source once, say what would be submitted, and end. Nothing is submitted.
	///
	/// Fails if a feed has no value.
	Once(once::Once),
	/// Check a configuration, and that the secrets it names are there. Nothing is sent to anybody.
	Check(check::Check),
	/// Make, import and show keys in encrypted files.
	#[command(subcommand)]
	Key(key::Key),
}

#[derive(Debug, Args)]
struct ConfigFile {
	/// The configuration, in TOML.
	#[arg(long, value_name = "FILE", env = "CAIRN_ORACLE_CONFIG")]
	config: PathBuf,
}

/// Why a command failed. It is shown to people.
#[derive(Debug)]
struct Failure(String);

impl<E: fmt::Display> From<E> for Failure {
	fn from(error: E) -> Self {
		Self(error.to_string())
	}
}

/// Runs the program.
pub fn main() -> ExitCode {
	let cli = Cli::parse();
	let result = start_log(&cli.log).and_then(|()| match cli.command {
		Command::Run(run) => run.execute(),
		Command::Once(once) => once.execute(),
		Command::Check(check) => check.execute(),
		Command::Key(key) => key.execute(),
	});
	match result {
		Ok(()) => ExitCode::SUCCESS,
		Err(Failure(message)) => {
			eprintln!("{message}");
			ExitCode::FAILURE
		}
	}
}

/// Logs go to standard error. What the HTTP libraries log of requests may have secrets in it, and is left out.
fn start_log(filter: &str) -> Result<(), Failure> {
	let mut filter = EnvFilter::try_new(filter).map_err(|error| format!("--log: {error}"))?;
	for target in ["hyper", "hyper_util", "reqwest", "rustls"] {
		filter = filter.add_directive(format!("{target}=warn").parse::<Directive>()?);
	}
	let log = tracing_subscriber::fmt()
		.with_env_filter(filter)
		.with_writer(std::io::stderr)
		.with_target(false)
		.with_ansi(std::io::stderr().is_terminal());
	log.try_init().map_err(|error| Failure(format!("cannot start the log: {error}")))
}

/// A runtime for everything that waits.
fn block_on<T>(future: impl std::future::Future<Output = T>) -> Result<T, Failure> {
	let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
	let runtime = runtime.map_err(|error| format!("cannot start threads: {error}"))?;
	Ok(runtime.block_on(future))
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::CommandFactory;

	#[test]
	fn the_command_line_makes_sense() {
		Cli::command().debug_assert();
	}

	#[test]
	fn no_secret_is_taken_from_the_command_line() {
		fn options(command: &clap::Command, found: &mut Vec<String>) {
			found.extend(command.get_arguments().map(|argument| argument.get_id().to_string()));
			command.get_subcommands().for_each(|command| options(command, found));
		}
		let mut found = Vec::new();
		options(&Cli::command(), &mut found);
		for name in ["password", "phrase", "secret", "uri", "seed"] {
			assert!(!found.iter().any(|option| option == name), "{found:?}");
		}
		assert!(found.iter().any(|option| option == "password_file"), "{found:?}");
	}
}
