// SPDX-License-Identifier: Apache-2.0

//! `approve`, `allowance` and `transferFrom` of ERC-20.
//!
//! One thing differs: a second approval adds to the first instead of replacing it, so that changing an allowance is
//! no race against its being spent. Cancelling it first is how it is replaced.

use super::{chain_with_gold, gold, transfer, Call, Error, GOLD, SUPPLY};
use crate::{
	tests::{
		chain::submit,
		people::{address, id, reserved},
	},
	units::{deposit, CRN},
	AccountId, Assets, Balance,
};
use frame_support::{assert_ok, traits::fungibles::approvals};
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave};

/// The deposit of Bob's asset, which he has anyway.
const ASSET: Balance = CRN;

/// What an allowance takes as a deposit.
const ALLOWANCE: Balance = deposit(1, 96);

fn allowance() -> Balance {
	<Assets as approvals::Inspect<AccountId>>::allowance(GOLD, &id(Bob), &id(Charlie))
}

fn approve(amount: Balance) -> Call {
	Call::approve_transfer { id: GOLD.into(), delegate: address(Charlie), amount }
}

/// Bob's units go to Dave, by Charlie's hand.
fn transfer_from(amount: Balance) -> Call {
	Call::transfer_approved { id: GOLD.into(), owner: address(Bob), destination: address(Dave), amount }
}

#[test]
fn a_delegate_spends_up_to_the_allowance_and_the_deposit_comes_back_with_the_last_of_it() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(submit(Bob, approve(100)));
		assert_eq!((allowance(), reserved(Bob)), (100, ASSET + ALLOWANCE));

		assert_ok!(submit(Charlie, transfer_from(60)));
		assert_eq!((gold(Bob), gold(Charlie), gold(Dave)), (SUPPLY - 60, 0, 60));
		assert_eq!((allowance(), reserved(Bob)), (40, ASSET + ALLOWANCE));

		assert_eq!(submit(Charlie, transfer_from(41)), Err(Error::Unapproved.into()));
		assert_ok!(submit(Charlie, transfer_from(40)));
		assert_eq!((gold(Bob), gold(Dave)), (SUPPLY - 100, 100));
		assert_eq!((allowance(), reserved(Bob)), (0, ASSET));
		assert_eq!(submit(Charlie, transfer_from(1)), Err(Error::Unapproved.into()));
	});
}

#[test]
fn nobody_else_spends_it() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(submit(Bob, approve(100)));
		assert_eq!(submit(Dave, transfer_from(50)), Err(Error::Unapproved.into()));
		assert_eq!((gold(Bob), allowance()), (SUPPLY, 100));
	});
}

#[test]
fn a_cancelled_allowance_is_worth_nothing_and_its_deposit_comes_back() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(submit(Bob, approve(100)));
		assert_ok!(submit(Bob, Call::cancel_approval { id: GOLD.into(), delegate: address(Charlie) }));
		assert_eq!((allowance(), reserved(Bob)), (0, ASSET));
		assert_eq!(submit(Charlie, transfer_from(1)), Err(Error::Unapproved.into()));
	});
}

#[test]
fn a_second_approval_adds_to_the_first() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(submit(Bob, approve(100)));
		assert_ok!(submit(Bob, approve(50)));
		assert_eq!((allowance(), reserved(Bob)), (150, ASSET + ALLOWANCE), "one deposit for both");
	});
}

#[test]
fn an_allowance_is_no_promise_that_the_units_are_there() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(submit(Bob, approve(100)));
		assert_ok!(submit(Bob, transfer(Dave, SUPPLY - 50)));
		assert_eq!(submit(Charlie, transfer_from(100)), Err(Error::BalanceLow.into()));
		assert_eq!((allowance(), gold(Bob)), (100, 50), "a transfer that fails spends nothing");
	});
}
