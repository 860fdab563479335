// SPDX-License-Identifier: Apache-2.0

//! What shares are worth, and how much cover capital can back.
//!
//! The price of a share comes from the ledger in [`Pool`], never from the balance of the pool's account: who sends
//! units to the account changes no price. Every division is in the pool's favour.

use crate::{Balance, Pool};
use sp_runtime::{helpers_128bit::multiply_by_rational_with_rounding, FixedPointNumber, FixedU128, Rounding};

/// Shares that nobody holds and that count as if somebody did. The first unit that is deposited makes as many. They
/// own a unit's worth of the pool, and most of what anybody puts in to drive up the price before others come.
pub const VIRTUAL_SHARES: u128 = 1_000;

/// `a × b / c`, rounded down. None where `c` is zero, or the result has no room.
pub(crate) fn scale_down(a: u128, b: u128, c: u128) -> Option<u128> {
	multiply_by_rational_with_rounding(a, b, c, Rounding::Down)
}

/// `a × b / c`, rounded up. None where `c` is zero, or the result has no room.
pub(crate) fn scale_up(a: u128, b: u128, c: u128) -> Option<u128> {
	multiply_by_rational_with_rounding(a, b, c, Rounding::Up)
}

impl<AccountId, AssetId> Pool<AccountId, AssetId> {
	/// What belongs to underwriters: the capital less what is owed for approved claims.
	pub fn net(&self) -> Balance {
		self.capital.saturating_sub(self.pending)
	}

	/// How much cover may be live. Capital under notice backs what was sold before, and nothing more.
	pub fn capacity(&self) -> Balance {
		let staying = self.net().saturating_sub(self.leaving);
		scale_down(staying, self.terms.ratio_percent.into(), 100).unwrap_or(Balance::MAX)
	}

	/// How much cover may be sold now.
	pub fn free_capacity(&self) -> Balance {
		self.capacity().saturating_sub(self.live_cover)
	}

	/// What must stay in the pool as long as the cover of now is live: what the ratio demands, and no less than the
	/// whole cover where a claim waits for assessors.
	pub fn backing(&self) -> Balance {
		let ratio = |cover| scale_up(cover, 100, self.terms.ratio_percent.into()).unwrap_or(Balance::MAX);
		let unclaimed = self.live_cover.saturating_sub(self.claimed);
		ratio(self.live_cover).max(self.claimed.saturating_add(ratio(unclaimed)))
	}

	/// What so many shares are worth, rounded down. At most [`Self::net`] for all shares together.
	pub fn value_of(&self, shares: u128) -> Option<Balance> {
		scale_down(shares, self.net().checked_add(1)?, self.shares.checked_add(VIRTUAL_SHARES)?)
	}

	/// How many shares such a deposit makes, rounded down.
	pub fn shares_for(&self, amount: Balance) -> Option<u128> {
		shares_at(amount, self.shares, self.net())
	}

	/// How many shares are left of `shares` that stood under notice and no longer do: as many as if `value` had been
	/// paid out and deposited again. It is never more, rounding included.
	pub(crate) fn shares_kept(&self, shares: u128, value: Balance) -> Option<u128> {
		let others = self.shares.checked_sub(shares)?;
		let rest = self.net().checked_sub(value)?;
		Some(shares_at(value, others, rest)?.min(shares))
	}

	/// The price of a share, where 1 is the price at the start.
	pub fn share_price(&self) -> FixedU128 {
		self.net()
			.checked_add(1)
			.zip(self.shares.checked_add(VIRTUAL_SHARES))
			.and_then(|(value, shares)| scale_down(value, VIRTUAL_SHARES * FixedU128::accuracy(), shares))
			.map_or(FixedU128::from_inner(u128::MAX), FixedU128::from_inner)
	}

	/// What a claim of `amount` is paid: all of it, or the same share as any other unpaid claim.
	pub fn payout(&self, amount: Balance) -> Option<Balance> {
		if self.pending <= self.capital {
			Some(amount)
		} else {
			scale_down(self.capital, amount, self.pending)
		}
	}
}

/// How many shares `amount` makes where `shares` own `net`.
fn shares_at(amount: Balance, shares: u128, net: Balance) -> Option<u128> {
	scale_down(amount, shares.checked_add(VIRTUAL_SHARES)?, net.checked_add(1)?)
}
