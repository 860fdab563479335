// SPDX-License-Identifier: Apache-2.0

//! Chains and their miners, simulated: hash rates that jump, and timestamps that lie.

use crate::mock::{genesis, make_block, Difficulty, HALF_LIFE, INITIAL, START, TARGET};

/// How far a timestamp may be ahead of the clocks of others, in milliseconds: the bound of the timestamp pallet.
const DRIFT: u64 = 30_000;

/// As many blocks as a half-life should have.
const HALF_LIFE_BLOCKS: u64 = HALF_LIFE / TARGET;

/// Numbers that look random and are the same in every run.
struct Luck(u64);

impl Luck {
	/// Between 0 and 1, never either.
	fn next(&mut self) -> f64 {
		self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
		((self.0 >> 11) as f64 + 0.5) / (1u64 << 53) as f64
	}

	/// How many of the average time it takes to find something that is found by chance.
	fn patience(&mut self) -> f64 {
		-self.next().ln()
	}
}

/// The difficulty, as a number to calculate with.
fn difficulty() -> f64 {
	Difficulty::difficulty().as_u128() as f64
}

/// Mines blocks that each take exactly as long as they do on average, with this hash rate per millisecond, until the
/// difficulty is within a tenth of what that rate calls for. Returns how many it took.
fn blocks_until_settled(clock: &mut f64, rate: f64) -> u64 {
	let wanted = rate * TARGET as f64;
	for blocks in 0..100_000 {
		if (difficulty() / wanted - 1.0).abs() < 0.1 {
			return blocks;
		}
		*clock += difficulty() / rate;
		make_block(*clock as u64);
	}
	panic!("the difficulty does not settle");
}

#[test]
fn a_tenfold_rise_and_fall_of_the_hash_rate_is_followed_within_so_many_blocks() {
	genesis().execute_with(|| {
		let rate = INITIAL as f64 / TARGET as f64;
		let mut clock = START as f64;
		make_block(START);
		assert_eq!(blocks_until_settled(&mut clock, rate), 0);

		let rise = blocks_until_settled(&mut clock, 10.0 * rate);
		assert!(rise <= 8 * HALF_LIFE_BLOCKS, "{rise} blocks after the rise");

		let before = clock;
		let fall = blocks_until_settled(&mut clock, rate);
		assert!(fall <= 4 * HALF_LIFE_BLOCKS, "{fall} blocks after the fall");
		// Not only few blocks: also not much time.
		let time = (clock - before) / HALF_LIFE as f64;
		assert!(time <= 8.0, "{time} half-lives after the fall");
	});
}

/// Mines `blocks` blocks by chance. A miner with this share of the hash rate stamps its blocks as late as it may.
/// Returns how long it took, in milliseconds.
fn mine(blocks: u64, liars_share: f64, luck: &mut Luck) -> f64 {
	let rate = INITIAL as f64 / TARGET as f64;
	let (mut clock, mut last) = (START as f64, START);
	make_block(START);
	for _ in 0..blocks {
		clock += luck.patience() * difficulty() / rate;
		let stamp = if luck.next() < liars_share { clock as u64 + DRIFT } else { clock as u64 };
		// A block is later than the one before it, whatever the clock says.
		last = stamp.max(last + 1);
		make_block(last);
	}
	clock - START as f64
}

#[test]
fn with_constant_hash_rate_blocks_keep_to_the_schedule() {
	genesis().execute_with(|| {
		let blocks = 20_000;
		let took = mine(blocks, 0.0, &mut Luck(1));
		let late = took - (blocks * TARGET) as f64;
		// Luck moves the chain about its schedule by a fraction of a half-life, and never adds up.
		assert!(late.abs() < HALF_LIFE as f64, "{late} ms late after {blocks} blocks");
	});
}

#[test]
fn who_lies_about_the_time_gains_no_more_blocks_than_fit_into_the_lie_once() {
	for share in [0.1, 0.3, 0.5, 1.0] {
		let blocks = 20_000;
		let honest = genesis().execute_with(|| mine(blocks, 0.0, &mut Luck(7)));
		let lying = genesis().execute_with(|| mine(blocks, share, &mut Luck(7)));
		// What a chain gains in all its life, in blocks: the lie once, and as much again for luck that falls otherwise.
		let gained = (honest - lying) / TARGET as f64;
		assert!(gained.abs() <= 2.0 * DRIFT as f64 / TARGET as f64, "{share}: {gained} blocks of {blocks}");
	}
}

#[test]
fn one_false_timestamp_eases_one_block_by_a_bounded_factor_and_is_forgotten() {
	let run = |lie: u64| {
		genesis().execute_with(|| {
			make_block(START);
			make_block(START + TARGET);
			let eased = make_block(START + 2 * TARGET + lie);
			let after = make_block(START + 6 * TARGET);
			(eased.as_u128() as f64, after)
		})
	};
	let (honest, after_honest) = run(0);
	let (eased, after_lie) = run(DRIFT);
	let bound = (-(DRIFT as f64) / HALF_LIFE as f64).exp2();
	assert!(eased < honest && eased > 0.999 * honest * bound, "{eased} of {honest}");
	assert_eq!(after_lie, after_honest, "the next true timestamp undoes it");
}
