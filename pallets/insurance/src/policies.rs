// SPDX-License-Identifier: Apache-2.0

//! How policies are sold, and how they end.

use crate::{
	pools::{count, discount, minus, plus},
	AccountIdOf, Assessor, Balance, Config, Error, Event, HoldReason, Moment, NextPolicy, Pallet, Policies,
	PoliciesOf, Policy, PolicyId, PolicyOf, PolicyState, PoolId, PoolOf, PoolState, Pools, ProductId,
	ProductOf, Products, Trigger,
};
use frame_support::{
	ensure,
	pallet_prelude::*,
	traits::{fungibles::Mutate, tokens::Preservation},
};

impl<T: Config> Pallet<T> {
	/// The policy, if there is one.
	pub(crate) fn policy(id: PolicyId) -> Result<PolicyOf<T>, DispatchError> {
		Policies::<T>::get(id).ok_or_else(|| Error::<T>::NoPolicy.into())
	}

	/// Fails if a policy with this cover cannot be sold now.
	pub(crate) fn ensure_sellable(
		id: PoolId,
		pool: &PoolOf<T>,
		product: &ProductOf<T>,
		cover: Balance,
	) -> DispatchResult {
		ensure!(pool.state == PoolState::Open, Error::<T>::PoolNotOpen);
		ensure!(!product.stopped, Error::<T>::SaleStopped);
		ensure!(Self::now() >= product.on_sale_from, Error::<T>::NotOnSaleYet);
		let terms = &product.terms;
		ensure!((terms.min_cover..=terms.max_cover).contains(&cover), Error::<T>::CoverOutOfLimits);
		// The premium is not counted: it has not been paid yet.
		ensure!(cover <= pool.free_capacity(), Error::<T>::NotEnoughCapital);
		if let (Trigger::Assessed { by: Assessor::Panel }, Some(panel)) = (&terms.trigger, &pool.terms.panel)
		{
			ensure!(Self::serving(id, panel) >= panel.quorum, Error::<T>::TooFewAssessors);
		}
		Self::ensure_calm(terms)
	}

	/// Start, end and end of the claim window of a policy that is bought now, in ms.
	pub(crate) fn times(product: &ProductOf<T>) -> Result<(Moment, Moment, Moment), DispatchError> {
		let start = plus(Self::now(), product.terms.waiting)?;
		let end = plus(start, product.terms.term)?;
		Ok((start, end, plus(end, product.terms.window)?))
	}

	pub(crate) fn do_buy(
		holder: AccountIdOf<T>,
		pool_id: PoolId,
		product_id: ProductId,
		cover: Balance,
	) -> DispatchResult {
		let mut pool = Self::pool(pool_id)?;
		let mut product = Self::product(pool_id, product_id)?;
		Self::ensure_sellable(pool_id, &pool, &product, cover)?;
		let (start, end, claims_until) = Self::times(&product)?;
		let (premium, fee) = Self::premium(&pool, &product, cover);

		let deposit = T::PolicyDeposit::get();
		Self::hold(HoldReason::Policy, &holder, deposit)?;
		let fee = Self::pay_fee(&pool, &holder, fee);
		let kept = minus(premium, fee)?;
		Self::pay_in(pool.asset.clone(), &holder, pool_id, kept)?;
		pool.capital = plus(pool.capital, kept)?;
		pool.live_cover = plus(pool.live_cover, cover)?;
		count(&mut pool.policies)?;
		count(&mut product.policies)?;

		let policy = NextPolicy::<T>::get();
		NextPolicy::<T>::put(plus(policy, 1)?);
		Policies::<T>::insert(
			policy,
			Policy {
				holder: holder.clone(),
				pool: pool_id,
				product: product_id,
				cover,
				premium,
				start,
				end,
				claims_until,
				filings: 0,
				state: PolicyState::Live,
				deposit,
			},
		);
		PoliciesOf::<T>::insert(&holder, policy, ());
		Products::<T>::insert(pool_id, product_id, product);
		Pools::<T>::insert(pool_id, pool);
		Self::deposit_event(Event::PolicySold {
			policy,
			pool: pool_id,
			product: product_id,
			holder,
			cover,
			premium,
			fee,
			start,
			end,
		});
		Ok(())
	}

	/// Pays the manager's part of a premium, and tells what was paid. A manager who cannot take it gets nothing, and
	/// the pool keeps it, so that this stops no sale.
	fn pay_fee(pool: &PoolOf<T>, holder: &AccountIdOf<T>, fee: Balance) -> Balance {
		if fee == 0 {
			return 0;
		}
		frame_support::storage::with_storage_layer(|| {
			T::Assets::transfer(pool.asset.clone(), holder, &pool.manager, fee, Preservation::Preserve)
		})
		.unwrap_or(0)
	}

	/// Whether no claim can be made on a policy any more, apart from one that was made.
	pub(crate) fn is_over(pool: &PoolOf<T>, policy: &PolicyOf<T>) -> bool {
		let now = Self::now();
		let failed_for_good =
			matches!(pool.state, PoolState::Failed { claims_until, .. } if now >= claims_until);
		now >= policy.claims_until || failed_for_good
	}

	pub(crate) fn do_expire(id: PolicyId) -> DispatchResult {
		let policy = Self::policy(id)?;
		ensure!(policy.state == PolicyState::Live, Error::<T>::PolicyNotLive);
		let mut pool = Self::pool(policy.pool)?;
		ensure!(Self::is_over(&pool, &policy), Error::<T>::PolicyStillLive);
		pool.live_cover = minus(pool.live_cover, policy.cover)?;
		Self::end_policy(id, policy, pool)?;
		Self::deposit_event(Event::PolicyExpired { policy: id });
		Ok(())
	}

	/// Removes a policy, gives its deposit back and stores the pool.
	pub(crate) fn end_policy(id: PolicyId, policy: PolicyOf<T>, mut pool: PoolOf<T>) -> DispatchResult {
		let mut product = Self::product(policy.pool, policy.product)?;
		discount(&mut product.policies)?;
		discount(&mut pool.policies)?;
		Self::release(HoldReason::Policy, &policy.holder, policy.deposit)?;
		Policies::<T>::remove(id);
		PoliciesOf::<T>::remove(&policy.holder, id);
		Products::<T>::insert(policy.pool, policy.product, product);
		Pools::<T>::insert(policy.pool, pool);
		Ok(())
	}
}
