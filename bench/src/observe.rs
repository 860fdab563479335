// SPDX-License-Identifier: Apache-2.0

//! Watching blocks.
//!
//! Two subscriptions on a connection of their own tell of every new best block and every new final one. Each block's body
//! is fetched once, and the hashes of its transactions are compared with ours. The time that counts is when the node told
//! of the block, not when its body had been fetched: a task of its own does nothing but take that time.
//!
//! A node tells of the last of several blocks only: those between it and the last known one are fetched too, and count as
//! told of at the same time.

use crate::{
	block::{Header, SignedBlock},
	chain::{within, Chain, Typed},
	ledger::Ledger,
	problem::{Problem, Result},
};
use jsonrpsee_client::{core::client::Subscription, rpc_params};
use sp_core::H256;
use std::{
	collections::{HashMap, HashSet},
	sync::Arc,
	time::Instant,
};
use tokio::sync::mpsc;

/// How many transactions of ours have which hash.
pub type Index = HashMap<[u8; 32], u32>;

/// A block with what is in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
	/// Its hash.
	pub hash: H256,
	/// Its number.
	pub number: u64,
	/// The block before.
	pub parent: H256,
	/// The time that its author put into it, in milliseconds since 1970.
	pub timestamp: Option<u64>,
	/// When the node told of it, in nanoseconds since the start.
	pub seen: u64,
	/// When the node told that it is final, likewise.
	pub finalised: Option<u64>,
	/// How many extrinsics it has, with those of others and those that nobody signs.
	pub extrinsics: usize,
	/// How many bytes they have.
	pub length: u64,
	/// What ordinary transactions took of the time and the proof that there are for them: picoseconds, and bytes.
	pub weight: Option<(u64, u64)>,
	/// Our transactions: their place in the block, and their number.
	pub ours: Vec<(u32, u32)>,
}

/// A head that the node told of.
struct Head {
	header: Header,
	at: Instant,
	is_final: bool,
}

/// Watches a chain's blocks.
pub struct Observer {
	chain: Chain,
	heads: mpsc::UnboundedReceiver<Result<Head>>,
	blocks: Blocks,
}

/// All blocks that were seen.
struct Blocks {
	ledger: Arc<Ledger>,
	index: Arc<Index>,
	seen: HashMap<H256, Seen>,
	/// The final ones, from the start on.
	finalised: Vec<H256>,
	/// The last one before the start.
	base: (H256, u64),
}

impl Observer {
	/// Begins to watch. What is final already does not matter.
	///
	/// # Errors
	///
	/// When the node is gone, or does not tell of blocks.
	pub async fn start(chain: Chain, ledger: Arc<Ledger>, index: Arc<Index>) -> Result<Self> {
		let node = &chain.node;
		let mut best =
			node.subscribe::<Header>("chain_subscribeNewHeads", "chain_unsubscribeNewHeads").await?;
		let mut last = node
			.subscribe::<Header>("chain_subscribeFinalizedHeads", "chain_unsubscribeFinalizedHeads")
			.await?;
		let base = node.finalised().await?;
		let header: Header = node.ask("chain_getHeader", rpc_params![base]).await?;
		let (sender, heads) = mpsc::unbounded_channel();
		let uri = node.uri().to_owned();
		tokio::spawn(async move {
			loop {
				let head = tokio::select! {
					head = next(&mut best, false, &uri) => head,
					head = next(&mut last, true, &uri) => head,
				};
				let is_end = head.is_err();
				if sender.send(head).is_err() || is_end {
					return;
				}
			}
		});
		let blocks = Blocks {
			ledger,
			index,
			seen: HashMap::new(),
			finalised: Vec::new(),
			base: (base, header.number),
		};
		Ok(Self { chain, heads, blocks })
	}

	/// Takes notice of the next head.
	///
	/// # Errors
	///
	/// When the node is gone.
	pub async fn step(&mut self) -> Result<()> {
		let head = self.heads.recv().await.unwrap_or_else(|| Err(Problem::new("nobody tells of blocks")))?;
		if !head.is_final {
			self.blocks.ledger.head(head.at);
		}
		let mut missing = Vec::new();
		let mut hash = head.header.hash();
		let mut number = head.header.number;
		// Back to the last known block.
		while number > self.blocks.base.1 && !self.blocks.seen.contains_key(&hash) {
			let block = self.fetch(hash, head.at).await?;
			let parent = block.0.parent;
			missing.push(block);
			hash = parent;
			number -= 1;
		}
		for (block, ours) in missing.into_iter().rev() {
			self.blocks.add(block, ours, head.at);
		}
		if head.is_final {
			self.blocks.finalise(head.header.hash(), head.at);
		}
		Ok(())
	}

	/// A block, with all hashes of its extrinsics.
	async fn fetch(&self, hash: H256, at: Instant) -> Result<(Seen, Vec<[u8; 32]>)> {
		let node = &self.chain.node;
		let fetched: Option<SignedBlock> = node.ask("chain_getBlock", rpc_params![hash]).await?;
		let block = fetched
			.ok_or_else(|| {
				Problem::new(format!("the node at {} tells of a block it does not have", node.uri()))
			})?
			.block;
		// The state may be gone, or have no such entry: then there is no weight.
		let weight = self.chain.value("System", "BlockWeight", hash).await.ok().flatten();
		let part = |name: &str| {
			let used = within(weight.as_ref(), &["normal", name]).and_then(Typed::as_u128);
			used.and_then(|used| u64::try_from(used).ok())
		};
		let hashes = block.extrinsics.iter().map(|extrinsic| sp_crypto_hashing::blake2_256(&extrinsic.0));
		let seen = Seen {
			hash,
			number: block.header.number,
			parent: block.header.parent_hash,
			timestamp: self.chain.clock.and_then(|clock| clock.time(&block.extrinsics)),
			seen: self.blocks.ledger.time(at),
			finalised: None,
			extrinsics: block.extrinsics.len(),
			length: block.extrinsics.iter().map(|extrinsic| extrinsic.0.len() as u64).sum(),
			weight: part("ref_time").zip(part("proof_size")),
			ours: Vec::new(),
		};
		Ok((seen, hashes.collect()))
	}

