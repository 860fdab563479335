// SPDX-License-Identifier: Apache-2.0

//! What is true of the state between any two calls. `try_state` and the property tests check it.

use crate::{
	rules, Config, DaoId, Daos, Executing, HoldReason, Invitations, Kind, Members, NextDao, Pallet, Power,
	ProposalCalls, Proposals, Status, Tally, Votes,
};
use alloc::{collections::BTreeMap, vec::Vec};
use frame_support::{
	ensure,
	traits::{fungibles::InspectHold as _, Get},
};
use frame_system::pallet_prelude::BlockNumberFor;
use parity_scale_codec::Encode;
use sp_runtime::TryRuntimeError;

/// What must be on hold: for each asset and account, encoded together, and each reason.
type Owed<T> =
	BTreeMap<(Vec<u8>, u8), (<T as Config>::AssetId, <T as frame_system::Config>::AccountId, u128)>;

/// Adds to what must be on hold.
fn owe<T: Config>(owed: &mut Owed<T>, asset: T::AssetId, who: &T::AccountId, reason: u8, amount: u128) {
	let entry = owed.entry(((&asset, who).encode(), reason)).or_insert_with(|| (asset, who.clone(), 0));
	entry.2 = entry.2.saturating_add(amount);
}

/// The reasons, in the order of the numbers that `Owed` has for them.
const REASONS: [fn() -> HoldReason; 4] =
	[|| HoldReason::Founding, || HoldReason::Membership, || HoldReason::Proposal, || HoldReason::Stake];

