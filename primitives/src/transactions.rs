// SPDX-License-Identifier: Apache-2.0

//! Many transactions in one call of the runtime.
//!
//! Each call into a runtime is given a Wasm instance of its own, and decodes and caches what every transaction needs anew.
//! For a transfer that costs about as much as the transfer itself. So a node hands over many transactions at a time
//! wherever it has them, and a runtime that declares [`TransactionBatches`] takes them. What becomes of each is what would
//! have become of it alone: a chain whose runtime does not declare the API has the same blocks, and is slower.

// The macro makes public items that cannot be given words.
#![allow(missing_docs)]

use alloc::vec::Vec;

use parity_scale_codec::{Decode, Encode};
use scale_info::TypeInfo;
use sp_runtime::{
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult, OpaqueExtrinsic,
};

use crate::{AccountId, Signature};

/// A signature that a transaction stands on: what has to be true before it is looked at any further.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq, TypeInfo)]
pub struct SignatureCheck {
	/// The signature.
	pub signature: Signature,
	/// The bytes that are signed, as they are given to the function that checks signatures.
	pub message: Vec<u8>,
	/// Who is said to have signed them.
	pub signer: AccountId,
}

sp_api::decl_runtime_apis! {
	/// Many transactions in one call.
	///
	/// Each answer has as many entries as there were transactions, in their order.
	pub trait TransactionBatches {
		/// Whether each of the transactions could be in a block on top of the current state, if it were the only one: what
		/// `TaggedTransactionQueue::validate_transaction` tells of one.
		///
		/// One that cannot be decoded is [`InvalidTransaction::Call`](sp_runtime::transaction_validity::InvalidTransaction).
		fn validate_transactions(
			source: TransactionSource,
			transactions: Vec<OpaqueExtrinsic>,
			block_hash: Block::Hash,
		) -> Vec<TransactionValidity>;

		/// Applies the transactions to the block that is being built, each on top of those before it: what
		/// `BlockBuilder::apply_extrinsic` does with one. Those that are refused leave nothing behind.
		fn apply_extrinsics(extrinsics: Vec<OpaqueExtrinsic>) -> Vec<ApplyExtrinsicResult>;

		/// The signature that each of the transactions stands on; `None` of those that have none, or whose signed bytes cannot
		/// be told in this state, which is that of block `block_hash`. It is a help to check signatures ahead, and decides
		/// nothing.
		fn signatures(
			extrinsics: Vec<OpaqueExtrinsic>,
			block_hash: Block::Hash,
		) -> Vec<Option<SignatureCheck>>;
	}
}
