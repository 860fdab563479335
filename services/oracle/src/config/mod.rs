// SPDX-License-Identifier: Apache-2.0

//! The configuration file.
//!
//! 1. `raw` is the file as TOML: types of single values are checked there, and unknown names refused.
//! 2. `check` makes a [`Config`] of it: what must hold between values is checked there, and all that is wrong is reported at
//!    once.
//! 3. [`environment`] fetches the secrets that the file only names.
//!
//! Every problem has the line and column where it is, and says what to do.

mod check;
pub mod environment;
mod period;
mod problem;
mod raw;
#[cfg(test)]
mod tests;

pub use problem::{Problem, Problems};
pub use raw::Text;

use crate::{
	source::Format,
	value::{Tolerance, Transform},
};
use reqwest::{header::HeaderName, Url};
use std::{fs, io::Read, net::SocketAddr, path::Path, path::PathBuf, time::Duration};

/// The largest configuration that is read, in bytes.
const MAX_SIZE: u64 = 1024 * 1024;

/// A configuration in which everything holds.
#[derive(Clone, Debug)]
pub struct Config {
	/// The node.
	pub node: Node,
	/// The key that signs.
	pub key: KeyFile,
	/// How sources are asked.
	pub http: Http,
	/// Where metrics are served, if they are.
	pub metrics: Option<SocketAddr>,
	/// The feeds.
	pub feeds: Vec<Feed>,
}

/// The node that transactions go to.
#[derive(Clone, Debug)]
pub struct Node {
	/// Its WebSocket.
	pub url: Url,
	/// How long a transaction may take to get into a block.
	pub timeout: Duration,
}

/// Where the key is.
#[derive(Clone, Debug)]
pub struct KeyFile {
	/// The key file.
	pub file: PathBuf,
	/// Its password.
	pub password: PasswordSource,
}

/// Where a password comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasswordSource {
	/// A file.
	File(PathBuf),
	/// An environment variable.
	Env(String),
	/// Whoever starts the program.
	Prompt,
}

/// How sources are asked.
#[derive(Clone, Debug)]
pub struct Http {
	/// The most requests a minute to one host.
	pub requests_per_minute: u32,
	/// The largest document, in bytes.
	pub max_body: usize,
}

/// A feed: a value on the chain, and where it comes from.
#[derive(Clone, Debug)]
pub struct Feed {
	/// Its name in logs and metrics.
	pub name: String,
	/// The oracle's name in the runtime.
	pub oracle: String,
	/// The feed's key in the oracle, from 1 to 32 bytes.
	pub key: Vec<u8>,
	/// How often sources are read.
	pub interval: Duration,
	/// How old what is on the chain may get.
	pub heartbeat: Duration,
	/// How far the value may move before it is submitted without waiting for the heartbeat.
	pub threshold: Tolerance,
	/// How many sources must agree.
	pub minimum_sources: usize,
	/// How far from the median of all a source may be.
	pub maximum_deviation: Tolerance,
	/// The sources.
	pub sources: Vec<Source>,
}

/// A source, with its secrets not looked up yet.
#[derive(Clone, Debug)]
pub struct Source {
	/// Its name in logs and metrics.
	pub name: String,
	/// Where the document is.
	pub url: Url,
	/// Sent along.
	pub headers: Vec<(HeaderName, Text)>,
	/// Added to the URL's query.
	pub query: Vec<(String, Text)>,
	/// How long one attempt may take.
	pub timeout: Duration,
	/// How often to try again.
	pub retries: u32,
	/// Where in the document the number is.
	pub format: Format,
	/// What to do with the number.
	pub transform: Transform,
}

impl Config {
	/// Reads and checks a file. Paths in it are relative to the directory it is in.
	///
	/// # Errors
	///
	/// All that is wrong with it.
	pub fn load(path: &Path) -> Result<Self, Problems> {
		let mut text = String::new();
		let read = fs::File::open(path).and_then(|file| file.take(MAX_SIZE + 1).read_to_string(&mut text));
		match read {
			Ok(size) if size as u64 <= MAX_SIZE => Self::parse(path, &text),
			Ok(_) => {
				Err(Problems::of_file(path, format!("larger than {MAX_SIZE} bytes: not a configuration")))
			}
			Err(error) => Err(Problems::of_file(path, error)),
		}
	}

	/// As [`Self::load`], with the text at hand.
	///
	/// # Errors
	///
	/// As [`Self::load`].
	pub fn parse(path: &Path, text: &str) -> Result<Self, Problems> {
		let directory = path.parent().unwrap_or(Path::new(""));
		let problems = match raw::parse(text) {
			Ok(raw) => match check::check(raw, directory) {
				Ok(config) => return Ok(config),
				Err(problems) => problems,
			},
			Err(problem) => vec![problem],
		};
		Err(Problems::new(path, text, problems))
	}
}
