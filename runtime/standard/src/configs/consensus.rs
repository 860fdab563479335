// SPDX-License-Identifier: Apache-2.0

//! Who makes blocks, who finalises them, and who finds out those who cheat or stay away.
//!
//! One BABE epoch is one session. The validators are elected once an era, by stake (see [`super::staking`]). Double
//! authoring, double voting and silence are reported as offences, and staking punishes them.

use super::{
	launch_config::getters::{EpochDuration, HalfSlot, ReportableSessions, SlotDuration},
	staking::MaxNominatorsOfOne,
	validators::ElectedValidators,
};
use crate::{
	units::CRN, weights, AccountId, Babe, Balances, Historical, ImOnline, Moment, Offences, Runtime,
	RuntimeEvent, Session, SessionKeys, Staking,
};
use frame_support::{
	parameter_types,
	traits::{ConstU128, ConstU32, Get},
};
use pallet_session::{
	disabling::UpToLimitWithReEnablingDisablingStrategy, historical, FindAccountFromAuthorIndex,
};
use sp_consensus_babe::{AllowedSlots, BabeEpochConfiguration};
use sp_runtime::{
	traits::{ConvertInto, OpaqueKeys},
	transaction_validity::TransactionPriority,
};

/// The most validators that the chain can have.
pub type MaxAuthorities = ConstU32<1_000>;

/// How BABE gives out slots: one in four by a private lottery, and each slot that nobody wins to one validator
/// in turn, so that every slot has an author even where there is only one validator.
pub const BABE_EPOCH_CONFIG: BabeEpochConfiguration =
	BabeEpochConfiguration { c: (1, 4), allowed_slots: AllowedSlots::PrimaryAndSecondaryVRFSlots };

parameter_types! {
	/// How long a report of an offence stays valid in the pool, in blocks: as long as it can be checked.
	pub ReportLongevity: u64 =
		u64::from(ReportableSessions::<Runtime>::get()).saturating_mul(EpochDuration::<Runtime>::get());

	/// How many sets of finality voters are remembered, to tell in which session a double vote was made.
	pub MaxSetIdSessionEntries: u64 = ReportableSessions::<Runtime>::get().into();

	/// Heartbeats go before everything else in the pool: who is not heard is taken for offline.
	pub const HeartbeatPriority: TransactionPriority = TransactionPriority::MAX;
}

impl pallet_timestamp::Config for Runtime {
	type Moment = Moment;
	type OnTimestampSet = Babe;
	type MinimumPeriod = HalfSlot<Runtime>;
	type WeightInfo = weights::pallet_timestamp::Weights<Runtime>;
}

impl pallet_babe::Config for Runtime {
	type EpochDuration = EpochDuration<Runtime>;
	type ExpectedBlockTime = SlotDuration<Runtime>;
	type EpochChangeTrigger = pallet_babe::ExternalTrigger;
	type DisabledValidators = Session;
	type WeightInfo = ();
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = MaxNominatorsOfOne;
	type KeyOwnerProof = sp_session::MembershipProof;
	type EquivocationReportSystem =
		pallet_babe::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_grandpa::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = MaxNominatorsOfOne;
	type MaxSetIdSessionEntries = MaxSetIdSessionEntries;
	type KeyOwnerProof = sp_session::MembershipProof;
	type EquivocationReportSystem =
		pallet_grandpa::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
}

impl pallet_authorship::Config for Runtime {
	type FindAuthor = FindAccountFromAuthorIndex<Self, Babe>;
	// Staking counts the blocks of each validator, ImOnline takes a block for a sign of life.
	type EventHandler = (Staking, ImOnline);
}

impl pallet_session::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type ValidatorId = AccountId;
	type ValidatorIdOf = ConvertInto;
	type ShouldEndSession = Babe;
	type NextSessionRotation = Babe;
	type SessionManager = historical::NoteHistoricalRoot<Self, ElectedValidators>;
	type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
	type Keys = SessionKeys;
	// Offenders make no blocks until the era ends, but never so many that the rest could not go on.
	type DisablingStrategy = UpToLimitWithReEnablingDisablingStrategy;
	type WeightInfo = pallet_session::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	// Anyone may register keys, which takes room in the state until they are purged.
	type KeyDeposit = ConstU128<CRN>;
}

// Past sessions keep who validated, and no stake: staking has that itself.
impl historical::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type FullIdentification = ();
	type FullIdentificationOf = pallet_staking::UnitIdentificationOf<Self>;
}

impl pallet_offences::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type IdentificationTuple = historical::IdentificationTuple<Self>;
	type OnOffenceHandler = Staking;
}

impl pallet_authority_discovery::Config for Runtime {
	type MaxAuthorities = MaxAuthorities;
}

impl pallet_im_online::Config for Runtime {
	type AuthorityId = pallet_im_online::sr25519::AuthorityId;
	type MaxKeys = MaxAuthorities;
	type MaxPeerInHeartbeats = ConstU32<0>;
	type RuntimeEvent = RuntimeEvent;
	type ValidatorSet = Historical;
	type NextSessionRotation = Babe;
	type ReportUnresponsiveness = Offences;
	type UnsignedPriority = HeartbeatPriority;
	type WeightInfo = pallet_im_online::weights::SubstrateWeight<Runtime>;
}
