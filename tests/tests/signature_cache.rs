// SPDX-License-Identifier: Apache-2.0
//! `--signature-cache`: nodes that remember signatures and nodes that do not come to the same chain.

use cairn_tests::{
	account::{balance_of, client, current, dev, execute_each, fresh, id, transfer_to, Client, Id, CRN},
	chain_spec::ChainSpec,
	http,
	node::{Builder, Node},
	port, wait,
};
use serde_json::{json, Value};
use sp_core::{ed25519, Pair};
use subxt::{
	config::{substrate::SubstrateConfig, DefaultExtrinsicParamsBuilder},
	transactions::Signer,
	utils::{AccountId32, MultiSignature},
};
use subxt_signer::ecdsa;

/// So many transfers are signed in the way of most.
const OF_MOST: u64 = 60;
/// So many in each other way.
const OF_OTHERS: u64 = 3;

/// A node, and the port where its metrics are.
struct Measured {
	node: Node,
	metrics: u16,
}

impl Measured {
	async fn start(builder: Builder, entries: u32) -> Self {
		let metrics = port::free();
		let args = ["--prometheus-port", &metrics.to_string(), "--signature-cache", &entries.to_string()];
		Self { node: builder.with_metrics().args(args).start().await, metrics }
	}

	/// What `/metrics` tells under this name.
	async fn number(&self, name: &str) -> u64 {
		let answer = http::get(self.metrics, "/metrics").await;
		let name = format!("cairn_signature_cache_{name}{{");
		let line = answer.body.lines().find(|line| line.starts_with(&name));
		let value = line.and_then(|line| line.rsplit(' ').next()).and_then(|value| value.parse().ok());
		value.unwrap_or_else(|| panic!("no {name} in {}", answer.body))
	}

	/// Asserts that it remembered signatures and answered from memory, or did neither.
	async fn assert_remembers(&self, remembers: bool) {
		assert!(self.number("misses_total").await > 0, "each signature is verified at least once");
		let [hits, entries] = [self.number("hits_total").await, self.number("entries").await];
		assert_eq!((hits > 0, entries > 0), (remembers, remembers), "{hits} hits, {entries} entries");
		assert!(remembers || self.number("ahead_total").await == 0, "nor does it look ahead in vain");
	}
}

/// An account whose signatures are of Ed25519.
struct Ed25519(ed25519::Pair);

impl Signer<SubstrateConfig> for Ed25519 {
	fn account_id(&self) -> AccountId32 {
		AccountId32(self.0.public().0)
	}

	fn sign(&self, payload: &[u8]) -> MultiSignature {
		MultiSignature::Ed25519(self.0.sign(payload).0)
	}
}

fn account_of(signer: &impl Signer<SubstrateConfig>) -> Id {
	signer.account_id().0
}

/// A transfer that is good for ever, as the bytes that are sent.
async fn signed(client: &Client, to: Id, from: &impl Signer<SubstrateConfig>, nonce: u64) -> Vec<u8> {
	let params = DefaultExtrinsicParamsBuilder::new().nonce(nonce).immortal().build();
	let transactions = current(client).await.tx();
	let call = transfer_to(to, CRN);
	let mut signable = transactions.create_signable_offline(&call, params).expect("there is such a call");
	signable.sign(from).expect("it signs anything").into_encoded()
}

async fn submit(node: &Node, transaction: &[u8]) {
	node.call("author_submitExtrinsic", hex_of(transaction)).await;
}

/// Asserts that the node refuses the transaction with another amount than was signed. Each `bit` makes it another amount: what
/// was refused once is refused for some time whatever its signature.
async fn assert_forgeries_are_refused(node: &Node, transactions: &[&Vec<u8>], bit: u8) {
	for transaction in transactions {
		let mut forged = (*transaction).clone();
		*forged.last_mut().expect("a transaction has bytes") ^= bit;
		let refused = node.refusal("author_submitExtrinsic", hex_of(&forged)).await;
		assert_eq!((refused.code, refused.data.as_str()), (1010, "Transaction has a bad signature"));
	}
}

