// SPDX-License-Identifier: Apache-2.0

//! One node of a network.

use std::{fs, io, net::SocketAddr, path::PathBuf, time::Duration};

use serde::{Deserialize, Serialize};
use serde_json::{json, Value};

use crate::{rpc, wait, Error, Process};

/// How long a process may take to end that was told to by the kernel.
const PATIENCE: Duration = Duration::from_secs(20);

/// So many of a log's last lines are in an error, and so many characters of each.
const LAST_LINES: usize = 3;
const MAX_LINE: usize = 200;

/// What a node does on its chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
	/// Has keys: makes blocks where validators do, and votes where there are votes.
	Validator,
	/// Mines.
	Miner,
	/// Has keys, votes and mines.
	MiningValidator,
	/// Follows the chain.
	Full,
}

impl Role {
	/// Its name, for people.
	pub fn name(self) -> &'static str {
		match self {
			Self::Validator => "validator",
			Self::Miner => "miner",
			Self::MiningValidator => "validator, miner",
			Self::Full => "full",
		}
	}

	/// Whether it mines.
	pub fn mines(self) -> bool {
		matches!(self, Self::Miner | Self::MiningValidator)
	}
}

/// A node: where it is, and how it is run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Node {
	/// Its number, from 1.
	pub number: u8,
	/// Its name: that of the development account whose keys it has, else `node-` and its number.
	pub name: String,
	/// What it does.
	pub role: Role,
	/// The network namespace that it runs in.
	pub namespace: Option<String>,
	/// Where it serves JSON-RPC, over WebSocket and HTTP: a `ws://` URL.
	pub rpc: String,
	/// Where it serves metrics.
	pub prometheus: String,
	/// Where other nodes reach it, with its identity: a multiaddress.
	pub p2p: String,
	/// Where its database and its keystore are.
	pub base_path: PathBuf,
	/// What it writes, of all its runs.
	pub log: PathBuf,
	/// The command line that it is run with.
	pub command: Vec<String>,
	/// The process that it was when it was last started; `None` if it was killed or never started.
	pub process: Option<Process>,
}

impl Node {
	/// The command line with what goes before it to run it in its namespace.
	fn whole_command(&self) -> Vec<String> {
		let before = match &self.namespace {
			Some(namespace) => ["ip", "netns", "exec", namespace].map(str::to_owned).to_vec(),
			None => Vec::new(),
		};
		[&before[..], &self.command].concat()
	}

	/// Whether a process with this command line is this node. Right after its start it still is the program that changes the
	/// namespace.
	fn is(&self, command_line: &[String]) -> bool {
		command_line == self.command || command_line == self.whole_command()
	}

	/// The process that it is, if it runs: the one that was noted, or, if this program was killed before it could note it, the
	/// one with its command line.
	pub fn running(&self) -> Option<Process> {
		let is = |command_line: &[String]| self.is(command_line);
		self.process.filter(|process| process.runs(is)).or_else(|| Process::find(is))
	}

	/// Starts it.
	///
	/// # Errors
	///
	/// When its log cannot be written, or its program cannot be started or known again.
	pub(crate) fn spawn(&mut self) -> Result<(), Error> {
		let is = |command_line: &[String]| command_line == self.command;
		let process = Process::spawn(&self.whole_command(), is, &self.log).map_err(|error| {
			Error::new(
				format!("{self} cannot be started: {error}"),
				format!("its log is {}", self.log.display()),
			)
		})?;
		self.process = Some(process);
		Ok(())
	}

	/// Kills it, if it runs, and waits until it is gone. Returns whether it ran.
	///
	/// # Errors
	///
	/// When it is another user's, or still there some seconds later.
	pub(crate) fn kill(&mut self) -> Result<bool, Error> {
		// One that has just ended by itself is waited for too.
		let Some(process) = self.running().or(self.process) else { return Ok(false) };
		let failed = |cause: String| {
			let help = format!("end the process {} by hand, as its owner", process.pid);
			Error::new(format!("{self} cannot be killed: {cause}"), help)
		};
		let is = |command_line: &[String]| self.is(command_line);
		let killed = process.kill(is, PATIENCE).map_err(|error| failed(error.to_string()))?;
		self.process = None;
		Ok(killed)
	}

	/// Where it serves JSON-RPC.
	fn rpc_address(&self) -> Result<SocketAddr, String> {
		let address = self.rpc.strip_prefix("ws://").and_then(|address| address.parse().ok());
		address.ok_or_else(|| format!("{} is not the URL of a node", self.rpc))
	}

	/// The result of a call of JSON-RPC.
	///
	/// # Errors
	///
	/// A message, when the node does not answer, or not with a result.
	pub(crate) fn call(&self, method: &str, params: &Value) -> Result<Value, String> {
		rpc::call(self.rpc_address()?, method, params)
	}

	/// How many peers it has.
	///
	/// # Errors
	///
	/// As [`Self::call`].
	pub(crate) fn peers(&self) -> Result<u64, String> {
		let health = self.call("system_health", &json!([]))?;
		health["peers"].as_u64().ok_or_else(|| format!("no number of peers in {health}"))
	}

	/// Waits until it answers and has so many peers.
	///
	/// # Errors
	///
	/// When it ends, or does not come so far within `limit`. The error has the end of its log.
	pub(crate) fn wait_until_ready(&self, peers: u64, limit: Duration) -> Result<(), Error> {
		let mut last = String::from("it was never asked");
		let ready = wait::until(limit, || {
			match self.peers() {
				Ok(count) if count >= peers => return Ok(Some(())),
				Ok(count) => last = format!("it has {count} of {peers} peers"),
				Err(error) => last = error,
			}
			if self.running().is_none() {
				return Err(self.failed("ended at its start"));
			}
			Ok(None)
		})?;
		ready.ok_or_else(|| self.failed(&format!("is not ready after {} s: {last}", limit.as_secs())))
	}

	/// An error that names its log, and shows the end of it.
	fn failed(&self, what: &str) -> Error {
		let end = match self.last_lines() {
			Ok(end) if !end.is_empty() => format!(", which ends with: {end}"),
			_ => String::new(),
		};
		Error::new(format!("{self} {what}"), format!("its log is {}{end}", self.log.display()))
	}

	/// The last lines of its log, in one.
	fn last_lines(&self) -> io::Result<String> {
		Ok(end_of(&String::from_utf8_lossy(&fs::read(&self.log)?)))
	}
}

/// The last lines of a log, in one.
fn end_of(log: &str) -> String {
	let lines = log.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>();
	let lines = lines[lines.len().saturating_sub(LAST_LINES)..].iter().map(|line| {
		match line.char_indices().nth(MAX_LINE) {
			Some((end, _)) => format!("{}…", &line[..end]),
			None => (*line).to_owned(),
		}
	});
	lines.collect::<Vec<_>>().join(" | ")
}

impl std::fmt::Display for Node {
	fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		write!(formatter, "node {} ({})", self.number, self.name)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_end_of_a_log_fits_into_an_error() {
		assert_eq!(end_of("one\n\ntwo \nthree\nfour\n"), "two | three | four");
		assert_eq!(end_of(""), "");
		let long = "é".repeat(MAX_LINE + 1);
		assert_eq!(end_of(&long), format!("{}…", "é".repeat(MAX_LINE)));
	}
}
