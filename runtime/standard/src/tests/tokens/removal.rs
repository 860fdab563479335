// SPDX-License-Identifier: Apache-2.0

//! An asset goes, and all deposits come back.

use super::{chain_with_gold, gold, mint, transfer, Call, Error, GOLD, SUPPLY};
use crate::{
	configs::assets::TrustBackedAssets,
	tests::{
		chain::submit,
		people::{address, reserved},
	},
	units::{deposit, CRN},
	Assets, Runtime,
};
use frame_support::assert_ok;
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave};

#[test]
fn a_destroyed_asset_gives_every_deposit_back_to_whoever_left_it() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		let describe =
			Call::set_metadata { id: GOLD.into(), name: vec![b'x'; 4], symbol: vec![b'y'; 3], decimals: 0 };
		assert_ok!(submit(Bob, describe));
		assert_ok!(submit(Bob, transfer(Charlie, 300)));
		let approve = Call::approve_transfer { id: GOLD.into(), delegate: address(Bob), amount: 100 };
		assert_ok!(submit(Charlie, approve));
		assert_ok!(submit(Dave, Call::touch { id: GOLD.into() }));
		assert_eq!(reserved(Bob), CRN + deposit(1, 68) + deposit(0, 7));
		assert_eq!(reserved(Charlie), deposit(1, 96));
		assert_eq!(reserved(Dave), deposit(1, 16));
	});

	chain.block(0, || {
		let start = || Call::start_destroy { id: GOLD.into() };
		assert_eq!(submit(Charlie, start()), Err(Error::NoPermission.into()));
		assert_ok!(submit(Bob, start()));
		assert_eq!(submit(Bob, transfer(Charlie, 1)), Err(Error::AssetNotLive.into()));
		assert!(submit(Bob, mint(Charlie, 1)).is_err());

		let finish = || Call::finish_destroy { id: GOLD.into() };
		assert_eq!(submit(Bob, finish()), Err(Error::InUse.into()), "there are still accounts");
		// Who tidies up does not matter.
		assert_ok!(submit(Dave, Call::destroy_accounts { id: GOLD.into() }));
		assert_eq!(submit(Bob, finish()), Err(Error::InUse.into()), "there is still an allowance");
		assert_ok!(submit(Dave, Call::destroy_approvals { id: GOLD.into() }));
		assert_ok!(submit(Dave, finish()));

		assert_eq!((reserved(Bob), reserved(Charlie), reserved(Dave)), (0, 0, 0));
		assert_eq!((gold(Bob), gold(Charlie)), (0, 0));
		assert!(!pallet_assets::Asset::<Runtime, TrustBackedAssets>::contains_key(GOLD));
		assert_eq!(Assets::maybe_total_supply(GOLD), None);
	});
}

#[test]
fn an_entry_that_was_paid_for_is_given_up_for_its_deposit() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(submit(Charlie, Call::touch { id: GOLD.into() }));
		assert_ok!(submit(Bob, transfer(Charlie, 300)));
		let refund = |allow_burn| Call::refund { id: GOLD.into(), allow_burn };

		assert_eq!(submit(Charlie, refund(false)), Err(Error::WouldBurn.into()));
		assert_eq!(reserved(Charlie), deposit(1, 16));
		assert_ok!(submit(Charlie, refund(true)));
		assert_eq!((reserved(Charlie), gold(Charlie)), (0, 0));
		assert_eq!(Assets::total_supply(GOLD), SUPPLY - 300);
	});
}
