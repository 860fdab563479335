// SPDX-License-Identifier: Apache-2.0

//! How the number of validators moves from era to era.

use crate::{
	mock::{genesis, make_blocks, Count, Era, System, Test, ValidatorCount},
	weights::SubstrateWeight,
	CurrentLoad, CurrentRule, Event, LastEra, Load, Rule, WeightInfo,
};
use frame_support::traits::Hooks;
use proptest::prelude::*;
use sp_runtime::Perbill;

type Weights = SubstrateWeight<Test>;

fn percent(percent: u32) -> Perbill {
	Perbill::from_percent(percent)
}

/// From 4 to 14 validators, 3 at a time; the mock runtime starts with 10.
fn rule() -> Rule {
	Rule { min: 4, max: 14, step: 3, low: percent(10), high: percent(60) }
}

#[test]
fn full_blocks_bring_validators_up_to_the_greatest_number() {
	genesis(Some(rule())).execute_with(|| {
		make_blocks(0, 10, percent(61));
		assert_eq!(Count::get(), 10);
		make_blocks(1, 10, percent(61));
		assert_eq!(Count::get(), 13);
		System::assert_last_event(
			Event::ValidatorCountMoved { from: 10, to: 13, mean_fullness: percent(61) }.into(),
		);
		make_blocks(2, 10, percent(61));
		assert_eq!(Count::get(), 14);
		make_blocks(3, 10, percent(61));
		assert_eq!(Count::get(), 14);
	});
}

#[test]
fn empty_blocks_take_validators_down_to_the_least_number() {
	genesis(Some(rule())).execute_with(|| {
		for (era, count) in [(0, 10), (1, 7), (2, 4), (3, 4)] {
			make_blocks(era, 10, percent(9));
			assert_eq!(Count::get(), count);
		}
	});
}

#[test]
fn at_the_thresholds_and_between_them_nothing_moves() {
	genesis(Some(rule())).execute_with(|| {
		System::reset_events();
		for (era, fullness) in [(0, 10), (1, 30), (2, 60), (3, 0)] {
			make_blocks(era, 10, percent(fullness));
			assert_eq!(Count::get(), 10);
		}
		assert_eq!(System::events(), []);
	});
}

#[test]
fn the_mean_decides_and_not_the_last_block() {
	genesis(Some(rule())).execute_with(|| {
		make_blocks(0, 9, percent(70));
		make_blocks(0, 1, percent(0));
		make_blocks(1, 1, percent(0));
		assert_eq!(Count::get(), 13, "63 % on average");
		System::assert_last_event(
			Event::ValidatorCountMoved { from: 10, to: 13, mean_fullness: percent(63) }.into(),
		);
	});
}

#[test]
fn each_era_is_measured_by_itself() {
	genesis(Some(rule())).execute_with(|| {
		make_blocks(0, 100, percent(100));
		make_blocks(1, 10, percent(5));
		assert_eq!(CurrentLoad::<Test>::get(), Load { sum: 500_000, blocks: 10 });
		make_blocks(2, 1, percent(5));
		assert_eq!(Count::get(), 10, "three more after era 0, three fewer after era 1");
	});
}

#[test]
fn a_number_out_of_bounds_is_brought_within_them() {
	for (outside, within) in [(2, 4), (50, 14)] {
		genesis(Some(rule())).execute_with(|| {
			Count::set(outside);
			make_blocks(0, 1, percent(30));
			make_blocks(1, 1, percent(30));
			assert_eq!(Count::get(), within);
			System::assert_last_event(
				Event::ValidatorCountMoved { from: outside, to: within, mean_fullness: percent(30) }.into(),
			);
		});
	}
}

#[test]
fn without_a_rule_nothing_is_measured_or_moved() {
	genesis(None).execute_with(|| {
		System::reset_events();
		make_blocks(0, 10, percent(100));
		make_blocks(1, 10, percent(100));
		assert_eq!(Count::get(), 10);
		assert!(!CurrentLoad::<Test>::exists());
		assert_eq!(LastEra::<Test>::get(), 1);
		assert_eq!(System::events(), []);
	});
}

