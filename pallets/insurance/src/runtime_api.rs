// SPDX-License-Identifier: Apache-2.0

//! What a node may ask, so that a user interface needs to scan no storage.

use crate::{Balance, PolicyId, PolicyView, PoolId, PoolView, PositionView, ProductId, ProductView, Quote};
use alloc::vec::Vec;
use parity_scale_codec::Codec;
use sp_runtime::DispatchError;

sp_api::decl_runtime_apis! {
	/// Tells of pools, products, policies and positions.
	pub trait InsuranceApi<AccountId, AssetId, FeedId, Value>
	where
		AccountId: Codec,
		AssetId: Codec,
		FeedId: Codec,
		Value: Codec,
	{
		/// The pools with numbers from `from` on, at most `limit` of them and at most 100.
		fn pools(from: PoolId, limit: u32) -> Vec<PoolView<AccountId, AssetId>>;

		/// A pool: ledger, capacity, share price, panel.
		fn pool(pool: PoolId) -> Option<PoolView<AccountId, AssetId>>;

		/// The products of a pool, by their numbers.
		fn products(pool: PoolId) -> Vec<ProductView<AccountId, FeedId, Value>>;

		/// What a policy would cost now, or why it is not sold.
		fn quote(pool: PoolId, product: ProductId, cover: Balance) -> Result<Quote, DispatchError>;

		/// The policies of an account with numbers from `from` on, at most `limit` of them and at most 100.
		fn policies_of(who: AccountId, from: PolicyId, limit: u32) -> Vec<PolicyView<AccountId>>;

		/// A policy, and what may be done with it now.
		fn policy(policy: PolicyId) -> Option<PolicyView<AccountId>>;

		/// What an underwriter has in a pool, and what it is worth.
		fn position(pool: PoolId, who: AccountId) -> Option<PositionView>;
	}
}
