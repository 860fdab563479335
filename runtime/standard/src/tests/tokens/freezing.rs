// SPDX-License-Identifier: Apache-2.0

//! The freezer of an asset stops an account, or all of them.

use super::{chain_with_gold, gold, mint, transfer, Call, Error, GOLD, SUPPLY};
use crate::tests::{chain::submit, people::address};
use frame_support::assert_ok;
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie};
use sp_runtime::TokenError;

fn freeze(who: Sr25519Keyring) -> Call {
	Call::freeze { id: GOLD.into(), who: address(who) }
}

fn thaw(who: Sr25519Keyring) -> Call {
	Call::thaw { id: GOLD.into(), who: address(who) }
}

#[test]
fn a_frozen_account_receives_and_does_not_send() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(submit(Bob, transfer(Charlie, 300)));
		assert_ok!(submit(Bob, freeze(Charlie)));
		assert_eq!(submit(Charlie, transfer(Bob, 1)), Err(Error::Frozen.into()));
		assert_ok!(submit(Bob, transfer(Charlie, 100)));
		assert_eq!(gold(Charlie), 400);

		assert_ok!(submit(Bob, thaw(Charlie)));
		assert_ok!(submit(Charlie, transfer(Bob, 400)));
		assert_eq!((gold(Bob), gold(Charlie)), (SUPPLY, 0));
	});
}

#[test]
fn a_delegate_cannot_spend_what_is_frozen() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		let approve = Call::approve_transfer { id: GOLD.into(), delegate: address(Charlie), amount: 100 };
		assert_ok!(submit(Bob, approve));
		assert_ok!(submit(Bob, freeze(Bob)));
		let spend = Call::transfer_approved {
			id: GOLD.into(),
			owner: address(Bob),
			destination: address(Charlie),
			amount: 100,
		};
		assert_eq!(submit(Charlie, spend), Err(Error::Frozen.into()));
		assert_eq!(gold(Bob), SUPPLY);
	});
}

#[test]
fn a_blocked_account_neither_sends_nor_receives() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(submit(Bob, transfer(Charlie, 300)));
		assert_ok!(submit(Bob, Call::block { id: GOLD.into(), who: address(Charlie) }));
		assert_eq!(submit(Charlie, transfer(Bob, 1)), Err(Error::Frozen.into()));
		assert_eq!(submit(Bob, transfer(Charlie, 1)), Err(TokenError::Blocked.into()));
		assert_eq!(submit(Bob, mint(Charlie, 1)), Err(TokenError::Blocked.into()));
		assert_eq!(gold(Charlie), 300);

		assert_ok!(submit(Bob, thaw(Charlie)));
		assert_ok!(submit(Bob, transfer(Charlie, 1)));
		assert_eq!(gold(Charlie), 301);
	});
}

#[test]
fn a_frozen_asset_stands_still_for_everybody() {
	let mut chain = chain_with_gold();
	chain.block(0, || {
		assert_ok!(submit(Bob, transfer(Charlie, 300)));
		let freeze = || Call::freeze_asset { id: GOLD.into() };
		assert_eq!(submit(Charlie, freeze()), Err(Error::NoPermission.into()));
		assert_ok!(submit(Bob, freeze()));
		assert_eq!(submit(Bob, transfer(Charlie, 1)), Err(Error::AssetNotLive.into()));
		assert_eq!(submit(Charlie, transfer(Bob, 1)), Err(Error::AssetNotLive.into()));
		assert_eq!(submit(Bob, mint(Bob, 1)), Err(Error::AssetNotLive.into()));
		assert_eq!((gold(Bob), gold(Charlie)), (SUPPLY - 300, 300));

		assert_ok!(submit(Bob, Call::thaw_asset { id: GOLD.into() }));
		assert_ok!(submit(Charlie, transfer(Bob, 300)));
		assert_eq!((gold(Bob), gold(Charlie)), (SUPPLY, 0));
	});
}
