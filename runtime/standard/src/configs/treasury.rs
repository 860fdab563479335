// SPDX-License-Identifier: Apache-2.0

//! The treasury: what comes into it, and how governance spends it, in any asset.
//!
//! It takes in a share of what is issued, a share of the fees, and slashes. A spend is approved by a referendum, in
//! the native token or in any asset that the treasury's account holds; the beneficiary then claims it. Bounties set
//! a sum aside for a task that a curator hands out.

use super::{
	assets::{Native, NativeAndAssets},
	governance::{origins::Origin, EitherRootOr, GeneralAdmin, Treasurer},
	launch_config::getters::{Days, Hours},
};
use crate::{
	units::{deposit, CRN},
	AccountId, AssetRate, Balance, Balances, Bounties, ChildBounties, Runtime, RuntimeEvent, System,
	Treasury,
};
use frame_support::{
	parameter_types,
	traits::{
		fungible::NativeOrWithId,
		tokens::{imbalance::ResolveTo, pay::PayAssetFromAccount, UnityOrOuterConversion},
		ConstU32, Equals,
	},
	PalletId,
};
use sp_runtime::{
	traits::{AccountIdConversion, IdentityLookup},
	Permill,
};

use super::governance::origins::EnsureSpender;

parameter_types! {
	/// What the treasury's account is derived from.
	pub const TreasuryPalletId: PalletId = PalletId(*b"cairn/tr");

	/// The treasury's account.
	pub TreasuryAccount: AccountId = TreasuryPalletId::get().into_account_truncating();

	/// What the treasury does not spend stays.
	pub const Burn: Permill = Permill::zero();

	/// What a curator leaves as a deposit: half of the fee.
	pub const CuratorDepositMultiplier: Permill = Permill::from_percent(50);

	/// The least deposit of a curator.
	pub const CuratorDepositMin: Option<Balance> = Some(CRN);

	/// The largest deposit of a curator.
	pub const CuratorDepositMax: Option<Balance> = Some(1_000 * CRN);

	/// The least value of a bounty.
	pub const BountyValueMinimum: Balance = 10 * CRN;

	/// The least value of a part of a bounty.
	pub const ChildBountyValueMinimum: Balance = CRN;

	/// The deposit for proposing a bounty.
	pub const BountyDepositBase: Balance = CRN;

	/// The deposit for each byte of a bounty's description.
	pub const DataDepositPerByte: Balance = deposit(0, 1);
}

/// Pays an amount of the native token into the treasury.
pub type IntoTreasury = ResolveTo<TreasuryAccount, Balances>;

/// How much an origin may spend at a time.
pub struct SpendLimit;

impl SpendLimit {
	/// The limit in planck, or in the native token's worth of another asset; `None` if it may not spend at all.
	pub const fn of(origin: Origin) -> Option<Balance> {
		match origin {
			Origin::SmallSpender => Some(10_000 * CRN),
			Origin::MediumSpender => Some(100_000 * CRN),
			Origin::BigSpender => Some(1_000_000 * CRN),
			Origin::Treasurer => Some(Balance::MAX),
			_ => None,
		}
	}
}

impl pallet_treasury::Config for Runtime {
	type Currency = Balances;
	type RejectOrigin = EitherRootOr<Treasurer>;
	type RuntimeEvent = RuntimeEvent;
	type SpendPeriod = Days<Runtime, 6>;
	type Burn = Burn;
	type PalletId = TreasuryPalletId;
	type BurnDestination = ();
	type WeightInfo = pallet_treasury::weights::SubstrateWeight<Runtime>;
	type SpendFunds = Bounties;
	type MaxApprovals = ConstU32<100>;
	type SpendOrigin = EnsureSpender;
	type AssetKind = NativeOrWithId<u32>;
	type Beneficiary = AccountId;
	type BeneficiaryLookup = IdentityLookup<AccountId>;
	type Paymaster = PayAssetFromAccount<NativeAndAssets, TreasuryAccount>;
	// The native token counts as itself; of other assets governance says what they are worth.
	type BalanceConverter = UnityOrOuterConversion<Equals<Native>, AssetRate>;
	type PayoutPeriod = Days<Runtime, 30>;
	type BlockNumberProvider = System;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = super::benchmark_helpers::Helper;
}

impl pallet_asset_rate::Config for Runtime {
	type WeightInfo = pallet_asset_rate::weights::SubstrateWeight<Runtime>;
	type RuntimeEvent = RuntimeEvent;
	type CreateOrigin = EitherRootOr<GeneralAdmin>;
	type RemoveOrigin = EitherRootOr<GeneralAdmin>;
	type UpdateOrigin = EitherRootOr<GeneralAdmin>;
	type Currency = Balances;
	type AssetKind = NativeOrWithId<u32>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = super::benchmark_helpers::Helper;
}

impl pallet_bounties::Config for Runtime {
	type BountyDepositBase = BountyDepositBase;
	type BountyDepositPayoutDelay = Hours<Runtime, 24>;
	type BountyUpdatePeriod = Days<Runtime, 90>;
	type CuratorDepositMultiplier = CuratorDepositMultiplier;
	type CuratorDepositMax = CuratorDepositMax;
	type CuratorDepositMin = CuratorDepositMin;
	type BountyValueMinimum = BountyValueMinimum;
	type DataDepositPerByte = DataDepositPerByte;
	type RuntimeEvent = RuntimeEvent;
	type MaximumReasonLength = ConstU32<1_024>;
	type WeightInfo = pallet_bounties::weights::SubstrateWeight<Runtime>;
	type ChildBountyManager = ChildBounties;
	type OnSlash = Treasury;
	type TransferAllAssets = pallet_bounties::TransferFungible<AccountId, Balances>;
}

impl pallet_child_bounties::Config for Runtime {
	type MaxActiveChildBountyCount = ConstU32<100>;
	type ChildBountyValueMinimum = ChildBountyValueMinimum;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_child_bounties::weights::SubstrateWeight<Runtime>;
}
