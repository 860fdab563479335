// SPDX-License-Identifier: Apache-2.0

//! What was observed, what was submitted, and so what is due.

use crate::{
	feed::Feed,
	source::retry::Backoff,
	value::{Number, Tolerance},
};
use std::{collections::BTreeMap, time::Duration};
use tokio::time::Instant;

/// After how many intervals an observation is too old to be submitted.
const STALE: u32 = 2;

/// Between attempts that may succeed by themselves.
const USUAL: Backoff = Backoff { first: Duration::from_secs(1), longest: Duration::from_secs(60) };

/// Between attempts that need somebody to do something first. Each may cost a fee.
const HELPLESS: Backoff = Backoff { first: Duration::from_secs(60), longest: Duration::from_secs(3600) };

/// What was observed and submitted.
///
/// A feed is due when its value has moved by more than its threshold from what was last submitted, when what was last submitted
/// is as old as its heartbeat, and at the start. What was submitted before the start is not known.
#[derive(Debug)]
pub struct Ledger {
	feeds: Vec<Entry>,
	oracles: BTreeMap<String, Pause>,
}

#[derive(Debug)]
struct Entry {
	oracle: String,
	threshold: Tolerance,
	heartbeat: Duration,
	fresh_for: Duration,
	observed: Option<(Number, Instant)>,
	submitted: Option<(Number, Instant)>,
}

/// How an oracle's last calls went.
#[derive(Debug, Default)]
struct Pause {
	failures: u32,
	until: Option<Instant>,
}

impl Ledger {
	/// With nothing observed or submitted yet.
	pub fn new(feeds: &[Feed]) -> Self {
		let entry = |feed: &Feed| Entry {
			oracle: feed.oracle.clone(),
			threshold: feed.threshold,
			heartbeat: feed.heartbeat,
			fresh_for: feed.interval * STALE,
			observed: None,
			submitted: None,
		};
		Self { feeds: feeds.iter().map(entry).collect(), oracles: BTreeMap::new() }
	}

	/// The sources of a feed, which has this place in the list, agreed on a value.
	pub fn observed(&mut self, feed: usize, value: Number, at: Instant) {
		self.feeds[feed].observed = Some((value, at));
	}

	/// A feed's value is on the chain.
	pub fn submitted(&mut self, feed: usize, value: Number, at: Instant) {
		self.feeds[feed].submitted = Some((value, at));
	}

	/// A call of an oracle succeeded.
	pub fn succeeded(&mut self, oracle: &str) {
		self.oracles.remove(oracle);
	}

	/// A call of an oracle failed. Returns how long none is made.
	pub fn failed(&mut self, oracle: &str, needs_help: bool, now: Instant) -> Duration {
		let pause = self.oracles.entry(oracle.to_owned()).or_default();
		pause.failures = pause.failures.saturating_add(1);
		let wait = if needs_help { HELPLESS } else { USUAL }.random_wait(pause.failures);
		pause.until = Some(now + wait);
		wait
	}

	/// What is due, by oracle: feeds with their values.
	pub fn due(&self, now: Instant) -> BTreeMap<String, Vec<(usize, Number)>> {
		let mut due = BTreeMap::<String, Vec<_>>::new();
		for (feed, entry) in self.feeds.iter().enumerate() {
			let paused = self.pause(&entry.oracle).is_some_and(|until| now < until);
			if let Some(value) = entry.due(now).filter(|_| !paused) {
				due.entry(entry.oracle.clone()).or_default().push((feed, value));
			}
		}
		due
	}

	/// When to look again even if nothing is observed: when the first pause ends of an oracle that something waits for.
	pub fn wake(&self) -> Option<Instant> {
		let waiting = self.feeds.iter().filter_map(|entry| {
			let until = self.pause(&entry.oracle)?;
			entry.due(until).map(|_| until)
		});
		waiting.min()
	}

	fn pause(&self, oracle: &str) -> Option<Instant> {
		self.oracles.get(oracle).and_then(|pause| pause.until)
	}
}

