// SPDX-License-Identifier: Apache-2.0

//! Puts money on hold, and moves what is on hold.

use crate::{AccountIdOf, Config, Error, HoldReason, Pallet};
use frame_support::{
	ensure,
	storage::with_transaction,
	traits::{
		fungibles::{Inspect, InspectHold, MutateHold, UnbalancedHold},
		tokens::{Fortitude, Precision, Preservation, Restriction},
		Get,
	},
};
use sp_runtime::{traits::Zero, DispatchError, DispatchResult, Saturating, TransactionOutcome};

impl<T: Config> Pallet<T> {
	/// The deposit for an escrow with this many items in its record, in planck.
	pub(crate) fn deposit_for(items: u32) -> T::Balance {
		T::DepositBase::get().saturating_add(T::DepositPerItem::get().saturating_mul(items.into()))
	}

	/// Takes a deposit.
	pub(crate) fn hold_deposit(who: &AccountIdOf<T>, amount: T::Balance) -> DispatchResult {
		T::Holds::hold(T::NativeAsset::get(), &HoldReason::Deposit.into(), who, amount)
	}

	/// Gives a deposit back.
	// What is no longer there, which only a slash of all holds could bring about, must not keep the escrow alive.
	pub(crate) fn return_deposit(who: &AccountIdOf<T>, amount: T::Balance) -> DispatchResult {
		let reason = HoldReason::Deposit.into();
		T::Holds::release(T::NativeAsset::get(), &reason, who, amount, Precision::BestEffort).map(drop)
	}

	/// Puts money in escrow. Its owner keeps the minimum balance beside it, so that the account lives on and can
	/// take the money back.
	pub(crate) fn hold_funds(asset: &T::AssetId, who: &AccountIdOf<T>, amount: T::Balance) -> DispatchResult {
		ensure!(amount <= Self::unencumbered(asset, who)?, Error::<T>::NotEnoughFree);
		T::Holds::hold(asset.clone(), &HoldReason::Funds.into(), who, amount)
	}

	/// What an account could spend if all that it has in escrow were gone already.
	///
	/// A freeze, as for vesting or for a vote, covers money on hold too. Money that is to leave must therefore not be
	/// counted towards it: otherwise frozen money could be put in escrow, and be paid out of it.
	fn unencumbered(asset: &T::AssetId, who: &AccountIdOf<T>) -> Result<T::Balance, DispatchError> {
		let reason = HoldReason::Funds.into();
		let held = T::Holds::balance_on_hold(asset.clone(), &reason, who);
		with_transaction(|| {
			let spendable = Self::forget_held(asset, who, held).map(|()| {
				T::Assets::reducible_balance(asset.clone(), who, Preservation::Preserve, Fortitude::Polite)
			});
			TransactionOutcome::Rollback(spendable)
		})
	}

	/// Lets money on hold disappear. Only to be done where it is undone.
	fn forget_held(asset: &T::AssetId, who: &AccountIdOf<T>, held: T::Balance) -> DispatchResult {
		if held.is_zero() {
			return Ok(());
		}
		let reason = HoldReason::Funds.into();
		T::Holds::decrease_balance_on_hold(asset.clone(), &reason, who, held, Precision::Exact).map(drop)
	}

	/// Pays money out of escrow: to somebody, or back to its owner. It is all paid, or none.
	///
	/// With [`Fortitude::Force`] a freeze of the owner's balance does not stop it.
	pub(crate) fn pay(
		asset: &T::AssetId,
		owner: &AccountIdOf<T>,
		to: &AccountIdOf<T>,
		amount: T::Balance,
		fortitude: Fortitude,
	) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		let reason = HoldReason::Funds.into();
		let asset = asset.clone();
		if owner == to {
			T::Holds::release(asset, &reason, owner, amount, Precision::Exact)
		} else {
			let (precision, mode) = (Precision::Exact, Restriction::Free);
			T::Holds::transfer_on_hold(asset, &reason, owner, to, amount, precision, mode, fortitude)
		}
		.map(drop)
	}
}
