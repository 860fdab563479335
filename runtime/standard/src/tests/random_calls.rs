// SPDX-License-Identifier: Apache-2.0

//! Whatever calls people make, in whatever order, the runtime does not panic and its books balance.
//!
//! Most calls fail: they are about something that is not there, or not theirs. What matters is what they leave. In a
//! debug build the SDK's own assertions take part.

mod books;
mod bytes;
mod calls;
mod draw;
mod found;
mod stage;

use draw::{any_draw, Draw, PEOPLE};
use proptest::{
	collection::vec,
	prelude::*,
	sample,
	strategy::ValueTree,
	test_runner::{Config, TestRunner},
};
use stage::Stage;
use std::collections::BTreeSet;

/// Fewer where the build is slow.
const CASES: u32 = if cfg!(debug_assertions) { 8 } else { 24 };

proptest! {
	#![proptest_config(Config { cases: CASES, max_shrink_iters: 200, ..Config::default() })]

	#[test]
	fn the_books_balance_after_any_sequence_of_calls(
		blocks in vec((vec(any_draw(), 0..12), 0..5u32), 1..24),
	) {
		let mut stage = Stage::new();
		for (draws, rest) in blocks {
			stage.play(&draws).map_err(TestCaseError::fail)?;
			stage.rest(rest).map_err(TestCaseError::fail)?;
		}
	}

	#[test]
	fn no_call_with_random_arguments_panics_the_runtime(
		blocks in vec(vec((sample::select(PEOPLE.as_slice()), bytes::arguments()), 1..40), 1..16),
	) {
		let mut stage = Stage::new();
		for block in blocks {
			let calls = block
				.into_iter()
				.filter_map(|(who, bytes)| bytes::decode(&bytes).map(|call| (who, move || call)));
			stage.submit_all(calls).map_err(TestCaseError::fail)?;
		}
		stage.rest(12).map_err(TestCaseError::fail)?;
	}
}

proptest! {
	#![proptest_config(Config { cases: 2_000, ..Config::default() })]

	#[test]
	fn no_bytes_panic_the_decoder(bytes in bytes::anything()) {
		if let Some(call) = bytes::decode(&bytes) {
			let again = parity_scale_codec::Encode::encode(&call);
			prop_assert_eq!(bytes::decode(&again), Some(call));
		}
	}
}

/// Draws that are the same in every run.
fn fixed_draws(count: usize) -> Vec<Draw> {
	let mut runner = TestRunner::deterministic();
	let strategy = any_draw();
	(0..count).map(|_| strategy.new_tree(&mut runner).expect("it always draws").current()).collect()
}

#[test]
fn the_calls_that_are_drawn_are_possible_ones() {
	let mut done = BTreeSet::new();
	// After a while little is left to do: what there was is spent, frozen or destroyed. So each part has a chain of its own.
	for draws in fixed_draws(4_000).chunks(500) {
		let mut stage = Stage::new();
		for draws in draws.chunks(20) {
			let results = stage.play(draws).expect("the books balance");
			let succeeded = draws.iter().zip(results).filter(|(_, result)| *result == Ok(Ok(())));
			done.extend(succeeded.map(|(draw, _)| draw.call));
		}
	}
	let never: Vec<usize> = (0..calls::all().len()).filter(|call| !done.contains(call)).collect();
	let half = calls::all().len() / 2;
	assert!(never.len() <= half, "of {} calls these never succeeded: {never:?}", calls::all().len());
}

#[test]
fn random_arguments_make_calls_of_most_kinds() {
	let mut runner = TestRunner::deterministic();
	let strategy = bytes::arguments();
	let mut kinds = BTreeSet::new();
	for _ in 0..40_000 {
		let bytes = strategy.new_tree(&mut runner).expect("it always draws").current();
		if bytes::decode(&bytes).is_some() {
			kinds.insert([bytes[0], bytes[1]]);
		}
	}
	let all = bytes::indices().len();
	assert!(all > 300, "the metadata names {all} calls");
	assert!(kinds.len() * 10 > all * 8, "{} of {all} calls can be made", kinds.len());
}
