// SPDX-License-Identifier: Apache-2.0

//! Who makes blocks and who finalises them.
//!
//! Aura gives the slots to the validators in turn: slot `s` belongs to validator `s mod n`. GRANDPA finalises what
//! more than two thirds of them voted for. Both take their keys from the session.

use super::{
	launch_config::getters::{EpochDuration, HalfSlot, SlotDuration},
	offences::{DisableOffenders, ReportLongevity, KEPT_SESSIONS},
	validators::AppointedValidators,
};
use crate::{
	units::CRN, AccountId, Aura, Balances, BlockNumber, Historical, Moment, Offences, Runtime, RuntimeEvent,
	Session, SessionKeys, ValidatorSet,
};
use frame_support::{
	parameter_types,
	traits::{ConstBool, ConstU128, ConstU32, ConstU64, Get},
};
use pallet_session::{
	disabling::UpToLimitWithReEnablingDisablingStrategy, historical, FindAccountFromAuthorIndex,
	PeriodicSessions,
};
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_runtime::traits::{Convert, ConvertInto, OpaqueKeys};

/// The most validators that the chain can have.
pub type MaxAuthorities = ConstU32<100>;

parameter_types! {
	/// The length of a session, in blocks: what the chain spec calls `epochDuration`.
	pub SessionLength: BlockNumber =
		BlockNumber::try_from(EpochDuration::<Runtime>::get()).unwrap_or(BlockNumber::MAX);
}

/// A session every so many blocks, the first one included.
pub type Sessions = PeriodicSessions<SessionLength, ConstU32<0>>;

impl pallet_timestamp::Config for Runtime {
	type Moment = Moment;
	type OnTimestampSet = Aura;
	type MinimumPeriod = HalfSlot<Runtime>;
	type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}

impl pallet_aura::Config for Runtime {
	type AuthorityId = AuraId;
	type MaxAuthorities = MaxAuthorities;
	// A block by a validator that was found out is not valid.
	type DisabledValidators = Session;
	type AllowMultipleBlocksPerSlot = ConstBool<false>;
	type SlotDuration = SlotDuration<Runtime>;
}

impl pallet_grandpa::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
	type MaxAuthorities = MaxAuthorities;
	// Nobody nominates anybody.
	type MaxNominators = ConstU32<0>;
	type MaxSetIdSessionEntries = ConstU64<{ KEPT_SESSIONS as u64 }>;
	type KeyOwnerProof = sp_session::MembershipProof;
	type EquivocationReportSystem =
		pallet_grandpa::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_authorship::Config for Runtime {
	type FindAuthor = FindAccountFromAuthorIndex<Self, Aura>;
	type EventHandler = ValidatorSet;
}

impl pallet_session::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = ConvertInto;
	type ShouldEndSession = Sessions;
	type NextSessionRotation = Sessions;
	type SessionManager = historical::NoteHistoricalRoot<Self, AppointedValidators>;
	type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
	type Keys = SessionKeys;
	// Offenders make no blocks until the set changes, but never so many that the rest could not go on.
	type DisablingStrategy = UpToLimitWithReEnablingDisablingStrategy;
	type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	// Anyone may register keys, which takes room in the state until they are purged.
	type KeyDeposit = ConstU128<CRN>;
}

/// Validators are known by their accounts, and there is nothing more to know.
pub struct NoIdentification;

impl Convert<AccountId, Option<()>> for NoIdentification {
	fn convert(_: AccountId) -> Option<()> {
		Some(())
	}
}

impl historical::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type FullIdentification = ();
	type FullIdentificationOf = NoIdentification;
}

impl pallet_offences::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type IdentificationTuple = historical::IdentificationTuple<Self>;
	type OnOffenceHandler = DisableOffenders;
}
