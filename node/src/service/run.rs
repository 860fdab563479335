// SPDX-License-Identifier: Apache-2.0

//! The running node: network, pool, RPC, and the tasks of its role.

use std::sync::Arc;

use futures::FutureExt;
use sc_client_api::Backend as _;
use sc_network::{
	config::{FullNetworkConfiguration, NetworkBackendType, SyncMode},
	Litep2pNetworkBackend, NetworkBackend, NetworkWorker,
};
use sc_offchain::{OffchainWorkerOptions, OffchainWorkers};
use sc_service::{Configuration, Error, TaskManager};
use sp_core::H256;

use super::{best_block, discovery::Discovery, Block, Parts, Proposer, SharedBlockImport, SyncService};
use crate::{
	consensus::{self, pow::Mining, Authority, Engine, Grandpa, RpcContext, Sealing, Voter},
	mmr, pool,
	rpc::{self, RpcDependencies},
	runtime::Production,
	summary::Summary,
};

/// What a running node is told beyond the SDK's configuration.
#[derive(Clone, Debug, Default)]
pub struct RunOptions {
	/// Make blocks on demand rather than by the chain's consensus.
	pub sealing: Option<Sealing>,
	/// Serve what indexers and explorers ask for, which costs more than other nodes are to spend.
	pub observer: bool,
	/// Who mines here, and for whom, where the chain's consensus is proof of work.
	pub mining: Mining,
	/// The limits of a pool that validates transactions many at a time. Without, the pool is as the configuration has it.
	pub pool_limits: Option<sc_transaction_pool::Options>,
}

/// A node that runs.
pub struct Node {
	/// What it does. Dropped, it asks its tasks to end.
	pub tasks: TaskManager,
	/// What must be there for as long as tasks are.
	pub shared: Shared,
}

/// The other ends of channels that tasks of the SDK listen to.
///
/// A task may be in the middle of a step when the node is told to stop, and look at its channel once more. If those who could
/// write to it have ended by then, synchronisation panics, and GRANDPA's voter reports that its safety is violated. The pool is
/// not among them: it has a thread that ends only when the pool is gone.
pub struct Shared {
	_sync_service: Arc<SyncService>,
	_grandpa: Option<SharedBlockImport>,
}

/// Starts the node that `config` describes.
///
/// # Errors
///
/// Whatever keeps a part from starting; nothing is left running.
pub fn run(config: Configuration, options: RunOptions) -> Result<Node, Error> {
	match config.network.network_backend {
		NetworkBackendType::Libp2p => run_with::<NetworkWorker<Block, H256>>(config, options),
		NetworkBackendType::Litep2p => run_with::<Litep2pNetworkBackend>(config, options),
	}
}

