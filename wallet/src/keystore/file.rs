// SPDX-License-Identifier: Apache-2.0

//! Key files on disk.

use super::{document::Document, Cost, KeystoreError};
use crate::{Key, Password};
use std::{
	fs::{self, File, OpenOptions},
	io::{ErrorKind, Read, Write},
	os::unix::fs::OpenOptionsExt,
	path::{Path, PathBuf},
};
use subxt::utils::AccountId32;

/// The largest file that is read, in bytes. A key file has less than a thousand.
const MAX_SIZE: u64 = 64 * 1024;

/// What a key file says of itself. Only [`open`] shows whether it is true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
	/// Whose key it is.
	pub account: AccountId32,
	/// A name for people, empty if there is none.
	pub name: String,
	/// When it was made, in milliseconds since 1970.
	pub created: Option<u64>,
}

/// A file in a directory of key files.
#[derive(Debug)]
pub struct Entry {
	/// Where it is.
	pub path: PathBuf,
	/// What it says of itself, or why it is not a key file.
	pub summary: Result<Summary, KeystoreError>,
}

/// Writes a new key file that only its owner may read and write, with a name for people in it.
///
/// # Errors
///
/// When there is a file of this name, or it cannot be written. Nothing is left behind then.
pub fn create(
	path: &Path,
	key: &Key,
	name: &str,
	password: &Password,
	cost: Cost,
) -> Result<(), KeystoreError> {
	// Asked before the work is done, and again by the system when the file is made.
	if path.symlink_metadata().is_ok() {
		return Err(KeystoreError::Exists(path.to_owned()));
	}
	let document = Document::seal(key, name, password, cost)?;
	let mut text =
		serde_json::to_string_pretty(&document).map_err(|error| KeystoreError::Form(error.to_string()))?;
	text.push('\n');
	let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
	let mut file = file.map_err(|error| match error.kind() {
		ErrorKind::AlreadyExists => KeystoreError::Exists(path.to_owned()),
		_ => failed(path, error),
	})?;
	let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
	written.map_err(|error| {
		// Half a key file is of no use, and would be in the way of the next attempt.
		let _ = fs::remove_file(path);
		failed(path, error)
	})
}

/// Decrypts the key in a file.
///
/// # Errors
///
/// When the file cannot be read, is not a key file, does not open with this password, or holds another key than it says.
pub fn open(path: &Path, password: &Password) -> Result<Key, KeystoreError> {
	Document::parse(&read(path)?)?.unseal(password)
}

/// What a key file says of itself, without opening it.
///
/// # Errors
///
/// When the file cannot be read or is not a key file.
pub fn inspect(path: &Path) -> Result<Summary, KeystoreError> {
	let document = Document::parse(&read(path)?)?;
	Ok(Summary {
		account: document.account()?,
		name: document.meta.name.unwrap_or_default(),
		created: document.meta.when_created,
	})
}

/// The files of a directory whose names end with `.json`, by name. Those that are no key files are listed with the reason.
///
/// # Errors
///
/// When the directory cannot be read.
pub fn list(directory: &Path) -> Result<Vec<Entry>, KeystoreError> {
	let mut paths = Vec::new();
	for entry in fs::read_dir(directory).map_err(|error| failed(directory, error))? {
		let path = entry.map_err(|error| failed(directory, error))?.path();
		if path.extension().is_some_and(|extension| extension == "json") && path.is_file() {
			paths.push(path);
		}
	}
	paths.sort();
	Ok(paths.into_iter().map(|path| Entry { summary: inspect(&path), path }).collect())
}

fn read(path: &Path) -> Result<String, KeystoreError> {
	let file = File::open(path).map_err(|error| failed(path, error))?;
	let mut text = String::new();
	let read = file.take(MAX_SIZE + 1).read_to_string(&mut text);
	match read {
		Ok(size) if size as u64 > MAX_SIZE => Err(KeystoreError::TooLarge { limit: MAX_SIZE }),
		Ok(_) => Ok(text),
		Err(error) if error.kind() == ErrorKind::InvalidData => Err(KeystoreError::Form("not text".into())),
		Err(error) => Err(failed(path, error)),
	}
}

fn failed(path: &Path, error: std::io::Error) -> KeystoreError {
	KeystoreError::Io { path: path.to_owned(), error }
}
