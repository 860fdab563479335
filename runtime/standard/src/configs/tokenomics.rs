// SPDX-License-Identifier: Apache-2.0

//! How many tokens there are, and where fees go. The rules are in the tokenomics pallet; here they are connected.

use super::{
	assets::NativeAndAssets,
	governance::{EitherRootOr, GeneralAdmin},
	staking::ActiveStake,
	treasury::TreasuryAccount,
};
use crate::{AccountId, Authorship, Balances, Runtime};
use frame_support::{parameter_types, traits::ConstU64};
use sp_runtime::Perbill;

/// A day and a half, in milliseconds.
const LONGEST_ERA: u64 = 36 * 60 * 60 * 1_000;

parameter_types! {
	/// The author of the block under construction, if it has one.
	pub Author: Option<AccountId> = Authorship::author();

	/// The highest yearly inflation that governance can set.
	pub const MaxInflation: Perbill = Perbill::from_percent(20);
}

impl pallet_tokenomics::Config for Runtime {
	type AdminOrigin = EitherRootOr<GeneralAdmin>;
	type Currency = Balances;
	type Author = Author;
	type TreasuryAccount = TreasuryAccount;
	type TotalStaked = ActiveStake;
	type MaxInflation = MaxInflation;
	// After a standstill stakers are not paid for all of it at once.
	type MaxEraDuration = ConstU64<LONGEST_ERA>;
	type WeightInfo = pallet_tokenomics::weights::SubstrateWeight<Runtime>;
}

/// Shares out fees that were paid in the native token.
pub type Fees = pallet_tokenomics::fees::NativeFees<Runtime>;

/// Shares out fees that were paid in an asset and swapped for the native token.
pub type SwappedFees = pallet_tokenomics::fees::AssetFees<Runtime, NativeAndAssets>;
