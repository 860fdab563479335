// SPDX-License-Identifier: Apache-2.0

//! # DAO
//!
//! Organisations of accounts: members vote, and what they approve is done by the account of the organisation.
//!
//! ## Terms
//!
//! - **Power**: how much a member counts. Its [kind](Kind) says where it comes from: 1 for each member, tokens that
//!   the member staked, or shares that the DAO gave it.
//! - **Weight** of a vote: the member's own power unless it delegated that, and what others delegated to it.
//! - **Sovereign account**: the account of a DAO. It holds its treasury, and no key belongs to it.
//! - **Treasury**: what the sovereign account has: the native token, assets, NFTs, and anything else that an
//!   account may have.
//!
//! ## A decision
//!
//! 1. A member [proposes](Pallet::propose) a call, against a deposit.
//! 2. Members [vote](Pallet::vote) with the weight that they had before the block of the proposal. They may change
//!    their vote, and the proposer may take the proposal back.
//! 3. What reached quorum and threshold waits for the grace period. The guardian may veto it, where there is one, and
//!    who does not agree may leave, by [ragequit](Pallet::ragequit) with a share of the treasury where the rules
//!    allow it.
//! 4. Anyone [executes](Pallet::execute) it: the call is made by the sovereign account, as a signed transaction
//!    of it would be.
//! 5. Anyone [clears](Pallet::clear) the votes, and the deposit goes back.
//!
//! The rules, the guardian, shares, invitations, expulsions and the dissolution are decided so too: those calls
//! accept no other origin than the sovereign account.
//!
//! ## What cannot be bought
//!
//! A vote on a proposal that is known. Each member's [history](history::History) keeps what it counted for before each
//! open proposal. Tokens are on hold as long as voting on any proposal made before they were unstaked lasts, so that a
//! loan for a vote is a loan for all of it.
//!
//! ## Bounds
//!
//! No call visits all members. A DAO has a bounded number of open proposals, and a member one checkpoint for each of
//! them and three more. Votes are removed in steps. There are no hooks.
//!
//! ## The end
//!
//! A DAO [dissolves](Pallet::dissolve) by its own vote. Members take their shares, and an heir whom the vote named what
//! remains: rounding, shares that nobody took, NFTs. Then it is [closed](Pallet::close), and the founder's deposit
//! goes back. A living DAO cannot be left by its last member, so that no treasury is stranded.
//!
//! The README has the states, the formulas, and who could gain by what.

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
mod dissolution;
pub mod history;
#[cfg(any(test, feature = "try-runtime"))]
mod invariants;
mod membership;
#[cfg(test)]
mod mock;
mod proposals;
mod rules;
pub mod runtime_api;
mod standing;
#[cfg(test)]
mod tests;
mod types;
mod views;
pub mod weights;

pub use pallet::*;
pub use types::*;
pub use views::{Action, DaoView, InvitationView, MemberView, ProposalView};
pub use weights::WeightInfo;

