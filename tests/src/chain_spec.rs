// SPDX-License-Identifier: Apache-2.0
//! Chain specs, made by `cairn chain-spec`.

use crate::{cli, wasm};
use serde_json::Value;
use std::{
	ffi::{OsStr, OsString},
	fs,
	path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A chain spec in a file, which is removed with it.
#[derive(Debug)]
pub struct ChainSpec {
	path: PathBuf,
	folder: TempDir,
}

impl ChainSpec {
	/// Runs `cairn chain-spec create` with these arguments.
	///
	/// # Panics
	///
	/// When the command fails.
	pub async fn create<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Self {
		let spec = Self::empty();
		let mut command: Vec<OsString> = ["chain-spec", "create", "--output"].map(OsString::from).into();
		command.push(spec.path.clone().into());
		command.extend(args.into_iter().map(|arg| arg.as_ref().to_owned()));
		cli::cairn(command).await.success();
		spec
	}

	/// Runs `cairn chain-spec create` with a preset and a JSON patch of its genesis.
	///
	/// # Panics
	///
	/// When the command fails.
	pub async fn patched(preset: &str, patch: &Value) -> Self {
		Self::with_patch(&[], preset, patch).await
	}

	/// As [`Self::patched`], of the runtime `code`, compressed or not, instead of the one in the binary. The chain is a
	/// local one, whatever its preset is called.
	///
	/// # Panics
	///
	/// As [`Self::patched`].
	pub async fn of_runtime(code: &[u8], preset: &str, patch: &Value) -> Self {
		let (_folder, runtime) = wasm::in_file(code);
		let local = ["--chain-type", "local", "--wasm"].map(OsStr::new);
		Self::with_patch(&[&local[..], &[runtime.as_os_str()]].concat(), preset, patch).await
	}

	async fn with_patch(args: &[&OsStr], preset: &str, patch: &Value) -> Self {
		let spec = Self::empty();
		let command =
			["chain-spec", "create", "--preset", preset, "--patch", "-", "--output"].map(OsStr::new);
		let command = command.iter().copied().chain([spec.path.as_os_str()]).chain(args.iter().copied());
		cli::cairn_with_input(command, &patch.to_string()).await.success();
		spec
	}

	/// A chain spec from its text, which need not be a valid one.
	///
	/// # Panics
	///
	/// When it cannot be written.
	pub fn from_text(text: &str) -> Self {
		let spec = Self::empty();
		fs::write(&spec.path, text).expect("a temporary file can be written");
		spec
	}

	/// The file.
	pub fn path(&self) -> &Path {
		&self.path
	}

	/// A path beside the file, for whatever a test makes of it.
	pub fn beside(&self, name: &str) -> PathBuf {
		self.folder.path().join(name)
	}

	/// What is in the file.
	///
	/// # Panics
	///
	/// When it cannot be read.
	pub fn text(&self) -> String {
		read(&self.path)
	}

	/// What is in the file, as JSON.
	///
	/// # Panics
	///
	/// When it is not JSON.
	pub fn json(&self) -> Value {
		parse(&self.text())
	}

	fn empty() -> Self {
		let folder = tempfile::tempdir().expect("a temporary folder can be made");
		Self { path: folder.path().join("chain.json"), folder }
	}
}

impl AsRef<OsStr> for ChainSpec {
	fn as_ref(&self) -> &OsStr {
		self.path.as_os_str()
	}
}

/// The text of a file.
///
/// # Panics
///
/// When it cannot be read.
pub fn read(path: &Path) -> String {
	fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The JSON in a text.
///
/// # Panics
///
/// When it is not JSON.
pub fn parse(text: &str) -> Value {
	serde_json::from_str(text).unwrap_or_else(|error| panic!("not JSON ({error}): {text}"))
}
