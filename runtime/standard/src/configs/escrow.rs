// SPDX-License-Identifier: Apache-2.0

//! Money held between two parties, in the native token or any asset.

use super::{
	assets::{AssetId, Native, NativeAndAssets, NativeAndAssetsOnHold},
	launch_config::getters::Days,
};
use crate::{
	units::{deposit, CRN},
	Balance, Runtime, RuntimeHoldReason,
};
use frame_support::{
	parameter_types,
	traits::{fungible::NativeOrWithId, ConstU128, ConstU32},
};
use sp_runtime::Permill;

parameter_types! {
	/// The most that an arbiter can take of what is in dispute.
	pub const MaxArbiterFee: Permill = Permill::from_percent(20);
}

impl pallet_escrow::Config for Runtime {
	type RuntimeHoldReason = RuntimeHoldReason;
	type AssetId = NativeOrWithId<AssetId>;
	type Balance = Balance;
	type Assets = NativeAndAssets;
	type Holds = NativeAndAssetsOnHold;
	type NativeAsset = Native;
	type DepositBase = ConstU128<{ CRN + deposit(4, 400) }>;
	type DepositPerItem = ConstU128<{ deposit(0, 49) }>;
	type MaxMilestones = ConstU32<20>;
	type MaxEvidence = ConstU32<10>;
	// Two years.
	type MaxDuration = Days<Runtime, 730>;
	type MinDisputePeriod = Days<Runtime, 1>;
	type MaxDisputePeriod = Days<Runtime, 90>;
	type MaxArbiterFee = MaxArbiterFee;
	type MaxExpiriesPerBlock = ConstU32<10>;
	type ExpirySearch = ConstU32<32>;
	// As long as a referendum can take votes: 14 days until it is decided, 28 of decision, 7 of confirmation, and some
	// hours.
	type FreezeGrace = Days<Runtime, 50>;
	type WeightInfo = pallet_escrow::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = super::benchmark_helpers::Helper;
}
