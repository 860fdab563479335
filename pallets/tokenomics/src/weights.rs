// SPDX-License-Identifier: Apache-2.0

//! What the calls cost.
//!
//! The numbers are not measured. They are put together from what a call does:
//!
//! - its storage accesses, at the price that the runtime has for its database;
//! - `COMPUTE` for decoding, checking and the event. On the SDK's reference machine, calls of the same shape
//!   (check an origin, write one value, deposit an event) take 2 to 10 µs, accesses aside; it is twice that.
//!
//! The benchmarks in `benchmarking.rs` measure the calls; a run of them replaces this file's numbers.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// Computation of one call, in picoseconds: 20 µs. Nothing is read, so the proof of the state stays empty.
const COMPUTE: Weight = Weight::from_parts(20_000_000, 0);

/// The weights that the pallet asks for.
pub trait WeightInfo {
	/// The call `set_inflation`.
	fn set_inflation() -> Weight;
	/// The call `set_fee_split`.
	fn set_fee_split() -> Weight;
}

/// The weights with the runtime's own price of a storage access.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Tokenomics::CurrentInflation` (r:0 w:1).
	fn set_inflation() -> Weight {
		COMPUTE.saturating_add(T::DbWeight::get().writes(1))
	}

	/// Storage: `Tokenomics::CurrentFeeSplit` (r:0 w:1).
	fn set_fee_split() -> Weight {
		COMPUTE.saturating_add(T::DbWeight::get().writes(1))
	}
}

/// The weights with the SDK's price of a storage access in RocksDB, for tests.
impl WeightInfo for () {
	fn set_inflation() -> Weight {
		COMPUTE.saturating_add(RocksDbWeight::get().writes(1))
	}

	fn set_fee_split() -> Weight {
		COMPUTE.saturating_add(RocksDbWeight::get().writes(1))
	}
}
