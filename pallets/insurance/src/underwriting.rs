// SPDX-License-Identifier: Apache-2.0

//! How underwriters come in and get out.

use crate::{
	ledger::{scale_down, scale_up},
	pools::{count, discount, minus, plus},
	AccountIdOf, Balance, Config, Error, Event, HoldReason, Leaving, Pallet, PoolId, PoolOf, PoolState,
	Pools, Position, Positions, ProductId,
};
use frame_support::{ensure, pallet_prelude::*};
use sp_runtime::{traits::Zero, ArithmeticError};

/// The error of a number that has no room.
const OVERFLOW: DispatchError = DispatchError::Arithmetic(ArithmeticError::Overflow);

impl<T: Config> Pallet<T> {
	pub(crate) fn do_deposit(
		who: AccountIdOf<T>,
		id: PoolId,
		amount: Balance,
		products_made: ProductId,
	) -> DispatchResult {
		let mut pool = Self::open_pool(id)?;
		ensure!(pool.products_made == products_made, Error::<T>::TermsChanged);
		let shares = pool.shares_for(amount).ok_or(OVERFLOW)?;
		ensure!(shares > 0, Error::<T>::DepositTooSmall);

		let mut position = match Positions::<T>::get(id, &who) {
			Some(position) => position,
			None => {
				let deposit = T::PositionDeposit::get();
				Self::hold(HoldReason::Position, &who, deposit)?;
				count(&mut pool.underwriters)?;
				Position { shares: 0, leaving: None, deposit }
			}
		};
		Self::pay_in(pool.asset.clone(), &who, id, amount)?;
		position.shares = plus(position.shares, shares)?;
		pool.shares = plus(pool.shares, shares)?;
		pool.capital = plus(pool.capital, amount)?;
		Positions::<T>::insert(id, &who, position);
		Pools::<T>::insert(id, pool);
		Self::deposit_event(Event::Deposited { pool: id, who, amount, shares });
		Ok(())
	}

	/// The pool and the position, provided that withdrawals are possible.
	fn position_to_move(id: PoolId, who: &AccountIdOf<T>) -> Result<(PoolOf<T>, Position), DispatchError> {
		let pool = Self::pool(id)?;
		ensure!(!matches!(pool.state, PoolState::Failed { .. }), Error::<T>::PoolHasFailed);
		let position = Positions::<T>::get(id, who).ok_or(Error::<T>::NotUnderwriter)?;
		Ok((pool, position))
	}

	pub(crate) fn do_request_withdrawal(who: AccountIdOf<T>, id: PoolId, shares: u128) -> DispatchResult {
		let (mut pool, mut position) = Self::position_to_move(id, &who)?;
		ensure!(position.leaving.is_none(), Error::<T>::AlreadyLeaving);
		ensure!(0 < shares && shares <= position.shares, Error::<T>::NotEnoughShares);
		let value = pool.value_of(shares).ok_or(OVERFLOW)?;
		ensure!(value > 0, Error::<T>::NothingToWithdraw);

		let ready_at = plus(Self::now(), pool.terms.notice)?;
		position.leaving = Some(Leaving { shares, value, ready_at });
		pool.leaving = plus(pool.leaving, value)?;
		Positions::<T>::insert(id, &who, position);
		Pools::<T>::insert(id, pool);
		Self::deposit_event(Event::WithdrawalRequested { pool: id, who, shares, value, ready_at });
		Ok(())
	}

	/// What shares under notice would be paid now: they bear losses and earn nothing.
	pub(crate) fn leaving_value(pool: &PoolOf<T>, leaving: &Leaving) -> Result<Balance, DispatchError> {
		Ok(pool.value_of(leaving.shares).ok_or(OVERFLOW)?.min(leaving.value))
	}

	pub(crate) fn do_cancel_withdrawal(who: AccountIdOf<T>, id: PoolId) -> DispatchResult {
		let (mut pool, mut position) = Self::position_to_move(id, &who)?;
		let leaving = position.leaving.take().ok_or(Error::<T>::NotLeaving)?;
		let value = Self::leaving_value(&pool, &leaving)?;
		let kept = pool.shares_kept(leaving.shares, value).ok_or(OVERFLOW)?;
		let given_up = minus(leaving.shares, kept)?;

		pool.leaving = minus(pool.leaving, leaving.value)?;
		pool.shares = minus(pool.shares, given_up)?;
		position.shares = minus(position.shares, given_up)?;
		Self::store_position(id, &mut pool, &who, position)?;
		Pools::<T>::insert(id, pool);
		Self::deposit_event(Event::WithdrawalCancelled { pool: id, who, shares: kept, given_up });
		Ok(())
	}

