// SPDX-License-Identifier: Apache-2.0

//! Who registers feeds, what they may be, and what goes when they go.

use crate::{
	mock::{
		blocks, check, feed, genesis, key, number, price, submit, submit_as, with_operators, PriceFeeds,
		PriceOracle, RuntimeOrigin, System, Test, WeatherFeeds, CRN,
	},
	Error, Event, Feed, FeedOf, Feeds, ReadError, ReadFeed,
};
use frame_support::{assert_noop, assert_ok, BoundedVec};
use pallet_oracle::{RawValues, Values};
use sp_runtime::{DispatchError, FixedI128, Permill};

fn text(text: &str) -> BoundedVec<u8, <Test as crate::Config>::MaxTextLength> {
	text.as_bytes().to_vec().try_into().expect("the test's texts are short")
}

#[test]
fn governance_registers_a_feed_and_removes_it() {
	genesis().execute_with(|| {
		assert_ok!(PriceFeeds::set_feed(RuntimeOrigin::root(), key(CRN), feed(2)));
		assert_eq!(Feeds::<Test>::get(key(CRN)), Some(feed(2)));
		System::assert_last_event(
			Event::<Test>::FeedSet { key: key(CRN), feed: feed(2), cleared: true }.into(),
		);
		check();

		assert_ok!(PriceFeeds::remove_feed(RuntimeOrigin::root(), key(CRN)));
		assert_eq!(Feeds::<Test>::get(key(CRN)), None);
		System::assert_last_event(Event::<Test>::FeedRemoved { key: key(CRN) }.into());
		check();
	});
}

#[test]
fn nobody_else_registers_or_removes_a_feed() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		for origin in [RuntimeOrigin::signed(1), RuntimeOrigin::none()] {
			assert_noop!(PriceFeeds::set_feed(origin.clone(), key(CRN), feed(1)), DispatchError::BadOrigin);
			assert_noop!(PriceFeeds::remove_feed(origin, key(CRN)), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn a_feed_that_makes_no_sense_is_refused() {
	let cases: [(&str, FeedOf<Test>, Error<Test>); 11] = [
		("", feed(1), Error::KeyNotPrintable),
		("CRN USD", feed(1), Error::KeyNotPrintable),
		("CRN\u{7f}", feed(1), Error::KeyNotPrintable),
		("CRN/€", feed(1), Error::KeyNotPrintable),
		(CRN, Feed { description: text(""), ..feed(1) }, Error::TextNotPrintable),
		(CRN, Feed { description: text("two\nlines"), ..feed(1) }, Error::TextNotPrintable),
		(CRN, Feed { unit: BoundedVec::truncate_from(vec![0xc3, 0x28]), ..feed(1) }, Error::TextNotPrintable),
		(CRN, feed(0), Error::MinSourcesOutOfRange),
		(CRN, feed(6), Error::MinSourcesOutOfRange),
		(CRN, Feed { max_age: 0, ..feed(1) }, Error::MaxAgeIsZero),
		(CRN, Feed { tolerance: number(-1), ..feed(1) }, Error::ToleranceIsNegative),
	];
	genesis().execute_with(|| {
		for (name, feed, error) in cases {
			assert_noop!(PriceFeeds::set_feed(RuntimeOrigin::root(), key(name), feed), error);
		}
		// No transaction can have this in it, but another pallet could.
		let feed = Feed { max_deviation: serde_json::from_str("1000001").unwrap(), ..feed(1) };
		assert_noop!(
			PriceFeeds::set_feed(RuntimeOrigin::root(), key(CRN), feed),
			Error::<Test>::DeviationExceedsWhole
		);
	});
}

#[test]
fn a_unit_may_be_empty_and_texts_may_have_any_script() {
	genesis().execute_with(|| {
		let feed = Feed { description: text("Einwohner – 人口"), unit: text(""), ..feed(5) };
		assert_ok!(PriceFeeds::set_feed(RuntimeOrigin::root(), key("~"), feed));
	});
}

#[test]
fn there_are_no_more_feeds_than_there_may_be() {
	genesis().execute_with(|| {
		for name in ["A", "B", "C", "D"] {
			assert_ok!(PriceFeeds::set_feed(RuntimeOrigin::root(), key(name), feed(1)));
		}
		assert_noop!(
			PriceFeeds::set_feed(RuntimeOrigin::root(), key("E"), feed(1)),
			Error::<Test>::TooManyFeeds
		);
		assert_ok!(PriceFeeds::set_feed(RuntimeOrigin::root(), key("D"), feed(2)));
		assert_ok!(PriceFeeds::remove_feed(RuntimeOrigin::root(), key("A")));
		assert_ok!(PriceFeeds::set_feed(RuntimeOrigin::root(), key("E"), feed(1)));
		check();
	});
}

#[test]
fn a_feed_that_is_not_there_cannot_be_removed() {
	genesis().execute_with(|| {
		assert_noop!(PriceFeeds::remove_feed(RuntimeOrigin::root(), key(CRN)), Error::<Test>::NoSuchFeed);
	});
}

#[test]
fn all_that_was_said_of_a_feed_goes_with_it() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		price(1, 100);
		price(2, 101);
		assert_ok!(submit_as(RuntimeOrigin::root(), &[(CRN, number(5))]));
		assert_eq!(RawValues::<Test>::iter().count(), 3);
		assert!(Values::<Test>::contains_key(key(CRN)));

		assert_ok!(PriceFeeds::remove_feed(RuntimeOrigin::root(), key(CRN)));
		assert_eq!(RawValues::<Test>::iter().count(), 0);
		assert_eq!(Values::<Test>::iter().count(), 0);
		assert_eq!(PriceOracle::get(&key(CRN)), None);
		assert_eq!(PriceFeeds::read(&key(CRN)), Err(ReadError::NoSuchFeed));
	});
}

