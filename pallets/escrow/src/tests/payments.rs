// SPDX-License-Identifier: Apache-2.0

//! Payments where nobody quarrels: made, released, refunded.

use crate::{mock::*, Arbitration, NextId, Party, Payments, Progress, Split, State};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{ArithmeticError, DispatchError, Permill, TokenError};

#[test]
fn a_payment_puts_its_sum_and_a_deposit_on_hold() {
	for asset in [NATIVE, COIN, TICKET] {
		genesis().execute_with(|| {
			let id = pay(asset.clone());
			assert_eq!(in_escrow(asset.clone(), PAYER), 1_000);
			assert_eq!(deposits(PAYER), PAY_DEPOSIT);
			let on_hold = if asset == NATIVE { 1_000 + PAY_DEPOSIT } else { 1_000 };
			assert_eq!(free(asset.clone(), PAYER), FUNDS - on_hold);
			assert_eq!(free(asset.clone(), PAYEE), FUNDS, "the payee has nothing yet");

			let payment = Payments::<Test>::get(id).expect("it was just made");
			assert_eq!(payment.state, State::Open);
			assert_eq!(payment.held(), 1_000);
			assert_eq!(payment.agenda, Some(11));
			let event = Event::PaymentCreated {
				id,
				payer: PAYER,
				payee: PAYEE,
				arbiter: Some(ARBITER),
				asset,
				amount: 1_000,
				deadline: 11,
			};
			assert_eq!(events(), [event]);
			Escrow::do_try_state().expect("the invariants hold");
		});
	}
}

#[test]
fn released_milestones_reach_the_payee_and_the_last_returns_the_deposit() {
	for asset in [NATIVE, COIN, TICKET] {
		genesis().execute_with(|| {
			let id = pay(asset.clone());
			assert_ok!(release(PAYER, id, Some(1)));
			assert_eq!(free(asset.clone(), PAYEE), FUNDS + 600);
			assert_eq!(in_escrow(asset.clone(), PAYER), 400);
			assert_eq!(deposits(PAYER), PAY_DEPOSIT);
			let payment = Payments::<Test>::get(id).expect("one milestone is open");
			assert_eq!(payment.milestones[1].progress, Progress::Released);
			assert_eq!(payment.milestones[0].progress, Progress::Open);

			assert_ok!(release(PAYER, id, Some(0)));
			assert_eq!(free(asset.clone(), PAYEE), FUNDS + 1_000);
			assert_eq!(free(asset.clone(), PAYER), FUNDS - 1_000);
			let paid = Split { payee: 1_000, arbiter: 0, payer: 0 };
			assert_eq!(
				events()[1..],
				[
					Event::Released { id, milestone: Some(1), to: PAYEE, amount: 600 },
					Event::Released { id, milestone: Some(0), to: PAYEE, amount: 400 },
					Event::Closed { id, paid, deposit: PAY_DEPOSIT },
				]
			);
			assert_nothing_is_left();
		});
	}
}

#[test]
fn refunded_milestones_go_back_to_the_payer() {
	for asset in [NATIVE, COIN, TICKET] {
		genesis().execute_with(|| {
			let id = pay(asset.clone());
			assert_ok!(refund(PAYEE, id, Some(0)));
			assert_eq!(in_escrow(asset.clone(), PAYER), 600);
			let payment = Payments::<Test>::get(id).expect("one milestone is open");
			assert_eq!(payment.milestones[0].progress, Progress::Refunded);

			assert_ok!(refund(PAYEE, id, None));
			assert_eq!(free(asset.clone(), PAYER), FUNDS);
			assert_eq!(free(asset.clone(), PAYEE), FUNDS);
			let paid = Split { payee: 0, arbiter: 0, payer: 1_000 };
			assert_eq!(
				events()[1..],
				[
					Event::Refunded { id, milestone: Some(0), to: PAYER, amount: 400 },
					Event::Refunded { id, milestone: None, to: PAYER, amount: 600 },
					Event::Closed { id, paid, deposit: PAY_DEPOSIT },
				]
			);
			assert_nothing_is_left();
		});
	}
}

#[test]
fn one_milestone_can_be_released_and_another_refunded() {
	genesis().execute_with(|| {
		let id = pay(COIN);
		assert_ok!(release(PAYER, id, Some(0)));
		assert_ok!(refund(PAYEE, id, None));
		let paid = Split { payee: 400, arbiter: 0, payer: 600 };
		assert_eq!(events().last(), Some(&Event::Closed { id, paid, deposit: PAY_DEPOSIT }));
		assert_nothing_is_left();
	});
}

#[test]
fn only_the_payer_releases_and_only_the_payee_refunds() {
	genesis().execute_with(|| {
		let id = pay(COIN);
		for who in [PAYEE, ARBITER, OTHER] {
			assert_noop!(release(who, id, None), Error::NotPayer);
		}
		for who in [PAYER, ARBITER, OTHER] {
			assert_noop!(refund(who, id, None), Error::NotPayee);
		}
	});
}

#[test]
fn a_milestone_is_paid_once() {
	genesis().execute_with(|| {
		let id = pay(COIN);
		assert_ok!(release(PAYER, id, Some(0)));
		assert_noop!(release(PAYER, id, Some(0)), Error::NoSuchMilestone);
		assert_noop!(refund(PAYEE, id, Some(0)), Error::NoSuchMilestone);
		assert_noop!(release(PAYER, id, Some(2)), Error::NoSuchMilestone);
		assert_ok!(release(PAYER, id, None));
		assert_noop!(release(PAYER, id, None), Error::NoSuchPayment);
		assert_noop!(refund(PAYEE, id, None), Error::NoSuchPayment);
	});
}

