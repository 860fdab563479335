// SPDX-License-Identifier: Apache-2.0

//! What an access to the database costs, on top of what the benchmarks measure on a state in memory.
//!
//! The numbers are from the benchmarks `storage::read` and `storage::write` of the node (`docs/performance.md`), with its
//! default database, rounded up:
//!
//! - a read goes through the whole trie, without a cache of its nodes. In a node most reads find one;
//! - a write is one of a thousand in a block: its part of the new root, and of what the block puts into the database.
//!
//! The root is in what a whole transaction was measured to take, too, so that it counts twice. That is the margin for states
//! that are larger than those of the benchmarks.

use frame_support::{
	parameter_types,
	weights::{constants::WEIGHT_REF_TIME_PER_NANOS, RuntimeDbWeight},
};

/// A read, in nanoseconds.
const READ: u64 = 6_000;

/// A write, in nanoseconds.
const WRITE: u64 = 35_000;

parameter_types! {
	/// What a read and a write weigh.
	pub const DatabaseWeight: RuntimeDbWeight = RuntimeDbWeight {
		read: READ * WEIGHT_REF_TIME_PER_NANOS,
		write: WRITE * WEIGHT_REF_TIME_PER_NANOS,
	};
}
