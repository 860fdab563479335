// SPDX-License-Identifier: Apache-2.0

//! Collections, items and their parts.

use super::Make;
use crate::{
	configs::nfts::CollectionId,
	tests::people::{address, id},
	units::CRN,
	Runtime,
};
use frame_support::BoundedVec;
use pallet_nfts::{
	AttributeNamespace, CancelAttributesApprovalWitness, CollectionConfig, CollectionSettings,
	DestroyWitness, ItemTip, MintSettings, MintType, MintWitness, PriceDirection, PriceWithDirection,
};

type Nfts = pallet_nfts::Call<Runtime>;
type Fractions = pallet_nft_fractionalization::Call<Runtime>;

/// Items have the numbers 0 and 1, so that they meet.
fn item(number: u32) -> u32 {
	number % 2
}

/// What a collection says of itself to whoever destroys it.
fn witness(collection: CollectionId) -> DestroyWitness {
	pallet_nfts::Collection::<Runtime>::get(collection)
		.map(|details| details.destroy_witness())
		.unwrap_or(DestroyWitness { item_metadatas: 0, item_configs: 0, attributes: 0 })
}

fn text<Limit: frame_support::traits::Get<u32>>(length: u128) -> BoundedVec<u8, Limit> {
	BoundedVec::truncate_from(vec![b'x'; length as usize % 60])
}

pub(super) const CALLS: &[Make] = &[
	|d| {
		let mint_settings = MintSettings {
			mint_type: if d.flag { MintType::Public } else { MintType::Issuer },
			price: d.flag.then_some(d.amount % CRN),
			..Default::default()
		};
		let settings = CollectionSettings::all_enabled();
		let config = CollectionConfig { settings, max_supply: None, mint_settings };
		Nfts::create { admin: address(d.other), config }.into()
	},
	|d| {
		let witness_data = Some(MintWitness { owned_item: Some(0), mint_price: Some(d.amount) });
		let (item, mint_to) = (item(d.amount as u32), address(d.other));
		Nfts::mint { collection: d.number, item, mint_to, witness_data }.into()
	},
	|d| Nfts::burn { collection: d.number, item: item(d.amount as u32) }.into(),
	|d| Nfts::transfer { collection: d.number, item: item(d.amount as u32), dest: address(d.other) }.into(),
	|d| {
		let (delegate, maybe_deadline) = (address(d.other), d.flag.then_some(d.number));
		Nfts::approve_transfer { collection: 0, item: item(d.number), delegate, maybe_deadline }.into()
	},
	|d| Nfts::cancel_approval { collection: 0, item: item(d.number), delegate: address(d.other) }.into(),
	|d| {
		let data = text(d.amount);
		Nfts::set_metadata { collection: d.number, item: item(d.amount as u32), data }.into()
	},
	|d| Nfts::clear_metadata { collection: d.number, item: item(d.amount as u32) }.into(),
	|d| Nfts::set_collection_metadata { collection: d.number, data: text(d.amount) }.into(),
	|d| Nfts::clear_collection_metadata { collection: d.number }.into(),
	|d| {
		Nfts::set_attribute {
			collection: d.number,
			maybe_item: d.flag.then_some(item(d.amount as u32)),
			namespace: match d.amount % 3 {
				0 => AttributeNamespace::CollectionOwner,
				1 => AttributeNamespace::ItemOwner,
				_ => AttributeNamespace::Account(id(d.who)),
			},
			key: BoundedVec::truncate_from(vec![d.number as u8]),
			value: text(d.amount / 3),
		}
		.into()
	},
	|d| {
		Nfts::clear_attribute {
			collection: d.number,
			maybe_item: d.flag.then_some(item(d.amount as u32)),
			namespace: match d.amount % 3 {
				0 => AttributeNamespace::CollectionOwner,
				1 => AttributeNamespace::ItemOwner,
				_ => AttributeNamespace::Account(id(d.who)),
			},
			key: BoundedVec::truncate_from(vec![d.number as u8]),
		}
		.into()
	},
	|d| {
		let (item, delegate) = (item(d.amount as u32), address(d.other));
		Nfts::approve_item_attributes { collection: d.number, item, delegate }.into()
	},
	|d| {
		let (item, delegate) = (item(d.amount as u32), address(d.other));
		let witness = CancelAttributesApprovalWitness { account_attributes: d.number };
		Nfts::cancel_item_attributes_approval { collection: d.number, item, delegate, witness }.into()
	},
	|d| {
		let (price, whitelisted_buyer) = (Some(d.amount), d.flag.then_some(address(d.other)));
		Nfts::set_price { collection: 0, item: item(d.number), price, whitelisted_buyer }.into()
	},
	|d| Nfts::buy_item { collection: 0, item: item(d.number), bid_price: d.amount }.into(),
	|d| {
		let tip = ItemTip { collection: 0, item: d.number, receiver: id(d.other), amount: d.amount };
		Nfts::pay_tips { tips: BoundedVec::truncate_from(vec![tip]) }.into()
	},
	|d| {
		let direction = if d.flag { PriceDirection::Send } else { PriceDirection::Receive };
		Nfts::create_swap {
			offered_collection: 0,
			offered_item: item(d.number),
			desired_collection: d.number,
			maybe_desired_item: None,
			maybe_price: Some(PriceWithDirection { amount: d.amount, direction }),
			duration: 10,
		}
		.into()
	},
	|d| {
		let receive_item = item(d.number);
		let offer = pallet_nfts::PendingSwapOf::<Runtime>::get(0, receive_item);
		Nfts::claim_swap {
			send_collection: 0,
			send_item: 1 - receive_item,
			receive_collection: 0,
			receive_item,
			witness_price: offer.and_then(|offer| offer.price),
		}
		.into()
	},
	|d| Nfts::cancel_swap { offered_collection: 0, offered_item: item(d.number) }.into(),
	|d| Nfts::set_accept_ownership { maybe_collection: d.flag.then_some(d.number) }.into(),
	|d| Nfts::transfer_ownership { collection: d.number, new_owner: address(d.other) }.into(),
	|d| Nfts::lock_item_transfer { collection: d.number, item: item(d.amount as u32) }.into(),
	|d| Nfts::unlock_item_transfer { collection: d.number, item: item(d.amount as u32) }.into(),
	|d| {
		let (lock_metadata, lock_attributes) = (d.flag, d.number == 1);
		let item = item(d.amount as u32);
		Nfts::lock_item_properties { collection: d.number, item, lock_metadata, lock_attributes }.into()
	},
	|d| Nfts::redeposit { collection: d.number, items: vec![0, 1] }.into(),
	|d| Nfts::destroy { collection: d.number, witness: witness(d.number) }.into(),
	|d| {
		Fractions::fractionalize {
			nft_collection_id: d.number,
			nft_id: item(d.amount as u32),
			asset_id: 10 + d.number,
			beneficiary: address(d.other),
			fractions: d.amount,
		}
		.into()
	},
	|d| {
		Fractions::unify {
			nft_collection_id: d.number,
			nft_id: item(d.amount as u32),
			asset_id: 10 + d.number,
			beneficiary: address(d.other),
		}
		.into()
	},
];
