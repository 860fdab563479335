// SPDX-License-Identifier: Apache-2.0

//! GRANDPA: validators vote on chains, and what two thirds of them agree on is final.

use std::{sync::Arc, time::Duration};

use jsonrpsee::RpcModule;
use sc_client_api::BlockBackend;
use sc_consensus::import_queue::BoxJustificationImport;
use sc_consensus_grandpa::{
	Config, FinalityProofProvider, GrandpaBlockImport, GrandpaParams, LinkHalf, SharedAuthoritySet,
	SharedVoterState, ThreeQuartersOfTheUnfinalizedChain, VotingRule, VotingRulesBuilder,
};
use sc_consensus_grandpa_rpc::{Grandpa as GrandpaRpc, GrandpaApiServer};
use sc_network::{
	config::FullNetworkConfiguration, service::traits::NetworkService, NetworkBackend, NotificationMetrics,
	NotificationService, ProtocolName,
};
use sc_network_sync::WarpSyncConfig;
use sc_rpc::SubscriptionTaskExecutor;
use sc_service::{Configuration, Error, Role, SpawnEssentialTaskHandle};
use sc_telemetry::TelemetryHandle;
use sp_core::H256;
use sp_keystore::KeystorePtr;
use sp_runtime::traits::NumberFor;
use substrate_prometheus_endpoint::Registry;

use crate::service::{Backend, Block, Client, Pool, SelectChain, SharedBlockImport, SyncService};

/// How long a vote is expected to take to reach all voters, where blocks come at no fixed pace, and at most elsewhere.
const GOSSIP_DURATION: Duration = Duration::from_millis(333);
/// How long it is expected to take at least, however short slots are: about a trip around the world.
const MIN_GOSSIP_DURATION: Duration = Duration::from_millis(50);

/// A proof of finality is kept and gossiped at least every so many blocks.
const JUSTIFICATION_PERIOD: u32 = 512;

/// Reads and writes of what GRANDPA knows, for one node.
pub struct Grandpa {
	block_import: GrandpaBlockImport<Backend, Block, Client, SelectChain>,
	link: LinkHalf<Block, Client, SelectChain>,
	voter_state: SharedVoterState,
}

/// What a voter needs from the network.
pub struct Gossip {
	protocol: ProtocolName,
	notifications: Box<dyn NotificationService>,
}

/// What voting needs beyond what [`Grandpa`] holds.
pub struct Voter {
	/// The node's name, for logs and telemetry.
	pub name: String,
	/// Only authorities vote.
	pub role: Role,
	/// How long a slot of the chain is, if it has slots.
	pub slot: Option<Duration>,
	/// The validator's keys.
	pub keystore: KeystorePtr,
	/// Where votes travel.
	pub gossip: Gossip,
	/// The network below it.
	pub network: Arc<dyn NetworkService>,
	/// Tells about peers and fetches missing blocks.
	pub sync_service: Arc<SyncService>,
	/// Takes reports of voters who vote twice.
	pub pool: Arc<Pool>,
	/// Runs the voter; the node ends if it does.
	pub spawn_essential: SpawnEssentialTaskHandle,
	/// Metrics.
	pub registry: Option<Registry>,
	/// Telemetry.
	pub telemetry: Option<TelemetryHandle>,
}

/// The part of GRANDPA that RPC methods answer from.
#[derive(Clone)]
pub struct GrandpaReader {
	/// The current voters.
	pub authority_set: SharedAuthoritySet<H256, NumberFor<Block>>,
	justifications: sc_consensus_grandpa::GrandpaJustificationStream<Block>,
	voter_state: SharedVoterState,
	proofs: Arc<FinalityProofProvider<Backend, Block>>,
}

impl Grandpa {
	/// Loads the voters from the database, or from the genesis state.
	///
	/// # Errors
	///
	/// If the runtime does not answer or the database cannot be read.
	pub fn new(
		client: Arc<Client>,
		select_chain: SelectChain,
		telemetry: Option<TelemetryHandle>,
	) -> Result<Self, Error> {
		let (block_import, link) = sc_consensus_grandpa::block_import(
			client.clone(),
			JUSTIFICATION_PERIOD,
			&client,
			select_chain,
			telemetry,
		)?;
		Ok(Self { block_import, link, voter_state: SharedVoterState::empty() })
	}

	/// The import step that follows changes of voters and checks proofs of finality.
	pub fn block_import(&self) -> SharedBlockImport {
		SharedBlockImport::new(self.block_import.clone())
	}

	/// Imports proofs of finality that arrive without their blocks.
	pub fn justification_import(&self) -> BoxJustificationImport<Block> {
		Box::new(self.block_import.clone())
	}

	/// What RPC methods read.
	pub fn reader(&self, backend: Arc<Backend>) -> GrandpaReader {
		GrandpaReader {
			authority_set: self.link.shared_authority_set().clone(),
			justifications: self.link.justification_stream(),
			voter_state: self.voter_state.clone(),
			proofs: FinalityProofProvider::new_for_service(
				backend,
				Some(self.link.shared_authority_set().clone()),
			),
		}
	}

