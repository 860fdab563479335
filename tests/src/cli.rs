// SPDX-License-Identifier: Apache-2.0
//! Running the `cairn` binary to its end.

use crate::wait::DEADLINE;
use std::{
	env,
	ffi::OsStr,
	path::{Path, PathBuf},
	process::Stdio,
};
use tokio::{io::AsyncWriteExt, process::Command};

/// The binary under test: `$CAIRN_BIN`, else `$CARGO_TARGET_DIR/release/cairn`, else the `cairn` that was
/// built beside the running test.
///
/// # Panics
///
/// When there is no such file.
pub fn binary() -> PathBuf {
	let beside_the_test =
		|| env::current_exe().ok().and_then(|exe| Some(exe.parent()?.parent()?.join("cairn")));
	let candidates = [
		env::var_os("CAIRN_BIN").map(PathBuf::from),
		env::var_os("CARGO_TARGET_DIR").map(|dir| Path::new(&dir).join("release/cairn")),
		beside_the_test(),
	];
	let tried = candidates.into_iter().flatten().collect::<Vec<_>>();
	match tried.iter().find(|path| path.is_file()) {
		Some(path) => path.clone(),
		None => panic!(
			"no cairn binary at any of {tried:?}: build it with `cargo build --release --workspace --bin cairn` \
			 or set CAIRN_BIN"
		),
	}
}

/// A `cairn` process that has ended.
#[derive(Debug)]
pub struct Finished {
	/// The exit code, `None` if a signal ended it.
	pub code: Option<i32>,
	/// All of the standard output.
	pub stdout: String,
	/// All of the standard error.
	pub stderr: String,
}

/// Runs `cairn` with these arguments to its end.
///
/// # Panics
///
/// When it cannot be started, or still runs after [`DEADLINE`] (it is then killed).
pub async fn cairn<I, S>(args: I) -> Finished
where
	I: IntoIterator<Item = S>,
	S: AsRef<OsStr>,
{
	cairn_with_input(args, "").await
}

/// As [`cairn`], with `input` on its standard input.
///
/// # Panics
///
/// As [`cairn`].
pub async fn cairn_with_input<I, S>(args: I, input: &str) -> Finished
where
	I: IntoIterator<Item = S>,
	S: AsRef<OsStr>,
{
	let mut command = Command::new(binary());
	command.args(args).kill_on_drop(true);
	command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
	let line = format!("{:?}", command.as_std());
	let mut child = command.spawn().unwrap_or_else(|error| panic!("cannot start {line}: {error}"));
	let mut stdin = child.stdin.take().expect("standard input is piped");
	// A process that ends without reading its input is no failure of the test.
	let _ = stdin.write_all(input.as_bytes()).await;
	drop(stdin);
	match tokio::time::timeout(DEADLINE, child.wait_with_output()).await {
		Ok(Ok(output)) => Finished {
			code: output.status.code(),
			stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
			stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
		},
		Ok(Err(error)) => panic!("{line}: {error}"),
		Err(_) => panic!("{line} still runs after {} s", DEADLINE.as_secs()),
	}
}

impl Finished {
	/// The standard output of a command that must succeed.
	///
	/// # Panics
	///
	/// When its exit code is not 0, showing what it said.
	pub fn success(self) -> String {
		assert_eq!(self.code, Some(0), "must succeed, but: {self:#?}");
		self.stdout
	}

	/// Asserts the shape that every refusal has: exit code 1, nothing on the standard output, and on the
	/// standard error, after whatever was logged, one `error:` line (the cause, holding each of `cause`)
	/// followed by one `help:` line (the way out, holding `way_out`), without panic or backtrace.
	///
	/// # Panics
	///
	/// When anything of this is not so, showing what the command said.
	pub fn refused(&self, cause: &[&str], way_out: &str) {
		assert_eq!(self.code, Some(1), "exit code of a refusal: {self:#?}");
		assert_eq!(self.stdout, "", "a refusal writes to stderr only: {self:#?}");
		self.says_no_panic();
		let lines = self.stderr.lines().collect::<Vec<_>>();
		let count = |prefix: &str| lines.iter().filter(|line| line.starts_with(prefix)).count();
		assert_eq!((count("error: "), count("  help: ")), (1, 1), "one cause, one way out: {self:#?}");
		let [.., error, help] = lines[..] else { panic!("no two lines: {self:#?}") };
		assert!(error.starts_with("error: "), "the last line but one is the cause: {self:#?}");
		assert!(help.starts_with("  help: "), "the last line is the way out: {self:#?}");
		for part in cause {
			assert!(error.contains(part), "the cause does not hold {part:?}: {self:#?}");
		}
		assert!(help.contains(way_out), "the way out does not hold {way_out:?}: {self:#?}");
	}

	/// Asserts a refusal of the command line itself: exit code 2, and the message holds `part`.
	///
	/// # Panics
	///
	/// When it is not so.
	pub fn wrong_usage(&self, part: &str) {
		assert_eq!(self.code, Some(2), "exit code of wrong usage: {self:#?}");
		assert_eq!(self.stdout, "", "wrong usage is told on stderr only: {self:#?}");
		self.says_no_panic();
		assert!(self.stderr.starts_with("error: "), "the cause comes first: {self:#?}");
		assert!(self.stderr.contains(part), "the message does not hold {part:?}: {self:#?}");
	}

	fn says_no_panic(&self) {
		for trace in ["panicked at", "stack backtrace", "RUST_BACKTRACE", "Thread '", "This is a bug"] {
			assert!(!self.stderr.contains(trace), "{trace:?} in stderr: {self:#?}");
		}
	}
}
