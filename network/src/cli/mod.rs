// SPDX-License-Identifier: Apache-2.0

//! The command line.

mod output;
mod table;

use std::{
	env, fs,
	path::{Path, PathBuf},
	process::ExitCode,
	time::Duration,
};

use clap::{Args, Parser, Subcommand};
use serde_json::Value;

use self::output::{follow, print};
use crate::{
	relay::{self, Route},
	state::default_folder,
	Chain, Error, Groups, Namespaces, Network, Options, Quality, Runtimes,
};

/// Networks of several nodes on this machine.
///
/// `up` starts one, `status` shows where everything is, and `down` removes it all. In between, nodes are killed and started
/// again, and the network falls apart and heals.
#[derive(Debug, Parser)]
#[command(
	name = "cairn-network",
	version,
	max_term_width = 110,
	arg_required_else_help = true,
	after_help = "Examples:\n  up --chain authority            four validators that take turns\n  \
	up --nodes 6 --delay 50         four validators and two others, 50 ms apart\n  \
	kill 3                          SIGKILL\n  \
	partition 1,2/3,4               two halves, each with no finality\n  \
	heal                            one network again"
)]
struct Cli {
	/// The folder for everything of the network. Default: cairn/network in $XDG_STATE_HOME or ~/.local/state.
	#[arg(long, global = true, value_name = "FOLDER", env = "CAIRN_NETWORK_DIR")]
	dir: Option<PathBuf>,

	#[command(subcommand)]
	command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
	/// Start a network, and wait until all nodes answer and know each other.
	///
	/// Ctrl+C meanwhile leaves what was started by then; `down` removes it.
	Up(Box<Up>),
	/// End all nodes, and remove everything: processes, namespaces, bridges, keys, databases and logs.
	Down,
	/// Show how each node is doing, and where everything is.
	Status {
		/// Print JSON.
		#[arg(long)]
		json: bool,
	},
	/// Print a node's log.
	Logs {
		/// The node's number or name.
		node: String,
		/// Go on with what comes, until Ctrl+C or `down`.
		#[arg(long, short)]
		follow: bool,
		/// Only so many of the last lines of what is there.
		#[arg(long, short = 'n', value_name = "N")]
		lines: Option<usize>,
	},
	/// Kill a node with SIGKILL, so that it cannot put anything in order before.
	Kill {
		/// The node's number or name.
		node: String,
	},
	/// Start a node again that was killed, with its keys and its database.
	Start {
		/// The node's number or name.
		node: String,
	},
	/// Part the network: nodes reach those of their own group only.
	Partition {
		/// The groups, such as 1,2/3,4: every node in one of them.
		groups: Groups,
	},
	/// Let all nodes reach each other again.
	Heal,
	/// What a network's relay runs: leads connections on, and takes its time.
	#[command(hide = true)]
	Relay {
		/// How much longer it takes, in milliseconds, each way.
		#[arg(long, value_name = "MS")]
		delay: u32,
		/// Where connections come in and where they lead, such as 127.0.0.1:20150=127.0.0.1:20100.
		#[arg(required = true, value_name = "ADDRESS=ADDRESS")]
		routes: Vec<Route>,
	},
}

#[derive(Debug, Args)]
struct Up {
	/// How many nodes, up to 50.
	#[arg(long, value_name = "N", default_value_t = 4)]
	nodes: u8,

	/// The chain: standard, authority, work, hybrid, or the path of a chain specification.
	///
	/// The first four are presets for development, with known keys. Specifications are expected to have the same validators:
	/// the development accounts, from Alice on.
	#[arg(long, value_name = "CHAIN", default_value = "standard")]
	chain: Chain,

	/// Merge this JSON over the genesis of the preset, as `cairn chain-spec create --patch` does.
	#[arg(long, value_name = "FILE")]
	patch: Option<PathBuf>,

	/// How many nodes have a validator's keys, the first ones: the others are full nodes. Up to 4, on the chain standard all.
	/// Default: all, up to 4.
	#[arg(long, value_name = "N")]
	validators: Option<u8>,

	/// How many nodes mine, with one thread each, the first ones. Default: as many as can validate.
	#[arg(long, value_name = "N")]
	miners: Option<u8>,

	/// Give each node a network namespace, which a partition and loss take. `auto`: if it can be done. Without, or where the
	/// kernel cannot delay packets, a process between the nodes makes the delay.
	#[arg(long, value_enum, value_name = "WHEN", default_value_t)]
	namespaces: Namespaces,

	/// What goes from node to node takes so many milliseconds longer, each way.
	#[arg(long, value_name = "MS", default_value_t = 0)]
	delay: u32,

	/// So many of a hundred packets from node to node are lost, each way.
	#[arg(long, value_name = "PERCENT", default_value_t = 0.0)]
	loss: f64,

	/// How long to wait until the network is there, in seconds, up to a day.
	#[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
	timeout: u64,

	/// The program `cairn`. Default: the one beside this program, else the one in the path.
	#[arg(long, value_name = "FILE", env = "CAIRN_BIN")]
	cairn: Option<PathBuf>,

	/// Further arguments for every node, after `--`, such as `-- --log grandpa=debug`.
	#[arg(last = true, value_name = "ARGUMENTS OF CAIRN")]
	node_args: Vec<String>,
}

/// Runs the program.
pub fn main(runtimes: &Runtimes) -> ExitCode {
	match Cli::parse().run(runtimes) {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("error: {error}");
			ExitCode::FAILURE
		}
	}
}

