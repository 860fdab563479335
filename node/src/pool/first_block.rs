// SPDX-License-Identifier: Apache-2.0

//! A pool that missed the first block is told of it.
//!
//! The SDK's task that tells the pool of blocks listens from when it first runs. A node that seals on demand may have a
//! block before: the pool would hold its transactions, and those who watch them would wait, until the next block comes.

use std::{sync::Arc, time::Duration};

use futures::{Future, FutureExt, StreamExt};
use sc_client_api::BlockchainEvents;
use sc_transaction_pool_api::MaintainedTransactionPool;

use crate::service::{Block, Client};

/// How long the pool has to take note of a block by itself.
const PATIENCE: Duration = Duration::from_secs(2);

/// Listens for blocks from now on. The future ends when `pool` knows the first of them, or a later one.
pub(crate) fn catch_up<P>(client: &Client, pool: Arc<P>) -> impl Future<Output = ()>
where
	P: MaintainedTransactionPool<Block = Block> + 'static,
{
	let mut imported = client.import_notification_stream();
	let mut finalised = client.finality_notification_stream();
	async move {
		let Some(block) = imported.next().await else { return };
		let noted = tokio::time::timeout(PATIENCE, pool.ready_at(block.hash)).await.is_ok();
		if noted || imported.next().now_or_never().is_some() {
			return;
		}
		log::debug!(target: "txpool", "the pool missed the first block, {:?}", block.hash);
		pool.maintain(block.into()).await;
		if let Some(Some(block)) = finalised.next().now_or_never() {
			pool.maintain(block.into()).await;
		}
	}
}

#[cfg(test)]
mod tests {
	use sc_service::TaskManager;
	use sc_transaction_pool_api::{InPoolTransaction, TransactionPool, TransactionSource, TransactionStatus};
	use sp_keyring::Sr25519Keyring::Alice;
	use tokio::runtime::Handle;

	use super::*;
	use crate::authoring::tests::Chain;

	#[tokio::test(flavor = "multi_thread")]
	async fn the_first_block_is_not_missed() {
		let chain = Chain::new();
		let tasks = TaskManager::new(Handle::current(), None).expect("without metrics nothing can fail");
		let pool = Arc::new(chain.pool(&tasks));
		let known = catch_up(&chain.client, pool.clone());
		let transfer = chain.transfer(Alice, 0, 1);
		let mut status = pool
			.submit_and_watch(chain.genesis, TransactionSource::External, transfer)
			.await
			.expect("the transfer is valid");
		assert_eq!(status.next().await, Some(TransactionStatus::Ready));

		let transactions: Vec<_> = pool.ready().map(|transaction| (**transaction.data()).clone()).collect();
		chain.seal(&transactions).await;
		assert_eq!(pool.status().ready, 1, "it was not told");
		known.await;
		assert!(matches!(status.next().await, Some(TransactionStatus::InBlock(_))));
		assert!(matches!(status.next().await, Some(TransactionStatus::Finalized(_))));
		assert_eq!(pool.status().ready, 0);
	}
}
