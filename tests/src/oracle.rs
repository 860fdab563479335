// SPDX-License-Identifier: Apache-2.0
//! Operators of an oracle, each a real `cairn-oracle`, and the site on this machine that they read.

use crate::{cli, wait::DEADLINE};
use rustix::process::{kill_process, Pid, Signal};
use serde_json::Value;
use std::{
	collections::BTreeMap,
	fs::{self, File},
	io,
	net::SocketAddr,
	path::PathBuf,
	process::{ExitStatus, Stdio},
	sync::{Arc, Mutex, MutexGuard},
	thread,
};
use tempfile::TempDir;
use tokio::{
	io::{AsyncReadExt, AsyncWriteExt},
	net::{TcpListener, TcpStream},
	process::{Child, Command},
};

/// A web site that serves JSON documents. It ends with the test.
#[derive(Debug)]
pub struct Site {
	address: SocketAddr,
	pages: Pages,
}

type Pages = Arc<Mutex<BTreeMap<String, String>>>;

impl Site {
	/// An empty site on a free port of this machine.
	///
	/// # Panics
	///
	/// When there is no free port.
	pub async fn open() -> Self {
		let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
		let address = listener.local_addr().expect("it has an address");
		let pages = Pages::default();
		tokio::spawn(serve(listener, pages.clone()));
		Self { address, pages }
	}

	/// Serves this document at `path` from now on.
	pub fn publish(&self, path: &str, document: &Value) {
		lock(&self.pages).insert(path.to_owned(), document.to_string());
	}

	/// The address of the document at `path`.
	pub fn url(&self, path: &str) -> String {
		format!("http://{}{path}", self.address)
	}
}

/// What a task that panicked left behind is whole: every change is one insertion.
fn lock(pages: &Pages) -> MutexGuard<'_, BTreeMap<String, String>> {
	pages.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

async fn serve(listener: TcpListener, pages: Pages) {
	while let Ok((stream, _)) = listener.accept().await {
		let pages = pages.clone();
		tokio::spawn(async move {
			// A client that goes away has no use for an answer.
			let _ = answer(stream, &pages).await;
		});
	}
}

async fn answer(mut stream: TcpStream, pages: &Pages) -> io::Result<()> {
	let mut request = Vec::new();
	let mut buffer = [0; 1024];
	while !request.windows(4).any(|end| end == b"\r\n\r\n") {
		match stream.read(&mut buffer).await? {
			0 => return Ok(()),
			count => request.extend_from_slice(&buffer[..count]),
		}
	}
	let request = String::from_utf8_lossy(&request);
	let path = request.split(' ').nth(1).unwrap_or_default();
	let page = lock(pages).get(path).cloned();
	let (status, body) = page.map_or(("404 Not Found", String::new()), |page| ("200 OK", page));
	let head = format!("HTTP/1.1 {status}\r\nContent-Type: application/json\r\nConnection: close\r\n");
	let answer = format!("{head}Content-Length: {}\r\n\r\n{body}", body.len());
	stream.write_all(answer.as_bytes()).await
}

/// What an operator feeds, and where it finds it.
#[derive(Clone, Copy, Debug)]
pub struct Feed<'a> {
	/// The family, as the configuration names it: `prices`, `weather` or `numbers`.
	pub family: &'a str,
	/// The key of the feed.
	pub key: &'a str,
	/// The document.
	pub url: &'a str,
	/// Where in the document the number is, as an RFC 6901 pointer.
	pub pointer: &'a str,
}

/// A running `cairn-oracle`. It looks at its source every second, and submits what has changed. Dropping it kills it.
#[derive(Debug)]
pub struct Operator {
	child: Child,
	log: PathBuf,
	_folder: TempDir,
}

