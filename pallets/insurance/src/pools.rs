// SPDX-License-Identifier: Apache-2.0

//! How pools come and go, and what all parts of the pallet need of them: their accounts, holds and the time.

use crate::{
	AccountIdOf, AssetIdOf, Balance, Bonds, Config, Error, Event, HoldReason, Moment, NextPool, Pallet,
	Panels, Pool, PoolId, PoolOf, PoolState, PoolTerms, Pools,
};
use frame_support::{
	ensure,
	pallet_prelude::*,
	traits::{
		fungibles::{hold::Mutate as _, Inspect, Mutate},
		tokens::{Fortitude, Precision, Preservation},
		UnixTime,
	},
	BoundedVec,
};
use sp_runtime::{
	traits::{AccountIdConversion, CheckedAdd, CheckedSub, One, Zero},
	ArithmeticError,
};

/// `a + b`, or an error.
pub(crate) fn plus<N: CheckedAdd>(a: N, b: N) -> Result<N, DispatchError> {
	a.checked_add(&b).ok_or_else(|| ArithmeticError::Overflow.into())
}

/// `a − b`, or an error.
pub(crate) fn minus<N: CheckedSub>(a: N, b: N) -> Result<N, DispatchError> {
	a.checked_sub(&b).ok_or_else(|| ArithmeticError::Underflow.into())
}

/// Counts one more.
pub(crate) fn count<N: CheckedAdd + One + Copy>(counter: &mut N) -> DispatchResult {
	*counter = plus(*counter, N::one())?;
	Ok(())
}

/// Counts one less.
pub(crate) fn discount<N: CheckedSub + One + Copy>(counter: &mut N) -> DispatchResult {
	*counter = minus(*counter, N::one())?;
	Ok(())
}

impl<T: Config> Pallet<T> {
	/// The account of a pool.
	pub fn account(pool: PoolId) -> AccountIdOf<T> {
		T::PalletId::get().into_sub_account_truncating(pool)
	}

	/// The time, in ms.
	pub(crate) fn now() -> Moment {
		T::Time::now().as_millis().try_into().unwrap_or(Moment::MAX)
	}

	/// The pool, if there is one.
	pub(crate) fn pool(id: PoolId) -> Result<PoolOf<T>, DispatchError> {
		Pools::<T>::get(id).ok_or_else(|| Error::<T>::NoPool.into())
	}

	/// The pool, if it is open.
	pub(crate) fn open_pool(id: PoolId) -> Result<PoolOf<T>, DispatchError> {
		let pool = Self::pool(id)?;
		ensure!(pool.state == PoolState::Open, Error::<T>::PoolNotOpen);
		Ok(pool)
	}

	/// The pool, if `who` is its manager.
	pub(crate) fn managed_pool(id: PoolId, who: &AccountIdOf<T>) -> Result<PoolOf<T>, DispatchError> {
		let pool = Self::pool(id)?;
		ensure!(pool.manager == *who, Error::<T>::NotManager);
		Ok(pool)
	}

	/// Puts a deposit on hold.
	pub(crate) fn hold(reason: HoldReason, who: &AccountIdOf<T>, amount: Balance) -> DispatchResult {
		T::Holds::hold(T::DepositAsset::get(), &reason.into(), who, amount)
	}

	/// Gives a deposit back. What is no longer there, because another pallet took it, cannot come back and does
	/// not stop anything.
	pub(crate) fn release(reason: HoldReason, who: &AccountIdOf<T>, amount: Balance) -> DispatchResult {
		T::Holds::release(T::DepositAsset::get(), &reason.into(), who, amount, Precision::BestEffort)?;
		Ok(())
	}

	/// Moves units to the account of a pool. The payer keeps what its account must have.
	pub(crate) fn pay_in(
		asset: AssetIdOf<T>,
		from: &AccountIdOf<T>,
		pool: PoolId,
		amount: Balance,
	) -> DispatchResult {
		T::Assets::transfer(asset, from, &Self::account(pool), amount, Preservation::Preserve)?;
		Ok(())
	}

