// SPDX-License-Identifier: Apache-2.0

//! What pallet_utility costs in this runtime, as measured by `scripts/measure-weights.sh`, which writes this file.
//!
//! Measured on 2026-11-22 with frame-omni-bencher 64.0.0: 50 steps, 20 repeats, AMD EPYC.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, clippy::unnecessary_cast)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights, with the runtime's own price of a storage access.
pub struct Weights<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_utility::WeightInfo for Weights<T> {
	/// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	/// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// `c` was measured from 0 to 1000.
	fn batch(c: u32, ) -> Weight {
		// The fastest run took 2_854_000 ps.
		Weight::from_parts(8_546_983, 1489)
			// Standard error: 2_189.
			.saturating_add(Weight::from_parts(1_638_609, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 0))
	}
	/// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	/// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn as_derivative() -> Weight {
		// The fastest run took 4_066_000 ps.
		Weight::from_parts(4_226_000, 1489)
			.saturating_add(T::DbWeight::get().reads_writes(1, 0))
	}
	/// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	/// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// `c` was measured from 0 to 1000.
	fn batch_all(c: u32, ) -> Weight {
		// The fastest run took 2_895_000 ps.
		Weight::from_parts(161_100, 1489)
			// Standard error: 2_343.
			.saturating_add(Weight::from_parts(1_671_864, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 0))
	}
	fn dispatch_as() -> Weight {
		// The fastest run took 3_866_000 ps.
		Weight::from_parts(4_026_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	/// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	/// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// `c` was measured from 0 to 1000.
	fn force_batch(c: u32, ) -> Weight {
		// The fastest run took 2_894_000 ps.
		Weight::from_parts(5_889_756, 1489)
			// Standard error: 2_234.
			.saturating_add(Weight::from_parts(1_592_918, 0).saturating_mul(c.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 0))
	}
	fn dispatch_as_fallible() -> Weight {
		// The fastest run took 3_806_000 ps.
		Weight::from_parts(3_996_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	/// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	/// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn if_else() -> Weight {
		// The fastest run took 6_470_000 ps.
		Weight::from_parts(6_660_000, 1489)
			.saturating_add(T::DbWeight::get().reads_writes(1, 0))
	}
}
