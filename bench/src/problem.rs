// SPDX-License-Identifier: Apache-2.0

//! Why something could not be done, for people.

use std::fmt;

/// A cause, and a way out where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
	cause: String,
	help: Option<String>,
}

/// What may fail with a [`Problem`].
pub type Result<T> = std::result::Result<T, Problem>;

impl Problem {
	/// A problem with this cause.
	pub fn new(cause: impl fmt::Display) -> Self {
		Self { cause: cause.to_string(), help: None }
	}

	/// A problem with this cause, and what to do about it.
	pub fn with_help(cause: impl fmt::Display, help: impl fmt::Display) -> Self {
		Self { cause: cause.to_string(), help: Some(help.to_string()) }
	}

	/// The cause.
	pub fn cause(&self) -> &str {
		&self.cause
	}
}

impl fmt::Display for Problem {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(formatter, "error: {}", self.cause)?;
		match &self.help {
			Some(help) => write!(formatter, "\n  help: {help}"),
			None => Ok(()),
		}
	}
}
