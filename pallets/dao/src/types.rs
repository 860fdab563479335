// SPDX-License-Identifier: Apache-2.0

//! What is stored, and what calls, events and the runtime API speak of.

use crate::{
	history::{History, Total},
	Config,
};
use frame_support::{pallet_prelude::*, CloneNoBound, DebugNoBound, EqNoBound, PartialEqNoBound};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{DispatchError, Perbill};

/// What names a DAO: DAOs are numbered as they are founded, from 0, and a number is never used again.
pub type DaoId = u32;
/// What names a proposal of a DAO: its proposals are numbered as they are made, from 0.
pub type ProposalId = u32;
/// An amount of any asset, in its smallest unit.
pub type Balance = u128;
/// How much a vote counts: 1 a member, or units of the staked asset, or shares.
pub type Power = u128;

/// Names an asset of the runtime.
pub type AssetIdOf<T> = <T as Config>::AssetId;
/// The rules of a DAO of the runtime `T`.
pub type RulesOf<T> = Rules<AssetIdOf<T>, BlockNumberFor<T>>;
/// A DAO's name.
pub type NameOf<T> = BoundedVec<u8, <T as Config>::MaxNameLength>;
/// A call as it is stored: encoded.
pub type StoredCallOf<T> = BoundedVec<u8, <T as Config>::MaxCallSize>;

/// Where the power of members comes from. It never changes.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Kind<AssetId> {
	/// Each member has a power of 1.
	Membership,
	/// A member's power is what it has staked of this asset: the amount is on hold in the member's own account.
	Token(AssetId),
	/// A member's power is its shares: a ledger that only the DAO's own vote writes, and nobody can transfer.
	Shares,
}

/// Who may join without a vote.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Admission<AssetId> {
	/// Anyone.
	Open,
	/// Nobody: each new member is invited by the DAO's own vote.
	Invitation,
	/// Anyone who pays `amount` of `asset` to the DAO's account.
	Tribute {
		/// What is paid in.
		asset: AssetId,
		/// How much, in its smallest unit.
		amount: Balance,
	},
}

/// How a DAO decides. All periods are in blocks.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Rules<AssetId, BlockNumber> {
	/// Who may join without a vote.
	pub admission: Admission<AssetId>,
	/// Whether a member may leave with its share of the treasury. Only where no power can be had without a vote.
	pub ragequit: bool,
	/// The part of all power that must take part in a vote; abstentions take part.
	pub quorum: Perbill,
	/// The part of the ayes and nays that must be ayes. There must be more ayes than nays besides.
	pub threshold: Perbill,
	/// The part of all power that the weight of a member's vote must reach for it to make a proposal.
	pub proposer_share: Perbill,
	/// How long there is voting on a proposal.
	pub voting: BlockNumber,
	/// How long after the voting what was approved waits, for the guardian's veto and for those who leave.
	pub grace: BlockNumber,
	/// How long after the grace period what was approved may be executed.
	pub execution: BlockNumber,
	/// How long unstaked tokens stay on hold.
	pub notice: BlockNumber,
}

/// Where a DAO is in its life.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Status<AccountId, BlockNumber> {
	/// It decides and acts.
	Alive,
	/// It voted to dissolve: members leave with their shares, and the heir gets what remains.
	Dissolving {
		/// Shares are those of the power before this block, in which the dissolution was proposed.
		snapshot: BlockNumber,
		/// The power, as of the snapshot, that has not taken its share yet.
		unclaimed: Power,
		/// Who gets what remains when all members have left.
		heir: AccountId,
		/// The block from which on anyone may send members away and close the DAO.
		ends: BlockNumber,
	},
}

