// SPDX-License-Identifier: Apache-2.0

//! Measures the calls, and the end of a block.

use super::{collected::Collected, *};
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Balanced, Inspect},
	EnsureOrigin, Imbalance,
};
use sp_runtime::Perbill;

/// What a block with an author has collected whose transactions paid enough to create the accounts of treasury and
/// author.
fn collect<T: Config>(author: &AccountIdOf<T>) {
	let much = T::Currency::minimum_balance().saturating_mul(1_000u32.into());
	let mut collected = Collected::new(Some(author.clone()), FeeSplit::default());
	collected.add(T::Currency::issue(much), CreditOf::<T>::zero());
	CollectedFees::<T>::put(collected);
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn set_inflation() -> Result<(), BenchmarkError> {
		let origin = T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let inflation = Inflation { treasury_share: Perbill::from_percent(1), ..Inflation::default() };

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, inflation);

		assert_eq!(CurrentInflation::<T>::get(), inflation);
		Ok(())
	}

	#[benchmark]
	fn set_fee_split() -> Result<(), BenchmarkError> {
		let origin = T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let split = FeeSplit { treasury: Perbill::from_percent(1), author: Perbill::from_percent(2) };
		// Not the first transaction of its block.
		collect::<T>(&account("author", 0, 0));

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, split);

		assert_eq!(CurrentFeeSplit::<T>::get(), split);
		assert_eq!(CollectedFees::<T>::get().map(|collected| collected.split), Some(split));
		Ok(())
	}

	#[benchmark]
	fn pay_fees() -> Result<(), BenchmarkError> {
		let author = account("author", 0, 0);
		collect::<T>(&author);

		#[block]
		{
			Pallet::<T>::pay_fees();
		}

		let of_author = T::Currency::balance(&author);
		assert_eq!(of_author, T::Currency::minimum_balance().saturating_mul(600u32.into()));
		assert!(!CollectedFees::<T>::exists());
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::genesis(), crate::mock::Test);
}