impl<T: Config> Pallet<T> {
	/// The invariants.
	///
	/// - No call is under way.
	/// - Each DAO's rules are allowed, its counters say what is stored, and its number was given out.
	/// - The power of its members adds up to its total; what they received to what is delegated to members; and before
	///   each open proposal, the weights of its members add up to no more than the electorate.
	/// - Each tally is the sum of the votes, and no more than the electorate.
	/// - An open proposal has its call, a concluded one has none and has votes to clear.
	/// - Nothing is stored for a DAO that is not.
	/// - What is on hold is what the records say, for each asset, account and reason.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		ensure!(!Executing::<T>::exists(), "dao: a call is under way");
		let mut owed = Owed::<T>::new();
		for (id, dao) in Daos::<T>::iter() {
			ensure!(id < NextDao::<T>::get(), "dao: a number was not given out");
			ensure!(rules::check::<T>(&dao.kind, &dao.rules).is_ok(), "dao: the rules are not allowed");
			owe::<T>(&mut owed, T::NativeAsset::get(), &dao.founder, 0, dao.deposit);
			Self::check_members(id, &mut owed)?;
			Self::check_proposals(id, &mut owed)?;
		}
		let known = |id: &DaoId| Daos::<T>::contains_key(id);
		ensure!(Members::<T>::iter_keys().all(|(id, _)| known(&id)), "dao: a member of no DAO");
		ensure!(Invitations::<T>::iter_keys().all(|id| known(&id)), "dao: an invitation into no DAO");
		ensure!(Proposals::<T>::iter_keys().all(|(id, _)| known(&id)), "dao: a proposal of no DAO");
		ensure!(
			Votes::<T>::iter_keys().all(|((id, which), _)| Proposals::<T>::contains_key(id, which)),
			"dao: a vote on no proposal"
		);
		ensure!(
			ProposalCalls::<T>::iter_keys().all(|(id, which)| {
				Proposals::<T>::get(id, which).is_some_and(|proposal| proposal.outcome.is_none())
			}),
			"dao: a call of no open proposal"
		);
		for ((_, reason), (asset, who, amount)) in owed {
			let reason = REASONS[usize::from(reason)]().into();
			ensure!(
				T::Holds::balance_on_hold(asset, &reason, &who) == amount,
				"dao: what is on hold is not what the records say"
			);
		}
		Ok(())
	}

	/// What is true of the members of the DAO `id`.
	fn check_members(id: DaoId, owed: &mut Owed<T>) -> Result<(), TryRuntimeError> {
		let dao = Daos::<T>::get(id).ok_or("dao: it was there")?;
		let (mut count, mut power, mut received, mut delegated) = (0u32, 0, 0, 0);
		let snapshots: Vec<BlockNumberFor<T>> = dao.snapshots();
		let mut weights: Vec<Power> = snapshots.iter().map(|_| 0).collect();
		for (who, member) in Members::<T>::iter_prefix(id) {
			let standing = member.history.now();
			count = count.saturating_add(1);
			power = standing.power.saturating_add(power);
			received = standing.received.saturating_add(received);
			if standing.delegate.as_ref().is_some_and(|delegate| !Self::has_lapsed(id, delegate)) {
				delegated = standing.power.saturating_add(delegated);
			}
			for (weight, snapshot) in weights.iter_mut().zip(&snapshots) {
				*weight = weight.saturating_add(member.history.before(*snapshot).weight());
			}
			ensure!(member.serial < dao.next_serial, "dao: a membership was not numbered");
			owe::<T>(owed, T::NativeAsset::get(), &member.depositor, 1, member.deposit);
			match &dao.kind {
				Kind::Token(asset) => {
					let unstaked = member.withdrawal.map_or(0, |withdrawal| withdrawal.amount);
					owe::<T>(owed, asset.clone(), &who, 3, standing.power.saturating_add(unstaked));
				}
				Kind::Membership => ensure!(standing.power == 1, "dao: a member without its vote"),
				Kind::Shares => (),
			}
		}
		ensure!(count == dao.members, "dao: members were not counted");
		ensure!(power == dao.total.now(), "dao: the power of all is not the total");
		ensure!(received == delegated, "dao: what is received is not what is delegated");
		for (open, weight) in dao.open.iter().zip(weights) {
			let electorate = Proposals::<T>::get(id, open.id).map_or(weight, |proposal| proposal.electorate);
			ensure!(weight <= electorate, "dao: more could vote than the electorate");
		}
		if let Status::Dissolving { .. } = dao.status {
			ensure!(Invitations::<T>::get(id).is_empty(), "dao: a dissolving DAO invites");
		} else {
			ensure!(count > 0, "dao: nobody can decide");
		}
		Ok(())
	}

	/// What is true of the proposals of the DAO `id`.
	fn check_proposals(id: DaoId, owed: &mut Owed<T>) -> Result<(), TryRuntimeError> {
		let dao = Daos::<T>::get(id).ok_or("dao: it was there")?;
		let mut count = 0u32;
		for (which, proposal) in Proposals::<T>::iter_prefix(id) {
			count = count.saturating_add(1);
			let open = dao.open.iter().any(|open| open.id == which);
			ensure!(which < dao.next_proposal, "dao: a proposal was not numbered");
			ensure!(open == proposal.outcome.is_none(), "dao: the list of open proposals is wrong");
			ensure!(
				open == ProposalCalls::<T>::contains_key(id, which),
				"dao: calls are not where they belong"
			);
			ensure!(open || proposal.votes > 0, "dao: a concluded proposal without votes stayed");
			owe::<T>(owed, T::NativeAsset::get(), &proposal.proposer, 2, proposal.deposit);

			let mut votes = 0u32;
			let mut tally = Tally::default();
			for vote in Votes::<T>::iter_prefix_values((id, which)) {
				votes = votes.saturating_add(1);
				ensure!(tally.add(vote).is_ok(), "dao: votes overflow");
			}
			ensure!(votes == proposal.votes, "dao: votes were not counted");
			let Tally { ayes, nays, abstentions } = proposal.tally;
			ensure!(!open || tally == proposal.tally, "dao: the tally is not the sum of the votes");
			let turnout = ayes.saturating_add(nays).saturating_add(abstentions);
			ensure!(turnout <= proposal.electorate, "dao: more voted than could");
		}
		ensure!(count == dao.proposals, "dao: proposals were not counted");
		ensure!(
			dao.open.iter().all(|open| Proposals::<T>::contains_key(id, open.id)),
			"dao: an open proposal is not stored"
		);
		Ok(())
	}
}
