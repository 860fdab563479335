// SPDX-License-Identifier: Apache-2.0

//! What the pallet costs, as measured by `scripts/measure-weights.sh`, which writes this file.
//!
//! Measured on 2026-11-21 with frame-omni-bencher 64.0.0: 50 steps, 20 repeats, AMD EPYC.

#![cfg_attr(rustfmt, rustfmt_skip)]
#![allow(missing_docs, clippy::unnecessary_cast)]

use core::marker::PhantomData;
use frame_support::{
	traits::Get,
	weights::{constants::RocksDbWeight, Weight},
};

/// The weights that the pallet asks for, one for each benchmark.
pub trait WeightInfo {
	fn found(m: u32, ) -> Weight;
	fn join() -> Weight;
	fn leave() -> Weight;
	fn ragequit(o: u32, a: u32, ) -> Weight;
	fn stake() -> Weight;
	fn unstake() -> Weight;
	fn withdraw() -> Weight;
	fn delegate() -> Weight;
	fn undelegate() -> Weight;
	fn propose(b: u32, ) -> Weight;
	fn vote() -> Weight;
	fn cancel() -> Weight;
	fn veto() -> Weight;
	fn execute() -> Weight;
	fn settle() -> Weight;
	fn clear(v: u32, ) -> Weight;
	fn set_rules() -> Weight;
	fn set_guardian() -> Weight;
	fn invite() -> Weight;
	fn uninvite() -> Weight;
	fn expel() -> Weight;
	fn set_shares() -> Weight;
	fn dissolve() -> Weight;
	fn evict() -> Weight;
	fn recover() -> Weight;
	fn close() -> Weight;
}

