// SPDX-License-Identifier: Apache-2.0

//! Makes the blocks that the hashing threads look for a nonce for, and imports those that they find one for.
//!
//! The SDK's own worker makes one block for each best block and keeps it until it is found: its time is then that of the
//! block before, and a transaction that comes a moment later waits for the block after. Here the block is made anew
//! every few seconds. Nothing is lost by that: each hash is as likely to be the right one as any other.

use std::{
	sync::Arc,
	time::{Duration, Instant},
};

use cairn_primitives::AccountId;
use futures::{channel::mpsc, FutureExt, StreamExt};
use futures_timer::Delay;
use parity_scale_codec::Encode;
use sc_client_api::BlockchainEvents;
use sc_consensus::{BlockImport, BlockImportParams, StateAction, StorageChanges};
use sc_consensus_pow::{PowAlgorithm, PowIntermediate, INTERMEDIATE_KEY};
use sc_transaction_pool_api::TransactionPool;
use sp_consensus::{
	BlockOrigin, Environment, Proposal, ProposeArgs, Proposer as _, SelectChain as _, SyncOracle,
};
use sp_consensus_pow::POW_ENGINE_ID;
use sp_core::{H256, U256};
use sp_inherents::InherentDataProvider;
use sp_runtime::{
	traits::{Block as _, Header as _},
	Digest, DigestItem,
};
use sp_timestamp::InherentDataProvider as TimestampProvider;

use super::{
	algorithm::RandomX,
	hasher::{Found, Hasher, Job},
	metrics::{approximate, Metrics},
	rule,
};
use crate::{
	consensus::Authority,
	service::{Block, Client, Pool, Proposer, SelectChain, SharedBlockImport, SyncService},
};

/// How often to look whether there is another block to look for.
const TICK: Duration = Duration::from_millis(500);

/// How old a block may get while there are new transactions for it.
const FRESH: Duration = Duration::from_secs(2);

/// How old a block may get without them: its timestamp is that of when it was made.
const STALE: Duration = Duration::from_secs(10);

/// How long making a block may take.
const BUILD_TIME: Duration = Duration::from_millis(500);

/// How often the hash rate is measured.
const MEASURE: Duration = Duration::from_secs(10);

/// How often it is logged: after so many measurements.
const LOG_EVERY: u32 = 6;

/// A miner: what it needs to make blocks and to have nonces found.
pub(super) struct Miner {
	client: Arc<Client>,
	select_chain: SelectChain,
	proposer: Proposer,
	pool: Arc<Pool>,
	sync_service: Arc<SyncService>,
	algorithm: RandomX,
	hasher: Hasher,
	import: SharedBlockImport,
	metrics: Option<Metrics>,
	reward: AccountId,
}

/// A block without its nonce.
struct Candidate<P = Proposal<Block>> {
	parent: H256,
	pre_hash: H256,
	difficulty: U256,
	made: Instant,
	proposal: P,
}

/// What is being mined: the newest candidate, and the one that it took the place of if that has the same parent. A nonce
/// for the older one may be found while the newer one is being made, and is worth as much.
struct Candidates<P = Proposal<Block>> {
	newest: Option<Candidate<P>>,
	previous: Option<Candidate<P>>,
}

impl<P> Candidates<P> {
	fn none() -> Self {
		Self { newest: None, previous: None }
	}

	/// Forgets both.
	fn clear(&mut self) {
		*self = Self::none();
	}

	/// Makes another one the newest.
	fn replace(&mut self, made: Candidate<P>) {
		self.previous = self.newest.take().filter(|old| old.parent == made.parent);
		self.newest = Some(made);
	}

	/// The candidate that a nonce was found for, if it is one of these. Then both are gone: they have the same height.
	fn take(&mut self, pre_hash: H256) -> Option<Candidate<P>> {
		let is = |candidate: &mut Candidate<P>| candidate.pre_hash == pre_hash;
		let found = self.newest.take_if(is).or_else(|| self.previous.take_if(is))?;
		self.clear();
		Some(found)
	}
}

