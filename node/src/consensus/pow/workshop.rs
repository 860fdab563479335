// SPDX-License-Identifier: Apache-2.0

//! Nodes on which tests make blocks by hand, good ones and worthless ones.
//!
//! A [`Workshop`] is assembled as every node is, with the import queue that a running node has. What tests write into its
//! database bypasses the checks, as somebody would do who changes the program. [`Workshop::join`] puts it on the network
//! with what it has.

use std::{
	any::Any,
	fs,
	future::Future,
	sync::Arc,
	time::{Duration, Instant},
};

use cairn_primitives::Header;
use clap::Parser;
use sc_chain_spec::ChainType;
use sc_cli::{CliConfiguration, RunCmd};
use sc_consensus::{BlockImport, BlockImportParams, ForkChoiceStrategy, StateAction, StorageChanges};
use sc_network::{
	config::{FullNetworkConfiguration, MultiaddrWithPeerId},
	service::traits::NetworkService,
	Litep2pNetworkBackend, NetworkBackend, PeerId,
};
use sc_service::{BuildNetworkParams, Configuration};
use sp_api::ProvideRuntimeApi;
use sp_blockchain::HeaderBackend;
use sp_consensus::{BlockOrigin, Environment, Proposal, ProposeArgs, Proposer as _};
use sp_consensus_pow::{DifficultyApi, POW_ENGINE_ID};
use sp_core::{H256, U256};
use sp_inherents::InherentDataProvider;
use sp_runtime::{
	traits::{Block as _, Header as _},
	Digest, DigestItem,
};
use sp_timestamp::{InherentDataProvider as TimestampProvider, Timestamp};
use tempfile::TempDir;

use super::{hasher::Hasher, rule};
use crate::{
	chain_spec::{ChainSpec, Extensions},
	cli::Cli,
	runtime::GenesisBuilder,
	service::{Block, Client, Parts, Proposer, SharedBlockImport, SyncService},
};

/// How hard the first two blocks are: a hash takes some 20 to 50 ms.
pub(super) const DIFFICULTY: u64 = 8;

/// How long making a block may take.
const BUILD_TIME: Duration = Duration::from_millis(400);

/// How long anything may take that tests wait for.
const DEADLINE: Duration = Duration::from_secs(60);

/// Now, in milliseconds since 1970, and so many later.
pub(super) fn now_and(later: u64) -> u64 {
	Timestamp::current().as_millis() + later
}

/// Waits until `check` holds.
///
/// # Panics
///
/// When it does not before [`DEADLINE`].
pub(super) async fn until<Fut: Future<Output = bool>>(what: &str, mut check: impl FnMut() -> Fut) {
	let start = Instant::now();
	while !check().await {
		assert!(start.elapsed() < DEADLINE, "waited in vain for: {what}");
		tokio::time::sleep(Duration::from_millis(10)).await;
	}
}

/// A header with a seal at its end.
pub(super) fn sealed(mut header: Header, seal: &[u8]) -> Header {
	header.digest_mut().push(DigestItem::Seal(POW_ENGINE_ID, seal.to_vec()));
	header
}

/// A node without network, with the genesis of the preset `local` but for [`DIFFICULTY`].
pub(super) struct Workshop {
	/// Blocks, state and runtime calls.
	pub(super) client: Arc<Client>,
	/// The node, as it is assembled before it joins a network.
	pub(super) parts: Parts,
	config: Configuration,
	hasher: Hasher,
	folder: TempDir,
}

impl Workshop {
	/// Opens one with an empty database. Several may share a `hasher`, which takes memory.
	pub(super) fn new(hasher: &Hasher) -> Self {
		let folder = tempfile::tempdir().expect("a temporary folder can be made");
		let config = configuration(&folder);
		let parts = Parts::assemble(&config, false, None).expect("a node of this chain");
		Self { client: parts.client.clone(), parts, config, hasher: hasher.clone(), folder }
	}

	/// The hash of block 0, which is the key for the first thousands of blocks.
	pub(super) fn genesis(&self) -> H256 {
		self.client.info().genesis_hash
	}

	/// The difficulty of the child of `parent`.
	pub(super) fn difficulty(&self, parent: H256) -> U256 {
		self.client.runtime_api().difficulty(parent).expect("the runtime tells it")
	}

	/// A block without transactions on `parent`, with this time, in milliseconds since 1970. It has no seal yet.
	pub(super) async fn propose(&self, parent: H256, time: u64) -> Proposal<Block> {
		let header =
			self.client.header(parent).expect("the database is readable").expect("the parent is there");
		let time = TimestampProvider::new(Timestamp::new(time));
		let miner = DigestItem::PreRuntime(POW_ENGINE_ID, vec![1; 32]);
		let Parts { pool, task_manager, .. } = &self.parts;
		let mut proposers =
			Proposer::new(task_manager.spawn_handle(), self.client.clone(), pool.clone(), None, None);
		let proposer = proposers.init(&header).await.expect("a proposer");
		let proposal = proposer.propose(ProposeArgs {
			inherent_data: time.create_inherent_data().await.expect("a number can be encoded"),
			inherent_digests: Digest { logs: vec![miner] },
			max_duration: BUILD_TIME,
			..Default::default()
		});
		proposal.await.expect("an empty block")
	}

	/// The hash of `header`, which has no seal, with the nonce in `seal`. The key is that of the first blocks.
	pub(super) fn hash(&self, header: &Header, seal: &[u8]) -> [u8; 32] {
		let nonce = rule::nonce(seal).expect("a seal");
		self.hasher.hash(self.genesis(), &rule::input(&header.hash(), nonce)).expect("a hash")
	}

