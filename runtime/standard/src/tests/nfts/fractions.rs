// SPDX-License-Identifier: Apache-2.0

//! An item is split into units of an asset, and put together again by whoever has all of them.

use super::{chain_with_vase, error as nfts_error, owner, transfer, Error as NftsError, ART, VASE};
use crate::{
	configs::{
		assets::{AssetId, TrustBackedAssets},
		nfts::FractionsPalletId,
	},
	tests::{
		chain::{free, submit},
		people::{address, id, reserved},
	},
	units::{deposit, CRN, MILLI_CRN},
	AccountId, Assets, Balance, Balances, Runtime,
};
use frame_support::{
	assert_ok,
	traits::{fungible, fungibles::metadata::Inspect},
};
use pallet_nft_fractionalization::{Call, Error};
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie, Dave, Eve};
use sp_runtime::{traits::AccountIdConversion, DispatchResult};

/// The asset that the vase is split into.
const SHERDS: AssetId = 9;

/// How many of them there are.
const COUNT: Balance = 1_000;

fn error(error: Error<Runtime>) -> DispatchResult {
	Err(error.into())
}

/// Splits the vase; the units are Dave's.
fn split() -> Call<Runtime> {
	Call::fractionalize {
		nft_collection_id: ART,
		nft_id: VASE,
		asset_id: SHERDS,
		beneficiary: address(Dave),
		fractions: COUNT,
	}
}

fn unify(asset_id: AssetId) -> Call<Runtime> {
	Call::unify { nft_collection_id: ART, nft_id: VASE, asset_id, beneficiary: address(Eve) }
}

fn sherds(who: Sr25519Keyring) -> Balance {
	Assets::balance(SHERDS, id(who))
}

fn give_sherds(from: Sr25519Keyring, to: Sr25519Keyring, amount: Balance) -> DispatchResult {
	let target = address(to);
	submit(
		from,
		pallet_assets::Call::<Runtime, TrustBackedAssets>::transfer { id: SHERDS.into(), target, amount },
	)
}

#[test]
fn a_split_item_stays_put_while_its_units_trade_and_goes_to_whoever_gathers_them() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		assert_eq!(submit(Dave, split()), error(Error::NoPermission));
		assert_ok!(submit(Charlie, split()));
		assert_eq!((sherds(Dave), Assets::total_supply(SHERDS)), (COUNT, COUNT));
		assert_eq!(<Assets as Inspect<AccountId>>::name(SHERDS), b"Fraction 0-42");
		assert_eq!(<Assets as Inspect<AccountId>>::symbol(SHERDS), b"FRAC");
		assert_eq!(transfer(Charlie, VASE, Dave), nfts_error(NftsError::ItemLocked));

		assert_ok!(give_sherds(Dave, Bob, 400));
		assert!(submit(Dave, unify(SHERDS)).is_err(), "some are missing");
		assert_eq!(submit(Dave, unify(SHERDS + 1)), error(Error::IncorrectAssetId));
		assert_eq!((sherds(Dave), owner(VASE)), (COUNT - 400, Some(Charlie)));

		assert_ok!(give_sherds(Bob, Dave, 400));
		assert_ok!(submit(Dave, unify(SHERDS)));
		assert_eq!((Assets::total_supply(SHERDS), owner(VASE)), (0, Some(Eve)));
		assert_eq!(submit(Dave, unify(SHERDS)), error(Error::NftNotFractionalized));
		assert_ok!(transfer(Eve, VASE, Charlie));
	});
}

#[test]
fn the_deposit_comes_back_to_whoever_split_it_and_what_the_name_costs_does_not() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		let before = free(Charlie);
		assert_ok!(submit(Charlie, split()));
		assert_eq!(reserved(Charlie), CRN);
		// The asset belongs to the pallet's account. Charlie pays what that needs to exist, and to be named.
		let keeper: AccountId = FractionsPalletId::get().into_account_truncating();
		let name = deposit(1, 68) + deposit(0, (b"Fraction 0-42".len() + b"FRAC".len()) as u32);
		assert_eq!(<Balances as fungible::Inspect<AccountId>>::total_balance(&keeper), MILLI_CRN + name);
		let paid = before - free(Charlie);
		assert!(
			paid > CRN + MILLI_CRN + name && paid < CRN + MILLI_CRN + name + CRN / 100,
			"and a fee, not {paid}"
		);

		assert_ok!(submit(Dave, unify(SHERDS)));
		assert_eq!(reserved(Charlie), 0);

		// What is left of the asset can be cleared away by anybody.
		assert_ok!(submit(
			Bob,
			pallet_assets::Call::<Runtime, TrustBackedAssets>::finish_destroy { id: SHERDS.into() }
		));
		assert_eq!(Balances::reserved_balance(&keeper), 0);
		assert_eq!(Balances::free_balance(&keeper), MILLI_CRN + name, "it stays there for the next one");
	});
}
