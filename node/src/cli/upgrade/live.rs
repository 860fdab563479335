// SPDX-License-Identifier: Apache-2.0

//! The chain as a node tells it: a block, the state after it and the metadata of the runtime in that state.
//!
//! The state comes in pages: the keys of a page, then their values in one request. So the number of requests is a
//! thousandth of the number of entries, and limits on requests per minute do not matter. A page whose values are too
//! large for one answer is halved until they fit.

use std::{collections::BTreeMap, time::Duration};

use cairn_primitives::Header;
use futures::future::try_join;
use jsonrpsee_client::{
	core::{
		client::{ClientT, Error},
		params::ArrayParams,
	},
	rpc_params,
	ws_client::WsClient,
};
use parity_scale_codec::{Decode, Encode};
use serde::de::DeserializeOwned;
use sp_core::{
	storage::{
		well_known_keys::{
			is_child_storage_key, is_default_child_storage_key, DEFAULT_CHILD_STORAGE_KEY_PREFIX,
		},
		ChildInfo, Storage, StorageChangeSet, StorageChild, StorageData, StorageKey,
	},
	Bytes, OpaqueMetadata, H256,
};

use super::{metadata::KNOWN_VERSIONS, progress::Progress};
use crate::cli::connection::connect;

/// How many keys nodes give at once.
const PAGE: u32 = 1_000;
/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(120);
/// The largest answer that is taken, in bytes. Nodes give 15 MB unless told otherwise.
const MAX_ANSWER: u32 = 256 << 20;
/// How often a request is repeated that the node has no time for.
const ATTEMPTS: u32 = 10;
/// How long to wait before such a request is repeated.
const PAUSE: Duration = Duration::from_secs(6);
/// What nodes answer when a client has made too many requests.
const RATE_LIMIT_EXCEEDED: i32 = -32999;
/// What nodes answer when they are busy.
const SERVER_IS_BUSY: i32 = -32009;
/// What nodes answer when the answer would be larger than they allow.
const ANSWER_TOO_LARGE: i32 = -32008;

/// A connection to a node.
pub(super) struct Node {
	client: WsClient,
	uri: String,
}

/// A block of the chain.
pub(super) struct ChosenBlock {
	/// Its hash.
	pub(super) hash: H256,
	/// Its header.
	pub(super) header: Header,
	/// Whether it is final.
	pub(super) finalised: bool,
}

/// Why a request failed.
enum Failure {
	/// The answer would be too large.
	TooLarge,
	/// Anything else.
	Other(String),
}

impl Node {
	/// Connects to the node at `uri`.
	///
	/// # Errors
	///
	/// A message, if there is none.
	pub(super) async fn connect(uri: &str) -> Result<Self, String> {
		let client = connect(uri, TIMEOUT, MAX_ANSWER).await?;
		Ok(Self { client, uri: uri.into() })
	}

	/// The chain's name.
	pub(super) async fn chain(&self) -> Result<String, String> {
		self.ask("system_chain", rpc_params![]).await
	}

	/// The block `at`, or the last one that is final.
	///
	/// # Errors
	///
	/// A message, if the node does not know the block.
	pub(super) async fn block(&self, at: Option<H256>) -> Result<ChosenBlock, String> {
		let finalised_hash: H256 = self.ask("chain_getFinalizedHead", rpc_params![]).await?;
		let finalised_header = self.header(finalised_hash).await?;
		let Some(hash) = at else {
			return Ok(ChosenBlock { hash: finalised_hash, header: finalised_header, finalised: true });
		};
		let header = self.header(hash).await?;
		let canonical: Option<H256> = self.ask("chain_getBlockHash", rpc_params![header.number]).await?;
		let finalised = header.number <= finalised_header.number && canonical == Some(hash);
		Ok(ChosenBlock { hash, header, finalised })
	}

	async fn header(&self, hash: H256) -> Result<Header, String> {
		let header: Option<Header> = self.ask("chain_getHeader", rpc_params![hash]).await?;
		header.ok_or_else(|| {
			format!(
				"the node at {} has no block {hash:?}\n  help: give --at the hash of a block of this chain, or leave it \
				 out for the last finalised one",
				self.uri
			)
		})
	}

