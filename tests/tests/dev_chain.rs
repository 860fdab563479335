// SPDX-License-Identifier: Apache-2.0
//! A development chain from a chain spec that `cairn chain-spec` makes: transfer, restart, metrics.

use cairn_tests::{
	account::{
		balance, balance_of, client, current, dev, execute, fresh, id, issuance, stash, sum_of_balances,
		transfer, CRN, TREASURY,
	},
	chain_spec::ChainSpec,
	http,
	node::{Builder, Node},
	port,
};
use serde_json::json;

const AMOUNT: u128 = 7 * CRN;

/// Bob pays a new account. Alice makes the blocks, so that a part of the fee is her stash's. The treasury has another,
/// the rest is burnt, and nothing else is made or lost.
async fn transfer_and_check(node: &Node) {
	let client = client(node).await;
	let new = fresh("dev-chain");
	let (bob, author) = (dev::bob(), id(&stash("Alice")));
	let included = execute(&client, &transfer(&new, AMOUNT), &bob).await;
	let (before, after, fee) = (&included.parent, &included.block, included.fee);

	assert!(fee > 0, "a transfer is not free");
	assert_eq!(balance(before, &new).await, 0);
	assert_eq!(balance(after, &new).await, AMOUNT);
	assert_eq!(balance(after, &bob).await, balance(before, &bob).await - AMOUNT - fee);
	let (to_author, to_treasury) = (fee * 3 / 5, fee / 5);
	for (account, share) in [(author, to_author), (TREASURY, to_treasury)] {
		assert_eq!(balance_of(after, account).await, balance_of(before, account).await + share);
	}
	assert_eq!(issuance(after).await, issuance(before).await - (fee - to_author - to_treasury));
	assert_eq!(sum_of_balances(before).await, issuance(before).await);
	assert_eq!(sum_of_balances(after).await, issuance(after).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_is_final_and_survives_a_restart() {
	let spec = ChainSpec::create(["--preset", "development"]).await;
	let base = spec.beside("base");

	let node = Builder::sole_validator(&spec).base_path(&base).start().await;
	transfer_and_check(&node).await;
	let last = node.finalized().await;
	let hash = node.block_hash(last).await;
	assert!(node.stop().success(), "a node that is asked to end ends well");

	let node = Builder::sole_validator(&spec).base_path(&base).start().await;
	assert!(node.finalized().await >= last, "what was final is final after a restart");
	assert_eq!(node.block_hash(last).await, hash, "and is the same");
	let client = client(&node).await;
	assert_eq!(balance(&current(&client).await, &fresh("dev-chain")).await, AMOUNT);
	node.wait_for_finalized(last + 3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dev_chain_needs_no_file_and_tells_what_a_newcomer_needs() {
	let metrics = port::free();
	let args = ["--name", "newcomer", "--prometheus-port", &metrics.to_string()];
	let node = Builder::dev().with_metrics().args(args).start().await;
	node.wait_for_finalized(2).await;

	assert_eq!(node.call("system_chain", json!([])).await, "Cairn Development");
	assert_eq!(node.call("system_nodeRoles", json!([])).await, json!(["Authority"]));
	let log = node.log();
	for fact in [
		"Name       newcomer",
		"Chain      Cairn Development (cairn_dev)",
		"Role       validator",
		"Consensus  BABE + GRANDPA",
		"Database   ParityDb at ",
		"JSON-RPC   ws://127.0.0.1:",
		"p2p        /ip4/127.0.0.1/tcp/",
		"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY  1000000 CRN",
		"//Ferdie//stash ",
	] {
		assert!(log.contains(fact), "the start-up summary does not hold {fact:?}");
	}

	let answer = http::get(metrics, "/metrics").await;
	assert_eq!(answer.status, 200);
	let finalized = r#"substrate_block_height{status="finalized",chain="cairn_dev"}"#;
	assert!(answer.body.contains(finalized), "no {finalized} in {}", answer.body);
	let health = http::get(node.rpc_port(), "/health").await;
	assert_eq!((health.status, health.body.contains("\"peers\":0")), (200, true), "{health:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dev_chain_without_base_path_leaves_nothing_behind() {
	let folder = tempfile::tempdir().expect("a temporary folder can be made");
	let entries = || folder.path().read_dir().expect("it is readable").count();
	let node = Builder::dev().temporary_in(folder.path()).start().await;
	node.wait_for_best(1).await;
	assert_eq!(entries(), 1);
	assert!(node.stop().success());
	assert_eq!(entries(), 0);
}
