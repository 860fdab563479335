// SPDX-License-Identifier: Apache-2.0
//! `cairn proof`: made by a node, checked without one.

use cairn_tests::{
	account::{call, client, dev, execute, fresh, id, signed, sudo, transfer, CRN},
	chain_spec::{parse, read, ChainSpec},
	cli::{cairn, Finished},
	node::{Builder, Node},
	rpc::number_of,
	value::{bytes, number},
	wait, wasm,
};
use serde_json::{json, Value};
use std::{fs, path::PathBuf};
use subxt::utils::AccountId32;
use tempfile::TempDir;

/// The identifier of the API by which a runtime says that it keeps a tree of its blocks: the hash of `MmrApi`.
const MMR_API: [u8; 8] = [0x91, 0xd5, 0xdf, 0x18, 0xb0, 0xd2, 0xcf, 0x58];

/// What the keys of all that the pallet has in the state begin with.
const MMR: &str = "a8c65209d47ee80f56b0011e8fd91f50";

/// How many hashes of blocks the runtimes remember.
const REMEMBERED: u64 = 4_096;

/// A change to a proof.
type Change<'a> = dyn Fn(&mut Value) + 'a;

/// Where proofs are written to.
struct Folder(TempDir);

impl Folder {
	fn new() -> Self {
		Self(tempfile::tempdir().expect("a temporary folder can be made"))
	}

	/// The path of a file in it.
	fn path(&self, name: &str) -> String {
		let path: PathBuf = self.0.path().join(name);
		path.to_str().expect("temporary paths are UTF-8").to_owned()
	}

	/// Writes a file, and returns its path.
	fn file(&self, name: &str, text: &str) -> String {
		let path = self.path(name);
		fs::write(&path, text).expect("the folder can be written");
		path
	}
}

/// An account's address.
fn address(name: &str) -> String {
	AccountId32(id(&fresh(name))).to_string()
}

/// Asks a node for a proof: `cairn proof WHAT --uri URL ARGS`.
async fn proof(node: &Node, what: &str, args: &[&str]) -> Finished {
	cairn([&["proof", what, "--uri", &node.url()], args].concat()).await
}

/// Checks a proof.
async fn verify(file: &str, trusted: &str) -> Finished {
	cairn(["proof", "verify", file, "--block-hash", trusted]).await
}

