// SPDX-License-Identifier: Apache-2.0

//! Tokens beside the native one: what an ERC-20 token does, pools and swaps, fees paid in an asset, vesting.

mod allowances;
mod asset_fees;
mod freezing;
mod holds;
mod issuing;
mod pools;
mod removal;
mod transfers;
mod vesting;

use super::{
	chain::{submit, Chain},
	people::{address, id},
};
use crate::{
	configs::assets::{AssetId, TrustBackedAssets},
	genesis_presets::DEVELOPMENT,
	Assets, Balance, Runtime,
};
use frame_support::assert_ok;
use sp_keyring::Sr25519Keyring::{self, Bob};

/// The asset of these stories. Bob issues it.
const GOLD: AssetId = 7;

/// The least that an account can have of it.
const MINIMUM: Balance = 10;

/// What Bob starts with.
const SUPPLY: Balance = 1_000;

type Call = pallet_assets::Call<Runtime, TrustBackedAssets>;
type Error = pallet_assets::Error<Runtime, TrustBackedAssets>;

/// A chain on which Bob has issued gold, and has all of it.
fn chain_with_gold() -> Chain {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		assert_ok!(submit(Bob, create(GOLD)));
		assert_ok!(submit(Bob, mint(Bob, SUPPLY)));
	});
	chain
}

fn create(asset: AssetId) -> Call {
	Call::create { id: asset.into(), admin: address(Bob), min_balance: MINIMUM }
}

fn mint(beneficiary: Sr25519Keyring, amount: Balance) -> Call {
	Call::mint { id: GOLD.into(), beneficiary: address(beneficiary), amount }
}

fn transfer(target: Sr25519Keyring, amount: Balance) -> Call {
	Call::transfer { id: GOLD.into(), target: address(target), amount }
}

/// What `who` has of gold and can move.
fn gold(who: Sr25519Keyring) -> Balance {
	Assets::balance(GOLD, id(who))
}