/// The weights with the runtime's own price of a storage access.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
	/// Storage: `Dao::NextDao` (r:1 w:1)
	/// Proof: `Dao::NextDao` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Members` (r:100 w:100)
	/// Proof: `Dao::Members` (`max_values`: None, `max_size`: Some(1813), added: 4288, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Daos` (r:0 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// `m` was measured from 1 to 100.
	fn found(m: u32, ) -> Weight {
		// The fastest run took 152_929_000 ps.
		Weight::from_parts(92_895_700, 6196)
			// Standard error: 84_671.
			.saturating_add(Weight::from_parts(49_577_929, 0).saturating_mul(m.into()))
			.saturating_add(T::DbWeight::get().reads_writes(4, 5))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(m.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(m.into())))
			.saturating_add(Weight::from_parts(0, 4288).saturating_mul(m.into()))
	}
	/// Storage: `Dao::Daos` (r:1 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Invitations` (r:1 w:1)
	/// Proof: `Dao::Invitations` (`max_values`: None, `max_size`: Some(7014), added: 9489, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Members` (r:1 w:1)
	/// Proof: `Dao::Members` (`max_values`: None, `max_size`: Some(1813), added: 4288, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	fn join() -> Weight {
		// The fastest run took 111_016_000 ps.
		Weight::from_parts(121_752_000, 10479)
			.saturating_add(T::DbWeight::get().reads_writes(6, 6))
	}
	/// Storage: `Dao::Daos` (r:1 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Members` (r:2 w:2)
	/// Proof: `Dao::Members` (`max_values`: None, `max_size`: Some(1813), added: 4288, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	fn leave() -> Weight {
		// The fastest run took 72_938_000 ps.
		Weight::from_parts(80_851_000, 9566)
			.saturating_add(T::DbWeight::get().reads_writes(5, 5))
	}
	/// Storage: `Dao::Daos` (r:1 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Members` (r:2 w:2)
	/// Proof: `Dao::Members` (`max_values`: None, `max_size`: Some(1813), added: 4288, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Votes` (r:40 w:0)
	/// Proof: `Dao::Votes` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:3 w:3)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// `o` was measured from 0 to 20.
	/// `a` was measured from 0 to 1.
	fn ragequit(o: u32, a: u32, ) -> Weight {
		// The fastest run took 118_727_000 ps.
		Weight::from_parts(76_009_014, 9566)
			// Standard error: 10_934.
			.saturating_add(Weight::from_parts(6_985_177, 0).saturating_mul(o.into()))
			// Standard error: 146_375.
			.saturating_add(Weight::from_parts(46_734_346, 0).saturating_mul(a.into()))
			.saturating_add(T::DbWeight::get().reads_writes(5, 5))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(o.into())))
			.saturating_add(T::DbWeight::get().reads(2_u64.saturating_mul(a.into())))
			.saturating_add(T::DbWeight::get().writes(2_u64.saturating_mul(a.into())))
			.saturating_add(Weight::from_parts(0, 5206).saturating_mul(a.into()))
			.saturating_add(Weight::from_parts(0, 5112).saturating_mul(o.into()))
	}
	/// Storage: `Dao::Daos` (r:1 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Members` (r:2 w:2)
	/// Proof: `Dao::Members` (`max_values`: None, `max_size`: Some(1813), added: 4288, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	fn stake() -> Weight {
		// The fastest run took 69_694_000 ps.
		Weight::from_parts(73_239_000, 9566)
			.saturating_add(T::DbWeight::get().reads_writes(5, 5))
	}
	/// Storage: `Dao::Daos` (r:1 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Members` (r:2 w:2)
	/// Proof: `Dao::Members` (`max_values`: None, `max_size`: Some(1813), added: 4288, mode: `MaxEncodedLen`)
	fn unstake() -> Weight {
		// The fastest run took 31_647_000 ps.
		Weight::from_parts(33_910_000, 9566)
			.saturating_add(T::DbWeight::get().reads_writes(3, 3))
	}
	/// Storage: `Dao::Daos` (r:1 w:0)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Members` (r:1 w:1)
	/// Proof: `Dao::Members` (`max_values`: None, `max_size`: Some(1813), added: 4288, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	fn withdraw() -> Weight {
		// The fastest run took 52_508_000 ps.
		Weight::from_parts(57_245_000, 5278)
			.saturating_add(T::DbWeight::get().reads_writes(4, 3))
	}
	/// Storage: `Dao::Daos` (r:1 w:0)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Members` (r:3 w:3)
	/// Proof: `Dao::Members` (`max_values`: None, `max_size`: Some(1813), added: 4288, mode: `MaxEncodedLen`)
	fn delegate() -> Weight {
		// The fastest run took 31_987_000 ps.
		Weight::from_parts(34_602_000, 13854)
			.saturating_add(T::DbWeight::get().reads_writes(4, 3))
	}
	/// Storage: `Dao::Daos` (r:1 w:0)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Members` (r:2 w:2)
	/// Proof: `Dao::Members` (`max_values`: None, `max_size`: Some(1813), added: 4288, mode: `MaxEncodedLen`)
	fn undelegate() -> Weight {
		// The fastest run took 26_270_000 ps.
		Weight::from_parts(28_173_000, 9566)
			.saturating_add(T::DbWeight::get().reads_writes(3, 2))
	}
	/// Storage: `Dao::Daos` (r:1 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Members` (r:1 w:0)
	/// Proof: `Dao::Members` (`max_values`: None, `max_size`: Some(1813), added: 4288, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Dao::ProposalCalls` (r:0 w:1)
	/// Proof: `Dao::ProposalCalls` (`max_values`: None, `max_size`: Some(4122), added: 6597, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Proposals` (r:0 w:1)
	/// Proof: `Dao::Proposals` (`max_values`: None, `max_size`: Some(245), added: 2720, mode: `MaxEncodedLen`)
	/// `b` was measured from 16 to 4096.
	fn propose(b: u32, ) -> Weight {
		// The fastest run took 64_777_000 ps.
		Weight::from_parts(67_722_077, 5278)
			// Standard error: 6.
			.saturating_add(Weight::from_parts(1_872, 0).saturating_mul(b.into()))
			.saturating_add(T::DbWeight::get().reads_writes(4, 5))
	}
	/// Storage: `Dao::Daos` (r:1 w:0)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Proposals` (r:1 w:1)
	/// Proof: `Dao::Proposals` (`max_values`: None, `max_size`: Some(245), added: 2720, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Members` (r:1 w:0)
	/// Proof: `Dao::Members` (`max_values`: None, `max_size`: Some(1813), added: 4288, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Votes` (r:1 w:1)
	/// Proof: `Dao::Votes` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	fn vote() -> Weight {
		// The fastest run took 27_611_000 ps.
		Weight::from_parts(29_494_000, 5278)
			.saturating_add(T::DbWeight::get().reads_writes(4, 2))
	}
	/// Storage: `Dao::Daos` (r:1 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Proposals` (r:1 w:1)
	/// Proof: `Dao::Proposals` (`max_values`: None, `max_size`: Some(245), added: 2720, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Dao::ProposalCalls` (r:0 w:1)
	/// Proof: `Dao::ProposalCalls` (`max_values`: None, `max_size`: Some(4122), added: 6597, mode: `MaxEncodedLen`)
	fn cancel() -> Weight {
		// The fastest run took 55_282_000 ps.
		Weight::from_parts(58_908_000, 4595)
			.saturating_add(T::DbWeight::get().reads_writes(4, 5))
	}
	/// Storage: `Dao::Daos` (r:1 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Proposals` (r:1 w:1)
	/// Proof: `Dao::Proposals` (`max_values`: None, `max_size`: Some(245), added: 2720, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Dao::ProposalCalls` (r:0 w:1)
	/// Proof: `Dao::ProposalCalls` (`max_values`: None, `max_size`: Some(4122), added: 6597, mode: `MaxEncodedLen`)
	fn veto() -> Weight {
		// The fastest run took 53_770_000 ps.
		Weight::from_parts(57_997_000, 4595)
			.saturating_add(T::DbWeight::get().reads_writes(4, 5))
	}
	/// Storage: `Dao::Executing` (r:1 w:1)
	/// Proof: `Dao::Executing` (`max_values`: Some(1), `max_size`: Some(9), added: 504, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Daos` (r:1 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Proposals` (r:1 w:1)
	/// Proof: `Dao::Proposals` (`max_values`: None, `max_size`: Some(245), added: 2720, mode: `MaxEncodedLen`)
	/// Storage: `Dao::ProposalCalls` (r:1 w:1)
	/// Proof: `Dao::ProposalCalls` (`max_values`: None, `max_size`: Some(4122), added: 6597, mode: `MaxEncodedLen`)
	/// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	/// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn execute() -> Weight {
		// The fastest run took 32_599_000 ps.
		Weight::from_parts(35_422_000, 7587)
			.saturating_add(T::DbWeight::get().reads_writes(5, 4))
	}
	/// Storage: `Dao::Daos` (r:1 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Proposals` (r:1 w:1)
	/// Proof: `Dao::Proposals` (`max_values`: None, `max_size`: Some(245), added: 2720, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// Storage: `Dao::ProposalCalls` (r:0 w:1)
	/// Proof: `Dao::ProposalCalls` (`max_values`: None, `max_size`: Some(4122), added: 6597, mode: `MaxEncodedLen`)
	fn settle() -> Weight {
		// The fastest run took 53_120_000 ps.
		Weight::from_parts(57_936_000, 4595)
			.saturating_add(T::DbWeight::get().reads_writes(4, 5))
	}
	/// Storage: `Dao::Daos` (r:1 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Proposals` (r:1 w:1)
	/// Proof: `Dao::Proposals` (`max_values`: None, `max_size`: Some(245), added: 2720, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Votes` (r:101 w:100)
	/// Proof: `Dao::Votes` (`max_values`: None, `max_size`: Some(81), added: 2556, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	/// `v` was measured from 1 to 100.
	fn clear(v: u32, ) -> Weight {
		// The fastest run took 59_288_000 ps.
		Weight::from_parts(56_787_670, 4595)
			// Standard error: 1_885.
			.saturating_add(Weight::from_parts(3_822_158, 0).saturating_mul(v.into()))
			.saturating_add(T::DbWeight::get().reads_writes(5, 4))
			.saturating_add(T::DbWeight::get().reads(1_u64.saturating_mul(v.into())))
			.saturating_add(T::DbWeight::get().writes(1_u64.saturating_mul(v.into())))
			.saturating_add(Weight::from_parts(0, 2556).saturating_mul(v.into()))
	}
	/// Storage: `Dao::Daos` (r:1 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	fn set_rules() -> Weight {
		// The fastest run took 11_007_000 ps.
		Weight::from_parts(11_988_000, 4595)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Dao::Daos` (r:1 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	fn set_guardian() -> Weight {
		// The fastest run took 10_105_000 ps.
		Weight::from_parts(11_027_000, 4595)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Dao::Daos` (r:1 w:0)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Members` (r:1 w:0)
	/// Proof: `Dao::Members` (`max_values`: None, `max_size`: Some(1813), added: 4288, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Invitations` (r:1 w:1)
	/// Proof: `Dao::Invitations` (`max_values`: None, `max_size`: Some(7014), added: 9489, mode: `MaxEncodedLen`)
	fn invite() -> Weight {
		// The fastest run took 21_843_000 ps.
		Weight::from_parts(24_377_000, 10479)
			.saturating_add(T::DbWeight::get().reads_writes(3, 1))
	}
	/// Storage: `Dao::Invitations` (r:1 w:1)
	/// Proof: `Dao::Invitations` (`max_values`: None, `max_size`: Some(7014), added: 9489, mode: `MaxEncodedLen`)
	fn uninvite() -> Weight {
		// The fastest run took 15_032_000 ps.
		Weight::from_parts(16_745_000, 10479)
			.saturating_add(T::DbWeight::get().reads_writes(1, 1))
	}
	/// Storage: `Dao::Daos` (r:1 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Members` (r:2 w:2)
	/// Proof: `Dao::Members` (`max_values`: None, `max_size`: Some(1813), added: 4288, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	fn expel() -> Weight {
		// The fastest run took 95_643_000 ps.
		Weight::from_parts(116_915_000, 9566)
			.saturating_add(T::DbWeight::get().reads_writes(7, 7))
	}
	/// Storage: `Dao::Daos` (r:1 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Members` (r:2 w:2)
	/// Proof: `Dao::Members` (`max_values`: None, `max_size`: Some(1813), added: 4288, mode: `MaxEncodedLen`)
	fn set_shares() -> Weight {
		// The fastest run took 24_257_000 ps.
		Weight::from_parts(27_361_000, 9566)
			.saturating_add(T::DbWeight::get().reads_writes(3, 3))
	}
	/// Storage: `Dao::Daos` (r:1 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Executing` (r:1 w:0)
	/// Proof: `Dao::Executing` (`max_values`: Some(1), `max_size`: Some(9), added: 504, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Proposals` (r:1 w:0)
	/// Proof: `Dao::Proposals` (`max_values`: None, `max_size`: Some(245), added: 2720, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Invitations` (r:0 w:1)
	/// Proof: `Dao::Invitations` (`max_values`: None, `max_size`: Some(7014), added: 9489, mode: `MaxEncodedLen`)
	fn dissolve() -> Weight {
		// The fastest run took 17_987_000 ps.
		Weight::from_parts(20_771_000, 4595)
			.saturating_add(T::DbWeight::get().reads_writes(3, 2))
	}
	/// Storage: `Dao::Daos` (r:1 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Members` (r:2 w:2)
	/// Proof: `Dao::Members` (`max_values`: None, `max_size`: Some(1813), added: 4288, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:2 w:2)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:2 w:2)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	fn evict() -> Weight {
		// The fastest run took 105_377_000 ps.
		Weight::from_parts(114_481_000, 9566)
			.saturating_add(T::DbWeight::get().reads_writes(7, 7))
	}
	/// Storage: `Dao::Executing` (r:1 w:1)
	/// Proof: `Dao::Executing` (`max_values`: Some(1), `max_size`: Some(9), added: 504, mode: `MaxEncodedLen`)
	/// Storage: `Dao::Daos` (r:1 w:0)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `SafeMode::EnteredUntil` (r:1 w:0)
	/// Proof: `SafeMode::EnteredUntil` (`max_values`: Some(1), `max_size`: Some(4), added: 499, mode: `MaxEncodedLen`)
	fn recover() -> Weight {
		// The fastest run took 12_890_000 ps.
		Weight::from_parts(14_862_000, 4595)
			.saturating_add(T::DbWeight::get().reads_writes(3, 1))
	}
	/// Storage: `Dao::Daos` (r:1 w:1)
	/// Proof: `Dao::Daos` (`max_values`: None, `max_size`: Some(1130), added: 3605, mode: `MaxEncodedLen`)
	/// Storage: `System::Account` (r:1 w:1)
	/// Proof: `System::Account` (`max_values`: None, `max_size`: Some(128), added: 2603, mode: `MaxEncodedLen`)
	/// Storage: `Balances::Holds` (r:1 w:1)
	/// Proof: `Balances::Holds` (`max_values`: None, `max_size`: Some(553), added: 3028, mode: `MaxEncodedLen`)
	fn close() -> Weight {
		// The fastest run took 45_898_000 ps.
		Weight::from_parts(51_888_000, 4595)
			.saturating_add(T::DbWeight::get().reads_writes(3, 3))
	}
}

