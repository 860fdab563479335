// SPDX-License-Identifier: Apache-2.0

//! What the parties of a payment do: make it, release, refund, agree.

use crate::{
	AccountIdOf, Action, ArbitrationOf, Config, Error, EscrowId, Event, Milestone, NewMilestone, Pallet,
	Party, Payment, Payments, Progress, Proposal, Role, Split, State,
};
use frame_support::{
	ensure,
	traits::{
		fungibles::Inspect,
		tokens::{DepositConsequence, Fortitude, Provenance},
		Get,
	},
	BoundedVec,
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
	traits::{CheckedAdd, Saturating, Zero},
	ArithmeticError, DispatchError, DispatchResult,
};

/// What a payer asks for.
pub(crate) struct NewPayment<T: Config> {
	pub(crate) payer: AccountIdOf<T>,
	pub(crate) payee: AccountIdOf<T>,
	pub(crate) asset: T::AssetId,
	pub(crate) milestones: BoundedVec<NewMilestone<T::Balance, T::Hash>, T::MaxMilestones>,
	pub(crate) deadline: BlockNumberFor<T>,
	pub(crate) on_expiry: Party,
	pub(crate) arbitration: Option<ArbitrationOf<T>>,
}

impl<T: Config> NewPayment<T> {
	/// Checks what does not need money, and returns the sum of the milestones.
	fn check(&self) -> Result<T::Balance, DispatchError> {
		ensure!(self.payer != self.payee, Error::<T>::PayerIsPayee);
		Pallet::<T>::ensure_deadline(self.deadline)?;
		if let Some(arbitration) = &self.arbitration {
			let arbiter = &arbitration.arbiter;
			ensure!(*arbiter != self.payer && *arbiter != self.payee, Error::<T>::ArbiterIsParty);
			ensure!(arbitration.fee <= T::MaxArbiterFee::get(), Error::<T>::FeeTooHigh);
			let periods = T::MinDisputePeriod::get()..=T::MaxDisputePeriod::get();
			ensure!(periods.contains(&arbitration.period), Error::<T>::DisputePeriodOutOfBounds);
		}
		let (sum, least) = self.sum_and_least()?;
		self.ensure_payee_can_receive(least)?;
		Ok(sum)
	}

	fn sum_and_least(&self) -> Result<(T::Balance, T::Balance), DispatchError> {
		ensure!(T::Assets::asset_exists(self.asset.clone()), Error::<T>::UnknownAsset);
		let mut amounts = self.milestones.iter().map(|milestone| milestone.amount);
		let first = amounts.next().ok_or(Error::<T>::NoMilestones)?;
		let (sum, least) = amounts.try_fold((first, first), |(sum, least), amount| {
			let sum = sum.checked_add(&amount).ok_or(ArithmeticError::Overflow)?;
			Ok::<_, DispatchError>((sum, least.min(amount)))
		})?;
		let minimum = T::Assets::minimum_balance(self.asset.clone());
		ensure!(!least.is_zero() && least >= minimum, Error::<T>::MilestoneTooSmall);
		Ok((sum, least))
	}

	/// A payee who cannot be paid now should not be promised a payment by accident, as by a mistyped account.
	fn ensure_payee_can_receive(&self, least: T::Balance) -> DispatchResult {
		let received = T::Assets::can_deposit(self.asset.clone(), &self.payee, least, Provenance::Extant);
		ensure!(received == DepositConsequence::Success, Error::<T>::PayeeCannotReceive);
		Ok(())
	}
}

impl<T: Config> Pallet<T> {
	/// Makes a payment: deposit, money, record, agenda, indexes.
	pub(crate) fn do_create_payment(new: NewPayment<T>) -> DispatchResult {
		let sum = new.check()?;
		let id = Self::new_id()?;
		let deposit = Self::deposit_for(Self::items(&new));
		Self::hold_deposit(&new.payer, deposit)?;
		Self::hold_funds(&new.asset, &new.payer, sum)?;
		let agenda = Self::schedule(id, new.deadline)?;

		let NewPayment { payer, payee, asset, milestones, deadline, on_expiry, arbitration } = new;
		let milestones = BoundedVec::truncate_from(
			milestones
				.into_iter()
				.map(|NewMilestone { amount, terms }| Milestone { amount, terms, progress: Progress::Open })
				.collect(),
		);
		let payment = Payment::<T> {
			payer,
			payee,
			asset,
			milestones,
			deadline,
			on_expiry,
			arbitration,
			state: State::Open,
			proposal: None,
			payer_evidence: BoundedVec::new(),
			payee_evidence: BoundedVec::new(),
			paid: Split::default(),
			deposit,
			agenda: Some(agenda),
		};
		Self::add_to_indexes(id, payment.involved());
		Self::deposit_event(Event::PaymentCreated {
			id,
			payer: payment.payer.clone(),
			payee: payment.payee.clone(),
			arbiter: payment.arbiter().cloned(),
			asset: payment.asset.clone(),
			amount: sum,
			deadline,
		});
		Payments::<T>::insert(id, payment);
		Ok(())
	}