#[test]
fn a_pallet_that_comes_in_a_later_era_first_measures_one() {
	genesis(Some(rule())).execute_with(|| {
		// No block was counted before the first, which finds itself in another era than 0.
		make_blocks(700, 1, percent(100));
		assert_eq!(Count::get(), 10);
		assert_eq!(LastEra::<Test>::get(), 700);
		make_blocks(701, 1, percent(100));
		assert_eq!(Count::get(), 13);
	});
}

#[test]
fn an_era_that_goes_back_is_another_era() {
	genesis(Some(rule())).execute_with(|| {
		make_blocks(5, 1, percent(100));
		make_blocks(4, 1, percent(100));
		assert_eq!(Count::get(), 13);
		assert_eq!(LastEra::<Test>::get(), 4);
	});
}

#[test]
fn each_block_is_charged_for_what_it_does() {
	genesis(None).execute_with(|| {
		assert_eq!(ValidatorCount::on_initialize(1), Weights::on_initialize_within_era());
		Era::set(1);
		assert_eq!(ValidatorCount::on_initialize(2), Weights::on_initialize_new_era());

		CurrentRule::<Test>::put(rule());
		assert_eq!(
			ValidatorCount::on_initialize(3),
			Weights::on_initialize_within_era() + Weights::on_finalize()
		);
		Era::set(2);
		assert_eq!(
			ValidatorCount::on_initialize(4),
			Weights::on_initialize_new_era() + Weights::on_finalize()
		);
	});
}

#[test]
fn both_sets_of_weights_agree_where_the_database_does() {
	assert_eq!(Weights::on_initialize_within_era(), <()>::on_initialize_within_era());
	assert_eq!(Weights::on_initialize_new_era(), <()>::on_initialize_new_era());
	assert_eq!(Weights::on_finalize(), <()>::on_finalize());
	assert_eq!(Weights::set_rule(), <()>::set_rule());
}

#[test]
fn counting_stops_before_it_overflows() {
	let mut load = Load { sum: u64::from(u32::MAX) * 1_000_000, blocks: u32::MAX };
	load.add(Perbill::zero());
	assert_eq!(load.blocks, u32::MAX);
	assert_eq!(load.mean(), Some(Perbill::one()));
}

#[test]
fn the_mean_of_no_blocks_is_none() {
	assert_eq!(Load::default().mean(), None);
}

proptest! {
	#[test]
	fn the_mean_is_what_it_is_called(
		blocks in proptest::collection::vec(0..=1_000_000_000u32, 1..200),
	) {
		let mut load = Load::default();
		for parts in &blocks {
			load.add(Perbill::from_parts(*parts));
		}
		let sum: u64 = blocks.iter().map(|parts| u64::from(*parts)).sum();
		let exact = sum / blocks.len() as u64;
		let mean = load.mean().expect("there are blocks").deconstruct();
		// Each block, and then the mean, loses less than a millionth by rounding down.
		prop_assert!(u64::from(mean) <= exact);
		prop_assert!(exact - u64::from(mean) < 2_000);
	}

	#[test]
	fn the_number_stays_within_bounds_and_moves_by_a_step_at_most(
		min in 1..=100u32,
		width in 0..=100u32,
		step in 1..=u32::MAX,
		thresholds in (0..1_000_000_000u32).prop_flat_map(|low| (Just(low), low + 1..=1_000_000_000)),
		count: u32,
		fullness in 0..=1_000_000_000u32,
	) {
		let (low, high) = thresholds;
		let rule = Rule {
			min,
			max: min + width,
			step,
			low: Perbill::from_parts(low),
			high: Perbill::from_parts(high),
		};
		let next = rule.next(count, Perbill::from_parts(fullness));
		prop_assert!((rule.min..=rule.max).contains(&next));
		if (rule.min..=rule.max).contains(&count) {
			prop_assert!(next.abs_diff(count) <= step);
			if fullness <= high {
				prop_assert!(next <= count);
			}
			if fullness >= low {
				prop_assert!(next >= count);
			}
		}
	}
}
