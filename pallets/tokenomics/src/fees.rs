// SPDX-License-Identifier: Apache-2.0

//! Where fees and tips go.
//!
//! A transaction is charged, and then its fee and its tip are handed, in this order, to an `OnUnbalanced`: by
//! `pallet_transaction_payment::FungibleAdapter` as native tokens, to [`NativeFees`]; by
//! `pallet_asset_conversion_tx_payment::SwapAssetAdapter` as tokens of a registry of assets of which the native
//! token is one, to [`AssetFees`]. Both divide them alike. The former, which almost all transactions use, collects
//! them until the end of the block; the latter pays them out at once.

use crate::{AccountIdOf, Config, CreditOf, CurrentFeeSplit, FeeSplit, Pallet};
use core::{iter, marker::PhantomData};
use frame_support::traits::{fungibles, tokens, Get, Imbalance, OnUnbalanced};
use sp_runtime::traits::Zero;

/// What the three get of one fee. The sum is the fee, always.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shares<Balance> {
	/// What goes to the treasury.
	pub treasury: Balance,
	/// What goes to the block's author.
	pub author: Balance,
	/// What is burnt: the rest, with all that was lost by rounding the other two down.
	pub burnt: Balance,
}

impl FeeSplit {
	/// Divides a fee, in any unit.
	pub fn divide<Balance: tokens::Balance>(&self, fee: Balance) -> Shares<Balance> {
		let treasury = self.treasury.mul_floor(fee);
		// The shares are at most the whole, so the minimum changes nothing. Without it, a split that got into
		// the state past all checks could pay out more than there is.
		let author = self.author.mul_floor(fee).min(fee.saturating_sub(treasury));
		let burnt = fee.saturating_sub(treasury).saturating_sub(author);
		Shares { treasury, author, burnt }
	}
}

/// Collects fees and tips in native tokens, to be paid out at the end of the block. See the [module](self).
///
/// What comes alone counts as a fee. Of several amounts, the first is the fee and the others are tips.
pub struct NativeFees<T>(PhantomData<T>);

impl<T: Config> OnUnbalanced<CreditOf<T>> for NativeFees<T> {
	fn on_unbalanceds(mut amounts: impl Iterator<Item = CreditOf<T>>) {
		let Some(fee) = amounts.next() else { return };
		let mut tips = CreditOf::<T>::zero();
		amounts.for_each(|tip| tips.subsume(tip));
		if !(fee.peek().is_zero() && tips.peek().is_zero()) {
			Pallet::<T>::collect(fee, tips);
		}
	}

	fn on_nonzero_unbalanced(fee: CreditOf<T>) {
		Self::on_unbalanceds(iter::once(fee));
	}
}

/// Distributes fees and tips that come as tokens of the registry of assets `Assets`. See the [module](self).
///
/// The fee is divided whatever its asset is, though adapters hand over the native token only. What comes alone
/// counts as a fee. Of several amounts, the first is the fee and the others are tips.
pub struct AssetFees<T, Assets>(PhantomData<(T, Assets)>);

impl<T: Config, Assets: fungibles::Balanced<AccountIdOf<T>>>
	OnUnbalanced<fungibles::Credit<AccountIdOf<T>, Assets>> for AssetFees<T, Assets>
{
	fn on_unbalanceds(mut amounts: impl Iterator<Item = fungibles::Credit<AccountIdOf<T>, Assets>>) {
		let Some(mut fee) = amounts.next() else { return };
		let shares = CurrentFeeSplit::<T>::get().divide(fee.peek());
		let to_treasury = fee.extract(shares.treasury);
		let mut to_author = fee.extract(shares.author);
		for tip in amounts {
			// A tip in another asset than the fee's cannot be added to it and is paid by itself.
			if let Err(tip) = to_author.subsume(tip) {
				Self::pay(T::Author::get(), tip);
			}
		}

		Self::pay(Some(T::TreasuryAccount::get()), to_treasury);
		Self::pay(T::Author::get(), to_author);
		// What is left in `fee` is the part to burn. It is burnt as it is dropped here.
	}

	fn on_nonzero_unbalanced(fee: fungibles::Credit<AccountIdOf<T>, Assets>) {
		Self::on_unbalanceds(iter::once(fee));
	}
}

impl<T: Config, Assets: fungibles::Balanced<AccountIdOf<T>>> AssetFees<T, Assets> {
	/// Pays `amount` to `who`, or burns what cannot be paid by dropping it.
	fn pay(who: Option<AccountIdOf<T>>, amount: fungibles::Credit<AccountIdOf<T>, Assets>) {
		// A payment of nothing would still leave an event.
		if let (Some(who), false) = (who, amount.peek().is_zero()) {
			drop(Assets::resolve(&who, amount));
		}
	}
}
