// SPDX-License-Identifier: Apache-2.0

//! What the values may be. Genesis and `try_state` ask here, so they cannot disagree.

use crate::Config;
use alloc::{format, string::String};
use core::fmt::Display;
use frame_support::traits::Get;
use sp_runtime::traits::Zero;

/// Checks the three values against the bounds in `T`; the error says which one is wrong, and why.
pub(crate) fn check<T: Config>(
	slot_duration: u64,
	epoch_duration: u64,
	existential_deposit: T::Balance,
) -> Result<(), String> {
	within("slotDuration", slot_duration, "ms", T::MinSlotDuration::get(), T::MaxSlotDuration::get())?;
	if !slot_duration.is_multiple_of(2) {
		return Err(format!(
			"launchConfig.slotDuration is {slot_duration} ms; it must be even, because the least time between \
			 blocks is half a slot"
		));
	}
	within("epochDuration", epoch_duration, "slots", T::MinEpochDuration::get(), T::MaxEpochDuration::get())?;
	if existential_deposit.is_zero() {
		return Err("launchConfig.existentialDeposit is 0 planck; it must be at least 1, or empty accounts \
			 could fill the state for free"
			.into());
	}
	Ok(())
}

fn within<V: PartialOrd + Display>(field: &str, value: V, unit: &str, min: V, max: V) -> Result<(), String> {
	if value < min || value > max {
		return Err(format!("launchConfig.{field} is {value} {unit}; allowed: {min} to {max} {unit}"));
	}
	Ok(())
}
