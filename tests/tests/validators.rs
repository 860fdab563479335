// SPDX-License-Identifier: Apache-2.0
//! Four validators: blocks from all of them, finality, late joiners, and one that is killed.
//!
//! One test with one network, because four nodes at a time are what a small machine can carry.

use cairn_tests::{
	chain_spec::ChainSpec,
	network::{Network, VALIDATORS},
	node::Node,
	rpc::Rpc,
	wait,
};
use serde_json::json;
use std::collections::BTreeSet;

/// The index of the validator that made a block, from the header's first digest.
async fn author(node: &Rpc, number: u64) -> u32 {
	let hash = node.block_hash(number).await.expect("the block exists");
	let header = node.call("chain_getHeader", json!([hash])).await;
	let digest = header["digest"]["logs"][0].as_str().expect("a block of BABE has a digest");
	// 06: for the runtime to read before the block. 42414245: BABE. Then the content, with its length before it.
	let content = digest.strip_prefix("0x0642414245").unwrap_or_else(|| panic!("not of BABE: {digest}"));
	let bytes = hex::decode(content).expect("digests are in hexadecimal");
	// Lengths below 64 take one byte, others two. The content is the kind of slot, the index, and more.
	let start = if bytes[0] & 3 == 0 { 1 } else { 2 };
	assert!((1..=3).contains(&bytes[start]), "an unknown kind of slot: {digest}");
	u32::from_le_bytes(bytes[start + 1..start + 5].try_into().expect("an index has 4 bytes"))
}

/// Waits until blocks of all four validators are on the chain, and asserts that nobody else made one.
async fn all_four_make_blocks(node: &Rpc) {
	let (mut authors, mut next) = (BTreeSet::new(), 1);
	while authors.len() < VALIDATORS.len() {
		node.wait_for_best(next).await;
		authors.insert(author(node, next).await);
		next += 1;
		assert!(next < 100, "among 100 blocks only those of {authors:?}");
	}
	assert_eq!(authors, BTreeSet::from([0, 1, 2, 3]));
}

/// Asserts that all nodes agree on every block up to `number`.
async fn agree(nodes: &[&Node], number: u64) {
	for height in 0..=number {
		let expected = nodes[0].block_hash(height).await;
		for node in nodes {
			node.wait_for_finalized(number).await;
			assert_eq!(node.block_hash(height).await, expected, "block {height}");
		}
	}
}

/// Starts a node that synchronises in this way, and waits until it follows the head of the chain.
async fn joins(network: &mut Network, spec: &ChainSpec, alice: &Node, mode: &str) -> Node {
	let node = network.start(&["--sync", mode], &spec.beside(mode)).await;
	let head = alice.best().await;
	node.wait_for_best(head).await;
	node.wait_for_finalized(head).await;
	node.wait_for_finalized(alice.finalized().await + 1).await;
	assert_eq!(node.block_hash(head).await, alice.block_hash(head).await, "{mode} reaches the same chain");
	node
}

/// Whether the node has the state of block 1, which only who executed that block can have.
async fn executed_from_the_start(node: &Node) -> bool {
	// A warp sync fetches old headers after the state.
	let first = wait::until("the header of block 1", || node.block_hash(1)).await;
	node.try_call("state_getStorageSize", json!(["0x3a636f6465", first]))
		.await
		.is_ok_and(|size| size.is_u64())
}

#[tokio::test(flavor = "multi_thread")]
async fn four_validators() {
	let spec = ChainSpec::create(["--preset", "local"]).await;
	let mut network = Network::new(spec.path());
	let mut nodes = Vec::new();
	for name in VALIDATORS {
		nodes.push(network.validator(name, &spec.beside(name)).await);
	}
	let [alice, bob, charlie, dave] = <[Node; 4]>::try_from(nodes).expect("four validators");

	all_four_make_blocks(&alice).await;
	let finalized = alice.finalized().await;
	alice.wait_for_finalized(finalized + 5).await;
	agree(&[&alice, &bob, &charlie, &dave], finalized + 5).await;

	// Those who join late reach the head, each in its way.
	assert!(executed_from_the_start(&alice).await);
	for (mode, executes_all) in [("warp", false), ("fast", false), ("full", true)] {
		let late = joins(&mut network, &spec, &alice, mode).await;
		assert_eq!(executed_from_the_start(&late).await, executes_all, "--sync {mode}");
	}

	// Dave is killed. The others go on without him, and finalise.
	let last = dave.finalized().await;
	let kept = dave.block_hash(last).await;
	dave.kill();
	alice.wait_for_finalized(alice.finalized().await + 5).await;

	// He comes back with what was final, and catches up.
	let dave = network.validator("dave", &spec.beside("dave")).await;
	assert!(dave.finalized().await >= last, "nothing final is lost");
	assert_eq!(dave.block_hash(last).await, kept);
	let head = alice.best().await;
	agree(&[&alice, &bob, &charlie, &dave], head).await;
	let again = || async { (author(&alice, alice.best().await).await == 3).then_some(()) };
	wait::until("a block that Dave makes", again).await;
}
