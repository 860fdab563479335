// SPDX-License-Identifier: Apache-2.0

//! The JSON-RPC methods that the SDK's server does not bring by itself.
//!
//! Added here: accounts' nonces and dry runs (`system`), fees (`payment`), GRANDPA, block statistics (`dev`), proofs
//! about old blocks where the chain has what they go by (`mmr`), on observers tracing (`trace`), and on development nodes sealing (`engine`). The engine adds its own.

#[cfg(target_os = "linux")]
mod at_once;
mod mmr;
mod trace;

use std::{
	net::{IpAddr, SocketAddr},
	sync::Arc,
};

use cairn_primitives::{AccountId, Balance, BlockNumber, Nonce};
use futures::channel::mpsc;
use jsonrpsee::RpcModule;
use mmr_rpc::{Mmr, MmrApiServer};
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use sc_consensus_manual_seal::{
	rpc::{ManualSeal, ManualSealApiServer},
	EngineCommand,
};
use sc_network::multiaddr::{Multiaddr, Protocol};
use sc_rpc::{
	dev::{Dev, DevApiServer},
	SubscriptionTaskExecutor,
};
use sc_service::Error;
use sp_core::H256;
use substrate_frame_rpc_system::{System, SystemApiServer};

use crate::{
	consensus::GrandpaReader,
	service::{Block, Client, Pool},
};

/// What the methods answer from.
pub struct RpcDependencies {
	/// Blocks, state and runtime calls.
	pub client: Arc<Client>,
	/// Waiting transactions.
	pub pool: Arc<Pool>,
	/// GRANDPA, where the chain has it.
	pub grandpa: Option<GrandpaReader>,
	/// Where the tree of blocks is, where the chain has one.
	pub mmr: Option<mmr::Storage>,
	/// Where requests for blocks go, on a node that seals on demand.
	pub sealing: Option<mpsc::Sender<EngineCommand<H256>>>,
	/// Whether blocks can be traced.
	pub traces: bool,
}

/// The address that a server listens on, from the form in which the SDK tells it.
pub(crate) fn socket_address(address: &Multiaddr) -> Option<SocketAddr> {
	let mut parts = address.iter();
	let ip = match parts.next()? {
		Protocol::Ip4(ip) => IpAddr::V4(ip),
		Protocol::Ip6(ip) => IpAddr::V6(ip),
		_ => return None,
	};
	match parts.next()? {
		Protocol::Tcp(port) => Some(SocketAddr::new(ip, port)),
		_ => None,
	}
}

/// Has what the server on these addresses sends leave at once, where the system can.
#[cfg_attr(not(target_os = "linux"), allow(unused_variables))]
pub(crate) fn send_at_once(addresses: &[SocketAddr]) {
	#[cfg(target_os = "linux")]
	if let Err(error) = at_once::send_at_once(addresses) {
		log::debug!(target: "rpc", "small messages in a row may wait for each other: {error}");
	}
}

/// Builds the methods that do not depend on how blocks are produced.
///
/// # Errors
///
/// If two methods have the same name.
pub fn module(from: &RpcDependencies, executor: SubscriptionTaskExecutor) -> Result<RpcModule<()>, Error> {
	let mut module = RpcModule::new(());
	let system = System::<Pool, Client, Block>::new(from.client.clone(), from.pool.clone());
	let system = SystemApiServer::<H256, AccountId, Nonce>::into_rpc(system);
	merge(&mut module, system)?;
	let payment = TransactionPayment::<Client, Block>::new(from.client.clone());
	let payment = TransactionPaymentApiServer::<
		H256,
		pallet_transaction_payment_rpc_runtime_api::RuntimeDispatchInfo<Balance>,
	>::into_rpc(payment);
	merge(&mut module, payment)?;
	merge(&mut module, Dev::<Block, Client>::new(from.client.clone()).into_rpc())?;
	if let Some(grandpa) = &from.grandpa {
		grandpa.add_rpc(&mut module, executor)?;
	}
	if let Some(storage) = &from.mmr {
		let methods = mmr::Limited(Mmr::new(from.client.clone(), storage.clone()));
		merge(&mut module, MmrApiServer::<H256, BlockNumber, H256>::into_rpc(methods))?;
	}
	if from.traces {
		trace::add(&mut module, from.client.clone())?;
	}
	if let Some(sender) = &from.sealing {
		merge(&mut module, ManualSeal::new(sender.clone()).into_rpc())?;
	}
	Ok(module)
}

fn merge(into: &mut RpcModule<()>, methods: impl Into<jsonrpsee::Methods>) -> Result<(), Error> {
	into.merge(methods).map_err(|error| Error::Other(error.to_string()))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn addresses_of_the_server_are_told_from_others() {
		let told = |text: &str| {
			socket_address(&text.parse().expect("an address")).map(|address| address.to_string())
		};
		assert_eq!(told("/ip4/127.0.0.1/tcp/9944").as_deref(), Some("127.0.0.1:9944"));
		assert_eq!(told("/ip6/::1/tcp/9944").as_deref(), Some("[::1]:9944"));
		assert_eq!(told("/dns/host/tcp/1"), None);
	}
}
