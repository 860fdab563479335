// SPDX-License-Identifier: Apache-2.0

//! The program `cairn`, run to its end: it makes keys and chain specifications.

use std::{
	env,
	ffi::OsStr,
	fs,
	path::{Path, PathBuf},
};

use serde_json::Value;

use crate::{command, Error};

/// The program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cairn<'a>(pub(crate) &'a Path);

/// The absolute path of the program, which stays right when nodes are started again from another folder. A name alone is that of
/// a program in the path.
///
/// # Errors
///
/// When there is no such file.
pub(crate) fn located(program: &Path) -> Result<PathBuf, Error> {
	let mut candidates = vec![program.to_owned()];
	if program.components().count() == 1 && !program.is_absolute() {
		let path = env::var_os("PATH").unwrap_or_default();
		candidates = env::split_paths(&path).map(|folder| folder.join(program)).collect();
		candidates.push(program.to_owned());
	}
	let found = candidates.iter().filter(|path| path.is_file()).find_map(|path| fs::canonicalize(path).ok());
	found.ok_or_else(|| {
		Error::new(
			format!("there is no program `{}`", program.display()),
			"name the program `cairn` with --cairn, or build it",
		)
	})
}

impl Cairn<'_> {
	fn run<S: AsRef<OsStr>>(&self, args: &[S]) -> Result<String, Error> {
		let ran = command::run(self.0, args);
		ran.map_err(|failure| {
			failure.or_help("name the program `cairn` with --cairn; this one may be another or a broken one")
		})
	}

	fn json<S: AsRef<OsStr>>(&self, args: &[S]) -> Result<Value, Error> {
		let printed = self.run(args)?;
		serde_json::from_str(&printed).map_err(|error| {
			let cause = format!("{} does not print JSON where it should: {error}", self.0.display());
			Error::new(cause, "name the program `cairn` with --cairn: this is another, or of another version")
		})
	}

	/// Writes a new key to `file`, by which a node is known to others, and returns its identity.
	pub(crate) fn make_node_key(&self, file: &Path) -> Result<String, Error> {
		let command = ["key", "generate-node-key", "--file"].map(OsStr::new);
		self.run(&[&command[..], &[file.as_os_str()]].concat())?;
		let command = ["key", "inspect-node-key", "--file"].map(OsStr::new);
		let identity = self.run(&[&command[..], &[file.as_os_str()]].concat())?;
		Ok(identity.trim().to_owned())
	}

	/// The address of a development account, or of another key of this scheme.
	pub(crate) fn address(&self, secret: &str, scheme: &str) -> Result<String, Error> {
		let key = self.json(&["key", "inspect", "--scheme", scheme, "--output-type", "json", secret])?;
		key["ss58Address"].as_str().map(str::to_owned).ok_or_else(|| {
			let cause = format!("{} tells no address of {secret}", self.0.display());
			Error::new(cause, "name the program `cairn` with --cairn: this is another, or of another version")
		})
	}

	/// Puts a key of this type and scheme into the keystore of a node on the chain of a specification.
	pub(crate) fn insert_key(
		&self,
		(kind, scheme): (&str, &str),
		secret: &str,
		spec: &Path,
		base_path: &Path,
	) -> Result<(), Error> {
		let key = ["key", "insert", "--key-type", kind, "--scheme", scheme, "--suri", secret].map(OsStr::new);
		let place =
			[OsStr::new("--chain"), spec.as_os_str(), OsStr::new("--base-path"), base_path.as_os_str()];
		self.run(&[&key[..], &place].concat()).map(drop)
	}

	/// A preset of a runtime, which is the embedded one if no file is given.
	pub(crate) fn preset(&self, name: &str, wasm: Option<&Path>) -> Result<Value, Error> {
		let command = ["chain-spec", "show-preset", name].map(OsStr::new);
		self.json(&[&command[..], &with_wasm(wasm)].concat())
	}

	/// Writes the specification of a chain for tests: a preset of a runtime, with a patch over it.
	pub(crate) fn make_spec(
		&self,
		spec: &Path,
		name: &str,
		(preset, wasm): (&str, Option<&Path>),
		patch: &Path,
	) -> Result<(), Error> {
		let command = ["chain-spec", "create", "--chain-type", "local", "--name", name, "--preset", preset];
		let files = [OsStr::new("--patch"), patch.as_os_str(), OsStr::new("--output"), spec.as_os_str()];
		self.run(&[&command.map(OsStr::new)[..], &files, &with_wasm(wasm)].concat()).map(drop)
	}

	/// What makes blocks and what makes them final on the chain of a specification, as `cairn info` tells it.
	pub(crate) fn consensus(&self, spec: &Path) -> Result<String, Error> {
		let info = self.json(&[OsStr::new("info"), OsStr::new("--json"), spec.as_os_str()])?;
		info["consensus"].as_str().map(str::to_owned).ok_or_else(|| {
			let cause = format!("no node can make blocks on the chain of {}", spec.display());
			Error::new(cause, "`cairn info` tells what it declares")
		})
	}
}

fn with_wasm(wasm: Option<&Path>) -> Vec<&OsStr> {
	wasm.map_or_else(Vec::new, |wasm| vec![OsStr::new("--wasm"), wasm.as_os_str()])
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_program_has_an_absolute_path() {
		let here = env::current_dir().expect("a folder");
		let up = here.components().skip(1).map(|_| "..").collect::<PathBuf>();
		let sh = fs::canonicalize("/bin/sh").expect("there");
		for program in [Path::new("/bin/sh"), &up.join("bin/sh")] {
			assert_eq!(located(program), Ok(sh.clone()), "{}", program.display());
		}
		let in_path = located(Path::new("sh")).expect("there is one");
		assert!(in_path.is_absolute() && in_path.is_file(), "{}", in_path.display());
		for program in ["no-such-program-here", "/no/such/program", "/bin"] {
			let error = located(Path::new(program)).expect_err("none");
			assert!(error.cause().contains(program), "{error}");
		}
	}
}
