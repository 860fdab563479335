// SPDX-License-Identifier: Apache-2.0

//! How a chain's blocks are produced and finalised.
//!
//! The runtime's declared APIs decide ([`Declared`]). Each way of producing blocks
//! is an [`Engine`] in a file of its own; GRANDPA, the finality gadget, works on top of any of them. To add an
//! engine: write its file, name it in `Production`, and build it in [`assemble`].

mod aura;
mod babe;
mod grandpa;
pub mod pow;
mod sealing;
mod slots;

pub use grandpa::{Grandpa, GrandpaReader, Voter};
pub use sealing::{Commands, Sealing};

use std::{sync::Arc, time::Duration};

use jsonrpsee::RpcModule;
use sc_service::SpawnEssentialTaskHandle;
use sc_telemetry::TelemetryHandle;
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_keystore::KeystorePtr;
use sp_runtime::traits::NumberFor;
use substrate_prometheus_endpoint::Registry;

use crate::{
	runtime::{Declared, Production},
	service::{
		Backend, Block, Client, ImportQueue, Pool, Proposer, SelectChain, SharedBlockImport, SyncService,
	},
};

/// A way of producing blocks.
///
/// Made once per node; [`Engine::author`] or [`Engine::seal`] is then called on validators and development
/// nodes only.
pub trait Engine: Send + Sync {
	/// Starts the tasks that produce blocks when it is this node's turn.
	///
	/// # Errors
	///
	/// What the engine's own start-up reports.
	fn author(&self, authority: Authority) -> Result<(), sc_service::Error>;

	/// Starts producing a block for every command, whosever turn it is: for development.
	///
	/// # Errors
	///
	/// A message if this node cannot stand in for every block producer of the chain.
	fn seal(&self, authority: Authority, commands: Commands) -> Result<(), sc_service::Error>;

	/// How long a slot is; `None` where blocks come at no fixed pace, and often several at a height.
	fn slot(&self) -> Option<Duration>;

	/// Adds the engine's RPC methods.
	///
	/// # Errors
	///
	/// If a method of that name exists already.
	fn add_rpc(&self, module: &mut RpcModule<()>, context: &RpcContext<'_>) -> Result<(), sc_service::Error>;
}

/// What every engine is made from.
pub struct Ingredients<'a> {
	/// Blocks, state and runtime calls.
	pub client: Arc<Client>,
	/// The fork choice.
	pub select_chain: SelectChain,
	/// Waiting transactions.
	pub pool: Arc<Pool>,
	/// The import step below the engine's own.
	pub inner_import: SharedBlockImport,
	/// GRANDPA, where the chain has it.
	pub grandpa: Option<&'a Grandpa>,
	/// Where the import queue's tasks run.
	pub spawner: &'a SpawnEssentialTaskHandle,
	/// Metrics.
	pub registry: Option<&'a Registry>,
	/// Telemetry.
	pub telemetry: Option<TelemetryHandle>,
}

/// What an engine needs to produce blocks.
pub struct Authority {
	/// Blocks, state and runtime calls.
	pub client: Arc<Client>,
	/// The fork choice.
	pub select_chain: SelectChain,
	/// Makes the blocks.
	pub proposer: Proposer,
	/// Waiting transactions.
	pub pool: Arc<Pool>,
	/// The validator's keys.
	pub keystore: KeystorePtr,
	/// Tells whether the node is still catching up.
	pub sync_service: Arc<SyncService>,
	/// Who mines here, and for whom, where the chain's consensus is proof of work.
	pub mining: pow::Mining,
	/// Produce blocks even while alone on the network.
	pub force_authoring: bool,
	/// Where tasks run whose end must end the node.
	pub spawn_essential: SpawnEssentialTaskHandle,
	/// Telemetry.
	pub telemetry: Option<TelemetryHandle>,
}

/// What the engines' RPC methods are made from.
pub struct RpcContext<'a> {
	/// The chain specification that the node was started with.
	pub chain_spec: &'a dyn sc_service::ChainSpec,
	/// The validator's keys.
	pub keystore: KeystorePtr,
	/// GRANDPA's set of authorities, where the chain has it.
	pub authority_set: Option<sc_consensus_grandpa::SharedAuthoritySet<sp_core::H256, NumberFor<Block>>>,
}

/// Builds the engine that a chain declares, and the queue that verifies blocks from elsewhere with it.
///
/// # Errors
///
/// What the engine's own construction reports, such as a runtime that does not answer its API.
pub fn assemble(
	production: Production,
	ingredients: Ingredients<'_>,
) -> Result<(Box<dyn Engine>, ImportQueue), sc_service::Error> {
	match production {
		Production::Aura => aura::assemble(ingredients),
		Production::Babe => babe::assemble(ingredients),
		Production::Pow => pow::assemble(ingredients),
	}
}

/// Undoes what the engine and GRANDPA, where the chain has it, wrote beside the chain about the last `blocks` blocks.
///
/// # Errors
///
/// What the client's storage reports.
pub fn revert(
	consensus: Declared,
	client: Arc<Client>,
	backend: Arc<Backend>,
	blocks: NumberFor<Block>,
) -> Result<(), sc_service::Error> {
	match consensus.production {
		// Writes nothing beside the chain.
		Production::Aura | Production::Pow => {}
		Production::Babe => sc_consensus_babe::revert(client.clone(), backend, blocks)?,
	}
	if consensus.grandpa {
		sc_consensus_grandpa::revert(client, blocks)?;
	}
	Ok(())
}

/// Lets import steps submit equivocation reports to the pool.
pub fn offchain_pool(pool: &Arc<Pool>) -> OffchainTransactionPoolFactory<Block> {
	OffchainTransactionPoolFactory::new(pool.clone())
}

/// Spawner of a group's essential tasks.
fn spawn_authoring(
	spawner: &SpawnEssentialTaskHandle,
	name: &'static str,
	task: impl std::future::Future<Output = ()> + Send + 'static,
) {
	spawner.spawn_blocking(name, Some("block-authoring"), task);
}
