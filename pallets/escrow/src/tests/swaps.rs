// SPDX-License-Identifier: Apache-2.0

//! Swaps: both amounts move, or none does.

use crate::{mock::*, Swaps};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::TokenError;

#[test]
fn a_taker_and_a_maker_swap_in_one_call() {
	genesis().execute_with(|| {
		let id = offer(None);
		assert_eq!(in_escrow(COIN, PAYER), 500);
		assert_eq!(deposits(PAYER), BASE);
		assert_ok!(take(OTHER, id));
		assert_eq!((free(COIN, PAYER), free(NATIVE, PAYER)), (FUNDS - 500, FUNDS + 200));
		assert_eq!((free(COIN, OTHER), free(NATIVE, OTHER)), (FUNDS + 500, FUNDS - 200));
		let (offered, asked) = (sum(COIN, 500), sum(NATIVE, 200));
		let offer = Event::SwapOffered {
			id,
			maker: PAYER,
			taker: None,
			offered: offered.clone(),
			asked: asked.clone(),
			deadline: 11,
		};
		let taken = Event::SwapTaken { id, maker: PAYER, taker: OTHER, offered, asked };
		assert_eq!(events(), [offer, taken]);
		assert_nothing_is_left();
	});
}

#[test]
fn native_tokens_can_be_offered_too() {
	genesis().execute_with(|| {
		let (offered, asked) = (sum(NATIVE, 500), sum(TICKET, 200));
		let (taker, deadline) = (None, 11);
		let new = Call::offer_swap { taker, offered: offered.clone(), asked: asked.clone(), deadline };
		assert_ok!(call(PAYER, new));
		assert_ok!(call(OTHER, Call::take_swap { id: 0, offered, asked }));
		assert_eq!((free(NATIVE, PAYER), free(TICKET, PAYER)), (FUNDS - 500, FUNDS + 200));
		assert_nothing_is_left();
	});
}

#[test]
fn a_named_taker_is_the_only_one() {
	genesis().execute_with(|| {
		let id = offer(Some(PAYEE));
		assert_noop!(take(OTHER, id), Error::NotTaker);
		assert_noop!(take(PAYER, id), Error::OwnSwap);
		assert_ok!(take(PAYEE, id));
		assert_noop!(take(PAYEE, id), Error::NoSuchSwap);
		assert_nothing_is_left();
	});
}

#[test]
fn a_taker_gets_what_it_signed_for_or_nothing() {
	genesis().execute_with(|| {
		// After a change of fork the number can belong to another swap.
		let id = offer(None);
		for (offered, asked) in [
			(sum(COIN, 501), sum(NATIVE, 200)),
			(sum(COIN, 500), sum(NATIVE, 199)),
			(sum(TICKET, 500), sum(NATIVE, 200)),
			(sum(COIN, 500), sum(TICKET, 200)),
		] {
			assert_noop!(call(OTHER, Call::take_swap { id, offered, asked }), Error::NotAsExpected);
		}
	});
}

#[test]
fn a_swap_that_cannot_be_done_whole_is_not_done() {
	genesis().execute_with(|| {
		let id = offer(None);
		// The taker has not enough, or would not keep the minimum balance.
		assert_noop!(take(NOBODY, id), TokenError::FundsUnavailable);
		assert_ok!(Balances::transfer_allow_death(by(PAYEE), NOBODY, 200));
		assert_noop!(take(NOBODY, id), TokenError::NotExpendable);
		// What the taker pays could be moved, what it gets could not.
		block_account(1, OTHER);
		assert_noop!(take(OTHER, id), TokenError::CannotCreate);
		assert_eq!(free(NATIVE, PAYER), FUNDS - BASE);

		assert_ok!(Balances::transfer_allow_death(by(PAYEE), NOBODY, MIN_BALANCE));
		assert_ok!(take(NOBODY, id));
		assert_eq!(free(COIN, NOBODY), 500);
		assert_nothing_is_left();
	});
}

