// SPDX-License-Identifier: Apache-2.0

//! What the pallet costs, as measured by `scripts/measure-weights.sh`, which writes this file.
//!
//! Measured on 2026-11-21 with frame-omni-bencher 64.0.0: 50 steps, 20 repeats, AMD EPYC.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, clippy::unnecessary_cast)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// The weights that the pallet asks for, one for each benchmark.
pub trait WeightInfo {
	fn create_pool(n: u32, ) -> Weight;
	fn close_pool() -> Weight;
	fn remove_pool() -> Weight;
	fn add_product() -> Weight;
	fn stop_product() -> Weight;
	fn remove_product() -> Weight;
	fn deposit() -> Weight;
	fn request_withdrawal() -> Weight;
	fn cancel_withdrawal() -> Weight;
	fn withdraw() -> Weight;
	fn leave() -> Weight;
	fn buy(n: u32, ) -> Weight;
	fn observe() -> Weight;
	fn claim() -> Weight;
	fn file_claim() -> Weight;
	fn vote(n: u32, ) -> Weight;
	fn resolve(n: u32, ) -> Weight;
	fn collect() -> Weight;
	fn expire() -> Weight;
	fn serve(n: u32, ) -> Weight;
	fn resign() -> Weight;
}

/// The weights with the runtime's own price of a storage access.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::NextPool` (r:1 w:1)
	/// Proof: `Insurance::NextPool` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:2 w:2)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	/// Proof: `AssetsFreezer::FrozenBalances` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Pools` (r:0 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Panels` (r:0 w:1)
	/// Proof: `Insurance::Panels` (`max_values`: None, `max_size`: Some(1037), added: 3512, mode: `MaxEncodedLen`)
	/// `n` was measured from 0 to 32.
	fn create_pool(n: u32, ) -> Weight {
		// The fastest run took 127_440_000 ps.
		Weight::from_parts(144_852_992, 6208)
			// Standard error: 1_273.
			.saturating_add(Weight::from_parts(52_909, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads_writes(9, 9))
	}
	/// Storage: `Insurance::Pools` (r:1 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn close_pool() -> Weight {
		// The fastest run took 12_678_000 ps.
		Weight::from_parts(14_542_000, 3732)
			.saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}
	/// Storage: `Insurance::Pools` (r:1 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:2 w:2)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:1)
	/// Proof: `AssetsFreezer::FrozenBalances` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `AssetsFreezer::Freezes` (r:1 w:1)
	/// Proof: `AssetsFreezer::Freezes` (`max_values`: None, `max_size`: Some(87), added: 2562, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::Holds` (r:1 w:1)
	/// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(573), added: 3048, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Panels` (r:0 w:1)
	/// Proof: `Insurance::Panels` (`max_values`: None, `max_size`: Some(1037), added: 3512, mode: `MaxEncodedLen`)
	fn remove_pool() -> Weight {
		// The fastest run took 159_578_000 ps.
		Weight::from_parts(172_778_000, 6208)
			.saturating_add(T::DbWeight::get().reads_writes(11, 12))
	}
	/// Storage: `Insurance::Pools` (r:1 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Products` (r:0 w:1)
	/// Proof: `Insurance::Products` (`max_values`: None, `max_size`: Some(165), added: 2640, mode: `MaxEncodedLen`)
	fn add_product() -> Weight {
		// The fastest run took 59_809_000 ps.
		Weight::from_parts(64_075_000, 4018)
			.saturating_add(T::DbWeight::get().reads_writes(4, 4))
	}
	/// Storage: `Insurance::Pools` (r:1 w:0)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Products` (r:1 w:1)
	/// Proof: `Insurance::Products` (`max_values`: None, `max_size`: Some(165), added: 2640, mode: `MaxEncodedLen`)
	fn stop_product() -> Weight {
		// The fastest run took 13_770_000 ps.
		Weight::from_parts(14_942_000, 3732)
			.saturating_add(T::DbWeight::get().reads_writes(2, 1))
	}
	/// Storage: `Insurance::Pools` (r:1 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Products` (r:1 w:1)
	/// Proof: `Insurance::Products` (`max_values`: None, `max_size`: Some(165), added: 2640, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Observations` (r:0 w:1)
	/// Proof: `Insurance::Observations` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	fn remove_product() -> Weight {
		// The fastest run took 52_218_000 ps.
		Weight::from_parts(56_144_000, 4018)
			.saturating_add(T::DbWeight::get().reads_writes(4, 5))
	}
	/// Storage: `Insurance::Pools` (r:1 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Positions` (r:1 w:1)
	/// Proof: `Insurance::Positions` (`max_values`: None, `max_size`: Some(133), added: 2608, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:2 w:2)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	/// Proof: `AssetsFreezer::FrozenBalances` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn deposit() -> Weight {
		// The fastest run took 100_450_000 ps.
		Weight::from_parts(107_200_000, 6208)
			.saturating_add(T::DbWeight::get().reads_writes(9, 7))
	}
	/// Storage: `Insurance::Pools` (r:1 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Positions` (r:1 w:1)
	/// Proof: `Insurance::Positions` (`max_values`: None, `max_size`: Some(133), added: 2608, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	fn request_withdrawal() -> Weight {
		// The fastest run took 17_866_000 ps.
		Weight::from_parts(21_272_000, 3732)
			.saturating_add(T::DbWeight::get().reads_writes(3, 2))
	}
	/// Storage: `Insurance::Pools` (r:1 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Positions` (r:1 w:1)
	/// Proof: `Insurance::Positions` (`max_values`: None, `max_size`: Some(133), added: 2608, mode: `MaxEncodedLen`)
	fn cancel_withdrawal() -> Weight {
		// The fastest run took 14_902_000 ps.
		Weight::from_parts(16_655_000, 3732)
			.saturating_add(T::DbWeight::get().reads_writes(2, 2))
	}
	/// Storage: `Insurance::Pools` (r:1 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Positions` (r:1 w:1)
	/// Proof: `Insurance::Positions` (`max_values`: None, `max_size`: Some(133), added: 2608, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:2 w:2)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	/// Proof: `AssetsFreezer::FrozenBalances` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn withdraw() -> Weight {
		// The fastest run took 102_403_000 ps.
		Weight::from_parts(109_614_000, 6208)
			.saturating_add(T::DbWeight::get().reads_writes(10, 7))
	}
	/// Storage: `Insurance::Pools` (r:1 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Positions` (r:1 w:1)
	/// Proof: `Insurance::Positions` (`max_values`: None, `max_size`: Some(133), added: 2608, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:2 w:2)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	/// Proof: `AssetsFreezer::FrozenBalances` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	fn leave() -> Weight {
		// The fastest run took 99_248_000 ps.
		Weight::from_parts(106_058_000, 6208)
			.saturating_add(T::DbWeight::get().reads_writes(9, 7))
	}
	/// Storage: `Insurance::Pools` (r:1 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Products` (r:1 w:1)
	/// Proof: `Insurance::Products` (`max_values`: None, `max_size`: Some(165), added: 2640, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Panels` (r:1 w:0)
	/// Proof: `Insurance::Panels` (`max_values`: None, `max_size`: Some(1037), added: 3512, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Bonds` (r:32 w:0)
	/// Proof: `Insurance::Bonds` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:3 w:3)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	/// Proof: `AssetsFreezer::FrozenBalances` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::NextPolicy` (r:1 w:1)
	/// Proof: `Insurance::NextPolicy` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::PoliciesOf` (r:0 w:1)
	/// Proof: `Insurance::PoliciesOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Policies` (r:0 w:1)
	/// Proof: `Insurance::Policies` (`max_values`: None, `max_size`: Some(202), added: 2677, mode: `MaxEncodedLen`)
	/// `n` was measured from 1 to 32.
	fn buy(n: u32, ) -> Weight {
		// The fastest run took 161_762_000 ps.
		Weight::from_parts(164_439_272, 8817)
			// Standard error: 7_818.
			.saturating_add(Weight::from_parts(4_428_627, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads_writes(13, 11))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2568).saturating_mul(n.into()))
	}
	/// Storage: `Insurance::Products` (r:1 w:0)
	/// Proof: `Insurance::Products` (`max_values`: None, `max_size`: Some(165), added: 2640, mode: `MaxEncodedLen`)
	/// Storage: `WeatherFeeds::Feeds` (r:1 w:0)
	/// Proof: `WeatherFeeds::Feeds` (`max_values`: None, `max_size`: Some(341), added: 2816, mode: `MaxEncodedLen`)
	/// Storage: `WeatherFeeds::Operators` (r:1 w:0)
	/// Proof: `WeatherFeeds::Operators` (`max_values`: Some(1), `max_size`: Some(801), added: 1296, mode: `MaxEncodedLen`)
	/// Storage: `WeatherOracle::RawValues` (r:25 w:0)
	/// Proof: `WeatherOracle::RawValues` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Observations` (r:1 w:1)
	/// Proof: `Insurance::Observations` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	fn observe() -> Weight {
		// The fastest run took 113_790_000 ps.
		Weight::from_parts(125_918_000, 65490)
			.saturating_add(T::DbWeight::get().reads_writes(30, 1))
	}
	/// Storage: `Insurance::Policies` (r:1 w:1)
	/// Proof: `Insurance::Policies` (`max_values`: None, `max_size`: Some(202), added: 2677, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Pools` (r:1 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Products` (r:1 w:0)
	/// Proof: `Insurance::Products` (`max_values`: None, `max_size`: Some(165), added: 2640, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Observations` (r:1 w:0)
	/// Proof: `Insurance::Observations` (`max_values`: None, `max_size`: Some(121), added: 2596, mode: `MaxEncodedLen`)
	fn claim() -> Weight {
		// The fastest run took 29_945_000 ps.
		Weight::from_parts(32_469_000, 3732)
			.saturating_add(T::DbWeight::get().reads_writes(5, 2))
	}
	/// Storage: `Insurance::Policies` (r:1 w:1)
	/// Proof: `Insurance::Policies` (`max_values`: None, `max_size`: Some(202), added: 2677, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Pools` (r:1 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Products` (r:1 w:0)
	/// Proof: `Insurance::Products` (`max_values`: None, `max_size`: Some(165), added: 2640, mode: `MaxEncodedLen`)
	fn file_claim() -> Weight {
		// The fastest run took 27_200_000 ps.
		Weight::from_parts(29_273_000, 3732)
			.saturating_add(T::DbWeight::get().reads_writes(4, 2))
	}
	/// Storage: `Insurance::Policies` (r:1 w:1)
	/// Proof: `Insurance::Policies` (`max_values`: None, `max_size`: Some(202), added: 2677, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Pools` (r:1 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Products` (r:1 w:0)
	/// Proof: `Insurance::Products` (`max_values`: None, `max_size`: Some(165), added: 2640, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Panels` (r:1 w:0)
	/// Proof: `Insurance::Panels` (`max_values`: None, `max_size`: Some(1037), added: 3512, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Bonds` (r:1 w:0)
	/// Proof: `Insurance::Bonds` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	/// `n` was measured from 1 to 32.
	fn vote(n: u32, ) -> Weight {
		// The fastest run took 36_344_000 ps.
		Weight::from_parts(39_779_486, 4502)
			// Standard error: 3_289.
			.saturating_add(Weight::from_parts(243_834, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads_writes(6, 2))
	}
	/// Storage: `Insurance::Policies` (r:1 w:1)
	/// Proof: `Insurance::Policies` (`max_values`: None, `max_size`: Some(202), added: 2677, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Pools` (r:1 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Products` (r:1 w:0)
	/// Proof: `Insurance::Products` (`max_values`: None, `max_size`: Some(165), added: 2640, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Panels` (r:1 w:0)
	/// Proof: `Insurance::Panels` (`max_values`: None, `max_size`: Some(1037), added: 3512, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Bonds` (r:32 w:32)
	/// Proof: `Insurance::Bonds` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::Holds` (r:32 w:32)
	/// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(573), added: 3048, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:32 w:32)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:1 w:1)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// `n` was measured from 1 to 32.
	fn resolve(n: u32, ) -> Weight {
		// The fastest run took 72_508_000 ps.
		Weight::from_parts(37_756_639, 4502)
			// Standard error: 30_134.
			.saturating_add(Weight::from_parts(37_986_475, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads_writes(7, 4))
			.saturating_add(T::DbWeight::get().reads(3_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(3_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3048).saturating_mul(n.into()))
	}
	/// Storage: `Insurance::Policies` (r:1 w:1)
	/// Proof: `Insurance::Policies` (`max_values`: None, `max_size`: Some(202), added: 2677, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Pools` (r:1 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:2 w:2)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:0)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	/// Proof: `AssetsFreezer::FrozenBalances` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Products` (r:1 w:1)
	/// Proof: `Insurance::Products` (`max_values`: None, `max_size`: Some(165), added: 2640, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::PoliciesOf` (r:0 w:1)
	/// Proof: `Insurance::PoliciesOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn collect() -> Weight {
		// The fastest run took 115_943_000 ps.
		Weight::from_parts(122_533_000, 6208)
			.saturating_add(T::DbWeight::get().reads_writes(11, 9))
	}
	/// Storage: `Insurance::Policies` (r:1 w:1)
	/// Proof: `Insurance::Policies` (`max_values`: None, `max_size`: Some(202), added: 2677, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Pools` (r:1 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Products` (r:1 w:1)
	/// Proof: `Insurance::Products` (`max_values`: None, `max_size`: Some(165), added: 2640, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::PoliciesOf` (r:0 w:1)
	/// Proof: `Insurance::PoliciesOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn expire() -> Weight {
		// The fastest run took 63_044_000 ps.
		Weight::from_parts(66_699_000, 4018)
			.saturating_add(T::DbWeight::get().reads_writes(6, 6))
	}
	/// Storage: `Insurance::Pools` (r:1 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Panels` (r:1 w:0)
	/// Proof: `Insurance::Panels` (`max_values`: None, `max_size`: Some(1037), added: 3512, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Bonds` (r:1 w:1)
	/// Proof: `Insurance::Bonds` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:1 w:1)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	/// Proof: `AssetsFreezer::FrozenBalances` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::Holds` (r:1 w:1)
	/// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(573), added: 3048, mode: `MaxEncodedLen`)
	/// `n` was measured from 1 to 32.
	fn serve(n: u32, ) -> Weight {
		// The fastest run took 68_392_000 ps.
		Weight::from_parts(75_120_788, 4502)
			// Standard error: 5_419.
			.saturating_add(Weight::from_parts(511_251, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads_writes(9, 6))
	}
	/// Storage: `Insurance::Pools` (r:1 w:1)
	/// Proof: `Insurance::Pools` (`max_values`: None, `max_size`: Some(267), added: 2742, mode: `MaxEncodedLen`)
	/// Storage: `Insurance::Bonds` (r:1 w:1)
	/// Proof: `Insurance::Bonds` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:1 w:1)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::Holds` (r:1 w:1)
	/// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(573), added: 3048, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	fn resign() -> Weight {
		// The fastest run took 53_590_000 ps.
		Weight::from_parts(56_815_000, 4038)
			.saturating_add(T::DbWeight::get().reads_writes(7, 6))
	}
}

