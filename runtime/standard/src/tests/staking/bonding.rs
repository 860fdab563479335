// SPDX-License-Identifier: Apache-2.0

//! Staking and leaving again.

use super::*;
use crate::{
	configs::governance::origins::Origin,
	genesis_presets::stash,
	tests::chain::{dispatch, total, transfer},
	units::CRN,
};
use frame_support::{assert_err, traits::fungible::InspectHold};
use pallet_staking::Nominators;
use sp_keyring::Sr25519Keyring::{Alice, Eve, Ferdie};
use sp_runtime::{DispatchError::BadOrigin, TokenError};

const BONDED: Balance = 1_000 * CRN;

fn on_hold(who: Sr25519Keyring) -> Balance {
	Balances::balance_on_hold(&pallet_staking::HoldReason::Staking.into(), &id(who))
}

/// Tries to spend all but a token of what `who` has, stake included.
fn spend_all(who: Sr25519Keyring) -> sp_runtime::DispatchResult {
	let all = total(&id(who));
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
fn stake_that_backed_nobody_comes_back_without_waiting_where_governance_allows_it() {
	type Fast = pallet_fast_unstake::Call<Runtime>;

	let mut chain = chain();
	chain.run_to_era(3);
	let leave = || submit(Eve, Fast::register_fast_unstake {});
	chain.next_block(|| {
		assert_ok!(submit(Eve, Call::bond { value: BONDED, payee: RewardDestination::Stash }));
		assert_err!(leave(), pallet_fast_unstake::Error::<Runtime>::CallNotAllowed);
		assert_err!(submit(Eve, Fast::control { eras_to_check: 1 }), BadOrigin);
		assert_ok!(dispatch(Origin::StakingAdmin, Fast::control { eras_to_check: 1 }));
		assert_ok!(leave());
		assert_eq!(on_hold(Eve), BONDED);
	});
	// One block for each era in which it could have been behind somebody, and one to let it go.
	chain.run_blocks(4);
	chain.read(|| {
		assert_eq!(on_hold(Eve), 0);
		assert!(<Staking as StakingInterface>::stake(&id(Eve)).is_err());
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
