// SPDX-License-Identifier: Apache-2.0

//! The ground that all pallets stand on: types, block limits, how transactions are made, long migrations.

use super::launch_config::getters::SlotDuration;
use crate::{
	AccountId, Balance, Block, BlockNumber, Hash, Hashing, Migrations, MultiBlockMigrations, Nonce,
	PalletInfo, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin, RuntimeTask, UncheckedExtrinsic, VERSION,
};
use frame_support::{
	derive_impl,
	dispatch::DispatchClass,
	migrations::FreezeChainOnFailedMigration,
	parameter_types,
	traits::{ConstU16, ConstU32, Get},
	weights::{
		constants::{BlockExecutionWeight, ExtrinsicBaseWeight, RocksDbWeight, WEIGHT_REF_TIME_PER_MILLIS},
		Weight,
	},
};
use frame_system::limits::{BlockLength, BlockWeights};
use sp_runtime::{traits::AccountIdLookup, Perbill};
use sp_version::RuntimeVersion;

/// How much of a block ordinary transactions may fill. The rest is kept for operational ones, so that motions,
/// equivocation reports and an upgrade get in while the chain is flooded.
pub const NORMAL_DISPATCH_RATIO: Perbill = Perbill::from_percent(75);

/// The part of a block that hooks at its start are expected to take.
pub const AVERAGE_ON_INITIALIZE_RATIO: Perbill = Perbill::from_percent(5);

/// The most that executing one block may ever cost: 500 ms on the reference machine.
///
/// Operational transactions may go so far at every slot time. A runtime upgrade alone takes about 200 ms; where slots
/// are shorter than its block, some slots stay empty, once.
///
/// The size of a proof is not limited: only parachains have to hand proofs of their state to somebody.
pub const MAX_BLOCK_WEIGHT: Weight = Weight::from_parts(500 * WEIGHT_REF_TIME_PER_MILLIS, u64::MAX);

/// The most bytes a block may have: 5 MiB, about 27,000 transfers. At 100 Mbit/s it takes 0.4 s to hand it on.
pub const MAX_BLOCK_LENGTH: u32 = 5 * 1024 * 1024;

/// How much each class of transactions may weigh in one block of a chain with this slot time, in milliseconds.
///
/// Ordinary transactions get three quarters of half a slot, and never more than of [`MAX_BLOCK_WEIGHT`]: the author
/// executes the block and then everybody else does, one after the other and with the network in between; all of it
/// has to fit into the slot.
pub fn block_weights(slot_duration: u64) -> BlockWeights {
	let half_slot = WEIGHT_REF_TIME_PER_MILLIS.saturating_mul(slot_duration / 2);
	let ordinary = NORMAL_DISPATCH_RATIO * MAX_BLOCK_WEIGHT.min(Weight::from_parts(half_slot, u64::MAX));
	BlockWeights::builder()
		.base_block(BlockExecutionWeight::get())
		.for_class(DispatchClass::all(), |weights| {
			weights.base_extrinsic = ExtrinsicBaseWeight::get();
		})
		.for_class(DispatchClass::Normal, |weights| {
			weights.max_total = Some(ordinary);
		})
		.for_class(DispatchClass::Operational, |weights| {
			weights.max_total = Some(MAX_BLOCK_WEIGHT);
			weights.reserved = Some(MAX_BLOCK_WEIGHT - ordinary);
		})
		.avg_block_initialization(AVERAGE_ON_INITIALIZE_RATIO)
		.build_or_panic()
}

parameter_types! {
	/// How many block hashes the chain remembers: 4096, a bit more than an hour of one-second blocks. It is also
	/// the longest life a mortal transaction can have.
	pub const BlockHashCount: BlockNumber = 4096;

	/// The version, for metadata and for the checks of signatures.
	pub const Version: RuntimeVersion = VERSION;

	/// How much each class of transactions may weigh in one block, at the slot time of this chain.
	pub RuntimeBlockWeights: BlockWeights = block_weights(SlotDuration::<Runtime>::get());

	/// How many bytes each class of transactions may take in one block.
	pub RuntimeBlockLength: BlockLength = BlockLength::builder()
		.max_length(MAX_BLOCK_LENGTH)
		.modify_max_length_for_class(DispatchClass::Normal, |length| {
			*length = NORMAL_DISPATCH_RATIO * MAX_BLOCK_LENGTH;
		})
		.build();

	/// What one block may spend on a migration that takes several.
	pub MaxMigrationWeight: Weight = Perbill::from_percent(80) * MAX_BLOCK_WEIGHT;
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
	type Block = Block;
	type AccountId = AccountId;
	type Nonce = Nonce;
	type Hash = Hash;
	type Hashing = Hashing;
	type Lookup = AccountIdLookup<AccountId, ()>;
	type AccountData = pallet_balances::AccountData<Balance>;
	type BlockHashCount = BlockHashCount;
	type BlockWeights = RuntimeBlockWeights;
	type BlockLength = RuntimeBlockLength;
	type DbWeight = RocksDbWeight;
	type Version = Version;
	type SS58Prefix = ConstU16<42>;
	type MaxConsumers = ConstU32<128>;
	type SystemWeightInfo = frame_system::weights::SubstrateWeight<Runtime>;
	type ExtensionsWeightInfo = frame_system::SubstrateExtensionsWeight<Runtime>;
	type SingleBlockMigrations = Migrations;
	type MultiBlockMigrator = MultiBlockMigrations;
}

impl pallet_migrations::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	#[cfg(not(feature = "runtime-benchmarks"))]
	type Migrations = crate::MultiBlockMigrationsToRun;
	// The benchmarks bring their own.
	#[cfg(feature = "runtime-benchmarks")]
	type Migrations = pallet_migrations::mock_helpers::MockedMigrations;
	type CursorMaxLen = ConstU32<65_536>;
	type IdentifierMaxLen = ConstU32<256>;
	type MigrationStatusHandler = ();
	// A state that is half migrated moves nobody's tokens. The operators agree on a corrected Wasm and give it to
	// their nodes in the chain spec's `codeSubstitutes`.
	type FailedMigrationHandler = FreezeChainOnFailedMigration;
	type MaxServiceWeight = MaxMigrationWeight;
	type WeightInfo = pallet_migrations::weights::SubstrateWeight<Runtime>;
}

// How pallets make transactions by themselves. Equivocation reports are bare: they carry their own proof.

impl<LocalCall> frame_system::offchain::CreateTransactionBase<LocalCall> for Runtime
where
	RuntimeCall: From<LocalCall>,
{
	type Extrinsic = UncheckedExtrinsic;
	type RuntimeCall = RuntimeCall;
}

impl<LocalCall> frame_system::offchain::CreateBare<LocalCall> for Runtime
where
	RuntimeCall: From<LocalCall>,
{
	fn create_bare(call: RuntimeCall) -> UncheckedExtrinsic {
		UncheckedExtrinsic::new_bare(call)
	}
}
