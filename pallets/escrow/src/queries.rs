// SPDX-License-Identifier: Apache-2.0

//! What a runtime's implementation of [`crate::runtime_api`] answers with.

use crate::{AccountIdOf, Action, Config, Escrow, EscrowId, EscrowsOf, Pallet, Payments, Swaps};
use alloc::vec::Vec;

/// How many escrows one answer lists at most.
pub const MAX_PAGE: u32 = 256;

impl<T: Config> Pallet<T> {
	/// An escrow, while it lasts.
	pub fn escrow(id: EscrowId) -> Option<Escrow<T>> {
		Payments::<T>::get(id).map(Escrow::Payment).or_else(|| Swaps::<T>::get(id).map(Escrow::Swap))
	}

	/// The escrows that concern an account as payer, payee, arbiter, maker or named taker: at most `limit` of them
	/// and at most [`MAX_PAGE`], those that follow `after`, which is the last one of the page before. The order is
	/// that of storage, and stays the same.
	pub fn escrows_of(account: &AccountIdOf<T>, after: Option<EscrowId>, limit: u32) -> Vec<EscrowId> {
		let ids = match after {
			None => EscrowsOf::<T>::iter_key_prefix(account),
			Some(id) => {
				EscrowsOf::<T>::iter_key_prefix_from(account, EscrowsOf::<T>::hashed_key_for(account, id))
			}
		};
		// Where `usize` is narrower than `u32`, a page of `MAX_PAGE` still fits.
		ids.take(usize::try_from(limit.min(MAX_PAGE)).unwrap_or_default()).collect()
	}

	/// What an account may do with an escrow now. That money is frozen or an account blocked is not considered.
	pub fn actions(id: EscrowId, account: &AccountIdOf<T>) -> Vec<Action> {
		let now = Self::now();
		match Self::escrow(id) {
			Some(Escrow::Payment(payment)) => Action::OF_PAYMENTS
				.into_iter()
				.filter(|action| payment.permit(account, *action, now).is_ok())
				.collect(),
			Some(Escrow::Swap(swap)) => Action::OF_SWAPS
				.into_iter()
				.filter(|action| swap.permit(account, *action, now).is_ok())
				.collect(),
			None => Vec::new(),
		}
	}
}
