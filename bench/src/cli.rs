// SPDX-License-Identifier: Apache-2.0

//! The command line.

use crate::{
	account::Scheme,
	genesis::Endowment,
	plot::{Plot, Point},
	problem::{Problem, Result},
	run::{measure, Settings},
	scenario::Scenario,
	signing_rate::SigningRate,
	submit::Pace,
};
use clap::{ArgGroup, Args, Parser, Subcommand};
use serde::Serialize;
use std::{fmt, path::PathBuf, process::ExitCode, time::Duration};

/// How many transactions are sent if nothing says how many.
const COUNT: usize = 20_000;

/// How many transactions are on their way at most if nothing says how many: half of what nodes take unless told otherwise.
const IN_FLIGHT: usize = 4_096;

/// How many transactions are signed for each second of a duration, where no rate says how many are needed.
const MOST_A_SECOND: f64 = 10_000.0;

/// How many transactions are signed at most if nothing says how many: they take 350 bytes of memory each.
const MOST_SIGNED: f64 = 3_000_000.0;

const EXAMPLES: &str = "\
Examples:
  cairn-bench transfer
      20,000 transfers between 1,000 accounts, to the node at ws://127.0.0.1:9944
  cairn-bench transfer --count 100000 --in-flight 8000 --pid $(pgrep -x cairn)
      what the chain takes at most, and what the node uses for it
  cairn-bench transfer --rate 200 --duration 30 --json
      how long transactions take under a moderate load, for programs
  cairn-bench mix --uri ws://127.0.0.1:9944 --uri ws://127.0.0.1:9945 --connections 4
      transfers, assets, NFTs and swaps, sent to two nodes
  cairn-bench sign --count 100000
      how fast this machine signs
  cairn-bench accounts --count 1000000 --into spec.json > million.json
      a chain with a million accounts, from what `cairn chain-spec create --raw` wrote
  cairn-bench plot accounts.json validators.json --output growth.svg
      curves of results, which scripts/bench-growth.sh collects

It funds the accounts from --signer, which is an account of development chains unless told otherwise. All it sends is
signed before the clock starts. bench/README.md says what each number means.";

/// Puts load on a chain over JSON-RPC, and measures what becomes of it.
///
/// The chain may be any one of the Substrate kind with accounts of 32 bytes: calls, extensions and signatures are encoded
/// by its metadata.
// The commands have secrets in them: nothing here can be shown for debugging.
#[derive(Parser)]
#[command(name = "cairn-bench", version, max_term_width = 110, arg_required_else_help = true, after_help = EXAMPLES)]
struct Cli {
	#[command(subcommand)]
	command: Command,
}

#[derive(Subcommand)]
enum Command {
	/// Transfers of the native token between many accounts.
	Transfer(Options),
	/// Transfers of an asset between many accounts; creates the asset.
	Assets(Options),
	/// 60 % transfers, 20 % assets, 10 % NFTs, 10 % swaps, as far as the chain has them.
	Mix(Options),
	/// Transfers from one account to many.
	Hot(Options),
	/// How fast transactions are signed. Needs no node.
	Sign(Sign),
	/// The accounts in a chain's genesis, so that it has them and their funds from its start. Needs no node.
	Accounts(Accounts),
	/// Adds a result to a curve, such as of TPS over the number of accounts. Needs no node.
	Point(Point),
	/// Prints curves, and draws them. Needs no node.
	Plot(Plot),
}

#[derive(Args)]
#[command(after_help = EXAMPLES, group = ArgGroup::new("pace").args(["rate", "in_flight"]))]
struct Options {
	/// A node; may be given several times. Blocks are watched at the first one.
	#[arg(long, value_name = "URL", default_value = "ws://127.0.0.1:9944")]
	uri: Vec<String>,

	/// How many accounts there are. Each run uses the same ones.
	#[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
	accounts: u32,

	/// How many transactions are sent at most [default: as many as the duration needs, else 20,000].
	#[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
	count: Option<u32>,

	/// For how long transactions are sent, in seconds.
	#[arg(long, value_name = "S", value_parser = positive)]
	duration: Option<f64>,

