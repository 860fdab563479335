// SPDX-License-Identifier: Apache-2.0

//! Network namespaces: for each node one, with a cable to the host and one to the other nodes.
//!
//! All that is made has a name that begins with the network's, so that it is found and removed whatever became of who made it.

use crate::{
	address::{self, host_ip, p2p_ip, rpc_ip},
	command::{self, Failure},
	wait, Error, Groups,
};
use std::time::Duration;

/// How long the kernel may take to remove what it was told to.
const PATIENCE: Duration = Duration::from_secs(10);

/// The bridge between all nodes, and between those of the first group.
const TOGETHER: &str = "group1";

/// How bad the cables between nodes are, each way.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quality {
	/// How much longer a packet takes, in milliseconds.
	pub delay: u32,
	/// How many packets in a hundred are lost.
	pub loss: f64,
}

impl Quality {
	fn is_perfect(self) -> bool {
		self == Self::default()
	}
}

/// The namespaces of one network, and the cables between them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wiring<'a> {
	/// The network's name.
	pub(crate) network: &'a str,
}

impl Wiring<'_> {
	/// The name of a node's namespace.
	pub(crate) fn of(&self, node: u8) -> String {
		format!("{}-{node}", self.network)
	}

	/// The namespace with the bridges between nodes.
	fn switch(&self) -> String {
		format!("{}-switch", self.network)
	}

	/// The host's end of a node's cable.
	fn host_end(&self, node: u8) -> String {
		format!("{}-r{node}", self.network)
	}

	/// Whether nothing has the network's name yet.
	pub(crate) fn are_free(&self) -> Result<bool, Error> {
		Ok(self.existing()?.is_empty() && self.links()?.is_empty())
	}

	/// Makes the bridge that has the network's name: from then on, the name is taken.
	///
	/// # Errors
	///
	/// When this user may not, or somebody else was faster.
	pub(crate) fn claim(&self) -> Result<(), Error> {
		ip(&["link", "add", self.network, "type", "bridge"]).map(drop)
	}

	/// Makes the rest for so many nodes, and connects all with each other. Returns the subnet in which the host reaches them: the
	/// first free one from `start` on.
	///
	/// # Errors
	///
	/// When this user may not, or this kernel cannot. What was made by then stays: [`Self::remove`] removes it.
	pub(crate) fn make(&self, nodes: u8, quality: Quality, start: u8) -> Result<u8, Error> {
		let bridge = self.network;
		let subnet = address::free_subnet(&ip(&["-json", "-4", "route", "show", "table", "all"])?, start)?;
		ip(&["addr", "add", &format!("{}/24", host_ip(subnet)), "dev", bridge])?;
		ip(&["link", "set", bridge, "up"])?;
		ip(&["netns", "add", &self.switch()])?;
		self.make_group(TOGETHER)?;
		for node in 1..=nodes {
			self.make_node(subnet, node)?;
			self.worsen(node, quality)?;
		}
		Ok(subnet)
	}

	fn make_node(&self, subnet: u8, node: u8) -> Result<(), Error> {
		let (namespace, switch) = (self.of(node), self.switch());
		let (host_end, port) = (self.host_end(node), port(node));
		ip(&["netns", "add", &namespace])?;
		ip(&["-n", &namespace, "link", "set", "lo", "up"])?;

		ip(&["link", "add", &host_end, "type", "veth", "peer", "name", "rpc0", "netns", &namespace])?;
		ip(&["link", "set", &host_end, "master", self.network, "up"])?;
		ip(&["-n", &namespace, "addr", "add", &format!("{}/24", rpc_ip(subnet, node)), "dev", "rpc0"])?;
		ip(&["-n", &namespace, "link", "set", "rpc0", "up"])?;

		let cable = ["link", "add", &port, "type", "veth", "peer", "name", "p2p0", "netns", &namespace];
		ip(&[&["-n", &switch], &cable[..]].concat())?;
		ip(&["-n", &switch, "link", "set", &port, "master", TOGETHER, "up"])?;
		ip(&["-n", &namespace, "addr", "add", &format!("{}/24", p2p_ip(node)), "dev", "p2p0"])?;
		ip(&["-n", &namespace, "link", "set", "p2p0", "up"])?;
		Ok(())
	}

	/// Makes a node's way to the others worse. As each node's is, a packet suffers once, and an answer once more.
	fn worsen(&self, node: u8, Quality { delay, loss }: Quality) -> Result<(), Error> {
		if (Quality { delay, loss }).is_perfect() {
			return Ok(());
		}
		let (namespace, delay, loss) = (self.of(node), format!("{delay}ms"), format!("{loss}%"));
		let netem = ["root", "netem", "delay", &delay, "loss", &loss, "limit", "20000"];
		let command = [&["-n", &namespace, "qdisc", "add", "dev", "p2p0"], &netem[..]].concat();
		command::run("tc", &command).map(drop).map_err(|failure| {
			match failure {
			Failure::Missing(cause) => Error::new(
				format!("{cause}, which delays and loses packets"),
				"install iproute2, or leave --delay and --loss out",
			),
			Failure::Failed(cause) => Error::new(
				format!("packets cannot be delayed or lost: {}", one_line(&cause)),
				"this takes a kernel with netem (the module sch_netem, in some distributions a package of its own: \
				 linux-modules-extra); or leave --delay and --loss out",
			),
		}
		})
	}

	/// Gives each group a bridge of its own. Nodes reach nobody else.
	///
	/// # Errors
	///
	/// When this user may not, or the namespaces are not there.
	pub(crate) fn split(&self, groups: &Groups) -> Result<(), Error> {
		let switch = self.switch();
		let existing = links(&["-n", &switch])?;
		for (index, group) in groups.iter().enumerate() {
			let bridge = format!("group{}", index + 1);
			if !existing.contains(&bridge) {
				self.make_group(&bridge)?;
			}
			for node in group {
				ip(&["-n", &switch, "link", "set", &format!("n{node}"), "master", &bridge])?;
			}
		}
		Ok(())
	}

	/// Connects all nodes with each other again.
	///
	/// # Errors
	///
	/// As [`Self::split`].
	pub(crate) fn join(&self) -> Result<(), Error> {
		let switch = self.switch();
		let (bridges, others): (Vec<_>, Vec<_>) =
			links(&["-n", &switch])?.into_iter().partition(|link| link.starts_with("group"));
		for port in others.iter().filter(|link| link.strip_prefix('n').is_some_and(is_number)) {
			ip(&["-n", &switch, "link", "set", port, "master", TOGETHER])?;
		}
		for bridge in bridges.iter().filter(|bridge| *bridge != TOGETHER) {
			ip(&["-n", &switch, "link", "del", bridge])?;
		}
		Ok(())
	}

	fn make_group(&self, bridge: &str) -> Result<(), Error> {
		let switch = self.switch();
		ip(&["-n", &switch, "link", "add", bridge, "type", "bridge"])?;
		ip(&["-n", &switch, "link", "set", bridge, "up"]).map(drop)
	}

	/// Whether a node's namespace is there.
	pub(crate) fn has(&self, node: u8) -> Result<bool, Error> {
		Ok(self.existing()?.contains(&self.of(node)))
	}

	/// Removes everything of the network's, as far as it is there.
	///
	/// # Errors
	///
	/// When this user may not, or something is still there some seconds later.
	pub(crate) fn remove(&self) -> Result<(), Error> {
		for namespace in self.existing()? {
			ip(&["netns", "del", &namespace])?;
		}
		for link in self.links()? {
			// A cable goes with the namespace of its other end, maybe at this very moment. What is still there is seen below.
			let _ = command::run("ip", &["link", "del", &link]);
		}
		let gone = wait::until(PATIENCE, || Ok(self.are_free()?.then_some(())))?;
		gone.ok_or_else(|| {
			let mut left = self.existing().unwrap_or_default();
			left.extend(self.links().unwrap_or_default());
			Error::new(
				format!("still there after {} s: {}", PATIENCE.as_secs(), left.join(", ")),
				"run `down` as the user who started the network; `ip netns del` and `ip link del` remove what is left",
			)
		})
	}

	/// The network's namespaces that are there.
	fn existing(&self) -> Result<Vec<String>, Error> {
		let listed = ip(&["netns", "list"])?;
		let names = listed.lines().filter_map(|line| line.split_whitespace().next());
		let is_ours = |name: &&str| {
			let rest = name.strip_prefix(self.network).and_then(|rest| rest.strip_prefix('-'));
			rest.is_some_and(|rest| rest == "switch" || is_number(rest))
		};
		Ok(names.filter(is_ours).map(str::to_owned).collect())
	}

	/// The network's links on the host that are there.
	fn links(&self) -> Result<Vec<String>, Error> {
		let is_ours = |name: &String| {
			let rest = name.strip_prefix(self.network);
			rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix("-r").is_some_and(is_number))
		};
		Ok(links(&[])?.into_iter().filter(is_ours).collect())
	}
}

