// SPDX-License-Identifier: Apache-2.0

//! Two of three act as one account.

use crate::{
	genesis_presets::DEVELOPMENT,
	tests::{
		chain::{apply, events, free, sign, submit, transfer, Chain},
		people::{id, reserved},
	},
	units::{deposit, CRN},
	AccountId, Balance, Balances, BlockNumber, Multisig, Runtime, RuntimeCall, RuntimeEvent,
};
use frame_support::{assert_ok, dispatch::GetDispatchInfo, weights::Weight};
use pallet_multisig::{Call, Error, Event, Timepoint};
use parity_scale_codec::Encode;
use sp_crypto_hashing::blake2_256;
use sp_keyring::Sr25519Keyring::{self, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::{DispatchResult, TokenError};

/// What an operation of two takes as a deposit.
const OPERATION: Balance = deposit(1, 88) + 2 * deposit(0, 32);

/// What the three have together.
const FUNDS: Balance = 100 * CRN;

fn sorted(people: &[Sr25519Keyring]) -> Vec<AccountId> {
	let mut accounts: Vec<AccountId> = people.iter().map(|who| id(*who)).collect();
	accounts.sort();
	accounts
}

/// The account of Bob, Charlie and Dave, any two of them.
fn together() -> AccountId {
	Multisig::multi_account_id(&sorted(&[Bob, Charlie, Dave]), 2)
}

fn others(than: Sr25519Keyring) -> Vec<AccountId> {
	sorted(&[Bob, Charlie, Dave]).into_iter().filter(|account| *account != id(than)).collect()
}

fn pay_eve() -> RuntimeCall {
	transfer(id(Eve), 30 * CRN)
}

/// One of the three agrees to `call`; it is made if he is the second one.
fn agree(who: Sr25519Keyring, begun: Option<Timepoint<BlockNumber>>, call: RuntimeCall) -> DispatchResult {
	let max_weight = call.get_dispatch_info().call_weight;
	let other_signatories = others(who);
	let (call, maybe_timepoint) = (Box::new(call), begun);
	submit(who, Call::as_multi { threshold: 2, other_signatories, maybe_timepoint, call, max_weight })
}

/// One of the three agrees to a call of which he shows only the hash.
fn agree_by_hash(who: Sr25519Keyring, begun: Option<Timepoint<BlockNumber>>) -> DispatchResult {
	let approve = Call::approve_as_multi {
		threshold: 2,
		other_signatories: others(who),
		maybe_timepoint: begun,
		call_hash: blake2_256(&pay_eve().encode()),
		max_weight: Weight::zero(),
	};
	submit(who, approve)
}

/// Where the operation that is under way was begun.
fn begun() -> Option<Timepoint<BlockNumber>> {
	let hash = blake2_256(&pay_eve().encode());
	pallet_multisig::Multisigs::<Runtime>::get(together(), hash).map(|operation| operation.when)
}

fn executed() -> Vec<DispatchResult> {
	let result = |event| match event {
		RuntimeEvent::Multisig(Event::MultisigExecuted { result, .. }) => Some(result),
		_ => None,
	};
	events().into_iter().filter_map(result).collect()
}

fn error(error: Error<Runtime>) -> DispatchResult {
	Err(error.into())
}

fn chain() -> Chain {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		assert_ok!(submit(Ferdie, transfer(together(), FUNDS)));
	});
	chain
}

#[test]
fn the_second_of_three_makes_the_call_and_the_first_gets_his_deposit_back() {
	let mut chain = chain();
	let (before, eve) = chain.read(|| (Balances::free_balance(together()), free(Eve)));
	chain.block(0, || {
		assert_ok!(agree(Bob, None, pay_eve()));
		assert_eq!((reserved(Bob), free(Eve)), (OPERATION, eve), "one is not enough");
		assert_eq!(agree(Bob, begun(), pay_eve()), error(Error::AlreadyApproved), "nor is one twice");
		assert_eq!(agree(Charlie, None, pay_eve()), error(Error::NoTimepoint));
	});
	chain.block(0, || {
		assert_ok!(agree(Dave, begun(), pay_eve()));
		assert_eq!(executed(), [Ok(())]);
		assert_eq!((free(Eve), reserved(Bob)), (eve + 30 * CRN, 0));
		assert_eq!(Balances::free_balance(together()), before - 30 * CRN);
		assert_eq!(begun(), None);
	});
}

#[test]
fn nobody_else_counts() {
	let mut chain = chain();
	chain.block(0, || {
		assert_ok!(agree(Bob, None, pay_eve()));
		// Eve names the three as the other signatories: that is another account, and it has nothing.
		let intrusion = Call::as_multi {
			threshold: 2,
			other_signatories: sorted(&[Charlie, Dave]),
			maybe_timepoint: begun(),
			call: Box::new(pay_eve()),
			max_weight: pay_eve().get_dispatch_info().call_weight,
		};
		assert_eq!(submit(Eve, intrusion), error(Error::UnexpectedTimepoint));
		assert_eq!(Balances::free_balance(together()), FUNDS);
	});
}

#[test]
fn the_first_may_show_a_hash_only_and_the_last_shows_the_call() {
	let mut chain = chain();
	chain.block(0, || {
		let eve = free(Eve);
		assert_ok!(agree_by_hash(Bob, None));
		assert_eq!(reserved(Bob), OPERATION);
		assert_ok!(agree(Charlie, begun(), pay_eve()));
		assert_eq!((free(Eve), reserved(Bob)), (eve + 30 * CRN, 0));
	});
}

#[test]
fn the_one_who_began_ends_it_and_gets_his_deposit_back() {
	let mut chain = chain();
	chain.block(0, || {
		assert_ok!(agree(Bob, None, pay_eve()));
		let cancel = |who| Call::cancel_as_multi {
			threshold: 2,
			other_signatories: others(who),
			timepoint: begun().expect("it is under way"),
			call_hash: blake2_256(&pay_eve().encode()),
		};
		assert_eq!(submit(Charlie, cancel(Charlie)), error(Error::NotOwner));
		assert_ok!(submit(Bob, cancel(Bob)));
		assert_eq!((reserved(Bob), begun()), (0, None));
		assert_eq!(Balances::free_balance(together()), FUNDS);
	});
}

#[test]
fn a_call_that_fails_is_over_too() {
	let mut chain = chain();
	chain.block(0, || {
		let too_much = || transfer(id(Eve), 2 * FUNDS);
		let when = || {
			let hash = blake2_256(&too_much().encode());
			pallet_multisig::Multisigs::<Runtime>::get(together(), hash).map(|operation| operation.when)
		};
		assert_ok!(agree(Bob, None, too_much()));
		assert_ok!(agree(Charlie, when(), too_much()));
		assert_eq!(executed(), [Err(TokenError::FundsUnavailable.into())]);
		assert_eq!((reserved(Bob), when()), (0, None));
	});
}

#[test]
fn the_account_itself_signs_nothing() {
	let mut chain = chain();
	chain.block(0, || {
		// A signature is of a key, and the account has none: the best that anyone can do is to claim it.
		let mut forged = sign(Bob, pay_eve(), 0);
		let sp_runtime::generic::Preamble::Signed(address, ..) = &mut forged.preamble else {
			panic!("it was signed")
		};
		*address = crate::Address::Id(together());
		assert!(apply(forged).is_err());
		assert_eq!(Balances::free_balance(together()), FUNDS);
	});
}
