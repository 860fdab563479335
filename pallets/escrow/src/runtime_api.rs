// SPDX-License-Identifier: Apache-2.0

//! What a node may ask: `EscrowApi_escrow`, `EscrowApi_escrows_of` and `EscrowApi_actions`.

use crate::{Action, EscrowId};
use alloc::vec::Vec;
use parity_scale_codec::Codec;

sp_api::decl_runtime_apis! {
	/// Tells what is in escrow, whom it concerns, and what they can do about it.
	///
	/// `Escrow` is [`crate::Escrow`] of the runtime.
	pub trait EscrowApi<AccountId, Escrow>
	where
		AccountId: Codec,
		Escrow: Codec,
	{
		/// An escrow, while it lasts.
		fn escrow(id: EscrowId) -> Option<Escrow>;

		/// The escrows that concern an account, page by page: at most `limit` of them and at most
		/// [`crate::MAX_PAGE`], those that follow `after`, which is the last one of the page before.
		fn escrows_of(account: AccountId, after: Option<EscrowId>, limit: u32) -> Vec<EscrowId>;

		/// What an account may do with an escrow now.
		fn actions(id: EscrowId, account: AccountId) -> Vec<Action>;
	}
}
