// SPDX-License-Identifier: Apache-2.0

//! The end of a DAO: who gets what is left, and when its storage goes.

use crate::{
	Config, Dao, DaoId, Daos, Error, Event, Executing, HoldReason, Invitations, Pallet, Proposals, Status,
};
use frame_support::{
	dispatch::DispatchResultWithPostInfo,
	ensure,
	traits::{Contains, Get},
};
use frame_system::Pallet as System;
use sp_runtime::{
	traits::{Saturating, Zero},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// Ends the life of a DAO. Only a proposal that is being executed can: the time at which it was made decides who
	/// has which share.
	pub(crate) fn do_dissolve(id: DaoId, heir: T::AccountId) -> DispatchResult {
		let mut dao = Self::living(id)?;
		ensure!(heir != Self::sovereign(id), Error::<T>::OwnAccount);
		let proposal = match Executing::<T>::get() {
			Some((dao, Some(which))) if dao == id => Proposals::<T>::get(id, which),
			_ => None,
		}
		.ok_or(Error::<T>::NotByProposal)?;
		let ends = System::<T>::block_number().saturating_add(T::DissolutionPeriod::get());
		dao.status = Status::Dissolving {
			snapshot: proposal.snapshot,
			unclaimed: proposal.electorate,
			heir: heir.clone(),
			ends,
		};
		Invitations::<T>::remove(id);
		Daos::<T>::insert(id, dao);
		Self::deposit_event(Event::DissolutionBegan { dao: id, heir, ends });
		Ok(())
	}

	/// Refuses before the time in which members take their shares is over.
	pub(crate) fn ensure_over(dao: &Dao<T>) -> Result<(), Error<T>> {
		let Status::Dissolving { ends, .. } = &dao.status else { return Err(Error::NotDissolving) };
		ensure!(System::<T>::block_number() >= *ends, Error::NotOver);
		Ok(())
	}

	/// Lets the heir make a call from the DAO's account once all members have left: it owns what remains there.
	pub(crate) fn do_recover(
		who: T::AccountId,
		id: DaoId,
		call: <T as Config>::RuntimeCall,
	) -> DispatchResultWithPostInfo {
		ensure!(!Executing::<T>::exists(), Error::<T>::Recursion);
		let dao = Self::dao_of(id)?;
		let Status::Dissolving { heir, .. } = &dao.status else {
			return Err(Error::<T>::NotDissolving.into());
		};
		ensure!(*heir == who, Error::<T>::NotHeir);
		ensure!(dao.members.is_zero(), Error::<T>::MembersRemain);
		ensure!(T::CallFilter::contains(&call), Error::<T>::CallNotAllowed);
		Executing::<T>::put((id, None::<u32>));
		let result = Self::dispatch_as(id, call);
		Executing::<T>::kill();
		result
	}

	/// Removes a DAO of which nothing is left, and gives the founder's deposit back.
	pub(crate) fn do_close(who: T::AccountId, id: DaoId) -> DispatchResult {
		let dao = Self::dao_of(id)?;
		let Status::Dissolving { heir, .. } = &dao.status else {
			return Err(Error::<T>::NotDissolving.into());
		};
		ensure!(dao.members.is_zero(), Error::<T>::MembersRemain);
		ensure!(dao.proposals.is_zero(), Error::<T>::ProposalsRemain);
		// The heir first: what is left in the account when the DAO is closed, nobody can move any more.
		if *heir != who {
			Self::ensure_over(&dao)?;
		}
		Self::release_deposit(HoldReason::Founding, &dao.founder, dao.deposit)?;
		Daos::<T>::remove(id);
		Self::deposit_event(Event::Closed { dao: id });
		Ok(())
	}
}
