// SPDX-License-Identifier: Apache-2.0

//! How a runtime takes many transactions in one call.
//!
//! A runtime that implements [`TransactionBatches`](cairn_primitives::transactions::TransactionBatches) with these
//! functions and its own `Executive` treats each transaction of a batch as if it had come alone:
//!
//! ```ignore
//! impl TransactionBatches<Block> for Runtime {
//!     fn apply_extrinsics(extrinsics: Vec<OpaqueExtrinsic>) -> Vec<ApplyExtrinsicResult> {
//!         cairn_transaction_batches::apply(extrinsics, Executive::apply_extrinsic)
//!     }
//!     // ...
//! }
//! ```
//!
//! What one leaves in the state while it is validated, or before it is refused, is undone by a transaction of the *storage*,
//! begun and ended by the same host functions that the node calls around a single transaction. FRAME's own
//! `with_transaction` counts its levels in the state, so that a call nested as deep as it may be would fail here and succeed
//! where the block is executed.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

use alloc::vec::Vec;

use cairn_primitives::{transactions::SignatureCheck, AccountId, Signature};
use frame_support::MAX_EXTRINSIC_DEPTH;
use parity_scale_codec::{Decode, DecodeLimit, Encode};
use sp_io::storage;
use sp_runtime::{
	generic::{Preamble, SignedPayload, UncheckedExtrinsic},
	traits::{Dispatchable, StaticLookup, TransactionExtension},
	transaction_validity::{InvalidTransaction, TransactionValidity},
	ApplyExtrinsicResult, OpaqueExtrinsic,
};

/// Decodes a transaction, whose bytes come from anywhere.
fn decode<Extrinsic: Decode>(opaque: &OpaqueExtrinsic) -> Result<Extrinsic, InvalidTransaction> {
	let bytes = opaque.encode();
	Extrinsic::decode_all_with_depth_limit(MAX_EXTRINSIC_DEPTH, &mut &bytes[..])
		.map_err(|_| InvalidTransaction::Call)
}

/// Whether each of the transactions could be in a block on its own, as `validate` tells. The state is left as it was.
pub fn validate<Extrinsic: Decode>(
	transactions: Vec<OpaqueExtrinsic>,
	validate: impl Fn(Extrinsic) -> TransactionValidity,
) -> Vec<TransactionValidity> {
	let validity = |opaque| {
		let transaction = decode(&opaque)?;
		storage::start_transaction();
		let validity = validate(transaction);
		storage::rollback_transaction();
		validity
	};
	transactions.into_iter().map(validity).collect()
}

/// Applies the transactions one after the other with `apply`. Nothing is left of those that are refused.
pub fn apply<Extrinsic: Decode>(
	extrinsics: Vec<OpaqueExtrinsic>,
	apply: impl Fn(Extrinsic) -> ApplyExtrinsicResult,
) -> Vec<ApplyExtrinsicResult> {
	let result = |opaque| {
		let extrinsic = decode(&opaque)?;
		storage::start_transaction();
		let result = apply(extrinsic);
		match result {
			Ok(_) => storage::commit_transaction(),
			Err(_) => storage::rollback_transaction(),
		}
		result
	};
	extrinsics.into_iter().map(result).collect()
}

/// The signatures that the transactions stand on. `Source` finds the account that an address means.
///
/// `begin_block` has to do what comes first in the next block: it notes the hash of the block before, which transactions may
/// have signed. The state is left as it was.
pub fn signatures<Source, Address, Call, Extension>(
	extrinsics: Vec<OpaqueExtrinsic>,
	begin_block: impl FnOnce(),
) -> Vec<Option<SignatureCheck>>
where
	UncheckedExtrinsic<Address, Call, Signature, Extension>: Decode,
	Call: Encode + Dispatchable,
	Extension: TransactionExtension<Call>,
	Source: StaticLookup<Source = Address, Target = AccountId>,
{
	let check = |opaque| {
		let extrinsic: UncheckedExtrinsic<Address, Call, Signature, Extension> = decode(&opaque).ok()?;
		let Preamble::Signed(address, signature, extension) = extrinsic.preamble else { return None };
		let signer = Source::lookup(address).ok()?;
		let payload = SignedPayload::new(extrinsic.function, extension).ok()?;
		Some(SignatureCheck { signature, message: payload.using_encoded(<[u8]>::to_vec), signer })
	};
	storage::start_transaction();
	begin_block();
	let checks = extrinsics.into_iter().map(check).collect();
	storage::rollback_transaction();
	checks
}
