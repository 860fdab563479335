// SPDX-License-Identifier: Apache-2.0

//! What others can see of the service: metrics for Prometheus, and whether all is well.

mod health;
mod metrics;
mod server;

pub use health::{Health, State};
pub use metrics::Metrics;
pub use server::serve;

use crate::{
	feed::{Feed, Observation},
	value::Number,
};
use tokio::time::Instant;

/// Metrics and health, which are told the same things.
#[derive(Debug)]
pub struct Monitor {
	/// For Prometheus.
	pub metrics: Metrics,
	/// Whether all is well.
	pub health: Health,
}

impl Monitor {
	/// For these feeds. In a dry run nothing is expected to be submitted.
	///
	/// # Errors
	///
	/// When two metrics have the same name, which is a mistake in this program.
	pub fn new(feeds: &[Feed], dry_run: bool) -> Result<Self, prometheus::Error> {
		Ok(Self { metrics: Metrics::new()?, health: Health::new(feeds, dry_run, Instant::now()) })
	}

	/// A feed was observed.
	pub fn observed(&self, feed: &Feed, observation: &Observation) {
		self.metrics.observed(&feed.name, observation);
		if observation.value.is_ok() {
			self.health.observed(&feed.name, Instant::now());
		}
	}

	/// A feed's value is on the chain.
	pub fn submitted(&self, feed: &str, value: Number) {
		self.metrics.submitted(feed, value);
		self.health.submitted(feed, Instant::now());
	}

	/// A call of an oracle was made, or failed for this kind of reason.
	pub fn called(&self, oracle: &str, outcome: &str) {
		self.metrics.called(oracle, outcome);
	}
}
