// SPDX-License-Identifier: Apache-2.0

//! What a pool sells.

use crate::{
	pools::{count, discount, plus},
	AccountIdOf, Assessor, Balance, Config, Error, Event, HoldReason, Moment, Observations, Pallet, PoolId,
	PoolOf, PoolState, Pools, Product, ProductId, ProductOf, ProductTermsOf, Products, Trigger,
};
use frame_support::{ensure, pallet_prelude::*};
use sp_runtime::traits::Zero;

impl<T: Config> Pallet<T> {
	/// The product, if there is one.
	pub(crate) fn product(pool: PoolId, id: ProductId) -> Result<ProductOf<T>, DispatchError> {
		Products::<T>::get(pool, id).ok_or_else(|| Error::<T>::NoProduct.into())
	}

	pub(crate) fn do_add_product(
		who: AccountIdOf<T>,
		pool_id: PoolId,
		terms: ProductTermsOf<T>,
	) -> DispatchResult {
		let mut pool = Self::managed_pool(pool_id, &who)?;
		ensure!(pool.state == PoolState::Open, Error::<T>::PoolNotOpen);
		ensure!(pool.products < T::MaxProducts::get(), Error::<T>::TooManyProducts);
		Self::check_product(&pool, &terms)?;

		let now = Self::now();
		// Who is in the pool agreed to the products that it had.
		let on_sale_from = if pool.underwriters.is_zero() {
			now
		} else {
			plus(now, plus(pool.terms.notice, T::ExitWindow::get())?)?
		};
		let deposit = T::ProductDeposit::get();
		Self::hold(HoldReason::Pool, &who, deposit)?;
		let product = pool.products_made;
		count(&mut pool.products_made)?;
		count(&mut pool.products)?;
		Products::<T>::insert(
			pool_id,
			product,
			Product { terms, on_sale_from, stopped: false, policies: 0, deposit },
		);
		Pools::<T>::insert(pool_id, pool);
		Self::deposit_event(Event::ProductAdded { pool: pool_id, product, on_sale_from });
		Ok(())
	}

	/// Checks what a product is made with.
	pub(crate) fn check_product(pool: &PoolOf<T>, terms: &ProductTermsOf<T>) -> DispatchResult {
		ensure!(!terms.rate.is_zero(), Error::<T>::BadRate);
		ensure!(0 < terms.min_cover && terms.min_cover <= terms.max_cover, Error::<T>::BadCoverLimits);
		let parametric = matches!(terms.trigger, Trigger::Parametric { .. });
		ensure!(
			terms.term > 0
				&& terms.window > 0
				&& terms.waiting >= T::MinWaiting::get()
				// This bounds the observations that are of use; see `triggers.rs`.
				&& (!parametric || terms.window <= terms.term),
			Error::<T>::BadTimes
		);
		let concluded = [terms.waiting, terms.term, terms.window, pool.terms.voting]
			.iter()
			.try_fold(Moment::zero(), |sum, period| sum.checked_add(*period));
		ensure!(concluded.is_some_and(|all| all <= pool.terms.notice), Error::<T>::NoticeTooShort);
		let panel = matches!(terms.trigger, Trigger::Assessed { by: Assessor::Panel });
		ensure!(!panel || pool.terms.panel.is_some(), Error::<T>::NoPanel);
		Ok(())
	}

	pub(crate) fn do_stop_product(who: AccountIdOf<T>, pool: PoolId, id: ProductId) -> DispatchResult {
		Self::managed_pool(pool, &who)?;
		let mut product = Self::product(pool, id)?;
		ensure!(!product.stopped, Error::<T>::SaleStopped);
		product.stopped = true;
		Products::<T>::insert(pool, id, product);
		Self::deposit_event(Event::ProductStopped { pool, product: id });
		Ok(())
	}

	pub(crate) fn do_remove_product(who: AccountIdOf<T>, pool_id: PoolId, id: ProductId) -> DispatchResult {
		let mut pool = Self::pool(pool_id)?;
		ensure!(pool.manager == who || pool.state != PoolState::Open, Error::<T>::NotManager);
		let product = Self::product(pool_id, id)?;
		ensure!(product.policies.is_zero(), Error::<T>::ProductInUse);
		discount(&mut pool.products)?;
		Self::release(HoldReason::Pool, &pool.manager, product.deposit)?;
		Products::<T>::remove(pool_id, id);
		Observations::<T>::remove(pool_id, id);
		Pools::<T>::insert(pool_id, pool);
		Self::deposit_event(Event::ProductRemoved { pool: pool_id, product: id });
		Ok(())
	}

	/// The premium for a cover, rounded up, and the manager's part of it, rounded down.
	pub(crate) fn premium(pool: &PoolOf<T>, product: &ProductOf<T>, cover: Balance) -> (Balance, Balance) {
		let premium = product.terms.rate.mul_ceil(cover);
		(premium, pool.terms.fee.mul_floor(premium))
	}
}
