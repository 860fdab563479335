// SPDX-License-Identifier: Apache-2.0

//! `cairn-oracle check`.

use super::{ConfigFile, Failure};
use crate::{
	config::{environment, Config, PasswordSource},
	feed::Feed,
};
use cairn_wallet::keystore;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Check {
	#[command(flatten)]
	file: ConfigFile,

	/// Check the file alone, not whether environment variables, the key file and its password are there.
	#[arg(long)]
	file_only: bool,
}

impl Check {
	pub(super) fn execute(self) -> Result<(), Failure> {
		let config = Config::load(&self.file.config)?;
		if !self.file_only {
			secrets(&config)?;
		}
		let sources = config.feeds.iter().map(|feed| feed.sources.len()).sum::<usize>();
		println!("{}: feeds: {}, sources: {sources}", self.file.config.display(), config.feeds.len());
		Ok(())
	}
}

/// All secrets that are not there, one a line.
fn secrets(config: &Config) -> Result<(), Failure> {
	let mut problems = Vec::new();
	problems.extend(config.feeds.iter().filter_map(|feed| Feed::new(feed).err()));
	problems.extend(keystore::inspect(&config.key.file).err().map(|error| format!("key: {error}")));
	if config.key.password != PasswordSource::Prompt {
		problems.extend(
			environment::password(&config.key.password, "").err().map(|error| format!("key: {error}")),
		);
	}
	if problems.is_empty() {
		return Ok(());
	}
	Err(Failure(problems.join("\n")))
}
