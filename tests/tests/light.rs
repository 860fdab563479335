// SPDX-License-Identifier: Apache-2.0
//! `cairn light`: what it verifies, what goes through it, and how it begins and ends.

use cairn_tests::{
	account::{client, dev, execute, fresh, id, transfer, CRN},
	chain_spec::ChainSpec,
	cli, http, javascript,
	network::{vote_together, Network, VALIDATORS},
	node::{Builder, Node},
	rpc::Rpc,
	wait, wasm,
};
use rustix::process::{kill_process, Pid, Signal};
use serde_json::{json, Value};
use std::{
	ffi::OsString,
	fs::{self, File},
	net::TcpListener,
	path::{Path, PathBuf},
	process::{Child, Command, ExitStatus, Stdio},
	time::Duration,
};

/// A running light client. Dropping it ends the process.
struct Light {
	child: Child,
	log: PathBuf,
	port: u16,
}

impl Light {
	/// Starts a light client that keeps its state in `base`, and returns when it has said where it serves JSON-RPC.
	async fn start(spec: &ChainSpec, base: &Path, boot_nodes: &[String]) -> Self {
		fs::create_dir_all(base).expect("a folder can be made");
		let log = base.join("log");
		let (out, errors) = (File::create(&log).expect("a file"), File::options().append(true).open(&log));
		let mut command = Command::new(cli::binary());
		command.arg("light").arg("--chain").arg(spec).arg("--base-path").arg(base).args(["--rpc-port", "0"]);
		if !boot_nodes.is_empty() {
			command.arg("--bootnodes").args(boot_nodes);
		}
		command.stdin(Stdio::null()).stdout(out).stderr(errors.expect("a file"));
		let child = command.spawn().expect("it can be started");
		let mut light = Self { child, log, port: 0 };
		for _ in 0..wait::DEADLINE.as_millis() / 50 {
			if let Some(port) = port_in(&light.log()) {
				light.port = port;
				return light;
			}
			let ended = light.child.try_wait().expect("its status can be read");
			assert!(ended.is_none(), "the light client ended: {ended:?}\n{}", light.log());
			tokio::time::sleep(Duration::from_millis(50)).await;
		}
		panic!("the light client does not start\n{}", light.log());
	}

	/// As [`Self::start`], and waits until it follows the head of the chain.
	async fn ready(spec: &ChainSpec, base: &Path, boot_nodes: &[String]) -> Self {
		let light = Self::start(spec, base, boot_nodes).await;
		let ready =
			|| async { (http::get(light.port, "/health/readiness").await.status == 200).then_some(()) };
		wait::until("a light client that is synchronised", ready).await;
		light
	}

	fn log(&self) -> String {
		fs::read_to_string(&self.log).unwrap_or_default()
	}

	fn url(&self) -> String {
		format!("ws://127.0.0.1:{}", self.port)
	}

	async fn rpc(&self) -> Rpc {
		Rpc::connect(&self.url()).await.expect("it accepts connections")
	}

	/// Asks it to end, and waits until it has.
	async fn stop(mut self, signal: Signal) -> ExitStatus {
		kill_process(Pid::from_child(&self.child), signal).expect("it runs");
		for _ in 0..wait::DEADLINE.as_millis() / 50 {
			if let Some(status) = self.child.try_wait().expect("its status can be read") {
				return status;
			}
			tokio::time::sleep(Duration::from_millis(50)).await;
		}
		panic!("the light client does not end\n{}", self.log());
	}
}

impl Drop for Light {
	fn drop(&mut self) {
		if std::thread::panicking() {
			eprintln!("--- light client\n{}\n---", self.log());
		}
		// It has mostly ended by itself.
		let _ = self.child.kill();
		let _ = self.child.wait();
	}
}

/// The port in the summary's line `JSON-RPC   ws://HOST:PORT`.
fn port_in(log: &str) -> Option<u16> {
	let (whole, _) = log.rsplit_once('\n')?;
	let line = whole.lines().find(|line| line.contains(" JSON-RPC "))?;
	line.rsplit_once(':')?.1.trim_end().parse().ok()
}

async fn dev_spec() -> ChainSpec {
	ChainSpec::create(["--preset", "development", "--name", "Light Test"]).await
}

/// The database of the chain of [`dev_spec`].
fn database(base: &Path) -> PathBuf {
	base.join("chains/light_test/light/light-client.json")
}

