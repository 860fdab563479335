// SPDX-License-Identifier: Apache-2.0
//! `cairn upgrade check` against a running node: what it tells of a runtime that may be proposed, after hundreds of
//! random calls have left their traces in the state; and what it refuses.

use cairn_tests::{
	account::{
		all_of, call, client, current, dev, encoded, execute, execute_each, fresh, hash, id, signed, stash,
		sudo, transfer_to, Call, Client, CRN,
	},
	chain_spec::{parse, ChainSpec},
	cli::{cairn, Finished},
	events,
	governance::{propose, root, vote},
	node::{Builder, Node},
	random::{self, Calls, Lot},
	state,
	value::{account, address, bytes, bytes_in, list, none, number, record, some, variant},
	wasm,
};
use serde_json::{json, Value as Json};
use std::{collections::BTreeSet, fmt::Display, fs, path::Path};
use subxt::{
	dynamic::{self, Value},
	rpcs::Error,
};
use subxt_signer::sr25519::Keypair;

/// The account at which the migration of the next version fails if it exists.
const POISON: [u8; 32] = *b"the migration fails at this one!";

/// How many rounds of random calls there are, and how many calls each account makes in a round.
const ROUNDS: usize = 30;
const CALLS_IN_A_ROUND: usize = 5;

/// Pallets with hardly a call that accounts may make.
const ADMINISTRATION: [&str; 19] = [
	"System",
	"Timestamp",
	"Tokenomics",
	"Babe",
	"Grandpa",
	"ImOnline",
	"ElectionProvider",
	"Session",
	"ValidatorCount",
	"Scheduler",
	"Whitelist",
	"Settings",
	"Treasury",
	"AssetRate",
	"PoolAssets",
	"SafeMode",
	"TxPause",
	"MultiBlockMigrations",
	"FastUnstake",
];

/// Pallets that report something of every transaction, whatever it does.
const ALWAYS: [&str; 5] = ["System", "Balances", "TransactionPayment", "Treasury", "Tokenomics"];

/// A development chain with two blocks a second, in which no session ends: nobody is elected without keys.
async fn chain() -> (Node, Client) {
	let pace = json!({ "slotDuration": 500, "epochDuration": 7_200, "governanceDay": 20 });
	let spec = ChainSpec::patched("development", &json!({ "launchConfig": pace })).await;
	let node = Builder::sole_validator(&spec).args(["--sealing", "500"]).start().await;
	let client = client(&node).await;
	(node, client)
}

fn utf8(path: &Path) -> &str {
	path.to_str().expect("the path is UTF-8")
}

/// Runs the check of the runtime in this file.
async fn check(node: &Node, wasm: &Path, more: &[&str]) -> Finished {
	let url = node.url();
	let args = ["upgrade", "check", "--uri", &url, "--wasm", utf8(wasm)];
	cairn(args.into_iter().chain(more.iter().copied())).await
}

/// Asserts that the upgrade is refused for this one reason: exit code 1, the report on the standard output, the reason
/// and the way out at the end of the standard error.
fn refused_for(finished: &Finished, cause: &str, way_out: &str) {
	assert_eq!(finished.code, Some(1), "{finished:#?}");
	let verdict = format!("Verdict: REFUSED\n  1. {cause}\n     Way out: {way_out}\n");
	assert!(finished.stdout.ends_with(&verdict), "{finished:#?}");
	assert!(!finished.stdout.contains("To propose it"), "{finished:#?}");
	let error = format!("error: the upgrade is refused: {cause}\n  help: {way_out}\n");
	assert!(finished.stderr.ends_with(&error), "{finished:#?}");
}

/// A line of the report.
fn line(what: &str, value: impl Display) -> String {
	format!("  {what:<20} {value}")
}

/// Asserts that these parts are in the report, in this order.
fn tells(report: &str, parts: &[String]) {
	parts.iter().fold(report, |rest, part| match rest.split_once(part.as_str()) {
		Some((_, rest)) => rest,
		None => panic!("no {part:?}, or not in its place, in {report}"),
	});
}

fn of_asset(name: &str, args: impl IntoIterator<Item = Value>) -> Call {
	call("Assets", name, [number(0u8)].into_iter().chain(args))
}

