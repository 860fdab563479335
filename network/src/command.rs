// SPDX-License-Identifier: Apache-2.0

//! Runs a program to its end.

use std::{
	ffi::OsStr,
	io::{ErrorKind, Read},
	process::{Command, Stdio},
	thread::{self, JoinHandle},
	time::Duration,
};

use crate::{wait, Error};

/// No program that is run to its end here takes longer, in any case.
const LIMIT: Duration = Duration::from_secs(60);

/// Why a program did not do what it was to do.
#[derive(Debug)]
pub(crate) enum Failure {
	/// There is no such program.
	Missing(String),
	/// It could not be started, failed, or did not end; with what it said.
	Failed(String),
}

impl Failure {
	/// In one line.
	pub(crate) fn cause(self) -> String {
		match self {
			Self::Missing(cause) | Self::Failed(cause) => cause,
		}
	}

	/// As an error. What programs of this project say of the way out goes before `help`.
	pub(crate) fn or_help(self, help: &str) -> Error {
		let cause = self.cause();
		match cause.split_once("\n  help: ") {
			// Before the last line there is what was logged.
			Some((cause, help)) => {
				let cause = cause.lines().next_back().unwrap_or_default();
				Error::new(cause.trim_start_matches("error: "), help)
			}
			None => Error::new(cause, help),
		}
	}
}

/// Runs `program` with these arguments and nothing on its standard input, and returns what it prints.
///
/// # Errors
///
/// When it is not there, does not end well, or not in time: then it is killed.
pub(crate) fn run<S: AsRef<OsStr>>(program: impl AsRef<OsStr>, args: &[S]) -> Result<String, Failure> {
	let name = program.as_ref().to_string_lossy().into_owned();
	let shown = || {
		let args = args.iter().map(|arg| arg.as_ref().to_string_lossy().into_owned());
		std::iter::once(name.clone()).chain(args).collect::<Vec<_>>().join(" ")
	};
	let mut command = Command::new(&program);
	command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
	let mut child = command.spawn().map_err(|error| match error.kind() {
		ErrorKind::NotFound => Failure::Missing(format!("there is no program `{name}`")),
		_ => Failure::Failed(format!("`{}` cannot be started: {error}", shown())),
	})?;
	let (stdout, stderr) = (read(child.stdout.take()), read(child.stderr.take()));
	let ended = wait::until(LIMIT, || child.try_wait());
	let Ok(Some(status)) = ended else {
		// It may have ended at this moment: then there is nothing to kill.
		let _ = child.kill();
		let _ = child.wait();
		return Err(Failure::Failed(format!("`{}` did not end within {} s", shown(), LIMIT.as_secs())));
	};
	let (stdout, stderr) = (text(stdout), text(stderr));
	if status.success() {
		return Ok(stdout);
	}
	let said = stderr.trim().trim_start_matches("error: ");
	Err(Failure::Failed(format!("`{}` failed: {said}", shown())))
}

/// Reads all that a program writes, while it writes it: a full pipe would stop it.
fn read(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<String> {
	thread::spawn(move || {
		let mut bytes = Vec::new();
		if let Some(mut pipe) = pipe {
			// What was read before an error is all that there is to show.
			let _ = pipe.read_to_end(&mut bytes);
		}
		String::from_utf8_lossy(&bytes).into_owned()
	})
}

fn text(reader: JoinHandle<String>) -> String {
	reader.join().unwrap_or_default()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn gives_what_a_program_prints() {
		let printed = run("sh", &["-c", "echo out; echo err >&2"]).expect("succeeds");
		assert_eq!(printed, "out\n");
	}

	#[test]
	fn tells_what_a_program_that_fails_said() {
		let Err(failure @ Failure::Failed(_)) = run("sh", &["-c", "echo 'error: no luck' >&2; exit 3"])
		else {
			panic!("must fail");
		};
		assert_eq!(
			failure.or_help("try again").to_string(),
			"`sh -c echo 'error: no luck' >&2; exit 3` failed: no luck\n  help: try again"
		);
	}

	#[test]
	fn a_way_out_that_the_program_names_goes_first() {
		let failure = Failure::Failed("`cairn x` failed: 12:00 a log\nerror: a\n  help: b".into());
		assert_eq!(failure.or_help("c"), Error::new("a", "b"));
	}

	#[test]
	fn a_program_that_is_not_there_is_told_from_one_that_fails() {
		let missing = run("no-such-program-here", &["x"]);
		assert!(matches!(missing, Err(Failure::Missing(cause)) if cause.contains("no-such-program-here")));
	}
}
