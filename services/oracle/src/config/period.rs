// SPDX-License-Identifier: Apache-2.0

//! Stretches of time, such as `500ms`, `30s`, `5m`, `1h`.

use serde::{de, Deserialize, Deserializer};
use std::{borrow::Cow, str::FromStr, time::Duration};

/// A stretch of time of at most 30 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period(pub(super) Duration);

const LONGEST: Duration = Duration::from_secs(30 * 24 * 3600);

impl FromStr for Period {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, String> {
		let wrong = || format!("{text:?} is not a time: write \"500ms\", \"30s\", \"5m\", \"1h\" or \"1d\"");
		let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?);
		let milliseconds = match unit {
			"ms" => 1,
			"s" => 1000,
			"m" => 60_000,
			"h" => 3_600_000,
			"d" => 86_400_000,
			_ => return Err(wrong()),
		};
		let number: u64 = number.parse().map_err(|_| wrong())?;
		let period = number.checked_mul(milliseconds).map(Duration::from_millis);
		let period = period.filter(|period| *period <= LONGEST);
		period.map(Self).ok_or_else(|| format!("{text:?} is longer than 30 days"))
	}
}

impl<'de> Deserialize<'de> for Period {
	fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
		Cow::<'_, str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn units_are_understood() {
		for (text, milliseconds) in [
			("500ms", 500),
			("30s", 30_000),
			("5m", 300_000),
			("1h", 3_600_000),
			("30d", 2_592_000_000),
			("0s", 0),
		] {
			assert_eq!(text.parse(), Ok(Period(Duration::from_millis(milliseconds))), "{text}");
		}
	}

	#[test]
	fn anything_else_is_refused() {
		for text in [
			"",
			"5",
			"s",
			"5 s",
			"-5s",
			"1.5h",
			"5min",
			"5S",
			"31d",
			"99999999999999999999s",
			"18446744073709551615d",
		] {
			assert!(text.parse::<Period>().is_err(), "{text:?}");
		}
	}
}
