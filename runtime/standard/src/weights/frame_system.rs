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
		// The fastest run took 1_132_000 ps.
		Weight::from_parts(43_121_999, 0)
			// Standard error: 2.
			.saturating_add(Weight::from_parts(237, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	/// `b` was measured from 0 to 3932160.
	fn remark_with_event(b: u32, ) -> Weight {
		// The fastest run took 3_084_000 ps.
		Weight::from_parts(7_380_687, 0)
			// Standard error: 6.
			.saturating_add(Weight::from_parts(2_172, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	/// Storage: UNKNOWN KEY `0x3a686561707061676573` (r:0 w:1)
	/// Proof: UNKNOWN KEY `0x3a686561707061676573` (r:0 w:1)
	fn set_heap_pages() -> Weight {
		// The fastest run took 2_173_000 ps.
		Weight::from_parts(2_283_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 1))
	}
	/// Storage: `MultiBlockMigrations::Cursor` (r:1 w:0)
	/// Proof: `MultiBlockMigrations::Cursor` (`max_values`: Some(1), `max_size`: Some(65550), added: 66045, mode: `MaxEncodedLen`)
	/// Storage: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
	/// Proof: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
	fn set_code() -> Weight {
		// The fastest run took 123_071_385_000 ps.
		Weight::from_parts(132_140_378_000, 67035)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Skipped::Metadata` (r:0 w:0)
	/// Proof: `Skipped::Metadata` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// `i` was measured from 0 to 1000.
	fn set_storage(i: u32, ) -> Weight {
		// The fastest run took 1_913_000 ps.
		Weight::from_parts(2_393_000, 0)
			// Standard error: 5_250.
			.saturating_add(Weight::from_parts(841_402, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
	}
	/// Storage: `Skipped::Metadata` (r:0 w:0)
	/// Proof: `Skipped::Metadata` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// `i` was measured from 0 to 1000.
	fn kill_storage(i: u32, ) -> Weight {
		// The fastest run took 1_762_000 ps.
		Weight::from_parts(1_913_000, 0)
			// Standard error: 4_114.
			.saturating_add(Weight::from_parts(642_396, 0).saturating_mul(i.into()))
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(i.into())))
	}
	/// Storage: `Skipped::Metadata` (r:0 w:0)
	/// Proof: `Skipped::Metadata` (`max_values`: None, `max_size`: None, mode: `Measured`)
	/// `p` was measured from 0 to 1000.
	fn kill_prefix(p: u32, ) -> Weight {
		// The fastest run took 2_544_000 ps.
		Weight::from_parts(2_584_000, 111)
			// Standard error: 10_694.
			.saturating_add(Weight::from_parts(1_100_301, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(p.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(p.into())))
			.saturating_add(Weight::from_parts(0, 70).saturating_mul(p.into()))
	}
	/// Storage: `System::AuthorizedUpgrade` (r:0 w:1)
	/// Proof: `System::AuthorizedUpgrade` (`max_values`: Some(1), `max_size`: Some(33), added: 528, mode: `MaxEncodedLen`)
	fn authorize_upgrade() -> Weight {
		// The fastest run took 36_254_000 ps.
		Weight::from_parts(40_310_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 1))
	}
	/// Storage: `System::AuthorizedUpgrade` (r:1 w:1)
	/// Proof: `System::AuthorizedUpgrade` (`max_values`: Some(1), `max_size`: Some(33), added: 528, mode: `MaxEncodedLen`)
	/// Storage: `MultiBlockMigrations::Cursor` (r:1 w:0)
	/// Proof: `MultiBlockMigrations::Cursor` (`max_values`: Some(1), `max_size`: Some(65550), added: 66045, mode: `MaxEncodedLen`)
	/// Storage: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
	/// Proof: UNKNOWN KEY `0x3a636f6465` (r:0 w:1)
	fn apply_authorized_upgrade() -> Weight {
		// The fastest run took 136_120_978_000 ps.
		Weight::from_parts(174_502_698_000, 67035)
			.saturating_add(T::DbWeight::get().reads_writes(2, 2))
	}
}
