// SPDX-License-Identifier: Apache-2.0

//! What a block does to the state.

use crate::{
	mock::{
		empty, genesis, make_block, Difficulty, RuntimeEvent, System, Test, HALF_LIFE, INITIAL, START, TARGET,
	},
	Anchor, CurrentDifficulty, Event, Schedule, StartingPoint, WeightInfo,
};
use frame_support::traits::Hooks;

#[test]
fn the_first_block_becomes_the_anchor_and_keeps_the_difficulty_of_genesis() {
	genesis().execute_with(|| {
		assert_eq!(Difficulty::difficulty(), INITIAL.into());
		assert_eq!(make_block(START), INITIAL.into());
		let anchor = Anchor { height: 1, time: START, difficulty: INITIAL.into() };
		assert_eq!(StartingPoint::<Test>::get(), Some(anchor));
		System::assert_last_event(RuntimeEvent::Difficulty(Event::Anchored { anchor }));
	});
}

#[test]
fn a_first_block_from_long_ago_does_not_move_the_schedule_before_the_launch() {
	genesis().execute_with(|| {
		assert_eq!(make_block(1), INITIAL.into());
		assert_eq!(StartingPoint::<Test>::get().map(|anchor| anchor.time), Some(START));
		assert_eq!(
			make_block(START + TARGET),
			INITIAL.into(),
			"as if the first block had come at the launch"
		);
		assert_eq!(make_block(START + 2 * TARGET + HALF_LIFE), (INITIAL / 2).into());
	});
}

#[test]
fn a_first_block_after_the_launch_starts_the_schedule_when_it_comes() {
	genesis().execute_with(|| {
		make_block(START + 5 * HALF_LIFE);
		assert_eq!(StartingPoint::<Test>::get().map(|anchor| anchor.time), Some(START + 5 * HALF_LIFE));
		assert_eq!(make_block(START + 5 * HALF_LIFE + TARGET), INITIAL.into());
	});
}

#[test]
fn blocks_before_the_launch_are_ahead_of_the_schedule() {
	genesis().execute_with(|| {
		make_block(START - 3 * HALF_LIFE);
		assert_eq!(make_block(START + TARGET - 2 * HALF_LIFE), (4 * INITIAL).into());
	});
}

#[test]
fn later_blocks_follow_the_schedule_and_leave_the_anchor() {
	genesis().execute_with(|| {
		make_block(START);
		let anchor = StartingPoint::<Test>::get();
		assert_eq!(make_block(START + TARGET), INITIAL.into());
		assert_eq!(make_block(START + 2 * TARGET + HALF_LIFE), (INITIAL / 2).into());
		// Three blocks after the anchor, and time to spare.
		assert!(make_block(START + 2 * TARGET + HALF_LIFE + 1) > (INITIAL / 2).into());
		assert_eq!(StartingPoint::<Test>::get(), anchor);
	});
}

#[test]
fn the_answer_to_a_node_is_what_is_stored() {
	genesis().execute_with(|| {
		make_block(START);
		let Schedule { difficulty, target_block_time, rule, anchor } = Difficulty::schedule();
		assert_eq!(difficulty, CurrentDifficulty::<Test>::get());
		assert_eq!((target_block_time, rule.half_life), (TARGET, HALF_LIFE));
		assert_eq!(anchor.map(|anchor| anchor.height), Some(1));
	});
}

#[test]
fn a_chain_that_gets_the_pallet_by_an_upgrade_starts_its_schedule_there() {
	empty().execute_with(|| {
		System::set_block_number(99);
		assert_eq!(make_block(START), 1.into());
		assert_eq!(StartingPoint::<Test>::get().map(|anchor| anchor.height), Some(100));
	});
}

#[test]
fn a_block_pays_for_both_hooks() {
	genesis().execute_with(|| {
		assert_eq!(Difficulty::on_initialize(1), <Test as crate::Config>::WeightInfo::on_finalize());
	});
}
