// SPDX-License-Identifier: Apache-2.0
//! Ports for programs that have to be told theirs.

use std::{
	net::TcpListener,
	process,
	sync::atomic::{AtomicU16, Ordering},
};

/// Below the ports that the kernel gives to who asks for none in particular, and those of local networks.
const FIRST: u16 = 10_000;
const COUNT: u16 = 9_000;

/// How many were given.
static GIVEN: AtomicU16 = AtomicU16::new(0);

/// A port that nobody listens on, and that no program gets by chance before the one that it is meant for listens there. Each
/// call gives another.
///
/// # Panics
///
/// When all are taken.
pub fn free() -> u16 {
	// Programs that run at the same time start at different ones.
	let start = process::id() % u32::from(COUNT);
	for _ in 0..COUNT {
		let step = u32::from(GIVEN.fetch_add(1, Ordering::Relaxed));
		let port = (start + step) % u32::from(COUNT) + u32::from(FIRST);
		let port = u16::try_from(port).expect("the last is below 2^16");
		if TcpListener::bind(("127.0.0.1", port)).is_ok() {
			return port;
		}
	}
	panic!("no port is free from {FIRST} on, of {COUNT}");
}
