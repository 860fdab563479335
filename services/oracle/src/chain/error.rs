// SPDX-License-Identifier: Apache-2.0

//! Why values did not get onto the chain.

/// Why values did not get onto the chain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SubmitError {
	/// The node does not answer, or the connection broke.
	#[error("the node at {url}: {cause}")]
	Node {
		/// Its address.
		url: String,
		/// What went wrong.
		cause: String,
	},
	/// The runtime has no such oracle.
	#[error("the runtime has no oracle {oracle}; those that it has: {known}. Set the feed's oracle")]
	NoOracle {
		/// What was looked for.
		oracle: String,
		/// The pallets with a call `feed_values`.
		known: String,
	},
	/// The call cannot be made as the runtime wants it.
	#[error("{oracle}.feed_values of this runtime takes something else than keys of bytes with FixedI128 values: {cause}")]
	Call {
		/// The oracle.
		oracle: String,
		/// What does not fit.
		cause: String,
	},
	/// The call carries fewer values than it was given. The next attempt goes by this limit.
	#[error("a call of {oracle} carries {limit} values at most")]
	TooMany {
		/// The oracle.
		oracle: String,
		/// How many.
		limit: usize,
	},
	/// The node does not take the transaction.
	#[error("the node refuses the transaction: {0}")]
	Refused(String),
	/// The account cannot pay.
	#[error("{account} cannot pay the fee: send some tokens to it")]
	Fee {
		/// The operator's account.
		account: String,
	},
	/// The account is not an operator.
	#[error("{account} is not an operator of {oracle}: it must first be made one, with its bond, by whoever governs the oracle")]
	NotAnOperator {
		/// The account.
		account: String,
		/// The oracle.
		oracle: String,
	},
	/// The call is in a block, and failed.
	#[error("the call failed in block {block}: {cause}")]
	Dispatch {
		/// The hash of the block.
		block: String,
		/// The error: for one of a pallet, `Pallet::Error`.
		cause: String,
	},
	/// The transaction is in no block yet.
	#[error("the transaction is in no block after {seconds} s")]
	Timeout {
		/// How long was waited.
		seconds: u64,
	},
}

impl SubmitError {
	/// One word for metrics.
	pub fn kind(&self) -> &'static str {
		match self {
			Self::Node { .. } => "node",
			Self::NoOracle { .. } => "no_oracle",
			Self::Call { .. } => "call",
			Self::TooMany { .. } => "too_many",
			Self::Refused(_) => "refused",
			Self::Fee { .. } => "fee",
			Self::NotAnOperator { .. } => "not_an_operator",
			Self::Dispatch { .. } => "dispatch",
			Self::Timeout { .. } => "timeout",
		}
	}

	/// Whether somebody must do something before another attempt can succeed. Attempts that fail in a block cost fees.
	pub fn needs_help(&self) -> bool {
		matches!(
			self,
			Self::NoOracle { .. } | Self::Call { .. } | Self::Fee { .. } | Self::NotAnOperator { .. }
		)
	}

	/// What the node said to a transaction that it does not take, in our words where there are better ones.
	pub(super) fn refused(message: String, account: impl ToString) -> Self {
		// The pool's words for `InvalidTransaction::Payment`.
		if message.contains("Inability to pay some fees") {
			return Self::Fee { account: account.to_string() };
		}
		Self::Refused(message)
	}

	/// The error of a call that failed in a block.
	pub(super) fn dispatch(name: String, oracle: &str, account: impl ToString, block: String) -> Self {
		if name.split_once("::") == Some((oracle, "NoPermission")) {
			return Self::NotAnOperator { account: account.to_string(), oracle: oracle.to_owned() };
		}
		Self::Dispatch { block, cause: name }
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn who_is_not_an_operator_is_told_so() {
		let error =
			SubmitError::dispatch("PriceOracle::NoPermission".into(), "PriceOracle", "5Grw", "0x1".into());
		assert!(error.needs_help());
		assert!(error.to_string().starts_with("5Grw is not an operator of PriceOracle"), "{error}");
	}

	#[test]
	fn other_errors_keep_their_names() {
		for name in ["PriceOracle::AlreadyFeeded", "Other::NoPermission"] {
			let error = SubmitError::dispatch(name.into(), "PriceOracle", "5Grw", "0x1".into());
			assert_eq!(error.to_string(), format!("the call failed in block 0x1: {name}"));
			assert!(!error.needs_help());
		}
	}

	#[test]
	fn who_cannot_pay_is_told_so() {
		let said = "Invalid Transaction: Inability to pay some fees (e.g. account balance too low)";
		assert_eq!(SubmitError::refused(said.into(), "5Grw"), SubmitError::Fee { account: "5Grw".into() });
		assert_eq!(SubmitError::refused("banned".into(), "5Grw"), SubmitError::Refused("banned".into()));
	}
}