impl Operator {
	/// Starts an operator that is [`crate::account::fresh`]`(name)` and feeds the chain of the node at `node`. Its key
	/// is in an encrypted file.
	///
	/// # Panics
	///
	/// When the key cannot be put into a file, the configuration is refused, or the program cannot be started.
	pub async fn start(node: &str, name: &str, feed: Feed<'_>) -> Self {
		let folder = tempfile::tempdir().expect("a temporary folder can be made");
		let path = |file: &str| folder.path().join(file);
		let write = |file: &str, text: &str| {
			fs::write(path(file), text).expect("a temporary file can be written");
			path(file)
		};
		let mut import = program();
		import.args(["key", "import", "--name", name, "--file"]).arg(path("operator.json"));
		import.arg("--secret-file").arg(write("secret", &format!("//Alice//{name}")));
		import.arg("--password-file").arg(write("password", "the password of a test"));
		run(import).await;

		let config = write("oracle.toml", &configuration(node, feed));
		let mut check = program();
		check.arg("check").arg("--config").arg(&config);
		run(check).await;

		let log = path("log");
		let file = File::create(&log).expect("a temporary file can be written");
		let mut command = program();
		command.args(["--log", "info,cairn_oracle=debug", "run", "--config"]).arg(&config);
		command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(file);
		let child = command.spawn().expect("a program that ran before runs again");
		Self { child, log, _folder: folder }
	}

	/// Asks it to end (SIGTERM), and returns what it ended with.
	///
	/// # Panics
	///
	/// When it has ended before, or does not end before [`DEADLINE`].
	pub async fn stop(mut self) -> ExitStatus {
		let id = self.child.id().and_then(|id| Pid::from_raw(id.try_into().ok()?));
		let id = id.expect("an operator runs until it is stopped");
		kill_process(id, Signal::TERM).expect("a process of ours can be told to end");
		match tokio::time::timeout(DEADLINE, self.child.wait()).await {
			Ok(Ok(status)) => status,
			other => panic!("the operator does not end: {other:?}"),
		}
	}

	/// Kills it (SIGKILL): it cannot put anything in order before.
	///
	/// # Panics
	///
	/// When it cannot be killed.
	pub async fn kill(mut self) {
		self.child.kill().await.expect("a process of ours can be killed");
	}
}

impl Drop for Operator {
	fn drop(&mut self) {
		if thread::panicking() {
			let log = fs::read_to_string(&self.log).unwrap_or_default();
			eprintln!("--- cairn-oracle\n{log}---");
		}
	}
}

/// The `cairn-oracle` beside the `cairn` under test.
fn program() -> Command {
	let path = cli::binary().with_file_name("cairn-oracle");
	assert!(
		path.is_file(),
		"no {}: build it with `cargo build --release --workspace --bin cairn-oracle`",
		path.display()
	);
	let mut command = Command::new(path);
	command.kill_on_drop(true);
	command
}

/// Runs a command that must succeed to its end.
async fn run(mut command: Command) {
	let line = format!("{:?}", command.as_std());
	match tokio::time::timeout(DEADLINE, command.output()).await {
		Ok(Ok(output)) => assert!(output.status.success(), "{line}: {output:?}"),
		other => panic!("{line} does not end well: {other:?}"),
	}
}

fn configuration(node: &str, Feed { family, key, url, pointer }: Feed<'_>) -> String {
	format!(
		r#"
		[node]
		url = "{node}"

		[key]
		file = "operator.json"
		password_file = "password"

		[http]
		requests_per_minute = 600

		[[feed]]
		family = "{family}"
		key = "{key}"
		interval = "1s"
		heartbeat = "10m"
		maximum_deviation = "0"

		[[feed.source]]
		url = "{url}"
		format = "json"
		pointer = "{pointer}"
		"#
	)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::http;
	use serde_json::json;

	#[tokio::test]
	async fn a_site_serves_what_was_published_last() {
		let site = Site::open().await;
		assert_eq!(http::get(site.address.port(), "/rain").await.status, 404);
		site.publish("/rain", &json!({ "mm": 1.5 }));
		site.publish("/rain", &json!({ "mm": 2.5 }));
		let answer = http::get(site.address.port(), "/rain").await;
		assert_eq!((answer.status, answer.body.as_str()), (200, r#"{"mm":2.5}"#));
	}
}
