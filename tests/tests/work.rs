// SPDX-License-Identifier: Apache-2.0
//! Chains by proof of work, pure and with GRANDPA: what miners find, what it earns, and whose chain counts.
//!
//! One test runs at a time, because few miners are what a small machine can carry.

use cairn_tests::{
	account::{
		balance_of, call, client, dev, fresh, hash, id, issuance, signed, sudo, sum_of_balances, transfer_to,
		Block, Call, Client, Id, CRN,
	},
	chain_spec::ChainSpec,
	cli::{self, Finished},
	network::{agree, vote_together, Network, VALIDATORS},
	node::{node_key, Builder, Node},
	rpc::Rpc,
	value::bytes,
	wait, wasm,
};
use rustix::process::{kill_process, Pid, Signal};
use serde_json::{json, Value as Json};
use std::{
	ffi::{OsStr, OsString},
	path::Path,
	sync::{
		atomic::{AtomicU64, Ordering},
		Arc,
	},
	thread,
	time::{Duration, Instant},
};
use subxt::utils::{AccountId32, H256};
use tokio::sync::Mutex;

/// What a block earns its miner beside fees, in planck.
const REWARD: u128 = 50 * CRN;

/// Miners of two tests at a time would find next to nothing.
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

/// The runtime's code, compressed.
fn code() -> &'static [u8] {
	cairn_work_runtime::WASM_BINARY.expect("unset SKIP_WASM_BUILD and build the tests again")
}

