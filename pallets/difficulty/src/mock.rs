// SPDX-License-Identifier: Apache-2.0

//! The smallest runtime with the pallet in it. Its clock is whatever a test says.

use crate::{self as pallet_difficulty, Rule};
use frame_support::{
	construct_runtime, derive_impl, parameter_types,
	traits::{ConstU64, Hooks, Time},
};
use sp_core::U256;
use sp_runtime::BuildStorage;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Difficulty: pallet_difficulty,
	}
);

/// The time that a block should take, in milliseconds.
pub(crate) const TARGET: u64 = 10_000;
/// The half-life, in milliseconds: 120 blocks.
pub(crate) const HALF_LIFE: u64 = 120 * TARGET;
/// The least difficulty.
pub(crate) const MINIMUM: u64 = 16;
/// The difficulty at genesis.
pub(crate) const INITIAL: u64 = 1_000_000;
/// The time of the first block of a test, which is the launch too.
pub(crate) const START: u64 = 1_700_000_000_000;

parameter_types! {
	pub static Now: u64 = START;
}

/// The clock.
pub struct Clock;

impl Time for Clock {
	type Moment = u64;

	fn now() -> u64 {
		Now::get()
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl pallet_difficulty::SetTime for Clock {
	fn set(time: u64) {
		Now::set(time);
	}
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Self>;
	type DbWeight = frame_support::weights::constants::RocksDbWeight;
}

impl pallet_difficulty::Config for Test {
	type Time = Clock;
	type TargetBlockTime = ConstU64<TARGET>;
	type WeightInfo = pallet_difficulty::weights::SubstrateWeight<Self>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkTime = Clock;
}

/// An empty state: no genesis was built in it.
pub(crate) fn empty() -> sp_io::TestExternalities {
	sp_io::TestExternalities::new_empty()
}

/// A state after genesis.
pub(crate) fn genesis() -> sp_io::TestExternalities {
	Now::set(START);
	RuntimeGenesisConfig {
		difficulty: pallet_difficulty::GenesisConfig {
			rule: Rule { half_life: HALF_LIFE, minimum: MINIMUM },
			initial_difficulty: INITIAL,
			launch: START,
			..Default::default()
		},
		..Default::default()
	}
	.build_storage()
	.expect("the rule is allowed")
	.into()
}

/// Makes a block with this timestamp, and returns the difficulty of the one after it.
pub(crate) fn make_block(time: u64) -> U256 {
	let number = Difficulty::next_height();
	System::set_block_number(number);
	Now::set(time);
	Difficulty::on_initialize(number);
	Difficulty::on_finalize(number);
	Difficulty::do_try_state().expect("the invariants hold after each block");
	Difficulty::difficulty()
}
