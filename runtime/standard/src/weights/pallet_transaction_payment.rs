// SPDX-License-Identifier: Apache-2.0

//! What pallet_transaction_payment costs in this runtime, as measured by `scripts/measure-weights.sh`, which writes this file.
//!
//! Measured on 2026-11-22 with frame-omni-bencher 64.0.0: 50 steps, 20 repeats, AMD EPYC.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, clippy::unnecessary_cast)]

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// The weights, with the runtime's own price of a storage access.
pub struct Weights<T>(PhantomData<T>);

impl<T: frame_system::Config> pallet_transaction_payment::WeightInfo for Weights<T> {
	fn charge_transaction_payment() -> Weight {
		// The fastest run took 15_023_000 ps.
		Weight::from_parts(15_383_000, 0)
			.saturating_add(T::DbWeight::get().reads_writes(0, 0))
	}
}
