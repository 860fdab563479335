// SPDX-License-Identifier: Apache-2.0

//! Starts a network.

use std::{
	ffi::OsStr,
	fs,
	hash::{BuildHasher, Hasher, RandomState},
	net::SocketAddr,
	path::{Path, PathBuf},
	time::{Duration, Instant},
};

use clap::ValueEnum;
use serde_json::Value;

use crate::{
	address::{self, Addresses, MAX_NODES},
	cairn::{self, Cairn},
	chain::Abilities,
	lock::{self, Lock},
	namespaces::Wiring,
	network::RELAY_LOG,
	relay::Route,
	state, validators, Chain, Error, Network, Node, Place, Quality, Relay, Role, Runtimes, State,
};

/// Whether nodes get network namespaces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Namespaces {
	/// If this user and this machine can make them.
	#[default]
	Auto,
	/// In any case: otherwise it is an error.
	On,
	/// No: they have ports of their own on the loopback interface.
	Off,
}

/// What network to start.
#[derive(Clone, Debug)]
pub struct Options {
	/// The folder for everything of it: empty, or not there yet.
	pub folder: PathBuf,
	/// The program `cairn`.
	pub cairn: PathBuf,
	/// The chain.
	pub chain: Chain,
	/// How many nodes.
	pub nodes: u8,
	/// How many of them, from the first on, have keys of validators; by default all, up to four.
	pub validators: Option<u8>,
	/// How many of them, from the first on, mine; by default all, up to four.
	pub miners: Option<u8>,
	/// JSON to be merged over the genesis of the chain's preset.
	pub patch: Option<Value>,
	/// Whether nodes get network namespaces.
	pub namespaces: Namespaces,
	/// How bad the way from node to node is. A delay alone is made by a relay where the kernel cannot make it, or where there
	/// are no namespaces; that is the program `cairn-network`, beside `cairn`.
	pub quality: Quality,
	/// Further arguments for every node.
	pub node_args: Vec<String>,
	/// How long to wait until all nodes answer and know each other.
	pub limit: Duration,
}

impl Options {
	/// A network of four nodes on `chain`, in `folder`.
	pub fn new(folder: impl Into<PathBuf>, cairn: impl Into<PathBuf>, chain: Chain) -> Self {
		Self {
			folder: folder.into(),
			cairn: cairn.into(),
			chain,
			nodes: 4,
			validators: None,
			miners: None,
			patch: None,
			namespaces: Namespaces::default(),
			quality: Quality::default(),
			node_args: Vec::new(),
			limit: Duration::from_secs(120),
		}
	}

	/// What each node does.
	fn roles(&self, Abilities { validate, mine }: Abilities) -> Result<Vec<Role>, Error> {
		if !(1..=MAX_NODES).contains(&self.nodes) {
			let cause = format!("a network cannot have {} nodes", self.nodes);
			return Err(Error::new(cause, format!("choose --nodes between 1 and {MAX_NODES}")));
		}
		let most = self.nodes.min(self.chain.max_validators());
		let count = |possible: bool, chosen: Option<u8>, option: &str, what: &str| match (possible, chosen) {
			(false, None) => Ok(0),
			(false, Some(_)) => Err(Error::new(
				format!("the chain `{}` has no {what}", self.chain),
				format!("leave {option} out"),
			)),
			(true, None) => Ok(self.nodes.min(4).min(most)),
			(true, Some(count)) if (1..=most).contains(&count) => Ok(count),
			(true, Some(count)) => {
				let cause =
					format!("{count} of {} nodes cannot be {what} on the chain `{}`", self.nodes, self.chain);
				Err(Error::new(cause, format!("choose {option} between 1 and {most}")))
			}
		};
		let validators = count(validate, self.validators, "--validators", "validators")?;
		let miners = count(mine, self.miners, "--miners", "miners")?;
		let role = |node: u8| match (node <= validators, node <= miners) {
			(true, true) => Role::MiningValidator,
			(true, false) => Role::Validator,
			(false, true) => Role::Miner,
			(false, false) => Role::Full,
		};
		Ok((1..=self.nodes).map(role).collect())
	}

