// SPDX-License-Identifier: Apache-2.0
//! The holders vote on a new runtime: first against it, and nothing changes; then for it, and the network goes on
//! with it, no node restarted.
//!
//! One test with one network, because four nodes at a time are what a small machine can carry.

use cairn_tests::{
	account::{
		balance, call, client, client_with, current, dev, execute, execute_each, failure, fresh, hash, nonce,
		reserved, signed, transfer, Call, Client, CRN,
	},
	chain_spec::ChainSpec,
	events,
	governance::{approve, outcome, place_deposit, propose, root, vote},
	network::{agree, Network},
	node::Node,
	rpc::Refusal,
	state, value, wait, wasm,
};
use serde_json::json;
use std::fs;
use subxt::{
	config::substrate::{SpecVersionForRange, SubstrateConfig},
	dynamic::{self, At, Value},
	transactions::DynamicPayload,
};

/// What is reserved of who submits a referendum, in planck.
const SUBMISSION_DEPOSIT: u128 = 10 * CRN;

/// What is reserved of who has a referendum on the root track decided, in planck.
const DECISION_DEPOSIT: u128 = 10_000 * CRN;

/// What is reserved of who notes a preimage of so many bytes, in planck.
fn preimage_deposit(bytes: usize) -> u128 {
	let (item, byte) = (CRN / 10, CRN / 10_000);
	2 * item + (64 + bytes as u128) * byte
}

/// A call that hands in a runtime. Its type spares each of the millions of bytes a value of its own.
fn apply(code: Vec<u8>) -> DynamicPayload<(Vec<u8>,)> {
	dynamic::transaction("System", "apply_authorized_upgrade", (code,))
}

async fn authorized(client: &Client) -> Option<Value> {
	state::read_now(client, "System", "AuthorizedUpgrade", []).await
}

/// A referendum on `upgrade` that fails: nothing changes, and each deposit goes where it should.
async fn is_voted_down(client: &Client, alice: &Node, upgrade: &Call) {
	let (charlie, dave) = (dev::charlie(), dev::dave());
	let proposal = propose(client, upgrade, root(), &charlie).await;
	let now = current(client).await;
	let noted = preimage_deposit(proposal.bytes.len());
	assert_eq!(reserved(&now, &charlie).await, SUBMISSION_DEPOSIT + noted);

	let placed = execute(client, &place_deposit(proposal.referendum), &dave).await;
	assert_eq!(reserved(&placed.block, &dave).await, DECISION_DEPOSIT);
	let refund_decision = call("Referenda", "refund_decision_deposit", [value::number(proposal.referendum)]);
	let too_early = failure(client, &refund_decision, &dave).await;
	assert!(too_early.contains("Referenda::Unfinished"), "{too_early}");

	let ballot = |aye, conviction, amount| vote(proposal.referendum, aye, conviction, amount);
	let votes = [
		(ballot(true, 1, 1_000 * CRN), charlie.clone()),
		(ballot(false, 1, 100_000 * CRN), dave.clone()),
		(ballot(false, 3, 100_000 * CRN), dev::eve()),
	];
	execute_each(client, votes).await;
	assert_eq!(outcome(client, proposal.referendum).await, "Rejected");

	assert_eq!(authorized(client).await, None, "nothing is authorised");
	assert_eq!(alice.spec_version().await, 1);

	let refunded = execute(client, &refund_decision, &dev::ferdie()).await;
	assert_eq!(reserved(&refunded.block, &dave).await, 0, "the decision deposit comes back");
	let refund_submission =
		call("Referenda", "refund_submission_deposit", [value::number(proposal.referendum)]);
	let kept = failure(client, &refund_submission, &charlie).await;
	assert!(kept.contains("Referenda::BadStatus"), "{kept}");
	let unnote = call("Preimage", "unnote_preimage", [value::bytes(proposal.hash)]);
	let unnoted = execute(client, &unnote, &charlie).await;
	assert_eq!(
		reserved(&unnoted.block, &charlie).await,
		SUBMISSION_DEPOSIT,
		"that for the preimage comes back"
	);
}

