// SPDX-License-Identifier: Apache-2.0
//! Starts that cannot work: one cause and one way out on standard error, exit code 1, no panic.

use cairn_tests::{
	chain_spec::ChainSpec,
	cli::{cairn, Finished},
	node::Builder,
	wasm,
};
use std::{ffi::OsStr, fs, net::TcpListener, path::Path};
use tempfile::TempDir;

/// Starts a node that must not start: the ports are free unless `args` say otherwise.
async fn start(base_path: &Path, chain: impl AsRef<OsStr>, args: &[&str]) -> Finished {
	let mut all =
		vec![OsStr::new("--chain"), chain.as_ref(), OsStr::new("--base-path"), base_path.as_os_str()];
	all.extend(["--no-telemetry", "--no-mdns"].map(OsStr::new));
	for (flag, otherwise) in [("--rpc-port", "0"), ("--port", "0"), ("--prometheus-port", "0")] {
		if !args.contains(&flag) {
			all.extend([flag, otherwise].map(OsStr::new));
		}
	}
	all.extend(args.iter().map(OsStr::new));
	cairn(all).await
}

fn folder() -> TempDir {
	tempfile::tempdir().expect("a temporary folder can be made")
}

fn name(path: &Path) -> &str {
	path.to_str().expect("temporary paths are UTF-8")
}

#[tokio::test(flavor = "multi_thread")]
async fn chain_spec_files_that_are_none() {
	let base = folder();
	let missing = base.path().join("missing.json");
	let refused = start(base.path(), &missing, &[]).await;
	refused.refused(&[name(&missing), "No such file"], "check the path");

	let good = ChainSpec::create(["--preset", "development"]).await.text();
	let truncated = &good[..good.len() / 2];
	let without_genesis = r#"{"name": "x", "id": "x", "bootNodes": [], "properties": {}}"#;
	for text in ["", "hello", "{", "[]", "{}", truncated, without_genesis] {
		let spec = ChainSpec::from_text(text);
		let cause = [name(spec.path()), "is not a chain specification"];
		let way_out = "cairn chain-spec create";
		start(base.path(), &spec, &[]).await.refused(&cause, way_out);
		cairn(["chain-spec", "verify", name(spec.path())]).await.refused(&cause, way_out);
		cairn(["chain-spec", "to-raw", name(spec.path())]).await.refused(&cause, way_out);
	}
	assert_eq!(base.path().read_dir().expect("it is readable").count(), 0, "nothing was made for no chain");

	cairn(["--base-path", name(base.path())]).await.refused(&["no chain was chosen"], "--dev");
}

