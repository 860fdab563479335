// SPDX-License-Identifier: Apache-2.0
//! `--role`: what nodes keep, serve and do.

use cairn_tests::{chain_spec::ChainSpec, cli::cairn, network::Network, node::Node, wait};
use serde_json::{json, Value};

/// The method is not there.
const NO_SUCH_METHOD: i32 = -32601;

/// How much state those keep that do not keep all, in blocks.
const KEPT: u64 = 4;

/// Whether the node has the state of block 1.
async fn keeps_the_first_state(node: &Node) -> bool {
	let first = node.block_hash(1).await.expect("block 1");
	node.try_call("state_getStorageSize", json!(["0x3a636f6465", first]))
		.await
		.is_ok_and(|size| size.is_u64())
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_keeps_and_serves_what_it_is_for() {
	let patch = json!({ "launchConfig": { "slotDuration": 500 } });
	let spec = ChainSpec::patched("development", &patch).await;
	let mut network = Network::new(spec.path());
	let alone = ["--alice", "--role", "validator", "--force-authoring", "--state-pruning", "4"];
	let validator = network.start(&alone, &spec.beside("validator")).await;
	let full = network.start(&["--role", "full", "--state-pruning", "4"], &spec.beside("full")).await;
	let archive = network.start(&["--role", "archive"], &spec.beside("archive")).await;
	let observer = network.start(&["--role", "observer"], &spec.beside("observer")).await;
	for (node, role) in
		[(&validator, "validator"), (&full, "full"), (&archive, "archive"), (&observer, "observer")]
	{
		wait::until("the role in the log", || async {
			node.log().contains(&format!("Role       {role}")).then_some(())
		})
		.await;
		let roles = node.call("system_nodeRoles", json!([])).await;
		assert_eq!(roles, json!([if role == "validator" { "Authority" } else { "Full" }]), "{role}");
	}

	let final_block = validator.wait_for_finalized(2 * KEPT + 2).await;
	for node in [&full, &archive, &observer] {
		node.wait_for_finalized(final_block).await;
		assert_eq!(node.block_hash(final_block).await, validator.block_hash(final_block).await);
	}
	for (node, keeps) in [(&validator, false), (&full, false), (&archive, true), (&observer, true)] {
		assert_eq!(keeps_the_first_state(node).await, keeps);
	}

	// The time of block 1, as it was written when the block was executed.
	let first = observer.block_hash(1).await.expect("block 1");
	let now = "f0c365c3cf59d671eb72da0e7a4113c49f1f0515f462cdcf84e0f1d6045dfcbb";
	let trace = observer.call("trace_block", json!([first, "state", now, "Put"])).await;
	let events = trace["blockTrace"]["events"].as_array().expect("a list of events");
	let keys: Vec<_> = events.iter().map(|event| &event["data"]["stringValues"]["key"]).collect();
	assert_eq!(keys, [&Value::from(now)], "{trace}");
	let everything = observer.call("trace_block", json!([first])).await;
	let events = everything["blockTrace"]["events"].as_array().expect("a list of events");
	assert!(events.len() > 10, "a block reads and writes more than one value: {}", events.len());
	let long = observer.refusal("trace_block", json!([first, "state", "0".repeat(2_000)])).await;
	assert!(long.message.contains("at most 1024 bytes"), "{long:?}");
	let unknown = observer.refusal("trace_block", json!([format!("0x{}", "00".repeat(32))])).await;
	assert!(unknown.message.contains("Header not found"), "{unknown:?}");
	for node in [&validator, &full, &archive] {
		assert_eq!(node.refusal("trace_block", json!([first])).await.code, NO_SUCH_METHOD);
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_that_contradict_other_options() {
	let spec = ChainSpec::create(["--preset", "development"]).await;
	let path = spec.path().to_str().expect("temporary paths are UTF-8");
	let chain = ["--chain", path, "--role"];
	for (role, options, cause, way_out) in [
		("observer", &["--alice"][..], "--alice starts a validator", "give one of the two"),
		("observer", &["--validator"], "contradict each other", "give one of the two"),
		("archive", &["--state-pruning", "256"], "keeps everything", "leave --state-pruning"),
	] {
		cairn([&chain[..], &[role], options].concat()).await.refused(&[cause], way_out);
	}
	cairn(["--dev", "--role", "archive"])
		.await
		.refused(&["--dev starts a validator"], "leave one of the two out");
	cairn([&chain[..], &["king"]].concat())
		.await
		.wrong_usage("possible values: full, validator, archive, observer");
}
