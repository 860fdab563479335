// SPDX-License-Identifier: Apache-2.0

//! Reads decimal numbers: a sign, digits with at most one point among them, and an exponent, as in `-12.5e-3`.
//!
//! The text is somebody else's: its length and its exponent are bounded before anything is computed.

use super::{Number, NumberError};

/// The longest text that is read, in bytes.
pub(super) const MAX_LENGTH: usize = 256;

/// How many decimals a number has.
const DECIMALS: i64 = 18;

pub(super) fn parse(text: &str) -> Result<Number, NumberError> {
	if text.len() > MAX_LENGTH {
		return Err(NumberError::TooLong);
	}
	let (negative, unsigned) = sign(text);
	let (digits, exponent) = match unsigned.split_once(['e', 'E']) {
		Some((digits, exponent)) => (digits, parse_exponent(exponent)?),
		None => (unsigned, 0),
	};
	let (whole, decimals) = match digits.split_once('.') {
		Some((_, "")) => return Err(NumberError::Form),
		Some(parts) => parts,
		None => (digits, ""),
	};
	if whole.is_empty() {
		return Err(NumberError::Form);
	}
	let digits = whole.bytes().chain(decimals.bytes());
	let digits = digits.map(|byte| byte.is_ascii_digit().then(|| byte - b'0')).collect::<Option<Vec<_>>>();
	// Where the point is once the number is in parts.
	let point = whole.len() as i64 + exponent + DECIMALS;
	Number::signed(rounded(&digits.ok_or(NumberError::Form)?, point)?, negative)
}

fn sign(text: &str) -> (bool, &str) {
	match text.strip_prefix('-') {
		Some(unsigned) => (true, unsigned),
		None => (false, text.strip_prefix('+').unwrap_or(text)),
	}
}

fn parse_exponent(text: &str) -> Result<i64, NumberError> {
	let (negative, digits) = sign(text);
	if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
		return Err(NumberError::Form);
	}
	// What does not fit is as good as the largest that does: either way nothing is left, or all is out of range.
	let size = digits.parse::<u16>().unwrap_or(u16::MAX);
	Ok(if negative { -i64::from(size) } else { i64::from(size) })
}

/// The number with these digits, of which `point` are before the point, rounded to a whole one.
fn rounded(digits: &[u8], point: i64) -> Result<u128, NumberError> {
	let significant = digits.iter().any(|digit| *digit != 0);
	let before = usize::try_from(point).unwrap_or(0);
	let (whole, rest) = digits.split_at(before.min(digits.len()));
	let mut size = 0u128;
	for digit in whole {
		size = with_digit(size, *digit)?;
	}
	// Zeros between the last digit and the point. Unless there is nothing but zeros, few of them are out of range.
	if size != 0 {
		for _ in whole.len()..before {
			size = with_digit(size, 0)?;
		}
	}
	// With the point left of the first digit, the first decimal is a zero.
	let above_half = point >= 0
		&& match rest {
			[5, rest @ ..] => rest.iter().any(|digit| *digit != 0),
			[first, ..] => *first > 5,
			[] => false,
		};
	if above_half {
		size = size.checked_add(1).ok_or(NumberError::OutOfRange)?;
	}
	match size {
		0 if significant => Err(NumberError::TooSmall),
		size => Ok(size),
	}
}

