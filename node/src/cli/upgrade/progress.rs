// SPDX-License-Identifier: Apache-2.0

//! Tells on standard error how far a long step has come. Standard output belongs to the report.

use std::{
	fmt::Display,
	io::{stderr, IsTerminal, Write},
	time::{Duration, Instant},
};

/// How often a line on a terminal is written anew.
const ON_TERMINAL: Duration = Duration::from_millis(200);
/// How often a line is added to a log.
const IN_LOG: Duration = Duration::from_secs(10);

/// Says one thing. A reader that has gone away is no error.
pub(super) fn say(text: impl Display) {
	let _ = writeln!(stderr(), "{text}");
}

/// A step that takes a while.
pub(super) struct Progress {
	terminal: bool,
	last: Option<Instant>,
}

impl Progress {
	/// Begins a step.
	pub(super) fn start() -> Self {
		Self { terminal: stderr().is_terminal(), last: None }
	}

	/// Tells how far it is, unless that was told a moment ago.
	pub(super) fn update(&mut self, text: impl Display) {
		let interval = if self.terminal { ON_TERMINAL } else { IN_LOG };
		if self.last.is_some_and(|last| last.elapsed() < interval) {
			return;
		}
		// The first line of a log would tell that nothing is done yet.
		let first = self.last.replace(Instant::now()).is_none();
		if self.terminal {
			let _ = write!(stderr(), "\r\x1b[K  {text}");
			let _ = stderr().flush();
		} else if !first {
			say(format_args!("  {text}"));
		}
	}

	/// Ends the step with what came of it.
	pub(super) fn done(self, text: impl Display) {
		if self.terminal && self.last.is_some() {
			let _ = write!(stderr(), "\r\x1b[K");
		}
		say(format_args!("  {text}"));
	}
}
