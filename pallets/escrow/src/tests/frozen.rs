// SPDX-License-Identifier: Apache-2.0

//! Freezes cover money on hold. Nobody gets out of a freeze, or out of a payment, by that.

use crate::{mock::*, Party, Payments, Split, State};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::TokenError;

#[test]
fn frozen_money_cannot_be_put_in_escrow() {
	genesis().execute_with(|| {
		freeze(PAYER, FUNDS - 1_000);
		assert_noop!(call(PAYER, new_payment(NATIVE, &[1_001])), Error::NotEnoughFree);
		assert_ok!(call(PAYER, new_payment(NATIVE, &[1_000])));
		run_to(11);
		assert_eq!(free(NATIVE, PAYER), FUNDS - 1_000, "what is frozen is there");
		assert_nothing_is_left();
	});
}

#[test]
fn money_in_escrow_does_not_count_towards_what_is_frozen() {
	genesis().execute_with(|| {
		// Half is frozen. With the other half on hold, the holds could seem to cover it.
		freeze(PAYER, FUNDS / 2);
		assert_ok!(call(PAYER, new_payment(NATIVE, &[FUNDS / 2])));
		assert_noop!(call(PAYER, new_payment(NATIVE, &[MIN_BALANCE])), Error::NotEnoughFree);
		let (offered, asked) = (sum(NATIVE, 1), sum(COIN, 1));
		let swap = Call::offer_swap { taker: None, offered, asked, deadline: 11 };
		assert_noop!(call(PAYER, swap), Error::NotEnoughFree);
	});
}

#[test]
fn a_payer_who_freezes_its_money_delays_a_payment_but_does_not_escape_it() {
	genesis().execute_with(|| {
		let id = pay(NATIVE);
		freeze(PAYER, FUNDS);
		run_to(11);
		let owed = Split { payee: 1_000, arbiter: 0, payer: 0 };
		let payment = Payments::<Test>::get(id).expect("it could not be paid");
		assert_eq!(payment.state, State::Decided { owed, since: 11 });
		let error = TokenError::Frozen.into();
		assert!(events().contains(&Event::PaymentFailed { id, to: PAYEE, amount: 1_000, error }));

		// Nothing can be changed about it, and trying again does not help, yet.
		assert_noop!(release(PAYER, id, None), Error::AlreadyDecided);
		assert_noop!(refund(PAYEE, id, None), Error::AlreadyDecided);
		assert_noop!(propose(PAYER, id, 0), Error::AlreadyDecided);
		assert_noop!(accept(PAYEE, id, 0), Error::AlreadyDecided);
		assert_noop!(dispute(PAYER, id), Error::AlreadyDecided);
		assert_noop!(waive(PAYER, id), Error::NothingOwed);
		run_to(11 + GRACE - 1);
		assert_noop!(expire(PAYEE, id), TokenError::Frozen);

		run_to(11 + GRACE);
		assert_ok!(expire(PAYEE, id));
		assert_eq!(free(NATIVE, PAYEE), FUNDS + 1_000);
		assert_nothing_is_left();
	});
}

#[test]
fn a_freeze_that_ends_lets_the_payment_through_at_once() {
	genesis().execute_with(|| {
		let id = pay(NATIVE);
		freeze(PAYER, FUNDS);
		run_to(11);
		freeze(PAYER, FUNDS - 1_000);
		assert_ok!(expire(OTHER, id));
		assert_eq!(free(NATIVE, PAYEE), FUNDS + 1_000);
		assert_nothing_is_left();
	});
}

#[test]
fn a_freeze_does_not_keep_an_arbiter_from_deciding() {
	genesis().execute_with(|| {
		let id = pay(NATIVE);
		assert_ok!(dispute(PAYER, id));
		freeze(PAYER, FUNDS);
		assert_ok!(resolve(ARBITER, id, 50));
		// The payer has its part back, and owes the others theirs.
		let owed = Split { payee: 475, arbiter: 50, payer: 0 };
		let payment = Payments::<Test>::get(id).expect("not all could be paid");
		assert_eq!(payment.state, State::Decided { owed, since: 1 });
		assert_eq!(payment.paid, Split { payee: 0, arbiter: 0, payer: 475 });
		assert_eq!(payment.held(), 525);

		run_to(1 + GRACE);
		assert_ok!(expire(OTHER, id));
		assert_eq!(free(NATIVE, ARBITER), FUNDS + 50);
		assert_eq!(free(NATIVE, PAYEE), FUNDS + 475);
		assert_nothing_is_left();
	});
}

#[test]
fn a_payer_whose_money_is_frozen_cannot_release_but_can_be_refunded() {
	genesis().execute_with(|| {
		let id = create(NATIVE, 11, Party::Payee, None);
		freeze(PAYER, FUNDS);
		assert_noop!(release(PAYER, id, None), TokenError::Frozen);
		assert_ok!(refund(PAYEE, id, None));
		assert_eq!(free(NATIVE, PAYER), FUNDS);
		assert_nothing_is_left();
	});
}
