// SPDX-License-Identifier: Apache-2.0

//! Stakes, alone and in pools.

use super::Make;
use crate::{
	configs::staking::ActiveEra,
	genesis_presets::stash,
	tests::people::{address, id},
	Runtime,
};
use pallet_nomination_pools::{BondExtra, ClaimPermission, CommissionChangeRate, PoolState};
use pallet_staking::{RewardDestination, ValidatorPrefs};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};
use sp_runtime::Perbill;

type Staking = pallet_staking::Call<Runtime>;
type Pools = pallet_nomination_pools::Call<Runtime>;
type Bags = pallet_bags_list::Call<Runtime>;

/// The validators of genesis, by number.
fn validator(number: u32) -> crate::AccountId {
	stash([Alice, Bob, Charlie, Dave][number as usize % 4])
}

/// An era that has just ended.
fn last_era() -> u32 {
	ActiveEra::get().saturating_sub(1)
}

pub(super) const CALLS: &[Make] = &[
	|d| {
		let payee = match d.number {
			0 => RewardDestination::Staked,
			1 => RewardDestination::Account(id(d.other)),
			_ => RewardDestination::Stash,
		};
		Staking::bond { value: d.amount, payee }.into()
	},
	|d| Staking::bond_extra { max_additional: d.amount }.into(),
	|d| Staking::unbond { value: d.amount }.into(),
	|d| Staking::rebond { value: d.amount }.into(),
	|d| Staking::withdraw_unbonded { num_slashing_spans: d.number }.into(),
	|d| {
		let prefs = ValidatorPrefs { commission: Perbill::from_percent(d.number * 40), blocked: d.flag };
		Staking::validate { prefs }.into()
	},
	|d| {
		let targets = vec![validator(d.number).into(), validator(d.number + 1).into()];
		Staking::nominate { targets }.into()
	},
	|_| Staking::chill {}.into(),
	|d| Staking::set_payee { payee: RewardDestination::Account(id(d.other)) }.into(),
	|d| {
		let (validator_stash, era) = (validator(d.number), last_era());
		Staking::payout_stakers_by_page { validator_stash, era, page: 0 }.into()
	},
	|d| Staking::kick { who: vec![address(d.other)] }.into(),
	|d| Bags::rebag { dislocated: address(d.other) }.into(),
	|d| Bags::put_in_front_of { lighter: address(d.other) }.into(),
	|_| pallet_fast_unstake::Call::register_fast_unstake {}.into(),
	|_| pallet_fast_unstake::Call::deregister {}.into(),
	|_| pallet_session::Call::purge_keys {}.into(),
	|d| {
		let (root, nominator, bouncer) = (address(d.who), address(d.other), address(d.third));
		Pools::create { amount: d.amount, root, nominator, bouncer }.into()
	},
	|d| Pools::join { amount: d.amount, pool_id: 1 + d.number / 2 }.into(),
	|d| {
		let extra = if d.flag { BondExtra::FreeBalance(d.amount) } else { BondExtra::Rewards };
		Pools::bond_extra { extra }.into()
	},
	|d| {
		let extra = if d.flag { BondExtra::FreeBalance(d.amount) } else { BondExtra::Rewards };
		Pools::bond_extra_other { member: address(d.other), extra }.into()
	},
	|_| Pools::claim_payout {}.into(),
	|d| Pools::claim_payout_other { other: id(d.other) }.into(),
	|d| Pools::unbond { member_account: address(d.who), unbonding_points: d.amount }.into(),
	|d| Pools::unbond { member_account: address(d.other), unbonding_points: d.amount }.into(),
	|d| Pools::withdraw_unbonded { member_account: address(d.other), num_slashing_spans: d.number }.into(),
	|d| Pools::pool_withdraw_unbonded { pool_id: 1, num_slashing_spans: d.number }.into(),
	|d| Pools::nominate { pool_id: 1, validators: vec![validator(d.number), validator(d.number + 1)] }.into(),
	|_| Pools::chill { pool_id: 1 }.into(),
	|d| {
		let state = match d.number {
			0 => PoolState::Open,
			1 => PoolState::Blocked,
			_ => PoolState::Destroying,
		};
		Pools::set_state { pool_id: 1 + u32::from(d.flag), state }.into()
	},
	|d| Pools::set_metadata { pool_id: 1, metadata: vec![b'p'; d.number as usize] }.into(),
	|d| {
		let share = Perbill::from_percent(d.number * 10);
		Pools::set_commission { pool_id: 1, new_commission: Some((share, id(d.other))) }.into()
	},
	|d| {
		let change_rate =
			CommissionChangeRate { max_increase: Perbill::from_percent(d.number * 10), min_delay: d.number };
		Pools::set_commission_change_rate { pool_id: 1, change_rate }.into()
	},
	|_| Pools::claim_commission { pool_id: 1 }.into(),
	|_| Pools::adjust_pool_deposit { pool_id: 1 }.into(),
	|d| {
		let permission = match d.number {
			0 => ClaimPermission::Permissioned,
			1 => ClaimPermission::PermissionlessCompound,
			_ => ClaimPermission::PermissionlessAll,
		};
		Pools::set_claim_permission { permission }.into()
	},
];
