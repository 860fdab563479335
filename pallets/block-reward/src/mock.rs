// SPDX-License-Identifier: Apache-2.0

//! A runtime with the pallet and a native token. The author of a block is whoever a test says.

use crate::{self as pallet_block_reward, Plan};
use frame_support::{
	construct_runtime, derive_impl, parameter_types,
	traits::{ConstU128, Hooks},
};
use sp_runtime::{BuildStorage, Perbill};

/// The author of blocks, if a test names no other. It has no account before its first reward.
pub(crate) const AUTHOR: u64 = 1;
/// Who gets the treasury's share. It has no account either.
pub(crate) const TREASURY: u64 = 2;
/// Somebody with tokens.
pub(crate) const HOLDER: u64 = 3;
/// What the holder has at genesis.
pub(crate) const FUNDS: u128 = 1_000_000;
/// The existential deposit.
pub(crate) const MIN_BALANCE: u128 = 10;

/// Halves after every 10 blocks, to nothing.
pub(crate) const PLAN: Plan =
	Plan { initial: 1_000, halving_interval: 10, tail: 0, treasury_share: Perbill::zero() };

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		BlockReward: pallet_block_reward,
	}
);

parameter_types! {
	pub static BlockAuthor: Option<u64> = Some(AUTHOR);
}

#[cfg(feature = "runtime-benchmarks")]
impl pallet_block_reward::SetAuthor<u64> for BlockAuthor {
	fn set(author: u64) {
		BlockAuthor::set(Some(author));
	}
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Self>;
	type AccountData = pallet_balances::AccountData<u128>;
	type DbWeight = frame_support::weights::constants::RocksDbWeight;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = u128;
	type ExistentialDeposit = ConstU128<MIN_BALANCE>;
	type AccountStore = System;
}

impl pallet_block_reward::Config for Test {
	type Currency = Balances;
	type Author = BlockAuthor;
	type WeightInfo = pallet_block_reward::weights::SubstrateWeight<Self>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkAuthor = BlockAuthor;
}

/// An empty state: no genesis was built in it.
pub(crate) fn empty() -> sp_io::TestExternalities {
	sp_io::TestExternalities::new_empty()
}

/// A state after genesis, with this plan and a treasury.
pub(crate) fn genesis(plan: Plan) -> sp_io::TestExternalities {
	BlockAuthor::set(Some(AUTHOR));
	RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances: vec![(HOLDER, FUNDS)], ..Default::default() },
		block_reward: pallet_block_reward::GenesisConfig { plan, treasury: Some(TREASURY) },
		..Default::default()
	}
	.build_storage()
	.expect("the plan is allowed")
	.into()
}

/// Makes so many blocks.
pub(crate) fn make_blocks(count: u32) {
	for _ in 0..count {
		let number = System::block_number() + 1;
		System::set_block_number(number);
		BlockReward::on_initialize(number);
		BlockReward::do_try_state().expect("the invariants hold after each block");
	}
}
