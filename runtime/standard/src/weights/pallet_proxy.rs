// SPDX-License-Identifier: Apache-2.0

//! What pallet_proxy costs in this runtime, as measured by `scripts/measure-weights.sh`, which writes this file.
//!
//! Measured on 2026-11-22 with frame-omni-bencher 64.0.0: 20 steps, 10 repeats, AMD EPYC.

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
		// The fastest run took 13_811_000 ps.
		Weight::from_parts(18_526_755, 4706)
			// Standard error: 23_394.
			.saturating_add(Weight::from_parts(126_653, 0).saturating_mul(p.into()))
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
		// The fastest run took 36_734_000 ps.
		Weight::from_parts(43_597_941, 5698)
			// Standard error: 39_547.
			.saturating_add(Weight::from_parts(265_141, 0).saturating_mul(a.into()))
			// Standard error: 40_889.
			.saturating_add(Weight::from_parts(142_408, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads_writes(4, 2))
	}
	/// Storage: `Proxy::Announcements` (r:1 w:1)
	/// Proof: `Proxy::Announcements` (`max_values`: None, `max_size`: Some(2233), added: 4708, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// `a` was measured from 0 to 31.
	/// `p` was measured from 1 to 31.
	fn remove_announcement(_a: u32, _p: u32, ) -> Weight {
		// The fastest run took 24_136_000 ps.
		Weight::from_parts(35_879_882, 5698)
			.saturating_add(T::DbWeight::get().reads_writes(2, 2))
	}
	/// Storage: `Proxy::Announcements` (r:1 w:1)
	/// Proof: `Proxy::Announcements` (`max_values`: None, `max_size`: Some(2233), added: 4708, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// `a` was measured from 0 to 31.
	/// `p` was measured from 1 to 31.
	fn reject_announcement(a: u32, p: u32, ) -> Weight {
		// The fastest run took 19_890_000 ps.
		Weight::from_parts(20_274_660, 5698)
			// Standard error: 5_323.
			.saturating_add(Weight::from_parts(184_418, 0).saturating_mul(a.into()))
			// Standard error: 5_504.
			.saturating_add(Weight::from_parts(5_720, 0).saturating_mul(p.into()))
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
	fn announce(a: u32, _p: u32, ) -> Weight {
		// The fastest run took 25_718_000 ps.
		Weight::from_parts(26_899_012, 5698)
			// Standard error: 13_853.
			.saturating_add(Weight::from_parts(186_786, 0).saturating_mul(a.into()))
			.saturating_add(T::DbWeight::get().reads_writes(3, 2))
	}
	/// Storage: `Proxy::Proxies` (r:1 w:1)
	/// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	/// `p` was measured from 1 to 31.
	fn add_proxy(p: u32, ) -> Weight {
		// The fastest run took 19_719_000 ps.
		Weight::from_parts(20_431_414, 4706)
			// Standard error: 4_970.
			.saturating_add(Weight::from_parts(24_641, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Proxy::Proxies` (r:1 w:1)
	/// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	/// `p` was measured from 1 to 31.
	fn remove_proxy(p: u32, ) -> Weight {
		// The fastest run took 19_479_000 ps.
		Weight::from_parts(21_168_592, 4706)
			// Standard error: 23_871.
			.saturating_add(Weight::from_parts(40_115, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Proxy::Proxies` (r:1 w:1)
	/// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	/// `p` was measured from 1 to 31.
	fn remove_proxies(p: u32, ) -> Weight {
		// The fastest run took 19_700_000 ps.
		Weight::from_parts(24_217_138, 4706)
			// Standard error: 76_070.
			.saturating_add(Weight::from_parts(1_607_181, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Proxy::Proxies` (r:1 w:1)
	/// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	/// `p` was measured from 1 to 31.
	fn create_pure(p: u32, ) -> Weight {
		// The fastest run took 22_304_000 ps.
		Weight::from_parts(23_704_538, 4706)
			// Standard error: 13_989.
			.saturating_add(Weight::from_parts(14_182, 0).saturating_mul(p.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Proxy::Proxies` (r:1 w:1)
	/// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	/// `p` was measured from 0 to 30.
	fn kill_pure(_p: u32, ) -> Weight {
		// The fastest run took 20_611_000 ps.
		Weight::from_parts(22_272_568, 4706)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Proxy::Proxies` (r:1 w:1)
	/// Proof: `Proxy::Proxies` (`max_values`: None, `max_size`: Some(1241), added: 3716, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Proxy::Announcements` (r:1 w:1)
	/// Proof: `Proxy::Announcements` (`max_values`: None, `max_size`: Some(2233), added: 4708, mode: `MaxEncodedLen`)
	fn poke_deposit() -> Weight {
		// The fastest run took 36_905_000 ps.
		Weight::from_parts(37_476_000, 5698)
			.saturating_add(T::DbWeight::get().reads_writes(3, 3))
	}
}
