// SPDX-License-Identifier: Apache-2.0

//! `cairn-oracle once`.

use super::{block_on, ConfigFile, Failure};
use crate::{
	config::Config,
	feed::{Feed, Observation, Reading},
	source::http::Fetcher,
};
use clap::Args;
use futures::future::join_all;
use serde_json::{json, Value};
use std::{
	io::{self, Write},
	sync::Arc,
};

#[derive(Debug, Args)]
pub(super) struct Once {
	#[command(flatten)]
	file: ConfigFile,

	/// Write one JSON document instead of text. Numbers in it are texts, so that no digit is lost.
	#[arg(long)]
	json: bool,
}

impl Once {
	pub(super) fn execute(self) -> Result<(), Failure> {
		let config = Config::load(&self.file.config)?;
		let feeds = config.feeds.iter().map(Feed::new).collect::<Result<Vec<_>, _>>()?;
		let fetcher = Arc::new(Fetcher::new(config.http.requests_per_minute, config.http.max_body)?);
		let observations = block_on(join_all(feeds.iter().map(|feed| feed.observe(&fetcher))))?;
		let all = feeds.iter().zip(&observations).collect::<Vec<_>>();
		let mut output = io::stdout().lock();
		if self.json {
			let feeds = all.iter().map(|(feed, observation)| as_json(feed, observation)).collect::<Vec<_>>();
			writeln!(output, "{}", json!({ "feeds": feeds }))?;
		} else {
			for (feed, observation) in &all {
				write!(output, "{}", as_text(feed, observation))?;
			}
		}
		let missing = observations.iter().filter(|observation| observation.value.is_err()).count();
		match missing {
			0 => Ok(()),
			_ => Err(Failure(format!("{missing} of {} feeds have no value", feeds.len()))),
		}
	}
}

fn as_json(feed: &Feed, observation: &Observation) -> Value {
	let reading = |reading: &Reading| {
		json!({
			"source": reading.source,
			"value": reading.value.as_ref().ok(),
			"error": reading.value.as_ref().err().map(ToString::to_string),
			"left_out": reading.left_out,
			"milliseconds": reading.took.as_millis() as u64,
		})
	};
	json!({
		"feed": feed.name,
		"oracle": feed.oracle,
		"key": format!("0x{}", hex::encode(&feed.key)),
		"value": observation.value.as_ref().ok(),
		"error": observation.value.as_ref().err().map(ToString::to_string),
		"sources": observation.readings.iter().map(reading).collect::<Vec<_>>(),
	})
}

fn as_text(feed: &Feed, observation: &Observation) -> String {
	let value = match &observation.value {
		Ok(value) => value.to_string(),
		Err(error) => format!("no value: {error}"),
	};
	let mut text = format!("{} to {}: {value}\n", feed.name, feed.oracle);
	for reading in &observation.readings {
		let value = match (&reading.value, reading.left_out) {
			(Ok(value), false) => value.to_string(),
			(Ok(value), true) => format!("{value}, left out"),
			(Err(error), _) => error.to_string(),
		};
		text.push_str(&format!("  {}: {value} ({} ms)\n", reading.source, reading.took.as_millis()));
	}
	text
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		source::{http::FetchError, SourceError},
		value::{Disagreement, Tolerance},
	};
	use std::time::Duration;

	fn example() -> (Feed, Observation) {
		let feed = Feed {
			name: "A".into(),
			oracle: "PriceOracle".into(),
			key: b"A".into(),
			interval: Duration::from_secs(1),
			heartbeat: Duration::from_secs(1),
			threshold: Tolerance::NONE,
			minimum_sources: 1,
			maximum_deviation: Tolerance::NONE,
			sources: vec![],
		};
		let reading = |source: &str, value: Result<&str, FetchError>, left_out| Reading {
			source: source.into(),
			value: value.map(|text| text.parse().expect("a number")).map_err(SourceError::Fetch),
			took: Duration::from_millis(12),
			left_out,
		};
		let readings = vec![
			reading("a", Ok("1.000000000000000001"), false),
			reading("b", Ok("9"), true),
			reading("c", Err(FetchError::NotText), false),
		];
		(feed, Observation { readings, value: Ok("1.000000000000000001".parse().expect("a number")) })
	}

	#[test]
	fn people_see_the_value_and_what_each_source_said() {
		let (feed, observation) = example();
		let expected = "A to PriceOracle: 1.000000000000000001\n  a: 1.000000000000000001 (12 ms)\n  b: 9, left out (12 ms)\n  c: the answer is not text in UTF-8 (12 ms)\n";
		assert_eq!(as_text(&feed, &observation), expected);
	}

	#[test]
	fn programs_see_the_same() {
		let (feed, mut observation) = example();
		let shown = as_json(&feed, &observation);
		assert_eq!(shown["value"], "1.000000000000000001");
		assert_eq!((&shown["key"], &shown["error"]), (&json!("0x41"), &Value::Null));
		assert_eq!(shown["sources"][1]["left_out"], true);
		assert_eq!(shown["sources"][2]["error"], "the answer is not text in UTF-8");

		observation.value = Err(Disagreement::TooFew { found: 0, wanted: 1 });
		let shown = as_json(&feed, &observation);
		assert_eq!(shown["value"], Value::Null);
		assert_eq!(shown["error"], "0 of the 1 sources that are needed gave a value");
	}
}
