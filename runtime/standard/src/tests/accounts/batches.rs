// SPDX-License-Identifier: Apache-2.0

//! Several calls in one transaction.

use crate::{
	genesis_presets::{DEVELOPMENT, ENDOWMENT},
	tests::{
		chain::{events, free, submit, transfer, Chain},
		people::id,
	},
	units::CRN,
	Balances, Runtime, RuntimeCall, RuntimeEvent,
};
use frame_support::assert_ok;
use pallet_utility::{Call, Event};
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave};
use sp_runtime::{DispatchError, TokenError};

/// A payment that works, one that does not, and one that works.
fn payments() -> Vec<RuntimeCall> {
	vec![transfer(id(Charlie), CRN), transfer(id(Charlie), 2 * ENDOWMENT), transfer(id(Dave), CRN)]
}

const TOO_MUCH: DispatchError = DispatchError::Token(TokenError::FundsUnavailable);

fn has_happened(event: Event) -> bool {
	events().contains(&RuntimeEvent::Utility(event))
}

#[test]
fn a_plain_batch_stops_at_the_first_failure_and_keeps_what_went_before() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		assert_ok!(submit(Bob, Call::batch { calls: payments() }));
		assert_eq!((free(Charlie), free(Dave)), (ENDOWMENT + CRN, ENDOWMENT));
		assert!(has_happened(Event::BatchInterrupted { index: 1, error: TOO_MUCH }));
	});
}

#[test]
fn a_batch_of_all_does_everything_or_nothing() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		assert_eq!(submit(Bob, Call::batch_all { calls: payments() }), Err(TOO_MUCH));
		assert_eq!((free(Charlie), free(Dave)), (ENDOWMENT, ENDOWMENT));

		let calls = vec![transfer(id(Charlie), CRN), transfer(id(Dave), CRN)];
		assert_ok!(submit(Bob, Call::batch_all { calls }));
		assert_eq!((free(Charlie), free(Dave)), (ENDOWMENT + CRN, ENDOWMENT + CRN));
	});
}

#[test]
fn a_forced_batch_does_what_it_can() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		assert_ok!(submit(Bob, Call::force_batch { calls: payments() }));
		assert_eq!((free(Charlie), free(Dave)), (ENDOWMENT + CRN, ENDOWMENT + CRN));
		assert!(has_happened(Event::ItemFailed { error: TOO_MUCH }));
		assert!(has_happened(Event::BatchCompletedWithErrors));
	});
}

#[test]
fn a_second_choice_is_made_where_the_first_fails() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		let choice = Call::if_else {
			main: Box::new(transfer(id(Charlie), 2 * ENDOWMENT)),
			fallback: Box::new(transfer(id(Charlie), CRN)),
		};
		assert_ok!(submit(Bob, choice));
		assert_eq!(free(Charlie), ENDOWMENT + CRN);
		assert!(has_happened(Event::IfElseFallbackCalled { main_error: TOO_MUCH }));
	});
}

#[test]
fn an_account_has_further_accounts_that_it_alone_controls() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		let second = pallet_utility::derivative_account_id(id(Bob), 2);
		assert_ok!(submit(Bob, transfer(second.clone(), 10 * CRN)));
		let spend =
			|index| Call::<Runtime>::as_derivative { index, call: Box::new(transfer(id(Charlie), 4 * CRN)) };
		assert_eq!(submit(Dave, spend(2)), Err(TOO_MUCH), "Dave's second account has nothing");
		assert_eq!(submit(Bob, spend(1)), Err(TOO_MUCH), "nor has Bob's first");
		assert_ok!(submit(Bob, spend(2)));
		assert_eq!((free(Charlie), Balances::free_balance(&second)), (ENDOWMENT + 4 * CRN, 6 * CRN));
	});
}
