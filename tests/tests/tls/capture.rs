// SPDX-License-Identifier: Apache-2.0
//! A relay between two programs that keeps all that passes: what somebody on the wire would see.

use std::{
	collections::BTreeSet,
	sync::{Arc, Mutex},
};
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::{
		tcp::{OwnedReadHalf, OwnedWriteHalf},
		TcpListener, TcpStream,
	},
	task::JoinHandle,
};

/// What passed one connection in one direction.
type Stream = Arc<Mutex<Vec<u8>>>;

/// A relay to one port of this machine. Dropping it cuts its connections.
pub(crate) struct Relay {
	/// The port on which it listens.
	pub(crate) port: u16,
	shared: Arc<Shared>,
	task: JoinHandle<()>,
}

#[derive(Default)]
struct Shared {
	/// What the programs that connected sent.
	sent: Mutex<Vec<Stream>>,
	/// What they received.
	received: Mutex<Vec<Stream>>,
	/// The ports from which the relay connected to its target.
	ports: Mutex<BTreeSet<u16>>,
	tasks: Mutex<Vec<JoinHandle<()>>>,
}

/// All that has passed until a moment, by connection.
pub(crate) struct Recording {
	/// What the programs that connected sent.
	pub(crate) sent: Vec<Vec<u8>>,
	/// What they received.
	pub(crate) received: Vec<Vec<u8>>,
}

impl Relay {
	/// Starts a relay to this port.
	pub(crate) async fn to(target: u16) -> Self {
		let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
		let port = listener.local_addr().expect("it is bound").port();
		let shared = Arc::new(Shared::default());
		let task = tokio::spawn(accept(listener, target, shared.clone()));
		Self { port, shared, task }
	}

	/// The ports from which it connected to its target.
	pub(crate) fn ports(&self) -> BTreeSet<u16> {
		locked(&self.shared.ports).clone()
	}

	/// What has passed so far.
	pub(crate) fn recording(&self) -> Recording {
		let copied =
			|streams: &Mutex<Vec<Stream>>| locked(streams).iter().map(|one| locked(one).clone()).collect();
		Recording { sent: copied(&self.shared.sent), received: copied(&self.shared.received) }
	}
}

impl Drop for Relay {
	fn drop(&mut self) {
		self.task.abort();
		locked(&self.shared.tasks).iter().for_each(JoinHandle::abort);
	}
}

impl Recording {
	/// Whether these bytes passed in either direction.
	pub(crate) fn holds(&self, bytes: &[u8]) -> bool {
		holds(&self.sent, bytes) || holds(&self.received, bytes)
	}

	/// Whether these bytes passed in both directions.
	pub(crate) fn holds_both_ways(&self, bytes: &[u8]) -> bool {
		holds(&self.sent, bytes) && holds(&self.received, bytes)
	}

	/// How many bytes passed.
	pub(crate) fn len(&self) -> usize {
		self.sent.iter().chain(&self.received).map(Vec::len).sum()
	}
}

fn holds(streams: &[Vec<u8>], bytes: &[u8]) -> bool {
	assert!(bytes.len() >= 6, "too short to be told from chance: {bytes:?}");
	streams.iter().any(|stream| stream.windows(bytes.len()).any(|window| window == bytes))
}

async fn accept(listener: TcpListener, target: u16, shared: Arc<Shared>) {
	while let Ok((from, _)) = listener.accept().await {
		let Ok(to) = TcpStream::connect(("127.0.0.1", target)).await else { continue };
		let port = to.local_addr().expect("a connection has an address").port();
		locked(&shared.ports).insert(port);
		let ((from_read, from_write), (to_read, to_write)) = (from.into_split(), to.into_split());
		for (streams, read, write) in
			[(&shared.sent, from_read, to_write), (&shared.received, to_read, from_write)]
		{
			let stream = Stream::default();
			locked(streams).push(stream.clone());
			locked(&shared.tasks).push(tokio::spawn(pass(read, write, stream)));
		}
	}
}

/// Passes on what comes, until one of the two ends it.
async fn pass(mut read: OwnedReadHalf, mut write: OwnedWriteHalf, stream: Stream) {
	let mut buffer = vec![0; 16 * 1024];
	while let Ok(count) = read.read(&mut buffer).await {
		locked(&stream).extend_from_slice(&buffer[..count]);
		// At the end of what comes, `write` is dropped, and that ends the other side too.
		if count == 0 || write.write_all(&buffer[..count]).await.is_err() {
			break;
		}
	}
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
	mutex.lock().expect("nobody panics while holding it")
}
