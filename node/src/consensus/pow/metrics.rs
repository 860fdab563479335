// SPDX-License-Identifier: Apache-2.0

//! What a Prometheus server can read of mining.

use sp_core::U256;
use substrate_prometheus_endpoint::{register, Counter, Gauge, PrometheusError, Registry, F64, U64};

/// Mining in numbers.
#[derive(Clone)]
pub(super) struct Metrics {
	/// Hashes a second.
	pub(super) hash_rate: Gauge<F64>,
	/// The difficulty of the block that is looked for.
	pub(super) difficulty: Gauge<F64>,
	/// Blocks found since the start.
	pub(super) found: Counter<U64>,
}

impl Metrics {
	/// Registers them.
	///
	/// # Errors
	///
	/// If there are others with the same names.
	pub(super) fn register(registry: &Registry) -> Result<Self, PrometheusError> {
		Ok(Self {
			hash_rate: register(
				Gauge::new("pow_hash_rate", "Hashes a second that this node makes to find blocks")?,
				registry,
			)?,
			difficulty: register(
				Gauge::new("pow_difficulty", "How many hashes it takes on average to find the next block")?,
				registry,
			)?,
			found: register(
				Counter::new("pow_blocks_found_total", "Blocks that this node has found and imported")?,
				registry,
			)?,
		})
	}
}

/// A number of 256 bits as one with a floating point.
pub(super) fn approximate(number: U256) -> f64 {
	number.0.iter().rev().fold(0.0, |sum, limb| sum * 2f64.powi(64) + *limb as f64)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn large_numbers_are_shown_too() {
		assert_eq!(approximate(0.into()), 0.0);
		assert_eq!(approximate(1_000_000.into()), 1e6);
		assert_eq!(approximate(U256::one() << 192), 2f64.powi(192));
	}
}
