// SPDX-License-Identifier: Apache-2.0
//! One running node.

use crate::{cli, rpc::Rpc, wait};
use rustix::process::{kill_process, Pid, Signal};
use std::{
	env,
	ffi::{OsStr, OsString},
	fs::{self, File},
	ops::Deref,
	path::{Path, PathBuf},
	process::{self, Child, Command, ExitStatus, Stdio},
	sync::atomic::{AtomicU32, Ordering},
	thread,
	time::{Duration, Instant},
};
use tempfile::TempDir;

/// How long a node may take to end after SIGTERM before SIGKILL follows.
const PATIENCE: Duration = Duration::from_secs(30);

/// So many of a log's last lines are shown with a failure.
const TAIL: usize = 60;

/// A node about to be started.
#[derive(Debug)]
pub struct Builder {
	args: Vec<OsString>,
	base_path: Option<PathBuf>,
	temporary: Option<PathBuf>,
	with_metrics: bool,
}

impl Builder {
	/// The embedded runtime's development chain: `cairn --dev`.
	pub fn dev() -> Self {
		Self { args: vec!["--dev".into()], base_path: None, temporary: None, with_metrics: false }
	}

	/// A chain by its spec: `cairn --chain SPEC`.
	pub fn chain(spec: impl AsRef<OsStr>) -> Self {
		Self { args: vec!["--chain".into(), spec.as_ref().into()], ..Self::dev() }
	}

	/// As [`Self::chain`], with Alice as the only validator.
	pub fn sole_validator(spec: impl AsRef<OsStr>) -> Self {
		let alone = ["--alice", "--validator", "--force-authoring", "--node-key", &node_key(1)];
		Self::chain(spec).args(alone)
	}

	/// Adds arguments.
	pub fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
		self.args.extend(args.into_iter().map(|arg| arg.as_ref().to_owned()));
		self
	}

	/// Keeps the state in this folder, which outlives the node. The default is a folder of the node's own,
	/// removed with it.
	pub fn base_path(mut self, path: impl Into<PathBuf>) -> Self {
		self.base_path = Some(path.into());
		self
	}

	/// Gives no base path at all; the system's folder for temporary files is `folder`.
	pub fn temporary_in(mut self, folder: impl Into<PathBuf>) -> Self {
		self.temporary = Some(folder.into());
		self
	}

	/// Leaves the Prometheus endpoint on, which is off otherwise.
	pub fn with_metrics(mut self) -> Self {
		self.with_metrics = true;
		self
	}

	/// Starts the node, and returns when it answers on RPC.
	///
	/// # Panics
	///
	/// When it ends before, or does not answer before [`wait::DEADLINE`]; the end of its log is shown.
	pub async fn start(self) -> Node {
		let own_base = tempfile::tempdir().expect("a temporary folder can be made");
		let base_path = self.base_path.unwrap_or_else(|| own_base.path().to_owned());
		let (log_path, log) = new_log();
		let errors = log.try_clone().expect("a file can be opened twice");
		let mut command = Command::new(cli::binary());
		command.args(self.args);
		match &self.temporary {
			Some(folder) => command.env("TMPDIR", folder),
			None => command.arg("--base-path").arg(&base_path),
		};
		// Other machines have nothing to do with a test.
		command.args(["--listen-addr", "/ip4/127.0.0.1/tcp/0", "--no-telemetry", "--no-mdns"]);
		command.args(["--rpc-port", "0"]);
		command.args((!self.with_metrics).then_some("--no-prometheus"));
		command.stdin(Stdio::null()).stdout(log).stderr(errors);
		let line = format!("{command:?}");
		let child = command.spawn().unwrap_or_else(|error| panic!("cannot start {line}: {error}"));
		let mut running = Process { child, log_path, line };
		let (rpc_port, rpc) = running.ready().await;
		Node { running, rpc_port, rpc, base_path, _own_base: own_base }
	}
}

/// A running node. It derefs to its [`Rpc`] connection. Dropping it ends the process.
#[derive(Debug)]
pub struct Node {
	running: Process,
	rpc: Rpc,
	rpc_port: u16,
	base_path: PathBuf,
	_own_base: TempDir,
}

impl Deref for Node {
	type Target = Rpc;

	fn deref(&self) -> &Rpc {
		&self.rpc
	}
}

impl Node {
	/// The port on which it serves JSON-RPC.
	pub fn rpc_port(&self) -> u16 {
		self.rpc_port
	}

	/// Where it serves JSON-RPC over WebSocket.
	pub fn url(&self) -> String {
		url(self.rpc_port)
	}

	/// The number of its process.
	pub fn pid(&self) -> u32 {
		self.running.child.id()
	}

	/// Where its state is.
	pub fn base_path(&self) -> &Path {
		&self.base_path
	}

	/// What it has logged so far.
	pub fn log(&self) -> String {
		self.running.log()
	}

