// SPDX-License-Identifier: Apache-2.0

//! Proxies that announce what they will do, so that there is time to stop them.

use super::proxies::{act, appoint, error, outcome};
use crate::{
	configs::accounts::ProxyType,
	genesis_presets::DEVELOPMENT,
	tests::{
		chain::{free, submit, transfer, Chain},
		people::{address, id, reserved, run_to_block},
	},
	units::{deposit, CRN},
	BlockNumber, Hash, Hashing, Runtime, RuntimeCall, System,
};
use frame_support::assert_ok;
use pallet_proxy::{Call, Error};
use sp_keyring::Sr25519Keyring::{Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::traits::Hash as _;

/// How long Charlie's announcements wait, in blocks.
const DELAY: BlockNumber = 5;

fn pay_eve() -> RuntimeCall {
	transfer(id(Eve), 10 * CRN)
}

fn hash() -> Hash {
	Hashing::hash_of(&pay_eve())
}

fn announce() -> Call<Runtime> {
	Call::announce { real: address(Bob), call_hash: hash() }
}

/// What Charlie has announced is done.
fn carry_out() -> Call<Runtime> {
	Call::proxy_announced {
		delegate: address(Charlie),
		real: address(Bob),
		force_proxy_type: None,
		call: Box::new(pay_eve()),
	}
}

/// A chain on which Charlie acts for Bob, after an announcement.
fn chain() -> Chain {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		let appoint =
			Call::add_proxy { delegate: address(Charlie), proxy_type: ProxyType::Any, delay: DELAY };
		assert_ok!(submit(Bob, appoint));
	});
	chain
}

#[test]
fn what_was_announced_is_done_after_the_delay_by_anybody() {
	let mut chain = chain();
	let announced_in = chain.block(0, || {
		let at_once = Call::proxy { real: address(Bob), force_proxy_type: None, call: Box::new(pay_eve()) };
		assert_eq!(submit(Charlie, at_once), error(Error::Unannounced));
		assert_eq!(submit(Charlie, carry_out()), error(Error::Unannounced));
		assert_ok!(submit(Charlie, announce()));
		assert_eq!(reserved(Charlie), deposit(1, 8) + deposit(0, 68));
		System::block_number()
	});

	run_to_block(&mut chain, announced_in + DELAY - 2);
	chain.block(0, || assert_eq!(submit(Charlie, carry_out()), error(Error::Unannounced), "too early"));
	chain.block(0, || {
		let (bob, eve) = (free(Bob), free(Eve));
		assert_ok!(submit(Ferdie, carry_out()));
		assert_ok!(outcome());
		assert_eq!((free(Bob), free(Eve)), (bob - 10 * CRN, eve + 10 * CRN));
		assert_eq!(reserved(Charlie), 0);
		assert_eq!(submit(Ferdie, carry_out()), error(Error::Unannounced), "once");
	});
}

#[test]
fn the_account_itself_rejects_what_it_does_not_want() {
	let mut chain = chain();
	chain.block(0, || {
		assert_ok!(submit(Charlie, announce()));
	});
	chain.block(0, || {
		let reject = || Call::reject_announcement { delegate: address(Charlie), call_hash: hash() };
		assert_eq!(submit(Eve, reject()), error(Error::NotFound), "this is not hers to reject");
		assert_ok!(submit(Bob, reject()));
		assert_eq!(reserved(Charlie), 0);
	});
	run_to_block(&mut chain, 10);
	chain.block(0, || assert_eq!(submit(Charlie, carry_out()), error(Error::Unannounced)));
}

#[test]
fn a_proxy_appointed_to_watch_rejects_it_too_and_does_nothing_else() {
	let mut chain = chain();
	chain.block(0, || {
		assert_ok!(submit(Bob, appoint(Dave, ProxyType::CancelProxy)));
		assert_ok!(submit(Charlie, announce()));
		let reject = Call::reject_announcement { delegate: address(Charlie), call_hash: hash() };
		assert_ok!(act(Dave, Bob, ProxyType::CancelProxy, reject));
		assert_eq!(reserved(Charlie), 0);
	});
	run_to_block(&mut chain, 10);
	chain.block(0, || assert_eq!(submit(Charlie, carry_out()), error(Error::Unannounced)));
}

#[test]
fn the_proxy_takes_its_announcement_back() {
	let mut chain = chain();
	chain.block(0, || {
		assert_ok!(submit(Charlie, announce()));
		let take_back = Call::remove_announcement { real: address(Bob), call_hash: hash() };
		assert_ok!(submit(Charlie, take_back));
		assert_eq!(reserved(Charlie), 0);
	});
	run_to_block(&mut chain, 10);
	chain.block(0, || assert_eq!(submit(Charlie, carry_out()), error(Error::Unannounced)));
}
