// SPDX-License-Identifier: Apache-2.0

//! Rates, from the blocks in which our transactions became final.
//!
//! Let `b0` … `bk` be the final blocks from the first to the last one with transactions of ours, those without any between
//! them included. The first is filled while the load begins and the last when it runs out, so neither tells what the chain
//! can do: the **steady part** is `b1` … `b(k-1)`. What these blocks hold was put into them between `b0` and `b(k-1)`:
//!
//! ```text
//! rate = transactions of ours in b1 … b(k-1) / (time of b(k-1) − time of b0)
//! ```
//!
//! Time is taken twice: from the blocks' own time stamps, and from when the node told of them. The rate of finality is made
//! in the same way from the moments at which blocks were told to be final; several blocks may share one. With fewer than
//! three blocks, or moments, there is no steady part and no rate.

use crate::{chain::Limits, observe::Seen};
use serde::Serialize;

/// What a chain did while it was under load.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Rates {
	/// Transactions of ours a second in blocks, by the blocks' time stamps.
	pub included_by_timestamps: Option<f64>,
	/// Transactions of ours a second in blocks, by when the node told of the blocks.
	pub included_by_clock: Option<f64>,
	/// Transactions of ours a second that became final.
	pub finalised: Option<f64>,
	/// All that became final, divided by the time from the first sending to the last finality.
	pub whole_run: Option<f64>,
	/// How many blocks the steady part has.
	pub steady_blocks: usize,
	/// How many transactions of ours are in the steady part.
	pub steady_transactions: usize,
}

/// How many transactions a second were sent, where the first and the last of so many were sent at these times, in
/// nanoseconds: between so many there is one interval less.
pub fn sent_per_second(count: usize, first: u64, last: u64) -> Option<f64> {
	let seconds = last.saturating_sub(first) as f64 / 1e9;
	(seconds > 0.0 && count > 1).then(|| (count - 1) as f64 / seconds)
}

/// How full blocks were: of the steady part, or of all with transactions of ours if there is none.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Fill {
	/// How many blocks this is of.
	pub blocks: usize,
	/// The mean time between two blocks, in milliseconds.
	pub interval_ms: Option<f64>,
	/// Transactions of ours in a block: the fewest, the mean, the most.
	pub transactions: Spread,
	/// Extrinsics in a block, with those of others and of nobody.
	pub extrinsics: Spread,
	/// The share of the limit on the time of ordinary transactions that was used, from 0 to 1.
	pub ref_time: Option<Spread>,
	/// The share of the limit on their proofs.
	pub proof_size: Option<Spread>,
	/// The share of the limit on their bytes.
	pub length: Option<Spread>,
	/// What one transaction weighs on average, in microseconds of the chain's reference machine.
	pub weight_per_transaction_us: Option<f64>,
	/// How many bytes an extrinsic has on average.
	pub bytes_per_extrinsic: f64,
}

/// The smallest, the mean and the largest of some numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Spread {
	/// The smallest.
	pub min: f64,
	/// The mean.
	pub mean: f64,
	/// The largest.
	pub max: f64,
}

impl Spread {
	/// Of these numbers. There is none of no numbers.
	fn of(numbers: impl IntoIterator<Item = f64>) -> Option<Self> {
		let numbers = numbers.into_iter().collect::<Vec<_>>();
		let sum = numbers.iter().sum::<f64>();
		(!numbers.is_empty()).then(|| Self {
			min: numbers.iter().copied().fold(f64::INFINITY, f64::min),
			mean: sum / numbers.len() as f64,
			max: numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max),
		})
	}
}