	fn check_quality(&self) -> Result<(), Error> {
		let loss = self.quality.loss;
		if !(0.0..=100.0).contains(&loss) {
			return Err(Error::new(format!("{loss} is no percentage"), "choose --loss between 0 and 100"));
		}
		if self.namespaces == Namespaces::Off && loss > 0.0 {
			let cause =
				format!("a loss of {loss} % takes network namespaces, which --namespaces off forbids");
			return Err(Error::new(cause, "leave --namespaces off out, or --loss"));
		}
		Ok(())
	}
}

impl Network {
	/// Starts a network, and returns when all nodes answer and have each other as peers. What happens on the way, in so far
	/// as a user should know, is given to `note`.
	///
	/// # Errors
	///
	/// When the options contradict each other, something of what it takes is missing, or a node does not come so far. What
	/// was made is removed then, but for the folder if there are logs in it.
	pub fn up(options: &Options, runtimes: &Runtimes, mut note: impl FnMut(&str)) -> Result<Self, Error> {
		let network = Self::at(&options.folder)?;
		network.must_be_empty()?;
		options.check_quality()?;
		let options = &Options { cairn: cairn::located(&options.cairn)?, ..options.clone() };
		let cairn = Cairn(&options.cairn);
		let roles = options.roles(options.chain.abilities(cairn)?)?;
		let _lock = Lock::take(network.folder())?;
		network.must_be_empty()?;

		let chance = RandomState::new().build_hasher().finish() as u16;
		let place = Place::Loopback { first_port: 0, because: "they are not made yet".into() };
		let spec = network.folder().join("chain.json");
		let mut state = State::new(format!("cairn-{chance:04x}"), options.chain.to_string(), spec, place);
		if let Err(error) = state.save(network.folder()) {
			// The first error is what to tell: what is left by the second does not hinder the next `up`.
			let _ = network.remove(state);
			return Err(error);
		}
		let prepared = network.prepare(options, runtimes, &roles, chance, &mut state, &mut note);
		if let Err(error) = prepared {
			network.remove(state)?;
			return Err(error);
		}
		if let Err(error) = network.run(options, &mut state) {
			network.stop(&mut state)?;
			state.save(network.folder())?;
			note(&format!(
				"the nodes are stopped; their logs are in {} until `down`",
				network.folder().display()
			));
			return Err(error);
		}
		Ok(network)
	}

	/// Refuses a folder in which there is something.
	fn must_be_empty(&self) -> Result<(), Error> {
		let folder = self.folder().display();
		if State::find(self.folder())?.is_some() {
			return Err(Error::new(
				format!("there is a network in {folder} already"),
				"`status` shows it and `down` removes it; or choose another folder with --dir",
			));
		}
		let Ok(entries) = fs::read_dir(self.folder()) else { return Ok(()) };
		// Both may be left of an `up` that was killed before it had made anything.
		let is_nothing = |name: &OsStr| name == lock::FILE || name == state::PARTIAL;
		if entries.flatten().any(|entry| !is_nothing(&entry.file_name())) {
			let cause = format!("{folder} is not empty, and `down` will remove it with everything in it");
			return Err(Error::new(cause, "choose a folder with --dir that is empty, or not there yet"));
		}
		Ok(())
	}

