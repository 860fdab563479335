// SPDX-License-Identifier: Apache-2.0

//! How the validators of an era are found: Phragmén's method over all voters, computed off chain.
//!
//! In the last part of an era the chain takes a snapshot of voters and candidates. Then anyone may submit a solution
//! with a deposit (the signed phase), then the validators' own nodes compute one (the unsigned phase); the chain
//! checks what it is given and takes the best. If none came, the chain computes a smaller election itself, so that
//! an era never goes without validators.

use super::{
	consensus::MaxAuthorities,
	governance::{EitherRootOr, StakingAdmin},
	launch_config::getters::EpochDuration,
	system::{RuntimeBlockLength, MAX_BLOCK_WEIGHT},
};
use crate::{
	units::{CRN, MILLI_CRN},
	AccountId, Balances, BlockNumber, Runtime, RuntimeEvent, Staking, TransactionPayment, Treasury,
};
use frame_election_provider_support::{
	bounds::{ElectionBounds, ElectionBoundsBuilder},
	onchain, SequentialPhragmen,
};
use frame_support::{
	dispatch::DispatchClass,
	parameter_types,
	traits::{ConstBool, ConstU128, ConstU32, Get},
	weights::Weight,
};
use pallet_election_provider_multi_phase::{GeometricDepositBase, SolutionAccuracyOf, WeightInfo as _};
use sp_runtime::{transaction_validity::TransactionPriority, Perbill, Percent, SaturatedConversion};

/// How many validators a nominator may name.
pub const MAX_NOMINATIONS: u32 = 16;

/// The most voters, by stake, whom an election considers.
pub type MaxElectingVoters = ConstU32<5_000>;

/// The most validators that an election can have as its result.
pub type ElectionMaxWinners = MaxAuthorities;

pub use solution::NposSolution16;

mod solution {
	// The macro documents nothing that it makes, and wants `vec!` as if the standard library's prelude were there.
	#![allow(missing_docs)]

	use super::MaxElectingVoters;
	#[cfg(not(feature = "std"))]
	use alloc::vec;

	// The result of an election, in the compact form in which it is submitted.
	frame_election_provider_support::generate_solution_type!(
		#[compact]
		pub struct NposSolution16::<
			VoterIndex = u32,
			TargetIndex = u16,
			Accuracy = sp_runtime::PerU16,
			MaxVoters = MaxElectingVoters,
		>(16)
	);
}

parameter_types! {
	/// How long solutions with a deposit are taken, in blocks: a quarter of the last session of an era.
	pub SignedPhase: BlockNumber = (EpochDuration::<Runtime>::get() / 4).saturated_into();

	/// How long solutions of the validators themselves are taken, in blocks: the quarter after that.
	pub UnsignedPhase: BlockNumber = (EpochDuration::<Runtime>::get() / 4).saturated_into();

	/// How often a validator's node tries again, in blocks.
	pub OffchainRepeat: BlockNumber = (UnsignedPhase::get() / 4).max(1);

	/// A solution must be better than the one before by this much to replace it.
	pub BetterSignedThreshold: Perbill = Perbill::from_rational(1u32, 10_000);

	/// The deposit for the first solution in the queue; each further one costs a tenth more.
	pub const SignedDepositFirst: u128 = 100 * CRN;

	/// See [`SignedDepositFirst`].
	pub const SignedDepositIncrease: Percent = Percent::from_percent(10);

	/// Solutions go before ordinary transactions, and after equivocation reports.
	pub const MinerPriority: TransactionPriority = TransactionPriority::MAX / 2;

	/// The heaviest solution that is computed and taken: half of a block.
	pub MinerMaxWeight: Weight = MAX_BLOCK_WEIGHT / 2;

	/// The longest solution that is computed and taken, in bytes: half of what a block's ordinary transactions have.
	pub MinerMaxLength: u32 = *RuntimeBlockLength::get().max.get(DispatchClass::Normal) / 2;

	/// What the snapshot takes in.
	pub SnapshotBounds: ElectionBounds = ElectionBoundsBuilder::default()
		.voters_count(<MaxElectingVoters as Get<u32>>::get().into())
		.targets_count(<MaxAuthorities as Get<u32>>::get().into())
		.build();

	/// What an election on chain takes in: so much that it takes a part of a block's time and not all of it.
	pub OnChainBounds: ElectionBounds =
		ElectionBoundsBuilder::default().voters_count(500.into()).targets_count(200.into()).build();
}

