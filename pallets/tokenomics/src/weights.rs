// SPDX-License-Identifier: Apache-2.0

//! What the pallet costs, as measured by `scripts/measure-weights.sh`, which writes this file.
//!
//! Measured on 2026-11-22 with frame-omni-bencher 64.0.0: 50 steps, 20 repeats, AMD EPYC.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, clippy::unnecessary_cast)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// The weights that the pallet asks for, one for each benchmark.
pub trait WeightInfo {
	fn set_inflation() -> Weight;
	fn set_fee_split() -> Weight;
	fn pay_fees() -> Weight;
}

/// The weights with the runtime's own price of a storage access.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Tokenomics::CurrentInflation` (r:0 w:1)
	/// Proof: `Tokenomics::CurrentInflation` (`max_values`: Some(1), `max_size`: Some(20), added: 515, mode: `MaxEncodedLen`)
	fn set_inflation() -> Weight {
		// The fastest run took 3_044_000 ps.
		Weight::from_parts(3_175_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 1))
	}
	/// Storage: `Tokenomics::CurrentFeeSplit` (r:0 w:1)
	/// Proof: `Tokenomics::CurrentFeeSplit` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn set_fee_split() -> Weight {
		// The fastest run took 3_876_000 ps.
		Weight::from_parts(4_056_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 1))
	}
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn pay_fees() -> Weight {
		// The fastest run took 15_142_000 ps.
		Weight::from_parts(15_473_000, 6196)
			.saturating_add(T::DbWeight::get().reads_writes(2, 2))
	}
}

/// The weights with the SDK's price of a storage access in RocksDB, for tests.
impl WeightInfo for () {
	fn set_inflation() -> Weight {
		Weight::from_parts(3_175_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(0, 1))
	}
	fn set_fee_split() -> Weight {
		Weight::from_parts(4_056_000, 0)
			.saturating_add(RocksDbWeight::get().reads_writes(0, 1))
	}
	fn pay_fees() -> Weight {
		Weight::from_parts(15_473_000, 6196)
			.saturating_add(RocksDbWeight::get().reads_writes(2, 2))
	}
}
