// SPDX-License-Identifier: Apache-2.0

//! What a block has collected in fees and tips, and how it is paid out at the block's end.
//!
//! Treasury and author get their parts of all transactions of a block in one payment each. To pay after each
//! transaction would change two accounts and the issuance every time.

use crate::{
	AccountIdOf, BalanceOf, CollectedFees, Config, CreditOf, CurrentFeeSplit, Event, FeeSplit, Pallet,
};
use frame_support::{
	pallet_prelude::*,
	traits::{fungible::Balanced, tokens, Imbalance, NoDrop, SuppressedDrop},
};
use sp_runtime::traits::Zero;

/// The fees and tips of a block so far, and whose they are.
#[derive(Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Collected<AccountId, Balance, Credit: Default> {
	/// All of it. It is in nobody's account, and still part of the issuance.
	pub funds: NoDrop<Credit>,
	/// How much of it is the treasury's, in planck.
	pub to_treasury: Balance,
	/// How much of it is the author's, in planck. The rest is to be burnt.
	pub to_author: Balance,
	/// The author of the block, if it has one.
	pub author: Option<AccountId>,
	/// How the next fee will be divided.
	pub split: FeeSplit,
}

impl<AccountId, Balance, Credit> Collected<AccountId, Balance, Credit>
where
	Balance: tokens::Balance,
	Credit: Imbalance<Balance>,
{
	/// Nothing yet.
	pub(crate) fn new(author: Option<AccountId>, split: FeeSplit) -> Self {
		Self {
			funds: NoDrop::new(Credit::zero()),
			to_treasury: Zero::zero(),
			to_author: Zero::zero(),
			author,
			split,
		}
	}

	/// Takes in what one transaction paid.
	pub(crate) fn add(&mut self, fee: Credit, tips: Credit) {
		// The sums are parts of the issuance, so they do not reach a balance's limit.
		let shares = self.split.divide(fee.peek());
		self.to_treasury.saturating_accrue(shares.treasury);
		if self.author.is_some() {
			self.to_author.saturating_accrue(shares.author.saturating_add(tips.peek()));
		}
		let funds = self.funds.as_mut();
		funds.subsume(fee);
		funds.subsume(tips);
	}
}

impl<T: Config> Pallet<T> {
	/// Takes in what one transaction paid.
	pub(crate) fn collect(fee: CreditOf<T>, tips: CreditOf<T>) {
		CollectedFees::<T>::mutate(|collected| {
			// The author must be asked for now: at the end of the block its pallet has forgotten it.
			let first = || Collected::new(T::Author::get(), CurrentFeeSplit::<T>::get());
			collected.get_or_insert_with(first).add(fee, tips);
		});
	}

	/// Pays out what the block has collected, if it has collected anything. Burns what cannot be paid.
	pub(crate) fn pay_fees() {
		let Some(Collected { funds, to_treasury, to_author, author, .. }) = CollectedFees::<T>::take() else {
			return;
		};
		let mut funds = funds.into_inner();
		let to_treasury = Self::pay(&mut funds, to_treasury, Some(&T::TreasuryAccount::get()));
		let to_author = Self::pay(&mut funds, to_author, author.as_ref());
		let burnt = funds.peek();
		drop(funds);
		Self::deposit_event(Event::FeesPaid { to_treasury, author, to_author, burnt });
	}

	/// Pays `amount` out of `funds` to `who`, or nothing if that cannot be paid. What was paid.
	fn pay(funds: &mut CreditOf<T>, amount: BalanceOf<T>, who: Option<&AccountIdOf<T>>) -> BalanceOf<T> {
		// A payment of nothing would still leave an event.
		let (Some(who), false) = (who, amount.is_zero()) else { return Zero::zero() };
		let payment = funds.extract(amount);
		let paid = payment.peek();
		match T::Currency::resolve(who, payment) {
			Ok(()) => paid,
			Err(unpaid) => {
				funds.subsume(unpaid);
				Zero::zero()
			}
		}
	}
}
