// SPDX-License-Identifier: Apache-2.0

//! Measures the hook.

use super::*;
use frame_benchmarking::{account, v2::*};
use frame_support::traits::Hooks;
use frame_system::{pallet_prelude::BlockNumberFor, Pallet as System};
use sp_runtime::Perbill;

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn on_initialize() {
		let number: BlockNumberFor<T> = 1u32.into();
		System::<T>::set_block_number(number);
		let reward = 1_000_000_000_000_000u128;
		CurrentPlan::<T>::put(Plan {
			initial: reward,
			treasury_share: Perbill::from_percent(50),
			..Plan::default()
		});
		// Accounts that do not exist cost more than those that do.
		Treasury::<T>::put(account::<T::AccountId>("treasury", 0, 0));
		T::BenchmarkAuthor::set(account("author", 0, 0));

		#[block]
		{
			Pallet::<T>::on_initialize(number);
		}

		assert_eq!(Issued::<T>::get(), reward);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::genesis(crate::mock::PLAN), crate::mock::Test);
}
