// SPDX-License-Identifier: Apache-2.0

//! Proof of stake: who is elected, what stakers earn, what they lose, how they leave.
//!
//! The chains here have eras of two epochs of ten blocks, and no transactions but those of the tests, so that every
//! planck can be accounted for.

mod bonding;
mod count;
mod joining;
mod pools;
mod rewards;
mod slashing;

use super::{
	chain::{events, submit, Chain},
	people::id,
};
use crate::{genesis_presets::LOCAL, AccountId, Balance, Balances, Runtime, RuntimeEvent, Staking};
use frame_support::assert_ok;
use pallet_staking::RewardDestination;
use serde_json::json;
use sp_keyring::Sr25519Keyring;
use sp_staking::StakingInterface;

type Call = pallet_staking::Call<Runtime>;
type Error = pallet_staking::Error<Runtime>;

/// A chain with four validators, and short eras. A slash waits for an era.
fn chain() -> Chain {
	let launch = json!({
		"epochDuration": 10, "sessionsPerEra": 2, "bondingDuration": 2, "slashDeferDuration": 1,
	});
	Chain::with_patch(LOCAL, json!({ "launchConfig": launch }))
}

/// Puts `stake` of the account of `who` behind the validator `whom`; rewards become spendable.
fn nominate(who: Sr25519Keyring, stake: Balance, whom: &AccountId) {
	assert_ok!(submit(who, Call::bond { value: stake, payee: RewardDestination::Stash }));
	assert_ok!(submit(who, Call::nominate { targets: vec![whom.clone().into()] }));
}

/// What `who` has at stake and is not leaving, in planck.
fn active_stake(who: &AccountId) -> Balance {
	<Staking as StakingInterface>::stake(who).expect("it is bonded").active
}

/// What `who` can spend, in planck.
fn free(who: &AccountId) -> Balance {
	Balances::free_balance(who)
}

/// What the era that ended with the best block issued: to its stakers, and to the treasury.
fn era_paid() -> Option<(Balance, Balance)> {
	events().into_iter().find_map(|event| match event {
		RuntimeEvent::Staking(pallet_staking::Event::EraPaid { validator_payout, remainder, .. }) => {
			Some((validator_payout, remainder))
		}
		_ => None,
	})
}