/// Something of everything, made by calls that succeed: an asset, a pool of it, a collection, stakes, a referendum, …
async fn furnish(client: &Client) {
	let (alice, bob, charlie, dave) = (dev::alice(), dev::bob(), dev::charlie(), dev::dave());
	let (eve, ferdie) = (dev::eve(), dev::ferdie());
	let to = |who: &Keypair| address(id(who));

	let (native, asset) = (variant("Native", []), variant("WithId", [number(0u8)]));
	let pair = || [native.clone(), asset.clone()];
	let reserves = [1_000 * CRN; 4].map(number);
	let add = pair().into_iter().chain(reserves).chain([account(id(&bob))]);
	let market = all_of([
		of_asset("create", [to(&bob), number(10u8)]),
		of_asset("mint", [to(&bob), number(100_000 * CRN)]),
		of_asset("mint", [to(&charlie), number(10_000 * CRN)]),
		of_asset("approve_transfer", [to(&dave), number(CRN)]),
		call("AssetConversion", "create_pool", pair()),
		call("AssetConversion", "add_liquidity", add),
	]);

	let all_settings = || list([number(0u8)]);
	let minting = record([
		("mint_type", variant("Issuer", [])),
		("price", none()),
		("start_block", none()),
		("end_block", none()),
		("default_item_settings", all_settings()),
	]);
	let collection = record([
		("settings", all_settings()),
		("max_supply", some(number(100u8))),
		("mint_settings", minting),
	]);
	let mint = |item: u8, owner| call("Nfts", "mint", [number(0u8), number(item), to(owner), none()]);
	let art = all_of([
		call("Nfts", "create", [to(&alice), collection]),
		mint(0, &charlie),
		mint(1, &dave),
		call("Nfts", "set_metadata", [number(0u8), number(0u8), bytes("ipfs://item")]),
	]);

	let validator = id(&stash("Alice"));
	let stake = all_of([
		call("Staking", "bond", [number(5_000 * CRN), variant("Stash", [])]),
		call("Staking", "nominate", [list([address(validator)])]),
	]);
	let pool = all_of([
		call("NominationPools", "create", [number(1_000 * CRN), to(&dave), to(&dave), to(&dave)]),
		call("NominationPools", "nominate", [number(1u8), list([account(validator)])]),
	]);

	let schedule =
		record([("locked", number(100 * CRN)), ("per_block", number(CRN)), ("starting_block", number(1u8))]);
	let trust = all_of([
		call("Proxy", "add_proxy", [to(&bob), variant("Any", []), number(0u8)]),
		call("Vesting", "vested_transfer", [to(&ferdie), schedule]),
		call("Bounties", "propose_bounty", [number(100 * CRN), bytes("write a tutorial")]),
	]);
	let calls =
		[(market, bob), (art, alice), (stake, charlie.clone()), (pool, dave.clone()), (trust, eve.clone())];
	execute_each(client, calls).await;

	let join = call("NominationPools", "join", [number(10 * CRN), number(1u8)]);
	let proposal = propose(client, &call("System", "remark", [bytes("")]), root(), &ferdie).await;
	let votes = [(true, charlie), (false, dave)];
	let votes = votes.map(|(aye, who)| (vote(proposal.referendum, aye, 1, 1_000 * CRN), who));
	execute_each(client, votes.into_iter().chain([(join, eve)])).await;
}

/// What came of the random calls.
#[derive(Debug, Default)]
struct Lived {
	/// So many were taken into the pool, and so many were not.
	taken: u128,
	not_valid: u128,
	/// So many succeeded in a block, and so many failed there.
	succeeded: u128,
	failed: u128,
	/// Who reported something.
	pallets: BTreeSet<String>,
}

