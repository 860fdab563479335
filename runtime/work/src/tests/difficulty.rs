// SPDX-License-Identifier: Apache-2.0

//! How hard blocks are to find, and what times they may have.

use super::chain::{apply, miner_digest, Chain};
use crate::{
	genesis_presets::{BLOCK_TIME, DEVELOPMENT},
	Difficulty, Runtime, RuntimeCall, UncheckedExtrinsic,
};
use sp_inherents::{CheckInherentsResult, InherentData};
use sp_keyring::Sr25519Keyring::Alice;
use sp_runtime::traits::{Block as _, Header as _};

/// The half-life of the preset, in milliseconds.
const HALF_LIFE: u64 = 60_000;

#[test]
fn late_blocks_ease_the_next_and_early_ones_make_it_harder() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(Alice, || ());
	let start = chain.read(Difficulty::difficulty);
	chain.block(Alice, || ());
	assert_eq!(chain.read(Difficulty::difficulty), start, "a block in time changes nothing");
	chain.block_with(vec![miner_digest(Alice)], BLOCK_TIME + HALF_LIFE, || ());
	assert_eq!(chain.read(Difficulty::difficulty), start / 2);
	for _ in 0..2 * HALF_LIFE / BLOCK_TIME {
		chain.block_with(vec![miner_digest(Alice)], 1, || ());
	}
	let now = chain.read(Difficulty::difficulty);
	assert!(now > start && now < start * 3, "{now} a half-life ahead, from {start}");
}

#[test]
fn what_the_node_asks_is_the_difficulty_of_the_next_block() {
	use sp_consensus_pow::runtime_decl_for_difficulty_api::DifficultyApi;
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(Alice, || ());
	chain.read(|| assert_eq!(Runtime::difficulty(), Difficulty::difficulty()));
}

#[test]
#[should_panic(expected = "Timestamp must increment")]
fn time_does_not_stand_still() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(Alice, || ());
	chain.block_with(vec![miner_digest(Alice)], 0, || ());
}

/// What nodes say of a block with the time `now` when their clocks show `clock`.
fn checked(now: u64, clock: u64) -> CheckInherentsResult {
	use sp_block_builder::runtime_decl_for_block_builder::BlockBuilder;
	let time = UncheckedExtrinsic::new_bare(RuntimeCall::Timestamp(pallet_timestamp::Call::set { now }));
	let header =
		crate::Header::new(2, Default::default(), Default::default(), Default::default(), Default::default());
	let mut data = InherentData::new();
	data.put_data(sp_timestamp::INHERENT_IDENTIFIER, &clock).expect("a number can be encoded");
	let block = crate::Block::new(header, vec![time]);
	Runtime::check_inherents(block.into(), data)
}

#[test]
fn a_block_from_the_future_is_refused() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(Alice, || ());
	chain.read(|| {
		let clock = pallet_timestamp::Now::<Runtime>::get() + 1_000_000;
		assert!(checked(clock + 30_000, clock).ok());
		assert!(!checked(clock + 30_001, clock).ok());
		// Nor may it be older than the block before it.
		assert!(!checked(pallet_timestamp::Now::<Runtime>::get(), clock).ok());
	});
}

#[test]
fn a_block_sets_the_time_once() {
	let mut chain = Chain::new(DEVELOPMENT);
	let twice = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
		chain.block(Alice, || {
			let now = pallet_timestamp::Now::<Runtime>::get() + 5;
			let _ =
				apply(UncheckedExtrinsic::new_bare(RuntimeCall::Timestamp(pallet_timestamp::Call::set {
					now,
				})));
		});
	}));
	assert!(twice.is_err());
}
