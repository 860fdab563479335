// SPDX-License-Identifier: Apache-2.0

//! A collection is created, handed over and destroyed.

use super::{
	chain_with, chain_with_vase, error, mint, plain, transfer, Call, Error, ART, COLLECTION, ITEM, VASE,
};
use crate::{
	tests::{
		chain::{submit, Chain},
		people::{address, id, reserved},
	},
	units::deposit,
	Nfts, Runtime,
};
use frame_support::{assert_ok, BoundedVec};
use pallet_nfts::{AttributeNamespace, DestroyWitness};
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie, Dave, Eve};
use sp_runtime::DispatchResult;

#[test]
fn each_collection_gets_the_next_number_and_leaves_a_deposit() {
	let mut chain = chain_with(plain());
	chain.block(0, || {
		assert_eq!((Nfts::collection_owner(ART), reserved(Bob)), (Some(id(Bob)), COLLECTION));
		assert_ok!(submit(Charlie, Call::create { admin: address(Charlie), config: plain() }));
		assert_eq!((Nfts::collection_owner(ART + 1), reserved(Charlie)), (Some(id(Charlie)), COLLECTION));
	});
}

#[test]
fn issuer_admin_and_freezer_can_be_three_people() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		let team = Call::set_team {
			collection: ART,
			issuer: Some(address(Charlie)),
			admin: Some(address(Dave)),
			freezer: Some(address(Eve)),
		};
		assert_ok!(submit(Bob, team));
		let describe = Call::set_metadata { collection: ART, item: VASE, data: BoundedVec::new() };
		let lock = Call::lock_item_transfer { collection: ART, item: VASE };
		let make = Call::mint { collection: ART, item: 1, mint_to: address(Bob), witness_data: None };
		for (call, allowed) in [(make, Charlie), (describe, Dave), (lock, Eve)] {
			for other in [Bob, Charlie, Dave, Eve].into_iter().filter(|who| *who != allowed) {
				assert_eq!(submit(other, call.clone()), error(Error::NoPermission), "{other:?}: {call:?}");
			}
			assert_ok!(submit(allowed, call));
		}
	});
}

#[test]
fn it_is_handed_over_with_its_deposit_to_somebody_who_wants_it() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		let give = || Call::transfer_ownership { collection: ART, new_owner: address(Dave) };
		assert_eq!(submit(Bob, give()), error(Error::Unaccepted));
		assert_ok!(submit(Dave, Call::set_accept_ownership { maybe_collection: Some(ART) }));
		assert_eq!(submit(Charlie, give()), error(Error::NoPermission));
		assert_ok!(submit(Bob, give()));
		assert_eq!(Nfts::collection_owner(ART), Some(id(Dave)));
		// The item's deposit stays with who has minted it.
		assert_eq!((reserved(Bob), reserved(Dave)), (ITEM, COLLECTION));
	});
}

/// Makes a block in which `who` tries to destroy the collection. However small that is, the attempt weighs as much as
/// if there were a thousand items: a third of a block.
fn destroy(chain: &mut Chain, who: Sr25519Keyring, attributes: u32) -> DispatchResult {
	let witness = DestroyWitness { item_metadatas: 0, item_configs: 0, attributes };
	chain.block(0, || submit(who, Call::destroy { collection: ART, witness }))
}

#[test]
fn a_destroyed_collection_gives_every_deposit_back_to_whoever_left_it() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		let text = || BoundedVec::truncate_from(b"0123456789".to_vec());
		let key = || BoundedVec::truncate_from(b"kind".to_vec());
		assert_ok!(submit(Bob, Call::set_collection_metadata { collection: ART, data: text() }));
		assert_ok!(submit(Bob, Call::set_metadata { collection: ART, item: VASE, data: text() }));
		let set = |namespace| Call::set_attribute {
			collection: ART,
			maybe_item: Some(VASE),
			namespace,
			key: key(),
			value: BoundedVec::truncate_from(b"porcelain".to_vec()),
		};
		assert_ok!(submit(Bob, set(AttributeNamespace::CollectionOwner)));
		assert_ok!(submit(Charlie, set(AttributeNamespace::ItemOwner)));
		let described = 2 * (deposit(1, 20) + deposit(0, 10));
		let attribute = deposit(1, 20) + deposit(0, 4 + 9);
		assert_eq!(reserved(Bob), COLLECTION + ITEM + described + attribute);
		assert_eq!(reserved(Charlie), attribute);
	});

	assert_eq!(destroy(&mut chain, Bob, 2), error(Error::CollectionNotEmpty));
	chain.block(0, || {
		assert_ok!(submit(Charlie, Call::burn { collection: ART, item: VASE }));
	});
	assert_eq!(destroy(&mut chain, Charlie, 2), error(Error::NoPermission));
	assert_eq!(
		destroy(&mut chain, Bob, 1),
		error(Error::BadWitness),
		"two attributes have outlived the item"
	);
	assert_ok!(destroy(&mut chain, Bob, 2));

	chain.block(0, || {
		assert_eq!((reserved(Bob), reserved(Charlie)), (0, 0));
		assert!(!pallet_nfts::Collection::<Runtime>::contains_key(ART));
		assert_eq!(mint(Bob, VASE, Charlie), error(Error::NoConfig));
		assert_eq!(transfer(Charlie, VASE, Dave), error(Error::UnknownCollection));
	});
}
