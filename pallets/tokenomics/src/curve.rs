// SPDX-License-Identifier: Apache-2.0

//! The inflation curve and what it comes to in an era, in whole numbers.
//!
//! Everything is computed in `u128` and rounded down at each step, so that everybody who follows the steps in the
//! crate's README comes to the same planck. Nothing here panics, whatever the arguments.

use crate::Inflation;
use pallet_staking_reward_fn::compute_inflation;
use sp_runtime::{
	helpers_128bit::multiply_by_rational_with_rounding, PerThing, Perbill, Perquintill, Rounding,
	SaturatedConversion,
};

/// A year of 365.25 days, in milliseconds.
pub const MILLISECONDS_PER_YEAR: u64 = 31_557_600_000;

/// The whole, in the parts that the curve is computed in: 10¹⁸.
const ONE: u128 = Perquintill::ACCURACY as u128;

impl Inflation {
	/// What a year would issue if the stake stayed what it is, as a share of all tokens.
	///
	/// With `x` the staked share of all tokens, it is `min + (max − min) × f(x)`, where `f(x)` is
	///
	/// - `x / ideal_stake` below the ideal stake,
	/// - `2^((ideal_stake − x) / falloff)` from there on.
	///
	/// Where there are no tokens, `x` is 0; where more are said to be staked than there are, it is 1. Both
	/// arguments are in planck.
	pub fn yearly_rate(&self, total_staked: u128, total_issuance: u128) -> Perquintill {
		let staked = scale(total_staked, ONE, total_issuance).min(ONE);
		let height = compute_inflation(
			Perquintill::from_parts(staked.saturated_into()),
			widen(self.ideal_stake),
			widen(self.falloff),
		);
		let (min, max) = (widen(self.min).deconstruct(), widen(self.max).deconstruct());
		let above_min = scale(max.saturating_sub(min).into(), height.deconstruct().into(), ONE);
		Perquintill::from_parts(min.saturating_add(above_min.saturated_into()))
	}

	/// What `millis` milliseconds issue, in planck; `total_staked` and `total_issuance` are in planck.
	pub fn issued(&self, total_staked: u128, total_issuance: u128, millis: u64) -> u128 {
		let rate = self.yearly_rate(total_staked, total_issuance);
		let in_a_year = scale(total_issuance, rate.deconstruct().into(), ONE);
		scale(in_a_year, millis.into(), MILLISECONDS_PER_YEAR.into())
	}

	/// What stakers and the treasury get, in this order, of newly issued tokens. Nothing is lost in between.
	pub fn divide(&self, issued: u128) -> (u128, u128) {
		let treasury = self.treasury_share.mul_floor(issued);
		(issued.saturating_sub(treasury), treasury)
	}
}

/// The same share in finer parts; exact.
fn widen(share: Perbill) -> Perquintill {
	let parts = Perquintill::ACCURACY / u64::from(Perbill::ACCURACY);
	Perquintill::from_parts(u64::from(share.deconstruct()).saturating_mul(parts))
}

/// `a × b / c`, rounded down: the greatest `u128` where the result does not fit, and 0 where `c` is 0.
fn scale(a: u128, b: u128, c: u128) -> u128 {
	if c == 0 {
		return 0;
	}
	multiply_by_rational_with_rounding(a, b, c, Rounding::Down).unwrap_or(u128::MAX)
}
