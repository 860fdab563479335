// SPDX-License-Identifier: Apache-2.0

//! What is always true of the pallet's state.

#![cfg(any(test, feature = "try-runtime"))]

use crate::{
	Balance, Bonds, Config, HoldReason, NextPolicy, NextPool, Observations, Pallet, Panels, Policies,
	PoliciesOf, PolicyState, PoolId, PoolOf, PoolState, Pools, Positions, Products,
};
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{
	ensure,
	traits::{
		fungibles::{hold::Inspect as _, Inspect},
		Get,
	},
};
use parity_scale_codec::Encode;
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks the ledger of each pool against its records and its account, and each hold against its records.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		for (id, pool) in Pools::<T>::iter() {
			ensure!(id < NextPool::<T>::get(), "insurance: a pool has a number that was not given out");
			Self::check_account(id, &pool)?;
			Self::check_positions(id, &pool)?;
			Self::check_policies(id, &pool)?;
			Self::check_products(id, &pool)?;
			Self::check_panel(id, &pool)?;
		}
		Self::check_owners()?;
		Self::check_holds()
	}

	/// The account has at least what the ledger says. More, where somebody sent it units.
	fn check_account(id: PoolId, pool: &PoolOf<T>) -> Result<(), TryRuntimeError> {
		let balance = T::Assets::balance(pool.asset.clone(), &Self::account(id));
		let ledger = pool.capital.saturating_add(pool.seed);
		ensure!(balance >= ledger, "insurance: a pool's account has less than its ledger says");
		ensure!(
			pool.pending <= pool.capital || matches!(pool.state, PoolState::Failed { .. }),
			"insurance: a pool owes more than it has and has not failed"
		);
		Self::check_terms(&pool.terms, &Panels::<T>::get(id))
			.map_err(|_| "insurance: a pool's terms are not allowed".into())
	}

	/// Shares, notice and number of underwriters are the sums of the positions; all shares together are worth no more
	/// than there is.
	fn check_positions(id: PoolId, pool: &PoolOf<T>) -> Result<(), TryRuntimeError> {
		let positions: Vec<_> = Positions::<T>::iter_prefix_values(id).collect();
		ensure!(
			positions.iter().map(|position| position.shares).sum::<u128>() == pool.shares,
			"insurance: the shares of a pool are not those of its underwriters"
		);
		let leaving = positions.iter().filter_map(|position| position.leaving);
		ensure!(
			leaving.map(|leaving| leaving.value).sum::<Balance>() == pool.leaving,
			"insurance: what is under notice does not add up"
		);
		ensure!(
			positions.iter().all(|position| {
				position.shares > 0
					&& position.leaving.is_none_or(|leaving| leaving.shares <= position.shares)
			}),
			"insurance: an underwriter without shares, or with more under notice than it has"
		);
		ensure!(positions.len() as u32 == pool.underwriters, "insurance: underwriters are miscounted");
		ensure!(
			pool.value_of(pool.shares).is_some_and(|value| value <= pool.net()),
			"insurance: the shares are worth more than there is"
		);
		Ok(())
	}

	/// Live cover, claims and counters are those of the policies.
	fn check_policies(id: PoolId, pool: &PoolOf<T>) -> Result<(), TryRuntimeError> {
		let (mut live, mut claimed, mut pending) = (0, 0, 0);
		let (mut policies, mut open_claims) = (0, 0);
		for policy in Policies::<T>::iter_values().filter(|policy| policy.pool == id) {
			policies += 1;
			match policy.state {
				PolicyState::Live => live += policy.cover,
				PolicyState::Filed(filing) => {
					live += policy.cover;
					claimed += policy.cover;
					open_claims += 1;
					ensure!(filing.amount <= policy.cover, "insurance: more is claimed than is covered");
					ensure!(filing.ayes & filing.nays == 0, "insurance: a vote counts on both sides");
				}
				PolicyState::Approved { amount, .. } => {
					pending += amount;
					ensure!(amount <= policy.cover, "insurance: more was approved than is covered");
				}
			}
		}
		ensure!(
			(live, claimed, pending) == (pool.live_cover, pool.claimed, pool.pending),
			"insurance: the cover of a pool is not that of its policies"
		);
		ensure!(
			(policies, open_claims) == (pool.policies, pool.open_claims),
			"insurance: the policies of a pool are miscounted"
		);
		Ok(())
	}

	/// Products are as they could be added, and their counters are right.
	fn check_products(id: PoolId, pool: &PoolOf<T>) -> Result<(), TryRuntimeError> {
		let mut products = 0;
		for (number, product) in Products::<T>::iter_prefix(id) {
			products += 1;
			ensure!(number < pool.products_made, "insurance: a product has a number that was not given out");
			Self::check_product(pool, &product.terms)
				.map_err(|_| "insurance: a product's terms are not allowed")?;
			let policies = Policies::<T>::iter_values()
				.filter(|policy| (policy.pool, policy.product) == (id, number))
				.count();
			ensure!(policies as u32 == product.policies, "insurance: policies of a product are miscounted");
			let observations = Observations::<T>::get(id, number);
			ensure!(
				observations.windows(2).all(|pair| pair[0].observed_at < pair[1].observed_at),
				"insurance: observations are out of order"
			);
		}
		ensure!(
			products == pool.products && products <= T::MaxProducts::get(),
			"insurance: the products of a pool are miscounted"
		);
		Ok(())
	}

	/// Only members of the panel have bonds, and each is on hold.
	fn check_panel(id: PoolId, pool: &PoolOf<T>) -> Result<(), TryRuntimeError> {
		let panel = Panels::<T>::get(id);
		let mut bonds = 0;
		for who in Bonds::<T>::iter_key_prefix(id) {
			bonds += 1;
			ensure!(panel.contains(&who), "insurance: a bond of who is no assessor");
		}
		ensure!(bonds == pool.bonds, "insurance: the bonds of a pool are miscounted");
		Ok(())
	}

	/// Everything belongs to a pool that there is, and each policy is listed with its holder.
	fn check_owners() -> Result<(), TryRuntimeError> {
		let known = |id: PoolId| Pools::<T>::contains_key(id);
		ensure!(
			Positions::<T>::iter_keys().all(|(id, _)| known(id))
				&& Products::<T>::iter_keys().all(|(id, _)| known(id))
				&& Bonds::<T>::iter_keys().all(|(id, _)| known(id))
				&& Panels::<T>::iter_keys().all(known),
			"insurance: something belongs to a pool that is gone"
		);
		ensure!(
			Observations::<T>::iter_keys().all(|(id, product)| Products::<T>::contains_key(id, product)),
			"insurance: observations of a product that is gone"
		);
		for (id, policy) in Policies::<T>::iter() {
			ensure!(
				id < NextPolicy::<T>::get()
					&& Products::<T>::contains_key(policy.pool, policy.product)
					&& PoliciesOf::<T>::contains_key(&policy.holder, id),
				"insurance: a policy without a number, a product or a listing"
			);
		}
		ensure!(
			PoliciesOf::<T>::iter_keys().count() == Policies::<T>::iter_keys().count(),
			"insurance: a policy is listed that is gone"
		);
		Ok(())
	}

	/// What is on hold for each reason is what the records say.
	fn check_holds() -> Result<(), TryRuntimeError> {
		let mut owed = BTreeMap::new();
		let mut owe =
			|asset: &crate::AssetIdOf<T>, who: &T::AccountId, reason: HoldReason, amount: Balance| {
				// Neither assets nor accounts are ordered the same way in every runtime; their encoding is.
				let entry = owed
					.entry((asset.encode(), who.encode(), reason.encode()))
					.or_insert_with(|| (asset.clone(), who.clone(), reason, Balance::default()));
				entry.3 = entry.3.saturating_add(amount);
			};
		let native = T::DepositAsset::get();
		for (id, pool) in Pools::<T>::iter() {
			owe(&native, &pool.manager, HoldReason::Pool, pool.deposit);
			for product in Products::<T>::iter_prefix_values(id) {
				owe(&native, &pool.manager, HoldReason::Pool, product.deposit);
			}
			for (who, position) in Positions::<T>::iter_prefix(id) {
				owe(&native, &who, HoldReason::Position, position.deposit);
			}
			for (who, bond) in Bonds::<T>::iter_prefix(id) {
				owe(&pool.asset, &who, HoldReason::Assessor, bond.amount);
			}
		}
		for policy in Policies::<T>::iter_values() {
			owe(&native, &policy.holder, HoldReason::Policy, policy.deposit);
		}
		for (asset, who, reason, amount) in owed.into_values() {
			ensure!(
				T::Holds::balance_on_hold(asset, &reason.into(), &who) == amount,
				"insurance: what is on hold is not what the records say"
			);
		}
		Ok(())
	}
}