	/// Makes all that nodes need, and notes them. None is started.
	fn prepare(
		&self,
		options: &Options,
		runtimes: &Runtimes,
		roles: &[Role],
		chance: u16,
		state: &mut State,
		note: &mut impl FnMut(&str),
	) -> Result<(), Error> {
		let cairn = Cairn(&options.cairn);
		let has_keys = |role: &&Role| matches!(role, Role::Validator | Role::MiningValidator);
		let validators = roles.iter().filter(has_keys).count() as u8;
		options.chain.write_spec(cairn, runtimes, validators, options.patch.as_ref(), self.folder())?;
		self.place(options, chance, state, note)?;

		if matches!(state.place, Place::Loopback { .. }) && options.quality.delay > 0 {
			state.relay = Some(self.relay(options, &state.place)?);
		}
		for (number, role) in (1..).zip(roles) {
			state.nodes.push(self.node(options, number, *role, state)?);
		}
		let everybody = state.nodes.iter().map(|node| node.p2p.clone()).collect::<Vec<_>>();
		for node in &mut state.nodes {
			for other in everybody.iter().filter(|address| **address != node.p2p) {
				node.command.extend(["--bootnodes".into(), other.clone()]);
			}
			// The defaults are enough for eight others.
			if everybody.len() > 9 {
				node.command.extend(["--out-peers".into(), everybody.len().to_string()]);
			}
			node.command.extend(options.node_args.iter().cloned());
		}
		state.save(self.folder())
	}

	/// Decides where nodes are to be, and makes the namespaces if that is there.
	fn place(
		&self,
		options: &Options,
		chance: u16,
		state: &mut State,
		note: &mut impl FnMut(&str),
	) -> Result<(), Error> {
		let mut because = String::from("--namespaces off");
		if options.namespaces != Namespaces::Off {
			let error = match self.wire(options, chance, state) {
				Ok(()) => return Ok(()),
				Err(error) => error,
			};
			let wanted = options.namespaces == Namespaces::On || options.quality.loss > 0.0;
			if wanted || matches!(state.place, Place::Namespaces { .. }) {
				return Err(error);
			}
			let delay = if options.quality.delay > 0 { ", and a relay delays what nodes say" } else { "" };
			note(&format!("no network namespaces, so no partitions{delay}: {}", error.cause()));
			because = error.cause().into();
		}
		let first_port = address::free_ports(options.nodes, chance)?;
		state.place = Place::Loopback { first_port, because };
		state.save(self.folder())
	}

	/// Makes the namespaces. If that fails, nothing of them is left, or `state` still tells of them.
	fn wire(&self, options: &Options, chance: u16, state: &mut State) -> Result<(), Error> {
		let mut chance = chance;
		while !(Wiring { network: &state.name }).are_free()? {
			chance = chance.wrapping_add(1);
			state.name = format!("cairn-{chance:04x}");
		}
		let before = state.place.clone();
		// Noted before anything is made, so that `down` knows of it in any case.
		state.place = Place::Namespaces { subnet: 0 };
		state.save(self.folder())?;
		let wiring = Wiring { network: &state.name };
		if let Err(error) = wiring.claim() {
			state.place = before;
			return Err(error);
		}
		match wiring.make(options.nodes, options.quality, chance as u8) {
			Ok(subnet) => {
				state.place = Place::Namespaces { subnet };
				state.save(self.folder())
			}
			Err(error) => {
				wiring.remove()?;
				state.place = before;
				Err(error)
			}
		}
	}

	/// The process that delays what nodes say to each other: in front of each of them.
	fn relay(&self, options: &Options, place: &Place) -> Result<Relay, Error> {
		let routes = (1..=options.nodes).map(|number| Addresses::of(place, number));
		let routes = routes.map(|Addresses { relay, p2p, .. }| Route { listen: relay, target: p2p });
		let program = utf8(&options.cairn.with_file_name("cairn-network"))?;
		let log = self.folder().join(RELAY_LOG);
		let folder = utf8(self.folder())?;
		Ok(Relay::new(&program, &folder, options.quality.delay, &routes.collect::<Vec<_>>(), &log))
	}

