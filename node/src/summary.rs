// SPDX-License-Identifier: Apache-2.0

//! What a node tells at start: one line for each thing that somebody who runs it needs to know.

use std::{collections::HashMap, net::SocketAddr, sync::Arc, time::Duration};

use sc_network::{
	multiaddr::{Multiaddr, Protocol},
	service::traits::NetworkService,
	NetworkStateInfo, PeerId,
};
use sc_service::{BlocksPruning, ChainSpec, Configuration, PruningMode};
use sp_core::{
	crypto::{AccountId32, Ss58Codec},
	sr25519, Pair,
};
use sp_keyring::Sr25519Keyring;

use crate::{runtime::Declared, service::RunOptions};

/// How long to wait for the network to report the addresses that it listens on.
const ADDRESS_DEADLINE: Duration = Duration::from_secs(10);

/// The facts, collected before the node's parts take its configuration.
pub(crate) struct Summary {
	lines: Vec<(&'static str, String)>,
	/// The chain whose funded accounts are listed.
	development: Option<Box<dyn ChainSpec>>,
}

impl Summary {
	/// Collects what the configuration and the chain tell.
	pub(crate) fn new(config: &Configuration, consensus: &Declared, options: &RunOptions) -> Self {
		let spec = &config.chain_spec;
		let consensus = match options.sealing {
			Some(sealing) => format!("{consensus}, replaced by {sealing}"),
			None => consensus.to_string(),
		};
		let database = match config.database.path() {
			Some(path) => format!("{} at {}", config.database, path.display()),
			None => config.database.to_string(),
		};
		Self {
			lines: vec![
				("Version", format!("{} {}", config.impl_name, config.impl_version)),
				("Name", config.network.node_name.clone()),
				("Chain", format!("{} ({})", spec.name(), spec.id())),
				("Role", role(config, options)),
				("Consensus", consensus),
				("Database", database),
			],
			development: config.dev_key_seed.as_ref().map(|_| spec.cloned_box()),
		}
	}

