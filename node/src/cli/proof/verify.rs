// SPDX-License-Identifier: Apache-2.0

//! Checks a proof. The file is anybody's; all that is trusted is the hash of one block.

use cairn_primitives::{mmr, Hashing, Header};
use parity_scale_codec::DecodeAll;
use sp_core::{Bytes, H256};
use sp_runtime::traits::Hash as _;

use super::{
	file::{Ancestor, Claim, Proof},
	tree::{self, Broken, MAX_ITEMS},
	trust::MAX_HEADER,
};

/// The way out of everything that is wrong with a file itself.
const AGAIN: &str = "the file was damaged or made up: have the proof made again, by another node if need be";

/// A block that is known by now to be what the file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
	/// Its hash.
	pub(super) hash: H256,
	/// Its header.
	pub(super) header: Header,
}

/// What a proof has shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Proved {
	/// The block that was trusted.
	pub(super) anchor: Known,
	/// The block that the claim is about: the anchor itself, or an ancestor of it.
	pub(super) block: Known,
	/// The claim, which holds.
	pub(super) claim: Claim,
}

/// Why a proof does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
	/// It leads to another block than the trusted one.
	#[error(
		"the proof is against block {found:?}, and the block that you trust is {trusted:?}\n  help: trust the proof's block \
		 only if you know it from elsewhere, such as your own light client; or have a proof made against yours, with \
		 `--anchor {trusted:?}`"
	)]
	OtherAnchor {
		/// The block that the proof is against.
		found: H256,
		/// The block that is trusted.
		trusted: H256,
	},
	/// Bytes are no header.
	#[error("the proof's {0} is not a header\n  help: {again}", again = AGAIN)]
	NoHeader(&'static str),
	/// More bytes than a header has.
	#[error(
		"the proof's {0} has a header of more than {most} MiB\n  help: {again}",
		most = MAX_HEADER >> 20,
		again = AGAIN
	)]
	LargeHeader(&'static str),
	/// The claim names another block than the headers lead to.
	#[error(
		"the proof leads to block {number} ({hash:?}), and its claim is about block {claimed}\n  help: {again}",
		again = AGAIN
	)]
	OtherBlock {
		/// The block's number.
		number: u32,
		/// Its hash.
		hash: H256,
		/// What the claim names.
		claimed: String,
	},
	/// The anchor says nothing of earlier blocks.
	#[error(
		"block {number} has no MMR root in its digest, so nothing follows from it about earlier blocks\n  help: the chain \
		 needs `pallet-mmr`; without it, only what is said about the trusted block itself can be proved"
	)]
	NoRoot {
		/// The anchor's number.
		number: u32,
	},
	/// The place among the leaves does not belong to the block.
	#[error(
		"the proof puts block {block} in the place of another: leaf {index} of {count} at block {anchor}\n  help: \
		 {again}",
		again = AGAIN
	)]
	OtherPlace {
		/// The number of the block that the claim is about.
		block: u32,
		/// The number of the anchor.
		anchor: u32,
		/// The leaf that it is said to be.
		index: u64,
		/// How many there are said to be.
		count: u64,
	},
	/// More hashes than a way can have.
	#[error(
		"the way to block {block} has {found} hashes, and none has more than {most}\n  help: {again}",
		most = MAX_ITEMS,
		again = AGAIN
	)]
	TooManyItems {
		/// The block that the claim is about.
		block: u32,
		/// How many there are.
		found: usize,
	},
	/// The way through the range of blocks leads elsewhere.
	#[error(
		"block {block} ({hash:?}) is not shown to be an ancestor of block {anchor}\n  help: {again}",
		again = AGAIN
	)]
	NoAncestor {
		/// The number of the block that the claim is about.
		block: u32,
		/// Its hash.
		hash: H256,
		/// The number of the anchor.
		anchor: u32,
	},
	/// The way through a trie does not hold.
	#[error(
		"the way through the {trie} of block {block} does not hold: {why}\n  help: {again}",
		why = in_words(.broken),
		again = AGAIN
	)]
	BrokenWay {
		/// Which trie.
		trie: &'static str,
		/// The block's number.
		block: u32,
		/// Why.
		broken: Broken,
	},
	/// There is no such extrinsic.
	#[error("block {block} has no extrinsic with the index {index}\n  help: {again}", again = AGAIN)]
	NoExtrinsic {
		/// The block's number.
		block: u32,
		/// The extrinsic's place.
		index: u32,
	},
	/// Another extrinsic is there.
	#[error(
		"extrinsic {index} of block {block} is another one: {actual:?}, not {claimed:?}\n  help: {again}",
		again = AGAIN
	)]
	OtherExtrinsic {
		/// The block's number.
		block: u32,
		/// The extrinsic's place.
		index: u32,
		/// The hash of the one that is there.
		actual: H256,
		/// The hash of the one that is claimed to be.
		claimed: H256,
	},
	/// The state has another value.
	#[error(
		"the state of block {block} has another value than the proof claims: {is}, not {says}\n  help: {again}",
		is = shown(.actual.as_deref()),
		says = shown(.claimed.as_deref()),
		again = AGAIN
	)]
	OtherValue {
		/// The block's number.
		block: u32,
		/// What is there.
		actual: Option<Vec<u8>>,
		/// What is claimed to be.
		claimed: Option<Vec<u8>>,
	},
}

