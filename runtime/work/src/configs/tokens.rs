// SPDX-License-Identifier: Apache-2.0

//! The native token, and what transactions cost in it.
//!
//! The fee of a transaction is `base + length + weight × multiplier`, and the sender may add a tip. All of it is the
//! miner's.
//!
//! - One planck pays for one picosecond of `ref_time`, so a second of computation costs 1 CRN.
//! - A byte costs 100,000 planck: about 0.4 CRN for a block full of bytes, and as much for a block full of computation,
//!   so that neither is the cheap way to flood the chain.
//! - The multiplier is 1 while computation fills blocks up to a quarter, and rises while it fills more.

use super::launch_config::getters::ExistentialDeposit;
use crate::{
	AccountId, Authorship, Balance, Balances, Runtime, RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason,
	System,
};
use frame_support::{
	parameter_types,
	traits::{
		fungible::{Balanced, Credit},
		ConstU128, ConstU32, ConstU8, OnUnbalanced, VariantCountOf,
	},
	weights::{ConstantMultiplier, IdentityFee},
};
use pallet_transaction_payment::{FungibleAdapter, Multiplier, TargetedFeeAdjustment};
use sp_runtime::{traits::One, FixedPointNumber, Perquintill};

parameter_types! {
	/// How full blocks may be, of what ordinary transactions may use, before fees rise.
	pub const TargetBlockFullness: Perquintill = Perquintill::from_percent(25);

	/// How fast the multiplier moves: by at most 0.094 % a block while blocks are full, and a third as fast down.
	pub AdjustmentVariable: Multiplier = Multiplier::saturating_from_rational(1, 800);

	/// Fees never fall below their base: on a quiet chain they stay what they are.
	pub MinimumMultiplier: Multiplier = Multiplier::one();

	/// No upper limit: if a flood goes on for days, its price goes on rising.
	pub MaximumMultiplier: Multiplier = sp_runtime::traits::Bounded::max_value();
}

/// Gives fees and tips to the block's miner. Where nobody is to be paid, they are burnt.
pub struct ToMiner;

impl OnUnbalanced<Credit<AccountId, Balances>> for ToMiner {
	fn on_nonzero_unbalanced(amount: Credit<AccountId, Balances>) {
		if let Some(miner) = Authorship::author() {
			// Less than the existential deposit cannot be given to an account that does not exist. It is burnt.
			let _ = Balances::resolve(&miner, amount);
		}
	}
}

impl pallet_balances::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type WeightInfo = pallet_balances::weights::SubstrateWeight<Runtime>;
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
	type OnChargeTransaction = FungibleAdapter<Balances, ToMiner>;
	type WeightToFee = IdentityFee<Balance>;
	type LengthToFee = ConstantMultiplier<Balance, ConstU128<100_000>>;
	type FeeMultiplierUpdate = TargetedFeeAdjustment<
		Self,
		TargetBlockFullness,
		AdjustmentVariable,
		MinimumMultiplier,
		MaximumMultiplier,
	>;
	type OperationalFeeMultiplier = ConstU8<5>;
	type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
}