	/// Send so many a second, whether the chain keeps up or not.
	#[arg(long, value_name = "TPS", value_parser = positive)]
	rate: Option<f64>,

	/// Keep so many on their way to a block [default: 4,096, without --rate]. To fill blocks it has to be larger than two
	/// of them, and smaller than the node's --pool-limit.
	#[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
	in_flight: Option<u32>,

	/// How many connections transactions are sent over, in turn to each node; at least one to each.
	#[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=256))]
	connections: u16,

	/// The account that gives funds to the others, which are derived from it: a phrase, a seed or a path.
	#[arg(
		long,
		value_name = "SECRET",
		env = "CAIRN_BENCH_SIGNER",
		default_value = "//Alice",
		hide_env_values = true
	)]
	signer: String,

	/// The scheme of the signer's key.
	#[arg(long, value_name = "SCHEME", default_value = "sr25519")]
	signer_scheme: Scheme,

	/// The scheme of the accounts' keys.
	#[arg(long, value_name = "SCHEME", default_value = "sr25519")]
	scheme: Scheme,

	/// Write the signed transactions to a file; of the scenarios transfer and hot only.
	#[arg(long, value_name = "FILE")]
	save: Option<PathBuf>,

	/// Take the signed transactions from a file: for the same chain, with accounts that have sent nothing since.
	#[arg(long, value_name = "FILE", conflicts_with_all = ["save", "count"])]
	load: Option<PathBuf>,

	/// The process of a node, to tell what it uses; may be given several times. On Linux only.
	#[arg(long, value_name = "PID")]
	pid: Vec<u32>,

	/// How many seconds nothing may happen before it is over.
	#[arg(long, value_name = "S", default_value = "60", value_parser = positive)]
	patience: f64,

	/// Do not look up whether transactions did what they should, which takes a while after many.
	#[arg(long)]
	no_outcomes: bool,

	/// Write the result as JSON.
	#[arg(long)]
	json: bool,

	/// Write the result as JSON to a file too.
	#[arg(long, value_name = "FILE")]
	json_to: Option<PathBuf>,

	/// Say nothing before the result.
	#[arg(long, short)]
	quiet: bool,
}

#[derive(Args)]
struct Sign {
	/// How many transactions.
	#[arg(long, value_name = "N", default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1..))]
	count: u32,

	/// The scheme of the keys.
	#[arg(long, value_name = "SCHEME", default_value = "sr25519")]
	scheme: Scheme,

	/// Write the result as JSON.
	#[arg(long)]
	json: bool,
}

#[derive(Args)]
struct Accounts {
	/// The chain specification that they are added to, as `cairn chain-spec create --raw` writes it.
	#[arg(long, value_name = "FILE")]
	into: PathBuf,

	/// How many accounts.
	#[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
	count: u32,

	/// What each has, in the smallest unit.
	#[arg(long, value_name = "UNITS", default_value_t = 1_000_000_000_000_000)]
	amount: u128,

	/// The secret that the accounts are derived from, as in the scenarios.
	#[arg(
		long,
		value_name = "SECRET",
		env = "CAIRN_BENCH_SIGNER",
		default_value = "//Alice",
		hide_env_values = true
	)]
	signer: String,

	/// The scheme of the keys.
	#[arg(long, value_name = "SCHEME", default_value = "sr25519")]
	scheme: Scheme,
}

impl Accounts {
	fn write(self) -> Result<()> {
		let Self { into, count, amount, signer, scheme } = self;
		let spec = std::fs::read_to_string(&into)
			.map_err(|error| Problem::new(format!("cannot read {}: {error}", into.display())))?;
		let mut out = std::io::BufWriter::new(std::io::stdout().lock());
		Endowment::new(&signer, scheme, count, amount)?.write(&spec, &mut out)
	}
}

/// A number of seconds, or of transactions a second, such that no moment is later than a clock can tell.
fn positive(text: &str) -> std::result::Result<f64, String> {
	match text.parse::<f64>() {
		Ok(number) if (1e-3..=1e9).contains(&number) => Ok(number),
		_ => Err("a number from 0.001 to 1000000000 is needed".to_owned()),
	}
}

