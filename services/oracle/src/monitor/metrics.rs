// SPDX-License-Identifier: Apache-2.0

//! Metrics for Prometheus. Labels come from the configuration, so there are as many series as it has sources.

use crate::{feed::Observation, value::Number};
use prometheus::{
	Encoder, GaugeVec, HistogramOpts, HistogramVec, IntCounterVec, IntGaugeVec, Opts, Registry, TextEncoder,
};
use std::time::{SystemTime, UNIX_EPOCH};

/// All metrics. Their names begin with `cairn_oracle_`.
#[derive(Debug)]
pub struct Metrics {
	registry: Registry,
	reads: IntCounterVec,
	latency: HistogramVec,
	source_value: GaugeVec,
	left_out: IntCounterVec,
	value: GaugeVec,
	observed: IntGaugeVec,
	sources: IntGaugeVec,
	disagreements: IntCounterVec,
	calls: IntCounterVec,
	submitted_value: GaugeVec,
	submitted: IntGaugeVec,
}

impl Metrics {
	/// All metrics, with nothing in them.
	///
	/// # Errors
	///
	/// When two have the same name, which is a mistake in this program.
	pub fn new() -> Result<Self, prometheus::Error> {
		let name = |name: &str| format!("cairn_oracle_{name}");
		let options = |of: &str, help: &str| Opts::new(name(of), help);
		let source = ["feed", "source"];
		let latency = HistogramOpts::new(name("source_seconds"), "How long a source took, with all attempts");
		let latency = latency.buckets(vec![0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0]);
		let metrics = Self {
			registry: Registry::new(),
			reads: IntCounterVec::new(
				options(
					"source_reads_total",
					"Times a source was read, by outcome: ok, or the kind of failure",
				),
				&["feed", "source", "outcome"],
			)?,
			latency: HistogramVec::new(latency, &source)?,
			source_value: GaugeVec::new(options("source_value", "What a source last said"), &source)?,
			left_out: IntCounterVec::new(
				options("source_left_out_total", "Times a source was too far from the others"),
				&source,
			)?,
			value: GaugeVec::new(options("feed_value", "What the sources last agreed on"), &["feed"])?,
			observed: IntGaugeVec::new(
				options("feed_observed_timestamp_seconds", "When the sources last agreed, since 1970"),
				&["feed"],
			)?,
			sources: IntGaugeVec::new(options("feed_sources", "How many sources agreed at last"), &["feed"])?,
			disagreements: IntCounterVec::new(
				options("feed_disagreements_total", "Times too few sources agreed"),
				&["feed"],
			)?,
			calls: IntCounterVec::new(
				options("calls_total", "Calls of an oracle, by outcome: ok, or the kind of failure"),
				&["oracle", "outcome"],
			)?,
			submitted_value: GaugeVec::new(options("submitted_value", "What was last submitted"), &["feed"])?,
			submitted: IntGaugeVec::new(
				options("submitted_timestamp_seconds", "When a value was last submitted, since 1970"),
				&["feed"],
			)?,
		};
		let all: [Box<dyn prometheus::core::Collector>; 11] = [
			Box::new(metrics.reads.clone()),
			Box::new(metrics.latency.clone()),
			Box::new(metrics.source_value.clone()),
			Box::new(metrics.left_out.clone()),
			Box::new(metrics.value.clone()),
			Box::new(metrics.observed.clone()),
			Box::new(metrics.sources.clone()),
			Box::new(metrics.disagreements.clone()),
			Box::new(metrics.calls.clone()),
			Box::new(metrics.submitted_value.clone()),
			Box::new(metrics.submitted.clone()),
		];
		for metric in all {
			metrics.registry.register(metric)?;
		}
		Ok(metrics)
	}