/// A referendum on `upgrade` that passes; then anyone hands in the runtime. Returns the number of the block with it.
async fn is_voted_for(client: &Client, upgrade: &Call, code: Vec<u8>) -> u64 {
	let proposal = propose(client, upgrade, root(), &dev::bob()).await;
	approve(client, proposal.referendum, &dev::dave()).await;
	wait::until("the authorisation", || authorized(client)).await;

	let another = failure(client, &apply(wasm::EMPTY_MODULE.to_vec()), &dev::ferdie()).await;
	assert!(another.contains("System::Unauthorized"), "{another}");
	let applied = execute(client, &apply(code), &dev::ferdie()).await;
	applied.event("System", "CodeUpdated");
	assert_eq!(authorized(client).await, None, "an authorisation is for once");
	applied.block.block_number()
}

/// Waits for the end of the migration that began after block `upgraded`, and checks what it noted: the nonce of
/// each account that there was.
async fn is_migrated(client: &Client, upgraded: u64) {
	let done = |event: &events::Event| event.is("MultiBlockMigrations", "UpgradeCompleted");
	let (last, _) = events::first(client, upgraded, "the end of the migration", done).await;
	let blocks = last.block_number() - upgraded;
	assert!(blocks > 2, "two accounts a block, and there are more: {blocks}");
	let cursor: Option<Value> = state::read(&last, "MultiBlockMigrations", "Cursor", []).await;
	assert_eq!(cursor, None);
	let paused: Option<u32> = state::read(&last, "SafeMode", "EnteredUntil", []).await;
	assert_eq!(paused, None);

	let before = client.at_block(upgraded).await.expect("the node has the block");
	let accounts = state::by_account(&before, "System", "Account").await;
	let mut noted = state::by_account(&last, "NextVersion", "NonceAtUpgrade").await;
	for (account, info) in &accounts {
		let nonce = info.at("nonce").and_then(Value::as_u128);
		assert!(nonce.is_some(), "no nonce in {info}");
		assert_eq!(noted.remove(account).and_then(|noted| noted.as_u128()), nonce);
	}
	// An account that came meanwhile may have been noted too.
	let now = state::by_account(&last, "System", "Account").await;
	assert!(noted.keys().all(|account| now.contains_key(account)), "{noted:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_holders_decide_on_a_runtime() {
	// A day of two blocks. Nobody can do anything alone.
	let patch = json!({ "launchConfig": { "governanceDay": 2 }, "sudo": { "key": null } });
	let spec = ChainSpec::patched("local", &patch).await;
	let (_, nodes) = Network::of_all(&spec).await;
	let alice = &nodes[0];
	let client = client(alice).await;
	let code = fs::read(wasm::next_version()).expect("it is readable");
	let upgrade = call("System", "authorize_upgrade", [value::bytes(hash(&client, &code).await)]);

	is_voted_down(&client, alice, &upgrade).await;
	let upgraded = is_voted_for(&client, &upgrade, code).await;
	is_migrated(&client, upgraded).await;

	for node in &nodes {
		wait::until("the new version", || async { (node.spec_version().await == 2).then_some(()) }).await;
	}
	let authors = alice.authors(upgraded + 1, nodes.len()).await;
	assert_eq!(authors.len(), nodes.len(), "all validators make blocks with it");
	agree(&nodes.each_ref(), upgraded, alice.best().await).await;

	// A client that still takes the chain for what it was, and one that knows better.
	let (bob, receiver) = (dev::bob(), fresh("upgrade"));
	let version = SpecVersionForRange { block_range: 0..u64::MAX, spec_version: 1, transaction_version: 1 };
	let config = SubstrateConfig::builder().set_spec_version_for_block_ranges([version]).build();
	let old = client_with(alice, config).await;
	let transaction = signed(&old, &transfer(&receiver, CRN), &bob, nonce(&client, &bob).await).await;
	let transaction = format!("0x{}", hex::encode(transaction));
	let refused = alice.refusal("author_submitExtrinsic", json!([transaction])).await;
	let bad_signature = Refusal {
		code: 1010,
		message: "Invalid Transaction".into(),
		data: "Transaction has a bad signature".into(),
	};
	assert_eq!(refused, bad_signature);

	let included = execute(&client, &transfer(&receiver, CRN), &bob).await;
	assert_eq!(included.block.spec_version(), 2);
	assert_eq!(balance(&included.block, &receiver).await, CRN);
}
