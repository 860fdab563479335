// SPDX-License-Identifier: Apache-2.0

//! Who could gain by doing what, and what stops them: the README's list, one test for each.

use crate::{
	mock::{
		blocks, check, feed, held, key, number, price, set_time, submit, submit_as, total, with_operators,
		PriceFeeds, PriceOracle, RuntimeOrigin, Test, BLOCK, BOND, CRN, MIN_BALANCE, START, TREASURY,
		UNBONDING,
	},
	Error, ReadError, ReadFeed, Reading,
};
use frame_support::{assert_noop, assert_ok};
use pallet_oracle::{Error as OracleError, RawValues, TimestampedValue, Values};
use sp_runtime::{FixedI128, Permill};

fn read() -> Result<Reading<FixedI128>, ReadError> {
	PriceFeeds::read(&key(CRN))
}

fn value() -> Result<FixedI128, ReadError> {
	read().map(|reading| reading.value)
}

#[test]
fn one_lying_operator_of_three_does_not_move_the_median_beyond_the_honest() {
	for lie in [i128::MIN, -1, 0, i128::MAX] {
		with_operators(&[1, 2, 3]).execute_with(|| {
			price(1, 100);
			price(2, 101);
			assert_ok!(submit(3, &[(CRN, FixedI128::from_inner(lie))]));
			let reading = read().expect("two agree");
			assert!(reading.value == number(100) || reading.value == number(101));
			assert_eq!((reading.sources, reading.outliers), (3, 1), "and the liar is seen");
			assert_eq!(reading.deviation, Permill::one());
		});
	}
}

#[test]
fn one_lying_operator_of_three_cannot_stop_the_feed() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		for lie in [1, 1_000, 1_000_000] {
			price(1, 100);
			price(2, 101);
			price(3, lie);
			assert!(read().is_ok());
			blocks(1);
		}
	});
}

#[test]
fn a_dead_operator_ceases_to_count_and_the_others_go_on() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		price(3, 50);
		for _ in 0..11 {
			price(1, 100);
			price(2, 100);
			blocks(1);
		}
		price(1, 102);
		price(2, 104);
		let reading = read().expect("two are alive");
		assert_eq!((reading.value, reading.sources, reading.age), (number(103), 2, 0));
	});
}

#[test]
fn one_liar_and_one_dead_of_three_stop_the_feed_and_nobody_is_deceived() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		price(1, 100);
		price(2, 100);
		blocks(11);
		price(1, 100);
		price(3, 1_000_000);
		assert_eq!(read(), Err(ReadError::TooFarApart { agree: 0, need: 2 }));
		assert_eq!(
			PriceOracle::get(&key(CRN)).map(|stored| stored.value),
			Some(number(100)),
			"the value of long ago stays where nobody should read it"
		);
	});
}

#[test]
fn when_all_are_dead_no_reading_is_given_though_pallet_oracle_has_a_value() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		for who in 1..=3 {
			price(who, 100);
		}
		blocks(11);
		assert_eq!(read(), Err(ReadError::TooOld { fresh: 0, need: 2 }));
		assert!(Values::<Test>::contains_key(key(CRN)));
	});
}

#[test]
fn less_than_half_of_the_sources_cannot_deceive_and_more_can() {
	with_operators(&[1, 2, 3, 4, 5]).execute_with(|| {
		for who in 1..=3 {
			price(who, 100);
		}
		// ⌊(5 − 1) / 2⌋ = 2 liars.
		price(4, 200);
		price(5, 200);
		assert_eq!(value(), Ok(number(100)));
		// One more is the majority. Bonds, not the median, are what stands against it.
		blocks(1);
		price(3, 200);
		assert_eq!(value(), Ok(number(200)));
	});
}

#[test]
fn a_colluding_pair_does_not_become_a_majority_where_enough_sources_are_asked_for() {
	with_operators(&[1, 2, 3, 4, 5]).execute_with(|| {
		// Two liars are survived by five sources and no fewer: all five must be asked for.
		assert_ok!(PriceFeeds::set_feed(RuntimeOrigin::root(), key(CRN), feed(5)));
		price(1, 100);
		price(2, 100);
		price(3, 100);
		blocks(8);
		price(4, 104);
		price(5, 104);
		assert_eq!(value(), Ok(number(100)));
		// The honest are kept off the chain until they are old.
		blocks(3);
		assert_eq!(value(), Err(ReadError::TooOld { fresh: 2, need: 5 }));
	});
}

#[test]
fn an_operator_cannot_fill_the_state_with_keys_of_its_own() {
	with_operators(&[1]).execute_with(|| {
		for n in 0..50 {
			let name = format!("SPAM{n}");
			assert_noop!(submit(1, &[(&name, number(n))]), frame_system::Error::<Test>::CallFiltered);
			blocks(1);
		}
		for _ in 0..50 {
			price(1, 1);
			blocks(1);
		}
		assert_eq!(RawValues::<Test>::iter().count(), 1);
		assert_eq!(Values::<Test>::iter().count(), 0, "one source is too few");
	});
}

#[test]
fn an_operator_feeds_once_a_block_whatever_it_repeats() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		price(1, 100);
		for _ in 0..3 {
			assert_noop!(submit(1, &[(CRN, number(200))]), OracleError::<Test>::AlreadyFeeded);
		}
		assert_eq!(
			RawValues::<Test>::get(1, key(CRN)),
			Some(TimestampedValue { value: number(100), timestamp: START })
		);
	});
}

