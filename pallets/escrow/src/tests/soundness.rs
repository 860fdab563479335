// SPDX-License-Identifier: Apache-2.0

//! The invariants notice what they are there for, and the configuration is checked.

use crate::{mock::*, Agenda, EscrowsOf, HoldReason, NextId, Payments, Swaps};
use frame_support::{
	assert_ok,
	traits::{fungibles::MutateHold, tokens::Precision, GetStorageVersion, Hooks, StorageVersion},
};

/// Does this to a sound state, and expects the invariants to say so.
fn broken(what: &str, how: impl FnOnce(u64, u64)) {
	genesis().execute_with(|| {
		let (payment, swap) = (pay(COIN), offer(None));
		Escrow::do_try_state().expect("the state is sound");
		how(payment, swap);
		let error = Escrow::do_try_state().expect_err(what);
		assert_eq!(
			error,
			sp_runtime::TryRuntimeError::Other(Box::leak(format!("escrow: {what}").into_boxed_str()))
		);
	});
}

#[test]
fn the_invariants_hold_holds_against_records() {
	for (asset, reason) in [(COIN, HoldReason::Funds), (NATIVE, HoldReason::Deposit)] {
		broken("what is on hold is not what the records say", |_, _| {
			let reason = reason.into();
			assert_ok!(NativeAndAssetsHolds::release(asset, &reason, &PAYER, 1, Precision::Exact));
		});
	}
}

#[test]
fn the_invariants_hold_indexes_against_records() {
	broken("an escrow is missing in an index", |payment, _| EscrowsOf::<Test>::remove(ARBITER, payment));
	broken("an index has an escrow too many", |payment, _| EscrowsOf::<Test>::insert(OTHER, payment, ()));
}

#[test]
fn the_invariants_hold_the_agenda_against_records() {
	broken("an escrow is not on the agenda where it should be", |_, _| Agenda::<Test>::remove(11));
	broken("the agenda has an escrow too many", |_, swap| {
		Agenda::<Test>::mutate(12, |ids| ids.try_push(swap).expect("there is room"));
	});
}

#[test]
fn the_invariants_hold_numbers_against_records() {
	broken("a number in use is free", |_, _| NextId::<Test>::put(1));
	broken("a number is used twice", |payment, swap| {
		// With room for both, so that nothing else is wrong with it.
		let copy = Swaps::<Test>::take(swap).expect("it was just made");
		EscrowsOf::<Test>::remove(PAYER, swap);
		Agenda::<Test>::mutate(11, |ids| ids.retain(|id| *id == payment));
		Swaps::<Test>::insert(payment, copy);
		Agenda::<Test>::mutate(11, |ids| ids.try_push(payment).expect("there is room"));
	});
}

#[test]
fn the_invariants_notice_a_record_without_money() {
	broken("a record has no money", |_, swap| {
		Swaps::<Test>::mutate(swap, |swap| {
			swap.as_mut().expect("it was just made").offered.amount = 0;
		});
		let reason = HoldReason::Funds.into();
		assert_ok!(NativeAndAssetsHolds::release(COIN, &reason, &PAYER, 500, Precision::Exact));
	});
}

#[test]
fn a_deposit_that_is_no_longer_whole_does_not_keep_a_payment_alive() {
	genesis().execute_with(|| {
		let id = pay(COIN);
		let reason = HoldReason::Deposit.into();
		assert_ok!(NativeAndAssetsHolds::release(NATIVE, &reason, &PAYER, 1, Precision::Exact));
		assert_ok!(release(PAYER, id, None));
		assert!(Payments::<Test>::get(id).is_none());
		assert_nothing_is_left();
	});
}

#[test]
fn the_configuration_is_checked() {
	genesis().execute_with(|| {
		<Escrow as Hooks<u64>>::integrity_test();
		assert_eq!(Escrow::on_chain_storage_version(), StorageVersion::new(1));
	});
}
