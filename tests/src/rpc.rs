// SPDX-License-Identifier: Apache-2.0
//! JSON-RPC over one WebSocket connection, and what a chain looks like through it.

use crate::wait;
use serde_json::{json, Value};
use std::collections::BTreeSet;
use subxt::rpcs::{
	client::{RpcParams, RpcSubscription},
	Error, RpcClient,
};

/// A connection to a node.
#[derive(Clone, Debug)]
pub struct Rpc(RpcClient);

/// The answer of a node that refuses a call.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
	/// The code of the JSON-RPC error object.
	pub code: i32,
	/// Its message.
	pub message: String,
	/// Its data, empty if there is none.
	pub data: String,
}

impl Rpc {
	/// Connects to a node.
	///
	/// # Errors
	///
	/// When nobody answers, or not as a JSON-RPC server over WebSocket does.
	pub async fn connect(url: &str) -> Result<Self, Error> {
		RpcClient::from_insecure_url(url).await.map(Self)
	}

	/// The connection as `subxt` knows it.
	pub fn client(&self) -> RpcClient {
		self.0.clone()
	}

	/// Calls a method; `params` is a JSON array.
	///
	/// # Errors
	///
	/// When the connection is lost or the node refuses.
	pub async fn try_call(&self, method: &str, params: Value) -> Result<Value, Error> {
		self.0.request(method, encode(params)).await
	}

	/// The result of a call that must succeed.
	///
	/// # Panics
	///
	/// When it does not.
	pub async fn call(&self, method: &str, params: Value) -> Value {
		match self.try_call(method, params.clone()).await {
			Ok(result) => result,
			Err(error) => panic!("{method} {params}: {error}"),
		}
	}

	/// The refusal of a call that must be refused.
	///
	/// # Panics
	///
	/// When it succeeds, or the connection fails.
	pub async fn refusal(&self, method: &str, params: Value) -> Refusal {
		match self.try_call(method, params.clone()).await {
			Err(Error::User(error)) => Refusal {
				code: error.code,
				message: error.message,
				data: error.data.map_or_else(String::new, |data| data.get().trim_matches('"').to_owned()),
			},
			other => panic!("{method} {params} must be refused, but: {other:?}"),
		}
	}

	/// Subscribes with `method`; dropping the subscription calls `unsubscribe`.
	///
	/// # Panics
	///
	/// When the node refuses.
	pub async fn subscribe(&self, method: &str, params: Value, unsubscribe: &str) -> Subscription {
		match self.0.subscribe(method, encode(params), unsubscribe).await {
			Ok(subscription) => Subscription(subscription),
			Err(error) => panic!("{method}: {error}"),
		}
	}

	/// The names of all methods that the node lists.
	pub async fn methods(&self) -> BTreeSet<String> {
		let methods = self.call("rpc_methods", json!([])).await;
		let names = methods["methods"].as_array().expect("rpc_methods answers with a list");
		names.iter().filter_map(Value::as_str).map(str::to_owned).collect()
	}

	/// The hash of block `number`, `None` if there is no such block yet.
	pub async fn block_hash(&self, number: u64) -> Option<String> {
		self.call("chain_getBlockHash", json!([number])).await.as_str().map(str::to_owned)
	}

	/// The hash of block 0.
	pub async fn genesis_hash(&self) -> String {
		self.block_hash(0).await.expect("every chain has block 0")
	}

	/// The number of the best block.
	pub async fn best(&self) -> u64 {
		number_of(&self.call("chain_getHeader", json!([])).await)
	}

	/// The number of the last finalised block.
	pub async fn finalized(&self) -> u64 {
		let hash = self.call("chain_getFinalizedHead", json!([])).await;
		number_of(&self.call("chain_getHeader", json!([hash])).await)
	}

	/// The set of GRANDPA's voters and the round in it that the node votes in; `None` before it votes.
	///
	/// # Panics
	///
	/// When the answer is not what GRANDPA's RPC gives.
	pub async fn round(&self) -> Option<(u64, u64)> {
		let state = self.try_call("grandpa_roundState", json!([])).await.ok()?;
		let [set, round] = [&state["setId"], &state["best"]["round"]].map(Value::as_u64);
		Some(set.zip(round).unwrap_or_else(|| panic!("no round: {state}")))
	}

