// SPDX-License-Identifier: Apache-2.0

//! Processes that outlive this one, found again and told from others.

use std::{
	fs::{self, File},
	io,
	os::unix::process::CommandExt,
	path::Path,
	process::{Command, Stdio},
	thread,
	time::{Duration, Instant},
};

use rustix::{
	event::{poll, PollFd, PollFlags, Timespec},
	fd::OwnedFd,
	io::Errno,
	process::{kill_process_group, pidfd_open, pidfd_send_signal, Pid, PidfdFlags, Signal},
};
use serde::{Deserialize, Serialize};

use crate::wait;

/// How often a process's command line is looked at before it counts as another's, and the time between.
const LOOKS: u32 = 20;
const BETWEEN_LOOKS: Duration = Duration::from_millis(5);

/// How long a process may take to become the program that it is to run.
const BECOMING: Duration = Duration::from_secs(30);

/// A process, told from all others that ever had its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
	/// Its number.
	pub pid: u32,
	/// When it started, in the kernel's clock ticks since the machine did.
	pub started: u64,
}

impl Process {
	/// Starts a process that goes on when this one ends. What it writes is added to the file `log`. It may end at once; if it
	/// does not, it has become a process with a command line which `is` accepts, and will be known by that.
	///
	/// # Errors
	///
	/// When the log cannot be written, the program cannot be started, or would not be known again: then it is ended.
	pub(crate) fn spawn(command: &[String], is: impl Fn(&[String]) -> bool, log: &Path) -> io::Result<Self> {
		let Some((program, args)) = command.split_first() else {
			return Err(io::Error::other("an empty command"));
		};
		let log = File::options().create(true).append(true).open(log)?;
		let errors = log.try_clone()?;
		let mut process = Command::new(program);
		process.args(args).stdin(Stdio::null()).stdout(log).stderr(errors);
		// In a group of its own, Ctrl+C in this terminal is not for it.
		let mut child = process.process_group(0).spawn()?;
		let pid = child.id();
		let begun = Stat::read(pid)
			.map(|Stat { started, .. }| Self { pid, started })
			.ok_or_else(|| io::Error::other("/proc does not tell when a process started"))
			.and_then(|begun| begun.becomes(command, is).map(|()| begun));
		if begun.is_err() {
			// Nobody has taken notice of its end, so the number is its own still.
			if let Some(group) = i32::try_from(pid).ok().and_then(Pid::from_raw) {
				// It may have ended by itself.
				let _ = kill_process_group(group, Signal::KILL);
			}
			child.wait()?;
			return begun;
		}
		// While this process lives, somebody has to take notice of its end.
		thread::spawn(move || child.wait());
		begun
	}

	/// Waits until it runs a command line which `is` accepts, or has ended. Before, it may run `first`.
	fn becomes(&self, first: &[String], is: impl Fn(&[String]) -> bool) -> io::Result<()> {
		let mut other_looks = 0;
		let became = wait::until(BECOMING, || {
			if !self.goes_on() {
				return Ok(Some(()));
			}
			match command_line(self.pid) {
				Some(line) if is(&line) => return Ok(Some(())),
				Some(line) if line != first => {
					other_looks += 1;
					if other_looks >= LOOKS {
						return Err(io::Error::other(format!(
							"it does not run as it was told to, but as `{}`, by which it would not be known again: a \
							 script cannot be run as a node",
							line.join(" ")
						)));
					}
				}
				_ => (),
			}
			Ok(None)
		})?;
		became.ok_or_else(|| {
			io::Error::other(format!("`{}` still runs after {} s", first.join(" "), BECOMING.as_secs()))
		})
	}

	/// The process that runs a command line which `is` accepts, if there is one.
	pub(crate) fn find(is: impl Fn(&[String]) -> bool) -> Option<Self> {
		let numbers =
			fs::read_dir("/proc").ok()?.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
		let mut found = numbers.filter(|pid| command_line(*pid).is_some_and(|line| is(&line)));
		found.find_map(|pid| Some(Self { pid, started: Stat::read(pid).filter(|stat| !stat.ended)?.started }))
	}

