// SPDX-License-Identifier: Apache-2.0

//! Payments that cannot be made: nobody gains by it, and nothing is stranded.

use crate::{mock::*, Arbitration, Party, Payments, Split, State};
use frame_support::{assert_noop, assert_ok, traits::ReservableCurrency};
use sp_runtime::TokenError;

/// What is still owed.
fn owed(id: u64) -> Split<u128> {
	match Payments::<Test>::get(id).expect("it is not over").state {
		State::Decided { owed, .. } => owed,
		state => panic!("it is not decided: {state:?}"),
	}
}

#[test]
fn who_has_a_payment_fail_does_not_get_the_money() {
	genesis().execute_with(|| {
		// The payer may be in league with the issuer.
		let id = pay(COIN);
		block_account(1, PAYEE);
		run_to(11);
		assert_eq!(owed(id), Split { payee: 1_000, arbiter: 0, payer: 0 });
		assert_eq!(in_escrow(COIN, PAYER), 1_000);
		run_to(11 + 10 * GRACE);
		assert_noop!(expire(PAYER, id), TokenError::CannotCreate);
		assert_eq!(owed(id), Split { payee: 1_000, arbiter: 0, payer: 0 });

		unblock_account(1, PAYEE);
		assert_ok!(expire(OTHER, id));
		assert_eq!(free(COIN, PAYEE), FUNDS + 1_000);
		assert_nothing_is_left();
	});
}

#[test]
fn a_payer_who_cannot_have_its_money_back_keeps_it_on_hold() {
	genesis().execute_with(|| {
		let id = create(COIN, 11, Party::Payer, None);
		block_account(1, PAYER);
		assert_noop!(refund(PAYEE, id, None), TokenError::CannotCreate);
		run_to(11);
		assert_eq!(owed(id), Split { payee: 0, arbiter: 0, payer: 1_000 });
		unblock_account(1, PAYER);
		assert_ok!(expire(OTHER, id));
		assert_eq!(free(COIN, PAYER), FUNDS);
		assert_nothing_is_left();
	});
}

#[test]
fn a_frozen_asset_waits_until_it_thaws() {
	genesis().execute_with(|| {
		let id = pay(COIN);
		assert_ok!(Assets::freeze_asset(by(ISSUER), 1));
		assert_noop!(release(PAYER, id, None), pallet_assets::Error::<Test>::AssetNotLive);
		run_to(11);
		assert_eq!(owed(id), Split { payee: 1_000, arbiter: 0, payer: 0 });
		assert_eq!(in_escrow(COIN, PAYER), 1_000, "an attempt that failed took nothing");
		assert_ok!(Assets::thaw_asset(by(ISSUER), 1));
		assert_ok!(expire(OTHER, id));
		assert_eq!(free(COIN, PAYEE), FUNDS + 1_000);
		assert_nothing_is_left();
	});
}

#[test]
fn an_asset_in_escrow_cannot_be_destroyed() {
	genesis().execute_with(|| {
		pay(COIN);
		assert_noop!(Assets::start_destroy(by(ISSUER), 1), pallet_assets::Error::<Test>::ContainsHolds);
		run_to(11);
		assert_ok!(Assets::start_destroy(by(ISSUER), 1));
	});
}

#[test]
fn one_who_cannot_be_paid_does_not_keep_the_others_from_it() {
	genesis().execute_with(|| {
		// The issuer holds no tickets, and the fee is too small to begin with.
		let arbitration = Arbitration { arbiter: ISSUER, ..arbitration() };
		let milestones = milestones(&[100]);
		let arbitration = Some(arbitration);
		let (asset, deadline, on_expiry) = (TICKET, 11, Party::Payer);
		let new = Call::create_payment { payee: PAYEE, asset, milestones, deadline, on_expiry, arbitration };
		assert_ok!(call(PAYER, new));
		assert_ok!(dispute(PAYEE, 0));
		assert_ok!(resolve(ISSUER, 0, 100));
		assert_eq!(free(TICKET, PAYEE), FUNDS + 95);
		assert_eq!(owed(0), Split { payee: 0, arbiter: 5, payer: 0 });
		assert_noop!(expire(ISSUER, 0), TokenError::CannotCreate);

		// With tickets of its own it can be paid.
		assert_ok!(Assets::transfer(by(OTHER), 2, ISSUER, MIN_BALANCE));
		assert_ok!(expire(OTHER, 0));
		assert_eq!(free(TICKET, ISSUER), MIN_BALANCE + 5);
		assert_nothing_is_left();
	});
}

