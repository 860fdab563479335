// SPDX-License-Identifier: Apache-2.0

//! A runtime with the pallet, a native token, assets with holds, a clock and feeds that tests set.

use crate::{
	self as pallet_insurance, Assessor, Balance, Comparison, FeedError, Feeds, Moment, PanelTerms, PolicyId,
	Pool, PoolId, PoolTerms, ProductId, ProductTerms, Reading, Trigger,
};
use frame_support::{
	construct_runtime, derive_impl, parameter_types,
	traits::{
		fungible::{NativeFromLeft, NativeOrWithId, UnionOf},
		fungibles::{Inspect, InspectHold},
		AsEnsureOriginWithArg, ConstU128, ConstU32, ConstU64, ConstU8, UnixTime,
	},
	PalletId,
};
use frame_system::{EnsureRoot, EnsureSigned};
use sp_runtime::{traits::IdentityLookup, BuildStorage, Perbill};
use std::collections::BTreeMap;

/// An account. Wide enough that pools have different ones.
pub(crate) type AccountId = u128;
/// The asset of a pool.
pub(crate) type Asset = NativeOrWithId<u32>;
/// The native token.
pub(crate) const NATIVE: Asset = NativeOrWithId::Native;
/// An asset that keeps no account alive by itself.
pub(crate) const COIN: Asset = NativeOrWithId::WithId(7);

/// Makes pools.
pub(crate) const MANAGER: AccountId = 1;
/// Bring capital.
pub(crate) const ALICE: AccountId = 2;
/// See [`ALICE`].
pub(crate) const BOB: AccountId = 3;
/// Buy cover.
pub(crate) const HOLDER: AccountId = 4;
/// See [`HOLDER`].
pub(crate) const OTHER_HOLDER: AccountId = 5;
/// An assessor by itself.
pub(crate) const JUDGE: AccountId = 6;
/// The panel.
pub(crate) const PANEL: [AccountId; 3] = [11, 12, 13];
/// All that have tokens and coins.
pub(crate) const PEOPLE: [AccountId; 9] =
	[MANAGER, ALICE, BOB, HOLDER, OTHER_HOLDER, JUDGE, PANEL[0], PANEL[1], PANEL[2]];

/// What each has of both assets at genesis.
pub(crate) const FUNDS: Balance = 1_000_000_000;
/// The existential deposit.
pub(crate) const MIN_BALANCE: Balance = 10;
/// The same of the coin.
pub(crate) const MIN_COINS: Balance = 5;

/// A minute, in ms.
pub(crate) const MINUTE: Moment = 60_000;
/// A day, in ms.
pub(crate) const DAY: Moment = 24 * 60 * MINUTE;
/// When tests begin.
pub(crate) const BEGINNING: Moment = 1_700_000_000_000;

construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Assets: pallet_assets,
		AssetsHolder: pallet_assets_holder,
		Insurance: pallet_insurance,
	}
);

/// The native token and the assets as one registry.
pub(crate) type NativeAndAssets = UnionOf<Balances, Assets, NativeFromLeft, Asset, AccountId>;
/// The holds of both.
pub(crate) type NativeAndAssetsHolds = UnionOf<Balances, AssetsHolder, NativeFromLeft, Asset, AccountId>;

parameter_types! {
	pub static Now: Moment = BEGINNING;
	pub static FeedValues: BTreeMap<u32, Result<(i64, Moment), FeedError>> = BTreeMap::new();
	pub const InsurancePalletId: PalletId = PalletId(*b"test/ins");
	pub const MaxFee: Perbill = Perbill::from_percent(30);
	pub const Native: Asset = NATIVE;
}

/// The clock.
pub struct Clock;

impl UnixTime for Clock {
	fn now() -> core::time::Duration {
		core::time::Duration::from_millis(Now::get())
	}
}

/// The feeds. One that no test set is unknown.
pub struct TestFeeds;

impl Feeds for TestFeeds {
	type FeedId = u32;
	type Value = i64;

