// SPDX-License-Identifier: Apache-2.0

//! A number with 18 decimals: the chain's `FixedI128`.

use super::decimal;
use serde::{
	de::{self, Visitor},
	Deserialize, Deserializer, Serialize, Serializer,
};
use sp_arithmetic::{helpers_128bit::multiply_by_rational_with_rounding, Rounding};
use std::{fmt, str::FromStr};

/// How many parts of the last decimal are one: 10¹⁸.
pub(super) const ONE: u128 = 1_000_000_000_000_000_000;

/// A number in parts of 10⁻¹⁸, from about −1.7 × 10²⁰ to 1.7 × 10²⁰.
///
/// It is read from text digit by digit, never by way of a floating-point number. What cannot be exact (more than 18 decimals,
/// a product, a quotient) is rounded to the nearest part, and in the middle towards zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(i128);

/// Why there is no such number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
	/// The text is not a number.
	#[error("not a decimal number")]
	Form,
	/// It has too many characters.
	#[error("a number of more than {} characters", decimal::MAX_LENGTH)]
	TooLong,
	/// It is larger than what the chain can store.
	#[error("out of range: the chain stores numbers up to 170141183460469231731.687303715884105727")]
	OutOfRange,
	/// It is not zero, and nearer to zero than 18 decimals can tell.
	#[error("too small: with 18 decimals nothing is left of it")]
	TooSmall,
	/// A division by zero.
	#[error("a division by zero")]
	DivisionByZero,
}

impl Number {
	/// Zero.
	pub const ZERO: Self = Self(0);
	/// One.
	pub const ONE: Self = Self(ONE as i128);

	/// So many parts of 10⁻¹⁸.
	pub const fn from_parts(parts: i128) -> Self {
		Self(parts)
	}

	/// How many parts of 10⁻¹⁸ it is: what `FixedI128` holds.
	pub const fn parts(self) -> i128 {
		self.0
	}

	/// For a chart. Some digits are lost.
	pub fn approximate(self) -> f64 {
		self.0 as f64 / ONE as f64
	}

	/// The sum.
	///
	/// # Errors
	///
	/// When it is out of range.
	pub fn plus(self, other: Self) -> Result<Self, NumberError> {
		self.0.checked_add(other.0).map(Self).ok_or(NumberError::OutOfRange)
	}

	/// The product.
	///
	/// # Errors
	///
	/// When it is out of range, or nothing is left of it.
	pub fn times(self, other: Self) -> Result<Self, NumberError> {
		self.scaled(other, other.0.unsigned_abs(), ONE)
	}

	/// The quotient.
	///
	/// # Errors
	///
	/// When `other` is zero, or the quotient is out of range, or nothing is left of it.
	pub fn divided_by(self, other: Self) -> Result<Self, NumberError> {
		if other == Self::ZERO {
			return Err(NumberError::DivisionByZero);
		}
		self.scaled(other, ONE, other.0.unsigned_abs())
	}

	/// The number in the middle of two, rounded towards zero.
	pub fn middle(self, other: Self) -> Self {
		Self(self.0.midpoint(other.0))
	}

	/// Whether it is below zero.
	pub const fn is_negative(self) -> bool {
		self.0 < 0
	}

	/// `self × numerator / denominator`, with the sign of `self × other`. The denominator is not zero.
	fn scaled(self, other: Self, numerator: u128, denominator: u128) -> Result<Self, NumberError> {
		let size = self.0.unsigned_abs();
		let result =
			multiply_by_rational_with_rounding(size, numerator, denominator, Rounding::NearestPrefDown);
		let result = result.ok_or(NumberError::OutOfRange)?;
		if result == 0 && size != 0 && numerator != 0 {
			return Err(NumberError::TooSmall);
		}
		Self::signed(result, self.is_negative() != other.is_negative())
	}

	/// The number of this size, in parts.
	pub(super) fn signed(size: u128, negative: bool) -> Result<Self, NumberError> {
		let parts =
			if negative { 0i128.checked_sub_unsigned(size) } else { 0i128.checked_add_unsigned(size) };
		parts.map(Self).ok_or(NumberError::OutOfRange)
	}

	/// How far apart two are, in parts.
	pub(super) fn distance(self, other: Self) -> u128 {
		self.0.abs_diff(other.0)
	}
}

impl FromStr for Number {
	type Err = NumberError;

	fn from_str(text: &str) -> Result<Self, NumberError> {
		decimal::parse(text)
	}
}

/// All digits that there are, and no zeros after the last.
impl fmt::Display for Number {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		let size = self.0.unsigned_abs();
		let sign = if self.is_negative() { "-" } else { "" };
		let decimals = format!("{:018}", size % ONE);
		match decimals.trim_end_matches('0') {
			"" => write!(formatter, "{sign}{}", size / ONE),
			decimals => write!(formatter, "{sign}{}.{decimals}", size / ONE),
		}
	}
}

