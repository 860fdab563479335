// SPDX-License-Identifier: Apache-2.0

//! Items for sale.
//!
//! ERC-721 has no trade; ERC-2981 names royalties, and leaves it to the market to pay them. The same holds here: the
//! chain exchanges item and price in one step, and takes nothing off for the creator. The nearest to royalties is a
//! tip to the creator: a market puts purchase and tip into one batch, and an event ties the tip to the item. Where
//! the first sale is what matters, a price for minting goes to the collection's owner.

use super::{chain_with_vase, error, owner, transfer, Call, Error, ART, VASE};
use crate::{
	tests::{
		chain::{free, submit},
		people::{address, id, last_event},
	},
	units::CRN,
	Balance, RuntimeEvent,
};
use frame_support::{assert_ok, BoundedVec};
use pallet_nfts::{Event, ItemTip};
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie, Dave, Eve};

const PRICE: Balance = 8 * CRN;

fn offer(price: Option<Balance>, whitelisted_buyer: Option<Sr25519Keyring>) -> Call {
	let whitelisted_buyer = whitelisted_buyer.map(address);
	Call::set_price { collection: ART, item: VASE, price, whitelisted_buyer }
}

fn buy(bid_price: Balance) -> Call {
	Call::buy_item { collection: ART, item: VASE, bid_price }
}

#[test]
fn item_and_price_change_hands_in_one_step() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		assert_eq!(submit(Dave, buy(PRICE)), error(Error::NotForSale));
		assert_eq!(submit(Bob, offer(Some(PRICE), None)), error(Error::NoPermission));
		assert_ok!(submit(Charlie, offer(Some(PRICE), None)));
		assert_eq!(submit(Dave, buy(PRICE - 1)), error(Error::BidTooLow));
		assert_eq!(submit(Charlie, buy(PRICE)), error(Error::NoPermission), "it is his already");

		let (seller, buyer) = (free(Charlie), free(Dave));
		assert_ok!(submit(Dave, buy(PRICE + CRN)));
		assert_eq!(owner(VASE), Some(Dave));
		assert_eq!(free(Charlie), seller + PRICE, "the price, not the bid");
		let paid = buyer - free(Dave);
		assert!(paid > PRICE && paid < PRICE + CRN / 100, "price and fee, which is not {paid}");
		assert_eq!(submit(Eve, buy(PRICE)), error(Error::NotForSale), "the new owner has not offered it");
	});
}

#[test]
fn an_offer_can_be_for_one_buyer() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		assert_ok!(submit(Charlie, offer(Some(PRICE), Some(Eve))));
		assert_eq!(submit(Dave, buy(PRICE)), error(Error::NoPermission));
		assert_ok!(submit(Eve, buy(PRICE)));
		assert_eq!(owner(VASE), Some(Eve));
	});
}

#[test]
fn an_offer_ends_when_it_is_taken_back_or_the_item_passed_on() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		assert_ok!(submit(Charlie, offer(Some(PRICE), None)));
		assert_ok!(submit(Charlie, offer(None, None)));
		assert_eq!(submit(Dave, buy(PRICE)), error(Error::NotForSale));

		assert_ok!(submit(Charlie, offer(Some(PRICE), None)));
		assert_ok!(transfer(Charlie, VASE, Eve));
		assert_eq!(submit(Dave, buy(PRICE)), error(Error::NotForSale));
		assert_eq!(owner(VASE), Some(Eve));
	});
}

#[test]
fn a_purchase_and_the_creators_tip_go_together_or_not_at_all() {
	let mut chain = chain_with_vase();
	let with_tip = |bid| {
		let tip = ItemTip { collection: ART, item: VASE, receiver: id(Bob), amount: PRICE / 10 };
		let pay = Call::pay_tips { tips: BoundedVec::truncate_from(vec![tip]) };
		pallet_utility::Call::batch_all { calls: vec![pay.into(), buy(bid).into()] }
	};
	chain.block(0, || {
		assert_ok!(submit(Charlie, offer(Some(PRICE), None)));
		let (creator, seller) = (free(Bob), free(Charlie));
		assert_eq!(submit(Dave, with_tip(PRICE - 1)), error(Error::BidTooLow));
		assert_eq!((free(Bob), owner(VASE)), (creator, Some(Charlie)));

		assert_ok!(submit(Dave, with_tip(PRICE)));
		assert_eq!((free(Bob), free(Charlie)), (creator + PRICE / 10, seller + PRICE));
		assert_eq!(owner(VASE), Some(Dave));
		let tipped = last_event(|event| match event {
			RuntimeEvent::Nfts(Event::TipSent { collection, item, sender, receiver, amount }) => {
				Some((collection, item, sender, receiver, amount))
			}
			_ => None,
		});
		assert_eq!(tipped, (ART, VASE, id(Dave), id(Bob), PRICE / 10));
	});
}
