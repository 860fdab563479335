// SPDX-License-Identifier: Apache-2.0

//! Nominated proof of stake: who stakes, what they earn, what they lose.
//!
//! Validators and their nominators put tokens on hold. Once an era the [election](super::elections) chooses the
//! validators with the most stake behind them. Those earn what [`super::tokenomics`] issues, in proportion to their
//! blocks, and share it with their nominators. An offence takes a part of the stake of both, after
//! `slashDeferDuration` eras in which governance may cancel it.
//!
//! Who does not want to choose validators joins a pool; the stake stays in the member's own account there too.

use super::{
	bags,
	elections::{ElectionMaxWinners, GenesisElection, MAX_NOMINATIONS},
	governance::{EitherRootOr, StakingAdmin},
	launch_config::getters::{BondingDuration, SessionsPerEra, SlashDeferDuration},
	system::RuntimeBlockWeights,
	treasury::IntoTreasury,
};
use crate::{
	units::CRN, AccountId, Balance, Balances, DelegatedStaking, ElectionProvider, NominationPools, Runtime,
	RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason, Session, Staking, System, Timestamp, Tokenomics,
	VoterList,
};
use frame_election_provider_support::{ScoreProvider, VoteWeight};
use frame_support::{
	dispatch::DispatchClass,
	parameter_types,
	traits::{ConstU128, ConstU32, ConstU8},
	PalletId,
};
use sp_core::U256;
use sp_runtime::{traits::Convert, FixedU128, Perbill, SaturatedConversion};

/// How many nominators of one validator are paid and slashed in one go. Beyond it there are further pages.
pub type MaxNominatorsOfOne = ConstU32<512>;

parameter_types! {
	/// The thresholds of the voter list's bags.
	pub const BagThresholds: &'static [VoteWeight] = &bags::THRESHOLDS;

	/// The account that pools are derived from.
	pub const PoolsPalletId: PalletId = PalletId(*b"cairn/po");

	/// The account that delegated stake is derived from.
	pub const DelegatedStakingPalletId: PalletId = PalletId(*b"cairn/ds");

	/// The part of a delegator's slash that goes to whoever applies it.
	pub const DelegatorSlashReward: Perbill = Perbill::from_percent(1);

	/// How full the block under construction is, of what ordinary transactions may use.
	pub BlockFullness: Perbill = block_fullness();

	/// The index of the active era.
	pub ActiveEra: u32 = pallet_staking::ActiveEra::<Runtime>::get().map_or(0, |era| era.index);

	/// What is staked in the active era, in planck.
	pub ActiveStake: Balance = pallet_staking::ErasTotalStake::<Runtime>::get(ActiveEra::get());
}

fn block_fullness() -> Perbill {
	let limit = RuntimeBlockWeights::get().get(DispatchClass::Normal).max_total;
	let limit = limit.unwrap_or(RuntimeBlockWeights::get().max_block);
	let used = *frame_system::BlockWeight::<Runtime>::get().get(DispatchClass::Normal);
	Perbill::from_rational(used.ref_time().min(limit.ref_time()), limit.ref_time())
}

impl pallet_staking::Config for Runtime {
	type OldCurrency = Balances;
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type CurrencyBalance = Balance;
	type UnixTime = Timestamp;
	type CurrencyToVote = sp_staking::currency_to_vote::U128CurrencyToVote;
	type ElectionProvider = ElectionProvider;
	type GenesisElectionProvider = GenesisElection;
	type NominationsQuota = pallet_staking::FixedNominationsQuota<MAX_NOMINATIONS>;
	type HistoryDepth = ConstU32<84>;
	type RewardRemainder = IntoTreasury;
	type RuntimeEvent = RuntimeEvent;
	type Slash = IntoTreasury;
	// Rewards are issued, not taken from anywhere.
	type Reward = ();
	type SessionsPerEra = SessionsPerEra<Runtime>;
	type BondingDuration = BondingDuration<Runtime>;
	type SlashDeferDuration = SlashDeferDuration<Runtime>;
	type AdminOrigin = EitherRootOr<StakingAdmin>;
	type SessionInterface = Self;
	type EraPayout = Tokenomics;
	type NextNewSession = Session;
	type MaxExposurePageSize = MaxNominatorsOfOne;
	type MaxValidatorSet = ElectionMaxWinners;
	type VoterList = VoterList;
	type TargetList = pallet_staking::UseValidatorsMap<Self>;
	type MaxUnlockingChunks = ConstU32<32>;
	type MaxControllersInDeprecationBatch = ConstU32<100>;
	type EventListeners = (NominationPools, DelegatedStaking);
	// Members of a pool stake through it and nowhere else.
	type Filter = pallet_nomination_pools::AllPoolMembers<Self>;
	type BenchmarkingConfig = BenchmarkSizes;
	type WeightInfo = pallet_staking::weights::SubstrateWeight<Runtime>;
}

