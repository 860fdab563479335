// SPDX-License-Identifier: Apache-2.0

//! Runs the checks that a runtime brings when it is built with the feature `try-runtime`.
//!
//! Those are the checks before and after each migration, that the whole state decodes, and the invariants of every
//! pallet: once right after the upgrade, and once more when the migrations of several blocks are done.

use cairn_primitives::Header;
use parity_scale_codec::Encode;
use serde::Serialize;
use sp_runtime::Weight;
use sp_version::RuntimeVersion;

use super::{
	blocks::BlockMaker,
	dry_run,
	findings::Findings,
	progress::say,
	state::{Code, State},
};
use crate::runtime::Production;

/// `UpgradeCheckSelect::All`: the checks around migrations, and the invariants.
const ALL_UPGRADE_CHECKS: u8 = 1;
/// `TryStateSelect::All`: the invariants of every pallet.
const ALL_PALLETS: u8 = 1;
/// What to do when a check fails.
const WAY_OUT: &str =
	"look for the pallet in the log above (`-l runtime=debug` logs more), correct the migration or the \
	state that it starts from, and run the check again";

/// What came of the checks.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase", tag = "result")]
pub(super) enum Invariants {
	/// All hold.
	Hold,
	/// Some do not; the refusals tell which.
	Fail,
	/// They were not run.
	NotChecked {
		/// Why.
		reason: String,
	},
}

/// Whether a runtime brings the checks.
pub(super) fn brings_checks(version: &RuntimeVersion) -> bool {
	version.apis.iter().any(|(id, _)| *id == sp_crypto_hashing::blake2_64(b"TryRuntime"))
}

/// Runs the checks of `code` on a copy of `live`, the state of the block `parent`. What fails is among the findings.
pub(super) fn run(
	live: &State,
	code: &Code,
	(production, parent): (Production, &Header),
	max_blocks: u32,
	findings: &mut Findings,
) -> Invariants {
	say("Running the runtime's own checks");
	let before = findings.refusals.len();
	if let Err(reason) = check(live, code, (production, parent), max_blocks, findings) {
		findings.refuse(format!("the runtime's own checks fail: {reason}"), WAY_OUT);
	}
	if findings.refusals.len() == before {
		Invariants::Hold
	} else {
		Invariants::Fail
	}
}

/// Runs all checks up to the first that fails, and tells that one.
fn check(
	live: &State,
	code: &Code,
	(production, parent): (Production, &Header),
	max_blocks: u32,
	findings: &mut Findings,
) -> Result<(), String> {
	let mut state = live.fork();
	state.upgrade(code)?;
	let weights =
		state.call::<(Weight, Weight)>(code, "TryRuntime_on_runtime_upgrade", &[ALL_UPGRADE_CHECKS]);
	state.discard();
	weights?;
	let metadata = state.metadata(code)?;
	let mut maker = BlockMaker::new(&mut state, code, &metadata, production, parent.clone())?;
	// What a build with checks weighs says nothing of the real one, so warnings are dropped.
	let mut found = Findings::default();
	dry_run::run(&mut state, &metadata, &mut maker, max_blocks, &mut found)?;
	if !found.refusals.is_empty() {
		for refusal in found.refusals {
			findings.refuse(format!("with the runtime's own checks, {}", refusal.cause), refusal.way_out);
		}
		return Ok(());
	}
	// One more block, made and then executed as others would, but with the invariants checked at its end.
	let block = maker.make(&mut state)?;
	state.discard();
	// Neither the root of the state nor signatures are compared: the block has no author to answer for them.
	let arguments = (block, false, false, ALL_PALLETS).encode();
	state.call::<Weight>(code, "TryRuntime_execute_block", &arguments)?;
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn checks_are_declared_as_an_api() {
		let declares = |name: &str| {
			let apis = vec![(sp_crypto_hashing::blake2_64(name.as_bytes()), 1)];
			brings_checks(&RuntimeVersion { apis: apis.into(), ..Default::default() })
		};
		assert!(declares("TryRuntime"));
		assert!(!declares("Core"));
	}
}
