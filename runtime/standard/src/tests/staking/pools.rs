// SPDX-License-Identifier: Apache-2.0

//! Pools: many stake as one, and each is paid by its part.

use super::*;
use crate::{
	configs::governance::origins::Origin,
	genesis_presets::{stash, ENDOWMENT, STAKE},
	tests::{
		chain::{dispatch, total},
		people::address,
	},
	units::CRN,
	NominationPools,
};
use frame_support::{assert_err, traits::fungible::InspectHold};
use pallet_nomination_pools::{PoolMembers, PoolState};
use pallet_staking::{ErasStakersPaged, ErasValidatorReward};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Dave, Eve, Ferdie};
use sp_runtime::Perbill;

type Pools = pallet_nomination_pools::Call<Runtime>;

/// The number of the first pool.
const POOL: u32 = 1;

fn staked_in_pool(who: Sr25519Keyring) -> Balance {
	Balances::balance_on_hold(&pallet_delegated_staking::HoldReason::StakingDelegation.into(), &id(who))
}

/// A chain with a pool behind Alice, in which Eve has a quarter and Ferdie has the rest: four times her own stake.
fn chain_with_pool() -> Chain {
	let mut chain = chain();
	chain.next_block(|| {
		let (root, nominator, bouncer) = (address(Eve), address(Eve), address(Eve));
		assert_ok!(submit(Eve, Pools::create { amount: STAKE, root, nominator, bouncer }));
		assert_ok!(submit(Eve, Pools::nominate { pool_id: POOL, validators: vec![stash(Alice)] }));
		assert_ok!(submit(Ferdie, Pools::join { amount: 3 * STAKE, pool_id: POOL }));
	});
	chain
}

#[test]
fn members_keep_their_stake_in_their_own_accounts() {
	let mut chain = chain_with_pool();
	chain.read(|| {
		assert_eq!(staked_in_pool(Ferdie), 3 * STAKE);
		assert!(total(&id(Ferdie)) > ENDOWMENT - CRN / 10, "but for fees");
	});
	chain.run_to_era(1);
	chain.read(|| {
		let page = ErasStakersPaged::<Runtime>::get((1, stash(Alice), 0)).expect("Alice has a nominator");
		assert_eq!(page.page_total, 4 * STAKE, "the pool stakes for all its members");
		assert_eq!(page.others.len(), 1);
	});
}

#[test]
fn members_are_paid_by_their_part_of_the_pool() {
	let mut chain = chain_with_pool();
	chain.run_to_era(2);
	let bob = chain.index_of(Bob);
	let (_, reward_account) = chain.read(|| NominationPools::api_pool_accounts(POOL));
	let before = chain.read(|| free(&reward_account));
	chain.block(bob, || {
		assert_ok!(submit(Dave, Call::payout_stakers { validator_stash: stash(Alice), era: 1 }));
	});
	let reward = chain.read(|| free(&reward_account)) - before;

	// A quarter of the era's blocks is Alice's, and four fifths of the stake behind her are the pool's.
	let payout = chain.read(|| ErasValidatorReward::<Runtime>::get(1)).expect("the era has ended");
	assert_eq!(reward, Perbill::from_percent(80) * (Perbill::from_percent(25) * payout));

	for (member, of_four) in [(Ferdie, 3), (Eve, 1)] {
		let before = chain.read(|| free(&id(member)));
		let announced = chain.read(|| NominationPools::api_pending_rewards(id(member)));
		chain.block(bob, || {
			assert_ok!(submit(Dave, Pools::claim_payout_other { other: id(member) }));
		});
		let claimed = chain.read(|| free(&id(member))) - before;
		assert_eq!(announced, Some(claimed));
		let exact = reward * of_four / 4;
		assert!(claimed == exact || claimed + 1 == exact, "{claimed} of {exact}: a planck is lost at most");
	}
}

#[test]
fn a_member_leaves_with_its_stake_after_the_bonding_duration() {
	let mut chain = chain_with_pool();
	chain.run_to_era(1);
	let withdraw = || Pools::withdraw_unbonded { member_account: address(Ferdie), num_slashing_spans: 0 };
	chain.next_block(|| {
		let unbonding_points = 3 * STAKE;
		assert_ok!(submit(Ferdie, Pools::unbond { member_account: address(Ferdie), unbonding_points }));
		let early = pallet_nomination_pools::Error::<Runtime>::CannotWithdrawAny;
		assert_err!(submit(Ferdie, withdraw()), early);
	});
	chain.run_to_era(3);
	chain.next_block(|| {
		assert_ok!(submit(Ferdie, withdraw()));
		assert_eq!(staked_in_pool(Ferdie), 0);
		assert!(!PoolMembers::<Runtime>::contains_key(id(Ferdie)));
		assert!(free(&id(Ferdie)) > ENDOWMENT - CRN / 10);
	});
}

#[test]
fn nobody_stakes_with_the_same_account_in_a_pool_and_alone() {
	let mut chain = chain_with_pool();
	chain.next_block(|| {
		let alone = Call::bond { value: CRN, payee: RewardDestination::Stash };
		assert_err!(submit(Ferdie, alone), Error::Restricted);

		nominate(Dave, CRN, &stash(Alice));
		let join = Pools::join { amount: CRN, pool_id: POOL };
		assert_err!(submit(Dave, join), pallet_nomination_pools::Error::<Runtime>::Restricted);
	});
}

#[test]
fn the_root_of_a_pool_closes_it() {
	let mut chain = chain_with_pool();
	chain.next_block(|| {
		let close = || Pools::set_state { pool_id: POOL, state: PoolState::Blocked };
		assert_err!(submit(Dave, close()), pallet_nomination_pools::Error::<Runtime>::CanNotChangeState);
		assert_ok!(submit(Eve, close()));
		let join = Pools::join { amount: CRN, pool_id: POOL };
		assert_err!(submit(Dave, join), pallet_nomination_pools::Error::<Runtime>::NotOpen);
	});
}

#[test]
fn a_slash_takes_from_each_member_of_the_pool_by_its_part() {
	let mut chain = chain_with_pool();
	chain.run_to_era(1);
	let bob = chain.index_of(Bob);
	chain.block(bob, || {
		let slash_fraction = Perbill::from_percent(10);
		let slash = Call::manual_slash { validator_stash: stash(Alice), era: 1, slash_fraction };
		assert_ok!(dispatch(Origin::StakingAdmin, slash));
	});
	chain.run_to_era(3);
	chain.next_block(|| {
		for (member, stake) in [(Eve, STAKE), (Ferdie, 3 * STAKE)] {
			assert_eq!(NominationPools::api_member_pending_slash(id(member)), stake / 10);
			assert_ok!(submit(Dave, Pools::apply_slash { member_account: address(member) }));
			assert_eq!(staked_in_pool(member), stake - stake / 10);
		}
	});
}