#[tokio::test(flavor = "multi_thread")]
async fn wasm_that_is_no_runtime() {
	let spec = ChainSpec::create(["--preset", "development"]).await;
	let runtime = wasm::code_of(&spec);
	let compressed = fs::read(wasm::next_version()).expect("it is there");
	let not_usable = "is not a usable runtime";
	for (bytes, cause) in [
		(&b"a text"[..], "is not a Wasm module"),
		(&[], "is not a Wasm module"),
		(wasm::EMPTY_MODULE, not_usable),
		(&runtime[..runtime.len() / 2], not_usable),
		(&compressed[..compressed.len() / 2], not_usable),
	] {
		let (_folder, file) = wasm::in_file(bytes);
		let file = name(&file);
		let create = ["chain-spec", "create", "--preset", "development", "--wasm", file];
		cairn(create).await.refused(&[file, cause], "");
		// What does not begin as Wasm does is taken for a chain spec.
		let of_info =
			if bytes.starts_with(b"a text") || bytes.is_empty() { "is not a chain spec" } else { cause };
		cairn(["info", file]).await.refused(&[file, of_info], "");
		let base = folder();
		let mut json = spec.json();
		json["genesis"]["runtimeGenesis"]["code"] = format!("0x{}", hex::encode(bytes)).into();
		let broken = ChainSpec::from_text(&json.to_string());
		start(base.path(), &broken, &[]).await.refused(&["runtime"], "");
		cairn(["chain-spec", "verify", name(broken.path())]).await.refused(&["runtime"], "");
	}
	let missing = cairn(["chain-spec", "list-presets", "--wasm", "/nowhere.wasm"]).await;
	missing.refused(&["/nowhere.wasm", "No such file"], "--wasm");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_runtime_without_consensus() {
	let spec = ChainSpec::create(["--preset", "development"]).await;
	let (_folder, file) = wasm::in_file(&wasm::without_api(&wasm::code_of(&spec), wasm::BABE_API));
	let spec = ChainSpec::create(["--preset", "development", "--wasm", name(&file)]).await;
	let cause = ["`cairn`", "no block production that this node knows", "BabeApi"];
	let base = folder();
	start(base.path(), &spec, &[]).await.refused(&cause, "implement one of them");
	cairn(["chain-spec", "verify", name(spec.path())]).await.refused(&cause, "implement one of them");
	let told = cairn(["info", name(&file)]).await.success();
	assert!(told.contains("none that this node knows"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn ports_in_use() {
	let base = folder();
	let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
	let port = listener.local_addr().expect("it is bound").port().to_string();
	for (flag, purpose) in [
		("--rpc-port", "JSON-RPC"),
		("--port", "the peer-to-peer network"),
		("--prometheus-port", "Prometheus metrics"),
	] {
		for chain in ["dev", "local"] {
			let refused = start(base.path(), chain, &[flag, &port]).await;
			refused.refused(&[&format!("port {port}, for {purpose}, is in use")], flag);
		}
		let dev = ["--dev", "--base-path", name(base.path()), flag, &port];
		cairn(dev).await.refused(&[&format!("port {port}")], flag);
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_another_node_uses() {
	for database in ["rocksdb", "paritydb"] {
		let base = folder();
		let args = ["--database", database, "--sealing", "manual"];
		let node = Builder::dev().args(args).base_path(base.path()).start().await;
		let refused = start(base.path(), "dev", &["--database", database]).await;
		refused.refused(&["the database is in use by another process"], "--base-path");
		let number = node.best().await;
		node.call("engine_createBlock", serde_json::json!([true, true])).await;
		assert_eq!(node.best().await, number + 1, "the first node goes on");
	}
}

/// Makes a database with blocks in it.
async fn make_database(base: &Path, database: &str) {
	let args = ["--database", database, "--sealing", "20"];
	let node = Builder::dev().args(args).base_path(base).start().await;
	node.wait_for_finalized(5).await;
	assert!(node.stop().success());
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
	fs::create_dir_all(to).expect("it is writable");
	for entry in from.read_dir().expect("it is readable").flatten() {
		let target = to.join(entry.file_name());
		if entry.path().is_dir() {
			copy(&entry.path(), &target);
		} else {
			fs::copy(entry.path(), target).expect("it is writable");
		}
	}
}

/// Does `damage` to the files of a copy of the database whose names contain `part`; a node must refuse it then.
async fn refused_when(damage: Damage, part: &str, intact: &Path, database: &str, files: &str) {
	let base = folder();
	copy(intact, base.path());
	let files = base.path().join("chains/cairn_dev").join(files);
	let entries = files.read_dir().expect("the database is there").flatten();
	let damaged =
		entries.filter(|entry| entry.file_name().to_string_lossy().contains(part)).collect::<Vec<_>>();
	assert!(!damaged.is_empty(), "no {part} in {}", files.display());
	for file in damaged {
		damage(&file.path()).expect("it is writable");
	}
	let refused = start(base.path(), "dev", &["--dev", "--database", database]).await;
	refused.refused(&["the database is damaged"], "cairn purge-chain");
}

type Damage = fn(&Path) -> std::io::Result<()>;

fn overwrite(file: &Path) -> std::io::Result<()> {
	fs::write(file, b"these are not the bytes of a database")
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_rocksdb() {
	let remove: Damage = |file| fs::remove_file(file);
	let base = folder();
	make_database(base.path(), "rocksdb").await;
	// Without CURRENT there is no database for RocksDB, and it makes a new one.
	for (damage, part) in [
		(overwrite as Damage, "CURRENT"),
		(overwrite, "MANIFEST-"),
		(remove, "MANIFEST-"),
		(overwrite, ".log"),
		(remove, ".log"),
	] {
		refused_when(damage, part, base.path(), "rocksdb", "db/full").await;
	}
	// Blocks are in the log first; a command that opens the database moves them to tables.
	cairn(["check-block", "1", "--chain", "dev", "--base-path", name(base.path())]).await.success();
	for damage in [overwrite, remove] {
		refused_when(damage, ".sst", base.path(), "rocksdb", "db/full").await;
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_paritydb() {
	let base = folder();
	make_database(base.path(), "paritydb").await;
	refused_when(overwrite, "metadata", base.path(), "paritydb", "paritydb/full").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_must_not_be_combined() {
	let base = folder();
	let (_folder, file) = wasm::in_file(b"a file where a folder should be");
	let refused = start(&file, "dev", &["--dev"]).await;
	refused.refused(&[name(&file)], "--base-path");

	let spec = ChainSpec::create(["--preset", "development", "--chain-type", "live"]).await;
	let sealing = start(base.path(), &spec, &["--sealing", "instant"]).await;
	sealing.refused(&["--sealing is for development", "live"], "leave --sealing out");
	let no_validator = start(base.path(), "local", &["--sealing", "instant"]).await;
	no_validator.refused(&["not a validator"], "--validator");
	let exposed = start(base.path(), &spec, &["--validator", "--rpc-external"]).await;
	exposed.refused(&["--rpc-external", "validator"], "--unsafe-rpc-external");
	let no_node_key = start(folder().path(), &spec, &["--validator"]).await;
	no_node_key.refused(&["network key"], "cairn key generate-node-key");

	cairn(["--dev", "--sealing", "sometimes"])
		.await
		.wrong_usage("expected `instant`, `manual` or an interval");
	cairn(["--dev", "--sealing", "0"]).await.wrong_usage("at least 10 ms");
	cairn(["--no-such-flag"]).await.wrong_usage("--no-such-flag");
	cairn(["no-such-command"]).await.wrong_usage("no-such-command");
	cairn(["--dev", "--rpc-port", "99999"]).await.wrong_usage("99999");
	cairn(["--dev", "--database", "abacus"]).await.wrong_usage("abacus");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_a_chain_with_another_consensus() {
	let base = folder();
	let staked = ChainSpec::create(["--preset", "development"]).await;
	let node = Builder::sole_validator(staked.path()).base_path(base.path()).start().await;
	assert!(node.stop().success());

	let code = cairn_work_runtime::WASM_BINARY.expect("it is built with its Wasm");
	let (_file, wasm) = wasm::in_file(code);
	let worked = ChainSpec::create(["--wasm", name(&wasm), "--preset", "development"]).await;
	assert_eq!(worked.json()["id"], staked.json()["id"], "neither was given an id");
	let cause = ["the database holds a chain with another consensus"];
	start(base.path(), worked.path(), &[]).await.refused(&cause, "give each chain an id of its own");
}
