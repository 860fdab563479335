// SPDX-License-Identifier: Apache-2.0

//! Why a key file was not written or opened.

use std::{io, path::PathBuf};

/// Why a key file was not written or opened. No secret is in it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeystoreError {
	/// There is a file with this name.
	#[error("{0} exists, and key files are never overwritten: choose another name, or move it away")]
	Exists(PathBuf),
	/// The operating system refused.
	#[error("{path}: {error}")]
	Io {
		/// The file or directory.
		path: PathBuf,
		/// What the operating system says.
		error: io::Error,
	},
	/// The file is larger than any key file.
	#[error("larger than {limit} bytes: not a key file")]
	TooLarge {
		/// The largest size that is read, in bytes.
		limit: u64,
	},
	/// The file is not a JSON document of the right form.
	#[error("not a key file in the JSON form of polkadot.js: {0}")]
	Form(String),
	/// A key file of another kind.
	#[error(
		"{what} is {found}, and only {wanted} is supported: export the account again with a current wallet"
	)]
	Unsupported {
		/// The field.
		what: &'static str,
		/// What it says.
		found: String,
		/// What it should say.
		wanted: &'static str,
	},
	/// The work to be done with the password is not on the list of what is allowed.
	#[error("scrypt with N = {n}, p = {p}, r = {r} is not among the costs that are allowed: the file may be forged to exhaust memory or to make its password easy to guess")]
	Cost {
		/// The number of rounds.
		n: u32,
		/// How often all is done.
		p: u32,
		/// The size of a block.
		r: u32,
	},
	/// It does not open.
	#[error("the password is wrong, or the file was changed")]
	WrongPassword,
	/// It opens, but what is in it is not a key, or the key of another account than the file says.
	#[error("what is in the file is not the key of {address}")]
	WrongContent {
		/// Whose key it should be.
		address: String,
	},
	/// The operating system gave no random bytes.
	#[error("the operating system gives no random bytes: {0}")]
	Random(String),
}