impl Entry {
	fn due(&self, now: Instant) -> Option<Number> {
		let (value, at) = self.observed?;
		if now.saturating_duration_since(at) > self.fresh_for {
			return None;
		}
		let due = self.submitted.is_none_or(|(last, at)| {
			!self.threshold.covers(value, last) || now.saturating_duration_since(at) >= self.heartbeat
		});
		due.then_some(value)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn feed(name: &str, oracle: &str) -> Feed {
		Feed {
			name: name.into(),
			oracle: oracle.into(),
			key: name.as_bytes().into(),
			interval: Duration::from_secs(10),
			heartbeat: Duration::from_secs(100),
			threshold: "1%".parse().expect("a tolerance"),
			minimum_sources: 1,
			maximum_deviation: Tolerance::NONE,
			sources: vec![],
		}
	}

	fn number(text: &str) -> Number {
		text.parse().expect("a number")
	}

	fn seconds(seconds: u64) -> Duration {
		Duration::from_secs(seconds)
	}

	#[test]
	fn a_feed_is_due_first_then_when_it_moves_then_at_its_heartbeat() {
		let start = Instant::now();
		let mut ledger = Ledger::new(&[feed("A", "PriceOracle")]);
		let due =
			|ledger: &Ledger, at| ledger.due(start + seconds(at)).remove("PriceOracle").unwrap_or_default();
		assert!(due(&ledger, 0).is_empty(), "nothing is known");
		ledger.observed(0, number("100"), start);
		assert_eq!(due(&ledger, 0), [(0, number("100"))]);
		ledger.submitted(0, number("100"), start);
		assert!(due(&ledger, 1).is_empty());
		ledger.observed(0, number("101"), start + seconds(10));
		assert!(due(&ledger, 10).is_empty(), "1 % is not more than 1 %");
		ledger.observed(0, number("101.1"), start + seconds(20));
		assert_eq!(due(&ledger, 20), [(0, number("101.1"))]);
		ledger.observed(0, number("100"), start + seconds(99));
		assert!(due(&ledger, 99).is_empty());
		assert_eq!(due(&ledger, 100), [(0, number("100"))]);
	}

	#[test]
	fn what_is_old_is_not_submitted() {
		let start = Instant::now();
		let mut ledger = Ledger::new(&[feed("A", "PriceOracle")]);
		ledger.observed(0, number("1"), start);
		assert!(!ledger.due(start + seconds(20)).is_empty());
		assert!(ledger.due(start + seconds(21)).is_empty());
	}

	#[test]
	fn feeds_are_grouped_by_oracle() {
		let start = Instant::now();
		let mut ledger =
			Ledger::new(&[feed("A", "PriceOracle"), feed("B", "WeatherOracle"), feed("C", "PriceOracle")]);
		for index in 0..3 {
			ledger.observed(index, number("1"), start);
		}
		let due = ledger.due(start);
		assert_eq!(due["PriceOracle"], [(0, number("1")), (2, number("1"))]);
		assert_eq!(due["WeatherOracle"], [(1, number("1"))]);
	}

	#[test]
	fn after_a_failure_an_oracle_is_left_alone_and_others_are_not() {
		let start = Instant::now();
		let mut ledger = Ledger::new(&[feed("A", "PriceOracle"), feed("B", "WeatherOracle")]);
		ledger.observed(0, number("1"), start);
		ledger.observed(1, number("1"), start);
		assert_eq!(ledger.wake(), None);
		let wait = ledger.failed("PriceOracle", false, start);
		assert!(wait >= Duration::from_millis(500) && wait <= seconds(1), "{wait:?}");
		assert_eq!(ledger.due(start).into_keys().collect::<Vec<_>>(), ["WeatherOracle"]);
		assert_eq!(ledger.wake(), Some(start + wait));
		assert_eq!(ledger.due(start + wait).len(), 2);
		let longer = ledger.failed("PriceOracle", false, start);
		assert!(longer >= seconds(1), "{longer:?}");
		ledger.succeeded("PriceOracle");
		assert_eq!(ledger.due(start).len(), 2);
		assert!(ledger.failed("PriceOracle", true, start) >= seconds(30), "somebody must help first");
		assert_eq!(ledger.wake(), None, "what there is will be too old by then");
	}
}
