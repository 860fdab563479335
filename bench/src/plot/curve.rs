// SPDX-License-Identifier: Apache-2.0

//! A curve, and the file that it is in.

use crate::problem::{Problem, Result};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, fs, io::ErrorKind, path::Path};

/// What was measured, at several values of something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Curve {
	/// What it shows.
	pub title: String,
	/// What `x` is, such as `accounts`.
	pub x: String,
	/// The measurements, by `x`.
	pub points: Vec<Measured>,
}

/// What was measured at one value of `x`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
	/// The value.
	pub x: f64,
	/// The numbers, by name. A name ends with its unit in brackets, such as `finalised [TPS]`.
	pub values: BTreeMap<String, f64>,
}

impl Curve {
	/// A curve without points.
	pub fn new(title: &str, x: &str) -> Self {
		Self { title: title.to_owned(), x: x.to_owned(), points: Vec::new() }
	}

	/// Reads a curve from a file.
	///
	/// # Errors
	///
	/// When it cannot be read, or is none.
	pub fn read(path: &Path) -> Result<Self> {
		Self::find(path)?.ok_or_else(|| {
			Problem::with_help(
				format!("there is no {}", path.display()),
				"`cairn-bench point` and scripts/bench-growth.sh make such files",
			)
		})
	}

	/// Reads a curve from a file; `None` if there is no such file.
	///
	/// # Errors
	///
	/// When it cannot be read, or is none.
	pub fn find(path: &Path) -> Result<Option<Self>> {
		let shown = path.display();
		let text = match fs::read_to_string(path) {
			Ok(text) => text,
			Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
			Err(error) => return Err(Problem::new(format!("cannot read {shown}: {error}"))),
		};
		let curve: Self = serde_json::from_str(&text).map_err(|error| {
			Problem::with_help(
				format!("{shown} holds no curve: {error}"),
				"give a file that `cairn-bench point` has made",
			)
		})?;
		Ok(Some(curve))
	}

	/// Writes it to a file.
	///
	/// # Errors
	///
	/// When the file cannot be written.
	pub fn write(&self, path: &Path) -> Result<()> {
		let text = serde_json::to_string_pretty(self).map_err(Problem::new)?;
		let written = fs::write(path, text + "\n");
		written.map_err(|error| Problem::new(format!("cannot write {}: {error}", path.display())))
	}

	/// Adds what was measured at `x`. Of what was measured there before, numbers of other names stay.
	pub fn add(&mut self, x: f64, values: BTreeMap<String, f64>) {
		match self.points.iter_mut().find(|point| point.x == x) {
			Some(point) => point.values.extend(values),
			None => self.points.push(Measured { x, values }),
		}
		self.points.sort_by(|one, other| one.x.total_cmp(&other.x));
	}

	/// The names of all numbers, each once, in the order of the alphabet.
	pub fn names(&self) -> Vec<&str> {
		let names = self.points.iter().flat_map(|point| point.values.keys().map(String::as_str));
		let mut names: Vec<_> = names.collect();
		names.sort_unstable();
		names.dedup();
		names
	}

	/// The units of all numbers, each once, in the order of the alphabet.
	pub fn units(&self) -> Vec<&str> {
		let mut units: Vec<_> = self.names().into_iter().map(unit).collect();
		units.sort_unstable();
		units.dedup();
		units
	}
}

/// The unit that a number's name ends with; nothing, if it has none.
pub(super) fn unit(name: &str) -> &str {
	name.strip_suffix(']').and_then(|name| name.rsplit_once('[')).map_or("", |(_, unit)| unit)
}

/// A number's name without its unit.
pub(super) fn plain(name: &str) -> &str {
	match unit(name) {
		"" => name,
		_ => name.rsplit_once('[').map_or(name, |(plain, _)| plain.trim_end()),
	}
}

/// A number of things, short: `1 M`, `10 k`, `0.5`.
pub(super) fn short(number: f64) -> String {
	let digits = |number: f64| {
		let text = format!("{number:.2}");
		text.trim_end_matches('0').trim_end_matches('.').to_owned()
	};
	match number.abs() {
		size if size >= 999_995.0 => format!("{} M", digits(number / 1e6)),
		size if size >= 9_999.5 => format!("{} k", digits(number / 1e3)),
		_ => digits(number),
	}
}

