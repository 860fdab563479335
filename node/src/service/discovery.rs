// SPDX-License-Identifier: Apache-2.0

//! Validators that find each other: each publishes its addresses in the network's DHT, signed with a session key,
//! and connects to those of the others.

use std::{path::PathBuf, sync::Arc};

use futures::{FutureExt, StreamExt};
use sc_authority_discovery::{new_worker_and_service_with_config, Role, WorkerConfig};
use sc_network::{
	config::NetworkConfiguration, multiaddr::Multiaddr, service::traits::NetworkService, Event,
};
use sc_service::TaskManager;
use sp_keystore::KeystorePtr;
use substrate_prometheus_endpoint::Registry;

use super::Client;

/// What the configuration says about publishing addresses. Taken out before the node's parts consume it.
pub(super) struct Discovery {
	public_addresses: Vec<Multiaddr>,
	publish_non_global_ips: bool,
	cache: Option<PathBuf>,
}

impl Discovery {
	pub(super) fn new(network: &NetworkConfiguration) -> Self {
		Self {
			public_addresses: network.public_addresses.clone(),
			publish_non_global_ips: network.allow_non_globals_in_dht,
			cache: network.net_config_path.clone(),
		}
	}

	/// Publishes this validator's addresses and looks the others' up, until the node stops.
	pub(super) fn start(
		self,
		client: Arc<Client>,
		network: Arc<dyn NetworkService>,
		keystore: KeystorePtr,
		registry: Option<Registry>,
		tasks: &TaskManager,
	) {
		let events = network.event_stream("authority-discovery").filter_map(|event| async move {
			match event {
				Event::Dht(event) => Some(event),
				_ => None,
			}
		});
		let config = WorkerConfig {
			publish_non_global_ips: self.publish_non_global_ips,
			public_addresses: self.public_addresses,
			// Every node of ours signs its records with its network identity too.
			strict_record_validation: true,
			persisted_cache_directory: self.cache,
			..Default::default()
		};
		let (worker, _service) = new_worker_and_service_with_config(
			config,
			client,
			Arc::new(network),
			Box::pin(events),
			Role::PublishAndDiscover(keystore),
			registry,
			tasks.spawn_handle(),
		);
		tasks.spawn_handle().spawn("authority-discovery", Some("networking"), worker.run().boxed());
	}
}
