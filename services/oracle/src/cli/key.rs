// SPDX-License-Identifier: Apache-2.0

//! `cairn-oracle key`.

use super::Failure;
use crate::config::{environment, PasswordSource};
use cairn_wallet::{
	keystore::{self, Cost},
	Key as Pair, Password, Words,
};
use clap::{Args, Subcommand};
use std::path::PathBuf;
use zeroize::Zeroizing;

#[derive(Debug, Subcommand)]
pub(super) enum Key {
	/// Make a new key, and show its recovery phrase once.
	///
	/// Write the phrase down and keep it away from machines: whoever has it has the key, and without it a lost file or password
	/// cannot be replaced.
	New(New),
	/// Put a key that exists into an encrypted file.
	Import(Import),
	/// Show whose key is in a file. Without --verify its password is not needed, and its word is taken for it.
	Show(Show),
}

/// Where the password comes from. Without any of these it is asked for.
#[derive(Debug, Args)]
#[group(multiple = false)]
struct PasswordOptions {
	/// Take the password from the first line of a file.
	#[arg(long, value_name = "FILE")]
	password_file: Option<PathBuf>,

	/// Take the password from an environment variable.
	#[arg(long, value_name = "NAME")]
	password_env: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct New {
	/// The file to write, in the JSON form of polkadot.js. It must not exist.
	#[arg(long, value_name = "FILE")]
	file: PathBuf,

	/// A name for people, stored in the file in plain.
	#[arg(long, default_value = "cairn-oracle")]
	name: String,

	/// Make a phrase of 24 words rather than 12.
	#[arg(long)]
	long: bool,

	#[command(flatten)]
	password: PasswordOptions,
}

#[derive(Debug, Args)]
pub(super) struct Import {
	/// The file to write, in the JSON form of polkadot.js. It must not exist.
	#[arg(long, value_name = "FILE")]
	file: PathBuf,

	/// A name for people, stored in the file in plain.
	#[arg(long, default_value = "cairn-oracle")]
	name: String,

	/// Take the recovery phrase or secret URI from a file rather than ask for it.
	#[arg(long, value_name = "FILE", conflicts_with = "secret_env")]
	secret_file: Option<PathBuf>,

	/// Take the recovery phrase or secret URI from an environment variable rather than ask for it.
	#[arg(long, value_name = "NAME")]
	secret_env: Option<String>,

	#[command(flatten)]
	password: PasswordOptions,
}

#[derive(Debug, Args)]
pub(super) struct Show {
	/// The file.
	#[arg(long, value_name = "FILE")]
	file: PathBuf,

	/// Open the file with its password, to be sure.
	#[arg(long)]
	verify: bool,

	#[command(flatten)]
	password: PasswordOptions,
}

impl Key {
	pub(super) fn execute(self) -> Result<(), Failure> {
		match self {
			Self::New(new) => new.execute(),
			Self::Import(import) => import.execute(),
			Self::Show(show) => show.execute(),
		}
	}
}

impl PasswordOptions {
	fn source(self) -> PasswordSource {
		match (self.password_file, self.password_env) {
			(Some(file), _) => PasswordSource::File(file),
			(None, Some(name)) => PasswordSource::Env(name),
			(None, None) => PasswordSource::Prompt,
		}
	}

	/// For a file that is there.
	fn known(self) -> Result<Password, Failure> {
		Ok(environment::password(&self.source(), "Password: ")?)
	}

	/// For a new file: asked for twice, so that a slip does not lock the key away.
	fn chosen(self) -> Result<Password, Failure> {
		let source = self.source();
		if source != PasswordSource::Prompt {
			return Ok(environment::password(&source, "")?);
		}
		let ask = |question: &str| {
			let typed = rpassword::prompt_password(question).map(Zeroizing::new);
			typed.map_err(|error| {
				format!("cannot ask for a password ({error}): use --password-file or --password-env")
			})
		};
		let first = ask("New password: ")?;
		if first != ask("Again: ")? {
			return Err(Failure("the two are not the same: nothing was written".into()));
		}
		Password::new(first).ok_or_else(|| Failure("the password is empty: nothing was written".into()))
	}
}

impl New {
	fn execute(self) -> Result<(), Failure> {
		let password = self.password.chosen()?;
		let (key, phrase) = Pair::generate(if self.long { Words::TwentyFour } else { Words::Twelve })?;
		keystore::create(&self.file, &key, &self.name, &password, Cost::High)?;
		println!("account:         {}", key.account());
		println!("recovery phrase: {}", phrase.reveal());
		Ok(())
	}
}

impl Import {
	fn execute(self) -> Result<(), Failure> {
		let secret = match (&self.secret_file, &self.secret_env) {
			(Some(path), _) => environment::secret_file(path)?,
			(None, Some(name)) => environment::variable(name)?,
			(None, None) => {
				let typed = rpassword::prompt_password("Recovery phrase or secret URI: ").map(Zeroizing::new);
				typed.map_err(|error| {
					format!("cannot ask for it ({error}): use --secret-file or --secret-env")
				})?
			}
		};
		let key = Pair::from_uri(&secret)?;
		if Pair::is_public_knowledge(&secret) {
			eprintln!("this is a key of development chains, which everybody has: use it for tests only");
		}
		keystore::create(&self.file, &key, &self.name, &self.password.chosen()?, Cost::High)?;
		println!("account: {}", key.account());
		Ok(())
	}
}

impl Show {
	fn execute(self) -> Result<(), Failure> {
		let summary = keystore::inspect(&self.file)?;
		if self.verify {
			keystore::open(&self.file, &self.password.known()?)?;
		}
		println!("account:    {}", summary.account);
		println!("public key: 0x{}", hex::encode(summary.account.0));
		if !summary.name.is_empty() {
			// Whoever made the file chose it.
			println!("name:       {}", summary.name.escape_debug());
		}
		Ok(())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::fs;

	fn with_password(directory: &std::path::Path) -> PasswordOptions {
		let file = directory.join("password");
		fs::write(&file, "correct horse\n").expect("a file");
		PasswordOptions { password_file: Some(file), password_env: None }
	}

	#[test]
	fn an_imported_key_opens_and_is_not_overwritten() {
		let directory = tempfile::tempdir().expect("a directory");
		let file = directory.path().join("key.json");
		let secret = directory.path().join("secret");
		fs::write(&secret, "//Alice//oracle\n").expect("a file");
		let import = || Import {
			file: file.clone(),
			name: "test".into(),
			secret_file: Some(secret.clone()),
			secret_env: None,
			password: with_password(directory.path()),
		};
		import().execute().map_err(|failure| failure.0).expect("a new file");
		let opened =
			keystore::open(&file, &with_password(directory.path()).known().map_err(|f| f.0).expect("there"));
		assert_eq!(
			opened.expect("opens").account(),
			Pair::from_uri("//Alice//oracle").expect("a key").account()
		);
		let Failure(message) = import().execute().expect_err("exists");
		assert!(message.contains("never overwritten"), "{message}");
		let show = Show { file, verify: false, password: with_password(directory.path()) };
		assert!(show.execute().is_ok());
	}
}
