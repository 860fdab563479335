// SPDX-License-Identifier: Apache-2.0

//! What a double-signing validator loses, and its nominators with it; and how governance forgives.

use super::*;
use crate::{
	configs::{governance::origins::Origin, staking::ActiveEra, treasury::TreasuryAccount},
	genesis_presets::{stash, STAKE},
	tests::{
		chain::{apply, dispatch, total},
		offences::{block_key_proof, report_blocks, two_blocks},
	},
	RuntimeOrigin,
};
use frame_support::{assert_err, assert_noop};
use pallet_staking::UnappliedSlashes;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Eve};
use sp_runtime::DispatchError::BadOrigin;

/// What Eve has behind Bob.
const NOMINATED: Balance = STAKE / 4;

/// One offender of four validators: (3 × 1 ÷ 4)² of the stake.
const SLASH_OF_BOB: Balance = STAKE * 9 / 16;
const SLASH_OF_EVE: Balance = NOMINATED * 9 / 16;

/// Half of the part of a slash that reporters can get, which is a tenth: the other half is for those who report the
/// same offender again.
const REWARD: Balance = (SLASH_OF_BOB + SLASH_OF_EVE) / 20;

/// The era of the offence, and the one in which it costs: a slash waits for a whole era.
const OFFENCE: u32 = 1;
const DUE: u32 = 3;

/// A chain on which Alice's block has reported that Bob made two blocks in one slot.
fn chain_with_an_offence() -> Chain {
	let mut chain = chain();
	chain.next_block(|| nominate(Eve, NOMINATED, &stash(Bob)));
	chain.run_to_era(OFFENCE);
	let slot = chain.slot();
	let alice = chain.index_of(Alice);
	chain.block(alice, || {
		assert_ok!(apply(report_blocks(two_blocks(slot), block_key_proof())).expect("a valid report"));
	});
	chain
}

#[test]
fn a_slash_waits_and_then_takes_its_part_of_the_stake_of_the_validator_and_of_its_nominator() {
	let mut chain = chain_with_an_offence();
	chain.read(|| {
		let waiting = UnappliedSlashes::<Runtime>::get(DUE);
		assert_eq!(waiting.len(), 1);
		assert_eq!(waiting[0].validator, stash(Bob));
		assert_eq!(waiting[0].own, SLASH_OF_BOB);
		assert_eq!(waiting[0].others, [(id(Eve), SLASH_OF_EVE)]);
		assert_eq!(waiting[0].reporters, [stash(Alice)]);
		assert_eq!(waiting[0].payout, REWARD);
	});

	chain.run_to_era(DUE - 1);
	chain.read(|| assert_eq!(active_stake(&stash(Bob)), STAKE));
	let all = || {
		(
			active_stake(&stash(Bob)),
			active_stake(&id(Eve)),
			total(&stash(Bob)),
			total(&id(Eve)),
			total(&stash(Alice)),
			total(&TreasuryAccount::get()),
		)
	};
	let mut before = chain.read(all);
	loop {
		chain.empty_block();
		if chain.read(ActiveEra::get) == DUE {
			break;
		}
		before = chain.read(all);
	}
	let after = chain.read(all);
	assert_eq!(before.0 - after.0, SLASH_OF_BOB);
	assert_eq!(before.1 - after.1, SLASH_OF_EVE);
	assert_eq!(before.2 - after.2, SLASH_OF_BOB, "it is gone from the account");
	assert_eq!(before.3 - after.3, SLASH_OF_EVE);
	assert_eq!(after.4 - before.4, REWARD, "to the author of the block with the report");
	let (_, issued) = chain.read(era_paid).expect("an era has ended with this block");
	assert_eq!(after.5 - before.5, SLASH_OF_BOB + SLASH_OF_EVE - REWARD + issued);
}

#[test]
fn a_slash_that_governance_cancels_takes_nothing() {
	for origin in [Origin::StakingAdmin.into(), RuntimeOrigin::root()] {
		let mut chain = chain_with_an_offence();
		chain.next_block(|| {
			assert_ok!(dispatch(origin, Call::cancel_deferred_slash { era: DUE, slash_indices: vec![0] }));
		});
		chain.run_to_era(DUE + 1);
		chain.read(|| {
			assert_eq!(active_stake(&stash(Bob)), STAKE);
			assert_eq!(active_stake(&id(Eve)), NOMINATED);
		});
	}
}

#[test]
fn nobody_else_cancels_a_slash() {
	let mut chain = chain_with_an_offence();
	chain.next_block(|| {
		let cancel = || Call::cancel_deferred_slash { era: DUE, slash_indices: vec![0] };
		assert_err!(submit(Eve, cancel()), BadOrigin);
		for origin in [Origin::GeneralAdmin, Origin::Treasurer, Origin::ReferendumCanceller] {
			assert_noop!(dispatch(origin, cancel()), BadOrigin);
		}
		assert_err!(
			dispatch(RuntimeOrigin::root(), Call::cancel_deferred_slash { era: DUE, slash_indices: vec![1] }),
			Error::InvalidSlashIndex
		);
	});
}

#[test]
fn stake_that_was_leaving_at_the_time_of_the_offence_is_slashed_too() {
	let mut chain = chain_with_an_offence();
	chain.next_block(|| {
		assert_ok!(submit(Eve, Call::unbond { value: NOMINATED }));
		assert_eq!(active_stake(&id(Eve)), 0);
	});
	let before = chain.read(|| total(&id(Eve)));
	chain.run_to_era(DUE);
	assert_eq!(before - chain.read(|| total(&id(Eve))), SLASH_OF_EVE);
}
