// SPDX-License-Identifier: Apache-2.0

//! How token holders decide: referenda on tracks, votes with conviction, and a technical committee for urgent things.
//!
//! A referendum proposes a call with an [origin](origins): the more power the origin has, the harder its
//! [track](tracks) is to pass. Periods are counted in governance days, which a chain spec sets
//! (`launchConfig.governanceDay`).

pub mod origins;
pub mod settings;
pub mod tracks;

use super::{launch_config::getters::Days, system::MAX_BLOCK_WEIGHT};
use crate::{
	units::{deposit, CRN},
	AccountId, Balance, Balances, OriginCaller, Preimage, Referenda, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeHoldReason, RuntimeOrigin, Scheduler, System, Treasury,
};
use frame_support::{
	parameter_types,
	traits::{
		fungible::HoldConsideration, AsEnsureOriginWithArg, ConstU128, ConstU32, EitherOfDiverse,
		EqualPrivilegeOnly, LinearStoragePrice,
	},
	weights::Weight,
};
use frame_system::{EnsureRoot, EnsureSigned};
use sp_runtime::Perbill;

pub use origins::{
	pallet_origins, GeneralAdmin, ReferendumCanceller, ReferendumKiller, StakingAdmin, Treasurer,
	WhitelistedCaller,
};

/// Root, or an origin with a part of its powers.
pub type EitherRootOr<Origin> = EitherOfDiverse<EnsureRoot<AccountId>, Origin>;

/// The technical committee, as an instance of the collective pallet.
pub type TechnicalCollective = pallet_collective::Instance1;

/// More than half of the technical committee.
pub type TechnicalMajority =
	pallet_collective::EnsureProportionMoreThan<AccountId, TechnicalCollective, 1, 2>;

/// Two thirds of the technical committee.
pub type TechnicalSupermajority =
	pallet_collective::EnsureProportionAtLeast<AccountId, TechnicalCollective, 2, 3>;

parameter_types! {
	/// What scheduled calls may use of a block.
	pub MaxScheduledWeight: Weight = Perbill::from_percent(80) * MAX_BLOCK_WEIGHT;

	/// What a proposal of the technical committee may use of a block.
	pub MaxCommitteeWeight: Weight = Perbill::from_percent(50) * MAX_BLOCK_WEIGHT;

	/// Why the deposit of a preimage is held.
	pub const PreimageHoldReason: RuntimeHoldReason =
		RuntimeHoldReason::Preimage(pallet_preimage::HoldReason::Preimage);

	/// The deposit for a preimage, whatever its length.
	pub const PreimageBaseDeposit: Balance = deposit(2, 64);

	/// The deposit for each byte of a preimage.
	pub const PreimageByteDeposit: Balance = deposit(0, 1);
}

impl pallet_preimage::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_preimage::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type ManagerOrigin = EnsureRoot<AccountId>;
	type Consideration = HoldConsideration<
		AccountId,
		Balances,
		PreimageHoldReason,
		LinearStoragePrice<PreimageBaseDeposit, PreimageByteDeposit, Balance>,
	>;
}

impl pallet_scheduler::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeOrigin = RuntimeOrigin;
	type PalletsOrigin = OriginCaller;
	type RuntimeCall = RuntimeCall;
	type MaximumWeight = MaxScheduledWeight;
	type ScheduleOrigin = EnsureRoot<AccountId>;
	type OriginPrivilegeCmp = EqualPrivilegeOnly;
	type MaxScheduledPerBlock = ConstU32<50>;
	type WeightInfo = pallet_scheduler::weights::SubstrateWeight<Runtime>;
	type Preimages = Preimage;
	type BlockNumberProvider = System;
}

impl pallet_referenda::Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_referenda::weights::SubstrateWeight<Runtime>;
	type Scheduler = Scheduler;
	type Currency = Balances;
	type SubmitOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
	type CancelOrigin = EitherRootOr<ReferendumCanceller>;
	type KillOrigin = EitherRootOr<ReferendumKiller>;
	// A decision deposit is lost only when a referendum is killed as harmful.
	type Slash = Treasury;
	type Votes = Balance;
	type Tally = pallet_conviction_voting::TallyOf<Runtime>;
	type SubmissionDeposit = ConstU128<{ 10 * CRN }>;
	type MaxQueued = ConstU32<100>;
	type UndecidingTimeout = Days<Runtime, 14>;
	type AlarmInterval = ConstU32<1>;
	type Tracks = tracks::Tracks;
	type Preimages = Preimage;
	type BlockNumberProvider = System;
}

impl pallet_conviction_voting::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_conviction_voting::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type Polls = Referenda;
	// Tokens that nobody can vote with, such as the treasury's, do not count.
	type MaxTurnout = frame_support::traits::tokens::currency::ActiveIssuanceOf<Balances, AccountId>;
	type MaxVotes = ConstU32<512>;
	// Conviction n locks for 2ⁿ⁻¹ times this.
	type VoteLockingPeriod = Days<Runtime, 7>;
	type BlockNumberProvider = System;
	type VotingHooks = ();
}

impl pallet_origins::Config for Runtime {}

impl pallet_collective::Config<TechnicalCollective> for Runtime {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = Days<Runtime, 3>;
	type MaxProposals = ConstU32<100>;
	type MaxMembers = ConstU32<100>;
	type DefaultVote = pallet_collective::PrimeDefaultVote;
	type WeightInfo = pallet_collective::weights::SubstrateWeight<Runtime>;
	// The holders choose the committee, and can replace it.
	type SetMembersOrigin = EitherRootOr<GeneralAdmin>;
	type MaxProposalWeight = MaxCommitteeWeight;
	type DisapproveOrigin = EitherRootOr<GeneralAdmin>;
	type KillOrigin = EitherRootOr<GeneralAdmin>;
	type Consideration = ();
}

// The committee may speed a referendum up: by finding its call harmless it opens the whitelisted track to it. The
// holders still decide.
impl pallet_whitelist::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type WhitelistOrigin = EitherRootOr<TechnicalSupermajority>;
	type DispatchWhitelistedOrigin = EitherRootOr<WhitelistedCaller>;
	type Preimages = Preimage;
	type DeferredDispatchExpiration = Days<Runtime, 7>;
	type BlockNumberProvider = System;
	type WeightInfo = pallet_whitelist::weights::SubstrateWeight<Runtime>;
}
