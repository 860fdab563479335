// SPDX-License-Identifier: Apache-2.0

//! The smallest runtime with the pallet in it. Its eras and its load are whatever a test says.

use crate::{self as pallet_validator_count, Rule};
use frame_support::{
	construct_runtime, derive_impl, parameter_types,
	traits::{ConstU32, Hooks},
};
use frame_system::EnsureRoot;
use sp_runtime::{BuildStorage, Perbill};

construct_runtime!(
	pub enum Test {
		System: frame_system,
		ValidatorCount: pallet_validator_count,
	}
);

parameter_types! {
	pub static Era: u32 = 0;
	pub static Fullness: Perbill = Perbill::zero();
	pub static Count: u32 = 10;
}

impl pallet_validator_count::ValidatorCount for Count {
	fn get() -> u32 {
		Count::get()
	}

	fn set(count: u32) {
		Count::set(count);
	}
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Self>;
	type DbWeight = frame_support::weights::constants::RocksDbWeight;
}

impl pallet_validator_count::Config for Test {
	type AdminOrigin = EnsureRoot<u64>;
	type Era = Era;
	type BlockFullness = Fullness;
	type ValidatorCount = Count;
	type MaxValidatorCount = ConstU32<100>;
	type WeightInfo = pallet_validator_count::weights::SubstrateWeight<Self>;
}

/// An empty state: no genesis was built in it.
pub(crate) fn empty() -> sp_io::TestExternalities {
	sp_io::TestExternalities::new_empty()
}

/// A state after genesis, with this rule.
pub(crate) fn genesis(rule: Option<Rule>) -> sp_io::TestExternalities {
	Era::set(0);
	Fullness::set(Perbill::zero());
	Count::set(10);
	let storage = RuntimeGenesisConfig {
		validator_count: pallet_validator_count::GenesisConfig { rule, ..Default::default() },
		..Default::default()
	}
	.build_storage()
	.expect("the rule is allowed");
	let mut state = sp_io::TestExternalities::new(storage);
	// No events are kept in block 0.
	state.execute_with(|| System::set_block_number(1));
	state
}

/// Makes blocks that are this full, as many as are given, in this era.
pub(crate) fn make_blocks(era: u32, blocks: u32, fullness: Perbill) {
	Era::set(era);
	Fullness::set(fullness);
	for _ in 0..blocks {
		let number = System::block_number();
		ValidatorCount::on_initialize(number);
		ValidatorCount::on_finalize(number);
		System::set_block_number(number + 1);
		ValidatorCount::do_try_state().expect("the invariants hold after each block");
	}
}