/// How large a set the benchmarks of staking work with.
pub struct BenchmarkSizes;

impl pallet_staking::BenchmarkingConfig for BenchmarkSizes {
	type MaxValidators = ConstU32<100>;
	type MaxNominators = ConstU32<500>;
}

// Voters ordered roughly by stake, so that an election can take the largest without reading them all.
impl pallet_bags_list::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_bags_list::weights::SubstrateWeight<Runtime>;
	type ScoreProvider = VotersStake;
	type BagThresholds = BagThresholds;
	type MaxAutoRebagPerBlock = ConstU32<5>;
	type Score = VoteWeight;
}

/// The stake of those who vote in elections: validators and nominators.
///
/// Staking names the stake of everybody who has some, and the list takes in whoever has a score as soon as anybody
/// calls `rebag`. So without this the list would fill with accounts that do not vote, or no longer do.
pub struct VotersStake;

impl ScoreProvider<AccountId> for VotersStake {
	type Score = VoteWeight;

	fn score(who: &AccountId) -> Option<VoteWeight> {
		let votes = pallet_staking::Nominators::<Runtime>::contains_key(who)
			|| pallet_staking::Validators::<Runtime>::contains_key(who);
		votes.then(|| <Staking as ScoreProvider<AccountId>>::score(who)).flatten()
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn set_score_of(who: &AccountId, score: VoteWeight) {
		pallet_staking::Validators::<Runtime>::insert(who, pallet_staking::ValidatorPrefs::default());
		<Staking as ScoreProvider<AccountId>>::set_score_of(who, score);
	}
}

impl pallet_delegated_staking::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type PalletId = DelegatedStakingPalletId;
	type Currency = Balances;
	type OnSlash = IntoTreasury;
	type SlashRewardFraction = DelegatorSlashReward;
	type RuntimeHoldReason = RuntimeHoldReason;
	type CoreStaking = Staking;
}

impl pallet_nomination_pools::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = pallet_nomination_pools::weights::SubstrateWeight<Runtime>;
	type Currency = Balances;
	type RuntimeFreezeReason = RuntimeFreezeReason;
	type RewardCounter = FixedU128;
	type PalletId = PoolsPalletId;
	type MaxPointsToBalance = ConstU8<10>;
	type MaxUnbonding = ConstU32<8>;
	type BalanceToU256 = ToU256;
	type U256ToBalance = ToBalance;
	type StakeAdapter = pallet_nomination_pools::adapter::DelegateStake<Self, Staking, DelegatedStaking>;
	// More than `bondingDuration` can be.
	type MaxUnbondingPools = ConstU32<64>;
	type MaxMetadataLen = ConstU32<256>;
	type AdminOrigin = EitherRootOr<StakingAdmin>;
	type BlockNumberProvider = System;
	type Filter = pallet_staking::AllStakers<Self>;
}

/// A balance as pools calculate with it.
pub struct ToU256;

impl Convert<Balance, U256> for ToU256 {
	fn convert(balance: Balance) -> U256 {
		U256::from(balance)
	}
}

/// The result of a pool's calculation as a balance, cut off at what a balance can be.
pub struct ToBalance;

impl Convert<U256, Balance> for ToBalance {
	fn convert(amount: U256) -> Balance {
		amount.saturated_into()
	}
}

// Those who were not exposed to slashes for long enough get their stake back at once.
impl pallet_fast_unstake::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type Deposit = ConstU128<CRN>;
	type ControlOrigin = EitherRootOr<StakingAdmin>;
	type BatchSize = ConstU32<16>;
	type Staking = Staking;
	type MaxErasToCheckPerBlock = ConstU32<1>;
	type WeightInfo = pallet_fast_unstake::weights::SubstrateWeight<Runtime>;
}

impl pallet_validator_count::Config for Runtime {
	type AdminOrigin = EitherRootOr<StakingAdmin>;
	type Era = ActiveEra;
	type BlockFullness = BlockFullness;
	type ValidatorCount = StakingValidatorCount;
	type MaxValidatorCount = ElectionMaxWinners;
	type WeightInfo = pallet_validator_count::weights::SubstrateWeight<Runtime>;
}

/// The number of validators that staking aims at.
pub struct StakingValidatorCount;

impl pallet_validator_count::ValidatorCount for StakingValidatorCount {
	fn get() -> u32 {
		pallet_staking::ValidatorCount::<Runtime>::get()
	}

	fn set(count: u32) {
		pallet_staking::ValidatorCount::<Runtime>::put(count);
	}
}
