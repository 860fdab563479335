// SPDX-License-Identifier: Apache-2.0

//! Whether transactions did what they should.
//!
//! One that is in a block has paid its fee, and may have failed all the same: what blocks report tells. Reading it takes
//! time, so it is done when the measurement is over.

use crate::{
	chain::Chain,
	node::value_key,
	observe::Seen,
	problem::{Problem, Result},
};
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};
use subxt::{error::DispatchError, events::Phase, OnlineClient, SubstrateConfig};

/// What transactions in final blocks did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Outcomes {
	/// Did what they should.
	pub succeeded: usize,
	/// Paid their fee and did nothing else.
	pub failed: usize,
	/// Are in blocks whose state the node does not have any more, or reports otherwise than known here.
	pub unknown: usize,
	/// Why they failed, and how many of them for that.
	pub reasons: BTreeMap<String, u64>,
}

/// Reads what became of our transactions in these blocks.
///
/// # Errors
///
/// When the node is gone.
pub async fn read(chain: &Chain, blocks: &[Seen]) -> Result<Outcomes> {
	let mut outcomes = Outcomes::default();
	let uri = chain.node.uri();
	let client = OnlineClient::<SubstrateConfig>::from_insecure_url(uri).await;
	let client = client.map_err(|error| Problem::new(format!("cannot read events at {uri}: {error}")))?;
	let current = client.at_current_block().await;
	let current = current.map_err(|error| Problem::new(format!("cannot read events at {uri}: {error}")))?;
	let key = [value_key("System", "Events")];
	for block in blocks.iter().filter(|block| !block.ours.is_empty()) {
		let stored = chain.node.storage(&key, block.hash).await;
		let Some(Some(stored)) = stored.ok().and_then(|mut values| values.pop()) else {
			outcomes.unknown += block.ours.len();
			continue;
		};
		let ours = block.ours.iter().map(|(place, _)| *place).collect::<HashSet<_>>();
		let mut found = Outcomes::default();
		let mut is_whole = true;
		for event in current.events().from_bytes(stored).iter() {
			let Ok(event) = event else {
				is_whole = false;
				break;
			};
			let Phase::ApplyExtrinsic(place) = event.phase() else { continue };
			if event.pallet_name() != "System" || !ours.contains(&place) {
				continue;
			}
			match event.event_name() {
				"ExtrinsicSuccess" => found.succeeded += 1,
				"ExtrinsicFailed" => {
					let error = DispatchError::decode_from(event.field_bytes(), current.metadata());
					let reason = error.map_or_else(|_| "unknown".to_owned(), |error| name(&error));
					*found.reasons.entry(reason).or_default() += 1;
					found.failed += 1;
				}
				_ => {}
			}
		}
		if is_whole && found.succeeded + found.failed == ours.len() {
			outcomes.succeeded += found.succeeded;
			outcomes.failed += found.failed;
			for (reason, count) in found.reasons {
				*outcomes.reasons.entry(reason).or_default() += count;
			}
		} else {
			outcomes.unknown += ours.len();
		}
	}
	Ok(outcomes)
}

fn name(error: &DispatchError) -> String {
	match error {
		DispatchError::Module(error) => error.details_string(),
		error => error.to_string(),
	}
}
