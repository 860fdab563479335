// SPDX-License-Identifier: Apache-2.0

//! Pallets can put units of an asset on hold and freeze them, as they do with the native token. No pallet of this
//! runtime does so yet; the ones that will must be able to rely on it.

use super::{chain_with_gold, gold, transfer, Call, Error, GOLD, MINIMUM, SUPPLY};
use crate::{
	tests::{chain::submit, people::id},
	AccountId, Assets, AssetsFreezer, AssetsHolder, Balance, RuntimeFreezeReason, RuntimeHoldReason,
};
use frame_support::{
	assert_ok,
	traits::{
		fungibles::{Inspect, InspectHold, MutateFreeze, MutateHold},
		tokens::Precision,
	},
};
use sp_keyring::Sr25519Keyring::{Bob, Charlie};
use sp_runtime::{DispatchError, DispatchResult, TokenError};

const HOLD: RuntimeHoldReason = RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);

const FREEZE: RuntimeFreezeReason =
	RuntimeFreezeReason::NominationPools(pallet_nomination_pools::FreezeReason::PoolMinBalance);

fn hold(amount: Balance) -> DispatchResult {
	AssetsHolder::hold(GOLD, &HOLD, &id(Bob), amount)
}

fn freeze(amount: Balance) -> DispatchResult {
	AssetsFreezer::set_freeze(GOLD, &FREEZE, &id(Bob), amount)
}

fn start_destroy() -> Result<(), DispatchError> {
	submit(Bob, Call::start_destroy { id: GOLD.into() })
}

#[test]
fn what_is_on_hold_cannot_be_moved_and_still_belongs_to_its_owner() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(hold(300));
		assert_eq!(gold(Bob), SUPPLY - 300);
		assert_eq!(<Assets as Inspect<AccountId>>::total_balance(GOLD, &id(Bob)), SUPPLY);
		assert_eq!(Assets::total_supply(GOLD), SUPPLY);

		let movable = SUPPLY - 300 - MINIMUM;
		assert_eq!(submit(Bob, transfer(Charlie, movable + 1)), Err(Error::BalanceLow.into()));
		assert_ok!(submit(Bob, transfer(Charlie, movable)));

		assert_ok!(AssetsHolder::release(GOLD, &HOLD, &id(Bob), 300, Precision::Exact));
		assert_eq!(<AssetsHolder as InspectHold<AccountId>>::total_balance_on_hold(GOLD, &id(Bob)), 0);
		assert_ok!(submit(Bob, transfer(Charlie, 300 + MINIMUM)));
		assert_eq!((gold(Bob), gold(Charlie)), (0, SUPPLY));
	});
}

#[test]
fn no_more_is_put_on_hold_than_there_is() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_eq!(hold(SUPPLY + 1), Err(TokenError::FundsUnavailable.into()));
		assert_eq!(gold(Bob), SUPPLY);
	});
}

#[test]
fn what_is_frozen_stays() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(freeze(400));
		assert_eq!(submit(Bob, transfer(Charlie, SUPPLY - 400 + 1)), Err(Error::BalanceLow.into()));
		assert_ok!(submit(Bob, transfer(Charlie, SUPPLY - 400)));

		assert_ok!(AssetsFreezer::thaw(GOLD, &FREEZE, &id(Bob)));
		assert_ok!(submit(Bob, transfer(Charlie, 400)));
		assert_eq!((gold(Bob), gold(Charlie)), (0, SUPPLY));
	});
}

#[test]
fn what_is_on_hold_counts_towards_what_is_frozen() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(hold(300));
		assert_ok!(freeze(400));
		// 300 of the 400 that must stay are on hold, so 100 of the other 700 must.
		assert_eq!(submit(Bob, transfer(Charlie, 601)), Err(Error::BalanceLow.into()));
		assert_ok!(submit(Bob, transfer(Charlie, 600)));
	});
}

#[test]
fn an_asset_cannot_be_destroyed_while_somebody_relies_on_units_of_it() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(hold(300));
		assert_eq!(start_destroy(), Err(Error::ContainsHolds.into()));
		assert_ok!(AssetsHolder::release(GOLD, &HOLD, &id(Bob), 300, Precision::Exact));

		assert_ok!(freeze(400));
		assert_eq!(start_destroy(), Err(Error::ContainsFreezes.into()));
		assert_ok!(AssetsFreezer::thaw(GOLD, &FREEZE, &id(Bob)));

		assert_ok!(start_destroy());
	});
}