impl Cli {
	fn run(self, runtimes: &Runtimes) -> Result<(), Error> {
		let folder = self.dir.map_or_else(default_folder, Ok)?;
		let network = || Network::open(&folder);
		match self.command {
			Command::Up(up) => {
				let options = up.options(&folder)?;
				let network = Network::up(&options, runtimes, |note| eprintln!("cairn-network: {note}"))?;
				print(&table::of(&network.status()?))
			}
			Command::Down => match Network::down(&folder)? {
				Some(name) => print(&format!("{name} is down, and nothing of it is left\n")),
				None => print(&format!("there is no network in {}\n", folder.display())),
			},
			Command::Status { json } => {
				let status = network()?.status()?;
				if !json {
					return print(&table::of(&status));
				}
				let json = serde_json::to_string_pretty(&status);
				let json = json
					.map_err(|error| Error::new(error.to_string(), "this is a defect: please report it"))?;
				print(&format!("{json}\n"))
			}
			Command::Logs { node, follow: goes_on, lines } => {
				let state = network()?.state()?;
				follow(&state.node(&node)?.log, lines, goes_on)
			}
			Command::Kill { node } => {
				let node = network()?.kill(&node)?;
				print(&format!("{node} is killed\n"))
			}
			Command::Start { node } => {
				let node = network()?.start(&node)?;
				print(&format!("{node} answers at {}\n", node.rpc))
			}
			Command::Partition { groups } => {
				network()?.partition(&groups)?;
				print(&format!("parted: {groups}\n"))
			}
			Command::Heal => {
				network()?.heal()?;
				print("all nodes reach each other\n")
			}
			Command::Relay { delay, routes } => {
				relay::open(Duration::from_millis(delay.into()), &routes).map_err(|error| {
					Error::new(
						format!("the relay cannot listen: {error}"),
						"take another place: down, then up",
					)
				})?;
				loop {
					std::thread::park();
				}
			}
		}
	}
}

impl Up {
	fn options(self, folder: &Path) -> Result<Options, Error> {
		let cairn = self.cairn.map_or_else(cairn_nearby, Ok)?;
		let patch = self.patch.map(|path| read_patch(&path)).transpose()?;
		Ok(Options {
			nodes: self.nodes,
			validators: self.validators,
			miners: self.miners,
			patch,
			namespaces: self.namespaces,
			quality: Quality { delay: self.delay, loss: self.loss },
			node_args: self.node_args,
			limit: Duration::from_secs(self.timeout),
			..Options::new(folder, cairn, self.chain)
		})
	}
}

/// The program `cairn` beside this one, else that in the path.
fn cairn_nearby() -> Result<PathBuf, Error> {
	let beside = env::current_exe().ok().map(|exe| exe.with_file_name("cairn"));
	let path = env::var_os("PATH").unwrap_or_default();
	let in_path = env::split_paths(&path).map(|folder| folder.join("cairn"));
	beside.into_iter().chain(in_path).find(|candidate| candidate.is_file()).ok_or_else(|| {
		Error::new(
			"there is no program `cairn`, neither beside this one nor in the path",
			"name it with --cairn, or build it",
		)
	})
}

fn read_patch(path: &Path) -> Result<Value, Error> {
	let help = "it has to be a JSON object like what `cairn chain-spec show-preset` prints";
	let wrong = |what: String| Error::new(format!("the patch {} {what}", path.display()), help);
	let text = fs::read_to_string(path).map_err(|error| wrong(format!("cannot be read: {error}")))?;
	let patch: Value = serde_json::from_str(&text).map_err(|error| wrong(format!("is not JSON: {error}")))?;
	if patch.is_object() {
		Ok(patch)
	} else {
		Err(wrong("is not a JSON object".into()))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::CommandFactory;

	#[test]
	fn the_command_line_makes_sense() {
		Cli::command().debug_assert();
	}

	#[test]
	fn what_stands_after_two_dashes_is_for_the_nodes() {
		let cli = Cli::parse_from(["cairn-network", "up", "--nodes", "2", "--", "--log", "grandpa=debug"]);
		let Command::Up(up) = cli.command else { panic!("up") };
		assert_eq!((up.nodes, up.node_args), (2, vec!["--log".into(), "grandpa=debug".into()]));
	}

	#[test]
	fn a_wait_ends_within_a_day() {
		for timeout in ["0", "86401", "18446744073709551615"] {
			Cli::try_parse_from(["cairn-network", "up", "--timeout", timeout]).expect_err("refused");
		}
		Cli::try_parse_from(["cairn-network", "up", "--timeout", "86400"]).expect("accepted");
	}

	#[test]
	fn groups_that_are_none_are_refused_at_once() {
		let error = Cli::try_parse_from(["cairn-network", "partition", "1,x/2"]).expect_err("refused");
		assert!(error.to_string().contains("`x` is no node's number"), "{error}");
	}

	#[test]
	fn a_patch_is_an_object() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let path = folder.path().join("patch.json");
		assert!(read_patch(&path).expect_err("none").cause().contains("cannot be read"));
		for (text, cause) in [("{", "is not JSON"), ("[]", "is not a JSON object")] {
			fs::write(&path, text).expect("written");
			assert!(read_patch(&path).expect_err("none").cause().contains(cause));
		}
		fs::write(&path, r#"{ "a": 1 }"#).expect("written");
		assert_eq!(read_patch(&path), Ok(serde_json::json!({ "a": 1 })));
	}
}
