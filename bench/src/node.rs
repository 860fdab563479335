// SPDX-License-Identifier: Apache-2.0

//! A connection to a node.

use crate::problem::{Problem, Result};
use jsonrpsee_client::{
	core::{
		client::{ClientT, Error, Subscription, SubscriptionClientT},
		params::ArrayParams,
	},
	rpc_params,
	ws_client::{WsClient, WsClientBuilder},
};
use serde::de::DeserializeOwned;
use sp_core::{Bytes, H256};
use std::{sync::Arc, time::Duration};

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(60);
/// The largest message either way, in bytes. Nodes give and take 15 MB unless told otherwise.
const MAX_MESSAGE: u32 = 256 << 20;
/// How many notifications may wait to be read.
const NOTIFICATIONS: usize = 4_096;
/// How many keys are asked for at once.
const KEYS: usize = 1_000;

/// A connection to a node, over WebSocket.
#[derive(Clone, Debug)]
pub struct Node {
	client: Arc<WsClient>,
	uri: Arc<str>,
}

#[derive(serde::Deserialize)]
struct ChangeSet {
	changes: Vec<(Bytes, Option<Bytes>)>,
}

impl Node {
	/// Connects to the node at `uri`, with room for so many unanswered requests.
	///
	/// # Errors
	///
	/// When there is none.
	pub async fn connect(uri: &str, requests: usize) -> Result<Self> {
		if !uri.starts_with("ws://") && !uri.starts_with("wss://") {
			return Err(Problem::with_help(
				format!("`{uri}` is not the address of a node's WebSocket"),
				"give --uri ws://HOST:PORT; a node's RPC port is 9944 unless told otherwise",
			));
		}
		let client = WsClientBuilder::default()
			.max_request_size(MAX_MESSAGE)
			.max_response_size(MAX_MESSAGE)
			.max_buffer_capacity_per_subscription(NOTIFICATIONS)
			.max_concurrent_requests(requests)
			.request_timeout(TIMEOUT)
			.build(uri)
			.await
			.map_err(|error| {
				Problem::with_help(
					format!("no node answers at {uri}: {error}"),
					"check that a node runs there and that --uri names its RPC port",
				)
			})?;
		Ok(Self { client: Arc::new(client), uri: uri.into() })
	}

	/// Where the node is.
	pub fn uri(&self) -> &str {
		&self.uri
	}

	/// The node is no longer there, or does not do what was asked.
	pub fn failed(&self, method: &str, error: &Error) -> Problem {
		match error {
			Error::Call(refusal) => {
				let data = refusal.data().map_or_else(String::new, |data| format!(" ({data})"));
				let cause = format!("the node at {} refuses {method}: {}{data}", self.uri, refusal.message());
				Problem::new(cause)
			}
			Error::RequestTimeout => Problem::with_help(
				format!("the node at {} did not answer {method} in {} s", self.uri, TIMEOUT.as_secs()),
				"it has more to do than it can: lower --rate or --in-flight",
			),
			error => Problem::with_help(
				format!("the connection to the node at {} is lost: {error}", self.uri),
				"the node's log says why it ended or closed the connection",
			),
		}
	}

	/// The answer of a method.
	///
	/// # Errors
	///
	/// When the node refuses, is gone, or answers otherwise than expected.
	pub async fn ask<T: DeserializeOwned>(&self, method: &str, params: ArrayParams) -> Result<T> {
		self.request(method, params).await.map_err(|error| self.failed(method, &error))
	}

	/// As [`Self::ask`], with the error as it is.
	///
	/// # Errors
	///
	/// As [`Self::ask`].
	pub async fn request<T: DeserializeOwned>(
		&self,
		method: &str,
		params: ArrayParams,
	) -> std::result::Result<T, Error> {
		self.client.request(method, params).await
	}

	/// The heads that `method` tells of.
	///
	/// # Errors
	///
	/// As [`Self::ask`].
	pub async fn subscribe<T: DeserializeOwned>(
		&self,
		method: &str,
		unsubscribe: &str,
	) -> Result<Subscription<T>> {
		let subscription = self.client.subscribe(method, rpc_params![], unsubscribe).await;
		subscription.map_err(|error| self.failed(method, &error))
	}

	/// Calls a function of the runtime in the last block's state.
	///
	/// # Errors
	///
	/// As [`Self::ask`].
	pub async fn call(&self, function: &str, arguments: &[u8]) -> Result<Vec<u8>> {
		let params = rpc_params![function, Bytes(arguments.to_vec())];
		self.ask::<Bytes>("state_call", params).await.map(|bytes| bytes.0)
	}

	/// The last block that is final.
	///
	/// # Errors
	///
	/// As [`Self::ask`].
	pub async fn finalised(&self) -> Result<H256> {
		self.ask("chain_getFinalizedHead", rpc_params![]).await
	}

	/// What is stored at these keys after a block, in the order of the keys.
	///
	/// # Errors
	///
	/// As [`Self::ask`].
	pub async fn storage(&self, keys: &[Vec<u8>], at: H256) -> Result<Vec<Option<Vec<u8>>>> {
		let mut values = Vec::with_capacity(keys.len());
		for page in keys.chunks(KEYS) {
			let asked = page.iter().map(|key| Bytes(key.clone())).collect::<Vec<_>>();
			let sets: Vec<ChangeSet> = self.ask("state_queryStorageAt", rpc_params![asked, at]).await?;
			let mut changes = sets.into_iter().flat_map(|set| set.changes);
			for key in page {
				match changes.next() {
					Some((told, value)) if told.0 == *key => values.push(value.map(|value| value.0)),
					_ => {
						let uri = &self.uri;
						return Err(Problem::new(format!("the node at {uri} told of other keys than asked")));
					}
				}
			}
		}
		Ok(values)
	}

	/// What is in the node's pool and could be put into a block.
	///
	/// # Errors
	///
	/// As [`Self::ask`].
	pub async fn pending(&self) -> Result<Vec<Bytes>> {
		self.ask("author_pendingExtrinsics", rpc_params![]).await
	}
}

/// The key of a value that is stored alone.
pub fn value_key(pallet: &str, entry: &str) -> Vec<u8> {
	let parts = [pallet, entry].map(|part| sp_crypto_hashing::twox_128(part.as_bytes()));
	parts.concat()
}

/// The key of an account's entry in a map whose keys stand readable after a 128-bit hash.
pub fn account_key(pallet: &str, entry: &str, account: &[u8]) -> Vec<u8> {
	let hash = sp_crypto_hashing::blake2_128(account);
	[&value_key(pallet, entry)[..], &hash, account].concat()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn keys_are_the_known_ones() {
		assert_eq!(
			hex::encode(value_key("System", "Account")),
			"26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9"
		);
		let alice =
			hex::decode("d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d").expect("hex");
		let key = hex::encode(account_key("System", "Account", &alice));
		assert!(key.ends_with(
			"de1e86a9a8c739864cf3cc5ec2bea59fd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d"
		));
	}

	#[tokio::test]
	async fn a_node_that_is_not_there_is_named() {
		let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
		let uri = format!("ws://{}", listener.local_addr().expect("an address"));
		drop(listener);
		let error = Node::connect(&uri, 1).await.expect_err("nobody is there");
		assert!(error.cause().contains(&uri), "{error}");
		let error = Node::connect("http://127.0.0.1:1", 1).await.expect_err("not a WebSocket");
		assert!(error.cause().contains("not the address"), "{error}");
	}
}
