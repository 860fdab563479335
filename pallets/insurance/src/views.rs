// SPDX-License-Identifier: Apache-2.0

//! What the runtime API tells: pools, products, policies and positions with what follows from them.

use crate::{
	AccountIdOf, AssetIdOf, Balance, Config, FeedIdOf, Moment, NextPool, Observation, Observations, Pallet,
	Panels, Policies, PoliciesOf, Policy, PolicyId, PolicyOf, PolicyState, Pool, PoolId, PoolOf, PoolState,
	Pools, Position, Positions, Product, ProductId, Products, Trigger, ValueOf,
};
use alloc::{vec, vec::Vec};
use frame_support::pallet_prelude::*;
use sp_runtime::FixedU128;

/// How many entries a page has at most.
const PAGE: u32 = 100;

/// A pool, and what follows from its ledger.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct PoolView<AccountId, AssetId> {
	/// Its number.
	pub id: PoolId,
	/// Its account.
	pub account: AccountId,
	/// Its terms and ledger.
	pub pool: Pool<AccountId, AssetId>,
	/// Its panel.
	pub assessors: Vec<AccountId>,
	/// How many of them serve, with their full bond.
	pub serving: u32,
	/// What belongs to the underwriters.
	pub net: Balance,
	/// How much cover may be live.
	pub capacity: Balance,
	/// How much cover may be sold now: none by a pool that is not open.
	pub free_capacity: Balance,
	/// The price of a share, where 1 is the price at the start.
	pub share_price: FixedU128,
}

/// A product, and when its feed was beyond its bound.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ProductView<AccountId, FeedId, Value> {
	/// Its number.
	pub id: ProductId,
	/// The product.
	pub product: Product<AccountId, FeedId, Value>,
	/// The observations that are of use to policies of it.
	pub observations: Vec<Observation<Value>>,
}

/// What a policy would be, bought now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Quote {
	/// What is to be paid.
	pub premium: Balance,
	/// The manager's part of it.
	pub fee: Balance,
	/// What is to be put on hold, in the deposit asset.
	pub deposit: Balance,
	/// The start of the cover, in ms.
	pub start: Moment,
	/// The end of the cover, in ms.
	pub end: Moment,
	/// The end of the claim window, in ms.
	pub claims_until: Moment,
}

/// What may be done with a policy now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum PolicyAction {
	/// Anyone may claim the cover.
	Claim,
	/// Its holder may file a claim.
	FileClaim,
	/// Assessors may vote.
	Vote,
	/// Anyone may have the claim decided.
	Resolve,
	/// Anyone may have the claim paid.
	Collect,
	/// Anyone may end it.
	Expire,
}

/// A policy, and what may be done with it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct PolicyView<AccountId> {
	/// Its number.
	pub id: PolicyId,
	/// The policy.
	pub policy: Policy<AccountId>,
	/// What may be done now.
	pub actions: Vec<PolicyAction>,
	/// What an approved claim would be paid now.
	pub payout: Option<Balance>,
}

/// What an underwriter has, and what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct PositionView {
	/// The shares, and those under notice.
	pub position: Position,
	/// What all the shares are worth now.
	pub value: Balance,
	/// What the shares under notice would be paid now, were notice over and no live cover in the way.
	pub leaving_value: Balance,
	/// From when and until when they can be paid, in ms.
	pub exit: Option<(Moment, Moment)>,
}

impl<T: Config> Pallet<T> {
	/// The pools from a number on, at most `limit` of them and at most 100.
	pub fn pools(from: PoolId, limit: u32) -> Vec<PoolView<AccountIdOf<T>, AssetIdOf<T>>> {
		(from..NextPool::<T>::get()).filter_map(Self::pool_view).take(limit.min(PAGE) as usize).collect()
	}

	/// A pool.
	pub fn pool_view(id: PoolId) -> Option<PoolView<AccountIdOf<T>, AssetIdOf<T>>> {
		let pool = Pools::<T>::get(id)?;
		Some(PoolView {
			id,
			account: Self::account(id),
			assessors: Panels::<T>::get(id).into_inner(),
			serving: pool.terms.panel.map_or(0, |panel| Self::serving(id, &panel)),
			net: pool.net(),
			capacity: pool.capacity(),
			free_capacity: match pool.state {
				PoolState::Open => pool.free_capacity(),
				_ => 0,
			},
			share_price: pool.share_price(),
			pool,
		})
	}

