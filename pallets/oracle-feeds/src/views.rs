// SPDX-License-Identifier: Apache-2.0

//! What the runtime API answers, for a user interface. None of it is for the execution of a block: it goes through
//! all feeds or all bonds.

use crate::{
	reading::{deviation, median},
	AccountIdOf, BalanceOf, Bonds, Config, Feed, FeedOf, FeedState, Feeds, OperatorState, Pallet, ReadError,
	ReadFeed, Reading, Source, Standing, Submitted, ValueOf,
};
use alloc::vec::Vec;
use frame_system::pallet_prelude::BlockNumberFor;
use pallet_oracle::{RawValues, TimestampedValue};

/// Somebody with a bond, as this runtime has it.
pub type OperatorStateOf<T, I = ()> =
	OperatorState<AccountIdOf<T>, BalanceOf<T, I>, BlockNumberFor<T>, ValueOf<T, I>>;

impl<T: Config<I>, I: 'static> Pallet<T, I> {
	/// All feeds, each with its present reading, ordered by key.
	pub fn feed_states() -> Vec<FeedState<ValueOf<T, I>>> {
		let mut states: Vec<_> = Feeds::<T, I>::iter()
			.map(|(key, feed)| FeedState {
				key: key.as_ref().to_vec(),
				feed: unbounded::<T, I>(feed),
				reading: Self::read(&key),
			})
			.collect();
		states.sort_unstable_by(|one, other| one.key.cmp(&other.key));
		states
	}

	/// What the feed with this key says at present.
	///
	/// # Errors
	///
	/// See [`ReadError`]. A key that is too long to be one has no feed.
	pub fn read_by_bytes(key: Vec<u8>) -> Result<Reading<ValueOf<T, I>>, ReadError> {
		let key = T::OracleKey::try_from(key).map_err(|_| ReadError::NoSuchFeed)?;
		Self::read(&key)
	}

	/// The sources of the feed with this key, ordered by operator. None where there is no feed.
	pub fn source_states(key: Vec<u8>) -> Vec<Source<AccountIdOf<T>, ValueOf<T, I>>> {
		let Ok(key) = T::OracleKey::try_from(key) else { return Vec::new() };
		let Some(feed) = Feeds::<T, I>::get(&key) else { return Vec::new() };
		let now = Self::now();
		let given = Self::given(&key);
		let fresh = given.iter().filter(|(_, given)| feed.is_fresh(given.at, now));
		let median = median(fresh.map(|(_, given)| given.value).collect());
		given
			.into_iter()
			.map(|(operator, given)| {
				let fresh = feed.is_fresh(given.at, now);
				Source {
					operator,
					value: given.value,
					submitted_at: given.at,
					age: now.saturating_sub(given.at),
					fresh,
					agrees: fresh && median.is_some_and(|median| feed.agrees(given.value, median)),
					deviation: median.map(|median| deviation(given.value, median)),
				}
			})
			.collect()
	}

	/// All who have a bond, ordered by account: operators with the last value they gave to each feed, applicants, and
	/// those who are leaving.
	pub fn operator_states() -> Vec<OperatorStateOf<T, I>> {
		let now = Self::now();
		let keys: Vec<_> = Feeds::<T, I>::iter_keys().collect();
		let mut states: Vec<_> = Bonds::<T, I>::iter()
			.map(|(account, bond)| {
				let mut values: Vec<_> = keys
					.iter()
					.filter(|_| bond.standing == Standing::Operator)
					.filter_map(|key| {
						let TimestampedValue { value, timestamp } = RawValues::<T, I>::get(&account, key)?;
						let age = now.saturating_sub(timestamp);
						Some(Submitted { key: key.as_ref().to_vec(), value, submitted_at: timestamp, age })
					})
					.collect();
				values.sort_unstable_by(|one, other| one.key.cmp(&other.key));
				OperatorState { account, bond, values }
			})
			.collect();
		states.sort_unstable_by(|one, other| one.account.cmp(&other.account));
		states
	}
}

fn unbounded<T: Config<I>, I: 'static>(feed: FeedOf<T, I>) -> Feed<ValueOf<T, I>, Vec<u8>> {
	let Feed { description, unit, min_sources, max_age, max_deviation, tolerance } = feed;
	let (description, unit) = (description.into_inner(), unit.into_inner());
	Feed { description, unit, min_sources, max_age, max_deviation, tolerance }
}
