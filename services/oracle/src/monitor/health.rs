// SPDX-License-Identifier: Apache-2.0

//! Whether all is well: every feed is observed, and what is on the chain is fresh.

use crate::feed::Feed;
use serde::Serialize;
use std::{
	collections::BTreeMap,
	sync::{Mutex, PoisonError},
	time::Duration,
};
use tokio::time::Instant;

/// How many intervals a feed may go without agreement.
const MISSED: u32 = 3;

/// Keeps track of when each feed was last observed and submitted.
#[derive(Debug)]
pub struct Health(Mutex<BTreeMap<String, Track>>);

#[derive(Debug)]
struct Track {
	observed: Instant,
	submitted: Instant,
	observed_within: Duration,
	/// `None` in a dry run.
	submitted_within: Option<Duration>,
}

/// Whether all is well, and what is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct State {
	/// Whether all is well.
	pub healthy: bool,
	/// What is not, in sentences.
	pub problems: Vec<String>,
}

impl Health {
	/// For feeds that begin at this time: they count as observed and submitted then.
	pub fn new(feeds: &[Feed], dry_run: bool, start: Instant) -> Self {
		let track = |feed: &Feed| {
			let observed_within = feed.interval * MISSED;
			let submitted_within = (!dry_run).then(|| feed.heartbeat + observed_within);
			let track = Track { observed: start, submitted: start, observed_within, submitted_within };
			(feed.name.clone(), track)
		};
		Self(Mutex::new(feeds.iter().map(track).collect()))
	}

	pub(super) fn observed(&self, feed: &str, now: Instant) {
		self.change(feed, |track| track.observed = now);
	}

	pub(super) fn submitted(&self, feed: &str, now: Instant) {
		self.change(feed, |track| track.submitted = now);
	}

	fn change(&self, feed: &str, change: impl FnOnce(&mut Track)) {
		// Times are right whatever happened to who held them.
		let mut tracks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
		if let Some(track) = tracks.get_mut(feed) {
			change(track);
		}
	}

	/// How things are at a time.
	pub fn state(&self, now: Instant) -> State {
		let tracks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
		let mut problems = Vec::new();
		for (feed, track) in tracks.iter() {
			let unseen = now.saturating_duration_since(track.observed);
			if unseen > track.observed_within {
				problems.push(format!("{feed}: its sources have not agreed for {} s", unseen.as_secs()));
			}
			let old = now.saturating_duration_since(track.submitted);
			if track.submitted_within.is_some_and(|within| old > within) {
				problems.push(format!("{feed}: nothing has been submitted for {} s", old.as_secs()));
			}
		}
		State { healthy: problems.is_empty(), problems }
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::value::Tolerance;

	fn feed() -> Feed {
		Feed {
			name: "F".into(),
			oracle: "PriceOracle".into(),
			key: b"F".into(),
			interval: Duration::from_secs(10),
			heartbeat: Duration::from_secs(60),
			threshold: Tolerance::NONE,
			minimum_sources: 1,
			maximum_deviation: Tolerance::NONE,
			sources: vec![],
		}
	}

	#[test]
	fn what_is_late_is_named() {
		let start = Instant::now();
		let at = |seconds| start + Duration::from_secs(seconds);
		let health = Health::new(&[feed()], false, start);
		assert!(health.state(at(30)).healthy, "time to begin");
		assert_eq!(health.state(at(31)).problems, ["F: its sources have not agreed for 31 s"]);
		health.observed("F", at(80));
		assert_eq!(health.state(at(90)), State { healthy: true, problems: vec![] });
		assert_eq!(health.state(at(91)).problems, ["F: nothing has been submitted for 91 s"]);
		health.submitted("F", at(91));
		assert!(health.state(at(92)).healthy);
	}

	#[test]
	fn a_dry_run_need_not_submit() {
		let start = Instant::now();
		let health = Health::new(&[feed()], true, start);
		let late = start + Duration::from_secs(1000);
		health.observed("F", late);
		assert!(health.state(late).healthy);
	}
}