	fn read(feed: &u32) -> Result<Reading<i64>, FeedError> {
		let (value, observed_at) = FeedValues::get().get(feed).copied().unwrap_or(Err(FeedError::Unknown))?;
		Ok(Reading { value, observed_at })
	}

	fn read_weight() -> frame_support::weights::Weight {
		frame_support::weights::Weight::from_parts(1_000_000, 0)
	}
}

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Self>;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
	type DbWeight = frame_support::weights::constants::RocksDbWeight;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<MIN_BALANCE>;
	type AccountStore = System;
}

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Test {
	type Balance = Balance;
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
	type ForceOrigin = EnsureRoot<AccountId>;
	type Holder = AssetsHolder;
}

impl pallet_assets_holder::Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeEvent = RuntimeEvent;
}

impl pallet_insurance::Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type Assets = NativeAndAssets;
	type Holds = NativeAndAssetsHolds;
	type DepositAsset = Native;
	type Feeds = TestFeeds;
	type Time = Clock;
	type PalletId = InsurancePalletId;
	type PoolDeposit = ConstU128<1_000>;
	type ProductDeposit = ConstU128<500>;
	type PositionDeposit = ConstU128<200>;
	type PolicyDeposit = ConstU128<300>;
	type MaxRatioPercent = ConstU32<500>;
	type MaxFee = MaxFee;
	type MaxNotice = ConstU64<{ 1_000 * DAY }>;
	type ExitWindow = ConstU64<{ 5 * DAY }>;
	type SettlementPeriod = ConstU64<{ 4 * DAY }>;
	type MinWaiting = ConstU64<{ 60 * MINUTE }>;
	type MaxReadingAge = ConstU64<{ 30 * MINUTE }>;
	type MaxProducts = ConstU32<3>;
	type MaxAssessors = ConstU32<5>;
	type MaxFilings = ConstU8<2>;
	type WeightInfo = crate::weights::SubstrateWeight<Self>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

/// What the benchmarks need.
#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<Asset, u32, i64> for Helper {
	fn asset() -> Asset {
		COIN
	}

	fn feed() -> u32 {
		RAIN
	}

	fn values() -> (i64, i64) {
		(1, 100)
	}

	fn set_time(now: Moment) {
		Now::set(now);
	}

	fn report(value: i64) {
		set_feed(RAIN, value);
	}
}

/// A state in its first block, in which the rain is 100.
pub(crate) fn genesis() -> sp_io::TestExternalities {
	Now::set(BEGINNING);
	FeedValues::set(BTreeMap::new());
	set_feed(RAIN, 100);
	let NativeOrWithId::WithId(coin) = COIN else { unreachable!("it is an asset") };
	let storage = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: PEOPLE.iter().map(|who| (*who, FUNDS)).collect(),
			..Default::default()
		},
		assets: pallet_assets::GenesisConfig {
			assets: vec![(coin, 99, false, MIN_COINS)],
			accounts: PEOPLE.iter().map(|who| (coin, *who, FUNDS)).collect(),
			..Default::default()
		},
		..Default::default()
	}
	.build_storage()
	.expect("the genesis above is allowed");
	let mut state = sp_io::TestExternalities::new(storage);
	// No events are kept in block 0.
	state.execute_with(|| System::set_block_number(1));
	state
}

/// Runs a test, and checks the invariants at its end.
pub(crate) fn run(test: impl FnOnce()) {
	genesis().execute_with(|| {
		test();
		Insurance::do_try_state().expect("the invariants hold at the end of a test");
	});
}

/// The feed of the tests: the rain of a month, in mm.
pub(crate) const RAIN: u32 = 1;

/// Has a feed report a value of the present.
pub(crate) fn set_feed(feed: u32, value: i64) {
	FeedValues::mutate(|feeds| {
		feeds.insert(feed, Ok((value, Now::get())));
	});
}

/// Lets time pass.
pub(crate) fn pass(time: Moment) {
	Now::mutate(|now| *now += time);
}

