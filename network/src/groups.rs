// SPDX-License-Identifier: Apache-2.0

//! Who reaches whom while a network is partitioned.

use std::{collections::BTreeSet, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::Error;

/// Groups of nodes, by their numbers. Nodes of one group reach each other, and nobody else.
///
/// Written as `1,2/3,4`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Groups(Vec<Vec<u8>>);

impl Groups {
	/// The groups, each with the numbers of its nodes.
	pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
		self.0.iter().map(Vec::as_slice)
	}

	/// The number, from 1, of the group that a node is in.
	pub fn of(&self, node: u8) -> Option<usize> {
		self.0.iter().position(|group| group.contains(&node)).map(|index| index + 1)
	}

	/// Checks that these are all nodes of a network of so many, each once, in two groups at least.
	///
	/// # Errors
	///
	/// Which node is missing, unknown or there twice; or that one group is no partition.
	pub fn check(&self, nodes: u8) -> Result<(), Error> {
		let wrong = |cause: String| {
			let halves = (nodes / 2).max(1);
			let list = |numbers: std::ops::RangeInclusive<u8>| {
				numbers.map(|number| number.to_string()).collect::<Vec<_>>().join(",")
			};
			let example = format!("{}/{}", list(1..=halves), list(halves + 1..=nodes));
			Err(Error::new(cause, format!("name every node once, for example {example}")))
		};
		if nodes < 2 {
			return Err(Error::new(
				"a network of one node cannot be partitioned",
				"start one with more, with --nodes",
			));
		}
		let mut seen = BTreeSet::new();
		for node in self.0.iter().flatten().copied() {
			if node == 0 || node > nodes {
				return wrong(format!("there is no node {node}: the network has the nodes 1 to {nodes}"));
			}
			if !seen.insert(node) {
				return wrong(format!("node {node} is named twice"));
			}
		}
		if let Some(missing) = (1..=nodes).find(|node| !seen.contains(node)) {
			return wrong(format!("node {missing} is in no group"));
		}
		if self.0.len() < 2 {
			return Err(Error::new("one group is no partition", "join all nodes again with `heal`"));
		}
		Ok(())
	}
}

impl FromStr for Groups {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, String> {
		let number = |part: &str| {
			part.trim()
				.parse::<u8>()
				.map_err(|_| format!("`{part}` is no node's number: groups are written as in 1,2/3,4"))
		};
		let group = |part: &str| part.split(',').map(number).collect::<Result<Vec<_>, _>>();
		text.split('/').map(group).collect::<Result<_, _>>().map(Self)
	}
}

impl fmt::Display for Groups {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		let group = |group: &Vec<u8>| group.iter().map(|node| node.to_string()).collect::<Vec<_>>().join(",");
		formatter.write_str(&self.0.iter().map(group).collect::<Vec<_>>().join("/"))
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn groups(text: &str) -> Groups {
		text.parse().expect("groups")
	}

	#[test]
	fn what_is_written_is_read() {
		for text in ["1,2/3,4", "1/2/3", "3,1/2", "7"] {
			assert_eq!(groups(text).to_string(), text);
		}
		assert_eq!(groups(" 1 , 2 / 3 "), groups("1,2/3"));
		assert_eq!(serde_json::to_string(&groups("1,2/3,4")).expect("JSON"), "[[1,2],[3,4]]");
	}

	#[test]
	fn what_is_no_number_is_named() {
		for (text, part) in [("", "``"), ("1,2/", "``"), ("1,,2", "``"), ("1;2/3", "`1;2`"), ("-1/2", "`-1`")]
		{
			let error = text.parse::<Groups>().expect_err("not groups");
			assert!(error.contains(part), "{text}: {error}");
		}
	}

	#[test]
	fn every_node_is_in_one_group() {
		assert_eq!(groups("4,1/3/2").check(4), Ok(()));
		for (text, cause) in [
			("1,2/3", "node 4 is in no group"),
			("1,2/3,4,5", "there is no node 5"),
			("0,1,2/3,4", "there is no node 0"),
			("1,2/2,3,4", "node 2 is named twice"),
			("1,2,3,4", "one group is no partition"),
		] {
			let error = groups(text).check(4).expect_err("wrong");
			assert!(error.cause().contains(cause), "{text}: {error}");
		}
		let error = groups("1/2").check(3).expect_err("wrong");
		assert!(error.to_string().ends_with("for example 1/2,3"), "{error}");
		assert!(groups("1").check(1).expect_err("wrong").cause().contains("one node"));
	}

	#[test]
	fn the_group_of_a_node_is_counted_from_one() {
		let groups = groups("4,1/3/2");
		assert_eq!([1, 2, 3, 4, 5].map(|node| groups.of(node)), [Some(1), Some(3), Some(2), Some(1), None]);
	}
}
