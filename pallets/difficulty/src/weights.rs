// SPDX-License-Identifier: Apache-2.0

//! What the pallet costs, as measured by `scripts/measure-weights.sh`, which writes this file.
//!
//! Measured on 2026-11-21 with frame-omni-bencher 64.0.0: 50 steps, 20 repeats, AMD EPYC.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, clippy::unnecessary_cast)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// The weights that the pallet asks for, one for each benchmark.
pub trait WeightInfo {
	fn on_finalize() -> Weight;
}

/// The weights with the runtime's own price of a storage access.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Difficulty::CurrentRule` (r:1 w:0)
	/// Proof: `Difficulty::CurrentRule` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	/// Storage: `Difficulty::StartingPoint` (r:1 w:0)
	/// Proof: `Difficulty::StartingPoint` (`max_values`: Some(1), `max_size`: Some(48), added: 543, mode: `MaxEncodedLen`)
	/// Storage: `Difficulty::CurrentDifficulty` (r:0 w:1)
	/// Proof: `Difficulty::CurrentDifficulty` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	fn on_finalize() -> Weight {
		// The fastest run took 8_503_000 ps.
		Weight::from_parts(9_223_000, 1533)
			.saturating_add(T::DbWeight::get().reads_writes(3, 1))
	}
}

/// The weights with the SDK's price of a storage access in RocksDB, for tests.
impl WeightInfo for () {
	fn on_finalize() -> Weight {
		Weight::from_parts(9_223_000, 1533)
			.saturating_add(RocksDbWeight::get().reads_writes(3, 1))
	}
}
