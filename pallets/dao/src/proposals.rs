// SPDX-License-Identifier: Apache-2.0

//! From a proposal to what comes of it.

use crate::{
	Ballot, Call, Config, Dao, DaoId, Daos, Error, Event, Executing, HoldReason, OpenProposal, Outcome,
	Pallet, Power, Proposal, ProposalCalls, ProposalId, Proposals, Stage, StoredCallOf, Tally, Vote, Votes,
	WeightInfo,
};
use frame_support::{
	dispatch::{extract_actual_weight, DispatchResultWithPostInfo, GetDispatchInfo},
	ensure,
	storage::with_storage_layer,
	traits::{Contains, Get, IsSubType, IsType, OriginTrait},
	weights::Weight,
	MAX_EXTRINSIC_DEPTH,
};
use frame_system::{Pallet as System, RawOrigin};
use parity_scale_codec::{DecodeLimit, Encode};
use sp_runtime::{
	traits::{Dispatchable, Hash, Saturating, Zero},
	ArithmeticError, DispatchError, DispatchResult, SaturatedConversion,
};

/// The call type of the runtime.
type CallOf<T> = <T as Config>::RuntimeCall;

impl Tally {
	/// The sum on which `ballot` is counted.
	fn side(&mut self, ballot: Ballot) -> &mut Power {
		match ballot {
			Ballot::Aye => &mut self.ayes,
			Ballot::Nay => &mut self.nays,
			Ballot::Abstain => &mut self.abstentions,
		}
	}

	/// Counts a vote.
	pub(crate) fn add(&mut self, vote: Vote) -> Result<(), ArithmeticError> {
		let side = self.side(vote.ballot);
		*side = side.checked_add(vote.weight).ok_or(ArithmeticError::Overflow)?;
		Ok(())
	}

	/// Counts a vote no more.
	fn take(&mut self, vote: Vote) -> Result<(), ArithmeticError> {
		let side = self.side(vote.ballot);
		*side = side.checked_sub(vote.weight).ok_or(ArithmeticError::Underflow)?;
		Ok(())
	}
}

impl<T: Config> Pallet<T> {
	/// The proposal, and where it stands.
	fn proposal_of(id: DaoId, dao: &Dao<T>, which: ProposalId) -> Result<(Proposal<T>, Stage), Error<T>> {
		let proposal = Proposals::<T>::get(id, which).ok_or(Error::NoSuchProposal)?;
		let stage = proposal.stage(System::<T>::block_number(), dao.is_alive());
		Ok((proposal, stage))
	}

	/// Proposes that the DAO makes a call.
	pub(crate) fn do_propose(
		who: T::AccountId,
		id: DaoId,
		call: CallOf<T>,
		note: Option<T::Hash>,
	) -> DispatchResult {
		let mut dao = Self::living(id)?;
		let member = Self::member_of(id, &who)?;
		let now = System::<T>::block_number();
		let electorate = dao.total.before(now);
		let weight = member.history.before(now).weight();
		let least = dao.rules.proposer_share.mul_ceil(electorate);
		ensure!(!weight.is_zero() && weight >= least, Error::<T>::NotEnoughPower);
		let own: u32 = dao.open.iter().filter(|open| open.proposer == who).count().saturated_into();
		ensure!(own < T::MaxOpenPerMember::get(), Error::<T>::TooManyOpenOfMember);

		ensure!(T::CallFilter::contains(&call), Error::<T>::CallNotAllowed);
		let call_weight = call.get_dispatch_info().call_weight;
		ensure!(call_weight.all_lte(T::MaxCallWeight::get()), Error::<T>::CallTooHeavy);
		let encoded = call.encode();
		let bytes: u128 = encoded.len().saturated_into();
		let call_hash = T::Hashing::hash(&encoded);
		let stored = StoredCallOf::<T>::try_from(encoded).map_err(|_| Error::<T>::CallTooLong)?;
		let deposit =
			T::ProposalDeposit::get().saturating_add(T::ProposalByteDeposit::get().saturating_mul(bytes));
		Self::hold_deposit(HoldReason::Proposal, &who, deposit)?;

		let which = dao.next_proposal;
		dao.next_proposal = which.checked_add(1).ok_or(ArithmeticError::Overflow)?;
		dao.proposals.saturating_inc();
		dao.open
			.try_push(OpenProposal { id: which, proposer: who.clone(), snapshot: now })
			.map_err(|_| Error::<T>::TooManyOpen)?;
		let voting_until = now.saturating_add(dao.rules.voting);
		let grace_until = voting_until.saturating_add(dao.rules.grace);
		dao.voting_until = dao.voting_until.max(voting_until);
		let proposal = Proposal {
			proposer: who.clone(),
			deposit,
			call_hash,
			note,
			beyond_veto: matches!(call.is_sub_type(), Some(Call::set_guardian { .. })),
			snapshot: now,
			electorate,
			quorum: dao.rules.quorum,
			threshold: dao.rules.threshold,
			voting_until,
			grace_until,
			execution_until: grace_until.saturating_add(dao.rules.execution),
			tally: Tally::default(),
			votes: 0,
			failure: None,
			outcome: None,
		};
		Proposals::<T>::insert(id, which, proposal);
		ProposalCalls::<T>::insert(id, which, stored);
		Daos::<T>::insert(id, dao);
		Self::deposit_event(Event::Proposed { dao: id, proposal: which, proposer: who, call_hash });
		Ok(())
	}

