// SPDX-License-Identifier: Apache-2.0

//! What the runtime API answers. Nothing of it is used by calls: some of it visits more than a call may.

use crate::{
	AssetIdOf, Balance, Config, Dao, DaoId, Daos, Invitations, Kind, Member, Members, NextDao, Pallet, Power,
	Proposal, ProposalCalls, ProposalId, Proposals, Rules, Stage, Status, Tally, Withdrawal,
};
use alloc::vec::Vec;
use frame_support::pallet_prelude::{Decode, Encode, TypeInfo};
use frame_system::{pallet_prelude::BlockNumberFor, Pallet as System};
use sp_runtime::{DispatchError, SaturatedConversion};

/// A DAO, for a UI.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct DaoView<AccountId, AssetId, BlockNumber> {
	/// Its number.
	pub id: DaoId,
	/// Its name.
	pub name: Vec<u8>,
	/// Its account, which holds its treasury.
	pub sovereign: AccountId,
	/// Who founded it.
	pub founder: AccountId,
	/// Where power comes from.
	pub kind: Kind<AssetId>,
	/// How it decides.
	pub rules: Rules<AssetId, BlockNumber>,
	/// Who may veto.
	pub guardian: Option<AccountId>,
	/// Where it is in its life.
	pub status: Status<AccountId, BlockNumber>,
	/// The number of members.
	pub members: u32,
	/// All power.
	pub total_power: Power,
	/// The numbers of the proposals that are not concluded.
	pub open: Vec<ProposalId>,
	/// The number that the next proposal gets.
	pub next_proposal: ProposalId,
}

/// A member, for a UI.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct MemberView<AccountId, BlockNumber> {
	/// Who.
	pub account: AccountId,
	/// Its own power.
	pub power: Power,
	/// What its vote would count in a proposal made in the next block.
	pub weight: Power,
	/// What others delegated to it.
	pub received: Power,
	/// To whom it delegates its own power.
	pub delegate: Option<AccountId>,
	/// Whether that delegate has left. Then nobody votes with the power.
	pub delegate_has_left: bool,
	/// Unstaked tokens on hold, and when they can be withdrawn.
	pub withdrawal: Option<Withdrawal<BlockNumber>>,
	/// The deposit for the membership, in planck, and who has it on hold.
	pub deposit: (AccountId, Balance),
}

/// An invitation, for a UI: for whom, with how many shares, and for which tribute, if any.
pub type InvitationView<AccountId, AssetId> = (AccountId, Power, Option<(AssetId, Balance)>);

/// What may be done with a proposal now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum Action {
	/// Members may vote.
	Vote,
	/// The proposer may take it back.
	Cancel,
	/// The guardian may veto it.
	Veto,
	/// Anyone may execute it.
	Execute,
	/// Anyone may settle it.
	Settle,
	/// Anyone may clear its votes.
	Clear,
}

/// A proposal, for a UI.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ProposalView<AccountId, BlockNumber, Hash> {
	/// Its number.
	pub id: ProposalId,
	/// Who made it.
	pub proposer: AccountId,
	/// The call, encoded. Empty once it is concluded.
	pub call: Vec<u8>,
	/// The hash of the call.
	pub call_hash: Hash,
	/// The hash of the text that explains it.
	pub note: Option<Hash>,
	/// Where it stands.
	pub stage: Stage,
	/// What may be done with it.
	pub actions: Vec<Action>,
	/// The votes.
	pub tally: Tally,
	/// All power that could vote.
	pub electorate: Power,
	/// How much power must take part.
	pub quorum: Power,
	/// Whether the votes so far approve it.
	pub approved: bool,
	/// The block in which it was made.
	pub made: BlockNumber,
	/// The last block of the voting.
	pub voting_until: BlockNumber,
	/// The last block of the grace period.
	pub grace_until: BlockNumber,
	/// The last block in which it can be executed.
	pub execution_until: BlockNumber,
	/// Why the last attempt to execute it failed.
	pub failure: Option<DispatchError>,
	/// The number of votes to clear.
	pub votes: u32,
	/// The deposit, in planck.
	pub deposit: Balance,
}

/// A DAO of the runtime `T`, for a UI.
type DaoViewOf<T> = DaoView<<T as frame_system::Config>::AccountId, AssetIdOf<T>, BlockNumberFor<T>>;
/// A member of the runtime `T`, for a UI.
type MemberViewOf<T> = MemberView<<T as frame_system::Config>::AccountId, BlockNumberFor<T>>;
/// A proposal of the runtime `T`, for a UI.
type ProposalViewOf<T> = ProposalView<
	<T as frame_system::Config>::AccountId,
	BlockNumberFor<T>,
	<T as frame_system::Config>::Hash,
>;
/// An invitation of the runtime `T`, for a UI.
type InvitationViewOf<T> = InvitationView<<T as frame_system::Config>::AccountId, AssetIdOf<T>>;