#[test]
fn an_operator_counts_once_however_often_it_feeds() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		price(2, 100);
		price(3, 100);
		for _ in 0..5 {
			price(1, 500);
			blocks(1);
		}
		assert_eq!(read().map(|reading| (reading.sources, reading.value)), Ok((3, number(100))));
	});
}

#[test]
fn a_value_counts_from_the_block_it_got_into() {
	with_operators(&[1, 2]).execute_with(|| {
		price(1, 100);
		blocks(2);
		price(2, 100);
		assert_eq!(
			RawValues::<Test>::get(2, key(CRN)).map(|raw| raw.timestamp),
			Some(START + 2 * BLOCK),
			"the operator does not say when"
		);
		assert_eq!(read().map(|reading| reading.observed_at), Ok(START), "the oldest source counts");
	});
}

#[test]
fn a_value_from_the_future_does_not_count() {
	with_operators(&[1, 2]).execute_with(|| {
		price(1, 100);
		price(2, 100);
		// A clock that was ahead, and was put right.
		set_time(START - 1);
		assert_eq!(read(), Err(ReadError::TooOld { fresh: 0, need: 2 }));
		set_time(START);
		assert!(read().is_ok());
	});
}

#[test]
fn an_operator_that_lied_and_left_is_slashed_all_the_same() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		price(1, 1_000_000);
		assert_ok!(PriceFeeds::resign(RuntimeOrigin::signed(1)));
		blocks(UNBONDING - 1);
		assert_noop!(PriceFeeds::withdraw_bond(RuntimeOrigin::signed(1)), Error::<Test>::StillUnbonding);

		assert_ok!(PriceFeeds::remove(RuntimeOrigin::root(), 1, Permill::from_percent(60)));
		assert_eq!((held(1), total(TREASURY)), (BOND * 4 / 10, MIN_BALANCE + BOND * 6 / 10));
		check();
		// As long as it has not withdrawn, also later; and a slash does not make it wait for longer.
		blocks(1);
		assert_ok!(PriceFeeds::remove(RuntimeOrigin::root(), 1, Permill::from_percent(50)));
		assert_ok!(PriceFeeds::withdraw_bond(RuntimeOrigin::signed(1)));
		assert_eq!(held(1), 0);
		assert_eq!(total(TREASURY), MIN_BALANCE + BOND * 8 / 10);
		check();
	});
}

#[test]
fn what_an_operator_said_does_not_outlive_its_seat() {
	with_operators(&[1, 2, 3]).execute_with(|| {
		price(1, 100);
		price(2, 100);
		assert_ok!(PriceFeeds::remove(RuntimeOrigin::root(), 1, Permill::zero()));
		assert_eq!(value(), Err(ReadError::NotEnoughSources { have: 1, need: 2 }));

		blocks(UNBONDING);
		assert_ok!(PriceFeeds::withdraw_bond(RuntimeOrigin::signed(1)));
		assert_ok!(PriceFeeds::apply(RuntimeOrigin::signed(1)));
		assert_ok!(PriceFeeds::admit(RuntimeOrigin::root(), 1));
		price(2, 100);
		assert_eq!(
			value(),
			Err(ReadError::NotEnoughSources { have: 1, need: 2 }),
			"nor does it come back with it"
		);
	});
}

#[test]
fn a_feed_that_is_removed_cannot_be_read_and_comes_back_empty() {
	with_operators(&[1, 2]).execute_with(|| {
		price(1, 100);
		price(2, 100);
		assert!(read().is_ok());
		assert_ok!(PriceFeeds::remove_feed(RuntimeOrigin::root(), key(CRN)));
		assert_eq!(read(), Err(ReadError::NoSuchFeed));
		blocks(1);
		assert_noop!(submit(1, &[(CRN, number(1))]), frame_system::Error::<Test>::CallFiltered);

		assert_ok!(PriceFeeds::set_feed(RuntimeOrigin::root(), key(CRN), feed(2)));
		assert_eq!(read(), Err(ReadError::NotEnoughSources { have: 0, need: 2 }));
	});
}

#[test]
fn what_root_feeds_is_no_source() {
	with_operators(&[1, 2]).execute_with(|| {
		assert_ok!(submit_as(RuntimeOrigin::root(), &[(CRN, number(1_000))]));
		assert_eq!(value(), Err(ReadError::NotEnoughSources { have: 0, need: 2 }));
		price(1, 100);
		assert_eq!(value(), Err(ReadError::NotEnoughSources { have: 1, need: 2 }));
		price(2, 102);
		assert_eq!(read().map(|reading| (reading.sources, reading.value)), Ok((2, number(101))));
		assert_eq!(PriceOracle::get(&key(CRN)).map(|stored| stored.value), Some(number(101)));
		check();
	});
}

#[test]
fn an_applicant_has_no_say() {
	with_operators(&[1, 2]).execute_with(|| {
		assert_ok!(PriceFeeds::apply(RuntimeOrigin::signed(3)));
		assert_noop!(submit(3, &[(CRN, number(1))]), OracleError::<Test>::NoPermission);
	});
}
