// SPDX-License-Identifier: Apache-2.0

//! The settings of `pallet-@kebab@`.

use crate::{units::deposit, Balances, Runtime, RuntimeHoldReason};
use frame_support::traits::{ConstU128, ConstU32};

impl pallet_@snake@::Config for Runtime {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	// One item; beside the text, 66 bytes of key, length and deposit.
	type DepositBase = ConstU128<{ deposit(1, 66) }>;
	type DepositPerByte = ConstU128<{ deposit(0, 1) }>;
	type MaxLength = ConstU32<1_024>;
	type WeightInfo = pallet_@snake@::weights::SubstrateWeight<Runtime>;
}