	/// Its address for other nodes on this machine, with its peer identity.
	pub async fn address(&self) -> String {
		let known = || async {
			let addresses = self.call("system_localListenAddresses", serde_json::json!([])).await;
			let addresses = addresses.as_array()?.iter().filter_map(|address| address.as_str());
			let mut local = addresses.filter(|address| address.starts_with("/ip4/127.0.0.1/tcp/"));
			local.next().map(str::to_owned)
		};
		wait::until("an address on the loopback interface", known).await
	}

	/// Asks the node to end (SIGTERM) and returns when it has. Its exit status is what it ended with.
	///
	/// # Panics
	///
	/// When it does not end.
	pub fn stop(mut self) -> ExitStatus {
		let status = self.running.terminate();
		let status = status.unwrap_or_else(|| panic!("still running {} s after SIGTERM", PATIENCE.as_secs()));
		if !status.success() {
			// What a node says while it ends badly would be gone with its log.
			eprintln!("{} ended with {status}:\n{}", self.running.line, self.running.log());
		}
		status
	}

	/// Kills the node (SIGKILL): it cannot put anything in order before.
	pub fn kill(mut self) {
		self.running.kill();
	}
}

/// The node key with this number, as `--node-key` takes it.
pub fn node_key(number: usize) -> String {
	format!("{number:064x}")
}

fn url(rpc_port: u16) -> String {
	format!("ws://127.0.0.1:{rpc_port}")
}

/// A log file of its own for each node, removed unless a test fails.
fn new_log() -> (PathBuf, File) {
	static COUNT: AtomicU32 = AtomicU32::new(0);
	let number = COUNT.fetch_add(1, Ordering::Relaxed);
	let path = env::temp_dir().join(format!("cairn-test-{}-{number}.log", process::id()));
	match File::create(&path) {
		Ok(file) => (path, file),
		Err(error) => panic!("cannot write {}: {error}", path.display()),
	}
}

/// The process, and what it writes. Dropping it ends it, and shows the log's end if a test is failing.
#[derive(Debug)]
struct Process {
	child: Child,
	log_path: PathBuf,
	line: String,
}

impl Process {
	fn log(&self) -> String {
		fs::read(&self.log_path).map(|log| String::from_utf8_lossy(&log).into_owned()).unwrap_or_default()
	}

	/// Waits until the summary names the RPC port and the server there answers.
	async fn ready(&mut self) -> (u16, Rpc) {
		let start = Instant::now();
		while start.elapsed() < wait::DEADLINE {
			if let Some(port) = rpc_port_in(&self.log()) {
				if let Ok(rpc) = Rpc::connect(&url(port)).await {
					if rpc.try_call("system_health", serde_json::json!([])).await.is_ok() {
						return (port, rpc);
					}
				}
			}
			if let Ok(Some(status)) = self.child.try_wait() {
				panic!("the node ended at its start: {status}");
			}
			tokio::time::sleep(Duration::from_millis(50)).await;
		}
		panic!("the node does not answer on RPC after {} s", wait::DEADLINE.as_secs());
	}

	fn terminate(&mut self) -> Option<ExitStatus> {
		// It may have ended by itself: then the signal has no receiver, and that is fine.
		let _ = kill_process(Pid::from_child(&self.child), Signal::TERM);
		let start = Instant::now();
		while start.elapsed() < PATIENCE {
			if let Ok(Some(status)) = self.child.try_wait() {
				return Some(status);
			}
			thread::sleep(Duration::from_millis(20));
		}
		None
	}

	fn kill(&mut self) {
		let _ = self.child.kill();
		let _ = self.child.wait();
	}
}

impl Drop for Process {
	fn drop(&mut self) {
		if !matches!(self.child.try_wait(), Ok(Some(_))) && self.terminate().is_none() {
			self.kill();
		}
		if !thread::panicking() {
			let _ = fs::remove_file(&self.log_path);
			return;
		}
		let log = self.log();
		let lines = log.lines().collect::<Vec<_>>();
		let tail = lines[lines.len().saturating_sub(TAIL)..].join("\n");
		eprintln!("--- {}\n--- whole log: {}\n{tail}\n---", self.line, self.log_path.display());
	}
}

/// The port in the summary's line `JSON-RPC   ws://HOST:PORT`.
fn rpc_port_in(log: &str) -> Option<u16> {
	// The last line may still be in the middle of being written.
	let (whole, _) = log.rsplit_once('\n')?;
	whole.lines().find_map(|line| {
		let (_, address) = line.split_once(" JSON-RPC ")?;
		let (_, port) = address.trim_start().strip_prefix("ws://")?.rsplit_once(':')?;
		port.trim_end().parse().ok()
	})
}

#[cfg(test)]
mod tests {
	use super::rpc_port_in;

	#[test]
	fn finds_the_rpc_port_in_a_summary() {
		let log = "Running JSON-RPC server: addr=127.0.0.1:1,\n  JSON-RPC   ws://127.0.0.1:40123\n  p2p  x\n";
		assert_eq!(rpc_port_in(log), Some(40123));
	}

	#[test]
	fn waits_for_the_end_of_the_line() {
		assert_eq!(rpc_port_in("  JSON-RPC   ws://127.0.0.1:401"), None);
		assert_eq!(rpc_port_in(""), None);
	}
}
