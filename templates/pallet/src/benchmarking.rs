// SPDX-License-Identifier: Apache-2.0

//! Measures the calls.

use super::*;
use alloc::{vec, vec::Vec};
use frame_benchmarking::v2::*;
use frame_support::traits::{fungible::Mutate, Get};
use frame_system::RawOrigin;
use sp_runtime::traits::Bounded;

/// An account that can pay any deposit.
fn rich<T: Config>() -> T::AccountId
where
	T::Currency: Mutate<T::AccountId>,
{
	let who = whitelisted_caller();
	T::Currency::set_balance(&who, BalanceOf::<T>::max_value() / 2u32.into());
	who
}

/// The longest text.
fn longest<T: Config>() -> Vec<u8> {
	vec![b'a'; T::MaxLength::get() as usize]
}

#[benchmarks(where T::Currency: Mutate<T::AccountId>)]
mod benchmarks {
	use super::*;

	// `l` is the length of the text, in bytes. The dearest case is that of a long text which makes room for another.
	#[benchmark]
	fn set(l: Linear<1, { T::MaxLength::get() }>) -> Result<(), BenchmarkError> {
		let who = rich::<T>();
		Pallet::<T>::set(RawOrigin::Signed(who.clone()).into(), longest::<T>())?;
		let text = vec![b'b'; l as usize];

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), text.clone());

		assert_eq!(Records::<T>::get(&who).map(|record| record.text.into_inner()), Some(text));
		Ok(())
	}

	#[benchmark]
	fn clear() -> Result<(), BenchmarkError> {
		let who = rich::<T>();
		Pallet::<T>::set(RawOrigin::Signed(who.clone()).into(), longest::<T>())?;

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()));

		assert!(!Records::<T>::contains_key(&who));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::genesis(), crate::mock::Test);
}