	/// A node with its folder and its network key. Its command line lacks the addresses of the others.
	fn node(&self, options: &Options, number: u8, role: Role, state: &State) -> Result<Node, Error> {
		let cairn = Cairn(&options.cairn);
		let account = options.chain.account(number).filter(|_| role != Role::Full);
		let name = account.map_or_else(|| format!("node-{number}"), str::to_owned);
		let folder = self.node_folder(number);
		fs::create_dir_all(&folder).map_err(|error| {
			Error::new(
				format!("{} cannot be made: {error}", folder.display()),
				"make room, or choose another --dir",
			)
		})?;
		let (base_path, log, key) = (folder.join("data"), folder.join("log"), folder.join("node-key"));
		let identity = cairn.make_node_key(&key)?;
		let Addresses { rpc, prometheus, p2p, relay } = Addresses::of(&state.place, number);
		let multiaddress = |address: SocketAddr| format!("/ip4/{}/tcp/{}", address.ip(), address.port());
		let listen = multiaddress(p2p);
		let known_at = multiaddress(if state.relay.is_some() { relay } else { p2p });

		let mut command = vec![utf8(&options.cairn)?];
		let mut add = |args: &[&str]| command.extend(args.iter().map(|arg| (*arg).to_owned()));
		add(&["--chain", &utf8(&state.spec)?, "--base-path", &utf8(&base_path)?, "--name", &name]);
		add(&["--node-key-file", &utf8(&key)?, "--listen-addr", &listen, "--allow-private-ip", "--no-mdns"]);
		add(&["--rpc-port", &rpc.port().to_string(), "--prometheus-port", &prometheus.port().to_string()]);
		add(&["--no-telemetry"]);
		let mut namespace = None;
		if let Place::Namespaces { subnet } = state.place {
			namespace = Some(Wiring { network: &state.name }.of(number));
			// Nobody but the host is on the other end, and it may ask as often as it likes.
			let host = format!("{}/32", address::host_ip(subnet));
			add(&["--unsafe-rpc-external", "--rpc-cors", "all", "--prometheus-external"]);
			add(&["--rpc-rate-limit-whitelisted-ips", &host]);
		}
		match role {
			Role::Full => (),
			Role::Miner => add(&["--validator"]),
			Role::Validator | Role::MiningValidator => {
				add(&["--validator"]);
				match account {
					Some(account) => add(&[&format!("--{account}")]),
					None => validators::insert_keys(cairn, number, &state.spec, &base_path)?,
				}
			}
		}
		if role != Role::Full && options.nodes == 1 {
			// Without peers, a node would take itself for one that is cut off.
			add(&["--force-authoring"]);
		}
		if role.mines() {
			let reward =
				cairn.address(&format!("//{}{}", name[..1].to_uppercase(), &name[1..]), "sr25519")?;
			add(&["--mining-threads", "1", "--reward-account", &reward]);
		}
		Ok(Node {
			number,
			name,
			role,
			namespace,
			rpc: format!("ws://{rpc}"),
			prometheus: format!("http://{prometheus}/metrics"),
			p2p: format!("{known_at}/p2p/{identity}"),
			base_path,
			log,
			command,
			process: None,
		})
	}

	/// Starts all nodes, and waits until each has all others as peers.
	fn run(&self, options: &Options, state: &mut State) -> Result<(), Error> {
		let start = Instant::now();
		if let Some(relay) = &mut state.relay {
			relay.spawn()?;
			state.save(self.folder())?;
		}
		for index in 0..state.nodes.len() {
			state.nodes[index].spawn()?;
			state.save(self.folder())?;
		}
		let peers = u64::from(options.nodes) - 1;
		for node in &state.nodes {
			node.wait_until_ready(peers, options.limit.saturating_sub(start.elapsed()))?;
		}
		Ok(())
	}
}