/// The switch's end of a node's cable to the others.
fn port(node: u8) -> String {
	format!("n{node}")
}

fn is_number(text: &str) -> bool {
	!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The names of all links, on the host or where `options` say.
fn links(options: &[&str]) -> Result<Vec<String>, Error> {
	let listed = ip(&[options, &["-json", "link", "show"]].concat())?;
	let listed: Vec<serde_json::Value> = serde_json::from_str(&listed).map_err(|error| {
		Error::new(format!("`ip -json link` does not print links: {error}"), "install a newer iproute2")
	})?;
	Ok(listed.iter().filter_map(|link| Some(link["ifname"].as_str()?.to_owned())).collect())
}

/// Runs `ip`, and returns what it prints.
fn ip(args: &[&str]) -> Result<String, Error> {
	const HELP: &str =
		"network namespaces take root and the package iproute2; --namespaces off does without, on ports of \
		the loopback interface";
	match command::run("ip", args) {
		Ok(printed) => Ok(printed),
		Err(Failure::Missing(cause)) => Err(Error::new(cause, HELP)),
		Err(Failure::Failed(cause)) => Err(Error::new(one_line(&cause), HELP)),
	}
}

fn one_line(text: &str) -> String {
	text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn names_are_short_enough_for_the_kernel() {
		let namespaces = Wiring { network: "cairn-ffff" };
		assert_eq!(namespaces.host_end(address::MAX_NODES), "cairn-ffff-r50");
		assert!(namespaces.host_end(address::MAX_NODES).len() <= 15);
	}

	#[test]
	fn only_what_ends_with_a_number_is_a_nodes() {
		assert!(is_number("12") && !is_number("") && !is_number("1a") && !is_number("-1"));
	}
}
