// SPDX-License-Identifier: Apache-2.0
//! Chains of the authority runtime: appointed validators that take turns (Aura) and finalise (GRANDPA).
//!
//! One test with one network, because five nodes at a time are what a small machine can carry.

use cairn_tests::{
	account::{
		balance, call, client, client_with, dev, encoded, execute, execute_each, fresh, hash, id, sudo,
		transfer, Call, Client, CRN,
	},
	chain_spec::ChainSpec,
	network::{agree, validators, vote_together, Network, VALIDATORS},
	node::{node_key, Builder, Node},
	rpc::Rpc,
	value::{account, bytes, bytes_in, number, record, weight},
	wait, wasm,
};
use serde_json::{json, Value as Json};
use std::collections::BTreeSet;
use subxt::{
	config::substrate::{SpecVersionForRange, SubstrateConfig},
	dynamic::{self, Value},
	transactions::DynamicPayload,
};

/// The runtime's code, compressed.
fn code() -> &'static [u8] {
	cairn_authority_runtime::WASM_BINARY.expect("unset SKIP_WASM_BUILD and build the tests again")
}

/// A chain of this runtime, with the genesis of `preset` changed by `patch`.
async fn chain(preset: &str, patch: &Json) -> ChainSpec {
	ChainSpec::of_runtime(code(), preset, patch).await
}

/// The slot of block `number`, from the header's first digest.
async fn slot(node: &Rpc, number: u64) -> u64 {
	let hash = node.block_hash(number).await.expect("the block exists");
	let header = node.call("chain_getHeader", json!([hash])).await;
	let digest = header["digest"]["logs"][0].as_str().expect("a block of Aura has a digest");
	// 06: for the runtime to read before the block. 61757261: Aura. 20: eight bytes follow.
	let slot = digest.strip_prefix("0x066175726120").unwrap_or_else(|| panic!("not of Aura: {digest}"));
	let bytes = hex::decode(slot).expect("digests are in hexadecimal");
	u64::from_le_bytes(bytes.try_into().expect("a slot has 8 bytes"))
}

/// Waits until each of so many validators has made a block from block `from` on.
async fn all_make_blocks(node: &Node, from: u64, count: u64) {
	let mut authors = BTreeSet::new();
	for number in from..from + 50 {
		node.wait_for_best(number).await;
		authors.insert(slot(node, number).await % count);
		if authors.len() as u64 == count {
			return;
		}
	}
	panic!("among 50 blocks only those of {authors:?}");
}

/// Starts a node that synchronises in this way, waits until it follows the head of the chain, and ends it.
async fn joins(network: &mut Network, spec: &ChainSpec, alice: &Node, mode: &str) {
	// Keeps the state of more blocks than there are, so that what was executed can be told from what was not.
	let args = ["--sync", mode, "--state-pruning", "100000"];
	let node = network.start(&args, &spec.beside(mode)).await;
	let head = alice.best().await;
	node.wait_for_best(head).await;
	node.wait_for_finalized(head).await;
	node.wait_for_finalized(alice.finalized().await + 1).await;
	// A warp sync may have gone past that block, and fetches old headers after the state.
	let reached = wait::until("the header of the head", || node.block_hash(head)).await;
	assert_eq!(Some(reached), alice.block_hash(head).await, "{mode} reaches the same chain");
	// Only who executed block 1 has its state.
	let first = wait::until("the header of block 1", || node.block_hash(1)).await;
	let state = node.try_call("state_getStorageSize", json!(["0x3a636f6465", first])).await;
	assert_eq!(state.is_ok_and(|size| size.is_u64()), mode == "full", "--sync {mode}");
}

