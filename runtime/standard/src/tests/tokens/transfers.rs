// SPDX-License-Identifier: Apache-2.0

//! Units of an asset move between accounts.

use super::{chain_with_gold, gold, transfer, Call, Error, GOLD, MINIMUM, SUPPLY};
use crate::{
	configs::assets::TrustBackedAssets,
	tests::{
		chain::{events, free, submit},
		people::{address, id, reserved},
	},
	units::deposit,
	Assets, RuntimeEvent,
};
use frame_support::assert_ok;
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave, One};
use sp_runtime::TokenError;

#[test]
fn a_transfer_moves_units_says_so_and_leaves_the_supply_alone() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(submit(Bob, transfer(Charlie, 300)));
		assert_eq!((gold(Bob), gold(Charlie)), (SUPPLY - 300, 300));
		assert_eq!(Assets::total_supply(GOLD), SUPPLY);
		let said = pallet_assets::Event::<_, TrustBackedAssets>::Transferred {
			asset_id: GOLD,
			from: id(Bob),
			to: id(Charlie),
			amount: 300,
		};
		assert!(events().contains(&RuntimeEvent::Assets(said)));
	});
}

#[test]
fn nobody_transfers_more_than_he_has() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_eq!(submit(Bob, transfer(Charlie, SUPPLY + 1)), Err(Error::BalanceLow.into()));
		assert_eq!(submit(Charlie, transfer(Bob, 1)), Err(Error::NoAccount.into()));
		assert_eq!((gold(Bob), gold(Charlie)), (SUPPLY, 0));
	});
}

#[test]
fn an_account_has_the_minimum_or_nothing() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		let too_little = submit(Bob, transfer(Charlie, MINIMUM - 1));
		assert_eq!(too_little, Err(TokenError::BelowMinimum.into()));
		assert_ok!(submit(Bob, transfer(Charlie, MINIMUM)));

		let nearly_all = gold(Bob) - MINIMUM + 1;
		let keep_alive =
			Call::transfer_keep_alive { id: GOLD.into(), target: address(Charlie), amount: nearly_all };
		assert_eq!(submit(Bob, keep_alive), Err(Error::BalanceLow.into()));
		assert_ok!(submit(Bob, transfer(Charlie, nearly_all)));
		assert_eq!((gold(Bob), gold(Charlie)), (0, SUPPLY), "the rest is too small to stay, and goes along");
	});
}

#[test]
fn all_of_it_can_be_sent_at_once() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		let all = Call::transfer_all { id: GOLD.into(), dest: address(Charlie), keep_alive: false };
		assert_ok!(submit(Bob, all));
		assert_eq!((gold(Bob), gold(Charlie)), (0, SUPPLY));
	});
}

#[test]
fn the_admin_can_move_units_of_others() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(submit(Bob, transfer(Charlie, 300)));
		let seize = || Call::force_transfer {
			id: GOLD.into(),
			source: address(Charlie),
			dest: address(Dave),
			amount: 100,
		};
		assert_eq!(submit(Dave, seize()), Err(Error::NoPermission.into()));
		assert_ok!(submit(Bob, seize()));
		assert_eq!((gold(Charlie), gold(Dave)), (200, 100));
	});
}

#[test]
fn an_account_without_native_tokens_receives_only_where_somebody_has_paid_for_its_entry() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_eq!(submit(Bob, transfer(One, 100)), Err(TokenError::CannotCreate.into()));

		let before = reserved(Bob);
		assert_ok!(submit(Bob, Call::touch_other { id: GOLD.into(), who: address(One) }));
		assert_eq!(reserved(Bob), before + deposit(1, 16));
		assert_ok!(submit(Bob, transfer(One, 100)));
		assert_eq!((gold(One), free(One)), (100, 0));
	});
}
