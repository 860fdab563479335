// SPDX-License-Identifier: Apache-2.0

//! The file that says where everything of a network is.

use std::{
	env,
	fs::{self, File},
	io::{self, ErrorKind, Write},
	path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::{folder as place, Error, Groups, Node, Relay};

/// Its name in the network's folder.
pub(crate) const FILE: &str = "network.json";

/// What it is called until all of it is written.
pub(crate) const PARTIAL: &str = "network.json.partial";

/// The version of its format.
const VERSION: u32 = 1;

/// Where a network's nodes are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind")]
pub enum Place {
	/// Each in a network namespace of its own. The host reaches them at `10.214.SUBNET.0/24`.
	Namespaces {
		/// The third byte of these addresses.
		subnet: u8,
	},
	/// All on the loopback interface, each with ports of its own.
	Loopback {
		/// The first port.
		first_port: u16,
		/// Why not in namespaces.
		because: String,
	},
}

/// What is known of a network: what the file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct State {
	version: u32,
	/// The network's name. Those of its namespaces and bridges begin with it.
	pub name: String,
	/// The chain: `standard`, `authority`, `work`, `hybrid`, or the path of a specification.
	pub chain: String,
	/// The chain specification that the nodes were given.
	pub spec: PathBuf,
	/// Where the nodes are.
	pub place: Place,
	/// Who reaches whom, while the network is partitioned.
	pub groups: Option<Groups>,
	/// The process that delays what nodes say to each other, where the kernel does not.
	#[serde(default)]
	pub relay: Option<Relay>,
	/// The nodes, by their numbers.
	pub nodes: Vec<Node>,
}

impl State {
	/// A network without nodes.
	pub(crate) fn new(name: String, chain: String, spec: PathBuf, place: Place) -> Self {
		Self { version: VERSION, name, chain, spec, place, groups: None, relay: None, nodes: Vec::new() }
	}

	/// Reads the state of the network in `folder`; `None` if there is none.
	///
	/// # Errors
	///
	/// When there is a file, and it cannot be read or is not one, or somebody else may have written it.
	pub(crate) fn find(folder: &Path) -> Result<Option<Self>, Error> {
		let path = folder.join(FILE);
		let wrong = |what: String| {
			let help = "it is what `cairn-network up` writes: bring it back as it was, or end the nodes by hand and \
				remove the folder";
			Error::new(format!("{} {what}", path.display()), help)
		};
		if let Err(error) = fs::symlink_metadata(&path) {
			if error.kind() == ErrorKind::NotFound {
				return Ok(None);
			}
		}
		// The names and processes in it are those that are removed and killed.
		place::check(folder)?;
		let text = match fs::read_to_string(&path) {
			Ok(text) => text,
			// It was removed just now.
			Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
			Err(error) => return Err(wrong(format!("cannot be read: {error}"))),
		};
		let json: serde_json::Value =
			serde_json::from_str(&text).map_err(|error| wrong(format!("is not JSON: {error}")))?;
		if json["version"] != VERSION {
			return Err(wrong(format!(
				"has the version {}, and this program knows {VERSION}",
				json["version"]
			)));
		}
		let state: Self =
			serde_json::from_value(json).map_err(|error| wrong(format!("is no network's: {error}")))?;
		// Links and namespaces whose names begin so are removed: they must be none but a network's.
		if !is_name(&state.name) {
			return Err(wrong(format!("is no network's: none is called `{}`", state.name)));
		}
		Ok(Some(state))
	}

	/// Writes it, at once: nobody ever reads half of it.
	///
	/// # Errors
	///
	/// When the folder cannot be written.
	pub(crate) fn save(&self, folder: &Path) -> Result<(), Error> {
		let path = folder.join(FILE);
		let partial = folder.join(PARTIAL);
		let written = serde_json::to_vec_pretty(self).map_err(Into::into).and_then(|text| {
			// It may be there if a command was killed. A new one is nobody else's, and no link.
			gone(fs::remove_file(&partial))?;
			let mut file = File::create_new(&partial)?;
			file.write_all(&text)?;
			file.write_all(b"\n")?;
			file.sync_all()?;
			fs::rename(&partial, &path)
		});
		written.map_err(|error| {
			// What was there before is the state still.
			let _ = fs::remove_file(&partial);
			Error::new(
				format!("{} cannot be written: {error}", path.display()),
				"make room, or choose another --dir",
			)
		})
	}

	/// The node that `wanted` names, by its number or its name.
	///
	/// # Errors
	///
	/// When there is none.
	pub fn node(&self, wanted: &str) -> Result<&Node, Error> {
		let found = self.nodes.iter().find(|node| node.name == wanted || node.number.to_string() == wanted);
		found.ok_or_else(|| {
			let known = self.nodes.iter().map(|node| format!("{} ({})", node.number, node.name));
			Error::new(
				format!("there is no node `{wanted}`"),
				format!("the network has {}", known.collect::<Vec<_>>().join(", ")),
			)
		})
	}
}

/// Whether a network can have this name: `cairn-` and four hexadecimal digits.
fn is_name(name: &str) -> bool {
	name.strip_prefix("cairn-").is_some_and(|digits| {
		digits.len() == 4 && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
	})
}

