// SPDX-License-Identifier: Apache-2.0

//! What the calls cost.
//!
//! The numbers are estimates. They are put together from what a call does at worst:
//!
//! - its storage accesses, at the price that the runtime has for its database. A DAO, a member, a proposal, a list of
//!   invitations, an asset's account and a hold are an item each; moving or holding an asset counts as 5 reads and 4
//!   writes;
//! - `COMPUTE` for decoding, checking and the events, and more for what is done once for each of several things. On
//!   the SDK's reference machine, calls that hold or move an asset take 50 to 90 µs, accesses aside;
//! - `PROOF` for each item that is read: what the largest of them and its path in the trie may take.
//!
//! The benchmarks in `benchmarking.rs` measure the calls; a run of them replaces this file's numbers.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// Computation of one call, in picoseconds: 120 µs.
const COMPUTE: u64 = 120_000_000;
/// Computation for one of several things, in picoseconds: 60 µs.
const COMPUTE_EACH: u64 = 60_000_000;
/// The part of a proof that one item takes, in bytes.
const PROOF: u64 = 4_096;

/// What a call costs that reads and writes so many items, and does `times` something that reads and writes so many.
fn cost(
	db: RuntimeDbWeight,
	(reads, writes): (u64, u64),
	times: u32,
	(each_reads, each_writes): (u64, u64),
) -> Weight {
	let times = u64::from(times);
	let reads = reads.saturating_add(each_reads.saturating_mul(times));
	let writes = writes.saturating_add(each_writes.saturating_mul(times));
	Weight::from_parts(
		COMPUTE.saturating_add(COMPUTE_EACH.saturating_mul(times)),
		PROOF.saturating_mul(reads),
	)
	.saturating_add(db.reads_writes(reads, writes))
}

/// Declares the trait and both of its implementations from one table: `call(times) => items each items`.
macro_rules! weights {
	($( $(#[$doc:meta])* $call:ident($($times:ident)?) => $items:tt $(each $each:tt)?; )*) => {
		/// The weights that the pallet asks for.
		pub trait WeightInfo {
			$( $(#[$doc])* fn $call($($times: u32)?) -> Weight; )*
			/// The call `propose`, of a call of so many bytes.
			fn propose(bytes: u32) -> Weight;
			/// The call `ragequit`, with so many open proposals, for a share of so many assets.
			fn ragequit(open: u32, assets: u32) -> Weight;
		}

		/// The weights with the runtime's own price of a storage access.
		pub struct SubstrateWeight<T>(PhantomData<T>);

		impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
			$( fn $call($($times: u32)?) -> Weight {
				cost(T::DbWeight::get(), $items, weights!(@times $($times)?), weights!(@each $($each)?))
			} )*
			fn propose(bytes: u32) -> Weight {
				propose(T::DbWeight::get(), bytes)
			}
			fn ragequit(open: u32, assets: u32) -> Weight {
				ragequit(T::DbWeight::get(), open, assets)
			}
		}

		/// The weights with the SDK's price of a storage access in RocksDB, for tests.
		impl WeightInfo for () {
			$( fn $call($($times: u32)?) -> Weight {
				cost(RocksDbWeight::get(), $items, weights!(@times $($times)?), weights!(@each $($each)?))
			} )*
			fn propose(bytes: u32) -> Weight {
				propose(RocksDbWeight::get(), bytes)
			}
			fn ragequit(open: u32, assets: u32) -> Weight {
				ragequit(RocksDbWeight::get(), open, assets)
			}
		}
	};
	(@times) => { 0 };
	(@times $times:ident) => { $times };
	(@each) => { (0, 0) };
	(@each $each:tt) => { $each };
}

/// The DAO and the proposer's membership are read, the deposit is held, DAO, proposal and call are written. Encoding,
/// hashing and storing the call costs 20 ns a byte, several times what it takes.
fn propose(db: RuntimeDbWeight, bytes: u32) -> Weight {
	cost(db, (7, 7), 0, (0, 0)).saturating_add(Weight::from_parts(20_000, 1).saturating_mul(bytes.into()))
}

/// As `leave`; besides, a proposal and two votes are read for each open proposal, and each asset is moved.
fn ragequit(db: RuntimeDbWeight, open: u32, assets: u32) -> Weight {
	cost(db, (13, 13), open, (3, 0)).saturating_add(cost(db, (0, 0), assets, (6, 4)))
}

weights! {
	/// The call `found`, with so many first members.
	found(members) => (12, 11) each (6, 5);
	/// The call `join`.
	join() => (13, 11);
	/// The call `leave`.
	leave() => (13, 13);
	/// The call `stake`.
	stake() => (8, 7);
	/// The call `unstake`.
	unstake() => (4, 3);
	/// The call `withdraw`.
	withdraw() => (7, 5);
	/// The call `delegate`.
	delegate() => (5, 3);
	/// The call `undelegate`.
	undelegate() => (5, 3);
	/// The call `vote`.
	vote() => (4, 2);
	/// The call `cancel`.
	cancel() => (7, 7);
	/// The call `veto`.
	veto() => (7, 7);
	/// The call `execute`, without the call that it executes.
	execute() => (12, 9);
	/// The call `settle`.
	settle() => (7, 7);
	/// The call `clear`, of so many votes.
	clear(votes) => (7, 6) each (1, 1);
	/// The call `set_rules`.
	set_rules() => (1, 1);
	/// The call `set_guardian`.
	set_guardian() => (1, 1);
	/// The call `invite`.
	invite() => (4, 2);
	/// The call `uninvite`.
	uninvite() => (1, 1);
	/// The call `expel`.
	expel() => (13, 13);
	/// The call `set_shares`.
	set_shares() => (3, 3);
	/// The call `dissolve`.
	dissolve() => (3, 2);
	/// The call `evict`.
	evict() => (13, 13);
	/// The call `recover`, without the call that it makes.
	recover() => (2, 1);
	/// The call `close`.
	close() => (6, 5);
}
