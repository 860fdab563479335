// SPDX-License-Identifier: Apache-2.0

//! The calls: what they do, and what they refuse.

use super::text_of;
use crate::{
	mock::{run, RuntimeOrigin, System, Test, @Pascal@, ALICE, BOB, FUNDS, MAX_LENGTH},
	weights::SubstrateWeight,
	Error, Event, WeightInfo,
};
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use sp_runtime::{DispatchError, TokenError};

#[test]
fn an_account_puts_a_text_on_the_chain() {
	run(|| {
		assert_ok!(@Pascal@::set(RuntimeOrigin::signed(ALICE), b"one".to_vec()));
		assert_eq!(text_of(ALICE), Some(b"one".to_vec()));
		assert_eq!(text_of(BOB), None);
		System::assert_last_event(Event::RecordSet { who: ALICE, length: 3, deposit: 106 }.into());
	});
}

#[test]
fn a_text_replaces_the_one_before() {
	run(|| {
		assert_ok!(@Pascal@::set(RuntimeOrigin::signed(ALICE), b"one".to_vec()));
		assert_ok!(@Pascal@::set(RuntimeOrigin::signed(ALICE), b"another".to_vec()));
		assert_eq!(text_of(ALICE), Some(b"another".to_vec()));
		System::assert_last_event(Event::RecordSet { who: ALICE, length: 7, deposit: 114 }.into());
	});
}

#[test]
fn an_account_takes_its_text_off_the_chain() {
	run(|| {
		assert_ok!(@Pascal@::set(RuntimeOrigin::signed(ALICE), b"one".to_vec()));
		assert_ok!(@Pascal@::set(RuntimeOrigin::signed(BOB), b"two".to_vec()));
		assert_ok!(@Pascal@::clear(RuntimeOrigin::signed(ALICE)));
		assert_eq!(text_of(ALICE), None);
		assert_eq!(text_of(BOB), Some(b"two".to_vec()), "nobody else's");
		System::assert_last_event(Event::RecordCleared { who: ALICE, deposit: 106 }.into());
	});
}

#[test]
fn only_accounts_have_texts() {
	run(|| {
		for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(@Pascal@::set(origin.clone(), b"one".to_vec()), DispatchError::BadOrigin);
			assert_noop!(@Pascal@::clear(origin), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn an_empty_text_is_refused() {
	run(|| {
		assert_noop!(@Pascal@::set(RuntimeOrigin::signed(ALICE), vec![]), Error::<Test>::Empty);
	});
}

#[test]
fn a_text_that_is_too_long_is_refused() {
	run(|| {
		let longest = vec![b'a'; MAX_LENGTH as usize];
		let too_long = vec![b'a'; MAX_LENGTH as usize + 1];
		assert_noop!(@Pascal@::set(RuntimeOrigin::signed(ALICE), too_long), Error::<Test>::TooLong);
		assert_ok!(@Pascal@::set(RuntimeOrigin::signed(ALICE), longest));
	});
}

#[test]
fn where_there_is_no_text_none_can_be_taken_off() {
	run(|| {
		assert_noop!(@Pascal@::clear(RuntimeOrigin::signed(ALICE)), Error::<Test>::NoRecord);
		assert_ok!(@Pascal@::set(RuntimeOrigin::signed(ALICE), b"one".to_vec()));
		assert_ok!(@Pascal@::clear(RuntimeOrigin::signed(ALICE)));
		assert_noop!(@Pascal@::clear(RuntimeOrigin::signed(ALICE)), Error::<Test>::NoRecord);
	});
}

#[test]
fn who_cannot_pay_the_deposit_is_refused() {
	run(|| {
		crate::mock::DepositBase::set(FUNDS);
		assert_noop!(
			@Pascal@::set(RuntimeOrigin::signed(ALICE), b"one".to_vec()),
			TokenError::FundsUnavailable
		);
	});
}

#[test]
fn each_byte_of_a_text_adds_to_what_the_call_costs() {
	type Weights = SubstrateWeight<Test>;
	let set = crate::Call::<Test>::set { text: vec![b'a'; 40] };
	assert_eq!(set.get_dispatch_info().call_weight, Weights::set(40));
	assert!(Weights::set(41).all_gte(Weights::set(40)) && Weights::set(41) != Weights::set(40));
	assert_eq!(crate::Call::<Test>::clear {}.get_dispatch_info().call_weight, Weights::clear());
}
