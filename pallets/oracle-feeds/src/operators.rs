// SPDX-License-Identifier: Apache-2.0

//! Bonds and seats: what is held of whom, and who may feed.

use crate::{
	AccountIdOf, BalanceOf, Bond, Bonds, Config, Error, Event, HoldReason, Operators, Pallet, Standing,
};
use alloc::vec::Vec;
use frame_support::{
	ensure,
	traits::{
		fungible::{BalancedHold, MutateHold},
		tokens::Precision,
		ChangeMembers, Get, OnUnbalanced, SortedMembers,
	},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Saturating, DispatchError, DispatchResult, Permill};

impl<T: Config<I>, I: 'static> Pallet<T, I> {
	/// Why bonds are held.
	pub(crate) fn reason() -> <T as Config<I>>::RuntimeHoldReason {
		HoldReason::<I>::OperatorBond.into()
	}

	/// Holds a bond and makes `who` an applicant. Returns what is held.
	pub(crate) fn open_bond(who: &AccountIdOf<T>) -> Result<BalanceOf<T, I>, DispatchError> {
		ensure!(!Bonds::<T, I>::contains_key(who), Error::<T, I>::AlreadyBonded);
		let amount = T::OperatorBond::get();
		T::Currency::hold(&Self::reason(), who, amount)?;
		Bonds::<T, I>::insert(who, Bond { amount, standing: Standing::Applicant });
		Ok(amount)
	}

	/// Releases a bond of this amount and forgets it.
	pub(crate) fn close_bond(who: &AccountIdOf<T>, amount: BalanceOf<T, I>) -> DispatchResult {
		T::Currency::release(&Self::reason(), who, amount, Precision::Exact)?;
		Bonds::<T, I>::remove(who);
		Ok(())
	}

	/// What is held of an applicant.
	pub(crate) fn applicants_bond(who: &AccountIdOf<T>) -> Result<BalanceOf<T, I>, DispatchError> {
		match Bonds::<T, I>::get(who) {
			Some(Bond { amount, standing: Standing::Applicant }) => Ok(amount),
			_ => Err(Error::<T, I>::NotAnApplicant.into()),
		}
	}

	/// Makes an applicant an operator.
	pub(crate) fn seat(who: &AccountIdOf<T>) -> DispatchResult {
		Operators::<T, I>::try_mutate(|operators| {
			// An applicant is not in the list. If it were, it would not have to come into it.
			let Err(place) = operators.binary_search(who) else { return Ok(()) };
			operators.try_insert(place, who.clone()).map_err(|_| Error::<T, I>::TooManyOperators)
		})?;
		Bonds::<T, I>::mutate_extant(who, |bond| bond.standing = Standing::Operator);
		Ok(())
	}

	/// Takes an operator out of the list and has its values forgotten. The bond is left to the caller, who is told in
	/// which block it can be withdrawn.
	pub(crate) fn unseat(who: &AccountIdOf<T>) -> BlockNumberFor<T> {
		let left = Operators::<T, I>::mutate(|operators| {
			operators.retain(|other| other != who);
			operators.clone()
		});
		// No more than one value for each feed is there to be removed: the call filter saw to that.
		pallet_oracle::Pallet::<T, I>::change_members_sorted(&[], core::slice::from_ref(who), &left);
		Self::unbonded_at()
	}

	/// Takes a share of a bond of this amount, rounded up. Returns what is still held. The record is left to the
	/// caller.
	pub(crate) fn slash(who: &AccountIdOf<T>, bond: BalanceOf<T, I>, share: Permill) -> BalanceOf<T, I> {
		if share.is_zero() {
			return bond;
		}
		let due = share.mul_ceil(bond);
		let (taken, missing) = T::Currency::slash(&Self::reason(), who, due);
		T::Slash::on_unbalanced(taken);
		// The token may refuse to give all of it up; the record must say what is held.
		let amount = due.saturating_sub(missing);
		let left = bond.saturating_sub(amount);
		Self::deposit_event(Event::BondSlashed { who: who.clone(), amount, left });
		left
	}
}

/// The members of the oracle are the operators.
impl<T: Config<I>, I: 'static> SortedMembers<AccountIdOf<T>> for Pallet<T, I> {
	fn sorted_members() -> Vec<AccountIdOf<T>> {
		Operators::<T, I>::get().into_inner()
	}

	fn contains(who: &AccountIdOf<T>) -> bool {
		Operators::<T, I>::get().binary_search(who).is_ok()
	}

	fn count() -> usize {
		Operators::<T, I>::decode_len().unwrap_or_default()
	}

	/// Adds an operator with a bond of nothing.
	#[cfg(feature = "runtime-benchmarks")]
	fn add(who: &AccountIdOf<T>) {
		use sp_runtime::traits::Zero;
		let bond = Bond { amount: Zero::zero(), standing: Standing::Applicant };
		Bonds::<T, I>::insert(who, bond);
		Self::seat(who).expect("a benchmark adds no more operators than there can be");
	}
}
