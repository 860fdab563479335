// SPDX-License-Identifier: Apache-2.0

//! What a Prometheus server can read of what is remembered.

use std::sync::Arc;

use substrate_prometheus_endpoint::{
	register, MetricSource, Opts, PrometheusError, Registry, SourcedCounter, SourcedGauge,
};

use crate::Verified;

/// One number of a [`Verified`], read when a server asks.
#[derive(Clone)]
struct Number {
	verified: Arc<Verified>,
	read: fn(&Verified) -> u64,
}

impl MetricSource for Number {
	type N = u64;

	fn collect(&self, mut set: impl FnMut(&[&str], u64)) {
		set(&[], (self.read)(&self.verified));
	}
}

impl Verified {
	/// Shows its numbers in `registry`.
	///
	/// # Errors
	///
	/// If there are others with the same names.
	pub fn register(self: &Arc<Self>, registry: &Registry) -> Result<(), PrometheusError> {
		let number = |read| Number { verified: self.clone(), read };
		for (name, help, read) in [
			(
				"cairn_signature_cache_hits_total",
				"Signatures that a runtime asked about and that had been verified before",
				Self::hits as fn(&Self) -> u64,
			),
			(
				"cairn_signature_cache_misses_total",
				"Signatures that a runtime asked about and that were verified then",
				Self::misses,
			),
			(
				"cairn_signature_cache_ahead_total",
				"Signatures that were verified before a runtime asked about them",
				Self::ahead,
			),
		] {
			register(SourcedCounter::new(&Opts::new(name, help), number(read))?, registry)?;
		}
		let entries = Opts::new("cairn_signature_cache_entries", "Verified signatures that are remembered");
		register(SourcedGauge::new(&entries, number(Self::entries))?, registry)?;
		Ok(())
	}
}