	/// Lets a new node jump to the newest finalised block by following the voters' hand-overs.
	pub fn warp_sync(&self, backend: Arc<Backend>) -> WarpSyncConfig<Block> {
		WarpSyncConfig::WithProvider(Arc::new(sc_consensus_grandpa::warp_proof::NetworkProvider::new(
			backend,
			self.link.shared_authority_set().clone(),
			Vec::new(),
		)))
	}

	/// Registers the protocol over which votes travel.
	///
	/// # Errors
	///
	/// If the client has no genesis block.
	pub fn join_network<N: NetworkBackend<Block, H256>>(
		config: &Configuration,
		client: &Client,
		network: &mut FullNetworkConfiguration<Block, H256, N>,
		metrics: NotificationMetrics,
	) -> Result<Gossip, Error> {
		let genesis =
			client.block_hash(0)?.ok_or_else(|| Error::Other("the database has no genesis block".into()))?;
		let protocol = sc_consensus_grandpa::protocol_standard_name(&genesis, &config.chain_spec);
		let (protocol_config, notifications) = sc_consensus_grandpa::grandpa_peers_set_config::<_, N>(
			protocol.clone(),
			metrics,
			network.peer_store_handle(),
		);
		network.add_notification_protocol(protocol_config);
		Ok(Gossip { protocol, notifications })
	}

	/// Starts following the others' votes, and voting if there are keys to vote with.
	///
	/// # Errors
	///
	/// If the state that the voter resumes from cannot be read.
	pub fn start(self, voter: Voter) -> Result<(), Error> {
		let task = sc_consensus_grandpa::run_grandpa_voter(GrandpaParams {
			config: Config {
				gossip_duration: gossip_duration(voter.slot),
				justification_generation_period: JUSTIFICATION_PERIOD,
				name: Some(voter.name),
				observer_enabled: false,
				keystore: voter.role.is_authority().then_some(voter.keystore),
				local_role: voter.role,
				telemetry: voter.telemetry.clone(),
				protocol_name: voter.gossip.protocol,
			},
			link: self.link,
			network: voter.network,
			sync: voter.sync_service,
			notification_service: voter.gossip.notifications,
			voting_rule: voting_rule(voter.slot),
			prometheus_registry: voter.registry,
			shared_voter_state: self.voter_state,
			telemetry: voter.telemetry,
			offchain_tx_pool_factory: super::offchain_pool(&voter.pool),
		})?;
		voter.spawn_essential.spawn_blocking("grandpa-voter", None, task);
		Ok(())
	}
}

/// How long a vote is expected to take to reach all voters.
///
/// A round takes four times as long if nothing is late: voters say after two what they have seen, and settle after four.
/// So it bounds finality from below, and a tenth of a slot makes a block final before the next one comes. Votes that take
/// longer do no harm but that a round finalises less than it could.
fn gossip_duration(slot: Option<Duration>) -> Duration {
	slot.map_or(GOSSIP_DURATION, |slot| (slot / 10).clamp(MIN_GOSSIP_DURATION, GOSSIP_DURATION))
}

/// Which of the blocks that a voter knows it votes for.
///
/// Where blocks come in slots, that is the best one. Two at a height are rare, and voters that follow different ones still
/// finalise what is below both. Proof of work finds several at a height all the time: there the SDK's rule holds, of staying
/// two blocks behind the best. In both, when much is unfinalised, votes go for three quarters of it, which all have.
fn voting_rule(slot: Option<Duration>) -> impl VotingRule<Block, Client> + Clone {
	match slot {
		Some(_) => VotingRulesBuilder::new().add(ThreeQuartersOfTheUnfinalizedChain).build(),
		None => VotingRulesBuilder::default().build(),
	}
}

impl GrandpaReader {
	/// Adds GRANDPA's RPC methods.
	///
	/// # Errors
	///
	/// If a method of that name exists already.
	pub fn add_rpc(
		&self,
		module: &mut RpcModule<()>,
		executor: SubscriptionTaskExecutor,
	) -> Result<(), Error> {
		let grandpa = GrandpaRpc::new(
			executor,
			self.authority_set.clone(),
			self.voter_state.clone(),
			self.justifications.clone(),
			self.proofs.clone(),
		);
		module.merge(grandpa.into_rpc()).map_err(|error| Error::Other(error.to_string()))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_round_fits_into_a_slot_unless_votes_cannot_be_as_fast() {
		let of = |ms| gossip_duration(Some(Duration::from_millis(ms))).as_millis();
		assert_eq!(of(1_000), 100);
		assert_eq!(of(250), 50);
		assert_eq!(of(6_000), 333);
		assert_eq!(gossip_duration(None).as_millis(), 333);
	}
}
