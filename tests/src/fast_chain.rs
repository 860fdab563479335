// SPDX-License-Identifier: Apache-2.0
//! A development chain whose days pass in seconds.

use crate::{
	account::{client, Client},
	chain_spec::ChainSpec,
	node::{Builder, Node},
};
use serde_json::json;

/// Starts a chain with two blocks a second and so many blocks a day, and talks to it. What takes days of governance
/// elsewhere takes seconds there, and no era ends while a test runs: nothing is paid out in between.
///
/// # Panics
///
/// When the node does not start.
pub async fn start(day: u32) -> (Node, Client) {
	let pace = json!({ "slotDuration": 500, "epochDuration": 3_600, "governanceDay": day });
	let spec = ChainSpec::patched("development", &json!({ "launchConfig": pace })).await;
	let node = Builder::sole_validator(&spec).args(["--sealing", "500"]).start().await;
	let client = client(&node).await;
	(node, client)
}