/// A DAO.
#[derive(
	CloneNoBound, PartialEqNoBound, EqNoBound, DebugNoBound, Encode, Decode, MaxEncodedLen, TypeInfo,
)]
#[scale_info(skip_type_params(T))]
#[codec(mel_bound())]
pub struct Dao<T: Config> {
	/// Who founded it, and paid its deposit.
	pub founder: T::AccountId,
	/// The deposit on hold in the founder's account.
	pub deposit: Balance,
	/// Its name: text for people, by which nothing is found.
	pub name: NameOf<T>,
	/// Where power comes from.
	pub kind: Kind<AssetIdOf<T>>,
	/// How it decides.
	pub rules: RulesOf<T>,
	/// Who may veto what the members decide.
	pub guardian: Option<T::AccountId>,
	/// Where it is in its life.
	pub status: Status<T::AccountId, BlockNumberFor<T>>,
	/// The number of members.
	pub members: u32,
	/// The number of the next membership: each time an account joins, it gets another.
	pub next_serial: u32,
	/// All power, now and before this block.
	pub total: Total<BlockNumberFor<T>>,
	/// The number of the next proposal.
	pub next_proposal: ProposalId,
	/// The number of proposals that are stored.
	pub proposals: u32,
	/// The proposals that are not concluded.
	pub open: BoundedVec<OpenProposal<T::AccountId, BlockNumberFor<T>>, T::MaxOpenProposals>,
	/// The last block in which there is voting on any proposal made so far.
	pub voting_until: BlockNumberFor<T>,
}

/// What a DAO must remember of a proposal that is not concluded.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct OpenProposal<AccountId, BlockNumber> {
	/// Which one.
	pub id: ProposalId,
	/// Who made it.
	pub proposer: AccountId,
	/// The block in which it was made: power before this block counts.
	pub snapshot: BlockNumber,
}

/// To whom a member delegates its power.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Delegate<AccountId> {
	/// Who votes.
	pub account: AccountId,
	/// Which of that account's memberships. If the account left, and came back, the delegation has lapsed.
	pub serial: u32,
}

/// What a member counts for at one time.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Standing<AccountId> {
	/// Its own power.
	pub power: Power,
	/// The power that others delegated to it.
	pub received: Power,
	/// To whom it delegates its own power.
	pub delegate: Option<Delegate<AccountId>>,
}

impl<AccountId> Default for Standing<AccountId> {
	fn default() -> Self {
		Self { power: 0, received: 0, delegate: None }
	}
}

impl<AccountId> Standing<AccountId> {
	/// What its vote counts: what others delegated to it, and its own power unless it delegated that. Delegated
	/// power goes one step and no further, so no power is ever counted twice.
	pub fn weight(&self) -> Power {
		let own = if self.delegate.is_none() { self.power } else { 0 };
		// Both are parts of the total, which fits.
		self.received.saturating_add(own)
	}
}

/// Tokens that were unstaked and wait for the end of the notice.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Withdrawal<BlockNumber> {
	/// How much.
	pub amount: Balance,
	/// The first block in which it may be withdrawn.
	pub ready: BlockNumber,
}

/// A member.
#[derive(
	CloneNoBound, PartialEqNoBound, EqNoBound, DebugNoBound, Encode, Decode, MaxEncodedLen, TypeInfo,
)]
#[scale_info(skip_type_params(T))]
#[codec(mel_bound())]
pub struct Member<T: Config> {
	/// The number of its membership.
	pub serial: u32,
	/// Who paid for its storage: itself, or the founder.
	pub depositor: T::AccountId,
	/// The deposit on hold in the depositor's account.
	pub deposit: Balance,
	/// What it counts for, now and as far back as open proposals ask.
	pub history: History<T>,
	/// Unstaked tokens.
	pub withdrawal: Option<Withdrawal<BlockNumberFor<T>>>,
}

/// An invitation to join, which only its account can accept.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Invitation<AccountId, AssetId> {
	/// Who may join.
	pub account: AccountId,
	/// With how many shares. 0 but in a DAO of shares.
	pub shares: Power,
	/// What it must pay to the DAO's account.
	pub tribute: Option<(AssetId, Balance)>,
}

/// What a member says to a proposal.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Ballot {
	/// For it.
	Aye,
	/// Against it.
	Nay,
	/// Neither, but it counts for the quorum.
	Abstain,
}

/// A vote that was cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Vote {
	/// What the member says.
	pub ballot: Ballot,
	/// What it counts.
	pub weight: Power,
}

/// The sums of the votes.
#[derive(
	Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Tally {
	/// For it.
	pub ayes: Power,
	/// Against it.
	pub nays: Power,
	/// Neither.
	pub abstentions: Power,
}

