// SPDX-License-Identifier: Apache-2.0

//! What a UI is told.

use crate::{mock::*, Action, Escrow as Shown, MAX_PAGE};
use frame_support::assert_ok;

#[test]
fn an_escrow_is_shown_while_it_lasts() {
	genesis().execute_with(|| {
		let (payment, swap) = (pay(COIN), offer(None));
		assert!(matches!(Escrow::escrow(payment), Some(Shown::Payment(shown)) if shown.held() == 1_000));
		assert!(matches!(Escrow::escrow(swap), Some(Shown::Swap(shown)) if shown.maker == PAYER));
		assert_ok!(release(PAYER, payment, None));
		assert_ok!(cancel(PAYER, swap));
		assert_eq!(Escrow::escrow(payment), None);
		assert_eq!(Escrow::escrow(swap), None);
	});
}

#[test]
fn each_account_is_told_its_escrows_page_by_page() {
	genesis().execute_with(|| {
		let mut ids: Vec<u64> = (0..5).map(|_| pay(COIN)).collect();
		ids.push(offer(Some(PAYEE)));
		for (who, concern) in [(PAYER, 6), (PAYEE, 6), (ARBITER, 5), (OTHER, 0)] {
			let mut all = Escrow::escrows_of(&who, None, u32::MAX);
			assert_eq!(all.len(), concern);
			let mut paged = Vec::new();
			loop {
				let page = Escrow::escrows_of(&who, paged.last().copied(), 2);
				if page.is_empty() {
					break;
				}
				assert!(page.len() <= 2);
				paged.extend(page);
			}
			assert_eq!(paged, all);
			all.sort_unstable();
			assert_eq!(all, ids[..concern]);
		}
	});
}

#[test]
fn others_cannot_make_an_answer_long() {
	genesis().execute_with(|| {
		for id in 0..u64::from(2 * MAX_PAGE) {
			crate::EscrowsOf::<Test>::insert(PAYEE, id, ());
		}
		assert_eq!(Escrow::escrows_of(&PAYEE, None, u32::MAX).len(), MAX_PAGE as usize);
	});
}

#[test]
fn everybody_is_told_what_they_can_do() {
	use Action::*;
	genesis().execute_with(|| {
		let id = pay(NATIVE);
		let told = |who| Escrow::actions(id, &who);
		assert_eq!(told(PAYER), [Release, Dispute, ProposeSplit]);
		assert_eq!(told(PAYEE), [Refund, Dispute, ProposeSplit]);
		assert!(told(ARBITER).is_empty());
		assert!(told(OTHER).is_empty());

		assert_ok!(propose(PAYER, id, 1));
		assert_eq!(told(PAYEE), [Refund, Dispute, ProposeSplit, AcceptSplit]);
		assert_ok!(dispute(PAYEE, id));
		assert_eq!(told(PAYER), [Release, SubmitEvidence, ProposeSplit]);
		assert_eq!(told(ARBITER), [Resolve]);

		freeze(PAYER, FUNDS);
		assert_ok!(resolve(ARBITER, id, 100));
		assert_eq!(told(PAYER), [Expire]);
		assert_eq!(told(PAYEE), [Waive, Expire]);
		assert_eq!(told(ARBITER), [Waive, Expire]);
		assert_eq!(told(OTHER), [Expire]);
		assert!(Escrow::actions(77, &PAYER).is_empty());
	});
}

#[test]
fn everybody_is_told_what_they_can_do_with_a_swap() {
	use Action::*;
	genesis().execute_with(|| {
		let id = offer(Some(PAYEE));
		let told = |who| Escrow::actions(id, &who);
		assert_eq!(told(PAYER), [CancelSwap]);
		assert_eq!(told(PAYEE), [TakeSwap]);
		assert!(told(OTHER).is_empty());
		System::set_block_number(11);
		assert_eq!(told(PAYER), [CancelSwap, Expire]);
		assert_eq!(told(PAYEE), [Expire]);
	});
}

#[test]
fn a_payment_is_no_swap_and_a_swap_no_payment() {
	genesis().execute_with(|| {
		let (payment, swap) = (pay(COIN), offer(None));
		assert_eq!(release(PAYER, swap, None), Err(Error::NoSuchPayment.into()));
		assert_eq!(take(OTHER, payment), Err(Error::NoSuchSwap.into()));
		// What the runtime API asks of the records never mixes them up; they know all the same.
		let payment = crate::Payments::<Test>::get(payment).expect("it was just made");
		assert_eq!(payment.permit(&PAYER, Action::TakeSwap, 1), Err(Error::NoSuchSwap));
		let swap = crate::Swaps::<Test>::get(swap).expect("it was just made");
		assert_eq!(swap.permit(&PAYER, Action::Release, 1), Err(Error::NoSuchPayment));
	});
}