#[test]
fn a_maker_cancels_and_has_its_offer_back() {
	genesis().execute_with(|| {
		let id = offer(Some(PAYEE));
		for who in [PAYEE, OTHER] {
			assert_noop!(cancel(who, id), Error::NotMaker);
		}
		assert_ok!(cancel(PAYER, id));
		assert_eq!((free(COIN, PAYER), free(NATIVE, PAYER)), (FUNDS, FUNDS));
		let returned = Event::SwapReturned { id, maker: PAYER, offered: sum(COIN, 500), expired: false };
		assert_eq!(events().last(), Some(&returned));
		assert_noop!(cancel(PAYER, id), Error::NoSuchSwap);
		assert_nothing_is_left();
	});
}

#[test]
fn a_swap_that_nobody_takes_goes_back_at_its_deadline() {
	genesis().execute_with(|| {
		let id = offer(None);
		run_to(10);
		assert_eq!(in_escrow(COIN, PAYER), 500);
		run_to(11);
		assert_eq!((free(COIN, PAYER), free(NATIVE, PAYER)), (FUNDS, FUNDS));
		let returned = Event::SwapReturned { id, maker: PAYER, offered: sum(COIN, 500), expired: true };
		assert_eq!(events().last(), Some(&returned));
		assert_nothing_is_left();
	});
}

#[test]
fn a_swap_cannot_be_taken_late() {
	genesis().execute_with(|| {
		let id = offer(None);
		System::set_block_number(11);
		assert_noop!(take(OTHER, id), Error::TooLate);
	});
}

#[test]
fn a_swap_that_cannot_go_back_is_left_to_the_call() {
	genesis().execute_with(|| {
		let id = offer(None);
		block_account(1, PAYER);
		run_to(11);
		let error = TokenError::CannotCreate.into();
		assert_eq!(events().last(), Some(&Event::ExpiryFailed { id, error }));
		let swap = Swaps::<Test>::get(id).expect("it could not go back");
		assert_eq!(swap.agenda, None);
		assert_noop!(expire(OTHER, id), TokenError::CannotCreate);
		assert_noop!(take(OTHER, id), Error::TooLate);

		unblock_account(1, PAYER);
		assert_ok!(expire(OTHER, id));
		assert_eq!(free(COIN, PAYER), FUNDS);
		assert_nothing_is_left();
	});
}

#[test]
fn a_swap_that_makes_no_sense_is_refused() {
	genesis().execute_with(|| {
		System::set_block_number(10);
		let new = |taker, offered, asked, deadline| {
			call(PAYER, Call::offer_swap { taker, offered, asked, deadline })
		};
		let (coins, tokens) = (|| sum(COIN, 500), || sum(NATIVE, 200));
		assert_noop!(new(Some(PAYER), coins(), tokens(), 20), Error::OwnSwap);
		assert_noop!(new(None, coins(), coins(), 20), Error::SameAsset);
		assert_noop!(new(None, sum(UNKNOWN, 1), tokens(), 20), Error::UnknownAsset);
		assert_noop!(new(None, coins(), sum(UNKNOWN, 1), 20), Error::UnknownAsset);
		assert_noop!(new(None, sum(COIN, 0), tokens(), 20), Error::NothingToSwap);
		assert_noop!(new(None, coins(), sum(NATIVE, 0), 20), Error::NothingToSwap);
		assert_noop!(new(None, coins(), tokens(), 10), Error::DeadlinePassed);
		assert_noop!(new(None, coins(), tokens(), 111), Error::DeadlineTooFar);
		assert_noop!(new(None, sum(COIN, FUNDS), tokens(), 20), Error::NotEnoughFree);
		for _ in 0..6 {
			assert_ok!(new(None, coins(), tokens(), 20));
		}
		assert_noop!(new(None, coins(), tokens(), 20), Error::AgendaFull);
	});
}
