// SPDX-License-Identifier: Apache-2.0

//! Organisations of accounts, which act by vote through an account of their own.

use super::{
	assets::{AssetId, Native, NativeAndAssets, NativeAndAssetsOnHold},
	launch_config::getters::{Days, Hours},
	system::MAX_BLOCK_WEIGHT,
};
use crate::{
	units::{deposit, CRN},
	Runtime, RuntimeCall, RuntimeHoldReason,
};
use frame_support::{
	parameter_types,
	traits::{fungible::NativeOrWithId, ConstU128, ConstU32, Everything},
	weights::Weight,
	PalletId,
};
use sp_runtime::Perbill;

parameter_types! {
	/// What the accounts of DAOs are derived from.
	pub const DaoPalletId: PalletId = PalletId(*b"cairn/do");

	/// The heaviest call that a DAO can make. Executing it is a transaction, for which there must be room in a block.
	pub MaxCallWeight: Weight = Perbill::from_percent(25) * MAX_BLOCK_WEIGHT;
}

impl pallet_dao::Config for Runtime {
	type RuntimeCall = RuntimeCall;
	type RuntimeHoldReason = RuntimeHoldReason;
	type AssetId = NativeOrWithId<AssetId>;
	type Assets = NativeAndAssets;
	type Holds = NativeAndAssetsOnHold;
	type NativeAsset = Native;
	type PalletId = DaoPalletId;
	// A DAO has the rights of an account, and what an account may call is for the chain's own filter to say.
	type CallFilter = Everything;
	type FoundingDeposit = ConstU128<{ 10 * CRN }>;
	type MemberDeposit = ConstU128<{ deposit(2, 300) }>;
	type ProposalDeposit = ConstU128<{ CRN + deposit(2, 300) }>;
	type ProposalByteDeposit = ConstU128<{ deposit(0, 1) }>;
	type MaxMembers = ConstU32<10_000>;
	type MaxFirstMembers = ConstU32<100>;
	type MaxInvitations = ConstU32<100>;
	type MaxOpenProposals = ConstU32<20>;
	type MaxOpenPerMember = ConstU32<5>;
	type MaxCallSize = ConstU32<4_096>;
	type MaxCallWeight = MaxCallWeight;
	type MaxNameLength = ConstU32<64>;
	type MaxRagequitAssets = ConstU32<20>;
	type MinVotingPeriod = Hours<Runtime, 1>;
	type MaxPeriod = Days<Runtime, 90>;
	type DissolutionPeriod = Days<Runtime, 90>;
	type WeightInfo = pallet_dao::weights::SubstrateWeight<Runtime>;
}
