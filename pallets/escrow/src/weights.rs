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
	fn create_payment(s: u32, ) -> Weight;
	fn release() -> Weight;
	fn refund() -> Weight;
	fn propose_split() -> Weight;
	fn accept_split() -> Weight;
	fn dispute(s: u32, ) -> Weight;
	fn submit_evidence() -> Weight;
	fn resolve() -> Weight;
	fn waive() -> Weight;
	fn expire() -> Weight;
	fn offer_swap(s: u32, ) -> Weight;
	fn take_swap() -> Weight;
	fn cancel_swap() -> Weight;
	fn on_initialize(n: u32, ) -> Weight;
}

/// The weights with the runtime's own price of a storage access.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:2 w:1)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::NextId` (r:1 w:1)
	/// Proof: `Escrow::NextId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::Holds` (r:1 w:1)
	/// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(573), added: 3048, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	/// Proof: `AssetsFreezer::FrozenBalances` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::Agenda` (r:32 w:1)
	/// Proof: `Escrow::Agenda` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::Payments` (r:0 w:1)
	/// Proof: `Escrow::Payments` (`max_values`: None, `max_size`: Some(1915), added: 4390, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::EscrowsOf` (r:0 w:3)
	/// Proof: `Escrow::EscrowsOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// `s` was measured from 1 to 32.
	fn create_payment(s: u32, ) -> Weight {
		// The fastest run took 119_989_000 ps.
		Weight::from_parts(124_397_711, 6208)
			// Standard error: 2_466.
			.saturating_add(Weight::from_parts(2_801_077, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads_writes(9, 12))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(Weight::from_parts(0, 2568).saturating_mul(s.into()))
	}
	/// Storage: `Escrow::Payments` (r:1 w:1)
	/// Proof: `Escrow::Payments` (`max_values`: None, `max_size`: Some(1915), added: 4390, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::Holds` (r:1 w:1)
	/// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(573), added: 3048, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:1 w:1)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::Agenda` (r:1 w:1)
	/// Proof: `Escrow::Agenda` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::EscrowsOf` (r:0 w:3)
	/// Proof: `Escrow::EscrowsOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn release() -> Weight {
		// The fastest run took 88_182_000 ps.
		Weight::from_parts(97_866_000, 6196)
			.saturating_add(T::DbWeight::get().reads_writes(9, 12))
	}
	/// Storage: `Escrow::Payments` (r:1 w:1)
	/// Proof: `Escrow::Payments` (`max_values`: None, `max_size`: Some(1915), added: 4390, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:1 w:1)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::Holds` (r:1 w:1)
	/// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(573), added: 3048, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::Agenda` (r:1 w:1)
	/// Proof: `Escrow::Agenda` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::EscrowsOf` (r:0 w:3)
	/// Proof: `Escrow::EscrowsOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn refund() -> Weight {
		// The fastest run took 84_606_000 ps.
		Weight::from_parts(91_607_000, 5380)
			.saturating_add(T::DbWeight::get().reads_writes(8, 11))
	}
	/// Storage: `Escrow::Payments` (r:1 w:1)
	/// Proof: `Escrow::Payments` (`max_values`: None, `max_size`: Some(1915), added: 4390, mode: `MaxEncodedLen`)
	fn propose_split() -> Weight {
		// The fastest run took 12_849_000 ps.
		Weight::from_parts(14_091_000, 5380)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Escrow::Payments` (r:1 w:1)
	/// Proof: `Escrow::Payments` (`max_values`: None, `max_size`: Some(1915), added: 4390, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::Holds` (r:1 w:1)
	/// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(573), added: 3048, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:2 w:2)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::Agenda` (r:1 w:1)
	/// Proof: `Escrow::Agenda` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::EscrowsOf` (r:0 w:3)
	/// Proof: `Escrow::EscrowsOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn accept_split() -> Weight {
		// The fastest run took 111_877_000 ps.
		Weight::from_parts(120_641_000, 6208)
			.saturating_add(T::DbWeight::get().reads_writes(10, 13))
	}
	/// Storage: `Escrow::Payments` (r:1 w:1)
	/// Proof: `Escrow::Payments` (`max_values`: None, `max_size`: Some(1915), added: 4390, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::Agenda` (r:32 w:2)
	/// Proof: `Escrow::Agenda` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	/// `s` was measured from 1 to 32.
	fn dispute(s: u32, ) -> Weight {
		// The fastest run took 20_310_000 ps.
		Weight::from_parts(15_726_785, 5380)
			// Standard error: 2_221.
			.saturating_add(Weight::from_parts(2_657_888, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads_writes(1, 3))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(Weight::from_parts(0, 2550).saturating_mul(s.into()))
	}
	/// Storage: `Escrow::Payments` (r:1 w:1)
	/// Proof: `Escrow::Payments` (`max_values`: None, `max_size`: Some(1915), added: 4390, mode: `MaxEncodedLen`)
	fn submit_evidence() -> Weight {
		// The fastest run took 13_270_000 ps.
		Weight::from_parts(14_381_000, 5380)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Escrow::Payments` (r:1 w:1)
	/// Proof: `Escrow::Payments` (`max_values`: None, `max_size`: Some(1915), added: 4390, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::Agenda` (r:1 w:1)
	/// Proof: `Escrow::Agenda` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::Holds` (r:1 w:1)
	/// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(573), added: 3048, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:3 w:3)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:3 w:3)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::EscrowsOf` (r:0 w:3)
	/// Proof: `Escrow::EscrowsOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn resolve() -> Weight {
		// The fastest run took 146_699_000 ps.
		Weight::from_parts(156_353_000, 8817)
			.saturating_add(T::DbWeight::get().reads_writes(12, 15))
	}
	/// Storage: `Escrow::Payments` (r:1 w:1)
	/// Proof: `Escrow::Payments` (`max_values`: None, `max_size`: Some(1915), added: 4390, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::Holds` (r:1 w:1)
	/// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(573), added: 3048, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:2 w:2)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::EscrowsOf` (r:0 w:3)
	/// Proof: `Escrow::EscrowsOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn waive() -> Weight {
		// The fastest run took 111_476_000 ps.
		Weight::from_parts(125_407_000, 6208)
			.saturating_add(T::DbWeight::get().reads_writes(9, 12))
	}
	/// Storage: `Escrow::Swaps` (r:1 w:0)
	/// Proof: `Escrow::Swaps` (`max_values`: None, `max_size`: Some(148), added: 2623, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::Payments` (r:1 w:1)
	/// Proof: `Escrow::Payments` (`max_values`: None, `max_size`: Some(1915), added: 4390, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::Holds` (r:1 w:1)
	/// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(573), added: 3048, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:3 w:3)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:3 w:3)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::EscrowsOf` (r:0 w:3)
	/// Proof: `Escrow::EscrowsOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn expire() -> Weight {
		// The fastest run took 144_806_000 ps.
		Weight::from_parts(153_549_000, 8817)
			.saturating_add(T::DbWeight::get().reads_writes(12, 14))
	}
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::NextId` (r:1 w:1)
	/// Proof: `Escrow::NextId` (`max_values`: Some(1), `max_size`: Some(8), added: 503, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::Holds` (r:1 w:1)
	/// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(573), added: 3048, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:1 w:1)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `AssetsFreezer::FrozenBalances` (r:1 w:0)
	/// Proof: `AssetsFreezer::FrozenBalances` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::Agenda` (r:32 w:1)
	/// Proof: `Escrow::Agenda` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::Swaps` (r:0 w:1)
	/// Proof: `Escrow::Swaps` (`max_values`: None, `max_size`: Some(148), added: 2623, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::EscrowsOf` (r:0 w:2)
	/// Proof: `Escrow::EscrowsOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// `s` was measured from 1 to 32.
	fn offer_swap(s: u32, ) -> Weight {
		// The fastest run took 111_386_000 ps.
		Weight::from_parts(113_396_706, 4038)
			// Standard error: 2_371.
			.saturating_add(Weight::from_parts(2_799_664, 0).saturating_mul(s.into()))
			.saturating_add(T::DbWeight::get().reads_writes(8, 11))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(Weight::from_parts(0, 2568).saturating_mul(s.into()))
	}
	/// Storage: `Escrow::Swaps` (r:1 w:1)
	/// Proof: `Escrow::Swaps` (`max_values`: None, `max_size`: Some(148), added: 2623, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::Holds` (r:1 w:1)
	/// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(573), added: 3048, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:1 w:1)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::Agenda` (r:1 w:1)
	/// Proof: `Escrow::Agenda` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::EscrowsOf` (r:0 w:2)
	/// Proof: `Escrow::EscrowsOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn take_swap() -> Weight {
		// The fastest run took 124_095_000 ps.
		Weight::from_parts(132_467_000, 6196)
			.saturating_add(T::DbWeight::get().reads_writes(9, 11))
	}
	/// Storage: `Escrow::Swaps` (r:1 w:1)
	/// Proof: `Escrow::Swaps` (`max_values`: None, `max_size`: Some(148), added: 2623, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:1 w:1)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::Holds` (r:1 w:1)
	/// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(573), added: 3048, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:1 w:1)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::Agenda` (r:1 w:1)
	/// Proof: `Escrow::Agenda` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::EscrowsOf` (r:0 w:2)
	/// Proof: `Escrow::EscrowsOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	fn cancel_swap() -> Weight {
		// The fastest run took 83_725_000 ps.
		Weight::from_parts(90_004_000, 4038)
			.saturating_add(T::DbWeight::get().reads_writes(8, 10))
	}
	/// Storage: `Escrow::Agenda` (r:1 w:1)
	/// Proof: `Escrow::Agenda` (`max_values`: None, `max_size`: Some(93), added: 2568, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::Swaps` (r:10 w:0)
	/// Proof: `Escrow::Swaps` (`max_values`: None, `max_size`: Some(148), added: 2623, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::Payments` (r:10 w:10)
	/// Proof: `Escrow::Payments` (`max_values`: None, `max_size`: Some(1915), added: 4390, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::Holds` (r:10 w:10)
	/// Proof: `AssetsHolder::Holds` (`max_values`: None, `max_size`: Some(573), added: 3048, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:10 w:10)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Account` (r:10 w:10)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:20 w:20)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:10 w:10)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Escrow::EscrowsOf` (r:0 w:30)
	/// Proof: `Escrow::EscrowsOf` (`max_values`: None, `max_size`: Some(64), added: 2539, mode: `MaxEncodedLen`)
	/// `n` was measured from 0 to 10.
	fn on_initialize(n: u32, ) -> Weight {
		// The fastest run took 2_664_000 ps.
		Weight::from_parts(5_746_144, 3675)
			// Standard error: 84_908.
			.saturating_add(Weight::from_parts(96_564_165, 0).saturating_mul(n.into()))
			.saturating_add(T::DbWeight::get().reads_writes(2, 1))
			.saturating_add(T::DbWeight::get().reads(8_u64.saturating_mul(n.into())))
			.saturating_add(T::DbWeight::get().writes(10_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 5206).saturating_mul(n.into()))
	}
}

