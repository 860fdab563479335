// SPDX-License-Identifier: Apache-2.0

//! Percentiles, from all values: no value is put into a class with others.

use serde::Serialize;

/// How long something took, over many times. In milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Latency {
	/// How many values there are.
	pub count: usize,
	/// Half of all values are not above it.
	pub p50_ms: f64,
	/// Nine of ten values are not above it.
	pub p90_ms: f64,
	/// 99 of 100 values are not above it.
	pub p99_ms: f64,
	/// The largest value.
	pub max_ms: f64,
	/// The sum of all values, divided by how many there are.
	pub mean_ms: f64,
}

impl Latency {
	/// Of these values, in nanoseconds. There is none of no values.
	pub fn of(mut nanoseconds: Vec<u64>) -> Option<Self> {
		nanoseconds.sort_unstable();
		let max = *nanoseconds.last()?;
		let count = nanoseconds.len();
		let sum = nanoseconds.iter().map(|value| u128::from(*value)).sum::<u128>();
		Some(Self {
			count,
			p50_ms: milliseconds(percentile(&nanoseconds, 50)),
			p90_ms: milliseconds(percentile(&nanoseconds, 90)),
			p99_ms: milliseconds(percentile(&nanoseconds, 99)),
			max_ms: milliseconds(max),
			mean_ms: (sum / count as u128) as f64 / 1e6,
		})
	}
}

fn milliseconds(nanoseconds: u64) -> f64 {
	nanoseconds as f64 / 1e6
}

/// The smallest of the values that at least `percent` % of all values are not above. Zero of no values.
fn percentile(sorted: &[u64], percent: usize) -> u64 {
	let rank = (sorted.len() * percent).div_ceil(100).max(1);
	sorted.get(rank - 1).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	#[test]
	fn percentiles_of_one_to_a_hundred_are_themselves() {
		let values = (1..=100).collect::<Vec<_>>();
		for percent in [1, 50, 90, 99, 100] {
			assert_eq!(percentile(&values, percent), percent as u64);
		}
	}

	#[test]
	fn few_values_have_percentiles_too() {
		assert_eq!(percentile(&[], 50), 0);
		assert_eq!((percentile(&[7], 1), percentile(&[7], 99)), (7, 7));
		assert_eq!((percentile(&[1, 9], 50), percentile(&[1, 9], 51)), (1, 9));
		assert_eq!(Latency::of(vec![]), None);
	}

	#[test]
	fn a_latency_is_in_milliseconds() {
		let latency = Latency::of(vec![3_000_000, 1_000_000, 2_000_000]).expect("three values");
		let expected = Latency { count: 3, p50_ms: 2.0, p90_ms: 3.0, p99_ms: 3.0, max_ms: 3.0, mean_ms: 2.0 };
		assert_eq!(latency, expected);
	}

	proptest! {
		#[test]
		fn a_percentile_has_its_share_of_values_below(mut values: Vec<u32>, percent in 1usize..=100) {
			values.sort_unstable();
			let values = values.into_iter().map(u64::from).collect::<Vec<_>>();
			prop_assume!(!values.is_empty());
			let found = percentile(&values, percent);
			prop_assert!(values.contains(&found));
			let below = values.iter().filter(|value| **value < found).count();
			let not_above = values.iter().filter(|value| **value <= found).count();
			prop_assert!(not_above * 100 >= values.len() * percent);
			prop_assert!(below * 100 < values.len() * percent);
		}
	}
}
