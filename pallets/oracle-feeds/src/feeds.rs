// SPDX-License-Identifier: Apache-2.0

//! What is said of a feed: read, combined, forgotten.

use crate::{
	reading::Given, AccountIdOf, Config, Feeds, Operators, Pallet, ReadError, ReadFeed, Reading, ValueOf,
	WeightInfo,
};
use alloc::vec::Vec;
use frame_support::{
	traits::{Get, Time},
	weights::Weight,
};
use pallet_oracle::{CombineData, RawValues, TimestampedValue, Values};
use sp_runtime::traits::AccountIdConversion;

/// What each operator said.
type GivenBy<T, I> = Vec<(AccountIdOf<T>, Given<ValueOf<T, I>>)>;

impl<T: Config<I>, I: 'static> Pallet<T, I> {
	/// The chain's clock, in milliseconds since 1970.
	pub(crate) fn now() -> u64 {
		<T as pallet_oracle::Config<I>>::Time::now()
	}

	/// The account under which `pallet-oracle` keeps what root feeds.
	pub(crate) fn root_feeder() -> AccountIdOf<T> {
		<T as pallet_oracle::Config<I>>::PalletId::get().into_account_truncating()
	}

	/// What each operator said last of a feed, if anything. What root fed is not among it.
	pub(crate) fn given(key: &T::OracleKey) -> GivenBy<T, I> {
		let said = |who: AccountIdOf<T>| {
			let TimestampedValue { value, timestamp } = RawValues::<T, I>::get(&who, key)?;
			Some((who, Given { value, at: timestamp }))
		};
		Operators::<T, I>::get().into_iter().filter_map(said).collect()
	}

	/// Forgets all that was said of a feed, by anybody.
	pub(crate) fn forget_values(key: &T::OracleKey) {
		for who in Operators::<T, I>::get() {
			RawValues::<T, I>::remove(who, key);
		}
		RawValues::<T, I>::remove(Self::root_feeder(), key);
		Values::<T, I>::remove(key);
	}
}

impl<T: Config<I>, I: 'static> ReadFeed for Pallet<T, I> {
	type Key = T::OracleKey;
	type Value = ValueOf<T, I>;

	fn read(key: &Self::Key) -> Result<Reading<Self::Value>, ReadError> {
		let feed = Feeds::<T, I>::get(key).ok_or(ReadError::NoSuchFeed)?;
		let given: Vec<_> = Self::given(key).into_iter().map(|(_, given)| given).collect();
		feed.read(&given, Self::now())
	}

	fn read_weight() -> Weight {
		<T as Config<I>>::WeightInfo::read(T::MaxOperators::get())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn make_readable(key: &Self::Key, value: Self::Value) {
		crate::benchmarking::make_readable::<T, I>(key, value, T::MaxOperators::get());
	}
}

/// What `pallet-oracle` stores as the combined value, for those who look at its storage: that of a reading, with the
/// time of its oldest source. Where there is no reading, `pallet-oracle` keeps what it had.
///
/// The values that it hands over are not used: what root fed is among them, and it does not say whose they are.
impl<T: Config<I>, I: 'static> CombineData<T::OracleKey, TimestampedValue<ValueOf<T, I>, u64>>
	for Pallet<T, I>
{
	fn combine_data(
		key: &T::OracleKey,
		_: Vec<TimestampedValue<ValueOf<T, I>, u64>>,
		_: Option<TimestampedValue<ValueOf<T, I>, u64>>,
	) -> Option<TimestampedValue<ValueOf<T, I>, u64>> {
		let reading = Self::read(key).ok()?;
		Some(TimestampedValue { value: reading.value, timestamp: reading.observed_at })
	}
}
