// SPDX-License-Identifier: Apache-2.0

//! Submission and upkeep of the pool take turns.
//!
//! When a block comes, the SDK's pool makes a copy of what it has, its view of that block, and puts it in the place of the
//! one before. What is submitted meanwhile is in the old view alone until the next block. A transaction whose predecessor is
//! such a one waits for it in the new view; if there is no other view that has it by the time the block is final, the pool
//! drops it without a word, and what the sender has sent after it waits for ever. And each of them is validated twice.
//!
//! So here nothing is submitted while the pool takes note of a block, and it begins to when all that is being submitted is
//! in its view. That is not much at a time, however many wait: peers send thousands at once, and a pool that took note of no
//! block until all of them are validated would leave its author some blocks behind.

use std::{collections::HashMap, pin::Pin, sync::Arc, time::Duration};

use sc_transaction_pool_api::{
	ChainEvent, ImportNotificationStream, LocalTransactionFor, LocalTransactionPool,
	MaintainedTransactionPool, PoolStatus, TransactionFor, TransactionPool, TransactionSource,
	TransactionStatusStreamFor, TxHash, TxInvalidityReportMap,
};
use sp_runtime::traits::Block as BlockT;
use tokio::sync::{RwLock, Semaphore};

use super::{BlockHash, Ready};

/// So many submissions are on their way at a time. They are validated together, 64 in a call of the runtime, so that a few
/// calls are always ready to be made.
const AT_A_TIME: usize = 256;

/// A pool that does one of the two at a time.
pub(super) struct Turns<P> {
	pool: P,
	/// Read while something is submitted, written while the pool takes note of a block. First come, first served.
	turn: RwLock<()>,
	/// Who submits waits here for one of [`AT_A_TIME`] places, and with it for `turn`: upkeep does not stand in this queue.
	places: Semaphore,
}

impl<P> Turns<P> {
	/// Makes the submissions to `pool` and its upkeep take turns.
	pub(super) fn new(pool: P) -> Self {
		Self { pool, turn: RwLock::new(()), places: Semaphore::new(AT_A_TIME) }
	}

	/// Waits until something may be submitted. It is being submitted until what this returns is dropped.
	async fn submission(&self) -> impl Sized + '_ {
		// An error would mean that it is closed, which nobody does.
		let place = self.places.acquire().await;
		(self.turn.read().await, place)
	}
}

#[async_trait::async_trait]
impl<P: TransactionPool> TransactionPool for Turns<P> {
	type Block = P::Block;
	type Hash = P::Hash;
	type InPoolTransaction = P::InPoolTransaction;
	type Error = P::Error;

	async fn submit_at(
		&self,
		at: BlockHash<P>,
		source: TransactionSource,
		transactions: Vec<TransactionFor<Self>>,
	) -> Result<Vec<Result<TxHash<Self>, Self::Error>>, Self::Error> {
		let _submission = self.submission().await;
		self.pool.submit_at(at, source, transactions).await
	}

	async fn submit_one(
		&self,
		at: BlockHash<P>,
		source: TransactionSource,
		transaction: TransactionFor<Self>,
	) -> Result<TxHash<Self>, Self::Error> {
		let _submission = self.submission().await;
		self.pool.submit_one(at, source, transaction).await
	}

	async fn submit_and_watch(
		&self,
		at: BlockHash<P>,
		source: TransactionSource,
		transaction: TransactionFor<Self>,
	) -> Result<Pin<Box<TransactionStatusStreamFor<Self>>>, Self::Error> {
		let _submission = self.submission().await;
		self.pool.submit_and_watch(at, source, transaction).await
	}

	async fn ready_at(&self, at: BlockHash<P>) -> Ready<P> {
		self.pool.ready_at(at).await
	}

	async fn ready_at_with_timeout(&self, at: BlockHash<P>, timeout: Duration) -> Ready<P> {
		self.pool.ready_at_with_timeout(at, timeout).await
	}

	fn ready(&self) -> Ready<P> {
		self.pool.ready()
	}

	async fn report_invalid(
		&self,
		at: Option<BlockHash<P>>,
		reasons: TxInvalidityReportMap<TxHash<Self>>,
	) -> Vec<Arc<Self::InPoolTransaction>> {
		self.pool.report_invalid(at, reasons).await
	}

	fn futures(&self) -> Vec<Self::InPoolTransaction> {
		self.pool.futures()
	}

	fn status(&self) -> PoolStatus {
		self.pool.status()
	}

	fn import_notification_stream(&self) -> ImportNotificationStream<TxHash<Self>> {
		self.pool.import_notification_stream()
	}