/// Where `node` accepts WebSocket connections of peers.
async fn web_socket_address(node: &Node) -> String {
	let addresses = node.call("system_localListenAddresses", json!([])).await;
	let mut addresses = addresses.as_array().expect("a list").iter().filter_map(Value::as_str);
	let found = addresses.find(|address| address.starts_with("/ip4/127.0.0.1/") && address.contains("/ws/"));
	found.expect("an address").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clients_of_applications_transfer_through_a_light_client() {
	let spec = dev_spec().await;
	let node = Builder::sole_validator(&spec).start().await;
	let light = Light::ready(&spec, &spec.beside("light"), &[node.address().await]).await;
	// The same scripts as for a full node, balance for balance.
	javascript::run("polkadot-js.mjs", &[&light.url()]).await;
	javascript::run("papi.mjs", &[&light.url()]).await;
	assert!(light.stop(Signal::INT).await.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn smoldot_of_npm_follows_our_nodes_over_web_sockets() {
	let raw = ChainSpec::create(["--preset", "development", "--name", "Light Test", "--raw"]).await;
	let node = Builder::sole_validator(&raw).args(["--listen-addr", "/ip4/127.0.0.1/tcp/0/ws"]).start().await;
	let address = web_socket_address(&node).await;
	let path = raw.path().to_str().expect("a path of letters").to_owned();
	javascript::run("light_smoldot.mjs", &[&path, &address]).await;
}

/// The state's values are found by their hashes, which a node does not calculate again when it reads them. So a node
/// whose database was changed answers with the change, and with a proof that does not lead to it.
#[tokio::test(flavor = "multi_thread")]
async fn a_forged_answer_of_the_only_peer_is_refused() {
	const TRUE: u128 = 765 * CRN + 987_654;
	const FORGED: u128 = TRUE + 1_000_000 * CRN;
	let spec = dev_spec().await;
	let base = spec.beside("node");
	let start = || Builder::sole_validator(&spec).args(["--database", "paritydb"]).base_path(&base).start();

	let node = start().await;
	let [forged, honest] = ["forged", "honest"].map(fresh);
	let connection = client(&node).await;
	execute(&connection, &transfer(&forged, TRUE), &dev::bob()).await;
	execute(&connection, &transfer(&honest, 3 * CRN), &dev::bob()).await;
	drop(connection);
	let mut entries = Vec::new();
	for account in [&forged, &honest] {
		entries.push(account_entry(&node, id(account)).await);
	}
	node.wait_for_finalized(node.best().await).await;
	assert!(node.stop().success());
	// A value in the log would not be found, or would undo the forgery when the log is read again.
	for _ in 0..10 {
		if is_all_in_tables(&base) {
			break;
		}
		assert!(start().await.stop().success());
	}
	assert!(is_all_in_tables(&base), "the database has written its log to its tables");
	assert_eq!(replace_balance(&base, TRUE, FORGED), 1, "the balance is stored once");

	let node = start().await;
	let read = |at: &str| json!([at]);
	let lie = node.call("state_getStorage", read(&entries[0])).await;
	let truth = node.call("state_getStorage", read(&entries[1])).await;
	assert!(
		lie.as_str().expect("a value").contains(&hex::encode(FORGED.to_le_bytes())),
		"the node lies: {lie}"
	);

	let light = Light::ready(&spec, &spec.beside("light"), &[node.address().await]).await;
	let rpc = light.rpc().await;
	assert_eq!(rpc.call("state_getStorage", read(&entries[1])).await, truth, "the same peer is believed");
	let refusal = rpc.refusal("state_getStorage", read(&entries[0])).await;
	assert!(refusal.message.contains("ProofEntry"), "refused for its proof: {refusal:?}");
	// It is left alone for a while, which leaves nobody to ask.
	let peers =
		|| async { rpc.call("system_health", json!([])).await["peers"].as_u64().filter(|peers| *peers == 0) };
	wait::until("a light client that has nobody to ask", peers).await;
}

/// The key under which an account is stored, in hexadecimal.
async fn account_entry(node: &Node, account: [u8; 32]) -> String {
	const ACCOUNTS: &str = "0x26aa394eea5630e07c48ae0c9558cef7b99d880ec681799c0cf30e8886371da9";
	let keys = node.call("state_getKeysPaged", json!([ACCOUNTS, 1000])).await;
	let mut keys = keys.as_array().expect("a list").iter().filter_map(Value::as_str);
	keys.find(|key| key.ends_with(&hex::encode(account))).expect("the account is in use").to_owned()
}

/// The database's files of a node that does not run.
fn files(base: &Path) -> impl Iterator<Item = (String, PathBuf)> {
	let folder = base.join("chains/light_test/paritydb/full");
	let entries = fs::read_dir(folder).expect("the database is there");
	entries.map(|entry| {
		let entry = entry.expect("it is readable");
		(entry.file_name().to_string_lossy().into_owned(), entry.path())
	})
}

/// Whether the database had the time to write everything to its tables. What it did not write it has in a log, which
/// it reads when it is opened again.
fn is_all_in_tables(base: &Path) -> bool {
	!files(base).any(|(name, _)| name.starts_with("log"))
}

/// Replaces an account's free balance in the files of a node that does not run. Gives how often it was found.
fn replace_balance(base: &Path, old: u128, new: u128) -> usize {
	// `providers`, `sufficients` and `free` of an account that has only received.
	let value = |balance: u128| [&1_u32.to_le_bytes()[..], &[0; 4], &balance.to_le_bytes()].concat();
	let (old, new) = (value(old), value(new));
	let mut found = 0;
	// The tables of the state.
	for (_, path) in files(base).filter(|(name, _)| name.starts_with("table_01_")) {
		let mut bytes = fs::read(&path).expect("a file");
		let places =
			(0..bytes.len().saturating_sub(old.len())).filter(|place| bytes[*place..].starts_with(&old));
		let places = places.collect::<Vec<_>>();
		for place in &places {
			bytes[*place..*place + new.len()].copy_from_slice(&new);
		}
		if !places.is_empty() {
			fs::write(&path, bytes).expect("it can be written");
		}
		found += places.len();
	}
	found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_goes_on_from_the_database_and_a_damaged_one_is_ignored() {
	let spec = dev_spec().await;
	let node = Builder::sole_validator(&spec).start().await;
	let base = spec.beside("light");
	let nodes = [node.address().await];

	let light = Light::ready(&spec, &base, &nodes).await;
	assert!(light.log().contains("Starts at  the genesis"), "{}", light.log());
	let seen = light.rpc().await.wait_for_finalized(3).await;
	assert!(light.stop(Signal::TERM).await.success());

	// The addresses of nodes are in it too.
	let light = Light::ready(&spec, &base, &[]).await;
	let log = light.log();
	let start = log.lines().find_map(|line| line.split_once("Starts at  block #")).expect("from a block").1;
	let start: u64 = start.split(' ').next().and_then(|number| number.parse().ok()).expect("its number");
	assert!(start >= seen, "{log}");
	light.rpc().await.wait_for_finalized(start + 1).await;
	assert!(light.stop(Signal::TERM).await.success());

	let path = database(&base);
	let whole = fs::read(&path).expect("a database");
	fs::write(&path, &whole[..whole.len() / 2]).expect("it can be written");
	let light = Light::ready(&spec, &base, &nodes).await;
	let log = light.log();
	assert!(log.contains("is not used, and will be replaced: it is damaged"), "{log}");
	assert!(log.contains("Starts at  the genesis"), "{log}");
	assert!(light.stop(Signal::TERM).await.success());
	assert!(fs::read(&path).expect("a database").ends_with(b"}"), "it was replaced");
}

/// A chain of the runtime with this code, with its preset `development`.
async fn spec_of(code: Option<&[u8]>) -> ChainSpec {
	let (_folder, runtime) = wasm::in_file(code.expect("unset SKIP_WASM_BUILD and build the tests again"));
	let runtime = runtime.to_str().expect("a path of letters");
	ChainSpec::create(["--wasm", runtime, "--preset", "development", "--name", "Light Test"]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chain_with_aura_is_followed_and_gone_on_with() {
	let spec = spec_of(cairn_authority_runtime::WASM_BINARY).await;
	let node = Builder::sole_validator(&spec).start().await;
	let base = spec.beside("light");
	let light = Light::ready(&spec, &base, &[node.address().await]).await;
	assert!(light.log().contains("Consensus  Aura + GRANDPA"), "{}", light.log());
	let seen = light.rpc().await.wait_for_finalized(3).await;
	assert!(light.stop(Signal::TERM).await.success());
	let light = Light::ready(&spec, &base, &[]).await;
	assert!(light.log().contains("Starts at  block #"), "{}", light.log());
	light.rpc().await.wait_for_finalized(seen + 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chain_of_work_is_refused() {
	let spec = spec_of(cairn_work_runtime::WASM_BINARY).await;
	let base = spec.beside("light");
	let command = |argument: &str, path: &Path| [argument.into(), path.as_os_str().to_owned()];
	let mut args = vec!["light".into()];
	args.extend(command("--chain", spec.path()));
	args.extend(command("--base-path", &base));
	args.extend(["--rpc-port".into(), "0".into()]);
	let refusal = cli::cairn::<_, OsString>(args).await;
	refusal.refused(&["neither with Aura nor with BABE"], "run a full node");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_light_client_outlives_one_of_its_nodes() {
	let spec = ChainSpec::create(["--preset", "local"]).await;
	let (_network, nodes) = Network::of_all(&spec).await;
	assert_eq!(nodes.len(), VALIDATORS.len());
	let [first, second, ..] = &nodes;
	let addresses = [first.address().await, second.address().await];
	let light = Light::ready(&spec, &spec.beside("light"), &addresses).await;
	let rpc = light.rpc().await;
	let peers =
		|| async { rpc.call("system_health", json!([])).await["peers"].as_u64().filter(|peers| *peers > 1) };
	wait::until("a second peer", peers).await;
	// The others know each other by then, and not only the first, by whom they found the network.
	for node in &nodes[1..] {
		let peers = || async {
			node.call("system_health", json!([])).await["peers"].as_u64().filter(|peers| *peers > 2)
		};
		wait::until("the other validators as peers", peers).await;
	}
	vote_together(&nodes.each_ref().map(|node| &**node)).await;
	let [first, second, ..] = nodes;
	first.kill();
	let last = second.finalized().await;
	let seen = rpc.wait_for_finalized(last + 2).await;
	second.wait_for_finalized(seen).await;
	assert_eq!(rpc.call("chain_getFinalizedHead", json!([])).await.as_str().map(str::len), Some(66));
}

#[tokio::test(flavor = "multi_thread")]
async fn single_requests_go_over_http_and_the_rest_is_refused_politely() {
	let spec = dev_spec().await;
	let node = Builder::sole_validator(&spec).start().await;
	let light = Light::ready(&spec, &spec.beside("light"), &[node.address().await]).await;
	let ask = async |fields: &[&str], body: &str| http::post(light.port, fields, body).await;
	let error = |body: &str| serde_json::from_str::<Value>(body).expect("JSON")["error"]["code"].clone();

	let name = r#"{"jsonrpc":"2.0","id":1,"method":"system_chain","params":[]}"#;
	let answer = ask(&[], name).await;
	assert_eq!((answer.status, answer.body.contains("\"Light Test\"")), (200, true), "{answer:?}");
	for (body, code) in [
		("{", -32700),
		(r#"[{"jsonrpc":"2.0","id":1,"method":"system_chain","params":[]}]"#, -32600),
		(r#"{"jsonrpc":"2.0","id":1,"method":"author_rotateKeys","params":[]}"#, -32601),
		(
			r#"{"jsonrpc":"2.0","id":1,"method":"sudo_unstable_p2pDiscover","params":["/ip4/1.2.3.4/tcp/1"]}"#,
			-32601,
		),
		(r#"{"jsonrpc":"2.0","id":1,"method":"chain_subscribeNewHeads","params":[]}"#, -32603),
	] {
		let answer = ask(&[], body).await;
		assert_eq!((answer.status, error(&answer.body)), (200, json!(code)), "{body}: {answer:?}");
	}

	// A page of this machine may, one from elsewhere may not, nor one under a name that was pointed here.
	let local = ask(&["Origin: http://localhost:3000"], name).await;
	assert_eq!(local.status, 200);
	assert!(
		local.head.to_lowercase().contains("access-control-allow-origin: http://localhost:3000"),
		"{local:?}"
	);
	assert_eq!(ask(&["Origin: https://app.example"], name).await.status, 403);
	assert_eq!(ask(&["Host: rebound.example"], name).await.status, 403);
	assert_eq!(http::get(light.port, "/").await.status, 405);
	assert_eq!(http::upgrade(light.port).await.status, 101);
	let health = http::get(light.port, "/health").await;
	assert!(health.body.contains("\"peers\":1") && health.body.contains("\"isSyncing\":false"), "{health:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_begin_says_why_and_what_to_do() {
	let spec = dev_spec().await;
	let path = spec.path().to_str().expect("a path of letters");
	let base = spec.beside("light");
	let base = base.to_str().expect("a path of letters");
	let begin = async |args: &[&str]| {
		let args = [&["light", "--base-path", base, "--rpc-port", "0"][..], args].concat();
		cli::cairn(args).await
	};

	begin(&["--chain", path]).await.refused(&["no full node is known"], "--bootnodes");
	let secure = "/dns/node.example/tcp/443/wss/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";
	begin(&["--chain", path, "--bootnodes", secure]).await.refused(&[secure, "cannot dial"], "an address");
	begin(&["--chain", "/nowhere.json"])
		.await
		.refused(&["/nowhere.json", "cannot be read"], "check the path");
	begin(&["--chain", path, "--rpc-cors", "app.example"]).await.refused(&["app.example"], "--rpc-cors");

	let taken = TcpListener::bind("127.0.0.1:0").expect("a port is free");
	let port = taken.local_addr().expect("it is bound").port().to_string();
	let args = ["light", "--chain", path, "--base-path", base, "--rpc-port", &port];
	cli::cairn(args).await.refused(&[&port[..], "cannot be opened"], "--rpc-port");
}
