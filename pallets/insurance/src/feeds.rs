// SPDX-License-Identifier: Apache-2.0

//! Where parametric products get their numbers from. A runtime connects it to its oracle.

use crate::Moment;
use frame_support::pallet_prelude::*;

/// A value, and when it was observed.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Reading<Value> {
	/// The value.
	pub value: Value,
	/// The time of the value, in ms since the Unix epoch.
	pub observed_at: Moment,
}

/// Why a feed has no value that can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub enum FeedError {
	/// There is no such feed.
	Unknown,
	/// There is a value, but it is too old.
	Stale,
	/// There is no value, for instance because too few sources reported.
	Unavailable,
}

/// The feeds that products can name.
pub trait Feeds {
	/// What names a feed.
	type FeedId: Parameter + MaxEncodedLen;
	/// What a feed tells.
	type Value: Parameter + MaxEncodedLen + Ord;

	/// The feed's value, provided that it is fresh.
	///
	/// # Errors
	///
	/// [`FeedError`]. A stale value is an error, so that nobody takes it for a fresh one.
	fn read(feed: &Self::FeedId) -> Result<Reading<Self::Value>, FeedError>;

	/// What a reading costs at most.
	fn read_weight() -> Weight;
}

/// What the benchmarks need of a runtime.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkHelper<AssetId, FeedId, Value> {
	/// An asset to insure in. Made if it is not there; accounts can be given units of it.
	fn asset() -> AssetId;
	/// A feed.
	fn feed() -> FeedId;
	/// Two values of it, the lesser one first.
	fn values() -> (Value, Value);
	/// Sets the time, in ms.
	fn set_time(now: Moment);
	/// Has the feed report a value of the present.
	fn report(value: Value);
}
