// SPDX-License-Identifier: Apache-2.0

//! What can be made to stay as it is: an item with its owner, its description, a whole collection.

use super::{chain_with_vase, error, mint, owner, plain, transfer, Call, Error, ART, VASE};
use crate::{
	tests::{
		chain::{submit, Chain},
		people::address,
	},
	units::CRN,
};
use frame_support::{assert_ok, BoundedVec};
use pallet_nfts::{AttributeNamespace, CollectionSetting, CollectionSettings};
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave};

fn describe() -> Call {
	Call::set_metadata { collection: ART, item: VASE, data: BoundedVec::truncate_from(b"new".to_vec()) }
}

fn classify() -> Call {
	Call::set_attribute {
		collection: ART,
		maybe_item: Some(VASE),
		namespace: AttributeNamespace::CollectionOwner,
		key: BoundedVec::truncate_from(b"kind".to_vec()),
		value: BoundedVec::truncate_from(b"new".to_vec()),
	}
}

fn close(setting: CollectionSetting) -> Call {
	let lock_settings = CollectionSettings::from_disabled(setting.into());
	Call::lock_collection { collection: ART, lock_settings }
}

#[test]
fn the_freezer_keeps_an_item_where_it_is_until_he_lets_it_go() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		let lock = || Call::lock_item_transfer { collection: ART, item: VASE };
		assert_eq!(submit(Charlie, lock()), error(Error::NoPermission), "not even the owner does this");
		assert_ok!(submit(Bob, lock()));
		assert_eq!(transfer(Charlie, VASE, Dave), error(Error::ItemLocked));
		let sell = Call::set_price {
			collection: ART,
			item: VASE,
			price: Some(CRN),
			whitelisted_buyer: Some(address(Dave)),
		};
		assert_eq!(submit(Charlie, sell), error(Error::ItemLocked));

		assert_ok!(submit(Bob, Call::unlock_item_transfer { collection: ART, item: VASE }));
		assert_ok!(transfer(Charlie, VASE, Dave));
		assert_eq!(owner(VASE), Some(Dave));
	});
}

#[test]
fn a_collection_can_be_bound_to_its_owners_for_ever() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		assert_eq!(submit(Charlie, close(CollectionSetting::TransferableItems)), error(Error::NoPermission));
		assert_ok!(submit(Bob, close(CollectionSetting::TransferableItems)));
		assert_eq!(transfer(Charlie, VASE, Dave), error(Error::ItemsNonTransferable));
		// Unlocking an item does not help, and no call takes this back.
		assert_ok!(submit(Bob, Call::unlock_item_transfer { collection: ART, item: VASE }));
		assert_eq!(transfer(Charlie, VASE, Dave), error(Error::ItemsNonTransferable));
		assert_ok!(mint(Bob, VASE + 1, Dave));
	});
}

#[test]
fn a_description_can_be_made_final() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		let finish = |lock_metadata, lock_attributes| Call::lock_item_properties {
			collection: ART,
			item: VASE,
			lock_metadata,
			lock_attributes,
		};
		assert_ok!(submit(Bob, describe()));
		assert_eq!(submit(Charlie, finish(true, true)), error(Error::NoPermission));

		assert_ok!(submit(Bob, finish(true, false)));
		assert_eq!(submit(Bob, describe()), error(Error::LockedItemMetadata));
		assert_ok!(submit(Bob, classify()));

		assert_ok!(submit(Bob, finish(false, true)));
		assert_eq!(submit(Bob, classify()), error(Error::LockedItemAttributes));
	});
}

#[test]
fn a_supply_can_be_made_final() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		let limit = |max_supply| Call::set_collection_max_supply { collection: ART, max_supply };
		assert_ok!(submit(Bob, limit(1)));
		assert_ok!(submit(Bob, close(CollectionSetting::UnlockedMaxSupply)));
		assert_eq!(submit(Bob, limit(2)), error(Error::MaxSupplyLocked));
		assert_eq!(mint(Bob, VASE + 1, Bob), error(Error::MaxSupplyReached));
	});
}

#[test]
fn nobody_creates_a_collection_without_deposits() {
	let mut chain = Chain::new(crate::genesis_presets::DEVELOPMENT);
	chain.block(0, || {
		let mut config = plain();
		config.disable_setting(CollectionSetting::DepositRequired);
		assert_eq!(submit(Bob, Call::create { admin: address(Bob), config }), error(Error::WrongSetting));
	});
}
