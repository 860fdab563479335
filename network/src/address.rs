// SPDX-License-Identifier: Apache-2.0

//! Which addresses the nodes of a network have.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use crate::{state::Place, Error};

/// No network has more nodes: they would not have addresses of their own.
pub(crate) const MAX_NODES: u8 = 50;

/// The ports of a node that has a machine of its own: those that `cairn` has unless told otherwise.
const RPC: u16 = 9944;
const PROMETHEUS: u16 = 9615;
const P2P: u16 = 30333;

/// Where on the loopback interface a network may begin: so many places, so far from each other, from this port on. All are
/// below those that a node has by default, and those that the system gives to whoever does not care.
const FIRST: u16 = 20_000;
const BLOCKS: u16 = 50;
const BLOCK: u16 = 200;

/// A node's address ends with its number and this. The host's own ends with 1.
const OFFSET: u8 = 10;

/// Where a node listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Addresses {
	/// JSON-RPC, for programs on this machine.
	pub(crate) rpc: SocketAddr,
	/// Metrics, likewise.
	pub(crate) prometheus: SocketAddr,
	/// Other nodes.
	pub(crate) p2p: SocketAddr,
	/// Where a relay listens for what is for the address before.
	pub(crate) relay: SocketAddr,
}

impl Addresses {
	/// Those of the node with this number, which is at least 1 and at most [`MAX_NODES`].
	pub(crate) fn of(place: &Place, node: u8) -> Self {
		match place {
			Place::Namespaces { subnet } => {
				let rpc = |port| SocketAddr::new(rpc_ip(*subnet, node).into(), port);
				Self {
					rpc: rpc(RPC),
					prometheus: rpc(PROMETHEUS),
					p2p: SocketAddr::new(p2p_ip(node).into(), P2P),
					relay: SocketAddr::new(p2p_ip(node).into(), P2P + 1),
				}
			}
			Place::Loopback { first_port, .. } => {
				let port = |kind: u8| loopback(first_port + u16::from(kind * MAX_NODES + node - 1));
				Self { rpc: port(0), prometheus: port(1), p2p: port(2), relay: port(3) }
			}
		}
	}

	fn are_free(&self) -> bool {
		let addresses = [self.rpc, self.prometheus, self.p2p, self.relay];
		addresses.into_iter().all(|address| TcpListener::bind(address).is_ok())
	}
}

/// The address of a node for programs on this machine.
pub(crate) fn rpc_ip(subnet: u8, node: u8) -> Ipv4Addr {
	Ipv4Addr::new(10, 214, subnet, OFFSET + node)
}

/// The host's address in the same subnet.
pub(crate) fn host_ip(subnet: u8) -> Ipv4Addr {
	Ipv4Addr::new(10, 214, subnet, 1)
}

/// The address of a node for other nodes. It may be that of another network's node too: nothing joins the two.
pub(crate) fn p2p_ip(node: u8) -> Ipv4Addr {
	Ipv4Addr::new(10, 213, 0, OFFSET + node)
}

fn loopback(port: u16) -> SocketAddr {
	SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port)
}

/// The first of the ports for so many nodes, none of which is in use. The search begins somewhere that `start` says, so that
/// two networks that are started at the same time hardly choose the same.
///
/// # Errors
///
/// When all are in use.
pub(crate) fn free_ports(nodes: u8, start: u16) -> Result<u16, Error> {
	let mut candidates = (0..BLOCKS).map(|block| FIRST + (start % BLOCKS + block) % BLOCKS * BLOCK);
	let is_free = |first_port: &u16| {
		let place = Place::Loopback { first_port: *first_port, because: String::new() };
		(1..=nodes).all(|node| Addresses::of(&place, node).are_free())
	};
	candidates.find(is_free).ok_or_else(|| {
		Error::new(
			format!(
				"between {FIRST} and {} there are no ports left for {nodes} nodes",
				FIRST + BLOCKS * BLOCK
			),
			"take networks down that nobody uses any more",
		)
	})
}

