// SPDX-License-Identifier: Apache-2.0

//! From the claim to its payment.
//!
//! An approved claim leaves the live cover and becomes pending. It is paid
//!
//! - as soon as the capital is enough for it, all other pending claims and all live cover together, or
//! - when voting time and [`Config::SettlementPeriod`] have passed since it was made. Whoever suffered the same event
//!   had the settlement period to claim too, and the voting time after it to be decided on.
//!
//! If pending claims ever are more than the capital, the pool fails at that moment. Claims can then be made for one
//! more settlement period, and are decided on within the voting time. Then all that are unpaid get the same share.

use crate::{
	pools::{count, discount, minus, plus},
	AccountIdOf, Assessor, Balance, Config, Error, Event, Filing, Moment, Pallet, Policies, PolicyId,
	PolicyOf, PolicyState, PoolOf, PoolState, Pools, ProductOf, Trigger,
};
use frame_support::{ensure, pallet_prelude::*};
use sp_runtime::ArithmeticError;

/// A policy with its pool and product.
type Parts<T> = (PolicyOf<T>, PoolOf<T>, ProductOf<T>);

/// What assessors find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finding {
	/// The claim is justified.
	Approved,
	/// It is not.
	Rejected,
	/// Too few voted.
	Undecided,
}

impl<T: Config> Pallet<T> {
	/// The policy with its pool and product, provided that a claim can be made on it.
	fn claimable(id: PolicyId) -> Result<Parts<T>, DispatchError> {
		let policy = Self::policy(id)?;
		ensure!(policy.state == PolicyState::Live, Error::<T>::PolicyNotLive);
		ensure!(Self::now() < policy.claims_until, Error::<T>::ClaimWindowOver);
		let pool = Self::pool(policy.pool)?;
		ensure!(!Self::is_over(&pool, &policy), Error::<T>::PoolHasFailed);
		let product = Self::product(policy.pool, policy.product)?;
		Ok((policy, pool, product))
	}

	pub(crate) fn do_claim(id: PolicyId) -> DispatchResult {
		let (policy, pool, product) = Self::claimable(id)?;
		ensure!(matches!(product.terms.trigger, Trigger::Parametric { .. }), Error::<T>::WrongTrigger);
		ensure!(Self::triggered(&policy), Error::<T>::NoTrigger);
		let cover = policy.cover;
		Self::approve(id, policy, pool, cover, Self::now())
	}

	pub(crate) fn do_file_claim(
		who: AccountIdOf<T>,
		id: PolicyId,
		amount: Balance,
		evidence: [u8; 32],
	) -> DispatchResult {
		ensure!(Self::policy(id)?.holder == who, Error::<T>::NotHolder);
		let (mut policy, mut pool, product) = Self::claimable(id)?;
		ensure!(matches!(product.terms.trigger, Trigger::Assessed { .. }), Error::<T>::WrongTrigger);
		let now = Self::now();
		ensure!(now >= policy.start, Error::<T>::CoverNotStarted);
		ensure!(0 < amount && amount <= policy.cover, Error::<T>::BadClaim);
		ensure!(policy.filings < T::MaxFilings::get(), Error::<T>::TooManyFilings);

		let deadline = plus(now, pool.terms.voting)?;
		count(&mut policy.filings)?;
		count(&mut pool.open_claims)?;
		pool.claimed = plus(pool.claimed, policy.cover)?;
		policy.state =
			PolicyState::Filed(Filing { amount, evidence, filed_at: now, deadline, ayes: 0, nays: 0 });
		Pools::<T>::insert(policy.pool, pool);
		Policies::<T>::insert(id, policy);
		Self::deposit_event(Event::ClaimFiled { policy: id, amount, evidence, deadline });
		Ok(())
	}

	/// The policy with its open claim, pool and product.
	fn filed(id: PolicyId) -> Result<(Parts<T>, Filing), DispatchError> {
		let policy = Self::policy(id)?;
		let PolicyState::Filed(filing) = policy.state else {
			return Err(Error::<T>::NoOpenClaim.into());
		};
		let pool = Self::pool(policy.pool)?;
		let product = Self::product(policy.pool, policy.product)?;
		Ok(((policy, pool, product), filing))
	}

	pub(crate) fn do_vote(who: AccountIdOf<T>, id: PolicyId, approve: bool) -> DispatchResult {
		let ((mut policy, pool, product), mut filing) = Self::filed(id)?;
		ensure!(Self::now() < filing.deadline, Error::<T>::VotingOver);
		let decided = match &product.terms.trigger {
			Trigger::Assessed { by: Assessor::Account(assessor) } => {
				ensure!(who == *assessor, Error::<T>::NotAssessor);
				Some(if approve { Finding::Approved } else { Finding::Rejected })
			}
			_ => {
				Self::cast(policy.pool, &who, approve, &mut filing)?;
				let finding = Self::finding(&pool, &filing);
				(finding != Finding::Undecided && Self::all_voted(policy.pool, &filing)).then_some(finding)
			}
		};
		Self::deposit_event(Event::Voted { policy: id, who, approve });
		match decided {
			Some(finding) => Self::decide(id, policy, filing, pool, finding),
			None => {
				policy.state = PolicyState::Filed(filing);
				Policies::<T>::insert(id, policy);
				Ok(())
			}
		}
	}

