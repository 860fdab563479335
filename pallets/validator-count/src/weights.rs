// SPDX-License-Identifier: Apache-2.0

//! What the pallet costs.
//!
//! The numbers are not measured. They are put together from what the code does:
//!
//! - its storage accesses, at the price that the runtime has for its database. Each value counts as read from the
//!   database though most of these reads are answered from the block's memory;
//! - computation: `STEP` for each hook, `COMPUTE` for the call and for the end of an era. On the SDK's reference
//!   machine, hooks of the same shape take 2 to 5 µs and calls of the same shape 2 to 10 µs, accesses aside; it is
//!   at least twice that;
//! - a proof of the state of 1 485 bytes and the value's greatest size for each value read, as the SDK estimates it.
//!   The active era, the fullness of the block and the number of validators belong to other pallets and are taken
//!   for 64 bytes each.
//!
//! The benchmarks in `benchmarking.rs` measure the same; a run of them replaces this file's numbers.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// Computation of one hook, in picoseconds: 10 µs.
const STEP: Weight = Weight::from_parts(10_000_000, 0);

/// Computation of the call, or of the end of an era, in picoseconds: 20 µs.
const COMPUTE: Weight = Weight::from_parts(20_000_000, 0);

/// The proof of one value of another pallet, in bytes.
const FOREIGN: u64 = 1_485 + 64;
/// The proof of `LastEra`, in bytes.
const LAST_ERA: u64 = 1_485 + 4;
/// The proof of `CurrentRule`, in bytes.
const CURRENT_RULE: u64 = 1_485 + 20;
/// The proof of `CurrentLoad`, in bytes.
const CURRENT_LOAD: u64 = 1_485 + 12;

/// The weights that the pallet asks for.
pub trait WeightInfo {
	/// `on_initialize` in a block that starts no era.
	fn on_initialize_within_era() -> Weight;
	/// `on_initialize` in a block that starts an era, moving the number of validators.
	fn on_initialize_new_era() -> Weight;
	/// `on_finalize` while a rule is set.
	fn on_finalize() -> Weight;
	/// The call `set_rule`, without the block that it may have counted.
	fn set_rule() -> Weight;
}

/// Storage: `ValidatorCount::CurrentRule` (r:1 w:0), `ValidatorCount::LastEra` (r:1 w:0), the active era (r:1 w:0).
fn within_era(db: RuntimeDbWeight) -> Weight {
	STEP.saturating_add(Weight::from_parts(0, CURRENT_RULE + LAST_ERA + FOREIGN)).saturating_add(db.reads(3))
}

/// Storage: `ValidatorCount::CurrentRule` (r:1 w:0), `ValidatorCount::LastEra` (r:1 w:1), the active era (r:1 w:0),
/// `ValidatorCount::CurrentLoad` (r:1 w:1), the number of validators (r:1 w:1).
fn new_era(db: RuntimeDbWeight) -> Weight {
	COMPUTE
		.saturating_add(Weight::from_parts(0, CURRENT_RULE + LAST_ERA + CURRENT_LOAD + 2 * FOREIGN))
		.saturating_add(db.reads_writes(5, 3))
}

/// Storage: `ValidatorCount::CurrentRule` (r:1 w:0), `ValidatorCount::CurrentLoad` (r:1 w:1), the fullness of the
/// block (r:1 w:0).
fn finalize(db: RuntimeDbWeight) -> Weight {
	STEP.saturating_add(Weight::from_parts(0, CURRENT_RULE + CURRENT_LOAD + FOREIGN))
		.saturating_add(db.reads_writes(3, 1))
}

/// Storage: `ValidatorCount::CurrentRule` (r:0 w:1), `ValidatorCount::CurrentLoad` (r:0 w:1).
fn set(db: RuntimeDbWeight) -> Weight {
	COMPUTE.saturating_add(db.writes(2))
}

/// The weights with the runtime's own price of a storage access.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn on_initialize_within_era() -> Weight {
		within_era(T::DbWeight::get())
	}

	fn on_initialize_new_era() -> Weight {
		new_era(T::DbWeight::get())
	}

	fn on_finalize() -> Weight {
		finalize(T::DbWeight::get())
	}

	fn set_rule() -> Weight {
		set(T::DbWeight::get())
	}
}

/// The weights with the SDK's price of a storage access in RocksDB, for tests.
impl WeightInfo for () {
	fn on_initialize_within_era() -> Weight {
		within_era(RocksDbWeight::get())
	}

	fn on_initialize_new_era() -> Weight {
		new_era(RocksDbWeight::get())
	}

	fn on_finalize() -> Weight {
		finalize(RocksDbWeight::get())
	}

	fn set_rule() -> Weight {
		set(RocksDbWeight::get())
	}
}
