// SPDX-License-Identifier: Apache-2.0

//! Tokens beside the native one: anyone issues an asset, and anyone opens a pool in which two are swapped.
//!
//! An asset behaves as an ERC-20 token does, and more: it can be frozen, its accounts blocked, amounts of it held and
//! frozen by other pallets. A pool of the native token and an asset also lets fees be paid in that asset.

use super::{
	governance::{
		settings::dynamic_params::{assets as asset_settings, swaps as swap_settings},
		EitherRootOr, GeneralAdmin,
	},
	tokenomics::SwappedFees,
	treasury::TreasuryAccount,
};
use crate::{
	units::deposit, weights, AccountId, AssetConversion, Assets, AssetsFreezer, AssetsHolder, Balance,
	Balances, PoolAssets, Runtime, RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason,
};
use frame_support::{
	parameter_types,
	traits::{
		fungible::{NativeFromLeft, NativeOrWithId, UnionOf},
		tokens::imbalance::ResolveAssetTo,
		AsEnsureOriginWithArg, ConstU128, ConstU32,
	},
	PalletId,
};
use frame_system::{EnsureNever, EnsureRoot, EnsureSigned};
use pallet_asset_conversion::{AccountIdConverter, Ascending, Chain, WithFirstAsset};
use pallet_asset_conversion_tx_payment::SwapAssetAdapter;
use sp_core::U256;
use sp_runtime::Permill;

/// What names an asset. Creators choose a free number, or take the next one where the chain gives them out.
pub type AssetId = u32;

/// The assets that users issue.
pub type TrustBackedAssets = pallet_assets::Instance1;

/// The shares in pools.
pub type PoolShares = pallet_assets::Instance2;

/// The native token and all assets, as one.
pub type NativeAndAssets = UnionOf<Balances, Assets, NativeFromLeft, NativeOrWithId<AssetId>, AccountId>;

/// What of them is on hold. The assets' own pallet leaves holds to another.
pub type NativeAndAssetsOnHold =
	UnionOf<Balances, AssetsHolder, NativeFromLeft, NativeOrWithId<AssetId>, AccountId>;

parameter_types! {
	/// The native token among the assets.
	pub const Native: NativeOrWithId<AssetId> = NativeOrWithId::Native;

	/// What pools' accounts are derived from.
	pub const AssetConversionPalletId: PalletId = PalletId(*b"cairn/ac");

	/// The part of withdrawn liquidity that is kept: nothing.
	pub const LiquidityWithdrawalFee: Permill = Permill::zero();

	/// The highest fee that governance may set for a single pool.
	pub const MaxSwapFee: Permill = Permill::from_percent(10);
}

impl pallet_assets::Config<TrustBackedAssets> for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Balance = Balance;
	type RemoveItemsLimit = ConstU32<500>;
	type AssetId = AssetId;
	type AssetIdParameter = parity_scale_codec::Compact<AssetId>;
	type ReserveData = ();
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
	type ForceOrigin = EitherRootOr<GeneralAdmin>;
	type AssetDeposit = asset_settings::AssetDeposit;
	type AssetAccountDeposit = ConstU128<{ deposit(1, 16) }>;
	type MetadataDepositBase = ConstU128<{ deposit(1, 68) }>;
	type MetadataDepositPerByte = ConstU128<{ deposit(0, 1) }>;
	type ApprovalDeposit = ConstU128<{ deposit(1, 96) }>;
	type StringLimit = ConstU32<50>;
	type Freezer = AssetsFreezer;
	type Holder = AssetsHolder;
	type Extra = ();
	type CallbackHandle = ();
	type AssetIdAllocator = ();
	type WeightInfo = weights::pallet_assets::Weights<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = super::benchmark_helpers::Helper;
}

impl pallet_assets_freezer::Config<TrustBackedAssets> for Runtime {
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type RuntimeEvent = RuntimeEvent;
}

impl pallet_assets_holder::Config<TrustBackedAssets> for Runtime {
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeEvent = RuntimeEvent;
}

// Shares in pools: only the pools make them.
impl pallet_assets::Config<PoolShares> for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Balance = Balance;
	type RemoveItemsLimit = ConstU32<500>;
	type AssetId = AssetId;
	type AssetIdParameter = parity_scale_codec::Compact<AssetId>;
	type ReserveData = ();
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<EnsureNever<AccountId>>;
	type ForceOrigin = EnsureRoot<AccountId>;
	type AssetDeposit = ConstU128<0>;
	type AssetAccountDeposit = ConstU128<{ deposit(1, 16) }>;
	type MetadataDepositBase = ConstU128<0>;
	type MetadataDepositPerByte = ConstU128<0>;
	type ApprovalDeposit = ConstU128<{ deposit(1, 96) }>;
	type StringLimit = ConstU32<50>;
	type Freezer = ();
	type Holder = ();
	type Extra = ();
	type CallbackHandle = ();
	type AssetIdAllocator = ();
	type WeightInfo = weights::pallet_assets::Weights<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = super::benchmark_helpers::Helper;
}

/// What names a pool: its two assets.
pub type PoolId = (NativeOrWithId<AssetId>, NativeOrWithId<AssetId>);

type PoolAccount = AccountIdConverter<AssetConversionPalletId, PoolId>;

impl pallet_asset_conversion::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Balance = Balance;
	type HigherPrecisionBalance = U256;
	type AssetKind = NativeOrWithId<AssetId>;
	type Assets = NativeAndAssets;
	type PoolId = PoolId;
	type PoolLocator = Chain<
		WithFirstAsset<Native, AccountId, NativeOrWithId<AssetId>, PoolAccount>,
		Ascending<AccountId, NativeOrWithId<AssetId>, PoolAccount>,
	>;
	type PoolAssetId = AssetId;
	type PoolAssets = PoolAssets;
	type LPFee = swap_settings::LiquidityFee;
	type AdminOrigin = EitherRootOr<GeneralAdmin>;
	type MaxSwapFee = MaxSwapFee;
	type PoolSetupFee = swap_settings::PoolSetupFee;
	type PoolSetupFeeAsset = Native;
	type PoolSetupFeeTarget = ResolveAssetTo<TreasuryAccount, NativeAndAssets>;
	type LiquidityWithdrawalFee = LiquidityWithdrawalFee;
	type MintMinLiquidity = ConstU128<100>;
	type MaxSwapPathLength = ConstU32<4>;
	type PalletId = AssetConversionPalletId;
	type WeightInfo = weights::pallet_asset_conversion::Weights<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = super::benchmark_helpers::Helper;
}

// A fee in an asset is swapped for the native token in its pool, and shared out like any other.
impl pallet_asset_conversion_tx_payment::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type AssetId = NativeOrWithId<AssetId>;
	type OnChargeAssetTransaction = SwapAssetAdapter<Native, NativeAndAssets, AssetConversion, SwappedFees>;
	type WeightInfo = weights::transaction::Fee<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = super::benchmark_helpers::Helper;
}
