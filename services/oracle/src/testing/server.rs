// SPDX-License-Identifier: Apache-2.0

//! A web server on this machine that gives each request the next answer of a list.

use reqwest::Url;
use std::{
	collections::VecDeque,
	net::SocketAddr,
	sync::{Arc, Mutex},
	time::Duration,
};
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::{TcpListener, TcpStream},
	task::JoinHandle,
};

/// What to answer.
pub(crate) enum Answer {
	Bytes(Vec<u8>),
	Endless,
	Silence,
}

impl Answer {
	pub(crate) fn ok(body: impl AsRef<[u8]>) -> Self {
		let body = body.as_ref();
		let head = format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
		Self::Bytes([head.as_bytes(), body].concat())
	}

	pub(crate) fn status(code: u16) -> Self {
		Self::head(code, "")
	}

	pub(crate) fn busy(seconds: u32) -> Self {
		Self::head(429, &format!("Retry-After: {seconds}\r\n"))
	}

	pub(crate) fn redirect(to: &str) -> Self {
		Self::head(302, &format!("Location: {to}\r\n"))
	}

	/// Hangs up without a word.
	pub(crate) fn close() -> Self {
		Self::Bytes(Vec::new())
	}

	/// Never stops.
	pub(crate) fn endless() -> Self {
		Self::Endless
	}

	/// Never starts.
	pub(crate) fn silence() -> Self {
		Self::Silence
	}

	fn head(code: u16, headers: &str) -> Self {
		let length = if code == 204 { "" } else { "Content-Length: 0\r\n" };
		Self::Bytes(format!("HTTP/1.1 {code} Status\r\nConnection: close\r\n{length}{headers}\r\n").into())
	}
}

/// The server. It ends when it is dropped.
pub(crate) struct Server {
	address: SocketAddr,
	requests: Arc<Mutex<Vec<String>>>,
	task: JoinHandle<()>,
}

impl Server {
	pub(crate) async fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
		let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
		let address = listener.local_addr().expect("an address");
		let mut answers: VecDeque<_> = answers.into_iter().collect();
		let requests = Arc::<Mutex<Vec<String>>>::default();
		let seen = requests.clone();
		let task = tokio::spawn(async move {
			loop {
				let (stream, _) = listener.accept().await.expect("a connection");
				let answer = answers.pop_front().unwrap_or_else(|| Answer::status(410));
				tokio::spawn(serve(stream, answer, seen.clone()));
			}
		});
		Self { address, requests, task }
	}

	pub(crate) fn url(&self, path: &str) -> Url {
		format!("http://{}{path}", self.address).parse().expect("a URL")
	}

	/// The heads of all requests so far.
	pub(crate) fn requests(&self) -> Vec<String> {
		self.requests.lock().expect("no panic").clone()
	}
}

impl Drop for Server {
	fn drop(&mut self) {
		self.task.abort();
	}
}

async fn serve(mut stream: TcpStream, answer: Answer, seen: Arc<Mutex<Vec<String>>>) {
	let mut head = Vec::new();
	let mut buffer = [0; 1024];
	while !head.ends_with(b"\r\n\r\n") {
		match stream.read(&mut buffer).await {
			Ok(0) | Err(_) => return,
			Ok(size) => head.extend_from_slice(&buffer[..size]),
		}
	}
	seen.lock().expect("no panic").push(String::from_utf8_lossy(&head).into_owned());
	// The other side may hang up at any time.
	match answer {
		Answer::Bytes(bytes) => {
			let _ = stream.write_all(&bytes).await;
			let _ = stream.shutdown().await;
		}
		Answer::Silence => tokio::time::sleep(Duration::from_secs(60)).await,
		Answer::Endless => {
			let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").await;
			while stream.write_all(b"a\r\n1111111111\r\n").await.is_ok() {}
		}
	}
}
