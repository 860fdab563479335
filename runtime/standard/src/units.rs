// SPDX-License-Identifier: Apache-2.0

//! Amounts of the native token, CRN, with 12 decimals.

#![warn(missing_docs)]

use crate::Balance;

/// One token: 10¹² planck.
pub const CRN: Balance = 1_000_000_000_000;

/// A thousandth of a token, in planck.
pub const MILLI_CRN: Balance = CRN / 1_000;
