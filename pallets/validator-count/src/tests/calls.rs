// SPDX-License-Identifier: Apache-2.0

//! The call: who may make it, what it refuses, what it does.

use crate::{
	mock::{genesis, make_blocks, Count, RuntimeOrigin, System, Test, ValidatorCount},
	CurrentLoad, CurrentRule, Error, Event, Load, Rule,
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, Perbill};

fn good() -> Rule {
	Rule { min: 4, max: 50, step: 2, low: Perbill::from_percent(10), high: Perbill::from_percent(60) }
}

#[test]
fn the_admin_sets_a_rule_and_takes_it_away() {
	genesis(None).execute_with(|| {
		assert_ok!(ValidatorCount::set_rule(RuntimeOrigin::root(), Some(good())));
		assert_eq!(CurrentRule::<Test>::get(), Some(good()));
		System::assert_last_event(Event::RuleSet { rule: Some(good()) }.into());

		assert_ok!(ValidatorCount::set_rule(RuntimeOrigin::root(), None));
		assert_eq!(CurrentRule::<Test>::get(), None);
		System::assert_last_event(Event::RuleSet { rule: None }.into());
	});
}

#[test]
fn nobody_else_sets_a_rule() {
	genesis(None).execute_with(|| {
		for origin in [RuntimeOrigin::signed(1), RuntimeOrigin::none()] {
			assert_noop!(ValidatorCount::set_rule(origin, Some(good())), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn a_rule_that_makes_no_sense_is_refused() {
	let half = Perbill::from_percent(50);
	let cases = [
		(Rule { min: 0, ..good() }, Error::<Test>::BoundsOutOfOrder),
		(Rule { min: 51, ..good() }, Error::BoundsOutOfOrder),
		(Rule { max: 101, ..good() }, Error::TooManyValidators),
		(Rule { max: u32::MAX, ..good() }, Error::TooManyValidators),
		(Rule { step: 0, ..good() }, Error::StepIsZero),
		(Rule { low: half, high: half, ..good() }, Error::ThresholdsOutOfOrder),
		(Rule { low: half, high: Perbill::zero(), ..good() }, Error::ThresholdsOutOfOrder),
	];
	genesis(None).execute_with(|| {
		for (rule, error) in cases {
			assert_noop!(ValidatorCount::set_rule(RuntimeOrigin::root(), Some(rule)), error);
		}
	});
}

#[test]
fn taking_the_rule_away_forgets_what_was_measured() {
	genesis(Some(good())).execute_with(|| {
		make_blocks(0, 5, Perbill::one());
		assert_eq!(CurrentLoad::<Test>::get(), Load { sum: 5_000_000, blocks: 5 });

		assert_ok!(ValidatorCount::set_rule(RuntimeOrigin::root(), None));
		assert!(!CurrentLoad::<Test>::exists());
		ValidatorCount::do_try_state().expect("no rule, no load");
	});
}

#[test]
fn another_rule_decides_by_what_was_measured_before_it() {
	genesis(Some(good())).execute_with(|| {
		make_blocks(0, 5, Perbill::one());
		let faster = Rule { step: 7, ..good() };
		assert_ok!(ValidatorCount::set_rule(RuntimeOrigin::root(), Some(faster)));
		assert_eq!(Count::get(), 10, "nothing moves before the era is over");

		make_blocks(1, 1, Perbill::zero());
		assert_eq!(Count::get(), 17);
	});
}

#[test]
fn the_calls_weight_covers_the_end_of_the_block() {
	use crate::WeightInfo;
	use frame_support::dispatch::GetDispatchInfo;
	type Weights = crate::weights::SubstrateWeight<Test>;
	let call = crate::Call::<Test>::set_rule { rule: Some(good()) };
	assert_eq!(call.get_dispatch_info().call_weight, Weights::set_rule() + Weights::on_finalize());
}
