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
		// The fastest run took 771_000 ps.
		Weight::from_parts(811_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	fn check_mortality_mortal_transaction() -> Weight {
		// The fastest run took 1_742_000 ps.
		Weight::from_parts(1_843_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	fn check_mortality_immortal_transaction() -> Weight {
		// The fastest run took 1_773_000 ps.
		Weight::from_parts(1_833_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	fn check_non_zero_sender() -> Weight {
		// The fastest run took 190_000 ps.
		Weight::from_parts(220_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn check_nonce() -> Weight {
		// The fastest run took 4_146_000 ps.
		Weight::from_parts(4_287_000, 3593)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	fn check_spec_version() -> Weight {
		// The fastest run took 210_000 ps.
		Weight::from_parts(230_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	fn check_tx_version() -> Weight {
		// The fastest run took 200_000 ps.
		Weight::from_parts(220_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	fn check_weight() -> Weight {
		// The fastest run took 2_423_000 ps.
		Weight::from_parts(2_534_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	fn weight_reclaim() -> Weight {
		// The fastest run took 1_202_000 ps.
		Weight::from_parts(1_282_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
}