	/// The metadata of the runtime in the state after `block`, in the best version that both sides know.
	///
	/// # Errors
	///
	/// A message, if the node does not give it.
	pub(super) async fn metadata(&self, block: H256) -> Result<Vec<u8>, String> {
		let versions: Vec<u32> =
			self.call("Metadata_metadata_versions", &[], block).await.unwrap_or_default();
		if let Some(version) = KNOWN_VERSIONS.iter().find(|version| versions.contains(version)) {
			let metadata: Option<OpaqueMetadata> =
				self.call("Metadata_metadata_at_version", &version.encode(), block).await?;
			if let Some(metadata) = metadata {
				return Ok(metadata.to_vec());
			}
		}
		// Runtimes from before metadata had a choice of versions.
		let metadata: OpaqueMetadata = self.call("Metadata_metadata", &[], block).await?;
		Ok(metadata.to_vec())
	}

	async fn call<R: Decode>(&self, method: &str, arguments: &[u8], block: H256) -> Result<R, String> {
		let arguments = Bytes(arguments.to_vec());
		let answer: Bytes = self.ask("state_call", rpc_params![method, arguments, block]).await?;
		R::decode(&mut &answer[..])
			.map_err(|error| format!("the chain's `{method}` answers something unexpected: {error}"))
	}

	/// Downloads the state after `block`.
	///
	/// # Errors
	///
	/// A message, if the node does not have the state or goes away.
	pub(super) async fn state(&self, block: H256) -> Result<Storage, String> {
		let mut progress = Progress::start();
		let mut storage = Storage::default();
		let mut children = Vec::new();
		let mut bytes = 0;
		let mut keys = self.keys(None, None, block).await?;
		while let Some(last) = keys.last().cloned() {
			// The next page's keys come while this page's values do.
			let (values, next) =
				try_join(self.values(keys, block), self.keys(None, Some(last), block)).await?;
			keys = next;
			for (key, value) in values {
				if is_default_child_storage_key(&key.0) {
					// The root of a child trie: computed anew from its entries.
					children.push(key);
				} else if !is_child_storage_key(&key.0) {
					bytes += value.0.len();
					storage.top.insert(key.0, value.0);
				}
			}
			progress.update(format_args!("{} entries, {}", storage.top.len(), megabytes(bytes)));
		}
		let mut child_entries = 0;
		for child in children {
			let entries = self.child(&child, block).await?;
			child_entries += entries.len();
			bytes += entries.values().map(Vec::len).sum::<usize>();
			let name = child.0[DEFAULT_CHILD_STORAGE_KEY_PREFIX.len()..].to_vec();
			let child_info = ChildInfo::new_default(&name);
			storage.children_default.insert(name, StorageChild { data: entries, child_info });
			let entries = storage.top.len() + child_entries;
			progress.update(format_args!("{entries} entries, {}", megabytes(bytes)));
		}
		progress.done(format_args!("{} entries, {}", storage.top.len() + child_entries, megabytes(bytes)));
		Ok(storage)
	}

	/// The keys that follow `start`, in the state or in a child trie of it.
	async fn keys(
		&self,
		child: Option<&StorageKey>,
		start: Option<StorageKey>,
		block: H256,
	) -> Result<Vec<StorageKey>, String> {
		let all = StorageKey(Vec::new());
		match child {
			None => self.ask("state_getKeysPaged", rpc_params![all, PAGE, start, block]).await,
			Some(child) => {
				self.ask("childstate_getKeysPaged", rpc_params![child, all, PAGE, start, block]).await
			}
		}
	}

	async fn values(
		&self,
		keys: Vec<StorageKey>,
		block: H256,
	) -> Result<Vec<(StorageKey, StorageData)>, String> {
		let mut values = Vec::with_capacity(keys.len());
		let mut waiting = vec![keys];
		while let Some(keys) = waiting.pop() {
			let answer = self.request("state_queryStorageAt", rpc_params![&keys, block]).await;
			let Some(answer) = halve_if_too_large(answer, keys, &mut waiting)? else {
				continue;
			};
			let sets: Vec<StorageChangeSet<H256>> = answer;
			let found = sets.into_iter().flat_map(|set| set.changes);
			values.extend(found.filter_map(|(key, value)| Some((key, value?))));
		}
		Ok(values)
	}

	async fn child(&self, child: &StorageKey, block: H256) -> Result<BTreeMap<Vec<u8>, Vec<u8>>, String> {
		let mut entries = BTreeMap::new();
		let mut start = None;
		loop {
			let keys = self.keys(Some(child), start, block).await?;
			let Some(last) = keys.last().cloned() else {
				return Ok(entries);
			};
			start = Some(last);
			let mut waiting = vec![keys];
			while let Some(keys) = waiting.pop() {
				let params = rpc_params![child, &keys, block];
				let answer = self.request("childstate_getStorageEntries", params).await;
				let names = keys.clone();
				let Some(answer) = halve_if_too_large(answer, keys, &mut waiting)? else {
					continue;
				};
				let values: Vec<Option<StorageData>> = answer;
				let found = names.into_iter().zip(values).filter_map(|(key, value)| Some((key.0, value?.0)));
				entries.extend(found);
			}
		}
	}

