// SPDX-License-Identifier: Apache-2.0

//! What keeps a command from being done.

use std::fmt;

/// A cause, and a way out. Shown as two lines, the second of which begins with `  help: `.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
	cause: String,
	help: String,
}

impl Error {
	/// An error with its cause and what the user can do about it.
	pub fn new(cause: impl Into<String>, help: impl Into<String>) -> Self {
		Self { cause: cause.into(), help: help.into() }
	}

	/// What went wrong, in one line.
	pub fn cause(&self) -> &str {
		&self.cause
	}
}

impl fmt::Display for Error {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(formatter, "{}\n  help: {}", self.cause, self.help)
	}
}

impl std::error::Error for Error {}
