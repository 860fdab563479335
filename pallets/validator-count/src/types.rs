// SPDX-License-Identifier: Apache-2.0

//! The rule, the load it goes by, and what it moves.

use frame_support::pallet_prelude::*;
use serde::{Deserialize, Serialize};
use sp_runtime::{traits::Zero, Perbill};

/// The number of validators that the next election is to elect. A runtime connects it to its staking pallet.
pub trait ValidatorCount {
	/// How many validators are to be elected.
	fn get() -> u32;

	/// Has `count` validators elected from the next election on.
	fn set(count: u32);
}

/// How the load of an era moves the number of validators.
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
	/// The fewest validators. At least 1.
	pub min: u32,
	/// The most validators. Not below `min`, and not above what the runtime allows.
	pub max: u32,
	/// How many validators come or go after one era. At least 1.
	pub step: u32,
	/// If blocks were less full than this over an era, validators go. Zero, and they never do.
	pub low: Perbill,
	/// If blocks were fuller than this over an era, validators come. Above `low`; the whole, and they never do.
	pub high: Perbill,
}

impl Rule {
	/// How many validators there are to be after an era with `count` of them, in which blocks were `fullness` full
	/// on average.
	///
	/// It is `count` moved by at most one step, and then brought within the bounds.
	pub fn next(&self, count: u32, fullness: Perbill) -> u32 {
		let moved = if fullness > self.high {
			count.saturating_add(self.step)
		} else if fullness < self.low {
			count.saturating_sub(self.step)
		} else {
			count
		};
		// Not `clamp`, which panics where the bounds are out of order.
		moved.max(self.min).min(self.max)
	}
}

/// How full the blocks of an era were: a sum to take the mean of.
#[derive(
	Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct Load {
	/// The fullness of each block, in parts per million, added up.
	pub sum: u64,
	/// How many blocks were counted.
	pub blocks: u32,
}

/// A full block, in parts per million.
pub(crate) const FULL: u32 = 1_000_000;

impl Load {
	/// Counts a block.
	pub(crate) fn add(&mut self, fullness: Perbill) {
		// The sum has room for all the blocks that can be counted. When no more can, the mean stays as it is.
		if let Some(blocks) = self.blocks.checked_add(1) {
			let parts = (fullness.deconstruct() / PARTS_PER_MILLIONTH).min(FULL);
			self.sum = self.sum.saturating_add(parts.into());
			self.blocks = blocks;
		}
	}

	/// The mean fullness of the blocks, rounded down to parts per million. None where no block was counted.
	pub fn mean(&self) -> Option<Perbill> {
		if self.blocks.is_zero() {
			return None;
		}
		// The mean of numbers up to `FULL` is at most `FULL`, so that it fits.
		let parts = u32::try_from(self.sum / u64::from(self.blocks)).unwrap_or(FULL).min(FULL);
		Some(Perbill::from_parts(parts.saturating_mul(PARTS_PER_MILLIONTH)))
	}
}

/// How many parts of a `Perbill` make a millionth.
const PARTS_PER_MILLIONTH: u32 = 1_000;