impl Miner {
	pub(super) fn new(
		authority: Authority,
		algorithm: RandomX,
		hasher: Hasher,
		import: SharedBlockImport,
		metrics: Option<Metrics>,
		reward: AccountId,
	) -> Self {
		let Authority { client, select_chain, proposer, pool, sync_service, .. } = authority;
		Self {
			client,
			select_chain,
			proposer,
			pool,
			sync_service,
			algorithm,
			hasher,
			import,
			metrics,
			reward,
		}
	}

	/// Mines until the node stops.
	pub(super) async fn run(mut self, mut found: mpsc::UnboundedReceiver<Found>) {
		let mut imported = self.client.import_notification_stream().fuse();
		let mut arrived = self.pool.import_notification_stream().fuse();
		let mut candidates = Candidates::none();
		let mut pending = false;
		let mut rate = Rate::new(self.hasher.hashes());
		loop {
			let mut tick = Delay::new(TICK).fuse();
			futures::select! {
				nonce = found.next() => match nonce {
					Some(nonce) => self.finish(&mut candidates, nonce).await,
					None => return,
				},
				block = imported.next() => if block.is_none() { return },
				() = tick => (),
			}
			// Only whether there are any matters.
			while arrived.next().now_or_never().flatten().is_some() {
				pending = true;
			}
			rate.measure(self.hasher.hashes(), self.metrics.as_ref());
			if self.update(&mut candidates, pending).await {
				pending = false;
			}
		}
	}

	/// Makes another candidate if it is time for one. Returns whether it did.
	async fn update(&mut self, candidates: &mut Candidates, pending: bool) -> bool {
		if self.sync_service.is_major_syncing() {
			candidates.clear();
			self.hasher.set_job(None);
			return false;
		}
		let best = match self.select_chain.best_chain().await {
			Ok(best) => best,
			Err(error) => {
				log::warn!("Cannot mine: no best block: {error}");
				return false;
			}
		};
		let parent = best.hash();
		let keep = candidates.newest.as_ref().is_some_and(|candidate| {
			let limit = if pending { FRESH } else { STALE };
			candidate.parent == parent && candidate.made.elapsed() < limit
		});
		if keep {
			return false;
		}
		match self.make(&best, parent).await {
			Ok((made, job)) => {
				if let Some(metrics) = &self.metrics {
					metrics.difficulty.set(approximate(made.difficulty));
				}
				candidates.replace(made);
				self.hasher.set_job(Some(job));
				true
			}
			Err(error) => {
				// What is being mined, if anything, is on an older block.
				if candidates.newest.as_ref().is_some_and(|candidate| candidate.parent != parent) {
					candidates.clear();
					self.hasher.set_job(None);
				}
				log::warn!("Cannot mine on {parent:?}: {error}");
				false
			}
		}
	}

	/// A candidate on top of `best`.
	async fn make(
		&mut self,
		best: &cairn_primitives::Header,
		parent: H256,
	) -> Result<(Candidate, Job), Box<dyn std::error::Error + Send + Sync>> {
		let difficulty = self.algorithm.difficulty(parent)?;
		let key = self.algorithm.key_above(parent)?;
		let miner = DigestItem::PreRuntime(POW_ENGINE_ID, self.reward.encode());
		let inherent_data = TimestampProvider::from_system_time().create_inherent_data().await?;
		let proposal = self
			.proposer
			.init(best)
			.await?
			.propose(ProposeArgs {
				inherent_data,
				inherent_digests: Digest { logs: vec![miner] },
				max_duration: BUILD_TIME,
				..Default::default()
			})
			.await?;
		let pre_hash = proposal.block.header().hash();
		let candidate = Candidate { parent, pre_hash, difficulty, made: Instant::now(), proposal };
		Ok((candidate, Job { key, pre_hash, difficulty }))
	}

