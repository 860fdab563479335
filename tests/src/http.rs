// SPDX-License-Identifier: Apache-2.0
//! HTTP requests byte by byte, for what no well-behaved client would send.

use crate::wait::DEADLINE;
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::TcpStream,
};

/// An answer over HTTP.
#[derive(Debug)]
pub struct Answer {
	/// The status code.
	pub status: u16,
	/// The header fields as they came.
	pub head: String,
	/// What follows them.
	pub body: String,
}

/// Posts `body` as JSON to a port of this machine. `fields` are header fields such as `Origin: http://a.example`;
/// a `Host` among them replaces the ordinary one.
pub async fn post(port: u16, fields: &[&str], body: &str) -> Answer {
	let mut head = String::from("POST / HTTP/1.1\r\nContent-Type: application/json\r\nConnection: close\r\n");
	if !fields.iter().any(|field| field.starts_with("Host:")) {
		head += &format!("Host: localhost:{port}\r\n");
	}
	for field in fields {
		head += &format!("{field}\r\n");
	}
	exchange(port, &format!("{head}Content-Length: {}\r\n\r\n{body}", body.len())).await
}

/// Gets `path` from a port of this machine.
pub async fn get(port: u16, path: &str) -> Answer {
	exchange(port, &format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"))
		.await
}

/// Asks a port of this machine for a WebSocket connection, which is dropped if granted.
pub async fn upgrade(port: u16) -> Answer {
	let request = format!(
		"GET / HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
		 Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
	);
	exchange(port, &request).await
}

/// Sends `request` and reads one whole answer.
///
/// # Panics
///
/// When the connection fails or the answer is not HTTP.
async fn exchange(port: u16, request: &str) -> Answer {
	let answer = async {
		let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
		// A server that refuses may stop reading before all is written: its answer is what counts.
		let _ = stream.write_all(request.as_bytes()).await;
		let mut bytes = Vec::new();
		let mut buffer = [0; 4096];
		while !is_complete(&bytes) {
			match stream.read(&mut buffer).await {
				Ok(0) => break,
				Ok(count) => bytes.extend_from_slice(&buffer[..count]),
				Err(_) if !bytes.is_empty() => break,
				Err(error) => return Err(error),
			}
		}
		Ok::<_, std::io::Error>(String::from_utf8_lossy(&bytes).into_owned())
	};
	let text = match tokio::time::timeout(DEADLINE, answer).await {
		Ok(Ok(text)) => text,
		other => panic!("no answer over HTTP: {other:?}"),
	};
	let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("not HTTP: {text:?}"));
	let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
	let status = status.unwrap_or_else(|| panic!("no status in {head:?}"));
	Answer { status, head: head.to_owned(), body: body.to_owned() }
}

/// Whether the head and as many bytes as its `Content-Length` tells have come, or a WebSocket was opened.
fn is_complete(bytes: &[u8]) -> bool {
	let text = String::from_utf8_lossy(bytes);
	let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
	let mut fields = head.lines().map(str::to_ascii_lowercase);
	let length = fields.find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
	length.map_or(head.starts_with("HTTP/1.1 101"), |length: usize| body.len() >= length)
}
