// SPDX-License-Identifier: Apache-2.0

//! How a network is doing.

use std::{path::PathBuf, thread};

use serde::Serialize;
use serde_json::{json, Value};

use crate::{Groups, Node, Place, Role, State};

/// How a network is doing, and where everything is.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Status {
	/// The network's name.
	pub name: String,
	/// The chain.
	pub chain: String,
	/// The folder with everything of it.
	pub folder: PathBuf,
	/// The chain specification.
	pub spec: PathBuf,
	/// Where the nodes are.
	pub place: Place,
	/// Who reaches whom, while it is partitioned.
	pub groups: Option<Groups>,
	/// Its nodes.
	pub nodes: Vec<NodeStatus>,
}

/// How a node is doing. What it does not tell, because it does not run or does not answer, is `None`.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NodeStatus {
	/// Its number.
	pub number: u8,
	/// Its name.
	pub name: String,
	/// What it does.
	pub role: Role,
	/// Its process, if it runs.
	pub pid: Option<u32>,
	/// How many peers it has.
	pub peers: Option<u64>,
	/// The number of its best block.
	pub best: Option<u64>,
	/// The number of its last final block.
	pub finalized: Option<u64>,
	/// The group that it is in, while the network is partitioned.
	pub group: Option<usize>,
	/// Where it serves JSON-RPC.
	pub rpc: String,
	/// Where it serves metrics.
	pub prometheus: String,
	/// Where other nodes reach it.
	pub p2p: String,
	/// The network namespace that it runs in.
	pub namespace: Option<String>,
	/// Where its database and its keystore are.
	pub base_path: PathBuf,
	/// Its log.
	pub log: PathBuf,
}

impl Status {
	/// Asks all nodes of a network at once.
	pub(crate) fn of(state: State, folder: PathBuf) -> Self {
		let groups = &state.groups;
		let nodes = thread::scope(|scope| {
			let asked =
				state.nodes.iter().map(|node| scope.spawn(move || NodeStatus::of(node, groups.as_ref())));
			let asked = asked.collect::<Vec<_>>();
			asked.into_iter().filter_map(|asked| asked.join().ok()).collect()
		});
		let State { name, chain, spec, place, groups, .. } = state;
		Self { name, chain, folder, spec, place, groups, nodes }
	}
}

impl NodeStatus {
	fn of(node: &Node, groups: Option<&Groups>) -> Self {
		let process = node.running();
		// One that does not run would not answer, but its port may be another's by now.
		let asked = |question: fn(&Node) -> Result<u64, String>| process.and_then(|_| question(node).ok());
		let Node { number, name, role, rpc, prometheus, p2p, namespace, base_path, log, .. } = node.clone();
		Self {
			pid: process.map(|process| process.pid),
			peers: asked(Node::peers),
			best: asked(best),
			finalized: asked(finalized),
			group: groups.and_then(|groups| groups.of(number)),
			number,
			name,
			role,
			rpc,
			prometheus,
			p2p,
			namespace,
			base_path,
			log,
		}
	}
}

fn best(node: &Node) -> Result<u64, String> {
	number_of(&node.call("chain_getHeader", &json!([]))?)
}

fn finalized(node: &Node) -> Result<u64, String> {
	let hash = node.call("chain_getFinalizedHead", &json!([]))?;
	number_of(&node.call("chain_getHeader", &json!([hash]))?)
}

/// The number in a header as JSON-RPC gives it.
fn number_of(header: &Value) -> Result<u64, String> {
	let hex = header["number"].as_str().and_then(|number| number.strip_prefix("0x"));
	let number = hex.and_then(|digits| u64::from_str_radix(digits, 16).ok());
	number.ok_or_else(|| format!("not a header: {header}"))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn reads_the_number_of_a_header() {
		assert_eq!(number_of(&json!({ "number": "0x1f" })), Ok(31));
		assert!(number_of(&json!({ "number": 31 })).is_err());
		assert!(number_of(&Value::Null).is_err());
	}
}
