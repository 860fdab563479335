// SPDX-License-Identifier: Apache-2.0
//! Several nodes that know each other.

use crate::node::{node_key, Builder, Node};
use std::path::{Path, PathBuf};

/// The development accounts that validate on the preset `local`, in the order of their authority index.
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
