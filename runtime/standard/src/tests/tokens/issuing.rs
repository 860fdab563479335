// SPDX-License-Identifier: Apache-2.0

//! An asset comes into being, is described, minted and burnt, and changes hands as a whole.

use super::{chain_with_gold, create, gold, mint, Call, Error, GOLD, SUPPLY};
use crate::{
	genesis_presets::DEVELOPMENT,
	tests::{
		chain::{submit, Chain},
		people::{address, id, reserved},
	},
	units::{deposit, CRN},
	AccountId, Assets,
};
use frame_support::{
	assert_ok,
	traits::fungibles::{metadata, roles},
};
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave, Eve};

fn description() -> (Vec<u8>, Vec<u8>, u8) {
	(
		<Assets as metadata::Inspect<AccountId>>::name(GOLD),
		<Assets as metadata::Inspect<AccountId>>::symbol(GOLD),
		<Assets as metadata::Inspect<AccountId>>::decimals(GOLD),
	)
}

fn describe(name: &str) -> Call {
	Call::set_metadata { id: GOLD.into(), name: name.into(), symbol: b"GLD".to_vec(), decimals: 6 }
}

#[test]
fn whoever_creates_an_asset_leaves_a_deposit_and_has_every_role_he_gives_himself() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		assert_ok!(submit(Bob, create(GOLD)));

		assert_eq!(reserved(Bob), CRN);
		assert_eq!(Assets::total_supply(GOLD), 0);
		for role in [
			<Assets as roles::Inspect<AccountId>>::owner(GOLD),
			<Assets as roles::Inspect<AccountId>>::issuer(GOLD),
			<Assets as roles::Inspect<AccountId>>::admin(GOLD),
			<Assets as roles::Inspect<AccountId>>::freezer(GOLD),
		] {
			assert_eq!(role, Some(id(Bob)));
		}
	});
}

#[test]
fn a_number_is_given_to_one_asset_only() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		let again = Call::create { id: GOLD.into(), admin: address(Charlie), min_balance: 1 };
		assert_eq!(submit(Charlie, again), Err(Error::InUse.into()));
	});
}

#[test]
fn name_symbol_and_decimals_are_the_owners_to_set_and_cost_a_deposit_by_length() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_eq!(submit(Charlie, describe("Lead")), Err(Error::NoPermission.into()));
		assert_ok!(submit(Bob, describe("Gold")));
		assert_eq!(description(), (b"Gold".to_vec(), b"GLD".to_vec(), 6));
		assert_eq!(reserved(Bob), CRN + deposit(1, 68) + deposit(0, 7));

		assert_ok!(submit(Bob, describe("Au")));
		assert_eq!(description().0, b"Au");
		assert_eq!(reserved(Bob), CRN + deposit(1, 68) + deposit(0, 5), "a shorter name costs less");

		assert_ok!(submit(Bob, Call::clear_metadata { id: GOLD.into() }));
		assert_eq!(description(), (vec![], vec![], 0));
		assert_eq!(reserved(Bob), CRN);
	});
}

#[test]
fn a_description_has_a_longest_length() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(submit(Bob, describe(&"x".repeat(50))));
		assert_eq!(submit(Bob, describe(&"x".repeat(51))), Err(Error::BadMetadata.into()));
	});
}

#[test]
fn minting_raises_the_supply_and_only_the_issuer_does_it() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(submit(Bob, mint(Charlie, 250)));
		assert_eq!((gold(Bob), gold(Charlie)), (SUPPLY, 250));
		assert_eq!(Assets::total_supply(GOLD), SUPPLY + 250);

		assert_eq!(submit(Charlie, mint(Charlie, 250)), Err(Error::NoPermission.into()));
		assert_eq!(Assets::total_supply(GOLD), SUPPLY + 250);
	});
}

#[test]
fn burning_lowers_the_supply_and_only_the_admin_does_it() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(submit(Bob, super::transfer(Charlie, 400)));
		let burn = |amount| Call::burn { id: GOLD.into(), who: address(Charlie), amount };

		assert_eq!(submit(Charlie, burn(100)), Err(Error::NoPermission.into()));
		assert_ok!(submit(Bob, burn(100)));
		assert_eq!(gold(Charlie), 300);
		assert_eq!(Assets::total_supply(GOLD), SUPPLY - 100);

		assert_ok!(submit(Bob, burn(1_000)));
		assert_eq!(gold(Charlie), 0, "no more than there is");
		assert_eq!(Assets::total_supply(GOLD), SUPPLY - 400);
	});
}

#[test]
fn issuer_admin_and_freezer_can_be_three_people() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		let team = Call::set_team {
			id: GOLD.into(),
			issuer: address(Charlie),
			admin: address(Dave),
			freezer: address(Eve),
		};
		assert_ok!(submit(Bob, team));
		let burn = || Call::burn { id: GOLD.into(), who: address(Bob), amount: 1 };
		let freeze = || Call::freeze { id: GOLD.into(), who: address(Bob) };
		let thaw = || Call::thaw { id: GOLD.into(), who: address(Bob) };

		for (call, allowed) in [(mint(Bob, 100), Charlie), (burn(), Dave), (freeze(), Eve), (thaw(), Dave)] {
			for who in [Bob, Charlie, Dave, Eve] {
				let expected = if who == allowed { Ok(()) } else { Err(Error::NoPermission.into()) };
				assert_eq!(submit(who, call.clone()), expected, "{who:?}: {call:?}");
			}
		}
	});
}

#[test]
fn an_asset_goes_to_a_new_owner_together_with_its_deposits() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(submit(Bob, describe("Gold")));
		let deposits = reserved(Bob);
		let give = || Call::transfer_ownership { id: GOLD.into(), owner: address(Charlie) };

		assert_eq!(submit(Charlie, give()), Err(Error::NoPermission.into()));
		assert_ok!(submit(Bob, give()));
		assert_eq!((reserved(Bob), reserved(Charlie)), (0, deposits));
		assert_eq!(submit(Bob, describe("Lead")), Err(Error::NoPermission.into()));
		assert_ok!(submit(Charlie, describe("Lead")));
	});
}
