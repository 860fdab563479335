// SPDX-License-Identifier: Apache-2.0

//! The transactions that wait for a block.
//!
//! The pool is the SDK's. Before it takes a transaction, and when blocks come, it asks the runtime whether transactions are
//! valid; here such questions are gathered, and the runtime is asked many of them in one call (`validation`), about a state
//! that lasts until it has answered (`state`). Nothing is submitted while the pool takes note of a block (`turns`). Peers are
//! told of transactions no faster than a connection can take them (`announced`).

mod announced;
mod first_block;
mod state;
mod turns;
mod validation;

use std::{sync::Arc, time::Duration};

use sc_cli::{TransactionPoolParams, TransactionPoolType};
use sc_service::{Configuration, SpawnEssentialTaskHandle};
use sc_transaction_pool::{Builder, ForkAwareTxPool, Options, PoolLimit, TransactionPoolWrapper};
use sc_transaction_pool_api::{ReadyTransactions, TransactionPool};
use sp_blockchain::HeaderBackend;
use sp_runtime::traits::Block as BlockT;

pub(crate) use self::{announced::Announced, first_block::catch_up};
use self::{turns::Turns, validation::BatchedValidation};
use crate::service::{Backend, Client, Pool};

/// How long a transaction that was found invalid is not taken again, unless `--tx-ban-seconds` says otherwise.
const BAN: Duration = Duration::from_secs(30 * 60);

/// The hash of a block of the chain of the pool `P`.
type BlockHash<P> = <<P as TransactionPool>::Block as BlockT>::Hash;

/// Transactions of the pool `P` that are ready, in their order.
type Ready<P> = Box<dyn ReadyTransactions<Item = Arc<<P as TransactionPool>::InPoolTransaction>> + Send>;

/// The limits of a pool that validates transactions many at a time; `None` if the pool of one state is asked for, which
/// the SDK makes for its own way of validation only.
pub(crate) fn limits(params: &TransactionPoolParams, is_development: bool) -> Option<Options> {
	let TransactionPoolType::ForkAware = params.pool_type else { return None };
	let bytes = params.pool_kbytes.saturating_mul(1024);
	Some(Options {
		ready: PoolLimit { count: params.pool_limit, total_bytes: bytes },
		// Those that wait for others that the node has not seen. Of many that one sender submits at a time, later ones are
		// often validated first, and for a moment are of this kind: the SDK's tenth of the limit would lose them.
		future: PoolLimit { count: params.pool_limit, total_bytes: bytes },
		reject_future_transactions: false,
		ban_time: match params.tx_ban_seconds {
			Some(seconds) => Duration::from_secs(seconds),
			None if is_development => Duration::ZERO,
			None => BAN,
		},
	})
}

/// Makes a pool within `limits`, or the one that `config` asks for.
pub(crate) fn new(
	limits: Option<Options>,
	config: &Configuration,
	client: Arc<Client>,
	backend: Arc<Backend>,
	spawner: SpawnEssentialTaskHandle,
) -> Pool {
	let registry = config.prometheus_registry();
	let is_authority = config.role.is_authority();
	let Some(limits) = limits else {
		return Builder::new(spawner, client, is_authority.into())
			.with_options(config.transaction_pool.clone())
			.with_prometheus(registry)
			.build();
	};
	let chain = client.info();
	let pool = ForkAwareTxPool::new_with_background_worker(
		limits,
		is_authority.into(),
		Arc::new(BatchedValidation::new(client, backend, registry, &spawner)),
		registry,
		spawner,
		chain.best_hash,
		chain.finalized_hash,
	);
	TransactionPoolWrapper(Box::new(Turns::new(pool)))
}
