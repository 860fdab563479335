// SPDX-License-Identifier: Apache-2.0

//! A network that was started: what is done to it, and its end.

use std::{
	fs, io,
	path::{self, Path, PathBuf},
	time::Duration,
};

use crate::{
	lock::{self, Lock},
	namespaces::Wiring,
	state::{self, gone},
	Error, Groups, Node, Place, State, Status,
};

/// How long a node that is started again may take to answer.
const RESTART: Duration = Duration::from_secs(120);

/// What `up` writes into the folder beside the nodes' own folders. The file that says what there is to remove goes last.
const FILES: [&str; 6] = ["chain.json", "runtime.wasm", "patch.json", RELAY_LOG, state::PARTIAL, state::FILE];

/// What the relay writes, if there is one.
pub(crate) const RELAY_LOG: &str = "relay.log";

/// A network, by its folder. What it is at the moment is read from there each time, as other programs may have changed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
	folder: PathBuf,
}

impl Network {
	/// The network in `folder`, which may not be there.
	pub(crate) fn at(folder: &Path) -> Result<Self, Error> {
		let folder = path::absolute(folder).map_err(|error| {
			Error::new(
				format!("{} is no path: {error}", folder.display()),
				"choose another folder with --dir",
			)
		})?;
		// Without a slash at its end, which would lead through a link.
		Ok(Self { folder: folder.components().collect() })
	}

	/// The network in `folder`.
	///
	/// # Errors
	///
	/// When there is none.
	pub fn open(folder: &Path) -> Result<Self, Error> {
		let network = Self::at(folder)?;
		network.state().map(|_| network)
	}

	/// The folder with everything of it.
	pub fn folder(&self) -> &Path {
		&self.folder
	}

	/// The folder of one node.
	pub(crate) fn node_folder(&self, node: u8) -> PathBuf {
		self.folder.join(format!("node-{node}"))
	}

	/// What is known of it.
	///
	/// # Errors
	///
	/// When it is not there any more.
	pub fn state(&self) -> Result<State, Error> {
		State::find(&self.folder)?.ok_or_else(|| self.missing())
	}

	fn missing(&self) -> Error {
		Error::new(
			format!("there is no network in {}", self.folder.display()),
			"`up` starts one; if yours is in another folder, name it with --dir",
		)
	}

	/// How it is doing.
	///
	/// # Errors
	///
	/// When it is not there any more.
	pub fn status(&self) -> Result<Status, Error> {
		Ok(Status::of(self.state()?, self.folder.clone()))
	}

	/// Kills a node (SIGKILL), which is named by its number or its name: it cannot put anything in order before.
	///
	/// # Errors
	///
	/// When there is no such node, or it does not run.
	pub fn kill(&self, node: &str) -> Result<Node, Error> {
		self.change(|state| {
			let node = find(state, node)?;
			if !node.kill()? {
				return Err(Error::new(format!("{node} does not run"), "`start` starts it"));
			}
			Ok(node.clone())
		})
	}

	/// Starts a node again, and returns when it answers.
	///
	/// # Errors
	///
	/// When there is no such node, it runs, or it does not come so far.
	pub fn start(&self, node: &str) -> Result<Node, Error> {
		let node = self.change(|state| {
			let (place, name) = (state.place.clone(), state.name.clone());
			let node = find(state, node)?;
			if let Some(process) = node.running() {
				let cause = format!("{node} runs already, as the process {}", process.pid);
				return Err(Error::new(cause, "`kill` ends it"));
			}
			if let Place::Namespaces { .. } = place {
				if !(Wiring { network: &name }).has(node.number)? {
					let cause = format!("the network namespace of {node} is gone");
					return Err(Error::new(cause, "take the network down, and start it again with `up`"));
				}
			}
			node.spawn()?;
			Ok(node.clone())
		})?;
		node.wait_until_ready(0, RESTART)?;
		Ok(node)
	}

	/// Parts the network: nodes reach those of their own group only.
	///
	/// # Errors
	///
	/// When not every node is in one group, or the nodes have no network namespaces.
	pub fn partition(&self, groups: &Groups) -> Result<(), Error> {
		self.change(|state| {
			let wiring = wiring(state, "a partition")?;
			groups.check(state.nodes.len() as u8)?;
			wiring.split(groups)?;
			state.groups = Some(groups.clone());
			Ok(())
		})
	}

	/// Lets all nodes reach each other again.
	///
	/// # Errors
	///
	/// When the nodes have no network namespaces.
	pub fn heal(&self) -> Result<(), Error> {
		self.change(|state| {
			wiring(state, "healing a partition")?.join()?;
			state.groups = None;
			Ok(())
		})
	}

	/// Ends the network in `folder`, and removes everything of it: processes, namespaces, bridges, and the folder. Returns its
	/// name, or `None` if there is none.
	///
	/// # Errors
	///
	/// When something cannot be removed. Trying again goes on from there.
	pub fn down(folder: &Path) -> Result<Option<String>, Error> {
		let network = Self::at(folder)?;
		if State::find(&network.folder)?.is_none() {
			return Ok(None);
		}
		let Some(_lock) = Lock::take_existing(&network.folder)? else { return Ok(None) };
		let Some(state) = State::find(&network.folder)? else { return Ok(None) };
		let name = state.name.clone();
		network.remove(state)?;
		Ok(Some(name))
	}

