// SPDX-License-Identifier: Apache-2.0

//! What feeds tell, and which of it is kept.
//!
//! Policies of a product all last for one term, so most observations tell nothing that others do not. Of three in a
//! row, the middle one is of use only to a policy that has it within its term, and neither of the others. There is
//! no such policy if the outer two are at most a term apart. So the middle one is dropped, and any two that are not
//! neighbours are more than a term apart. A policy on which a claim can be made now started after
//! `now − window − term`, and the claim window is no longer than the term: all observations that are of use lie
//! within two terms. Of five, the first and the last would be more than two terms apart, so there are at most four.
//! Nobody can push out an observation that somebody needs by recording others.

use crate::{
	AccountIdOf, Comparison, Config, Error, Event, FeedError, FeedIdOf, Feeds, Moment, Observation,
	Observations, Pallet, PolicyOf, PoolId, ProductId, ProductTermsOf, Reading, Trigger, ValueOf,
};
use frame_support::{ensure, pallet_prelude::*, BoundedVec};

impl<T: Config> Pallet<T> {
	/// The feed's value, provided that it is fresh by the feed's rules and by this pallet's.
	pub(crate) fn read(feed: &FeedIdOf<T>) -> Result<Reading<ValueOf<T>>, DispatchError> {
		let reading = T::Feeds::read(feed).map_err(|reason| match reason {
			FeedError::Unknown => Error::<T>::FeedUnknown,
			FeedError::Stale => Error::<T>::FeedStale,
			FeedError::Unavailable => Error::<T>::FeedUnavailable,
		})?;
		let age = Self::now().checked_sub(reading.observed_at).ok_or(Error::<T>::FeedFromTheFuture)?;
		ensure!(age <= T::MaxReadingAge::get(), Error::<T>::FeedStale);
		Ok(reading)
	}

	pub(crate) fn do_observe(pool: PoolId, id: ProductId) -> DispatchResult {
		let product = Self::product(pool, id)?;
		let terms = product.terms;
		let Trigger::Parametric { feed, comparison, bound } = &terms.trigger else {
			return Err(Error::<T>::WrongTrigger.into());
		};
		let Reading { value, observed_at } = Self::read(feed)?;
		ensure!(crossed(*comparison, bound, &value), Error::<T>::BoundNotCrossed);

		let known = Observations::<T>::get(pool, id);
		ensure!(known.last().is_none_or(|last| last.observed_at < observed_at), Error::<T>::AlreadyObserved);
		let mut kept = known.into_inner();
		let old = Self::now().checked_sub(terms.window.saturating_add(terms.term));
		kept.retain(|observation| old.is_none_or(|old| observation.observed_at > old));
		while kept.len() >= 2 && within(kept[kept.len() - 2].observed_at, observed_at, terms.term) {
			kept.pop();
		}
		kept.push(Observation { value: value.clone(), observed_at });
		// Nothing is cut off, as the head of this file shows.
		Observations::<T>::insert(pool, id, BoundedVec::truncate_from(kept));
		Self::deposit_event(Event::Observed { pool, product: id, value, observed_at });
		Ok(())
	}

	/// Whether the feed of a policy's product was seen beyond the bound during the policy's term.
	pub(crate) fn triggered(policy: &PolicyOf<T>) -> bool {
		Observations::<T>::get(policy.pool, policy.product)
			.iter()
			.any(|observation| (policy.start..policy.end).contains(&observation.observed_at))
	}

	/// Fails if the product's feed cannot be relied on, or is beyond the bound. An assessed product has no feed.
	pub(crate) fn ensure_calm(terms: &ProductTermsOf<T>) -> DispatchResult {
		if let Trigger::<AccountIdOf<T>, _, _>::Parametric { feed, comparison, bound } = &terms.trigger {
			let reading = Self::read(feed)?;
			ensure!(!crossed(*comparison, bound, &reading.value), Error::<T>::EventUnderWay);
		}
		Ok(())
	}
}

/// Whether a value is beyond the bound.
fn crossed<Value: Ord>(comparison: Comparison, bound: &Value, value: &Value) -> bool {
	match comparison {
		Comparison::Above => value > bound,
		Comparison::Below => value < bound,
	}
}

/// Whether two moments, the earlier one first, are at most `span` apart.
fn within(earlier: Moment, later: Moment, span: Moment) -> bool {
	later.saturating_sub(earlier) <= span
}
