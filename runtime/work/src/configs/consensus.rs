// SPDX-License-Identifier: Apache-2.0

//! Who makes blocks, what that earns, and who may make them final.
//!
//! Whoever finds a block makes it. The node checks the work; the runtime only says how much of it the next block takes
//! ([`pallet_difficulty`]), and pays the account that the block's header names ([`Miner`]).
//!
//! GRANDPA's voters are those of genesis. There is no stake here to elect others by, and no session that could hand
//! over; an upgrade that brings a session pallet can. Without voters the node leaves GRANDPA out.

use super::launch_config::getters::SlotDuration;
use crate::{AccountId, Authorship, Balances, Moment, Runtime, RuntimeEvent, Timestamp};
use frame_support::traits::{ConstU32, ConstU64, FindAuthor, Get};
use parity_scale_codec::DecodeAll;
use sp_consensus_pow::POW_ENGINE_ID;
use sp_runtime::ConsensusEngineId;

/// Finds in a block's header the account that its miner put there to be paid.
///
/// What is not exactly an account counts as none: such a block is valid, and earns nothing.
pub struct Miner;

impl FindAuthor<AccountId> for Miner {
	fn find_author<'a, I>(digests: I) -> Option<AccountId>
	where
		I: 'a + IntoIterator<Item = (ConsensusEngineId, &'a [u8])>,
	{
		let mut digests = digests.into_iter();
		let (_, mut account) = digests.find(|(engine, _)| *engine == POW_ENGINE_ID)?;
		AccountId::decode_all(&mut account).ok()
	}
}

/// The miner of the block that is being made.
pub struct BlockMiner;

impl Get<Option<AccountId>> for BlockMiner {
	fn get() -> Option<AccountId> {
		Authorship::author()
	}
}

impl pallet_timestamp::Config for Runtime {
	type Moment = Moment;
	type OnTimestampSet = ();
	// Blocks are found by chance, and two may be found one right after the other. That time moves on is all that the
	// difficulty needs.
	type MinimumPeriod = ConstU64<1>;
	type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}

impl pallet_difficulty::Config for Runtime {
	type Time = Timestamp;
	type TargetBlockTime = SlotDuration<Runtime>;
	type WeightInfo = pallet_difficulty::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkTime = super::benchmark_helpers::BlockTime;
}

impl pallet_authorship::Config for Runtime {
	type FindAuthor = Miner;
	type EventHandler = ();
}

impl pallet_block_reward::Config for Runtime {
	type Currency = Balances;
	type Author = BlockMiner;
	type WeightInfo = pallet_block_reward::weights::SubstrateWeight<Runtime>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkAuthor = super::benchmark_helpers::BlockAuthor;
}

impl pallet_grandpa::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
	type MaxAuthorities = ConstU32<100>;
	type MaxNominators = ConstU32<0>;
	// A set of voters that never changes needs no memory of earlier ones.
	type MaxSetIdSessionEntries = ConstU64<0>;
	// Nobody has a stake that a double vote could cost.
	type KeyOwnerProof = sp_core::Void;
	type EquivocationReportSystem = ();
}
