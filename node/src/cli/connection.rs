// SPDX-License-Identifier: Apache-2.0

//! How commands reach a running node.

use std::time::Duration;

use jsonrpsee_client::ws_client::{WsClient, WsClientBuilder};

use super::foreign::foreign;

/// Connects to the node at `uri`, whose answers may take as long as `timeout` and have `max_answer` bytes.
///
/// # Errors
///
/// A message, if there is none.
pub(super) async fn connect(uri: &str, timeout: Duration, max_answer: u32) -> Result<WsClient, String> {
	if !uri.starts_with("ws://") && !uri.starts_with("wss://") {
		return Err(format!(
			"`{uri}` is not the address of a node's WebSocket\n  help: give --uri ws://HOST:PORT, or wss:// where the \
			 connection is encrypted; a node's RPC port is 9944 unless told otherwise"
		));
	}
	let client = WsClientBuilder::default().max_response_size(max_answer).request_timeout(timeout);
	client.build(uri).await.map_err(|error| {
		format!(
			"no node answers at {uri}: {}\n  help: check that a node runs there and that --uri names its RPC port",
			foreign(&error.to_string())
		)
	})
}
