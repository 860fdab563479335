// SPDX-License-Identifier: Apache-2.0
//! Chains by proof of work, pure and with GRANDPA: what miners find, what it earns, and whose chain counts.
//!
//! One test runs at a time, because few miners are what a small machine can carry.

use cairn_tests::{
	account::{
		balance_of, client, dev, fresh, id, issuance, signed, sum_of_balances, transfer_to, Block, Client,
		Id, CRN,
	},
	chain_spec::ChainSpec,
	cli,
	network::{agree, Network, VALIDATORS},
	node::{node_key, Builder, Node},
	rpc::Rpc,
	wait, wasm,
};
use serde_json::json;
use std::ffi::OsStr;
use subxt::utils::{AccountId32, H256};
use tokio::sync::Mutex;

/// What a block earns its miner beside fees, in planck.
const REWARD: u128 = 50 * CRN;

/// Miners of two tests at a time would find next to nothing.
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

/// A chain of the runtime for proof of work, with the genesis of `preset`.
async fn chain(preset: &str) -> ChainSpec {
	let code = cairn_work_runtime::WASM_BINARY.expect("unset SKIP_WASM_BUILD and build the tests again");
	let (_folder, runtime) = wasm::in_file(code);
	let args: [&OsStr; 6] = [
		"--wasm".as_ref(),
		runtime.as_os_str(),
		"--preset".as_ref(),
		preset.as_ref(),
		"--chain-type".as_ref(),
		"local".as_ref(),
	];
	ChainSpec::create(args).await
}

/// An account that has nothing before it mines.
fn purse(miner: &str) -> Id {
	id(&fresh(miner))
}

/// The arguments of a miner that mines with one thread, for its [`purse`].
fn mining(miner: &str) -> [String; 5] {
	let account = AccountId32(purse(miner)).to_string();
	["--validator", "--mining-threads", "1", "--reward-account", &account].map(str::to_owned)
}

/// Starts a miner in `network`, with its state beside the chain spec.
async fn mines(network: &mut Network, spec: &ChainSpec, name: &str) -> Node {
	let args = mining(name);
	network.start(&args.each_ref().map(String::as_str), &spec.beside(name)).await
}

/// Waits until all nodes have the same block number `height`. Without finality they may differ for a while.
async fn settle(nodes: &[&Node], height: u64) {
	let same = || async {
		let expected = nodes[0].block_hash(height).await?;
		for node in nodes {
			if node.block_hash(height).await.as_ref() != Some(&expected) {
				return None;
			}
		}
		Some(())
	};
	wait::until(&format!("one block {height} on all nodes"), same).await;
}

/// Who is paid for block `number`, from the header's first digest.
async fn miner_of(node: &Rpc, number: u64) -> Id {
	let hash = node.block_hash(number).await.expect("the block exists");
	let header = node.call("chain_getHeader", json!([hash])).await;
	let digest = header["digest"]["logs"][0].as_str().expect("a block has a digest");
	// 06: for the runtime to read before the block. 706f775f: proof of work. 80: 32 bytes follow.
	let account = digest.strip_prefix("0x06706f775f80").unwrap_or_else(|| panic!("no miner: {digest}"));
	hex::decode(account).expect("digests are in hexadecimal").try_into().expect("an account has 32 bytes")
}

/// The chain as it is after block `number`.
async fn after(client: &Client, node: &Rpc, number: u64) -> Block {
	let hash: H256 = node.block_hash(number).await.expect("the block exists").parse().expect("a hash");
	client.at_block(hash).await.expect("the node has the block")
}

/// Sends a transfer that stays valid for ever to a node's pool.
async fn send(node: &Node, client: &Client, to: Id, amount: u128) {
	let call = transfer_to(to, amount);
	let bytes = signed(client, &call, &dev::alice(), 0).await;
	node.call("author_submitExtrinsic", json!([format!("0x{}", hex::encode(bytes))])).await;
}

/// Waits until `who` has `amount` in the state after a node's best block, and returns that block's number.
async fn has(node: &Node, client: &Client, who: Id, amount: u128) -> u64 {
	let arrived = || async {
		let best = node.best().await;
		let block = after(client, node, best).await;
		(balance_of(&block, who).await == amount).then_some(best)
	};
	wait::until("a transfer in the best chain", arrived).await
}