impl<T: Config> Pallet<T> {
	/// The DAO `id`.
	pub fn dao(id: DaoId) -> Option<DaoViewOf<T>> {
		let Dao { founder, name, kind, rules, guardian, status, members, total, next_proposal, open, .. } =
			Daos::<T>::get(id)?;
		Some(DaoView {
			id,
			name: name.into_inner(),
			sovereign: Self::sovereign(id),
			founder,
			kind,
			rules,
			guardian,
			status,
			members,
			total_power: total.now(),
			open: open.into_iter().map(|open| open.id).collect(),
			next_proposal,
		})
	}

	/// At most `limit` DAOs, from number `from` on.
	pub fn daos(from: DaoId, limit: u32) -> Vec<DaoViewOf<T>> {
		(from..NextDao::<T>::get()).filter_map(Self::dao).take(limit.saturated_into()).collect()
	}

	/// The member `who` of the DAO `id`.
	pub fn member(id: DaoId, who: T::AccountId) -> Option<MemberViewOf<T>> {
		let member = Members::<T>::get(id, &who)?;
		Some(Self::view_member(id, who, member))
	}

	/// At most `limit` members of the DAO `id`, those that come after `after`.
	pub fn members(id: DaoId, after: Option<T::AccountId>, limit: u32) -> Vec<MemberViewOf<T>> {
		let members = match after {
			Some(who) => Members::<T>::iter_prefix_from(id, Members::<T>::hashed_key_for(id, who)),
			None => Members::<T>::iter_prefix(id),
		};
		members.take(limit.saturated_into()).map(|(who, member)| Self::view_member(id, who, member)).collect()
	}

	/// The invitations of the DAO `id`.
	pub fn invitations(id: DaoId) -> Vec<InvitationViewOf<T>> {
		Invitations::<T>::get(id)
			.into_iter()
			.map(|invitation| (invitation.account, invitation.shares, invitation.tribute))
			.collect()
	}

	/// The proposal `which` of the DAO `id`.
	pub fn proposal(id: DaoId, which: ProposalId) -> Option<ProposalViewOf<T>> {
		let dao = Daos::<T>::get(id)?;
		let proposal = Proposals::<T>::get(id, which)?;
		Some(Self::view_proposal(id, &dao, which, proposal))
	}

	/// At most `limit` proposals of the DAO `id` that are stored, from number `from` on.
	pub fn proposals(id: DaoId, from: ProposalId, limit: u32) -> Vec<ProposalViewOf<T>> {
		let mut stored: Vec<ProposalId> =
			Proposals::<T>::iter_key_prefix(id).filter(|which| *which >= from).collect();
		stored.sort_unstable();
		stored
			.into_iter()
			.take(limit.saturated_into())
			.filter_map(|which| Self::proposal(id, which))
			.collect()
	}

	fn view_member(id: DaoId, account: T::AccountId, member: Member<T>) -> MemberViewOf<T> {
		let standing = member.history.now();
		MemberView {
			account,
			power: standing.power,
			weight: standing.weight(),
			received: standing.received,
			delegate_has_left: standing
				.delegate
				.as_ref()
				.is_some_and(|delegate| Self::has_lapsed(id, delegate)),
			delegate: standing.delegate.map(|delegate| delegate.account),
			withdrawal: member.withdrawal,
			deposit: (member.depositor, member.deposit),
		}
	}

	fn view_proposal(id: DaoId, dao: &Dao<T>, which: ProposalId, proposal: Proposal<T>) -> ProposalViewOf<T> {
		let stage = proposal.stage(System::<T>::block_number(), dao.is_alive());
		let veto = (dao.guardian.is_some() && !proposal.beyond_veto).then_some(Action::Veto);
		let actions = match stage {
			Stage::Voting => [Action::Vote, Action::Cancel].into_iter().chain(veto).collect(),
			Stage::Grace => veto.into_iter().collect(),
			Stage::Executable => [Action::Execute].into_iter().chain(veto).collect(),
			Stage::Ended(_) => [Action::Settle].into_iter().collect(),
			Stage::Concluded(_) => [Action::Clear].into_iter().collect(),
		};
		ProposalView {
			id: which,
			call: ProposalCalls::<T>::get(id, which).map(|call| call.into_inner()).unwrap_or_default(),
			call_hash: proposal.call_hash,
			note: proposal.note,
			stage,
			actions,
			tally: proposal.tally,
			electorate: proposal.electorate,
			quorum: proposal.quorum.mul_ceil(proposal.electorate),
			approved: proposal.approved(),
			made: proposal.snapshot,
			voting_until: proposal.voting_until,
			grace_until: proposal.grace_until,
			execution_until: proposal.execution_until,
			failure: proposal.failure,
			votes: proposal.votes,
			deposit: proposal.deposit,
			proposer: proposal.proposer,
		}
	}
}
