// SPDX-License-Identifier: Apache-2.0

//! Ending a payment as both sides want it.

use crate::{mock::*, Payments, Proposal, Split};
use frame_support::{assert_noop, assert_ok};

#[test]
fn either_side_proposes_a_split_and_the_other_accepts() {
	for (one, other) in [(PAYER, PAYEE), (PAYEE, PAYER)] {
		genesis().execute_with(|| {
			let id = pay(COIN);
			assert_ok!(propose(one, id, 300));
			assert_ok!(accept(other, id, 300));
			assert_eq!(free(COIN, PAYEE), FUNDS + 300);
			assert_eq!(free(COIN, PAYER), FUNDS - 300);
			let paid = Split { payee: 300, arbiter: 0, payer: 700 };
			assert_eq!(
				events()[1..],
				[
					Event::SplitProposed { id, by: one, to_payee: 300 },
					Event::SplitAgreed { id, to_payee: 300, to_payer: 700 },
					Event::Closed { id, paid, deposit: PAY_DEPOSIT },
				]
			);
			assert_nothing_is_left();
		});
	}
}

#[test]
fn all_or_nothing_is_a_split_too() {
	for to_payee in [0, 1_000] {
		genesis().execute_with(|| {
			let id = pay(NATIVE);
			assert_ok!(propose(PAYER, id, to_payee));
			assert_ok!(accept(PAYEE, id, to_payee));
			assert_eq!(free(NATIVE, PAYEE), FUNDS + to_payee);
			assert_eq!(free(NATIVE, PAYER), FUNDS - to_payee);
			assert_nothing_is_left();
		});
	}
}

#[test]
fn a_dispute_can_be_ended_by_agreement_without_a_fee() {
	genesis().execute_with(|| {
		let id = pay(COIN);
		assert_ok!(dispute(PAYER, id));
		assert_ok!(propose(PAYEE, id, 500));
		assert_ok!(accept(PAYER, id, 500));
		assert_eq!(free(COIN, ARBITER), FUNDS);
		assert_nothing_is_left();
	});
}

#[test]
fn nobody_accepts_their_own_proposal() {
	genesis().execute_with(|| {
		let id = pay(COIN);
		assert_noop!(accept(PAYER, id, 0), Error::NoProposal);
		assert_ok!(propose(PAYER, id, 0));
		assert_noop!(accept(PAYER, id, 0), Error::NoProposal);
		for who in [ARBITER, OTHER] {
			assert_noop!(propose(who, id, 0), Error::NotAParty);
			assert_noop!(accept(who, id, 0), Error::NotAParty);
		}
	});
}

#[test]
fn who_accepts_gets_what_they_signed_for() {
	genesis().execute_with(|| {
		let id = pay(COIN);
		assert_ok!(propose(PAYER, id, 900));
		// The payer changes its mind before the payee's acceptance arrives.
		assert_ok!(propose(PAYER, id, 1));
		assert_noop!(accept(PAYEE, id, 900), Error::ProposalChanged);
		assert_ok!(propose(PAYEE, id, 950));
		assert_noop!(accept(PAYEE, id, 950), Error::NoProposal);
		let proposal = Payments::<Test>::get(id).expect("it is open").proposal;
		assert_eq!(proposal, Some(Proposal { by: crate::Party::Payee, to_payee: 950 }));
	});
}

#[test]
fn a_proposal_is_forgotten_when_a_milestone_is_paid() {
	genesis().execute_with(|| {
		let id = pay(COIN);
		assert_ok!(propose(PAYEE, id, 500));
		assert_ok!(release(PAYER, id, Some(0)));
		assert_noop!(accept(PAYER, id, 500), Error::NoProposal);
		assert_ok!(propose(PAYER, id, 500));
		assert_noop!(propose(PAYER, id, 601), Error::SplitTooLarge);
		assert_ok!(propose(PAYER, id, 600));
	});
}

#[test]
fn there_is_nothing_to_agree_on_without_a_payment() {
	genesis().execute_with(|| {
		let swap = offer(None);
		for id in [swap, 77] {
			assert_noop!(propose(PAYER, id, 0), Error::NoSuchPayment);
			assert_noop!(accept(PAYER, id, 0), Error::NoSuchPayment);
		}
	});
}
