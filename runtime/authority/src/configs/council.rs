// SPDX-License-Identifier: Apache-2.0

//! The council: members named at genesis, who decide by motions.
//!
//! Two thirds of all members appoint and dismiss validators. Three quarters may do anything: they whitelist the hash
//! of a call and have it made as root, in one motion of two calls. The members vote on calls in full view of
//! everybody; there is no way around the votes. Nor can one member take up all the room for motions: when there are
//! some already, each takes a larger deposit.

use super::{launch_config::getters::Days, system::MAX_BLOCK_WEIGHT};
use crate::{
	units::CRN, AccountId, Balances, Runtime, RuntimeCall, RuntimeEvent, RuntimeHoldReason, RuntimeOrigin,
	System,
};
use frame_support::{
	parameter_types,
	traits::{fungible::HoldConsideration, ConstU128, ConstU32, EitherOfDiverse},
	weights::Weight,
};
use frame_system::EnsureRoot;
use pallet_collective::{HoldReason, MemberCount};
use sp_runtime::{FixedU128, Perbill};

/// The council, as an instance of the collective pallet.
pub type CouncilCollective = pallet_collective::Instance1;

/// Root, or an origin with a part of its powers.
pub type EitherRootOr<Origin> = EitherOfDiverse<EnsureRoot<AccountId>, Origin>;

/// More than half of the council.
pub type HalfOfCouncil = pallet_collective::EnsureProportionMoreThan<AccountId, CouncilCollective, 1, 2>;

/// Two thirds of the council.
pub type TwoThirdsOfCouncil = pallet_collective::EnsureProportionAtLeast<AccountId, CouncilCollective, 2, 3>;

/// Three quarters of the council.
pub type ThreeQuartersOfCouncil =
	pallet_collective::EnsureProportionAtLeast<AccountId, CouncilCollective, 3, 4>;

/// The most members that the council can have.
pub type MaxMembers = ConstU32<100>;

parameter_types! {
	/// What a motion may use of a block: half of it, which is enough for an upgrade.
	pub MaxMotionWeight: Weight = Perbill::from_percent(50) * MAX_BLOCK_WEIGHT;

	/// Why the deposit of a motion is held.
	pub const MotionHold: RuntimeHoldReason = RuntimeHoldReason::Council(HoldReason::ProposalSubmission);

	/// How much more the deposit of a motion is than that of the one before.
	pub const DepositRatio: FixedU128 = FixedU128::from_u32(2);
}

/// What a motion takes as a deposit, in planck, by how many there are already: nothing beside fewer than five, then
/// 1 CRN, and each one more twice as much.
#[cfg(not(feature = "runtime-benchmarks"))]
pub type MotionDeposit = pallet_collective::deposit::Delayed<
	ConstU32<5>,
	pallet_collective::deposit::Geometric<DepositRatio, ConstU128<CRN>>,
>;

/// What a motion takes as a deposit where it is measured: always the same, because a benchmark makes more motions
/// than there are tokens for.
#[cfg(feature = "runtime-benchmarks")]
pub type MotionDeposit = pallet_collective::deposit::Constant<ConstU128<CRN>>;

/// Who has not voted when a motion ends has voted against it, whatever its prime member has voted: otherwise that one
/// could speak for everybody who is away.
pub struct AbsentIsAgainst;

impl pallet_collective::DefaultVote for AbsentIsAgainst {
	fn default_vote(_: Option<bool>, _: MemberCount, _: MemberCount, _: MemberCount) -> bool {
		false
	}
}

impl pallet_collective::Config<CouncilCollective> for Runtime {
	type RuntimeOrigin = RuntimeOrigin;
	type Proposal = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type MotionDuration = Days<Runtime, 3>;
	type MaxProposals = ConstU32<100>;
	type MaxMembers = MaxMembers;
	type DefaultVote = AbsentIsAgainst;
	type WeightInfo = pallet_collective::weights::SubstrateWeight<Runtime>;
	type SetMembersOrigin = EitherRootOr<ThreeQuartersOfCouncil>;
	type MaxProposalWeight = MaxMotionWeight;
	type DisapproveOrigin = EitherRootOr<HalfOfCouncil>;
	type KillOrigin = EitherRootOr<HalfOfCouncil>;
	type Consideration = HoldConsideration<AccountId, Balances, MotionHold, MotionDeposit, u32>;
}

// How three quarters of the council have a call made as root. A call is whitelisted for one use. There are no
// preimages on this chain: whoever has a whitelisted call made hands it in.
impl pallet_whitelist::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type WhitelistOrigin = EitherRootOr<ThreeQuartersOfCouncil>;
	type DispatchWhitelistedOrigin = EitherRootOr<ThreeQuartersOfCouncil>;
	type Preimages = ();
	type DeferredDispatchExpiration = Days<Runtime, 7>;
	type BlockNumberProvider = System;
	type WeightInfo = pallet_whitelist::weights::SubstrateWeight<Runtime>;
}
