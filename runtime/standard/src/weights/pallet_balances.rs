// SPDX-License-Identifier: Apache-2.0

//! What pallet_balances costs in this runtime, as measured by `scripts/measure-weights.sh`, which writes this file.
//!
//! Measured on 2026-11-22 with frame-omni-bencher 64.0.0: 50 steps, 20 repeats, AMD EPYC.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, clippy::unnecessary_cast)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights, with the runtime's own price of a storage access.
pub struct Weights<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_balances::WeightInfo for Weights<T> {
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn transfer_allow_death() -> Weight {
		// The fastest run took 37_366_000 ps.
		Weight::from_parts(38_207_000, 3593)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn transfer_keep_alive() -> Weight {
		// The fastest run took 28_933_000 ps.
		Weight::from_parts(29_634_000, 3593)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn force_set_balance_creating() -> Weight {
		// The fastest run took 14_572_000 ps.
		Weight::from_parts(15_103_000, 3593)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn force_set_balance_killing() -> Weight {
		// The fastest run took 14_572_000 ps.
		Weight::from_parts(14_832_000, 3593)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn force_transfer() -> Weight {
		// The fastest run took 38_237_000 ps.
		Weight::from_parts(39_028_000, 6196)
			.saturating_add(T::DbWeight::get().reads_writes(2, 2))
	}
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn transfer_all() -> Weight {
		// The fastest run took 34_060_000 ps.
		Weight::from_parts(35_002_000, 3593)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn force_unreserve() -> Weight {
		// The fastest run took 11_527_000 ps.
		Weight::from_parts(11_978_000, 3593)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `System::Account` (r:999 w:999)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// `u` was measured from 1 to 1000.
	fn upgrade_accounts(u: u32, ) -> Weight {
		// The fastest run took 9_704_000 ps.
		Weight::from_parts(9_784_000, 990)
			// Standard error: 69_497.
			.saturating_add(Weight::from_parts(10_899_472, 0).saturating_mul(u.into()))
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(u.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(u.into())))
			.saturating_add(Weight::from_parts(0, 2603).saturating_mul(u.into()))
	}
	fn force_adjust_total_issuance() -> Weight {
		// The fastest run took 3_676_000 ps.
		Weight::from_parts(3_815_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	fn burn_allow_death() -> Weight {
		// The fastest run took 21_162_000 ps.
		Weight::from_parts(21_552_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	fn burn_keep_alive() -> Weight {
		// The fastest run took 14_611_000 ps.
		Weight::from_parts(15_023_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
}
