// SPDX-License-Identifier: Apache-2.0

//! Tests: what becomes of peers that send worthless blocks.
//!
//! One half goes through the import queue that a running node has, the other half through real connections: the liar is a
//! node like any other, but for what was written into its database.

use futures::{channel::mpsc, StreamExt};
use sc_consensus::{BlockImportError, BlockImportStatus, ImportQueue as _, IncomingBlock, Link};
use sc_network::PeerId;
use sp_blockchain::HeaderBackend;
use sp_consensus::{BlockOrigin, Proposal};
use sp_core::H256;
use sp_runtime::traits::{Block as _, Header as _};

use super::{
	hasher::Hasher,
	rule,
	workshop::{now_and, sealed, until, Workshop},
};
use crate::service::{Block, Parts};

/// More than a connection that is merely lost costs a peer, and less than a block that fails the first check does.
const BLAMED: i32 = -(1 << 28);

/// What the import queue says of a block.
type Outcome = Result<BlockImportStatus<u32>, BlockImportError>;

/// Hands on what the import queue says.
struct Outcomes(mpsc::UnboundedSender<Outcome>);

impl Link<Block> for Outcomes {
	fn blocks_processed(&self, _: usize, _: usize, results: Vec<(Outcome, H256)>) {
		for (outcome, _) in results {
			self.0.unbounded_send(outcome).expect("the test waits for it");
		}
	}
}

/// A block as it comes from `peer`.
fn incoming(block: Block, seal: &[u8], peer: PeerId) -> IncomingBlock<Block> {
	let (header, body) = block.deconstruct();
	let header = sealed(header, seal);
	IncomingBlock {
		hash: header.hash(),
		header: Some(header),
		body: Some(body),
		indexed_body: None,
		justifications: None,
		origin: Some(peer),
		allow_missing_state: false,
		skip_execution: false,
		import_existing: false,
		state: None,
	}
}

/// A seal of the right form for the header of `proposal`, without the work.
fn worthless(workshop: &Workshop, proposal: &Proposal<Block>) -> Vec<u8> {
	let header = proposal.block.header();
	let difficulty = workshop.difficulty(*header.parent_hash());
	workshop.work(header, |hash| !rule::suffices(hash, difficulty))
}

/// A seal for the header of `proposal` with half of the work that its difficulty takes.
fn half_worked(workshop: &Workshop, proposal: &Proposal<Block>) -> Vec<u8> {
	let header = proposal.block.header();
	let difficulty = workshop.difficulty(*header.parent_hash());
	let easier = |hash: &[u8; 32]| rule::suffices(hash, difficulty / 2) && !rule::suffices(hash, difficulty);
	workshop.work(header, easier)
}

