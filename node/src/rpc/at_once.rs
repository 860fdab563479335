// SPDX-License-Identifier: Apache-2.0

//! What the JSON-RPC server sends leaves at once.
//!
//! TCP keeps a small message back while the one before it is not acknowledged (Nagle's algorithm, RFC 896), and the other side
//! may take 40 ms to acknowledge. Who watches a transaction gets several small messages in a row, so that these 40 ms were
//! most of what a transfer took on a development chain. The SDK's server leaves the algorithm on and keeps its sockets to
//! itself. But a connection takes its settings from the socket that listened for it (Linux, `tcp(7)`), and a process may ask
//! for a second handle to any file that it has open (`pidfd_getfd(2)`).

use std::{
	fs, io,
	net::{SocketAddr, TcpListener},
	path::Path,
};

use rustix::{
	net::sockopt::set_tcp_nodelay,
	process::{getpid, pidfd_getfd, pidfd_open, PidfdFlags, PidfdGetfdFlags},
};

/// Turns the algorithm off for connections to come on these addresses, and tells on how many of them this process listens.
///
/// # Errors
///
/// Where the system does not let a process do so, as in a container that forbids `pidfd_getfd`.
pub(crate) fn send_at_once(addresses: &[SocketAddr]) -> io::Result<usize> {
	let own = pidfd_open(getpid(), PidfdFlags::empty())?;
	let mut found = 0;
	for file in fs::read_dir("/proc/self/fd")? {
		let file = file?;
		if !is_socket(&file.path()) {
			continue;
		}
		let name = file.file_name();
		let number = name.to_str().and_then(|name| name.parse().ok());
		let number = number.ok_or_else(|| io::Error::other(format!("/proc/self/fd has {name:?}")))?;
		let handle = match pidfd_getfd(&own, number, PidfdGetfdFlags::empty()) {
			Ok(handle) => handle,
			// It was closed meanwhile.
			Err(rustix::io::Errno::BADF) => continue,
			Err(error) => return Err(error.into()),
		};
		// One that is not of the Internet has no such address.
		let socket = TcpListener::from(handle);
		if socket.local_addr().is_ok_and(|address| addresses.contains(&address)) {
			set_tcp_nodelay(&socket, true)?;
			found += 1;
		}
	}
	Ok(found)
}

/// Whether that is what is open there. A second handle to a file would give up the locks on it when it is closed
/// (`fcntl_locking(2)`), and a database's lock keeps other nodes from it.
fn is_socket(open: &Path) -> bool {
	fs::read_link(open).is_ok_and(|file| file.to_string_lossy().starts_with("socket:"))
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::net::TcpStream;

	#[test]
	fn connections_on_the_addresses_that_are_named_wait_for_nothing() {
		let listener = || TcpListener::bind("127.0.0.1:0").expect("a port is free");
		let (named, other) = (listener(), listener());
		let accepted_by = |listener: &TcpListener| {
			let address = listener.local_addr().expect("it is bound");
			let _client = TcpStream::connect(address).expect("it listens");
			let (accepted, _) = listener.accept().expect("there is a client");
			accepted.nodelay().expect("it is a TCP socket")
		};
		assert!(!accepted_by(&named), "the system's default has changed: this file is not needed any more");
		let address = named.local_addr().expect("it is bound");
		assert_eq!(send_at_once(&[address]).expect("a process may look at itself"), 1);
		assert!(accepted_by(&named));
		assert!(!accepted_by(&other));
	}
}