/// The pallet's types, as FRAME lays them out.
#[frame_support::pallet]
pub mod pallet {
	use super::{Member, *};
	use alloc::{boxed::Box, vec::Vec};
	use frame_support::{
		dispatch::{extract_actual_weight, GetDispatchInfo, PostDispatchInfo},
		pallet_prelude::*,
		traits::{fungibles, tokens, Contains, IsSubType},
		PalletId,
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::traits::{AccountIdConversion, Dispatchable};

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of a runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The runtime's calls.
		type RuntimeCall: Parameter
			+ Dispatchable<RuntimeOrigin = Self::RuntimeOrigin, PostInfo = PostDispatchInfo>
			+ GetDispatchInfo
			+ From<frame_system::Call<Self>>
			+ IsSubType<Call<Self>>
			+ IsType<<Self as frame_system::Config>::RuntimeCall>;

		/// The runtime's reasons for holds.
		type RuntimeHoldReason: From<HoldReason>;

		/// What names an asset, the native token included.
		type AssetId: tokens::AssetId;

		/// The native token and all assets: what treasuries are made of, and what tributes are paid in.
		type Assets: fungibles::Mutate<Self::AccountId, AssetId = Self::AssetId, Balance = Balance>;

		/// The same assets, as far as they can be put on hold: deposits and stakes.
		type Holds: fungibles::hold::Mutate<
			Self::AccountId,
			AssetId = Self::AssetId,
			Balance = Balance,
			Reason = Self::RuntimeHoldReason,
		>;

		/// The native token among the assets. Deposits are in it.
		#[pallet::constant]
		type NativeAsset: Get<Self::AssetId>;

		/// What the sovereign accounts are derived from. An account must be long enough to hold this and the
		/// number of a DAO: 16 bytes.
		#[pallet::constant]
		type PalletId: Get<PalletId>;

		/// Which calls a DAO may make, calls within calls included. A DAO has the rights of an account and no
		/// others, so that everything may be allowed.
		type CallFilter: Contains<<Self as Config>::RuntimeCall>;

		/// What the founder of a DAO has on hold until the DAO is closed, in planck.
		#[pallet::constant]
		type FoundingDeposit: Get<Balance>;

		/// What a member has on hold until it leaves, in planck. For the first members the founder has it on hold.
		#[pallet::constant]
		type MemberDeposit: Get<Balance>;

		/// What a proposer has on hold until its proposal is cleared, in planck.
		#[pallet::constant]
		type ProposalDeposit: Get<Balance>;

		/// What a proposer has on hold besides for each byte of the call, in planck.
		#[pallet::constant]
		type ProposalByteDeposit: Get<Balance>;

		/// The greatest number of members of a DAO.
		#[pallet::constant]
		type MaxMembers: Get<u32>;

		/// The greatest number of members that a DAO is founded with.
		#[pallet::constant]
		type MaxFirstMembers: Get<u32>;

		/// The greatest number of invitations of a DAO that were not accepted yet.
		#[pallet::constant]
		type MaxInvitations: Get<u32>;

		/// The greatest number of proposals of a DAO that are not concluded.
		#[pallet::constant]
		type MaxOpenProposals: Get<u32>;

		/// The greatest number of them that one member may have made.
		#[pallet::constant]
		type MaxOpenPerMember: Get<u32>;

		/// The greatest length of a proposed call, in bytes.
		#[pallet::constant]
		type MaxCallSize: Get<u32>;

		/// The greatest weight of a proposed call. It must fit into a block.
		#[pallet::constant]
		type MaxCallWeight: Get<Weight>;

		/// The greatest length of a name, in bytes.
		#[pallet::constant]
		type MaxNameLength: Get<u32>;

		/// The greatest number of assets of which one ragequit pays a share.
		#[pallet::constant]
		type MaxRagequitAssets: Get<u32>;

		/// The shortest voting period, in blocks.
		#[pallet::constant]
		type MinVotingPeriod: Get<BlockNumberFor<Self>>;

		/// The longest of each of the periods in the rules, in blocks.
		#[pallet::constant]
		type MaxPeriod: Get<BlockNumberFor<Self>>;

		/// How long the members of a DAO that dissolves have to take their shares, in blocks.
		#[pallet::constant]
		type DissolutionPeriod: Get<BlockNumberFor<Self>>;

		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	/// Why the pallet has tokens on hold.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The deposit of a founder.
		Founding,
		/// The deposit for a membership.
		Membership,
		/// The deposit of a proposer.
		Proposal,
		/// Tokens that give power, or did and wait for the end of the notice.
		Stake,
	}

	/// The number of the next DAO.
	#[pallet::storage]
	pub type NextDao<T: Config> = StorageValue<_, DaoId, ValueQuery>;

	/// The DAOs.
	#[pallet::storage]
	pub type Daos<T: Config> = StorageMap<_, Twox64Concat, DaoId, Dao<T>, OptionQuery>;

	/// The members of each DAO.
	#[pallet::storage]
	pub type Members<T: Config> =
		StorageDoubleMap<_, Twox64Concat, DaoId, Blake2_128Concat, T::AccountId, Member<T>, OptionQuery>;

	/// The invitations of each DAO that were not accepted yet.
	#[pallet::storage]
	pub type Invitations<T: Config> = StorageMap<
		_,
		Twox64Concat,
		DaoId,
		BoundedVec<Invitation<T::AccountId, T::AssetId>, T::MaxInvitations>,
		ValueQuery,
	>;

	/// The proposals of each DAO: the open ones, and those whose votes were not cleared yet.
	#[pallet::storage]
	pub type Proposals<T: Config> =
		StorageDoubleMap<_, Twox64Concat, DaoId, Twox64Concat, ProposalId, Proposal<T>, OptionQuery>;

	/// The calls of the open proposals.
	#[pallet::storage]
	pub type ProposalCalls<T: Config> =
		StorageDoubleMap<_, Twox64Concat, DaoId, Twox64Concat, ProposalId, StoredCallOf<T>, OptionQuery>;

	/// The votes on each proposal.
	#[pallet::storage]
	pub type Votes<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		(DaoId, ProposalId),
		Blake2_128Concat,
		T::AccountId,
		Vote,
		OptionQuery,
	>;

	/// The DAO that is making a call, and the proposal by which it does. Nothing between transactions.
	#[pallet::storage]
	pub type Executing<T: Config> = StorageValue<_, (DaoId, Option<ProposalId>), OptionQuery>;

