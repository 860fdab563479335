// SPDX-License-Identifier: Apache-2.0

//! What happens when something goes wrong: safe mode, paused calls, and migrations that fail.

use super::{
	governance::{EitherRootOr, TechnicalSupermajority},
	launch_config::getters::Days,
	oracle::RegisteredFeeds,
	system::MAX_BLOCK_WEIGHT,
};
use crate::{
	AccountId, Balance, Balances, BlockNumber, Runtime, RuntimeCall, RuntimeEvent, RuntimeHoldReason,
	SafeMode, TxPause,
};
use frame_support::{
	migrations::{FailedMigrationHandler, FailedMigrationHandling},
	parameter_types,
	traits::{
		ConstU32, Contains, EitherOf, Get, InsideBoth, MapSuccess, SafeMode as SafeModeControl, SafeModeError,
	},
	weights::Weight,
};
use frame_system::EnsureRootWithSuccess;
use sp_runtime::{traits::Replace, Perbill};

/// Which calls get through: in safe mode only those in [`SafeModeCalls`], never those that are paused, and to the oracle
/// only values of feeds that there are.
pub type CallFilter = InsideBoth<InsideBoth<SafeMode, TxPause>, RegisteredFeeds>;

/// The calls that get through in safe mode: what keeps the chain running, and what gets it out.
///
/// Users' tokens, assets and stakes stay where they are. Governance works as ever, so that a referendum can repair
/// the state or upgrade the runtime; batches, multisigs and proxies may carry its calls, for what they carry is
/// checked again.
pub struct SafeModeCalls;

impl Contains<RuntimeCall> for SafeModeCalls {
	fn contains(call: &RuntimeCall) -> bool {
		use RuntimeCall as C;
		match call {
			C::System(call) => !matches!(
				call,
				frame_system::Call::remark { .. } | frame_system::Call::remark_with_event { .. }
			),
			// Consensus.
			C::Timestamp(..)
			| C::Babe(..)
			| C::Grandpa(..)
			| C::ImOnline(..)
			| C::ElectionProvider(..)
			// Governance.
			| C::Preimage(..)
			| C::Scheduler(..)
			| C::Referenda(..)
			| C::ConvictionVoting(..)
			| C::TechnicalCommittee(..)
			| C::Whitelist(..)
			| C::Settings(..)
			// The way out.
			| C::SafeMode(..)
			| C::TxPause(..)
			| C::MultiBlockMigrations(..)
			| C::Sudo(..)
			// What carries the calls above.
			| C::Utility(..)
			| C::Multisig(..)
			| C::Proxy(..) => true,
			_ => false,
		}
	}
}

parameter_types! {
	/// Nobody enters safe mode by paying for it.
	pub const NoDeposit: Option<Balance> = None;

	/// Deposits for safe mode do not exist, so they are never released.
	pub const NoDelay: Option<BlockNumber> = None;

	/// For how long root enters or extends safe mode.
	pub RootDuration: BlockNumber = Days::<Runtime, 7>::get();

	/// For how long the technical committee enters or extends safe mode.
	pub CommitteeDuration: BlockNumber = Days::<Runtime, 1>::get();

	/// What one block may spend on a migration that takes several.
	pub MaxMigrationWeight: Weight = Perbill::from_percent(80) * MAX_BLOCK_WEIGHT;
}

impl pallet_safe_mode::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type WhitelistedCalls = SafeModeCalls;
	type EnterDuration = RootDuration;
	type ExtendDuration = RootDuration;
	type EnterDepositAmount = NoDeposit;
	type ExtendDepositAmount = NoDeposit;
	type ForceEnterOrigin = EmergencyOrigin;
	type ForceExtendOrigin = EmergencyOrigin;
	type ForceExitOrigin = EitherRootOr<TechnicalSupermajority>;
	type ForceDepositOrigin = EitherRootOr<TechnicalSupermajority>;
	type Notify = ();
	type ReleaseDelay = NoDelay;
	type WeightInfo = pallet_safe_mode::weights::SubstrateWeight<Runtime>;
}

/// Who may enter safe mode, and for how long: root, and two thirds of the technical committee for a shorter time.
pub type EmergencyOrigin = EitherOf<
	EnsureRootWithSuccess<AccountId, RootDuration>,
	MapSuccess<TechnicalSupermajority, Replace<CommitteeDuration>>,
>;

/// Calls that can never be paused: those that are needed to end the pause.
pub struct Unpausable;

impl Contains<pallet_tx_pause::RuntimeCallNameOf<Runtime>> for Unpausable {
	fn contains(name: &pallet_tx_pause::RuntimeCallNameOf<Runtime>) -> bool {
		const PALLETS: [&[u8]; 7] = [
			b"System",
			b"Timestamp",
			b"Scheduler",
			b"Referenda",
			b"ConvictionVoting",
			b"TechnicalCommittee",
			b"SafeMode",
		];
		PALLETS.contains(&name.0.as_slice())
	}
}

impl pallet_tx_pause::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PauseOrigin = EitherRootOr<TechnicalSupermajority>;
	type UnpauseOrigin = EitherRootOr<TechnicalSupermajority>;
	type WhitelistedCalls = Unpausable;
	type MaxNameLen = ConstU32<256>;
	type WeightInfo = pallet_tx_pause::weights::SubstrateWeight<Runtime>;
}

/// What a migration that failed does to the chain: it goes on in safe mode, with no end set.
///
/// Without this the chain would accept no transaction ever again, not even the vote that repairs it. The migrations
/// after the failed one are not run, and the state may be half migrated; that is why users' calls are refused until
/// governance has repaired it and left safe mode.
pub struct SafeModeOnFailedMigration;

impl FailedMigrationHandler for SafeModeOnFailedMigration {
	fn failed(_: Option<u32>) -> FailedMigrationHandling {
		let forever = BlockNumber::MAX;
		let result = if pallet_safe_mode::EnteredUntil::<Runtime>::exists() {
			// A term that is already set gives way to one without end.
			<SafeMode as SafeModeControl>::extend(forever)
		} else {
			<SafeMode as SafeModeControl>::enter(forever)
		};
		match result {
			Ok(()) | Err(SafeModeError::AlreadyEntered) => FailedMigrationHandling::ForceUnstuck,
			// Unprotected, the chain must not go on.
			Err(_) => FailedMigrationHandling::KeepStuck,
		}
	}
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
	type FailedMigrationHandler = SafeModeOnFailedMigration;
	type MaxServiceWeight = MaxMigrationWeight;
	type WeightInfo = pallet_migrations::weights::SubstrateWeight<Runtime>;
}
