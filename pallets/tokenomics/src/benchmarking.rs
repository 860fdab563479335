// SPDX-License-Identifier: Apache-2.0

//! Measures the calls.

use super::*;
use frame_benchmarking::v2::*;
use frame_support::traits::EnsureOrigin;
use sp_runtime::Perbill;

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

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, split);

		assert_eq!(CurrentFeeSplit::<T>::get(), split);
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::genesis(), crate::mock::Test);
}
