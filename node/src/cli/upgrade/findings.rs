// SPDX-License-Identifier: Apache-2.0

//! What speaks against an upgrade.

use serde::Serialize;

/// A reason not to submit the upgrade, and how to get rid of it.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Refusal {
	/// What is wrong.
	pub(super) cause: String,
	/// What to do.
	pub(super) way_out: String,
}

/// All that was found.
#[derive(Debug, Default)]
pub(super) struct Findings {
	/// Each of these forbids the upgrade.
	pub(super) refusals: Vec<Refusal>,
	/// These are to be known, and forbid nothing.
	pub(super) warnings: Vec<String>,
}

impl Findings {
	/// Notes a reason to refuse.
	pub(super) fn refuse(&mut self, cause: impl Into<String>, way_out: impl Into<String>) {
		self.refusals.push(Refusal { cause: cause.into(), way_out: way_out.into() });
	}

	/// Notes a warning.
	pub(super) fn warn(&mut self, text: impl Into<String>) {
		self.warnings.push(text.into());
	}
}