/// A path as it is written in a command line that is kept in JSON.
fn utf8(path: &Path) -> Result<String, Error> {
	path.to_str().map(str::to_owned).ok_or_else(|| {
		Error::new(
			format!("{} is not UTF-8", path.display()),
			"choose a path that is, with --dir and --cairn",
		)
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	const VALIDATE: Abilities = Abilities { validate: true, mine: false };
	const MINE: Abilities = Abilities { validate: false, mine: true };
	const BOTH: Abilities = Abilities { validate: true, mine: true };

	fn options(chain: Chain, nodes: u8) -> Options {
		Options { nodes, ..Options::new("/x", "cairn", chain) }
	}

	#[test]
	fn the_first_four_work_and_the_others_follow() {
		use Role::{Full, Miner, MiningValidator, Validator};
		let roles = |chain, nodes, abilities| options(chain, nodes).roles(abilities).expect("roles");
		assert_eq!(
			roles(Chain::Standard, 6, VALIDATE),
			[Validator, Validator, Validator, Validator, Full, Full]
		);
		assert_eq!(roles(Chain::Authority, 1, VALIDATE), [Validator]);
		assert_eq!(roles(Chain::Work, 2, MINE), [Miner, Miner]);
		let few = Options { validators: Some(3), miners: Some(1), ..options(Chain::Hybrid, 4) };
		assert_eq!(few.roles(BOTH), Ok(vec![MiningValidator, Validator, Validator, Full]));
	}

	#[test]
	fn roles_that_cannot_be_are_refused() {
		let refused = |options: Options, abilities, cause: &str| {
			let error = options.roles(abilities).expect_err(cause);
			assert!(error.cause().contains(cause), "{error}");
		};
		let many = Options { validators: Some(16), ..options(Chain::Standard, 16) };
		assert_eq!(many.roles(VALIDATE), Ok(vec![Role::Validator; 16]));
		refused(options(Chain::Standard, 0), VALIDATE, "cannot have 0 nodes");
		refused(options(Chain::Standard, 51), VALIDATE, "cannot have 51 nodes");
		let five = |chain| Options { validators: Some(5), ..options(chain, 6) };
		refused(five(Chain::Authority), VALIDATE, "5 of 6 nodes cannot be validators");
		assert!(five(Chain::Spec("x.json".into())).roles(VALIDATE).is_ok(), "six accounts have known keys");
		refused(Options { validators: Some(3), ..options(Chain::Standard, 2) }, VALIDATE, "3 of 2 nodes");
		refused(Options { validators: Some(1), ..options(Chain::Work, 2) }, MINE, "has no validators");
		refused(Options { miners: Some(1), ..options(Chain::Authority, 2) }, VALIDATE, "has no miners");
		refused(
			Options { miners: Some(0), ..options(Chain::Work, 2) },
			MINE,
			"0 of 2 nodes cannot be miners",
		);
	}

	#[test]
	fn a_network_that_loses_packets_takes_namespaces() {
		let quality = Quality { delay: 50, loss: 0.0 };
		let off = Options { quality, namespaces: Namespaces::Off, ..options(Chain::Standard, 2) };
		assert_eq!(off.check_quality(), Ok(()), "a relay makes a delay");
		let lossy = Options { quality: Quality { delay: 50, loss: 2.0 }, ..off.clone() };
		assert!(lossy.check_quality().expect_err("refused").cause().contains("a loss of 2 %"));
		assert_eq!(Options { namespaces: Namespaces::Auto, ..lossy }.check_quality(), Ok(()));
		for loss in [-1.0, 101.0, f64::NAN] {
			let lossy =
				Options { quality: Quality { delay: 0, loss }, namespaces: Namespaces::On, ..off.clone() };
			assert!(lossy.check_quality().expect_err("refused").cause().contains("no percentage"));
		}
	}

	#[test]
	fn a_folder_with_something_in_it_is_refused() {
		let folder = tempfile::tempdir().expect("a temporary folder");
		let network = Network::at(folder.path()).expect("a path");
		assert_eq!(network.must_be_empty(), Ok(()));
		for left in [lock::FILE, state::PARTIAL] {
			fs::write(folder.path().join(left), "").expect("written");
			assert_eq!(network.must_be_empty(), Ok(()), "{left}");
		}
		fs::write(folder.path().join("thesis.txt"), "").expect("written");
		assert!(network.must_be_empty().expect_err("refused").cause().contains("is not empty"));
	}
}
