// SPDX-License-Identifier: Apache-2.0
//! What a node tells its peers of itself.

use cairn_tests::{chain_spec::ChainSpec, network::Network, wait};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_hears_of_the_best_block_that_finality_leaves() {
	let spec = ChainSpec::create(["--preset", "development"]).await;
	let mut network = Network::new(spec.path());
	let sealing = ["--alice", "--validator", "--sealing", "manual"];
	let node = network.start(&sealing, &spec.beside("sealing")).await;
	let seal = |parent: serde_json::Value| node.call("engine_createBlock", json!([true, false, parent]));

	let first = seal(json!(null)).await["hash"].clone();
	let final_block = seal(first.clone()).await["hash"].clone();
	let mut lost = first;
	for _ in 0..3 {
		lost = seal(lost).await["hash"].clone();
	}
	assert_eq!(node.best().await, 4);
	assert_eq!(node.call("engine_finalizeBlock", json!([final_block])).await, true);
	assert_eq!((node.best().await, node.finalized().await), (2, 2));

	let peer = network.start(&["--rpc-methods", "unsafe"], &spec.beside("peer")).await;
	let told = wait::until("the peer", || async {
		peer.call("system_peers", json!([])).await.as_array().and_then(|peers| peers.first().cloned())
	})
	.await;
	assert_eq!((&told["bestNumber"], &told["bestHash"]), (&json!(2), &final_block));
}
