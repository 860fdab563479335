// SPDX-License-Identifier: Apache-2.0

//! What a measurement says: as JSON for programs, as a table for people.

use crate::{
	ledger::Account,
	measure::{Fill, Rates, Spread},
	outcome::Outcomes,
	percentile::Latency,
	process::Usage,
};
use serde::Serialize;
use std::{collections::BTreeMap, fmt};

/// The rate at which transactions were sent is said to be above what the chain takes where the chain takes less than this
/// part of it.
const KEPT_UP: f64 = 0.95;

/// All that was measured. Times are in the units that the names end with.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
	/// What was measured.
	pub setting: Setting,
	/// Whether the measurement came to its end: the node was there until then, and nothing got stuck.
	pub complete: bool,
	/// Why not.
	pub problem: Option<String>,
	/// What every transaction became. The parts add up to `submitted`.
	pub transactions: Account,
	/// How often a node refused a transaction, by what it said. One transaction may be refused many times.
	pub refusals: BTreeMap<String, u64>,
	/// How often a transaction was sent again since a node had taken it and then dropped it.
	pub resent: usize,
	/// What those did that are final, if it was looked up.
	pub outcomes: Option<Outcomes>,
	/// How many transactions a second were sent, from the first to the last one.
	pub sent_per_second: Option<f64>,
	/// How many transactions a second the chain took.
	pub rates: Rates,
	/// From sending a transaction to being told of the block that it is in.
	pub until_included: Option<Latency>,
	/// From sending a transaction to being told that its block is final.
	pub until_finalised: Option<Latency>,
	/// How full blocks were.
	pub fill: Option<Fill>,
	/// How many blocks were seen that others took the place of.
	pub retracted_blocks: usize,
	/// What the nodes used.
	pub nodes: Vec<Usage>,
	/// What the load generator used.
	pub generator: Option<Usage>,
	/// What to know to read the numbers.
	pub notes: Vec<String>,
}

/// What was measured, and with what.
#[derive(Clone, Debug, Serialize)]
pub struct Setting {
	/// The scenario.
	pub scenario: String,
	/// The chain's name.
	pub chain: String,
	/// The node's name and version.
	pub software: String,
	/// The runtime's name and version.
	pub runtime: String,
	/// How many accounts there are.
	pub accounts: usize,
	/// How many of them send.
	pub senders: usize,
	/// How many transactions were signed.
	pub signed: usize,
	/// How many bytes a transaction has on average.
	pub bytes_per_transaction: f64,
	/// How many connections there are.
	pub connections: usize,
	/// How many transactions a second were to be sent, if that was given.
	pub rate: Option<f64>,
	/// How many transactions were on their way at most, if that was given.
	pub in_flight: Option<usize>,
	/// How many processors the machine of the load generator has.
	pub cores: usize,
}

impl Report {
	/// What to know about a rate that was asked for.
	pub fn note_on_rate(&mut self) {
		let Some(rate) = self.setting.rate else { return };
		if self.sent_per_second.is_some_and(|sent| sent < rate * KEPT_UP) {
			self.notes.push(format!(
				"the load generator sent {} transactions a second instead of {rate}: what follows is about that rate",
				shown(self.sent_per_second)
			));
		} else if self.rates.included_by_clock.is_some_and(|taken| taken < rate * KEPT_UP) {
			self.notes.push(format!(
				"{rate} transactions a second are more than the chain takes: latencies grow with the length of the run"
			));
		}
	}
}

impl fmt::Display for Report {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		let mut table = Table(formatter);
		self.write_setting(&mut table)?;
		self.write_transactions(&mut table)?;
		self.write_rates(&mut table)?;
		self.write_fill(&mut table)?;
		self.write_usage(&mut table)?;
		for note in &self.notes {
			table.row("note", note)?;
		}
		if let Some(problem) = &self.problem {
			table.row("INCOMPLETE", problem)?;
		}
		Ok(())
	}
}

struct Table<'a, 'b>(&'a mut fmt::Formatter<'b>);

impl Table<'_, '_> {
	fn row(&mut self, name: &str, value: impl fmt::Display) -> fmt::Result {
		writeln!(self.0, "{name:<28} {value}")
	}
}

