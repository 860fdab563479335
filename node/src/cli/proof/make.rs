// SPDX-License-Identifier: Apache-2.0

//! Makes proofs of what a node tells.

use cairn_primitives::{mmr, BlockNumber, Hashing};
use sp_core::{Bytes, H256};
use sp_runtime::traits::Hash as _;

use super::{
	file::{Ancestor, Claim, Proof},
	node::{encoded, Node},
	tree,
	verify::{verify, Known, Proved},
	BlockId,
};

/// A node, and the block that proofs are made against.
pub(super) struct Maker {
	node: Node,
	anchor: Known,
	/// The block whose state is asked about the tree, as the anchor's may be gone: the last final one, or the best one if
	/// the anchor comes after that.
	asked: Known,
	/// Whether the anchor is final, as the node has it.
	pub(super) anchor_is_final: bool,
}

impl Maker {
	/// Connects to a node and chooses the anchor: the one that is asked for, or the last final block.
	///
	/// # Errors
	///
	/// A message, if there is no such node or block.
	pub(super) async fn connect(uri: &str, anchor: Option<&BlockId>) -> Result<Self, String> {
		let node = Node::connect(uri).await?;
		let finalised = node.block(node.finalised().await?).await?;
		let Some(wanted) = anchor else {
			if finalised.header.number == 0 && node.hash(1).await?.is_some() {
				return Err(
					"no block of this chain but the first is final\n  help: name the block to prove against with --anchor: \
					 on a chain by proof of work one that has many blocks on top, else wait for finality"
						.into(),
				);
			}
			return Ok(Self { node, anchor: finalised.clone(), asked: finalised, anchor_is_final: true });
		};
		let anchor = find(&node, wanted).await?;
		let anchor_is_final = anchor.header.number <= finalised.header.number;
		let asked = match anchor_is_final {
			true => finalised,
			false => {
				let best = node.block(node.best().await?).await?;
				// The chain may have been reorganised to a shorter one meanwhile.
				if best.header.number < anchor.header.number {
					anchor.clone()
				} else {
					best
				}
			}
		};
		Ok(Self { node, anchor, asked, anchor_is_final })
	}

	/// The block that proofs are made against.
	pub(super) fn anchor(&self) -> &Known {
		&self.anchor
	}

	/// Finds the block that a claim is about: the anchor, unless another is asked for.
	///
	/// # Errors
	///
	/// A message, if the node has no such block, or it is no ancestor of the anchor.
	pub(super) async fn block(&self, wanted: Option<&BlockId>) -> Result<Known, String> {
		let Some(wanted) = wanted else { return Ok(self.anchor.clone()) };
		let block = find(&self.node, wanted).await?;
		let (number, newest) = (block.header.number, self.anchor.header.number);
		match number < newest || block == self.anchor {
			true => Ok(block),
			false => Err(format!(
				"block {number} comes after block {newest}, which the proof would be against\n  help: wait until block \
				 {number} is final, or name a later block with --anchor"
			)),
		}
	}

	/// Finds the extrinsic with this hash in the last `most` blocks up to the anchor; in the anchor in any case.
	///
	/// # Errors
	///
	/// A message, if it is in none of them.
	pub(super) async fn find_extrinsic(&self, hash: H256, most: u32) -> Result<(Known, u32), String> {
		let last = self.anchor.header.number;
		let first = first_searched(last, most);
		let mut block = self.anchor.clone();
		loop {
			if let Some(index) = self.index_in(&block, hash).await? {
				return Ok((block, index));
			}
			if block.header.number <= first {
				return Err(format!(
					"no extrinsic {hash:?} is in the blocks {first} to {last}\n  help: wait until its block is final, name \
					 that with --block, or look further back with --search"
				));
			}
			block = self.node.block(block.header.parent_hash).await?;
		}
	}

	/// The place in a block of the extrinsic with this hash.
	///
	/// # Errors
	///
	/// A message, if the node does not give the block.
	pub(super) async fn index_in(&self, block: &Known, hash: H256) -> Result<Option<u32>, String> {
		let extrinsics = self.node.extrinsics(block).await?;
		let place = extrinsics.iter().position(|extrinsic| Hashing::hash(extrinsic) == hash);
		Ok(place.and_then(|place| u32::try_from(place).ok()))
	}

	/// Proves that a block is on the chain.
	pub(super) async fn prove_block(&self, block: &Known) -> Result<(Proof, Proved), String> {
		self.complete(block, Claim::Block {}).await
	}

