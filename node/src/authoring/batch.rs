// SPDX-License-Identifier: Apache-2.0

//! How many transactions to hand to the runtime at a time.

use std::time::Duration;

/// How long a batch is to take. A batch is not interrupted, so it is by so much that a block may be late; and of so much
/// time, what a call into the runtime costs is a hundredth or less.
const TARGET: Duration = Duration::from_millis(20);

/// The first batch of a block, before it is known how long a transaction takes.
const FIRST: usize = 16;

/// The most in a batch, whatever little they take.
const LARGEST: usize = 1024;

/// The size of the next batch, by how long those before it took.
pub(super) struct BatchSize(usize);

impl BatchSize {
	/// Before the first batch.
	pub(super) fn new() -> Self {
		Self(FIRST)
	}

	/// How many transactions to hand over, with `left` of the time for the block.
	pub(super) fn next(&self) -> usize {
		self.0
	}

	/// Takes note that a batch of `count` took so long, and that the block has `left` more time.
	pub(super) fn took(&mut self, count: usize, elapsed: Duration, left: Duration) {
		let each = elapsed.as_nanos() / count.max(1) as u128;
		let time = TARGET.min(left).as_nanos();
		let fits = usize::try_from(time / each.max(1)).unwrap_or(LARGEST);
		// Transactions differ: one fast batch does not mean that the next, ten times as large, is as fast.
		self.0 = fits.clamp(1, LARGEST.min(self.0.saturating_mul(4)));
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const PLENTY: Duration = Duration::from_secs(1);

	#[test]
	fn a_batch_grows_to_what_the_target_allows_and_no_further() {
		let mut size = BatchSize::new();
		assert_eq!(size.next(), FIRST);
		for _ in 0..10 {
			let count = size.next();
			size.took(count, Duration::from_micros(50) * count as u32, PLENTY);
		}
		assert_eq!(size.next(), 400, "20 ms of 50 µs each");
		size.took(400, Duration::from_nanos(400), PLENTY);
		assert_eq!(size.next(), LARGEST);
	}

	#[test]
	fn slow_transactions_and_little_time_make_it_small_but_never_nothing() {
		let mut size = BatchSize::new();
		size.took(16, Duration::from_secs(1), PLENTY);
		assert_eq!(size.next(), 1);
		let mut size = BatchSize::new();
		size.took(16, Duration::from_micros(16 * 100), Duration::from_millis(1));
		assert_eq!(size.next(), 10, "1 ms of 100 µs each");
		size.took(10, Duration::from_millis(1), Duration::ZERO);
		assert_eq!(size.next(), 1);
		size.took(0, Duration::ZERO, PLENTY);
		assert_eq!(size.next(), 4);
	}
}
