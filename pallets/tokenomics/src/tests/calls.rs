// SPDX-License-Identifier: Apache-2.0

//! The two calls: who may make them, what they refuse, what they do.

use crate::{
	mock::{genesis, RuntimeOrigin, System, Test, Tokenomics, PAYER},
	CurrentFeeSplit, CurrentInflation, Error, Event, FeeSplit, Inflation, WeightInfo,
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, Perbill};

#[test]
fn the_admin_sets_inflation() {
	genesis().execute_with(|| {
		let inflation = Inflation { max: Perbill::from_percent(20), ..Inflation::default() };
		assert_ok!(Tokenomics::set_inflation(RuntimeOrigin::root(), inflation));

		assert_eq!(CurrentInflation::<Test>::get(), inflation);
		System::assert_last_event(Event::InflationSet { inflation }.into());
		Tokenomics::do_try_state().expect("the call accepted it");
	});
}

#[test]
fn the_admin_sets_the_split_of_fees() {
	genesis().execute_with(|| {
		let split = FeeSplit { treasury: Perbill::from_percent(100), author: Perbill::zero() };
		assert_ok!(Tokenomics::set_fee_split(RuntimeOrigin::root(), split));

		assert_eq!(CurrentFeeSplit::<Test>::get(), split);
		System::assert_last_event(Event::FeeSplitSet { split }.into());
		Tokenomics::do_try_state().expect("the call accepted it");
	});
}

#[test]
fn nobody_else_sets_anything() {
	genesis().execute_with(|| {
		for origin in [RuntimeOrigin::signed(PAYER), RuntimeOrigin::none()] {
			assert_noop!(
				Tokenomics::set_inflation(origin.clone(), Inflation::default()),
				DispatchError::BadOrigin
			);
			assert_noop!(Tokenomics::set_fee_split(origin, FeeSplit::default()), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn inflation_that_makes_no_sense_is_refused() {
	let good = Inflation::default();
	let cases = [
		(Inflation { min: Perbill::from_percent(11), ..good }, Error::<Test>::InflationOutOfOrder),
		(Inflation { max: Perbill::from_percent(21), ..good }, Error::InflationTooHigh),
		(Inflation { ideal_stake: Perbill::zero(), ..good }, Error::IdealStakeIsZero),
		(Inflation { falloff: Perbill::zero(), ..good }, Error::FalloffTooSmall),
		(Inflation { falloff: Perbill::from_parts(9_999_999), ..good }, Error::FalloffTooSmall),
	];
	genesis().execute_with(|| {
		for (inflation, error) in cases {
			assert_noop!(Tokenomics::set_inflation(RuntimeOrigin::root(), inflation), error);
		}
	});
}

#[test]
fn a_split_of_more_than_the_whole_is_refused() {
	genesis().execute_with(|| {
		let split =
			FeeSplit { treasury: Perbill::from_percent(50), author: Perbill::from_parts(500_000_001) };
		assert_noop!(
			Tokenomics::set_fee_split(RuntimeOrigin::root(), split),
			Error::<Test>::SplitExceedsWhole
		);
	});
}

#[test]
fn calls_and_the_end_of_a_block_cost_at_least_a_write() {
	let write = frame_support::weights::constants::RocksDbWeight::get().writes(1);
	for weight in [<()>::set_inflation(), <()>::set_fee_split(), <()>::pay_fees()] {
		assert!(weight.ref_time() > write.ref_time());
	}
}