	/// Whether it has not ended.
	fn goes_on(&self) -> bool {
		// One that has ended, and whose parent has not taken notice yet, does not go on.
		Stat::read(self.pid).is_some_and(|stat| stat.started == self.started && !stat.ended)
	}

	/// Whether it is still there, and runs a command line which `is` accepts.
	pub(crate) fn runs(&self, is: impl Fn(&[String]) -> bool) -> bool {
		// A process that becomes another program has no command line for a moment, so one look is not enough for a no.
		for _ in 0..LOOKS {
			if !self.goes_on() {
				return false;
			}
			if command_line(self.pid).is_some_and(|line| is(&line)) {
				return true;
			}
			thread::sleep(BETWEEN_LOOKS);
		}
		false
	}

	/// Ends it at once (SIGKILL), if it still runs a command line which `is` accepts, and waits until all of it is gone. Returns
	/// whether it ran.
	///
	/// # Errors
	///
	/// When it is another user's, or still there after `limit`.
	pub(crate) fn kill(&self, is: impl Fn(&[String]) -> bool, limit: Duration) -> io::Result<bool> {
		// The handle is that of the process which is looked at next: should it end now, and another get its number, the
		// signal goes nowhere.
		let Some(handle) = self.handle()? else { return Ok(false) };
		let runs = self.runs(is);
		if runs {
			match pidfd_send_signal(&handle, Signal::KILL) {
				Ok(()) | Err(Errno::SRCH) => (),
				Err(error) => return Err(error.into()),
			}
		} else if !Stat::read(self.pid).is_some_and(|stat| stat.started == self.started && stat.ended) {
			// It is gone, or another's.
			return Ok(false);
		}
		// While its first thread has ended, others may still hold its files.
		if !ends(&handle, limit)? {
			let cause = format!("it is still there after {} s", limit.as_secs());
			return Err(io::Error::new(io::ErrorKind::TimedOut, cause));
		}
		Ok(runs)
	}

	/// A handle of whatever process has its number, if there is one.
	fn handle(&self) -> io::Result<Option<OwnedFd>> {
		let Some(pid) = i32::try_from(self.pid).ok().and_then(Pid::from_raw) else { return Ok(None) };
		match pidfd_open(pid, PidfdFlags::empty()) {
			Ok(handle) => Ok(Some(handle)),
			Err(Errno::SRCH) => Ok(None),
			Err(error) => Err(error.into()),
		}
	}
}

/// Waits until a process has ended, with all its threads. Returns whether it has within `limit`.
fn ends(handle: &OwnedFd, limit: Duration) -> io::Result<bool> {
	let start = Instant::now();
	loop {
		let left = limit.saturating_sub(start.elapsed());
		let left = Timespec::try_from(left).map_err(io::Error::other)?;
		match poll(&mut [PollFd::new(handle, PollFlags::IN)], Some(&left)) {
			Ok(ready) => return Ok(ready > 0),
			Err(Errno::INTR) => (),
			Err(error) => return Err(error.into()),
		}
	}
}

/// What the kernel tells of a process.
struct Stat {
	started: u64,
	ended: bool,
}

impl Stat {
	fn read(pid: u32) -> Option<Self> {
		Self::parse(&fs::read_to_string(format!("/proc/{pid}/stat")).ok()?)
	}

	/// The name, in parentheses, may hold anything: what counts begins after the last one.
	fn parse(stat: &str) -> Option<Self> {
		let (_, fields) = stat.rsplit_once(')')?;
		let mut fields = fields.split_ascii_whitespace();
		let ended = matches!(fields.next()?, "Z" | "X" | "x");
		// The state is the third of all fields, and the start the twenty-second.
		let started = fields.nth(22 - 3 - 1)?.parse().ok()?;
		Some(Self { started, ended })
	}
}

