// SPDX-License-Identifier: Apache-2.0

//! The parts of a node that need no network: enough for the commands that work on a database.

use std::sync::Arc;

use sc_client_api::{backend::AuxStore, Backend as _, BlockBackend, UsageProvider};
use sc_service::{ChainType, Configuration, Error, GenesisBlockBuilder, KeystoreContainer, TaskManager};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool::Options;
use sp_blockchain::HeaderBackend;

use super::{ahead, AheadQueue, Backend, Client, Pool, SelectChain, SharedBlockImport};
use crate::{
	chain_spec::Genesis,
	consensus::{self, Engine, Grandpa, Ingredients},
	pool,
	runtime::{executor_for, Declared},
};

/// A node's parts before it joins a network.
pub struct Parts {
	/// Blocks, state and runtime calls.
	pub client: Arc<Client>,
	/// Storage.
	pub backend: Arc<Backend>,
	/// Runs the background tasks.
	pub task_manager: TaskManager,
	/// The node's keys.
	pub keystore: KeystoreContainer,
	/// The fork choice.
	pub select_chain: SelectChain,
	/// Waiting transactions.
	pub pool: Arc<Pool>,
	/// Verifies and imports blocks from elsewhere.
	pub import_queue: AheadQueue,
	/// The consensus that the chain's runtime declares.
	pub declared: Declared,
	/// Produces blocks.
	pub engine: Box<dyn Engine>,
	/// Finalises blocks, where the chain has it.
	pub grandpa: Option<Grandpa>,
	/// Telemetry, if any endpoint is configured.
	pub telemetry: Option<Telemetry>,
}

impl Parts {
	/// Opens the database and builds on it what the chain's runtime calls for.
	///
	/// With `sealing`, blocks bypass GRANDPA: they are final by decree, without votes to show for it. Without
	/// `pool_limits` the pool is the SDK's, as `config` has it.
	///
	/// # Errors
	///
	/// If the database cannot be opened, the genesis state not be built, or the runtime's consensus is unknown.
	pub fn assemble(
		config: &Configuration,
		sealing: bool,
		pool_limits: Option<Options>,
	) -> Result<Self, Error> {
		let telemetry = config
			.telemetry_endpoints
			.clone()
			.filter(|endpoints| !endpoints.is_empty())
			.map(|endpoints| -> Result<_, sc_telemetry::Error> {
				let worker = TelemetryWorker::new(16)?;
				let telemetry = worker.handle().new_telemetry(endpoints);
				Ok((worker, telemetry))
			})
			.transpose()?;

		let mut genesis = Genesis::build(&*config.chain_spec).map_err(Error::Other)?;
		let mut database = config.db_config();
		// Without the blocks that change GRANDPA's voters, this node could not serve warp sync.
		database.pruning_filters = vec![Arc::new(sc_consensus_grandpa::GrandpaPruningFilter)];
		let backend = sc_service::new_db_backend(database)?;
		check_same_chain(config, &backend, &genesis)?;
		let executor = executor_for(&config.executor);
		let genesis_block = GenesisBlockBuilder::new_with_storage(
			std::mem::take(&mut genesis.storage),
			!config.no_genesis(),
			backend.clone(),
			executor.clone(),
		)?;
		let (client, backend, keystore, task_manager) = sc_service::new_full_parts_with_genesis_builder(
			config,
			telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
			executor,
			backend,
			genesis_block,
			false,
		)?;
		let client = Arc::new(client);
		let telemetry = telemetry.map(|(worker, telemetry)| {
			task_manager.spawn_handle().spawn("telemetry", None, worker.run());
			telemetry
		});
		let telemetry_handle = telemetry.as_ref().map(|telemetry| telemetry.handle());

		let declared = declared_consensus(&client, &genesis)?;
		let select_chain = SelectChain::new(backend.clone());
		let spawner = task_manager.spawn_essential_handle();
		let pool = pool::new(pool_limits, config, client.clone(), backend.clone(), spawner);
		let pool = Arc::new(pool);

		let grandpa = declared
			.grandpa
			.then(|| Grandpa::new(client.clone(), select_chain.clone(), telemetry_handle.clone()))
			.transpose()?;
		let inner_import = match &grandpa {
			Some(grandpa) if !sealing => grandpa.block_import(),
			_ => SharedBlockImport::new(client.clone()),
		};
		let (engine, import_queue) = consensus::assemble(
			declared.production,
			Ingredients {
				client: client.clone(),
				select_chain: select_chain.clone(),
				pool: pool.clone(),
				inner_import,
				grandpa: grandpa.as_ref(),
				spawner: &task_manager.spawn_essential_handle(),
				registry: config.prometheus_registry(),
				telemetry: telemetry_handle,
			},
		)?;
		let import_queue = ahead::wrap(import_queue, &client, &pool, &task_manager);
		if let Some(registry) = config.prometheus_registry() {
			cairn_signatures::shared().register(registry)?;
		}

		Ok(Self {
			client,
			backend,
			task_manager,
			keystore,
			select_chain,
			pool,
			import_queue,
			declared,
			engine,
			grandpa,
			telemetry,
		})
	}
}

/// Chains of one id share a directory, so a database may hold another chain than the specification describes.
///
/// On a development chain that is what a new build of the runtime does, and the chain simply goes on.
fn check_same_chain(config: &Configuration, backend: &Backend, genesis: &Genesis) -> Result<(), Error> {
	let stored = backend.blockchain().hash(0)?;
	if stored.is_none_or(|stored| stored == genesis.hash) {
		return Ok(());
	}
	if config.chain_spec.chain_type() == ChainType::Live {
		return Err(Error::Other(format!(
			"the database holds another chain with the id `{}`: its genesis is {stored:?}, and the chain \
			 specification's is {:?}\n  help: give each chain an id of its own, choose another directory with \
			 --base-path, or delete the old chain with `cairn purge-chain`",
			config.chain_spec.id(),
			genesis.hash
		)));
	}
	// Where GRANDPA writes its voters: its own part of the node follows them from there, or not at all.
	let has_voters = AuxStore::get_aux(backend, b"grandpa_voters")?.is_some();
	let expected = genesis.consensus(&genesis.version).map_err(|error| Error::Other(error.to_string()))?;
	if has_voters != expected.grandpa {
		return Err(Error::Other(format!(
			"the database holds a chain with another consensus under the id `{}`\n  help: give each chain an id of its \
			 own, choose another directory with --base-path, or delete the old chain with `cairn purge-chain`",
			config.chain_spec.id()
		)));
	}
	log::warn!(
		"The database was made from another genesis than the chain specification gives, and goes on with its own. \
		 `cairn purge-chain` starts afresh."
	);
	Ok(())
}

/// Asks the runtime in the newest state that the database has.
fn declared_consensus(client: &Client, genesis: &Genesis) -> Result<Declared, Error> {
	let chain = client.usage_info().chain;
	// While a warp or fast sync is under way, the best block has no state yet, but genesis always answers.
	let hash = if chain.finalized_state.is_some() {
		chain.best_hash
	} else {
		client.block_hash(0)?.unwrap_or(chain.genesis_hash)
	};
	let version = client.runtime_version_at(hash, sp_core::traits::CallContext::Offchain)?;
	genesis.consensus(&version).map_err(|error| Error::Other(error.to_string()))
}
