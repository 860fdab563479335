// SPDX-License-Identifier: Apache-2.0

//! A pool is opened, and what its prices promise is what a swap brings.

use super::{create, gold, mint, GOLD};
use crate::{
	configs::{
		assets::{AssetId, PoolShares, TrustBackedAssets},
		treasury::TreasuryAccount,
	},
	genesis_presets::DEVELOPMENT,
	tests::{
		chain::{free, submit, Chain},
		people::{address, as_root, id},
	},
	units::{CRN, MILLI_CRN},
	Assets, Balance, Balances, PoolAssets, Runtime,
};
use frame_support::{assert_ok, traits::fungible::NativeOrWithId};
use pallet_asset_conversion::{
	runtime_decl_for_asset_conversion_api::AssetConversionApi, Call, Error, Pools,
};
use sp_core::U256;
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie, Dave};
use sp_runtime::{DispatchError, DispatchResult, Permill};

/// What the pool of gold starts with: of the native token, in planck.
const NATIVE_RESERVE: Balance = 1_000 * CRN;

/// What the pool of gold starts with: of gold.
const GOLD_RESERVE: Balance = 2_000_000_000;

const SILVER: AssetId = 8;

pub(super) const NATIVE: NativeOrWithId<AssetId> = NativeOrWithId::Native;

pub(super) const fn asset(asset: AssetId) -> NativeOrWithId<AssetId> {
	NativeOrWithId::WithId(asset)
}

/// Bob opens a pool of `of`, with as much of it as of gold.
fn open_pool(of: AssetId) -> DispatchResult {
	let (asset1, asset2) = (Box::new(NATIVE), Box::new(asset(of)));
	submit(Bob, Call::create_pool { asset1: asset1.clone(), asset2: asset2.clone() })?;
	let liquidity = Call::add_liquidity {
		asset1,
		asset2,
		amount1_desired: NATIVE_RESERVE,
		amount2_desired: GOLD_RESERVE,
		amount1_min: NATIVE_RESERVE,
		amount2_min: GOLD_RESERVE,
		mint_to: id(Bob),
	};
	submit(Bob, liquidity)
}

/// Opens the pool of gold: Bob, who can mint it, is there and brings what it needs.
pub(super) fn open_gold_pool() {
	assert_ok!(submit(Bob, mint(Bob, 2 * GOLD_RESERVE)));
	assert_ok!(open_pool(GOLD));
}

fn chain_with_pool() -> Chain {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		assert_ok!(submit(Bob, create(GOLD)));
		open_gold_pool();
	});
	chain
}

/// What is in the pool of gold: planck and gold.
pub(super) fn reserves() -> (Balance, Balance) {
	Runtime::get_reserves(NATIVE, asset(GOLD)).expect("the pool is there")
}

/// What `amount` of `from` buys of `to`.
fn price(from: NativeOrWithId<AssetId>, to: NativeOrWithId<AssetId>, amount: Balance) -> Option<Balance> {
	Runtime::quote_price_exact_tokens_for_tokens(from, to, amount, true)
}

// The call takes its assets boxed.
#[allow(clippy::vec_box)]
fn path(assets: &[NativeOrWithId<AssetId>]) -> Vec<Box<NativeOrWithId<AssetId>>> {
	assets.iter().cloned().map(Box::new).collect()
}

/// Swaps `amount_in` of the first of `assets` for at least `amount_out_min` of the last.
fn sell(
	who: Sr25519Keyring,
	assets: &[NativeOrWithId<AssetId>],
	amount_in: Balance,
	amount_out_min: Balance,
) -> DispatchResult {
	let (path, send_to) = (path(assets), id(who));
	submit(
		who,
		Call::swap_exact_tokens_for_tokens { path, amount_in, amount_out_min, send_to, keep_alive: false },
	)
}

/// Swaps at most `amount_in_max` of the first of `assets` for `amount_out` of the last.
fn buy(
	who: Sr25519Keyring,
	assets: &[NativeOrWithId<AssetId>],
	amount_out: Balance,
	amount_in_max: Balance,
) -> DispatchResult {
	let (path, send_to) = (path(assets), id(who));
	submit(
		who,
		Call::swap_tokens_for_exact_tokens { path, amount_out, amount_in_max, send_to, keep_alive: false },
	)
}

