// SPDX-License-Identifier: Apache-2.0

//! What frame_system_extensions costs in this runtime, as measured by `scripts/measure-weights.sh`, which writes this file.
//!
//! Measured on 2026-11-22 with frame-omni-bencher 64.0.0: 50 steps, 20 repeats, AMD EPYC.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, clippy::unnecessary_cast)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights, with the runtime's own price of a storage access.
pub struct Weights<T>(PhantomData<T>);

impl<T: frame_system::Config> frame_system::ExtensionsWeightInfo for Weights<T> {
	fn check_genesis() -> Weight {
		// The fastest run took 621_000 ps.
		Weight::from_parts(671_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	fn check_mortality_mortal_transaction() -> Weight {
		// The fastest run took 1_322_000 ps.
		Weight::from_parts(1_362_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	fn check_mortality_immortal_transaction() -> Weight {
		// The fastest run took 1_312_000 ps.
		Weight::from_parts(1_352_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	fn check_non_zero_sender() -> Weight {
		// The fastest run took 170_000 ps.
		Weight::from_parts(200_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn check_nonce() -> Weight {
		// The fastest run took 2_584_000 ps.
		Weight::from_parts(2_664_000, 3593)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	fn check_spec_version() -> Weight {
		// The fastest run took 160_000 ps.
		Weight::from_parts(201_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	fn check_tx_version() -> Weight {
		// The fastest run took 190_000 ps.
		Weight::from_parts(210_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	fn check_weight() -> Weight {
		// The fastest run took 2_684_000 ps.
		Weight::from_parts(2_874_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	fn weight_reclaim() -> Weight {
		// The fastest run took 1_462_000 ps.
		Weight::from_parts(1_503_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
}
