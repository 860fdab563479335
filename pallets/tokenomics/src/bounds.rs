// SPDX-License-Identifier: Apache-2.0

//! What the settings may be. Genesis, calls and `try_state` ask here, so they cannot disagree.

use crate::{Config, Error, FeeSplit, Inflation, MIN_FALLOFF};
use core::fmt;
use sp_runtime::{PerThing, Perbill};

/// Why a setting is refused. As text it is a message for the author of a chain spec, with shares in parts per
/// billion, as they stand there. As an [`Error`] it is what a call returns.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
	/// `min` is above `max`.
	InflationOutOfOrder { min: Perbill, max: Perbill },
	/// `max` is above what the runtime allows.
	InflationTooHigh { max: Perbill, allowed: Perbill },
	/// The ideal stake is zero.
	IdealStakeIsZero,
	/// The falloff is below the least one.
	FalloffTooSmall { falloff: Perbill },
	/// The shares of a fee are more than the fee.
	SplitExceedsWhole { treasury: Perbill, author: Perbill },
}

/// Checks what is issued; `allowed` is the highest inflation that the runtime allows.
pub(crate) fn check_inflation(inflation: &Inflation, allowed: Perbill) -> Result<(), Refusal> {
	let Inflation { min, max, ideal_stake, falloff, .. } = *inflation;
	if max > allowed {
		return Err(Refusal::InflationTooHigh { max, allowed });
	}
	if min > max {
		return Err(Refusal::InflationOutOfOrder { min, max });
	}
	if ideal_stake.is_zero() {
		return Err(Refusal::IdealStakeIsZero);
	}
	if falloff < MIN_FALLOFF {
		return Err(Refusal::FalloffTooSmall { falloff });
	}
	Ok(())
}

/// Checks where fees go.
pub(crate) fn check_fee_split(split: &FeeSplit) -> Result<(), Refusal> {
	let FeeSplit { treasury, author } = *split;
	if treasury.deconstruct().saturating_add(author.deconstruct()) > Perbill::ACCURACY {
		return Err(Refusal::SplitExceedsWhole { treasury, author });
	}
	Ok(())
}

/// The first share, with its field's name, that is more than the whole.
///
/// Such a share cannot be in a transaction or in storage, where decoding refuses it. JSON does not.
pub(crate) fn first_above_whole(inflation: &Inflation, split: &FeeSplit) -> Option<(&'static str, Perbill)> {
	[
		("inflation.min", inflation.min),
		("inflation.max", inflation.max),
		("inflation.idealStake", inflation.ideal_stake),
		("inflation.falloff", inflation.falloff),
		("inflation.treasuryShare", inflation.treasury_share),
		("feeSplit.treasury", split.treasury),
		("feeSplit.author", split.author),
	]
	.into_iter()
	.find(|(_, share)| share.deconstruct() > Perbill::ACCURACY)
}

impl fmt::Display for Refusal {
	fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
		let parts = |share: &Perbill| share.deconstruct();
		match self {
			Self::InflationOutOfOrder { min, max } => write!(
				out,
				"tokenomics.inflation.min is {} parts per billion; allowed: 0 to {}, which is \
				 tokenomics.inflation.max",
				parts(min),
				parts(max),
			),
			Self::InflationTooHigh { max, allowed } => write!(
				out,
				"tokenomics.inflation.max is {} parts per billion; allowed: 0 to {}",
				parts(max),
				parts(allowed),
			),
			Self::IdealStakeIsZero => write!(
				out,
				"tokenomics.inflation.idealStake is 0 parts per billion; allowed: 1 to {}",
				Perbill::ACCURACY,
			),
			Self::FalloffTooSmall { falloff } => write!(
				out,
				"tokenomics.inflation.falloff is {} parts per billion; allowed: {} to {}",
				parts(falloff),
				parts(&MIN_FALLOFF),
				Perbill::ACCURACY,
			),
			Self::SplitExceedsWhole { treasury, author } => write!(
				out,
				"tokenomics.feeSplit.treasury is {} and tokenomics.feeSplit.author is {} parts per billion; \
				 allowed: at most {} together",
				parts(treasury),
				parts(author),
				Perbill::ACCURACY,
			),
		}
	}
}

impl<T: Config> From<Refusal> for Error<T> {
	fn from(refusal: Refusal) -> Self {
		match refusal {
			Refusal::InflationOutOfOrder { .. } => Self::InflationOutOfOrder,
			Refusal::InflationTooHigh { .. } => Self::InflationTooHigh,
			Refusal::IdealStakeIsZero => Self::IdealStakeIsZero,
			Refusal::FalloffTooSmall { .. } => Self::FalloffTooSmall,
			Refusal::SplitExceedsWhole { .. } => Self::SplitExceedsWhole,
		}
	}
}
