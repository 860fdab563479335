// SPDX-License-Identifier: Apache-2.0

//! How long to wait before trying again: twice as long each time, and never all at once.

use std::time::Duration;

/// Waits that double, up to a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
	/// The first wait.
	pub first: Duration,
	/// The longest.
	pub longest: Duration,
}

impl Backoff {
	/// The wait after so many failures, from 1: between half of what it might be and all of it, so that those who failed
	/// together do not come back together. `chance` is from 0 to 1.
	pub fn wait(&self, failures: u32, chance: f64) -> Duration {
		let doubled = 2u32.saturating_pow(failures.saturating_sub(1));
		let whole = self.first.saturating_mul(doubled).min(self.longest);
		whole / 2 + (whole / 2).mul_f64(chance.clamp(0.0, 1.0))
	}

	/// As [`Self::wait`], by chance.
	pub fn random_wait(&self, failures: u32) -> Duration {
		self.wait(failures, rand::random())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const BACKOFF: Backoff = Backoff { first: Duration::from_millis(500), longest: Duration::from_secs(10) };

	#[test]
	fn waits_double_up_to_the_limit() {
		let longest = |failures| BACKOFF.wait(failures, 1.0).as_millis();
		assert_eq!([1, 2, 3, 4, 5, 6, u32::MAX].map(longest), [500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
	}

	#[test]
	fn chance_takes_away_up_to_half() {
		assert_eq!(BACKOFF.wait(3, 0.0), Duration::from_secs(1));
		assert_eq!(BACKOFF.wait(3, 0.5), Duration::from_millis(1500));
		for _ in 0..100 {
			let wait = BACKOFF.random_wait(2);
			assert!(wait >= Duration::from_millis(500) && wait <= Duration::from_secs(1), "{wait:?}");
		}
	}
}