	/// The index of the validator that made block `number`, from the header's first digest.
	///
	/// # Panics
	///
	/// When there is no such block, or BABE did not make it.
	pub async fn author(&self, number: u64) -> u32 {
		let hash = self.block_hash(number).await.expect("the block exists");
		let header = self.call("chain_getHeader", json!([hash])).await;
		let digest = header["digest"]["logs"][0].as_str().expect("a block of BABE has a digest");
		// 06: for the runtime to read before the block. 42414245: BABE. Then the content, with its length before it.
		let content = digest.strip_prefix("0x0642414245").unwrap_or_else(|| panic!("not of BABE: {digest}"));
		let bytes = hex::decode(content).expect("digests are in hexadecimal");
		// Lengths below 64 take one byte, others two. The content is the kind of slot, the index, and more.
		let start = if bytes[0] & 3 == 0 { 1 } else { 2 };
		assert!((1..=3).contains(&bytes[start]), "an unknown kind of slot: {digest}");
		u32::from_le_bytes(bytes[start + 1..start + 5].try_into().expect("an index has 4 bytes"))
	}

	/// The indices of those who made the blocks from `from` on, as soon as there are `count` of them.
	///
	/// # Panics
	///
	/// When among 100 blocks there are not so many.
	pub async fn authors(&self, from: u64, count: usize) -> BTreeSet<u32> {
		let mut authors = BTreeSet::new();
		for number in from..from + 100 {
			self.wait_for_best(number).await;
			authors.insert(self.author(number).await);
			if authors.len() == count {
				return authors;
			}
		}
		panic!("among 100 blocks only those of {authors:?}");
	}

	/// The version of the runtime after the best block.
	///
	/// # Panics
	///
	/// When the node does not tell it.
	pub async fn spec_version(&self) -> u64 {
		let version = self.call("state_getRuntimeVersion", json!([])).await;
		version["specVersion"].as_u64().unwrap_or_else(|| panic!("no version: {version}"))
	}

	/// Waits until the best block has at least this number, and returns its number.
	pub async fn wait_for_best(&self, number: u64) -> u64 {
		let reached = || async { Some(self.best().await).filter(|best| *best >= number) };
		wait::until(&format!("block {number}"), reached).await
	}

	/// Waits until block `number` is final, and returns the number of the last finalised block.
	pub async fn wait_for_finalized(&self, number: u64) -> u64 {
		let reached = || async { Some(self.finalized().await).filter(|last| *last >= number) };
		wait::until(&format!("finality of block {number}"), reached).await
	}
}

/// A subscription to a node's notifications.
#[derive(Debug)]
pub struct Subscription(RpcSubscription<Value>);

impl Subscription {
	/// The next notification.
	///
	/// # Panics
	///
	/// When none comes before [`wait::DEADLINE`], or the node closes the subscription.
	pub async fn next(&mut self) -> Value {
		match tokio::time::timeout(wait::DEADLINE, self.0.next()).await {
			Ok(Some(Ok(notification))) => notification,
			other => panic!("no notification, but: {other:?}"),
		}
	}

	/// The first notification that `wanted` accepts.
	///
	/// # Panics
	///
	/// As [`Self::next`].
	pub async fn find(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
		loop {
			let notification = self.next().await;
			if wanted(&notification) {
				return notification;
			}
		}
	}

	/// The identifier under which the node knows the subscription.
	pub fn id(&self) -> &str {
		self.0.subscription_id().expect("a server gives every subscription an identifier")
	}
}

/// The number in a header as the RPC gives it.
///
/// # Panics
///
/// When it is not a header.
pub fn number_of(header: &Value) -> u64 {
	let hex = header["number"].as_str().and_then(|number| number.strip_prefix("0x"));
	match hex.map(|digits| u64::from_str_radix(digits, 16)) {
		Some(Ok(number)) => number,
		_ => panic!("not a header: {header}"),
	}
}

fn encode(params: Value) -> RpcParams {
	let mut encoded = RpcParams::new();
	for param in params.as_array().expect("parameters are a JSON array") {
		encoded.push(param).expect("a JSON value is always written");
	}
	encoded
}
