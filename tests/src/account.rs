// SPDX-License-Identifier: Apache-2.0
//! Accounts and what they do: balances, calls, fees, with `subxt` and without generated code.

use crate::{
	events::{self, Event},
	rpc::Rpc,
	state, value, wait,
};
use subxt::{
	client::{OnlineClientAtBlock, OnlineClientAtBlockImpl},
	config::{substrate::SubstrateConfig, DefaultExtrinsicParamsBuilder, Hasher},
	dynamic::{self, At, Value},
	ext::scale_value::Composite,
	transactions::{DynamicPayload, Payload, TransactionInBlock, TransactionProgress},
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

/// An account, as the chain knows it.
pub type Id = [u8; 32];

/// The treasury's account, which is derived from the name of its pallet.
pub const TREASURY: Id = *b"modlcairn/tr\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

/// A transaction that did what it should, in a block that is final.
#[derive(Debug)]
pub struct Included {
	/// The block.
	pub block: Block,
	/// The block before.
	pub parent: Block,
	/// What its sender paid for it, in planck.
	pub fee: u128,
	/// What it reported.
	pub events: Vec<Event>,
}

impl Included {
	/// What the transaction reported under this name.
	///
	/// # Panics
	///
	/// When it did not report it.
	pub fn event(&self, pallet: &str, name: &str) -> &Event {
		let found = self.events.iter().find(|event| event.is(pallet, name));
		found.unwrap_or_else(|| panic!("no {pallet}.{name} in {:#?}", self.events))
	}
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
	derived(&format!("//Alice//{name}"))
}

/// The account of a development validator that has its stake: `//Alice//stash` for `Alice`.
///
/// # Panics
///
/// When `name` cannot be part of a derivation path.
pub fn stash(name: &str) -> Keypair {
	derived(&format!("//{name}//stash"))
}

fn derived(path: &str) -> Keypair {
	let uri: SecretUri = path.parse().expect("a name makes a secret URI");
	Keypair::from_uri(&uri).expect("a derivation of a known phrase")
}

/// The account that belongs to a key pair.
pub fn id(account: &Keypair) -> Id {
	account.public_key().0
}

/// The call `pallet.name` with its arguments in order.
pub fn call(pallet: &str, name: &str, args: impl IntoIterator<Item = Value>) -> Call {
	dynamic::transaction(pallet, name, Composite::unnamed(args))
}

/// The call that sends `amount` planck to `to`, unless the sender would fall below the existential deposit.
pub fn transfer(to: &Keypair, amount: u128) -> Call {
	transfer_to(id(to), amount)
}

/// As [`transfer`], to an account whose key nobody need have.
pub fn transfer_to(to: Id, amount: u128) -> Call {
	call("Balances", "transfer_keep_alive", [value::address(to), Value::u128(amount)])
}

/// The call that makes all of these or none.
pub fn all_of(calls: impl IntoIterator<Item = Call>) -> Call {
	call("Utility", "batch_all", [value::list(calls.into_iter().map(Call::into_value))])
}

/// The call that makes `inner` as root, for the holder of the sudo key.
pub fn sudo(inner: Call) -> Call {
	call("Sudo", "sudo", [inner.into_value()])
}

/// A call's bytes, which are what a preimage holds.
///
/// # Panics
///
/// When the chain has no such call.
pub async fn encoded(client: &Client, call: &Call) -> Vec<u8> {
	current(client).await.tx().call_data(call).expect("the chain has such a call")
}

/// The hash that the chain uses for everything, of `bytes`.
pub async fn hash(client: &Client, bytes: &[u8]) -> [u8; 32] {
	current(client).await.hasher().hash(bytes).0
}

/// How many transactions the account has made, in final blocks.
///
/// # Panics
///
/// When the node does not answer.
pub async fn nonce(client: &Client, of: &Keypair) -> u64 {
	let account = of.public_key().to_account_id();
	current(client).await.tx().account_nonce(&account).await.expect("every account has a nonce")
}

/// Signs a call and returns the transaction's bytes, sent to nobody.
///
/// # Panics
///
/// When the chain has no such call.
pub async fn signed(client: &Client, call: &Call, from: &Keypair, nonce: u64) -> Vec<u8> {
	signed_with_tip(client, call, from, nonce, 0).await
}

/// As [`signed`], with a tip in planck.
///
/// # Panics
///
/// When the chain has no such call.
pub async fn signed_with_tip(client: &Client, call: &Call, from: &Keypair, nonce: u64, tip: u128) -> Vec<u8> {
	let params = DefaultExtrinsicParamsBuilder::new().nonce(nonce).tip(tip).immortal().build();
	let transactions = current(client).await.tx();
	let mut signable = transactions.create_signable_offline(call, params).expect("the chain has such a call");
	signable.sign(from).expect("a development account signs anything").into_encoded()
}

/// Signs and sends a call.
///
/// # Panics
///
/// When the node refuses it.
pub async fn send<C: Payload>(client: &Client, call: &C, from: &Keypair) -> Progress {
	let sent = current(client).await.tx().sign_and_submit_then_watch_default(call, from).await;
	sent.unwrap_or_else(|error| panic!("the transaction is refused: {error}"))
}

/// Signs and sends a call, and waits until it is in a final block.
///
/// # Panics
///
/// When it is refused, fails, or is not final before [`wait::DEADLINE`].
pub async fn execute<C: Payload>(client: &Client, call: &C, from: &Keypair) -> Included {
	success(client, send(client, call, from).await).await
}

/// As [`execute`], for several calls, sent one after the other without waiting in between. Each has another sender.
///
/// # Panics
///
/// As [`execute`].
pub async fn execute_each(
	client: &Client,
	calls: impl IntoIterator<Item = (Call, Keypair)>,
) -> Vec<Included> {
	let mut sent = Vec::new();
	for (call, from) in calls {
		sent.push(send(client, &call, &from).await);
	}
	let mut included = Vec::new();
	for progress in sent {
		included.push(success(client, progress).await);
	}
	included
}

/// Signs and sends a call that must fail, waits until it is in a final block, and tells why it failed: for an
/// error of a pallet `Pallet::Error`, otherwise a sentence.
///
/// # Panics
///
/// When it is refused, succeeds, or is not final before [`wait::DEADLINE`].
pub async fn failure<C: Payload>(client: &Client, call: &C, from: &Keypair) -> String {
	let included = in_final_block(send(client, call, from).await).await;
	let failure = included.wait_for_success().await.expect_err("the transaction must fail");
	failure.to_string()
}

async fn in_final_block(
	progress: Progress,
) -> TransactionInBlock<SubstrateConfig, OnlineClientAtBlockImpl<SubstrateConfig>> {
	match tokio::time::timeout(wait::DEADLINE, progress.wait_for_finalized()).await {
		Ok(Ok(included)) => included,
		other => panic!("the transaction does not become final: {other:?}"),
	}
}

async fn success(client: &Client, progress: Progress) -> Included {
	let included = in_final_block(progress).await;
	let reported = included.wait_for_success().await;
	let reported = reported.unwrap_or_else(|error| panic!("the transaction failed: {error}"));
	let events = reported.iter().map(events::decoded).collect::<Vec<_>>();
	let paid = events.iter().find(|event| event.is("TransactionPayment", "TransactionFeePaid"));
	let fee = paid.expect("every signed transaction pays a fee").number("actual_fee");
	let block = included.at().await.expect("the node has the block");
	let parent = block.block_header().await.expect("the node has the header").parent_hash;
	let parent = client.at_block(parent).await.expect("the node has the parent");
	Included { block, parent, fee, events }
}

/// What an account has that is neither reserved nor on hold, in planck.
///
/// # Panics
///
/// When the node does not have the state of this block.
pub async fn balance(block: &Block, account: &Keypair) -> u128 {
	balance_of(block, id(account)).await
}

/// As [`balance`], of an account whose key nobody need have.
///
/// # Panics
///
/// As [`balance`].
pub async fn balance_of(block: &Block, account: Id) -> u128 {
	balance_in(&account_in(block, account).await, "free")
}

/// What of an account is reserved or on hold: deposits and stake, in planck.
///
/// # Panics
///
/// As [`balance`].
pub async fn reserved(block: &Block, account: &Keypair) -> u128 {
	balance_in(&account_in(block, id(account)).await, "reserved")
}

async fn account_in(block: &Block, account: Id) -> Value {
	let stored = state::read(block, "System", "Account", [value::account(account)]).await;
	stored.expect("an account that does not exist reads as an empty one")
}

/// The total issuance, in planck.
///
/// # Panics
///
/// When the node does not have the state of this block.
pub async fn issuance(block: &Block) -> u128 {
	state::read(block, "Balances", "TotalIssuance", []).await.expect("without tokens it reads as zero")
}

/// The sum of what all accounts own, spendable or not, in planck.
///
/// # Panics
///
/// When the node does not have the state of this block.
pub async fn sum_of_balances(block: &Block) -> u128 {
	let accounts = state::by_account(block, "System", "Account").await;
	accounts.values().map(|account| balance_in(account, "free") + balance_in(account, "reserved")).sum()
}

fn balance_in(account: &Value, kind: &str) -> u128 {
	let amount = account.at("data").and_then(|data| data.at(kind)).and_then(Value::as_u128);
	amount.unwrap_or_else(|| panic!("no {kind} balance in {account}"))
}