impl fmt::Display for Curve {
	/// A column for each point, and a row for each number: there are more numbers than points.
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		let points = self.points.iter();
		let mut rows =
			vec![[self.x.clone()].into_iter().chain(points.map(|point| short(point.x))).collect::<Vec<_>>()];
		for name in self.names() {
			let value = |point: &Measured| {
				point.values.get(name).map_or_else(|| "-".to_owned(), |value| short(*value))
			};
			rows.push([name.to_owned()].into_iter().chain(self.points.iter().map(value)).collect());
		}
		let width =
			|column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
		let widths: Vec<_> = (0..=self.points.len()).map(width).collect();
		writeln!(formatter, "{}", self.title)?;
		for row in rows {
			write!(formatter, "{:<width$}", row[0], width = widths[0])?;
			for (cell, &width) in row.iter().zip(&widths).skip(1) {
				write!(formatter, "  {cell:>width$}")?;
			}
			writeln!(formatter)?;
		}
		Ok(())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn values<const N: usize>(values: [(&str, f64); N]) -> BTreeMap<String, f64> {
		values.map(|(name, value)| (name.to_owned(), value)).into()
	}

	#[test]
	fn points_stand_in_order_and_each_once() {
		let mut curve = Curve::new("Growth", "accounts");
		curve.add(1e6, values([("finalised [TPS]", 400.0)]));
		curve.add(1e4, values([("finalised [TPS]", 450.0)]));
		curve.add(1e4, values([("finalised [TPS]", 490.0), ("p50 [s]", 3.5)]));
		assert_eq!(curve.points.iter().map(|point| point.x).collect::<Vec<_>>(), [1e4, 1e6]);
		assert_eq!(curve.points[0].values, values([("finalised [TPS]", 490.0), ("p50 [s]", 3.5)]));
		assert_eq!(curve.names(), ["finalised [TPS]", "p50 [s]"]);
		assert_eq!(curve.units(), ["TPS", "s"]);
	}

	#[test]
	fn a_table_has_a_column_for_each_point() {
		let mut curve = Curve::new("Growth", "accounts");
		curve.add(1e4, values([("finalised [TPS]", 490.25), ("p50 [s]", 3.5)]));
		curve.add(1e6, values([("finalised [TPS]", 12_300.0)]));
		let expected = "Growth\n\
			accounts           10 k     1 M\n\
			finalised [TPS]  490.25  12.3 k\n\
			p50 [s]             3.5       -\n";
		assert_eq!(curve.to_string(), expected);
	}

	#[test]
	fn numbers_are_short() {
		for (number, text) in [
			(0.0, "0"),
			(0.05, "0.05"),
			(1.0, "1"),
			(490.2, "490.2"),
			(9_999.0, "9999"),
			(1e4, "10 k"),
			(2.5e6, "2.5 M"),
		] {
			assert_eq!(short(number), text);
		}
	}

	#[test]
	fn a_name_ends_with_its_unit() {
		assert_eq!((plain("p50, final [s]"), unit("p50, final [s]")), ("p50, final", "s"));
		assert_eq!((plain("blocks"), unit("blocks")), ("blocks", ""));
		assert_eq!((plain("a [b] c"), unit("a [b] c")), ("a [b] c", ""));
	}

	#[test]
	fn what_is_written_is_what_is_read() {
		let folder = tempfile::tempdir().expect("a temporary folder can be made");
		let path = folder.path().join("curve.json");
		assert_eq!(Curve::find(&path), Ok(None));
		assert!(Curve::read(&path).expect_err("none").cause().contains("there is no"));
		let mut curve = Curve::new("Growth", "accounts");
		curve.add(0.1, values([("finalised [TPS]", 1.0 / 3.0)]));
		curve.write(&path).expect("it can be written");
		assert_eq!(Curve::read(&path), Ok(curve));
		for wrong in ["", "[]", r#"{"title": "a", "x": "b", "points": [{"x": "c", "values": {}}]}"#] {
			fs::write(&path, wrong).expect("it can be written");
			assert!(Curve::read(&path).expect_err(wrong).cause().contains("holds no curve"), "{wrong}");
		}
	}
}
