// SPDX-License-Identifier: Apache-2.0

//! Deposits: how much is held, and that all of it comes back.

use crate::{
	mock::{
		run, Balances, DepositBase, DepositPerByte, RuntimeHoldReason, RuntimeOrigin, Test, @Pascal@, ALICE, BOB,
		FUNDS, MAX_LENGTH,
	},
	HoldReason,
};
use frame_support::{
	assert_noop, assert_ok,
	traits::{
		fungible::{Inspect, InspectHold, MutateHold},
		tokens::{Fortitude, Precision},
	},
};
use proptest::{collection::vec, prelude::*};
use sp_runtime::ArithmeticError;

const REASON: RuntimeHoldReason = RuntimeHoldReason::@Pascal@(HoldReason::Record);

/// What is on hold of an account, for any reason.
fn held(who: u64) -> u64 {
	Balances::total_balance_on_hold(&who)
}

fn set(who: u64, text: &[u8]) {
	assert_ok!(@Pascal@::set(RuntimeOrigin::signed(who), text.to_vec()));
}

#[test]
fn each_byte_adds_to_the_deposit() {
	run(|| {
		set(ALICE, b"a");
		assert_eq!(held(ALICE), 102);
		set(BOB, b"four");
		assert_eq!(held(BOB), 108);
	});
}

#[test]
fn the_deposit_follows_the_length_of_the_text() {
	run(|| {
		set(ALICE, b"a longer text");
		assert_eq!(held(ALICE), 126);
		set(ALICE, b"short");
		assert_eq!(held(ALICE), 110);
		set(ALICE, b"a longer text");
		assert_eq!(held(ALICE), 126);
	});
}

#[test]
fn who_takes_a_text_off_has_all_of_the_deposit_back() {
	run(|| {
		set(ALICE, b"one");
		assert_ok!(@Pascal@::clear(RuntimeOrigin::signed(ALICE)));
		assert_eq!(held(ALICE), 0);
		assert_eq!(Balances::balance(&ALICE), FUNDS);
	});
}

#[test]
fn what_was_held_comes_back_after_the_price_has_changed() {
	run(|| {
		set(ALICE, b"one");
		set(BOB, b"two");
		DepositBase::set(7);
		assert_ok!(@Pascal@::clear(RuntimeOrigin::signed(ALICE)));
		assert_eq!((held(ALICE), Balances::balance(&ALICE)), (0, FUNDS));

		set(BOB, b"six");
		assert_eq!(held(BOB), 13, "another text is at the price of its day");
	});
}

#[test]
fn a_text_can_be_taken_off_though_its_deposit_is_gone() {
	run(|| {
		set(ALICE, b"one");
		let (precision, force) = (Precision::Exact, Fortitude::Force);
		assert_ok!(Balances::burn_held(&REASON, &ALICE, 106, precision, force));
		assert_ok!(@Pascal@::clear(RuntimeOrigin::signed(ALICE)));
		assert_eq!(Balances::total_balance(&ALICE), FUNDS - 106);
	});
}

#[test]
fn a_deposit_that_is_no_amount_is_refused() {
	run(|| {
		for (base, per_byte) in [(u64::MAX, 1), (0, u64::MAX)] {
			DepositBase::set(base);
			DepositPerByte::set(per_byte);
			let text = b"one".to_vec();
			assert_noop!(@Pascal@::set(RuntimeOrigin::signed(ALICE), text), ArithmeticError::Overflow);
		}
	});
}

/// One thing that somebody does: a text of so many bytes, or none.
fn deeds() -> impl Strategy<Value = Vec<(u64, Option<u32>)>> {
	let who = prop_oneof![Just(ALICE), Just(BOB)];
	vec((who, proptest::option::weighted(0.7, 0..=MAX_LENGTH + 1)), 1..40)
}

proptest! {
	#[test]
	fn whatever_is_done_deposits_fit_and_come_back(deeds in deeds(), prices in vec((0..2_000u64, 0..20u64), 1..4)) {
		run(|| {
			let issuance = Balances::total_issuance();
			for (turn, (who, length)) in deeds.into_iter().enumerate() {
				let (base, per_byte) = prices[turn % prices.len()];
				DepositBase::set(base);
				DepositPerByte::set(per_byte);
				// Much of it fails, and then changes nothing.
				let origin = RuntimeOrigin::signed(who);
				let _ = match length {
					Some(length) => @Pascal@::set(origin, vec![b'a'; length as usize]),
					None => @Pascal@::clear(origin),
				};
				@Pascal@::do_try_state().expect("the invariants hold");
			}
			for who in [ALICE, BOB] {
				let there = crate::Records::<Test>::contains_key(who);
				assert_eq!(@Pascal@::clear(RuntimeOrigin::signed(who)).is_ok(), there);
				assert_eq!((held(who), Balances::balance(&who)), (0, FUNDS));
			}
			assert_eq!(Balances::total_issuance(), issuance);
		});
	}
}