	/// What the pallet reports.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A DAO was founded.
		Founded {
			/// Its number.
			dao: DaoId,
			/// Who founded it.
			founder: T::AccountId,
			/// Its account.
			sovereign: T::AccountId,
		},
		/// An account became a member.
		Joined {
			/// Of which DAO.
			dao: DaoId,
			/// Who.
			who: T::AccountId,
			/// With how much power.
			power: Power,
		},
		/// A member left without a share of the treasury.
		Left {
			/// Which DAO.
			dao: DaoId,
			/// Who.
			who: T::AccountId,
		},
		/// A member left with its share of the treasury.
		Ragequit {
			/// Which DAO.
			dao: DaoId,
			/// Who.
			who: T::AccountId,
			/// What it was paid of each asset of which there was something to pay.
			paid: Vec<(T::AssetId, Balance)>,
		},
		/// A member was sent away.
		Expelled {
			/// By which DAO.
			dao: DaoId,
			/// Who.
			who: T::AccountId,
		},
		/// An account was invited to join.
		Invited {
			/// By which DAO.
			dao: DaoId,
			/// Who.
			who: T::AccountId,
			/// With how many shares.
			shares: Power,
		},
		/// An invitation was taken back.
		Uninvited {
			/// By which DAO.
			dao: DaoId,
			/// Whose.
			who: T::AccountId,
		},
		/// A member staked tokens.
		Staked {
			/// In which DAO.
			dao: DaoId,
			/// Who.
			who: T::AccountId,
			/// How much.
			amount: Balance,
		},
		/// A member unstaked tokens. They count no more.
		Unstaked {
			/// In which DAO.
			dao: DaoId,
			/// Who.
			who: T::AccountId,
			/// How much.
			amount: Balance,
			/// The first block in which the member can withdraw them, with all it unstaked before.
			ready: BlockNumberFor<T>,
		},
		/// A member withdrew what it unstaked.
		Withdrawn {
			/// From which DAO.
			dao: DaoId,
			/// Who.
			who: T::AccountId,
			/// How much.
			amount: Balance,
		},
		/// The shares of a member were set.
		SharesSet {
			/// By which DAO.
			dao: DaoId,
			/// Whose.
			who: T::AccountId,
			/// To how many.
			shares: Power,
		},
		/// A member delegated its power.
		Delegated {
			/// In which DAO.
			dao: DaoId,
			/// Who.
			who: T::AccountId,
			/// To whom.
			to: T::AccountId,
		},
		/// A member has its power back.
		Undelegated {
			/// In which DAO.
			dao: DaoId,
			/// Who.
			who: T::AccountId,
		},
		/// A call was proposed.
		Proposed {
			/// To which DAO.
			dao: DaoId,
			/// The number of the proposal.
			proposal: ProposalId,
			/// By whom.
			proposer: T::AccountId,
			/// The hash of the call.
			call_hash: T::Hash,
		},
		/// A member voted, or changed its vote.
		Voted {
			/// In which DAO.
			dao: DaoId,
			/// On which proposal.
			proposal: ProposalId,
			/// Who.
			who: T::AccountId,
			/// What it says.
			ballot: Ballot,
			/// What that counts.
			weight: Power,
			/// The sums, with this vote.
			tally: Tally,
		},
		/// A proposal was executed, and its call failed. It can be tried again while its time lasts.
		ExecutionFailed {
			/// Of which DAO.
			dao: DaoId,
			/// Which proposal.
			proposal: ProposalId,
			/// Why.
			error: DispatchError,
		},
		/// A proposal ended.
		Concluded {
			/// Of which DAO.
			dao: DaoId,
			/// Which proposal.
			proposal: ProposalId,
			/// How.
			outcome: Outcome,
		},
		/// A proposal was removed, and its deposit went back.
		Cleared {
			/// Of which DAO.
			dao: DaoId,
			/// Which proposal.
			proposal: ProposalId,
		},
		/// The rules were changed. They hold for proposals made from now on.
		RulesSet {
			/// Of which DAO.
			dao: DaoId,
			/// To these.
			rules: RulesOf<T>,
		},
		/// The guardian was changed.
		GuardianSet {
			/// Of which DAO.
			dao: DaoId,
			/// To whom.
			guardian: Option<T::AccountId>,
		},
		/// A DAO voted to dissolve.
		DissolutionBegan {
			/// Which.
			dao: DaoId,
			/// Who gets what remains.
			heir: T::AccountId,
			/// The block from which on anyone may send members away and close the DAO.
			ends: BlockNumberFor<T>,
		},
		/// A DAO was removed, and its founder's deposit went back.
		Closed {
			/// Which.
			dao: DaoId,
		},
	}

	/// Why a call is refused.
	#[pallet::error]
	pub enum Error<T> {
		/// There is no DAO with this number.
		NoSuchDao,
		/// There is no such proposal, or no more.
		NoSuchProposal,
		/// There is no such asset.
		NoSuchAsset,
		/// The account is not a member.
		NotMember,
		/// The account is a member already.
		AlreadyMember,
		/// The DAO has as many members as it may have.
		TooManyMembers,
		/// A DAO cannot be founded without members.
		NoMembers,
		/// A first member has power that this kind of DAO does not give: 1 of membership, 0 of tokens.
		PowerOutOfKind,
		/// The endowment is less than the existential deposit.
		EndowmentTooSmall,
		/// A DAO cannot be a member or the heir of itself.
		OwnAccount,
		/// The account is not invited, and the rules admit nobody else.
		NotInvited,
		/// The DAO has as many invitations as it may have.
		TooManyInvitations,
		/// The last member cannot leave a DAO. It can dissolve it.
		LastMember,
		/// Without this power nobody would have any.
		LastPower,
		/// Staked or unstaked tokens are still on hold.
		StakeRemains,
		/// The power of this DAO is not that of staked tokens.
		NotOfTokens,
		/// The power of this DAO is not that of shares.
		NotOfShares,
		/// An amount of nothing.
		AmountIsZero,
		/// The member has not staked that much.
		NotEnoughStake,
		/// The member has not unstaked anything.
		NothingUnstaked,
		/// The notice has not ended.
		NoticeRuns,
		/// The rules do not allow to leave with a share.
		RagequitOff,
		/// The member, or its delegate, said aye to a proposal that may still be executed.
		BoundByAye,
		/// An asset is named twice.
		AssetTwice,
		/// A member cannot delegate to itself.
		DelegateIsSelf,
		/// The delegate is not a member.
		DelegateNotMember,
		/// The member does not delegate.
		NotDelegating,
		/// Only another account may do this.
		NotYours,
		/// Before the block of the proposal, the member's vote had no weight, or less than a proposer needs.
		NotEnoughPower,
		/// The DAO has as many open proposals as it may have. Ended ones can be settled.
		TooManyOpen,
		/// The member has as many open proposals as it may have.
		TooManyOpenOfMember,
		/// DAOs may not make this call.
		CallNotAllowed,
		/// The call is heavier than a proposal may be.
		CallTooHeavy,
		/// The call is longer than a proposal may be.
		CallTooLong,
		/// There is no voting on this proposal now.
		NotVoting,
		/// The account is not the guardian.
		NotGuardian,
		/// The guardian has no say in who is guardian.
		BeyondVeto,
		/// The proposal has ended.
		HasEnded,
		/// The proposal has not ended.
		NotEnded,
		/// The proposal is not approved, or it is not the time to execute it.
		NotExecutable,
		/// The call is heavier than the caller said.
		WeightTooLow,
		/// The call cannot be decoded: the runtime was upgraded since it was proposed.
		Undecodable,
		/// A call of a DAO cannot execute another one.
		Recursion,
		/// Only a DAO that acts by a proposal of its own can be dissolved.
		NotByProposal,
		/// The DAO is dissolving, and decides nothing any more.
		Dissolving,
		/// The DAO is not dissolving.
		NotDissolving,
		/// The time for members to take their shares is not over.
		NotOver,
		/// The account is not the heir.
		NotHeir,
		/// There are members left.
		MembersRemain,
		/// There are proposals left that were not settled and cleared.
		ProposalsRemain,
		/// The caller is not the account of a DAO.
		NotADao,
		/// The quorum is zero.
		QuorumIsZero,
		/// The share that a proposer needs is above a half.
		ShareTooHigh,
		/// A period is too short or too long.
		PeriodOutOfBounds,
		/// In a DAO of tokens, the notice must be at least as long as the voting.
		NoticeTooShort,
		/// In a DAO of shares, a tribute would buy nothing. Invitations can ask for one.
		TributeForNothing,
		/// Ragequit is safe only where all power is given by vote: by invitation, and not for tokens.
		RagequitNeedsInvitation,
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Founds a DAO.
		///
		/// `members` are its first members, with their power: 1 each of membership, 0 of tokens, any number of shares.
		/// The founder is one only if it is among them. It has the founding deposit and a deposit for each of them on
		/// hold, and pays `endowment` planck to the DAO's account, at least the existential deposit.
		///
		/// # Errors
		///
		/// Those of the rules ([`Error::QuorumIsZero`], [`Error::ShareTooHigh`], [`Error::PeriodOutOfBounds`],
		/// [`Error::NoticeTooShort`], [`Error::TributeForNothing`], [`Error::RagequitNeedsInvitation`]);
		/// [`Error::EndowmentTooSmall`], [`Error::NoMembers`], [`Error::PowerOutOfKind`], [`Error::NoSuchAsset`],
		/// [`Error::OwnAccount`], [`Error::AlreadyMember`], [`Error::TooManyMembers`], [`Error::LastPower`].
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::found(members.len() as u32))]
		pub fn found(
			origin: OriginFor<T>,
			name: NameOf<T>,
			kind: Kind<T::AssetId>,
			rules: RulesOf<T>,
			members: BoundedVec<(T::AccountId, Power), T::MaxFirstMembers>,
			guardian: Option<T::AccountId>,
			endowment: Balance,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_found(who, name, kind, rules, members.into_inner(), guardian, endowment)
		}

		/// Joins a DAO: by an invitation, with the shares and for the tribute that it names, or as the rules
		/// allow. The caller has the member's deposit on hold.
		///
		/// # Errors
		///
		/// [`Error::NoSuchDao`], [`Error::Dissolving`], [`Error::NotInvited`], [`Error::OwnAccount`],
		/// [`Error::AlreadyMember`], [`Error::TooManyMembers`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::join())]
		pub fn join(origin: OriginFor<T>, dao: DaoId) -> DispatchResult {
			Self::do_join(ensure_signed(origin)?, dao)
		}

		/// Leaves a DAO, without a share of the treasury. The deposit goes back. A DAO of tokens is left after
		/// unstaking and withdrawing; one that dissolves at any time, and the stake goes back.
		///
		/// # Errors
		///
		/// [`Error::NoSuchDao`], [`Error::NotMember`], [`Error::StakeRemains`], [`Error::LastMember`],
		/// [`Error::LastPower`].
		#[pallet::call_index(2)]
		#[pallet::weight(T::WeightInfo::leave())]
		pub fn leave(origin: OriginFor<T>, dao: DaoId) -> DispatchResult {
			Self::do_leave(ensure_signed(origin)?, dao)
		}

		/// Leaves a DAO with a share of the assets named: the part of all power that the caller has. What it does
		/// not name it leaves to the others.
		///
		/// # Errors
		///
		/// [`Error::NoSuchDao`], [`Error::NotMember`], [`Error::AssetTwice`], [`Error::RagequitOff`],
		/// [`Error::LastMember`], [`Error::LastPower`], [`Error::BoundByAye`]. The asset's own where a share cannot
		/// be paid, as one below the asset's least balance to an account that has none of it; then do not name it.
		#[pallet::call_index(3)]
		#[pallet::weight(T::WeightInfo::ragequit(T::MaxOpenProposals::get(), assets.len() as u32))]
		pub fn ragequit(
			origin: OriginFor<T>,
			dao: DaoId,
			assets: BoundedVec<T::AssetId, T::MaxRagequitAssets>,
		) -> DispatchResult {
			Self::do_ragequit(ensure_signed(origin)?, dao, assets.into_inner())
		}

		/// Stakes tokens: puts them on hold in the caller's account, for as much power. It counts in proposals made
		/// from the next block on.
		///
		/// # Errors
		///
		/// [`Error::NoSuchDao`], [`Error::Dissolving`], [`Error::NotOfTokens`], [`Error::AmountIsZero`],
		/// [`Error::NotMember`]. The asset's own where the caller has too little.
		#[pallet::call_index(4)]
		#[pallet::weight(T::WeightInfo::stake())]
		pub fn stake(origin: OriginFor<T>, dao: DaoId, amount: Balance) -> DispatchResult {
			Self::do_stake(ensure_signed(origin)?, dao, amount)
		}

		/// Unstakes tokens. Their power is gone at once. They stay on hold for the notice, and until voting has ended
		/// on all proposals made so far. Unstaking more starts the time anew for all of it.
		///
		/// # Errors
		///
		/// [`Error::NoSuchDao`], [`Error::Dissolving`], [`Error::NotOfTokens`], [`Error::AmountIsZero`],
		/// [`Error::NotMember`], [`Error::NotEnoughStake`].
		#[pallet::call_index(5)]
		#[pallet::weight(T::WeightInfo::unstake())]
		pub fn unstake(origin: OriginFor<T>, dao: DaoId, amount: Balance) -> DispatchResult {
			Self::do_unstake(ensure_signed(origin)?, dao, amount)
		}

		/// Withdraws what the caller unstaked.
		///
		/// # Errors
		///
		/// [`Error::NoSuchDao`], [`Error::NotOfTokens`], [`Error::NotMember`], [`Error::NothingUnstaked`],
		/// [`Error::NoticeRuns`].
		#[pallet::call_index(6)]
		#[pallet::weight(T::WeightInfo::withdraw())]
		pub fn withdraw(origin: OriginFor<T>, dao: DaoId) -> DispatchResult {
			Self::do_withdraw(ensure_signed(origin)?, dao)
		}

		/// Lets another member vote with the caller's power, in proposals made from the next block on. What others
		/// delegated to the caller stays with the caller.
		///
		/// # Errors
		///
		/// [`Error::NoSuchDao`], [`Error::Dissolving`], [`Error::DelegateIsSelf`], [`Error::NotMember`],
		/// [`Error::DelegateNotMember`].
		#[pallet::call_index(7)]
		#[pallet::weight(T::WeightInfo::delegate())]
		pub fn delegate(origin: OriginFor<T>, dao: DaoId, to: T::AccountId) -> DispatchResult {
			Self::do_delegate(ensure_signed(origin)?, dao, to)
		}

		/// Ends the delegation of `who`, for proposals made from the next block on. That is for `who` to do, and for
		/// anyone if the delegate has left.
		///
		/// # Errors
		///
		/// [`Error::NoSuchDao`], [`Error::Dissolving`], [`Error::NotMember`], [`Error::NotDelegating`],
		/// [`Error::NotYours`].
		#[pallet::call_index(8)]
		#[pallet::weight(T::WeightInfo::undelegate())]
		pub fn undelegate(origin: OriginFor<T>, dao: DaoId, who: T::AccountId) -> DispatchResult {
			Self::do_undelegate(ensure_signed(origin)?, dao, who)
		}

		/// Proposes that the DAO makes `call`. `note` is the hash of a text that explains it. The caller has a deposit
		/// on hold until the proposal is cleared.
		///
		/// # Errors
		///
		/// [`Error::NoSuchDao`], [`Error::Dissolving`], [`Error::NotMember`], [`Error::NotEnoughPower`],
		/// [`Error::TooManyOpenOfMember`], [`Error::CallNotAllowed`], [`Error::CallTooHeavy`],
		/// [`Error::CallTooLong`], [`Error::TooManyOpen`].
		#[pallet::call_index(9)]
		#[pallet::weight(T::WeightInfo::propose(T::MaxCallSize::get()))]
		pub fn propose(
			origin: OriginFor<T>,
			dao: DaoId,
			call: Box<<T as Config>::RuntimeCall>,
			note: Option<T::Hash>,
		) -> DispatchResult {
			Self::do_propose(ensure_signed(origin)?, dao, *call, note)
		}

		/// Votes, or changes the vote, with the weight that the caller had before the block of the proposal.
		///
		/// # Errors
		///
		/// [`Error::NoSuchDao`], [`Error::NoSuchProposal`], [`Error::NotVoting`], [`Error::NotMember`],
		/// [`Error::NotEnoughPower`].
		#[pallet::call_index(10)]
		#[pallet::weight(T::WeightInfo::vote())]
		pub fn vote(
			origin: OriginFor<T>,
			dao: DaoId,
			proposal: ProposalId,
			ballot: Ballot,
		) -> DispatchResult {
			Self::do_vote(ensure_signed(origin)?, dao, proposal, ballot)
		}

		/// Takes a proposal back, for its proposer, while there is voting.
		///
		/// # Errors
		///
		/// [`Error::NoSuchDao`], [`Error::NoSuchProposal`], [`Error::NotYours`], [`Error::NotVoting`].
		#[pallet::call_index(11)]
		#[pallet::weight(T::WeightInfo::cancel())]
		pub fn cancel(origin: OriginFor<T>, dao: DaoId, proposal: ProposalId) -> DispatchResult {
			Self::do_cancel(ensure_signed(origin)?, dao, proposal)
		}

		/// Stops a proposal, for the guardian, until it is executed. Not one that names a guardian.
		///
		/// # Errors
		///
		/// [`Error::NoSuchDao`], [`Error::NotGuardian`], [`Error::NoSuchProposal`], [`Error::BeyondVeto`],
		/// [`Error::HasEnded`].
		#[pallet::call_index(12)]
		#[pallet::weight(T::WeightInfo::veto())]
		pub fn veto(origin: OriginFor<T>, dao: DaoId, proposal: ProposalId) -> DispatchResult {
			Self::do_veto(ensure_signed(origin)?, dao, proposal)
		}

		/// Executes an approved proposal. Anyone may, and pays for its call, which may be as heavy as
		/// `max_weight`. It succeeds where the call fails: then the failure is recorded, everything else the call did
		/// is undone, and the proposal can be tried again until its time is over.
		///
		/// # Errors
		///
		/// [`Error::Recursion`], [`Error::NoSuchDao`], [`Error::NoSuchProposal`], [`Error::NotExecutable`],
		/// [`Error::WeightTooLow`].
		#[pallet::call_index(13)]
		#[pallet::weight(T::WeightInfo::execute().saturating_add(*max_weight))]
		pub fn execute(
			origin: OriginFor<T>,
			dao: DaoId,
			proposal: ProposalId,
			max_weight: Weight,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_execute(dao, proposal, max_weight)
		}

		/// Concludes a proposal that was rejected, or whose time to be executed is over, or whose DAO dissolves. Anyone
		/// may.
		///
		/// # Errors
		///
		/// [`Error::NoSuchDao`], [`Error::NoSuchProposal`], [`Error::NotEnded`].
		#[pallet::call_index(14)]
		#[pallet::weight(T::WeightInfo::settle())]
		pub fn settle(origin: OriginFor<T>, dao: DaoId, proposal: ProposalId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_settle(dao, proposal)
		}

		/// Removes at most `limit` votes of a concluded proposal. With the last one the proposal goes, and its deposit
		/// goes back. Anyone may.
		///
		/// # Errors
		///
		/// [`Error::NoSuchDao`], [`Error::NoSuchProposal`], [`Error::NotEnded`].
		#[pallet::call_index(15)]
		#[pallet::weight(T::WeightInfo::clear(*limit))]
		pub fn clear(
			origin: OriginFor<T>,
			dao: DaoId,
			proposal: ProposalId,
			limit: u32,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			let removed = Self::do_clear(dao, proposal, limit)?;
			Ok(Some(T::WeightInfo::clear(removed)).into())
		}

		/// Changes the rules of the DAO that calls. They hold for proposals made from now on.
		///
		/// # Errors
		///
		/// [`Error::NotADao`], [`Error::NoSuchDao`], [`Error::Dissolving`], and those of the rules, as for
		/// [`found`](Pallet::found).
		#[pallet::call_index(16)]
		#[pallet::weight(T::WeightInfo::set_rules())]
		pub fn set_rules(origin: OriginFor<T>, rules: RulesOf<T>) -> DispatchResult {
			let id = Self::ensure_dao(origin)?;
			let mut dao = Self::living(id)?;
			crate::rules::check::<T>(&dao.kind, &rules)?;
			dao.rules = rules.clone();
			Daos::<T>::insert(id, dao);
			Self::deposit_event(Event::RulesSet { dao: id, rules });
			Ok(())
		}

		/// Changes, or removes, the guardian of the DAO that calls.
		///
		/// # Errors
		///
		/// [`Error::NotADao`], [`Error::NoSuchDao`], [`Error::Dissolving`].
		#[pallet::call_index(17)]
		#[pallet::weight(T::WeightInfo::set_guardian())]
		pub fn set_guardian(origin: OriginFor<T>, guardian: Option<T::AccountId>) -> DispatchResult {
			let id = Self::ensure_dao(origin)?;
			let mut dao = Self::living(id)?;
			dao.guardian = guardian.clone();
			Daos::<T>::insert(id, dao);
			Self::deposit_event(Event::GuardianSet { dao: id, guardian });
			Ok(())
		}

		/// Invites an account into the DAO that calls, with shares and for a tribute, in place of an earlier invitation.
		///
		/// # Errors
		///
		/// [`Error::NotADao`], [`Error::NoSuchDao`], [`Error::Dissolving`], [`Error::NotOfShares`],
		/// [`Error::AlreadyMember`], [`Error::TooManyInvitations`].
		#[pallet::call_index(18)]
		#[pallet::weight(T::WeightInfo::invite())]
		pub fn invite(
			origin: OriginFor<T>,
			who: T::AccountId,
			shares: Power,
			tribute: Option<(T::AssetId, Balance)>,
		) -> DispatchResult {
			Self::do_invite(Self::ensure_dao(origin)?, who, shares, tribute)
		}

		/// Takes an invitation into the DAO that calls back.
		///
		/// # Errors
		///
		/// [`Error::NotADao`], [`Error::NotInvited`].
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::uninvite())]
		pub fn uninvite(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			Self::do_uninvite(Self::ensure_dao(origin)?, who)
		}

		/// Sends a member of the DAO that calls away, with its deposit and its stake and without a share.
		///
		/// # Errors
		///
		/// [`Error::NotADao`], [`Error::NoSuchDao`], [`Error::Dissolving`], [`Error::NotMember`],
		/// [`Error::LastMember`], [`Error::LastPower`].
		#[pallet::call_index(20)]
		#[pallet::weight(T::WeightInfo::expel())]
		pub fn expel(origin: OriginFor<T>, who: T::AccountId) -> DispatchResult {
			Self::do_expel(Self::ensure_dao(origin)?, who)
		}

		/// Sets the shares of a member of the DAO that calls.
		///
		/// # Errors
		///
		/// [`Error::NotADao`], [`Error::NoSuchDao`], [`Error::Dissolving`], [`Error::NotOfShares`],
		/// [`Error::NotMember`], [`Error::LastPower`].
		#[pallet::call_index(21)]
		#[pallet::weight(T::WeightInfo::set_shares())]
		pub fn set_shares(origin: OriginFor<T>, who: T::AccountId, shares: Power) -> DispatchResult {
			Self::do_set_shares(Self::ensure_dao(origin)?, who, shares)
		}

		/// Dissolves the DAO that calls, in the execution of a proposal. Members may then leave with their shares of
		/// the treasury, by the power that they had before the proposal was made, and `heir` gets what remains.
		///
		/// # Errors
		///
		/// [`Error::NotADao`], [`Error::NoSuchDao`], [`Error::Dissolving`], [`Error::OwnAccount`],
		/// [`Error::NotByProposal`].
		#[pallet::call_index(22)]
		#[pallet::weight(T::WeightInfo::dissolve())]
		pub fn dissolve(origin: OriginFor<T>, heir: T::AccountId) -> DispatchResult {
			Self::do_dissolve(Self::ensure_dao(origin)?, heir)
		}

		/// Sends a member away from a DAO whose time to dissolve is over, with its deposit and its stake and
		/// without a share. Anyone may.
		///
		/// # Errors
		///
		/// [`Error::NoSuchDao`], [`Error::NotDissolving`], [`Error::NotOver`], [`Error::NotMember`].
		#[pallet::call_index(23)]
		#[pallet::weight(T::WeightInfo::evict())]
		pub fn evict(origin: OriginFor<T>, dao: DaoId, who: T::AccountId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_evict(dao, who)
		}

		/// Makes a call from the account of a DAO that all members have left, for the heir.
		///
		/// # Errors
		///
		/// [`Error::Recursion`], [`Error::NoSuchDao`], [`Error::NotDissolving`], [`Error::NotHeir`],
		/// [`Error::MembersRemain`], [`Error::CallNotAllowed`], and those of the call.
		#[pallet::call_index(24)]
		#[pallet::weight(T::WeightInfo::recover().saturating_add(call.get_dispatch_info().call_weight))]
		pub fn recover(
			origin: OriginFor<T>,
			dao: DaoId,
			call: Box<<T as Config>::RuntimeCall>,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			let info = call.get_dispatch_info();
			let result = Self::do_recover(who, dao, *call);
			let used = T::WeightInfo::recover().saturating_add(extract_actual_weight(&result, &info));
			result.map(|_| Some(used).into())
		}

		/// Removes a DAO without members and proposals, and gives the founder's deposit back. The heir may, and
		/// anyone after the time to dissolve. What is left in the DAO's account stays there for good.
		///
		/// # Errors
		///
		/// [`Error::NoSuchDao`], [`Error::NotDissolving`], [`Error::MembersRemain`], [`Error::ProposalsRemain`],
		/// [`Error::NotOver`].
		#[pallet::call_index(25)]
		#[pallet::weight(T::WeightInfo::close())]
		pub fn close(origin: OriginFor<T>, dao: DaoId) -> DispatchResult {
			Self::do_close(ensure_signed(origin)?, dao)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			for id in [0, 1, DaoId::MAX] {
				let whole: Option<T::AccountId> = T::PalletId::get().try_into_sub_account(id);
				assert!(whole.is_some(), "an account is too short to hold the number of a DAO");
			}
			assert!(T::MaxFirstMembers::get() > 0, "no DAO could be founded");
			assert!(T::MaxFirstMembers::get() <= T::MaxMembers::get(), "more first members than members");
			assert!(T::MaxOpenPerMember::get() > 0, "nobody could propose anything");
			assert!(
				T::MaxOpenPerMember::get() < T::MaxOpenProposals::get(),
				"one member could keep all others from proposing"
			);
			assert!(
				T::MinVotingPeriod::get() > 0u32.into() && T::MinVotingPeriod::get() <= T::MaxPeriod::get(),
				"no voting period would be allowed"
			);
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	impl<T: Config> Pallet<T> {
		/// The DAO whose account makes a call.
		fn ensure_dao(origin: OriginFor<T>) -> Result<DaoId, DispatchError> {
			let who = ensure_signed(origin)?;
			match PalletId::try_from_sub_account::<DaoId>(&who) {
				Some((pallet, dao)) if pallet == T::PalletId::get() => Ok(dao),
				_ => Err(Error::<T>::NotADao.into()),
			}
		}
	}
}
