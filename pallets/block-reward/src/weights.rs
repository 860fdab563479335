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
	fn on_initialize() -> Weight;
}

/// The weights with the runtime's own price of a storage access.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `BlockReward::CurrentPlan` (r:1 w:0)
	/// Proof: `BlockReward::CurrentPlan` (`max_values`: Some(1), `max_size`: Some(40), added: 535, mode: `MaxEncodedLen`)
	/// Storage: `BlockReward::Treasury` (r:1 w:0)
	/// Proof: `BlockReward::Treasury` (`max_values`: Some(1), `max_size`: Some(32), added: 527, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `BlockReward::Issued` (r:1 w:1)
	/// Proof: `BlockReward::Issued` (`max_values`: Some(1), `max_size`: Some(16), added: 511, mode: `MaxEncodedLen`)
	fn on_initialize() -> Weight {
		// The fastest run took 49_504_000 ps.
		Weight::from_parts(52_728_000, 6196)
			.saturating_add(T::DbWeight::get().reads_writes(5, 3))
	}
}

/// The weights with the SDK's price of a storage access in RocksDB, for tests.
impl WeightInfo for () {
	fn on_initialize() -> Weight {
		Weight::from_parts(52_728_000, 6196)
			.saturating_add(RocksDbWeight::get().reads_writes(5, 3))
	}
}
