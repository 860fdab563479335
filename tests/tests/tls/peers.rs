// SPDX-License-Identifier: Apache-2.0
//! What nodes say to each other is encrypted: somebody who records all of it finds nothing that they talk about.

use crate::capture::{Recording, Relay};
use cairn_tests::{
	account::{call, client, dev, execute},
	chain_spec::{parse, ChainSpec},
	http,
	node::{Builder, Node},
	value,
};
use serde_json::{json, Value};
use std::{collections::BTreeSet, fs};

/// A text that nothing else on the wire can be.
const REMARK: &str = "whoever can read this sentence has broken into the connection";

/// What a recording is searched for: its name, and the bytes.
type Secrets = Vec<(String, Vec<u8>)>;

#[tokio::test(flavor = "multi_thread")]
async fn nodes_say_nothing_that_a_wire_tapper_can_read() {
	let spec = ChainSpec::create(["--preset", "development"]).await;
	let validator = Builder::sole_validator(&spec).start().await;
	let address = validator.address().await;
	let port = port_in(&address);

	// The other node knows the validator by the relay's address only.
	let relay = Relay::to(port).await;
	let through_the_relay = address.replace(&format!("/tcp/{port}/"), &format!("/tcp/{}/", relay.port));
	assert_ne!(through_the_relay, address);
	let node = Builder::chain(&spec).args(["--bootnodes", &through_the_relay]).start().await;

	// A transaction goes one way, the block that holds it and its finality the other.
	let remark = call("System", "remark_with_event", [value::bytes(REMARK)]);
	let included = execute(&client(&node).await, &remark, &dev::bob()).await;
	let number = included.block.block_number();
	assert_eq!(node.block_hash(number).await, validator.block_hash(number).await);
	goes_through(&relay, &validator, &node).await;

	let header = node.call("chain_getHeader", json!([node.block_hash(number).await])).await;
	let recording = relay.recording();
	assert!(recording.len() > 10_000, "the two have talked: {} bytes", recording.len());
	for greeting in ["/multistream/1.0.0\n", "/noise\n"] {
		assert!(recording.holds_both_ways(greeting.as_bytes()), "connections begin with {greeting:?}");
	}
	let secrets = what_they_talk_about(&node.genesis_hash().await, &header);
	assert_eq!(found(&recording, &secrets), BTreeSet::new());
	for protocol in ["/yamux/", "/ipfs/id/", "/block-announces/", "/transactions/", "/sync/", "/grandpa/"] {
		assert!(!recording.holds(protocol.as_bytes()), "{protocol:?} is agreed on in the open");
	}

	// The same search finds all of it where nothing is encrypted.
	let relay = Relay::to(node.rpc_port()).await;
	let hash = included.block.block_hash();
	for (method, params) in [
		("chain_getBlock", json!([hash])),
		("chain_getBlockHash", json!([0])),
		("system_chain", json!([REMARK])),
	] {
		let request = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params }).to_string();
		// The node answers to its own address only.
		let host = format!("Host: localhost:{}", node.rpc_port());
		let answer = http::post(relay.port, &[&host], &request).await;
		assert_eq!(answer.status, 200, "{answer:?}");
		assert!(parse(&answer.body)["jsonrpc"].is_string(), "{answer:?}");
	}
	let names = secrets.iter().map(|(name, _)| name.clone()).collect::<BTreeSet<_>>();
	let of_json = names.into_iter().filter(|name| name.ends_with("hexadecimal") || name == "remark");
	assert_eq!(found(&relay.recording(), &secrets), of_json.collect());
}

/// All that identifies the chain, the block and what is in it, as bytes and in hexadecimal.
fn what_they_talk_about(genesis: &str, header: &Value) -> Secrets {
	let bytes = |hash: &str| hex::decode(hash.trim_start_matches("0x")).expect("hashes are in hexadecimal");
	let field = |name: &str| bytes(header[name].as_str().unwrap_or_else(|| panic!("no {name}: {header}")));
	let mut facts = vec![("remark", REMARK.as_bytes().to_vec()), ("genesis", bytes(genesis))];
	facts.extend(["parentHash", "stateRoot", "extrinsicsRoot"].map(|name| (name, field(name))));
	let both = facts.into_iter().flat_map(|(name, bytes)| {
		let text = hex::encode(&bytes).into_bytes();
		[(name.to_owned(), bytes), (format!("{name}, hexadecimal"), text)]
	});
	both.collect()
}

/// The names of what a recording holds.
fn found(recording: &Recording, secrets: &Secrets) -> BTreeSet<String> {
	secrets.iter().filter(|(_, bytes)| recording.holds(bytes)).map(|(name, _)| name.clone()).collect()
}

/// Asserts that the two nodes have no connection but those of the relay.
async fn goes_through(relay: &Relay, validator: &Node, node: &Node) {
	for (node, name) in [(validator, "the validator"), (node, "the other node")] {
		let health = node.call("system_health", json!([])).await;
		assert_eq!(health["peers"], 1, "{name} has one peer: {health}");
	}
	let connections = connected_to(port_in(&validator.address().await));
	assert!(!connections.is_empty(), "the kernel knows the connections of the validator");
	assert!(connections.is_subset(&relay.ports()), "{connections:?} are not all of {:?}", relay.ports());
	// A node dials from the port on which it listens.
	let dialled = connected_to(port_in(&node.address().await));
	assert!(dialled.is_subset(&BTreeSet::from([relay.port])), "{dialled:?} is not {}", relay.port);
}

/// The ports at the other end of what is connected to this port of the loopback interface.
fn connected_to(port: u16) -> BTreeSet<u16> {
	const ESTABLISHED: &str = "01";
	let table = fs::read_to_string("/proc/net/tcp").expect("Linux lists its connections");
	let hexadecimal = |address: &str| {
		let (_, port) = address.split_once(':').expect("an address has a port");
		u16::from_str_radix(port, 16).expect("ports are in hexadecimal")
	};
	let rows = table.lines().skip(1).map(|row| row.split_whitespace().collect::<Vec<_>>());
	let established = rows.filter(|row| row[3] == ESTABLISHED);
	let ends = established.map(|row| (hexadecimal(row[1]), hexadecimal(row[2])));
	ends.filter(|(local, _)| *local == port).map(|(_, remote)| remote).collect()
}

/// The TCP port in an address such as `/ip4/127.0.0.1/tcp/30333/p2p/…`.
fn port_in(address: &str) -> u16 {
	let (_, rest) = address.split_once("/tcp/").unwrap_or_else(|| panic!("no port in {address}"));
	let (port, _) = rest.split_once('/').unwrap_or((rest, ""));
	port.parse().unwrap_or_else(|_| panic!("no port in {address}"))
}
