// SPDX-License-Identifier: Apache-2.0

//! The chain: where values go.
//!
//! [`Submit`] is what the service asks of it; [`Chain`] does it with a node, [`DryRun`] only says what it would do.

pub mod call;
mod connection;
mod dry_run;
mod error;

pub use connection::Chain;
pub use dry_run::{DryRun, Output};
pub use error::SubmitError;

use crate::value::Number;
use std::future::Future;

/// A value for a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
	/// The feed's name.
	pub feed: String,
	/// Its key in the oracle.
	pub key: Vec<u8>,
	/// The value.
	pub value: Number,
}

/// Takes values to where they belong.
pub trait Submit: Send {
	/// How many values one call of this oracle may carry, as far as is known.
	fn limit(&self, oracle: &str) -> usize;

	/// Submits values in one call of an oracle, and returns the hash of the block that has it.
	///
	/// # Errors
	///
	/// When the values are not in a block, or the call failed there.
	fn submit(
		&mut self,
		oracle: &str,
		items: &[Item],
	) -> impl Future<Output = Result<String, SubmitError>> + Send;
}
