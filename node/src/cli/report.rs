// SPDX-License-Identifier: Apache-2.0

//! Tells a person what went wrong: one cause, one way out.

use std::{process::ExitCode, time::Duration};

/// Writes `error` to standard error as `error: <cause>` and `help: <way out>`, and gives the exit code.
pub fn report(error: &sc_cli::Error) -> ExitCode {
	let_log_end();
	let (cause, help) = explain(&full_text(error));
	eprintln!("error: {cause}");
	if let Some(help) = help {
		eprintln!("  help: {help}");
	}
	ExitCode::FAILURE
}

/// Waits until what was logged is written: the logger writes every 50 ms, and the error is to be the last word.
fn let_log_end() {
	if log::max_level() != log::LevelFilter::Off {
		std::thread::sleep(Duration::from_millis(120));
	}
}

/// The error's text and those of its sources that it does not repeat.
fn full_text(error: &sc_cli::Error) -> String {
	let mut text = error.to_string();
	let mut source = std::error::Error::source(error);
	while let Some(inner) = source {
		let inner_text = inner.to_string();
		if !text.contains(&inner_text) {
			text = format!("{text}: {inner_text}");
		}
		source = inner.source();
	}
	text
}

/// Splits a text that brings its own way out; finds one for errors of the layers below that are known.
fn explain(text: &str) -> (String, Option<String>) {
	let text = ["Invalid input: ", "Other: "]
		.iter()
		.fold(text.trim(), |text, prefix| text.strip_prefix(prefix).unwrap_or(text));
	if let Some((cause, help)) = text.split_once("\n  help: ") {
		return (cause.into(), Some(help.into()));
	}
	let known = KNOWN.iter().find(|(pattern, _, _)| text.contains(pattern));
	match known {
		Some((_, cause, help)) => {
			let detail = one_line(text);
			let shown =
				if detail.chars().count() > MAX_DETAIL { String::new() } else { format!(" ({detail})") };
			(format!("{cause}{shown}"), Some((*help).into()))
		}
		None => (one_line(text), None),
	}
}

/// Characters of a lower layer's own words that are shown beside the cause; longer ones are advice, not causes.
const MAX_DETAIL: usize = 200;

/// What the databases mean by their locks.
const IN_USE: &str = "the database is in use by another process";
/// The way out of a locked database.
const SEPARATE_DATABASES: &str =
	"stop the other node, or give this one a directory of its own with --base-path";
/// What several errors of the databases mean.
const DAMAGED: &str = "the database is damaged";
/// The way out of a damaged database.
const REPLACE_DATABASE: &str =
	"delete it with `cairn purge-chain` and synchronise again, or restore a backup; keys are stored apart from it";

/// Errors of the SDK and of the databases: a part of their text, what it means, what to do.
const KNOWN: [(&str, &str, &str); 18] = [
	(
		"--rpc-external option shouldn't be used",
		"--rpc-external opens a validator's RPC to everybody",
		"let another node serve the public, or give --unsafe-rpc-external if a proxy filters what comes in",
	),
	("Column families not opened", DAMAGED, REPLACE_DATABASE),
	("State Database error: Invalid metadata", DAMAGED, REPLACE_DATABASE),
	(
		"Incompatible pruning modes",
		"the database was made by a node that keeps other states",
		"give the --role or --state-pruning that it was made with, or a --base-path of its own",
	),
	(
		"Not a directory",
		"a part of the path is a file",
		"give --base-path a directory; it is made if it does not exist",
	),
	(
		"failed to decode secret as hex",
		"the file holds no network key in hexadecimal",
		"a node that makes its key itself writes it in binary: add --bin",
	),
	(
		"wasm call error",
		"the chain's runtime does not execute",
		"make the chain specification again from the `.wasm` file of a complete runtime",
	),
	(
		"Error reading block",
		"the file does not hold blocks as `cairn export-blocks` writes them",
		"write it again, and give --binary to both commands or to neither",
	),
	(
		"Stopping after",
		"a block cannot be imported; the log above says why",
		"the file may be damaged or from another chain: write it again with `cairn export-blocks`",
	),
	(
		"Essential task failed",
		"a task that the node cannot do without has ended",
		"look for its error in the log above; `-l sc_service::task_manager=error` names the task",
	),
	(
		"Database version cannot be read",
		"the database's directory cannot be used",
		"check that --base-path is a directory which this user may write",
	),
	("lock file", IN_USE, SEPARATE_DATABASES),
	("Database file is in use", IN_USE, SEPARATE_DATABASES),
	("orruption", DAMAGED, REPLACE_DATABASE),
	("IO error: No such file or directory", DAMAGED, REPLACE_DATABASE),
	(
		"Starting an authorithy without network key",
		"a validator needs a network key that stays the same, and there is none",
		"make one with `cairn key generate-node-key --base-path DIR --chain SPEC`, or give --node-key-file",
	),
	("Permission denied", "access was denied", "check who owns the path, or choose another with --base-path"),
	(
		"Address already in use",
		"a port is in use",
		"choose other ports with --port, --rpc-port and --prometheus-port",
	),
];

fn one_line(text: &str) -> String {
	text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_text_that_brings_its_way_out_is_split() {
		let (cause, help) = explain("Invalid input: no chain\n  help: give --dev");
		assert_eq!((cause.as_str(), help.as_deref()), ("no chain", Some("give --dev")));
	}

	#[test]
	fn errors_of_the_layers_below_are_explained() {
		let (cause, help) = explain("IO error: While lock file: /x/LOCK: Resource temporarily unavailable");
		assert!(cause.starts_with("the database is in use by another process (IO error"));
		assert!(help.expect("a way out").contains("--base-path"));
	}

	#[test]
	fn other_errors_are_told_as_they_are_on_one_line() {
		assert_eq!(explain("something\n\n odd"), ("something odd".into(), None));
	}
}