	/// The blocks that are final, from the start on, in order.
	pub fn finalised(&self) -> Vec<&Seen> {
		let blocks = self.blocks.finalised.iter();
		blocks.filter_map(|hash| self.blocks.seen.get(hash)).collect()
	}

	/// How many blocks were seen that did not become final, although others of their number did.
	pub fn retracted(&self) -> usize {
		let last = self.finalised().last().map_or(0, |block| block.number);
		let is_final = self.blocks.finalised.iter().collect::<HashSet<_>>();
		let lost = |block: &&Seen| block.number <= last && !is_final.contains(&block.hash);
		self.blocks.seen.values().filter(lost).count()
	}
}

async fn next(heads: &mut Subscription<Header>, is_final: bool, uri: &str) -> Result<Head> {
	match heads.next().await {
		Some(Ok(header)) => Ok(Head { header, at: Instant::now(), is_final }),
		Some(Err(error)) => {
			Err(Problem::new(format!("the node at {uri} tells of a block in an unknown form: {error}")))
		}
		None => Err(Problem::with_help(
			format!("the connection to the node at {uri} is lost"),
			"the node's log says why it ended or closed the connection",
		)),
	}
}

impl Blocks {
	/// A block whose parent is known, and the hashes of its extrinsics.
	fn add(&mut self, mut block: Seen, hashes: Vec<[u8; 32]>, at: Instant) {
		for (place, hash) in hashes.iter().enumerate() {
			if let Some(index) = self.index.get(hash) {
				self.ledger.included(*index as usize, at);
				block.ours.push((place as u32, *index));
			}
		}
		self.seen.insert(block.hash, block);
	}

	/// A block is final, and with it those before it.
	fn finalise(&mut self, hash: H256, at: Instant) {
		let last = self.finalised.last().copied().unwrap_or(self.base.0);
		let mut chain = Vec::new();
		let mut hash = hash;
		while hash != last {
			// A block before the start, or one before the last final one.
			let Some(block) = self.seen.get_mut(&hash).filter(|block| block.finalised.is_none()) else {
				break;
			};
			block.finalised = Some(self.ledger.time(at));
			for (_, index) in &block.ours {
				self.ledger.finalised(*index as usize, at);
			}
			chain.push(hash);
			hash = block.parent;
		}
		self.finalised.extend(chain.into_iter().rev());
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::ledger::Account;

	fn hash(number: u8) -> H256 {
		H256([number; 32])
	}

	/// Seven transactions, with the hashes 100 to 106.
	fn blocks() -> Blocks {
		let ledger = Arc::new(Ledger::new(7, None));
		(0..7).for_each(|index| ledger.sent(index));
		let index = (0..7u32).map(|index| ([100 + index as u8; 32], index)).collect();
		Blocks {
			ledger,
			index: Arc::new(index),
			seen: HashMap::new(),
			finalised: Vec::new(),
			base: (hash(0), 0),
		}
	}

	fn add(blocks: &mut Blocks, number: u8, parent: u8, transactions: &[u8]) {
		let block = Seen { hash: hash(number), parent: hash(parent), ..Seen::default() };
		let hashes = transactions.iter().map(|transaction| [*transaction; 32]).collect();
		blocks.add(block, hashes, Instant::now());
	}

	fn account(blocks: &Blocks) -> (usize, usize) {
		let Account { finalised, included, .. } = blocks.ledger.account(&HashSet::new());
		(finalised, included)
	}

	#[test]
	fn transactions_of_ours_are_found_in_blocks_and_others_are_not() {
		let mut blocks = blocks();
		add(&mut blocks, 1, 0, &[7, 100, 8, 106, 9]);
		assert_eq!(blocks.seen[&hash(1)].ours, [(1, 0), (3, 6)]);
		assert_eq!(account(&blocks), (0, 2));
	}

	#[test]
	fn with_a_block_those_before_it_are_final() {
		let mut blocks = blocks();
		add(&mut blocks, 1, 0, &[100]);
		add(&mut blocks, 2, 1, &[101, 102]);
		add(&mut blocks, 3, 2, &[103]);
		blocks.finalise(hash(2), Instant::now());
		assert_eq!((account(&blocks), &blocks.finalised[..]), ((3, 1), &[hash(1), hash(2)][..]));
		blocks.finalise(hash(2), Instant::now());
		blocks.finalise(hash(3), Instant::now());
		assert_eq!((account(&blocks), blocks.finalised.len()), ((4, 0), 3));
	}

	#[test]
	fn what_is_only_in_a_lost_fork_is_not_final() {
		let mut blocks = blocks();
		add(&mut blocks, 1, 0, &[100, 101]);
		add(&mut blocks, 2, 0, &[101]);
		blocks.finalise(hash(2), Instant::now());
		assert_eq!(account(&blocks), (1, 1));
		assert_eq!(blocks.finalised, [hash(2)]);
	}

	#[test]
	fn a_final_block_that_was_not_seen_changes_nothing() {
		let mut blocks = blocks();
		blocks.finalise(hash(0), Instant::now());
		blocks.finalise(hash(77), Instant::now());
		assert!(blocks.finalised.is_empty());
	}
}
