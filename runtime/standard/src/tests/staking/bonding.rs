// SPDX-License-Identifier: Apache-2.0

//! Staking and leaving again.

use super::*;
use crate::{genesis_presets::stash, tests::chain::transfer, units::CRN};
use frame_support::{assert_err, traits::fungible::InspectHold};
use pallet_staking::Nominators;
use sp_keyring::Sr25519Keyring::{Alice, Eve, Ferdie};
use sp_runtime::TokenError;

const BONDED: Balance = 1_000 * CRN;

fn on_hold(who: Sr25519Keyring) -> Balance {
	Balances::balance_on_hold(&pallet_staking::HoldReason::Staking.into(), &id(who))
}

/// Tries to spend all but a token of what `who` has, stake included.
fn spend_all(who: Sr25519Keyring) -> sp_runtime::DispatchResult {
	let all = crate::tests::chain::total(&id(who));
	submit(who, transfer(id(Ferdie), all - CRN))
}

#[test]
fn stake_stays_where_it_is_and_cannot_be_spent() {
	let mut chain = chain();
	chain.next_block(|| {
		nominate(Eve, BONDED, &stash(Alice));
		assert_eq!(on_hold(Eve), BONDED);
		assert_err!(spend_all(Eve), TokenError::FundsUnavailable);
	});
}

#[test]
fn stake_is_free_again_after_the_bonding_duration_and_not_before() {
	let mut chain = chain();
	chain.next_block(|| nominate(Eve, BONDED, &stash(Alice)));
	chain.run_to_era(1);
	chain.next_block(|| {
		assert_ok!(submit(Eve, Call::unbond { value: 400 * CRN }));
		assert_eq!(active_stake(&id(Eve)), 600 * CRN);
		assert_ok!(submit(Eve, Call::withdraw_unbonded { num_slashing_spans: 0 }));
		assert_eq!(on_hold(Eve), BONDED, "it can still be slashed");
	});
	chain.run_to_era(2);
	chain.next_block(|| {
		assert_ok!(submit(Eve, Call::withdraw_unbonded { num_slashing_spans: 0 }));
		assert_eq!(on_hold(Eve), BONDED);
	});
	chain.run_to_era(3);
	chain.next_block(|| {
		assert_ok!(submit(Eve, Call::withdraw_unbonded { num_slashing_spans: 0 }));
		assert_eq!(on_hold(Eve), 600 * CRN);
	});
}

#[test]
fn who_leaves_whole_is_forgotten() {
	let mut chain = chain();
	chain.next_block(|| nominate(Eve, BONDED, &stash(Alice)));
	chain.run_to_era(1);
	chain.next_block(|| {
		assert!(Nominators::<Runtime>::contains_key(id(Eve)));
		assert_ok!(submit(Eve, Call::unbond { value: BONDED }));
		assert!(!Nominators::<Runtime>::contains_key(id(Eve)));
	});
	chain.run_to_era(3);
	chain.next_block(|| {
		assert_ok!(submit(Eve, Call::withdraw_unbonded { num_slashing_spans: 0 }));
		assert_eq!(on_hold(Eve), 0);
		assert!(<Staking as StakingInterface>::stake(&id(Eve)).is_err());
		assert_ok!(spend_all(Eve));
	});
}

#[test]
fn stake_that_is_leaving_can_be_put_to_work_again() {
	let mut chain = chain();
	chain.next_block(|| nominate(Eve, BONDED, &stash(Alice)));
	chain.next_block(|| {
		assert_ok!(submit(Eve, Call::unbond { value: 400 * CRN }));
		assert_ok!(submit(Eve, Call::rebond { value: 300 * CRN }));
		assert_eq!(active_stake(&id(Eve)), 900 * CRN);
	});
}

#[test]
fn less_than_the_least_bond_of_the_chain_spec_is_refused() {
	let mut chain = chain();
	chain.next_block(|| {
		assert_ok!(submit(Eve, Call::bond { value: CRN - 1, payee: RewardDestination::Stash }));
		let targets = vec![stash(Alice).into()];
		assert_err!(submit(Eve, Call::nominate { targets }), Error::InsufficientBond);
		assert_ok!(submit(Eve, Call::bond_extra { max_additional: 999 * CRN }));
		let prefs = Default::default();
		assert_err!(submit(Eve, Call::validate { prefs }), Error::InsufficientBond);
	});
}