/// The weights with the SDK's price of a storage access in RocksDB, for tests.
impl WeightInfo for () {
	fn create_pool(n: u32, ) -> Weight {
		Weight::from_parts(144_852_992, 6208)
			.saturating_add(Weight::from_parts(52_909, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(9, 9))
	}
	fn close_pool() -> Weight {
		Weight::from_parts(14_542_000, 3732)
			.saturating_add(RocksDbWeight::get().reads_writes(2, 1))
	}
	fn remove_pool() -> Weight {
		Weight::from_parts(172_778_000, 6208)
			.saturating_add(RocksDbWeight::get().reads_writes(11, 12))
	}
	fn add_product() -> Weight {
		Weight::from_parts(64_075_000, 4018)
			.saturating_add(RocksDbWeight::get().reads_writes(4, 4))
	}
	fn stop_product() -> Weight {
		Weight::from_parts(14_942_000, 3732)
			.saturating_add(RocksDbWeight::get().reads_writes(2, 1))
	}
	fn remove_product() -> Weight {
		Weight::from_parts(56_144_000, 4018)
			.saturating_add(RocksDbWeight::get().reads_writes(4, 5))
	}
	fn deposit() -> Weight {
		Weight::from_parts(107_200_000, 6208)
			.saturating_add(RocksDbWeight::get().reads_writes(9, 7))
	}
	fn request_withdrawal() -> Weight {
		Weight::from_parts(21_272_000, 3732)
			.saturating_add(RocksDbWeight::get().reads_writes(3, 2))
	}
	fn cancel_withdrawal() -> Weight {
		Weight::from_parts(16_655_000, 3732)
			.saturating_add(RocksDbWeight::get().reads_writes(2, 2))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(109_614_000, 6208)
			.saturating_add(RocksDbWeight::get().reads_writes(10, 7))
	}
	fn leave() -> Weight {
		Weight::from_parts(106_058_000, 6208)
			.saturating_add(RocksDbWeight::get().reads_writes(9, 7))
	}
	fn buy(n: u32, ) -> Weight {
		Weight::from_parts(164_439_272, 8817)
			.saturating_add(Weight::from_parts(4_428_627, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(13, 11))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 2568).saturating_mul(n.into()))
	}
	fn observe() -> Weight {
		Weight::from_parts(125_918_000, 65490)
			.saturating_add(RocksDbWeight::get().reads_writes(30, 1))
	}
	fn claim() -> Weight {
		Weight::from_parts(32_469_000, 3732)
			.saturating_add(RocksDbWeight::get().reads_writes(5, 2))
	}
	fn file_claim() -> Weight {
		Weight::from_parts(29_273_000, 3732)
			.saturating_add(RocksDbWeight::get().reads_writes(4, 2))
	}
	fn vote(n: u32, ) -> Weight {
		Weight::from_parts(39_779_486, 4502)
			.saturating_add(Weight::from_parts(243_834, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(6, 2))
	}
	fn resolve(n: u32, ) -> Weight {
		Weight::from_parts(37_756_639, 4502)
			.saturating_add(Weight::from_parts(37_986_475, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(7, 4))
			.saturating_add(RocksDbWeight::get().reads(3_u64.saturating_mul(n.into())))
			.saturating_add(RocksDbWeight::get().writes(3_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 3048).saturating_mul(n.into()))
	}
	fn collect() -> Weight {
		Weight::from_parts(122_533_000, 6208)
			.saturating_add(RocksDbWeight::get().reads_writes(11, 9))
	}
	fn expire() -> Weight {
		Weight::from_parts(66_699_000, 4018)
			.saturating_add(RocksDbWeight::get().reads_writes(6, 6))
	}
	fn serve(n: u32, ) -> Weight {
		Weight::from_parts(75_120_788, 4502)
			.saturating_add(Weight::from_parts(511_251, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(9, 6))
	}
	fn resign() -> Weight {
		Weight::from_parts(56_815_000, 4038)
			.saturating_add(RocksDbWeight::get().reads_writes(7, 6))
	}
}