	pub(crate) fn do_resolve(id: PolicyId) -> DispatchResult {
		let ((policy, mut pool, product), filing) = Self::filed(id)?;
		ensure!(Self::now() >= filing.deadline, Error::<T>::VotingNotOver);
		let finding = match &product.terms.trigger {
			// The vote of a single assessor would have decided.
			Trigger::Assessed { by: Assessor::Account(_) } => Finding::Undecided,
			_ => {
				Self::penalise_absent(policy.pool, &mut pool, &filing)?;
				Self::finding(&pool, &filing)
			}
		};
		Self::decide(id, policy, filing, pool, finding)
	}

	/// Acts on a finding.
	fn decide(
		id: PolicyId,
		mut policy: PolicyOf<T>,
		filing: Filing,
		mut pool: PoolOf<T>,
		finding: Finding,
	) -> DispatchResult {
		discount(&mut pool.open_claims)?;
		pool.claimed = minus(pool.claimed, policy.cover)?;
		if finding == Finding::Approved {
			return Self::approve(id, policy, pool, filing.amount, filing.filed_at);
		}
		policy.state = PolicyState::Live;
		Pools::<T>::insert(policy.pool, pool);
		Policies::<T>::insert(id, policy);
		Self::deposit_event(match finding {
			Finding::Undecided => Event::ClaimUndecided { policy: id },
			_ => Event::ClaimRejected { policy: id },
		});
		Ok(())
	}

	/// Makes a claim pending. `made_at` is when it was made, in ms.
	fn approve(
		id: PolicyId,
		mut policy: PolicyOf<T>,
		mut pool: PoolOf<T>,
		amount: Balance,
		made_at: Moment,
	) -> DispatchResult {
		let now = Self::now();
		let due = plus(made_at, plus(pool.terms.voting, T::SettlementPeriod::get())?)?;
		pool.live_cover = minus(pool.live_cover, policy.cover)?;
		pool.pending = plus(pool.pending, amount)?;
		policy.state = PolicyState::Approved { amount, due };
		Self::deposit_event(Event::ClaimApproved { policy: id, amount, due });
		if pool.pending > pool.capital && !matches!(pool.state, PoolState::Failed { .. }) {
			let claims_until = plus(now, T::SettlementPeriod::get())?;
			pool.state = PoolState::Failed { since: now, claims_until };
			Self::deposit_event(Event::PoolFailed { pool: policy.pool, claims_until });
		}
		Pools::<T>::insert(policy.pool, pool);
		Policies::<T>::insert(id, policy);
		Ok(())
	}

	/// Whether an approved claim can be paid, given when it is due.
	pub(crate) fn is_payable(pool: &PoolOf<T>, due: Moment) -> bool {
		let in_time = Self::now() >= Self::payable_from(pool, due);
		match pool.state {
			// Whatever share is paid must be the same for all, so all must be known.
			PoolState::Failed { .. } => in_time && pool.open_claims == 0,
			_ => in_time || pool.capital >= pool.pending.saturating_add(pool.live_cover),
		}
	}

	/// From when an approved claim is paid at the latest, in ms, given when it is due.
	pub(crate) fn payable_from(pool: &PoolOf<T>, due: Moment) -> Moment {
		match pool.state {
			PoolState::Failed { claims_until, .. } => claims_until.saturating_add(pool.terms.voting),
			_ => due,
		}
	}

	pub(crate) fn do_collect(id: PolicyId) -> DispatchResult {
		let policy = Self::policy(id)?;
		let PolicyState::Approved { amount, due } = policy.state else {
			return Err(Error::<T>::ClaimNotApproved.into());
		};
		let mut pool = Self::pool(policy.pool)?;
		ensure!(Self::is_payable(&pool, due), Error::<T>::NotDueYet);
		let paid = pool.payout(amount).ok_or(ArithmeticError::Overflow)?;
		let holder = policy.holder.clone();
		match Self::pay_out(pool.asset.clone(), policy.pool, &holder, paid) {
			Ok(()) => {
				pool.capital = minus(pool.capital, paid)?;
				Self::deposit_event(Event::ClaimPaid { policy: id, holder, amount, paid });
			}
			// A holder who cannot be paid must not keep the pool from being removed for ever.
			Err(_) if Self::now() >= plus(Self::payable_from(&pool, due), pool.terms.notice)? => {
				Self::deposit_event(Event::ClaimForfeited { policy: id, amount: paid });
			}
			Err(refused) => return Err(refused),
		}
		pool.pending = minus(pool.pending, amount)?;
		Self::end_policy(id, policy, pool)
	}
}
