// SPDX-License-Identifier: Apache-2.0

//! The settings, and what the runtime API tells of them.
//!
//! In a chain spec a share is a whole number, in parts per billion: 10000000 is 1 %.

use frame_support::pallet_prelude::*;
use serde::{Deserialize, Serialize};
use sp_runtime::Perbill;

/// How many tokens are issued in a year, depending on how many are staked, and who gets them.
///
/// What the fields mean to the curve is told at [`Inflation::yearly_rate`].
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
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Inflation {
	/// What is issued in a year where nothing is staked, as a share of all tokens. With more than the ideal
	/// stake, the rate falls back towards it.
	pub min: Perbill,
	/// What is issued in a year where exactly the ideal share is staked, as a share of all tokens. It is never
	/// more. Not below `min`.
	pub max: Perbill,
	/// The share of all tokens that ought to be staked. Not zero.
	pub ideal_stake: Perbill,
	/// By how much the stake must exceed the ideal for the rate to lose half of what it has above `min`. At
	/// least [`MIN_FALLOFF`].
	pub falloff: Perbill,
	/// The share of newly issued tokens that goes to the treasury. The rest goes to stakers.
	pub treasury_share: Perbill,
}

/// The least falloff: 1 %. With less, the curve's function does not compute anything.
pub const MIN_FALLOFF: Perbill = Perbill::from_percent(1);

impl Default for Inflation {
	/// From 2.5 % to 10 % a year, the most where half of the tokens are staked; 15 % of it for the treasury.
	fn default() -> Self {
		Self {
			min: Perbill::from_parts(25_000_000),
			max: Perbill::from_percent(10),
			ideal_stake: Perbill::from_percent(50),
			falloff: Perbill::from_percent(5),
			treasury_share: Perbill::from_percent(15),
		}
	}
}

/// Where the fees of transactions go. What neither share takes is burnt. Tips are no part of it.
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
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct FeeSplit {
	/// The share of the treasury.
	pub treasury: Perbill,
	/// The share of the block's author. Together with `treasury` at most the whole.
	pub author: Perbill,
}

impl Default for FeeSplit {
	/// 20 % for the treasury, 60 % for the author, 20 % burnt.
	fn default() -> Self {
		Self { treasury: Perbill::from_percent(20), author: Perbill::from_percent(60) }
	}
}

/// All that there is to know about a chain's tokens at one block: what the runtime API returns.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct Tokenomics<Balance> {
	/// How many tokens there are, in planck.
	pub total_issuance: Balance,
	/// How many of them are staked, in planck.
	pub total_staked: Balance,
	/// The inflation that is set.
	pub inflation: Inflation,
	/// The inflation that this stake gives: what a year like this moment would issue, as a share of
	/// `total_issuance`, rounded down.
	pub yearly_inflation: Perbill,
	/// Where fees go.
	pub fee_split: FeeSplit,
}
