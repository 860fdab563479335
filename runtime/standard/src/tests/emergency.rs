// SPDX-License-Identifier: Apache-2.0

//! Safe mode, paused calls, and what a migration that fails does to the chain.

mod failed_migration;
mod pausing;
mod safe_mode;

use super::{
	chain::{events, submit, transfer, Chain},
	governance::committee_decides,
	people::{address, as_root, id, is_filtered},
};
use crate::{
	configs::emergency::SafeModeOnFailedMigration, genesis_presets::DEVELOPMENT, units::CRN, BlockNumber,
	Runtime, RuntimeCall, RuntimeEvent, SafeMode,
};
use frame_support::{
	assert_err, assert_ok,
	migrations::{FailedMigrationHandler, FailedMigrationHandling},
	traits::{schedule::DispatchTime, Bounded},
};
use pallet_safe_mode::{EnteredUntil, Event, ExitReason};
use parity_scale_codec::Encode;
use serde_json::json;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Dave, Eve, Ferdie};
use sp_runtime::{DispatchError::BadOrigin, DispatchResult};

type Safe = pallet_safe_mode::Call<Runtime>;
type Pause = pallet_tx_pause::Call<Runtime>;

/// How many blocks a governance day has here.
const DAY: u32 = 5;

fn chain() -> Chain {
	Chain::with_patch(DEVELOPMENT, json!({ "launchConfig": { "governanceDay": DAY } }))
}

fn pay() -> DispatchResult {
	submit(Dave, transfer(id(Ferdie), CRN))
}

/// Why safe mode was left in the best block.
fn left() -> Option<ExitReason> {
	events().into_iter().find_map(|event| match event {
		RuntimeEvent::SafeMode(Event::Exited { reason }) => Some(reason),
		_ => None,
	})
}