/// Has the development accounts make random calls, and waits until they are in blocks.
async fn live(node: &Node, client: &Client) -> Lived {
	let seed = random::seed();
	eprintln!("random calls of the seed {seed}");
	let mut callers = vec![dev::alice(), dev::bob(), dev::charlie(), dev::dave(), dev::eve(), dev::ferdie()];
	callers.push(stash("Bob"));
	// Calls are also about a validator, and about somebody who has nothing.
	let people = callers.iter().map(id).chain([id(&stash("Alice")), id(&fresh("random"))]).collect();
	let metadata = current(client).await.metadata();
	let calls = Calls::new(Lot::new(seed), metadata, people);
	// Who may do everything may break everything.
	let mut calls = calls.never(&["Sudo"]).seldom(&ADMINISTRATION);

	let mut lived = Lived::default();
	let before = node.finalized().await;
	for _ in 0..ROUNDS {
		for from in &callers {
			let address = from.public_key().to_account_id().to_string();
			let next = node.call("system_accountNextIndex", json!([address])).await;
			let mut nonce = next.as_u64().expect("the next index is a number");
			for _ in 0..CALLS_IN_A_ROUND {
				let transaction = signed(client, &calls.draw(), from, nonce).await;
				let transaction = format!("0x{}", hex::encode(transaction));
				match node.try_call("author_submitExtrinsic", json!([transaction])).await {
					Ok(_) => (lived.taken, nonce) = (lived.taken + 1, nonce + 1),
					Err(Error::User(_)) => lived.not_valid += 1,
					Err(error) => panic!("the node does not answer: {error}"),
				}
			}
		}
		node.wait_for_best(node.best().await + 1).await;
	}
	let last = node.wait_for_finalized(node.best().await + 2).await;

	for number in before + 1..=last {
		let block = client.at_block(number).await.expect("the node has the block");
		// The block itself brings the time.
		let mut successes = 0;
		for event in events::of(&block).await {
			successes += u128::from(event.is("System", "ExtrinsicSuccess"));
			lived.failed += u128::from(event.is("System", "ExtrinsicFailed"));
			if !ALWAYS.contains(&event.pallet.as_str()) {
				lived.pallets.insert(event.pallet);
			}
		}
		lived.succeeded += successes - 1;
	}
	eprintln!("{lived:?}");
	lived
}

/// What the check tells of the next version, as text and as JSON, both of the same block.
async fn reports(node: &Node, checks: Option<&Path>) -> (String, Json) {
	let at = node.call("chain_getFinalizedHead", json!([])).await;
	let file = wasm::next_version();
	let mut args = vec!["--at", at.as_str().expect("a hash")];
	args.extend(checks.iter().flat_map(|checks| ["--try-runtime-wasm", utf8(checks)]));
	let text = check(node, file, &args).await.success();
	let json = check(node, file, &[&args[..], &["--json"]].concat()).await.success();
	let json = parse(&json);
	assert_eq!(json["chain"]["blockHash"], at);
	(text, json)
}

/// Checks what is proposed against what the chain makes of the same calls. Returns the facts of it.
async fn can_be_proposed(client: &Client, code: &[u8], proposal: &Json) -> Vec<String> {
	let in_hex = |bytes: &[u8]| format!("0x{}", hex::encode(bytes));
	let code_hash = hash(client, code).await;
	let authorize = call("System", "authorize_upgrade", [bytes(code_hash)]);
	let authorized = encoded(client, &authorize).await;
	let note = call("Preimage", "note_preimage", [bytes(&authorized)]);
	// Somebody who has kept out of everything so far, and surely can pay for it.
	let proposer = stash("Ferdie");
	let noted = execute(client, &note, &proposer).await;
	let preimage = bytes_in(noted.event("Preimage", "Noted").field("hash"));
	assert_eq!(preimage, hash(client, &authorized).await, "the chain hashes the call as it is");

	let lookup = [("hash", bytes(&preimage)), ("len", number(authorized.len() as u32))];
	let lookup = Value::named_variant("Lookup", lookup);
	let submit = call("Referenda", "submit", [root(), lookup, variant("After", [number(1u8)])]);
	let submitted = execute(client, &submit, &proposer).await;
	assert_eq!(submitted.event("Referenda", "Submitted").number("track"), 0);

	let expected = json!({
		"authorizeUpgrade": in_hex(&authorized),
		"preimageHash": in_hex(&preimage),
		"preimageLength": authorized.len(),
		"notePreimage": in_hex(&encoded(client, &note).await),
		"submitReferendum": in_hex(&encoded(client, &submit).await),
		"sudo": in_hex(&encoded(client, &sudo(authorize)).await),
	});
	assert_eq!(*proposal, expected);
	let text = |name: &str| expected[name].as_str().expect("a text");
	vec![
		format!("System.authorize_upgrade({}): {}", in_hex(&code_hash), text("authorizeUpgrade")),
		format!("Preimage {} of {} bytes", text("preimageHash"), authorized.len()),
		format!("1. Submit Preimage.note_preimage: {}", text("notePreimage")),
		format!("2. Submit Referenda.submit, on the track of Root: {}", text("submitReferendum")),
	]
}

