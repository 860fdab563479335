// SPDX-License-Identifier: Apache-2.0

//! What pallet_multisig costs in this runtime, as measured by `scripts/measure-weights.sh`, which writes this file.
//!
//! Measured on 2026-11-22 with frame-omni-bencher 64.0.0: 50 steps, 20 repeats, AMD EPYC.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, clippy::unnecessary_cast)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights, with the runtime's own price of a storage access.
pub struct Weights<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_multisig::WeightInfo for Weights<T> {
	/// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	/// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// `z` was measured from 0 to 10000.
	fn as_multi_threshold_1(z: u32, ) -> Weight {
		// The fastest run took 32_939_000 ps.
		Weight::from_parts(33_927_537, 1489)
			// Standard error: 11.
			.saturating_add(Weight::from_parts(6_869, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 0))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// `s` was measured from 2 to 100.
	/// `z` was measured from 0 to 10000.
	fn as_multi_create(s: u32, z: u32, ) -> Weight {
		// The fastest run took 38_167_000 ps.
		Weight::from_parts(14_136_711, 6811)
			// Standard error: 1_232.
			.saturating_add(Weight::from_parts(254_090, 0).saturating_mul(s.into()))
			// Standard error: 12.
			.saturating_add(Weight::from_parts(6_756, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// `s` was measured from 3 to 100.
	/// `z` was measured from 0 to 10000.
	fn as_multi_approve(s: u32, z: u32, ) -> Weight {
		// The fastest run took 35_283_000 ps.
		Weight::from_parts(10_923_686, 6811)
			// Standard error: 1_980.
			.saturating_add(Weight::from_parts(267_280, 0).saturating_mul(s.into()))
			// Standard error: 19.
			.saturating_add(Weight::from_parts(6_727, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	/// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// `s` was measured from 2 to 100.
	/// `z` was measured from 0 to 10000.
	fn as_multi_complete(s: u32, z: u32, ) -> Weight {
		// The fastest run took 46_890_000 ps.
		Weight::from_parts(3_132_966, 6811)
			// Standard error: 6_681.
			.saturating_add(Weight::from_parts(582_756, 0).saturating_mul(s.into()))
			// Standard error: 65.
			.saturating_add(Weight::from_parts(7_734, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads_writes(3, 2))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// `s` was measured from 2 to 100.
	fn approve_as_multi_create(s: u32, ) -> Weight {
		// The fastest run took 12_028_000 ps.
		Weight::from_parts(11_613_954, 6811)
			// Standard error: 972.
			.saturating_add(Weight::from_parts(266_679, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// `s` was measured from 2 to 100.
	fn approve_as_multi_approve(s: u32, ) -> Weight {
		// The fastest run took 8_953_000 ps.
		Weight::from_parts(9_373_762, 6811)
			// Standard error: 1_420.
			.saturating_add(Weight::from_parts(247_862, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// `s` was measured from 2 to 100.
	fn cancel_as_multi(s: u32, ) -> Weight {
		// The fastest run took 12_148_000 ps.
		Weight::from_parts(12_620_252, 6811)
			// Standard error: 760.
			.saturating_add(Weight::from_parts(255_765, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// `s` was measured from 2 to 100.
	fn poke_deposit(s: u32, ) -> Weight {
		// The fastest run took 11_958_000 ps.
		Weight::from_parts(12_051_285, 6811)
			// Standard error: 626.
			.saturating_add(Weight::from_parts(248_063, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
}