impl Options {
	fn settings(self, scenario: Scenario) -> Result<Settings> {
		if (self.save.is_some() || self.load.is_some()) && !scenario.is_plain() {
			return Err(Problem::with_help(
				format!("transactions of the scenario {} are of no use in another run", scenario.name()),
				"--save and --load are for the scenarios transfer and hot",
			));
		}
		Ok(Settings {
			scenario,
			count: self.count()?,
			pace: self.rate.map_or(Pace::Room, Pace::Rate),
			in_flight: match (self.rate, self.in_flight) {
				(Some(_), _) => None,
				(None, in_flight) => Some(in_flight.map_or(IN_FLIGHT, |in_flight| in_flight as usize)),
			},
			uris: self.uri,
			accounts: self.accounts,
			// At a rate, a duration is a count, unless a file has as many as it has.
			duration: self
				.duration
				.filter(|_| self.rate.is_none() || self.load.is_some())
				.map(Duration::from_secs_f64),
			connections: usize::from(self.connections),
			signer: self.signer,
			signer_scheme: self.signer_scheme,
			scheme: self.scheme,
			save: self.save,
			load: self.load,
			pids: self.pid,
			patience: Duration::from_secs_f64(self.patience),
			with_outcomes: !self.no_outcomes,
			is_quiet: self.quiet,
		})
	}

	fn count(&self) -> Result<usize> {
		let count = self.count.map(|count| count as usize);
		let at_rate = self.rate.zip(self.duration).map(|(rate, seconds)| (rate * seconds).ceil());
		let needed = at_rate.or(self.duration.map(|seconds| (MOST_A_SECOND * seconds).ceil()));
		match (count, needed) {
			(Some(count), _) => Ok(at_rate.map_or(count, |at_rate| count.min(at_rate as usize))),
			(None, Some(needed)) if needed > MOST_SIGNED && self.load.is_none() => Err(Problem::with_help(
				format!("{needed} transactions would be signed for that duration"),
				"--count says how many are signed at most: each takes 350 bytes of memory",
			)),
			(None, Some(needed)) => Ok(needed as usize),
			(None, None) => Ok(COUNT),
		}
	}
}

/// Runs the program.
pub fn main() -> ExitCode {
	let result = match Cli::parse().command {
		Command::Transfer(options) => load(options, Scenario::Transfer),
		Command::Assets(options) => load(options, Scenario::Assets),
		Command::Mix(options) => load(options, Scenario::Mix),
		Command::Hot(options) => load(options, Scenario::Hot),
		Command::Sign(sign) => SigningRate::measure(sign.scheme, sign.count as usize)
			.and_then(|rate| show(&rate, sign.json))
			.map(|()| ExitCode::SUCCESS),
		Command::Accounts(accounts) => accounts.write().map(|()| ExitCode::SUCCESS),
		Command::Point(point) => point.add().map(|_| ExitCode::SUCCESS),
		Command::Plot(plot) => plot.show().and_then(|tables| print(&tables)).map(|()| ExitCode::SUCCESS),
	};
	result.unwrap_or_else(|problem| {
		eprintln!("{problem}");
		ExitCode::FAILURE
	})
}

fn load(options: Options, scenario: Scenario) -> Result<ExitCode> {
	let (json, json_to) = (options.json, options.json_to.clone());
	let settings = options.settings(scenario)?;
	let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
	let runtime = runtime.map_err(|error| Problem::new(format!("cannot start threads: {error}")))?;
	let report = runtime.block_on(measure(&settings))?;
	show(&report, json)?;
	if let Some(path) = json_to {
		let written = std::fs::write(&path, as_json(&report)?);
		written.map_err(|error| Problem::new(format!("cannot write {}: {error}", path.display())))?;
	}
	match &report.problem {
		None => Ok(ExitCode::SUCCESS),
		Some(cause) => Err(Problem::new(format!("the measurement is not complete: {cause}"))),
	}
}

fn show(result: &(impl Serialize + fmt::Display), json: bool) -> Result<()> {
	print(&if json { as_json(result)? } else { result.to_string() })
}