/// As text: most readers of JSON would lose digits of a number.
impl Serialize for Number {
	fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
		serializer.collect_str(self)
	}
}

impl<'de> Deserialize<'de> for Number {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		struct Reader;

		impl Visitor<'_> for Reader {
			type Value = Number;

			fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
				formatter.write_str("a number in quotes, such as \"0.01\", or a whole number")
			}

			fn visit_str<E: de::Error>(self, text: &str) -> Result<Number, E> {
				text.parse().map_err(|error| E::custom(format!("{text:?}: {error}")))
			}

			fn visit_i64<E: de::Error>(self, whole: i64) -> Result<Number, E> {
				Number::signed(u128::from(whole.unsigned_abs()) * ONE, whole < 0).map_err(E::custom)
			}

			fn visit_f64<E: de::Error>(self, _: f64) -> Result<Number, E> {
				Err(E::custom(
					"put the number in quotes, such as \"0.01\", so that none of its digits is lost",
				))
			}
		}

		deserializer.deserialize_any(Reader)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn number(text: &str) -> Number {
		text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
	}

	#[test]
	fn arithmetic_is_that_of_decimals() {
		assert_eq!(number("1.5").plus(number("-2")), Ok(number("-0.5")));
		assert_eq!(number("0.1").times(number("0.2")), Ok(number("0.02")));
		assert_eq!(number("-3").times(number("-7")), Ok(number("21")));
		assert_eq!(number("1").divided_by(number("8")), Ok(number("0.125")));
		assert_eq!(number("-1").divided_by(number("3")), Ok(number("-0.333333333333333333")));
		assert_eq!(number("2").divided_by(number("3")), Ok(number("0.666666666666666667")));
		assert_eq!(number("0").divided_by(number("-3")), Ok(Number::ZERO));
		assert_eq!(number("1").middle(number("2")), number("1.5"));
	}

	#[test]
	fn what_does_not_fit_is_an_error() {
		let most = Number::from_parts(i128::MAX);
		let least = Number::from_parts(i128::MIN);
		assert_eq!(most.plus(Number::from_parts(1)), Err(NumberError::OutOfRange));
		assert_eq!(most.times(number("1.1")), Err(NumberError::OutOfRange));
		assert_eq!(least.times(number("-1")), Err(NumberError::OutOfRange));
		assert_eq!(least.times(number("1")), Ok(least));
		assert_eq!(most.divided_by(number("0.5")), Err(NumberError::OutOfRange));
		assert_eq!(most.divided_by(Number::ZERO), Err(NumberError::DivisionByZero));
		assert_eq!(number("0.000000000000000001").times(number("0.1")), Err(NumberError::TooSmall));
		assert_eq!(number("0.000000000000000001").divided_by(number("100")), Err(NumberError::TooSmall));
		assert_eq!(most.middle(least), Number::ZERO);
	}

	#[test]
	fn configuration_has_numbers_in_quotes_or_whole_ones() {
		#[derive(Debug, Deserialize)]
		struct Holder {
			n: Number,
		}
		let read = |text: &str| toml::from_str::<Holder>(text).map(|holder| holder.n);
		assert_eq!(read("n = \"0.10\"").expect("a number"), number("0.1"));
		assert_eq!(read("n = -3").expect("a number"), number("-3"));
		let refused = read("n = 0.1").expect_err("a float").to_string();
		assert!(refused.contains("put the number in quotes"), "{refused}");
		let refused = read("n = \"ten\"").expect_err("a word").to_string();
		assert!(refused.contains("\"ten\": not a decimal number"), "{refused}");
	}

	proptest! {
		#[test]
		fn text_and_number_are_the_same(parts: i128) {
			let shown = Number::from_parts(parts).to_string();
			prop_assert_eq!(number(&shown), Number::from_parts(parts));
		}

		#[test]
		fn the_middle_is_between(one: i128, other: i128) {
			let middle = Number::from_parts(one).middle(Number::from_parts(other)).parts();
			prop_assert!(middle >= one.min(other) && middle <= one.max(other));
		}

		#[test]
		fn dividing_undoes_multiplying(parts in -1_000_000_000_000_000_000_000i128..1_000_000_000_000_000_000_000, by in 1i64..1_000_000) {
			let by = Number::signed(by.unsigned_abs() as u128 * ONE, false).expect("small");
			let product = Number::from_parts(parts).times(by).expect("in range");
			prop_assert_eq!(product.divided_by(by).expect("in range"), Number::from_parts(parts));
		}
	}
}