fn error(error: Error<Runtime>) -> DispatchResult {
	Err(error.into())
}

#[test]
fn opening_a_pool_costs_its_price_once_and_the_treasury_gets_it() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		assert_ok!(submit(Bob, create(GOLD)));
		let treasury = Balances::free_balance(TreasuryAccount::get());
		open_gold_pool();
		let gain = Balances::free_balance(TreasuryAccount::get()) - treasury;
		// The rest are shares of the fees of the three transactions.
		assert!((10 * CRN..10 * CRN + 3 * MILLI_CRN).contains(&gain), "the treasury got {gain}");
		assert_eq!(reserves(), (NATIVE_RESERVE, GOLD_RESERVE));

		assert_eq!(open_pool(GOLD), error(Error::PoolExists));
	});
}

#[test]
fn selling_brings_what_the_api_quotes_less_three_tenths_of_a_percent() {
	let mut chain = chain_with_pool();
	chain.block(0, || {
		let amount = 10 * CRN;
		let quote = price(NATIVE, asset(GOLD), amount).expect("there is a price");
		// A pool keeps the product of its reserves. What is sold to it counts without the fee.
		let counted = U256::from(amount) * U256::from(997_000);
		let whole = U256::from(NATIVE_RESERVE) * U256::from(1_000_000) + counted;
		assert_eq!(U256::from(quote), counted * U256::from(GOLD_RESERVE) / whole);

		assert_ok!(sell(Charlie, &[NATIVE, asset(GOLD)], amount, quote));
		assert_eq!(gold(Charlie), quote);
		assert_eq!(reserves(), (NATIVE_RESERVE + amount, GOLD_RESERVE - quote));
	});
}

#[test]
fn buying_costs_what_the_api_quotes() {
	let mut chain = chain_with_pool();
	chain.block(0, || {
		let wanted = 5_000_000;
		let quote = Runtime::quote_price_tokens_for_exact_tokens(NATIVE, asset(GOLD), wanted, true)
			.expect("there is a price");
		let without_fee = Runtime::quote_price_tokens_for_exact_tokens(NATIVE, asset(GOLD), wanted, false)
			.expect("there is a price");
		assert!(quote > without_fee);

		assert_ok!(buy(Charlie, &[NATIVE, asset(GOLD)], wanted, quote));
		assert_eq!(gold(Charlie), wanted);
		assert_eq!(reserves(), (NATIVE_RESERVE + quote, GOLD_RESERVE - wanted));
	});
}

#[test]
fn a_price_worse_than_the_sender_accepts_moves_nothing() {
	let mut chain = chain_with_pool();
	chain.block(0, || {
		let quote = price(NATIVE, asset(GOLD), CRN).expect("there is a price");
		let refused = sell(Charlie, &[NATIVE, asset(GOLD)], CRN, quote + 1);
		assert_eq!(refused, error(Error::ProvidedMinimumNotSufficientForSwap));

		let cost = Runtime::quote_price_tokens_for_exact_tokens(NATIVE, asset(GOLD), 1_000, true)
			.expect("there is a price");
		let refused = buy(Charlie, &[NATIVE, asset(GOLD)], 1_000, cost - 1);
		assert_eq!(refused, error(Error::ProvidedMaximumNotSufficientForSwap));

		assert_eq!(gold(Charlie), 0);
		assert_eq!(reserves(), (NATIVE_RESERVE, GOLD_RESERVE));
	});
}