#[test]
fn other_bounds_keep_the_values_and_hold_at_once() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		price(1, 100);
		price(2, 101);
		assert!(PriceFeeds::read(&key(CRN)).is_ok());

		assert_ok!(PriceFeeds::set_feed(RuntimeOrigin::root(), key(CRN), feed(3)));
		System::assert_last_event(
			Event::<Test>::FeedSet { key: key(CRN), feed: feed(3), cleared: false }.into(),
		);
		assert_eq!(
			PriceFeeds::read(&key(CRN)),
			Err(ReadError::NotEnoughSources { have: 2, need: 3 }),
			"the combined value that pallet-oracle has stored does not count"
		);
		assert!(Values::<Test>::contains_key(key(CRN)));

		price(3, 102);
		assert_eq!(PriceFeeds::read(&key(CRN)).map(|reading| reading.value), Ok(number(101)));
	});
}

#[test]
fn values_in_another_unit_are_forgotten() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		price(1, 100);
		price(2, 101);
		let in_cents = Feed { unit: text("US cents"), ..feed(2) };
		assert_ok!(PriceFeeds::set_feed(RuntimeOrigin::root(), key(CRN), in_cents.clone()));
		System::assert_last_event(
			Event::<Test>::FeedSet { key: key(CRN), feed: in_cents, cleared: true }.into(),
		);
		assert_eq!(PriceFeeds::read(&key(CRN)), Err(ReadError::NotEnoughSources { have: 0, need: 2 }));
		assert!(!Values::<Test>::contains_key(key(CRN)));
	});
}

#[test]
fn what_root_fed_before_a_feed_was_registered_is_forgotten() {
	with_operators(&[1]).execute_with(|| {
		// Root is above the call filter.
		assert_ok!(submit_as(RuntimeOrigin::root(), &[("RAIN", number(5))]));
		assert_eq!(RawValues::<Test>::iter().count(), 1);
		assert_eq!(Values::<Test>::iter().count(), 0, "nothing is combined for no feed");
		check();

		assert_ok!(PriceFeeds::set_feed(RuntimeOrigin::root(), key("RAIN"), feed(1)));
		assert_eq!(RawValues::<Test>::iter().count(), 0);
		check();
	});
}

#[test]
fn families_know_nothing_of_each_other() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		price(1, 100);
		price(2, 100);
		assert!(PriceFeeds::read(&key(CRN)).is_ok());
		assert_eq!(WeatherFeeds::read(&key(CRN)), Err(ReadError::NotEnoughSources { have: 0, need: 2 }));

		assert_ok!(WeatherFeeds::remove_feed(RuntimeOrigin::root(), key(CRN)));
		assert!(PriceFeeds::read(&key(CRN)).is_ok());
		blocks(1);
		assert_ok!(submit(1, &[(CRN, FixedI128::default())]));
	});
}

#[test]
fn a_deviation_of_the_whole_lets_a_source_be_anything_up_to_twice_the_median() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		let loose = Feed { max_deviation: Permill::one(), ..feed(3) };
		assert_ok!(PriceFeeds::set_feed(RuntimeOrigin::root(), key(CRN), loose));
		price(1, 0);
		price(2, 100);
		price(3, 200);
		assert_eq!(PriceFeeds::read(&key(CRN)).map(|reading| reading.outliers), Ok(0));
		blocks(1);
		price(3, 201);
		assert_eq!(PriceFeeds::read(&key(CRN)), Err(ReadError::TooFarApart { agree: 2, need: 3 }));
	});
}
