// SPDX-License-Identifier: Apache-2.0

//! The native token, and what transactions cost in it.
//!
//! The fee of a transaction is `base + length + weight × multiplier`, and the sender may add a tip.
//!
//! - One planck pays for one picosecond of `ref_time`, so a second of computation costs 1 CRN.
//! - A byte costs [`FEE_PER_BYTE`]: about 0.4 CRN for a block full of bytes, and as much for a block full of
//!   computation, so that neither is the cheap way to flood the chain.
//! - The multiplier is 1 while computation fills blocks up to a quarter, and rises while it fills more.
//!
//! Fee and tip go to the author of the block.

use super::launch_config::getters::ExistentialDeposit;
use crate::{
	AccountId, Authorship, Balance, Balances, Runtime, RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason,
	System,
};
use frame_support::{
	parameter_types,
	traits::{
		fungible::{Balanced, Credit},
		ConstU32, ConstU8, OnUnbalanced, VariantCountOf,
	},
	weights::{ConstantMultiplier, IdentityFee},
};
use pallet_transaction_payment::{FungibleAdapter, Multiplier, TargetedFeeAdjustment};
use sp_runtime::{traits::One, FixedPointNumber, Perquintill};

/// The fee for one byte of a transaction, in planck.
pub const FEE_PER_BYTE: Balance = 100_000;

parameter_types! {
	/// The price of a byte.
	pub const FeePerByte: Balance = FEE_PER_BYTE;

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
	type OnChargeTransaction = FungibleAdapter<Balances, ToAuthor>;
	type WeightToFee = IdentityFee<Balance>;
	type LengthToFee = ConstantMultiplier<Balance, FeePerByte>;
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

/// Pays fees and tips to the author of the block.
///
/// Where the block has no author (a development chain sealed by hand) they are burnt. They are also burnt where
/// the author's account does not exist and the amount is too small to create it.
pub struct ToAuthor;

impl OnUnbalanced<Credit<AccountId, Balances>> for ToAuthor {
	fn on_nonzero_unbalanced(amount: Credit<AccountId, Balances>) {
		if let Some(author) = Authorship::author() {
			// An amount that cannot be paid is handed back, and burnt as it is dropped here.
			drop(Balances::resolve(&author, amount));
		}
	}
}
