// SPDX-License-Identifier: Apache-2.0

//! Measures the calls, a reading, and a submission to `pallet-oracle`.

use super::*;
use alloc::{format, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungible::{Balanced, Inspect, InspectHold},
		tokens::Precision,
		Contains, EnsureOrigin, Get, IsSubType, SortedMembers,
	},
	BoundedVec,
};
use frame_system::RawOrigin;
use pallet_oracle::{RawValues, TimestampedValue, Values};
use sp_runtime::{
	traits::{Saturating, StaticLookup, Zero},
	Permill,
};

fn lookup<T: Config<I>, I: 'static>(who: &T::AccountId) -> LookupOf<T> {
	T::Lookup::unlookup(who.clone())
}

/// The key with this number.
fn key<T: Config<I>, I: 'static>(n: u32) -> T::OracleKey {
	match T::OracleKey::try_from(format!("K{n}").into_bytes()) {
		Ok(key) => key,
		Err(_) => panic!("keys have room for a letter and a number"),
	}
}

/// A feed that takes `sources` and lets them be old.
fn feed<T: Config<I>, I: 'static>(sources: u32) -> FeedOf<T, I> {
	let longest = |letter: u8| {
		let text: Vec<u8> = core::iter::repeat_n(letter, T::MaxTextLength::get() as usize).collect();
		BoundedVec::try_from(text).expect("it is as long as it may be")
	};
	Feed {
		description: longest(b'd'),
		unit: longest(b'u'),
		min_sources: sources.max(1),
		max_age: u64::MAX,
		max_deviation: Permill::one(),
		tolerance: ValueOf::<T, I>::default(),
	}
}

/// An account with twice the bond, and what an account needs beside it.
fn funded<T: Config<I>, I: 'static>(n: u32) -> T::AccountId {
	let who: T::AccountId = account("operator", n, 0);
	let amount = T::OperatorBond::get()
		.saturating_add(T::OperatorBond::get())
		.saturating_add(T::Currency::minimum_balance())
		.saturating_add(T::Currency::minimum_balance());
	// The imbalance is made up for as it is dropped: the tokens are issued.
	drop(T::Currency::deposit(&who, amount, Precision::Exact).expect("an account can have twice a bond"));
	who
}

/// An account with a bond, an applicant.
fn applicant<T: Config<I>, I: 'static>(n: u32) -> T::AccountId {
	let who = funded::<T, I>(n);
	Pallet::<T, I>::open_bond(&who).expect("it has the bond");
	who
}

/// An account with a bond, an operator.
fn operator<T: Config<I>, I: 'static>(n: u32) -> T::AccountId {
	let who = applicant::<T, I>(n);
	Pallet::<T, I>::seat(&who).expect("there are few operators");
	who
}

/// Adds operators without a bond until there are `o`.
fn fill_up<T: Config<I>, I: 'static>(o: u32) {
	let mut n = 0;
	while (Operators::<T, I>::get().len() as u32) < o {
		let who: T::AccountId = account("filler", n, 0);
		<Pallet<T, I> as SortedMembers<_>>::add(&who);
		n += 1;
	}
}

fn say<T: Config<I>, I: 'static>(who: &T::AccountId, key: &T::OracleKey, value: ValueOf<T, I>) {
	let timestamp = Pallet::<T, I>::now();
	RawValues::<T, I>::insert(who, key, TimestampedValue { value, timestamp });
}

/// Registers a feed that `o` operators agree on.
pub(crate) fn make_readable<T: Config<I>, I: 'static>(key: &T::OracleKey, value: ValueOf<T, I>, o: u32) {
	fill_up::<T, I>(o);
	Feeds::<T, I>::insert(key, feed::<T, I>(o));
	for who in Operators::<T, I>::get() {
		say::<T, I>(&who, key, value);
	}
}

/// Forgets the feeds and operators of genesis, which would be measured too.
fn start_empty<T: Config<I>, I: 'static>() {
	Operators::<T, I>::kill();
	drop(Feeds::<T, I>::clear(u32::MAX, None));
}

/// An operator with values for `f` feeds.
fn operator_with_values<T: Config<I>, I: 'static>(f: u32) -> T::AccountId {
	let who = operator::<T, I>(0);
	for n in 0..f {
		let key = key::<T, I>(n);
		Feeds::<T, I>::insert(&key, feed::<T, I>(1));
		say::<T, I>(&who, &key, ValueOf::<T, I>::default());
	}
	who
}

/// Whether the storage has a value of this account for one of the keys up to `f`.
fn has_values<T: Config<I>, I: 'static>(who: &T::AccountId, f: u32) -> bool {
	(0..f).any(|n| RawValues::<T, I>::contains_key(who, key::<T, I>(n)))
}