fn command_line(pid: u32) -> Option<Vec<String>> {
	let bytes = fs::read(format!("/proc/{pid}/cmdline")).ok()?;
	let text = String::from_utf8(bytes).ok()?;
	Some(text.strip_suffix('\0')?.split('\0').map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::command;

	const LIMIT: Duration = Duration::from_secs(30);

	/// A process that goes on for a minute, with a command line of its own.
	fn sleeper(mark: &str) -> (Process, Vec<String>, tempfile::TempDir) {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let command: Vec<String> = ["sleep", "60", mark].map(str::to_owned).into();
		// `sleep` adds its arguments up.
		let log = folder.path().join("log");
		let process = Process::spawn(&command, |line| line == command, &log).expect("started");
		(process, command, folder)
	}

	#[test]
	fn a_process_is_found_again_and_killed() {
		let (process, command, _folder) = sleeper("0.001");
		assert!(process.runs(|line| line == command));
		assert_eq!(Process::find(|line| line == command), Some(process));
		assert!(process.kill(|line| line == command, LIMIT).expect("ours"));
		assert!(!process.runs(|line| line == command), "it is gone at once");
		assert!(!process.kill(|line| line == command, LIMIT).expect("nobody's"));
		assert_eq!(Process::find(|line| line == command), None);
	}

	#[test]
	fn another_process_with_the_number_is_left_alone() {
		let (process, command, _folder) = sleeper("0.002");
		let earlier = Process { started: process.started - 1, ..process };
		assert!(!earlier.kill(|line| line == command, LIMIT).expect("no error"));
		assert!(!process.kill(|line| line == ["sleep", "60"], LIMIT).expect("no error"));
		assert!(process.runs(|line| line == command), "it goes on");
		assert!(process.kill(|line| line == command, LIMIT).expect("ours"));
		assert!(!process.runs(|line| line == command), "it is gone at once");
	}

	#[test]
	fn a_process_that_becomes_another_program_is_known_by_that() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let command: Vec<String> = ["env", "sleep", "60", "0.003"].map(str::to_owned).into();
		let is = |line: &[String]| line == &command[1..];
		let process = Process::spawn(&command, is, &folder.path().join("log")).expect("started");
		assert!(process.runs(is), "it has become that already");
		assert!(process.kill(is, LIMIT).expect("ours"));
	}

	#[test]
	fn a_script_is_refused_and_ended_with_all_that_it_started() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let script = folder.path().join("cairn").display().to_string();
		// Written by another process: a file that is being written, even by a child that does not know of it, is not run.
		let write = r#"printf '#!/bin/sh\nsleep 60 0.004\n' > "$0"; chmod 700 "$0""#;
		command::run("sh", &["-c", write, &script]).expect("written");
		let command = [script.clone(), String::from("--dev")];
		let error = Process::spawn(&command, |line| line == command, &folder.path().join("log"));
		let error = error.expect_err("refused").to_string();
		assert!(error.contains("a script cannot be run as a node") && error.contains(&script), "{error}");
		assert_eq!(Process::find(|line| line.contains(&script)), None);
		let child = wait::until(LIMIT, || {
			Ok::<_, ()>(Process::find(|line| line == ["sleep", "60", "0.004"]).is_none().then_some(()))
		});
		assert_eq!(child, Ok(Some(())));
	}

	#[test]
	fn a_process_that_ends_at_once_is_no_error_of_its_start() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let command = [String::from("false")];
		let process = Process::spawn(&command, |line| line == command, &folder.path().join("log"));
		let process = process.expect("started");
		assert!(!process.kill(|_| false, LIMIT).expect("nobody's"));
	}

	#[test]
	fn a_name_with_spaces_and_parentheses_does_not_confuse() {
		let numbers = (4..=22).map(|number| number.to_string()).collect::<Vec<_>>().join(" ");
		let stat = Stat::parse(&format!("7 (a) S 1 (b) R {numbers} 23")).expect("read");
		assert_eq!((stat.started, stat.ended), (22, false));
		assert!(Stat::parse(&format!("7 (x) Z {numbers}")).expect("read").ended);
		assert!(Stat::parse("7 (x) S 1").is_none());
	}
}
