// SPDX-License-Identifier: Apache-2.0

//! Makes what nodes say to each other take longer, where the kernel is not there to do it: a process between them, which holds
//! back each piece of a connection for as long as it is told.
//!
//! Nodes know each other by the relay's addresses alone, and have no reason to try others: they take no address of the
//! loopback interface from each other, unless they are told to on a development chain.
//!
//! It delays the bytes of connections, and not packets. TCP's own handshake and its acknowledgements are as fast as ever, so a
//! connection is there one round trip sooner than in life, and does not have to find out how much it can carry.

use std::{
	io::{self, Read, Write},
	net::{Shutdown, SocketAddr, TcpListener, TcpStream},
	path::{Path, PathBuf},
	str::FromStr,
	sync::mpsc::{sync_channel, Receiver, SyncSender},
	thread,
	time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};

use crate::{Error, Process};

/// How long the process may take to end that was told to by the kernel.
const PATIENCE: Duration = Duration::from_secs(20);

/// The most that is taken from a connection at once, and how many such pieces are held back at most, each way: together what
/// a connection of 1 Gbit/s has on its way in half a second.
const PIECE: usize = 64 * 1024;
const PIECES: usize = 1_024;

/// Where connections come in, and where they lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Route {
	/// Where they come in.
	pub listen: SocketAddr,
	/// Where they lead.
	pub target: SocketAddr,
}

impl FromStr for Route {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, Self::Err> {
		let parsed = text.split_once('=').and_then(|(listen, target)| {
			Some(Self { listen: listen.parse().ok()?, target: target.parse().ok()? })
		});
		parsed.ok_or_else(|| format!("`{text}` is not two addresses with = between them"))
	}
}

/// Listens, and returns when all routes are open. They stay so until the process ends.
///
/// # Errors
///
/// When an address is in use.
pub(crate) fn open(delay: Duration, routes: &[Route]) -> io::Result<()> {
	let listeners = routes.iter().map(|route| Ok((TcpListener::bind(route.listen)?, route.target)));
	for (listener, target) in listeners.collect::<io::Result<Vec<_>>>()? {
		thread::spawn(move || {
			for near in listener.incoming().flatten() {
				// One that cannot be led on is closed.
				let _ = join(near, target, delay);
			}
		});
	}
	Ok(())
}

/// Leads a connection on.
fn join(near: TcpStream, target: SocketAddr, delay: Duration) -> io::Result<()> {
	let far = TcpStream::connect(target)?;
	for stream in [&near, &far] {
		stream.set_nodelay(true)?;
	}
	forward(near.try_clone()?, far.try_clone()?, delay);
	forward(far, near, delay);
	Ok(())
}

/// A piece of a connection and when it is due; its end is an empty one.
type Piece = (Instant, Vec<u8>);

/// Leads what comes from one side on to the other.
fn forward(from: TcpStream, to: TcpStream, delay: Duration) {
	let (sender, receiver) = sync_channel(PIECES);
	thread::spawn(move || take(from, &sender, delay));
	thread::spawn(move || give(to, &receiver));
}

fn take(mut from: TcpStream, pieces: &SyncSender<Piece>, delay: Duration) {
	let mut buffer = vec![0; PIECE];
	loop {
		// A connection that broke ends as one that was closed.
		let length = from.read(&mut buffer).unwrap_or_default();
		if pieces.send((Instant::now() + delay, buffer[..length].to_vec())).is_err() || length == 0 {
			return;
		}
	}
}

fn give(mut to: TcpStream, pieces: &Receiver<Piece>) {
	for (due, piece) in pieces {
		thread::sleep(due.saturating_duration_since(Instant::now()));
		if piece.is_empty() {
			let _ = to.shutdown(Shutdown::Write);
			return;
		}
		if to.write_all(&piece).is_err() {
			// Nobody listens any more: the other way ends too.
			let _ = to.shutdown(Shutdown::Both);
			return;
		}
	}
}

/// The relay of a network: how it is run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Relay {
	/// How much longer everything takes, in milliseconds, each way.
	pub delay: u32,
	/// What it writes.
	pub log: PathBuf,
	/// The command line that it is run with.
	pub command: Vec<String>,
	/// The process that it was when it was last started; `None` if it never was.
	pub process: Option<Process>,
}

