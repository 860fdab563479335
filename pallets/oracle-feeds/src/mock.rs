// SPDX-License-Identifier: Apache-2.0

//! A runtime with two families of feeds, prices and weather, and the call filter that belongs to them.

use crate::{self as pallet_oracle_feeds, Feed, FeedOf, GenesisFeed, OracleWeights, RegisteredFeedsOnly};
use frame_support::{
	construct_runtime, derive_impl,
	instances::Instance1,
	parameter_types,
	traits::{
		fungible::{Inspect, InspectHold},
		tokens::imbalance::ResolveTo,
		ConstU32, ConstU64, Hooks, InsideBoth,
	},
	BoundedVec, PalletId,
};
use frame_system::EnsureRoot;
use sp_runtime::{traits::Dispatchable, BuildStorage, DispatchError, FixedI128, FixedPointNumber, Permill};

/// What each of [`ACCOUNTS`] has at genesis.
pub(crate) const FUNDS: u64 = 10_000;
/// The existential deposit.
pub(crate) const MIN_BALANCE: u64 = 10;
/// What is held of an applicant, unless a test says otherwise.
pub(crate) const BOND: u64 = 1_000;
/// Gets what is slashed. It has the existential deposit at genesis.
pub(crate) const TREASURY: u64 = 99;
/// The accounts with tokens.
pub(crate) const ACCOUNTS: core::ops::RangeInclusive<u64> = 1..=9;
/// When the first block was made, in milliseconds since 1970.
pub(crate) const START: u64 = 1_700_000_000_000;
/// How much later each block is than the one before, in milliseconds.
pub(crate) const BLOCK: u64 = 6_000;
/// How many blocks a bond is kept for.
pub(crate) const UNBONDING: u64 = 10;

pub(crate) type Key = BoundedVec<u8, ConstU32<32>>;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Timestamp: pallet_timestamp,
		Balances: pallet_balances,
		PriceOracle: pallet_oracle,
		PriceFeeds: pallet_oracle_feeds,
		WeatherOracle: pallet_oracle::<Instance1>,
		WeatherFeeds: pallet_oracle_feeds::<Instance1>,
	}
);

parameter_types! {
	pub static OperatorBond: u64 = BOND;
	pub static MostOperators: u32 = 5;
	pub static MostFeeds: u32 = 4;
	pub const PriceOracleId: PalletId = PalletId(*b"test/opr");
	pub const WeatherOracleId: PalletId = PalletId(*b"test/owe");
	pub const TreasuryAccount: u64 = TREASURY;
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Self>;
	type AccountData = pallet_balances::AccountData<u64>;
	type BaseCallFilter = InsideBoth<RegisteredFeedsOnly<Self>, RegisteredFeedsOnly<Self, Instance1>>;
	type DbWeight = frame_support::weights::constants::RocksDbWeight;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type ExistentialDeposit = ConstU64<MIN_BALANCE>;
	type AccountStore = System;
}

/// Two keys, for `pallet-oracle`'s own benchmarks.
#[cfg(feature = "runtime-benchmarks")]
pub struct Pairs;

#[cfg(feature = "runtime-benchmarks")]
impl pallet_oracle::BenchmarkHelper<Key, FixedI128, ConstU32<5>> for Pairs {
	fn get_currency_id_value_pairs() -> BoundedVec<(Key, FixedI128), ConstU32<5>> {
		BoundedVec::truncate_from(vec![(key("A"), number(1)), (key("B"), number(2))])
	}
}

impl pallet_oracle::Config for Test {
	type OnNewData = ();
	type CombineData = PriceFeeds;
	type Time = Timestamp;
	type OracleKey = Key;
	type OracleValue = FixedI128;
	type PalletId = PriceOracleId;
	type Members = PriceFeeds;
	type WeightInfo = OracleWeights<Self>;
	type MaxHasDispatchedSize = ConstU32<6>;
	type MaxFeedValues = ConstU32<5>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Pairs;
}

impl pallet_oracle_feeds::Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type FeedsOrigin = EnsureRoot<u64>;
	type OperatorsOrigin = EnsureRoot<u64>;
	type Slash = ResolveTo<TreasuryAccount, Balances>;
	type OperatorBond = OperatorBond;
	type UnbondingPeriod = ConstU64<UNBONDING>;
	type MaxOperators = MostOperators;
	type MaxFeeds = MostFeeds;
	type MaxTextLength = ConstU32<64>;
	type WeightInfo = ();
}

impl pallet_oracle::Config<Instance1> for Test {
	type OnNewData = ();
	type CombineData = WeatherFeeds;
	type Time = Timestamp;
	type OracleKey = Key;
	type OracleValue = FixedI128;
	type PalletId = WeatherOracleId;
	type Members = WeatherFeeds;
	type WeightInfo = OracleWeights<Self, Instance1>;
	type MaxHasDispatchedSize = ConstU32<6>;
	type MaxFeedValues = ConstU32<5>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Pairs;
}

