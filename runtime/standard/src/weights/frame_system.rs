// SPDX-License-Identifier: Apache-2.0

//! What frame_system costs in this runtime, as measured by `scripts/measure-weights.sh`, which writes this file.
//!
//! Measured on 2026-11-22 with frame-omni-bencher 64.0.0: 50 steps, 20 repeats, AMD EPYC.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, clippy::unnecessary_cast)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights, with the runtime's own price of a storage access.
pub struct Weights<T>(PhantomData<T>);

impl<T: frame_system::Config> frame_system::WeightInfo for Weights<T> {
	/// `b` was measured from 0 to 3932160.
	fn remark(b: u32, ) -> Weight {
		// The fastest run took 1_151_000 ps.
		Weight::from_parts(9_341_879, 0)
			// Standard error: 1.
			.saturating_add(Weight::from_parts(231, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	/// `b` was measured from 0 to 3932160.
	fn remark_with_event(b: u32, ) -> Weight {
		// The fastest run took 3_225_000 ps.
		Weight::from_parts(19_181_445, 0)
			// Standard error: 6.
			.saturating_add(Weight::from_parts(2_067, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	/// Storage: UNKNOWN KEY `0x3a686561707061676573` (r:0 w:1)
	/// Proof: UNKNOWN KEY `0x3a686561707061676573` (r:0 w:1)
	fn set_heap_pages() -> Weight {
		// The fastest run took 2_283_000 ps.
		Weight::from_parts(2_414_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 1))
	}
	/// Storage: `MultiBlockMigrations::Cursor` (r:1 w:0)
	/// Proof: `MultiBlockMigrations::Cursor` (`max_values`: Some(1), `max_size`: Some(65550), added: 66045, mode: `MaxEncodedLen`)
	/// Storage: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
	/// Proof: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
	fn set_code() -> Weight {
		// The fastest run took 118_385_432_000 ps.
		Weight::from_parts(121_392_059_000, 67035)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Skipped::Metadata` (r:0 w:0)
	/// Proof: `Skipped::Metadata` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// `i` was measured from 0 to 1000.
	fn set_storage(i: u32, ) -> Weight {
		// The fastest run took 1_202_000 ps.
		Weight::from_parts(1_292_000, 0)
			// Standard error: 3_176.
			.saturating_add(Weight::from_parts(664_100, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
	}
	/// Storage: `Skipped::Metadata` (r:0 w:0)
	/// Proof: `Skipped::Metadata` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// `i` was measured from 0 to 1000.
	fn kill_storage(i: u32, ) -> Weight {
		// The fastest run took 1_202_000 ps.
		Weight::from_parts(1_242_000, 0)
			// Standard error: 2_830.
			.saturating_add(Weight::from_parts(553_091, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
	}
	/// Storage: `Skipped::Metadata` (r:0 w:0)
	/// Proof: `Skipped::Metadata` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// `p` was measured from 0 to 1000.
	fn kill_prefix(p: u32, ) -> Weight {
		// The fastest run took 2_924_000 ps.
		Weight::from_parts(2_964_000, 111)
			// Standard error: 3_350.
			.saturating_add(Weight::from_parts(982_025, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 70).saturating_mul(p.into()))
	}
	/// Storage: `System::AuthorizedUpgrade` (r:0 w:1)
	/// Proof: `System::AuthorizedUpgrade` (`max_values`: Some(1), `max_size`: Some(33), added: 528, mode: `MaxEncodedLen`)
	fn authorize_upgrade() -> Weight {
		// The fastest run took 18_919_000 ps.
		Weight::from_parts(23_085_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 1))
	}
	/// Storage: `System::AuthorizedUpgrade` (r:1 w:1)
	/// Proof: `System::AuthorizedUpgrade` (`max_values`: Some(1), `max_size`: Some(33), added: 528, mode: `MaxEncodedLen`)
	/// Storage: `MultiBlockMigrations::Cursor` (r:1 w:0)
	/// Proof: `MultiBlockMigrations::Cursor` (`max_values`: Some(1), `max_size`: Some(65550), added: 66045, mode: `MaxEncodedLen`)
	/// Storage: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
	/// Proof: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
	fn apply_authorized_upgrade() -> Weight {
		// The fastest run took 124_282_031_000 ps.
		Weight::from_parts(129_499_467_000, 67035)
			.saturating_add(T::DbWeight::get().reads_writes(2, 2))
	}
}
