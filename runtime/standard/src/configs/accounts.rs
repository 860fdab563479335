// SPDX-License-Identifier: Apache-2.0

//! What an account can do beyond signing: act together, through others, under a name, and be recovered.

use super::{
	governance::{EitherRootOr, GeneralAdmin},
	launch_config::getters::Days,
	treasury::IntoTreasury,
};
use crate::{
	units::{deposit, CRN},
	weights, AccountId, Balance, Balances, OriginCaller, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeHoldReason, Signature, System, Treasury,
};
use frame_support::{
	parameter_types,
	traits::{fungible::HoldConsideration, ConstU128, ConstU32, InstanceFilter, LinearStoragePrice},
};
use parity_scale_codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::traits::{BlakeTwo256, Verify};

impl pallet_utility::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type PalletsOrigin = OriginCaller;
	type WeightInfo = weights::pallet_utility::Weights<Runtime>;
}

impl pallet_multisig::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	// An operation takes one item of a key and a value; each signatory adds 32 bytes.
	type DepositBase = ConstU128<{ deposit(1, 88) }>;
	type DepositFactor = ConstU128<{ deposit(0, 32) }>;
	type MaxSignatories = ConstU32<100>;
	type WeightInfo = weights::pallet_multisig::Weights<Runtime>;
	type BlockNumberProvider = System;
}

/// What a proxy may do for the account that appointed it.
#[derive(
	Copy,
	Clone,
	Eq,
	PartialEq,
	Ord,
	PartialOrd,
	Encode,
	Decode,
	DecodeWithMemTracking,
	Debug,
	MaxEncodedLen,
	TypeInfo,
	Default,
)]
pub enum ProxyType {
	/// Everything.
	#[default]
	Any,
	/// Everything that moves no tokens or other property.
	NonTransfer,
	/// Voting, referenda, treasury, bounties.
	Governance,
	/// Staking and pools.
	Staking,
	/// Assets, pools of assets, NFTs.
	Assets,
	/// Judging identities.
	IdentityJudgement,
	/// Rejecting announced calls of other proxies.
	CancelProxy,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		use RuntimeCall as C;
		match self {
			Self::Any => true,
			// Named one by one, so that a pallet that is added later is not let in by accident.
			Self::NonTransfer => {
				matches!(
					call,
					C::System(..)
						| C::Timestamp(..) | C::Session(..)
						| C::Staking(..) | C::VoterList(..)
						| C::FastUnstake(..)
						| C::NominationPools(..)
						| C::Preimage(..) | C::Referenda(..)
						| C::ConvictionVoting(..)
						| C::Whitelist(..) | C::TechnicalCommittee(..)
						| C::Treasury(..) | C::Bounties(..)
						| C::ChildBounties(..)
						| C::Utility(..) | C::Multisig(..)
						| C::Proxy(..) | C::Identity(..)
				)
			}
			Self::Governance => {
				matches!(
					call,
					C::Preimage(..)
						| C::Referenda(..) | C::ConvictionVoting(..)
						| C::Whitelist(..) | C::TechnicalCommittee(..)
						| C::Treasury(..) | C::Bounties(..)
						| C::ChildBounties(..)
						| C::Utility(..)
				)
			}
			Self::Staking => matches!(
				call,
				C::Staking(..)
					| C::Session(..)
					| C::VoterList(..)
					| C::FastUnstake(..)
					| C::NominationPools(..)
					| C::Utility(..)
			),
			Self::Assets => matches!(
				call,
				C::Assets(..)
					| C::PoolAssets(..)
					| C::AssetConversion(..)
					| C::Nfts(..) | C::NftFractionalization(..)
					| C::Utility(..)
			),
			Self::IdentityJudgement => {
				matches!(call, C::Identity(pallet_identity::Call::provide_judgement { .. }) | C::Utility(..))
			}
			Self::CancelProxy => {
				matches!(call, C::Proxy(pallet_proxy::Call::reject_announcement { .. }))
			}
		}
	}

	fn is_superset(&self, other: &Self) -> bool {
		match (self, other) {
			(mine, theirs) if mine == theirs => true,
			(Self::Any, _) => true,
			(_, Self::Any) => false,
			(Self::NonTransfer, Self::Governance | Self::Staking | Self::CancelProxy) => true,
			(Self::NonTransfer, Self::IdentityJudgement) => true,
			_ => false,
		}
	}
}

