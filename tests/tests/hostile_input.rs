// SPDX-License-Identifier: Apache-2.0
//! Hostile and wrong input over JSON-RPC: each is answered with the error that is meant for it, and the node
//! goes on as if nothing had been.

use cairn_tests::{
	account::{
		balance, client, client_with, current, dev, fresh, send, signed, transfer, Client, Progress, CRN,
	},
	chain_spec::parse,
	http,
	node::{Builder, Node},
	rpc::{Refusal, Rpc},
	wait,
};
use serde_json::{json, Value};
use subxt::{
	config::substrate::{SpecVersionForRange, SubstrateConfig, H256},
	transactions::Payload,
};
use subxt_signer::sr25519::Keypair;

const METHOD_NOT_FOUND: i32 = -32601;
const INVALID_TRANSACTION: i32 = 1010;

/// A development chain on which a block is made when the test says so.
async fn chain_on_demand() -> (Node, Client) {
	let node = Builder::dev().args(["--sealing", "manual"]).start().await;
	let client = client(&node).await;
	(node, client)
}

/// Makes a block, final at once, and returns how many transactions are in it besides the inherent.
async fn seal(node: &Node) -> usize {
	let block = node.call("engine_createBlock", json!([true, true])).await;
	let block = node.call("chain_getBlock", json!([block["hash"]])).await;
	block["block"]["extrinsics"].as_array().expect("a block has a list of extrinsics").len() - 1
}

fn hex_of(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}

/// Sends a call; the pool has it when this returns.
async fn pooled<C: Payload>(node: &Node, client: &Client, call: &C, from: &Keypair) -> Progress {
	let progress = send(client, call, from).await;
	// The node may answer before it has validated the transaction.
	let in_pool = || async {
		let waiting = node.call("author_pendingExtrinsics", json!([])).await;
		waiting.as_array().is_some_and(|waiting| !waiting.is_empty()).then_some(())
	};
	wait::until("the transaction in the pool", in_pool).await;
	progress
}

async fn refusal_of(node: &Node, transaction: &[u8]) -> Refusal {
	node.refusal("author_submitExtrinsic", json!([hex_of(transaction)])).await
}

fn refusal(code: i32, message: &str, data: &str) -> Refusal {
	Refusal { code, message: message.into(), data: data.into() }
}

