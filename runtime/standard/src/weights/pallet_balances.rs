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
		// The fastest run took 15_033_000 ps.
		Weight::from_parts(15_513_000, 3593)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn transfer_keep_alive() -> Weight {
		// The fastest run took 11_768_000 ps.
		Weight::from_parts(12_179_000, 3593)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn force_set_balance_creating() -> Weight {
		// The fastest run took 8_873_000 ps.
		Weight::from_parts(9_555_000, 3593)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn force_set_balance_killing() -> Weight {
		// The fastest run took 9_324_000 ps.
		Weight::from_parts(10_025_000, 3593)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn force_transfer() -> Weight {
		// The fastest run took 16_144_000 ps.
		Weight::from_parts(17_186_000, 6196)
			.saturating_add(T::DbWeight::get().reads_writes(2, 2))
	}
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn transfer_all() -> Weight {
		// The fastest run took 13_590_000 ps.
		Weight::from_parts(14_242_000, 3593)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	fn force_unreserve() -> Weight {
		// The fastest run took 7_301_000 ps.
		Weight::from_parts(7_902_000, 3593)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `System::Account` (r:999 w:999)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// `u` was measured from 1 to 1000.
	fn upgrade_accounts(u: u32, ) -> Weight {
		// The fastest run took 6_319_000 ps.
		Weight::from_parts(6_479_000, 990)
			// Standard error: 5_020.
			.saturating_add(Weight::from_parts(5_386_387, 0).saturating_mul(u.into()))
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(u.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(u.into())))
			.saturating_add(Weight::from_parts(0, 2603).saturating_mul(u.into()))
	}
	fn force_adjust_total_issuance() -> Weight {
		// The fastest run took 3_775_000 ps.
		Weight::from_parts(3_895_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	fn burn_allow_death() -> Weight {
		// The fastest run took 9_945_000 ps.
		Weight::from_parts(10_175_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	fn burn_keep_alive() -> Weight {
		// The fastest run took 6_990_000 ps.
		Weight::from_parts(7_131_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
}
