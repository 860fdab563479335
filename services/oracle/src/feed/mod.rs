// SPDX-License-Identifier: Apache-2.0

//! A feed: reads all its sources at once, and makes one value of theirs.

use crate::{
	config::{self, environment},
	source::{http::Fetcher, Source, SourceError},
	value::{agree, Agreement, Disagreement, Number, Tolerance},
};
use futures::future::join_all;
use std::{sync::Arc, time::Duration};
use tokio::time::Instant;

/// A feed that is ready to be observed.
#[derive(Clone, Debug)]
pub struct Feed {
	/// Its name in logs and metrics.
	pub name: String,
	/// The oracle's name in the runtime.
	pub oracle: String,
	/// The feed's key in the oracle.
	pub key: Vec<u8>,
	/// How often it is observed.
	pub interval: Duration,
	/// How old what is on the chain may get.
	pub heartbeat: Duration,
	/// How far the value may move before it is submitted without waiting for the heartbeat.
	pub threshold: Tolerance,
	/// How many sources must agree.
	pub minimum_sources: usize,
	/// How far from the median of all a source may be.
	pub maximum_deviation: Tolerance,
	/// The sources.
	pub sources: Vec<Source>,
}

/// What a source said.
#[derive(Clone, Debug)]
pub struct Reading {
	/// The source's name.
	pub source: String,
	/// Its value.
	pub value: Result<Number, SourceError>,
	/// How long it took.
	pub took: Duration,
	/// Whether its value was left out, because it was too far from the others'.
	pub left_out: bool,
}

/// What a feed's sources say together.
#[derive(Clone, Debug)]
pub struct Observation {
	/// Each source's part.
	pub readings: Vec<Reading>,
	/// The feed's value.
	pub value: Result<Number, Disagreement>,
}

impl Feed {
	/// A feed with its secrets looked up.
	///
	/// # Errors
	///
	/// When one is missing.
	pub fn new(feed: &config::Feed) -> Result<Self, String> {
		let sources = feed.sources.iter().map(|source| environment::source(source, feed.interval));
		let sources = sources.collect::<Result<_, _>>();
		Ok(Self {
			name: feed.name.clone(),
			oracle: feed.oracle.clone(),
			key: feed.key.clone(),
			interval: feed.interval,
			heartbeat: feed.heartbeat,
			threshold: feed.threshold,
			minimum_sources: feed.minimum_sources,
			maximum_deviation: feed.maximum_deviation,
			sources: sources.map_err(|error| format!("feed {:?}: {error}", feed.name))?,
		})
	}

	/// Reads all sources.
	pub async fn observe(&self, fetcher: &Arc<Fetcher>) -> Observation {
		let reading = |source: &Source| {
			let source = source.clone();
			async move {
				let begin = Instant::now();
				let value = source.read(fetcher).await;
				Reading { source: source.name, value, took: begin.elapsed(), left_out: false }
			}
		};
		let readings = join_all(self.sources.iter().map(reading)).await;
		self.conclude(readings)
	}

	fn conclude(&self, mut readings: Vec<Reading>) -> Observation {
		let answered = readings.iter_mut().filter(|reading| reading.value.is_ok()).collect::<Vec<_>>();
		let values = answered.iter().filter_map(|reading| reading.value.clone().ok()).collect::<Vec<_>>();
		let agreed = agree(&values, self.minimum_sources, self.maximum_deviation);
		if let Ok(Agreement { left_out, .. }) = &agreed {
			for (index, reading) in answered.into_iter().enumerate() {
				reading.left_out = left_out.contains(&index);
			}
		}
		Observation { readings, value: agreed.map(|agreement| agreement.value) }
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		source::{http::Request, Format},
		testing::server::{Answer, Server},
	};

	fn source(name: &str, server: &Server) -> Source {
		Source {
			name: name.into(),
			request: Request { retries: 0, ..Request::plain(server.url("/")) },
			format: Format::Json("/price".parse().expect("a pointer")),
			transform: Default::default(),
		}
	}

	fn feed(sources: Vec<Source>) -> Feed {
		Feed {
			name: "test".into(),
			oracle: "PriceOracle".into(),
			key: b"test".into(),
			interval: Duration::from_secs(30),
			heartbeat: Duration::from_secs(60),
			threshold: Tolerance::NONE,
			minimum_sources: 2,
			maximum_deviation: "2%".parse().expect("a tolerance"),
			sources,
		}
	}

	fn price(price: &str) -> [Answer; 1] {
		[Answer::ok(format!(r#"{{"price": {price}}}"#))]
	}

	fn fetcher() -> Arc<Fetcher> {
		Arc::new(Fetcher::new(6000, 1000).expect("certificates"))
	}

	#[tokio::test]
	async fn one_source_that_is_dead_and_one_that_lies_do_not_matter() {
		let servers = [
			Server::start([Answer::status(404)]).await,
			Server::start(price("1000000")).await,
			Server::start(price("100")).await,
			Server::start(price("101")).await,
			Server::start(price("102")).await,
		];
		let names = ["dead", "liar", "a", "b", "c"];
		let feed = feed(names.iter().zip(&servers).map(|(name, server)| source(name, server)).collect());
		let observation = feed.observe(&fetcher()).await;
		// Of 100, 101, 102 and the lie, the median is 101.5; the lie is left out, and of the others 101 is the median.
		assert_eq!(observation.value.expect("three agree").to_string(), "101");
		let left_out =
			observation.readings.iter().filter(|reading| reading.left_out).map(|reading| &reading.source);
		assert_eq!(left_out.collect::<Vec<_>>(), ["liar"]);
		assert_eq!(observation.readings[0].value.clone().map_err(|error| error.kind()), Err("status"));
	}

	#[tokio::test]
	async fn too_few_sources_give_no_value() {
		let servers = [Server::start(price("100")).await, Server::start([Answer::status(404)]).await];
		let feed = feed(vec![source("a", &servers[0]), source("b", &servers[1])]);
		let observation = feed.observe(&fetcher()).await;
		assert_eq!(observation.value, Err(Disagreement::TooFew { found: 1, wanted: 2 }));
	}
}
