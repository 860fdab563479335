// SPDX-License-Identifier: Apache-2.0

//! The smallest runtime with the pallet in it.

use crate as pallet_launch_config;
use frame_support::{
	construct_runtime, derive_impl,
	traits::{ConstU32, ConstU64},
};

construct_runtime!(
	pub enum Test {
		System: frame_system,
		LaunchConfig: pallet_launch_config,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Self>;
}

impl pallet_launch_config::Config for Test {
	type Balance = u64;
	type MinSlotDuration = ConstU64<100>;
	type MaxSlotDuration = ConstU64<60_000>;
	type MinEpochDuration = ConstU64<10>;
	type MaxEpochDuration = ConstU64<1_000>;
	type DefaultSlotDuration = ConstU64<1_000>;
	type DefaultEpochDuration = ConstU64<50>;
	type DefaultExistentialDeposit = ConstU64<7>;
	type MinSessionsPerEra = ConstU32<2>;
	type MaxSessionsPerEra = ConstU32<100>;
	type DefaultSessionsPerEra = ConstU32<6>;
	type MinBondingDuration = ConstU32<1>;
	type MaxBondingDuration = ConstU32<56>;
	type DefaultBondingDuration = ConstU32<28>;
	type DefaultSlashDeferDuration = ConstU32<14>;
	type MinGovernanceDay = ConstU32<5>;
	// A real day of the shortest slots.
	type MaxGovernanceDay = ConstU32<864_000>;
	// Not a real day of the default slots, so that tests can tell the two apart.
	type DefaultGovernanceDay = ConstU32<480>;
}

/// An empty state: no genesis was built in it.
pub(crate) fn empty() -> sp_io::TestExternalities {
	sp_io::TestExternalities::new_empty()
}
