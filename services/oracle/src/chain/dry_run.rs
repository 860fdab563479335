// SPDX-License-Identifier: Apache-2.0

//! Says what would be submitted.

use super::{Item, Submit, SubmitError};
use serde_json::json;
use std::io::{self, Write};

/// How it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
	/// For people.
	Text,
	/// For programs: one JSON object a line.
	Json,
}

/// Writes what would be submitted, and submits nothing.
#[derive(Debug)]
pub struct DryRun<W> {
	writer: W,
	output: Output,
}

impl<W: Write + Send> DryRun<W> {
	/// Writes there, in this way.
	pub fn new(writer: W, output: Output) -> Self {
		Self { writer, output }
	}

	fn write(&mut self, oracle: &str, items: &[Item]) -> io::Result<()> {
		match self.output {
			Output::Json => {
				let values = items.iter().map(
					|item| json!({ "feed": item.feed, "key": format!("0x{}", hex::encode(&item.key)), "value": item.value }),
				);
				let line = json!({ "oracle": oracle, "values": values.collect::<Vec<_>>() });
				writeln!(self.writer, "{line}")?;
			}
			Output::Text => {
				for item in items {
					writeln!(self.writer, "{oracle}: {} = {}", item.feed, item.value)?;
				}
			}
		}
		self.writer.flush()
	}
}

impl<W: Write + Send> Submit for DryRun<W> {
	fn limit(&self, _: &str) -> usize {
		super::connection::USUAL_LIMIT
	}

	async fn submit(&mut self, oracle: &str, items: &[Item]) -> Result<String, SubmitError> {
		let written = self.write(oracle, items);
		written
			.map(|()| "nowhere: dry run".into())
			.map_err(|error| SubmitError::Refused(format!("cannot write: {error}")))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn items() -> [Item; 2] {
		let item = |feed: &str, value: &str| Item {
			feed: feed.into(),
			key: feed.as_bytes().into(),
			value: value.parse().expect("a number"),
		};
		[item("A", "1.5"), item("B", "-2")]
	}

	async fn said(output: Output) -> String {
		let mut written = Vec::new();
		DryRun::new(&mut written, output)
			.submit("PriceOracle", &items())
			.await
			.expect("memory can be written to");
		String::from_utf8(written).expect("text")
	}

	#[tokio::test]
	async fn people_get_a_line_for_each_value() {
		assert_eq!(said(Output::Text).await, "PriceOracle: A = 1.5\nPriceOracle: B = -2\n");
	}

	#[tokio::test]
	async fn programs_get_a_line_for_each_call() {
		let line: serde_json::Value = serde_json::from_str(&said(Output::Json).await).expect("JSON");
		let values = json!([{ "feed": "A", "key": "0x41", "value": "1.5" }, { "feed": "B", "key": "0x42", "value": "-2" }]);
		assert_eq!(line, json!({ "oracle": "PriceOracle", "values": values }));
	}
}
