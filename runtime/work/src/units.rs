// SPDX-License-Identifier: Apache-2.0

//! Amounts of the native token, CRN, with 12 decimals.

#![warn(missing_docs)]

use crate::Balance;

/// One token: 10¹² planck.
pub const CRN: Balance = 1_000_000_000_000;

/// A thousandth of a token, in planck.
pub const MILLI_CRN: Balance = CRN / 1_000;

/// What a deposit for storage comes to, in planck, for so many items and bytes: it is given back when they go.
///
/// A gigabyte of state locks up 100,000 CRN, and each item as much as a kilobyte does.
pub const fn deposit(items: u32, bytes: u32) -> Balance {
	const PER_BYTE: Balance = CRN / 10_000;
	const PER_ITEM: Balance = CRN / 10;
	items as Balance * PER_ITEM + bytes as Balance * PER_BYTE
}