	/// Moves units from the account of a pool. Its seed keeps it alive.
	pub(crate) fn pay_out(
		asset: AssetIdOf<T>,
		pool: PoolId,
		to: &AccountIdOf<T>,
		amount: Balance,
	) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		// A payment that fails halfway must not leave traces, as the caller may go on without it.
		frame_support::storage::with_storage_layer(|| {
			T::Assets::transfer(asset, &Self::account(pool), to, amount, Preservation::Preserve)?;
			Ok(())
		})
	}

	pub(crate) fn do_create_pool(
		manager: AccountIdOf<T>,
		asset: AssetIdOf<T>,
		terms: PoolTerms,
		assessors: BoundedVec<AccountIdOf<T>, T::MaxAssessors>,
	) -> DispatchResult {
		ensure!(T::Assets::asset_exists(asset.clone()), Error::<T>::UnknownAsset);
		Self::check_terms(&terms, &assessors)?;
		let id = NextPool::<T>::get();
		NextPool::<T>::put(plus(id, 1)?);

		let deposit = T::PoolDeposit::get();
		Self::hold(HoldReason::Pool, &manager, deposit)?;
		// An account that is to have an asset may need some of the native token to exist.
		let native = T::DepositAsset::get();
		let seed = T::Assets::minimum_balance(asset.clone());
		if asset != native {
			Self::pay_in(native.clone(), &manager, id, T::Assets::minimum_balance(native))?;
		}
		Self::pay_in(asset.clone(), &manager, id, seed)?;

		let pool = Pool {
			manager: manager.clone(),
			asset: asset.clone(),
			terms,
			state: PoolState::Open,
			deposit,
			seed,
			capital: 0,
			pending: 0,
			shares: 0,
			leaving: 0,
			live_cover: 0,
			claimed: 0,
			policies: 0,
			open_claims: 0,
			underwriters: 0,
			products: 0,
			products_made: 0,
			bonds: 0,
		};
		Pools::<T>::insert(id, pool);
		if !assessors.is_empty() {
			Panels::<T>::insert(id, assessors);
		}
		Self::deposit_event(Event::PoolCreated { pool: id, manager, asset });
		Ok(())
	}

	/// Checks what a pool is made with.
	pub(crate) fn check_terms(terms: &PoolTerms, assessors: &[AccountIdOf<T>]) -> DispatchResult {
		ensure!((1..=T::MaxRatioPercent::get()).contains(&terms.ratio_percent), Error::<T>::BadRatio);
		ensure!(terms.fee <= T::MaxFee::get(), Error::<T>::FeeTooHigh);
		ensure!((1..=T::MaxNotice::get()).contains(&terms.notice), Error::<T>::BadNotice);
		ensure!(terms.voting > 0 && terms.voting < terms.notice, Error::<T>::BadVotingTime);
		let sound = match terms.panel {
			None => assessors.is_empty(),
			Some(panel) => {
				let distinct = assessors.iter().enumerate().all(|(i, who)| !assessors[..i].contains(who));
				distinct
					&& panel.bond > 0
					&& panel.quorum > 0
					&& usize::try_from(panel.quorum).is_ok_and(|quorum| quorum <= assessors.len())
			}
		};
		ensure!(sound, Error::<T>::BadPanel);
		Ok(())
	}

	pub(crate) fn do_close_pool(who: AccountIdOf<T>, id: PoolId) -> DispatchResult {
		let mut pool = Self::managed_pool(id, &who)?;
		ensure!(pool.state == PoolState::Open, Error::<T>::PoolNotOpen);
		pool.state = PoolState::Closed { since: Self::now() };
		Pools::<T>::insert(id, pool);
		Self::deposit_event(Event::PoolClosed { pool: id });
		Ok(())
	}

	pub(crate) fn do_remove_pool(who: AccountIdOf<T>, id: PoolId) -> DispatchResult {
		let pool = Self::pool(id)?;
		ensure!(pool.state != PoolState::Open, Error::<T>::PoolStillOpen);
		let left = [pool.products, pool.policies, pool.underwriters, pool.bonds];
		ensure!(left.iter().all(Zero::is_zero), Error::<T>::PoolNotEmpty);

		let left = Self::empty_account(id, &pool.asset, &pool.manager)?;
		let native = T::DepositAsset::get();
		if pool.asset != native {
			Self::empty_account(id, &native, &pool.manager)?;
		}
		// Whoever issued the asset may have frozen it, and after this nobody could reach what is left.
		let is_stuck = !T::Assets::balance(pool.asset.clone(), &Self::account(id)).is_zero();
		ensure!(!is_stuck || who == pool.manager, Error::<T>::NotManager);
		Self::release(HoldReason::Pool, &pool.manager, pool.deposit)?;
		Pools::<T>::remove(id);
		Panels::<T>::remove(id);
		debug_assert!(Bonds::<T>::iter_prefix(id).next().is_none(), "the pool has no bonds");
		Self::deposit_event(Event::PoolRemoved { pool: id, left });
		Ok(())
	}

	/// Moves all units of an asset from the account of a pool to its manager.
	fn empty_account(
		id: PoolId,
		asset: &AssetIdOf<T>,
		manager: &AccountIdOf<T>,
	) -> Result<Balance, DispatchError> {
		let account = Self::account(id);
		let left = T::Assets::reducible_balance(
			asset.clone(),
			&account,
			Preservation::Expendable,
			Fortitude::Polite,
		);
		if left > 0 {
			T::Assets::transfer(asset.clone(), &account, manager, left, Preservation::Expendable)?;
		}
		Ok(left)
	}
}