	/// The products of a pool.
	pub fn products(pool: PoolId) -> Vec<ProductView<AccountIdOf<T>, FeedIdOf<T>, ValueOf<T>>> {
		let mut products: Vec<_> = Products::<T>::iter_prefix(pool)
			.map(|(id, product)| ProductView {
				id,
				product,
				observations: Observations::<T>::get(pool, id).into_inner(),
			})
			.collect();
		products.sort_by_key(|view| view.id);
		products
	}

	/// What a policy would cost now.
	///
	/// # Errors
	///
	/// Those of [`Pallet::buy`], apart from those of the buyer's account.
	pub fn quote(pool_id: PoolId, product_id: ProductId, cover: Balance) -> Result<Quote, DispatchError> {
		let pool = Self::pool(pool_id)?;
		let product = Self::product(pool_id, product_id)?;
		Self::ensure_sellable(pool_id, &pool, &product, cover)?;
		let (start, end, claims_until) = Self::times(&product)?;
		let (premium, fee) = Self::premium(&pool, &product, cover);
		Ok(Quote { premium, fee, deposit: T::PolicyDeposit::get(), start, end, claims_until })
	}

	/// The policies of an account with numbers from `from` on, at most `limit` of them and at most 100.
	pub fn policies_of(who: &AccountIdOf<T>, from: PolicyId, limit: u32) -> Vec<PolicyView<AccountIdOf<T>>> {
		let mut ids: Vec<_> = PoliciesOf::<T>::iter_key_prefix(who).filter(|id| *id >= from).collect();
		ids.sort_unstable();
		ids.into_iter().filter_map(Self::policy_view).take(limit.min(PAGE) as usize).collect()
	}

	/// A policy.
	pub fn policy_view(id: PolicyId) -> Option<PolicyView<AccountIdOf<T>>> {
		let policy = Policies::<T>::get(id)?;
		let pool = Pools::<T>::get(policy.pool)?;
		let payout = match policy.state {
			PolicyState::Approved { amount, .. } => pool.payout(amount),
			_ => None,
		};
		let actions = Self::actions(&pool, &policy);
		Some(PolicyView { id, policy, actions, payout })
	}

	/// What may be done with a policy now.
	fn actions(pool: &PoolOf<T>, policy: &PolicyOf<T>) -> Vec<PolicyAction> {
		let now = Self::now();
		let over = Self::is_over(pool, policy);
		let trigger = Products::<T>::get(policy.pool, policy.product).map(|product| product.terms.trigger);
		match (policy.state, trigger) {
			(PolicyState::Live, _) if over => vec![PolicyAction::Expire],
			(PolicyState::Live, Some(Trigger::Parametric { .. })) if Self::triggered(policy) => {
				vec![PolicyAction::Claim]
			}
			(PolicyState::Live, Some(Trigger::Assessed { .. }))
				if now >= policy.start && policy.filings < T::MaxFilings::get() =>
			{
				vec![PolicyAction::FileClaim]
			}
			(PolicyState::Filed(filing), _) if now < filing.deadline => vec![PolicyAction::Vote],
			(PolicyState::Filed(_), _) => vec![PolicyAction::Resolve],
			(PolicyState::Approved { due, .. }, _) if Self::is_payable(pool, due) => {
				vec![PolicyAction::Collect]
			}
			_ => Vec::new(),
		}
	}

	/// What an underwriter has in a pool.
	pub fn position(pool: PoolId, who: &AccountIdOf<T>) -> Option<PositionView> {
		let position = Positions::<T>::get(pool, who)?;
		let pool = Pools::<T>::get(pool)?;
		let leaving_value = match &position.leaving {
			Some(leaving) => Self::leaving_value(&pool, leaving).ok()?,
			None => 0,
		};
		Some(PositionView {
			position,
			value: pool.value_of(position.shares)?,
			leaving_value,
			exit: position
				.leaving
				.map(|leaving| (leaving.ready_at, leaving.ready_at.saturating_add(T::ExitWindow::get()))),
		})
	}
}
