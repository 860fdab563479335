// SPDX-License-Identifier: Apache-2.0

//! Who may do what, and when. The calls and the runtime API ask here, so that a UI never offers what a call refuses
//! for these reasons.

use crate::{AccountIdOf, Action, Config, Error, Payment, State, Swap};
use frame_support::ensure;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::traits::{Get, Zero};

impl<T: Config> Payment<T> {
	/// Whether `who` may do this in block `now`.
	pub(crate) fn permit(
		&self,
		who: &AccountIdOf<T>,
		action: Action,
		now: BlockNumberFor<T>,
	) -> Result<(), Error<T>> {
		match action {
			Action::Release => {
				ensure!(*who == self.payer, Error::<T>::NotPayer);
				self.ensure_undecided()
			}
			Action::Refund => {
				ensure!(*who == self.payee, Error::<T>::NotPayee);
				self.ensure_undecided()
			}
			Action::Dispute => self.permit_dispute(who, now),
			Action::SubmitEvidence => {
				let party = self.party(who).ok_or(Error::<T>::NotAParty)?;
				self.ensure_before_arbiters_end(now)?;
				let exhibits = u32::try_from(self.evidence(party).len()).unwrap_or(u32::MAX);
				ensure!(exhibits < T::MaxEvidence::get(), Error::<T>::TooMuchEvidence);
				Ok(())
			}
			Action::Resolve => {
				ensure!(self.arbiter() == Some(who), Error::<T>::NotArbiter);
				self.ensure_before_arbiters_end(now)
			}
			Action::ProposeSplit => {
				self.party(who).ok_or(Error::<T>::NotAParty)?;
				self.ensure_undecided()
			}
			Action::AcceptSplit => {
				let party = self.party(who).ok_or(Error::<T>::NotAParty)?;
				self.ensure_undecided()?;
				let proposed = self.proposal.as_ref().is_some_and(|proposal| proposal.by != party);
				ensure!(proposed, Error::<T>::NoProposal);
				Ok(())
			}
			Action::Waive => {
				let owed = match &self.state {
					State::Decided { owed, .. } if *who == self.payee => owed.payee,
					State::Decided { owed, .. } if self.arbiter() == Some(who) => owed.arbiter,
					_ => Zero::zero(),
				};
				ensure!(!owed.is_zero(), Error::<T>::NothingOwed);
				Ok(())
			}
			Action::Expire => {
				let over = match self.state {
					State::Open => now >= self.deadline,
					State::Disputed { until, .. } => now >= until,
					State::Decided { .. } => true,
				};
				ensure!(over, Error::<T>::NotExpired);
				Ok(())
			}
			Action::TakeSwap | Action::CancelSwap => Err(Error::<T>::NoSuchSwap),
		}
	}

	/// A dispute is between the parties, before an arbiter, and before the time is up: afterwards it is clear who
	/// gets the money.
	fn permit_dispute(&self, who: &AccountIdOf<T>, now: BlockNumberFor<T>) -> Result<(), Error<T>> {
		self.party(who).ok_or(Error::<T>::NotAParty)?;
		ensure!(self.arbitration.is_some(), Error::<T>::NoArbiter);
		self.ensure_undecided()?;
		ensure!(self.state == State::Open, Error::<T>::AlreadyDisputed);
		ensure!(now < self.deadline, Error::<T>::TooLate);
		Ok(())
	}

	fn ensure_undecided(&self) -> Result<(), Error<T>> {
		ensure!(!matches!(self.state, State::Decided { .. }), Error::<T>::AlreadyDecided);
		Ok(())
	}

	fn ensure_before_arbiters_end(&self, now: BlockNumberFor<T>) -> Result<(), Error<T>> {
		let State::Disputed { until, .. } = self.state else { return Err(Error::<T>::NotDisputed) };
		ensure!(now < until, Error::<T>::TooLate);
		Ok(())
	}
}

impl<T: Config> Swap<T> {
	/// Whether `who` may do this in block `now`.
	pub(crate) fn permit(
		&self,
		who: &AccountIdOf<T>,
		action: Action,
		now: BlockNumberFor<T>,
	) -> Result<(), Error<T>> {
		match action {
			Action::TakeSwap => {
				ensure!(*who != self.maker, Error::<T>::OwnSwap);
				ensure!(self.taker.as_ref().is_none_or(|taker| taker == who), Error::<T>::NotTaker);
				ensure!(now < self.deadline, Error::<T>::TooLate);
				Ok(())
			}
			Action::CancelSwap => {
				ensure!(*who == self.maker, Error::<T>::NotMaker);
				Ok(())
			}
			Action::Expire => {
				ensure!(now >= self.deadline, Error::<T>::NotExpired);
				Ok(())
			}
			_ => Err(Error::<T>::NoSuchPayment),
		}
	}
}
