// SPDX-License-Identifier: Apache-2.0

//! What a chain spec may choose for slot time, epochs and eras, the existential deposit, and the pace of governance.

use crate::{units::MILLI_CRN, Balance, Runtime};
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32, ConstU64},
};

pub use pallet_launch_config::getters;

parameter_types! {
	/// A day of one-second slots.
	pub const MaxEpochDuration: u64 = 24 * 60 * 60;

	/// A day of half-second slots.
	pub const MaxGovernanceDay: u32 = 2 * 24 * 60 * 60;
}

impl pallet_launch_config::Config for Runtime {
	type Balance = Balance;
	// An author stops by its clock (see `system::MAX_BLOCK_WEIGHT`). A shorter slot could be over before the other validators
	// have checked even such a block.
	type MinSlotDuration = ConstU64<500>;
	type MaxSlotDuration = ConstU64<60_000>;
	// A validator set and its randomness take effect an epoch after they were announced. Within very few slots
	// an unlucky run of empty ones would skip whole epochs.
	type MinEpochDuration = ConstU64<10>;
	type MaxEpochDuration = MaxEpochDuration;
	type DefaultSlotDuration = ConstU64<1_000>;
	// Ten minutes of one-second slots.
	type DefaultEpochDuration = ConstU64<600>;
	type DefaultExistentialDeposit = ConstU128<MILLI_CRN>;
	type MinSessionsPerEra = ConstU32<1>;
	type MaxSessionsPerEra = ConstU32<96>;
	// Six hours of ten-minute epochs.
	type DefaultSessionsPerEra = ConstU32<36>;
	type MinBondingDuration = ConstU32<1>;
	// Staking keeps 84 eras, pools 64.
	type MaxBondingDuration = ConstU32<56>;
	// A week of six-hour eras.
	type DefaultBondingDuration = ConstU32<28>;
	type DefaultSlashDeferDuration = ConstU32<14>;
	type MinGovernanceDay = ConstU32<1>;
	type MaxGovernanceDay = MaxGovernanceDay;
	type DefaultGovernanceDay = ConstU32<86_400>;
}
