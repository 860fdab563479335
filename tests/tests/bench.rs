// SPDX-License-Identifier: Apache-2.0
//! `cairn-bench` against a real chain: what it says is what happened. How fast anything was is not asserted.

use cairn_tests::{
	account::{balance, client, current, dev, execute, fresh, nonce, signed_with_tip, transfer, Client, CRN},
	cli::{binary, cairn, Finished},
	fast_chain,
	node::{Builder, Node},
	wait,
};
use serde_json::{json, Value};
use std::{path::PathBuf, process::Stdio};
use tokio::process::{Child, Command};

/// The program, which is built beside the node.
fn bench() -> PathBuf {
	let path = binary().with_file_name("cairn-bench");
	assert!(path.is_file(), "no {}: build it with `cargo build --release --workspace`", path.display());
	path
}

fn start(node: &Node, arguments: &[&str]) -> Child {
	let mut command = Command::new(bench());
	command.args(arguments).args(["--uri", &node.url(), "--json"]);
	command.kill_on_drop(true).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
	command.spawn().expect("the program can be started")
}

async fn end(child: Child) -> Finished {
	let output = tokio::time::timeout(wait::DEADLINE, child.wait_with_output()).await;
	let output = output.expect("it ends in time").expect("its output can be read");
	Finished {
		code: output.status.code(),
		stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
		stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
	}
}

/// The report of a run that must succeed.
async fn report(node: &Node, arguments: &[&str]) -> Value {
	let finished = end(start(node, arguments)).await;
	let report = parsed(&finished);
	assert_eq!((finished.code, &report["complete"]), (Some(0), &Value::Bool(true)), "{finished:#?}");
	report
}

fn parsed(finished: &Finished) -> Value {
	let report = serde_json::from_str::<Value>(&finished.stdout);
	let report = report.unwrap_or_else(|error| panic!("no report ({error}): {finished:#?}"));
	let transactions = &report["transactions"];
	let part =
		|name: &str| transactions[name].as_u64().unwrap_or_else(|| panic!("no {name} in {transactions}"));
	let parts = ["finalised", "included", "refused", "pending", "dropped", "unknown"].map(part);
	assert_eq!(parts.iter().sum::<u64>(), part("submitted"), "nothing is lost: {transactions}");
	report
}

/// Asserts that so many transactions are final, did what they should, and have been waited for.
fn all_succeeded(report: &Value, count: u64) {
	assert_eq!(report["transactions"]["submitted"], count, "{report:#}");
	assert_eq!(report["transactions"]["finalised"], count, "{report:#}");
	assert_eq!(report["outcomes"]["succeeded"], count, "{report:#}");
	assert_eq!(report["outcomes"]["failed"], 0, "{report:#}");
	for latency in ["until_included", "until_finalised"] {
		let latency = &report[latency];
		assert_eq!(latency["count"], count, "{report:#}");
		let values =
			["p50_ms", "p90_ms", "p99_ms", "max_ms"].map(|name| latency[name].as_f64().expect("a number"));
		assert!(values[0] > 0.0 && values.is_sorted(), "{latency}");
	}
	let fill = &report["fill"];
	let most = fill["transactions"]["max"].as_f64().expect("there are blocks");
	assert!(most >= 1.0 && fill["extrinsics"]["max"].as_f64() >= Some(most), "{fill}");
	assert!(fill["ref_time"]["max"].as_f64().is_some_and(|share| share > 0.0 && share <= 1.0), "{fill}");
}