/// Checks `proof` by the hash of the one block that is trusted.
///
/// # Errors
///
/// The first thing that is wrong.
pub(super) fn verify(proof: &Proof, trusted: H256) -> Result<Proved, Refusal> {
	let found = Hashing::hash(&proof.anchor);
	if found != trusted {
		return Err(Refusal::OtherAnchor { found, trusted });
	}
	let anchor = known(&proof.anchor, "trusted block")?;
	let block = match &proof.ancestor {
		Some(ancestor) => descend(&anchor, ancestor)?,
		None => anchor.clone(),
	};
	if (proof.block.number, proof.block.hash) != (block.header.number, block.hash) {
		let claimed = format!("{} ({:?})", proof.block.number, proof.block.hash);
		return Err(Refusal::OtherBlock { number: block.header.number, hash: block.hash, claimed });
	}
	check(&block.header, &proof.claim)?;
	Ok(Proved { anchor, block, claim: proof.claim.clone() })
}

/// A header, and its hash.
fn known(encoded: &Bytes, what: &'static str) -> Result<Known, Refusal> {
	// Before decoding: an item of a digest can take many times its length in memory.
	if encoded.len() as u64 > MAX_HEADER {
		return Err(Refusal::LargeHeader(what));
	}
	let header = Header::decode_all(&mut &encoded[..]).map_err(|_| Refusal::NoHeader(what))?;
	Ok(Known { hash: Hashing::hash(encoded), header })
}

/// From the anchor to its ancestor.
fn descend(anchor: &Known, ancestor: &Ancestor) -> Result<Known, Refusal> {
	let block = known(&ancestor.header, "block")?;
	let (number, newest) = (block.header.number, anchor.header.number);
	let root = mmr::root_in(&anchor.header).ok_or(Refusal::NoRoot { number: newest })?;
	let (index, count) = (ancestor.leaf_index, ancestor.leaf_count);
	// The last leaf is that of the anchor's parent, and the others are those of the blocks before it, without a gap.
	let leaves_after = count.checked_sub(index).filter(|_| count <= u64::from(newest));
	if number >= newest || leaves_after != Some(u64::from(newest - number)) {
		return Err(Refusal::OtherPlace { block: number, anchor: newest, index, count });
	}
	if ancestor.items.len() > MAX_ITEMS {
		return Err(Refusal::TooManyItems { block: number, found: ancestor.items.len() });
	}
	match tree::range_holds(root, (number, block.hash), index, count, &ancestor.items) {
		true => Ok(block),
		false => Err(Refusal::NoAncestor { block: number, hash: block.hash, anchor: newest }),
	}
}

/// What is claimed of a block whose header is known.
fn check(header: &Header, claim: &Claim) -> Result<(), Refusal> {
	let block = header.number;
	match claim {
		Claim::Block {} => Ok(()),
		Claim::Extrinsic { index, extrinsic, nodes } => {
			let key = tree::extrinsic_key(*index);
			let actual = tree::value_in_trie(header.extrinsics_root, &key, nodes)
				.map_err(|broken| Refusal::BrokenWay { trie: "extrinsics", block, broken })?
				.ok_or(Refusal::NoExtrinsic { block, index: *index })?;
			if actual != extrinsic.0 {
				let (actual, claimed) = (Hashing::hash(&actual), Hashing::hash(extrinsic));
				return Err(Refusal::OtherExtrinsic { block, index: *index, actual, claimed });
			}
			Ok(())
		}
		Claim::Storage { key, value, nodes } => {
			let actual = tree::value_in_trie(header.state_root, key, nodes)
				.map_err(|broken| Refusal::BrokenWay { trie: "state", block, broken })?;
			let claimed = value.as_ref().map(|value| value.0.clone());
			match actual == claimed {
				true => Ok(()),
				false => Err(Refusal::OtherValue { block, actual, claimed }),
			}
		}
	}
}

fn in_words(broken: &Broken) -> &'static str {
	match broken {
		Broken::Order => "its nodes are not sorted, or one is there twice",
		Broken::Missing => "a node is missing or was changed",
		Broken::Superfluous => "it has nodes that do not belong to it",
	}
}

/// A value for people: the beginning of a long one.
fn shown(value: Option<&[u8]>) -> String {
	const MOST: usize = 32;
	match value {
		None => "none".into(),
		Some(value) if value.len() <= MOST => format!("0x{}", hex::encode(value)),
		Some(value) => format!("0x{}… ({} bytes)", hex::encode(&value[..MOST]), value.len()),
	}
}
