// SPDX-License-Identifier: Apache-2.0

//! How much a run does: what is worth measuring, or as little as shows that all of it works.

/// The sizes that are tried.
pub(crate) struct Run {
	/// Transfers in a block.
	pub(crate) transfers: &'static [usize],
	/// Accounts that send and receive them.
	pub(crate) senders: usize,
	/// Accounts in the state that is read and written.
	pub(crate) keys: &'static [usize],
	/// How many of them a block writes.
	pub(crate) written: usize,
}

impl Run {
	/// As Criterion does, takes a run without `--bench`, which `cargo bench` gives, or with `--test` for a try.
	pub(crate) fn from_arguments() -> Self {
		let given = |name| std::env::args().any(|argument| argument == name);
		if given("--bench") && !given("--test") {
			Self {
				transfers: &[1, 100, 1_000, 4_000],
				senders: 1_000,
				keys: &[10_000, 1_000_000],
				written: 1_000,
			}
		} else {
			Self { transfers: &[1, 20], senders: 20, keys: &[500], written: 50 }
		}
	}
}
