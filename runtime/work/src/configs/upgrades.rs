// SPDX-License-Identifier: Apache-2.0

//! Upgrades whose changes to the state take more than one block.

use super::system::MAX_BLOCK_WEIGHT;
use crate::{Runtime, RuntimeEvent};
use frame_support::{
	migrations::FreezeChainOnFailedMigration, parameter_types, traits::ConstU32, weights::Weight,
};
use sp_runtime::Perbill;

parameter_types! {
	/// The part of a block that a migration may use.
	pub MaxMigrationWeight: Weight = Perbill::from_percent(50) * MAX_BLOCK_WEIGHT;
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
	// Blocks go on, and only root may act in them until the state is repaired.
	type FailedMigrationHandler = FreezeChainOnFailedMigration;
	type MaxServiceWeight = MaxMigrationWeight;
	type WeightInfo = pallet_migrations::weights::SubstrateWeight<Runtime>;
}
