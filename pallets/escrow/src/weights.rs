// SPDX-License-Identifier: Apache-2.0

//! What the pallet costs.
//!
//! The numbers are estimates. They are put together from what the code does in the worst case, which is an asset of
//! `pallet-assets`, whose accounts are created by the payment:
//!
//! - its storage accesses, at the price that the runtime has for its database. Each value counts as read from the
//!   database, though many are in the block's memory by then, and each as written;
//! - computation: `STEP` for each value read or written, which is more than encoding and hashing it take;
//! - a proof of the state of `PROOF` bytes for each value read, and of `RECORD` bytes for each payment or swap.
//!
//! The benchmarks in `benchmarking.rs` measure the same; a run of them replaces this file's numbers.

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// Computation for one value, in picoseconds: 3 µs.
const STEP: u64 = 3_000_000;
/// The proof of one value of at most a few hundred bytes, in bytes.
const PROOF: u64 = 1_485 + 512;
/// The proof of a payment or a swap beyond that, in bytes.
const RECORD: u64 = 4_096;

/// The weights that the pallet asks for.
pub trait WeightInfo {
	/// The call `create_payment`; `s` is how many blocks are tried for room on the agenda.
	fn create_payment(s: u32) -> Weight;
	/// The call `release`.
	fn release() -> Weight;
	/// The call `refund`.
	fn refund() -> Weight;
	/// The call `propose_split`.
	fn propose_split() -> Weight;
	/// The call `accept_split`.
	fn accept_split() -> Weight;
	/// The call `dispute`; `s` is how many blocks are tried for room on the agenda.
	fn dispute(s: u32) -> Weight;
	/// The call `submit_evidence`.
	fn submit_evidence() -> Weight;
	/// The call `resolve`.
	fn resolve() -> Weight;
	/// The call `waive`.
	fn waive() -> Weight;
	/// The call `expire`.
	fn expire() -> Weight;
	/// The call `offer_swap`; `s` is how many blocks are tried for room on the agenda.
	fn offer_swap(s: u32) -> Weight;
	/// The call `take_swap`.
	fn take_swap() -> Weight;
	/// The call `cancel_swap`.
	fn cancel_swap() -> Weight;
	/// `on_initialize` of a block that ends `n` escrows.
	fn on_initialize(n: u32) -> Weight;
}

/// Storage accesses.
#[derive(Clone, Copy)]
struct Cost {
	reads: u64,
	writes: u64,
}

impl Cost {
	/// The record of an escrow.
	const RECORD: Self = Self { reads: 2, writes: 1 };
	/// A hold in native tokens taken or given back: the account and its holds.
	const DEPOSIT: Self = Self { reads: 2, writes: 2 };
	/// An amount put on hold: the asset, its account, its holds, their sum, the account in the system; and as much
	/// again to find out what is not frozen.
	const HOLD: Self = Self { reads: 10, writes: 10 };
	/// An amount paid out of a hold: as above, and both accounts of the one who is paid.
	const PAY: Self = Self { reads: 7, writes: 7 };
	/// An entry of the agenda.
	const AGENDA: Self = Self { reads: 1, writes: 1 };
	/// Three entries in the indexes.
	const INDEX: Self = Self { reads: 0, writes: 3 };
	/// The end of an escrow.
	const CLOSE: Self = Self::RECORD.and(Self::DEPOSIT).and(Self::AGENDA).and(Self::INDEX);
	/// What a new escrow needs, besides room on the agenda.
	const CREATE: Self = Self::RECORD.and(Self::RECORD).and(Self::DEPOSIT).and(Self::HOLD).and(Self::INDEX);

	const fn and(self, other: Self) -> Self {
		Self { reads: self.reads + other.reads, writes: self.writes + other.writes }
	}

	fn times(self, n: u32) -> Self {
		let n = u64::from(n);
		Self { reads: self.reads.saturating_mul(n), writes: self.writes.saturating_mul(n) }
	}

	fn weight(self, db: RuntimeDbWeight) -> Weight {
		let proof = self.reads.saturating_mul(PROOF).saturating_add(RECORD);
		let values = self.reads.saturating_add(self.writes);
		Weight::from_parts(values.saturating_mul(STEP), proof)
			.saturating_add(db.reads_writes(self.reads, self.writes))
	}
}

/// Room on the agenda after trying `s` blocks.
fn search(s: u32) -> Cost {
	Cost { reads: s.into(), writes: 1 }
}

/// What each weight is made of is the same, whatever a storage access costs.
macro_rules! weights_at {
	($db:expr) => {
		fn create_payment(s: u32) -> Weight {
			// The asset and both accounts of the payee are looked at.
			Cost { reads: 3, writes: 0 }.and(Cost::CREATE).and(search(s)).weight($db)
		}

		fn release() -> Weight {
			Cost::RECORD.and(Cost::PAY).and(Cost::CLOSE).weight($db)
		}

		fn refund() -> Weight {
			Cost::RECORD.and(Cost::PAY).and(Cost::CLOSE).weight($db)
		}

		fn propose_split() -> Weight {
			Cost::RECORD.weight($db)
		}

		fn accept_split() -> Weight {
			Cost::RECORD.and(Cost::PAY.times(2)).and(Cost::CLOSE).weight($db)
		}

		fn dispute(s: u32) -> Weight {
			Cost::RECORD.and(Cost::AGENDA).and(search(s)).weight($db)
		}

		fn submit_evidence() -> Weight {
			Cost::RECORD.weight($db)
		}

		fn resolve() -> Weight {
			Cost::RECORD.and(Cost::PAY.times(3)).and(Cost::CLOSE).weight($db)
		}

		fn waive() -> Weight {
			Cost::RECORD.and(Cost::PAY.times(3)).and(Cost::CLOSE).weight($db)
		}

		fn expire() -> Weight {
			Cost::RECORD.and(Cost::PAY.times(3)).and(Cost::CLOSE).weight($db)
		}

		fn offer_swap(s: u32) -> Weight {
			// The other asset is looked at.
			Cost { reads: 1, writes: 0 }.and(Cost::CREATE).and(search(s)).weight($db)
		}

		fn take_swap() -> Weight {
			Cost::RECORD.and(Cost::PAY.times(2)).and(Cost::CLOSE).weight($db)
		}

		fn cancel_swap() -> Weight {
			Cost::RECORD.and(Cost::PAY).and(Cost::CLOSE).weight($db)
		}

		fn on_initialize(n: u32) -> Weight {
			// One that could not be ended is read and written once more.
			let one = Cost::RECORD.and(Cost::RECORD).and(Cost::PAY).and(Cost::CLOSE);
			Cost::AGENDA
				.and(one.times(n))
				.weight($db)
				.saturating_add(Weight::from_parts(0, RECORD.saturating_mul(n.into())))
		}
	};
}

/// The weights with the runtime's own price of a storage access.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	weights_at!(T::DbWeight::get());
}

/// The weights with the SDK's price of a storage access in RocksDB, for tests.
impl WeightInfo for () {
	weights_at!(RocksDbWeight::get());
}
