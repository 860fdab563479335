// SPDX-License-Identifier: Apache-2.0

//! What pallet_proxy costs in this runtime, as measured by `scripts/measure-weights.sh`, which writes this file.
//!
//! Measured on 2026-11-22 with frame-omni-bencher 64.0.0: 50 steps, 20 repeats, AMD EPYC.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, clippy::unnecessary_cast)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights, with the runtime's own price of a storage access.
pub struct Weights<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_proxy::WeightInfo for Weights<T> {
	/// Storage: `Proxy::Proxies` (r:1 w:0)
	/// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	/// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	/// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// `p` was measured from 1 to 31.
	fn proxy(p: u32, ) -> Weight {
		// The fastest run took 8_373_000 ps.
		Weight::from_parts(8_682_692, 4706)
			// Standard error: 638.
			.saturating_add(Weight::from_parts(14_576, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads_writes(2, 0))
	}
	/// Storage: `Proxy::Proxies` (r:1 w:0)
	/// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	/// Storage: `Proxy::Announcements` (r:1 w:1)
	/// Proof: `Proxy::Announcements` (`max_values`: None, `max_size`: Some(2233), added: 4708, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	/// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// `a` was measured from 0 to 31.
	/// `p` was measured from 1 to 31.
	fn proxy_announced(a: u32, p: u32, ) -> Weight {
		// The fastest run took 17_256_000 ps.
		Weight::from_parts(17_417_395, 5698)
			// Standard error: 1_126.
			.saturating_add(Weight::from_parts(28_567, 0).saturating_mul(a.into()))
			// Standard error: 1_164.
			.saturating_add(Weight::from_parts(18_188, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads_writes(4, 2))
	}
	/// Storage: `Proxy::Announcements` (r:1 w:1)
	/// Proof: `Proxy::Announcements` (`max_values`: None, `max_size`: Some(2233), added: 4708, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// `a` was measured from 0 to 31.
	/// `p` was measured from 1 to 31.
	fn remove_announcement(a: u32, p: u32, ) -> Weight {
		// The fastest run took 10_756_000 ps.
		Weight::from_parts(11_010_480, 5698)
			// Standard error: 1_311.
			.saturating_add(Weight::from_parts(37_030, 0).saturating_mul(a.into()))
			// Standard error: 1_355.
			.saturating_add(Weight::from_parts(8_853, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads_writes(2, 2))
	}
	/// Storage: `Proxy::Announcements` (r:1 w:1)
	/// Proof: `Proxy::Announcements` (`max_values`: None, `max_size`: Some(2233), added: 4708, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// `a` was measured from 0 to 31.
	/// `p` was measured from 1 to 31.
	fn reject_announcement(a: u32, p: u32, ) -> Weight {
		// The fastest run took 10_336_000 ps.
		Weight::from_parts(11_220_504, 5698)
			// Standard error: 788.
			.saturating_add(Weight::from_parts(29_942, 0).saturating_mul(a.into()))
			// Standard error: 814.
			.saturating_add(Weight::from_parts(4_599, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads_writes(2, 2))
	}
	/// Storage: `Proxy::Proxies` (r:1 w:0)
	/// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	/// Storage: `Proxy::Announcements` (r:1 w:1)
	/// Proof: `Proxy::Announcements` (`max_values`: None, `max_size`: Some(2233), added: 4708, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// `a` was measured from 0 to 31.
	/// `p` was measured from 1 to 31.
	fn announce(a: u32, p: u32, ) -> Weight {
		// The fastest run took 13_340_000 ps.
		Weight::from_parts(13_880_228, 5698)
			// Standard error: 975.
			.saturating_add(Weight::from_parts(31_767, 0).saturating_mul(a.into()))
			// Standard error: 1_008.
			.saturating_add(Weight::from_parts(12_272, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads_writes(3, 2))
	}
	/// Storage: `Proxy::Proxies` (r:1 w:1)
	/// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	/// `p` was measured from 1 to 31.
	fn add_proxy(p: u32, ) -> Weight {
		// The fastest run took 9_684_000 ps.
		Weight::from_parts(10_078_550, 4706)
			// Standard error: 642.
			.saturating_add(Weight::from_parts(23_852, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Proxy::Proxies` (r:1 w:1)
	/// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	/// `p` was measured from 1 to 31.
	fn remove_proxy(p: u32, ) -> Weight {
		// The fastest run took 9_745_000 ps.
		Weight::from_parts(10_197_072, 4706)
			// Standard error: 1_177.
			.saturating_add(Weight::from_parts(17_414, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Proxy::Proxies` (r:1 w:1)
	/// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	/// `p` was measured from 1 to 31.
	fn remove_proxies(p: u32, ) -> Weight {
		// The fastest run took 10_055_000 ps.
		Weight::from_parts(9_975_164, 4706)
			// Standard error: 1_206.
			.saturating_add(Weight::from_parts(615_239, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Proxy::Proxies` (r:1 w:1)
	/// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	/// `p` was measured from 1 to 31.
	fn create_pure(p: u32, ) -> Weight {
		// The fastest run took 10_776_000 ps.
		Weight::from_parts(11_196_320, 4706)
			// Standard error: 555.
			.saturating_add(Weight::from_parts(1_913, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Proxy::Proxies` (r:1 w:1)
	/// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	/// `p` was measured from 0 to 30.
	fn kill_pure(p: u32, ) -> Weight {
		// The fastest run took 11_276_000 ps.
		Weight::from_parts(11_681_293, 4706)
			// Standard error: 726.
			.saturating_add(Weight::from_parts(8_381, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Proxy::Proxies` (r:1 w:1)
	/// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Proxy::Announcements` (r:1 w:1)
	/// Proof: `Proxy::Announcements` (`max_values`: None, `max_size`: Some(2233), added: 4708, mode: `MaxEncodedLen`)
	fn poke_deposit() -> Weight {
		// The fastest run took 16_444_000 ps.
		Weight::from_parts(16_965_000, 5698)
			.saturating_add(T::DbWeight::get().reads_writes(3, 3))
	}
}