	/// Proves that an extrinsic is in a block.
	///
	/// # Errors
	///
	/// A message, if the block has none at this place, or the node does not give what is needed.
	pub(super) async fn prove_extrinsic(&self, block: &Known, index: u32) -> Result<(Proof, Proved), String> {
		let extrinsics = self.node.extrinsics(block).await?;
		let number = block.header.number;
		let extrinsic = usize::try_from(index).ok().and_then(|index| extrinsics.get(index));
		let extrinsic = extrinsic.cloned().ok_or_else(|| {
			format!(
				"block {number} has {} extrinsics, and none with the index {index}\n  help: indices begin with 0",
				extrinsics.len()
			)
		})?;
		let nodes =
			tree::way_to_extrinsic(block.header.extrinsics_root, &extrinsics, index).ok_or_else(|| {
				format!(
					"the extrinsics that the node gives for block {number} are not those of its header\n  help: ask \
					 another node"
				)
			})?;
		self.complete(block, Claim::Extrinsic { index, extrinsic, nodes }).await
	}

	/// Proves what the state after a block has under `key`, or that it has nothing there.
	///
	/// # Errors
	///
	/// A message, if the node does not give what is needed, or what does not hold.
	pub(super) async fn prove_storage(&self, block: &Known, key: Vec<u8>) -> Result<(Proof, Proved), String> {
		let nodes = self.node.way_to_value(&key, block).await?;
		let value = tree::value_in_trie(block.header.state_root, &key, &nodes).map_err(|_| {
			format!(
				"the node's proof from the state of block {} does not hold\n  help: ask another node",
				block.header.number
			)
		})?;
		self.complete(block, Claim::Storage { key: Bytes(key), value: value.map(Bytes), nodes }).await
	}

	/// Adds the way from the anchor to the block, and checks all of it as a reader will.
	async fn complete(&self, block: &Known, claim: Claim) -> Result<(Proof, Proved), String> {
		let ancestor = match block == &self.anchor {
			true => None,
			false => Some(self.ancestor(block).await?),
		};
		let proof = Proof::new(encoded(&self.anchor), block.into(), ancestor, claim);
		let proved = verify(&proof, self.anchor.hash).map_err(|refusal| {
			let refusal = refusal.to_string();
			let cause = refusal.split_once('\n').map_or(&refusal[..], |(cause, _)| cause);
			format!(
				"what the node gives does not hold: {cause}\n  help: try again, as the chain may have been reorganised \
				 meanwhile, or ask another node"
			)
		})?;
		Ok((proof, proved))
	}

	async fn ancestor(&self, block: &Known) -> Result<Ancestor, String> {
		let (number, newest) = (block.header.number, self.anchor.header.number);
		let without = || {
			format!(
				"this chain has no MMR at block {newest}, so nothing older than that block can be proved by it\n  help: the \
				 chain's runtime needs `pallet-mmr`; what the state holds at block {newest} itself can be proved: leave \
				 --block out"
			)
		};
		if mmr::root_in(&self.anchor.header).is_none() {
			return Err(without());
		}
		let count = self.node.leaf_count(&self.asked).await?.ok_or_else(without)?;
		// The block that brought the first leaf, which is that of the block before it.
		let first = u64::from(self.asked.header.number).saturating_sub(count) + 1;
		let by = number.checked_add(1).ok_or_else(without)?;
		if u64::from(by) < first {
			return Err(format!(
				"block {number} is older than this chain's MMR, which begins with block {}\n  help: only a node that has \
				 the block can be asked about it; what came after can be proved",
				first - 1
			));
		}
		let proof = self.node.way_to_leaf(by, newest, &self.asked).await?;
		let [leaf_index] = proof.leaf_indices[..] else {
			return Err("the node proves something else than was asked\n  help: ask another node".into());
		};
		Ok(Ancestor { header: encoded(block), leaf_index, leaf_count: proof.leaf_count, items: proof.items })
	}
}

/// The first of the last `most` blocks up to `last`.
pub(super) fn first_searched(last: BlockNumber, most: u32) -> BlockNumber {
	last.saturating_sub(most.saturating_sub(1))
}

/// The block that a person means, which must be on the chain that the node takes for the best.
async fn find(node: &Node, wanted: &BlockId) -> Result<Known, String> {
	let none = |number: BlockNumber| {
		format!("the chain has no block {number} yet\n  help: wait for it, or name an earlier one")
	};
	match wanted {
		BlockId::Number(number) => {
			let hash = node.hash(*number).await?.ok_or_else(|| none(*number))?;
			node.block(hash).await
		}
		BlockId::Hash(hash) => {
			let block = node.block(*hash).await?;
			match node.hash(block.header.number).await? == Some(*hash) {
				true => Ok(block),
				false => Err(format!(
					"block {} ({hash:?}) is not on the chain, but on a branch that was left\n  help: name the block by its \
					 number, to have the one that is on the chain",
					block.header.number
				)),
			}
		}
	}
}