	/// Changes what is known of it, while no other command does.
	fn change<T>(&self, change: impl FnOnce(&mut State) -> Result<T, Error>) -> Result<T, Error> {
		self.state()?;
		let _lock = Lock::take_existing(&self.folder)?.ok_or_else(|| self.missing())?;
		let mut state = self.state()?;
		let result = change(&mut state)?;
		state.save(&self.folder)?;
		Ok(result)
	}

	/// Ends all nodes, and removes their namespaces. Files stay.
	pub(crate) fn stop(&self, state: &mut State) -> Result<(), Error> {
		for node in &mut state.nodes {
			node.kill()?;
		}
		if let Some(relay) = &mut state.relay {
			relay.kill()?;
		}
		match state.place {
			Place::Namespaces { .. } => Wiring { network: &state.name }.remove(),
			Place::Loopback { .. } => Ok(()),
		}
	}

	/// Ends all nodes, and removes everything. The lock must be held.
	pub(crate) fn remove(&self, mut state: State) -> Result<(), Error> {
		self.stop(&mut state)?;
		let cannot = |path: &Path, error: io::Error| {
			Error::new(
				format!("{} cannot be removed: {error}", path.display()),
				"remove it by hand, and try again",
			)
		};
		for number in 1..=crate::address::MAX_NODES {
			let folder = self.node_folder(number);
			gone(fs::remove_dir_all(&folder)).map_err(|error| cannot(&folder, error))?;
		}
		for file in FILES.into_iter().chain([lock::FILE]) {
			let path = self.folder.join(file);
			gone(fs::remove_file(&path)).map_err(|error| cannot(&path, error))?;
		}
		// If somebody has put something there, it stays.
		let _ = fs::remove_dir(&self.folder);
		Ok(())
	}
}

/// A node that is to be changed.
fn find<'s>(state: &'s mut State, node: &str) -> Result<&'s mut Node, Error> {
	let number = state.node(node)?.number;
	let found = state.nodes.iter_mut().find(|node| node.number == number);
	found.ok_or_else(|| Error::new(format!("there is no node {number}"), "`status` lists the nodes"))
}

/// The namespaces of a network that has some.
fn wiring<'s>(state: &'s State, what: &str) -> Result<Wiring<'s>, Error> {
	match &state.place {
		Place::Namespaces { .. } => Ok(Wiring { network: &state.name }),
		Place::Loopback { because, .. } => Err(Error::new(
			format!("{what} takes network namespaces, and this network has none: {because}"),
			"take it down, and start it with `up --namespaces on`, as root and with the package iproute2",
		)),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn network() -> (Network, tempfile::TempDir) {
		let folder = tempfile::tempdir().expect("a temporary folder");
		(Network::at(&folder.path().join("network")).expect("a path"), folder)
	}

	fn state(place: Place) -> State {
		State::new("cairn-0001".into(), "authority".into(), "/x/chain.json".into(), place)
	}

	#[test]
	fn without_a_network_nothing_is_made_and_nothing_removed() {
		let (network, _folder) = network();
		let error = Network::open(network.folder()).expect_err("none");
		assert!(error.cause().contains("there is no network in"), "{error}");
		assert_eq!(network.kill("1").expect_err("none"), error);
		assert_eq!(network.heal().expect_err("none"), error);
		assert_eq!(Network::down(network.folder()), Ok(None));
		assert!(!network.folder().exists());
	}

	#[test]
	fn down_removes_what_up_makes_and_leaves_what_somebody_put_there() {
		let (network, _folder) = network();
		let place = Place::Loopback { first_port: 20_000, because: "no root".into() };
		let prepare = || {
			drop(Lock::take(network.folder()).expect("free"));
			fs::create_dir_all(network.node_folder(2).join("data/x")).expect("made");
			fs::write(network.folder().join("chain.json"), "{}").expect("written");
			state(place.clone()).save(network.folder()).expect("written");
		};
		prepare();
		assert_eq!(Network::down(network.folder()), Ok(Some("cairn-0001".into())));
		assert!(!network.folder().exists());
		prepare();
		fs::write(network.folder().join("thesis.txt"), "").expect("written");
		assert_eq!(Network::down(network.folder()), Ok(Some("cairn-0001".into())));
		let left = fs::read_dir(network.folder()).expect("there").flatten().map(|entry| entry.file_name());
		assert_eq!(left.collect::<Vec<_>>(), ["thesis.txt"]);
	}

	#[test]
	fn without_namespaces_there_is_no_partition() {
		let (network, _folder) = network();
		drop(Lock::take(network.folder()).expect("free"));
		let place = Place::Loopback { first_port: 20_000, because: "Operation not permitted".into() };
		state(place).save(network.folder()).expect("written");
		for refused in [network.partition(&"1/2".parse().expect("groups")), network.heal()] {
			let error = refused.expect_err("refused").to_string();
			assert!(error.contains("Operation not permitted") && error.contains("as root"), "{error}");
		}
	}
}