/// How a proposal ended.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Outcome {
	/// Its call was done.
	Executed,
	/// Too few took part, or too few of them for it.
	Rejected,
	/// Approved, but nobody executed it in time.
	Expired,
	/// Approved, and each attempt to execute it failed; the last one with this error.
	Failed(DispatchError),
	/// Taken back by who made it.
	Cancelled,
	/// Stopped by the guardian.
	Vetoed,
	/// The DAO dissolved before it ended.
	Dissolved,
}

/// A proposal.
#[derive(
	CloneNoBound, PartialEqNoBound, EqNoBound, DebugNoBound, Encode, Decode, MaxEncodedLen, TypeInfo,
)]
#[scale_info(skip_type_params(T))]
#[codec(mel_bound())]
pub struct Proposal<T: Config> {
	/// Who made it, and paid its deposit.
	pub proposer: T::AccountId,
	/// The deposit on hold in the proposer's account.
	pub deposit: Balance,
	/// The hash of the call.
	pub call_hash: T::Hash,
	/// The hash of a text that explains it, kept elsewhere.
	pub note: Option<T::Hash>,
	/// Whether the guardian has no say: so it is where the DAO replaces or removes the guardian.
	pub beyond_veto: bool,
	/// The block in which it was made: power before this block counts.
	pub snapshot: BlockNumberFor<T>,
	/// All power before that block.
	pub electorate: Power,
	/// The quorum when it was made.
	pub quorum: Perbill,
	/// The threshold when it was made.
	pub threshold: Perbill,
	/// The last block in which there is voting.
	pub voting_until: BlockNumberFor<T>,
	/// The last block of the grace period.
	pub grace_until: BlockNumberFor<T>,
	/// The last block in which it can be executed.
	pub execution_until: BlockNumberFor<T>,
	/// The votes.
	pub tally: Tally,
	/// The number of stored votes.
	pub votes: u32,
	/// Why the last attempt to execute it failed.
	pub failure: Option<DispatchError>,
	/// How it ended.
	pub outcome: Option<Outcome>,
}

/// Where a proposal stands.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Stage {
	/// Members vote.
	Voting,
	/// Approved, and waiting for the end of the grace period.
	Grace,
	/// Approved, and anyone may execute it.
	Executable,
	/// It cannot be executed any more, and is to be settled with this outcome.
	Ended(Outcome),
	/// It ended so, and its votes are to be cleared.
	Concluded(Outcome),
}

impl<T: Config> Proposal<T> {
	/// Whether the votes approve it, if no more are cast.
	pub fn approved(&self) -> bool {
		let Tally { ayes, nays, abstentions } = self.tally;
		// All are parts of the electorate, which fits.
		let decided = ayes.saturating_add(nays);
		decided.saturating_add(abstentions) >= self.quorum.mul_ceil(self.electorate)
			&& ayes >= self.threshold.mul_ceil(decided)
			&& ayes > nays
	}

	/// Where it stands in block `now`, in a DAO that is `alive` or not.
	pub fn stage(&self, now: BlockNumberFor<T>, alive: bool) -> Stage {
		if let Some(outcome) = self.outcome {
			return Stage::Concluded(outcome);
		}
		if !alive {
			return Stage::Ended(Outcome::Dissolved);
		}
		if now <= self.voting_until {
			return Stage::Voting;
		}
		if !self.approved() {
			return Stage::Ended(Outcome::Rejected);
		}
		if now <= self.grace_until {
			return Stage::Grace;
		}
		if now <= self.execution_until {
			return Stage::Executable;
		}
		Stage::Ended(self.failure.map_or(Outcome::Expired, Outcome::Failed))
	}
}

impl<T: Config> Dao<T> {
	/// Whether it decides and acts.
	pub fn is_alive(&self) -> bool {
		self.status == Status::Alive
	}

	/// The blocks before which power must be remembered: those of open proposals, and that of the dissolution.
	pub fn snapshots(&self) -> alloc::vec::Vec<BlockNumberFor<T>> {
		let dissolution = match self.status {
			Status::Dissolving { snapshot, .. } => Some(snapshot),
			Status::Alive => None,
		};
		self.open.iter().map(|open| open.snapshot).chain(dissolution).collect()
	}
}
