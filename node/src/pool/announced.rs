// SPDX-License-Identifier: Apache-2.0

//! The pool as the network sees it, so that peers are told of transactions no faster than a connection can take them.
//!
//! The SDK tells each peer of each transaction in a message of its own when it comes, and of all that wait every 2.9 s, except
//! those that the peer is known to know, of which it remembers 10,240. A connection's queue takes 2,048 messages; the next one
//! closes the connection, with all its protocols. Then the peers connect, know nothing of what the other knows, and do it
//! again: with a few thousand transactions in a pool its node is cut off from the others, and after three times they ban it.
//!
//! So here the network is shown a part of what waits at a time, and what comes in between at a rate.

use std::{
	collections::HashMap,
	pin::Pin,
	sync::{
		atomic::{AtomicUsize, Ordering},
		Arc, Mutex, PoisonError,
	},
	thread,
	time::{Duration, Instant},
	vec,
};

use sc_transaction_pool_api::{
	ImportNotificationStream, PoolStatus, ReadyTransactions, TransactionFor, TransactionPool,
	TransactionSource, TransactionStatusStreamFor, TxHash, TxInvalidityReportMap,
};
use sp_runtime::traits::Block as BlockT;

/// So many transactions are told of at a time: half of them those that are next for a block, half of them the others in turn.
/// A connection's queue takes twice as many.
const AT_A_TIME: usize = 1024;

/// So many are told of one after the other before a rest.
const BURST: u32 = 128;

/// How long it takes to tell of a [`BURST`] at least: 8,192 transactions a second. That is more than a chain takes, so that who
/// tells of them as they come does not rest, and few enough for a connection's queue to last a quarter of a second.
const PACE: Duration = Duration::from_micros(15_625);

/// The hash of a block of the chain of `P`.
type BlockHash<P> = <<P as TransactionPool>::Block as BlockT>::Hash;

/// Transactions of `P` that are ready, in their order.
type Ready<P> = Box<dyn ReadyTransactions<Item = Arc<<P as TransactionPool>::InPoolTransaction>> + Send>;

/// A pool of which peers are told in moderation. For the network, which asks in a thread of its own, and for nobody else.
pub(crate) struct Announced<P> {
	pool: Arc<P>,
	parts: Parts,
	pace: Mutex<Pace>,
}

impl<P: TransactionPool> Announced<P> {
	/// What the network is to see of `pool`.
	pub(crate) fn new(pool: Arc<P>) -> Self {
		Self { pool, parts: Parts::default(), pace: Mutex::new(Pace::new(Instant::now())) }
	}
}

/// Whose turn it is, where there are more transactions than can be told of at a time: how many of those after the first half
/// were told of since the last of them was.
#[derive(Default)]
struct Parts(AtomicUsize);

impl Parts {
	/// Those of all that are `ready` whose turn it is.
	fn next<T>(&self, mut ready: Vec<T>) -> Vec<T> {
		if ready.len() <= AT_A_TIME {
			return ready;
		}
		let mut others = ready.split_off(AT_A_TIME / 2);
		let told = self.0.load(Ordering::Relaxed);
		let from = if told < others.len() { told } else { 0 };
		let to = others.len().min(from + AT_A_TIME / 2);
		self.0.store(to, Ordering::Relaxed);
		ready.extend(others.drain(from..to));
		ready
	}
}

/// How many transactions were told of, one by one, since when.
struct Pace {
	start: Instant,
	told: u32,
}

impl Pace {
	fn new(now: Instant) -> Self {
		Self { start: now, told: 0 }
	}

	/// Notes that another one is told of now, and returns how long to wait with it.
	fn next(&mut self, now: Instant) -> Duration {
		let elapsed = now.saturating_duration_since(self.start);
		if self.told < BURST && elapsed < PACE {
			self.told += 1;
			return Duration::ZERO;
		}
		let wait = PACE.saturating_sub(elapsed);
		*self = Self { start: now + wait, told: 1 };
		wait
	}
}

/// Some transactions, in their order.
struct Part<T>(vec::IntoIter<T>);

impl<T> Iterator for Part<T> {
	type Item = T;

	fn next(&mut self) -> Option<T> {
		self.0.next()
	}
}

