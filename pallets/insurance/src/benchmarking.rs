// SPDX-License-Identifier: Apache-2.0

//! Measures the calls.

use super::*;
use alloc::vec::Vec;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungibles::{Inspect, Mutate},
		Get,
	},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_runtime::Perbill;

/// When the benchmarks begin, in ms.
const START: Moment = 1_700_000_000_000;

/// The pool, its product and its policy.
const POOL: PoolId = 0;
const PRODUCT: ProductId = 0;
const POLICY: PolicyId = 0;

type Helper<T> = <T as Config>::BenchmarkHelper;

/// How much is deposited.
fn capital<T: Config>() -> Balance {
	T::Assets::minimum_balance(Helper::<T>::asset()).saturating_mul(1_000).max(1_000_000_000)
}

/// How much is covered: whatever the ratio, the capital backs it.
fn cover<T: Config>() -> Balance {
	capital::<T>() / 200
}

/// An account with enough of everything.
fn person<T: Config>(name: &'static str, index: u32) -> AccountIdOf<T> {
	let who: AccountIdOf<T> = account(name, index, 0);
	let native = T::DepositAsset::get();
	let deposits = [
		T::PoolDeposit::get(),
		T::ProductDeposit::get(),
		T::PositionDeposit::get(),
		T::PolicyDeposit::get(),
		T::Assets::minimum_balance(native.clone()),
	];
	let enough: Balance = deposits.iter().fold(0, |sum, deposit| sum.saturating_add(*deposit));
	T::Assets::mint_into(native, &who, enough.saturating_mul(100)).expect("the native token can be minted");
	T::Assets::mint_into(Helper::<T>::asset(), &who, capital::<T>().saturating_mul(100))
		.expect("the asset can be minted");
	who
}

fn manager<T: Config>() -> AccountIdOf<T> {
	account("manager", 0, 0)
}

fn underwriter<T: Config>() -> AccountIdOf<T> {
	account("underwriter", 0, 0)
}

fn holder<T: Config>() -> AccountIdOf<T> {
	account("holder", 0, 0)
}

fn panel<T: Config>(n: u32) -> BoundedVec<AccountIdOf<T>, T::MaxAssessors> {
	let all: Vec<_> = (0..n).map(|index| account("assessor", index, 0)).collect();
	all.try_into().expect("there are no more than allowed")
}

fn terms<T: Config>(n: u32) -> PoolTerms {
	PoolTerms {
		ratio_percent: T::MaxRatioPercent::get().min(100),
		fee: T::MaxFee::get(),
		notice: T::MaxNotice::get(),
		voting: T::MaxNotice::get() / 8,
		panel: (n > 0).then(|| PanelTerms {
			bond: capital::<T>(),
			quorum: n,
			penalty: Perbill::from_percent(10),
		}),
	}
}

fn product<T: Config>(trigger: Trigger<AccountIdOf<T>, FeedIdOf<T>, ValueOf<T>>) -> ProductTermsOf<T> {
	ProductTerms {
		rate: Perbill::from_percent(10),
		min_cover: 1,
		max_cover: Balance::MAX,
		waiting: T::MinWaiting::get(),
		term: T::MaxNotice::get() / 8,
		window: T::MaxNotice::get() / 8,
		trigger,
	}
}

/// A trigger that the lesser value of the feed does not reach and the greater one crosses.
fn parametric<T: Config>() -> Trigger<AccountIdOf<T>, FeedIdOf<T>, ValueOf<T>> {
	Trigger::Parametric {
		feed: Helper::<T>::feed(),
		comparison: Comparison::Above,
		bound: Helper::<T>::values().0,
	}
}

fn assessed<T: Config>() -> Trigger<AccountIdOf<T>, FeedIdOf<T>, ValueOf<T>> {
	Trigger::Assessed { by: Assessor::Panel }
}

/// A pool with a panel of `n`.
fn with_pool<T: Config>(n: u32) {
	Helper::<T>::set_time(START);
	person::<T>("manager", 0);
	Pallet::<T>::create_pool(
		RawOrigin::Signed(manager::<T>()).into(),
		Helper::<T>::asset(),
		terms::<T>(n),
		panel::<T>(n),
	)
	.expect("the pool is allowed");
	for index in 0..n {
		let who = person::<T>("assessor", index);
		Pallet::<T>::serve(RawOrigin::Signed(who).into(), POOL).expect("it is on the panel");
	}
}

