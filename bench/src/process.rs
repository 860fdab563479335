// SPDX-License-Identifier: Apache-2.0

//! What processes use: time on processors, and memory. From `/proc`, so on Linux only.

use crate::problem::{Problem, Result};
use serde::Serialize;
use std::{fs, time::Duration};

/// How many units of time the kernel counts in a second for programs. It is the same on all machines of our kind.
const TICKS_PER_SECOND: f64 = 100.0;

/// A process at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Reading {
	/// The time it had on processors, with that of the kernel for it.
	cpu: Duration,
	/// Its memory that is not swapped out, in bytes.
	resident: u64,
	/// The most it ever was, in bytes.
	peak: u64,
}

/// What a process used during a measurement.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Usage {
	/// The process.
	pub pid: u32,
	/// The time that it had on processors, in seconds.
	pub cpu_seconds: f64,
	/// The same, divided by the time that the measurement took: how many processors it had on average.
	pub cores: f64,
	/// The same, divided by how many transactions became final, in microseconds.
	pub cpu_us_per_transaction: Option<f64>,
	/// The most memory that it had while it was watched, in bytes.
	pub peak_bytes: u64,
	/// The most memory that it had since it was started, in bytes.
	pub peak_bytes_since_start: u64,
}

/// Watches a process.
#[derive(Debug)]
pub struct Watch {
	pid: u32,
	first: Reading,
	last: Reading,
	peak: u64,
}

impl Watch {
	/// Begins to watch.
	///
	/// # Errors
	///
	/// When there is no such process, or no `/proc`.
	pub fn start(pid: u32) -> Result<Self> {
		let first = read(pid)?;
		Ok(Self { pid, first, last: first, peak: first.resident })
	}

	/// Looks again. What has ended stays as it was.
	pub fn look(&mut self) {
		if let Ok(reading) = read(self.pid) {
			self.last = reading;
			self.peak = self.peak.max(reading.resident);
		}
	}

	/// What it used, of so much time and for so many transactions.
	pub fn usage(&self, wall: Duration, transactions: usize) -> Usage {
		let cpu = self.last.cpu.saturating_sub(self.first.cpu).as_secs_f64();
		Usage {
			pid: self.pid,
			cpu_seconds: cpu,
			cores: if wall.is_zero() { 0.0 } else { cpu / wall.as_secs_f64() },
			cpu_us_per_transaction: (transactions > 0).then(|| cpu * 1e6 / transactions as f64),
			peak_bytes: self.peak,
			peak_bytes_since_start: self.last.peak,
		}
	}
}

fn read(pid: u32) -> Result<Reading> {
	let file = |name: &str| {
		fs::read_to_string(format!("/proc/{pid}/{name}")).map_err(|_| {
			let cause = if cfg!(target_os = "linux") {
				format!("there is no process {pid}, or it may not be looked at")
			} else {
				"processes can be watched on Linux only".to_owned()
			};
			Problem::with_help(cause, "leave out --pid, or give that of a running node")
		})
	};
	let reading = cpu(&file("stat")?).zip(memory(&file("status")?));
	let (cpu, (resident, peak)) =
		reading.ok_or_else(|| Problem::new(format!("/proc/{pid} has a form that is not known here")))?;
	Ok(Reading { cpu, resident, peak })
}

/// The time on processors in a `stat`. The process's name may have anything in it, even brackets and spaces.
fn cpu(stat: &str) -> Option<Duration> {
	let (_, after_name) = stat.rsplit_once(')')?;
	// The state is the third field of all; time for the program and for the kernel are the 14th and the 15th.
	let mut fields = after_name.split_ascii_whitespace().skip(14 - 3);
	let user = fields.next()?.parse::<u64>().ok()?;
	let system = fields.next()?.parse::<u64>().ok()?;
	Some(Duration::from_secs_f64((user + system) as f64 / TICKS_PER_SECOND))
}

/// The memory in a `status`, now and at most, in bytes.
fn memory(status: &str) -> Option<(u64, u64)> {
	let value = |name: &str| {
		let line = status.lines().find_map(|line| line.strip_prefix(name))?;
		let kilobytes = line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?;
		Some(kilobytes * 1_024)
	};
	Some((value("VmRSS:")?, value("VmHWM:")?))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn times_are_found_whatever_the_name() {
		let stat = "42 (a (b) c) 1) S 1 42 42 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 8 0 1000 1 2";
		assert_eq!(cpu(stat), Some(Duration::from_secs(3)));
		assert_eq!(cpu("42 (a) S 1"), None);
	}

	#[test]
	fn memory_is_in_bytes() {
		let status = "Name:\tcairn\nVmHWM:\t    2048 kB\nVmRSS:\t 1024 kB\nThreads:\t8\n";
		assert_eq!(memory(status), Some((1_048_576, 2_097_152)));
		assert_eq!(memory("Name:\tkthread\n"), None);
	}

	#[test]
	#[cfg(target_os = "linux")]
	fn this_process_uses_something() {
		let mut watch = Watch::start(std::process::id()).expect("it is running");
		watch.look();
		let usage = watch.usage(Duration::from_secs(1), 10);
		assert!(usage.peak_bytes > 0 && usage.peak_bytes_since_start >= usage.peak_bytes, "{usage:?}");
	}

	#[test]
	fn a_process_that_is_not_there_is_an_error() {
		let error = Watch::start(u32::MAX).expect_err("no such process");
		assert!(error.cause().contains("process"), "{error}");
	}
}
