// SPDX-License-Identifier: Apache-2.0
//! Four validators: blocks from all of them, finality, late joiners, and one that is killed.
//!
//! One test with one network, because four nodes at a time are what a small machine can carry.

use cairn_tests::{
	account::{client, id, stash},
	chain_spec::ChainSpec,
	network::{agree, validators, vote_together, Network, VALIDATORS},
	node::Node,
	wait,
};
use serde_json::json;
use std::collections::BTreeSet;

/// Starts a node that synchronises in this way, and waits until it follows the head of the chain.
async fn joins(network: &mut Network, spec: &ChainSpec, alice: &Node, mode: &str) -> Node {
	let node = network.start(&["--sync", mode], &spec.beside(mode)).await;
	let head = alice.best().await;
	node.wait_for_best(head).await;
	node.wait_for_finalized(head).await;
	node.wait_for_finalized(alice.finalized().await + 1).await;
	// A warp sync may have gone past that block, and fetches old headers after the state.
	let reached = wait::until("the header of the head", || node.block_hash(head)).await;
	assert_eq!(Some(reached), alice.block_hash(head).await, "{mode} reaches the same chain");
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
	let (mut network, [alice, bob, charlie, dave]) = Network::of_all(&spec).await;

	assert_eq!(alice.authors(1, VALIDATORS.len()).await, BTreeSet::from([0, 1, 2, 3]));
	let finalized = alice.finalized().await;
	alice.wait_for_finalized(finalized + 5).await;
	agree(&[&alice, &bob, &charlie, &dave], 0, finalized + 5).await;

	// Those who join late reach the head, each in its way.
	assert!(executed_from_the_start(&alice).await);
	for (mode, executes_all) in [("warp", false), ("fast", false), ("full", true)] {
		let late = joins(&mut network, &spec, &alice, mode).await;
		assert_eq!(executed_from_the_start(&late).await, executes_all, "--sync {mode}");
	}

	// Dave is killed. The others go on without him, and finalise.
	let last = dave.finalized().await;
	let kept = dave.block_hash(last).await;
	// The database has on disk what was final a moment ago, not what is in this one.
	dave.wait_for_finalized(last + 1).await;
	vote_together(&[&alice, &bob, &charlie, &dave]).await;
	dave.kill();
	alice.wait_for_finalized(alice.finalized().await + 5).await;

	// He comes back with what was final, and catches up.
	let dave = network.validator("dave", &spec.beside("dave")).await;
	assert!(dave.finalized().await >= last, "nothing final is lost");
	assert_eq!(dave.block_hash(last).await, kept);
	let head = alice.best().await;
	agree(&[&alice, &bob, &charlie, &dave], 0, head).await;
	let (client, account) = (client(&alice).await, id(&stash("Dave")));
	let again = || async {
		let author = alice.author(alice.best().await).await as usize;
		(validators(&client).await.get(author) == Some(&account)).then_some(())
	};
	wait::until("a block that Dave makes", again).await;
}