fn with_product<T: Config>(trigger: Trigger<AccountIdOf<T>, FeedIdOf<T>, ValueOf<T>>) {
	Pallet::<T>::add_product(RawOrigin::Signed(manager::<T>()).into(), POOL, product::<T>(trigger))
		.expect("the product is allowed");
}

fn with_capital<T: Config>() {
	person::<T>("underwriter", 0);
	let made = Pools::<T>::get(POOL).map_or(0, |pool| pool.products_made);
	Pallet::<T>::deposit(RawOrigin::Signed(underwriter::<T>()).into(), POOL, capital::<T>(), made)
		.expect("the deposit is allowed");
}

/// A pool with a policy that is in force.
fn with_policy<T: Config>(n: u32, trigger: Trigger<AccountIdOf<T>, FeedIdOf<T>, ValueOf<T>>) {
	with_pool::<T>(n);
	with_product::<T>(trigger);
	with_capital::<T>();
	person::<T>("holder", 0);
	Helper::<T>::report(Helper::<T>::values().0);
	Pallet::<T>::buy(RawOrigin::Signed(holder::<T>()).into(), POOL, PRODUCT, cover::<T>())
		.expect("the policy is sold");
	Helper::<T>::set_time(START + T::MinWaiting::get() + 1);
}

/// The same with a feed that is beyond the bound, recorded.
fn with_event<T: Config>() {
	with_policy::<T>(0, parametric::<T>());
	Helper::<T>::report(Helper::<T>::values().1);
	Pallet::<T>::observe(RawOrigin::Signed(holder::<T>()).into(), POOL, PRODUCT).expect("it is beyond");
}

fn with_claim<T: Config>(n: u32) {
	with_policy::<T>(n, assessed::<T>());
	Pallet::<T>::file_claim(RawOrigin::Signed(holder::<T>()).into(), POLICY, cover::<T>(), [0; 32])
		.expect("the claim is allowed");
}

fn with_request<T: Config>() {
	with_pool::<T>(0);
	with_capital::<T>();
	let shares = Positions::<T>::get(POOL, underwriter::<T>()).map_or(0, |position| position.shares);
	Pallet::<T>::request_withdrawal(RawOrigin::Signed(underwriter::<T>()).into(), POOL, shares)
		.expect("the request is allowed");
}