	pub(crate) fn do_withdraw(who: AccountIdOf<T>, id: PoolId) -> DispatchResult {
		let (mut pool, mut position) = Self::position_to_move(id, &who)?;
		let leaving = position.leaving.ok_or(Error::<T>::NotLeaving)?;
		let now = Self::now();
		ensure!(now >= leaving.ready_at, Error::<T>::NoticeNotOver);
		ensure!(now < plus(leaving.ready_at, T::ExitWindow::get())?, Error::<T>::WithdrawalLapsed);
		let value = Self::leaving_value(&pool, &leaving)?;
		ensure!(value > 0, Error::<T>::NothingToWithdraw);
		let amount = value.min(pool.net().saturating_sub(pool.backing()));
		ensure!(amount > 0, Error::<T>::BacksLiveCover);

		// Rounded up, and what is left of the value down: neither can be repeated for a gain.
		let shares = scale_up(leaving.shares, amount, value).ok_or(OVERFLOW)?;
		let rest = minus(leaving.shares, shares)?;
		let rest_value = scale_down(leaving.value, rest, leaving.shares).ok_or(OVERFLOW)?;
		position.leaving =
			(rest > 0).then_some(Leaving { shares: rest, value: rest_value, ready_at: leaving.ready_at });
		pool.leaving = plus(minus(pool.leaving, leaving.value)?, rest_value)?;
		pool.shares = minus(pool.shares, shares)?;
		pool.capital = minus(pool.capital, amount)?;
		position.shares = minus(position.shares, shares)?;
		Self::store_position(id, &mut pool, &who, position)?;
		Self::pay_out(pool.asset.clone(), id, &who, amount)?;
		Pools::<T>::insert(id, pool);
		Self::deposit_event(Event::Withdrawn { pool: id, who, amount, shares });
		Ok(())
	}

	pub(crate) fn do_leave(caller: AccountIdOf<T>, id: PoolId, who: AccountIdOf<T>) -> DispatchResult {
		let mut pool = Self::pool(id)?;
		let since = match pool.state {
			PoolState::Open => return Err(Error::<T>::PoolStillOpen.into()),
			PoolState::Closed { since } | PoolState::Failed { since, .. } => since,
		};
		ensure!(pool.policies.is_zero(), Error::<T>::PoolNotEmpty);
		let mut position = Positions::<T>::get(id, &who).ok_or(Error::<T>::NotUnderwriter)?;
		let shares = core::mem::take(&mut position.shares);
		let amount = pool.value_of(shares).ok_or(OVERFLOW)?;
		if let Some(leaving) = position.leaving.take() {
			pool.leaving = minus(pool.leaving, leaving.value)?;
		}
		pool.shares = minus(pool.shares, shares)?;

		let patience = plus(plus(since, pool.terms.notice)?, T::ExitWindow::get())?;
		match Self::pay_out(pool.asset.clone(), id, &who, amount) {
			Ok(()) => {
				pool.capital = minus(pool.capital, amount)?;
				Self::deposit_event(Event::Withdrawn { pool: id, who: who.clone(), amount, shares });
			}
			// Whoever cannot be paid must not keep the pool from being removed for ever.
			Err(_) if caller != who && Self::now() >= patience => {
				Self::deposit_event(Event::SharesForfeited { pool: id, who: who.clone(), amount });
			}
			Err(refused) => return Err(refused),
		}
		Self::store_position(id, &mut pool, &who, position)?;
		Pools::<T>::insert(id, pool);
		Ok(())
	}

	/// Stores a position, or removes it and gives its deposit back where no shares are left.
	fn store_position(
		id: PoolId,
		pool: &mut PoolOf<T>,
		who: &AccountIdOf<T>,
		position: Position,
	) -> DispatchResult {
		if position.shares > 0 {
			Positions::<T>::insert(id, who, position);
			return Ok(());
		}
		discount(&mut pool.underwriters)?;
		Positions::<T>::remove(id, who);
		Self::release(HoldReason::Position, who, position.deposit)
	}
}
