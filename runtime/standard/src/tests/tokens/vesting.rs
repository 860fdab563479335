// SPDX-License-Identifier: Apache-2.0

//! Tokens that are given bit by bit.

use crate::{
	genesis_presets::DEVELOPMENT,
	tests::{
		chain::{apply, sign, submit, transfer, Chain},
		people::{address, id, reserved, run_to_block},
	},
	units::CRN,
	Balance, Balances, BlockNumber, Runtime, Vesting,
};
use frame_support::{assert_ok, traits::VestingSchedule};
use pallet_staking::RewardDestination;
use pallet_vesting::{Call, Error, VestingInfo};
use sp_keyring::Sr25519Keyring::{Bob, Charlie, One};
use sp_runtime::{
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DispatchResult, TokenError,
};

const GIFT: Balance = 20 * CRN;
const PER_BLOCK: Balance = CRN;
const START: BlockNumber = 5;

/// Bob gives One a gift that becomes his, one token a block, from block 5 on.
fn chain_with_gift() -> Chain {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		assert_ok!(give(GIFT));
	});
	chain
}

fn give(amount: Balance) -> DispatchResult {
	let schedule = VestingInfo::new(amount, PER_BLOCK, START);
	submit(Bob, Call::vested_transfer { target: address(One), schedule })
}

/// Bob gives One a token at once, for fees.
fn give_for_fees() {
	assert_ok!(submit(Bob, transfer(id(One), CRN)));
}

fn unvested() -> Option<Balance> {
	<Vesting as VestingSchedule<_>>::vesting_balance(&id(One))
}

#[test]
fn it_unlocks_block_by_block_in_a_straight_line() {
	let mut chain = chain_with_gift();
	for number in [2, START, START + 1, START + 7, START + 19] {
		run_to_block(&mut chain, number);
		let expected = GIFT - Balance::from(number.saturating_sub(START)) * PER_BLOCK;
		assert_eq!(chain.read(unvested), Some(expected), "in block {number}");
	}
	run_to_block(&mut chain, START + 20);
	assert_eq!(chain.read(unvested), Some(0));
}

#[test]
fn what_has_vested_can_be_spent_and_no_more() {
	let mut chain = chain_with_gift();
	run_to_block(&mut chain, START + 9);
	// In the block to come ten tokens have vested.
	chain.block(0, || {
		give_for_fees();
		assert_eq!(submit(One, transfer(id(Charlie), 2 * CRN)), Err(TokenError::Frozen.into()), "not yet");
		assert_ok!(submit(One, Call::vest {}));
		assert_eq!(submit(One, transfer(id(Charlie), 11 * CRN)), Err(TokenError::Frozen.into()));
		assert_ok!(submit(One, transfer(id(Charlie), 10 * CRN)));
	});
}

#[test]
fn what_has_not_vested_pays_no_fees() {
	let mut chain = chain_with_gift();
	chain.block(0, || {
		let transaction = sign(One, Call::vest {}, 0);
		assert_eq!(apply(transaction), Err(TransactionValidityError::Invalid(InvalidTransaction::Payment)));
	});
}

#[test]
fn what_has_not_vested_can_be_staked() {
	let mut chain = chain_with_gift();
	chain.block(0, || {
		give_for_fees();
		let bond = pallet_staking::Call::bond { value: GIFT, payee: RewardDestination::Staked };
		assert_ok!(submit(One, bond));
		assert_eq!(reserved(One), GIFT);
		assert_eq!(Balances::locks(&id(One))[0].amount, GIFT, "which does not unlock it");
	});
}

#[test]
fn in_the_end_the_lock_is_gone() {
	let mut chain = chain_with_gift();
	assert_eq!(chain.read(|| Balances::locks(&id(One)).len()), 1);
	run_to_block(&mut chain, START + 20);
	chain.block(0, || {
		// Anyone may bring it up to date, so One need not pay for it.
		assert_ok!(submit(Charlie, Call::vest_other { target: address(One) }));
		assert!(Balances::locks(&id(One)).is_empty());
		assert_eq!(unvested(), None);
		let all = pallet_balances::Call::transfer_all { dest: address(Charlie), keep_alive: false };
		assert_ok!(submit(One, all));
		assert_eq!(Balances::free_balance(id(One)), 0);
		let again = submit(Charlie, Call::vest_other { target: address(One) });
		assert_eq!(again, Err(Error::<Runtime>::NotVesting.into()));
	});
}

#[test]
fn a_gift_has_a_least_size() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		assert_eq!(give(CRN - 1), Err(Error::<Runtime>::AmountLow.into()));
		assert_ok!(give(CRN));
	});
}