	async fn ask<R: DeserializeOwned>(&self, method: &str, params: ArrayParams) -> Result<R, String> {
		self.request(method, params).await.map_err(|failure| failure.message())
	}

	/// Makes a request, and again after a while if the node has no time for it.
	async fn request<R: DeserializeOwned>(&self, method: &str, params: ArrayParams) -> Result<R, Failure> {
		for _ in 1..ATTEMPTS {
			match self.client.request(method, params.clone()).await {
				Err(Error::Call(error)) if [RATE_LIMIT_EXCEEDED, SERVER_IS_BUSY].contains(&error.code()) => {
					tokio::time::sleep(PAUSE).await;
				}
				other => return other.map_err(|error| self.failure(method, error)),
			}
		}
		self.client.request(method, params).await.map_err(|error| self.failure(method, error))
	}

	fn failure(&self, method: &str, error: Error) -> Failure {
		let uri = &self.uri;
		let help = match &error {
			Error::Call(error) if error.code() == ANSWER_TOO_LARGE => return Failure::TooLarge,
			Error::Call(error) if error.to_string().contains("discarded") => {
				"the node has dropped the state of that block: leave --at out, or give a node that keeps all states \
				 (`--state-pruning archive`)"
			}
			Error::Call(_) => "give a node that serves this chain's RPC methods, such as `cairn` itself",
			_ => "check the connection and the node, and run the check again",
		};
		// As text, an error object is its fields in braces.
		let words = match &error {
			Error::Call(error) => match error.data() {
				Some(data) => format!("{}: {data}", error.message()),
				None => error.message().into(),
			},
			other => other.to_string(),
		};
		Failure::Other(format!("{uri} does not answer `{method}`: {words}\n  help: {help}"))
	}
}

impl Failure {
	fn message(self) -> String {
		match self {
			Self::TooLarge => {
				"the node's answers are limited to less than one entry of the state\n  help: raise \
			                   `--rpc-max-response-size` of the node, or give another one"
					.into()
			}
			Self::Other(message) => message,
		}
	}
}

/// Puts the halves of `keys` back if their values are too many for one answer.
fn halve_if_too_large<R>(
	answer: Result<R, Failure>,
	mut keys: Vec<StorageKey>,
	waiting: &mut Vec<Vec<StorageKey>>,
) -> Result<Option<R>, String> {
	match answer {
		Ok(answer) => Ok(Some(answer)),
		Err(Failure::TooLarge) if keys.len() > 1 => {
			let second = keys.split_off(keys.len() / 2);
			waiting.extend([second, keys]);
			Ok(None)
		}
		Err(failure) => Err(failure.message()),
	}
}

/// Bytes as people read them.
pub(super) fn megabytes(bytes: usize) -> String {
	let tenths = bytes / 100_000;
	format!("{}.{} MB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn keys(number: u8) -> Vec<StorageKey> {
		(0..number).map(|key| StorageKey(vec![key])).collect()
	}

	#[test]
	fn a_page_is_halved_until_it_fits() {
		let mut waiting = Vec::new();
		let answer = halve_if_too_large::<()>(Err(Failure::TooLarge), keys(5), &mut waiting);
		assert_eq!(answer, Ok(None));
		assert_eq!(waiting.concat().len(), 5);
		assert_eq!(waiting.pop(), Some(keys(2)));
		let error = halve_if_too_large::<()>(Err(Failure::TooLarge), keys(1), &mut waiting);
		assert!(error.expect_err("cannot be halved").contains("--rpc-max-response-size"));
	}

	#[tokio::test]
	async fn what_is_no_web_socket_is_refused_before_anything_is_sent() {
		let error = Node::connect("http://127.0.0.1:9944").await.err().expect("refused");
		assert!(error.contains("ws://HOST:PORT"), "{error}");
	}

	#[tokio::test]
	async fn a_port_where_nobody_listens_is_named() {
		let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
		let uri = format!("ws://{}", listener.local_addr().expect("bound"));
		drop(listener);
		let error = Node::connect(&uri).await.err().expect("nobody");
		assert!(error.starts_with(&format!("no node answers at {uri}")), "{error}");
	}

	#[test]
	fn sizes_are_told_in_megabytes() {
		assert_eq!(megabytes(2_621_440), "2.6 MB");
	}
}
