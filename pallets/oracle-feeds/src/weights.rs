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
	fn apply() -> Weight;
	fn withdraw_application() -> Weight;
	fn admit() -> Weight;
	fn reject() -> Weight;
	fn resign(f: u32, ) -> Weight;
	fn withdraw_bond() -> Weight;
	fn remove(f: u32, ) -> Weight;
	fn set_feed(o: u32, ) -> Weight;
	fn remove_feed(o: u32, ) -> Weight;
	fn read(o: u32, ) -> Weight;
	fn feed_values(x: u32, ) -> Weight;
}

/// The weights with the runtime's own price of a storage access.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `PriceFeeds::Bonds` (r:1 w:1)
	/// Proof: `PriceFeeds::Bonds` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	fn apply() -> Weight {
		// The fastest run took 49_173_000 ps.
		Weight::from_parts(53_189_000, 4018)
			.saturating_add(T::DbWeight::get().reads_writes(3, 3))
	}
	/// Storage: `PriceFeeds::Bonds` (r:1 w:1)
	/// Proof: `PriceFeeds::Bonds` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	fn withdraw_application() -> Weight {
		// The fastest run took 44_476_000 ps.
		Weight::from_parts(47_491_000, 4018)
			.saturating_add(T::DbWeight::get().reads_writes(3, 3))
	}
	/// Storage: `PriceFeeds::Bonds` (r:1 w:1)
	/// Proof: `PriceFeeds::Bonds` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `PriceFeeds::Operators` (r:1 w:1)
	/// Proof: `PriceFeeds::Operators` (`max_values`: Some(1), `max_size`: Some(801), added: 1296, mode: `MaxEncodedLen`)
	fn admit() -> Weight {
		// The fastest run took 14_882_000 ps.
		Weight::from_parts(16_204_000, 3534)
			.saturating_add(T::DbWeight::get().reads_writes(2, 2))
	}
	/// Storage: `PriceFeeds::Bonds` (r:1 w:1)
	/// Proof: `PriceFeeds::Bonds` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	fn reject() -> Weight {
		// The fastest run took 44_526_000 ps.
		Weight::from_parts(48_222_000, 4018)
			.saturating_add(T::DbWeight::get().reads_writes(3, 3))
	}
	/// Storage: `PriceFeeds::Bonds` (r:1 w:1)
	/// Proof: `PriceFeeds::Bonds` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `PriceFeeds::Operators` (r:1 w:1)
	/// Proof: `PriceFeeds::Operators` (`max_values`: Some(1), `max_size`: Some(801), added: 1296, mode: `MaxEncodedLen`)
	/// Storage: `PriceOracle::RawValues` (r:128 w:128)
	/// Proof: `PriceOracle::RawValues` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// `f` was measured from 0 to 128.
	fn resign(f: u32, ) -> Weight {
		// The fastest run took 18_558_000 ps.
		Weight::from_parts(18_589_577, 3534)
			// Standard error: 815.
			.saturating_add(Weight::from_parts(991_336, 0).saturating_mul(f.into()))
			.saturating_add(T::DbWeight::get().reads_writes(2, 2))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(f.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(f.into())))
			.saturating_add(Weight::from_parts(0, 2580).saturating_mul(f.into()))
	}
	/// Storage: `PriceFeeds::Bonds` (r:1 w:1)
	/// Proof: `PriceFeeds::Bonds` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	fn withdraw_bond() -> Weight {
		// The fastest run took 44_847_000 ps.
		Weight::from_parts(47_782_000, 4018)
			.saturating_add(T::DbWeight::get().reads_writes(3, 3))
	}
	/// Storage: `PriceFeeds::Bonds` (r:1 w:1)
	/// Proof: `PriceFeeds::Bonds` (`max_values`: None, `max_size`: Some(69), added: 2544, mode: `MaxEncodedLen`)
	/// Storage: `PriceFeeds::Operators` (r:1 w:1)
	/// Proof: `PriceFeeds::Operators` (`max_values`: Some(1), `max_size`: Some(801), added: 1296, mode: `MaxEncodedLen`)
	/// Storage: `PriceOracle::RawValues` (r:128 w:128)
	/// Proof: `PriceOracle::RawValues` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// `f` was measured from 0 to 128.
	fn remove(f: u32, ) -> Weight {
		// The fastest run took 56_715_000 ps.
		Weight::from_parts(59_672_096, 6196)
			// Standard error: 2_544.
			.saturating_add(Weight::from_parts(1_110_329, 0).saturating_mul(f.into()))
			.saturating_add(T::DbWeight::get().reads_writes(5, 5))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(f.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(f.into())))
			.saturating_add(Weight::from_parts(0, 2580).saturating_mul(f.into()))
	}
	/// Storage: `PriceFeeds::Feeds` (r:1 w:1)
	/// Proof: `PriceFeeds::Feeds` (`max_values`: None, `max_size`: Some(341), added: 2816, mode: `MaxEncodedLen`)
	/// Storage: `PriceFeeds::CounterForFeeds` (r:1 w:1)
	/// Proof: `PriceFeeds::CounterForFeeds` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `PriceFeeds::Operators` (r:1 w:0)
	/// Proof: `PriceFeeds::Operators` (`max_values`: Some(1), `max_size`: Some(801), added: 1296, mode: `MaxEncodedLen`)
	/// Storage: `PriceOracle::RawValues` (r:0 w:26)
	/// Proof: `PriceOracle::RawValues` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `PriceOracle::Values` (r:0 w:1)
	/// Proof: `PriceOracle::Values` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// `o` was measured from 1 to 25.
	fn set_feed(o: u32, ) -> Weight {
		// The fastest run took 19_389_000 ps.
		Weight::from_parts(19_036_682, 3806)
			// Standard error: 781.
			.saturating_add(Weight::from_parts(1_624_917, 0).saturating_mul(o.into()))
			.saturating_add(T::DbWeight::get().reads_writes(3, 4))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(o.into())))
	}
	/// Storage: `PriceFeeds::Feeds` (r:1 w:1)
	/// Proof: `PriceFeeds::Feeds` (`max_values`: None, `max_size`: Some(341), added: 2816, mode: `MaxEncodedLen`)
	/// Storage: `PriceFeeds::CounterForFeeds` (r:1 w:1)
	/// Proof: `PriceFeeds::CounterForFeeds` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `PriceFeeds::Operators` (r:1 w:0)
	/// Proof: `PriceFeeds::Operators` (`max_values`: Some(1), `max_size`: Some(801), added: 1296, mode: `MaxEncodedLen`)
	/// Storage: `PriceOracle::RawValues` (r:0 w:26)
	/// Proof: `PriceOracle::RawValues` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `PriceOracle::Values` (r:0 w:1)
	/// Proof: `PriceOracle::Values` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// `o` was measured from 1 to 25.
	fn remove_feed(o: u32, ) -> Weight {
		// The fastest run took 18_327_000 ps.
		Weight::from_parts(18_132_369, 3806)
			// Standard error: 861.
			.saturating_add(Weight::from_parts(1_644_852, 0).saturating_mul(o.into()))
			.saturating_add(T::DbWeight::get().reads_writes(3, 4))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(o.into())))
	}
	/// Storage: `PriceFeeds::Feeds` (r:1 w:0)
	/// Proof: `PriceFeeds::Feeds` (`max_values`: None, `max_size`: Some(341), added: 2816, mode: `MaxEncodedLen`)
	/// Storage: `PriceFeeds::Operators` (r:1 w:0)
	/// Proof: `PriceFeeds::Operators` (`max_values`: Some(1), `max_size`: Some(801), added: 1296, mode: `MaxEncodedLen`)
	/// Storage: `PriceOracle::RawValues` (r:25 w:0)
	/// Proof: `PriceOracle::RawValues` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// `o` was measured from 1 to 25.
	fn read(o: u32, ) -> Weight {
		// The fastest run took 16_295_000 ps.
		Weight::from_parts(13_380_976, 3806)
			// Standard error: 1_169.
			.saturating_add(Weight::from_parts(3_751_314, 0).saturating_mul(o.into()))
			.saturating_add(T::DbWeight::get().reads_writes(3, 0))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(o.into())))
			.saturating_add(Weight::from_parts(0, 2580).saturating_mul(o.into()))
	}
	/// Storage: `PriceFeeds::Feeds` (r:20 w:0)
	/// Proof: `PriceFeeds::Feeds` (`max_values`: None, `max_size`: Some(341), added: 2816, mode: `MaxEncodedLen`)
	/// Storage: `PriceFeeds::Operators` (r:1 w:0)
	/// Proof: `PriceFeeds::Operators` (`max_values`: Some(1), `max_size`: Some(801), added: 1296, mode: `MaxEncodedLen`)
	/// Storage: `PriceOracle::HasDispatched` (r:1 w:1)
	/// Proof: `PriceOracle::HasDispatched` (`max_values`: Some(1), `max_size`: Some(833), added: 1328, mode: `MaxEncodedLen`)
	/// Storage: `Timestamp::Now` (r:1 w:0)
	/// Proof: `Timestamp::Now` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `PriceOracle::RawValues` (r:500 w:20)
	/// Proof: `PriceOracle::RawValues` (`max_values`: None, `max_size`: Some(105), added: 2580, mode: `MaxEncodedLen`)
	/// Storage: `PriceOracle::Values` (r:20 w:20)
	/// Proof: `PriceOracle::Values` (`max_values`: None, `max_size`: Some(65), added: 2540, mode: `MaxEncodedLen`)
	/// `x` was measured from 1 to 20.
	fn feed_values(x: u32, ) -> Weight {
		// The fastest run took 155_952_000 ps.
		Weight::from_parts(35_793_904, 2318)
			// Standard error: 120_150.
			.saturating_add(Weight::from_parts(126_084_039, 0).saturating_mul(x.into()))
			.saturating_add(T::DbWeight::get().reads_writes(3, 1))
			.saturating_add(T::DbWeight::get().reads(27_u64.saturating_mul(x.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(x.into())))
			.saturating_add(Weight::from_parts(0, 64500).saturating_mul(x.into()))
	}
}