#[test]
fn a_payment_that_makes_no_sense_is_refused() {
	genesis().execute_with(|| {
		System::set_block_number(10);
		let create = |payee, asset, amounts: &[u128], deadline, arbitration| {
			let milestones = milestones(amounts);
			let on_expiry = Party::Payer;
			call(PAYER, Call::create_payment { payee, asset, milestones, deadline, on_expiry, arbitration })
		};
		let with = |arbiter, fee, period| {
			let arbitration =
				Arbitration { arbiter, fee: Permill::from_percent(fee), period, on_silence: Party::Payer };
			create(PAYEE, COIN, &[100], 20, Some(arbitration))
		};
		assert_noop!(create(PAYER, COIN, &[100], 20, None), Error::PayerIsPayee);
		assert_noop!(create(PAYEE, UNKNOWN, &[100], 20, None), Error::UnknownAsset);
		assert_noop!(create(PAYEE, COIN, &[], 20, None), Error::NoMilestones);
		assert_noop!(create(PAYEE, COIN, &[100, 0], 20, None), Error::MilestoneTooSmall);
		assert_noop!(create(PAYEE, COIN, &[MIN_BALANCE - 1, 100], 20, None), Error::MilestoneTooSmall);
		assert_noop!(create(PAYEE, COIN, &[u128::MAX, 100], 20, None), ArithmeticError::Overflow);
		assert_noop!(create(PAYEE, COIN, &[100], 10, None), Error::DeadlinePassed);
		assert_noop!(create(PAYEE, COIN, &[100], 111, None), Error::DeadlineTooFar);
		assert_noop!(with(PAYER, 5, 20), Error::ArbiterIsParty);
		assert_noop!(with(PAYEE, 5, 20), Error::ArbiterIsParty);
		assert_noop!(with(ARBITER, 11, 20), Error::FeeTooHigh);
		assert_noop!(with(ARBITER, 5, 4), Error::DisputePeriodOutOfBounds);
		assert_noop!(with(ARBITER, 5, 41), Error::DisputePeriodOutOfBounds);

		assert_ok!(create(PAYEE, COIN, &[MIN_BALANCE], 110, None));
		assert_ok!(with(ARBITER, 10, 40));
	});
}

#[test]
fn calls_need_a_signature() {
	genesis().execute_with(|| {
		assert_noop!(Escrow::expire(RuntimeOrigin::none(), 0), DispatchError::BadOrigin);
		assert_noop!(Escrow::release(RuntimeOrigin::root(), 0, None), DispatchError::BadOrigin);
	});
}

#[test]
fn a_payer_keeps_the_minimum_balance() {
	genesis().execute_with(|| {
		let all = FUNDS - MIN_BALANCE;
		assert_noop!(call(PAYER, new_payment(COIN, &[all + 1])), Error::NotEnoughFree);
		assert_ok!(call(PAYER, new_payment(COIN, &[all])));

		// The deposit is taken from the same balance.
		let all = FUNDS - MIN_BALANCE - 2 * (BASE + ITEM);
		assert_noop!(call(PAYER, new_payment(NATIVE, &[all + 1])), Error::NotEnoughFree);
		assert_ok!(call(PAYER, new_payment(NATIVE, &[all])));
		assert_eq!(free(NATIVE, PAYER), MIN_BALANCE);

		assert_ok!(refund(PAYEE, 0, None));
		assert_ok!(refund(PAYEE, 1, None));
		assert_eq!((free(COIN, PAYER), free(NATIVE, PAYER)), (FUNDS, FUNDS));
		assert_nothing_is_left();
	});
}

#[test]
fn without_a_deposit_there_is_no_payment() {
	genesis().execute_with(|| {
		assert_ok!(Balances::transfer_allow_death(by(PAYER), OTHER, FUNDS - BASE));
		assert_noop!(call(PAYER, new_payment(COIN, &[100])), TokenError::FundsUnavailable);
	});
}

#[test]
fn a_payee_who_could_not_be_paid_is_refused() {
	genesis().execute_with(|| {
		let to = |payee, asset| {
			let milestones = milestones(&[100]);
			let (deadline, on_expiry, arbitration) = (11, Party::Payer, None);
			Call::create_payment { payee, asset, milestones, deadline, on_expiry, arbitration }
		};
		// Nobody exists by a ticket.
		assert_noop!(call(PAYER, to(NOBODY, TICKET)), Error::PayeeCannotReceive);
		block_account(1, PAYEE);
		assert_noop!(call(PAYER, to(PAYEE, COIN)), Error::PayeeCannotReceive);

		// But one can come to exist by being paid.
		for (id, asset) in [NATIVE, COIN].into_iter().enumerate() {
			assert_ok!(call(PAYER, to(NOBODY, asset.clone())));
			assert_ok!(release(PAYER, id as u64, None));
			assert_eq!(free(asset, NOBODY), 100);
		}
	});
}

#[test]
fn no_number_is_used_twice() {
	genesis().execute_with(|| {
		assert_eq!(pay(COIN), 0);
		assert_eq!(offer(None), 1);
		assert_ok!(release(PAYER, 0, None));
		assert_eq!(pay(COIN), 2);
		NextId::<Test>::put(u64::MAX);
		assert_noop!(call(PAYER, new_payment(COIN, &[100])), ArithmeticError::Overflow);
	});
}
