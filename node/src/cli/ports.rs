// SPDX-License-Identifier: Apache-2.0

//! Makes sure that the node's ports are free before anything else starts.
//!
//! The SDK starts without peers, or with another RPC port, when a port is taken. An operator would rather be
//! told. On a development chain whose ports were left at their defaults, a free port is taken instead, so that
//! several such chains can run side by side.

use std::{
	io::ErrorKind,
	net::{IpAddr, SocketAddr, TcpListener},
};

use sc_cli::RunCmd;
use sc_network::multiaddr::{Multiaddr, Protocol};
use sc_service::Configuration;

use super::run::is_development;

/// Checks the ports of `config`, and replaces defaults that are taken on development chains.
///
/// # Errors
///
/// A message that names the port, what it is for and the flag that changes it.
pub(super) fn settle(config: &mut Configuration, args: &RunCmd) -> Result<(), String> {
	let flexible = is_development(args);

	let explicit =
		args.rpc_params.rpc_port.is_some() || !args.rpc_params.experimental_rpc_endpoint.is_empty();
	for endpoint in config.rpc.addr.iter_mut().flatten() {
		endpoint.retry_random_port = flexible && !explicit;
		if !endpoint.retry_random_port && !endpoint.is_optional {
			demand_free(endpoint.listen_addr, "JSON-RPC", "--rpc-port")?;
		}
	}

	let explicit = args.network_params.port.is_some() || !args.network_params.listen_addr.is_empty();
	let taken =
		config.network.listen_addresses.iter().filter_map(tcp_address).find(|address| is_taken(*address));
	if let Some(taken) = taken {
		if explicit || !flexible {
			return Err(in_use(taken.port(), "the peer-to-peer network", "--port"));
		}
		for address in &mut config.network.listen_addresses {
			*address = with_any_port(address);
		}
	}

	if let Some(prometheus) = &mut config.prometheus_config {
		if is_taken(prometheus.port) {
			if args.prometheus_params.prometheus_port.is_some() || !flexible {
				return Err(format!(
					"{}, or --no-prometheus",
					in_use(prometheus.port.port(), "Prometheus metrics", "--prometheus-port")
				));
			}
			prometheus.port.set_port(0);
		}
	}
	Ok(())
}

fn demand_free(address: SocketAddr, purpose: &str, flag: &str) -> Result<(), String> {
	if is_taken(address) {
		return Err(in_use(address.port(), purpose, flag));
	}
	Ok(())
}

fn in_use(port: u16, purpose: &str, flag: &str) -> String {
	format!(
		"port {port}, for {purpose}, is in use\n  help: stop the program that listens there, or choose another \
		 with {flag}"
	)
}

/// Whether something listens at `address` already. Anything else that is wrong with it shows when it is used.
fn is_taken(address: SocketAddr) -> bool {
	address.port() != 0 && TcpListener::bind(address).is_err_and(|error| error.kind() == ErrorKind::AddrInUse)
}

fn tcp_address(address: &Multiaddr) -> Option<SocketAddr> {
	let mut parts = address.iter();
	let ip: IpAddr = match parts.next()? {
		Protocol::Ip4(ip) => ip.into(),
		Protocol::Ip6(ip) => ip.into(),
		_ => return None,
	};
	match parts.next()? {
		Protocol::Tcp(port) => Some(SocketAddr::new(ip, port)),
		_ => None,
	}
}

fn with_any_port(address: &Multiaddr) -> Multiaddr {
	address
		.iter()
		.map(|part| match part {
			Protocol::Tcp(_) => Protocol::Tcp(0),
			Protocol::Udp(_) => Protocol::Udp(0),
			other => other,
		})
		.collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_port_is_taken_while_somebody_listens() {
		let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
		let address = listener.local_addr().expect("bound");
		assert!(is_taken(address));
		drop(listener);
		assert!(!is_taken(address));
	}

	#[test]
	fn only_the_port_of_a_listen_address_changes() {
		let address: Multiaddr = "/ip4/0.0.0.0/tcp/30333/ws".parse().expect("an address");
		assert_eq!(with_any_port(&address).to_string(), "/ip4/0.0.0.0/tcp/0/ws");
		assert_eq!(tcp_address(&address), Some("0.0.0.0:30333".parse().expect("an address")));
	}
}