impl Report {
	fn write_setting(&self, table: &mut Table<'_, '_>) -> fmt::Result {
		let Setting { scenario, chain, software, runtime, accounts, senders, connections, .. } =
			&self.setting;
		table.row("scenario", format!("{scenario}, {senders} of {accounts} accounts send"))?;
		table.row("chain", format!("{chain}: {runtime} on {software}"))?;
		let pace = match (self.setting.rate, self.setting.in_flight) {
			(Some(rate), _) => format!("{rate} a second"),
			(None, Some(in_flight)) => format!("{in_flight} on their way at most"),
			(None, None) => "as fast as possible".to_owned(),
		};
		let bytes = self.setting.bytes_per_transaction;
		table.row("load", format!("{pace}, {connections} connections, {bytes:.0} bytes each"))
	}

	fn write_transactions(&self, table: &mut Table<'_, '_>) -> fmt::Result {
		let Account { submitted, finalised, included, refused, pending, dropped, unknown } =
			self.transactions;
		table.row("submitted", submitted)?;
		let parts = [
			("  finalised", finalised),
			("  in a block, not final", included),
			("  refused", refused),
			("  still in a pool", pending),
			("  dropped", dropped),
			("  unknown", unknown),
		];
		for (name, count) in parts {
			if count > 0 || name == "  finalised" {
				table.row(name, count)?;
			}
		}
		match &self.outcomes {
			None => table.row("failed when executed", "not looked up")?,
			Some(outcomes) => {
				table.row("failed when executed", outcomes.failed)?;
				for (reason, count) in &outcomes.reasons {
					table.row(&format!("  {count}"), reason)?;
				}
				if outcomes.unknown > 0 {
					table.row("  not known of", outcomes.unknown)?;
				}
			}
		}
		if self.resent > 0 {
			table.row("dropped and sent again", self.resent)?;
		}
		for (reason, count) in &self.refusals {
			table.row(&format!("refusals: {count}"), reason)?;
		}
		Ok(())
	}

	fn write_rates(&self, table: &mut Table<'_, '_>) -> fmt::Result {
		let rates = &self.rates;
		table.row("sent a second", shown(self.sent_per_second))?;
		table.row(
			"TPS included",
			format!(
				"{} by time stamps, {} by clock, over {} blocks with {} transactions",
				shown(rates.included_by_timestamps),
				shown(rates.included_by_clock),
				rates.steady_blocks,
				rates.steady_transactions
			),
		)?;
		table.row("TPS finalised", shown(rates.finalised))?;
		table.row("TPS over the whole run", shown(rates.whole_run))?;
		for (name, latency) in [
			("submit → included, ms", &self.until_included),
			("submit → finalised, ms", &self.until_finalised),
		] {
			let latency = latency.map_or_else(
				|| "-".to_owned(),
				|Latency { p50_ms, p90_ms, p99_ms, max_ms, .. }| {
					format!("p50 {p50_ms:.0}  p90 {p90_ms:.0}  p99 {p99_ms:.0}  max {max_ms:.0}")
				},
			);
			table.row(name, latency)?;
		}
		Ok(())
	}

	fn write_fill(&self, table: &mut Table<'_, '_>) -> fmt::Result {
		let Some(fill) = &self.fill else { return table.row("blocks", "-") };
		let interval =
			fill.interval_ms.map_or_else(String::new, |interval| format!(", one in {interval:.0} ms"));
		table.row("blocks", format!("{}{interval}, {} retracted", fill.blocks, self.retracted_blocks))?;
		let Spread { min, mean, max } = fill.transactions;
		table.row("transactions a block", format!("{min:.0} to {max:.0}, mean {mean:.0}"))?;
		let weight = fill.weight_per_transaction_us;
		let weight = weight.map_or_else(String::new, |weight| format!("; {weight:.0} µs a transaction"));
		for (name, share, more) in [
			("share of the weight limit", fill.ref_time, weight),
			("share of the proof limit", fill.proof_size, String::new()),
			(
				"share of the length limit",
				fill.length,
				format!("; {:.0} bytes an extrinsic", fill.bytes_per_extrinsic),
			),
		] {
			if let Some(Spread { min, mean, max }) = share {
				let [min, mean, max] = [min, mean, max].map(|share| share * 100.0);
				table.row(name, format!("{min:.1} % to {max:.1} %, mean {mean:.1} %{more}"))?;
			}
		}
		Ok(())
	}

