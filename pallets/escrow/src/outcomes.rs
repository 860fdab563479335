// SPDX-License-Identifier: Apache-2.0

//! How a payment ends where the parties do not agree: disputes, time, and paying what was decided.

use crate::{
	AccountIdOf, Action, Config, Error, EscrowId, Event, Pallet, Party, Payment, Payments, Role, Split, State,
};
use frame_support::{
	storage::with_storage_layer,
	traits::{tokens::Fortitude, Get},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::{
	traits::{Saturating, Zero},
	DispatchError, DispatchResult, Permill,
};

impl<T: Config> Pallet<T> {
	/// Opens a dispute. The deadline gives way to the arbiter's.
	pub(crate) fn do_dispute(id: EscrowId, who: AccountIdOf<T>) -> DispatchResult {
		let mut payment = Self::payment_for(id, &who, Action::Dispute)?;
		let by = payment.party(&who).ok_or(Error::<T>::NotAParty)?;
		let period = payment.arbitration.as_ref().ok_or(Error::<T>::NoArbiter)?.period;
		let until = Self::now().saturating_add(period);
		Self::unschedule(id, payment.agenda.take());
		// Whoever fills the agenda must not keep others from opening a dispute. Without a place on it, the dispute
		// ends by the call.
		payment.agenda = Self::schedule(id, until).ok();
		payment.state = State::Disputed { by, until };
		Payments::<T>::insert(id, payment);
		Self::deposit_event(Event::Disputed { id, by: who, until });
		Ok(())
	}

	/// Adds to one side's evidence.
	pub(crate) fn do_submit_evidence(id: EscrowId, who: AccountIdOf<T>, hash: T::Hash) -> DispatchResult {
		let mut payment = Self::payment_for(id, &who, Action::SubmitEvidence)?;
		let exhibits = match payment.party(&who).ok_or(Error::<T>::NotAParty)? {
			Party::Payer => &mut payment.payer_evidence,
			Party::Payee => &mut payment.payee_evidence,
		};
		exhibits.try_push(hash).map_err(|_| Error::<T>::TooMuchEvidence)?;
		Payments::<T>::insert(id, payment);
		Self::deposit_event(Event::EvidenceSubmitted { id, by: who, hash });
		Ok(())
	}

	/// Ends a dispute as its arbiter decides. The fee comes off the whole; each part is rounded down, and the payer
	/// gets what rounding leaves.
	pub(crate) fn do_resolve(id: EscrowId, who: &AccountIdOf<T>, payee_share: Permill) -> DispatchResult {
		let payment = Self::payment_for(id, who, Action::Resolve)?;
		let held = payment.held();
		let rate = payment.arbitration.as_ref().map_or_else(Zero::zero, |arbitration| arbitration.fee);
		let fee = rate.mul_floor(held);
		let shared = held.saturating_sub(fee);
		let payee = payee_share.mul_floor(shared);
		let split = Split { payee, arbiter: fee, payer: shared.saturating_sub(payee) };
		Self::deposit_event(Event::Resolved { id, split });
		Self::decide(id, payment, split)
	}

	/// Ends a payment whose time is up, or tries again to pay what is owed.
	pub(crate) fn expire_payment(
		id: EscrowId,
		payment: Payment<T>,
		now: BlockNumberFor<T>,
	) -> DispatchResult {
		let held = payment.held();
		match payment.state.clone() {
			State::Open => {
				let to = payment.on_expiry;
				Self::deposit_event(Event::Expired { id, to });
				Self::decide(id, payment, Split::all_to(to, held))
			}
			State::Disputed { .. } => {
				let to = payment
					.arbitration
					.as_ref()
					.map_or(payment.on_expiry, |arbitration| arbitration.on_silence);
				Self::deposit_event(Event::DisputeLapsed { id, to });
				Self::decide(id, payment, Split::all_to(to, held))
			}
			State::Decided { owed, since } => {
				let before = owed;
				let attempt = Self::pay_owed(id, payment, owed, since, now)?;
				match attempt.failure {
					// Nobody is charged for nothing without being told why.
					Some(error) if attempt.left == before => Err(error),
					_ => Ok(()),
				}
			}
		}
	}

	/// Settles who gets what. It is paid at once, as far as that is possible; what is not can no longer change.
	fn decide(id: EscrowId, mut payment: Payment<T>, split: Split<T::Balance>) -> DispatchResult {
		Self::unschedule(id, payment.agenda.take());
		payment.proposal = None;
		let now = Self::now();
		Self::pay_owed(id, payment, split, now, now).map(drop)
	}

	/// Gives up what is owed to an account: it goes to the payer.
	pub(crate) fn do_waive(id: EscrowId, who: AccountIdOf<T>) -> DispatchResult {
		let payment = Self::payment_for(id, &who, Action::Waive)?;
		let State::Decided { mut owed, since } = payment.state.clone() else {
			return Err(Error::<T>::NothingOwed.into());
		};
		let role = if who == payment.payee { Role::Payee } else { Role::Arbiter };
		let amount = owed.take(role);
		owed.add(Role::Payer, amount);
		Self::deposit_event(Event::Waived { id, by: who, amount });
		Self::pay_owed(id, payment, owed, since, Self::now()).map(drop)
	}

	/// Pays what is owed to those who can be paid. One who cannot be does not keep the others from it.
	fn pay_owed(
		id: EscrowId,
		mut payment: Payment<T>,
		mut owed: Split<T::Balance>,
		since: BlockNumberFor<T>,
		now: BlockNumberFor<T>,
	) -> Result<Attempt<T::Balance>, DispatchError> {
		let fortitude = if now >= since.saturating_add(T::FreezeGrace::get()) {
			Fortitude::Force
		} else {
			Fortitude::Polite
		};
		let mut failure = None;
		for role in Role::ALL {
			let amount = owed.of(role);
			if amount.is_zero() {
				continue;
			}
			let to = payment.account(role).clone();
			let payment_made =
				with_storage_layer(|| Self::pay(&payment.asset, &payment.payer, &to, amount, fortitude));
			match payment_made {
				Ok(()) => {
					payment.paid.add(role, owed.take(role));
					Self::deposit_event(Event::Paid { id, to, amount });
				}
				Err(error) => {
					Self::deposit_event(Event::PaymentFailed { id, to, amount, error });
					failure = failure.or(Some(error));
				}
			}
		}
		if owed.total().is_zero() {
			Self::close_payment(id, payment)?;
		} else {
			payment.state = State::Decided { owed, since };
			Payments::<T>::insert(id, payment);
		}
		Ok(Attempt { left: owed, failure })
	}

	/// Removes a payment that is paid out, and returns its deposit.
	pub(crate) fn close_payment(id: EscrowId, payment: Payment<T>) -> DispatchResult {
		Self::unschedule(id, payment.agenda);
		Self::remove_from_indexes(id, payment.involved());
		Self::return_deposit(&payment.payer, payment.deposit)?;
		Payments::<T>::remove(id);
		Self::deposit_event(Event::Closed { id, paid: payment.paid, deposit: payment.deposit });
		Ok(())
	}
}

/// What came of trying to pay.
struct Attempt<Balance> {
	/// What is still owed.
	left: Split<Balance>,
	/// Why, for the first who could not be paid.
	failure: Option<DispatchError>,
}