/// The weights with the SDK's price of a storage access in RocksDB, for tests.
impl WeightInfo for () {
	fn found(m: u32, ) -> Weight {
		Weight::from_parts(92_895_700, 6196)
			.saturating_add(Weight::from_parts(49_577_929, 0).saturating_mul(m.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(4, 5))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(m.into())))
			.saturating_add(RocksDbWeight::get().writes(1_u64.saturating_mul(m.into())))
			.saturating_add(Weight::from_parts(0, 4288).saturating_mul(m.into()))
	}
	fn join() -> Weight {
		Weight::from_parts(121_752_000, 10479)
			.saturating_add(RocksDbWeight::get().reads_writes(6, 6))
	}
	fn leave() -> Weight {
		Weight::from_parts(80_851_000, 9566)
			.saturating_add(RocksDbWeight::get().reads_writes(5, 5))
	}
	fn ragequit(o: u32, a: u32, ) -> Weight {
		Weight::from_parts(76_009_014, 9566)
			.saturating_add(Weight::from_parts(6_985_177, 0).saturating_mul(o.into()))
			.saturating_add(Weight::from_parts(46_734_346, 0).saturating_mul(a.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(5, 5))
			.saturating_add(RocksDbWeight::get().reads(2_u64.saturating_mul(o.into())))
			.saturating_add(RocksDbWeight::get().reads(2_u64.saturating_mul(a.into())))
			.saturating_add(RocksDbWeight::get().writes(2_u64.saturating_mul(a.into())))
			.saturating_add(Weight::from_parts(0, 5206).saturating_mul(a.into()))
			.saturating_add(Weight::from_parts(0, 5112).saturating_mul(o.into()))
	}
	fn stake() -> Weight {
		Weight::from_parts(73_239_000, 9566)
			.saturating_add(RocksDbWeight::get().reads_writes(5, 5))
	}
	fn unstake() -> Weight {
		Weight::from_parts(33_910_000, 9566)
			.saturating_add(RocksDbWeight::get().reads_writes(3, 3))
	}
	fn withdraw() -> Weight {
		Weight::from_parts(57_245_000, 5278)
			.saturating_add(RocksDbWeight::get().reads_writes(4, 3))
	}
	fn delegate() -> Weight {
		Weight::from_parts(34_602_000, 13854)
			.saturating_add(RocksDbWeight::get().reads_writes(4, 3))
	}
	fn undelegate() -> Weight {
		Weight::from_parts(28_173_000, 9566)
			.saturating_add(RocksDbWeight::get().reads_writes(3, 2))
	}
	fn propose(b: u32, ) -> Weight {
		Weight::from_parts(67_722_077, 5278)
			.saturating_add(Weight::from_parts(1_872, 0).saturating_mul(b.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(4, 5))
	}
	fn vote() -> Weight {
		Weight::from_parts(29_494_000, 5278)
			.saturating_add(RocksDbWeight::get().reads_writes(4, 2))
	}
	fn cancel() -> Weight {
		Weight::from_parts(58_908_000, 4595)
			.saturating_add(RocksDbWeight::get().reads_writes(4, 5))
	}
	fn veto() -> Weight {
		Weight::from_parts(57_997_000, 4595)
			.saturating_add(RocksDbWeight::get().reads_writes(4, 5))
	}
	fn execute() -> Weight {
		Weight::from_parts(35_422_000, 7587)
			.saturating_add(RocksDbWeight::get().reads_writes(5, 4))
	}
	fn settle() -> Weight {
		Weight::from_parts(57_936_000, 4595)
			.saturating_add(RocksDbWeight::get().reads_writes(4, 5))
	}
	fn clear(v: u32, ) -> Weight {
		Weight::from_parts(56_787_670, 4595)
			.saturating_add(Weight::from_parts(3_822_158, 0).saturating_mul(v.into()))
			.saturating_add(RocksDbWeight::get().reads_writes(5, 4))
			.saturating_add(RocksDbWeight::get().reads(1_u64.saturating_mul(v.into())))
			.saturating_add(RocksDbWeight::get().writes(1_u64.saturating_mul(v.into())))
			.saturating_add(Weight::from_parts(0, 2556).saturating_mul(v.into()))
	}
	fn set_rules() -> Weight {
		Weight::from_parts(11_988_000, 4595)
			.saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}
	fn set_guardian() -> Weight {
		Weight::from_parts(11_027_000, 4595)
			.saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}
	fn invite() -> Weight {
		Weight::from_parts(24_377_000, 10479)
			.saturating_add(RocksDbWeight::get().reads_writes(3, 1))
	}
	fn uninvite() -> Weight {
		Weight::from_parts(16_745_000, 10479)
			.saturating_add(RocksDbWeight::get().reads_writes(1, 1))
	}
	fn expel() -> Weight {
		Weight::from_parts(116_915_000, 9566)
			.saturating_add(RocksDbWeight::get().reads_writes(7, 7))
	}
	fn set_shares() -> Weight {
		Weight::from_parts(27_361_000, 9566)
			.saturating_add(RocksDbWeight::get().reads_writes(3, 3))
	}
	fn dissolve() -> Weight {
		Weight::from_parts(20_771_000, 4595)
			.saturating_add(RocksDbWeight::get().reads_writes(3, 2))
	}
	fn evict() -> Weight {
		Weight::from_parts(114_481_000, 9566)
			.saturating_add(RocksDbWeight::get().reads_writes(7, 7))
	}
	fn recover() -> Weight {
		Weight::from_parts(14_862_000, 4595)
			.saturating_add(RocksDbWeight::get().reads_writes(3, 1))
	}
	fn close() -> Weight {
		Weight::from_parts(51_888_000, 4595)
			.saturating_add(RocksDbWeight::get().reads_writes(3, 3))
	}
}
