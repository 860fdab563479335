// SPDX-License-Identifier: Apache-2.0

//! The native token, and what transactions cost in it.
//!
//! The fee of a transaction is `base + length + weight × multiplier`, and the sender may add a tip.
//!
//! - One planck pays for one picosecond of `ref_time`, so a second of computation costs 1 CRN. What a call costs follows
//!   from what it takes; what it costs to keep everybody else out of a block does not.
//! - A byte costs 190,000 planck unless governance sets something else (see [`super::governance::settings`]): about
//!   0.8 CRN for a block full of bytes, and as much for a block full of computation, so that neither is the cheap
//!   way to flood the chain.
//! - The multiplier is 1 while computation fills blocks up to a quarter, and rises while it fills more.
//!
//! [`super::tokenomics`] shares the fee out; the tip is the author's.

use super::{
	governance::settings::dynamic_params::fees::PerByte, launch_config::getters::ExistentialDeposit,
	tokenomics::Fees,
};
use crate::{
	units::CRN, weights, Balance, Balances, Runtime, RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason,
	System,
};
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32, ConstU8, VariantCountOf, WithdrawReasons},
	weights::{ConstantMultiplier, IdentityFee},
};
use pallet_transaction_payment::{FungibleAdapter, Multiplier, TargetedFeeAdjustment};
use sp_runtime::{
	traits::{ConvertInto, One},
	FixedPointNumber, Perquintill,
};

parameter_types! {
	/// Tokens that are not vested yet can be staked and voted with. They can be neither transferred nor reserved, and
	/// pay no fees: an account that has nothing else has `vest_other` called by somebody else.
	pub UnvestedFundsAllowedWithdrawReasons: WithdrawReasons =
		WithdrawReasons::except(WithdrawReasons::TRANSFER | WithdrawReasons::RESERVE);

	/// How full blocks may be, of what ordinary transactions may use, before fees rise.
	pub const TargetBlockFullness: Perquintill = Perquintill::from_percent(25);

	/// How fast the multiplier moves. With one block a second this lets it grow by at most 3.5 % an hour while
	/// blocks are full; it falls a third as fast.
	pub AdjustmentVariable: Multiplier = Multiplier::saturating_from_rational(1, 80_000);

	/// Fees never fall below their base: on a quiet chain they stay what they are.
	pub MinimumMultiplier: Multiplier = Multiplier::one();

	/// No upper limit: if a flood goes on for days, its price goes on rising.
	pub MaximumMultiplier: Multiplier = sp_runtime::traits::Bounded::max_value();
}

impl pallet_balances::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type WeightInfo = weights::pallet_balances::Weights<Runtime>;
	type Balance = Balance;
	// What is left in an account that falls below the existential deposit is burnt.
	type DustRemoval = ();
	type ExistentialDeposit = ExistentialDeposit<Runtime>;
	type AccountStore = System;
	type ReserveIdentifier = [u8; 8];
	type FreezeIdentifier = RuntimeFreezeReason;
	type MaxLocks = ConstU32<50>;
	type MaxReserves = ConstU32<50>;
	type MaxFreezes = VariantCountOf<RuntimeFreezeReason>;
	type DoneSlashHandler = ();
}

impl pallet_transaction_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type OnChargeTransaction = FungibleAdapter<Balances, Fees>;
	type WeightToFee = IdentityFee<Balance>;
	type LengthToFee = ConstantMultiplier<Balance, PerByte>;
	type FeeMultiplierUpdate = TargetedFeeAdjustment<
		Self,
		TargetBlockFullness,
		AdjustmentVariable,
		MinimumMultiplier,
		MaximumMultiplier,
	>;
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightInfo = weights::pallet_transaction_payment::Weights<Runtime>;
}

// Tokens given to somebody bit by bit.
impl pallet_vesting::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type BlockNumberToBalance = ConvertInto;
	type MinVestedTransfer = ConstU128<CRN>;
	type WeightInfo = pallet_vesting::weights::SubstrateWeight<Runtime>;
	type UnvestedFundsAllowedWithdrawReasons = UnvestedFundsAllowedWithdrawReasons;
	type BlockNumberProvider = System;

	const MAX_VESTING_SCHEDULES: u32 = 28;
}
