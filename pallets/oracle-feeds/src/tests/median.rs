// SPDX-License-Identifier: Apache-2.0

//! What a minority of liars can do to a reading: nothing beyond what honest sources say.

use crate::{
	mock::{feed, START},
	reading::Given,
	Feed, ReadError,
};
use proptest::prelude::*;
use sp_runtime::{FixedI128, Permill};

fn at(inner: i128, at: u64) -> Given<FixedI128> {
	Given { value: FixedI128::from_inner(inner), at }
}

/// Any number, and the dangerous ones often.
fn any_inner() -> impl Strategy<Value = i128> {
	prop_oneof![any::<i128>(), Just(i128::MIN), Just(i128::MAX), Just(0), -10..10_i128]
}

/// Honest sources within a range, and fewer liars than those.
fn minority() -> impl Strategy<Value = (Vec<i128>, Vec<i128>)> {
	prop::collection::vec(any_inner(), 1..13).prop_flat_map(|honest| {
		let liars = prop::collection::vec(any_inner(), 0..honest.len());
		(Just(honest), liars)
	})
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(2_000))]

	#[test]
	fn a_minority_of_liars_cannot_move_the_value_out_of_the_honest_range(
		(honest, liars) in minority(),
		seed in any::<u64>(),
	) {
		let mut given: Vec<_> = honest.iter().chain(&liars).map(|inner| at(*inner, START)).collect();
		// In any order.
		let turn = usize::try_from(seed % given.len() as u64).unwrap();
		given.rotate_left(turn);
		// Any distance is allowed, so that only the median is in question.
		let loose = Feed { tolerance: FixedI128::from_inner(i128::MAX), max_deviation: Permill::one(), ..feed(1) };
		let value = match loose.read(&given, START) {
			Ok(reading) => reading.value,
			// Half of the numbers there are is the most that a tolerance can be.
			Err(ReadError::TooFarApart { .. }) => return Ok(()),
			Err(other) => return Err(TestCaseError::fail(format!("{other:?}"))),
		};
		let (low, high) = (*honest.iter().min().unwrap(), *honest.iter().max().unwrap());
		prop_assert!(value.into_inner() >= low && value.into_inner() <= high, "{value:?} not in {low}..={high}");
	}

	#[test]
	fn a_reading_is_near_an_honest_source_if_liars_alone_are_too_few(
		honest in prop::collection::vec(any_inner(), 0..6),
		liars in prop::collection::vec(any_inner(), 0..6),
		max_deviation in 0..=1_000_000_u32,
		tolerance in prop_oneof![Just(0), 0..i128::MAX],
	) {
		let feed = Feed {
			tolerance: FixedI128::from_inner(tolerance),
			max_deviation: Permill::from_parts(max_deviation),
			..feed(u32::try_from(liars.len() + 1).unwrap())
		};
		let given: Vec<_> = honest.iter().chain(&liars).map(|inner| at(*inner, START)).collect();
		if let Ok(reading) = feed.read(&given, START) {
			let near = |inner: &i128| feed.agrees(FixedI128::from_inner(*inner), reading.value);
			prop_assert!(honest.iter().any(near), "{reading:?} is near nobody honest");
		}
	}

	#[test]
	fn old_values_count_for_nothing(
		fresh in prop::collection::vec((any_inner(), 0..=60_000_u64), 0..8),
		old in prop::collection::vec((any_inner(), 60_001..1_000_000_u64), 0..8),
		future in prop::collection::vec((any_inner(), 1..1_000_000_u64), 0..3),
	) {
		let feed = feed(2);
		let only_fresh: Vec<_> = fresh.iter().map(|(inner, age)| at(*inner, START - age)).collect();
		let mut all = only_fresh.clone();
		all.extend(old.iter().map(|(inner, age)| at(*inner, START - age)));
		all.extend(future.iter().map(|(inner, ahead)| at(*inner, START + ahead)));
		let (expected, found) = (feed.read(&only_fresh, START), feed.read(&all, START));
		match expected {
			Err(ReadError::NotEnoughSources { have, need }) => prop_assert!(
				found == Err(ReadError::TooOld { fresh: have, need }) || found == expected,
				"{found:?} for {expected:?}"
			),
			_ => prop_assert_eq!(found, expected),
		}
	}

	#[test]
	fn a_reading_is_what_it_says_of_itself(
		given in prop::collection::vec((any_inner(), 0..100_000_u64), 0..8),
		min_sources in 1..6_u32,
		tolerance in 0..i128::MAX,
		max_deviation in 0..=1_000_000_u32,
	) {
		let feed = Feed {
			tolerance: FixedI128::from_inner(tolerance),
			max_deviation: Permill::from_parts(max_deviation),
			..feed(min_sources)
		};
		let given: Vec<_> = given.iter().map(|(inner, age)| at(*inner, START - age)).collect();
		if let Ok(reading) = feed.read(&given, START) {
			let counted: Vec<_> = given.iter().filter(|given| given.at >= START - feed.max_age).collect();
			prop_assert_eq!(reading.sources as usize, counted.len());
			prop_assert_eq!(Some(reading.observed_at), counted.iter().map(|given| given.at).min());
			prop_assert_eq!(reading.age, START - reading.observed_at);
			prop_assert!(reading.age <= feed.max_age);
			let agree = counted.iter().filter(|given| feed.agrees(given.value, reading.value)).count();
			prop_assert_eq!((reading.sources - reading.outliers) as usize, agree);
			prop_assert!(agree >= min_sources as usize);
			let below = counted.iter().filter(|given| given.value < reading.value).count();
			let above = counted.iter().filter(|given| given.value > reading.value).count();
			prop_assert!(below * 2 <= counted.len() && above * 2 <= counted.len());
		}
	}
}
