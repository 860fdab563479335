// SPDX-License-Identifier: Apache-2.0

//! Numbers from outside the chain: prices, weather, and any others, in three families of feeds.
//!
//! Operators of a family, admitted by governance and with a bond on hold, send values to its instance of the SDK's
//! `pallet-oracle`. Its instance of `pallet-oracle-feeds` says which feeds there are, and gives readings that are
//! neither too old nor disputed. Other pallets read through [`AllFeeds`] and nothing else.
//!
//! Values have 18 decimals and may be negative. Time is the chain's clock, in milliseconds.

use super::{
	governance::{EitherRootOr, GeneralAdmin},
	launch_config::getters::Days,
	treasury::IntoTreasury,
};
use crate::{
	units::CRN, AccountId, Balance, Balances, BlockNumber, NumberFeeds, PriceFeeds, Runtime,
	RuntimeHoldReason, Timestamp, WeatherFeeds,
};
use alloc::{string::String, vec, vec::Vec};
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32, InsideBoth},
	weights::Weight,
	BoundedVec, PalletId,
};
use pallet_oracle_feeds::{
	FeedState, GenesisFeed, OperatorState, OracleWeights, ReadError, ReadFeed, Reading, RegisteredFeedsOnly,
	Source,
};
use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::{FixedI128, Permill};

/// The instances of the family of prices.
pub type Prices = pallet_oracle::Instance1;

/// The instances of the family of weather.
pub type Weather = pallet_oracle::Instance2;

/// The instances of the family of all other numbers.
pub type Numbers = pallet_oracle::Instance3;

/// A value of a feed.
pub type FeedValue = FixedI128;

/// What names a feed in its family: visible ASCII, such as `CRN/USD`.
pub type FeedKey = BoundedVec<u8, ConstU32<32>>;

/// A family of feeds. Each has operators and bonds of its own.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
)]
pub enum Family {
	/// Prices.
	#[codec(index = 0)]
	Prices,
	/// Weather.
	#[codec(index = 1)]
	Weather,
	/// Any other numbers.
	#[codec(index = 2)]
	Numbers,
}

/// What names a feed among all families.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct FeedId {
	/// The family.
	pub family: Family,
	/// The key in it.
	pub key: FeedKey,
}

/// The most operators that a family can have.
const MAX_OPERATORS: u32 = 25;

parameter_types! {
	/// The account under which prices are kept that root feeds.
	pub const PriceOracleId: PalletId = PalletId(*b"cairn/op");

	/// The account under which weather is kept that root feeds.
	pub const WeatherOracleId: PalletId = PalletId(*b"cairn/ow");

	/// The account under which other numbers are kept that root feeds.
	pub const NumberOracleId: PalletId = PalletId(*b"cairn/on");

	/// The most values that an operator can send at a time.
	pub const MaxFeedValues: u32 = 20;
}

/// Configures the two pallets of a family.
macro_rules! family {
	($instance:ident, $feeds:ident, $id:ident) => {
		impl pallet_oracle::Config<$instance> for Runtime {
			type OnNewData = ();
			type CombineData = $feeds;
			type Time = Timestamp;
			type OracleKey = FeedKey;
			type OracleValue = FeedValue;
			type PalletId = $id;
			type Members = $feeds;
			type WeightInfo = OracleWeights<Runtime, $instance>;
			// All operators and root.
			type MaxHasDispatchedSize = ConstU32<{ MAX_OPERATORS + 1 }>;
			type MaxFeedValues = MaxFeedValues;
			#[cfg(feature = "runtime-benchmarks")]
			type BenchmarkHelper = SomeValues;
		}

		impl pallet_oracle_feeds::Config<$instance> for Runtime {
			type RuntimeHoldReason = RuntimeHoldReason;
			type Currency = Balances;
			type FeedsOrigin = EitherRootOr<GeneralAdmin>;
			type OperatorsOrigin = EitherRootOr<GeneralAdmin>;
			type Slash = IntoTreasury;
			type OperatorBond = ConstU128<{ 1_000 * CRN }>;
			// A referendum on the track of the general administration takes up to 28 days, and some hours.
			type UnbondingPeriod = Days<Runtime, 30>;
			type MaxOperators = ConstU32<MAX_OPERATORS>;
			type MaxFeeds = ConstU32<128>;
			type MaxTextLength = ConstU32<128>;
			type WeightInfo = pallet_oracle_feeds::weights::SubstrateWeight<Runtime>;
		}
	};
}

family!(Prices, PriceFeeds, PriceOracleId);
family!(Weather, WeatherFeeds, WeatherOracleId);
family!(Numbers, NumberFeeds, NumberOracleId);

