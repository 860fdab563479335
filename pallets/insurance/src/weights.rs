// SPDX-License-Identifier: Apache-2.0

//! What the pallet costs.
//!
//! The numbers are estimates, not measured. They are put together from what the code does at most:
//!
//! - its storage accesses, at the price that the runtime has for its database. Each value counts as read from the
//!   database though many of these reads are answered from the block's memory. Payments count for the larger of the
//!   two ways to make them, that of assets, and holds alike;
//! - computation: `COMPUTE` for each call and `ASSESSOR` for each assessor. On the SDK's reference machine, calls that
//!   move balances take 50 to 100 µs, accesses aside; it is at least that;
//! - a proof of the state of `PROOF` bytes for each value read: more than the SDK's estimate for the largest of them, a
//!   product with its trigger.
//!
//! The benchmarks in `benchmarking.rs` measure the same; a run of them replaces this file's numbers.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// Computation of one call, in picoseconds: 100 µs.
const COMPUTE: u64 = 100_000_000;

/// Computation for one assessor, in picoseconds: 40 µs.
const ASSESSOR: u64 = 40_000_000;

/// The proof of one value, in bytes.
const PROOF: u64 = 4_000;

/// A call with so many storage accesses, `n` times `each` (reads and writes) of them for assessors.
fn cost(db: RuntimeDbWeight, reads: u64, writes: u64, n: u32, each: (u64, u64)) -> Weight {
	let n = u64::from(n);
	let reads = reads.saturating_add(n.saturating_mul(each.0));
	let writes = writes.saturating_add(n.saturating_mul(each.1));
	let compute = COMPUTE.saturating_add(n.saturating_mul(ASSESSOR));
	Weight::from_parts(compute, reads.saturating_mul(PROOF)).saturating_add(db.reads_writes(reads, writes))
}

/// The weights that the pallet asks for.
pub trait WeightInfo {
	/// The call `create_pool` with `n` assessors.
	fn create_pool(n: u32) -> Weight;
	/// The call `close_pool`.
	fn close_pool() -> Weight;
	/// The call `remove_pool`.
	fn remove_pool() -> Weight;
	/// The call `add_product`.
	fn add_product() -> Weight;
	/// The call `stop_product`.
	fn stop_product() -> Weight;
	/// The call `remove_product`.
	fn remove_product() -> Weight;
	/// The call `deposit`.
	fn deposit() -> Weight;
	/// The call `request_withdrawal`.
	fn request_withdrawal() -> Weight;
	/// The call `cancel_withdrawal`.
	fn cancel_withdrawal() -> Weight;
	/// The call `withdraw`.
	fn withdraw() -> Weight;
	/// The call `leave`.
	fn leave() -> Weight;
	/// The call `buy`, where the pool has `n` assessors.
	fn buy(n: u32) -> Weight;
	/// The call `observe`.
	fn observe() -> Weight;
	/// The call `claim`.
	fn claim() -> Weight;
	/// The call `file_claim`.
	fn file_claim() -> Weight;
	/// The call `vote`, where the pool has `n` assessors.
	fn vote(n: u32) -> Weight;
	/// The call `resolve`, where the pool has `n` assessors and none has voted.
	fn resolve(n: u32) -> Weight;
	/// The call `collect`.
	fn collect() -> Weight;
	/// The call `expire`.
	fn expire() -> Weight;
	/// The call `serve` in a pool with `n` assessors.
	fn serve(n: u32) -> Weight;
	/// The call `resign`.
	fn resign() -> Weight;
}

