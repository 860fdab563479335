// SPDX-License-Identifier: Apache-2.0
//! Local networks, one of each family: nodes agree, are killed and come back, and the network falls apart and heals. And the
//! program that makes them.
//!
//! Each node has a network namespace, which takes root. One test runs at a time, because four nodes are what a small machine
//! can carry.

use cairn_network::{Chain, Options, Runtimes};
use cairn_tests::{
	account::{balance_of, client, dev, fresh, id, signed, transfer_to, Client, Id, CRN},
	chain_spec::parse,
	cli::Finished,
	local_network::{command, finished, left_of, run, weight, LocalNetwork, Place},
	rpc::Rpc,
	wait,
};
use rustix::process::{kill_process, Pid, Signal};
use serde_json::{json, Value as Json};
use std::{
	collections::BTreeSet,
	fs,
	path::Path,
	process::{Command, Stdio},
};
use subxt::utils::H256;
use subxt_signer::sr25519::Keypair;
use tokio::{
	io::{AsyncBufReadExt, AsyncReadExt, BufReader},
	sync::Mutex,
	time::timeout,
};

const RUNTIMES: Runtimes =
	Runtimes { authority: cairn_authority_runtime::WASM_BINARY, work: cairn_work_runtime::WASM_BINARY };

static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

/// Two blocks a second, and no session that ends while a test runs: what sessions do is tested elsewhere.
fn fast(options: &mut Options) {
	options.patch = Some(json!({ "launchConfig": { "slotDuration": 500, "epochDuration": 600 } }));
}

/// Kills a node. The others go on and finalise; it comes back with what was final, and catches up.
async fn survives_the_death_of(network: &mut LocalNetwork, victim: usize) {
	// Or else two of four would be missing.
	network.vote_together().await;
	let last = network.node(victim).finalized().await;
	let kept = network.node(victim).block_hash(last).await;
	// The database has on disk what was final a moment ago, not what is in this one.
	network.node(victim).wait_for_finalized(last + 1).await;
	network.kill(victim);
	let other = network.node(victim % network.nodes().len() + 1);
	let head = other.best().await;
	other.wait_for_finalized(head + 1).await;

	network.start(victim).await;
	assert!(network.node(victim).finalized().await >= last, "nothing final is lost");
	assert_eq!(network.node(victim).block_hash(last).await, kept);
	let head = network.highest().await;
	network.agree(last, head).await;
}

