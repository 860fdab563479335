// SPDX-License-Identifier: Apache-2.0

//! What a rule may be. Genesis, the call and `try_state` ask here, so they cannot disagree.

use crate::{Config, Error, Rule};
use core::fmt;
use sp_runtime::{traits::Zero, PerThing, Perbill};

/// Why a rule is refused. As text it is a message for the author of a chain spec; as an [`Error`] it is what the
/// call returns.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
	/// `min` is zero, or above `max`.
	BoundsOutOfOrder { min: u32, max: u32 },
	/// `max` is above what the runtime allows.
	TooManyValidators { max: u32, allowed: u32 },
	/// `step` is zero.
	StepIsZero,
	/// `low` is not below `high`, or `high` is above the whole.
	ThresholdsOutOfOrder { low: Perbill, high: Perbill },
}

/// Checks a rule; `allowed` is the greatest number of validators that the runtime allows.
pub(crate) fn check(rule: &Rule, allowed: u32) -> Result<(), Refusal> {
	let Rule { min, max, step, low, high } = *rule;
	if max > allowed {
		return Err(Refusal::TooManyValidators { max, allowed });
	}
	if min.is_zero() || min > max {
		return Err(Refusal::BoundsOutOfOrder { min, max });
	}
	if step.is_zero() {
		return Err(Refusal::StepIsZero);
	}
	// More than the whole cannot be in a transaction or in storage, where decoding refuses it. JSON does not.
	if low >= high || high.deconstruct() > Perbill::ACCURACY {
		return Err(Refusal::ThresholdsOutOfOrder { low, high });
	}
	Ok(())
}

impl fmt::Display for Refusal {
	fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
		match self {
			Self::BoundsOutOfOrder { min, max } => write!(
				out,
				"validatorCount.rule.min is {min} validators; allowed: 1 to {max}, which is \
				 validatorCount.rule.max"
			),
			Self::TooManyValidators { max, allowed } => {
				write!(out, "validatorCount.rule.max is {max} validators; allowed: 1 to {allowed}")
			}
			Self::StepIsZero => {
				write!(out, "validatorCount.rule.step is 0 validators; allowed: at least 1")
			}
			Self::ThresholdsOutOfOrder { low, high } => write!(
				out,
				"validatorCount.rule.low is {} and validatorCount.rule.high is {} parts per billion; allowed: \
				 low below high, and high at most {}",
				low.deconstruct(),
				high.deconstruct(),
				Perbill::ACCURACY,
			),
		}
	}
}

impl<T: Config> From<Refusal> for Error<T> {
	fn from(refusal: Refusal) -> Self {
		match refusal {
			Refusal::BoundsOutOfOrder { .. } => Self::BoundsOutOfOrder,
			Refusal::TooManyValidators { .. } => Self::TooManyValidators,
			Refusal::StepIsZero => Self::StepIsZero,
			Refusal::ThresholdsOutOfOrder { .. } => Self::ThresholdsOutOfOrder,
		}
	}
}
