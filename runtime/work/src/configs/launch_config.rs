// SPDX-License-Identifier: Apache-2.0

//! What a chain spec may choose for block time and existential deposit.
//!
//! The pallet is shared with the runtimes that have slots. Here the length of a slot is the time that a block should take
//! on average. Epochs, eras, bonding and the governance day have no meaning; a chain spec leaves them out.

use crate::{units::MILLI_CRN, Balance, Runtime};
use frame_support::traits::{ConstU128, ConstU32, ConstU64};

pub use pallet_launch_config::getters;

impl pallet_launch_config::Config for Runtime {
	type Balance = Balance;
	// A block has to be checked by everybody before the next is found, or much work is done in vain.
	type MinSlotDuration = ConstU64<500>;
	// As the slowest chains there are.
	type MaxSlotDuration = ConstU64<600_000>;
	type DefaultSlotDuration = ConstU64<15_000>;
	type DefaultExistentialDeposit = ConstU128<MILLI_CRN>;
	// Without meaning here, from here on.
	type MinEpochDuration = ConstU64<1>;
	type MaxEpochDuration = ConstU64<86_400>;
	type DefaultEpochDuration = ConstU64<240>;
	type MinSessionsPerEra = ConstU32<1>;
	type MaxSessionsPerEra = ConstU32<96>;
	type DefaultSessionsPerEra = ConstU32<1>;
	type MinBondingDuration = ConstU32<1>;
	type MaxBondingDuration = ConstU32<56>;
	type DefaultBondingDuration = ConstU32<1>;
	type DefaultSlashDeferDuration = ConstU32<0>;
	type MinGovernanceDay = ConstU32<1>;
	type MaxGovernanceDay = ConstU32<172_800>;
	type DefaultGovernanceDay = ConstU32<5_760>;
}
