// SPDX-License-Identifier: Apache-2.0

//! How large the reward of a block is, by its height.

use frame_support::pallet_prelude::*;
use serde::{Deserialize, Serialize};
use sp_runtime::Perbill;

/// How many halvings bring every amount down to nothing.
const BITS: u32 = u128::BITS;

/// The reward of every block that a chain will ever have.
#[derive(
	Clone,
	Copy,
	Debug,
	Default,
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
pub struct Plan {
	/// The reward of block 1, in planck.
	pub initial: u128,
	/// The reward halves after every so many blocks. With 0 it never does.
	pub halving_interval: u32,
	/// The reward never falls below it, in planck. Not above `initial`. With 0, rewards end some day.
	#[serde(default)]
	pub tail: u128,
	/// The part of each reward that goes to the treasury, if the chain has one; the rest is the author's.
	#[serde(default)]
	pub treasury_share: Perbill,
}

impl Plan {
	/// The reward of the block at `height`, in planck. Block 0 has none.
	pub fn reward_at(&self, height: u32) -> u128 {
		let Some(before) = height.checked_sub(1) else { return 0 };
		let halvings = before.checked_div(self.halving_interval).unwrap_or(0);
		self.after(halvings)
	}

	/// The reward after so many halvings, in planck.
	fn after(&self, halvings: u32) -> u128 {
		self.initial.checked_shr(halvings).unwrap_or(0).max(self.tail)
	}

	/// The first block above `height` whose reward is another one than that of the block at `height`, and that reward;
	/// none if there is no such block.
	pub fn next_change(&self, height: u32) -> Option<(u32, u128)> {
		let current = self.reward_at(height);
		if height == 0 {
			return Some((1, self.reward_at(1))).filter(|(_, reward)| *reward != current);
		}
		// Each halving changes the reward or leaves it at the tail for good, so the next one decides.
		let halvings = (height - 1).checked_div(self.halving_interval)?;
		let change = halvings.checked_add(1)?.checked_mul(self.halving_interval)?.checked_add(1)?;
		let next = self.reward_at(change);
		(next != current).then_some((change, next))
	}

	/// The sum of the rewards of all blocks above `height`, in planck; none if they never end, or if the sum is more
	/// than the type of a balance can hold.
	///
	/// It takes at most 128 steps, one for each halving that changes anything.
	pub fn sum_above(&self, height: u32) -> Option<u128> {
		if self.initial == 0 {
			return Some(0);
		}
		if self.tail > 0 || self.halving_interval == 0 {
			return None;
		}
		let interval = u64::from(self.halving_interval);
		let first = u64::from(height) / interval;
		let mut sum = 0u128;
		for halvings in first..first.saturating_add(BITS.into()) {
			let reward = self.after(u32::try_from(halvings).unwrap_or(BITS));
			if reward == 0 {
				break;
			}
			// Of the stretch that `height` lies in, only what is above it counts.
			let end = (halvings + 1).checked_mul(interval)?;
			let blocks = end.saturating_sub((halvings * interval).max(height.into()));
			sum = sum.checked_add(reward.checked_mul(blocks.into())?)?;
		}
		Some(sum)
	}

	/// The sum of the rewards of the blocks from 1 to `height`, in planck, as far as the type of a balance can hold it.
	///
	/// It takes at most 129 steps.
	pub fn sum_up_to(&self, height: u32) -> u128 {
		let interval = self.halving_interval;
		if interval == 0 {
			return self.initial.max(self.tail).saturating_mul(height.into());
		}
		let mut sum = 0u128;
		let mut left = height;
		for halvings in 0..BITS {
			let blocks = left.min(interval);
			sum = sum.saturating_add(self.after(halvings).saturating_mul(blocks.into()));
			left -= blocks;
			if left == 0 {
				return sum;
			}
		}
		sum.saturating_add(self.tail.saturating_mul(left.into()))
	}
}
