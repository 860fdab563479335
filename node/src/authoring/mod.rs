// SPDX-License-Identifier: Apache-2.0

//! How a block is made from the transactions that wait.
//!
//! Where the runtime declares [`TransactionBatches`], the node hands it many transactions at a time (`proposer`); where
//! it does not, the SDK's proposer hands them over one by one. Both make the same blocks of the same transactions; the
//! first makes larger ones in the same time.

mod batch;
mod block;
mod closing;
mod proposer;
#[cfg(test)]
pub(crate) mod tests;

pub use block::BlockBuilder;
pub use proposer::{Proposer, ProposerFactory};

use cairn_primitives::transactions::TransactionBatches;
use sp_api::{ApiExt, ProvideRuntimeApi};
use sp_core::H256;

use crate::service::{Block, Client};

/// Whether the runtime in the state of block `at` takes many transactions in one call.
pub(crate) fn takes_batches(client: &Client, at: H256) -> bool {
	// A state that is not there is found out by whoever needs it.
	client.runtime_api().has_api::<dyn TransactionBatches<Block>>(at).unwrap_or(false)
}
