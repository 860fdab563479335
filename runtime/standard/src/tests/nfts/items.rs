// SPDX-License-Identifier: Apache-2.0

//! An item is minted, passed on and burnt.

use super::{
	chain_with, chain_with_vase, count, error, mint, owner, plain, transfer, Call, Error, ART, COLLECTION,
	ITEM, VASE,
};
use crate::{
	tests::{
		chain::{events, free, submit},
		people::{address, id, reserved, run_to_block},
	},
	units::CRN,
	RuntimeEvent,
};
use frame_support::assert_ok;
use pallet_nfts::{CollectionConfig, ItemSettings, MintSettings, MintType, MintWitness};
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave, One};

#[test]
fn the_issuer_mints_for_others_and_pays_the_deposit() {
	let mut chain = chain_with(plain());
	chain.block(0, || {
		assert_eq!(mint(Charlie, VASE, Charlie), error(Error::NoPermission));
		assert_ok!(mint(Bob, VASE, Charlie));
		assert_eq!((owner(VASE), count(Charlie), count(Bob)), (Some(Charlie), 1, 0));
		assert_eq!((reserved(Bob), reserved(Charlie)), (COLLECTION + ITEM, 0));
		assert_eq!(mint(Bob, VASE, Bob), error(Error::AlreadyExists), "an item is there once");
	});
}

#[test]
fn the_owner_passes_an_item_on_and_nobody_else_does() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		assert_eq!(transfer(Dave, VASE, Dave), error(Error::NoPermission));
		assert_eq!(transfer(Bob, VASE, Bob), error(Error::NoPermission), "not even who made it");
		assert_ok!(transfer(Charlie, VASE, Dave));
		assert_eq!((owner(VASE), count(Charlie), count(Dave)), (Some(Dave), 0, 1));
		assert_eq!(transfer(Charlie, VASE, Charlie), error(Error::NoPermission));
		let said =
			pallet_nfts::Event::Transferred { collection: ART, item: VASE, from: id(Charlie), to: id(Dave) };
		assert!(events().contains(&RuntimeEvent::Nfts(said)));
	});
}

#[test]
fn an_account_without_tokens_can_own_an_item() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		assert_ok!(transfer(Charlie, VASE, One));
		assert_eq!((owner(VASE), free(One)), (Some(One), 0));
	});
}

#[test]
fn a_burnt_item_is_gone_and_its_minter_gets_the_deposit_back() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		let burn = || Call::burn { collection: ART, item: VASE };
		assert_eq!(submit(Bob, burn()), error(Error::NoPermission));
		assert_ok!(submit(Charlie, burn()));
		assert_eq!((owner(VASE), count(Charlie), reserved(Bob)), (None, 0, COLLECTION));
		assert_eq!(transfer(Charlie, VASE, Dave), error(Error::UnknownItem));
	});
}

#[test]
fn a_collection_has_no_more_items_than_its_owner_promised() {
	let mut chain = chain_with(CollectionConfig { max_supply: Some(2), ..plain() });
	chain.block(0, || {
		assert_ok!(mint(Bob, 1, Charlie));
		assert_ok!(mint(Bob, 2, Charlie));
		assert_eq!(mint(Bob, 3, Charlie), error(Error::MaxSupplyReached));

		let raise = Call::set_collection_max_supply { collection: ART, max_supply: 3 };
		assert_ok!(submit(Bob, raise));
		assert_ok!(mint(Bob, 3, Charlie));
		let below = Call::set_collection_max_supply { collection: ART, max_supply: 2 };
		assert_eq!(submit(Bob, below), error(Error::MaxSupplyTooSmall));
	});
}

#[test]
fn anyone_mints_for_the_price_where_the_owner_allows_it_while_it_is_time() {
	let mint_settings = MintSettings {
		mint_type: MintType::Public,
		price: Some(5 * CRN),
		start_block: Some(4),
		end_block: Some(5),
		default_item_settings: ItemSettings::all_enabled(),
	};
	let mut chain = chain_with(CollectionConfig { mint_settings, ..plain() });
	let pay = |item, price| Call::mint {
		collection: ART,
		item,
		mint_to: address(Charlie),
		witness_data: Some(MintWitness { owned_item: None, mint_price: Some(price) }),
	};
	chain.block(0, || assert_eq!(submit(Charlie, pay(1, 5 * CRN)), error(Error::MintNotStarted)));

	run_to_block(&mut chain, 3);
	chain.block(0, || {
		assert_eq!(submit(Charlie, pay(1, 5 * CRN - 1)), error(Error::BadWitness), "he knows the price");
		let (bob, charlie) = (free(Bob), free(Charlie));
		assert_ok!(submit(Charlie, pay(1, 5 * CRN)));
		assert_eq!(owner(1), Some(Charlie));
		assert_eq!(free(Bob), bob + 5 * CRN);
		assert_eq!(reserved(Charlie), ITEM, "who mints pays the deposit");
		let paid = charlie - free(Charlie);
		assert!(paid > 5 * CRN + ITEM && paid < 5 * CRN + ITEM + CRN / 100);
	});

	run_to_block(&mut chain, 5);
	chain.block(0, || assert_eq!(submit(Charlie, pay(2, 5 * CRN)), error(Error::MintEnded)));
}
