// SPDX-License-Identifier: Apache-2.0
//! The commands that work on a chain's database while no node runs on it.

use cairn_tests::{
	chain_spec::parse,
	cli::{cairn, Finished},
	node::Builder,
};
use serde_json::Value;
use std::{fs, path::Path};

/// Where the state holds the number of the block: `System::Number`.
const NUMBER_KEY: &str = "0x26aa394eea5630e07c48ae0c9558cef702a5c1b19ab7a04f536c519aca4983ac";

/// Runs a command on the development chain in `base`.
async fn on_chain(base: &Path, args: &[&str]) -> Finished {
	let base = base.to_str().expect("temporary paths are UTF-8");
	cairn([args, &["--chain", "dev", "--base-path", base]].concat()).await
}

/// Makes a development chain in `base` with so many blocks, and returns the number and hash of its best block.
async fn chain_in(base: &Path, blocks: u64, args: &[&str]) -> (u64, String) {
	let node = Builder::dev().args(args).base_path(base).start().await;
	let best = node.wait_for_best(blocks).await;
	let hash = node.block_hash(best).await.expect("the best block has a hash");
	assert!(node.stop().success());
	(best, hash)
}

/// The number in the state that `export-state` writes.
async fn exported_number(base: &Path, args: &[&str]) -> (u32, Value) {
	let spec = parse(&on_chain(base, &[&["export-state"], args].concat()).await.success());
	let number = spec["genesis"]["raw"]["top"][NUMBER_KEY].as_str().expect("the state holds the number");
	let bytes = hex::decode(&number[2..]).expect("values are in hexadecimal");
	(u32::from_le_bytes(bytes.try_into().expect("a number of 4 bytes")), spec)
}

#[tokio::test(flavor = "multi_thread")]
async fn exported_blocks_make_the_same_chain_elsewhere() {
	let folder = tempfile::tempdir().expect("a temporary folder can be made");
	let (from, to) = (folder.path().join("from"), folder.path().join("to"));
	chain_in(&from, 5, &[]).await;

	for format in [&[][..], &["--binary"]] {
		let (original, copy) = (folder.path().join("original"), folder.path().join("copy"));
		let path = |file: &Path| file.to_str().expect("the path is UTF-8").to_owned();
		let (first, second) = (path(&original), path(&copy));
		on_chain(&from, &[&["export-blocks", &first, "--to", "5"], format].concat()).await.success();
		on_chain(&to, &[&["import-blocks", &first], format].concat()).await.success();
		on_chain(&to, &[&["export-blocks", &second], format].concat()).await.success();
		assert!(fs::read(&original).is_ok_and(|blocks| !blocks.is_empty()));
		assert_eq!(fs::read(&original).ok(), fs::read(&copy).ok(), "the same blocks {format:?}");
		fs::remove_dir_all(&to).expect("it is removable");
	}

	on_chain(&from, &["check-block", "3"]).await.success();
	assert_ne!(on_chain(&from, &["check-block", "1000000"]).await.code, Some(0), "there is no such block");

	let damaged = folder.path().join("original");
	let mut bytes = fs::read(&damaged).expect("it is readable");
	let middle = bytes.len() / 2;
	bytes[middle] ^= 0xff;
	fs::write(&damaged, bytes).expect("it is writable");
	let path = damaged.to_str().expect("the path is UTF-8");
	on_chain(&to, &["import-blocks", "--binary", path]).await.refused(&["Stopping after #"], "export");
	on_chain(&to, &["import-blocks", "/nowhere"]).await.refused(&["/nowhere"], "");
}

#[tokio::test(flavor = "multi_thread")]
async fn exported_state_is_that_of_the_block() {
	let base = tempfile::tempdir().expect("a temporary folder can be made");
	let (best, _) = chain_in(base.path(), 3, &["--sealing", "50"]).await;
	let (number, spec) = exported_number(base.path(), &[]).await;
	assert!(u64::from(number) >= best);
	assert_eq!(exported_number(base.path(), &["2"]).await.0, 2);
	assert_eq!(spec["id"], "cairn_dev");

	// The state is a chain spec: a chain can be started from it.
	let file = base.path().join("state.json");
	fs::write(&file, spec.to_string()).expect("it is writable");
	cairn(["chain-spec", "verify", file.to_str().expect("UTF-8")]).await.success();
}

#[tokio::test(flavor = "multi_thread")]
async fn reverted_blocks_are_gone_and_the_chain_goes_on() {
	let base = tempfile::tempdir().expect("a temporary folder can be made");
	// Nothing becomes final, so that there is something to revert.
	chain_in(base.path(), 6, &["--no-grandpa"]).await;
	let (best, _) = exported_number(base.path(), &[]).await;
	on_chain(base.path(), &["revert", "4"]).await.success();
	assert_eq!(exported_number(base.path(), &[]).await.0, best - 4);
	let node = Builder::dev().base_path(base.path()).start().await;
	node.wait_for_finalized(u64::from(best)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_purged_chain_is_gone_and_its_keys_stay() {
	let base = tempfile::tempdir().expect("a temporary folder can be made");
	let (best, hash) = chain_in(base.path(), 2, &["--sealing", "50"]).await;
	let chain = base.path().join("chains/cairn_dev");
	fs::write(chain.join("keystore/mine"), "a key").expect("it is writable");
	assert!(chain.join("paritydb").is_dir());

	on_chain(base.path(), &["purge-chain", "-y"]).await.success();
	assert!(!chain.join("paritydb").exists());
	assert!(chain.join("keystore/mine").is_file());
	on_chain(base.path(), &["purge-chain", "-y"]).await.success();

	let node = Builder::dev().args(["--sealing", "manual"]).base_path(base.path()).start().await;
	assert_eq!(node.best().await, 0, "the chain starts anew");
	assert_ne!(node.block_hash(best).await, Some(hash));
}