impl Relay {
	/// A relay that `program`, which is `cairn-network`, will be for the network in `folder`, which nobody else's command line
	/// names.
	pub(crate) fn new(program: &str, folder: &str, delay: u32, routes: &[Route], log: &Path) -> Self {
		let command = [program, "relay", "--dir", folder, "--delay", &delay.to_string()];
		let mut command = command.map(str::to_owned).to_vec();
		command.extend(routes.iter().map(|Route { listen, target }| format!("{listen}={target}")));
		Self { delay, log: log.to_owned(), command, process: None }
	}

	/// Starts it.
	///
	/// # Errors
	///
	/// When its log cannot be written, or its program cannot be started or known again.
	pub(crate) fn spawn(&mut self) -> Result<(), Error> {
		let process =
			Process::spawn(&self.command, |line| line == self.command, &self.log).map_err(|error| {
				let help = format!("build `cairn-network` beside `cairn`; its log is {}", self.log.display());
				Error::new(format!("the relay that delays messages cannot be started: {error}"), help)
			})?;
		self.process = Some(process);
		Ok(())
	}

	/// Kills it, if it runs, and waits until it is gone.
	///
	/// # Errors
	///
	/// When it is another user's, or still there some seconds later.
	pub(crate) fn kill(&mut self) -> Result<(), Error> {
		let is = |line: &[String]| line == self.command;
		let running = self.process.filter(|process| process.runs(is)).or_else(|| Process::find(is));
		let Some(process) = running.or(self.process) else { return Ok(()) };
		process.kill(is, PATIENCE).map_err(|error| {
			let help = format!("end the process {} by hand, as its owner", process.pid);
			Error::new(format!("the relay cannot be killed: {error}"), help)
		})?;
		self.process = None;
		Ok(())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const DELAY: Duration = Duration::from_millis(60);

	/// A relay to a server that sends back what it is sent, until the end, and then says goodbye.
	fn relayed() -> TcpStream {
		let server = TcpListener::bind("127.0.0.1:0").expect("a free port");
		let target = server.local_addr().expect("it is bound");
		thread::spawn(move || {
			let (mut stream, _) = server.accept().expect("a connection");
			let mut buffer = [0; 1_000];
			loop {
				match stream.read(&mut buffer).expect("readable") {
					0 => break stream.write_all(b"goodbye").expect("writable"),
					length => stream.write_all(&buffer[..length]).expect("writable"),
				}
			}
		});
		let free =
			TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port");
		open(DELAY, &[Route { listen: free, target }]).expect("it was free");
		TcpStream::connect(free).expect("it listens")
	}

	#[test]
	fn what_is_said_takes_longer_each_way_and_stays_the_same() {
		let mut stream = relayed();
		let start = Instant::now();
		stream.write_all(b"hello").expect("writable");
		let mut answer = [0; 5];
		stream.read_exact(&mut answer).expect("readable");
		assert_eq!(&answer, b"hello");
		assert!(start.elapsed() >= 2 * DELAY, "{:?}", start.elapsed());

		// The end comes through too, and what is said after it from the other side.
		stream.shutdown(Shutdown::Write).expect("it is open");
		let mut rest = String::new();
		stream.read_to_string(&mut rest).expect("readable");
		assert_eq!(rest, "goodbye");
	}

	#[test]
	fn pieces_do_not_wait_for_each_other() {
		let mut stream = relayed();
		let long = (0..128 * PIECE as u32).map(|number| number as u8).collect::<Vec<_>>();
		let (sent, mut other) = (long.clone(), stream.try_clone().expect("it is open"));
		let start = Instant::now();
		thread::spawn(move || other.write_all(&sent).expect("writable"));
		let mut answer = vec![0; long.len()];
		stream.read_exact(&mut answer).expect("readable");
		assert_eq!(answer, long);
		// One after the other, at least 128 pieces would take longer, each way.
		assert!((2 * DELAY..100 * DELAY).contains(&start.elapsed()), "{:?}", start.elapsed());
	}

	#[test]
	fn a_route_is_two_addresses() {
		let route: Route = "127.0.0.1:1=127.0.0.1:2".parse().expect("it is");
		assert_eq!((route.listen.port(), route.target.port()), (1, 2));
		for wrong in ["", "127.0.0.1:1", "127.0.0.1:1=", "localhost:1=127.0.0.1:2"] {
			wrong.parse::<Route>().expect_err(wrong);
		}
		let relay = Relay::new("cairn-network", "/x", 50, &[route], Path::new("log"));
		let expected = ["cairn-network", "relay", "--dir", "/x", "--delay", "50", "127.0.0.1:1=127.0.0.1:2"];
		assert_eq!(relay.command, expected);
	}
}