fn invalid(reason: &str) -> Refusal {
	refusal(INVALID_TRANSACTION, "Invalid Transaction", reason)
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_that_are_no_transaction() {
	let (node, client) = chain_on_demand().await;
	let good = signed(&client, &transfer(&dev::alice(), CRN), &dev::bob(), 0).await;

	for no_length in [&b""[..], b"\xde\xad\xbe\xef", &good[..good.len() / 2]] {
		let refused = refusal_of(&node, no_length).await;
		assert_eq!((refused.code, refused.data.as_str()), (1040, ""), "{refused:?}");
		assert!(refused.message.starts_with("Client error: "), "{refused:?}");
	}
	for no_content in [&b"\x0c\xff\xff\xff"[..], b"\x00"] {
		assert_eq!(refusal_of(&node, no_content).await, invalid("Transaction call is not expected"));
	}
	let refused = node.refusal("author_submitExtrinsic", json!(["no hexadecimal"])).await;
	assert_eq!((refused.code, refused.message.as_str()), (-32602, "Invalid params"), "{refused:?}");
	assert_eq!(seal(&node).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn signatures_that_are_wrong_or_for_another_chain() {
	let (node, client) = chain_on_demand().await;
	let call = transfer(&dev::alice(), CRN);
	let bad_signature = invalid("Transaction has a bad signature");

	let good = signed(&client, &call, &dev::bob(), 0).await;
	let mut forged = good.clone();
	// The last byte is of the amount: the signature is sound, but of another call.
	*forged.last_mut().expect("a transaction has bytes") ^= 1;
	assert_eq!(refusal_of(&node, &forged).await, bad_signature);

	let genesis = SubstrateConfig::builder().set_genesis_hash(H256::repeat_byte(7)).build();
	let other_chain = client_with(&node, genesis).await;
	assert_eq!(refusal_of(&node, &signed(&other_chain, &call, &dev::bob(), 0).await).await, bad_signature);

	for (spec_version, transaction_version) in [(2, 1), (1, 2)] {
		let block_range = 0..u64::MAX;
		let version = SpecVersionForRange { block_range, spec_version, transaction_version };
		let config = SubstrateConfig::builder().set_spec_version_for_block_ranges([version]).build();
		let other_version = client_with(&node, config).await;
		assert_eq!(
			refusal_of(&node, &signed(&other_version, &call, &dev::bob(), 0).await).await,
			bad_signature
		);
	}

	node.call("author_submitExtrinsic", json!([hex_of(&good)])).await;
	assert_eq!(seal(&node).await, 1, "the one that was right is taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn nonces_out_of_order() {
	let (node, client) = chain_on_demand().await;
	let bob = dev::bob();
	let call = transfer(&dev::alice(), CRN);
	let nth = |nonce| signed(&client, &call, &bob, nonce);

	let first = nth(0).await;
	node.call("author_submitExtrinsic", json!([hex_of(&first)])).await;
	let twice = refusal_of(&node, &first).await;
	assert_eq!((twice.code, twice.message.as_str()), (1013, "Transaction Already Imported"));
	let rival = signed(&client, &transfer(&dev::alice(), 2 * CRN), &bob, 0).await;
	let refused = refusal_of(&node, &rival).await;
	assert_eq!(refused.code, 1014, "same nonce, no higher tip: {refused:?}");
	assert_eq!(seal(&node).await, 1);
	// The pool learns of the block a moment after it was made.
	let outdated = invalid("Transaction is outdated");
	let is_outdated = || async { (refusal_of(&node, &rival).await == outdated).then_some(()) };
	wait::until("the rival refused as outdated", is_outdated).await;

	let future = json!([hex_of(&nth(2).await)]);
	let unwatch = "author_unwatchExtrinsic";
	let mut status = node.subscribe("author_submitAndWatchExtrinsic", future, unwatch).await;
	assert_eq!(status.next().await, "future");
	assert_eq!(seal(&node).await, 0, "it waits for the nonce before it");
	node.call("author_submitExtrinsic", json!([hex_of(&nth(1).await)])).await;
	assert_eq!(status.next().await, "ready");
	assert_eq!(seal(&node).await, 2, "then both are taken");
	status.find(|status| status["finalized"].is_string()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_the_sender_has() {
	let (node, client) = chain_on_demand().await;
	let (bob, poor) = (dev::bob(), fresh("poor"));

	let no_fee = signed(&client, &transfer(&bob, 1), &poor, 0).await;
	let reason = "Inability to pay some fees (e.g. account balance too low)";
	assert_eq!(refusal_of(&node, &no_fee).await, invalid(reason));

	// Who can pay the fee is let in; the transfer then fails, and the fee is paid.
	let before = balance(&current(&client).await, &bob).await;
	let progress = pooled(&node, &client, &transfer(&poor, before + CRN), &bob).await;
	assert_eq!(seal(&node).await, 1);
	let included = progress.wait_for_finalized().await.expect("the block is final");
	let failure = included.wait_for_success().await.expect_err("nobody sends what they do not have");
	assert!(failure.to_string().contains("Funds are unavailable"), "{failure}");
	let after = current(&client).await;
	assert_eq!(balance(&after, &poor).await, 0);
	let paid = before - balance(&after, &bob).await;
	assert!(0 < paid && paid < CRN, "the fee and nothing else: {paid}");

	let below_deposit = pooled(&node, &client, &transfer(&poor, 1), &bob).await;
	assert_eq!(seal(&node).await, 1);
	let included = below_deposit.wait_for_finalized().await.expect("the block is final");
	let failure = included.wait_for_success().await.expect_err("an account cannot hold 1 planck");
	assert!(
		failure.to_string().contains("Account cannot exist with the funds that would be given"),
		"{failure}"
	);
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_that_are_not_understood() {
	let node = Builder::dev().start().await;
	let unknown = node.refusal("system_selfDestruct", json!([])).await;
	assert_eq!(unknown, refusal(METHOD_NOT_FOUND, "Method not found", ""));
	let refused = node.refusal("chain_getHeader", json!(["no hash"])).await;
	assert_eq!((refused.code, refused.message.as_str()), (-32602, "Invalid params"));

	let error_of = |answer: http::Answer| {
		let error = parse(&answer.body)["error"].take();
		(answer.status, error["code"].as_i64(), error["message"].as_str().map(str::to_owned))
	};
	let expected = |code, message: &str| (200, Some(code), Some(message.to_owned()));
	for (body, code, message) in
		[("{\"jsonrpc\": \"2.0\", ", -32700, "Parse error"), ("[]", -32600, "Invalid request")]
	{
		let answer = http::post(node.rpc_port(), &[], body).await;
		assert_eq!(error_of(answer), expected(code, message), "{body}");
	}
	let call = json!({ "jsonrpc": "2.0", "id": 1, "method": "system_name", "params": [] });
	let too_many = Value::from(vec![call; 1001]).to_string();
	let answer = http::post(node.rpc_port(), &[], &too_many).await;
	assert_eq!(error_of(answer), expected(-32010, "The batch request was too large"));
	assert_eq!(node.call("system_name", json!([])).await, "Cairn");
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_the_limits_allow() {
	let limits = ["--rpc-max-connections", "2", "--rpc-max-request-size", "1"];
	let node = Builder::dev().args(limits).start().await;
	let port = node.rpc_port();

	let remark = |size: usize| {
		let params = ["0".repeat(size)];
		json!({ "jsonrpc": "2.0", "id": 1, "method": "system_name", "params": params }).to_string()
	};
	let oversized = http::post(port, &[], &remark(1 << 20)).await;
	assert_eq!(oversized.status, 413, "{oversized:?}");
	assert_eq!(parse(&oversized.body)["error"]["code"], -32007);
	let large = http::post(port, &[], &remark((1 << 20) - 1000)).await;
	assert_eq!((large.status, parse(&large.body)["result"].as_str()), (200, Some("Cairn")));

	// The test's own connection is the first.
	let second = Rpc::connect(&node.url()).await.expect("a second connection is allowed");
	let third = http::upgrade(port).await;
	assert_eq!(third.status, 429, "{third:?}");
	assert!(third.body.contains("Too many connections"), "{third:?}");
	assert!(Rpc::connect(&node.url()).await.is_err(), "also for a real client");
	assert_eq!(second.call("system_name", json!([])).await, "Cairn");
	drop(second);
	let free_again = || async { Rpc::connect(&node.url()).await.ok() };
	cairn_tests::wait::until("a connection to be free again", free_again).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unsafe_methods_from_outside() {
	let key = format!("0x{}", "00".repeat(32));
	let calls = [
		("author_rotateKeys", json!([])),
		("author_insertKey", json!(["babe", "//Alice", key])),
		("author_hasKey", json!([key, "babe"])),
		("author_removeExtrinsic", json!([[]])),
		("babe_epochAuthorship", json!([])),
		("offchain_localStorageSet", json!(["PERSISTENT", "0x00", "0x00"])),
		("system_addLogFilter", json!(["trace"])),
		("system_addReservedPeer", json!(["/ip4/127.0.0.1/tcp/1"])),
		("system_peers", json!([])),
	];
	let denied = refusal(METHOD_NOT_FOUND, "RPC call is unsafe to be called externally", "");

	let dev = Builder::dev;
	for (node, closed) in [
		(Builder::chain("dev"), "not a development node"),
		(dev().args(["--rpc-external"]), "open to others"),
		(dev().args(["--rpc-methods", "safe"]), "asked to"),
	] {
		let node = node.start().await;
		for (method, params) in &calls {
			assert_eq!(node.refusal(method, params.clone()).await, denied, "{method}: {closed}");
		}
		assert_eq!(node.call("system_name", json!([])).await, "Cairn", "what is safe is answered");
	}

	let open = Builder::dev().args(["--rpc-methods", "unsafe"]).start().await;
	assert_eq!(open.call("system_peers", json!([])).await, json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn web_pages_of_strangers() {
	// Not `--dev`, which lets every page in.
	let own_page = "http://localhost:3000";
	let node = Builder::chain("dev").start().await;
	let open = Builder::chain("dev").args(["--rpc-cors", own_page]).start().await;
	let call = r#"{"jsonrpc":"2.0","id":1,"method":"system_name","params":[]}"#;
	let allows = |answer: &http::Answer| answer.head.to_lowercase().contains("access-control-allow-origin");

	let own = http::post(open.rpc_port(), &[&format!("Origin: {own_page}")], call).await;
	assert_eq!((own.status, allows(&own)), (200, true), "a page that was named may ask: {own:?}");
	let stranger = http::post(node.rpc_port(), &["Origin: http://attacker.example"], call).await;
	assert!(!allows(&stranger), "the browser is not told that a stranger's page may read: {stranger:?}");
	let rebound = http::post(node.rpc_port(), &["Host: attacker.example"], call).await;
	assert_eq!(rebound.status, 403, "a name that points here is not this machine: {rebound:?}");
}