/// A subnet that overlaps with none of `routes`, as `ip -json route` prints them, but for the default route. The search begins
/// where `start` says.
///
/// # Errors
///
/// When all are in use, or the routes are not what was expected.
pub(crate) fn free_subnet(routes: &str, start: u8) -> Result<u8, Error> {
	let routes: Vec<serde_json::Value> = serde_json::from_str(routes).map_err(|error| {
		Error::new(format!("`ip -json route` does not print routes: {error}"), "install a newer iproute2")
	})?;
	let taken = routes.iter().filter_map(|route| parse(route["dst"].as_str()?)).collect::<Vec<_>>();
	let is_free = |subnet: &u8| !taken.iter().any(|destination| overlaps(*destination, *subnet));
	(0..=u8::MAX).map(|step| start.wrapping_add(step)).find(is_free).ok_or_else(|| {
		Error::new(
			"this machine has routes to all of 10.214.0.0/16, where the nodes' addresses would be: none of its networks /24 is \
			 free",
			"`ip -4 route show table all` lists the routes; take networks down, or use --namespaces off",
		)
	})
}

/// The address and the length of a destination; `None` for the default route. Some programs write that as its two halves.
fn parse(destination: &str) -> Option<(Ipv4Addr, u8)> {
	let (address, length) = destination.split_once('/').unwrap_or((destination, "32"));
	let (address, length) = (address.parse().ok()?, length.parse().ok()?);
	(2..=32).contains(&length).then_some((address, length))
}

/// Whether an address of a destination is in `10.214.SUBNET.0/24` too: the shorter of the two beginnings is the same.
fn overlaps((address, length): (Ipv4Addr, u8), subnet: u8) -> bool {
	let different = address.to_bits() ^ host_ip(subnet).to_bits();
	different.leading_zeros() >= u32::from(length.min(24))
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::collections::BTreeSet;

	fn every(place: &Place) -> Vec<SocketAddr> {
		let addresses = (1..=MAX_NODES).map(|node| Addresses::of(place, node));
		addresses
			.flat_map(|Addresses { rpc, prometheus, p2p, relay }| [rpc, prometheus, p2p, relay])
			.collect()
	}

	#[test]
	fn no_address_is_given_twice() {
		let mut seen = BTreeSet::new();
		for block in 0..BLOCKS {
			let place = Place::Loopback { first_port: FIRST + block * BLOCK, because: String::new() };
			for address in every(&place) {
				assert!(seen.insert(address), "{address}");
				assert!((FIRST..P2P).contains(&address.port()), "{address}");
			}
		}
		let mut seen = BTreeSet::new();
		for address in every(&Place::Namespaces { subnet: 7 }) {
			assert!(seen.insert(address), "{address}");
			assert_ne!(address.ip(), host_ip(7));
		}
	}

	#[test]
	fn nodes_in_namespaces_have_the_usual_ports() {
		let addresses = Addresses::of(&Place::Namespaces { subnet: 7 }, 2);
		assert_eq!(addresses.rpc.to_string(), "10.214.7.12:9944");
		assert_eq!(addresses.prometheus.to_string(), "10.214.7.12:9615");
		assert_eq!(addresses.p2p.to_string(), "10.213.0.12:30333");
	}

	#[test]
	fn ports_in_use_are_passed_over() {
		let start = 17;
		let first = free_ports(2, start).expect("free ports");
		let place = Place::Loopback { first_port: first, because: String::new() };
		let _taken = TcpListener::bind(Addresses::of(&place, 2).p2p).expect("was free");
		assert_ne!(free_ports(2, start).expect("free ports"), first);
	}

	#[test]
	fn subnets_in_use_are_passed_over() {
		let routes = r#"[{"dst":"default"},{"dst":"0.0.0.0/1"},{"dst":"10.0.0.0/9"},{"dst":"10.214.5.0/24"},
			{"type":"local","dst":"10.214.6.1"},{"dst":"10.214.7.128/25"},{"dst":"10.214.8.0/22"}]"#;
		assert_eq!(free_subnet(routes, 5), Ok(12));
		assert_eq!(free_subnet("[]", 255), Ok(255));
		for wide in ["10.0.0.0/8", "10.128.0.0/9", "10.214.0.0/16", "8.0.0.0/5"] {
			let full = free_subnet(&format!(r#"[{{"dst":"{wide}"}}]"#), 9).expect_err("full");
			assert!(full.cause().contains("all of 10.214.0.0/16"), "{full}");
		}
		let all = (0..=255).map(|subnet| format!(r#"{{"dst":"10.214.{subnet}.0/24"}}"#)).collect::<Vec<_>>();
		let full = free_subnet(&format!("[{}]", all.join(",")), 9).expect_err("full");
		assert!(full.to_string().contains("--namespaces off"), "{full}");
		assert!(free_subnet("no JSON", 0).is_err());
	}
}
