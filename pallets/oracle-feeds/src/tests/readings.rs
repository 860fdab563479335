// SPDX-License-Identifier: Apache-2.0

//! When a reading is given, what is in it, and why it is refused.

use crate::{
	mock::{
		blocks, feed, key, number, price, set_time, submit, with_operators, PriceFeeds, PriceOracle,
		RuntimeOrigin, BLOCK, CRN, START,
	},
	reading::{median, Given},
	Feed, ReadError, ReadFeed, Reading, WeightInfo,
};
use frame_support::assert_ok;
use pallet_oracle::TimestampedValue;
use sp_runtime::{FixedI128, FixedPointNumber, Permill};

fn read() -> Result<Reading<FixedI128>, ReadError> {
	PriceFeeds::read(&key(CRN))
}

/// A price with three decimals.
fn milli(thousandths: i128) -> FixedI128 {
	FixedI128::saturating_from_rational(thousandths, 1_000)
}

#[test]
fn a_reading_has_the_median_and_says_how_old_and_how_sure_it_is() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		price(2, 100);
		blocks(3);
		price(1, 102);
		price(3, 95);
		blocks(1);
		assert_eq!(
			read(),
			Ok(Reading {
				value: number(100),
				observed_at: START,
				age: 4 * BLOCK,
				sources: 3,
				outliers: 0,
				deviation: Permill::from_percent(5),
			})
		);
		assert_eq!(
			PriceOracle::get(&key(CRN)),
			Some(TimestampedValue { value: number(100), timestamp: START }),
			"what pallet-oracle has stored has the time of the oldest source"
		);
	});
}

#[test]
fn what_is_not_a_feed_cannot_be_read() {
	with_operators(&[1]).execute_with(|| {
		assert_eq!(PriceFeeds::read(&key("RAIN")), Err(ReadError::NoSuchFeed));
	});
}

#[test]
fn too_few_sources_give_no_reading() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		assert_eq!(read(), Err(ReadError::NotEnoughSources { have: 0, need: 2 }));
		price(1, 100);
		assert_eq!(read(), Err(ReadError::NotEnoughSources { have: 1, need: 2 }));
		assert_eq!(PriceOracle::get(&key(CRN)), None);
		price(2, 100);
		assert_eq!(read().map(|reading| reading.sources), Ok(2));
	});
}

#[test]
fn a_value_counts_until_it_is_older_than_it_may_be() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		price(1, 100);
		price(2, 102);
		set_time(START + 10 * BLOCK);
		assert_eq!(read().map(|reading| reading.age), Ok(10 * BLOCK));
		set_time(START + 10 * BLOCK + 1);
		assert_eq!(read(), Err(ReadError::TooOld { fresh: 0, need: 2 }));
		assert_eq!(
			PriceOracle::get(&key(CRN)).map(|stored| stored.value),
			Some(number(101)),
			"pallet-oracle still has what nobody should read"
		);
		price(3, 103);
		assert_eq!(read(), Err(ReadError::TooOld { fresh: 1, need: 2 }));
		assert_eq!(PriceOracle::get(&key(CRN)).map(|stored| stored.value), Some(number(101)));
	});
}

#[test]
fn one_old_value_where_two_are_needed_is_one_too_few() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		price(1, 100);
		blocks(11);
		assert_eq!(read(), Err(ReadError::NotEnoughSources { have: 0, need: 2 }));
	});
}

#[test]
fn sources_that_do_not_agree_give_no_reading() {
	with_operators(&[1, 2]).execute_with(|| {
		price(1, 100);
		price(2, 200);
		// 150 is in the middle, and a tenth of it on either side has nobody.
		assert_eq!(read(), Err(ReadError::TooFarApart { agree: 0, need: 2 }));
		assert_eq!(PriceOracle::get(&key(CRN)), None);
	});
}

#[test]
fn a_source_at_the_edge_agrees() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		assert_ok!(PriceFeeds::set_feed(RuntimeOrigin::root(), key(CRN), feed(3)));
		price(1, 90);
		price(2, 100);
		assert_ok!(submit(3, &[(CRN, number(110))]));
		assert_eq!(
			read().map(|reading| (reading.outliers, reading.deviation)),
			Ok((0, Permill::from_percent(10)))
		);
		blocks(1);
		assert_ok!(submit(3, &[(CRN, FixedI128::from_inner(number(110).into_inner() + 1))]));
		assert_eq!(read(), Err(ReadError::TooFarApart { agree: 2, need: 3 }));
	});
}

