// SPDX-License-Identifier: Apache-2.0

//! JSON-RPC over HTTP, one question to a connection: all that looking after nodes takes.

use std::{
	io::{Read, Write},
	net::{SocketAddr, TcpStream},
	time::Duration,
};

use serde_json::{json, Value};

/// How long a node may take to accept a connection, and to say something.
const PATIENCE: Duration = Duration::from_secs(5);

/// No answer to what is asked here is longer, in bytes.
const MAX_ANSWER: u64 = 1 << 20;

/// The result of a call.
///
/// # Errors
///
/// A message, when nobody answers, or not with a result.
pub(crate) fn call(address: SocketAddr, method: &str, params: &Value) -> Result<Value, String> {
	let request = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
	let answer =
		post(address, &request.to_string()).map_err(|error| format!("no answer from {address}: {error}"))?;
	result(&answer).map_err(|error| format!("{method} at {address}: {error}"))
}

fn post(address: SocketAddr, body: &str) -> std::io::Result<Vec<u8>> {
	let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
	stream.set_read_timeout(Some(PATIENCE))?;
	stream.set_write_timeout(Some(PATIENCE))?;
	let head = format!(
		"POST / HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nConnection: close\r\n\
		 Content-Length: {}\r\n\r\n",
		body.len()
	);
	stream.write_all(format!("{head}{body}").as_bytes())?;
	let mut answer = Vec::new();
	stream.take(MAX_ANSWER).read_to_end(&mut answer)?;
	Ok(answer)
}

/// The result in an answer over HTTP.
fn result(answer: &[u8]) -> Result<Value, String> {
	let answer = std::str::from_utf8(answer).map_err(|_| "the answer is not text")?;
	let (head, body) = answer.split_once("\r\n\r\n").ok_or("the answer is not HTTP")?;
	let status = head.lines().next().unwrap_or_default();
	if status.split(' ').nth(1) != Some("200") {
		return Err(format!("the answer is `{status}`"));
	}
	let mut json: Value =
		serde_json::from_str(body).map_err(|error| format!("the answer is not JSON: {error}"))?;
	match json.get_mut("result") {
		Some(result) => Ok(result.take()),
		None => Err(format!("refused: {}", json["error"])),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::{net::TcpListener, thread};

	/// A server that answers one request with `answer`, and gives what it was asked.
	fn server(answer: &'static str) -> (SocketAddr, thread::JoinHandle<String>) {
		let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
		let address = listener.local_addr().expect("bound");
		let asked = thread::spawn(move || {
			let (mut stream, _) = listener.accept().expect("a client");
			let mut request = vec![0; 4096];
			let mut length = 0;
			while !request[..length].ends_with(b"}") {
				length += stream.read(&mut request[length..]).expect("a request");
			}
			stream.write_all(answer.as_bytes()).expect("a reader");
			String::from_utf8_lossy(&request[..length]).into_owned()
		});
		(address, asked)
	}

	#[test]
	fn asks_and_takes_the_result() {
		let (address, asked) =
			server("HTTP/1.1 200 OK\r\nX: y\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"peers\":3}}");
		assert_eq!(call(address, "system_health", &json!([])), Ok(json!({ "peers": 3 })));
		let asked = asked.join().expect("a request");
		let (head, body) = asked.split_once("\r\n\r\n").expect("HTTP");
		assert!(
			head.contains(&format!("Host: {address}"))
				&& head.contains(&format!("Content-Length: {}", body.len()))
		);
		assert_eq!(
			serde_json::from_str::<Value>(body).expect("JSON"),
			json!({ "jsonrpc": "2.0", "id": 1, "method": "system_health", "params": [] })
		);
	}

	#[test]
	fn whatever_is_no_result_is_told() {
		for (answer, cause) in [
			("HTTP/1.1 403 Forbidden\r\n\r\n", "`HTTP/1.1 403 Forbidden`"),
			("HTTP/1.1 200 OK\r\n\r\nhello", "not JSON"),
			("hello", "not HTTP"),
			("HTTP/1.1 200 OK\r\n\r\n{\"error\":{\"code\":-32601}}", "refused: {\"code\":-32601}"),
		] {
			let (address, _asked) = server(answer);
			let error = call(address, "x", &json!([])).expect_err("no result");
			assert!(error.contains(cause), "{answer}: {error}");
		}
	}

	#[test]
	fn nobody_at_the_address_is_told() {
		let address =
			TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
		assert!(call(address, "x", &json!([])).expect_err("nobody").contains("no answer from 127.0.0.1"));
	}
}