/// The blocks from the first to the last one with transactions of ours.
pub fn loaded<'a>(blocks: &'a [&'a Seen]) -> &'a [&'a Seen] {
	let has_ours = |block: &&Seen| !block.ours.is_empty();
	match (blocks.iter().position(has_ours), blocks.iter().rposition(has_ours)) {
		(Some(first), Some(last)) => &blocks[first..=last],
		_ => &[],
	}
}

/// The rates of these blocks, which are final and in order. `first_sent` is in nanoseconds since the start.
pub fn rates(blocks: &[&Seen], first_sent: Option<u64>) -> Rates {
	let loaded = loaded(blocks);
	let steady = steady(loaded);
	let transactions = count(steady);
	// In nanoseconds: whole numbers, of which the difference is exact.
	let between = |time: fn(&Seen) -> Option<u64>| match (loaded.first(), steady.last()) {
		(Some(first), Some(last)) => {
			rate(transactions, time(last)?.saturating_sub(time(first)?) as f64 / 1e9)
		}
		_ => None,
	};
	let last = loaded.iter().filter_map(|block| block.finalised).max();
	let whole = first_sent.zip(last).map(|(first, last)| last.saturating_sub(first) as f64 / 1e9);
	Rates {
		included_by_timestamps: between(|block| block.timestamp?.checked_mul(1_000_000)),
		included_by_clock: between(|block| Some(block.seen)),
		finalised: rate_of_finality(loaded),
		whole_run: whole.and_then(|seconds| rate(count(loaded), seconds)),
		steady_blocks: steady.len(),
		steady_transactions: transactions,
	}
}

fn steady<'a>(loaded: &'a [&'a Seen]) -> &'a [&'a Seen] {
	match loaded {
		[_, steady @ .., _] => steady,
		_ => &[],
	}
}

fn count(blocks: &[&Seen]) -> usize {
	blocks.iter().map(|block| block.ours.len()).sum()
}

fn rate(transactions: usize, seconds: f64) -> Option<f64> {
	(seconds > 0.0).then(|| transactions as f64 / seconds)
}

fn rate_of_finality(loaded: &[&Seen]) -> Option<f64> {
	let mut moments = Vec::<(u64, usize)>::new();
	for block in loaded {
		let at = block.finalised?;
		match moments.last_mut() {
			Some((moment, transactions)) if *moment == at => *transactions += block.ours.len(),
			_ => moments.push((at, block.ours.len())),
		}
	}
	match &moments[..] {
		[first, steady @ .., _] => {
			let transactions = steady.iter().map(|(_, transactions)| transactions).sum();
			rate(transactions, (steady.last()?.0 - first.0) as f64 / 1e9)
		}
		_ => None,
	}
}

/// How full these blocks were, which are final and in order.
pub fn fill(blocks: &[&Seen], limits: Limits) -> Option<Fill> {
	let loaded = loaded(blocks);
	let steady = match steady(loaded) {
		[] => loaded,
		steady => steady,
	};
	let times = loaded.iter().filter_map(|block| block.timestamp).collect::<Vec<_>>();
	let interval = match &times[..] {
		[first, .., last] => Some(last.saturating_sub(*first) as f64 / (times.len() - 1) as f64),
		_ => None,
	};
	let share = |limit: Option<u64>, used: fn(&Seen) -> Option<u64>| {
		let limit = limit.filter(|limit| *limit > 0)?;
		Spread::of(steady.iter().filter_map(|block| used(block)).map(|used| used as f64 / limit as f64))
	};
	let weighed = steady.iter().filter_map(|block| Some((block.weight?.0, block.ours.len())));
	let (weight, transactions) =
		weighed.fold((0u64, 0), |(weight, sum), (w, t)| (weight.saturating_add(w), sum + t));
	let length = steady.iter().map(|block| block.length).sum::<u64>();
	let extrinsics = steady.iter().map(|block| block.extrinsics).sum::<usize>();
	Some(Fill {
		blocks: steady.len(),
		interval_ms: interval,
		transactions: Spread::of(steady.iter().map(|block| block.ours.len() as f64))?,
		extrinsics: Spread::of(steady.iter().map(|block| block.extrinsics as f64))?,
		ref_time: share(limits.ref_time, |block| block.weight.map(|weight| weight.0)),
		proof_size: share(limits.proof_size, |block| block.weight.map(|weight| weight.1)),
		length: share(limits.length, |block| Some(block.length)),
		// Picoseconds.
		weight_per_transaction_us: (transactions > 0 && weight > 0)
			.then(|| weight as f64 / transactions as f64 / 1e6),
		bytes_per_extrinsic: length as f64 / extrinsics.max(1) as f64,
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	const SECOND: u64 = 1_000_000_000;

	/// A block a second with so many transactions of ours each, all final half a second after the node told of them.
	fn blocks(ours: &[usize]) -> Vec<Seen> {
		let block = |(number, ours): (usize, &usize)| Seen {
			number: number as u64,
			timestamp: Some(1_700_000_000_000 + 1_000 * number as u64),
			seen: SECOND * (number as u64 + 1) + SECOND / 10,
			finalised: Some(SECOND * (number as u64 + 1) + SECOND / 2),
			extrinsics: ours + 1,
			length: 100 * (*ours as u64 + 1),
			weight: Some((1_000_000 * *ours as u64, 0)),
			ours: (0..*ours as u32).map(|index| (index, index)).collect(),
			..Seen::default()
		};
		ours.iter().enumerate().map(block).collect()
	}

	fn of(blocks: &[Seen]) -> Vec<&Seen> {
		blocks.iter().collect()
	}

	#[test]
	fn two_that_are_sent_a_second_apart_are_one_a_second() {
		assert_eq!(sent_per_second(2, 1_000_000_000, 2_000_000_000), Some(1.0));
		assert_eq!(sent_per_second(101, 0, 500_000_000), Some(200.0));
		assert_eq!((sent_per_second(1, 5, 5), sent_per_second(0, 0, 0)), (None, None));
	}

	#[test]
	fn the_first_and_the_last_block_do_not_count() {
		let blocks = blocks(&[0, 0, 3, 10, 20, 30, 7, 0]);
		let rates = rates(&of(&blocks), Some(SECOND));
		let expected = Rates {
			included_by_timestamps: Some(20.0),
			included_by_clock: Some(20.0),
			finalised: Some(20.0),
			// Block 6 is final after 7.5 s.
			whole_run: Some(70.0 / 6.5),
			steady_blocks: 3,
			steady_transactions: 60,
		};
		assert_eq!(rates, expected);
	}

	#[test]
	fn empty_blocks_in_between_count() {
		let blocks = blocks(&[5, 10, 0, 0, 10, 5]);
		assert_eq!(rates(&of(&blocks), None).included_by_timestamps, Some(5.0));
	}

	#[test]
	fn without_a_steady_part_there_is_no_rate() {
		for ours in [&[][..], &[0, 0], &[5], &[5, 5]] {
			let blocks = blocks(ours);
			let rates = rates(&of(&blocks), None);
			assert_eq!((rates.included_by_timestamps, rates.finalised, rates.steady_blocks), (None, None, 0));
		}
		assert_eq!(fill(&[], Limits::default()), None);
	}

	#[test]
	fn blocks_that_become_final_together_are_one_moment() {
		let mut blocks = blocks(&[1, 10, 10, 10, 10, 1]);
		// 0 and 1, 2 and 3, 4 and 5.
		for pair in blocks.chunks_mut(2) {
			let last = pair[1].finalised;
			pair[0].finalised = last;
		}
		let rates = rates(&of(&blocks), None);
		assert_eq!(rates.finalised, Some(10.0));
	}

	#[test]
	fn a_chain_without_time_stamps_has_a_rate_by_the_clock() {
		let mut blocks = blocks(&[1, 4, 4, 1]);
		blocks.iter_mut().for_each(|block| block.timestamp = None);
		let rates = rates(&of(&blocks), None);
		assert_eq!((rates.included_by_timestamps, rates.included_by_clock), (None, Some(4.0)));
	}

	#[test]
	fn the_fill_is_of_the_steady_part_and_by_its_limits() {
		let blocks = blocks(&[1, 10, 30, 1]);
		let limits = Limits { ref_time: Some(100_000_000), proof_size: None, length: Some(6_200) };
		let fill = fill(&of(&blocks), limits).expect("there are blocks");
		assert_eq!((fill.blocks, fill.interval_ms), (2, Some(1_000.0)));
		assert_eq!(fill.transactions, Spread { min: 10.0, mean: 20.0, max: 30.0 });
		assert_eq!(fill.ref_time.map(|share| share.max), Some(0.3));
		assert_eq!(fill.proof_size, None);
		assert_eq!(fill.length.map(|share| share.max), Some(0.5));
		assert_eq!(fill.weight_per_transaction_us, Some(1.0));
		assert_eq!(fill.bytes_per_extrinsic, 100.0);
	}
}
