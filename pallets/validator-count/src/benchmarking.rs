// SPDX-License-Identifier: Apache-2.0

//! Measures the hooks and the call.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::{EnsureOrigin, Get, Hooks};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::Perbill;

/// A rule that moves the number up whenever blocks are full, and is always allowed.
fn rule<T: Config>() -> Rule {
	Rule {
		min: 1,
		max: T::MaxValidatorCount::get(),
		step: 1,
		low: Perbill::from_percent(10),
		high: Perbill::from_percent(90),
	}
}

/// The hook's argument, which nothing depends on.
fn block<T: Config>() -> BlockNumberFor<T> {
	1u32.into()
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn on_initialize_within_era() {
		CurrentRule::<T>::put(rule::<T>());
		LastEra::<T>::put(T::Era::get());

		#[block]
		{
			Pallet::<T>::on_initialize(block::<T>());
		}

		assert_eq!(LastEra::<T>::get(), T::Era::get());
	}

	#[benchmark]
	fn on_initialize_new_era() {
		CurrentRule::<T>::put(rule::<T>());
		CurrentLoad::<T>::put(Load { sum: types::FULL.into(), blocks: 1 });
		LastEra::<T>::put(T::Era::get().wrapping_add(1));
		T::ValidatorCount::set(1);

		#[block]
		{
			Pallet::<T>::on_initialize(block::<T>());
		}

		assert_eq!(LastEra::<T>::get(), T::Era::get());
		assert_eq!(T::ValidatorCount::get(), 2u32.min(T::MaxValidatorCount::get()));
		assert!(!CurrentLoad::<T>::exists());
	}

	#[benchmark]
	fn on_finalize() {
		CurrentRule::<T>::put(rule::<T>());
		CurrentLoad::<T>::put(Load { sum: types::FULL.into(), blocks: 1 });

		#[block]
		{
			Pallet::<T>::on_finalize(block::<T>());
		}

		assert_eq!(CurrentLoad::<T>::get().blocks, 2);
	}

	#[benchmark]
	fn set_rule() -> Result<(), BenchmarkError> {
		let origin = T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, Some(rule::<T>()));

		assert_eq!(CurrentRule::<T>::get(), Some(rule::<T>()));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::genesis(None), crate::mock::Test);
}
