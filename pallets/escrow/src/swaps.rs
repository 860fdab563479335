// SPDX-License-Identifier: Apache-2.0

//! Two assets change hands in one call, or neither does.

use crate::{AccountIdOf, Action, Config, Error, EscrowId, Event, Pallet, SumOf, Swap, Swaps};
use frame_support::{
	ensure,
	traits::{
		fungibles::{Inspect, Mutate},
		tokens::{Fortitude, Preservation},
		Get,
	},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{traits::Zero, DispatchResult};

impl<T: Config> Pallet<T> {
	/// Puts what is offered on hold, and the swap on offer.
	pub(crate) fn do_offer_swap(
		maker: AccountIdOf<T>,
		taker: Option<AccountIdOf<T>>,
		offered: SumOf<T>,
		asked: SumOf<T>,
		deadline: BlockNumberFor<T>,
	) -> DispatchResult {
		ensure!(taker.as_ref() != Some(&maker), Error::<T>::OwnSwap);
		ensure!(offered.asset != asked.asset, Error::<T>::SameAsset);
		for sum in [&offered, &asked] {
			ensure!(T::Assets::asset_exists(sum.asset.clone()), Error::<T>::UnknownAsset);
			ensure!(!sum.amount.is_zero(), Error::<T>::NothingToSwap);
		}
		Self::ensure_deadline(deadline)?;

		let id = Self::new_id()?;
		let deposit = T::DepositBase::get();
		Self::hold_deposit(&maker, deposit)?;
		Self::hold_funds(&offered.asset, &maker, offered.amount)?;
		let agenda = Some(Self::schedule(id, deadline)?);
		Self::deposit_event(Event::SwapOffered {
			id,
			maker: maker.clone(),
			taker: taker.clone(),
			offered: offered.clone(),
			asked: asked.clone(),
			deadline,
		});
		let swap = Swap::<T> { maker, taker, offered, asked, deadline, deposit, agenda };
		Self::add_to_indexes(id, swap.involved());
		Swaps::<T>::insert(id, swap);
		Ok(())
	}

	/// The swap, if `who` may do this with it now.
	pub(crate) fn swap_for(id: EscrowId, who: &AccountIdOf<T>, action: Action) -> Result<Swap<T>, Error<T>> {
		let swap = Swaps::<T>::get(id).ok_or(Error::<T>::NoSuchSwap)?;
		swap.permit(who, action, Self::now())?;
		Ok(swap)
	}

	/// Swaps, if the swap is what the taker takes it for.
	pub(crate) fn do_take_swap(
		id: EscrowId,
		taker: AccountIdOf<T>,
		offered: &SumOf<T>,
		asked: &SumOf<T>,
	) -> DispatchResult {
		let swap = Self::swap_for(id, &taker, Action::TakeSwap)?;
		ensure!(swap.offered == *offered && swap.asked == *asked, Error::<T>::NotAsExpected);
		let maker = &swap.maker;
		// The taker keeps the minimum balance: an account that dies of a transfer can lose dust by it.
		T::Assets::transfer(asked.asset.clone(), &taker, maker, asked.amount, Preservation::Preserve)?;
		Self::pay(&offered.asset, maker, &taker, offered.amount, Fortitude::Polite)?;
		Self::deposit_event(Event::SwapTaken {
			id,
			maker: maker.clone(),
			taker,
			offered: swap.offered.clone(),
			asked: swap.asked.clone(),
		});
		Self::close_swap(id, swap)
	}

	/// Gives the maker back what was offered.
	pub(crate) fn return_swap(id: EscrowId, swap: Swap<T>, expired: bool) -> DispatchResult {
		let (maker, offered) = (&swap.maker, &swap.offered);
		Self::pay(&offered.asset, maker, maker, offered.amount, Fortitude::Polite)?;
		Self::deposit_event(Event::SwapReturned {
			id,
			maker: maker.clone(),
			offered: offered.clone(),
			expired,
		});
		Self::close_swap(id, swap)
	}

	/// Removes a swap, and returns its deposit.
	fn close_swap(id: EscrowId, swap: Swap<T>) -> DispatchResult {
		Self::unschedule(id, swap.agenda);
		Self::remove_from_indexes(id, swap.involved());
		Self::return_deposit(&swap.maker, swap.deposit)?;
		Swaps::<T>::remove(id);
		Ok(())
	}
}
