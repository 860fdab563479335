// SPDX-License-Identifier: Apache-2.0
//! Balances, fees and transfers, with `subxt` and without generated code.

use crate::{rpc::Rpc, wait};
use subxt::{
	client::{OnlineClientAtBlock, OnlineClientAtBlockImpl},
	config::{substrate::SubstrateConfig, DefaultExtrinsicParamsBuilder},
	dynamic::{self, At, Value},
	ext::scale_value::Composite,
	transactions::{DynamicPayload, TransactionProgress},
	OnlineClient,
};
use subxt_signer::{sr25519::Keypair, SecretUri};

pub use subxt_signer::sr25519::dev;

/// One token of the presets, in planck.
pub const CRN: u128 = 1_000_000_000_000;

/// A chain as `subxt` sees it.
pub type Client = OnlineClient<SubstrateConfig>;

/// The chain as it is after one block.
pub type Block = OnlineClientAtBlock<SubstrateConfig>;

/// A call with its arguments.
pub type Call = DynamicPayload<Composite<()>>;

/// A transaction on its way.
pub type Progress = TransactionProgress<SubstrateConfig, OnlineClientAtBlockImpl<SubstrateConfig>>;

/// A transaction that did what it should, in a block that is final.
#[derive(Debug)]
pub struct Included {
	/// The block.
	pub block: Block,
	/// The block before.
	pub parent: Block,
	/// What its sender paid for it, in planck.
	pub fee: u128,
}

/// `subxt` over this connection.
///
/// # Panics
///
/// When the node does not answer.
pub async fn client(rpc: &Rpc) -> Client {
	client_with(rpc, SubstrateConfig::new()).await
}

/// As [`client`], with an idea of the chain that may differ from the truth.
///
/// # Panics
///
/// As [`client`].
pub async fn client_with(rpc: &Rpc, config: SubstrateConfig) -> Client {
	let client = OnlineClient::from_rpc_client_with_config(config, rpc.client()).await;
	client.unwrap_or_else(|error| panic!("subxt cannot use the node: {error}"))
}

/// The last finalised block.
///
/// # Panics
///
/// When the node does not give it.
pub async fn current(client: &Client) -> Block {
	client.at_current_block().await.expect("a chain has a last finalised block")
}

/// An account without funds, for each `name` another one.
///
/// # Panics
///
/// When `name` cannot be part of a derivation path.
pub fn fresh(name: &str) -> Keypair {
	let uri: SecretUri = format!("//Alice//{name}").parse().expect("a name makes a secret URI");
	Keypair::from_uri(&uri).expect("a derivation of a known phrase")
}

/// The call that sends `amount` planck to `to`, unless the sender would fall below the existential deposit.
pub fn transfer(to: &Keypair, amount: u128) -> Call {
	let to = Value::unnamed_variant("Id", [Value::from_bytes(to.public_key().0)]);
	dynamic::transaction("Balances", "transfer_keep_alive", Composite::unnamed([to, Value::u128(amount)]))
}

/// Signs a call and returns the transaction's bytes, sent to nobody.
///
/// # Panics
///
/// When the chain has no such call.
pub async fn signed(client: &Client, call: &Call, from: &Keypair, nonce: u64) -> Vec<u8> {
	let params = DefaultExtrinsicParamsBuilder::new().nonce(nonce).immortal().build();
	let transactions = current(client).await.tx();
	let mut signable = transactions.create_signable_offline(call, params).expect("the chain has such a call");
	signable.sign(from).expect("a development account signs anything").into_encoded()
}

/// Signs and sends a call.
///
/// # Panics
///
/// When the node refuses it.
pub async fn send(client: &Client, call: &Call, from: &Keypair) -> Progress {
	let sent = current(client).await.tx().sign_and_submit_then_watch_default(call, from).await;
	sent.unwrap_or_else(|error| panic!("the transaction is refused: {error}"))
}

/// Signs and sends a call, and waits until it is in a final block.
///
/// # Panics
///
/// When it is refused, fails, or is not final before [`wait::DEADLINE`].
pub async fn execute(client: &Client, call: &Call, from: &Keypair) -> Included {
	let progress = send(client, call, from).await;
	let included = match tokio::time::timeout(wait::DEADLINE, progress.wait_for_finalized()).await {
		Ok(Ok(included)) => included,
		other => panic!("the transaction does not become final: {other:?}"),
	};
	let events = included.wait_for_success().await;
	let events = events.unwrap_or_else(|error| panic!("the transaction failed: {error}"));
	let paid = events.iter().flatten().find(|event| event.event_name() == "TransactionFeePaid");
	let paid = paid.expect("every signed transaction pays a fee");
	let fields: Composite<()> = paid.decode_fields_unchecked_as().expect("metadata describes every event");
	let fee = fields.at("actual_fee").and_then(Value::as_u128).expect("the event tells the fee");
	let block = included.at().await.expect("the node has the block");
	let parent = block.block_header().await.expect("the node has the header").parent_hash;
	let parent = client.at_block(parent).await.expect("the node has the parent");
	Included { block, parent, fee }
}

/// What an account can spend, in planck.
///
/// # Panics
///
/// When the node does not have the state of this block.
pub async fn balance(block: &Block, account: &Keypair) -> u128 {
	let address = dynamic::storage::<([u8; 32],), Value>("System", "Account");
	let stored = block.storage().fetch(address, (account.public_key().0,)).await;
	let stored = stored.unwrap_or_else(|error| panic!("no balance: {error}"));
	balance_in(&stored.decode().expect("metadata describes accounts"), "free")
}

/// The total issuance, in planck.
///
/// # Panics
///
/// When the node does not have the state of this block.
pub async fn issuance(block: &Block) -> u128 {
	let address = dynamic::storage::<(), u128>("Balances", "TotalIssuance");
	let stored = block.storage().fetch(address, ()).await;
	stored.unwrap_or_else(|error| panic!("no issuance: {error}")).decode().expect("the issuance is a number")
}

/// The sum of what all accounts own, spendable or not, in planck.
///
/// # Panics
///
/// When the node does not have the state of this block.
pub async fn sum_of_balances(block: &Block) -> u128 {
	let address = dynamic::storage::<([u8; 32],), Value>("System", "Account");
	let mut entries = block.storage().iter(address, ()).await.expect("accounts can be listed");
	let mut sum = 0;
	while let Some(entry) = entries.next().await {
		let account =
			entry.expect("the node has the state").value().decode().expect("metadata describes accounts");
		sum += balance_in(&account, "free") + balance_in(&account, "reserved");
	}
	sum
}

fn balance_in(account: &Value, kind: &str) -> u128 {
	let amount = account.at("data").and_then(|data| data.at(kind)).and_then(Value::as_u128);
	amount.unwrap_or_else(|| panic!("no {kind} balance in {account}"))
}