/// The root of the tree in a header, as it stands in the digest.
fn root_in(header: &Value) -> Option<String> {
	let logs = header["digest"]["logs"].as_array().expect("a list");
	// 04: of consensus. 42454546: BEEFY. 84: 33 bytes follow. 03: the root of the tree of blocks.
	let root = logs.iter().find_map(|log| log.as_str()?.strip_prefix("0x04424545468403"));
	root.map(|root| format!("0x{root}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_node_proves_holds_without_it() {
	let pace = json!({ "launchConfig": { "slotDuration": 500 } });
	let spec = ChainSpec::patched("development", &pace).await;
	let node = Builder::sole_validator(&spec).start().await;
	let folder = Folder::new();
	let path = |name: &str| folder.path(name);

	let client = client(&node).await;
	let transaction = signed(&client, &transfer(&fresh("receiver"), 3 * CRN), &dev::bob(), 0).await;
	let transaction = format!("0x{}", hex::encode(transaction));
	let hash = node.call("author_submitExtrinsic", json!([transaction])).await;
	let hash = hash.as_str().expect("a hash").to_owned();
	let included =
		|| async { proof(&node, "extrinsic", &["--hash", &hash]).await.code.filter(|code| *code == 0) };
	wait::until("the transfer in a final block", included).await;
	node.wait_for_finalized(node.finalized().await + 2).await;

	// All proofs are against one block, which the reader is to trust.
	let anchor = node.call("chain_getFinalizedHead", json!([])).await;
	let anchor = anchor.as_str().expect("a hash");
	let header = node.call("chain_getHeader", json!([anchor])).await;
	let newest = number_of(&header);
	let header_file =
		folder.file("header.json", &json!({ "jsonrpc": "2.0", "id": 1, "result": header }).to_string());
	let ask = |what: &'static str, name: &'static str, args: Vec<String>| {
		let (node, output) = (&node, path(name));
		async move {
			let mut all = vec!["--anchor", anchor, "--output", &output];
			all.extend(args.iter().map(String::as_str));
			let finished = proof(node, what, &all).await;
			assert!(finished.stderr.contains("The proof holds"), "it says what it has proved: {finished:#?}");
			assert_eq!(finished.success(), "");
		}
	};
	let words = |args: &[&str]| args.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
	ask("extrinsic", "transfer", words(&["--hash", &hash])).await;
	let transfer_proof = parse(&read(path("transfer").as_ref()));
	let block = transfer_proof["block"]["number"].as_u64().expect("a number");
	let index = transfer_proof["claim"]["index"].as_u64().expect("a number");
	assert_eq!(transfer_proof["claim"]["extrinsic"], transaction.as_str());
	assert!(block < newest);
	ask("extrinsic", "by-place", words(&["--block", &block.to_string(), "--index", &index.to_string()]))
		.await;
	assert_eq!(parse(&read(path("by-place").as_ref())), transfer_proof);
	let receiver = address("receiver");
	ask("storage", "balance", words(&["--account", &receiver])).await;
	ask("storage", "before", words(&["--account", &receiver, "--block", &(block - 1).to_string()])).await;
	ask("storage", "issuance", words(&["--pallet", "Balances", "--item", "TotalIssuance", "--block", "1"]))
		.await;
	ask("storage", "code", words(&["--key", "0x3a636f6465"])).await;
	ask("block", "first", words(&["--block", "0"])).await;

	// The node's own methods give the same.
	let root = root_in(&header).expect("the chain has a tree of its blocks");
	assert_eq!(node.call("mmr_root", json!([anchor])).await, root.as_str());
	let made = node.call("mmr_generateProof", json!([[1, block + 1], newest, anchor])).await;
	assert_eq!(made["blockHash"], anchor);
	assert_eq!(node.call("mmr_verifyProof", json!([made])).await, true);
	assert_eq!(node.call("mmr_verifyProofStateless", json!([root, made])).await, true);
	let refusal =
		node.refusal("mmr_verifyProofStateless", json!([format!("0x{}", "01".repeat(32)), made])).await;
	assert_eq!((refusal.code, &refusal.message[..]), (8013, "Invalid proof"));
	let refusal = node.refusal("mmr_generateProof", json!([vec![1; 1_001]])).await;
	assert_eq!((refusal.code, &refusal.message[..]), (-32602, "at most 1000 block numbers"));
	let genesis = node.genesis_hash().await;
	assert!(node.stop().success());

	// From here on there is no node.
	let holds = |name: &str| {
		let file = path(name);
		async move { verify(&file, anchor).await.success() }
	};
	let told = holds("transfer").await;
	assert!(
		told.contains(&format!("Block {block} contains, as extrinsic {index}, {hash}:\n  {transaction}")),
		"{told}"
	);
	let told = holds("balance").await;
	assert!(told.contains(&format!("the account {receiver}.")), "{told}");
	let account = format!("Read as an account of pallet-balances: free {}, reserved 0", 3 * CRN);
	assert!(told.contains(&account), "{told}");
	assert!(!told.contains("an ancestor of it"), "it is about the trusted block itself: {told}");
	let told = holds("before").await;
	assert!(told.contains("the state has no value") && told.contains("which does not exist"), "{told}");
	assert!(holds("issuance").await.contains("After block 1, the state has the value 0x"));
	assert!(holds("first").await.contains(&format!("Block 0 is {genesis}, an ancestor of it.")));
	holds("code").await;

	let by_header = ["proof", "verify", &path("transfer"), "--header", &header_file, "--json"];
	let told = parse(&cairn(by_header).await.success());
	assert_eq!(told["trusted"], json!({ "number": newest, "hash": anchor }));
	assert_eq!(
		told["proved"],
		json!({
			"kind": "extrinsic", "index": index, "hash": hash, "extrinsic": transaction
		})
	);

	verify(&path("transfer"), &genesis).await.refused(&["against block", anchor, &genesis], "--anchor");
	verify(&header_file, anchor).await.refused(&[&header_file, "is not a proof"], "that `cairn proof` wrote");
	let changed = |of: &str, change: &Change<'_>| {
		let mut proof = parse(&read(path(of).as_ref()));
		change(&mut proof);
		folder.file("changed", &proof.to_string())
	};
	let first_node = |proof: &mut Value| proof["claim"]["nodes"][0] = json!("0x00");
	let cases: [(&str, &Change<'_>, &str); 6] = [
		("transfer", &first_node, "the way through the extrinsics"),
		("balance", &first_node, "the way through the state"),
		(
			"balance",
			&|proof| proof["claim"]["value"] = json!("0x01"),
			"has another value than the proof claims",
		),
		("transfer", &|proof| proof["ancestor"]["leafCount"] = json!(2), "in the place of another"),
		("transfer", &|proof| proof["ancestor"]["items"][0] = json!(genesis), "not shown to be an ancestor"),
		("transfer", &|proof| proof["version"] = json!(7), "is a proof of version 7"),
	];
	for (of, change, cause) in cases {
		verify(&changed(of, change), anchor).await.refused(&[cause], "");
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn a_block_that_the_state_has_forgotten_is_proved() {
	let code = cairn_authority_runtime::WASM_BINARY.expect("unset SKIP_WASM_BUILD and build the tests again");
	let spec = ChainSpec::of_runtime(code, "development", &json!({})).await;
	let node = Builder::sole_validator(&spec).args(["--sealing", "manual"]).start().await;
	let last = REMEMBERED + 10;
	for number in 1..=last {
		// Finality comes in leaps, as it does to nodes that catch up.
		let finalise = number % 500 == 5 || number == last;
		node.call("engine_createBlock", json!([true, finalise])).await;
	}
	assert_eq!(node.finalized().await, last);
	let folder = Folder::new();
	let file = folder.path("old");
	let made = || async {
		proof(&node, "block", &["--block", "2", "--output", &file]).await.code.filter(|code| *code == 0)
	};
	wait::until("the node has put everything in its place", made).await;
	let hash = node.block_hash(2).await.expect("block 2");
	let anchor = node.block_hash(last).await.expect("the last block");
	let told = verify(&file, &anchor).await.success();
	assert!(told.contains(&format!("Block 2 is {hash}, an ancestor of it.")), "{told}");
}

/// As after an upgrade that brings the pallet: the administrator deletes all that it has, in block `begins`.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_older_than_the_tree_is_told_apart() {
	let node = Builder::dev().args(["--sealing", "200"]).start().await;
	node.wait_for_finalized(2).await;
	let client = client(&node).await;
	let all = hex::decode(MMR).expect("hexadecimal");
	let delete = call("System", "kill_prefix", [bytes(all), number(100u32)]);
	let begins = execute(&client, &sudo(delete), &dev::alice()).await.block.block_number();
	node.wait_for_finalized(begins + 5).await;
	let ask = |block: u64| {
		let (node, block) = (&node, block.to_string());
		async move { proof(node, "block", &["--block", &block]).await }
	};
	let older =
		format!("block {} is older than this chain's MMR, which begins with block {begins}", begins - 1);
	ask(begins - 1).await.refused(&[&older], "what came after can be proved");
	for block in [begins, begins + 1, begins + 3] {
		ask(block).await.success();
	}
	let newest = node.call("mmr_generateProof", json!([[begins + 1]])).await;
	assert_eq!(node.call("mmr_verifyProof", json!([newest])).await, true);
	assert_eq!(node.refusal("mmr_generateProof", json!([[begins]])).await.code, 8014);
}

/// On a chain whose runtime does not declare the API by which nodes know of the tree.
#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_proved_says_why() {
	let code = cairn_authority_runtime::WASM_BINARY.expect("unset SKIP_WASM_BUILD and build the tests again");
	let without = wasm::compressed(&wasm::without_api(&wasm::uncompressed(code), MMR_API));
	let spec = ChainSpec::of_runtime(&without, "development", &json!({})).await;
	let node = Builder::sole_validator(&spec).args(["--sealing", "manual"]).start().await;
	assert!(!node.methods().await.iter().any(|method| method.starts_with("mmr_")));
	for finalise in [true, true, true, false] {
		node.call("engine_createBlock", json!([true, finalise])).await;
	}
	let refused = |what: &'static str, args: &'static [&'static str]| proof(&node, what, args);
	refused("block", &["--block", "1"]).await.refused(&["serves no proofs of old blocks"], "`pallet-mmr`");
	// What the last final block says itself needs no tree.
	refused("block", &["--block", "3"]).await.success();
	let account = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
	proof(&node, "storage", &["--account", account]).await.success();

	refused("block", &["--block", "4"]).await.refused(&["block 4 comes after block 3"], "--anchor");
	refused("block", &["--block", "9"]).await.refused(&["has no block 9 yet"], "wait");
	let nowhere = "0x0101010101010101010101010101010101010101010101010101010101010101";
	proof(&node, "block", &["--block", nowhere]).await.refused(&["has no block", nowhere], "check the hash");
	refused("extrinsic", &["--block", "3", "--index", "5"])
		.await
		.refused(&["block 3 has 1 extrinsics"], "begin with 0");
	proof(&node, "extrinsic", &["--hash", nowhere]).await.refused(&["blocks 0 to 3"], "--search");
	for (search, blocks) in [("1", "blocks 3 to 3"), ("2", "blocks 2 to 3"), ("4", "blocks 0 to 3")] {
		proof(&node, "extrinsic", &["--hash", nowhere, "--search", search])
			.await
			.refused(&[blocks], "--search");
	}
	proof(&node, "extrinsic", &["--hash", nowhere, "--block", "3"])
		.await
		.refused(&["block 3 has no extrinsic"], "searched for");
	let not_final = proof(&node, "storage", &["--account", account, "--anchor", "4"]).await;
	assert!(
		not_final.stderr.contains("Block 4 (0x") && not_final.stderr.contains("is not final"),
		"{not_final:#?}"
	);
	not_final.success();

	cairn(["proof", "block", "--uri", "http://127.0.0.1:1", "--block", "1"])
		.await
		.refused(&["not the address"], "ws://");
	refused("storage", &[]).await.wrong_usage("--key");
	refused("storage", &["--pallet", "Balances"]).await.wrong_usage("--item");
	refused("extrinsic", &["--index", "1"]).await.wrong_usage("--block");
	refused("storage", &["--key", "0x1"]).await.wrong_usage("Odd number of digits");
	cairn(["proof", "verify", "x"]).await.wrong_usage("--block-hash");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_finality_a_proof_is_against_a_block_that_is_named() {
	let code = cairn_work_runtime::WASM_BINARY.expect("unset SKIP_WASM_BUILD and build the tests again");
	let patch = json!({
		"launchConfig": { "slotDuration": 1_000 },
		"difficulty": { "initialDifficulty": 3, "rule": { "halfLife": 16_000, "minimum": 1 } },
	});
	let spec = ChainSpec::of_runtime(code, "development", &patch).await;
	let account = AccountId32(id(&fresh("miner"))).to_string();
	let mining = ["--validator", "--mining-threads", "1", "--reward-account", &account];
	let node = Builder::chain(&spec)
		.args(mining)
		.args(["--force-authoring", "--rpc-methods", "unsafe"])
		.start()
		.await;
	node.wait_for_best(5).await;
	proof(&node, "block", &["--block", "2"])
		.await
		.refused(&["no block of this chain but the first is final"], "--anchor");

	let folder = Folder::new();
	let file = folder.path("proof");
	let args = ["--block", "2", "--anchor", "4", "--output", &file];
	let made = || async { proof(&node, "block", &args).await.code.filter(|code| *code == 0) };
	wait::until("a proof, although the chain may be reorganised", made).await;
	let trusted = parse(&read(file.as_ref()));
	let anchor = node.block_hash(4).await.expect("block 4");
	assert_eq!(trusted["block"]["number"], 2);
	verify(&file, &anchor).await.success();

	// The node keeps the tree of the best chain under the places of its nodes, where the runtime finds it when it has
	// forgotten the hashes of the blocks: 0c6d6d72 is `mmr`, with its length before it.
	let place = "0x0c6d6d720000000000000000";
	let leaf = node.call("offchain_localStorageGet", json!(["PERSISTENT", place])).await;
	let first = node.genesis_hash().await;
	let expected = format!("0x009000000000{}", first.trim_start_matches("0x"));
	assert_eq!(
		leaf,
		expected.as_str(),
		"the leaf of block 0: data, of 36 bytes, with the number and the hash"
	);
}
