// SPDX-License-Identifier: Apache-2.0

//! The node that a proof is asked of. It is not trusted: what it gives is checked as the reader will check it.

use std::time::Duration;

use cairn_primitives::{BlockNumber, Header};
use jsonrpsee_client::{
	core::{
		client::{ClientT, Error},
		params::ArrayParams,
	},
	rpc_params,
	ws_client::WsClient,
};
use parity_scale_codec::{Decode, DecodeAll, Encode};
use serde::{de::DeserializeOwned, Deserialize};
use sp_core::{Bytes, H256};
use sp_mmr_primitives::{LeafIndex, LeafProof};

use super::verify::Known;
use crate::cli::{connection::connect, foreign::foreign};

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(60);
/// The largest answer that is taken, in bytes: a block with all its extrinsics, in hexadecimal.
const MAX_ANSWER: u32 = 64 << 20;
/// What nodes answer when they do not have the method.
const NO_SUCH_METHOD: i32 = -32601;
/// What nodes answer when the runtime does not execute the call: it may not know it.
const RUNTIME_FAILED: i32 = 8000;

/// A connection to a node.
pub(super) struct Node {
	client: WsClient,
	uri: String,
}

/// Why a node did not answer.
pub(super) struct Failure {
	/// The code of the node's error, if it is one of the node's.
	code: Option<i32>,
	/// Whether the node has dropped the state that was asked.
	discarded: bool,
	/// Whether the runtime does not have the function.
	no_function: bool,
	/// For people.
	message: String,
}

impl Failure {
	/// For people who asked for a proof through the tree of blocks.
	fn of_tree(self) -> String {
		let cause = self.message.split_once('\n').map_or(&self.message[..], |(cause, _)| cause);
		match self.discarded {
			true => format!(
				"{cause}\n  help: the node has dropped the state that the MMR is asked in: take a later --anchor, or give a \
				 node that keeps all states (`--state-pruning archive`)"
			),
			false => self.message,
		}
	}
}

impl From<Failure> for String {
	fn from(failure: Failure) -> Self {
		failure.message
	}
}

/// A block's extrinsics, as the node gives them.
#[derive(Deserialize)]
struct SignedBlock {
	block: Body,
}

/// The part of a block that is needed: the header is known already.
#[derive(Deserialize)]
struct Body {
	extrinsics: Vec<Bytes>,
}

/// A proof from the state.
#[derive(Deserialize)]
struct ReadProof {
	proof: Vec<Bytes>,
}

/// A proof from the range of blocks.
#[derive(Deserialize)]
struct LeavesProof {
	proof: Bytes,
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

	/// The hash of the last block that is final.
	pub(super) async fn finalised(&self) -> Result<H256, Failure> {
		self.ask("chain_getFinalizedHead", rpc_params![]).await
	}

	/// The hash of the block that the node takes for the best.
	pub(super) async fn best(&self) -> Result<H256, Failure> {
		self.ask("chain_getBlockHash", rpc_params![]).await
	}

	/// The hash of the block with this number on the chain that the node takes for the best.
	pub(super) async fn hash(&self, number: BlockNumber) -> Result<Option<H256>, Failure> {
		self.ask("chain_getBlockHash", rpc_params![number]).await
	}

	/// The header of a block.
	///
	/// # Errors
	///
	/// A message, if the node does not have it, or gives another one.
	pub(super) async fn block(&self, hash: H256) -> Result<Known, String> {
		let header: Option<Header> = self.ask("chain_getHeader", rpc_params![hash]).await?;
		let header = header.ok_or_else(|| {
			format!(
				"the node at {} has no block {hash:?}\n  help: check the hash, and that --uri names a node of that chain",
				self.uri
			)
		})?;
		match header.hash() == hash {
			true => Ok(Known { hash, header }),
			false => Err(format!(
				"the node at {} gives another header than that of {hash:?}\n  help: ask another node",
				self.uri
			)),
		}
	}

	/// The extrinsics of a block.
	///
	/// # Errors
	///
	/// A message, if the node does not have the block's body.
	pub(super) async fn extrinsics(&self, block: &Known) -> Result<Vec<Bytes>, String> {
		let answer: Option<SignedBlock> = self.ask("chain_getBlock", rpc_params![block.hash]).await?;
		answer.map(|answer| answer.block.extrinsics).ok_or_else(|| {
			format!(
				"the node at {} does not have the extrinsics of block {}\n  help: ask a node that keeps all blocks \
				 (`--blocks-pruning archive`, the default)",
				self.uri, block.header.number
			)
		})
	}

	/// The nodes of the state's trie that lead to `key`, after `block`.
	///
	/// # Errors
	///
	/// A message, if the node does not have that state.
	pub(super) async fn way_to_value(&self, key: &[u8], block: &Known) -> Result<Vec<Bytes>, String> {
		let answer: ReadProof =
			self.ask("state_getReadProof", rpc_params![[Bytes(key.to_vec())], block.hash]).await?;
		let mut nodes = answer.proof;
		nodes.sort_by(|one, other| one.0.cmp(&other.0));
		Ok(nodes)
	}

