// SPDX-License-Identifier: Apache-2.0

//! `approve` and `transferFrom` of ERC-721.
//!
//! An approval is for one item; several accounts may have one, and it may have a deadline. For `setApprovalForAll`
//! the nearest is a proxy of the kind `Assets`, which acts for its owner in this and the other pallets of assets.

use super::{chain_with_vase, error, owner, transfer, Call, Error, ART, VASE};
use crate::tests::{
	chain::submit,
	people::{address, run_to_block},
};
use frame_support::assert_ok;
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie, Dave, Eve};

fn approve(delegate: Sr25519Keyring, maybe_deadline: Option<u32>) -> Call {
	Call::approve_transfer { collection: ART, item: VASE, delegate: address(delegate), maybe_deadline }
}

fn cancel(delegate: Sr25519Keyring) -> Call {
	Call::cancel_approval { collection: ART, item: VASE, delegate: address(delegate) }
}

#[test]
fn a_delegate_passes_the_item_on_once() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		assert_eq!(submit(Dave, approve(Dave, None)), error(Error::NoPermission));
		assert_ok!(submit(Charlie, approve(Dave, None)));
		assert_eq!(transfer(Eve, VASE, Eve), error(Error::NoPermission));
		assert_ok!(transfer(Dave, VASE, Eve));
		assert_eq!(owner(VASE), Some(Eve));
		assert_eq!(transfer(Dave, VASE, Dave), error(Error::NoPermission), "it was Charlie's approval");
	});
}

#[test]
fn an_approval_ends_when_the_owner_passes_the_item_on_himself() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		assert_ok!(submit(Charlie, approve(Dave, None)));
		assert_ok!(transfer(Charlie, VASE, Eve));
		assert_eq!(transfer(Dave, VASE, Dave), error(Error::NoPermission));
		assert_eq!(owner(VASE), Some(Eve));
	});
}

#[test]
fn a_cancelled_approval_is_worth_nothing() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		assert_ok!(submit(Charlie, approve(Dave, None)));
		assert_eq!(submit(Eve, cancel(Dave)), error(Error::NoPermission));
		assert_ok!(submit(Charlie, cancel(Dave)));
		assert_eq!(transfer(Dave, VASE, Dave), error(Error::NoPermission));
		assert_eq!(submit(Charlie, cancel(Dave)), error(Error::NotDelegate));
	});
}

#[test]
fn all_approvals_are_cancelled_at_once() {
	let mut chain = chain_with_vase();
	chain.block(0, || {
		assert_ok!(submit(Charlie, approve(Dave, None)));
		assert_ok!(submit(Charlie, approve(Eve, None)));
		assert_ok!(submit(Charlie, Call::clear_all_transfer_approvals { collection: ART, item: VASE }));
		for delegate in [Dave, Eve] {
			assert_eq!(transfer(delegate, VASE, Bob), error(Error::NoPermission));
		}
	});
}

#[test]
fn an_approval_ends_with_its_deadline() {
	let mut chain = chain_with_vase();
	// Given in block 3, good for two blocks: until block 5.
	chain.block(0, || {
		assert_ok!(submit(Charlie, approve(Dave, Some(2))));
	});
	run_to_block(&mut chain, 4);
	chain.block(0, || {
		assert_ok!(transfer(Dave, VASE, Charlie));
		assert_ok!(submit(Charlie, approve(Dave, Some(0))));
	});
	chain.block(0, || {
		assert_eq!(transfer(Dave, VASE, Dave), error(Error::ApprovalExpired));
		assert_eq!(owner(VASE), Some(Charlie));
		assert_ok!(submit(Eve, cancel(Dave)));
	});
}