	fn write_usage(&self, table: &mut Table<'_, '_>) -> fmt::Result {
		let nodes = self.nodes.iter().map(|usage| (format!("node {}", usage.pid), usage));
		let generator = self.generator.iter().map(|usage| ("load generator".to_owned(), usage));
		for (name, usage) in nodes.chain(generator) {
			let each = usage.cpu_us_per_transaction;
			let each = each.map_or_else(String::new, |each| format!(", {each:.0} µs a transaction"));
			let memory = usage.peak_bytes as f64 / f64::from(1 << 20);
			let Usage { cpu_seconds, cores, .. } = usage;
			table.row(
				&name,
				format!("{cpu_seconds:.1} CPU s ({cores:.2} cores{each}), {memory:.0} MiB at most"),
			)?;
		}
		Ok(())
	}
}

fn shown(rate: Option<f64>) -> String {
	rate.map_or_else(|| "-".to_owned(), |rate| format!("{rate:.0}"))
}

#[cfg(test)]
mod tests {
	use super::*;

	fn report() -> Report {
		Report {
			setting: Setting {
				scenario: "transfer".into(),
				chain: "Test".into(),
				software: "node 1".into(),
				runtime: "runtime 2".into(),
				accounts: 10,
				senders: 10,
				signed: 100,
				bytes_per_transaction: 141.5,
				connections: 2,
				rate: None,
				in_flight: Some(50),
				cores: 2,
			},
			complete: true,
			problem: None,
			transactions: Account { submitted: 100, finalised: 97, refused: 3, ..Account::default() },
			refusals: BTreeMap::from([("1010 Invalid".to_owned(), 3)]),
			resent: 0,
			outcomes: None,
			sent_per_second: Some(1_000.0),
			rates: Rates { included_by_clock: Some(800.4), ..Rates::default() },
			until_included: Latency::of(vec![5_000_000]),
			until_finalised: None,
			fill: None,
			retracted_blocks: 0,
			nodes: vec![],
			generator: None,
			notes: vec![],
		}
	}

	#[test]
	fn the_table_says_what_became_of_all() {
		let table = report().to_string();
		let row = |name: &str| {
			let found = table.lines().find(|line| line.trim_start().starts_with(name));
			found.unwrap_or_else(|| panic!("no {name} in\n{table}"))
		};
		assert!(row("submitted").ends_with(" 100"));
		assert!(row("finalised").ends_with(" 97"));
		assert!(row("refused").ends_with(" 3"));
		assert!(row("refusals: 3").ends_with("1010 Invalid"));
		assert!(row("TPS included").contains("- by time stamps, 800 by clock"));
		assert!(row("submit → included").contains("p50 5 "));
		assert!(!table.contains("dropped"), "there are none");
	}

	#[test]
	fn a_rate_that_is_too_high_is_said_to_be() {
		let noted = |rate, sent, taken| {
			let mut report = report();
			report.setting.rate = rate;
			report.sent_per_second = Some(sent);
			report.rates.included_by_clock = Some(taken);
			report.note_on_rate();
			report.notes.join("")
		};
		assert!(noted(Some(1_000.0), 999.0, 700.0).contains("more than the chain takes"));
		assert!(noted(Some(1_000.0), 700.0, 700.0).contains("instead of 1000"));
		assert_eq!(noted(Some(1_000.0), 999.0, 990.0), "");
		assert_eq!(noted(None, 1.0, 0.1), "");
	}

	#[test]
	fn the_report_is_json_that_adds_up() {
		let json = serde_json::to_value(report()).expect("it can be written");
		assert_eq!(json["transactions"]["submitted"], 100);
		assert_eq!(json["rates"]["included_by_clock"], 800.4);
		assert!(json["until_finalised"].is_null());
	}
}
