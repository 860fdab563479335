// SPDX-License-Identifier: Apache-2.0

//! Ways through the two kinds of trees that headers commit to: the range of blocks, and tries.

use std::collections::BTreeSet;

use cairn_primitives::{mmr, Hashing};
use parity_scale_codec::Encode;
use sp_core::{Bytes, H256};
use sp_mmr_primitives::{
	mmr_lib::{leaf_index_to_pos, Merge, MerkleProof},
	utils::NodesUtils,
};
use sp_runtime::traits::Hash as _;
use sp_trie::{
	read_trie_value, LayoutV0, LayoutV1, MemoryDB, Recorder, StorageProof, TrieConfiguration,
	TrieDBMutBuilder, TrieHash, TrieLayout, TrieMut,
};

/// The most hashes beside a way through the range of blocks: a mountain of 2^32 leaves has 32 levels, and there are
/// fewer than 32 other mountains.
pub(super) const MAX_ITEMS: usize = 64;

/// How two nodes of the range of blocks make one.
pub(super) struct Join;

impl Merge for Join {
	type Item = H256;

	fn merge(left: &H256, right: &H256) -> sp_mmr_primitives::mmr_lib::Result<H256> {
		Ok(mmr::Hashing::hash(&[left.as_bytes(), right.as_bytes()].concat()))
	}
}

/// Whether `leaf` is in the range of blocks with this root.
///
/// The data of a leaf has 36 bytes and what is hashed for an inner node has 64, so none passes for the other: with
/// whatever place and length, a way that holds ends at a block that is there.
pub(super) fn range_holds(root: H256, leaf: mmr::Leaf, index: u64, count: u64, items: &[H256]) -> bool {
	// Block numbers have 32 bits. Within that, nothing below overflows, and what is done is bounded by the items.
	let in_bounds = count <= u64::from(u32::MAX) && index < count && items.len() <= MAX_ITEMS;
	if !in_bounds {
		return false;
	}
	let proof = MerkleProof::<H256, Join>::new(NodesUtils::new(count).size(), items.to_vec());
	let leaf = mmr::Hashing::hash(&leaf.encode());
	proof.verify(root, vec![(leaf_index_to_pos(index), leaf)]).unwrap_or(false)
}

/// Why a way through a trie does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Broken {
	/// Nodes are not in order, or one is there twice.
	Order,
	/// A node is missing, or changed.
	Missing,
	/// There are nodes that do not belong to the way.
	Superfluous,
}

/// The value under `key` in the trie with this root, `None` if there is none.
///
/// # Errors
///
/// If the nodes are not exactly those on the way, sorted.
pub(super) fn value_in_trie(root: H256, key: &[u8], nodes: &[Bytes]) -> Result<Option<Vec<u8>>, Broken> {
	if nodes.windows(2).any(|pair| pair[0].0 >= pair[1].0) {
		return Err(Broken::Order);
	}
	// The way has a node for each half byte of the key at most, and one for a long value.
	if nodes.len() > key.len().saturating_mul(2).saturating_add(2) {
		return Err(Broken::Superfluous);
	}
	let database = StorageProof::new(nodes.iter().map(|node| node.0.clone())).into_memory_db::<Hashing>();
	let way = read::<LayoutV1<Hashing>>(&database, &root, key).map_err(|_| Broken::Missing)?;
	match way.nodes.iter().eq(nodes.iter().map(|node| &node.0)) {
		true => Ok(way.value),
		false => Err(Broken::Superfluous),
	}
}

/// A way through a trie.
pub(super) struct Way {
	/// What it leads to.
	pub(super) value: Option<Vec<u8>>,
	/// The nodes on it, and a long value, which is like a node of its own.
	pub(super) nodes: BTreeSet<Vec<u8>>,
}

/// The value under `key`, and the nodes on the way to it.
///
/// Either layout reads tries of both: they differ in what is written.
pub(super) fn read<L: TrieLayout<Hash = Hashing>>(
	database: &MemoryDB<Hashing>,
	root: &TrieHash<L>,
	key: &[u8],
) -> Result<Way, String> {
	let mut recorder = Recorder::<L>::new();
	let value = read_trie_value::<L, _>(database, root, key, Some(&mut recorder), None)
		.map_err(|error| error.to_string())?;
	Ok(Way { value, nodes: recorder.drain().into_iter().map(|record| record.data).collect() })
}

/// The key of an extrinsic in the trie of its block.
pub(super) fn extrinsic_key(index: u32) -> Vec<u8> {
	LayoutV1::<Hashing>::encode_index(index)
}

/// The nodes that lead to an extrinsic in the trie of all extrinsics of its block.
///
/// The runtime's `system_version` decides by which layout the trie is made. That is not in the block, so both are tried.
/// `None` if neither gives the root.
pub(super) fn way_to_extrinsic(root: H256, extrinsics: &[Bytes], index: u32) -> Option<Vec<Bytes>> {
	way_in::<LayoutV0<Hashing>>(root, extrinsics, index)
		.or_else(|| way_in::<LayoutV1<Hashing>>(root, extrinsics, index))
}

fn way_in<L: TrieConfiguration<Hash = Hashing>>(
	root: H256,
	extrinsics: &[Bytes],
	index: u32,
) -> Option<Vec<Bytes>> {
	let numbers = 0..u32::try_from(extrinsics.len()).ok()?;
	let entries = numbers.map(L::encode_index).zip(extrinsics.iter().map(|extrinsic| &extrinsic.0[..]));
	let (made, database) = trie_of::<L>(entries)?;
	if made != root {
		return None;
	}
	let way = read::<L>(&database, &root, &L::encode_index(index)).ok()?;
	Some(way.nodes.into_iter().map(Bytes).collect())
}

/// A trie of these entries: its root, and its nodes. `None` if they are no entries of a trie.
pub(super) fn trie_of<'a, L: TrieConfiguration<Hash = Hashing>>(
	entries: impl Iterator<Item = (Vec<u8>, &'a [u8])>,
) -> Option<(H256, MemoryDB<Hashing>)> {
	let mut database = MemoryDB::<Hashing>::default();
	let mut root = H256::zero();
	{
		let mut trie = TrieDBMutBuilder::<L>::new(&mut database, &mut root).build();
		for (key, value) in entries {
			trie.insert(&key, value).ok()?;
		}
		// The root is there when the trie goes.
	}
	Some((root, database))
}