fn print(text: &str) -> Result<()> {
	use std::io::Write;
	let written = std::io::stdout().lock().write_all(text.as_bytes());
	written.map_err(|error| Problem::new(format!("cannot write the result: {error}")))
}

fn as_json(result: &impl Serialize) -> Result<String> {
	let text = serde_json::to_string_pretty(result);
	Ok(text.map_err(|error| Problem::new(format!("cannot write the result: {error}")))? + "\n")
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::CommandFactory;

	fn options(arguments: &[&str]) -> std::result::Result<Settings, String> {
		let arguments = ["cairn-bench", "transfer"].iter().chain(arguments);
		let cli = Cli::try_parse_from(arguments).map_err(|error| error.to_string())?;
		let Command::Transfer(options) = cli.command else { panic!("it is a load") };
		options.settings(Scenario::Transfer).map_err(|error| error.to_string())
	}

	#[test]
	fn the_command_line_makes_sense() {
		Cli::command().debug_assert();
	}

	#[test]
	fn the_count_follows_from_duration_and_rate() {
		let count = |arguments: &[&str]| options(arguments).expect("it is right").count;
		assert_eq!(count(&[]), COUNT);
		assert_eq!(count(&["--count", "7"]), 7);
		assert_eq!(count(&["--duration", "2.5", "--rate", "100"]), 250);
		assert_eq!(count(&["--duration", "2"]), 20_000);
		assert_eq!(count(&["--duration", "2", "--count", "9"]), 9);
		assert_eq!(count(&["--duration", "2", "--rate", "100", "--count", "300"]), 200);
		assert_eq!(count(&["--duration", "2", "--rate", "100", "--count", "30"]), 30);
	}

	#[test]
	fn more_than_fits_into_memory_is_signed_only_when_it_is_asked_for() {
		for much in [&["--duration", "3600"][..], &["--duration", "3600", "--rate", "1000"]] {
			let error = options(much).expect_err("too much");
			assert!(error.contains("--count"), "{error}");
			let asked = options(&[much, &["--count", "3600000"]].concat()).expect("it is asked for");
			assert_eq!(asked.count, 3_600_000);
			options(&[much, &["--load", "file"]].concat()).expect("nothing is signed");
		}
	}

	#[test]
	fn a_duration_is_kept_where_it_is_no_count() {
		let duration = |arguments: &[&str]| options(arguments).expect("it is right").duration;
		let two = Some(Duration::from_secs(2));
		assert_eq!(duration(&["--duration", "2"]), two);
		assert_eq!(duration(&["--duration", "2", "--rate", "5"]), None);
		assert_eq!(duration(&["--duration", "2", "--rate", "5", "--load", "file"]), two);
	}

	#[test]
	fn secrets_are_not_shown() {
		let settings = options(&["--signer", "correct horse"]).expect("it is right");
		assert!(!format!("{settings:?}").contains("horse"));
	}

	#[test]
	fn a_load_is_by_rate_or_by_room() {
		let closed = options(&[]).expect("it is right");
		assert_eq!((closed.pace, closed.in_flight), (Pace::Room, Some(IN_FLIGHT)));
		let open = options(&["--rate", "50"]).expect("it is right");
		assert_eq!((open.pace, open.in_flight), (Pace::Rate(50.0), None));
		options(&["--rate", "50", "--in-flight", "9"]).expect_err("not both");
	}

	#[test]
	fn wrong_numbers_are_refused() {
		for wrong in [
			["--rate", "0"],
			["--rate", "NaN"],
			["--rate", "1e-20"],
			["--duration", "-1"],
			["--accounts", "1"],
			["--count", "0"],
			["--connections", "0"],
			["--patience", "inf"],
		] {
			options(&wrong).expect_err(wrong[1]);
		}
	}

	#[test]
	fn transactions_that_need_something_on_the_chain_are_not_kept() {
		let arguments = ["cairn-bench", "mix", "--save", "file"];
		let Command::Mix(options) = Cli::try_parse_from(arguments).expect("it parses").command else {
			panic!("it is a load")
		};
		let error = options.settings(Scenario::Mix).expect_err("of no use");
		assert!(error.cause().contains("mix"), "{error}");
	}
}