/// What is not there is removed.
pub(crate) fn gone(removed: io::Result<()>) -> io::Result<()> {
	removed.or_else(|error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// The folder of this user's network, unless another is chosen: outside of any checkout.
///
/// # Errors
///
/// When the environment tells of no home.
pub(crate) fn default_folder() -> Result<PathBuf, Error> {
	let given = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
	let states = given("XDG_STATE_HOME").or_else(|| Some(given("HOME")?.join(".local/state")));
	let states =
		states.ok_or_else(|| Error::new("this user has no home directory", "choose a folder with --dir"))?;
	Ok(states.join("cairn/network"))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{Process, Role};
	use std::{
		fs::Permissions,
		os::unix::fs::{symlink, PermissionsExt},
	};

	fn state() -> State {
		let place = Place::Namespaces { subnet: 7 };
		let mut state = State::new("cairn-0001".into(), "authority".into(), "/x/chain.json".into(), place);
		let node = |number: u8, name: &str| Node {
			number,
			name: name.into(),
			role: Role::Validator,
			namespace: Some(format!("cairn-0001-{number}")),
			rpc: format!("ws://10.214.7.1{number}:9944"),
			prometheus: format!("http://10.214.7.1{number}:9615/metrics"),
			p2p: format!("/ip4/10.213.0.1{number}/tcp/30333/p2p/x"),
			base_path: "/x/node-1/data".into(),
			log: "/x/node-1/log".into(),
			command: vec!["cairn".into(), "--chain".into()],
			process: Some(Process { pid: 7, started: 1234 }),
		};
		state.nodes = vec![node(1, "alice"), node(2, "bob")];
		state
	}

	#[test]
	fn what_is_written_is_read() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		assert_eq!(State::find(folder.path()), Ok(None));
		let mut state = state();
		for (place, groups) in [
			(Place::Namespaces { subnet: 7 }, Some("1/2")),
			(Place::Loopback { first_port: 20_000, because: "no root".into() }, None),
		] {
			state.place = place;
			state.groups = groups.map(|groups| groups.parse().expect("groups"));
			state.save(folder.path()).expect("written");
			assert_eq!(State::find(folder.path()), Ok(Some(state.clone())));
		}
	}

	#[test]
	fn other_programs_find_what_they_look_for() {
		let json = serde_json::to_value(state()).expect("JSON");
		assert_eq!(json["place"], serde_json::json!({ "kind": "namespaces", "subnet": 7 }));
		assert_eq!(json["nodes"][1]["rpc"], "ws://10.214.7.12:9944");
		assert_eq!(json["nodes"][1]["basePath"], "/x/node-1/data");
		assert_eq!(json["nodes"][1]["process"]["pid"], 7);
	}

	#[test]
	fn a_file_that_is_none_is_named() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		for (text, cause) in [
			("{", "is not JSON"),
			("{}", "has the version null, and this program knows 1"),
			(r#"{ "version": 2 }"#, "has the version 2"),
			(r#"{ "version": 1 }"#, "is no network's: missing field"),
		] {
			fs::write(folder.path().join(FILE), text).expect("written");
			let error = State::find(folder.path()).expect_err("wrong");
			assert!(error.cause().contains(FILE) && error.cause().contains(cause), "{text}: {error}");
		}
	}

	#[test]
	fn a_name_that_is_no_networks_is_refused() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		for name in
			["docker0", "", "cairn-", "cairn-001", "cairn-00011", "cairn-000g", "cairn-00A1", "xcairn-0001"]
		{
			let named = State { name: name.into(), ..state() };
			named.save(folder.path()).expect("written");
			let error = State::find(folder.path()).expect_err("refused");
			assert!(error.cause().contains(&format!("none is called `{name}`")), "{error}");
		}
	}

	#[test]
	fn a_file_that_somebody_else_may_have_written_is_not_read() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		state().save(folder.path()).expect("written");
		let link = folder.path().join("link");
		symlink(folder.path(), &link).expect("made");
		assert!(State::find(&link).expect_err("refused").cause().contains("is a link"));
		fs::set_permissions(folder.path(), Permissions::from_mode(0o777)).expect("ours");
		assert!(State::find(folder.path()).expect_err("refused").cause().contains("other users may write"));
	}

	#[test]
	fn a_partial_file_is_replaced_and_no_link_is_followed() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let elsewhere = folder.path().join("elsewhere");
		fs::write(&elsewhere, "precious").expect("written");
		symlink(&elsewhere, folder.path().join(PARTIAL)).expect("made");
		state().save(folder.path()).expect("written");
		assert_eq!(fs::read_to_string(&elsewhere).expect("there"), "precious");
		assert_eq!(State::find(folder.path()), Ok(Some(state())));
	}

	#[test]
	fn a_node_has_a_number_and_a_name() {
		let state = state();
		assert_eq!(state.node("2"), state.node("bob"));
		let error = state.node("3").expect_err("none");
		assert!(error.to_string().ends_with("the network has 1 (alice), 2 (bob)"), "{error}");
	}
}