#[test]
fn who_is_owed_something_may_waive_it() {
	genesis().execute_with(|| {
		let id = pay(COIN);
		assert_noop!(waive(PAYEE, id), Error::NothingOwed);
		assert_ok!(dispute(PAYEE, id));
		for who in [PAYEE, ARBITER] {
			block_account(1, who);
		}
		assert_ok!(resolve(ARBITER, id, 60));
		assert_eq!(owed(id), Split { payee: 570, arbiter: 50, payer: 0 });

		for who in [PAYER, OTHER] {
			assert_noop!(waive(who, id), Error::NothingOwed);
		}
		assert_ok!(waive(ARBITER, id));
		assert_eq!(owed(id), Split { payee: 570, arbiter: 0, payer: 0 });
		assert_noop!(waive(ARBITER, id), Error::NothingOwed);
		assert_ok!(waive(PAYEE, id));
		assert!(events().contains(&Event::Waived { id, by: PAYEE, amount: 570 }));
		assert_eq!(free(COIN, PAYER), FUNDS);
		assert_nothing_is_left();
		assert_noop!(waive(PAYEE, id), Error::NoSuchPayment);
	});
}

#[test]
fn a_payee_whose_account_is_gone_is_paid_when_it_is_back() {
	genesis().execute_with(|| {
		assert_ok!(Balances::transfer_allow_death(by(OTHER), NOBODY, 100));
		let milestones = milestones(&[100]);
		let (asset, deadline, on_expiry, arbitration) = (TICKET, 11, Party::Payee, None);
		let new = Call::create_payment { payee: NOBODY, asset, milestones, deadline, on_expiry, arbitration };
		assert_ok!(call(PAYER, new));
		assert_ok!(Balances::transfer_all(by(NOBODY), OTHER, false));
		run_to(11);
		assert_eq!(owed(0), Split { payee: 100, arbiter: 0, payer: 0 });

		// Anybody can help.
		assert_ok!(Balances::transfer_allow_death(by(OTHER), NOBODY, MIN_BALANCE));
		assert_ok!(expire(OTHER, 0));
		assert_eq!(free(TICKET, NOBODY), 100);
		assert_nothing_is_left();
	});
}

#[test]
fn money_in_escrow_is_out_of_its_owners_reach() {
	genesis().execute_with(|| {
		let id = pay(COIN);
		let low = pallet_assets::Error::<Test>::BalanceLow;
		assert_noop!(Assets::transfer(by(PAYER), 1, OTHER, FUNDS - 1_000), low);
		assert_ok!(Assets::transfer(by(PAYER), 1, OTHER, FUNDS - 1_000 - MIN_BALANCE));
		assert_eq!(free(COIN, PAYER), MIN_BALANCE);
		run_to(11);
		assert_eq!(free(COIN, PAYEE), FUNDS + 1_000);
		assert!(Payments::<Test>::get(id).is_none());
		assert_nothing_is_left();
	});
}

#[test]
fn a_slash_of_other_money_leaves_what_is_in_escrow() {
	genesis().execute_with(|| {
		assert_ok!(Balances::reserve(&PAYER, 500));
		pay(NATIVE);
		let (_, missed) = Balances::slash_reserved(&PAYER, 500);
		assert_eq!(missed, 0);
		run_to(11);
		assert_eq!(free(NATIVE, PAYEE), FUNDS + 1_000);
		assert_eq!(free(NATIVE, PAYER), FUNDS - 1_000 - 500);
		assert_nothing_is_left();
	});
}
