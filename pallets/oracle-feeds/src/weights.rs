// SPDX-License-Identifier: Apache-2.0

//! What the pallet costs, and what a submission to `pallet-oracle` costs with this pallet beside it.
//!
//! The numbers are not measured. They are put together from what the code does:
//!
//! - its storage accesses, at the price that the runtime has for its database. A value that is read twice counts once,
//!   as it is answered from memory the second time;
//! - computation: `COMPUTE` for a call, `STEP` for each value, feed or operator that is gone through;
//! - a proof of the state of `ITEM` bytes for each value read, and of `LIST` bytes for the list of operators.
//!
//! They are estimates on the high side. The benchmarks in `benchmarking.rs` measure the same; a run of them replaces
//! this file's numbers.

use crate::Config;
use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// Computation of one call, in picoseconds: 60 µs, as for calls that move balances to and from holds.
const COMPUTE: Weight = Weight::from_parts(60_000_000, 0);

/// Computation for one thing of many, in picoseconds: 5 µs.
const STEP: Weight = Weight::from_parts(5_000_000, 0);

/// The proof of one value read, in bytes: a feed with long texts, or an account with its holds.
const ITEM: u64 = 4_096;

/// The proof of the list of operators, in bytes.
const LIST: u64 = 4_096;

/// The weights that the pallet asks for.
pub trait WeightInfo {
	/// The call `apply`.
	fn apply() -> Weight;
	/// The call `withdraw_application`.
	fn withdraw_application() -> Weight;
	/// The call `admit`.
	fn admit() -> Weight;
	/// The call `reject`.
	fn reject() -> Weight;
	/// The call `resign`, of an operator with values for `f` feeds.
	fn resign(f: u32) -> Weight;
	/// The call `withdraw_bond`.
	fn withdraw_bond() -> Weight;
	/// The call `remove`, of an operator with values for `f` feeds.
	fn remove(f: u32) -> Weight;
	/// The call `set_feed` with `o` operators, forgetting their values.
	fn set_feed(o: u32) -> Weight;
	/// The call `remove_feed` with `o` operators.
	fn remove_feed(o: u32) -> Weight;
	/// One reading of a feed with `o` operators.
	fn read(o: u32) -> Weight;
	/// The call `feed_values` of `pallet-oracle` with `x` values and `o` operators, and the call filter before it.
	fn feed_values(x: u32, o: u32) -> Weight;
}

fn reads_writes(db: RuntimeDbWeight, reads: u64, writes: u64) -> Weight {
	Weight::from_parts(0, reads.saturating_mul(ITEM)).saturating_add(db.reads_writes(reads, writes))
}

/// Storage: `Bonds` (r:1 w:1), the account (r:1 w:1), its holds (r:1 w:1).
fn move_bond(db: RuntimeDbWeight) -> Weight {
	COMPUTE.saturating_add(reads_writes(db, 3, 3))
}

/// Storage: `Bonds` (r:1 w:1), `Operators` (r:1 w:1).
fn seat(db: RuntimeDbWeight) -> Weight {
	COMPUTE.saturating_add(Weight::from_parts(0, LIST)).saturating_add(reads_writes(db, 2, 2))
}

/// Storage: what [`seat`] has, and `RawValues` (r:f w:f).
fn unseat(db: RuntimeDbWeight, f: u32) -> Weight {
	let each = STEP.saturating_add(reads_writes(db, 1, 1));
	seat(db).saturating_add(each.saturating_mul(f.into()))
}

/// Storage: what [`unseat`] has, the account and its holds (r:2 w:2), the issuance (r:1 w:1), the account that gets
/// what was slashed (r:1 w:1).
fn slash(db: RuntimeDbWeight, f: u32) -> Weight {
	unseat(db, f).saturating_add(COMPUTE).saturating_add(reads_writes(db, 4, 4))
}

/// Storage: `Feeds` and its counter (r:2 w:2), `Operators` (r:1 w:0), `RawValues` (r:0 w:o+1), `Values` (r:0 w:1).
fn change_feed(db: RuntimeDbWeight, o: u32) -> Weight {
	let each = STEP.saturating_add(db.writes(1));
	COMPUTE
		.saturating_add(Weight::from_parts(0, LIST))
		.saturating_add(reads_writes(db, 3, 4))
		.saturating_add(each.saturating_mul(o.into()))
}

/// Storage: `Feeds` (r:1 w:0), `Operators` (r:1 w:0), the time (r:1 w:0), `RawValues` (r:o w:0).
fn read(db: RuntimeDbWeight, o: u32) -> Weight {
	let each = STEP.saturating_add(reads_writes(db, 1, 0));
	STEP.saturating_add(Weight::from_parts(0, LIST))
		.saturating_add(reads_writes(db, 3, 0))
		.saturating_add(each.saturating_mul(o.into()))
}

/// Storage: `Operators` (r:1 w:0), `HasDispatched` (r:1 w:1), the time (r:1 w:0), the events (r:1 w:1); for each
/// value `Feeds` (r:1 w:0), `RawValues` (r:o+1 w:1), `Values` (r:1 w:1). Each operator's value is gone through by
/// `pallet-oracle`, by the reading, and sorted.
fn feed_values(db: RuntimeDbWeight, x: u32, o: u32) -> Weight {
	let source = STEP.saturating_mul(2).saturating_add(reads_writes(db, 1, 0));
	let value = STEP
		.saturating_mul(4)
		.saturating_add(reads_writes(db, 3, 2))
		.saturating_add(source.saturating_mul(o.into()));
	COMPUTE
		.saturating_add(Weight::from_parts(0, LIST))
		.saturating_add(reads_writes(db, 4, 2))
		.saturating_add(value.saturating_mul(x.into()))
}

macro_rules! weights {
	($db:expr) => {
		fn apply() -> Weight {
			move_bond($db)
		}

		fn withdraw_application() -> Weight {
			move_bond($db)
		}

		fn admit() -> Weight {
			seat($db)
		}

		fn reject() -> Weight {
			move_bond($db)
		}

		fn resign(f: u32) -> Weight {
			unseat($db, f)
		}

		fn withdraw_bond() -> Weight {
			move_bond($db)
		}

		fn remove(f: u32) -> Weight {
			slash($db, f)
		}

		fn set_feed(o: u32) -> Weight {
			change_feed($db, o)
		}

		fn remove_feed(o: u32) -> Weight {
			change_feed($db, o)
		}

		fn read(o: u32) -> Weight {
			read($db, o)
		}

		fn feed_values(x: u32, o: u32) -> Weight {
			feed_values($db, x, o)
		}
	};
}

/// The weights with the runtime's own price of a storage access.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	weights!(T::DbWeight::get());
}

/// The weights with the SDK's price of a storage access in RocksDB, for tests.
impl WeightInfo for () {
	weights!(RocksDbWeight::get());
}

/// The weights of the instance of `pallet-oracle` that this pallet belongs to.
///
/// Its own know neither how many operators there are, each of whose values it reads for each value that comes, nor
/// what the call filter and the reading cost. As its calls are free for operators, their weight is all that keeps
/// blocks from taking too long.
pub struct OracleWeights<T, I = ()>(PhantomData<(T, I)>);

impl<T: Config<I>, I: 'static> pallet_oracle::WeightInfo for OracleWeights<T, I> {
	fn feed_values(x: u32) -> Weight {
		<T as Config<I>>::WeightInfo::feed_values(x, T::MaxOperators::get())
	}

	fn on_finalize() -> Weight {
		<pallet_oracle::weights::SubstrateWeight<T> as pallet_oracle::WeightInfo>::on_finalize()
	}
}