impl<T> ReadyTransactions for Part<T> {
	/// Who tells peers of transactions does not execute them.
	fn report_invalid(&mut self, _: &T) {}
}

#[async_trait::async_trait]
impl<P: TransactionPool> TransactionPool for Announced<P>
where
	P::InPoolTransaction: Send + Sync + 'static,
{
	type Block = P::Block;
	type Hash = P::Hash;
	type InPoolTransaction = P::InPoolTransaction;
	type Error = P::Error;

	/// A part of those that are ready, another one each time.
	fn ready(&self) -> Ready<P> {
		let part = self.parts.next(self.pool.ready().collect());
		Box::new(Part(part.into_iter()))
	}

	/// A transaction of which peers are to be told now. It holds the thread where there were many.
	fn ready_transaction(&self, hash: &TxHash<Self>) -> Option<Arc<Self::InPoolTransaction>> {
		let transaction = self.pool.ready_transaction(hash)?;
		let wait = self.pace.lock().unwrap_or_else(PoisonError::into_inner).next(Instant::now());
		thread::sleep(wait);
		Some(transaction)
	}

	async fn submit_at(
		&self,
		at: BlockHash<P>,
		source: TransactionSource,
		transactions: Vec<TransactionFor<Self>>,
	) -> Result<Vec<Result<TxHash<Self>, Self::Error>>, Self::Error> {
		self.pool.submit_at(at, source, transactions).await
	}

	async fn submit_one(
		&self,
		at: BlockHash<P>,
		source: TransactionSource,
		transaction: TransactionFor<Self>,
	) -> Result<TxHash<Self>, Self::Error> {
		self.pool.submit_one(at, source, transaction).await
	}

	async fn submit_and_watch(
		&self,
		at: BlockHash<P>,
		source: TransactionSource,
		transaction: TransactionFor<Self>,
	) -> Result<Pin<Box<TransactionStatusStreamFor<Self>>>, Self::Error> {
		self.pool.submit_and_watch(at, source, transaction).await
	}

	async fn ready_at(&self, at: BlockHash<P>) -> Ready<P> {
		self.pool.ready_at(at).await
	}

	async fn ready_at_with_timeout(&self, at: BlockHash<P>, timeout: Duration) -> Ready<P> {
		self.pool.ready_at_with_timeout(at, timeout).await
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
}

#[cfg(test)]
mod tests {
	use std::collections::BTreeSet;

	use super::*;

	#[test]
	fn a_few_are_told_of_at_once_and_many_in_turn() {
		let parts = Parts::default();
		let few: Vec<_> = (0..AT_A_TIME).collect();
		assert_eq!(parts.next(few.clone()), few);

		let (next, all) = (0..AT_A_TIME / 2, 0..3 * AT_A_TIME + 7);
		for _ in 0..2 {
			let mut told = BTreeSet::new();
			// The last of the parts is what is left.
			for _ in 0..6 {
				let part = parts.next(all.clone().collect());
				assert!(part.len() <= AT_A_TIME);
				assert!(part.is_sorted(), "in the pool's order");
				assert!(next.clone().all(|first| part.contains(&first)), "what is next for a block");
				told.extend(part);
			}
			assert_eq!(told.len(), all.len(), "each has its turn");
		}

		// Blocks have taken most of them.
		assert_eq!(parts.next(few.clone()), few);
		assert_eq!(parts.next((0..=AT_A_TIME).collect()).len(), AT_A_TIME);
	}

	#[test]
	fn after_a_burst_there_is_a_rest() {
		let start = Instant::now();
		let mut pace = Pace::new(start);
		for _ in 0..BURST {
			assert_eq!(pace.next(start), Duration::ZERO);
		}
		let later = start + PACE / 4;
		assert_eq!(pace.next(later), PACE * 3 / 4, "the rest of the time that a burst takes");
		// Told when that was over, with the next of its burst.
		assert_eq!(pace.next(start + PACE), Duration::ZERO);

		// Those that come one by one do not wait.
		let mut now = start + PACE * 10;
		for _ in 0..3 * BURST {
			assert_eq!(pace.next(now), Duration::ZERO);
			now += PACE / (BURST - 1);
		}
	}
}
