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
	fn on_initialize_within_era() -> Weight;
	fn on_initialize_new_era() -> Weight;
	fn on_finalize() -> Weight;
	fn set_rule() -> Weight;
}

/// The weights with the runtime's own price of a storage access.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `ValidatorCount::CurrentRule` (r:1 w:0)
	/// Proof: `ValidatorCount::CurrentRule` (`max_values`: Some(1), `max_size`: Some(20), added: 515, mode: `MaxEncodedLen`)
	/// Storage: `Staking::ActiveEra` (r:1 w:0)
	/// Proof: `Staking::ActiveEra` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	/// Storage: `ValidatorCount::LastEra` (r:1 w:0)
	/// Proof: `ValidatorCount::LastEra` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn on_initialize_within_era() -> Weight {
		// The fastest run took 11_708_000 ps.
		Weight::from_parts(12_850_000, 1505)
			.saturating_add(T::DbWeight::get().reads_writes(3, 0))
	}
	/// Storage: `ValidatorCount::CurrentRule` (r:1 w:0)
	/// Proof: `ValidatorCount::CurrentRule` (`max_values`: Some(1), `max_size`: Some(20), added: 515, mode: `MaxEncodedLen`)
	/// Storage: `Staking::ActiveEra` (r:1 w:0)
	/// Proof: `Staking::ActiveEra` (`max_values`: Some(1), `max_size`: Some(13), added: 508, mode: `MaxEncodedLen`)
	/// Storage: `ValidatorCount::LastEra` (r:1 w:1)
	/// Proof: `ValidatorCount::LastEra` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `ValidatorCount::CurrentLoad` (r:1 w:1)
	/// Proof: `ValidatorCount::CurrentLoad` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	/// Storage: `Staking::ValidatorCount` (r:1 w:1)
	/// Proof: `Staking::ValidatorCount` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn on_initialize_new_era() -> Weight {
		// The fastest run took 15_253_000 ps.
		Weight::from_parts(17_226_000, 1505)
			.saturating_add(T::DbWeight::get().reads_writes(5, 3))
	}
	/// Storage: `ValidatorCount::CurrentRule` (r:1 w:0)
	/// Proof: `ValidatorCount::CurrentRule` (`max_values`: Some(1), `max_size`: Some(20), added: 515, mode: `MaxEncodedLen`)
	/// Storage: `ValidatorCount::CurrentLoad` (r:1 w:1)
	/// Proof: `ValidatorCount::CurrentLoad` (`max_values`: Some(1), `max_size`: Some(12), added: 507, mode: `MaxEncodedLen`)
	fn on_finalize() -> Weight {
		// The fastest run took 4_837_000 ps.
		Weight::from_parts(5_338_000, 1505)
			.saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}
	/// Storage: `ValidatorCount::CurrentRule` (r:0 w:1)
	/// Proof: `ValidatorCount::CurrentRule` (`max_values`: Some(1), `max_size`: Some(20), added: 515, mode: `MaxEncodedLen`)
	fn set_rule() -> Weight {
		// The fastest run took 3_355_000 ps.
		Weight::from_parts(3_736_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 1))
	}
}

/// The weights with the SDK's price of a storage access in RocksDB, for tests.
impl WeightInfo for () {
	fn on_initialize_within_era() -> Weight {
		Weight::from_parts(12_850_000, 1505)
			.saturating_add(RocksDbWeight::get().reads_writes(3, 0))
	}
	fn on_initialize_new_era() -> Weight {
		Weight::from_parts(17_226_000, 1505)
			.saturating_add(RocksDbWeight::get().reads_writes(5, 3))
	}
	fn on_finalize() -> Weight {
		Weight::from_parts(5_338_000, 1505)
			.saturating_add(RocksDbWeight::get().reads_writes(2, 1))
	}
	fn set_rule() -> Weight {
		Weight::from_parts(3_736_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(0, 1))
	}
}
