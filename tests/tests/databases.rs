// SPDX-License-Identifier: Apache-2.0
//! Both databases hold a chain and give it back.

use cairn_tests::{
	account::{balance, client, current, dev, execute, fresh, transfer, CRN},
	cli::cairn,
	node::Builder,
};
use std::path::Path;

async fn holds_a_chain(database: &str, folder: &str) {
	let base = tempfile::tempdir().expect("a temporary folder can be made");
	let receiver = fresh(database);

	let node = Builder::dev().args(["--database", database]).base_path(base.path()).start().await;
	let included = execute(&client(&node).await, &transfer(&receiver, CRN), &dev::bob()).await;
	let (number, hash) = (included.block.block_number(), included.block.block_hash());
	assert!(node.stop().success());
	assert!(Path::new(base.path()).join("chains/cairn_dev").join(folder).is_dir());

	// No other one is made beside it, and who does not say which gets the one that is there.
	let at = base.path().display().to_string();
	let other = if database == "rocksdb" { "paritydb" } else { "rocksdb" };
	let refused = cairn(["--dev", "--base-path", &at, "--database", other]).await;
	refused.refused(&["the chain is kept in", folder], "cairn purge-chain");
	let node = Builder::dev().base_path(base.path()).start().await;
	assert_eq!(node.block_hash(number).await, Some(format!("{hash:?}")));
	assert_eq!(balance(&current(&client(&node).await).await, &receiver).await, CRN);
	node.wait_for_finalized(number + 2).await;
	assert!(node.stop().success());

	cairn(["purge-chain", "--dev", "-y", "--base-path", &at]).await.success();
	assert!(!Path::new(base.path()).join("chains/cairn_dev").join(folder).exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn rocksdb() {
	holds_a_chain("rocksdb", "db").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn paritydb() {
	holds_a_chain("paritydb", "paritydb").await;
}