	/// Imports the candidate with the nonce that was found for it.
	async fn finish(&mut self, candidates: &mut Candidates, found: Found) {
		// A nonce for a block on an older parent may still have been on its way.
		let Some(Candidate { difficulty, proposal, .. }) = candidates.take(found.pre_hash) else { return };
		// There may be a job already for another block of the same height.
		self.hasher.set_job(None);
		let (header, body) = proposal.block.deconstruct();
		let mut block = BlockImportParams::<Block>::new(BlockOrigin::Own, header);
		block.post_digests.push(DigestItem::Seal(POW_ENGINE_ID, rule::seal(found.nonce).to_vec()));
		block.body = Some(body);
		block.state_action = StateAction::ApplyChanges(StorageChanges::Changes(proposal.storage_changes));
		block.insert_intermediate(INTERMEDIATE_KEY, PowIntermediate { difficulty: Some(difficulty) });
		let header = block.post_header();
		let (hash, number) = (header.hash(), *header.number());
		match self.import.import_block(block).await {
			Ok(result) => {
				result.handle_justification::<Block>(&hash, number, &*self.sync_service);
				if let Some(metrics) = &self.metrics {
					metrics.found.inc();
				}
				log::info!("Found block {number} ({hash:?}) at difficulty {difficulty}");
			}
			Err(error) => log::warn!("Found block {number} ({hash:?}), and cannot import it: {error}"),
		}
	}
}

/// Measures the hash rate.
struct Rate {
	since: Instant,
	hashes: u64,
	measured: u32,
}

impl Rate {
	fn new(hashes: u64) -> Self {
		Self { since: Instant::now(), hashes, measured: 0 }
	}

	/// Reports the rate if it is time to, from the number of hashes made so far.
	fn measure(&mut self, hashes: u64, metrics: Option<&Metrics>) {
		let elapsed = self.since.elapsed();
		if elapsed < MEASURE {
			return;
		}
		let rate = hashes.saturating_sub(self.hashes) as f64 / elapsed.as_secs_f64();
		if let Some(metrics) = metrics {
			metrics.hash_rate.set(rate);
		}
		if self.measured == 0 {
			log::info!("Mining with {rate:.1} hashes a second");
		}
		*self = Self { since: Instant::now(), hashes, measured: (self.measured + 1) % LOG_EVERY };
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// A candidate with this parent and this name.
	fn candidate(parent: u8, name: u8) -> Candidate<u8> {
		Candidate {
			parent: H256::repeat_byte(parent),
			pre_hash: H256::repeat_byte(name),
			difficulty: U256::one(),
			made: Instant::now(),
			proposal: name,
		}
	}

	/// Which candidate a nonce for this name finishes.
	fn taken(candidates: &mut Candidates<u8>, name: u8) -> Option<u8> {
		candidates.take(H256::repeat_byte(name)).map(|candidate| candidate.proposal)
	}

	#[test]
	fn a_nonce_for_the_candidate_before_counts_while_the_parent_is_the_same() {
		for name in [1, 2] {
			let mut candidates = Candidates::none();
			candidates.replace(candidate(7, 1));
			candidates.replace(candidate(7, 2));
			assert_eq!(taken(&mut candidates, 3), None);
			assert_eq!(taken(&mut candidates, name), Some(name));
			assert_eq!([1, 2].map(|name| taken(&mut candidates, name)), [None; 2], "one block of a height");
		}
	}

	#[test]
	fn a_nonce_for_a_candidate_on_another_parent_or_two_before_is_too_late() {
		let mut candidates = Candidates::none();
		for (parent, name) in [(7, 1), (7, 2), (7, 3)] {
			candidates.replace(candidate(parent, name));
		}
		assert_eq!(taken(&mut candidates, 1), None);
		candidates.replace(candidate(8, 4));
		assert_eq!([2, 3].map(|name| taken(&mut candidates, name)), [None; 2]);
		assert_eq!(taken(&mut candidates, 4), Some(4));
	}

	#[test]
	fn nothing_is_left_after_clearing() {
		let mut candidates = Candidates::none();
		candidates.replace(candidate(7, 1));
		candidates.replace(candidate(7, 2));
		candidates.clear();
		assert_eq!([1, 2].map(|name| taken(&mut candidates, name)), [None; 2]);
	}
}
