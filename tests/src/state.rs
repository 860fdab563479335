// SPDX-License-Identifier: Apache-2.0
//! What is in the state of a chain after a block.

use crate::account::{current, Block, Client, Id};
use std::collections::BTreeMap;
use subxt::{
	dynamic::{self, Value},
	ext::scale_decode::DecodeAsType,
};

/// What is stored under `pallet.entry` at these keys; where nothing is, the default that the entry has, if any.
///
/// # Panics
///
/// When the chain has no such entry, or the node does not have the state of this block.
pub async fn read<V: DecodeAsType>(
	block: &Block,
	pallet: &str,
	entry: &str,
	keys: impl IntoIterator<Item = Value>,
) -> Option<V> {
	let address = dynamic::storage::<Vec<Value>, V>(pallet, entry);
	let stored = block.storage().try_fetch(address, keys.into_iter().collect()).await;
	let stored = stored.unwrap_or_else(|error| panic!("{pallet}.{entry}: {error}"));
	stored.map(|value| value.decode().unwrap_or_else(|error| panic!("{pallet}.{entry}: {error}")))
}

/// As [`read`], after the last finalised block.
///
/// # Panics
///
/// As [`read`].
pub async fn read_now<V: DecodeAsType>(
	client: &Client,
	pallet: &str,
	entry: &str,
	keys: impl IntoIterator<Item = Value>,
) -> Option<V> {
	read(&current(client).await, pallet, entry, keys).await
}

/// All that is stored under `pallet.entry`, a map whose key is an account and stands readable after its hash.
///
/// # Panics
///
/// As [`read`].
pub async fn by_account(block: &Block, pallet: &str, entry: &str) -> BTreeMap<Id, Value> {
	let address = dynamic::storage::<Vec<Value>, Value>(pallet, entry);
	let found = block.storage().iter(address, Vec::<Value>::new()).await;
	let mut found = found.unwrap_or_else(|error| panic!("{pallet}.{entry}: {error}"));
	let mut all = BTreeMap::new();
	while let Some(item) = found.next().await {
		let item = item.expect("the node has the state");
		let account = item.key_bytes().last_chunk().expect("the key ends with the account");
		let value = item.value().decode().expect("metadata describes what is stored");
		all.insert(*account, value);
	}
	all
}

/// The answer of the runtime API function `api.function` to these arguments, in the state after a block.
///
/// # Panics
///
/// When there is no such function, or it refuses.
pub async fn ask<V: DecodeAsType>(block: &Block, api: &str, function: &str, args: Vec<Value>) -> V {
	let question = dynamic::runtime_api_call::<Vec<Value>, V>(api, function, args);
	let answer = block.runtime_apis().call(question).await;
	answer.unwrap_or_else(|error| panic!("{api}.{function}: {error}"))
}
