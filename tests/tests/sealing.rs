// SPDX-License-Identifier: Apache-2.0
//! Development chains that make blocks on demand.

use cairn_tests::{
	account::{balance, client, dev, execute, fresh, transfer, CRN},
	chain_spec::ChainSpec,
	node::Builder,
	rpc::number_of,
};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn instant_makes_a_final_block_for_each_transaction() {
	let node = Builder::dev().args(["--sealing", "instant"]).start().await;
	let client = client(&node).await;
	let receiver = fresh("instant");
	for number in 1..=3 {
		let included = execute(&client, &transfer(&receiver, CRN), &dev::bob()).await;
		assert_eq!(included.block.block_number(), number);
		assert_eq!(balance(&included.block, &receiver).await, u128::from(number) * CRN);
	}
	assert_eq!((node.best().await, node.finalized().await), (3, 3), "no block without a transaction");
}

#[tokio::test(flavor = "multi_thread")]
async fn instant_makes_another_block_for_what_the_last_one_had_no_room_for() {
	// Sessions of ten blocks. An election takes a whole block, which no transaction gets into.
	let spec = ChainSpec::patched("development", &json!({ "launchConfig": { "epochDuration": 10 } })).await;
	let node = Builder::sole_validator(&spec).args(["--sealing", "instant"]).start().await;
	let client = client(&node).await;
	let receiver = fresh("instant-full");
	for number in 1..=50 {
		let included = execute(&client, &transfer(&receiver, CRN), &dev::bob()).await;
		assert_eq!(balance(&included.block, &receiver).await, number * CRN);
	}
	let mut full = 0;
	for number in 1..=node.best().await {
		let hash = node.block_hash(number).await.expect("the block exists");
		let block = node.call("chain_getBlock", json!([hash])).await;
		// The time is in each block.
		full += u64::from(block["block"]["extrinsics"].as_array().expect("a list").len() == 1);
	}
	assert!(full > 0, "no block was full before the first transaction, so this shows nothing");
	assert!(
		full <= node.best().await / 10 + 1,
		"{full} blocks without a transaction in {}",
		node.best().await
	);
}

#[tokio::test(flavor = "multi_thread")]
async fn manual_makes_and_finalises_blocks_when_asked() {
	let node = Builder::dev().args(["--sealing", "manual"]).start().await;
	let create = |empty: bool, finalize: bool| node.call("engine_createBlock", json!([empty, finalize]));

	let first = create(true, true).await;
	assert_eq!((node.best().await, node.finalized().await), (1, 1));
	let second = create(true, false).await;
	assert_eq!((node.best().await, node.finalized().await), (2, 1));
	let header = node.call("chain_getHeader", json!([second["hash"]])).await;
	assert_eq!((number_of(&header), &header["parentHash"]), (2, &first["hash"]));
	assert_eq!(node.call("engine_finalizeBlock", json!([second["hash"]])).await, true);
	assert_eq!(node.finalized().await, 2);

	let fork = node.call("engine_createBlock", json!([true, false, second["hash"]])).await;
	let rival = node.call("engine_createBlock", json!([true, false, second["hash"]])).await;
	assert_ne!(fork["hash"], rival["hash"]);
	for hash in [&fork["hash"], &rival["hash"]] {
		let header = node.call("chain_getHeader", json!([hash])).await;
		assert_eq!(header["parentHash"], second["hash"], "a block on the parent that was asked for");
	}
	node.refusal("engine_createBlock", json!([false, true])).await;
	assert_eq!(node.finalized().await, 2, "no empty block when none is wanted");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interval_makes_final_blocks_by_itself() {
	let node = Builder::dev().args(["--sealing", "50"]).start().await;
	// Slots are of a second: the chain's time is then further ahead of the clock than validators would accept.
	let last = node.wait_for_finalized(60).await;
	let client = client(&node).await;
	let included = execute(&client, &transfer(&fresh("interval"), CRN), &dev::bob()).await;
	assert!(included.block.block_number() > last);
}
