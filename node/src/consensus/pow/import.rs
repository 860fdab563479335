// SPDX-License-Identifier: Apache-2.0

//! Blocks are imported one after the other, whether found here or elsewhere.
//!
//! The SDK's import compares a block's total difficulty with that of the best block, and only then hands the block on.
//! If two imports ran at a time, both could find themselves heavier than the same best block, and the lighter of them
//! could be the last to be made the best.

use std::sync::Arc;

use futures::lock::Mutex;
use sc_consensus::{BlockCheckParams, BlockImport, BlockImportParams, ImportResult};
use sp_consensus::Error as ConsensusError;

use crate::service::{Block, SharedBlockImport};

/// The import step around the SDK's.
pub(super) struct OneByOne {
	inner: SharedBlockImport,
	turn: Arc<Mutex<()>>,
}

impl OneByOne {
	pub(super) fn new(inner: SharedBlockImport) -> Self {
		Self { inner, turn: Arc::default() }
	}
}

#[async_trait::async_trait]
impl BlockImport<Block> for OneByOne {
	type Error = ConsensusError;

	async fn check_block(&self, block: BlockCheckParams<Block>) -> Result<ImportResult, Self::Error> {
		self.inner.check_block(block).await
	}

	async fn import_block(&self, block: BlockImportParams<Block>) -> Result<ImportResult, Self::Error> {
		let _turn = self.turn.lock().await;
		self.inner.import_block(block).await
	}
}
