// SPDX-License-Identifier: Apache-2.0

//! The only writers of power, of delegations and of the total, so that these always agree.

use crate::{Config, Dao, DaoId, Delegate, Error, Member, Members, Pallet, Power, Standing};
use frame_support::ensure;
use frame_system::Pallet as System;
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

/// `amount − less + more`.
fn replace(amount: Power, less: Power, more: Power) -> Result<Power, DispatchError> {
	let rest = amount.checked_sub(less).ok_or(ArithmeticError::Underflow)?;
	Ok(rest.checked_add(more).ok_or(ArithmeticError::Overflow)?)
}

impl<T: Config> Pallet<T> {
	/// The member `who` of the DAO `id`.
	pub(crate) fn member_of(id: DaoId, who: &T::AccountId) -> Result<Member<T>, Error<T>> {
		Members::<T>::get(id, who).ok_or(Error::NotMember)
	}

	/// Gives `who` the power `power`, and the total and the delegate what follows from it.
	pub(crate) fn set_power(id: DaoId, dao: &mut Dao<T>, who: &T::AccountId, power: Power) -> DispatchResult {
		let mut member = Self::member_of(id, who)?;
		let standing = member.history.now();
		let total = replace(dao.total.now(), standing.power, power)?;
		if let Some(delegate) = &standing.delegate {
			Self::move_received(id, dao, delegate, standing.power, power)?;
		}
		let now = System::<T>::block_number();
		dao.total.set(now, total);
		member.history.set(now, Standing { power, ..standing }, &dao.snapshots());
		Members::<T>::insert(id, who, member);
		Ok(())
	}

	/// Lets `who` delegate its power to another member, or to none, from this block on.
	pub(crate) fn set_delegate(
		id: DaoId,
		dao: &Dao<T>,
		who: &T::AccountId,
		to: Option<T::AccountId>,
	) -> DispatchResult {
		ensure!(to.as_ref() != Some(who), Error::<T>::DelegateIsSelf);
		let mut member = Self::member_of(id, who)?;
		let standing = member.history.now();
		if let Some(before) = &standing.delegate {
			Self::move_received(id, dao, before, standing.power, 0)?;
		}
		let delegate = match to {
			Some(account) => {
				let serial = Members::<T>::get(id, &account).ok_or(Error::<T>::DelegateNotMember)?.serial;
				let delegate = Delegate { account, serial };
				Self::move_received(id, dao, &delegate, 0, standing.power)?;
				Some(delegate)
			}
			None => None,
		};
		let now = System::<T>::block_number();
		member.history.set(now, Standing { delegate, ..standing }, &dao.snapshots());
		Members::<T>::insert(id, who, member);
		Ok(())
	}

	/// Whether the member to whom power was delegated has left since.
	pub(crate) fn has_lapsed(id: DaoId, delegate: &Delegate<T::AccountId>) -> bool {
		Members::<T>::get(id, &delegate.account).is_none_or(|member| member.serial != delegate.serial)
	}

	/// Takes `less` from what was delegated to a member and adds `more`. Where the delegation has lapsed, there is
	/// nobody to take from.
	fn move_received(
		id: DaoId,
		dao: &Dao<T>,
		delegate: &Delegate<T::AccountId>,
		less: Power,
		more: Power,
	) -> DispatchResult {
		let Some(mut member) =
			Members::<T>::get(id, &delegate.account).filter(|member| member.serial == delegate.serial)
		else {
			return Ok(());
		};
		let standing = member.history.now();
		let received = replace(standing.received, less, more)?;
		let now = System::<T>::block_number();
		member.history.set(now, Standing { received, ..standing }, &dao.snapshots());
		Members::<T>::insert(id, &delegate.account, member);
		Ok(())
	}
}