/// How many transactions the first so many accounts of the load have made, in final blocks.
async fn made(client: &Client, accounts: u32) -> u64 {
	let mut sum = 0;
	for number in 0..accounts {
		sum += nonce(client, &fresh(&format!("bench//{number}"))).await;
	}
	sum
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_reported_is_what_the_chain_has() {
	let (node, client) = fast_chain::start(100).await;

	// Transfers between new accounts, which get funds from Alice.
	let pid = std::process::id().to_string();
	let first = report(&node, &["transfer", "--accounts", "20", "--count", "300", "--pid", &pid]).await;
	all_succeeded(&first, 300);
	assert_eq!(made(&client, 20).await, 300);
	assert_eq!(first["nodes"][0]["pid"], std::process::id());
	assert!(first["nodes"][0]["peak_bytes"].as_u64() > Some(0));
	assert!(first["setting"]["chain"].as_str().is_some_and(|name| !name.is_empty()));

	// The accounts have funds now: Alice has nothing to do. At most 50 are on their way, in any order of connections.
	let by_alice = nonce(&client, &dev::alice()).await;
	let few = ["--accounts", "20", "--count", "200", "--in-flight", "50", "--connections", "3"];
	all_succeeded(&report(&node, &[&["transfer"], &few[..]].concat()).await, 200);
	assert_eq!(made(&client, 20).await, 500);
	assert_eq!(nonce(&client, &dev::alice()).await, by_alice);

	// One account, at a rate.
	let hot = report(&node, &["hot", "--accounts", "20", "--rate", "100", "--duration", "1"]).await;
	all_succeeded(&hot, 100);
	assert_eq!(nonce(&client, &fresh("bench//0")).await, 25 + 100);

	// Everything that this chain has.
	let mix = report(&node, &["mix", "--accounts", "20", "--count", "200"]).await;
	all_succeeded(&mix, 200);
	assert_eq!(mix["notes"].as_array().map(Vec::len), Some(0), "nothing is left out: {mix:#}");
	all_succeeded(&report(&node, &["assets", "--accounts", "20", "--count", "100"]).await, 100);

	// Keys of other schemes.
	for scheme in ["ed25519", "ecdsa"] {
		let arguments = ["transfer", "--accounts", "5", "--count", "20", "--scheme", scheme];
		all_succeeded(&report(&node, &arguments).await, 20);
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn saved_transactions_are_good_for_one_run_on_each_fresh_chain() {
	let folder = tempfile::tempdir().expect("a temporary folder can be made");
	let file = folder.path().join("transactions");
	let file = file.to_str().expect("a path of letters");
	let load = ["transfer", "--accounts", "10", "--load", file];

	let node = Builder::dev().start().await;
	let save = ["transfer", "--accounts", "10", "--count", "40", "--save", file];
	all_succeeded(&report(&node, &save).await, 40);
	let again = end(start(&node, &load)).await;
	assert_eq!((again.code, again.stdout.as_str()), (Some(1), ""), "{again:#?}");
	assert!(again.stderr.contains("other nonces"), "{again:#?}");
	a_node_that_dies_is_told_of_and_nothing_is_lost(node).await;

	// The same chain from its start, with a small pool.
	let node = Builder::dev().args(["--pool-limit", "100"]).start().await;
	all_succeeded(&report(&node, &load).await, 40);
	// A full pool delays transactions, and loses none.
	let much = ["transfer", "--accounts", "10", "--count", "300", "--in-flight", "300"];
	let crowded = report(&node, &much).await;
	all_succeeded(&crowded, 300);
	let refusals = crowded["refusals"].as_object().expect("an object");
	assert!(refusals.keys().any(|reason| reason.starts_with("1016 ")), "{crowded:#}");
}

async fn a_node_that_dies_is_told_of_and_nothing_is_lost(node: Node) {
	let client = client(&node).await;
	let before = made(&client, 10).await;
	let load = ["transfer", "--accounts", "10", "--rate", "50", "--duration", "600", "--quiet"];
	let running = start(&node, &load);
	let sending = || async { (made(&client, 10).await >= before + 20).then_some(()) };
	wait::until("transactions of the load in final blocks", sending).await;
	// The program sees them too before the node dies.
	node.wait_for_finalized(node.finalized().await + 2).await;
	node.kill();

	let finished = end(running).await;
	let report = parsed(&finished);
	assert_eq!(finished.code, Some(1), "{finished:#?}");
	assert!(finished.stderr.contains("the connection to the node at ws://"), "{finished:#?}");
	assert_eq!(report["complete"], false);
	assert!(report["transactions"]["finalised"].as_u64() > Some(0), "{report:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_pool_has_taken_it_does_not_lose() {
	let node = Builder::dev().start().await;
	// Many from each sender are on their way when a block comes, and follow one another from one block to the next.
	let load = ["transfer", "--accounts", "1000", "--in-flight", "10000", "--count", "50000"];
	let all = report(&node, &load).await;
	all_succeeded(&all, 50_000);
	assert_eq!(all["resent"], 0, "{all:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_keeps_nobody_out_who_pays() {
	const POOL: usize = 500;

	let node = Builder::dev().args(["--pool-limit", &POOL.to_string()]).start().await;
	let client = client(&node).await;
	let load = ["transfer", "--accounts", "100", "--in-flight", "20000", "--count", "100000", "--quiet"];
	let mut flood = start(&node, &load);
	let is_full = || async {
		let waiting = node.call("author_pendingExtrinsics", json!([])).await;
		(waiting.as_array().map(Vec::len) >= Some(POOL * 9 / 10)).then_some(())
	};
	for nonce in 0..3 {
		wait::until("a full pool", is_full).await;
		let receiver = fresh(&format!("paid for {nonce}"));
		let paying = signed_with_tip(&client, &transfer(&receiver, CRN), &dev::bob(), nonce, CRN).await;
		node.call("author_submitExtrinsic", json!([format!("0x{}", hex::encode(paying))])).await;
		let has_come = || async { (balance(&current(&client).await, &receiver).await == CRN).then_some(()) };
		wait::until("the transaction that pays in a final block", has_come).await;
	}
	flood.kill().await.expect("it runs until it is told to end");

	// What is left of the flood is worked off, and the node is as before.
	let is_empty = || async {
		let waiting = node.call("author_pendingExtrinsics", json!([])).await;
		(waiting == json!([])).then_some(())
	};
	wait::until("an empty pool", is_empty).await;
	assert!(node.stop().success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chain_can_begin_with_the_accounts() {
	let folder = tempfile::tempdir().expect("a temporary folder can be made");
	let file = |name: &str| folder.path().join(name).to_str().expect("a path of letters").to_owned();
	let (small, large) = (file("small"), file("large"));
	let create = ["chain-spec", "create", "--raw", "--preset", "development", "--output", &small];
	cairn(create).await.success();
	let output = Command::new(bench()).args(["accounts", "--count", "300", "--into", &small]).output().await;
	let output = output.expect("it can be started");
	assert!(output.status.success(), "{output:?}");
	std::fs::write(&large, output.stdout).expect("it can be written");

	let node = Builder::sole_validator(&large).start().await;
	let client = client(&node).await;
	let now = current(&client).await;
	let of = |number: u32| fresh(&format!("bench//{number}"));
	for (number, expected) in [(0, 1_000 * CRN), (299, 1_000 * CRN), (300, 0)] {
		assert_eq!(balance(&now, &of(number)).await, expected);
	}
	// They are accounts like others.
	execute(&client, &transfer(&of(300), CRN), &of(299)).await;
	assert_eq!(balance(&current(&client).await, &of(300)).await, CRN);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_begin_says_why() {
	let refused = |arguments: &'static [&'static str]| async move {
		let output = Command::new(bench()).args(arguments).output().await.expect("it can be started");
		let error = String::from_utf8_lossy(&output.stderr).into_owned();
		assert_eq!((output.status.success(), output.stdout.len()), (false, 0), "{error}");
		error
	};
	// Nobody listens on port 1.
	let nobody = refused(&["transfer", "--uri", "ws://127.0.0.1:1"]).await;
	assert!(
		nobody.contains("error: no node answers at ws://127.0.0.1:1") && nobody.contains("  help: "),
		"{nobody}"
	);
	let no_process = refused(&["transfer", "--pid", "4294967295"]).await;
	assert!(no_process.contains("error: there is no process 4294967295"), "{no_process}");
	let no_file = refused(&["transfer", "--load", "/nowhere"]).await;
	assert!(no_file.contains("error: cannot read /nowhere"), "{no_file}");
	let both = refused(&["transfer", "--rate", "5", "--in-flight", "5"]).await;
	assert!(both.contains("cannot be used with"), "{both}");
}
