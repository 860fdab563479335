// SPDX-License-Identifier: Apache-2.0
//! A runtime that the node was not compiled with runs from its chain spec alone.

use cairn_tests::{
	account::{balance, client, current, dev, execute, fresh, transfer, Client, CRN},
	chain_spec::{parse, ChainSpec},
	cli::cairn,
	node::Builder,
	wasm,
};
use serde_json::json;
use subxt::dynamic;

async fn marker(client: &Client) -> Option<u32> {
	let constant = dynamic::constant::<u32>("NextVersion", "Marker");
	current(client).await.constants().entry(constant).ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn another_version_with_one_more_constant() {
	let file = wasm::next_version().to_str().expect("the path is UTF-8");
	let info = parse(&cairn(["info", file, "--json"]).await.success());
	assert_eq!((&info["specName"], &info["specVersion"]), (&json!("cairn"), &json!(2)));

	let spec = ChainSpec::create(["--wasm", file, "--preset", "development"]).await;
	let node = Builder::sole_validator(&spec).start().await;
	let version = node.call("state_getRuntimeVersion", json!([])).await;
	assert_eq!((&version["specName"], &version["specVersion"]), (&json!("cairn"), &json!(2)));

	let client = client(&node).await;
	assert_eq!(marker(&client).await, Some(2));
	let receiver = fresh("foreign");
	let included = execute(&client, &transfer(&receiver, CRN), &dev::bob()).await;
	assert_eq!(included.block.spec_version(), 2);
	assert_eq!(balance(&included.block, &receiver).await, CRN);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_runtime_that_the_node_carries_is_another_one() {
	let node = Builder::dev().args(["--sealing", "manual"]).start().await;
	let version = node.call("state_getRuntimeVersion", json!([])).await;
	assert_eq!(version["specVersion"], 1);
	assert_eq!(marker(&client(&node).await).await, None);
}
