// SPDX-License-Identifier: Apache-2.0
//! Several nodes that know each other.

use crate::{
	account::{Client, Id},
	chain_spec::ChainSpec,
	node::{node_key, Builder, Node},
	rpc::Rpc,
	state, value, wait,
};
use std::path::{Path, PathBuf};
use subxt::dynamic::Value;

/// The development accounts that validate on the preset `local`.
pub const VALIDATORS: [&str; 4] = ["alice", "bob", "charlie", "dave"];

/// A chain whose nodes are started one by one. The first one started is everybody's boot node.
#[derive(Debug)]
pub struct Network {
	spec: PathBuf,
	boot_node: Option<String>,
}

impl Network {
	/// A network for this chain spec, without a node yet.
	pub fn new(spec: &Path) -> Self {
		Self { spec: spec.to_owned(), boot_node: None }
	}

	/// A network of all [`VALIDATORS`], in their order. The nodes keep their state beside the chain spec.
	///
	/// # Panics
	///
	/// As [`Builder::start`].
	pub async fn of_all(spec: &ChainSpec) -> (Self, [Node; VALIDATORS.len()]) {
		let mut network = Self::new(spec.path());
		let mut nodes = Vec::new();
		for name in VALIDATORS {
			nodes.push(network.validator(name, &spec.beside(name)).await);
		}
		(network, nodes.try_into().expect("as many nodes as validators"))
	}

	/// Starts a validator with the keys of a development account and a node key of its own, with its state
	/// in `base_path`.
	///
	/// # Panics
	///
	/// As [`Builder::start`], or when `name` is not one of [`VALIDATORS`].
	pub async fn validator(&mut self, name: &str, base_path: &Path) -> Node {
		let index = VALIDATORS.iter().position(|known| *known == name);
		let index = index.unwrap_or_else(|| panic!("{name} does not validate on this chain"));
		let account = format!("--{name}");
		self.start(&[&account, "--validator", "--node-key", &node_key(index + 1)], base_path).await
	}

	/// Starts a node with these arguments and its state in `base_path`.
	///
	/// # Panics
	///
	/// As [`Builder::start`].
	pub async fn start(&mut self, args: &[&str], base_path: &Path) -> Node {
		let builder = Builder::chain(&self.spec).args(args).base_path(base_path);
		match &self.boot_node {
			Some(address) => builder.args(["--bootnodes", address]).start().await,
			None => {
				let node = builder.start().await;
				self.boot_node = Some(node.address().await);
				node
			}
		}
	}
}

/// Waits until every block from number `from` to number `to` is final, and asserts that all nodes agree on it.
///
/// # Panics
///
/// When they do not.
pub async fn agree(nodes: &[&Node], from: u64, to: u64) {
	for node in nodes {
		node.wait_for_finalized(to).await;
	}
	for height in from..=to {
		let expected = nodes[0].block_hash(height).await;
		for node in nodes {
			assert_eq!(node.block_hash(height).await, expected, "block {height}");
		}
	}
}

/// Waits until all nodes vote together in GRANDPA: each in a later round than any was in at first.
///
/// That blocks are final on a node does not tell that it votes: the others' votes suffice for that. One that starts or comes back
/// learns the votes of the last round from a peer, and until it has every block in them, stands aside: 30 s if one is of a
/// branch that was given up since. If another of four validators goes meanwhile, nothing is final for up to two minutes.
pub async fn vote_together(nodes: &[&Rpc]) {
	let mut last = None;
	for node in nodes {
		last = last.max(node.round().await);
	}
	for node in nodes {
		let beyond = || async { (node.round().await > last).then_some(()) };
		wait::until("a round in which the node votes with the others", beyond).await;
	}
}

/// The accounts that validate in the session of the last finalised block, in the order of the indices that their
/// blocks carry.
///
/// # Panics
///
/// When the node does not tell them.
pub async fn validators(client: &Client) -> Vec<Id> {
	let stored: Option<Value> = state::read_now(client, "Session", "Validators", []).await;
	let stored = stored.expect("every chain has validators");
	value::list_in(&stored).into_iter().map(value::account_in).collect()
}
