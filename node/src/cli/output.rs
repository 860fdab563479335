// SPDX-License-Identifier: Apache-2.0

//! Standard output, for people and for pipes.

use std::io::{ErrorKind, Write};

/// Writes `text` and a line break. A reader that has gone away, such as `head`, is no error.
pub(super) fn print(text: impl std::fmt::Display) -> Result<(), String> {
	match writeln!(std::io::stdout(), "{text}") {
		Err(error) if error.kind() != ErrorKind::BrokenPipe => {
			Err(format!("standard output cannot be written: {error}"))
		}
		_ => Ok(()),
	}
}