/// The weights with the SDK's price of a storage access in RocksDB, for tests.
impl WeightInfo for () {
	fn apply() -> Weight {
		Weight::from_parts(53_189_000, 4018)
			.saturating_add(RocksDbWeight::get().reads_writes(3, 3))
	}
	fn withdraw_application() -> Weight {
		Weight::from_parts(47_491_000, 4018)
			.saturating_add(RocksDbWeight::get().reads_writes(3, 3))
	}
	fn admit() -> Weight {
		Weight::from_parts(16_204_000, 3534)
			.saturating_add(RocksDbWeight::get().reads_writes(2, 2))
	}
	fn reject() -> Weight {
		Weight::from_parts(48_222_000, 4018)
			.saturating_add(RocksDbWeight::get().reads_writes(3, 3))
	}
	fn resign(f: u32, ) -> Weight {
		Weight::from_parts(18_589_577, 3534)
			.saturating_add(Weight::from_parts(991_336, 0).saturating_mul(f.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(2, 2))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(f.into())))
			.saturating_add(RocksDbWeight::get().writes(1_u64.saturating_mul(f.into())))
			.saturating_add(Weight::from_parts(0, 2580).saturating_mul(f.into()))
	}
	fn withdraw_bond() -> Weight {
		Weight::from_parts(47_782_000, 4018)
			.saturating_add(RocksDbWeight::get().reads_writes(3, 3))
	}
	fn remove(f: u32, ) -> Weight {
		Weight::from_parts(59_672_096, 6196)
			.saturating_add(Weight::from_parts(1_110_329, 0).saturating_mul(f.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(5, 5))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(f.into())))
			.saturating_add(RocksDbWeight::get().writes(1_u64.saturating_mul(f.into())))
			.saturating_add(Weight::from_parts(0, 2580).saturating_mul(f.into()))
	}
	fn set_feed(o: u32, ) -> Weight {
		Weight::from_parts(19_036_682, 3806)
			.saturating_add(Weight::from_parts(1_624_917, 0).saturating_mul(o.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(3, 4))
			.saturating_add(RocksDbWeight::get().writes(1_u64.saturating_mul(o.into())))
	}
	fn remove_feed(o: u32, ) -> Weight {
		Weight::from_parts(18_132_369, 3806)
			.saturating_add(Weight::from_parts(1_644_852, 0).saturating_mul(o.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(3, 4))
			.saturating_add(RocksDbWeight::get().writes(1_u64.saturating_mul(o.into())))
	}
	fn read(o: u32, ) -> Weight {
		Weight::from_parts(13_380_976, 3806)
			.saturating_add(Weight::from_parts(3_751_314, 0).saturating_mul(o.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(3, 0))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(o.into())))
			.saturating_add(Weight::from_parts(0, 2580).saturating_mul(o.into()))
	}
	fn feed_values(x: u32, ) -> Weight {
		Weight::from_parts(35_793_904, 2318)
			.saturating_add(Weight::from_parts(126_084_039, 0).saturating_mul(x.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(3, 1))
			.saturating_add(RocksDbWeight::get().reads(27_u64.saturating_mul(x.into())))
			.saturating_add(RocksDbWeight::get().writes(2_u64.saturating_mul(x.into())))
			.saturating_add(Weight::from_parts(0, 64500).saturating_mul(x.into()))
	}
}
