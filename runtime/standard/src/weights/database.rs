// SPDX-License-Identifier: Apache-2.0

//! What an access to the database costs, on top of what the benchmarks measure on a state in memory.
//!
//! The numbers are from the benchmarks `storage::read` and `storage::write` of the node (`docs/performance.md`), with its
//! default database:
//!
//! - a read goes through the whole trie: 2.6 µs with ten thousand accounts in the state, 5 µs with a million;
//! - a write is one of a thousand in a block: its part of the new root, and of what the block puts into the database. 21 µs
//!   with ten thousand accounts, 46 µs with a million.
//!
//! The root, which is most of a write, is in what a whole transaction was measured to take, too, so that it counts twice.
//! That is the margin for states of a million accounts, and for what a database of hundreds of gigabytes takes more.

use frame_support::{
	parameter_types,
	weights::{constants::WEIGHT_REF_TIME_PER_NANOS, RuntimeDbWeight},
};

/// A read, in nanoseconds.
const READ: u64 = 5_000;

/// A write, in nanoseconds.
const WRITE: u64 = 25_000;

parameter_types! {
	/// What a read and a write weigh.
	pub const DatabaseWeight: RuntimeDbWeight = RuntimeDbWeight {
		read: READ * WEIGHT_REF_TIME_PER_NANOS,
		write: WRITE * WEIGHT_REF_TIME_PER_NANOS,
	};
}
