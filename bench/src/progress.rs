// SPDX-License-Identifier: Apache-2.0

//! What is told while something runs, on standard error: one line that is written again and again on a terminal, a line a
//! second elsewhere.

use crate::ledger::Snapshot;
use std::{
	io::{stderr, IsTerminal, Write},
	time::{Duration, Instant},
};

/// Tells of progress.
#[derive(Debug)]
pub struct Progress {
	is_quiet: bool,
	is_terminal: bool,
	start: Instant,
	last: Option<(Instant, Snapshot)>,
}

impl Progress {
	/// Tells, unless it is to be quiet.
	pub fn new(is_quiet: bool) -> Self {
		Self { is_quiet, is_terminal: stderr().is_terminal(), start: Instant::now(), last: None }
	}

	/// Tells what is done now.
	pub fn say(&self, text: &str) {
		if !self.is_quiet {
			eprintln!("bench: {text}");
		}
	}

	/// The clock of a load starts.
	pub fn restart(&mut self) {
		self.start = Instant::now();
		self.last = None;
	}

	/// Tells how far a load is, if it is time for it.
	pub fn tick(&mut self, now: Instant, counts: Snapshot, of: usize) {
		let pause = Duration::from_millis(if self.is_terminal { 250 } else { 1_000 });
		let (before, then) = self.last.unwrap_or((self.start, Snapshot::default()));
		if now.saturating_duration_since(before) >= pause {
			self.last = Some((now, counts));
			self.write(&line(now - self.start, now - before, then, counts, of));
		}
	}

	fn write(&self, line: &str) {
		if self.is_quiet {
			return;
		}
		let mut out = stderr().lock();
		// Nothing can be done about a standard error that is closed.
		let _ = if self.is_terminal { write!(out, "\r\x1b[K{line}") } else { writeln!(out, "{line}") };
		let _ = out.flush();
	}

	/// The load is over.
	pub fn end(&mut self, counts: Snapshot, of: usize) {
		let now = Instant::now();
		let (before, then) = self.last.unwrap_or((self.start, Snapshot::default()));
		if counts != then {
			self.write(&line(now - self.start, now - before, then, counts, of));
		}
		if self.is_terminal && !self.is_quiet {
			eprintln!();
		}
	}
}

fn line(since_start: Duration, since: Duration, then: Snapshot, now: Snapshot, of: usize) -> String {
	let seconds = since.as_secs_f64().max(0.001);
	let rate = |before: usize, after: usize| after.saturating_sub(before) as f64 / seconds;
	let refused = if now.refused > 0 { format!(", refused {}", now.refused) } else { String::new() };
	format!(
		"{:>6.1} s  sent {} of {of} ({:.0}/s), in blocks {} ({:.0}/s), final {} ({:.0}/s){refused}",
		since_start.as_secs_f64(),
		now.sent,
		rate(then.sent, now.sent),
		now.included,
		rate(then.included, now.included),
		now.finalised,
		rate(then.finalised, now.finalised),
	)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_line_has_sums_and_rates() {
		let then = Snapshot { sent: 100, included: 50, finalised: 0, refused: 0 };
		let now = Snapshot { sent: 300, included: 150, finalised: 50, refused: 0 };
		let line = |now| line(Duration::from_secs(3), Duration::from_secs(2), then, now, 900);
		assert_eq!(line(now), "   3.0 s  sent 300 of 900 (100/s), in blocks 150 (50/s), final 50 (25/s)");
		assert!(line(Snapshot { refused: 2, ..now }).ends_with(", refused 2"));
	}
}
