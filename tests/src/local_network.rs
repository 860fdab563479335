// SPDX-License-Identifier: Apache-2.0
//! Networks of `cairn-network`: started with its library, or with its program, and what they leave behind.

use crate::{cli, network, rpc::Rpc, wait};
use cairn_network::{Chain, Error, Groups, Namespaces, Network, Options, Runtimes};
use serde_json::json;
use std::{
	ffi::OsStr,
	fs,
	future::Future,
	path::{Path, PathBuf},
	process::{Command, Stdio},
	thread,
	time::Duration,
};
use tempfile::TempDir;
use tokio::{process, task::block_in_place};

/// So many of a log's last lines are shown with a failure.
const TAIL: usize = 40;

/// How long a network may take to start, on a machine that is slow or has more to do.
const START: Duration = Duration::from_secs(300);

/// A network whose nodes have network namespaces. Dropping it takes it down.
#[derive(Debug)]
pub struct LocalNetwork {
	network: Network,
	nodes: Vec<Rpc>,
	folder: TempDir,
}

impl LocalNetwork {
	/// Starts one of four nodes, unless `change` says otherwise.
	///
	/// # Panics
	///
	/// When it cannot be started, or this user may not make network namespaces.
	pub async fn up(chain: Chain, runtimes: &Runtimes, change: impl FnOnce(&mut Options)) -> Self {
		let folder = tempfile::tempdir().expect("a temporary folder can be made");
		let mut options = Options::new(folder.path().join("network"), cli::binary(), chain);
		options.namespaces = Namespaces::On;
		options.limit = START;
		change(&mut options);
		let network = block_in_place(|| Network::up(&options, runtimes, |_| ()));
		let network = network.unwrap_or_else(|error| {
			let kept = folder.path().display().to_string();
			eprintln!("{}", logs(&options.folder));
			panic!("no local network, which takes root and iproute2: {error} (in {kept})")
		});
		let state = network.state().expect("it was just written");
		let mut this = Self { network, nodes: Vec::new(), folder };
		for node in &state.nodes {
			this.nodes.push(connect(&node.rpc).await);
		}
		this
	}

	/// The node with this number, from 1.
	pub fn node(&self, number: usize) -> &Rpc {
		&self.nodes[number - 1]
	}

	/// All nodes, in the order of their numbers.
	pub fn nodes(&self) -> &[Rpc] {
		&self.nodes
	}

	/// Kills a node (SIGKILL).
	///
	/// # Panics
	///
	/// When it does not run.
	pub fn kill(&self, number: usize) {
		done(block_in_place(|| self.network.kill(&number.to_string())));
	}

	/// Starts a node again that was killed.
	///
	/// # Panics
	///
	/// When it does not start.
	pub async fn start(&mut self, number: usize) {
		let node = done(block_in_place(|| self.network.start(&number.to_string())));
		self.nodes[number - 1] = connect(&node.rpc).await;
	}

	/// Parts the network into `groups`, written as in `1,2/3,4`.
	///
	/// # Panics
	///
	/// When it cannot be parted so.
	pub fn partition(&self, groups: &str) {
		let groups: Groups = groups.parse().expect("groups");
		done(block_in_place(|| self.network.partition(&groups)));
	}

	/// Lets all nodes reach each other again.
	///
	/// # Panics
	///
	/// When it cannot be healed.
	pub fn heal(&self) {
		done(block_in_place(|| self.network.heal()));
	}

	/// The number of the highest of all nodes' best blocks.
	pub async fn highest(&self) -> u64 {
		let mut highest = 0;
		for node in &self.nodes {
			highest = highest.max(node.best().await);
		}
		highest
	}

	/// Waits until all nodes have the same block number `height`, and returns its hash. Without finality they may differ for
	/// a while.
	pub async fn settle(&self, height: u64) -> String {
		let same = || async {
			let expected = self.nodes[0].block_hash(height).await?;
			for node in &self.nodes {
				if node.block_hash(height).await.as_ref() != Some(&expected) {
					return None;
				}
			}
			Some(expected)
		};
		wait::until(&format!("one block {height} on all nodes"), same).await
	}

	/// Waits until all nodes vote together in GRANDPA: see [`network::vote_together`].
	pub async fn vote_together(&self) {
		network::vote_together(&self.nodes.iter().collect::<Vec<_>>()).await;
	}

	/// Waits until the block `to` is final on all nodes, and asserts that they have the same blocks from `from` to there.
	///
	/// # Panics
	///
	/// When they differ.
	pub async fn agree(&self, from: u64, to: u64) {
		for node in &self.nodes {
			node.wait_for_finalized(to).await;
		}
		for height in from..=to {
			let expected = self.nodes[0].block_hash(height).await;
			for node in &self.nodes {
				assert_eq!(node.block_hash(height).await, expected, "block {height}");
			}
		}
	}
}

impl Drop for LocalNetwork {
	fn drop(&mut self) {
		down(self.network.folder(), &mut self.folder);
	}
}

/// A place for a network that the program starts. Dropping it takes the network down, if it is there.
#[derive(Debug)]
pub struct Place {
	folder: TempDir,
}

