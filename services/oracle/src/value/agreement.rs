// SPDX-License-Identifier: Apache-2.0

//! One value of several.

use super::{Number, Tolerance};

/// What sources agree on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
	/// The median of those that were not left out.
	pub value: Number,
	/// Those that were too far from the median of all, by their place in the list.
	pub left_out: Vec<usize>,
}

/// Why there is no agreement.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Disagreement {
	/// Not enough sources answered.
	#[error("{found} of the {wanted} sources that are needed gave a value")]
	TooFew {
		/// How many did.
		found: usize,
		/// How many must.
		wanted: usize,
	},
	/// Enough answered, but too few are near each other.
	#[error("the sources are from {lowest} to {highest}; only {near} are within {tolerance} of the median {median}, and {wanted} are needed")]
	TooFarApart {
		/// The lowest value.
		lowest: Number,
		/// The highest.
		highest: Number,
		/// The median of all.
		median: Number,
		/// How many are near enough to it.
		near: usize,
		/// How near that is.
		tolerance: Tolerance,
		/// How many must be.
		wanted: usize,
	},
}

/// The value that at least `wanted` of the values agree on.
///
/// 1. Values further than `tolerance` from the median of all are left out: a source that lies or broke.
/// 2. The median of the others is the result, if there are enough.
///
/// As long as more than half of the sources are honest, the median of all lies between two honest values, and what is left
/// lies within `tolerance` of it.
///
/// # Errors
///
/// When there are fewer than `wanted`, before or after.
pub fn agree(values: &[Number], wanted: usize, tolerance: Tolerance) -> Result<Agreement, Disagreement> {
	let mut sorted = values.to_vec();
	sorted.sort_unstable();
	let too_few = Disagreement::TooFew { found: values.len(), wanted };
	if values.len() < wanted {
		return Err(too_few);
	}
	let (Some(median), Some(&lowest), Some(&highest)) = (median(&sorted), sorted.first(), sorted.last())
	else {
		return Err(too_few);
	};
	sorted.retain(|value| tolerance.covers(*value, median));
	let far_apart = || {
		let near = sorted.len();
		Disagreement::TooFarApart { lowest, highest, median, near, tolerance, wanted }
	};
	if sorted.len() < wanted {
		return Err(far_apart());
	}
	let value = self::median(&sorted).ok_or_else(far_apart)?;
	let far = |(index, value): (usize, &Number)| (!tolerance.covers(*value, median)).then_some(index);
	Ok(Agreement { value, left_out: values.iter().enumerate().filter_map(far).collect() })
}

/// The one in the middle, or the middle of the two that are.
fn median(sorted: &[Number]) -> Option<Number> {
	let upper = *sorted.get(sorted.len() / 2)?;
	match sorted.len() % 2 {
		1 => Some(upper),
		_ => sorted.get(sorted.len() / 2 - 1).map(|lower| lower.middle(upper)),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn numbers(texts: &[&str]) -> Vec<Number> {
		texts.iter().map(|text| text.parse().expect("a number")).collect()
	}

	fn agreed(values: &[&str], wanted: usize, tolerance: &str) -> Result<(String, Vec<usize>), Disagreement> {
		let tolerance = tolerance.parse().expect("a tolerance");
		agree(&numbers(values), wanted, tolerance)
			.map(|agreement| (agreement.value.to_string(), agreement.left_out))
	}

	#[test]
	fn the_median_is_the_one_in_the_middle() {
		assert_eq!(agreed(&["3", "1", "2"], 1, "100%"), Ok(("2".into(), vec![])));
		assert_eq!(agreed(&["1", "2", "4", "3"], 1, "100%"), Ok(("2.5".into(), vec![])));
		assert_eq!(agreed(&["7"], 1, "0"), Ok(("7".into(), vec![])));
	}

	#[test]
	fn one_who_lies_is_left_out() {
		assert_eq!(agreed(&["100", "5", "101"], 2, "2%"), Ok(("100.5".into(), vec![1])));
		assert_eq!(agreed(&["1000000", "100", "101"], 2, "2%"), Ok(("100.5".into(), vec![0])));
	}

	#[test]
	fn two_who_differ_agree_on_nothing() {
		let refused = agreed(&["100", "110"], 1, "2%").expect_err("apart").to_string();
		assert_eq!(
			refused,
			"the sources are from 100 to 110; only 0 are within 2% of the median 105, and 1 are needed"
		);
	}

	#[test]
	fn too_few_are_counted_before_and_after() {
		assert_eq!(agreed(&["1"], 2, "2%"), Err(Disagreement::TooFew { found: 1, wanted: 2 }));
		assert_eq!(agreed(&[], 1, "2%"), Err(Disagreement::TooFew { found: 0, wanted: 1 }));
		let refused = agreed(&["100", "5", "101"], 3, "2%");
		assert!(matches!(refused, Err(Disagreement::TooFarApart { near: 2, wanted: 3, .. })), "{refused:?}");
	}

	proptest! {
		#[test]
		fn a_minority_cannot_move_it_past_the_honest(
			honest in prop::collection::vec(990i128..=1010, 3..6),
			liars in prop::collection::vec(any::<i128>(), 0..3),
		) {
			let values = honest.iter().chain(&liars).map(|parts| Number::from_parts(*parts)).collect::<Vec<_>>();
			let tolerance = Tolerance::Distance(Number::from_parts(20));
			let agreement = agree(&values, honest.len(), tolerance).expect("the honest are near each other");
			// The median of all is between honest values, and so what counts is within the tolerance of one.
			let parts = agreement.value.parts();
			prop_assert!((970..=1030).contains(&parts), "{parts}");
		}

		#[test]
		fn order_does_not_matter(mut values in prop::collection::vec(any::<i128>(), 1..8)) {
			let agreed = |values: &[i128]| {
				let values = values.iter().map(|parts| Number::from_parts(*parts)).collect::<Vec<_>>();
				agree(&values, 1, Tolerance::Share(Number::ONE)).map(|agreement| agreement.value)
			};
			let before = agreed(&values);
			values.reverse();
			prop_assert_eq!(before, agreed(&values));
		}
	}
}
