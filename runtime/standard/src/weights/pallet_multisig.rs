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
		// The fastest run took 37_486_000 ps.
		Weight::from_parts(59_075_351, 1489)
			// Standard error: 125.
			.saturating_add(Weight::from_parts(4_402, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 0))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// `s` was measured from 2 to 100.
	/// `z` was measured from 0 to 10000.
	fn as_multi_create(s: u32, z: u32, ) -> Weight {
		// The fastest run took 45_598_000 ps.
		Weight::from_parts(11_560_189, 6811)
			// Standard error: 6_846.
			.saturating_add(Weight::from_parts(394_494, 0).saturating_mul(s.into()))
			// Standard error: 67.
			.saturating_add(Weight::from_parts(7_915, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// `s` was measured from 3 to 100.
	/// `z` was measured from 0 to 10000.
	fn as_multi_approve(s: u32, z: u32, ) -> Weight {
		// The fastest run took 37_526_000 ps.
		Weight::from_parts(11_508_064, 6811)
			// Standard error: 3_246.
			.saturating_add(Weight::from_parts(268_291, 0).saturating_mul(s.into()))
			// Standard error: 31.
			.saturating_add(Weight::from_parts(7_738, 0).saturating_mul(z.into()))
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
		// The fastest run took 58_978_000 ps.
		Weight::from_parts(25_436_282, 6811)
			// Standard error: 9_760.
			.saturating_add(Weight::from_parts(466_236, 0).saturating_mul(s.into()))
			// Standard error: 95.
			.saturating_add(Weight::from_parts(8_436, 0).saturating_mul(z.into()))
			.saturating_add(T::DbWeight::get().reads_writes(3, 2))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// `s` was measured from 2 to 100.
	fn approve_as_multi_create(s: u32, ) -> Weight {
		// The fastest run took 17_155_000 ps.
		Weight::from_parts(16_708_826, 6811)
			// Standard error: 1_728.
			.saturating_add(Weight::from_parts(292_066, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// `s` was measured from 2 to 100.
	fn approve_as_multi_approve(s: u32, ) -> Weight {
		// The fastest run took 9_244_000 ps.
		Weight::from_parts(6_147_757, 6811)
			// Standard error: 6_147.
			.saturating_add(Weight::from_parts(443_095, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// `s` was measured from 2 to 100.
	fn cancel_as_multi(s: u32, ) -> Weight {
		// The fastest run took 20_130_000 ps.
		Weight::from_parts(24_836_761, 6811)
			// Standard error: 4_013.
			.saturating_add(Weight::from_parts(345_425, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Multisig::Multisigs` (r:1 w:1)
	/// Proof: `Multisig::Multisigs` (`max_values`: None, `max_size`: Some(3346), added: 5821, mode: `MaxEncodedLen`)
	/// `s` was measured from 2 to 100.
	fn poke_deposit(s: u32, ) -> Weight {
		// The fastest run took 20_290_000 ps.
		Weight::from_parts(28_799_522, 6811)
			// Standard error: 7_285.
			.saturating_add(Weight::from_parts(188_795, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
}
