// SPDX-License-Identifier: Apache-2.0

//! How far one number may be from another.

use super::{number::ONE, Number, NumberError};
use serde::{de, Deserialize, Deserializer, Serialize, Serializer};
use sp_arithmetic::{helpers_128bit::multiply_by_rational_with_rounding, Rounding};
use std::{borrow::Cow, fmt, str::FromStr};

/// How far one number may be from another: a share of the other, written `2%`, or a distance, written `0.5`.
///
/// A share of nothing is nothing: near zero, as with temperatures, a distance is what is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tolerance {
	/// A share of the number that is compared to; one is the whole.
	Share(Number),
	/// A distance.
	Distance(Number),
}

impl Tolerance {
	/// No difference at all.
	pub const NONE: Self = Self::Distance(Number::ZERO);

	/// Whether `value` is no further from `reference` than this.
	pub fn covers(self, value: Number, reference: Number) -> bool {
		let limit = match self {
			Self::Distance(distance) => distance.parts().unsigned_abs(),
			Self::Share(share) => multiply_by_rational_with_rounding(
				reference.parts().unsigned_abs(),
				share.parts().unsigned_abs(),
				ONE,
				Rounding::Down,
			)
			// More than any two numbers are apart.
			.unwrap_or(u128::MAX),
		};
		value.distance(reference) <= limit
	}
}

impl FromStr for Tolerance {
	type Err = NumberError;

	fn from_str(text: &str) -> Result<Self, NumberError> {
		let tolerance = match text.strip_suffix('%') {
			Some(percent) => {
				let hundred = Number::from_parts(100 * ONE as i128);
				Self::Share(percent.trim_end().parse::<Number>()?.divided_by(hundred)?)
			}
			None => Self::Distance(text.parse()?),
		};
		match tolerance {
			Self::Share(number) | Self::Distance(number) if number.is_negative() => Err(NumberError::Form),
			tolerance => Ok(tolerance),
		}
	}
}

impl fmt::Display for Tolerance {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::Distance(distance) => distance.fmt(formatter),
			Self::Share(share) => {
				let percent = share.times(Number::from_parts(100 * ONE as i128));
				write!(formatter, "{}%", percent.unwrap_or(*share))
			}
		}
	}
}

impl Serialize for Tolerance {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.collect_str(self)
	}
}

impl<'de> Deserialize<'de> for Tolerance {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		let text = Cow::<'_, str>::deserialize(deserializer)?;
		text.parse().map_err(|_| {
			de::Error::custom(format!(
				"{text:?} is not a tolerance: write a share such as \"2%\" or a distance such as \"0.5\""
			))
		})
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn number(text: &str) -> Number {
		text.parse().expect("a number")
	}

	fn covers(tolerance: &str, value: &str, reference: &str) -> bool {
		tolerance.parse::<Tolerance>().expect("a tolerance").covers(number(value), number(reference))
	}

	#[test]
	fn a_share_is_of_the_reference() {
		assert!(covers("2%", "102", "100"));
		assert!(!covers("2%", "102.000000000000000001", "100"));
		assert!(covers("2%", "98", "100"));
		assert!(covers("2%", "-98", "-100"));
		assert!(!covers("2%", "100", "-100"));
		assert!(covers("0.5 %", "1.005", "1"));
		assert!(covers("500%", "-170141183460469231731", "170141183460469231731"));
	}

	#[test]
	fn a_share_of_zero_is_nothing() {
		assert!(covers("50%", "0", "0"));
		assert!(!covers("50%", "0.000000000000000001", "0"));
	}

	#[test]
	fn a_distance_is_the_same_everywhere() {
		assert!(covers("0.5", "-0.25", "0.25"));
		assert!(!covers("0.5", "-0.26", "0.25"));
		assert!(covers("0", "7", "7"));
		assert!(!covers("0", "7.1", "7"));
	}

	#[test]
	fn it_is_shown_as_it_is_written() {
		for text in ["2%", "0.5%", "0.5", "0"] {
			assert_eq!(text.parse::<Tolerance>().expect("a tolerance").to_string(), text);
		}
	}

	#[test]
	fn a_negative_one_makes_no_sense() {
		for text in ["-1", "-2%", "%", "", "two"] {
			assert!(text.parse::<Tolerance>().is_err(), "{text:?}");
		}
	}
}