/// A chain of the runtime for proof of work, with the genesis of `preset`.
async fn chain(preset: &str) -> ChainSpec {
	ChainSpec::of_runtime(code(), preset, &json!({})).await
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

/// A transaction of Alice that stays valid for ever.
async fn by_alice(client: &Client, call: &Call, nonce: u64) -> Vec<u8> {
	signed(client, call, &dev::alice(), nonce).await
}

/// Gives a transaction to a node's pool.
async fn submit(node: &Node, transaction: Vec<u8>) {
	node.call("author_submitExtrinsic", json!([format!("0x{}", hex::encode(transaction))])).await;
}

/// Sends Alice's first transaction, a transfer that stays valid for ever, to a node's pool.
async fn send(node: &Node, client: &Client, to: Id, amount: u128) {
	submit(node, by_alice(client, &transfer_to(to, amount), 0).await).await;
}

/// Waits until `who` has `amount` in the state after a block with two more on top of it, which makes it unlikely that the
/// block is replaced, and returns that block's number.
async fn has(node: &Node, client: &Client, who: Id, amount: u128) -> u64 {
	let arrived = || async {
		let settled = node.best().await.checked_sub(2)?;
		let block = after(client, node, settled).await;
		(balance_of(&block, who).await == amount).then_some(settled)
	};
	wait::until("a transfer in the best chain", arrived).await
}

/// The difficulty of block `number`, which is in the state after the block before.
async fn difficulty(node: &Rpc, number: u64) -> u64 {
	let parent = node.block_hash(number - 1).await;
	let answer = node.call("state_call", json!(["DifficultyApi_difficulty", "0x", parent])).await;
	let bytes = hex::decode(&answer.as_str().expect("bytes")[2..]).expect("hexadecimal");
	u64::from_le_bytes(bytes[..8].try_into().expect("32 bytes"))
}

/// The difficulties of all blocks up to a node's best one, added up.
async fn weight(node: &Node) -> u64 {
	let mut sum = 0;
	for number in 1..=node.best().await {
		sum += difficulty(node, number).await;
	}
	sum
}

/// Alice, the administrator, authorises a runtime and hands it in, and all nodes go on with it: a transfer is mined
/// afterwards. `client` is the first node's, `nonce` that of her next transaction. Returns the number of the block with
/// the transfer.
///
/// For what is new in the runtime, and what is not, see [`wasm::raised`].
async fn is_upgraded(client: &Client, nodes: &[&Node], nonce: u64) -> u64 {
	let code = wasm::raised(code());
	let receiver = purse("receiver after an upgrade");
	let authorize = sudo(call("System", "authorize_upgrade", [bytes(hash(client, &code).await)]));
	let apply = call("System", "apply_authorized_upgrade", [bytes(code)]);
	// Signed before, as the code goes on asking for signatures for the old version.
	let authorize = by_alice(client, &authorize, nonce).await;
	let apply = by_alice(client, &apply, nonce + 1).await;
	let transfer = by_alice(client, &transfer_to(receiver, CRN), nonce + 2).await;
	for node in nodes {
		assert_eq!(node.spec_version().await, 1);
		assert!(!wasm::is_raised(&metadata(node).await));
	}
	submit(nodes[0], authorize).await;
	submit(nodes[0], apply).await;
	for node in nodes {
		let upgraded = || async {
			// The version is what the code says of itself; the sentence is what it answers when it is executed.
			let sentence = wasm::is_raised(&metadata(node).await);
			(node.spec_version().await == 2 && sentence).then_some(())
		};
		wait::until("the new code", upgraded).await;
	}
	let upgraded = nodes[0].best().await;
	submit(nodes[0], transfer).await;
	let height = has(nodes[0], client, receiver, CRN).await;
	assert!(height > upgraded, "a block made with the new code");
	height
}

async fn metadata(node: &Rpc) -> String {
	node.call("state_getMetadata", json!([])).await.as_str().expect("hexadecimal").to_owned()
}

/// Starts a node that keeps its state in `base` and talks to nobody, and waits until it has ended.
async fn ends(spec: &ChainSpec, base: &Path, args: &[&str]) -> Finished {
	let alone = ["--no-mdns", "--no-prometheus", "--no-telemetry", "--rpc-port", "0"];
	let address = ["--listen-addr", "/ip4/127.0.0.1/tcp/0"];
	let places = [OsStr::new("--chain"), spec.as_ref(), OsStr::new("--base-path"), base.as_os_str()];
	let options = alone.iter().chain(&address).chain(args).map(OsString::from);
	cli::cairn(places.into_iter().map(OsString::from).chain(options)).await
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

	// Another runtime. Blocks are found as before, and earn as much.
	let height = is_upgraded(&client, &[&bob, &alice, &charlie, &dave], 1).await;
	bob.wait_for_best(height + 2).await;
	settle(&all, height).await;
	let block = after(&client, &bob, height).await;
	assert_eq!(issuance(&block).await, issuance(&genesis).await + u128::from(height) * REWARD);
	assert_eq!(sum_of_balances(&block).await, issuance(&block).await);

	// One is killed. The others go on; it comes back and catches up.
	dave.kill();
	let head = alice.best().await;
	alice.wait_for_best(head + 3).await;
	let dave = mines(&mut network, &spec, "dave").await;
	// Somebody joins late, executes all blocks, also those before the upgrade, and mines nothing.
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
	assert!(lost.is_some() && other.is_some() && other != lost, "two chains");

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
	let all = [&alice, &bob, &charlie, &dave];
	agree(&all, 0, 4).await;

	// Another runtime: with it, too, blocks become final.
	let height = is_upgraded(&client(&alice).await, &all, 0).await;
	alice.wait_for_finalized(height + 1).await;
	agree(&all, height, height + 1).await;

	// Without one of four, three go on.
	vote_together(&[&alice, &bob, &charlie, &dave]).await;
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
	let ended = ends(&spec, &spec.beside("nobody"), &["--validator", "--mining-threads", "1"]).await;
	assert_ne!(ended.code, Some(0));
	assert!(ended.stderr.contains("--reward-account"), "{}", ended.stderr);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_refuses_to_synchronise_other_than_in_full() {
	for preset in ["local", "hybrid"] {
		let spec = chain(preset).await;
		for mode in ["fast", "warp"] {
			let ended = ends(&spec, &spec.beside("impatient"), &["--sync", mode]).await;
			ended.refused(&["by proof of work is synchronised in full only"], "--sync full");
		}
	}
}

/// How long a cycle of [`Throttle`] takes.
const CYCLE: Duration = Duration::from_millis(200);

/// Gives a process only a part of the time, by stopping and continuing it.
struct Throttle {
	/// How much of each cycle it runs, in percent. More than 100 ends the throttle.
	share: Arc<AtomicU64>,
	thread: Option<thread::JoinHandle<()>>,
}

impl Throttle {
	/// Gives the process `pid` all of the time for now.
	fn new(pid: u32) -> Self {
		let share = Arc::new(AtomicU64::new(100));
		let pid = i32::try_from(pid).ok().and_then(Pid::from_raw).expect("a process has a number");
		let shared = share.clone();
		let thread = thread::spawn(move || loop {
			let share = shared.load(Ordering::Relaxed);
			// It may have ended by itself.
			let _ = kill_process(pid, Signal::CONT);
			if share > 100 {
				return;
			}
			thread::sleep(CYCLE * share as u32 / 100);
			if share < 100 {
				let _ = kill_process(pid, Signal::STOP);
				thread::sleep(CYCLE * (100 - share) as u32 / 100);
			}
		});
		Self { share, thread: Some(thread) }
	}

	/// Gives it so many percent of the time from now on.
	fn set(&self, share: u64) {
		self.share.store(share, Ordering::Relaxed);
	}
}

impl Drop for Throttle {
	fn drop(&mut self) {
		self.set(u64::MAX);
		if let Some(thread) = self.thread.take() {
			let _ = thread.join();
		}
	}
}

/// Waits for so many blocks more, and returns the mean difficulty of the last half of them, and how long one of these took
/// on average, in seconds.
async fn pace(node: &Node, blocks: u64) -> (f64, f64) {
	let half = node.best().await + blocks / 2;
	node.wait_for_best(half).await;
	let start = Instant::now();
	let last = node.wait_for_best(half + blocks / 2).await;
	let each = start.elapsed().as_secs_f64() / (last - half) as f64;
	let mut sum = 0;
	for number in half + 1..=last {
		sum += difficulty(node, number).await;
	}
	(sum as f64 / (last - half) as f64, each)
}

/// It takes four minutes and a processor core that does nothing else, so it is not for every run:
/// `cargo test --release --workspace --test work -- --ignored --nocapture`. What every run has is the simulation in
/// `pallets/difficulty`.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "it takes four minutes and a processor core that does nothing else"]
async fn difficulty_follows_a_tenfold_rise_and_fall_of_the_hash_rate() {
	let _turn = ONE_AT_A_TIME.lock().await;
	// A block a second, and as short a half-life as is allowed for that.
	let patch: Json = json!({
		"launchConfig": { "slotDuration": 1_000 },
		"difficulty": { "initialDifficulty": 3, "rule": { "halfLife": 16_000, "minimum": 1 } },
	});
	let spec = ChainSpec::of_runtime(code(), "local", &patch).await;
	let mut network = Network::new(spec.path());
	let observer = network.start(&[], &spec.beside("observer")).await;
	let miner = mines(&mut network, &spec, "miner").await;
	observer.wait_for_best(1).await;
	let throttle = Throttle::new(miner.pid());

	throttle.set(10);
	let (slow, seconds) = pace(&observer, 40).await;
	println!("a tenth of the hash rate: difficulty {slow:.1}, a block every {seconds:.2} s");
	let reaches = |what: &'static str, enough: Box<dyn Fn(f64) -> bool>| {
		let observer = &observer;
		async move {
			let start = Instant::now();
			let reached = || async {
				let now = difficulty(observer, observer.best().await).await;
				enough(now as f64).then_some(())
			};
			wait::until(what, reached).await;
			start.elapsed().as_secs_f64()
		}
	};

	throttle.set(100);
	let took = reaches("the rise", Box::new(move |now| now > 5.0 * slow)).await;
	let (fast, seconds) = pace(&observer, 60).await;
	println!(
		"all of it: five times as difficult after {took:.0} s; then {fast:.1}, a block every {seconds:.2} s"
	);
	assert!((4.0..25.0).contains(&(fast / slow)), "{fast} after {slow}");
	assert!((0.5..2.0).contains(&seconds), "a block every {seconds} s");

	throttle.set(10);
	let took = reaches("the fall", Box::new(move |now| now < 2.0 * slow)).await;
	let (again, seconds) = pace(&observer, 40).await;
	println!("a tenth: down to twice the old difficulty after {took:.0} s; then {again:.1}, a block every {seconds:.2} s");
	assert!((0.4..2.5).contains(&(again / slow)), "{again}, and {slow} before");
	assert!((0.5..2.0).contains(&seconds), "a block every {seconds} s");
	drop(throttle);
}