/// The weights with the runtime's own price of a storage access.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage (r:12 w:10): NextPool, Pools, Panels; the accounts, balances and holds of manager and pool in both assets.
	fn create_pool(n: u32) -> Weight {
		cost(T::DbWeight::get(), 12, 10, n, (0, 0))
	}

	/// Storage (r:1 w:1): Pools.
	fn close_pool() -> Weight {
		cost(T::DbWeight::get(), 1, 1, 0, (0, 0))
	}

	/// Storage (r:11 w:11): Pools, Panels; the accounts, balances and holds of manager and pool in both assets.
	fn remove_pool() -> Weight {
		cost(T::DbWeight::get(), 11, 11, 0, (0, 0))
	}

	/// Storage (r:6 w:5): Pools, Products; the time; the manager's account and holds.
	fn add_product() -> Weight {
		cost(T::DbWeight::get(), 6, 5, 0, (0, 0))
	}

	/// Storage (r:2 w:1): Pools, Products.
	fn stop_product() -> Weight {
		cost(T::DbWeight::get(), 2, 1, 0, (0, 0))
	}

	/// Storage (r:5 w:6): Pools, Products, Observations; the manager's account and holds.
	fn remove_product() -> Weight {
		cost(T::DbWeight::get(), 5, 6, 0, (0, 0))
	}

	/// Storage (r:10 w:9): Pools, Positions; the accounts, balances and holds of underwriter and pool.
	fn deposit() -> Weight {
		cost(T::DbWeight::get(), 10, 9, 0, (0, 0))
	}

	/// Storage (r:3 w:2): Pools, Positions; the time.
	fn request_withdrawal() -> Weight {
		cost(T::DbWeight::get(), 3, 2, 0, (0, 0))
	}

	/// Storage (r:5 w:5): Pools, Positions; the underwriter's account and holds.
	fn cancel_withdrawal() -> Weight {
		cost(T::DbWeight::get(), 5, 5, 0, (0, 0))
	}

	/// Storage (r:11 w:9): Pools, Positions; the time; the accounts, balances and holds of underwriter and pool.
	fn withdraw() -> Weight {
		cost(T::DbWeight::get(), 11, 9, 0, (0, 0))
	}

	/// Storage (r:11 w:9): Pools, Positions; the time; the accounts, balances and holds of underwriter and pool.
	fn leave() -> Weight {
		cost(T::DbWeight::get(), 11, 9, 0, (0, 0))
	}

	/// Storage (r:19+1n w:15): Pools, Products, Panels, Bonds (n), NextPolicy, Policies, PoliciesOf; the time; the feed; the accounts, balances and holds of holder, manager and pool.
	fn buy(n: u32) -> Weight {
		cost(T::DbWeight::get(), 19, 15, n, (1, 0))
	}

	/// Storage (r:5 w:1): Products, Observations; the time; the feed.
	fn observe() -> Weight {
		cost(T::DbWeight::get(), 5, 1, 0, (0, 0))
	}

	/// Storage (r:5 w:2): Policies, Pools, Products, Observations; the time.
	fn claim() -> Weight {
		cost(T::DbWeight::get(), 5, 2, 0, (0, 0))
	}

	/// Storage (r:4 w:2): Policies, Pools, Products; the time.
	fn file_claim() -> Weight {
		cost(T::DbWeight::get(), 4, 2, 0, (0, 0))
	}

	/// Storage (r:5+1n w:2): Policies, Pools, Products, Panels, Bonds (n); the time.
	fn vote(n: u32) -> Weight {
		cost(T::DbWeight::get(), 5, 2, n, (1, 0))
	}

	/// Storage (r:7+5n w:4+5n): Policies, Pools, Products, Panels, Bonds (n); the time; the accounts, balances and holds of the pool and each assessor.
	fn resolve(n: u32) -> Weight {
		cost(T::DbWeight::get(), 7, 4, n, (5, 5))
	}

	/// Storage (r:13 w:12): Policies, PoliciesOf, Pools, Products; the time; the accounts, balances and holds of holder and pool.
	fn collect() -> Weight {
		cost(T::DbWeight::get(), 13, 12, 0, (0, 0))
	}

	/// Storage (r:7 w:7): Policies, PoliciesOf, Pools, Products; the time; the holder's account and holds.
	fn expire() -> Weight {
		cost(T::DbWeight::get(), 7, 7, 0, (0, 0))
	}

	/// Storage (r:9 w:7): Pools, Panels, Bonds; the time; the assessor's accounts, balances and holds.
	fn serve(n: u32) -> Weight {
		cost(T::DbWeight::get(), 9, 7, n, (0, 0))
	}

	/// Storage (r:9 w:7): Pools, Bonds; the time; the assessor's accounts, balances and holds.
	fn resign() -> Weight {
		cost(T::DbWeight::get(), 9, 7, 0, (0, 0))
	}
}

/// The weights with the SDK's price of a storage access in RocksDB, for tests.
impl WeightInfo for () {
	fn create_pool(n: u32) -> Weight {
		cost(RocksDbWeight::get(), 12, 10, n, (0, 0))
	}

	fn close_pool() -> Weight {
		cost(RocksDbWeight::get(), 1, 1, 0, (0, 0))
	}

	fn remove_pool() -> Weight {
		cost(RocksDbWeight::get(), 11, 11, 0, (0, 0))
	}

	fn add_product() -> Weight {
		cost(RocksDbWeight::get(), 6, 5, 0, (0, 0))
	}

	fn stop_product() -> Weight {
		cost(RocksDbWeight::get(), 2, 1, 0, (0, 0))
	}

	fn remove_product() -> Weight {
		cost(RocksDbWeight::get(), 5, 6, 0, (0, 0))
	}

	fn deposit() -> Weight {
		cost(RocksDbWeight::get(), 10, 9, 0, (0, 0))
	}

	fn request_withdrawal() -> Weight {
		cost(RocksDbWeight::get(), 3, 2, 0, (0, 0))
	}

	fn cancel_withdrawal() -> Weight {
		cost(RocksDbWeight::get(), 5, 5, 0, (0, 0))
	}

	fn withdraw() -> Weight {
		cost(RocksDbWeight::get(), 11, 9, 0, (0, 0))
	}

	fn leave() -> Weight {
		cost(RocksDbWeight::get(), 11, 9, 0, (0, 0))
	}

	fn buy(n: u32) -> Weight {
		cost(RocksDbWeight::get(), 19, 15, n, (1, 0))
	}

	fn observe() -> Weight {
		cost(RocksDbWeight::get(), 5, 1, 0, (0, 0))
	}

	fn claim() -> Weight {
		cost(RocksDbWeight::get(), 5, 2, 0, (0, 0))
	}

	fn file_claim() -> Weight {
		cost(RocksDbWeight::get(), 4, 2, 0, (0, 0))
	}

	fn vote(n: u32) -> Weight {
		cost(RocksDbWeight::get(), 5, 2, n, (1, 0))
	}

	fn resolve(n: u32) -> Weight {
		cost(RocksDbWeight::get(), 7, 4, n, (5, 5))
	}

	fn collect() -> Weight {
		cost(RocksDbWeight::get(), 13, 12, 0, (0, 0))
	}

	fn expire() -> Weight {
		cost(RocksDbWeight::get(), 7, 7, 0, (0, 0))
	}

	fn serve(n: u32) -> Weight {
		cost(RocksDbWeight::get(), 9, 7, n, (0, 0))
	}

	fn resign() -> Weight {
		cost(RocksDbWeight::get(), 9, 7, 0, (0, 0))
	}
}