#[test]
fn near_zero_the_tolerance_decides() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		// Temperatures around the freezing point.
		let temperature = Feed { tolerance: milli(500), ..feed(3) };
		assert_ok!(PriceFeeds::set_feed(RuntimeOrigin::root(), key(CRN), temperature));
		assert_ok!(submit(1, &[(CRN, milli(-400))]));
		assert_ok!(submit(2, &[(CRN, milli(0))]));
		assert_ok!(submit(3, &[(CRN, milli(500))]));
		assert_eq!(
			read().map(|reading| (reading.value, reading.outliers, reading.deviation)),
			Ok((milli(0), 0, Permill::one())),
			"anything is infinitely far from zero as a share of it"
		);
		blocks(1);
		assert_ok!(submit(3, &[(CRN, milli(501))]));
		assert_eq!(read(), Err(ReadError::TooFarApart { agree: 2, need: 3 }));
	});
}

#[test]
fn below_zero_deviations_are_shares_of_the_magnitude() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		price(1, -22);
		price(2, -20);
		price(3, -19);
		assert_eq!(
			read().map(|reading| (reading.value, reading.outliers, reading.deviation)),
			Ok((number(-20), 0, Permill::from_percent(10)))
		);
	});
}

#[test]
fn sources_that_all_say_zero_do_not_deviate() {
	with_operators(&[1, 2]).execute_with(|| {
		price(1, 0);
		price(2, 0);
		assert_eq!(
			read().map(|reading| (reading.value, reading.deviation)),
			Ok((number(0), Permill::zero()))
		);
	});
}

#[test]
fn of_an_even_number_the_two_in_the_middle_are_averaged() {
	assert_eq!(median::<FixedI128>(vec![]), None);
	assert_eq!(median(vec![number(3)]), Some(number(3)));
	assert_eq!(median(vec![number(4), number(1)]), Some(milli(2_500)));
	assert_eq!(median(vec![number(9), number(1), number(4)]), Some(number(4)));
	assert_eq!(median(vec![number(9), number(1), number(4), number(2)]), Some(number(3)));
	// Rounded towards zero to the smallest step.
	let step = FixedI128::from_inner;
	assert_eq!(median(vec![step(1), step(2)]), Some(step(1)));
	assert_eq!(median(vec![step(-1), step(-2)]), Some(step(-1)));
	assert_eq!(median(vec![step(i128::MIN), step(i128::MAX)]), Some(step(0)));
	assert_eq!(median(vec![step(i128::MAX), step(i128::MAX)]), Some(step(i128::MAX)));
}

#[test]
fn the_greatest_numbers_overflow_nothing() {
	let feed = feed(1);
	let values = [i128::MIN, i128::MAX, i128::MIN, i128::MAX, 0];
	for count in 1..=values.len() {
		let given: Vec<_> = values[..count]
			.iter()
			.map(|inner| Given { value: FixedI128::from_inner(*inner), at: u64::MAX })
			.collect();
		for now in [0, u64::MAX] {
			// Neither panics; whether there is a reading is another matter.
			let reading = feed.read(&given, now);
			assert_eq!(reading.is_ok(), now == u64::MAX && count % 2 == 1, "{count} {now}: {reading:?}");
		}
	}
}

#[test]
fn a_feed_that_asks_for_no_source_is_not_read_from_none() {
	assert_eq!(feed(0).read(&[], START), Err(ReadError::TooOld { fresh: 0, need: 0 }));
}

#[test]
fn numbers_without_a_sign_can_be_values_too() {
	use crate::FeedValue;
	use sp_runtime::FixedU128;
	let (two, five) = (FixedU128::from_u32(2), FixedU128::from_u32(5));
	assert_eq!(two.midpoint(five), FixedU128::saturating_from_rational(7, 2));
	assert_eq!(two.distance(five), five.distance(two));
	assert_eq!(two.distance(five), 3 * FixedU128::DIV);
	assert_eq!(five.magnitude(), 5 * FixedU128::DIV);
}

#[test]
fn a_reading_costs_what_the_most_operators_cost() {
	let most = <() as WeightInfo>::read(5);
	assert_eq!(PriceFeeds::read_weight(), most);
	assert!(most.all_gt(<() as WeightInfo>::read(4)));
	assert_eq!(crate::mock::WeatherFeeds::read_weight(), most, "both have the same database");
}

#[test]
fn what_is_combined_is_what_is_read() {
	use pallet_oracle::CombineData;
	with_operators(&[1, 2, 3]).execute_with(|| {
		price(1, 100);
		price(2, 102);
		let previous = TimestampedValue { value: number(1), timestamp: 1 };
		let combined = <PriceFeeds as CombineData<_, _>>::combine_data(&key(CRN), vec![], Some(previous));
		assert_eq!(combined, Some(TimestampedValue { value: number(101), timestamp: START }));
		let none =
			<PriceFeeds as CombineData<_, _>>::combine_data(&key("RAIN"), vec![previous], Some(previous));
		assert_eq!(none, None);
	});
}
