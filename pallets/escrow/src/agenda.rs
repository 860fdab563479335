// SPDX-License-Identifier: Apache-2.0

//! Which escrow ends by itself in which block.

use crate::{
	AccountIdOf, Action, Agenda, Config, Error, EscrowId, EscrowsOf, Event, NextId, Pallet, Payments, Swaps,
	WeightInfo,
};
use frame_support::{ensure, storage::with_storage_layer, traits::Get, weights::Weight};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Saturating, ArithmeticError, DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// The block that is being made.
	pub(crate) fn now() -> BlockNumberFor<T> {
		frame_system::Pallet::<T>::block_number()
	}

	/// A number for a new escrow.
	pub(crate) fn new_id() -> Result<EscrowId, DispatchError> {
		NextId::<T>::try_mutate(|next| {
			let id = *next;
			*next = id.checked_add(1).ok_or(ArithmeticError::Overflow)?;
			Ok(id)
		})
	}

	/// Checks that a deadline is ahead, and not too far.
	pub(crate) fn ensure_deadline(deadline: BlockNumberFor<T>) -> Result<(), Error<T>> {
		let now = Self::now();
		ensure!(deadline > now, Error::<T>::DeadlinePassed);
		ensure!(deadline <= now.saturating_add(T::MaxDuration::get()), Error::<T>::DeadlineTooFar);
		Ok(())
	}

	/// Has an escrow end in block `when`, or in the first block after it that has room. Returns which it is.
	pub(crate) fn schedule(id: EscrowId, when: BlockNumberFor<T>) -> Result<BlockNumberFor<T>, Error<T>> {
		let mut block = when;
		for _ in 0..T::ExpirySearch::get() {
			if Agenda::<T>::try_mutate(block, |ids| ids.try_push(id)).is_ok() {
				return Ok(block);
			}
			block.saturating_inc();
		}
		Err(Error::<T>::AgendaFull)
	}

	/// Takes an escrow off the agenda, if it is on it.
	pub(crate) fn unschedule(id: EscrowId, block: Option<BlockNumberFor<T>>) {
		let Some(block) = block else { return };
		Agenda::<T>::mutate_exists(block, |entry| {
			if let Some(ids) = entry {
				ids.retain(|scheduled| *scheduled != id);
				if ids.is_empty() {
					*entry = None;
				}
			}
		});
	}

	/// Ends what is on the agenda of a block: at most [`Config::MaxExpiriesPerBlock`] escrows.
	pub(crate) fn run_agenda(block: BlockNumberFor<T>) -> Weight {
		let mut ended = 0u32;
		for id in Agenda::<T>::take(block) {
			ended.saturating_inc();
			if let Err(error) = with_storage_layer(|| Self::do_expire(id)) {
				Self::leave_to_the_call(id);
				Self::deposit_event(Event::ExpiryFailed { id, error });
			}
		}
		T::WeightInfo::on_initialize(ended)
	}

	/// Notes that no block will end this escrow.
	fn leave_to_the_call(id: EscrowId) {
		Payments::<T>::mutate_exists(id, |entry| entry.iter_mut().for_each(|payment| payment.agenda = None));
		Swaps::<T>::mutate_exists(id, |entry| entry.iter_mut().for_each(|swap| swap.agenda = None));
	}

	/// Ends an escrow whose time is up, or tries again to pay what is owed.
	pub(crate) fn do_expire(id: EscrowId) -> DispatchResult {
		let now = Self::now();
		if let Some(swap) = Swaps::<T>::get(id) {
			// Anybody may: the maker stands for anybody.
			swap.permit(&swap.maker, Action::Expire, now)?;
			return Self::return_swap(id, swap, true);
		}
		let payment = Payments::<T>::get(id).ok_or(Error::<T>::NoSuchEscrow)?;
		payment.permit(&payment.payer, Action::Expire, now)?;
		Self::expire_payment(id, payment, now)
	}

	/// Puts an escrow in the indexes of those whom it concerns.
	pub(crate) fn add_to_indexes<'a>(id: EscrowId, accounts: impl Iterator<Item = &'a AccountIdOf<T>>)
	where
		T: 'a,
	{
		accounts.for_each(|account| EscrowsOf::<T>::insert(account, id, ()));
	}

	/// Takes an escrow out of the indexes of those whom it concerns.
	pub(crate) fn remove_from_indexes<'a>(id: EscrowId, accounts: impl Iterator<Item = &'a AccountIdOf<T>>)
	where
		T: 'a,
	{
		accounts.for_each(|account| EscrowsOf::<T>::remove(account, id));
	}
}
