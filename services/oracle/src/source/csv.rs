// SPDX-License-Identifier: Apache-2.0

//! Takes a number out of a table of values separated by commas (RFC 4180).

use super::short;
use csv::{ReaderBuilder, StringRecord};
use std::fmt;

/// A column, by its name in the last header row, or by its place, from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
	/// By name.
	Name(String),
	/// By place.
	Place(usize),
}

/// Which of several rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
	/// The first.
	First,
	/// The last.
	Last,
	/// The only one. That there are two is an error.
	Only,
}

/// Rows with a certain value in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
	/// The column.
	pub column: Column,
	/// What it must say, spaces around it aside.
	pub equals: String,
}

/// Where in a table the number is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
	/// The column it is in.
	pub column: Column,
	/// Which rows come into question; without a condition, all.
	pub condition: Option<Condition>,
	/// Which of these rows.
	pub row: Row,
	/// How many rows are not values. The last of them has the columns' names.
	pub header_rows: usize,
	/// What separates values, usually a comma.
	pub delimiter: u8,
}

/// The text in the cell.
///
/// # Errors
///
/// When the document is not a table, or has no such cell.
pub fn extract(document: &str, cell: &Cell) -> Result<String, String> {
	let document = document.strip_prefix('\u{feff}').unwrap_or(document);
	let mut reader = ReaderBuilder::new()
		.has_headers(false)
		.flexible(true)
		.delimiter(cell.delimiter)
		.from_reader(document.as_bytes());
	let mut rows = reader.records().map(|row| row.map_err(|error| format!("not CSV: {error}")));
	let mut names = StringRecord::new();
	for _ in 0..cell.header_rows {
		names = rows.next().ok_or("the table ends within its header rows")??;
	}
	let column = place(&cell.column, &names)?;
	let condition = match &cell.condition {
		Some(condition) => Some((place(&condition.column, &names)?, condition)),
		None => None,
	};
	let mut chosen: Option<StringRecord> = None;
	for row in rows {
		let row = row?;
		let meets = |(place, condition): (usize, &Condition)| {
			row.get(place).is_some_and(|value| value.trim() == condition.equals.trim())
		};
		if !condition.is_none_or(meets) {
			continue;
		}
		match (cell.row, &chosen) {
			(Row::First, Some(_)) => break,
			(Row::Only, Some(_)) => {
				return Err(format!(
					"more than one row{}: add row = \"first\" or row = \"last\"",
					Where(cell)
				))
			}
			_ => chosen = Some(row),
		}
	}
	let chosen = chosen.ok_or_else(|| format!("no row{}", Where(cell)))?;
	let text = chosen.get(column).ok_or_else(|| {
		format!("the row has {} columns, and column {column}, counted from 0, is asked for", chosen.len())
	})?;
	Ok(text.to_owned())
}

fn place(column: &Column, names: &StringRecord) -> Result<usize, String> {
	let wanted = match column {
		Column::Place(place) => return Ok(*place),
		Column::Name(name) => name.trim(),
	};
	let mut places =
		names.iter().enumerate().filter(|(_, name)| name.trim() == wanted).map(|(place, _)| place);
	match (places.next(), places.next()) {
		(Some(place), None) => Ok(place),
		(Some(_), Some(_)) => Err(format!("two columns are named {wanted:?}: give the place of one, from 0")),
		(None, _) => {
			let names = names.iter().map(|name| format!("{:?}", short(name.trim()))).take(20);
			Err(format!("no column is named {wanted:?}; there are {}", names.collect::<Vec<_>>().join(", ")))
		}
	}
}

/// The condition in words.
struct Where<'c>(&'c Cell);

impl fmt::Display for Where<'_> {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		match &self.0.condition {
			None => Ok(()),
			Some(Condition { column: Column::Name(name), equals }) => {
				write!(formatter, " where {name:?} is {equals:?}")
			}
			Some(Condition { column: Column::Place(place), equals }) => {
				write!(formatter, " where column {place}, counted from 0, is {equals:?}")
			}
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	const TABLE: &str = "station,time,\"rain, mm\"\nA,1,0.1\nB,1,0.2\nA,2,\"1.30\"\n";

	fn cell(column: Column, row: Row) -> Cell {
		Cell { column, condition: None, row, header_rows: 1, delimiter: b',' }
	}

	fn named(name: &str) -> Column {
		Column::Name(name.into())
	}

	fn with(cell: Cell, column: Column, equals: &str) -> Cell {
		Cell { condition: Some(Condition { column, equals: equals.into() }), ..cell }
	}

	#[test]
	fn a_cell_is_found_by_column_and_row() {
		let rain = "rain, mm";
		assert_eq!(extract(TABLE, &cell(named(rain), Row::First)), Ok("0.1".into()));
		assert_eq!(extract(TABLE, &cell(named(rain), Row::Last)), Ok("1.30".into()));
		assert_eq!(extract(TABLE, &cell(Column::Place(1), Row::Last)), Ok("2".into()));
		let in_b = with(cell(named(rain), Row::Only), named("station"), " B");
		assert_eq!(extract(TABLE, &in_b), Ok("0.2".into()));
		let in_a = with(cell(named(rain), Row::Last), Column::Place(0), "A");
		assert_eq!(extract(TABLE, &in_a), Ok("1.30".into()));
	}

	#[test]
	fn tables_come_in_many_forms() {
		let cell = Cell { header_rows: 2, delimiter: b';', ..cell(named("b"), Row::First) };
		assert_eq!(extract("\u{feff}made in June\r\na; b \r\n1;2\r\n", &cell), Ok("2".into()));
		let bare = Cell { header_rows: 0, ..self::cell(Column::Place(0), Row::Only) };
		assert_eq!(extract("5", &bare), Ok("5".into()));
	}

	#[test]
	fn what_is_not_there_is_named() {
		let cases = [
			(
				cell(named("snow"), Row::First),
				TABLE,
				r#"no column is named "snow"; there are "station", "time", "rain, mm""#,
			),
			(
				with(cell(named("time"), Row::Only), named("station"), "C"),
				TABLE,
				r#"no row where "station" is "C""#,
			),
			(
				with(cell(named("time"), Row::Only), Column::Place(0), "A"),
				TABLE,
				"more than one row where column 0",
			),
			(cell(Column::Place(3), Row::First), TABLE, "the row has 3 columns, and column 3"),
			(cell(named("time"), Row::First), "time", "no row"),
			(cell(named("time"), Row::First), "", "ends within its header rows"),
			(cell(named("a"), Row::First), "a,a\n1,2", "two columns are named"),
		];
		for (cell, document, expected) in cases {
			let message = extract(document, &cell).expect_err(expected);
			assert!(message.contains(expected), "{message}");
		}
	}

	proptest! {
		#[test]
		fn no_document_is_too_much(document in "[a-c0-9,\"\n\r;]{0,80}", header_rows in 0usize..3, place in 0usize..4) {
			let cell = Cell { header_rows, ..cell(Column::Place(place), Row::Last) };
			let _ = extract(&document, &cell);
		}
	}
}
