// SPDX-License-Identifier: Apache-2.0

//! Measures the hook.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::{Get, Hooks};
use frame_system::{pallet_prelude::BlockNumberFor, Pallet as System};

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn on_finalize() {
		// A chain long after its anchor and far behind its schedule, which takes all the steps there are.
		let height: BlockNumberFor<T> = 1_000_000u32.into();
		System::<T>::set_block_number(height);
		T::BenchmarkTime::set(2_000_000u64.saturating_mul(T::TargetBlockTime::get()));
		let difficulty = MAX_DIFFICULTY;
		StartingPoint::<T>::put(Anchor { height: 1, time: 1, difficulty });
		CurrentDifficulty::<T>::put(MAX_DIFFICULTY);

		#[block]
		{
			Pallet::<T>::on_finalize(height);
		}

		assert!(CurrentDifficulty::<T>::get() < MAX_DIFFICULTY);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::genesis(), crate::mock::Test);
}