/// A signed origin.
pub(crate) fn by(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// Terms of a pool that can pay all its cover: notice of 50 days, 2 days to vote, a fee of 10 %.
pub(crate) fn terms() -> PoolTerms {
	PoolTerms {
		ratio_percent: 100,
		fee: Perbill::from_percent(10),
		notice: 50 * DAY,
		voting: 2 * DAY,
		panel: None,
	}
}

/// The same with a panel: bonds of 10 000, 2 votes decide, a tenth of the bond for not voting.
pub(crate) fn panel_terms() -> PoolTerms {
	PoolTerms {
		panel: Some(PanelTerms { bond: 10_000, quorum: 2, penalty: Perbill::from_percent(10) }),
		..terms()
	}
}

/// The terms of a product in the mock.
pub(crate) type TestProduct = ProductTerms<AccountId, u32, i64>;

/// Pays in a drought: a premium of 5 %, cover of 1 000 to 1 000 000, from the second day for 30 days, 10 days to claim.
pub(crate) fn drought() -> TestProduct {
	ProductTerms {
		rate: Perbill::from_percent(5),
		min_cover: 1_000,
		max_cover: 1_000_000,
		waiting: DAY,
		term: 30 * DAY,
		window: 10 * DAY,
		trigger: Trigger::Parametric { feed: RAIN, comparison: Comparison::Below, bound: 20 },
	}
}

/// Pays what these assessors approve, otherwise like [`drought`].
pub(crate) fn assessed(by: Assessor<AccountId>) -> TestProduct {
	ProductTerms { trigger: Trigger::Assessed { by }, ..drought() }
}

/// Makes a pool without products.
pub(crate) fn empty_pool(asset: Asset, terms: PoolTerms) -> PoolId {
	let id = crate::NextPool::<Test>::get();
	let assessors = if terms.panel.is_some() { PANEL.to_vec() } else { vec![] };
	Insurance::create_pool(by(MANAGER), asset, terms, assessors.try_into().expect("there are 3"))
		.expect("the pool is allowed");
	id
}

/// Makes a pool with one product.
pub(crate) fn pool_with(asset: Asset, terms: PoolTerms, product: TestProduct) -> (PoolId, ProductId) {
	let id = empty_pool(asset, terms);
	Insurance::add_product(by(MANAGER), id, product).expect("the product is allowed");
	(id, 0)
}

/// Deposits.
pub(crate) fn underwrite(who: AccountId, pool: PoolId, amount: Balance) {
	let made = pool_of(pool).products_made;
	Insurance::deposit(by(who), pool, amount, made).expect("the deposit is allowed");
}

/// A pool against drought in coins with this ratio, into which ALICE has deposited.
pub(crate) fn funded(ratio_percent: u32, capital: Balance) -> (PoolId, ProductId) {
	let (pool, product) = pool_with(COIN, crate::PoolTerms { ratio_percent, ..terms() }, drought());
	underwrite(ALICE, pool, capital);
	(pool, product)
}

/// Buys.
pub(crate) fn insure(who: AccountId, pool: PoolId, product: ProductId, cover: Balance) -> PolicyId {
	let id = crate::NextPolicy::<Test>::get();
	Insurance::buy(by(who), pool, product, cover).expect("the policy is sold");
	id
}

/// The rain stays away, and somebody has it recorded.
pub(crate) fn dry_spell(pool: PoolId, product: ProductId) {
	set_feed(RAIN, 3);
	Insurance::observe(by(BOB), pool, product).expect("it is dry");
}

/// The pool.
pub(crate) fn pool_of(id: PoolId) -> Pool<AccountId, Asset> {
	crate::Pools::<Test>::get(id).expect("the pool is there")
}

/// The free units of an account.
pub(crate) fn balance(asset: Asset, who: AccountId) -> Balance {
	NativeAndAssets::balance(asset, &who)
}

/// All that an account has on hold.
pub(crate) fn held(asset: Asset, who: AccountId) -> Balance {
	NativeAndAssetsHolds::total_balance_on_hold(asset, &who)
}

/// All that an account has.
pub(crate) fn wealth(asset: Asset, who: AccountId) -> Balance {
	NativeAndAssets::total_balance(asset, &who)
}