fn with_digit(size: u128, digit: u8) -> Result<u128, NumberError> {
	let size = size.checked_mul(10).and_then(|size| size.checked_add(digit.into()));
	size.ok_or(NumberError::OutOfRange)
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	fn parts(text: &str) -> i128 {
		parse(text).unwrap_or_else(|error| panic!("{text}: {error}")).parts()
	}

	#[test]
	fn every_digit_counts() {
		let cases = [
			("0", 0),
			("-0", 0),
			("1", 1_000_000_000_000_000_000),
			("+1", 1_000_000_000_000_000_000),
			("007.50", 7_500_000_000_000_000_000),
			("-0.000000000000000001", -1),
			("0.1", 100_000_000_000_000_000),
			// A floating-point number of 64 bits has 16 digits.
			("9007199254740993.000000000000000001", 9_007_199_254_740_993_000_000_000_000_000_001),
			("170141183460469231731.687303715884105727", i128::MAX),
			("-170141183460469231731.687303715884105728", i128::MIN),
			("1.5e3", 1_500_000_000_000_000_000_000),
			("1E-18", 1),
			("15e-1", 1_500_000_000_000_000_000),
			("0e99999999999999999999", 0),
			("0.00e-70000", 0),
			("1e+2", 100_000_000_000_000_000_000),
		];
		for (text, expected) in cases {
			assert_eq!(parts(text), expected, "{text}");
		}
	}

	#[test]
	fn more_than_18_decimals_are_rounded_to_the_nearest() {
		let cases = [
			("0.0000000000000000014", 1),
			("0.0000000000000000015", 1),
			("0.00000000000000000150", 1),
			("0.00000000000000000151", 2),
			("0.0000000000000000016", 2),
			("-0.0000000000000000016", -2),
			("0.0000000000000000009", 1),
			("1.9999999999999999999", 2_000_000_000_000_000_000),
		];
		for (text, expected) in cases {
			assert_eq!(parts(text), expected, "{text}");
		}
	}

	#[test]
	fn what_is_too_large_or_too_small_is_an_error() {
		for text in [
			"170141183460469231731.687303715884105728",
			"-170141183460469231731.687303715884105729",
			"1e21",
			"1e99999",
		] {
			assert_eq!(parse(text), Err(NumberError::OutOfRange), "{text}");
		}
		for text in ["0.0000000000000000005", "1e-19", "9e-20", "-1e-99999"] {
			assert_eq!(parse(text), Err(NumberError::TooSmall), "{text}");
		}
	}

	#[test]
	fn what_is_not_a_number_is_an_error() {
		let texts = [
			"", "-", "+", ".", "1.", ".5", "1.2.3", "1,5", "1 ", " 1", "--1", "+-1", "0x10", "1e", "1e+",
			"1e1.5", "e5", "NaN", "inf", "1_000", "١", "1e1e1", "-.5",
		];
		for text in texts {
			assert_eq!(parse(text), Err(NumberError::Form), "{text:?}");
		}
		assert_eq!(parse(&"1".repeat(257)), Err(NumberError::TooLong));
		assert_eq!(parse(&format!("0.{}", "1".repeat(254))), Ok(Number::from_parts(111_111_111_111_111_111)));
	}

	proptest! {
		#[test]
		fn exponents_only_move_the_point(size in 0u64.., shift in 0usize..18) {
			let plain = format!("{size}{}", "0".repeat(shift));
			let short = format!("{size}e{shift}");
			prop_assert_eq!(parse(&plain), parse(&short));
			let decimals = format!("{size:020}");
			let (whole, rest) = decimals.split_at(20 - shift);
			let pointed = if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") };
			prop_assert_eq!(parse(&pointed), parse(&format!("{size}e-{shift}")));
		}

		#[test]
		fn it_is_the_nearest_number(whole in 0u64..1_000_000, decimals in "[0-9]{18}", more in "[0-9]{1,6}") {
			let floor = i128::from(whole) * 1_000_000_000_000_000_000 + decimals.parse::<i128>().expect("digits");
			let rest = more.parse::<u128>().expect("digits") * 2;
			let unit = 10u128.pow(more.len() as u32);
			let expected = floor + i128::from(rest > unit);
			match parse(&format!("{whole}.{decimals}{more}")) {
				Ok(number) => prop_assert_eq!(number.parts(), expected),
				Err(error) => prop_assert!(error == NumberError::TooSmall && expected == 0),
			}
		}

		#[test]
		fn no_text_is_too_much(text in ".{0,300}") {
			let _ = parse(&text);
		}
	}
}
