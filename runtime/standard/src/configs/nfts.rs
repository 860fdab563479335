// SPDX-License-Identifier: Apache-2.0

//! Non-fungible tokens: collections, items, their attributes, trade and swaps; and items split into assets.

use super::governance::{settings::dynamic_params::nfts as settings, EitherRootOr, GeneralAdmin};
use crate::{
	units::{deposit, CRN},
	weights, AccountId, Assets, Balance, Balances, Nfts, Runtime, RuntimeEvent, RuntimeHoldReason, Signature,
	System,
};
use frame_support::{
	parameter_types,
	traits::{AsEnsureOriginWithArg, ConstU128, ConstU32},
	BoundedVec, PalletId,
};
use frame_system::EnsureSigned;
use pallet_nfts::PalletFeatures;
use sp_runtime::traits::Verify;

/// What names a collection.
pub type CollectionId = u32;

/// What names an item in its collection.
pub type ItemId = u32;

parameter_types! {
	/// Trading, attributes, approvals and swaps are all on.
	pub Features: PalletFeatures = PalletFeatures::all_enabled();

	/// What the account that keeps split items is derived from.
	pub const FractionsPalletId: PalletId = PalletId(*b"cairn/nf");

	/// The symbol of an asset that an item was split into.
	pub FractionSymbol: BoundedVec<u8, ConstU32<50>> =
		BoundedVec::truncate_from(b"FRAC".to_vec());

	/// The name of an asset that an item was split into.
	pub FractionName: BoundedVec<u8, ConstU32<50>> =
		BoundedVec::truncate_from(b"Fraction".to_vec());
}

impl pallet_nfts::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type CollectionId = CollectionId;
	type ItemId = ItemId;
	type Currency = Balances;
	type ForceOrigin = EitherRootOr<GeneralAdmin>;
	type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
	type Locker = ();
	type CollectionDeposit = settings::CollectionDeposit;
	type ItemDeposit = settings::ItemDeposit;
	type MetadataDepositBase = ConstU128<{ deposit(1, 20) }>;
	type AttributeDepositBase = ConstU128<{ deposit(1, 20) }>;
	type DepositPerByte = ConstU128<{ deposit(0, 1) }>;
	type StringLimit = ConstU32<256>;
	type KeyLimit = ConstU32<64>;
	type ValueLimit = ConstU32<256>;
	type ApprovalsLimit = ConstU32<20>;
	type ItemAttributesApprovalsLimit = ConstU32<30>;
	type MaxTips = ConstU32<10>;
	type MaxDeadlineDuration = super::launch_config::getters::Days<Runtime, 365>;
	type MaxAttributesPerCall = ConstU32<10>;
	type Features = Features;
	type OffchainSignature = Signature;
	type OffchainPublic = <Signature as Verify>::Signer;
	#[cfg(feature = "runtime-benchmarks")]
	type Helper = ();
	type WeightInfo = weights::pallet_nfts::Weights<Runtime>;
	type BlockNumberProvider = System;
}

impl pallet_nft_fractionalization::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Deposit = ConstU128<CRN>;
	type NftCollectionId = CollectionId;
	type NftId = ItemId;
	type AssetBalance = Balance;
	type AssetId = super::assets::AssetId;
	type Assets = Assets;
	type Nfts = Nfts;
	type PalletId = FractionsPalletId;
	type NewAssetSymbol = FractionSymbol;
	type NewAssetName = FractionName;
	type StringLimit = ConstU32<50>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
	type WeightInfo = pallet_nft_fractionalization::weights::SubstrateWeight<Runtime>;
}
