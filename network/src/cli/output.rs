// SPDX-License-Identifier: Apache-2.0

//! Standard output, for people and for pipes.

use std::{
	fs::File,
	io::{self, ErrorKind, Read, Write},
	path::Path,
	thread,
	time::Duration,
};

use crate::Error;

/// How often a log that is followed is looked at.
const PAUSE: Duration = Duration::from_millis(200);

/// Writes `text`. A reader that has gone away, such as `head`, is no error.
pub(super) fn print(text: &str) -> Result<(), Error> {
	written(io::stdout().write_all(text.as_bytes())).map(drop)
}

/// Whether the reader is still there.
fn written(result: io::Result<()>) -> Result<bool, Error> {
	match result.and_then(|()| io::stdout().flush()) {
		Ok(()) => Ok(true),
		Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
		Err(error) => {
			Err(Error::new(format!("standard output cannot be written: {error}"), "write to another place"))
		}
	}
}

/// Prints a log, or its last lines; and, if it is to go on, what comes, until the log is removed.
pub(super) fn follow(log: &Path, lines: Option<usize>, goes_on: bool) -> Result<(), Error> {
	let cannot = |error: io::Error| {
		Error::new(
			format!("{} cannot be read: {error}", log.display()),
			"`status` tells whether the node was started",
		)
	};
	let mut file = File::open(log).map_err(cannot)?;
	let mut text = Vec::new();
	file.read_to_end(&mut text).map_err(cannot)?;
	let from = lines.map_or(0, |lines| start_of_last_lines(&text, lines));
	let mut goes_on = written(io::stdout().write_all(&text[from..]))? && goes_on;
	while goes_on {
		text.clear();
		file.read_to_end(&mut text).map_err(cannot)?;
		if text.is_empty() {
			if !log.exists() {
				return Ok(());
			}
			thread::sleep(PAUSE);
			continue;
		}
		goes_on = written(io::stdout().write_all(&text))?;
	}
	Ok(())
}

/// Where the last so many lines begin.
fn start_of_last_lines(text: &[u8], lines: usize) -> usize {
	let whole = text.strip_suffix(b"\n").unwrap_or(text);
	let breaks = whole.iter().enumerate().rev().filter(|(_, byte)| **byte == b'\n');
	match lines {
		0 => text.len(),
		lines => breaks.map(|(place, _)| place + 1).nth(lines - 1).unwrap_or(0),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_last_lines_are_counted_from_the_end() {
		for (text, lines, expected) in [
			("a\nb\nc\n", 2, "b\nc\n"),
			("a\nb\nc", 2, "b\nc"),
			("a\nb\n", 5, "a\nb\n"),
			("a\nb\n", 0, ""),
			("", 3, ""),
		] {
			assert_eq!(&text[start_of_last_lines(text.as_bytes(), lines)..], expected, "{lines} of {text:?}");
		}
	}
}
