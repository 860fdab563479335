// SPDX-License-Identifier: Apache-2.0

//! What pallet_timestamp costs in this runtime, as measured by `scripts/measure-weights.sh`, which writes this file.
//!
//! Measured on 2026-11-22 with frame-omni-bencher 64.0.0: 50 steps, 20 repeats, AMD EPYC.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, clippy::unnecessary_cast)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights, with the runtime's own price of a storage access.
pub struct Weights<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_timestamp::WeightInfo for Weights<T> {
	/// Storage: `Timestamp::Now` (r:1 w:1)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Babe::CurrentSlot` (r:1 w:0)
	/// Proof: `Babe::CurrentSlot` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn set() -> Weight {
		// The fastest run took 4_857_000 ps.
		Weight::from_parts(4_998_000, 1493)
			.saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}
	fn on_finalize() -> Weight {
		// The fastest run took 701_000 ps.
		Weight::from_parts(751_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
}