fn hex_of(bytes: &[u8]) -> Value {
	json!([format!("0x{}", hex::encode(bytes))])
}

/// A node that remembers `of_maker` signatures makes a chain, and one that remembers `of_follower` follows it.
async fn one_chain(of_maker: u32, of_follower: u32) {
	let patch = json!({ "launchConfig": { "slotDuration": 500 } });
	let spec = ChainSpec::patched("development", &patch).await;
	let maker = Measured::start(Builder::sole_validator(spec.path()), of_maker).await;
	let client = client(&maker.node).await;
	let of_ed25519 = Ed25519(ed25519::Pair::from_seed(&[5; 32]));
	let of_ecdsa = ecdsa::dev::alice();
	let funded = [account_of(&of_ed25519), account_of(&of_ecdsa)];
	let funding = funded.map(|account| transfer_to(account, 100 * CRN));
	execute_each(&client, funding.into_iter().zip([dev::bob(), dev::charlie()])).await;

	let receiver = id(&fresh("signature-cache"));
	let mut transactions = Vec::new();
	for number in 0..OF_MOST {
		transactions.push(signed(&client, receiver, &dev::dave(), number).await);
	}
	for number in 0..OF_OTHERS {
		transactions.push(signed(&client, receiver, &of_ed25519, number).await);
		transactions.push(signed(&client, receiver, &of_ecdsa, number).await);
	}
	let kinds = [0, OF_MOST, OF_MOST + 1].map(|index| &transactions[index as usize]);
	assert_forgeries_are_refused(&maker.node, &kinds, 1).await;
	for transaction in &transactions {
		submit(&maker.node, transaction).await;
	}
	// What they are forged from is known by now.
	assert_forgeries_are_refused(&maker.node, &kinds, 2).await;
	let received = |count: u64| {
		let (client, expected) = (client.clone(), u128::from(count) * CRN);
		wait::until("transfers in final blocks", move || {
			let client = client.clone();
			async move { (balance_of(&current(&client).await, receiver).await == expected).then_some(()) }
		})
	};
	received(OF_MOST + 2 * OF_OTHERS).await;
	let last = maker.node.finalized().await;

	let address = maker.node.address().await;
	let args = ["--role", "full", "--sync", "full", "--bootnodes", &address];
	let follower = Measured::start(Builder::chain(spec.path()).args(args), of_follower).await;
	follower.node.wait_for_finalized(last).await;
	// A pool that has heard of no block since its node started takes what it is given, and looks at it when one comes.
	follower.node.wait_for_finalized(maker.node.best().await + 2).await;
	assert_forgeries_are_refused(&follower.node, &kinds, 4).await;
	// These come to the one by gossip, and to the other in a block again.
	for number in 0..OF_OTHERS {
		let transaction = signed(&client, receiver, &dev::eve(), number).await;
		submit(&follower.node, &transaction).await;
	}
	received(OF_MOST + 3 * OF_OTHERS).await;

	let last = maker.node.finalized().await;
	follower.node.wait_for_finalized(last).await;
	let mut heads = Vec::new();
	for Measured { node, .. } in [&maker, &follower] {
		let hash = node.block_hash(last).await.expect("it is final");
		let header = node.call("chain_getHeader", json!([hash])).await;
		heads.push((hash, header["stateRoot"].clone()));
	}
	assert!(heads[0].1.is_string(), "{heads:?}");
	assert_eq!(heads[0], heads[1]);
	maker.assert_remembers(of_maker > 0).await;
	follower.assert_remembers(of_follower > 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_remembers_nothing_follows_one_that_remembers() {
	one_chain(100_000, 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_remembers_follows_one_that_remembers_nothing() {
	one_chain(0, 100_000).await;
}