#[test]
fn two_assets_are_swapped_by_way_of_the_native_token() {
	let mut chain = chain_with_pool();
	chain.block(0, || {
		assert_ok!(submit(Bob, create(SILVER)));
		let mint_silver = pallet_assets::Call::<Runtime, TrustBackedAssets>::mint {
			id: SILVER.into(),
			beneficiary: address(Bob),
			amount: 2 * GOLD_RESERVE,
		};
		assert_ok!(submit(Bob, mint_silver));
		assert_eq!(price(asset(GOLD), asset(SILVER), 1_000), None, "no pool has the two");
		assert_ok!(open_pool(SILVER));

		assert_ok!(submit(Bob, mint(Dave, 1_000_000)));
		let halfway = price(asset(GOLD), NATIVE, 1_000_000).expect("there is a price");
		let outcome = price(NATIVE, asset(SILVER), halfway).expect("there is a price");
		assert_ok!(sell(Dave, &[asset(GOLD), NATIVE, asset(SILVER)], 1_000_000, outcome));
		assert_eq!((gold(Dave), Assets::balance(SILVER, id(Dave))), (0, outcome));
	});
}

#[test]
fn who_provides_liquidity_takes_it_out_together_with_its_part_of_the_fees() {
	let mut chain = chain_with_pool();
	chain.block(0, || {
		for _ in 0..5 {
			assert_ok!(sell(Charlie, &[NATIVE, asset(GOLD)], 20 * CRN, 1));
			assert_ok!(sell(Charlie, &[asset(GOLD), NATIVE], gold(Charlie), 1));
		}
		let (native, of_gold) = reserves();
		assert!(native > NATIVE_RESERVE && of_gold == GOLD_RESERVE, "the fees of both ways stay in the pool");

		let shares = Pools::<Runtime>::get((NATIVE, asset(GOLD))).expect("the pool is there").lp_token;
		let half = PoolAssets::balance(shares, id(Bob)) / 2;
		let all = PoolAssets::total_supply(shares);
		let (before, gold_before) = (free(Bob), gold(Bob));
		let remove = Call::remove_liquidity {
			asset1: Box::new(NATIVE),
			asset2: Box::new(asset(GOLD)),
			lp_token_burn: half,
			amount1_min_receive: 1,
			amount2_min_receive: 1,
			withdraw_to: id(Bob),
		};
		assert_ok!(submit(Bob, remove));

		let part = |of: Balance| (U256::from(of) * U256::from(half) / U256::from(all)).as_u128();
		let paid = before + part(native) - free(Bob);
		assert!(paid < 10 * MILLI_CRN, "apart from the fee of the transaction, which is not {paid}");
		assert_eq!(gold(Bob), gold_before + part(of_gold));
		assert_eq!(reserves(), (native - part(native), of_gold - part(of_gold)));
	});
}

#[test]
fn shares_in_pools_come_from_pools_only() {
	let mut chain = chain_with_pool();
	chain.block(0, || {
		let forged = pallet_assets::Call::<Runtime, PoolShares>::create {
			id: 99.into(),
			admin: address(Bob),
			min_balance: 1,
		};
		assert_eq!(submit(Bob, forged), Err(DispatchError::BadOrigin));
		let mint = pallet_assets::Call::<Runtime, PoolShares>::mint {
			id: 0.into(),
			beneficiary: address(Bob),
			amount: 1,
		};
		let refused = pallet_assets::Error::<Runtime, PoolShares>::NoPermission;
		assert_eq!(submit(Bob, mint), Err(refused.into()), "not even the opener of the pool mints them");
	});
}

#[test]
fn governance_sets_the_fee_of_a_pool_up_to_a_tenth() {
	let mut chain = chain_with_pool();
	chain.block(0, || {
		let set = |percent| Call::set_pool_fee {
			pool_id: (NATIVE, asset(GOLD)),
			fee: Permill::from_percent(percent),
		};
		assert_eq!(submit(Bob, set(1)), Err(DispatchError::BadOrigin));
		assert_eq!(as_root(set(11)), error(Error::FeeTooHigh));
		assert_ok!(as_root(set(10)));

		let amount = 10 * CRN;
		let counted = U256::from(amount) * U256::from(900_000);
		let whole = U256::from(NATIVE_RESERVE) * U256::from(1_000_000) + counted;
		let expected = (counted * U256::from(GOLD_RESERVE) / whole).as_u128();
		assert_eq!(price(NATIVE, asset(GOLD), amount), Some(expected));
		assert_ok!(sell(Charlie, &[NATIVE, asset(GOLD)], amount, expected));
		assert_eq!(gold(Charlie), expected);
	});
}
