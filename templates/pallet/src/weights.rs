// SPDX-License-Identifier: Apache-2.0

//! What the calls cost.
//!
//! The numbers are not measured. They are put together from what the code does:
//!
//! - its storage accesses, at the price that the runtime has for its database: the record, the account's holds, and the
//!   account are read and written;
//! - computation: `COMPUTE` for a call, and `BYTE` for each byte of the text, which is decoded, copied and hashed;
//! - a proof of the state of 1 485 bytes and the value's greatest size for each value read, as the SDK estimates it. A
//!   record is taken for 1 KiB, holds and account for 512 bytes each.
//!
//! The benchmarks in `benchmarking.rs` measure the same; a run of them replaces this file's numbers.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// Computation of one call, in picoseconds (50 µs), and the proof of what it reads, in bytes.
const COMPUTE: Weight = Weight::from_parts(50_000_000, 3 * 1_485 + 1_024 + 2 * 512);

/// Computation for one byte of a text, in picoseconds: 10 ns.
const BYTE: Weight = Weight::from_parts(10_000, 0);

/// The weights that the pallet asks for.
pub trait WeightInfo {
	/// The call `set`, with a text of `length` bytes.
	fn set(length: u32) -> Weight;
	/// The call `clear`.
	fn clear() -> Weight;
}

/// Storage: `@Pascal@::Records` (r:1 w:1), `Balances::Holds` (r:1 w:1), `System::Account` (r:1 w:1).
fn either(db: RuntimeDbWeight) -> Weight {
	COMPUTE.saturating_add(db.reads_writes(3, 3))
}

/// The weights with the runtime's own price of a storage access.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	fn set(length: u32) -> Weight {
		either(T::DbWeight::get()).saturating_add(BYTE.saturating_mul(length.into()))
	}

	fn clear() -> Weight {
		either(T::DbWeight::get())
	}
}

/// The weights with the SDK's price of a storage access in RocksDB, for tests.
impl WeightInfo for () {
	fn set(length: u32) -> Weight {
		either(RocksDbWeight::get()).saturating_add(BYTE.saturating_mul(length.into()))
	}

	fn clear() -> Weight {
		either(RocksDbWeight::get())
	}
}