	/// What the record of a payment can come to hold: its milestones and, with an arbiter, both sides' evidence.
	fn items(new: &NewPayment<T>) -> u32 {
		let milestones = u32::try_from(new.milestones.len()).unwrap_or(u32::MAX);
		let evidence = if new.arbitration.is_some() { T::MaxEvidence::get().saturating_mul(2) } else { 0 };
		milestones.saturating_add(evidence)
	}

	/// The payment, if `who` may do this with it now.
	pub(crate) fn payment_for(
		id: EscrowId,
		who: &AccountIdOf<T>,
		action: Action,
	) -> Result<Payment<T>, Error<T>> {
		let payment = Payments::<T>::get(id).ok_or(Error::<T>::NoSuchPayment)?;
		payment.permit(who, action, Self::now())?;
		Ok(payment)
	}

	/// Pays a milestone, or all that is left, to one side, as the other side wants it.
	pub(crate) fn hand_over(
		id: EscrowId,
		mut payment: Payment<T>,
		milestone: Option<u32>,
		to: Party,
	) -> DispatchResult {
		let progress = match to {
			Party::Payee => Progress::Released,
			Party::Payer => Progress::Refunded,
		};
		let amount = match milestone {
			None => Self::close_milestones(payment.milestones.iter_mut(), progress),
			Some(index) => {
				let index = usize::try_from(index).map_err(|_| Error::<T>::NoSuchMilestone)?;
				Self::close_milestones(payment.milestones.get_mut(index).into_iter(), progress)
			}
		};
		ensure!(!amount.is_zero(), Error::<T>::NoSuchMilestone);

		let role = Role::from(to);
		let account = payment.account(role).clone();
		Self::pay(&payment.asset, &payment.payer, &account, amount, Fortitude::Polite)?;
		payment.paid.add(role, amount);
		// It was about what was there before.
		payment.proposal = None;
		Self::deposit_event(match to {
			Party::Payee => Event::Released { id, milestone, to: account, amount },
			Party::Payer => Event::Refunded { id, milestone, to: account, amount },
		});
		if payment.held().is_zero() {
			return Self::close_payment(id, payment);
		}
		Payments::<T>::insert(id, payment);
		Ok(())
	}

	/// Marks those that are open, and returns the sum of them.
	fn close_milestones<'a>(
		milestones: impl Iterator<Item = &'a mut Milestone<T::Balance, T::Hash>>,
		progress: Progress,
	) -> T::Balance
	where
		T: 'a,
	{
		milestones.filter(|milestone| milestone.progress == Progress::Open).fold(
			Zero::zero(),
			|sum: T::Balance, milestone| {
				milestone.progress = progress;
				sum.saturating_add(milestone.amount)
			},
		)
	}

	/// Notes how one side would end the payment, in place of what either proposed before.
	pub(crate) fn do_propose_split(
		id: EscrowId,
		who: AccountIdOf<T>,
		to_payee: T::Balance,
	) -> DispatchResult {
		let mut payment = Self::payment_for(id, &who, Action::ProposeSplit)?;
		let by = payment.party(&who).ok_or(Error::<T>::NotAParty)?;
		ensure!(to_payee <= payment.held(), Error::<T>::SplitTooLarge);
		payment.proposal = Some(Proposal { by, to_payee });
		Payments::<T>::insert(id, payment);
		Self::deposit_event(Event::SplitProposed { id, by: who, to_payee });
		Ok(())
	}

	/// Ends the payment as the other side proposed.
	pub(crate) fn do_accept_split(
		id: EscrowId,
		who: &AccountIdOf<T>,
		to_payee: T::Balance,
	) -> DispatchResult {
		let mut payment = Self::payment_for(id, who, Action::AcceptSplit)?;
		let proposed = payment.proposal.as_ref().map(|proposal| proposal.to_payee);
		// The other side may have changed its mind since this was signed.
		ensure!(proposed == Some(to_payee), Error::<T>::ProposalChanged);
		// A proposal asks for no more than there is, and is forgotten where some of that is paid.
		let to_payer = payment.held().saturating_sub(to_payee);
		for (role, amount) in [(Role::Payee, to_payee), (Role::Payer, to_payer)] {
			let account = payment.account(role);
			Self::pay(&payment.asset, &payment.payer, account, amount, Fortitude::Polite)?;
			payment.paid.add(role, amount);
		}
		Self::deposit_event(Event::SplitAgreed { id, to_payee, to_payer });
		Self::close_payment(id, payment)
	}
}
