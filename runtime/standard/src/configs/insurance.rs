// SPDX-License-Identifier: Apache-2.0

//! Mutual insurance: pools of capital in any asset, products of theirs, and claims.

use super::{
	assets::{Native, NativeAndAssets, NativeAndAssetsOnHold},
	launch_config::getters::{Days, Hours, SlotDuration},
	oracle::{AllFeeds, FeedId, FeedValue},
};
use crate::{
	units::{deposit, CRN},
	BlockNumber, Runtime, RuntimeHoldReason, Timestamp,
};
use core::marker::PhantomData;
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32, ConstU64, ConstU8, Get},
	weights::Weight,
	PalletId,
};
use pallet_insurance::{FeedError, Feeds, Reading};
use pallet_oracle_feeds::{ReadError, ReadFeed};
use sp_runtime::Perbill;

/// An hour of the clock, in ms.
const HOUR: u64 = 60 * 60 * 1_000;

/// The time that so many blocks take, in ms. A day of governance is a real one, unless the chain spec says otherwise.
pub struct InMillis<Blocks>(PhantomData<Blocks>);

impl<Blocks: Get<BlockNumber>> Get<u64> for InMillis<Blocks> {
	fn get() -> u64 {
		u64::from(Blocks::get()).saturating_mul(SlotDuration::<Runtime>::get())
	}
}

parameter_types! {
	/// What the accounts of pools are derived from.
	pub const InsurancePalletId: PalletId = PalletId(*b"cairn/in");

	/// The most that a pool's manager can take of a premium.
	pub const MaxFee: Perbill = Perbill::from_percent(30);
}

impl pallet_insurance::Config for Runtime {
	type RuntimeHoldReason = RuntimeHoldReason;
	type Assets = NativeAndAssets;
	type Holds = NativeAndAssetsOnHold;
	type DepositAsset = Native;
	type Feeds = OracleFeeds;
	type Time = Timestamp;
	type PalletId = InsurancePalletId;
	type PoolDeposit = ConstU128<{ 10 * CRN }>;
	type ProductDeposit = ConstU128<{ CRN + deposit(1, 300) }>;
	type PositionDeposit = ConstU128<{ deposit(1, 150) }>;
	type PolicyDeposit = ConstU128<{ deposit(2, 200) }>;
	// Cover for ten times the capital: for products that cannot all be triggered at once.
	type MaxRatioPercent = ConstU32<1_000>;
	type MaxFee = MaxFee;
	type MaxNotice = InMillis<Days<Runtime, 366>>;
	type ExitWindow = InMillis<Days<Runtime, 7>>;
	type SettlementPeriod = InMillis<Days<Runtime, 1>>;
	type MinWaiting = InMillis<Hours<Runtime, 1>>;
	type MaxReadingAge = ConstU64<HOUR>;
	type MaxProducts = ConstU32<32>;
	type MaxAssessors = ConstU32<32>;
	type MaxFilings = ConstU8<3>;
	type WeightInfo = pallet_insurance::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = super::benchmark_helpers::Helper;
}

/// The feeds of the oracle, as products of insurance see them.
pub struct OracleFeeds;

impl Feeds for OracleFeeds {
	type FeedId = FeedId;
	type Value = FeedValue;

	fn read(feed: &FeedId) -> Result<Reading<FeedValue>, FeedError> {
		match AllFeeds::read(feed) {
			Ok(reading) => Ok(Reading { value: reading.value, observed_at: reading.observed_at }),
			Err(ReadError::NoSuchFeed) => Err(FeedError::Unknown),
			Err(ReadError::TooOld { .. }) => Err(FeedError::Stale),
			Err(ReadError::NotEnoughSources { .. } | ReadError::TooFarApart { .. }) => {
				Err(FeedError::Unavailable)
			}
		}
	}

	fn read_weight() -> Weight {
		AllFeeds::read_weight()
	}
}