	/// Counts the vote of `who`, in place of an earlier one.
	pub(crate) fn do_vote(who: T::AccountId, id: DaoId, which: ProposalId, ballot: Ballot) -> DispatchResult {
		let dao = Self::dao_of(id)?;
		let (mut proposal, stage) = Self::proposal_of(id, &dao, which)?;
		ensure!(stage == Stage::Voting, Error::<T>::NotVoting);
		let weight = Self::member_of(id, &who)?.history.before(proposal.snapshot).weight();
		ensure!(!weight.is_zero(), Error::<T>::NotEnoughPower);
		let vote = Vote { ballot, weight };
		match Votes::<T>::get((id, which), &who) {
			Some(before) => proposal.tally.take(before)?,
			None => proposal.votes.saturating_inc(),
		}
		proposal.tally.add(vote)?;
		let tally = proposal.tally;
		Votes::<T>::insert((id, which), &who, vote);
		Proposals::<T>::insert(id, which, proposal);
		Self::deposit_event(Event::Voted { dao: id, proposal: which, who, ballot, weight, tally });
		Ok(())
	}

	/// Takes a proposal back, for the one who made it.
	pub(crate) fn do_cancel(who: T::AccountId, id: DaoId, which: ProposalId) -> DispatchResult {
		let mut dao = Self::dao_of(id)?;
		let (proposal, stage) = Self::proposal_of(id, &dao, which)?;
		ensure!(proposal.proposer == who, Error::<T>::NotYours);
		ensure!(stage == Stage::Voting, Error::<T>::NotVoting);
		Self::conclude(id, &mut dao, which, proposal, Outcome::Cancelled)
	}

	/// Stops a proposal, for the guardian.
	pub(crate) fn do_veto(who: T::AccountId, id: DaoId, which: ProposalId) -> DispatchResult {
		let mut dao = Self::dao_of(id)?;
		ensure!(dao.guardian == Some(who), Error::<T>::NotGuardian);
		let (proposal, stage) = Self::proposal_of(id, &dao, which)?;
		ensure!(!proposal.beyond_veto, Error::<T>::BeyondVeto);
		ensure!(matches!(stage, Stage::Voting | Stage::Grace | Stage::Executable), Error::<T>::HasEnded);
		Self::conclude(id, &mut dao, which, proposal, Outcome::Vetoed)
	}

