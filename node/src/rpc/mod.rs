// SPDX-License-Identifier: Apache-2.0

//! The JSON-RPC methods that the SDK's server does not bring by itself.
//!
//! Added here: accounts' nonces and dry runs (`system`), fees (`payment`), GRANDPA, block statistics (`dev`), proofs
//! about old blocks where the chain has what they go by (`mmr`), on observers tracing (`trace`), and on development nodes sealing (`engine`). The engine adds its own.

mod mmr;
mod trace;

use std::sync::Arc;

use cairn_primitives::{AccountId, Balance, BlockNumber, Nonce};
use futures::channel::mpsc;
use jsonrpsee::RpcModule;
use mmr_rpc::{Mmr, MmrApiServer};
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use sc_consensus_manual_seal::{
	rpc::{ManualSeal, ManualSealApiServer},
	EngineCommand,
};
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