/// Checks what is told of the next version, after random calls. With `checks`, all invariants hold after them.
async fn may_be_proposed(checks: Option<&Path>) {
	let (node, client) = chain().await;
	furnish(&client).await;
	let lived = live(&node, &client).await;
	assert!(lived.taken > 300 && lived.succeeded > 60 && lived.failed > 200, "{lived:?}");
	assert!(lived.pallets.len() >= 12, "{lived:?}");

	let (text, json) = reports(&node, checks).await;
	let code = fs::read(wasm::next_version()).expect("it is readable");
	assert_eq!((&json["verdict"], &json["refusals"]), (&json!("ready"), &json!([])));
	assert_eq!(json["warnings"], json!([]));

	let number = json["chain"]["blockNumber"].as_u64().expect("a number");
	assert_eq!(json["chain"]["blockHash"], json!(node.block_hash(number).await));
	assert_eq!(json["chain"]["finalised"], true);
	let code_hash = format!("0x{}", hex::encode(hash(&client, &code).await));
	let (size, uncompressed) = (code.len(), wasm::uncompressed(&code).len());
	assert_eq!(
		(&json["wasm"]["bytes"], &json["wasm"]["bytesUncompressed"], &json["wasm"]["codeHash"]),
		(&json!(size), &json!(uncompressed), &json!(code_hash))
	);
	let room = json["wasm"]["blockRoom"].as_u64().expect("the chain tells it");
	assert!(room > size as u64, "{room}");
	assert_eq!(
		(&json["oldVersion"]["specVersion"], &json["newVersion"]["specVersion"]),
		(&json!(1), &json!(2))
	);
	assert_eq!(json["apis"], json!({ "lost": [], "gained": [], "changed": [] }));
	let change = "is new, at index 255, with 1 storage item, 1 constant";
	let changes = json!([{ "pallet": "NextVersion", "item": null, "change": change, "effect": "none" }]);
	assert_eq!(json["changes"], changes, "calls, state, and whatever else clients see");

	// The migration takes at least a block for two accounts.
	let run = &json["dryRun"];
	let blocks = run["blocksOfMigrations"].as_u64().expect("the migration comes to an end");
	assert_eq!((&run["severalBlockMigrations"], &run["blocks"]), (&json!(true), &json!(blocks + 1)));
	let at = client.at_block(number).await.expect("the node has the block");
	let accounts = state::by_account(&at, "System", "Account").await.len() as u64;
	assert!(blocks >= accounts / 2, "{blocks} blocks for {accounts} accounts");
	let completed = json!([
		format!("block {}: MultiBlockMigrations.UpgradeStarted {{ migrations: 1 }}", number + 1),
		format!(
			"block {}: MultiBlockMigrations.MigrationCompleted {{ index: 0, took: {blocks} }}",
			number + blocks
		),
		format!("block {}: MultiBlockMigrations.UpgradeCompleted", number + blocks),
	]);
	assert_eq!(run["events"], completed);
	let weight = |name: &str| run["upgradeBlock"][name].as_f64().expect("the runtime tells it");
	let (used, limit) = (weight("refTimeMs"), weight("refTimeLimitMs"));
	assert!(0.0 < used && used < limit, "{used} of {limit} ms");
	assert_eq!(run["upgradeBlock"]["number"], number + 1);
	let how_to =
		"build the same source with the feature `try-runtime` and give that Wasm with --try-runtime-wasm";
	let (invariants, in_words) = match checks {
		Some(_) => (json!({ "result": "hold" }), "hold before and after, in every pallet".to_owned()),
		None => (json!({ "result": "notChecked", "reason": how_to }), format!("not checked: {how_to}")),
	};
	assert_eq!(json["invariants"], invariants);

	let block_hash = json["chain"]["blockHash"].as_str().expect("a hash");
	let mut facts = vec![
		line("Block", format!("{number}, {block_hash}, final\n")),
		line("Wasm", format!("{size} bytes, {uncompressed} uncompressed\n")),
		line("Room in a block", format!("{room} bytes\n")),
		line("Code hash", format!("{code_hash}\n")),
		line("spec_name", "cairn\n"),
		line("spec_version", "1 → 2\n"),
		format!("  NextVersion\n    {change}\n"),
		line("Blocks made", format!("{}\n", blocks + 1)),
		line("Migrations", format!("done after {blocks} blocks\n")),
		line("Block of the upgrade", format!("{}: weighs {used:.1} of {limit:.0} ms", number + 1)),
		line("Invariants", format!("{in_words}\n")),
	];
	facts.extend(can_be_proposed(&client, &code, &json["proposal"]).await);
	facts.push("Verdict: nothing speaks against this upgrade\n".into());
	tells(&text, &facts);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_version_may_be_proposed_whatever_people_did_before() {
	may_be_proposed(None).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs another Wasm: see wasm::checks"]
async fn every_invariant_holds_whatever_people_did_before() {
	may_be_proposed(Some(&wasm::checks())).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs another Wasm: see wasm::checks"]
async fn a_state_in_which_an_invariant_does_not_hold_is_noticed() {
	let (node, client) = chain().await;
	let counter = dynamic::storage::<Vec<Value>, Value>("VoterList", "CounterForListNodes");
	let block = current(&client).await;
	let key = block.storage().entry(counter).expect("the chain counts its voters").key_prefix();
	let item = list([bytes(key), bytes(99u32.to_le_bytes())]);
	let miscount = sudo(call("System", "set_storage", [list([item])]));
	execute(&client, &miscount, &dev::alice()).await;

	let checks = wasm::checks();
	let args = ["--try-runtime-wasm", utf8(&checks), "--json"];
	let finished = check(&node, wasm::next_version(), &args).await;
	assert_eq!(finished.code, Some(1), "{finished:#?}");
	let report = parse(&finished.stdout);
	assert_eq!((&report["verdict"], &report["proposal"]), (&json!("refused"), &Json::Null));
	assert_eq!(report["invariants"], json!({ "result": "fail" }));
	let [refusal] = &report["refusals"].as_array().expect("a list")[..] else { panic!("one: {report}") };
	let cause = refusal["cause"].as_str().expect("a text");
	assert!(cause.starts_with("the runtime's own checks fail: "), "{cause}");
	assert_eq!(
		report["dryRun"]["blocks"].as_u64().map(|blocks| blocks > 1),
		Some(true),
		"it runs all the same"
	);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_brick_the_chain_is_refused() {
	let (node, client) = chain().await;
	let next = wasm::uncompressed(&fs::read(wasm::next_version()).expect("it is readable"));

	let running = current(&client).await.storage().runtime_wasm_code().await.expect("a chain has a runtime");
	let (_folder, file) = wasm::in_file(&running);
	let same = check(&node, &file, &[]).await;
	refused_for(
		&same,
		"spec_version is 1, and the chain's is 1 already",
		"raise spec_version in the runtime to at least 2 and build it again",
	);
	let skipped = "with these versions the chain refuses the runtime, and no migration would run";
	tells(&same.stdout, &[format!("not made: {skipped}"), format!("not checked: {skipped}")]);

	let (_folder, file) = wasm::in_file(&wasm::compressed(&wasm::renamed(&next, "other")));
	let other = check(&node, &file, &[]).await;
	refused_for(
		&other,
		"spec_name is `other` and the chain's is `cairn`",
		"give the Wasm of this chain's runtime, or keep the name `cairn` in it",
	);
	tells(&other.stdout, &[line("spec_name", "cairn → other\n")]);

	let (_folder, file) = wasm::in_file(&wasm::compressed(&wasm::without_api(&next, wasm::BABE_API)));
	let lacking = check(&node, &file, &[]).await;
	refused_for(
		&lacking,
		"the new runtime does not declare the API `BabeApi`, with which nodes produce blocks as the chain does now",
		"implement `BabeApi` in the runtime's `impl_runtime_apis!`",
	);
	tells(&lacking.stdout, &["BabeApi is gone (version 2)\n".into()]);

	let (_folder, file) = wasm::in_file(&next);
	let report = parse(&check(&node, &file, &["--json"]).await.stdout);
	let [refusal] = &report["refusals"].as_array().expect("a list")[..] else { panic!("one: {report}") };
	let cause = refusal["cause"].as_str().expect("a text");
	assert!(cause.starts_with("the code needs ") && cause.ends_with(" has 5242880 for it"), "{cause}");
	assert_eq!(refusal["wayOut"], "give the build's `.compact.compressed.wasm`");

	let endless = check(&node, wasm::next_version(), &["--max-blocks", "3", "--json"]).await;
	assert_eq!(endless.code, Some(1), "{endless:#?}");
	let report = parse(&endless.stdout);
	assert_eq!(report["refusals"][0]["cause"], "the migrations are not done after 3 blocks");

	// A migration that fails, and what that would do to the chain.
	execute(&client, &transfer_to(POISON, CRN), &dev::bob()).await;
	let failing = check(&node, wasm::next_version(), &["--json"]).await;
	assert_eq!(failing.code, Some(1), "{failing:#?}");
	assert!(failing.stderr.contains("error: the upgrade is refused for "), "{failing:#?}");
	let report = parse(&failing.stdout);
	assert_eq!((&report["verdict"], &report["proposal"]), (&json!("refused"), &Json::Null));
	let cause = |index: usize| report["refusals"][index]["cause"].as_str().expect("a text");
	let block = report["chain"]["blockNumber"].as_u64().expect("a number")
		+ report["dryRun"]["blocks"].as_u64().expect("a number");
	let failed = format!("a migration fails in block {block}: MultiBlockMigrations.MigrationFailed");
	assert!(cause(0).starts_with(&failed), "{report}");
	let closed = format!("the chain enters safe mode in block {block}, so that users' calls are refused");
	assert_eq!(cause(1), closed);
	for cause in [cause(0), cause(1)] {
		assert!(failing.stderr.contains(cause), "{failing:#?}");
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_that_cannot_be_made_says_why() {
	let (node, client) = chain().await;
	let next = wasm::next_version();

	let (_folder, notes) = wasm::in_file(b"notes");
	check(&node, &notes, &[]).await.refused(&[utf8(&notes), "is not a Wasm module"], "`.wasm` file");
	let (_folder, empty) = wasm::in_file(wasm::EMPTY_MODULE);
	check(&node, &empty, &[]).await.refused(&[utf8(&empty), "is not a usable runtime"], "FRAME runtime");
	let missing = notes.with_file_name("missing.wasm");
	check(&node, &missing, &[]).await.refused(&[utf8(&missing), "cannot be read"], "check the path");

	let running = current(&client).await.storage().runtime_wasm_code().await.expect("a chain has a runtime");
	let (_folder, running) = wasm::in_file(&running);
	let no_checks = ["--try-runtime-wasm", utf8(&running)];
	check(&node, next, &no_checks)
		.await
		.refused(&["without the feature `try-runtime`"], "--features try-runtime");

	let nowhere = format!("0x{}", "0".repeat(64));
	check(&node, next, &["--at", &nowhere]).await.refused(&["has no block", &nowhere], "leave it out");
	check(&node, next, &["--max-blocks", "0"]).await.wrong_usage("--max-blocks");

	let url = node.url();
	assert!(node.stop().success());
	let args = |url: &str| ["upgrade", "check", "--wasm", utf8(next), "--uri", url].map(str::to_owned);
	cairn(args(&url)).await.refused(&["no node answers at", &url], "check that a node runs there");
	let http = url.replace("ws:", "http:");
	cairn(args(&http)).await.refused(&[&http, "is not the address of a node's WebSocket"], "ws://HOST:PORT");
}