/// The seal that an honest miner would find for the header of `proposal`.
fn honest(workshop: &Workshop, proposal: &Proposal<Block>) -> Vec<u8> {
	workshop.honest_work(proposal.block.header())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_answers_for_what_it_could_know_and_for_nothing_else() {
	let workshop = Workshop::new(&Hasher::start().expect("a thread"));
	let (genesis, peer) = (workshop.genesis(), PeerId::random());
	let with_time = |later| workshop.propose(genesis, now_and(later));
	let good = with_time(0).await;
	let seal = honest(&workshop, &good);
	let half = half_worked(&workshop, &good);
	let none = worthless(&workshop, &good);
	let good = good.block;
	// Its clock is ahead: by more than a clock can be, and by what it may be.
	let late = with_time(120_000).await;
	let late = incoming(late.block.clone(), &honest(&workshop, &late), peer);
	let hasty = with_time(55_000).await;
	let hasty = incoming(hasty.block.clone(), &honest(&workshop, &hasty), peer);
	// There was work, but the state is not what the header says.
	let (mut header, body) = good.clone().deconstruct();
	header.set_state_root(H256::repeat_byte(7));
	let false_state =
		incoming(Block::new(header.clone(), body.clone()), &workshop.honest_work(&header), peer);
	header.set_parent_hash(H256::repeat_byte(7));
	let orphan = incoming(Block::new(header, body), &seal, peer);

	let Workshop { client, parts, .. } = workshop;
	let Parts { import_queue, .. } = parts;
	let mut service = import_queue.service();
	let (sender, mut outcomes) = mpsc::unbounded();
	tokio::spawn(async move { import_queue.run(&Outcomes(sender)).await });
	for (block, reason) in [
		(incoming(good.clone(), &none, peer), "is not the work"),
		(incoming(good.clone(), &half, peer), "is not the work"),
		(incoming(good.clone(), &[], peer), "is not the work"),
		(late, "too far in the future"),
	] {
		service.import_blocks(BlockOrigin::NetworkBroadcast, vec![block]);
		match outcomes.next().await {
			Some(Err(BlockImportError::VerificationFailed(Some(blamed), why))) => {
				assert_eq!(blamed, peer);
				assert!(why.contains(reason), "{why}");
			}
			other => panic!("{reason}: {other:?}"),
		}
	}
	for (block, reason) in [(hasty, "too far in the future"), (false_state, "root must match")] {
		service.import_blocks(BlockOrigin::NetworkBroadcast, vec![block]);
		match outcomes.next().await {
			Some(Err(BlockImportError::Other(why))) => assert!(why.to_string().contains(reason), "{why}"),
			other => panic!("{other:?}"),
		}
	}
	service.import_blocks(BlockOrigin::NetworkBroadcast, vec![orphan]);
	let unknown = outcomes.next().await;
	assert!(matches!(unknown, Some(Err(BlockImportError::UnknownParent))), "{unknown:?}");
	assert_eq!(client.info().best_hash, genesis);

	service.import_blocks(BlockOrigin::NetworkBroadcast, vec![incoming(good, &seal, peer)]);
	let imported = outcomes.next().await;
	assert!(matches!(imported, Some(Ok(BlockImportStatus::ImportedUnknown(1, _, _)))), "{imported:?}");
	assert_eq!(client.info().best_number, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_that_sends_worthless_blocks_loses_its_reputation_and_the_connection() {
	let hasher = Hasher::start().expect("a thread");
	let victim = Workshop::new(&hasher).join().await;
	let genesis = victim.client.info().genesis_hash;
	type Work = fn(&Workshop, &Proposal<Block>) -> Vec<u8>;
	let lies: [(&str, u64, Work); 3] = [
		("no work", 0, worthless),
		("work for half of the difficulty", 0, half_worked),
		("two minutes ahead", 120_000, honest),
	];
	for (lie, ahead, work) in lies {
		let liar = Workshop::new(&hasher);
		assert_eq!(liar.genesis(), genesis, "one chain");
		let block = liar.propose(genesis, now_and(ahead)).await;
		let seal = work(&liar, &block);
		liar.write(block, seal).await;
		let liar = liar.join().await;
		assert_eq!(victim.network.peer_reputation(&liar.id()), 0);
		liar.dial(&victim);
		let blamed = || async { victim.network.peer_reputation(&liar.id()) < BLAMED };
		until(&format!("the blame for {lie}"), blamed).await;
		until("the end of the connection", || async { victim.sync.num_connected_peers() == 0 }).await;
		assert_eq!(victim.client.info().best_hash, genesis, "{lie}");
	}

	// The same way of making a block, with the work that it takes.
	let miner = Workshop::new(&hasher);
	let block = miner.propose(genesis, now_and(0)).await;
	let seal = honest(&miner, &block);
	let hash = miner.write(block, seal).await;
	let miner = miner.join().await;
	miner.dial(&victim);
	until("the good block", || async { victim.client.info().best_hash == hash }).await;
	assert!(victim.network.peer_reputation(&miner.id()) > BLAMED);
	assert_eq!(victim.sync.num_connected_peers(), 1);
}
