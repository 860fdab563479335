// SPDX-License-Identifier: Apache-2.0

//! What holds after every call. A test asks after each step, `try-runtime` after each block.

use crate::{bounds, Bonds, Config, Feeds, Operators, Pallet, Standing};
use frame_support::{
	ensure,
	traits::{fungible::InspectHold, Get},
};
use pallet_oracle::{RawValues, Values};
use sp_runtime::TryRuntimeError;

impl<T: Config<I>, I: 'static> Pallet<T, I> {
	/// Checks the state.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_feeds()?;
		Self::check_bonds()?;
		Self::check_values()
	}

	/// No more feeds than there may be, each one that the call would accept.
	fn check_feeds() -> Result<(), TryRuntimeError> {
		let feeds = u32::try_from(Feeds::<T, I>::iter_keys().count()).unwrap_or(u32::MAX);
		ensure!(feeds == Feeds::<T, I>::count(), "oracle-feeds: the number of feeds is not what is counted");
		ensure!(feeds <= T::MaxFeeds::get(), "oracle-feeds: there are too many feeds");
		for (key, feed) in Feeds::<T, I>::iter() {
			bounds::check(key.as_ref(), &feed, T::MaxOperators::get())
				.map_err(|_| "oracle-feeds: a stored feed is not allowed")?;
		}
		Ok(())
	}

	/// What is recorded of each account is what is held of it, and the list has exactly those in it who are recorded
	/// as operators, in order.
	fn check_bonds() -> Result<(), TryRuntimeError> {
		let operators = Operators::<T, I>::get();
		ensure!(
			operators.is_sorted_by(|one, next| one < next),
			"oracle-feeds: the operators are out of order"
		);
		let mut seats = 0_usize;
		for (who, bond) in Bonds::<T, I>::iter() {
			ensure!(
				T::Currency::balance_on_hold(&Self::reason(), &who) == bond.amount,
				"oracle-feeds: a bond is not what is held"
			);
			if bond.standing == Standing::Operator {
				seats = seats.saturating_add(1);
				ensure!(
					operators.binary_search(&who).is_ok(),
					"oracle-feeds: an operator is not in the list"
				);
			}
		}
		ensure!(seats == operators.len(), "oracle-feeds: one in the list is not an operator");
		Ok(())
	}

	/// `pallet-oracle` has values of operators and of root only, of operators for feeds only, and combines values of
	/// feeds only.
	fn check_values() -> Result<(), TryRuntimeError> {
		let operators = Operators::<T, I>::get();
		let root = Self::root_feeder();
		for (who, key, _) in RawValues::<T, I>::iter() {
			let allowed = if operators.binary_search(&who).is_ok() {
				Feeds::<T, I>::contains_key(&key)
			} else {
				who == root
			};
			ensure!(allowed, "oracle-feeds: there is a value of nobody's, or for no feed");
		}
		ensure!(
			Values::<T, I>::iter_keys().all(Feeds::<T, I>::contains_key),
			"oracle-feeds: there is a combined value for no feed"
		);
		Ok(())
	}
}