/// The difficulties of all blocks up to a node's best one, added up.
async fn weight(node: &Node) -> u64 {
	let mut sum = 0;
	for parent in 0..node.best().await {
		let parent = node.block_hash(parent).await;
		let answer = node.call("state_call", json!(["DifficultyApi_difficulty", "0x", parent])).await;
		let bytes = hex::decode(&answer.as_str().expect("bytes")[2..]).expect("hexadecimal");
		sum += u64::from_le_bytes(bytes[..8].try_into().expect("32 bytes"));
	}
	sum
}

#[tokio::test(flavor = "multi_thread")]
async fn miners_agree_and_are_paid_to_the_planck() {
	let _turn = ONE_AT_A_TIME.lock().await;
	let spec = chain("local").await;
	let mut network = Network::new(spec.path());
	let mut nodes = Vec::new();
	for name in VALIDATORS {
		nodes.push(mines(&mut network, &spec, name).await);
	}
	let [alice, bob, charlie, dave]: [Node; 4] = nodes.try_into().expect("four");
	let all = [&alice, &bob, &charlie, &dave];
	for node in all {
		node.wait_for_best(3).await;
	}
	settle(&all, 3).await;

	// A transfer, and all that the blocks up to it have earned.
	let client = client(&bob).await;
	let receiver = purse("receiver");
	send(&bob, &client, receiver, 3 * CRN).await;
	let height = has(&bob, &client, receiver, 3 * CRN).await;
	bob.wait_for_best(height + 2).await;
	settle(&all, height).await;
	let (genesis, block) = (after(&client, &bob, 0).await, after(&client, &bob, height).await);
	let earned = u128::from(height) * REWARD;
	assert_eq!(issuance(&block).await, issuance(&genesis).await + earned);
	assert_eq!(sum_of_balances(&block).await, issuance(&block).await);
	let sender = id(&dev::alice());
	let fee = balance_of(&genesis, sender).await - balance_of(&block, sender).await - 3 * CRN;
	let (mut miners, mut included) = (Vec::new(), None);
	for number in 1..=height {
		miners.push(miner_of(&bob, number).await);
		// The block that the transfer is in is the first after which it has arrived.
		let there = balance_of(&after(&client, &bob, number).await, receiver).await > 0;
		included = included.or(there.then_some(number));
	}
	let included = included.expect("the transfer has arrived");
	let fees_to = miner_of(&bob, included).await;
	let mut paid = 0;
	for name in VALIDATORS {
		let found = miners.iter().filter(|miner| **miner == purse(name)).count() as u128;
		let balance = balance_of(&block, purse(name)).await;
		let fees = if purse(name) == fees_to { fee } else { 0 };
		assert_eq!(
			balance,
			found * REWARD + fees,
			"{name}, for {found} blocks; the fee is of block {included}"
		);
		paid += balance;
	}
	assert!(fee > 0);
	assert_eq!(paid, earned + fee, "rewards and the fee, and nothing else");
	assert_eq!(bob.finalized().await, 0, "work alone makes nothing final");

	// One is killed. The others go on; it comes back and catches up.
	dave.kill();
	let head = alice.best().await;
	alice.wait_for_best(head + 3).await;
	let dave = mines(&mut network, &spec, "dave").await;
	// Somebody joins late, and mines nothing.
	let late = network.start(&["--sync", "full"], &spec.beside("late")).await;
	let head = alice.best().await;
	for node in [&dave, &late] {
		node.wait_for_best(head).await;
	}
	settle(&[&alice, &bob, &charlie, &dave, &late], head).await;
	wait::until("the hash rate in the log", || async {
		alice.log().contains("hashes a second").then_some(())
	})
	.await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_halves_become_one_and_no_transaction_is_lost() {
	let _turn = ONE_AT_A_TIME.lock().await;
	let spec = chain("local").await;
	let receiver = purse("receiver");
	let start = |name: &'static str, number: usize, args: Vec<String>| {
		let builder = Builder::chain(spec.path()).args(args).base_path(spec.beside(name));
		builder.args(["--node-key", &node_key(number)]).start()
	};

	// One half finds a few blocks with a transfer in them, and then no more.
	let light = start("light", 1, mining("light").into()).await;
	let (height, lighter) = {
		let client = client(&light).await;
		send(&light, &client, receiver, 5 * CRN).await;
		let height = has(&light, &client, receiver, 5 * CRN).await;
		light.wait_for_best(height + 1).await;
		(height, weight(&light).await)
	};
	assert!(light.stop().success());
	let light = start("light", 1, vec!["--rpc-methods".into(), "unsafe".into()]).await;
	let lost = light.block_hash(height).await;
	let client = client(&light).await;

	// The other half knows nothing of it, and works more.
	let heavy = start("heavy", 2, mining("heavy").into()).await;
	let heavier =
		|| async { (heavy.best().await > height + 1 && weight(&heavy).await > 2 * lighter).then_some(()) };
	wait::until("the heavier chain", heavier).await;
	let other = heavy.block_hash(height).await;
	assert!(other.is_some() && other != lost, "two chains");

	// They meet.
	light.call("system_addReservedPeer", json!([heavy.address().await])).await;
	settle(&[&heavy, &light], height).await;
	assert_eq!(light.block_hash(height).await, other, "the heavier chain counts");
	let again = has(&light, &client, receiver, 5 * CRN).await;
	assert!(again > height, "the transfer is mined once more, in a later block");
	settle(&[&heavy, &light], again).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_voters_blocks_become_final() {
	let _turn = ONE_AT_A_TIME.lock().await;
	let spec = chain("hybrid").await;
	let mut network = Network::new(spec.path());
	let mut nodes = Vec::new();
	for (number, name) in VALIDATORS.into_iter().enumerate() {
		let (account, key) = (format!("--{name}"), node_key(number + 1));
		// Two of the four voters mine.
		let mut args = if number < 2 { mining(name).to_vec() } else { vec![String::from("--validator")] };
		args.extend([account, "--node-key".into(), key]);
		let args: Vec<_> = args.iter().map(String::as_str).collect();
		nodes.push(network.start(&args, &spec.beside(name)).await);
	}
	let [alice, bob, charlie, dave]: [Node; 4] = nodes.try_into().expect("four");
	alice.wait_for_finalized(4).await;
	agree(&[&alice, &bob, &charlie, &dave], 0, 4).await;

	// Without one of four, three go on.
	dave.kill();
	let last = alice.finalized().await;
	alice.wait_for_finalized(last + 3).await;
	// Who joins late gets all of it.
	let late = network.start(&["--sync", "full"], &spec.beside("late")).await;
	let last = alice.finalized().await;
	agree(&[&alice, &bob, &charlie, &late], 0, last).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_peer_that_sends_blocks_without_work_is_thrown_out() {
	let _turn = ONE_AT_A_TIME.lock().await;
	let spec = chain("local").await;
	let honest = Builder::chain(spec.path()).args(["--node-key", &node_key(1)]).start().await;
	let address = honest.address().await;
	let liar = Builder::chain(spec.path())
		.args(["--validator", "--force-authoring", "--sealing", "500", "--node-key", &node_key(2)])
		.args(["--bootnodes", &address])
		.start()
		.await;
	liar.wait_for_best(2).await;
	let refused = || async { honest.log().contains("Verification failed for block").then_some(()) };
	wait::until("a refused block", refused).await;
	let gone = || async {
		let health = honest.call("system_health", json!([])).await;
		(health["peers"] == 0).then_some(())
	};
	wait::until("the end of the connection", gone).await;
	assert_eq!(honest.best().await, 0, "no block without work counts");
	assert!(honest.log().contains("is not the work"), "the log says why");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_miner_without_an_account_does_not_start() {
	let spec = chain("local").await;
	let base = spec.beside("nobody");
	let args: [&OsStr; 14] = [
		"--chain".as_ref(),
		spec.as_ref(),
		"--base-path".as_ref(),
		base.as_os_str(),
		"--validator".as_ref(),
		"--mining-threads".as_ref(),
		"1".as_ref(),
		"--no-mdns".as_ref(),
		"--no-prometheus".as_ref(),
		"--no-telemetry".as_ref(),
		"--listen-addr".as_ref(),
		"/ip4/127.0.0.1/tcp/0".as_ref(),
		"--rpc-port".as_ref(),
		"0".as_ref(),
	];
	let ended = cli::cairn(args).await;
	assert_ne!(ended.code, Some(0));
	assert!(ended.stderr.contains("--reward-account"), "{}", ended.stderr);
}