fn run_with<N: NetworkBackend<Block, H256>>(
	config: Configuration,
	options: RunOptions,
) -> Result<Node, Error> {
	let Parts {
		client,
		backend,
		mut task_manager,
		keystore,
		select_chain,
		pool,
		import_queue,
		declared,
		engine,
		grandpa,
		mut telemetry,
	} = Parts::assemble(&config, options.sealing.is_some(), options.pool_limits.clone())?;
	check_mining(&config, declared.production, &options.mining)?;
	let engine: Arc<dyn Engine> = engine.into();
	let telemetry_handle = telemetry.as_ref().map(|telemetry| telemetry.handle());
	let keystore = keystore.keystore();
	let votes = grandpa.is_some() && options.sealing.is_none() && !config.disable_grandpa;

	let mut network_config = FullNetworkConfiguration::<Block, H256, N>::new(
		&config.network,
		config.prometheus_registry().cloned(),
	);
	let metrics = N::register_notification_metrics(config.prometheus_registry());
	let gossip = votes
		.then(|| Grandpa::join_network(&config, &client, &mut network_config, metrics.clone()))
		.transpose()?;
	let (network, system_rpc_tx, tx_handler_controller, sync_service, _) =
		sc_service::build_network(sc_service::BuildNetworkParams {
			config: &config,
			net_config: network_config,
			client: client.clone(),
			transaction_pool: Arc::new(pool::Announced::new(pool.clone())),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: grandpa.as_ref().map(|grandpa| grandpa.warp_sync(backend.clone())),
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		})?;
	task_manager.spawn_handle().spawn(
		"best-block-after-finality",
		Some("networking"),
		best_block::tell(client.clone(), sync_service.clone()),
	);

	if config.offchain_worker.enabled {
		let workers = OffchainWorkers::new(OffchainWorkerOptions {
			runtime_api_provider: client.clone(),
			keystore: Some(keystore.clone()),
			offchain_db: backend.offchain_storage(),
			transaction_pool: Some(consensus::offchain_pool(&pool)),
			network_provider: Arc::new(network.clone()),
			is_validator: config.role.is_authority(),
			enable_http_requests: true,
			custom_extensions: |_| Vec::new(),
		})?;
		task_manager.spawn_handle().spawn(
			"offchain-workers-runner",
			Some("offchain-worker"),
			workers.run(client.clone(), task_manager.spawn_handle()).boxed(),
		);
	}

	let sealing = options.sealing.map(|sealing| sealing.commands(client.clone(), pool.clone()));
	let grandpa_reader = grandpa.as_ref().map(|grandpa| grandpa.reader(backend.clone()));
	let rpc_builder = {
		let dependencies = RpcDependencies {
			client: client.clone(),
			pool: pool.clone(),
			grandpa: grandpa_reader.clone(),
			mmr: backend.offchain_storage().filter(|_| declared.mmr),
			sealing: sealing.as_ref().map(|(_, sender)| sender.clone()),
			traces: options.observer,
		};
		let (engine, keystore) = (engine.clone(), keystore.clone());
		let chain_spec = config.chain_spec.cloned_box();
		Box::new(move |executor| {
			let mut module = rpc::module(&dependencies, executor)?;
			let context = RpcContext {
				chain_spec: &*chain_spec,
				keystore: keystore.clone(),
				authority_set: dependencies.grandpa.as_ref().map(|grandpa| grandpa.authority_set.clone()),
			};
			engine.add_rpc(&mut module, &context)?;
			Ok(module)
		})
	};

	if declared.mmr {
		let finality = declared.grandpa || options.sealing.is_some();
		mmr::start(client.clone(), backend.clone(), finality, &task_manager);
	}

	let summary = Summary::new(&config, &declared, &options);
	let (role, force_authoring) = (config.role, config.force_authoring);
	let node_name = config.network.node_name.clone();
	let registry = config.prometheus_registry().cloned();
	// Where blocks are sealed on demand there is one node only.
	let discovery = (role.is_authority() && declared.authority_discovery && options.sealing.is_none())
		.then(|| Discovery::new(&config.network));
	task_manager.spawn_handle().spawn(
		"transaction-pool-first-block",
		Some("transaction-pool"),
		pool::catch_up(&client, pool.clone()),
	);
	let rpc_handlers = sc_service::spawn_tasks(sc_service::SpawnTasksParams {
		config,
		client: client.clone(),
		backend,
		task_manager: &mut task_manager,
		keystore: keystore.clone(),
		transaction_pool: pool.clone(),
		rpc_builder,
		network: network.clone(),
		system_rpc_tx,
		tx_handler_controller,
		sync_service: sync_service.clone(),
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})?;
	let rpc_addresses: Vec<_> =
		rpc_handlers.listen_addresses().iter().filter_map(rpc::socket_address).collect();
	rpc::send_at_once(&rpc_addresses);
	task_manager.spawn_handle().spawn(
		"start-up-summary",
		None,
		summary.print(rpc_addresses, network.clone()),
	);

	if let Some(discovery) = discovery {
		discovery.start(client.clone(), network.clone(), keystore.clone(), registry.clone(), &task_manager);
	}
	if role.is_authority() {
		let authority = Authority {
			client: client.clone(),
			select_chain,
			proposer: Proposer::new(
				task_manager.spawn_handle(),
				client,
				pool.clone(),
				registry.as_ref(),
				telemetry_handle.clone(),
			),
			pool: pool.clone(),
			keystore: keystore.clone(),
			sync_service: sync_service.clone(),
			mining: options.mining,
			force_authoring,
			spawn_essential: task_manager.spawn_essential_handle(),
			telemetry: telemetry_handle.clone(),
		};
		match sealing {
			Some((commands, _)) => engine.seal(authority, commands)?,
			None => engine.author(authority)?,
		}
	}
	let shared =
		Shared { _sync_service: sync_service.clone(), _grandpa: grandpa.as_ref().map(Grandpa::block_import) };
	if let (Some(grandpa), Some(gossip)) = (grandpa, gossip) {
		grandpa.start(Voter {
			name: node_name,
			role,
			slot: engine.slot(),
			keystore,
			gossip,
			network,
			sync_service,
			pool,
			spawn_essential: task_manager.spawn_essential_handle(),
			registry,
			telemetry: telemetry_handle,
		})?;
	}
	Ok(Node { tasks: task_manager, shared })
}

/// Refuses what a chain's block production cannot do with these options.
fn check_mining(config: &Configuration, production: Production, mining: &Mining) -> Result<(), Error> {
	let refused = |reason: String| Err(Error::Other(reason));
	if production != Production::Pow {
		return match mining.threads {
			0 => Ok(()),
			_ => refused(format!(
				"--mining-threads is for chains by proof of work, and this chain's blocks are made by {}\n  help: leave \
				 it out",
				production.name()
			)),
		};
	}
	if config.network.sync_mode != SyncMode::Full {
		return refused(
			"a chain by proof of work is synchronised in full only: the work of a block is checked with the state of \
			 its parent\n  help: leave --sync out, or use --sync full"
				.into(),
		);
	}
	if mining.threads > 0 && !config.role.is_authority() {
		return refused(
			"--mining-threads makes blocks, and this node is not a validator\n  help: add --validator, or leave \
			 --mining-threads out"
				.into(),
		);
	}
	Ok(())
}