fn close<T: Config>() {
	Pallet::<T>::close_pool(RawOrigin::Signed(manager::<T>()).into(), POOL).expect("it is open");
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn create_pool(n: Linear<0, { T::MaxAssessors::get() }>) {
		let who = person::<T>("manager", 0);
		let (asset, terms, panel) = (Helper::<T>::asset(), terms::<T>(n), panel::<T>(n));

		#[extrinsic_call]
		_(RawOrigin::Signed(who), asset, terms, panel);

		assert!(Pools::<T>::contains_key(POOL));
	}

	#[benchmark]
	fn close_pool() {
		with_pool::<T>(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(manager::<T>()), POOL);

		assert!(Pools::<T>::get(POOL).is_some_and(|pool| pool.state != PoolState::Open));
	}

	#[benchmark]
	fn remove_pool() {
		with_pool::<T>(0);
		close::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(manager::<T>()), POOL);

		assert!(!Pools::<T>::contains_key(POOL));
	}

	#[benchmark]
	fn add_product() {
		with_pool::<T>(0);
		with_capital::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(manager::<T>()), POOL, product::<T>(parametric::<T>()));

		assert!(Products::<T>::contains_key(POOL, PRODUCT));
	}

	#[benchmark]
	fn stop_product() {
		with_pool::<T>(0);
		with_product::<T>(parametric::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(manager::<T>()), POOL, PRODUCT);

		assert!(Products::<T>::get(POOL, PRODUCT).is_some_and(|product| product.stopped));
	}

	#[benchmark]
	fn remove_product() {
		with_pool::<T>(0);
		with_product::<T>(parametric::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(manager::<T>()), POOL, PRODUCT);

		assert!(!Products::<T>::contains_key(POOL, PRODUCT));
	}

	#[benchmark]
	fn deposit() {
		with_pool::<T>(0);
		let who = person::<T>("underwriter", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), POOL, capital::<T>(), 0);

		assert!(Positions::<T>::contains_key(POOL, who));
	}

	#[benchmark]
	fn request_withdrawal() {
		with_pool::<T>(0);
		with_capital::<T>();
		let who = underwriter::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), POOL, VIRTUAL_SHARES * 10);

		assert!(Positions::<T>::get(POOL, who).is_some_and(|position| position.leaving.is_some()));
	}

	#[benchmark]
	fn cancel_withdrawal() {
		with_request::<T>();
		let who = underwriter::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), POOL);

		assert!(Positions::<T>::get(POOL, who).is_some_and(|position| position.leaving.is_none()));
	}

	#[benchmark]
	fn withdraw() {
		with_request::<T>();
		Helper::<T>::set_time(START + T::MaxNotice::get());
		let who = underwriter::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), POOL);

		assert!(!Positions::<T>::contains_key(POOL, who));
	}

	#[benchmark]
	fn leave() {
		with_request::<T>();
		close::<T>();
		let who = underwriter::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(manager::<T>()), POOL, who.clone());

		assert!(!Positions::<T>::contains_key(POOL, who));
	}

	#[benchmark]
	fn buy(n: Linear<1, { T::MaxAssessors::get() }>) {
		with_pool::<T>(n);
		with_product::<T>(assessed::<T>());
		with_capital::<T>();
		let who = person::<T>("holder", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who), POOL, PRODUCT, cover::<T>());

		assert!(Policies::<T>::contains_key(POLICY));
	}

	#[benchmark]
	fn observe() {
		with_policy::<T>(0, parametric::<T>());
		Helper::<T>::report(Helper::<T>::values().1);

		#[extrinsic_call]
		_(RawOrigin::Signed(holder::<T>()), POOL, PRODUCT);

		assert_eq!(Observations::<T>::get(POOL, PRODUCT).len(), 1);
	}

	#[benchmark]
	fn claim() {
		with_event::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(holder::<T>()), POLICY);

		assert!(matches!(
			Policies::<T>::get(POLICY).map(|policy| policy.state),
			Some(PolicyState::Approved { .. })
		));
	}

	#[benchmark]
	fn file_claim() {
		with_policy::<T>(1, assessed::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(holder::<T>()), POLICY, cover::<T>(), [0; 32]);

		assert!(Pools::<T>::get(POOL).is_some_and(|pool| pool.open_claims == 1));
	}

	#[benchmark]
	fn vote(n: Linear<1, { T::MaxAssessors::get() }>) {
		with_claim::<T>(n);
		// The last vote, which decides.
		for who in panel::<T>(n).iter().skip(1) {
			Pallet::<T>::vote(RawOrigin::Signed(who.clone()).into(), POLICY, true).expect("it may vote");
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(account("assessor", 0, 0)), POLICY, true);

		assert!(Pools::<T>::get(POOL).is_some_and(|pool| pool.open_claims == 0));
	}

	#[benchmark]
	fn resolve(n: Linear<1, { T::MaxAssessors::get() }>) {
		with_claim::<T>(n);
		Helper::<T>::set_time(START + T::MaxNotice::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(holder::<T>()), POLICY);

		assert!(Bonds::<T>::iter_prefix_values(POOL).all(|bond| bond.amount < capital::<T>()));
	}

	#[benchmark]
	fn collect() {
		with_event::<T>();
		Pallet::<T>::claim(RawOrigin::Signed(holder::<T>()).into(), POLICY).expect("it is triggered");

		#[extrinsic_call]
		_(RawOrigin::Signed(manager::<T>()), POLICY);

		assert!(!Policies::<T>::contains_key(POLICY));
	}

	#[benchmark]
	fn expire() {
		with_policy::<T>(0, parametric::<T>());
		Helper::<T>::set_time(START + T::MaxNotice::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(manager::<T>()), POLICY);

		assert!(!Policies::<T>::contains_key(POLICY));
	}

	#[benchmark]
	fn serve(n: Linear<1, { T::MaxAssessors::get() }>) {
		with_pool::<T>(n);
		// The last of the panel comes anew.
		let who: AccountIdOf<T> = account("assessor", n - 1, 0);
		Pallet::<T>::resign(RawOrigin::Signed(who.clone()).into(), POOL, who.clone())
			.expect("there are no policies");

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), POOL);

		assert!(Bonds::<T>::contains_key(POOL, who));
	}

	#[benchmark]
	fn resign() {
		with_pool::<T>(1);
		let who: AccountIdOf<T> = account("assessor", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), POOL, who.clone());

		assert!(!Bonds::<T>::contains_key(POOL, who));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::genesis(), crate::mock::Test);
}