/// The submissions that get through: those for registered feeds. It is a part of the runtime's call filter.
pub type RegisteredFeeds = InsideBoth<
	RegisteredFeedsOnly<Runtime, Prices>,
	InsideBoth<RegisteredFeedsOnly<Runtime, Weather>, RegisteredFeedsOnly<Runtime, Numbers>>,
>;

/// Somebody with a bond, as the runtime API tells it.
pub type OperatorInfo = OperatorState<AccountId, Balance, BlockNumber, FeedValue>;

/// All feeds of all families: for other pallets as [`ReadFeed`], for the runtime API by its own functions.
pub struct AllFeeds;

/// Asks the pallet of a family.
macro_rules! ask {
	($family:expr, $question:ident($($argument:expr),*)) => {
		match $family {
			Family::Prices => PriceFeeds::$question($($argument),*),
			Family::Weather => WeatherFeeds::$question($($argument),*),
			Family::Numbers => NumberFeeds::$question($($argument),*),
		}
	};
}

impl ReadFeed for AllFeeds {
	type Key = FeedId;
	type Value = FeedValue;

	fn read(id: &FeedId) -> Result<Reading<FeedValue>, ReadError> {
		ask!(id.family, read(&id.key))
	}

	fn read_weight() -> Weight {
		PriceFeeds::read_weight().max(WeatherFeeds::read_weight()).max(NumberFeeds::read_weight())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn make_readable(id: &FeedId, value: FeedValue) {
		ask!(id.family, make_readable(&id.key, value));
	}
}

impl AllFeeds {
	/// All feeds of a family, each with its present reading.
	pub fn feeds(family: Family) -> Vec<FeedState<FeedValue>> {
		ask!(family, feed_states())
	}

	/// What a feed says at present.
	///
	/// # Errors
	///
	/// Why it says nothing.
	pub fn read_by_bytes(family: Family, key: Vec<u8>) -> Result<Reading<FeedValue>, ReadError> {
		ask!(family, read_by_bytes(key))
	}

	/// The sources of a feed.
	pub fn sources(family: Family, key: Vec<u8>) -> Vec<Source<AccountId, FeedValue>> {
		ask!(family, source_states(key))
	}

	/// All who have a bond in a family.
	pub fn operators(family: Family) -> Vec<OperatorInfo> {
		ask!(family, operator_states())
	}
}

/// The feeds of a family on a development chain. Two of the three operators must agree.
pub fn development_feeds(family: Family) -> Vec<GenesisFeed<FeedValue>> {
	const MINUTE: u64 = 60_000;
	let feed = |key, description, unit, max_age, max_deviation, tolerance| GenesisFeed {
		key: String::from(key),
		description: String::from(description),
		unit: String::from(unit),
		min_sources: 2,
		max_age,
		max_deviation,
		tolerance,
	};
	match family {
		Family::Prices => vec![
			feed(
				"CRN/USD",
				"Price of one CRN",
				"USD",
				5 * MINUTE,
				Permill::from_percent(2),
				FixedI128::from_u32(0),
			),
			feed(
				"EUR/USD",
				"Price of one euro",
				"USD",
				60 * MINUTE,
				Permill::from_percent(1),
				FixedI128::from_u32(0),
			),
		],
		Family::Weather => vec![
			// Rain and frost are near zero, where a share of the value is next to nothing.
			feed(
				"RAIN/10381",
				"Rain of the last 24 hours at Berlin-Dahlem, WMO station 10381",
				"mm",
				60 * MINUTE,
				Permill::from_percent(5),
				FixedI128::from_u32(1),
			),
			feed(
				"TEMP/10381",
				"Air temperature at Berlin-Dahlem, WMO station 10381",
				"°C",
				60 * MINUTE,
				Permill::from_percent(2),
				FixedI128::from_u32(1),
			),
		],
		Family::Numbers => vec![feed(
			"HEIGHT/BTC",
			"Height of the Bitcoin chain",
			"blocks",
			30 * MINUTE,
			Permill::zero(),
			FixedI128::from_u32(2),
		)],
	}
}

/// As many values as an operator can send, for `pallet-oracle`'s own benchmarks.
#[cfg(feature = "runtime-benchmarks")]
pub struct SomeValues;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_oracle::BenchmarkHelper<FeedKey, FeedValue, MaxFeedValues> for SomeValues {
	fn get_currency_id_value_pairs() -> BoundedVec<(FeedKey, FeedValue), MaxFeedValues> {
		let pair = |n: u32| {
			let key = alloc::format!("KEY{n}").into_bytes();
			(FeedKey::truncate_from(key), FeedValue::from_u32(n))
		};
		BoundedVec::truncate_from((0..MaxFeedValues::get()).map(pair).collect())
	}
}
