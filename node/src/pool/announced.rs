// SPDX-License-Identifier: Apache-2.0

//! The pool as the network sees it, so that peers are told of transactions no faster than a connection can take them.
//!
//! The SDK tells each peer of each transaction in a message of its own when it comes, and of all that wait every 2.9 s, except
//! those that the peer is known to know, of which it remembers 10,240. A connection's queue takes 2,048 messages; the next one
//! closes the connection, with all its protocols. Then the peers connect, know nothing of what the other knows, and do it
//! again: with a few thousand transactions in a pool its node is cut off from the others, and after three times they ban it.
//!
//! So here the network is shown a part of what waits at a time, what peers were not told of yet before the rest, and what comes in
//! between at a rate.

use std::{
	collections::{HashMap, HashSet},
	hash::Hash,
	pin::Pin,
	sync::{Arc, Mutex, MutexGuard, PoisonError},
	thread,
	time::{Duration, Instant},
	vec,
};

use sc_transaction_pool_api::{
	ImportNotificationStream, InPoolTransaction, PoolStatus, ReadyTransactions, TransactionFor,
	TransactionPool, TransactionSource, TransactionStatusStreamFor, TxHash, TxInvalidityReportMap,
};

use super::{BlockHash, Ready};

/// So many transactions are told of at a time. A connection's queue takes twice as many.
const AT_A_TIME: usize = 1024;

/// So many are told of one after the other before a rest.
const BURST: u32 = 128;

/// How long it takes to tell of a [`BURST`] at least: 8,192 transactions a second. That is more than a chain takes, so that who
/// tells of them as they come does not rest, and few enough for a connection's queue to last a quarter of a second.
const PACE: Duration = Duration::from_micros(15_625);

/// A pool of which peers are told in moderation. For the network, which asks in a thread of its own, and for nobody else.
pub(crate) struct Announced<P: TransactionPool> {
	pool: Arc<P>,
	parts: Mutex<Parts<P::Hash>>,
	pace: Mutex<Pace>,
}

impl<P: TransactionPool> Announced<P> {
	/// What the network is to see of `pool`.
	pub(crate) fn new(pool: Arc<P>) -> Self {
		Self { pool, parts: Mutex::new(Parts::new()), pace: Mutex::new(Pace::new(Instant::now())) }
	}
}

/// Whose turn it is, where there are more transactions than can be told of at a time. `H` identifies one.
struct Parts<H> {
	/// Those that wait and were told of.
	told: HashSet<H>,
	/// How many were told of again since the last of all was.
	again: usize,
}

impl<H: Eq + Hash> Parts<H> {
	fn new() -> Self {
		Self { told: HashSet::new(), again: 0 }
	}

	/// Those of all that are `ready` whose turn it is: first what nobody was told of yet, half of them at most; then the others
	/// one part after the other, for peers that have come since.
	fn next<T>(&mut self, ready: Vec<T>, hash: impl Fn(&T) -> H) -> Vec<T> {
		let all = ready.iter().map(&hash).collect::<HashSet<_>>();
		self.told.retain(|told| all.contains(told));
		if ready.len() <= AT_A_TIME {
			self.told = all;
			return ready;
		}
		let (mut new, others): (Vec<_>, Vec<_>) =
			ready.into_iter().partition(|transaction| !self.told.contains(&hash(transaction)));
		new.truncate(AT_A_TIME / 2);
		self.told.extend(new.iter().map(hash));
		let from = if self.again < others.len() { self.again } else { 0 };
		let to = others.len().min(from + AT_A_TIME - new.len());
		self.again = to;
		new.extend(others.into_iter().take(to).skip(from));
		new
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

/// Who panicked left a count behind that is as good as any.
fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
	mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
		let ready = self.pool.ready().collect();
		let part = unpoisoned(&self.parts).next(ready, |transaction: &Arc<_>| transaction.hash().clone());
		Box::new(Part(part.into_iter()))
	}

	/// A transaction of which peers are to be told now. It holds the thread where there were many.
	fn ready_transaction(&self, hash: &TxHash<Self>) -> Option<Arc<Self::InPoolTransaction>> {
		let transaction = self.pool.ready_transaction(hash)?;
		unpoisoned(&self.parts).told.insert(hash.clone());
		let wait = unpoisoned(&self.pace).next(Instant::now());
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
	use std::{collections::BTreeSet, ops::Range};

	use super::*;

	#[test]
	fn a_few_are_told_of_at_once_and_many_in_turn() {
		let mut parts = Parts::new();
		let mut told = |all: Range<usize>| parts.next(all.collect(), |transaction| *transaction);
		let few = 0..AT_A_TIME;
		assert_eq!(told(few.clone()), few.collect::<Vec<_>>());

		// As many come at once: those go first, and the others have their turn meanwhile.
		let many = 0..2 * AT_A_TIME;
		let (new, old) = (AT_A_TIME..2 * AT_A_TIME, 0..AT_A_TIME);
		let half = AT_A_TIME / 2;
		let first = new.clone().take(half).chain(old.clone().take(half));
		assert_eq!(told(many.clone()), first.collect::<Vec<_>>());
		let last = new.skip(half).chain(old.skip(half));
		assert_eq!(told(many.clone()), last.collect::<Vec<_>>());

		// All of them again and again, for peers that come later.
		for _ in 0..2 {
			let again: BTreeSet<_> = (0..3).flat_map(|_| told(many.clone())).collect();
			assert_eq!(again, many.clone().collect());
		}

		// Blocks have taken most of them.
		assert_eq!(told(7..9), [7, 8]);
		assert_eq!(parts.told.len(), 2, "what is gone is forgotten");
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