	/// The first seal for `header` whose hash `fits`.
	pub(super) fn work(&self, header: &Header, fits: impl Fn(&[u8; 32]) -> bool) -> Vec<u8> {
		let seals = (0..).map(|nonce| rule::seal(nonce).to_vec());
		let mut good = seals.filter(|seal| fits(&self.hash(header, seal)));
		good.next().expect("there are more nonces than anybody can try")
	}

	/// The seal that an honest miner would find for `header`.
	pub(super) fn honest_work(&self, header: &Header) -> Vec<u8> {
		let difficulty = self.difficulty(*header.parent_hash());
		self.work(header, |hash| rule::suffices(hash, difficulty))
	}

	/// Writes a block into the database as the new best one, below all checks, and returns its hash.
	pub(super) async fn write(&self, proposal: Proposal<Block>, seal: Vec<u8>) -> H256 {
		let (header, body) = proposal.block.deconstruct();
		let mut block = BlockImportParams::new(BlockOrigin::Own, header);
		block.post_digests.push(DigestItem::Seal(POW_ENGINE_ID, seal));
		block.body = Some(body);
		block.state_action = StateAction::ApplyChanges(StorageChanges::Changes(proposal.storage_changes));
		self.insert(block).await
	}

	/// Writes so many headers on top of `parent` into the database, without bodies and states, the last as the new best
	/// block, and returns their hashes.
	pub(super) async fn write_headers(&self, mut parent: H256, count: u32) -> Vec<H256> {
		let number =
			self.client.number(parent).expect("the database is readable").expect("the parent is there");
		let mut hashes = Vec::new();
		for number in number + 1..=number + count {
			let header = Header::new(number, H256::zero(), H256::zero(), parent, Digest::default());
			let mut block = BlockImportParams::new(BlockOrigin::NetworkInitialSync, header);
			block.state_action = StateAction::Skip;
			parent = self.insert(block).await;
			hashes.push(parent);
		}
		hashes
	}

	async fn insert(&self, mut block: BlockImportParams<Block>) -> H256 {
		block.fork_choice = Some(ForkChoiceStrategy::Custom(true));
		let hash = block.post_header().hash();
		let below = SharedBlockImport::new(self.client.clone());
		below.import_block(block).await.expect("the client takes what it is given");
		assert_eq!(self.client.info().best_hash, hash);
		hash
	}

	/// Joins the network as every node does, with the blocks that are there. It keeps to this machine.
	pub(super) async fn join(self) -> Joined {
		let Self { client, parts, config, hasher: _, folder } = self;
		let net_config =
			FullNetworkConfiguration::<Block, H256, Litep2pNetworkBackend>::new(&config.network, None);
		let Parts { pool, task_manager, import_queue, .. } = parts;
		let (network, requests, transactions, sync, _) = sc_service::build_network(BuildNetworkParams {
			config: &config,
			net_config,
			client: client.clone(),
			transaction_pool: pool,
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: None,
			block_relay: None,
			metrics: <Litep2pNetworkBackend as NetworkBackend<Block, H256>>::register_notification_metrics(
				None,
			),
			gap_sync_body_policy: None,
		})
		.expect("a network");
		until("an address", || async { !network.listen_addresses().is_empty() }).await;
		let running = Box::new((task_manager, requests, transactions));
		Joined { client, network, sync, _running: running, _folder: folder }
	}
}

/// A node on the network. Dropping it ends it.
pub(super) struct Joined {
	/// Blocks, state and runtime calls.
	pub(super) client: Arc<Client>,
	/// Its connections.
	pub(super) network: Arc<dyn NetworkService>,
	/// What it synchronises with.
	pub(super) sync: Arc<SyncService>,
	_running: Box<dyn Any>,
	_folder: TempDir,
}

impl Joined {
	/// Its name on the network.
	pub(super) fn id(&self) -> PeerId {
		self.network.local_peer_id()
	}

	/// Connects to `other`, and again whenever the connection is lost.
	pub(super) fn dial(&self, other: &Self) {
		let address = other.network.listen_addresses().first().expect("it listens").to_string();
		let place = address.split("/p2p/").next().unwrap_or_default();
		let address: MultiaddrWithPeerId = format!("{place}/p2p/{}", other.id()).parse().expect("an address");
		self.network.add_reserved_peer(address).expect("a valid address");
	}
}

/// What a node is told that is started with a chain spec and keeps to this machine.
fn configuration(folder: &TempDir) -> Configuration {
	let code = cairn_work_runtime::WASM_BINARY.expect("built with its Wasm");
	let mut genesis = GenesisBuilder::new(code).preset(Some("local")).expect("the preset");
	genesis["difficulty"]["initialDifficulty"] = DIFFICULTY.into();
	let spec = ChainSpec::builder(code, Extensions::default())
		.with_name("Workshop")
		.with_id("workshop")
		.with_chain_type(ChainType::Local)
		.with_genesis_config_patch(genesis)
		.build();
	let file = folder.path().join("chain.json");
	fs::write(&file, spec.as_json(false).expect("JSON")).expect("a temporary file can be written");
	let [file, base] = [&*file, folder.path()].map(|path| path.to_str().expect("temporary paths are UTF-8"));
	let chain = ["cairn", "--chain", file, "--base-path", base, "--listen-addr", "/ip4/127.0.0.1/tcp/0"];
	let quiet = ["--no-mdns", "--no-prometheus", "--no-telemetry"];
	let run = RunCmd::parse_from(chain.into_iter().chain(quiet));
	run.create_configuration(&Cli::parse_from(["cairn"]), tokio::runtime::Handle::current())
		.expect("a configuration")
}
