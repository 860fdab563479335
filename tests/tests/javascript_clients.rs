// SPDX-License-Identifier: Apache-2.0
//! The same transfer with the clients that applications use, unmodified: `@polkadot/api` and `polkadot-api`.

use cairn_tests::{javascript, node::Builder};

async fn run(script: &str) {
	let node = Builder::dev().start().await;
	javascript::run(script, &[&node.url()]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn polkadot_js_transfers() {
	run("polkadot-js.mjs").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn polkadot_api_transfers() {
	run("papi.mjs").await;
}
