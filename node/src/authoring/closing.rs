// SPDX-License-Identifier: Apache-2.0

//! How long it takes to close a block, after its last transaction.
//!
//! Most of that is the root of the state, to which each transaction adds. A block that is not closed in time is thrown away,
//! and with it the slot. So time is kept for it, by what it took before.

use std::{
	sync::atomic::{AtomicU64, Ordering},
	time::Duration,
};

/// What a transaction adds, before it is known: the root of a state with two changed accounts, in nanoseconds.
const FIRST_GUESS: u64 = 30_000;

/// Blocks with fewer transactions tell little about what one adds.
const FEWEST: usize = 100;

/// What is kept for a block without transactions.
const LEAST: Duration = Duration::from_millis(5);

/// What a transaction adds to the time of closing a block, in nanoseconds, as learnt from the blocks before.
pub(super) struct Closing(AtomicU64);

impl Closing {
	/// Before the first block.
	pub(super) fn new() -> Self {
		Self(AtomicU64::new(FIRST_GUESS))
	}

	/// How much time to keep for a block of so many transactions: a quarter more than those before took.
	pub(super) fn of(&self, transactions: usize) -> Duration {
		let each = self.0.load(Ordering::Relaxed);
		let nanoseconds = each.saturating_mul(transactions as u64).saturating_mul(5) / 4;
		LEAST.saturating_add(Duration::from_nanos(nanoseconds))
	}

	/// Takes note that it took so long. What takes longer than before counts by half, and what takes less by a quarter.
	pub(super) fn took(&self, transactions: usize, elapsed: Duration) {
		if transactions < FEWEST {
			return;
		}
		let each = u64::try_from(elapsed.as_nanos() / transactions as u128).unwrap_or(u64::MAX);
		let before = self.0.load(Ordering::Relaxed);
		let share = if each > before { 2 } else { 4 };
		self.0.store(before - before / share + each / share, Ordering::Relaxed);
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn after(blocks: &[(usize, u64)]) -> Duration {
		let closing = Closing::new();
		for (transactions, milliseconds) in blocks {
			closing.took(*transactions, Duration::from_millis(*milliseconds));
		}
		closing.of(1_000)
	}

	#[test]
	fn time_is_kept_for_the_first_block() {
		assert_eq!(after(&[]), Duration::from_micros(5_000 + 37_500));
		assert_eq!(Closing::new().of(0), Duration::from_millis(5));
	}

	#[test]
	fn a_slow_block_counts_by_half_and_a_fast_one_by_a_quarter() {
		assert_eq!(after(&[(1_000, 90)]), Duration::from_millis(5 + 75));
		assert_eq!(
			after(&[(1_000, 90), (1_000, 20)]),
			Duration::from_millis(5) + Duration::from_micros(62_500)
		);
	}

	#[test]
	fn small_blocks_and_long_ones_do_no_harm() {
		assert_eq!(after(&[(99, 80), (0, 80)]), after(&[]));
		assert!(after(&[(100, u64::MAX)]) > Duration::from_secs(1_000_000));
	}
}
