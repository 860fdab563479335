// SPDX-License-Identifier: Apache-2.0

//! What pallet_asset_conversion_tx_payment costs in this runtime, as measured by `scripts/measure-weights.sh`, which writes this file.
//!
//! Measured on 2026-11-22 with frame-omni-bencher 64.0.0: 50 steps, 20 repeats, AMD EPYC.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, clippy::unnecessary_cast)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights, with the runtime's own price of a storage access.
pub struct Weights<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_asset_conversion_tx_payment::WeightInfo for Weights<T> {
	fn charge_asset_tx_payment_zero() -> Weight {
		// The fastest run took 450_000 ps.
		Weight::from_parts(481_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	fn charge_asset_tx_payment_native() -> Weight {
		// The fastest run took 16_034_000 ps.
		Weight::from_parts(17_085_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
	/// Storage: `Assets::Account` (r:2 w:2)
	/// Proof: `Assets::Account` (`max_values`: None, `max_size`: Some(134), added: 2609, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Assets::Asset` (r:1 w:1)
	/// Proof: `Assets::Asset` (`max_values`: None, `max_size`: Some(210), added: 2685, mode: `MaxEncodedLen`)
	/// Storage: `AssetsHolder::BalancesOnHold` (r:2 w:0)
	/// Proof: `AssetsHolder::BalancesOnHold` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `AssetsFreezer::FrozenBalances` (r:2 w:0)
	/// Proof: `AssetsFreezer::FrozenBalances` (`max_values`: None, `max_size`: Some(84), added: 2559, mode: `MaxEncodedLen`)
	/// Storage: `AssetConversion::PoolFees` (r:1 w:0)
	/// Proof: `AssetConversion::PoolFees` (`max_values`: None, `max_size`: Some(30), added: 2505, mode: `MaxEncodedLen`)
	/// Storage: `Settings::Parameters` (r:1 w:0)
	/// Proof: `Settings::Parameters` (`max_values`: None, `max_size`: Some(36), added: 2511, mode: `MaxEncodedLen`)
	fn charge_asset_tx_payment_asset() -> Weight {
		// The fastest run took 82_503_000 ps.
		Weight::from_parts(85_507_000, 6208)
			.saturating_add(T::DbWeight::get().reads_writes(10, 4))
	}
}