#[instance_benchmarks(
	where
		<T as frame_system::Config>::RuntimeCall: From<pallet_oracle::Call<T, I>>
			+ IsSubType<pallet_oracle::Call<T, I>>,
)]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn apply() {
		let who = funded::<T, I>(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));

		assert!(Bonds::<T, I>::contains_key(&who));
	}

	#[benchmark]
	fn withdraw_application() {
		let who = applicant::<T, I>(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));

		assert!(!Bonds::<T, I>::contains_key(&who));
	}

	#[benchmark]
	fn admit() -> Result<(), BenchmarkError> {
		start_empty::<T, I>();
		let origin = T::OperatorsOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		fill_up::<T, I>(T::MaxOperators::get() - 1);
		let who = applicant::<T, I>(0);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, lookup::<T, I>(&who));

		assert!(Operators::<T, I>::get().contains(&who));
		Ok(())
	}

	#[benchmark]
	fn reject() -> Result<(), BenchmarkError> {
		let origin = T::OperatorsOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let who = applicant::<T, I>(0);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, lookup::<T, I>(&who));

		assert!(!Bonds::<T, I>::contains_key(&who));
		Ok(())
	}

	#[benchmark]
	fn resign(f: Linear<0, { T::MaxFeeds::get() }>) {
		start_empty::<T, I>();
		let who = operator_with_values::<T, I>(f);
		fill_up::<T, I>(T::MaxOperators::get());

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));

		assert!(!Operators::<T, I>::get().contains(&who));
		assert!(!has_values::<T, I>(&who, f));
	}

	#[benchmark]
	fn withdraw_bond() {
		let who = operator::<T, I>(0);
		Pallet::<T, I>::resign(RawOrigin::Signed(who.clone()).into()).expect("it is an operator");
		frame_system::Pallet::<T>::set_block_number(Pallet::<T, I>::unbonded_at());

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));

		assert!(!Bonds::<T, I>::contains_key(&who));
	}

	#[benchmark]
	fn remove(f: Linear<0, { T::MaxFeeds::get() }>) -> Result<(), BenchmarkError> {
		start_empty::<T, I>();
		let origin = T::OperatorsOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let who = operator_with_values::<T, I>(f);
		fill_up::<T, I>(T::MaxOperators::get());

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, lookup::<T, I>(&who), Permill::from_percent(50));

		assert!(!Operators::<T, I>::get().contains(&who));
		assert!(!has_values::<T, I>(&who, f));
		let held = T::Currency::balance_on_hold(&Pallet::<T, I>::reason(), &who);
		assert_eq!(Bonds::<T, I>::get(&who).map_or(Zero::zero(), |bond| bond.amount), held);
		Ok(())
	}

	#[benchmark]
	fn set_feed(o: Linear<1, { T::MaxOperators::get() }>) -> Result<(), BenchmarkError> {
		start_empty::<T, I>();
		let origin = T::FeedsOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let key = key::<T, I>(0);
		make_readable::<T, I>(&key, ValueOf::<T, I>::default(), o);
		// As if it had not been there. The values are then forgotten.
		Feeds::<T, I>::remove(&key);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, key.clone(), feed::<T, I>(1));

		assert!(Feeds::<T, I>::contains_key(&key));
		assert!(Pallet::<T, I>::given(&key).is_empty());
		Ok(())
	}

	#[benchmark]
	fn remove_feed(o: Linear<1, { T::MaxOperators::get() }>) -> Result<(), BenchmarkError> {
		start_empty::<T, I>();
		let origin = T::FeedsOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let key = key::<T, I>(0);
		make_readable::<T, I>(&key, ValueOf::<T, I>::default(), o);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, key.clone());

		assert!(!Feeds::<T, I>::contains_key(&key));
		assert!(Pallet::<T, I>::given(&key).is_empty());
		Ok(())
	}

	#[benchmark]
	fn read(o: Linear<1, { T::MaxOperators::get() }>) {
		start_empty::<T, I>();
		let key = key::<T, I>(0);
		make_readable::<T, I>(&key, ValueOf::<T, I>::default(), o);
		let reading;

		#[block]
		{
			reading = <Pallet<T, I> as ReadFeed>::read(&key);
		}

		assert_eq!(reading.map(|reading| reading.sources), Ok(o));
	}

	// With as many operators as there may be: each of their values is read for each value that comes, and a sum cannot
	// say a product.
	#[benchmark]
	fn feed_values(
		x: Linear<
			1,
			{ <T as pallet_oracle::Config<I>>::MaxFeedValues::get().min(<T as Config<I>>::MaxFeeds::get()) },
		>,
	) {
		let o = T::MaxOperators::get();
		start_empty::<T, I>();
		let keys: Vec<_> = (0..x).map(key::<T, I>).collect();
		for key in &keys {
			make_readable::<T, I>(key, ValueOf::<T, I>::default(), o);
			Values::<T, I>::remove(key);
		}
		let who = Operators::<T, I>::get().into_iter().next().expect("there is at least one");
		let values: Vec<_> = keys.iter().map(|key| (key.clone(), ValueOf::<T, I>::default())).collect();
		let values = BoundedVec::try_from(values).expect("there are no more than may be");
		let call: <T as frame_system::Config>::RuntimeCall =
			pallet_oracle::Call::<T, I>::feed_values { values: values.clone() }.into();
		let (passed, fed);

		#[block]
		{
			passed = RegisteredFeedsOnly::<T, I>::contains(&call);
			fed = pallet_oracle::Pallet::<T, I>::feed_values(RawOrigin::Signed(who).into(), values);
		}

		assert!(passed);
		assert!(fed.is_ok());
		assert!(keys.iter().all(Values::<T, I>::contains_key));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::genesis(), crate::mock::Test);
}
