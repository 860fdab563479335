// SPDX-License-Identifier: Apache-2.0

//! How long a governance day is where the chain spec does not say: a real day.

/// A day of 24 hours, in milliseconds.
const MILLIS_PER_DAY: u64 = 24 * 60 * 60 * 1_000;

/// How many slots of this length, in milliseconds, fit in a real day. A block is due in each of them, so this is
/// the day in blocks.
///
/// Saturates, also for a slot of no length, which no runtime should allow: the bounds then refuse the result.
pub(crate) fn real_day(slot_duration: u64) -> u32 {
	MILLIS_PER_DAY
		.checked_div(slot_duration)
		.and_then(|blocks| u32::try_from(blocks).ok())
		.unwrap_or(u32::MAX)
}
