// SPDX-License-Identifier: Apache-2.0

//! Feeds, bonds, readings, and what the runtime API answers with.

use alloc::{string::String, vec::Vec};
use frame_support::{pallet_prelude::*, weights::Weight};
use serde::{Deserialize, Serialize};
use sp_runtime::Permill;

/// What a feed means, and when what its sources say can be relied on.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct Feed<Value, Text> {
	/// What is measured, in words: UTF-8 without control characters, not empty.
	pub description: Text,
	/// What one is one of: UTF-8 without control characters; empty for a plain number.
	pub unit: Text,
	/// How many fresh sources must agree for a reading. From 1 to the greatest number of operators.
	pub min_sources: u32,
	/// For how long a value of a source is fresh, in milliseconds of the chain's clock. At least 1.
	pub max_age: u64,
	/// How far from the median a source may be to agree with it, as a share of the median.
	pub max_deviation: Permill,
	/// How far from the median a source may be whatever the median is, in the feed's unit; not negative. It is
	/// what counts near zero, where every share is nothing.
	pub tolerance: Value,
}

/// A feed as a chain spec gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GenesisFeed<Value> {
	/// What names the feed: ASCII without blanks, not empty.
	pub key: String,
	/// See [`Feed::description`].
	pub description: String,
	/// See [`Feed::unit`].
	pub unit: String,
	/// See [`Feed::min_sources`].
	pub min_sources: u32,
	/// See [`Feed::max_age`].
	pub max_age: u64,
	/// See [`Feed::max_deviation`]. In JSON it is in parts per million.
	pub max_deviation: Permill,
	/// See [`Feed::tolerance`]. In JSON a fixed-point number is a string with its smallest steps.
	pub tolerance: Value,
}

/// What somebody with a bond is to the feeds.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum Standing<BlockNumber> {
	/// Waits to be admitted, and may go at any time.
	Applicant,
	/// Feeds.
	Operator,
	/// Was an operator. The bond can still be slashed.
	Leaving {
		/// The first block in which the bond can be withdrawn.
		until: BlockNumber,
	},
}

/// A bond: what is held of an account, and what for.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Bond<Balance, BlockNumber> {
	/// How much is held, in planck.
	pub amount: Balance,
	/// What its owner is.
	pub standing: Standing<BlockNumber>,
}

/// What a feed says at present.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Reading<Value> {
	/// The median of all fresh sources.
	pub value: Value,
	/// When the oldest of them was submitted, in milliseconds since 1970: none of what went into the value is older.
	pub observed_at: u64,
	/// How long ago that was, in milliseconds. At most the feed's `max_age`.
	pub age: u64,
	/// How many fresh sources there are.
	pub sources: u32,
	/// How many of them do not agree with the value.
	pub outliers: u32,
	/// How far the farthest of them is from the value, as a share of the value, rounded up: the whole if it is more.
	pub deviation: Permill,
}

/// Why a feed says nothing.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub enum ReadError {
	/// There is no feed with this key.
	NoSuchFeed,
	/// Too few operators gave a value.
	NotEnoughSources {
		/// How many fresh values there are.
		have: u32,
		/// How many are needed.
		need: u32,
	},
	/// Enough operators gave a value, but too many of the values are too old.
	TooOld {
		/// How many are not.
		fresh: u32,
		/// How many are needed.
		need: u32,
	},
	/// There are enough fresh values, but too few of them are near their median.
	TooFarApart {
		/// How many are.
		agree: u32,
		/// How many are needed.
		need: u32,
	},
}

/// The way for other pallets to read a feed.
///
/// There is no other: what it gives is worked out anew from the sources at each reading, so that a value that has
/// become too old, or that its sources no longer agree on, is an error and cannot be mistaken for a value.
pub trait ReadFeed {
	/// What names a feed.
	type Key;
	/// What a feed's values are.
	type Value;

	/// What the feed says at present.
	///
	/// # Errors
	///
	/// See [`ReadError`].
	fn read(key: &Self::Key) -> Result<Reading<Self::Value>, ReadError>;

	/// What one reading costs at most.
	fn read_weight() -> Weight;

	/// Makes [`read`](Self::read) give `value` for `key`, at the highest cost, for benchmarks.
	#[cfg(feature = "runtime-benchmarks")]
	fn make_readable(key: &Self::Key, value: Self::Value);
}

/// A feed, for a user interface.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct FeedState<Value> {
	/// Its key.
	pub key: Vec<u8>,
	/// What it means.
	pub feed: Feed<Value, Vec<u8>>,
	/// What it says at present, or why it says nothing.
	pub reading: Result<Reading<Value>, ReadError>,
}

/// Somebody with a bond, for a user interface.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct OperatorState<AccountId, Balance, BlockNumber, Value> {
	/// Its account.
	pub account: AccountId,
	/// What is held, in planck, and what the account is to the feeds.
	pub bond: Bond<Balance, BlockNumber>,
	/// The last value that it gave to each feed. Only operators have any.
	pub values: Vec<Submitted<Value>>,
}

/// A value that an operator gave, for a user interface.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Submitted<Value> {
	/// The key of the feed.
	pub key: Vec<u8>,
	/// The value.
	pub value: Value,
	/// When it was submitted, in milliseconds since 1970.
	pub submitted_at: u64,
	/// How long ago that was, in milliseconds.
	pub age: u64,
}

/// A source of a feed, for a user interface.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Source<AccountId, Value> {
	/// The operator.
	pub operator: AccountId,
	/// The value that it gave last.
	pub value: Value,
	/// When it was submitted, in milliseconds since 1970.
	pub submitted_at: u64,
	/// How long ago that was, in milliseconds.
	pub age: u64,
	/// Whether it is young enough to count.
	pub fresh: bool,
	/// Whether it is fresh and near the median of the fresh ones.
	pub agrees: bool,
	/// How far it is from that median, as a share of it; none where no source is fresh.
	pub deviation: Option<Permill>,
}
