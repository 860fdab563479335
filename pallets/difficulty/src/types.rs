// SPDX-License-Identifier: Apache-2.0

//! What the schedule starts from, and how fast it is kept.

use frame_support::pallet_prelude::*;
use serde::{Deserialize, Serialize};
use sp_core::U256;

/// The greatest difficulty there can be: 2¹⁹² - 1.
///
/// A chain of 2³² blocks of it has a total difficulty that fits into 256 bits with room to spare, so that the sum by
/// which chains are compared never overflows.
pub const MAX_DIFFICULTY: U256 = U256([u64::MAX, u64::MAX, u64::MAX, 0]);

/// The block from which the schedule of all later ones is counted.
#[derive(
	Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Anchor {
	/// Its height, in blocks.
	pub height: u64,
	/// Its timestamp, or the launch if that is later; in milliseconds since the Unix epoch.
	pub time: u64,
	/// The difficulty of the block after it.
	pub difficulty: U256,
}

/// How the difficulty follows the schedule.
#[derive(
	Clone,
	Copy,
	Debug,
	PartialEq,
	Eq,
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Serialize,
	Deserialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
	/// A chain that is so far behind its schedule has half the difficulty, and one that is so far ahead twice; in
	/// milliseconds.
	pub half_life: u64,
	/// The difficulty never falls below it. At least 1.
	pub minimum: u64,
}

/// Twenty minutes, and no minimum to speak of.
impl Default for Rule {
	fn default() -> Self {
		Self { half_life: 1_200_000, minimum: 1 }
	}
}

/// All there is to know about the difficulty, for those who watch it.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Schedule {
	/// The difficulty of the next block: how many hashes it takes on average.
	pub difficulty: U256,
	/// The time that a block should take, in milliseconds.
	pub target_block_time: u64,
	/// How the difficulty follows.
	pub rule: Rule,
	/// Where the schedule starts; none before the first block.
	pub anchor: Option<Anchor>,
}
