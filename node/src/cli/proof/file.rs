// SPDX-License-Identifier: Apache-2.0

//! The proof as a file: JSON, with all that is needed to check it but the one hash that the reader trusts.

use std::{fs::File, io::Read, path::Path};

use cairn_primitives::BlockNumber;
use serde::{Deserialize, Serialize};
use sp_core::{Bytes, H256};

use crate::cli::foreign::foreign;

/// What the field `format` of every proof says.
const FORMAT: &str = "cairn-proof";
/// The version of the form below.
const VERSION: u32 = 1;
/// The largest file that is read, in bytes: more than the largest transaction takes, twice over, in hexadecimal.
///
/// What a file takes in memory is bounded by this: nothing is kept of it but the values below, of which the shortest,
/// an empty node, has three characters in the file and 24 bytes in memory.
pub(super) const MAX_FILE: u64 = 32 << 20;

/// A claim about a block, and the way from it to a block that the reader trusts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Proof {
	/// [`FORMAT`].
	format: String,
	/// [`VERSION`].
	version: u32,
	/// The header of the block that the reader is to trust, SCALE-encoded. Its hash is the trust.
	pub(super) anchor: Bytes,
	/// The block that the claim is about.
	pub(super) block: BlockName,
	/// How the anchor leads to that block, if it is an ancestor.
	pub(super) ancestor: Option<Ancestor>,
	/// What is claimed.
	pub(super) claim: Claim,
}

/// The name of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockName {
	/// Its number.
	pub(super) number: BlockNumber,
	/// Its hash.
	pub(super) hash: H256,
}

/// A block, and its place among the leaves of the tree whose root is in the anchor's digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Ancestor {
	/// Its header, SCALE-encoded.
	pub(super) header: Bytes,
	/// Which leaf it is; the first is 0.
	pub(super) leaf_index: u64,
	/// How many leaves there are.
	pub(super) leaf_count: u64,
	/// The hashes beside the way from the leaf to the root.
	pub(super) items: Vec<H256>,
}

/// What is claimed of the block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", try_from = "Fields")]
pub(super) enum Claim {
	/// That it is on the chain.
	Block {},
	/// That an extrinsic is in it.
	Extrinsic {
		/// At which place; the first is 0.
		index: u32,
		/// The extrinsic, as it stands in the block.
		extrinsic: Bytes,
		/// The nodes of the trie of the block's extrinsics that lead to it, sorted.
		nodes: Vec<Bytes>,
	},
	/// That its state has a value under a key, or none.
	Storage {
		/// The key.
		key: Bytes,
		/// The value, `null` if there is none.
		value: Option<Bytes>,
		/// The nodes of the trie of the state that lead to it, sorted.
		nodes: Vec<Bytes>,
	},
}

/// A claim as it is read. Were it read as [`Claim`] at once, all of it would be kept in memory until its kind is known,
/// at many times its length.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Fields {
	kind: Kind,
	index: Option<u32>,
	extrinsic: Option<Bytes>,
	key: Option<Bytes>,
	value: Option<Bytes>,
	nodes: Option<Vec<Bytes>>,
}

/// The kinds of claims.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Kind {
	Block,
	Extrinsic,
	Storage,
}

impl TryFrom<Fields> for Claim {
	type Error = &'static str;

	fn try_from(fields: Fields) -> Result<Self, Self::Error> {
		match fields {
			Fields {
				kind: Kind::Block,
				index: None,
				extrinsic: None,
				key: None,
				value: None,
				nodes: None,
			} => Ok(Self::Block {}),
			Fields {
				kind: Kind::Extrinsic,
				index: Some(index),
				extrinsic: Some(extrinsic),
				key: None,
				value: None,
				nodes: Some(nodes),
			} => Ok(Self::Extrinsic { index, extrinsic, nodes }),
			Fields {
				kind: Kind::Storage,
				index: None,
				extrinsic: None,
				key: Some(key),
				value,
				nodes: Some(nodes),
			} => Ok(Self::Storage { key, value, nodes }),
			_ => Err("the claim has not the fields of its kind"),
		}
	}
}

impl Proof {
	/// Puts a proof together.
	pub(super) fn new(anchor: Bytes, block: BlockName, ancestor: Option<Ancestor>, claim: Claim) -> Self {
		Self { format: FORMAT.into(), version: VERSION, anchor, block, ancestor, claim }
	}

	/// Reads a proof from a file.
	///
	/// # Errors
	///
	/// A message, if it is none.
	pub(super) fn read(path: &Path) -> Result<Self, String> {
		let text = read_at_most(path, MAX_FILE)?;
		Self::from_json(&text).map_err(|cause| format!("{} {cause}", path.display()))
	}

	/// Reads a proof from JSON.
	///
	/// # Errors
	///
	/// What is wrong with it and what to do, to be put behind the name of the file.
	pub(super) fn from_json(text: &[u8]) -> Result<Self, String> {
		/// What is read first: fields of later versions may be others.
		#[derive(Deserialize)]
		struct Head {
			format: Option<String>,
			version: Option<u32>,
		}
		const HELP: &str = "help: give a file that `cairn proof` wrote, as it wrote it";
		let head: Head = serde_json::from_slice(text).map_err(|error| match error.is_data() {
			true => format!("is not a proof: {}\n  {HELP}", foreign(&error.to_string())),
			false => format!("is not JSON: {}\n  {HELP}", foreign(&error.to_string())),
		})?;
		if head.format.as_deref() != Some(FORMAT) {
			return Err(format!("is not a proof: it does not say `\"format\": \"{FORMAT}\"`\n  {HELP}"));
		}
		match head.version {
			Some(VERSION) => {}
			Some(other) => {
				return Err(format!(
					"is a proof of version {other}, and this `cairn` knows version {VERSION}\n  help: check it with the \
					 `cairn` that made it, or have the proof made again"
				))
			}
			None => return Err(format!("is a proof without a version\n  {HELP}")),
		}
		serde_json::from_slice(text)
			.map_err(|error| format!("is not a complete proof: {}\n  {HELP}", foreign(&error.to_string())))
	}

	/// The proof as JSON.
	pub(super) fn to_json(&self) -> Result<String, String> {
		serde_json::to_string_pretty(self).map_err(|error| error.to_string())
	}
}

/// Reads a file that may be anybody's.
///
/// # Errors
///
/// A message, if it cannot be read or has more bytes than that.
pub(super) fn read_at_most(path: &Path, limit: u64) -> Result<Vec<u8>, String> {
	let shown = path.display();
	let cannot = |error| format!("{shown} cannot be read: {error}\n  help: check the path");
	let mut bytes = Vec::new();
	// One byte more than may be shows a file that is too large, whatever it says of its length.
	let read = File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
	if read.map_err(cannot)? as u64 > limit {
		return Err(format!(
			"{shown} is larger than {} MiB, which nothing of this kind is\n  help: check the path",
			(limit >> 20).max(1)
		));
	}
	Ok(bytes)
}