impl Place {
	/// A new one.
	///
	/// # Panics
	///
	/// When no temporary folder can be made.
	pub fn new() -> Self {
		Self { folder: tempfile::tempdir().expect("a temporary folder can be made") }
	}

	/// The network's folder, which is not there yet.
	pub fn folder(&self) -> PathBuf {
		self.folder.path().join("network")
	}
}

impl Default for Place {
	fn default() -> Self {
		Self::new()
	}
}

impl Drop for Place {
	fn drop(&mut self) {
		let network = self.folder();
		down(&network, &mut self.folder);
	}
}

/// Takes a network down, if it is there; where a test is failing, after showing what its nodes logged. If it does not end, the
/// test fails, and what tells of the network is kept.
fn down(network: &Path, place: &mut TempDir) {
	let failing = thread::panicking();
	if failing {
		eprintln!("{}", logs(network));
	}
	if let Err(error) = Network::down(network) {
		place.disable_cleanup(true);
		let cause = format!("the network in {} is not down: {error}", network.display());
		assert!(failing, "{cause}");
		eprintln!("{cause}");
	}
}

async fn connect(url: &str) -> Rpc {
	Rpc::connect(url).await.unwrap_or_else(|error| panic!("{url}: {error}"))
}

fn done<T>(result: Result<T, Error>) -> T {
	result.unwrap_or_else(|error| panic!("{error}"))
}

/// The ends of all logs in a network's folder.
fn logs(folder: &Path) -> String {
	let logs = (1..=50).map(|number| folder.join(format!("node-{number}/log"))).filter(|log| log.exists());
	let ends = logs.map(|path| {
		let log = fs::read(&path).unwrap_or_default();
		let log = String::from_utf8_lossy(&log).into_owned();
		let lines = log.lines().collect::<Vec<_>>();
		format!("--- {}\n{}\n", path.display(), lines[lines.len().saturating_sub(TAIL)..].join("\n"))
	});
	ends.collect()
}

/// The difficulties of the blocks from number `from` to a node's best one, added up: their weight.
pub async fn weight(node: &Rpc, from: u64) -> u64 {
	let mut sum = 0;
	for number in from..=node.best().await {
		let parent = node.block_hash(number - 1).await;
		let answer = node.call("state_call", json!(["DifficultyApi_difficulty", "0x", parent])).await;
		let bytes = hex::decode(&answer.as_str().expect("bytes")[2..]).expect("hexadecimal");
		sum += u64::from_le_bytes(bytes[..8].try_into().expect("32 bytes"));
	}
	sum
}

/// The program `cairn-network`, which was built beside `cairn`.
///
/// # Panics
///
/// When it was not.
pub fn binary() -> PathBuf {
	let path = cli::binary().with_file_name("cairn-network");
	let build = "cargo build --release --workspace --bin cairn-network";
	assert!(path.is_file(), "there is no {}: build it with `{build}`", path.display());
	path
}

/// The command `cairn-network` with these arguments, for the network in `folder`.
pub fn command<S: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = S>) -> process::Command {
	let mut command = process::Command::new(binary());
	command.arg("--dir").arg(folder).args(args).env("CAIRN_BIN", cli::binary());
	command.stdin(Stdio::null()).kill_on_drop(true);
	command
}

/// Runs `cairn-network` with these arguments, for the network in `folder`, to its end.
///
/// # Panics
///
/// When it does not end before [`wait::DEADLINE`].
pub async fn run<S: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = S>) -> cli::Finished {
	let mut command = command(folder, args);
	finished(command.output()).await
}

/// What a program says that is about to end.
///
/// # Panics
///
/// When it does not before [`wait::DEADLINE`].
pub async fn finished(output: impl Future<Output = std::io::Result<std::process::Output>>) -> cli::Finished {
	match tokio::time::timeout(wait::DEADLINE, output).await {
		Ok(Ok(output)) => cli::Finished {
			code: output.status.code(),
			stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
			stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
		},
		other => panic!("the program does not end: {other:?}"),
	}
}

/// What is there of the network called `name` in `folder`: namespaces, links, processes of nodes, and the folder.
///
/// # Panics
///
/// When `ip` cannot tell.
pub fn left_of(name: &str, folder: &Path) -> Vec<String> {
	let listed = |args: &[&str]| {
		let output = Command::new("ip").args(args).output().expect("iproute2 is installed");
		assert!(output.status.success(), "{output:?}");
		String::from_utf8_lossy(&output.stdout).into_owned()
	};
	let all = [listed(&["netns", "list"]), listed(&["-oneline", "link", "show"])].concat();
	let mut left: Vec<_> = all.lines().filter(|line| line.contains(name)).map(str::to_owned).collect();
	let needle = folder.to_str().expect("temporary paths are UTF-8");
	for entry in fs::read_dir("/proc").expect("Linux").flatten() {
		let line = fs::read(entry.path().join("cmdline")).unwrap_or_default();
		let line = String::from_utf8_lossy(&line).replace('\0', " ");
		// Who follows a log notices a little later that it is gone.
		if line.contains(needle) && !line.contains("--follow") {
			left.push(line);
		}
	}
	left.extend(folder.exists().then(|| needle.to_owned()));
	left
}
