// SPDX-License-Identifier: Apache-2.0

//! Who makes blocks, who finalises them, and what happens to those who cheat.
//!
//! One BABE epoch is one session. The validators are those of genesis; each may replace its keys. Reports of
//! double authoring and double voting are verified and recorded by the offences pallet, but nobody is punished
//! for them: without stake there is nothing to take.

use super::{
	launch_config::getters::{EpochDuration, HalfSlot, SlotDuration},
	validators::{GenesisValidators, NoFurtherIdentification},
};
use crate::{
	units::CRN, AccountId, Babe, Balances, Historical, Moment, Offences, Runtime, RuntimeEvent, Session,
	SessionKeys,
};
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32, ConstU64, Get},
};
use pallet_session::{historical, FindAccountFromAuthorIndex};
use sp_consensus_babe::{AllowedSlots, BabeEpochConfiguration};
use sp_runtime::traits::{ConvertInto, OpaqueKeys};

/// The most validators that the chain can have.
pub type MaxAuthorities = ConstU32<1_000>;

/// How many sessions back an offence may be reported. Older proofs are thrown away.
pub const REPORTABLE_SESSIONS: u32 = 168;

/// How BABE gives out slots: one in four by a private lottery, and each slot that nobody wins to one validator
/// in turn, so that every slot has an author even where there is only one validator.
pub const BABE_EPOCH_CONFIG: BabeEpochConfiguration =
	BabeEpochConfiguration { c: (1, 4), allowed_slots: AllowedSlots::PrimaryAndSecondaryVRFSlots };

parameter_types! {
	/// How long a report of an offence stays valid in the pool, in blocks: as long as it can be checked.
	pub ReportLongevity: u64 =
		u64::from(REPORTABLE_SESSIONS).saturating_mul(EpochDuration::<Runtime>::get());
}

impl pallet_timestamp::Config for Runtime {
	type Moment = Moment;
	type OnTimestampSet = Babe;
	type MinimumPeriod = HalfSlot<Runtime>;
	type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}

impl pallet_babe::Config for Runtime {
	type EpochDuration = EpochDuration<Runtime>;
	type ExpectedBlockTime = SlotDuration<Runtime>;
	type EpochChangeTrigger = pallet_babe::ExternalTrigger;
	type DisabledValidators = Session;
	type WeightInfo = ();
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = ConstU32<0>;
	type KeyOwnerProof = sp_session::MembershipProof;
	type EquivocationReportSystem =
		pallet_babe::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_grandpa::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = ConstU32<0>;
	type MaxSetIdSessionEntries = ConstU64<{ REPORTABLE_SESSIONS as u64 }>;
	type KeyOwnerProof = sp_session::MembershipProof;
	type EquivocationReportSystem =
		pallet_grandpa::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_authorship::Config for Runtime {
	type FindAuthor = FindAccountFromAuthorIndex<Self, Babe>;
	type EventHandler = ();
}

impl pallet_session::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = ConvertInto;
	type ShouldEndSession = Babe;
	type NextSessionRotation = Babe;
	type SessionManager = historical::NoteHistoricalRoot<Self, GenesisValidators>;
	type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
	type Keys = SessionKeys;
	type DisablingStrategy = ();
	type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	// Anyone may register keys, which takes room in the state for ever.
	type KeyDeposit = ConstU128<CRN>;
}

impl historical::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type FullIdentification = ();
	type FullIdentificationOf = NoFurtherIdentification;
}

impl pallet_offences::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type IdentificationTuple = historical::IdentificationTuple<Self>;
	type OnOffenceHandler = ();
}
