// SPDX-License-Identifier: Apache-2.0

//! What a feed may be. Genesis, the call and `try_state` ask here, so they cannot disagree.

use crate::{Config, Error, Feed, FeedValue};
use core::fmt;
use sp_runtime::{PerThing, Permill};

/// Why a feed is refused. As text it is a message for the author of a chain spec; as an [`Error`] it is what the
/// call returns.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
	/// The key is empty, or has something else in it than visible ASCII.
	KeyNotPrintable,
	/// The description is empty, or it or the unit has control characters in it or is no UTF-8.
	TextNotPrintable,
	/// No source, or more than there can be operators.
	MinSourcesOutOfRange { min_sources: u32, allowed: u32 },
	/// Values would be too old at once.
	MaxAgeIsZero,
	/// The deviation is above the whole.
	DeviationExceedsWhole { max_deviation: Permill },
	/// The tolerance is below zero.
	ToleranceIsNegative,
}

/// Checks a feed; `max_operators` is the greatest number of operators.
pub(crate) fn check<Value: FeedValue, Text: AsRef<[u8]>>(
	key: &[u8],
	feed: &Feed<Value, Text>,
	max_operators: u32,
) -> Result<(), Refusal> {
	if key.is_empty() || !key.iter().all(u8::is_ascii_graphic) {
		return Err(Refusal::KeyNotPrintable);
	}
	let (description, unit) = (feed.description.as_ref(), feed.unit.as_ref());
	if description.is_empty() || !is_printable(description) || !is_printable(unit) {
		return Err(Refusal::TextNotPrintable);
	}
	let min_sources = feed.min_sources;
	if min_sources == 0 || min_sources > max_operators {
		return Err(Refusal::MinSourcesOutOfRange { min_sources, allowed: max_operators });
	}
	if feed.max_age == 0 {
		return Err(Refusal::MaxAgeIsZero);
	}
	// More than the whole cannot be in a transaction or in storage, where decoding refuses it. JSON does not.
	if feed.max_deviation.deconstruct() > Permill::ACCURACY {
		return Err(Refusal::DeviationExceedsWhole { max_deviation: feed.max_deviation });
	}
	if feed.tolerance < Value::default() {
		return Err(Refusal::ToleranceIsNegative);
	}
	Ok(())
}

fn is_printable(text: &[u8]) -> bool {
	core::str::from_utf8(text).is_ok_and(|text| !text.chars().any(char::is_control))
}

impl fmt::Display for Refusal {
	fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::KeyNotPrintable => write!(out, "the key must be visible ASCII, and not empty"),
			Self::TextNotPrintable => {
				write!(
					out,
					"description and unit must have no control characters, and the description must not \
					 be empty"
				)
			}
			Self::MinSourcesOutOfRange { min_sources, allowed } => {
				write!(out, "minSources is {min_sources}; allowed: 1 to {allowed}")
			}
			Self::MaxAgeIsZero => write!(out, "maxAge is 0 milliseconds; allowed: at least 1"),
			Self::DeviationExceedsWhole { max_deviation } => write!(
				out,
				"maxDeviation is {} parts per million; allowed: 0 to {}",
				max_deviation.deconstruct(),
				Permill::ACCURACY,
			),
			Self::ToleranceIsNegative => write!(out, "tolerance is below 0"),
		}
	}
}

impl<T: Config<I>, I: 'static> From<Refusal> for Error<T, I> {
	fn from(refusal: Refusal) -> Self {
		match refusal {
			Refusal::KeyNotPrintable => Self::KeyNotPrintable,
			Refusal::TextNotPrintable => Self::TextNotPrintable,
			Refusal::MinSourcesOutOfRange { .. } => Self::MinSourcesOutOfRange,
			Refusal::MaxAgeIsZero => Self::MaxAgeIsZero,
			Refusal::DeviationExceedsWhole { .. } => Self::DeviationExceedsWhole,
			Refusal::ToleranceIsNegative => Self::ToleranceIsNegative,
		}
	}
}
