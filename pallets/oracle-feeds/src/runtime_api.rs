// SPDX-License-Identifier: Apache-2.0

//! What a node may ask: `OracleFeedsApi_feeds` and its like. One API answers for all instances of the pallet: the
//! runtime has a type `Family` that names them.

use crate::{FeedState, OperatorState, ReadError, Reading, Source};
use alloc::vec::Vec;
use parity_scale_codec::Codec;

sp_api::decl_runtime_apis! {
	/// Tells what feeds there are, what they say and why, and who feeds them. Ages are by the clock of the block that
	/// is asked.
	pub trait OracleFeedsApi<Family, AccountId, Balance, BlockNumber, Value>
	where
		Family: Codec,
		AccountId: Codec,
		Balance: Codec,
		BlockNumber: Codec,
		Value: Codec,
	{
		/// All feeds of a family, each with its present reading, ordered by key.
		fn feeds(family: Family) -> Vec<FeedState<Value>>;

		/// What one feed says at present, or why it says nothing.
		fn read(family: Family, key: Vec<u8>) -> Result<Reading<Value>, ReadError>;

		/// The sources of a feed: what each operator said last, when, whether it counts and how far off it is.
		fn sources(family: Family, key: Vec<u8>) -> Vec<Source<AccountId, Value>>;

		/// All who have a bond: operators with their last values, applicants, and those who are leaving.
		fn operators(family: Family) -> Vec<OperatorState<AccountId, Balance, BlockNumber, Value>>;
	}
}
