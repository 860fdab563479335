// SPDX-License-Identifier: Apache-2.0

//! Metadata (`tokenURI` of ERC-721) and attributes, and what the runtime API says of them.

use super::{chain_with_vase, error, Call, Error, ART, COLLECTION, ITEM, VASE};
use crate::{
	configs::nfts::ItemId,
	tests::{
		chain::submit,
		people::{address, id, reserved},
	},
	units::deposit,
	AccountId, Runtime,
};
use frame_support::{assert_ok, traits::Get, BoundedVec};
use pallet_nfts::{AttributeNamespace, CancelAttributesApprovalWitness};
use pallet_nfts_runtime_api::runtime_decl_for_nfts_api::NftsApi;
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave, Eve};

fn bytes<Limit: Get<u32>>(text: &str) -> BoundedVec<u8, Limit> {
	BoundedVec::truncate_from(text.into())
}

fn set(maybe_item: Option<ItemId>, namespace: AttributeNamespace<AccountId>, key: &str, value: &str) -> Call {
	Call::set_attribute { collection: ART, maybe_item, namespace, key: bytes(key), value: bytes(value) }
}

fn clear(maybe_item: Option<ItemId>, namespace: AttributeNamespace<AccountId>, key: &str) -> Call {
	Call::clear_attribute { collection: ART, maybe_item, namespace, key: bytes(key) }
}

#[test]
fn the_api_names_the_owners() {
	let mut chain = chain_with_vase();
	chain.read(|| {
		assert_eq!(Runtime::owner(ART, VASE), Some(id(Charlie)));
		assert_eq!(Runtime::owner(ART, VASE + 1), None);
		assert_eq!(Runtime::collection_owner(ART), Some(id(Bob)));
		assert_eq!(Runtime::collection_owner(ART + 1), None);
	});
}

#[test]
fn the_admin_says_where_the_description_is_and_the_owner_of_the_collection_pays_for_it() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		let describe = |text| Call::set_metadata { collection: ART, item: VASE, data: bytes(text) };
		assert_eq!(submit(Charlie, describe("mine")), error(Error::NoPermission));
		assert_ok!(submit(Bob, describe("ipfs://vase")));
		// The empty key stands for it.
		assert_eq!(Runtime::attribute(ART, VASE, vec![]), Some(b"ipfs://vase".to_vec()));
		assert_eq!(reserved(Bob), COLLECTION + ITEM + deposit(1, 20) + deposit(0, 11));

		assert_ok!(submit(Bob, Call::clear_metadata { collection: ART, item: VASE }));
		assert_eq!(Runtime::attribute(ART, VASE, vec![]), None);
		assert_eq!(reserved(Bob), COLLECTION + ITEM);
	});
}

#[test]
fn the_admin_describes_item_and_collection_by_attributes() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		let of_collection = AttributeNamespace::CollectionOwner;
		assert_eq!(
			submit(Charlie, set(Some(VASE), of_collection.clone(), "kind", "lead")),
			error(Error::NoPermission)
		);
		assert_ok!(submit(Bob, set(Some(VASE), of_collection.clone(), "kind", "porcelain")));
		assert_ok!(submit(Bob, set(None, of_collection.clone(), "era", "Ming")));
		assert_eq!(Runtime::attribute(ART, VASE, b"kind".to_vec()), Some(b"porcelain".to_vec()));
		assert_eq!(Runtime::collection_attribute(ART, b"era".to_vec()), Some(b"Ming".to_vec()));
		assert_eq!(reserved(Bob), COLLECTION + ITEM + 2 * deposit(1, 20) + deposit(0, 4 + 9 + 3 + 4));

		assert_ok!(submit(Bob, clear(Some(VASE), of_collection.clone(), "kind")));
		assert_ok!(submit(Bob, clear(None, of_collection, "era")));
		assert_eq!(Runtime::attribute(ART, VASE, b"kind".to_vec()), None);
		assert_eq!(Runtime::collection_attribute(ART, b"era".to_vec()), None);
		assert_eq!(reserved(Bob), COLLECTION + ITEM);
	});
}

#[test]
fn the_owner_of_an_item_writes_attributes_of_his_own() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		let own = AttributeNamespace::ItemOwner;
		assert_eq!(submit(Bob, set(Some(VASE), own.clone(), "note", "Bob's")), error(Error::NoPermission));
		assert_ok!(submit(Charlie, set(Some(VASE), own.clone(), "note", "a gift")));
		assert_eq!(reserved(Charlie), deposit(1, 20) + deposit(0, 4 + 6));
		let note = |who| Runtime::custom_attribute(id(who), ART, VASE, b"note".to_vec());
		assert_eq!((note(Charlie), note(Bob)), (Some(b"a gift".to_vec()), None));
		assert_eq!(Runtime::attribute(ART, VASE, b"note".to_vec()), None, "the admin has not said so");
		assert_eq!(Runtime::system_attribute(ART, Some(VASE), b"note".to_vec()), None, "nor has the chain");

		assert_ok!(submit(Charlie, clear(Some(VASE), own, "note")));
		assert_eq!((note(Charlie), reserved(Charlie)), (None, 0));
	});
}

#[test]
fn an_account_that_the_owner_trusts_writes_attributes_too_until_he_trusts_it_no_more() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		let daves = || AttributeNamespace::Account(id(Dave));
		let write = || set(Some(VASE), daves(), "grade", "A");
		assert_eq!(submit(Dave, write()), error(Error::NoPermission));
		let trust = Call::approve_item_attributes { collection: ART, item: VASE, delegate: address(Dave) };
		assert_eq!(submit(Bob, trust.clone()), error(Error::NoPermission));
		assert_ok!(submit(Charlie, trust));
		assert_eq!(submit(Eve, write()), error(Error::NoPermission));
		assert_ok!(submit(Dave, write()));
		let grade = || Runtime::custom_attribute(id(Dave), ART, VASE, b"grade".to_vec());
		assert_eq!(grade(), Some(b"A".to_vec()));
		assert_eq!(reserved(Dave), deposit(1, 20) + deposit(0, 5 + 1));

		let end = |account_attributes| Call::cancel_item_attributes_approval {
			collection: ART,
			item: VASE,
			delegate: address(Dave),
			witness: CancelAttributesApprovalWitness { account_attributes },
		};
		assert_eq!(submit(Charlie, end(0)), error(Error::BadWitness));
		assert_ok!(submit(Charlie, end(1)));
		assert_eq!((grade(), reserved(Dave)), (None, 0));
	});
}