/// The weights with the SDK's price of a storage access in RocksDB, for tests.
impl WeightInfo for () {
	fn create_payment(s: u32, ) -> Weight {
		Weight::from_parts(124_397_711, 6208)
			.saturating_add(Weight::from_parts(2_801_077, 0).saturating_mul(s.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(9, 12))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(Weight::from_parts(0, 2568).saturating_mul(s.into()))
	}
	fn release() -> Weight {
		Weight::from_parts(97_866_000, 6196)
			.saturating_add(RocksDbWeight::get().reads_writes(9, 12))
	}
	fn refund() -> Weight {
		Weight::from_parts(91_607_000, 5380)
			.saturating_add(RocksDbWeight::get().reads_writes(8, 11))
	}
	fn propose_split() -> Weight {
		Weight::from_parts(14_091_000, 5380)
			.saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}
	fn accept_split() -> Weight {
		Weight::from_parts(120_641_000, 6208)
			.saturating_add(RocksDbWeight::get().reads_writes(10, 13))
	}
	fn dispute(s: u32, ) -> Weight {
		Weight::from_parts(15_726_785, 5380)
			.saturating_add(Weight::from_parts(2_657_888, 0).saturating_mul(s.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(1, 3))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(Weight::from_parts(0, 2550).saturating_mul(s.into()))
	}
	fn submit_evidence() -> Weight {
		Weight::from_parts(14_381_000, 5380)
			.saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}
	fn resolve() -> Weight {
		Weight::from_parts(156_353_000, 8817)
			.saturating_add(RocksDbWeight::get().reads_writes(12, 15))
	}
	fn waive() -> Weight {
		Weight::from_parts(125_407_000, 6208)
			.saturating_add(RocksDbWeight::get().reads_writes(9, 12))
	}
	fn expire() -> Weight {
		Weight::from_parts(153_549_000, 8817)
			.saturating_add(RocksDbWeight::get().reads_writes(12, 14))
	}
	fn offer_swap(s: u32, ) -> Weight {
		Weight::from_parts(113_396_706, 4038)
			.saturating_add(Weight::from_parts(2_799_664, 0).saturating_mul(s.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(8, 11))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(s.into())))
			.saturating_add(Weight::from_parts(0, 2568).saturating_mul(s.into()))
	}
	fn take_swap() -> Weight {
		Weight::from_parts(132_467_000, 6196)
			.saturating_add(RocksDbWeight::get().reads_writes(9, 11))
	}
	fn cancel_swap() -> Weight {
		Weight::from_parts(90_004_000, 4038)
			.saturating_add(RocksDbWeight::get().reads_writes(8, 10))
	}
	fn on_initialize(n: u32, ) -> Weight {
		Weight::from_parts(5_746_144, 3675)
			.saturating_add(Weight::from_parts(96_564_165, 0).saturating_mul(n.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(2, 1))
			.saturating_add(RocksDbWeight::get().reads(8_u64.saturating_mul(n.into())))
			.saturating_add(RocksDbWeight::get().writes(10_u64.saturating_mul(n.into())))
			.saturating_add(Weight::from_parts(0, 5206).saturating_mul(n.into()))
	}
}