	/// Does what a proposal approved.
	///
	/// The call and the conclusion are one step: a call that fails leaves nothing behind but the record of its
	/// failure, and the proposal can be tried again until its time is over.
	pub(crate) fn do_execute(id: DaoId, which: ProposalId, max_weight: Weight) -> DispatchResultWithPostInfo {
		ensure!(!Executing::<T>::exists(), Error::<T>::Recursion);
		let dao = Self::dao_of(id)?;
		let (_, stage) = Self::proposal_of(id, &dao, which)?;
		ensure!(stage == Stage::Executable, Error::<T>::NotExecutable);
		let stored = ProposalCalls::<T>::get(id, which).ok_or(Error::<T>::NoSuchProposal)?;
		// After an upgrade of the runtime, bytes that were a call may be none, or one that is heavier.
		let call = CallOf::<T>::decode_all_with_depth_limit(MAX_EXTRINSIC_DEPTH, &mut &stored[..]).ok();
		let mut used = Weight::zero();
		let result = match call {
			Some(call) => {
				let info = call.get_dispatch_info();
				ensure!(info.call_weight.all_lte(max_weight), Error::<T>::WeightTooLow);
				Executing::<T>::put((id, Some(which)));
				let result = with_storage_layer::<(), DispatchError, _>(|| {
					let result = Self::dispatch_as(id, call);
					used = extract_actual_weight(&result, &info);
					result.map_err(|failed| failed.error)?;
					// The call may have changed the DAO.
					let mut dao = Self::dao_of(id)?;
					let proposal = Proposals::<T>::get(id, which).ok_or(Error::<T>::NoSuchProposal)?;
					ensure!(proposal.outcome.is_none(), Error::<T>::HasEnded);
					Self::conclude(id, &mut dao, which, proposal, Outcome::Executed)
				});
				Executing::<T>::kill();
				result
			}
			None => Err(Error::<T>::Undecodable.into()),
		};
		if let Err(error) = result {
			Proposals::<T>::mutate(id, which, |proposal| {
				if let Some(proposal) = proposal {
					proposal.failure = Some(error);
				}
			});
			Self::deposit_event(Event::ExecutionFailed { dao: id, proposal: which, error });
		}
		Ok(Some(T::WeightInfo::execute().saturating_add(used)).into())
	}

	/// Makes `call` from the account of the DAO, with no other rights than any account has, and fewer where the
	/// filter takes some. The filter holds for calls within the call too.
	pub(crate) fn dispatch_as(id: DaoId, call: CallOf<T>) -> DispatchResultWithPostInfo {
		let mut origin: T::RuntimeOrigin = RawOrigin::Signed(Self::sovereign(id)).into();
		origin.add_filter(|call: &<T as frame_system::Config>::RuntimeCall| {
			T::CallFilter::contains(CallOf::<T>::from_ref(call))
		});
		call.dispatch(origin)
	}

	/// Concludes a proposal that ended without being executed.
	pub(crate) fn do_settle(id: DaoId, which: ProposalId) -> DispatchResult {
		let mut dao = Self::dao_of(id)?;
		let (proposal, stage) = Self::proposal_of(id, &dao, which)?;
		let Stage::Ended(outcome) = stage else { return Err(Error::<T>::NotEnded.into()) };
		Self::conclude(id, &mut dao, which, proposal, outcome)
	}

	/// Removes at most `limit` votes of a concluded proposal, and with the last one the proposal. Returns how many it
	/// removed.
	pub(crate) fn do_clear(id: DaoId, which: ProposalId, limit: u32) -> Result<u32, DispatchError> {
		let mut dao = Self::dao_of(id)?;
		let (mut proposal, stage) = Self::proposal_of(id, &dao, which)?;
		ensure!(matches!(stage, Stage::Concluded(_)), Error::<T>::NotEnded);
		let removed: u32 =
			Votes::<T>::drain_prefix((id, which)).take(limit.saturated_into()).count().saturated_into();
		proposal.votes = proposal.votes.saturating_sub(removed);
		Self::store_concluded(id, &mut dao, which, proposal)?;
		Ok(removed)
	}

	/// Writes down how a proposal ended, and lets the DAO forget it.
	fn conclude(
		id: DaoId,
		dao: &mut Dao<T>,
		which: ProposalId,
		mut proposal: Proposal<T>,
		outcome: Outcome,
	) -> DispatchResult {
		dao.open.retain(|open| open.id != which);
		ProposalCalls::<T>::remove(id, which);
		proposal.outcome = Some(outcome);
		Self::deposit_event(Event::Concluded { dao: id, proposal: which, outcome });
		Self::store_concluded(id, dao, which, proposal)
	}

	/// Stores a concluded proposal while it has votes; without votes, it goes, and its deposit goes back.
	fn store_concluded(
		id: DaoId,
		dao: &mut Dao<T>,
		which: ProposalId,
		proposal: Proposal<T>,
	) -> DispatchResult {
		if proposal.votes.is_zero() {
			Self::release_deposit(HoldReason::Proposal, &proposal.proposer, proposal.deposit)?;
			Proposals::<T>::remove(id, which);
			dao.proposals = dao.proposals.saturating_sub(1);
			Self::deposit_event(Event::Cleared { dao: id, proposal: which });
		} else {
			Proposals::<T>::insert(id, which, proposal);
		}
		Daos::<T>::insert(id, &*dao);
		Ok(())
	}
}