/// Parts four voters into two and two. Neither side finalises, and both make blocks. Healed, they are one chain, on which
/// everything is that was ever final anywhere.
async fn survives_a_partition(network: &LocalNetwork, [left, right]: [[usize; 2]; 2]) {
	network.partition(&format!("{},{}/{},{}", left[0], left[1], right[0], right[1]));
	// Those of the other side have voted for no block after this one.
	let voted = network.highest().await;
	let head = voted + 3;
	for node in network.nodes() {
		node.wait_for_best(head).await;
	}
	let mut finals = Vec::new();
	for node in network.nodes() {
		let last = node.finalized().await;
		assert!(
			last <= voted,
			"two of four are not more than two thirds: {last} is final, of {voted} voted for"
		);
		finals.push((last, node.block_hash(last).await));
	}
	for (last, hash) in &finals {
		for (node, (other, _)) in network.nodes().iter().zip(&finals) {
			// What comes after a node's own last final block is not final there.
			if other >= last {
				assert_eq!(node.block_hash(*last).await, *hash, "block {last} is final on one branch only");
			}
		}
	}
	let (one, other) = (network.node(left[0]), network.node(right[0]));
	assert_ne!(one.block_hash(head).await, other.block_hash(head).await, "two chains");

	let head = network.highest().await;
	network.heal();
	network.agree(0, head).await;
	for (last, hash) in &finals {
		for node in network.nodes() {
			assert_eq!(node.block_hash(*last).await, *hash, "block {last} was final");
		}
	}
	// And it goes on.
	let head = network.highest().await;
	network.agree(head, head + 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn proof_of_stake_keeps_what_is_final() {
	let _turn = ONE_AT_A_TIME.lock().await;
	let mut network = LocalNetwork::up(Chain::Standard, &RUNTIMES, fast).await;
	network.agree(0, 3).await;
	for victim in 1..=3 {
		survives_the_death_of(&mut network, victim).await;
	}
	survives_a_partition(&network, [[1, 2], [3, 4]]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn proof_of_authority_keeps_what_is_final() {
	let _turn = ONE_AT_A_TIME.lock().await;
	let mut network = LocalNetwork::up(Chain::Authority, &RUNTIMES, fast).await;
	network.agree(0, 3).await;
	for victim in 1..=3 {
		survives_the_death_of(&mut network, victim).await;
	}
	survives_a_partition(&network, [[1, 4], [2, 3]]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hybrid_keeps_what_is_final() {
	let _turn = ONE_AT_A_TIME.lock().await;
	// One miner on each side of the partition.
	let mut network = LocalNetwork::up(Chain::Hybrid, &RUNTIMES, |options| options.miners = Some(2)).await;
	network.agree(0, 2).await;
	for victim in [1, 4] {
		survives_the_death_of(&mut network, victim).await;
	}
	survives_a_partition(&network, [[1, 3], [2, 4]]).await;
}

/// Sends a transfer that stays valid for ever to a node's pool.
async fn send(node: &Rpc, client: &Client, from: &Keypair, to: Id, amount: u128) {
	let bytes = signed(client, &transfer_to(to, amount), from, 0).await;
	node.call("author_submitExtrinsic", json!([format!("0x{}", hex::encode(bytes))])).await;
}

/// The best chain of a node, as far as a transfer is in it: the number of its best block, once `who` has `amount` there.
async fn arrived(node: &Rpc, client: &Client, who: Id, amount: u128) -> u64 {
	let there = || async {
		let best = node.best().await;
		let hash: H256 = node.block_hash(best).await?.parse().expect("a hash");
		let block = client.at_block(hash).await.expect("the node has the block");
		(balance_of(&block, who).await == amount).then_some(best)
	};
	wait::until("a transfer in the best chain", there).await
}

#[tokio::test(flavor = "multi_thread")]
async fn proof_of_work_goes_on_with_the_heaviest_chain() {
	let _turn = ONE_AT_A_TIME.lock().await;
	let mut network = LocalNetwork::up(Chain::Work, &RUNTIMES, |_| ()).await;
	for node in network.nodes() {
		node.wait_for_best(2).await;
	}
	network.settle(2).await;

	// A miner is killed; it comes back, and catches up with the others.
	network.kill(1);
	let head = network.node(2).best().await;
	network.node(2).wait_for_best(head + 2).await;
	network.start(1).await;
	network.settle(head + 2).await;

	// One is parted from three, who work more. Each side mines a transfer.
	network.partition("1/2,3,4");
	let fork = network.highest().await + 1;
	let (few, many) = (network.node(1), network.node(2));
	let (few_client, many_client) = (client(few).await, client(many).await);
	let (lost, kept) = (id(&fresh("lost")), id(&fresh("kept")));
	send(few, &few_client, &dev::alice(), lost, 5 * CRN).await;
	send(many, &many_client, &dev::bob(), kept, 7 * CRN).await;
	let lost_at = arrived(few, &few_client, lost, 5 * CRN).await.max(fork);
	arrived(many, &many_client, kept, 7 * CRN).await;
	few.wait_for_best(fork).await;
	// While they find each other again, the few may find a block or two.
	let difficulty = || async { weight(many, many.best().await).await };
	let heavier = || async {
		let margin = weight(few, fork).await + 6 * difficulty().await;
		(weight(many, fork).await > margin).then_some(())
	};
	wait::until("the heavier chain", heavier).await;
	let (lighter, heavier) = (few.block_hash(fork).await, many.block_hash(fork).await);
	assert!(lighter.is_some() && lighter != heavier, "two chains");
	let lost_block = few.block_hash(lost_at).await;

	// They meet.
	network.heal();
	assert_eq!(Some(network.settle(fork).await), heavier, "the heavier chain counts");
	assert_ne!(few.block_hash(lost_at).await, lost_block, "the block with the transfer is none of it");
	let again = arrived(many, &many_client, lost, 5 * CRN).await;
	network.settle(again).await;
	for (node, client) in [(few, &few_client), (many, &many_client)] {
		arrived(node, client, lost, 5 * CRN).await;
		arrived(node, client, kept, 7 * CRN).await;
		assert_eq!(node.finalized().await, 0, "work alone makes nothing final");
	}
}

/// What `status --json` tells of the network in `folder`.
async fn status(folder: &Path) -> Json {
	parse(&run(folder, ["status", "--json"]).await.success())
}

/// The name of the network in `folder`.
async fn name(folder: &Path) -> String {
	status(folder).await["name"].as_str().expect("networks have names").to_owned()
}

/// The processes of the nodes of a network.
fn pids(status: &Json) -> BTreeSet<u64> {
	let nodes = status["nodes"].as_array().expect("nodes");
	nodes.iter().filter_map(|node| node["pid"].as_u64()).collect()
}

/// Takes a network down, and asserts that nothing of it is left.
async fn ends(folder: &Path, name: &str) {
	let said = run(folder, ["down"]).await.success();
	assert_eq!(said, format!("{name} is down, and nothing of it is left\n"));
	assert_eq!(left_of(name, folder), [] as [&str; 0]);
}

/// Two validators that take turns.
const SMALL: [&str; 7] = ["up", "--chain", "authority", "--nodes", "2", "--namespaces", "on"];

/// Starts a network with packets delayed and lost, or, where the kernel cannot do that, is told so. Returns whether it can.
async fn has_bad_cables(folder: &Path) -> bool {
	let up: Finished = run(folder, [&SMALL[..], &["--delay", "20", "--loss", "1"]].concat()).await;
	if up.code != Some(0) {
		up.refused(&["packets cannot be delayed or lost"], "netem");
		// What the kernel says where it has no such qdisc: newer ones, and older ones.
		let kernel = ["qdisc kind is unknown", "RTNETLINK answers: No such file or directory"];
		assert!(kernel.iter().any(|says| up.stderr.contains(says)), "{up:#?}");
		eprintln!("left out: delay and loss, as this kernel has no netem");
		assert!(!folder.exists(), "nothing is left of it");
		return false;
	}
	let namespace = format!("{}-1", name(folder).await);
	let cable = Command::new("tc").args(["-n", &namespace, "qdisc", "show", "dev", "p2p0"]).output();
	let cable = String::from_utf8_lossy(&cable.expect("iproute2 is installed").stdout).into_owned();
	assert!(cable.contains("delay 20ms") && cable.contains("loss 1%"), "{cable}");
	true
}

/// What a network of two tells of itself, and what is refused while it is there.
async fn tells_where_everything_is(folder: &Path) {
	let shown = run(folder, ["status"]).await.success();
	for part in ["chain authority, 2 nodes in network namespaces", "alice", "bob", "validator", "/node-N/log"]
	{
		assert!(shown.contains(part), "{part:?} is not in {shown}");
	}
	let connected = |status: &Json| (0..2).all(|node| status["nodes"][node]["peers"] == 1);
	let status = || async { Some(status(folder).await).filter(connected) };
	let status = wait::until("both nodes to have each other as a peer", status).await;
	assert_eq!((&status["chain"], pids(&status).len()), (&json!("authority"), 2));
	for (node, name) in [(0, "alice"), (1, "bob")] {
		let node = &status["nodes"][node];
		assert_eq!((&node["name"], &node["role"]), (&json!(name), &json!("validator")));
		let [rpc, log] = ["rpc", "log"].map(|key| node[key].as_str().expect("a text"));
		assert!(shown.contains(rpc), "{rpc} is not in {shown}");
		let rpc = Rpc::connect(rpc).await.expect("the node answers");
		rpc.wait_for_finalized(2).await;
		let log = fs::read_to_string(log).expect("a log");
		assert!(run(folder, ["logs", name]).await.success().contains("Consensus  Aura + GRANDPA"));
		assert!(log.contains(&format!("Name       {name}")), "{log}");
	}
	assert_eq!(run(folder, ["logs", "1", "--lines", "3"]).await.success().lines().count(), 3);

	run(folder, SMALL).await.refused(&["there is a network in"], "`down` removes it");
	run(folder, ["kill", "3"]).await.refused(&["there is no node `3`"], "1 (alice), 2 (bob)");
	run(folder, ["start", "1"]).await.refused(&["node 1 (alice) runs already"], "`kill` ends it");
	run(folder, ["partition", "1"]).await.refused(&["node 2 is in no group"], "for example 1/2");
	run(folder, ["partition", "1/2,3"]).await.refused(&["there is no node 3"], "for example 1/2");
	run(folder, ["partition", "1;2"]).await.wrong_usage("`1;2` is no node's number");
}

/// Kills nodes and parts the network, by the program.
async fn is_treated_badly(folder: &Path) {
	assert_eq!(run(folder, ["kill", "bob"]).await.success(), "node 2 (bob) is killed\n");
	let killed = status(folder).await;
	assert_eq!((&killed["nodes"][1]["pid"], &killed["nodes"][1]["best"]), (&Json::Null, &Json::Null));
	run(folder, ["kill", "2"]).await.refused(&["node 2 (bob) does not run"], "`start` starts it");
	assert!(run(folder, ["start", "2"]).await.success().starts_with("node 2 (bob) answers at ws://10.214."));

	assert_eq!(run(folder, ["partition", "1/2"]).await.success(), "parted: 1/2\n");
	let parted = status(folder).await;
	assert_eq!(parted["groups"], json!([[1], [2]]));
	assert_eq!([0, 1].map(|node| parted["nodes"][node]["group"].as_u64()), [Some(1), Some(2)]);
	run(folder, ["heal"]).await.success();
	assert_eq!(status(folder).await["groups"], Json::Null);
	let rpc = parted["nodes"][0]["rpc"].as_str().expect("a URL");
	let rpc = Rpc::connect(rpc).await.expect("the node answers");
	rpc.wait_for_finalized(rpc.best().await + 2).await;
}

/// Starts another network, and kills the program while it does. `down` removes what is there by then.
async fn leaves_nothing_even_if_it_is_killed() {
	let place = Place::new();
	let folder = place.folder();
	let mut up = command(&folder, SMALL).stdout(Stdio::null()).spawn().expect("the program starts");
	let started = || async {
		let state = fs::read_to_string(folder.join("network.json")).ok()?;
		parse(&state)["nodes"][1]["process"]["pid"].as_u64()
	};
	wait::until("the start of two nodes", started).await;
	up.kill().await.expect("it runs");
	let name = name(&folder).await;
	assert!(left_of(&name, &folder).len() > 5, "there is something to remove");
	ends(&folder, &name).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_starts_breaks_mends_and_removes_networks() {
	let _turn = ONE_AT_A_TIME.lock().await;
	let place = Place::new();
	let folder = place.folder();
	if !has_bad_cables(&folder).await {
		let said = run(&folder, SMALL).await.success();
		assert!(said.starts_with("cairn-") && said.contains("ws://10.214."), "{said}");
	}
	let name = name(&folder).await;
	tells_where_everything_is(&folder).await;
	is_treated_badly(&folder).await;
	let before = pids(&status(&folder).await);
	leaves_nothing_even_if_it_is_killed().await;
	assert_eq!(pids(&status(&folder).await), before, "another network's end is nothing to this one");

	// A node that has died is no hindrance, and who follows a log is told of its end.
	let mut follower =
		command(&folder, ["logs", "2", "--follow"]).stdout(Stdio::piped()).spawn().expect("started");
	let mut followed = BufReader::new(follower.stdout.take().expect("a pipe"));
	let mut log = String::new();
	let first = timeout(wait::DEADLINE, followed.read_line(&mut log)).await.expect("a first line");
	assert!(first.expect("text") > 0, "it follows");
	let pid = before.first().and_then(|pid| Pid::from_raw(i32::try_from(*pid).ok()?)).expect("a process");
	kill_process(pid, Signal::KILL).expect("it is there");
	ends(&folder, &name).await;
	let rest = timeout(wait::DEADLINE, followed.read_to_string(&mut log)).await.expect("it ends");
	rest.expect("text");
	assert!(log.contains("Name       bob"), "{log}");
	finished(follower.wait_with_output()).await.success();

	let again = run(&folder, ["down"]).await.success();
	assert!(again.starts_with("there is no network in "), "{again}");
	run(&folder, ["status"]).await.refused(&["there is no network in"], "`up` starts one");
}

/// Asserts that nodes whose messages are delayed are connected through the relay, and in no other way.
fn nothing_goes_past_the_relay(folder: &Path) {
	const ESTABLISHED: &str = "01";
	let state = parse(&fs::read_to_string(folder.join("network.json")).expect("it is there"));
	let command = state["relay"]["command"].as_array().expect("there is a relay");
	let routes = command.iter().filter_map(|argument| argument.as_str()?.split_once('='));
	let port = |address: &str| -> u16 {
		address.rsplit_once(':').and_then(|(_, port)| port.parse().ok()).expect("an address has a port")
	};
	let (relays, nodes): (BTreeSet<_>, BTreeSet<_>) =
		routes.map(|(listen, target)| (port(listen), port(target))).unzip();
	assert_eq!((relays.len(), nodes.len()), (2, 2), "{command:?}");

	let table = fs::read_to_string("/proc/net/tcp").expect("Linux lists its connections");
	let hexadecimal = |address: &str| {
		let port = address.rsplit_once(':').map(|(_, port)| u16::from_str_radix(port, 16));
		port.and_then(Result::ok).expect("ports are in hexadecimal")
	};
	let rows = table.lines().skip(1).map(|row| row.split_whitespace().collect::<Vec<_>>());
	let ends = rows.filter(|row| row[3] == ESTABLISHED).map(|row| (hexadecimal(row[1]), hexadecimal(row[2])));
	let ends = ends.collect::<Vec<_>>();
	assert!(ends.iter().any(|(local, _)| relays.contains(local)), "the relay has connections: {ends:?}");
	let direct = ends.iter().filter(|(local, remote)| nodes.contains(local) && nodes.contains(remote));
	assert_eq!(direct.count(), 0, "nodes talk past the relay: {ends:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_namespaces_a_network_runs_and_cannot_be_parted() {
	let _turn = ONE_AT_A_TIME.lock().await;
	let place = Place::new();
	let folder = place.folder();
	let off = ["up", "--chain", "authority", "--namespaces", "off", "--nodes"];
	let said = run(&folder, [&off[..], &["2", "--delay", "50"]].concat()).await.success();
	assert!(said.contains("ws://127.0.0.1:2") && said.contains("on the loopback interface"), "{said}");
	let name = name(&folder).await;
	nothing_goes_past_the_relay(&folder);
	assert!(run(&folder, ["kill", "1"]).await.success().contains("(alice) is killed"));
	assert!(run(&folder, ["start", "1"]).await.success().contains("ws://127.0.0.1:2"));
	for args in [&["partition", "1/2"][..], &["heal"]] {
		run(&folder, args).await.refused(&["takes network namespaces", "--namespaces off"], "as root");
	}
	ends(&folder, &name).await;

	let lossy = [&off[..], &["2", "--loss", "1"]].concat();
	run(&folder, lossy).await.refused(&["a loss of 1 %", "takes network namespaces"], "--namespaces off out");
	run(&folder, [&off[..], &["0"]].concat()).await.refused(&["cannot have 0 nodes"], "between 1 and 50");
	let miners = [&off[..], &["2", "--miners", "1"]].concat();
	run(&folder, miners).await.refused(&["`authority` has no miners"], "leave --miners out");
	run(&folder, ["up", "--chain", "/no/such.json"]).await.refused(&["/no/such.json"], "check the path");
	run(&folder, ["up", "--namespaces", "maybe"]).await.wrong_usage("possible values: auto, on, off");
	assert!(!folder.exists(), "what is refused leaves nothing");
	fs::create_dir(&folder).expect("made");
	fs::write(folder.join("thesis.txt"), "").expect("written");
	run(&folder, SMALL).await.refused(&["is not empty"], "--dir");
	assert_eq!(
		run(&folder, ["down"]).await.success(),
		format!("there is no network in {}\n", folder.display())
	);
}
