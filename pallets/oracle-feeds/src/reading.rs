// SPDX-License-Identifier: Apache-2.0

//! From what the sources say to a reading. Nothing here knows of storage.

use crate::{Feed, FeedValue, ReadError, Reading};
use alloc::vec::Vec;
use sp_runtime::{PerThing, Permill, Rounding, SaturatedConversion};

/// What a source said, and when, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Given<Value> {
	pub(crate) value: Value,
	pub(crate) at: u64,
}

impl<Value: FeedValue, Text> Feed<Value, Text> {
	/// Whether what was said at `at` still counts at `now`. What is said to come from the future does not: it would
	/// stay fresh for longer than it may.
	pub(crate) fn is_fresh(&self, at: u64, now: u64) -> bool {
		now.checked_sub(at).is_some_and(|age| age <= self.max_age)
	}

	/// Whether a source with this value agrees with the median.
	pub(crate) fn agrees(&self, value: Value, median: Value) -> bool {
		let allowed = self.max_deviation.mul_floor(median.magnitude()).max(self.tolerance.magnitude());
		value.distance(median) <= allowed
	}

	/// What the feed says at `now` if its sources, one value each, said this.
	pub(crate) fn read(&self, given: &[Given<Value>], now: u64) -> Result<Reading<Value>, ReadError> {
		let need = self.min_sources;
		let fresh: Vec<_> = given.iter().filter(|given| self.is_fresh(given.at, now)).collect();
		let sources = count(fresh.len());
		let not_enough = if count(given.len()) < need {
			ReadError::NotEnoughSources { have: sources, need }
		} else {
			ReadError::TooOld { fresh: sources, need }
		};
		if sources < need {
			return Err(not_enough);
		}
		// Without any there is no median, whatever a feed asks for.
		let (Some(value), Some(observed_at)) = (
			median(fresh.iter().map(|given| given.value).collect()),
			fresh.iter().map(|given| given.at).min(),
		) else {
			return Err(not_enough);
		};
		let agree = count(fresh.iter().filter(|given| self.agrees(given.value, value)).count());
		if agree < need {
			return Err(ReadError::TooFarApart { agree, need });
		}
		let deviation = fresh.iter().map(|given| deviation(given.value, value)).max();
		Ok(Reading {
			value,
			observed_at,
			age: now.saturating_sub(observed_at),
			sources,
			outliers: sources.saturating_sub(agree),
			deviation: deviation.unwrap_or_default(),
		})
	}
}

/// The value in the middle, or halfway between the two in the middle.
pub(crate) fn median<Value: FeedValue>(mut values: Vec<Value>) -> Option<Value> {
	values.sort_unstable();
	let upper = *values.get(values.len() / 2)?;
	let lower = *values.get(values.len().saturating_sub(1) / 2)?;
	Some(lower.midpoint(upper))
}

/// How far a value is from the median, as a share of the median, rounded up; the whole if it is more than that.
pub(crate) fn deviation<Value: FeedValue>(value: Value, median: Value) -> Permill {
	let distance = value.distance(median);
	if distance == 0 {
		return Permill::zero();
	}
	// It fails where the share is above the whole, and where the median is zero.
	Permill::from_rational_with_rounding(distance, median.magnitude(), Rounding::Up).unwrap_or(Permill::one())
}

/// A number of sources. There are never more than operators, whose number is a `u32`.
fn count(sources: usize) -> u32 {
	sources.saturated_into()
}
