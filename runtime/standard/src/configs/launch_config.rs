// SPDX-License-Identifier: Apache-2.0

//! What a chain spec may choose for slot time, epoch length and existential deposit.

use crate::{units::MILLI_CRN, Balance, Runtime};
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU64},
};

pub use pallet_launch_config::getters;

parameter_types! {
	/// A day of one-second slots.
	pub const MaxEpochDuration: u64 = 24 * 60 * 60;
}

impl pallet_launch_config::Config for Runtime {
	type Balance = Balance;
	// A full block may take 500 ms to execute (see `system::MAX_BLOCK_WEIGHT`). A shorter slot could be over
	// before the other validators have checked its block.
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
}
