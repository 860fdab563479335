// SPDX-License-Identifier: Apache-2.0

//! How fast transactions are signed: what a load generator can do at most when it signs while it sends, and how long one
//! waits before a load begins.

use crate::{
	account::{cores, derive, Scheme},
	envelope::Envelope,
	presign::Plan,
	problem::Result,
	template::Template,
};
use serde::Serialize;
use std::{fmt, time::Instant};

/// How many accounts sign.
const ACCOUNTS: u32 = 100;

/// How fast transactions were signed.
#[derive(Clone, Debug, Serialize)]
pub struct SigningRate {
	/// The scheme of the signatures.
	pub scheme: &'static str,
	/// How many transactions.
	pub count: usize,
	/// How many bytes each has on average.
	pub bytes_per_transaction: f64,
	/// How many processors took part.
	pub cores: usize,
	/// How long it took, in seconds.
	pub seconds: f64,
	/// How many a second.
	pub per_second: f64,
	/// How long one took on one processor, in microseconds.
	pub us_each: f64,
}

impl SigningRate {
	/// Signs so many transfers, and forgets them.
	///
	/// # Errors
	///
	/// When signing fails.
	pub fn measure(scheme: Scheme, count: usize) -> Result<Self> {
		let accounts = derive("//Alice", scheme, ACCOUNTS)?;
		let nonces = vec![0; accounts.len()];
		let plan = Plan {
			envelope: &Envelope::usual(scheme),
			templates: &[Template::usual("transfer", 1)],
			accounts: &accounts,
			nonces: &nonces,
			count,
		};
		let start = Instant::now();
		let signed = plan.sign()?;
		let seconds = start.elapsed().as_secs_f64().max(1e-9);
		let cores = cores();
		Ok(Self {
			scheme: scheme.variant(),
			count: signed.len(),
			bytes_per_transaction: signed.total_length() as f64 / signed.len().max(1) as f64,
			cores,
			seconds,
			per_second: signed.len() as f64 / seconds,
			us_each: seconds * 1e6 * cores as f64 / signed.len().max(1) as f64,
		})
	}
}

impl fmt::Display for SigningRate {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		let Self { scheme, count, bytes_per_transaction, cores, seconds, per_second, us_each } = self;
		writeln!(
			formatter,
			"{count} transfers of {bytes_per_transaction:.0} bytes signed ({scheme}) in {seconds:.2} s on {cores} cores: \
			 {per_second:.0} a second, {us_each:.1} µs each"
		)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_rate_is_of_as_many_as_were_asked_for() {
		let rate = SigningRate::measure(Scheme::Ed25519, 333).expect("it is signed");
		assert_eq!(rate.count, 333);
		assert!(rate.per_second > 0.0 && rate.bytes_per_transaction > 130.0, "{rate:?}");
	}
}
