// SPDX-License-Identifier: Apache-2.0

//! Pools of two assets.

use super::Make;
use crate::{
	configs::assets::{AssetId, PoolShares},
	tests::people::{address, id},
	units::CRN,
	Runtime,
};
use frame_support::traits::fungible::NativeOrWithId;

type Pools = pallet_asset_conversion::Call<Runtime>;
type Shares = pallet_assets::Call<Runtime, PoolShares>;

const NATIVE: NativeOrWithId<AssetId> = NativeOrWithId::Native;

fn asset(number: u32) -> NativeOrWithId<AssetId> {
	NativeOrWithId::WithId(number)
}

// The call takes its assets boxed.
#[allow(clippy::vec_box)]
fn path(of: &[NativeOrWithId<AssetId>], reversed: bool) -> Vec<Box<NativeOrWithId<AssetId>>> {
	let mut path: Vec<_> = of.iter().cloned().map(Box::new).collect();
	if reversed {
		path.reverse();
	}
	path
}

pub(super) const CALLS: &[Make] = &[
	|d| Pools::create_pool { asset1: Box::new(NATIVE), asset2: Box::new(asset(d.number)) }.into(),
	|d| Pools::create_pool { asset1: Box::new(asset(0)), asset2: Box::new(asset(d.number)) }.into(),
	|d| {
		Pools::add_liquidity {
			asset1: Box::new(NATIVE),
			asset2: Box::new(asset(d.number)),
			amount1_desired: d.amount % (1_000 * CRN),
			amount2_desired: d.amount / 3,
			amount1_min: 0,
			amount2_min: 0,
			mint_to: id(d.other),
		}
		.into()
	},
	|d| {
		Pools::remove_liquidity {
			asset1: Box::new(NATIVE),
			asset2: Box::new(asset(d.number)),
			lp_token_burn: d.amount,
			amount1_min_receive: 1,
			amount2_min_receive: 1,
			withdraw_to: id(d.other),
		}
		.into()
	},
	|d| {
		let path = path(&[NATIVE, asset(d.number)], d.flag);
		let (amount_in, send_to, keep_alive) = (d.amount, id(d.other), d.flag);
		Pools::swap_exact_tokens_for_tokens { path, amount_in, amount_out_min: 1, send_to, keep_alive }.into()
	},
	|d| {
		let path = path(&[asset(0), NATIVE, asset(d.number)], d.flag);
		let (amount_out, send_to, keep_alive) = (d.amount, id(d.other), d.flag);
		let amount_in_max = 1_000_000 * CRN;
		Pools::swap_tokens_for_exact_tokens { path, amount_out, amount_in_max, send_to, keep_alive }.into()
	},
	|d| Pools::touch { asset1: Box::new(NATIVE), asset2: Box::new(asset(d.number)) }.into(),
	|d| Shares::transfer { id: d.number.into(), target: address(d.other), amount: d.amount }.into(),
	|d| {
		let amount = d.amount;
		Shares::approve_transfer { id: d.number.into(), delegate: address(d.other), amount }.into()
	},
	|d| Shares::refund { id: d.number.into(), allow_burn: d.flag }.into(),
];
