// SPDX-License-Identifier: Apache-2.0

//! What a pallet must be able to do with the values of its feeds. All of it is exact: nothing overflows.

use serde::{de::DeserializeOwned, Serialize};
use sp_runtime::{FixedI128, FixedU128};

/// A number that can be a value of a feed.
///
/// Distances and magnitudes are in the smallest step of the type, for example 10⁻¹⁸ for [`FixedI128`].
pub trait FeedValue: Copy + Default + Ord + Serialize + DeserializeOwned {
	/// Halfway between the two, rounded towards zero to the smallest step.
	fn midpoint(self, other: Self) -> Self;

	/// How far apart the two are.
	fn distance(self, other: Self) -> u128;

	/// How far the value is from zero.
	fn magnitude(self) -> u128;
}

impl FeedValue for FixedI128 {
	fn midpoint(self, other: Self) -> Self {
		Self::from_inner(self.into_inner().midpoint(other.into_inner()))
	}

	fn distance(self, other: Self) -> u128 {
		self.into_inner().abs_diff(other.into_inner())
	}

	fn magnitude(self) -> u128 {
		self.into_inner().unsigned_abs()
	}
}

impl FeedValue for FixedU128 {
	fn midpoint(self, other: Self) -> Self {
		Self::from_inner(self.into_inner().midpoint(other.into_inner()))
	}

	fn distance(self, other: Self) -> u128 {
		self.into_inner().abs_diff(other.into_inner())
	}

	fn magnitude(self) -> u128 {
		self.into_inner()
	}
}
