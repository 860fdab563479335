// SPDX-License-Identifier: Apache-2.0

//! What a chain spec may choose for slot time, sessions, the existential deposit, and the pace of the council.
//!
//! There is no staking here, so there are no eras: `sessionsPerEra` and `bondingDuration` can only be 1, and
//! `slashDeferDuration` only 0. An epoch is a session, counted in blocks.

use crate::{units::MILLI_CRN, Balance, Runtime};
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32, ConstU64},
};

pub use pallet_launch_config::getters;

parameter_types! {
	/// A day of slots of 250 ms.
	pub const MaxEpochDuration: u64 = 4 * 24 * 60 * 60;

	/// The same, as a governance day.
	pub const MaxGovernanceDay: u32 = 4 * 24 * 60 * 60;
}

impl pallet_launch_config::Config for Runtime {
	type Balance = Balance;
	// The limits of ordinary transactions shrink with the slot (see `system::block_weights`). Shorter slots would be
	// over before a block has reached the other validators, even on one continent.
	type MinSlotDuration = ConstU64<250>;
	type MaxSlotDuration = ConstU64<60_000>;
	// A change of the validators takes effect with the session after the next.
	type MinEpochDuration = ConstU64<10>;
	type MaxEpochDuration = MaxEpochDuration;
	type DefaultSlotDuration = ConstU64<1_000>;
	// Ten minutes of one-second slots.
	type DefaultEpochDuration = ConstU64<600>;
	type DefaultExistentialDeposit = ConstU128<MILLI_CRN>;
	type MinSessionsPerEra = ConstU32<1>;
	type MaxSessionsPerEra = ConstU32<1>;
	type DefaultSessionsPerEra = ConstU32<1>;
	type MinBondingDuration = ConstU32<1>;
	type MaxBondingDuration = ConstU32<1>;
	type DefaultBondingDuration = ConstU32<1>;
	type DefaultSlashDeferDuration = ConstU32<0>;
	type MinGovernanceDay = ConstU32<1>;
	type MaxGovernanceDay = MaxGovernanceDay;
	type DefaultGovernanceDay = ConstU32<86_400>;
}
