// SPDX-License-Identifier: Apache-2.0
//! All families of JSON-RPC methods are there, and at least one call of each answers what is true.

use cairn_tests::{
	account::{client, dev, fresh, signed, transfer, CRN},
	node::{Builder, Node},
	rpc::number_of,
};
use serde_json::{json, Value};

const CODE: &str = "0x3a636f6465";
const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const BOB: &str = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

/// The key under which the default child storage of nobody would be.
const NO_CHILD: &str = "0x3a6368696c645f73746f726167653a64656661756c743a00";

async fn archive() -> Node {
	Builder::dev().args(["--state-pruning", "archive", "--blocks-pruning", "archive"]).start().await
}

fn text(value: &Value) -> &str {
	value.as_str().unwrap_or_else(|| panic!("not a text: {value}"))
}

async fn transaction(node: &Node, name: &str, nonce: u64) -> String {
	let bytes = signed(&client(node).await, &transfer(&fresh(name), CRN), &dev::bob(), nonce).await;
	format!("0x{}", hex::encode(bytes))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_family_is_listed() {
	let everywhere = [
		"system_",
		"chain_",
		"state_",
		"childstate_",
		"author_",
		"offchain_",
		"payment_",
		"babe_",
		"grandpa_",
		"mmr_",
		"sync_state_",
		"chainHead_v1_",
		"transaction_v1_",
		"transactionWatch_v1_",
		"chainSpec_v1_",
	];
	let (archive, full) = (archive().await, Builder::dev().args(["--state-pruning", "256"]).start().await);
	for (node, keeps_all) in [(&archive, true), (&full, false)] {
		let methods = node.methods().await;
		let has = |family: &str| methods.iter().any(|method| method.starts_with(family));
		for family in everywhere {
			assert!(has(family), "{family} is missing");
		}
		assert_eq!(has("archive_v1_"), keeps_all, "archive_v1 on a node that keeps everything, only there");
		assert!(!has("engine_"), "blocks on demand are for nodes that seal");
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn system_chain_and_state() {
	let node = archive().await;
	node.wait_for_finalized(2).await;
	let genesis = node.genesis_hash().await;
	let first = node.block_hash(1).await.expect("block 1 exists");

	assert_eq!(node.call("system_name", json!([])).await, "Cairn");
	assert!(text(&node.call("system_version", json!([])).await).starts_with(env!("CARGO_PKG_VERSION")));
	assert_eq!(node.call("system_chainType", json!([])).await, "Development");
	let properties = json!({ "ss58Format": 42, "tokenDecimals": 12, "tokenSymbol": "CRN" });
	assert_eq!(node.call("system_properties", json!([])).await, properties);
	let health = json!({ "isSyncing": false, "peers": 0, "shouldHavePeers": false });
	assert_eq!(node.call("system_health", json!([])).await, health);
	assert_eq!(node.call("system_accountNextIndex", json!([ALICE])).await, 0);

	let block = node.call("chain_getBlock", json!([first])).await;
	assert_eq!(number_of(&block["block"]["header"]), 1);
	assert_eq!(block["block"]["header"]["parentHash"], genesis.as_str());
	let mut heads =
		node.subscribe("chain_subscribeFinalizedHeads", json!([]), "chain_unsubscribeFinalizedHeads").await;
	let now = number_of(&heads.next().await);
	// Mostly the next one; several blocks that become final together are told of by the last.
	assert!(number_of(&heads.next().await) > now);

	let version = node.call("state_getRuntimeVersion", json!([first])).await;
	assert_eq!((&version["specName"], &version["specVersion"]), (&json!("cairn"), &json!(1)));
	let code = node.call("state_getStorage", json!([CODE, genesis])).await;
	let size = node.call("state_getStorageSize", json!([CODE, genesis])).await;
	assert_eq!(Some(text(&code).len() / 2 - 1), size.as_u64().map(|size| size as usize));
	assert!(text(&node.call("state_getMetadata", json!([])).await).starts_with("0x6d657461"));
	let nonce = node.call("state_call", json!(["AccountNonceApi_account_nonce", account_of_alice()])).await;
	assert_eq!(nonce, "0x00000000");
	let proof = node.call("state_getReadProof", json!([[CODE], first])).await;
	assert_eq!(proof["at"], first.as_str());

	assert_eq!(node.call("childstate_getKeys", json!([NO_CHILD, "0x"])).await, json!([]));
	assert_eq!(node.call("childstate_getStorage", json!([NO_CHILD, "0x00"])).await, Value::Null);
}

fn account_of_alice() -> String {
	format!("0x{}", hex::encode(dev::alice().public_key().0))
}

#[tokio::test(flavor = "multi_thread")]
async fn author_offchain_and_payment() {
	let node = Builder::dev().args(["--sealing", "manual"]).start().await;
	let signed = transaction(&node, "payment", 0).await;

	let info = node.call("payment_queryInfo", json!([signed])).await;
	assert_eq!(info["class"], "normal");
	let fee: u128 = text(&info["partialFee"]).parse().expect("the fee is a number");
	let details = node.call("payment_queryFeeDetails", json!([signed])).await;
	let part = |name: &str| {
		let amount = text(&details["inclusionFee"][name]).trim_start_matches("0x");
		u128::from_str_radix(amount, 16).expect("the fee's parts are in hexadecimal")
	};
	assert_eq!(part("baseFee") + part("lenFee") + part("adjustedWeightFee"), fee);

	let hash = node.call("author_submitExtrinsic", json!([signed])).await;
	assert_eq!(node.call("author_pendingExtrinsics", json!([])).await, json!([signed]));
	let removed = node.call("author_removeExtrinsic", json!([[{ "hash": hash }]])).await;
	assert_eq!(removed, json!([hash]));
	assert_eq!(node.call("author_pendingExtrinsics", json!([])).await, json!([]));
	let keys = node.call("author_rotateKeys", json!([])).await;
	assert_eq!(
		text(&keys).len(),
		2 + 4 * 64,
		"for BABE, GRANDPA, heartbeats, and the discovery of authorities"
	);
	assert_eq!(node.call("author_hasSessionKeys", json!([keys])).await, true);
	let owned = node.call("author_rotateKeysWithOwner", json!([account_of_alice()])).await;
	assert_eq!((text(&owned["keys"]).len(), text(&owned["proof"]).len()), (2 + 4 * 64, 2 + 4 * 128));

	node.call("offchain_localStorageSet", json!(["PERSISTENT", "0x01", "0x0203"])).await;
	assert_eq!(node.call("offchain_localStorageGet", json!(["PERSISTENT", "0x01"])).await, "0x0203");
}

#[tokio::test(flavor = "multi_thread")]
async fn babe_grandpa_and_sync_state() {
	let node = Builder::dev().start().await;
	let finalized = node.wait_for_finalized(3).await;

	let slots = node.call("babe_epochAuthorship", json!([])).await;
	let mine = &slots[ALICE];
	let claimed =
		["primary", "secondary", "secondary_vrf"].map(|kind| mine[kind].as_array().map_or(0, Vec::len));
	assert!(claimed.iter().sum::<usize>() > 0, "Alice has slots: {slots}");

	let round = node.call("grandpa_roundState", json!([])).await;
	assert_eq!((&round["setId"], &round["best"]["totalWeight"]), (&json!(0), &json!(1)));
	let mut justifications = node
		.subscribe("grandpa_subscribeJustifications", json!([]), "grandpa_unsubscribeJustifications")
		.await;
	assert!(text(&justifications.next().await).starts_with("0x"));
	// Proofs lead from one set of validators to the next, and here there is only one.
	for (number, reason) in
		[(1, "not covered by authority set changes"), (finalized + 1_000_000, "not yet finalized")]
	{
		let refused = node.refusal("grandpa_proveFinality", json!([number])).await;
		assert!(refused.message.contains(reason), "{refused:?}");
	}

	let spec = node.call("sync_state_genSyncSpec", json!([true])).await;
	assert_eq!(spec["id"], "cairn_dev");
	assert!(spec["lightSyncState"]["finalizedBlockHeader"].is_string(), "a state to start from");
}

#[tokio::test(flavor = "multi_thread")]
async fn chain_head_and_chain_spec() {
	let node = Builder::dev().start().await;
	let genesis = node.genesis_hash().await;
	assert_eq!(node.call("chainSpec_v1_chainName", json!([])).await, "Cairn Development");
	assert_eq!(node.call("chainSpec_v1_genesisHash", json!([])).await, genesis.as_str());
	assert_eq!(node.call("chainSpec_v1_properties", json!([])).await["tokenSymbol"], "CRN");

	let mut follow = node.subscribe("chainHead_v1_follow", json!([true]), "chainHead_v1_unfollow").await;
	let id = follow.id().to_owned();
	let start = follow.next().await;
	assert_eq!(start["event"], "initialized");
	assert_eq!(start["finalizedBlockRuntime"]["spec"]["specName"], "cairn");
	let pinned = text(&start["finalizedBlockHashes"][0]).to_owned();
	let header = node.call("chainHead_v1_header", json!([id, pinned])).await;
	assert!(text(&header).starts_with("0x"));

	let item = json!([{ "key": CODE, "type": "hash" }]);
	let begun = node.call("chainHead_v1_storage", json!([id, pinned, item, null])).await;
	assert_eq!(begun["result"], "started");
	let operation = begun["operationId"].clone();
	let of = |event: &'static str| {
		let operation = operation.clone();
		move |found: &Value| found["event"] == event && found["operationId"] == operation
	};
	let items = follow.find(of("operationStorageItems")).await;
	assert_eq!(items["items"][0]["key"], CODE);
	follow.find(of("operationStorageDone")).await;
	let begun = node.call("chainHead_v1_call", json!([id, pinned, "Core_version", "0x"])).await;
	let operation = begun["operationId"].clone();
	let done = follow.find(|event| event["operationId"] == operation).await;
	assert_eq!(done["event"], "operationCallDone");
	// A name of 5 letters comes first.
	assert!(text(&done["output"]).starts_with("0x14636169726e"), "{done}");
	node.call("chainHead_v1_unpin", json!([id, pinned])).await;
	let unpinned = node.refusal("chainHead_v1_header", json!([id, pinned])).await;
	assert_eq!(unpinned.code, -32801, "{unpinned:?}");
	follow.find(|event| event["event"] == "finalized").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn transactions_of_the_new_specification() {
	let node = Builder::dev().start().await;
	let signed = transaction(&node, "watched", 0).await;
	let watch = "transactionWatch_v1_submitAndWatch";
	let mut status = node.subscribe(watch, json!([signed]), "transactionWatch_v1_unwatch").await;
	assert_eq!(status.next().await["event"], "validated");
	let included = status.find(|status| status["event"] == "finalized").await;
	let block = node.call("chain_getBlock", json!([included["block"]["hash"]])).await;
	let index = included["block"]["index"].as_u64().expect("the index in the block") as usize;
	assert_eq!(block["block"]["extrinsics"][index], signed.as_str());

	let next = transaction(&node, "broadcast", 1).await;
	let operation = node.call("transaction_v1_broadcast", json!([next])).await;
	let in_block = || async { (node.call("system_accountNextIndex", json!([BOB])).await == 2).then_some(()) };
	cairn_tests::wait::until("the broadcast transaction in a block", in_block).await;
	assert_eq!(node.call("transaction_v1_stop", json!([operation])).await, Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_answers_about_old_blocks_and_a_full_node_has_let_them_go() {
	let sealing = ["--sealing", "20"];
	let keep_all = ["--state-pruning", "archive", "--blocks-pruning", "archive"];
	let archive = Builder::dev().args(sealing).args(keep_all).start().await;
	let full = Builder::dev().args(sealing).args(["--state-pruning", "8"]).start().await;
	for node in [&archive, &full] {
		node.wait_for_finalized(30).await;
	}
	let first = archive.block_hash(1).await.expect("block 1 exists");
	assert_eq!(
		archive.call("archive_v1_genesisHash", json!([])).await,
		archive.genesis_hash().await.as_str()
	);
	assert!(archive.call("archive_v1_finalizedHeight", json!([])).await.as_u64() >= Some(30));
	assert_eq!(archive.call("archive_v1_hashByHeight", json!([1])).await, json!([first]));
	let body = archive.call("archive_v1_body", json!([first])).await;
	assert_eq!(body.as_array().map(Vec::len), Some(1), "the inherent: {body}");
	let version = archive.call("archive_v1_call", json!([first, "Core_version", "0x"])).await;
	assert_eq!(version["success"], true);
	assert!(text(&version["value"]).starts_with("0x14636169726e"), "{version}");
	let item = json!([{ "key": CODE, "type": "hash" }]);
	let mut found =
		archive.subscribe("archive_v1_storage", json!([first, item]), "archive_v1_stopStorage").await;
	assert_eq!(found.next().await["key"], CODE);

	let old = full.block_hash(1).await.expect("its header is kept");
	let gone = full.refusal("state_getStorage", json!([CODE, old])).await;
	assert!(gone.message.contains("State already discarded"), "{gone:?}");
	let body = full.call("chain_getBlock", json!([old])).await;
	assert_eq!(number_of(&body["block"]["header"]), 1, "bodies are kept");
}