impl pallet_proxy::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type RuntimeCall = RuntimeCall;
	type Currency = Balances;
	type ProxyType = ProxyType;
	type ProxyDepositBase = ConstU128<{ deposit(1, 8) }>;
	type ProxyDepositFactor = ConstU128<{ deposit(0, 37) }>;
	type MaxProxies = ConstU32<32>;
	type WeightInfo = weights::pallet_proxy::Weights<Runtime>;
	type MaxPending = ConstU32<32>;
	type CallHasher = BlakeTwo256;
	type AnnouncementDepositBase = ConstU128<{ deposit(1, 8) }>;
	type AnnouncementDepositFactor = ConstU128<{ deposit(0, 68) }>;
	type BlockNumberProvider = System;
}

impl pallet_identity::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type BasicDeposit = ConstU128<{ deposit(1, 258) }>;
	type ByteDeposit = ConstU128<{ deposit(0, 1) }>;
	type UsernameDeposit = ConstU128<{ deposit(2, 80) }>;
	type SubAccountDeposit = ConstU128<{ deposit(1, 53) }>;
	type MaxSubAccounts = ConstU32<100>;
	type IdentityInformation = pallet_identity::legacy::IdentityInfo<ConstU32<100>>;
	type MaxRegistrars = ConstU32<20>;
	type Slashed = Treasury;
	type ForceOrigin = EitherRootOr<GeneralAdmin>;
	type RegistrarOrigin = EitherRootOr<GeneralAdmin>;
	type OffchainSignature = Signature;
	type SigningPublicKey = <Signature as Verify>::Signer;
	type UsernameAuthorityOrigin = EitherRootOr<GeneralAdmin>;
	type PendingUsernameExpiration = Days<Runtime, 7>;
	type UsernameGracePeriod = Days<Runtime, 30>;
	type MaxSuffixLength = ConstU32<7>;
	type MaxUsernameLength = ConstU32<32>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ();
	type WeightInfo = pallet_identity::weights::SubstrateWeight<Runtime>;
}

parameter_types! {
	/// Why the deposit for a list of friends is held.
	pub const FriendGroupsHold: RuntimeHoldReason =
		RuntimeHoldReason::Recovery(pallet_recovery::HoldReason::FriendGroupsStorage);

	/// Why the deposit for an attempt is held.
	pub const AttemptHold: RuntimeHoldReason =
		RuntimeHoldReason::Recovery(pallet_recovery::HoldReason::AttemptStorage);

	/// Why the deposit for an inheritor is held.
	pub const InheritorHold: RuntimeHoldReason =
		RuntimeHoldReason::Recovery(pallet_recovery::HoldReason::InheritorStorage);

	/// The deposit for an item of the recovery pallet.
	pub const RecoveryBaseDeposit: Balance = deposit(1, 64);

	/// The deposit for each byte of it.
	pub const RecoveryByteDeposit: Balance = deposit(0, 1);
}

/// A deposit of the recovery pallet.
pub type RecoveryDeposit<Reason> = HoldConsideration<
	AccountId,
	Balances,
	Reason,
	LinearStoragePrice<RecoveryBaseDeposit, RecoveryByteDeposit, Balance>,
>;

impl pallet_recovery::Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type RuntimeHoldReason = RuntimeHoldReason;
	type BlockNumberProvider = System;
	type Currency = Balances;
	type FriendGroupsConsideration = RecoveryDeposit<FriendGroupsHold>;
	type AttemptConsideration = RecoveryDeposit<AttemptHold>;
	type InheritorConsideration = RecoveryDeposit<InheritorHold>;
	// Who attempts to recover an account that is not lost loses this.
	type SecurityDeposit = ConstU128<{ 10 * CRN }>;
	type Slash = IntoTreasury;
	type MaxFriendsPerConfig = ConstU32<64>;
	type WeightInfo = pallet_recovery::weights::SubstrateWeight<Runtime>;
}