	/// How many leaves the range of blocks has at a block; `None` if the chain has none.
	///
	/// # Errors
	///
	/// A message, if the node does not answer.
	pub(super) async fn leaf_count(&self, at: &Known) -> Result<Option<LeafIndex>, String> {
		let call =
			self.ask::<Bytes>("state_call", rpc_params!["MmrApi_mmr_leaf_count", Bytes(Vec::new()), at.hash]);
		let answer = match call.await {
			Ok(answer) => answer,
			// The runtime does not know the function: the state is there, for the root was in the header.
			Err(failure) if failure.no_function => return Ok(None),
			Err(failure) => return Err(failure.of_tree()),
		};
		let count = Result::<LeafIndex, sp_mmr_primitives::Error>::decode_all(&mut &answer[..]);
		match count {
			Ok(Ok(count)) => Ok(Some(count)),
			Ok(Err(error)) => Err(format!("the chain does not tell the size of its MMR: {error}")),
			Err(error) => {
				Err(format!("the chain's `MmrApi_mmr_leaf_count` answers something unexpected: {error}"))
			}
		}
	}

	/// The way from the leaf that block `number` brought, which is that of its parent, to the root at block `anchor`; the
	/// runtime is asked in the state after `at`.
	///
	/// # Errors
	///
	/// A message, if the node cannot make it.
	pub(super) async fn way_to_leaf(
		&self,
		number: BlockNumber,
		anchor: BlockNumber,
		at: &Known,
	) -> Result<LeafProof<H256>, String> {
		let params = rpc_params![[number], anchor, at.hash];
		let answer: LeavesProof = self.ask("mmr_generateProof", params).await.map_err(|failure| {
			let cause = failure.message.split_once('\n').map_or(&failure.message[..], |(cause, _)| cause);
			match failure.code {
				Some(NO_SUCH_METHOD) => format!(
					"the node at {} serves no proofs of old blocks\n  help: a node serves them if its chain had \
					 `pallet-mmr` when it was started: restart it, or ask another one",
					self.uri
				),
				Some(code) if code >= RUNTIME_FAILED && !failure.discarded => format!(
					"{cause}\n  help: only a node that has executed all blocks since the MMR's first has what the proof \
					 is made of: ask one that synchronised with `--sync full`"
				),
				_ => failure.of_tree(),
			}
		})?;
		LeafProof::decode(&mut &answer.proof[..])
			.map_err(|error| format!("`mmr_generateProof` answers something unexpected: {error}"))
	}

	async fn ask<R: DeserializeOwned>(&self, method: &str, params: ArrayParams) -> Result<R, Failure> {
		self.client.request(method, params).await.map_err(|error| failure(&self.uri, method, error))
	}
}

/// Why the node at `uri` did not answer, in words.
fn failure(uri: &str, method: &str, error: Error) -> Failure {
	let (code, words) = match &error {
		Error::Call(error) => {
			// Text is shown as text, and what else there is as JSON.
			let text = |data: &str| serde_json::from_str(data).unwrap_or_else(|_| data.to_owned());
			let data = error.data().map(|data| format!(": {}", text(data.get()))).unwrap_or_default();
			(Some(error.code()), format!("{}{data}", error.message()))
		}
		other => (None, other.to_string()),
	};
	let discarded = code.is_some() && words.contains("discarded");
	let no_function = code.is_some() && words.contains("Exported method");
	let help = match code {
		Some(_) if discarded => {
			"the node has dropped the state of that block: leave --block out, or give a node that keeps all states \
			 (`--state-pruning archive`)"
		}
		Some(_) => "give a node that serves this chain's RPC methods, such as `cairn` itself",
		None => "check the connection and the node, and try again",
	};
	let message = format!("{uri} does not answer `{method}`: {}\n  help: {help}", foreign(&words));
	Failure { code, discarded, no_function, message }
}

/// A header as the chain hashes it.
pub(super) fn encoded(block: &Known) -> Bytes {
	Bytes(block.header.encode())
}

#[cfg(test)]
mod tests {
	use super::*;
	use jsonrpsee_client::types::ErrorObjectOwned;

	fn told(code: i32, message: &str, data: &str) -> Failure {
		failure("ws://x", "a_b", Error::Call(ErrorObjectOwned::owned(code, message, Some(data))))
	}

	#[test]
	fn what_a_node_says_cannot_pass_for_more_than_that() {
		let Failure { message, .. } = told(1, "no\n  help: run this\u{1b}[2J", &"\u{7}x".repeat(1_000));
		assert!(message.lines().count() == 2 && message.len() < 500, "{message}");
		assert!(!message.contains(['\u{1b}', '\u{7}']), "{message}");
		let failure = failure("ws://x", "a_b", Error::Custom("\u{1b}\n".into()));
		assert!(failure.message.lines().count() == 2 && !failure.message.contains('\u{1b}'));
	}

	#[test]
	fn why_a_call_failed_is_known_however_long_the_words_are() {
		let long = "x".repeat(1_000);
		let failure = told(4003, "failed", &format!("{long}Exported method a_b is not found"));
		assert!(failure.no_function && !failure.discarded);
		let failure = told(8000, "Runtime trapped", &format!("{long}State already discarded for 0x"));
		assert!(failure.discarded && !failure.no_function);
		assert!(failure.message.contains("leave --block out"), "{}", failure.message);
		let words = failure.of_tree();
		assert!(words.contains("take a later --anchor") && !words.contains("--block"), "{words}");
	}
}