	fn on_broadcasted(&self, to_peers: HashMap<TxHash<Self>, Vec<String>>) {
		self.pool.on_broadcasted(to_peers);
	}

	fn hash_of(&self, transaction: &TransactionFor<Self>) -> TxHash<Self> {
		self.pool.hash_of(transaction)
	}

	fn ready_transaction(&self, hash: &TxHash<Self>) -> Option<Arc<Self::InPoolTransaction>> {
		self.pool.ready_transaction(hash)
	}
}

#[async_trait::async_trait]
impl<P: MaintainedTransactionPool> MaintainedTransactionPool for Turns<P> {
	async fn maintain(&self, event: ChainEvent<Self::Block>) {
		let _turn = self.turn.write().await;
		self.pool.maintain(event).await;
	}
}

/// What the runtime submits by itself, off the chain, cannot wait: it holds the thread. It is seldom more than one a block.
impl<P: LocalTransactionPool> LocalTransactionPool for Turns<P> {
	type Block = P::Block;
	type Hash = P::Hash;
	type Error = P::Error;

	fn submit_local(
		&self,
		at: <Self::Block as BlockT>::Hash,
		transaction: LocalTransactionFor<Self>,
	) -> Result<Self::Hash, Self::Error> {
		self.pool.submit_local(at, transaction)
	}
}

#[cfg(test)]
mod tests {
	use futures::{future::join_all, poll, FutureExt};
	use sc_service::TaskManager;
	use sp_keyring::Sr25519Keyring::Alice;
	use tokio::runtime::Handle;

	use super::*;
	use crate::authoring::tests::Chain;

	#[tokio::test(flavor = "multi_thread")]
	async fn what_is_submitted_waits_for_the_pool_to_take_note_of_a_block() {
		let chain = Chain::new();
		let tasks = TaskManager::new(Handle::current(), None).expect("without metrics nothing can fail");
		let pool = Turns::new(chain.pool(&tasks));
		let transfer = |nonce| chain.transfer(Alice, nonce, 1);

		let upkeep = pool.turn.write().await;
		let mut one = pool.submit_one(chain.genesis, TransactionSource::External, transfer(0));
		let mut many = pool.submit_at(chain.genesis, TransactionSource::External, vec![transfer(1)]);
		let mut watched = pool.submit_and_watch(chain.genesis, TransactionSource::External, transfer(2));
		assert!(
			poll!(&mut one).is_pending() && poll!(&mut many).is_pending() && poll!(&mut watched).is_pending()
		);
		assert_eq!(pool.status().ready + pool.status().future, 0);
		drop(upkeep);
		one.await.expect("the transfer is valid");
		assert!(many.await.expect("the pool answers")[0].is_ok());
		let _statuses = watched.await.expect("the transfer is valid");
		assert_eq!(pool.status().ready, 3);
	}

	#[tokio::test(flavor = "multi_thread")]
	async fn the_pool_takes_note_of_a_block_when_nothing_is_being_submitted() {
		let chain = Chain::new();
		let tasks = TaskManager::new(Handle::current(), None).expect("without metrics nothing can fail");
		let pool = Turns::new(chain.pool(&tasks));

		let submission = pool.turn.read().await;
		let block = || ChainEvent::NewBestBlock { hash: chain.genesis, tree_route: None };
		assert!(pool.maintain(block()).now_or_never().is_none());
		drop(submission);
		pool.maintain(block()).await;
	}

	#[tokio::test(flavor = "multi_thread")]
	async fn the_pool_does_not_wait_for_all_that_want_to_submit() {
		let chain = Chain::new();
		let tasks = TaskManager::new(Handle::current(), None).expect("without metrics nothing can fail");
		let pool = Turns::new(chain.pool(&tasks));

		let mut submissions: Vec<_> = (0..2 * AT_A_TIME as u32)
			.map(|nonce| {
				pool.submit_one(chain.genesis, TransactionSource::External, chain.transfer(Alice, nonce, 1))
			})
			.collect();
		for submission in &mut submissions {
			assert!(poll!(submission).is_pending());
		}
		// The others neither end nor are begun.
		submissions.drain(..AT_A_TIME);
		let block = ChainEvent::NewBestBlock { hash: chain.genesis, tree_route: None };
		let noted = tokio::time::timeout(Duration::from_secs(60), pool.maintain(block)).await;
		noted.expect("the pool waits for those that have no place");
		for submitted in join_all(submissions).await {
			submitted.expect("the transfer is valid");
		}
	}
}
