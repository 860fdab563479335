// SPDX-License-Identifier: Apache-2.0

//! What a genesis may choose.

use crate::Plan;
use alloc::{format, string::String};
use sp_runtime::{PerThing, Perbill};

/// Checks a plan; `has_treasury` tells whether there is an account for the treasury's share.
///
/// Returns a message for the author of a chain spec: the field, the value given, and what is allowed.
pub(crate) fn check(plan: &Plan, has_treasury: bool) -> Result<(), String> {
	let Plan { initial, halving_interval, tail, treasury_share } = *plan;
	if tail > initial {
		return Err(format!(
			"blockReward.plan.tail is {tail} planck; allowed: 0 to {initial}, which is blockReward.plan.initial"
		));
	}
	// More than the whole cannot be in storage, where decoding refuses it. JSON does not.
	if treasury_share.deconstruct() > Perbill::ACCURACY {
		return Err(format!(
			"blockReward.plan.treasuryShare is {} parts per billion; allowed: 0 to {}",
			treasury_share.deconstruct(),
			Perbill::ACCURACY
		));
	}
	if !treasury_share.is_zero() && !has_treasury {
		return Err(
			"blockReward.plan.treasuryShare is not 0, and there is no account to pay it to: name one in \
			 blockReward.treasury"
				.into(),
		);
	}
	// As if every block that can be numbered came: nobody should find out in a hundred years that issuance overflows.
	let all = Plan { treasury_share: Perbill::zero(), ..*plan }.sum_up_to(u32::MAX);
	if all == u128::MAX {
		return Err(format!(
			"blockReward.plan gives out more than a balance can hold: {initial} planck at first, halved after every \
			 {halving_interval} blocks, and never less than {tail}"
		));
	}
	Ok(())
}
