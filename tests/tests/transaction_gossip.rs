// SPDX-License-Identifier: Apache-2.0
//! Nodes tell each other of transactions.

use cairn_tests::{
	account::{client, dev, fresh, signed, transfer, CRN},
	chain_spec::ChainSpec,
	network::Network,
	node::Node,
	wait,
};
use serde_json::json;

/// Half as many again as the queue of a connection takes.
const MANY: u64 = 3_072;

/// How many transactions wait in the node's pool.
async fn waiting(node: &Node) -> u64 {
	let waiting = node.call("author_pendingExtrinsics", json!([])).await;
	waiting.as_array().expect("a list").len() as u64
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pool_with_more_than_a_connection_takes_is_told_of_without_losing_it() {
	let spec = ChainSpec::create(["--preset", "development"]).await;
	let mut network = Network::new(spec.path());
	// Nobody makes blocks, so what is submitted waits.
	let first = network.start(&[], &spec.beside("first")).await;
	let (client, alice) = (client(&first).await, dev::alice());
	let pay = transfer(&fresh("gossip"), CRN);
	for nonce in 0..MANY {
		let bytes = signed(&client, &pay, &alice, nonce).await;
		first.call("author_submitExtrinsic", json!([format!("0x{}", hex::encode(bytes))])).await;
	}
	assert_eq!(waiting(&first).await, MANY);

	let second = network.start(&[], &spec.beside("second")).await;
	wait::until("all of them in the other pool", || async { (waiting(&second).await == MANY).then_some(()) })
		.await;
	for node in [&first, &second] {
		assert_eq!(node.call("system_health", json!([])).await["peers"], 1);
		let log = node.log();
		assert!(!log.contains("clogged") && !log.contains("Banned"), "{log}");
	}
}