	pub(super) fn observed(&self, feed: &str, observation: &Observation) {
		let mut agreed = 0;
		for reading in &observation.readings {
			let labels = [feed, reading.source.as_str()];
			let outcome = match &reading.value {
				Ok(value) => {
					self.source_value.with_label_values(&labels).set(value.approximate());
					agreed += i64::from(!reading.left_out);
					"ok"
				}
				Err(error) => error.kind(),
			};
			self.reads.with_label_values(&[feed, reading.source.as_str(), outcome]).inc();
			self.latency.with_label_values(&labels).observe(reading.took.as_secs_f64());
			if reading.left_out {
				self.left_out.with_label_values(&labels).inc();
			}
		}
		match observation.value {
			Ok(value) => {
				self.value.with_label_values(&[feed]).set(value.approximate());
				self.observed.with_label_values(&[feed]).set(now());
				self.sources.with_label_values(&[feed]).set(agreed);
			}
			Err(_) => {
				self.sources.with_label_values(&[feed]).set(0);
				self.disagreements.with_label_values(&[feed]).inc();
			}
		}
	}

	pub(super) fn submitted(&self, feed: &str, value: Number) {
		self.submitted_value.with_label_values(&[feed]).set(value.approximate());
		self.submitted.with_label_values(&[feed]).set(now());
	}

	pub(super) fn called(&self, oracle: &str, outcome: &str) {
		self.calls.with_label_values(&[oracle, outcome]).inc();
	}

	/// All metrics, as Prometheus reads them.
	///
	/// # Errors
	///
	/// When they cannot be written, which is a mistake in this program.
	pub fn text(&self) -> Result<String, prometheus::Error> {
		let mut text = Vec::new();
		TextEncoder::new().encode(&self.registry.gather(), &mut text)?;
		Ok(String::from_utf8_lossy(&text).into_owned())
	}
}

fn now() -> i64 {
	let since = SystemTime::now().duration_since(UNIX_EPOCH);
	since.map_or(0, |since| since.as_secs().try_into().unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		feed::Reading,
		source::{http::FetchError, SourceError},
		value::Disagreement,
	};
	use std::time::Duration;

	fn reading(source: &str, value: Result<&str, FetchError>, left_out: bool) -> Reading {
		Reading {
			source: source.into(),
			value: value.map(|text| text.parse().expect("a number")).map_err(SourceError::Fetch),
			took: Duration::from_millis(70),
			left_out,
		}
	}

	#[test]
	fn what_is_seen_and_done_is_counted() {
		let metrics = Metrics::new().expect("names differ");
		let readings = vec![
			reading("a", Ok("1.5"), false),
			reading("b", Ok("99"), true),
			reading("c", Err(FetchError::Busy), false),
		];
		metrics.observed("F", &Observation { readings, value: Ok("1.5".parse().expect("a number")) });
		metrics.submitted("F", "1.5".parse().expect("a number"));
		metrics.called("PriceOracle", "ok");
		metrics.called("PriceOracle", "node");
		let text = metrics.text().expect("written");
		for line in [
			r#"cairn_oracle_source_reads_total{feed="F",outcome="ok",source="a"} 1"#,
			r#"cairn_oracle_source_reads_total{feed="F",outcome="rate_limit",source="c"} 1"#,
			r#"cairn_oracle_source_value{feed="F",source="b"} 99"#,
			r#"cairn_oracle_source_left_out_total{feed="F",source="b"} 1"#,
			r#"cairn_oracle_source_seconds_bucket{feed="F",source="a",le="0.1"} 1"#,
			r#"cairn_oracle_feed_value{feed="F"} 1.5"#,
			r#"cairn_oracle_feed_sources{feed="F"} 1"#,
			r#"cairn_oracle_submitted_value{feed="F"} 1.5"#,
			r#"cairn_oracle_calls_total{oracle="PriceOracle",outcome="node"} 1"#,
		] {
			assert!(text.lines().any(|written| written == line), "{line} is not in\n{text}");
		}
		for name in
			["cairn_oracle_feed_observed_timestamp_seconds", "cairn_oracle_submitted_timestamp_seconds"]
		{
			assert!(text.contains(&format!("{name}{{feed=\"F\"}} ")), "{text}");
		}

		let value = Err(Disagreement::TooFew { found: 0, wanted: 1 });
		metrics.observed("F", &Observation { readings: vec![], value });
		let text = metrics.text().expect("written");
		assert!(text.contains("cairn_oracle_feed_disagreements_total{feed=\"F\"} 1\n"), "{text}");
		assert!(text.contains("cairn_oracle_feed_sources{feed=\"F\"} 0\n"), "{text}");
	}
}
