// SPDX-License-Identifier: Apache-2.0

//! What ends by itself, and when.

use crate::{mock::*, Agenda, Arbitration, Party, Payments, Split, State, WeightInfo};
use frame_support::{assert_noop, assert_ok, traits::Hooks};

#[test]
fn what_is_left_at_the_deadline_goes_to_the_party_agreed_on() {
	for (on_expiry, gain) in [(Party::Payer, 0), (Party::Payee, 600)] {
		for asset in [NATIVE, COIN, TICKET] {
			genesis().execute_with(|| {
				let id = create(asset.clone(), 11, on_expiry, None);
				assert_ok!(release(PAYER, id, Some(0)));
				run_to(10);
				assert_eq!(free(asset.clone(), PAYEE), FUNDS + 400, "the deadline is ahead");
				run_to(11);
				assert_eq!(free(asset.clone(), PAYEE), FUNDS + 400 + gain);
				assert_eq!(free(asset.clone(), PAYER), FUNDS - 400 - gain);

				let paid = Split { payee: 400 + gain, arbiter: 0, payer: 600 - gain };
				let to = if on_expiry == Party::Payer { PAYER } else { PAYEE };
				assert_eq!(
					events()[2..],
					[
						Event::Expired { id, to: on_expiry },
						Event::Paid { id, to, amount: 600 },
						Event::Closed { id, paid, deposit: BASE + 2 * ITEM },
					]
				);
				assert_nothing_is_left();
			});
		}
	}
}

#[test]
fn nobody_ends_an_escrow_before_its_time() {
	genesis().execute_with(|| {
		let (payment, swap) = (pay(COIN), offer(None));
		System::set_block_number(10);
		for who in [PAYER, PAYEE, ARBITER, OTHER] {
			assert_noop!(expire(who, payment), Error::NotExpired);
			assert_noop!(expire(who, swap), Error::NotExpired);
		}
		assert_noop!(expire(OTHER, 77), Error::NoSuchEscrow);
		System::set_block_number(11);
		assert_ok!(expire(OTHER, payment));
		assert_ok!(expire(OTHER, swap));
		assert_nothing_is_left();
	});
}

#[test]
fn what_has_no_room_in_a_block_ends_in_the_next_with_room() {
	genesis().execute_with(|| {
		for block in [11, 11, 12, 12, 13, 13] {
			let id = pay(COIN);
			assert_eq!(Payments::<Test>::get(id).expect("it was just made").agenda, Some(block));
		}
		assert_noop!(call(PAYER, new_payment(COIN, &[100])), Error::AgendaFull);
		assert_eq!(deposits(PAYER), 6 * PAY_DEPOSIT, "what was refused left nothing on hold");

		run_to(11);
		assert_eq!(Payments::<Test>::iter().count(), 4, "a block ends two");
		// Their time is up all the same, and anybody can end them.
		assert_ok!(expire(OTHER, 5));
		run_to(12);
		assert_eq!(Payments::<Test>::iter().count(), 1);
		run_to(13);
		assert_nothing_is_left();
	});
}

#[test]
fn what_ended_early_makes_room() {
	genesis().execute_with(|| {
		let (first, second) = (pay(COIN), pay(COIN));
		assert_ok!(release(PAYER, first, None));
		assert_eq!(Agenda::<Test>::get(11).to_vec(), [second]);
		assert_ok!(refund(PAYEE, second, None));
		assert!(!Agenda::<Test>::contains_key(11));
	});
}

#[test]
fn a_full_agenda_does_not_keep_anybody_from_a_dispute() {
	genesis().execute_with(|| {
		let arbitration = Arbitration { period: 10, ..arbitration() };
		let id = create(COIN, 30, Party::Payee, Some(arbitration));
		for _ in 0..6 {
			create(COIN, 11, Party::Payer, None);
		}
		assert_ok!(dispute(PAYER, id));
		let payment = Payments::<Test>::get(id).expect("it is in dispute");
		assert_eq!(payment.state, State::Disputed { by: Party::Payer, until: 11 });
		assert_eq!(payment.agenda, None);

		run_to(31);
		assert_eq!(Payments::<Test>::iter_keys().collect::<Vec<_>>(), [id]);
		assert_ok!(expire(PAYER, id));
		assert_eq!(free(COIN, PAYER), FUNDS);
		assert_nothing_is_left();
	});
}

#[test]
fn the_weight_of_a_block_grows_with_what_it_ends_and_no_further() {
	genesis().execute_with(|| {
		type Weights = crate::weights::SubstrateWeight<Test>;
		for _ in 0..3 {
			pay(COIN);
		}
		for (block, ended) in [(10, 0), (11, 2), (12, 1), (13, 0)] {
			System::set_block_number(block);
			assert_eq!(Escrow::on_initialize(block), Weights::on_initialize(ended));
		}
		assert!(Weights::on_initialize(2).all_gt(Weights::on_initialize(1)));
		assert_nothing_is_left();
	});
}
