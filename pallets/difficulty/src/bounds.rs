// SPDX-License-Identifier: Apache-2.0

//! What a genesis may choose.

use crate::{Rule, MIN_HALF_LIFE_BLOCKS};
use alloc::{format, string::String};

/// Checks the rule and the difficulty that it starts with, for blocks that should take `target` milliseconds.
///
/// Returns a message for the author of a chain spec: the field, the value given, and what is allowed.
pub(crate) fn check(rule: &Rule, initial: u64, target: u64) -> Result<(), String> {
	let Rule { half_life, minimum } = *rule;
	if target == 0 {
		return Err("a block should take 0 ms; allowed: at least 1 ms".into());
	}
	let shortest = target.saturating_mul(MIN_HALF_LIFE_BLOCKS);
	if half_life < shortest {
		return Err(format!(
			"difficulty.rule.halfLife is {half_life} ms; allowed: at least {shortest} ms, which is what \
			 {MIN_HALF_LIFE_BLOCKS} blocks should take: with less, the difficulty would follow chance"
		));
	}
	if minimum == 0 {
		return Err("difficulty.rule.minimum is 0; allowed: at least 1".into());
	}
	if initial < minimum {
		return Err(format!(
			"difficulty.initialDifficulty is {initial}; allowed: at least {minimum}, which is difficulty.rule.minimum"
		));
	}
	Ok(())
}