/// Kills Dave. The others go on and finalise; he comes back with what was final, and catches up.
async fn is_killed_and_comes_back(
	network: &mut Network,
	spec: &ChainSpec,
	[alice, bob, charlie, dave]: [Node; 4],
) -> [Node; 4] {
	let last = dave.finalized().await;
	let kept = dave.block_hash(last).await;
	// The database has on disk what was final a moment ago, not what is in this one.
	dave.wait_for_finalized(last + 1).await;
	vote_together(&[&alice, &bob, &charlie, &dave]).await;
	dave.kill();
	alice.wait_for_finalized(alice.finalized().await + 5).await;

	let dave = network.validator("dave", &spec.beside("dave")).await;
	assert!(dave.finalized().await >= last, "nothing final is lost");
	assert_eq!(dave.block_hash(last).await, kept);
	let head = alice.best().await;
	agree(&[&alice, &bob, &charlie, &dave], 0, head).await;
	all_make_blocks(&alice, head, 4).await;
	[alice, bob, charlie, dave]
}

/// Kills two of four. The others make blocks and finalise none of them, until the two are back.
async fn half_are_gone_for_a_while(
	network: &mut Network,
	spec: &ChainSpec,
	[alice, bob, charlie, dave]: [Node; 4],
) -> [Node; 4] {
	vote_together(&[&alice, &bob, &charlie, &dave]).await;
	charlie.kill();
	dave.kill();
	// Those who are gone have voted for no block after this one.
	let voted = alice.best().await.max(bob.best().await);
	let head = voted + 12;
	alice.wait_for_best(head).await;
	bob.wait_for_best(head).await;
	for node in [&alice, &bob] {
		assert!(node.finalized().await <= voted, "two of four are not more than two thirds");
	}
	let last = alice.finalized().await.min(bob.finalized().await);
	for number in 0..=last {
		assert_eq!(alice.block_hash(number).await, bob.block_hash(number).await, "block {number} is final");
	}

	let charlie = network.validator("charlie", &spec.beside("charlie")).await;
	alice.wait_for_finalized(head).await;
	let dave = network.validator("dave", &spec.beside("dave")).await;
	let head = alice.best().await;
	agree(&[&alice, &bob, &charlie, &dave], 0, head).await;
	[alice, bob, charlie, dave]
}

/// Puts `call` to the council of Alice, Bob and Charlie, and has two of them vote for it.
async fn two_of_the_council_decide(client: &Client, decision: &Call) {
	let length = number(encoded(client, decision).await.len() as u32);
	let propose = call("Council", "propose", [number(2u8), decision.clone().into_value(), length.clone()]);
	let proposed = execute(client, &propose, &dev::alice()).await;
	let proposed = proposed.event("Council", "Proposed");
	let motion = || bytes(bytes_in(proposed.field("proposal_hash")));
	let index = || number(proposed.number("proposal_index"));
	let vote = || call("Council", "vote", [motion(), index(), Value::bool(true)]);
	execute_each(client, [(vote(), dev::alice()), (vote(), dev::bob())]).await;

	// What it may use of a block: 100 ms.
	let most = weight(100_000_000_000, 10_000_000);
	let closed =
		execute(client, &call("Council", "close", [motion(), index(), most, length]), &dev::ferdie()).await;
	let result = closed.event("Council", "Executed").field("result").to_string();
	assert!(result.starts_with("Ok"), "{result}");
}

fn bytes_of(hex: &Json) -> Vec<u8> {
	let digits = hex.as_str().and_then(|text| text.strip_prefix("0x"));
	hex::decode(digits.unwrap_or_else(|| panic!("not hexadecimal: {hex}"))).expect("hexadecimal digits")
}

/// Starts a validator without keys, registers keys for Eve, and has the council appoint her.
async fn is_appointed(network: &mut Network, spec: &ChainSpec, alice: &Node, client: &Client) -> Node {
	let args = ["--validator", "--node-key", &node_key(5), "--rpc-methods", "unsafe", "--name", "newcomer"];
	let newcomer = network.start(&args, &spec.beside("newcomer")).await;
	let eve = dev::eve();
	let owner = format!("0x{}", hex::encode(id(&eve)));
	let made = newcomer.call("author_rotateKeysWithOwner", json!([owner])).await;
	let keys = bytes_of(&made["keys"]);
	assert_eq!(keys.len(), 2 * 32);
	let keys = record(["aura", "grandpa"].into_iter().zip(keys.chunks(32).map(bytes)));
	execute(client, &call("Session", "set_keys", [keys, bytes(bytes_of(&made["proof"]))]), &eve).await;
	two_of_the_council_decide(client, &call("ValidatorSet", "add_invulnerable", [account(id(&eve))])).await;

	let appointed = || async { Some(validators(client).await).filter(|set| set.contains(&id(&eve))) };
	let set = wait::until("the newcomer's first session", appointed).await;
	assert_eq!(set.len(), 5);
	// From here on all headers are by one of five.
	all_make_blocks(alice, alice.best().await + 1, 5).await;
	newcomer
}

