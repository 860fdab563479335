// SPDX-License-Identifier: Apache-2.0

//! The concrete types that the node is assembled from, named once.

use std::sync::Arc;

use sc_consensus::{BlockCheckParams, BlockImport, BlockImportParams, ImportResult};
use sc_executor::WasmExecutor;
use sp_consensus::Error as ConsensusError;

pub use cairn_primitives::opaque::Block;

/// What a runtime's Wasm may call on the node. Signatures that were verified once are remembered.
pub type HostFunctions = cairn_signatures::HostFunctions;
/// Executes runtimes. There is no native execution: the Wasm in the state is the only truth.
pub type Executor = WasmExecutor<HostFunctions>;
/// Storage of blocks and state.
pub type Backend = sc_service::TFullBackend<Block>;
/// Blocks, state and calls into the runtime.
pub type Client = sc_service::TFullClient<Block, crate::runtime::RuntimeApi, Executor>;
/// Fork choice: the longest chain that contains every finalised block.
pub type SelectChain = sc_consensus::LongestChain<Backend, Block>;
/// Transactions that wait for a block.
pub type Pool = sc_transaction_pool::TransactionPoolHandle<Block, Client>;
/// Makes blocks out of the pool's transactions.
pub type Proposer = crate::authoring::ProposerFactory;
/// Follows the network's chain.
pub type SyncService = sc_network_sync::SyncingService<Block>;
/// Verifies and imports blocks that come from elsewhere.
pub type ImportQueue = sc_consensus::import_queue::DefaultImportQueue<Block>;

/// A step of the block import pipeline that several owners can hold, whatever its concrete type.
///
/// Engines wrap the step below them without knowing whether it is a finality gadget or the client itself.
#[derive(Clone)]
pub struct SharedBlockImport(Arc<dyn BlockImport<Block, Error = ConsensusError> + Send + Sync>);

impl SharedBlockImport {
	/// Makes `import` shareable.
	pub fn new(import: impl BlockImport<Block, Error = ConsensusError> + Send + Sync + 'static) -> Self {
		Self(Arc::new(import))
	}
}

#[async_trait::async_trait]
impl BlockImport<Block> for SharedBlockImport {
	type Error = ConsensusError;

	async fn check_block(&self, block: BlockCheckParams<Block>) -> Result<ImportResult, Self::Error> {
		self.0.check_block(block).await
	}

	async fn import_block(&self, block: BlockImportParams<Block>) -> Result<ImportResult, Self::Error> {
		self.0.import_block(block).await
	}
}