/// Computes an election within one block: at genesis, and when no solution came.
pub struct OnChainPhragmen;

impl onchain::Config for OnChainPhragmen {
	type Sort = ConstBool<true>;
	type System = Runtime;
	type Solver = SequentialPhragmen<AccountId, SolutionAccuracyOf<Runtime>>;
	type MaxBackersPerWinner = MaxElectingVoters;
	type MaxWinnersPerPage = ElectionMaxWinners;
	type DataProvider = Staking;
	type WeightInfo = frame_election_provider_support::weights::SubstrateWeight<Runtime>;
	type Bounds = OnChainBounds;
}

/// The election at genesis.
pub type GenesisElection = onchain::OnChainExecution<OnChainPhragmen>;

impl pallet_election_provider_multi_phase::MinerConfig for Runtime {
	type AccountId = AccountId;
	type Solution = NposSolution16;
	type MaxVotesPerVoter = ConstU32<MAX_NOMINATIONS>;
	type MaxLength = MinerMaxLength;
	type MaxWeight = MinerMaxWeight;
	type MaxWinners = ElectionMaxWinners;
	type MaxBackersPerWinner = MaxElectingVoters;

	fn solution_weight(voters: u32, targets: u32, active_voters: u32, degree: u32) -> Weight {
		<Self as pallet_election_provider_multi_phase::Config>::WeightInfo::submit_unsigned(
			voters,
			targets,
			active_voters,
			degree,
		)
	}
}

impl pallet_election_provider_multi_phase::Config for Runtime {
	type RuntimeEvent = RuntimeEvent;
	type Currency = Balances;
	type EstimateCallFee = TransactionPayment;
	type UnsignedPhase = UnsignedPhase;
	type SignedPhase = SignedPhase;
	type BetterSignedThreshold = BetterSignedThreshold;
	type OffchainRepeat = OffchainRepeat;
	type MinerTxPriority = MinerPriority;
	type MinerConfig = Self;
	type SignedMaxSubmissions = ConstU32<10>;
	type SignedMaxWeight = MinerMaxWeight;
	type SignedMaxRefunds = ConstU32<3>;
	type SignedRewardBase = ConstU128<CRN>;
	type SignedDepositByte = ConstU128<{ MILLI_CRN / 10 }>;
	type SignedDepositWeight = ConstU128<0>;
	type MaxWinners = ElectionMaxWinners;
	type MaxBackersPerWinner = MaxElectingVoters;
	type SignedDepositBase = GeometricDepositBase<u128, SignedDepositFirst, SignedDepositIncrease>;
	type ElectionBounds = SnapshotBounds;
	type SlashHandler = Treasury;
	// Rewards for good solutions are issued.
	type RewardHandler = ();
	type DataProvider = Staking;
	type Fallback = GenesisElection;
	type GovernanceFallback = GenesisElection;
	type Solver = SequentialPhragmen<AccountId, SolutionAccuracyOf<Self>>;
	type ForceOrigin = EitherRootOr<StakingAdmin>;
	type BenchmarkingConfig = BenchmarkSizes;
	type WeightInfo = pallet_election_provider_multi_phase::weights::SubstrateWeight<Self>;
}

/// How large an election the benchmarks hold.
pub struct BenchmarkSizes;

impl pallet_election_provider_multi_phase::BenchmarkingConfig for BenchmarkSizes {
	const VOTERS: [u32; 2] = [500, 1_000];
	const TARGETS: [u32; 2] = [100, 200];
	const ACTIVE_VOTERS: [u32; 2] = [250, 500];
	const DESIRED_TARGETS: [u32; 2] = [50, 100];
	const SNAPSHOT_MAXIMUM_VOTERS: u32 = 1_000;
	const MINER_MAXIMUM_VOTERS: u32 = 500;
	const MAXIMUM_TARGETS: u32 = 200;
}