/// A call that hands in a runtime. Its type spares each of the bytes a value of its own.
fn apply(code: Vec<u8>) -> DynamicPayload<(Vec<u8>,)> {
	dynamic::transaction("System", "apply_authorized_upgrade", (code,))
}

/// Alice, the administrator, authorises a runtime, Ferdie hands it in, and all nodes go on with it.
///
/// This shows that the runtime is replaced and that nodes go on, no more: see [`wasm::raised`] for what is new in it. No
/// migration runs.
async fn is_upgraded(client: &Client, nodes: &[&Node]) {
	let code = wasm::raised(code());
	let authorize = sudo(call("System", "authorize_upgrade", [bytes(hash(client, &code).await)]));
	let authorized = execute(client, &authorize, &dev::alice()).await;
	authorized.event("System", "UpgradeAuthorized");
	let applied = execute(client, &apply(code), &dev::ferdie()).await;
	applied.event("System", "CodeUpdated");
	let upgraded = applied.block.block_number();
	for node in nodes {
		wait::until("the new version", || async { (node.spec_version().await == 2).then_some(()) }).await;
		let metadata = node.call("state_getMetadata", json!([])).await;
		assert!(wasm::is_raised(metadata.as_str().expect("hexadecimal")), "the new code is executed");
	}
	all_make_blocks(nodes[0], upgraded + 1, nodes.len() as u64).await;
	agree(nodes, upgraded, nodes[0].best().await).await;

	let version = SpecVersionForRange { block_range: 0..u64::MAX, spec_version: 1, transaction_version: 1 };
	let config = SubstrateConfig::builder().set_spec_version_for_block_ranges([version]).build();
	let client = client_with(nodes[0], config).await;
	let receiver = fresh("authority");
	let included = execute(&client, &transfer(&receiver, CRN), &dev::bob()).await;
	assert!(included.block.block_number() > upgraded);
	assert_eq!(balance(&included.block, &receiver).await, CRN);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_network() {
	// Sessions of ten seconds.
	let spec = chain("local", &json!({ "launchConfig": { "slotDuration": 500, "epochDuration": 20 } })).await;
	let (mut network, nodes) = Network::of_all(&spec).await;
	let alice = &nodes[0];
	all_make_blocks(alice, 1, VALIDATORS.len() as u64).await;
	let finalized = alice.wait_for_finalized(5).await;
	agree(&nodes.each_ref(), 0, finalized).await;
	for mode in ["warp", "fast", "full"] {
		joins(&mut network, &spec, alice, mode).await;
	}

	let nodes = is_killed_and_comes_back(&mut network, &spec, nodes).await;
	let nodes = half_are_gone_for_a_while(&mut network, &spec, nodes).await;

	let [alice, bob, charlie, dave] = &nodes;
	let client = client(alice).await;
	let newcomer = is_appointed(&mut network, &spec, alice, &client).await;
	let nodes = [alice, bob, charlie, dave, &newcomer];
	agree(&nodes, 0, alice.best().await).await;
	is_upgraded(&client, &nodes).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_development_chain_makes_a_final_block_for_each_transaction() {
	let spec = chain("development", &json!({ "launchConfig": { "slotDuration": 250 } })).await;
	let node = Builder::sole_validator(&spec).args(["--sealing", "instant"]).start().await;
	let client = client(&node).await;
	let receiver = fresh("instant");
	for number in 1..=3 {
		let included = execute(&client, &transfer(&receiver, CRN), &dev::bob()).await;
		assert_eq!(included.block.block_number(), number);
		assert_eq!(balance(&included.block, &receiver).await, u128::from(number) * CRN);
	}
	assert_eq!((node.best().await, node.finalized().await), (3, 3), "no block without a transaction");
}
