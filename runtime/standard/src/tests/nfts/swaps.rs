// SPDX-License-Identifier: Apache-2.0

//! One item for another, in one step, with or without a sum on top.

use super::{chain_with_vase, error, mint, owner, transfer, Call, Error, ART, VASE};
use crate::{
	configs::nfts::ItemId,
	tests::{
		chain::{free, submit, Chain},
		people::run_to_block,
	},
	units::CRN,
	Balance,
};
use frame_support::assert_ok;
use pallet_nfts::{PriceDirection, PriceWithDirection};
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave, Eve};

/// An item which is Dave's.
const LAMP: ItemId = 43;

type Price = Option<PriceWithDirection<Balance>>;

/// What the one who offers asks for on top.
fn on_top(amount: Balance) -> Price {
	Some(PriceWithDirection { amount, direction: PriceDirection::Receive })
}

/// The vase for the lamp, for two blocks.
fn offer(maybe_price: Price) -> Call {
	Call::create_swap {
		offered_collection: ART,
		offered_item: VASE,
		desired_collection: ART,
		maybe_desired_item: Some(LAMP),
		maybe_price,
		duration: 2,
	}
}

fn accept(send_item: ItemId, witness_price: Price) -> Call {
	Call::claim_swap {
		send_collection: ART,
		send_item,
		receive_collection: ART,
		receive_item: VASE,
		witness_price,
	}
}

fn chain_with_lamp() -> Chain {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		assert_ok!(mint(Bob, LAMP, Dave));
		assert_ok!(mint(Bob, LAMP + 1, Dave));
	});
	chain
}

#[test]
fn two_items_change_hands_at_once() {
	let mut chain = chain_with_lamp();
	chain.block(0, || {
		assert_eq!(submit(Dave, accept(LAMP, None)), error(Error::UnknownSwap));
		assert_eq!(submit(Dave, offer(None)), error(Error::NoPermission), "the vase is not Dave's to offer");
		assert_ok!(submit(Charlie, offer(None)));
		assert_eq!(submit(Eve, accept(LAMP, None)), error(Error::NoPermission));
		assert_eq!(submit(Dave, accept(LAMP + 1, None)), error(Error::UnknownSwap), "another lamp won't do");
		assert_ok!(submit(Dave, accept(LAMP, None)));
		assert_eq!((owner(VASE), owner(LAMP)), (Some(Dave), Some(Charlie)));
	});
}

#[test]
fn a_sum_on_top_is_paid_with_the_swap_by_somebody_who_has_seen_it() {
	let mut chain = chain_with_lamp();
	chain.block(0, || {
		assert_ok!(submit(Charlie, offer(on_top(3 * CRN))));
		assert_eq!(submit(Dave, accept(LAMP, None)), error(Error::UnknownSwap));
		assert_eq!(submit(Dave, accept(LAMP, on_top(2 * CRN))), error(Error::UnknownSwap));

		let (charlie, dave) = (free(Charlie), free(Dave));
		assert_ok!(submit(Dave, accept(LAMP, on_top(3 * CRN))));
		assert_eq!((owner(VASE), owner(LAMP)), (Some(Dave), Some(Charlie)));
		assert_eq!(free(Charlie), charlie + 3 * CRN);
		let paid = dave - free(Dave);
		assert!(paid > 3 * CRN && paid < 3 * CRN + CRN / 100);
	});
}

#[test]
fn an_offer_ends_by_itself_or_by_its_owner_or_with_his_ownership() {
	let mut chain = chain_with_lamp();
	chain.block(0, || {
		assert_ok!(submit(Charlie, offer(None)));
		let cancel = || Call::cancel_swap { offered_collection: ART, offered_item: VASE };
		assert_eq!(submit(Dave, cancel()), error(Error::NoPermission));
		assert_ok!(submit(Charlie, cancel()));
		assert_eq!(submit(Dave, accept(LAMP, None)), error(Error::UnknownSwap));

		assert_ok!(submit(Charlie, offer(None)));
		assert_ok!(transfer(Charlie, VASE, Eve));
		assert_eq!(submit(Dave, accept(LAMP, None)), error(Error::UnknownSwap));
		assert_ok!(transfer(Eve, VASE, Charlie));
		// Made in block 4, good until block 6.
		assert_ok!(submit(Charlie, offer(None)));
	});
	run_to_block(&mut chain, 6);
	chain.block(0, || {
		assert_eq!(submit(Dave, accept(LAMP, None)), error(Error::DeadlineExpired));
		assert_eq!((owner(VASE), owner(LAMP)), (Some(Charlie), Some(Dave)));
	});
}