	/// Logs the facts, with the addresses that the node turned out to listen on.
	pub(crate) async fn print(mut self, rpc: Vec<SocketAddr>, network: Arc<dyn NetworkService>) {
		for address in rpc {
			// HTTP is served on the same port.
			self.lines.push(("JSON-RPC", format!("ws://{address}")));
		}
		for address in listen_addresses(&network).await {
			self.lines.push(("p2p", with_peer_id(address, network.local_peer_id()).to_string()));
		}
		for (what, value) in self.lines {
			log::info!("  {what:<10} {value}");
		}
		let Some(spec) = self.development else { return };
		// Asking the runtime for its genesis takes a moment, which the node has better uses for while it starts.
		let accounts = tokio::task::spawn_blocking(move || funded_accounts(&*spec)).await.unwrap_or_default();
		if !accounts.is_empty() {
			log::info!("  Funded development accounts (their keys are public: never use them elsewhere):");
		}
		for account in accounts {
			log::info!("    {account}");
		}
	}
}

/// What the node does on the network and what it keeps.
fn role(config: &Configuration, options: &RunOptions) -> String {
	let archive = matches!(config.state_pruning, Some(PruningMode::ArchiveAll))
		&& matches!(config.blocks_pruning, BlocksPruning::KeepAll);
	if options.observer {
		return "observer".into();
	}
	match (config.role.is_authority(), archive) {
		(true, true) => "validator, archive",
		(true, false) => "validator",
		(false, true) => "archive",
		(false, false) => "full",
	}
	.into()
}

/// The address at which other nodes reach this one. One of the SDK's two network backends names the peer itself.
fn with_peer_id(address: Multiaddr, peer: PeerId) -> Multiaddr {
	let bare: Multiaddr = address.iter().filter(|part| !matches!(part, Protocol::P2p(_))).collect();
	bare.with(Protocol::P2p(peer.into()))
}

/// Where the network listens, as far as it has said by the deadline; loopback first.
async fn listen_addresses(network: &Arc<dyn NetworkService>) -> Vec<Multiaddr> {
	let is_loopback = |address: &Multiaddr| {
		address.iter().next().is_some_and(|first| match first {
			Protocol::Ip4(ip) => ip.is_loopback(),
			Protocol::Ip6(ip) => ip.is_loopback(),
			_ => false,
		})
	};
	let deadline = tokio::time::Instant::now() + ADDRESS_DEADLINE;
	loop {
		let mut addresses = network.listen_addresses();
		if !addresses.is_empty() || tokio::time::Instant::now() >= deadline {
			addresses.sort_by_key(|address| (!is_loopback(address), address.to_string()));
			return addresses;
		}
		tokio::time::sleep(Duration::from_millis(50)).await;
	}
}

/// The well-known accounts to which a chain specification gives a balance, one line each.
///
/// Only a specification whose genesis is still a configuration tells; from a raw one nothing is listed.
fn funded_accounts(spec: &dyn ChainSpec) -> Vec<String> {
	let Some(genesis) = genesis_patch(spec) else {
		return Vec::new();
	};
	let Some(balances) = genesis.pointer("/balances/balances").and_then(|list| list.as_array()) else {
		return Vec::new();
	};
	let properties = spec.properties();
	let text = |key: &str| properties.get(key).and_then(|value| value.as_str()).unwrap_or_default();
	let decimals = properties.get("tokenDecimals").and_then(|value| value.as_u64()).unwrap_or_default();
	let names = well_known_accounts();
	balances
		.iter()
		.filter_map(|entry| {
			let address = entry.get(0)?.as_str()?;
			let planck: u128 = entry.get(1)?.to_string().parse().ok()?;
			let name = names.get(&AccountId32::from_ss58check(address).ok()?)?;
			let unit = 10u128.checked_pow(decimals.try_into().ok()?)?;
			Some(format!("{name:<16} {address}  {} {}", planck / unit, text("tokenSymbol")))
		})
		.collect()
}

/// The `runtimeGenesis` patch of a specification that has one.
fn genesis_patch(spec: &dyn ChainSpec) -> Option<serde_json::Value> {
	let json = spec.as_json(false).ok()?;
	let mut json: serde_json::Value = serde_json::from_str(&json).ok()?;
	let genesis = json.pointer_mut("/genesis/runtimeGenesis")?;
	if let Some(patch) = genesis.get_mut("patch") {
		return Some(patch.take());
	}
	Some(genesis.get_mut("config")?.take())
}

/// The well-known development accounts with their derivation paths, such as `//Alice`.
fn well_known_accounts() -> HashMap<AccountId32, String> {
	Sr25519Keyring::iter()
		.map(|key| key.to_seed())
		.flat_map(|path| [path.clone(), format!("{path}//stash")])
		.filter_map(|path| {
			let pair = sr25519::Pair::from_string(&path, None).ok()?;
			Some((AccountId32::new(pair.public().0), path))
		})
		.collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn well_known_accounts_are_told_from_their_addresses() {
		let names = well_known_accounts();
		let name = |account| names.get(&account).map(String::as_str);
		assert_eq!(name(Sr25519Keyring::Alice.to_account_id()), Some("//Alice"));
		assert_eq!(name(Sr25519Keyring::AliceStash.to_account_id()), Some("//Alice//stash"));
		assert_eq!(name(AccountId32::new([7; 32])), None);
	}

	#[test]
	fn a_peer_is_named_once() {
		let peer = PeerId::random();
		let bare: Multiaddr = "/ip4/127.0.0.1/tcp/30333".parse().expect("an address");
		let named = format!("{bare}/p2p/{peer}");
		assert_eq!(with_peer_id(bare, peer).to_string(), named);
		assert_eq!(with_peer_id(named.parse().expect("an address"), peer).to_string(), named);
	}
}
