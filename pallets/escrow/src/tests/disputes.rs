// SPDX-License-Identifier: Apache-2.0

//! Disputes: opened, argued, resolved or left alone.

use crate::{mock::*, Arbitration, Party, Payments, Split, State};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{testing::H256, Permill};

#[test]
fn an_arbiter_divides_what_is_left_and_takes_its_fee() {
	for asset in [NATIVE, COIN, TICKET] {
		genesis().execute_with(|| {
			let id = pay(asset.clone());
			assert_ok!(release(PAYER, id, Some(0)));
			assert_ok!(dispute(PAYEE, id));
			assert_ok!(resolve(ARBITER, id, 75));

			// 5 % of 600, three quarters of 570 rounded down, and the rest.
			let split = Split { payee: 427, arbiter: 30, payer: 143 };
			assert_eq!(free(asset.clone(), PAYEE), FUNDS + 400 + 427);
			assert_eq!(free(asset.clone(), ARBITER), FUNDS + 30);
			assert_eq!(free(asset.clone(), PAYER), FUNDS - 1_000 + 143);
			let paid = Split { payee: 827, ..split };
			assert_eq!(
				events()[2..],
				[
					Event::Disputed { id, by: PAYEE, until: 21 },
					Event::Resolved { id, split },
					Event::Paid { id, to: PAYEE, amount: 427 },
					Event::Paid { id, to: ARBITER, amount: 30 },
					Event::Paid { id, to: PAYER, amount: 143 },
					Event::Closed { id, paid, deposit: PAY_DEPOSIT },
				]
			);
			assert_nothing_is_left();
		});
	}
}

#[test]
fn what_rounding_leaves_is_lost_to_nobody() {
	for percent in [0, 1, 33, 50, 99, 100] {
		genesis().execute_with(|| {
			let arbitration = Arbitration { fee: Permill::from_parts(33_333), ..arbitration() };
			let id = create(COIN, 11, Party::Payer, Some(arbitration));
			assert_ok!(dispute(PAYER, id));
			assert_ok!(resolve(ARBITER, id, percent));
			assert_eq!(free(COIN, ARBITER), FUNDS + 33);
			let total: u128 = [PAYER, PAYEE, ARBITER].into_iter().map(|who| free(COIN, who)).sum();
			assert_eq!(total, 3 * FUNDS);
			assert_nothing_is_left();
		});
	}
}

#[test]
fn a_dispute_stops_the_expiry() {
	genesis().execute_with(|| {
		let id = pay(COIN);
		run_to(5);
		assert_ok!(dispute(PAYER, id));
		run_to(24);
		assert_noop!(expire(OTHER, id), Error::NotExpired);
		let payment = Payments::<Test>::get(id).expect("it is in dispute");
		assert_eq!(payment.state, State::Disputed { by: Party::Payer, until: 25 });
		assert_ok!(resolve(ARBITER, id, 0));
		assert_eq!(free(COIN, PAYER), FUNDS - 50);
		assert_nothing_is_left();
	});
}

#[test]
fn a_dead_arbiter_strands_nothing_and_earns_nothing() {
	for (on_silence, gain) in [(Party::Payer, 0), (Party::Payee, 1_000)] {
		genesis().execute_with(|| {
			let arbitration = Arbitration { arbiter: NOBODY, on_silence, ..arbitration() };
			let id = create(COIN, 11, Party::Payer, Some(arbitration));
			assert_ok!(dispute(PAYEE, id));
			run_to(21);
			assert_eq!(free(COIN, PAYEE), FUNDS + gain);
			assert_eq!(free(COIN, PAYER), FUNDS - gain);
			assert_eq!(free(COIN, NOBODY), 0);
			assert!(events().contains(&Event::DisputeLapsed { id, to: on_silence }));
			assert_nothing_is_left();
		});
	}
}

#[test]
fn an_arbiter_who_is_late_decides_nothing() {
	genesis().execute_with(|| {
		let id = pay(COIN);
		assert_ok!(dispute(PAYER, id));
		// In the block itself, before anything ended the dispute.
		System::set_block_number(21);
		assert_noop!(resolve(ARBITER, id, 100), Error::TooLate);
		assert_noop!(submit(PAYEE, id, 1), Error::TooLate);
		assert_ok!(expire(OTHER, id));
		assert_noop!(resolve(ARBITER, id, 100), Error::NoSuchPayment);
		assert_nothing_is_left();
	});
}

#[test]
fn only_a_party_opens_a_dispute_and_only_once_and_in_time() {
	genesis().execute_with(|| {
		let id = pay(COIN);
		for who in [ARBITER, OTHER] {
			assert_noop!(dispute(who, id), Error::NotAParty);
		}
		assert_ok!(dispute(PAYEE, id));
		assert_noop!(dispute(PAYER, id), Error::AlreadyDisputed);

		let late = pay(COIN);
		System::set_block_number(11);
		assert_noop!(dispute(PAYER, late), Error::TooLate);

		let without = create(COIN, 20, Party::Payer, None);
		assert_noop!(dispute(PAYER, without), Error::NoArbiter);
		assert_noop!(dispute(PAYER, 77), Error::NoSuchPayment);
	});
}

#[test]
fn only_the_arbiter_resolves_and_only_a_dispute() {
	genesis().execute_with(|| {
		let id = pay(COIN);
		assert_noop!(resolve(ARBITER, id, 50), Error::NotDisputed);
		assert_ok!(dispute(PAYER, id));
		for who in [PAYER, PAYEE, OTHER] {
			assert_noop!(resolve(who, id, 50), Error::NotArbiter);
		}
		assert_noop!(resolve(ARBITER, 77, 50), Error::NoSuchPayment);
		let without = create(COIN, 20, Party::Payer, None);
		assert_noop!(resolve(ARBITER, without, 50), Error::NotArbiter);
	});
}

#[test]
fn each_party_submits_so_much_evidence() {
	genesis().execute_with(|| {
		let id = pay(COIN);
		assert_noop!(submit(PAYER, id, 1), Error::NotDisputed);
		assert_ok!(dispute(PAYER, id));
		for hash in 1..=3 {
			assert_ok!(submit(PAYER, id, hash));
		}
		assert_noop!(submit(PAYER, id, 4), Error::TooMuchEvidence);
		assert_ok!(submit(PAYEE, id, 5));
		for who in [ARBITER, OTHER] {
			assert_noop!(submit(who, id, 6), Error::NotAParty);
		}

		let payment = Payments::<Test>::get(id).expect("it is in dispute");
		assert_eq!(payment.payer_evidence.to_vec(), [1, 2, 3].map(H256::repeat_byte));
		assert_eq!(payment.payee_evidence.to_vec(), [H256::repeat_byte(5)]);
		let event = Event::EvidenceSubmitted { id, by: PAYEE, hash: H256::repeat_byte(5) };
		assert_eq!(events().last(), Some(&event));
	});
}

#[test]
fn during_a_dispute_either_side_can_still_give_in() {
	genesis().execute_with(|| {
		let id = pay(COIN);
		assert_ok!(dispute(PAYER, id));
		assert_ok!(release(PAYER, id, Some(0)));
		assert_ok!(refund(PAYEE, id, Some(1)));
		assert_eq!(free(COIN, PAYEE), FUNDS + 400);
		assert_nothing_is_left();
	});
}
