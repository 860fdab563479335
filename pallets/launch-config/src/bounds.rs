// SPDX-License-Identifier: Apache-2.0

//! What the values may be. Genesis and `try_state` ask here, so they cannot disagree.

use crate::{Config, GenesisConfig};
use alloc::{format, string::String};
use core::fmt::Display;
use frame_support::traits::Get;
use sp_runtime::traits::Zero;

/// Checks the values against the bounds in `T`; the error says which one is wrong, and why.
pub(crate) fn check<T: Config>(values: &GenesisConfig<T>) -> Result<(), String> {
	check_time(values)?;
	if values.existential_deposit.is_zero() {
		return Err("launchConfig.existentialDeposit is 0 planck; it must be at least 1, or empty accounts \
			 could fill the state for free"
			.into());
	}
	check_staking(values)?;
	// After the slot duration, of which a day that is left out is made.
	let day = values.governance_day_in_blocks();
	within("governanceDay", day, "blocks", T::MinGovernanceDay::get(), T::MaxGovernanceDay::get())
}

fn check_time<T: Config>(values: &GenesisConfig<T>) -> Result<(), String> {
	let slot = values.slot_duration;
	within("slotDuration", slot, "ms", T::MinSlotDuration::get(), T::MaxSlotDuration::get())?;
	if !slot.is_multiple_of(2) {
		return Err(format!(
			"launchConfig.slotDuration is {slot} ms; it must be even, because the least time between blocks is \
			 half a slot"
		));
	}
	let epoch = values.epoch_duration;
	within("epochDuration", epoch, "slots", T::MinEpochDuration::get(), T::MaxEpochDuration::get())
}

fn check_staking<T: Config>(values: &GenesisConfig<T>) -> Result<(), String> {
	let era = values.sessions_per_era;
	within("sessionsPerEra", era, "sessions", T::MinSessionsPerEra::get(), T::MaxSessionsPerEra::get())?;
	let bonding = values.bonding_duration;
	within("bondingDuration", bonding, "eras", T::MinBondingDuration::get(), T::MaxBondingDuration::get())?;
	let defer = values.slash_defer_duration;
	if defer >= bonding {
		return Err(format!(
			"launchConfig.slashDeferDuration is {defer} eras; it must be less than bondingDuration, which is \
			 {bonding} eras, or stake could leave before a slash is taken"
		));
	}
	Ok(())
}

fn within<V: PartialOrd + Display>(field: &str, value: V, unit: &str, min: V, max: V) -> Result<(), String> {
	if value < min || value > max {
		return Err(format!("launchConfig.{field} is {value} {unit}; allowed: {min} to {max} {unit}"));
	}
	Ok(())
}