impl pallet_oracle_feeds::Config<Instance1> for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type FeedsOrigin = EnsureRoot<u64>;
	type OperatorsOrigin = EnsureRoot<u64>;
	type Slash = ResolveTo<TreasuryAccount, Balances>;
	type OperatorBond = OperatorBond;
	type UnbondingPeriod = ConstU64<UNBONDING>;
	type MaxOperators = ConstU32<5>;
	type MaxFeeds = ConstU32<4>;
	type MaxTextLength = ConstU32<64>;
	type WeightInfo = pallet_oracle_feeds::weights::SubstrateWeight<Self>;
}

/// An empty state: no genesis was built in it.
pub(crate) fn empty() -> sp_io::TestExternalities {
	sp_io::TestExternalities::new_empty()
}

/// The genesis of a chain without feeds and operators, on which accounts have tokens.
pub(crate) fn genesis_config() -> RuntimeGenesisConfig {
	let mut balances: Vec<_> = ACCOUNTS.map(|who| (who, FUNDS)).collect();
	balances.push((TREASURY, MIN_BALANCE));
	RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
		..Default::default()
	}
}

fn first_block(config: RuntimeGenesisConfig) -> sp_io::TestExternalities {
	OperatorBond::set(BOND);
	let storage = config.build_storage().expect("the genesis is allowed");
	let mut state = sp_io::TestExternalities::new(storage);
	state.execute_with(|| {
		// No events are kept in block 0.
		System::set_block_number(1);
		set_time(START);
	});
	state
}

/// A state in its first block, without feeds and operators.
pub(crate) fn genesis() -> sp_io::TestExternalities {
	first_block(genesis_config())
}

/// A state in its first block with these operators and the feed [`CRN`] in both families, which takes two sources that
/// are not older than ten blocks and agree to a tenth.
pub(crate) fn with_operators(operators: &[u64]) -> sp_io::TestExternalities {
	let feed = || GenesisFeed {
		key: CRN.into(),
		description: "Price of a CRN".into(),
		unit: "USD".into(),
		min_sources: 2,
		max_age: 10 * BLOCK,
		max_deviation: Permill::from_percent(10),
		tolerance: FixedI128::default(),
	};
	first_block(RuntimeGenesisConfig {
		price_feeds: crate::GenesisConfig {
			feeds: vec![feed()],
			operators: operators.to_vec(),
			..Default::default()
		},
		weather_feeds: crate::GenesisConfig {
			feeds: vec![feed()],
			operators: operators.to_vec(),
			..Default::default()
		},
		..genesis_config()
	})
}

/// The key of the feed that [`with_operators`] makes.
pub(crate) const CRN: &str = "CRN/USD";

/// A key of a feed.
pub(crate) fn key(key: &str) -> Key {
	key.as_bytes().to_vec().try_into().expect("the test's keys are short")
}

/// A whole number as a value.
pub(crate) fn number(number: i128) -> FixedI128 {
	FixedI128::saturating_from_integer(number)
}

/// A feed that takes this many sources; otherwise as [`with_operators`] has it.
pub(crate) fn feed(min_sources: u32) -> FeedOf<Test> {
	Feed {
		description: BoundedVec::truncate_from(b"Price of a CRN".to_vec()),
		unit: BoundedVec::truncate_from(b"USD".to_vec()),
		min_sources,
		max_age: 10 * BLOCK,
		max_deviation: Permill::from_percent(10),
		tolerance: FixedI128::default(),
	}
}

/// Sets the chain's clock.
pub(crate) fn set_time(millis: u64) {
	pallet_timestamp::Now::<Test>::put(millis);
}

/// Goes on to the next block, or by so many. The invariants are checked on the way.
pub(crate) fn blocks(count: u64) {
	for _ in 0..count {
		check();
		let number = System::block_number();
		PriceOracle::on_finalize(number);
		WeatherOracle::on_finalize(number);
		System::set_block_number(number + 1);
		set_time(pallet_timestamp::Now::<Test>::get() + BLOCK);
	}
}

/// Checks the invariants of both families.
pub(crate) fn check() {
	PriceFeeds::do_try_state().expect("the invariants of the prices hold");
	WeatherFeeds::do_try_state().expect("the invariants of the weather hold");
}

/// Sends a submission as a transaction would: through the call filter.
pub(crate) fn submit(who: u64, values: &[(&str, FixedI128)]) -> Result<(), DispatchError> {
	submit_as(RuntimeOrigin::signed(who), values)
}

/// The same from any origin.
pub(crate) fn submit_as(origin: RuntimeOrigin, values: &[(&str, FixedI128)]) -> Result<(), DispatchError> {
	let values: Vec<_> = values.iter().map(|(name, value)| (key(name), *value)).collect();
	let values = values.try_into().expect("the test sends no more than five values");
	RuntimeCall::PriceOracle(pallet_oracle::Call::feed_values { values })
		.dispatch(origin)
		.map(drop)
		.map_err(|error| error.error)
}

/// Submits a price of a CRN.
pub(crate) fn price(who: u64, price: i128) {
	submit(who, &[(CRN, number(price))]).expect("an operator may feed this");
}

/// What is held of an account for the prices' bonds.
pub(crate) fn held(who: u64) -> u64 {
	Balances::balance_on_hold(&crate::HoldReason::<()>::OperatorBond.into(), &who)
}

/// What an account has in all, held or not.
pub(crate) fn total(who: u64) -> u64 {
	Balances::total_balance(&who)
}
