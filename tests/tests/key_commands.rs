// SPDX-License-Identifier: Apache-2.0
//! `cairn key`.

use cairn_tests::{
	chain_spec::{parse, read},
	cli::{cairn, cairn_with_input, Finished},
	node::{node_key, Builder},
};
use serde_json::json;
use std::{
	fs::{metadata, write},
	os::unix::fs::PermissionsExt,
	path::Path,
};

const ALICE: &str = "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
const ALICE_GRANDPA: &str = "0x88dc3417d5058ec4b4503e0c12ea1a0a89be200fe98922423d4334014fa6b0ee";

/// The peer identity of the node key 1: a fact of the network protocol.
const PEER_OF_KEY_ONE: &str = "12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";

async fn inspect(args: &[&str]) -> Finished {
	cairn([&["key", "inspect", "--output-type", "json"], args].concat()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn inspect_tells_what_belongs_to_a_secret() {
	let alice = parse(&inspect(&["//Alice"]).await.success());
	assert_eq!(alice["publicKey"], ALICE);
	assert_eq!(alice["ss58Address"], "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
	let grandpa = parse(&inspect(&["//Alice", "--scheme", "ed25519"]).await.success());
	assert_eq!(grandpa["publicKey"], ALICE_GRANDPA);

	let refused = inspect(&["hunter2"]).await;
	refused.refused(&["no secret phrase"], "12 to 24 words");
	assert!(!refused.stderr.contains("hunter2"), "what may be a secret is not told again: {refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn generate_makes_a_key_that_inspect_knows() {
	let generate = || cairn(["key", "generate", "--output-type", "json", "--words", "24"]);
	let new = parse(&generate().await.success());
	let phrase = new["secretPhrase"].as_str().expect("a key has a phrase");
	assert_eq!(phrase.split(' ').count(), 24);
	let known = parse(&inspect(&[phrase]).await.success());
	assert_eq!(known["publicKey"], new["publicKey"]);
	assert_ne!(parse(&generate().await.success())["publicKey"], new["publicKey"], "no key is made twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn node_keys_give_peer_identities() {
	let folder = tempfile::tempdir().expect("a temporary folder can be made");
	let file = folder.path().join("node-key");
	let path = file.to_str().expect("the path is UTF-8");
	let made = cairn(["key", "generate-node-key", "--file", path]).await;
	assert_eq!(made.code, Some(0));
	let peer = cairn(["key", "inspect-node-key", "--file", path]).await.success();
	assert_eq!(made.stderr.trim(), peer.trim(), "both tell the same peer");
	assert_eq!(read(&file).trim().len(), 64);

	let one = node_key(1);
	let inspected = cairn_with_input(["key", "inspect-node-key"], &one).await.success();
	assert_eq!(inspected.trim(), PEER_OF_KEY_ONE);
	let node = Builder::dev().args(["--sealing", "manual", "--node-key", &one]).start().await;
	assert_eq!(node.call("system_localPeerId", json!([])).await, PEER_OF_KEY_ONE);
	assert!(node.address().await.ends_with(PEER_OF_KEY_ONE));
}

#[tokio::test(flavor = "multi_thread")]
async fn inserted_keys_are_there_for_the_node() {
	let base = tempfile::tempdir().expect("a temporary folder can be made");
	let path = base.path().to_str().expect("the path is UTF-8");
	let insert = ["key", "insert", "--chain", "dev", "--base-path", path, "--key-type", "gran"];
	let insert = [&insert[..], &["--scheme", "ed25519", "--suri", "//Bob"]].concat();
	cairn(insert).await.success();

	let public = parse(&inspect(&["//Bob", "--scheme", "ed25519"]).await.success())["publicKey"].take();
	let name = file_in_keystore("gran", public.as_str().expect("a key"));
	assert!(base.path().join("chains/cairn_dev/keystore").join(name).is_file());

	let node = Builder::dev().args(["--sealing", "manual"]).base_path(base.path()).start().await;
	assert_eq!(node.call("author_hasKey", json!([public, "gran"])).await, true);
	assert_eq!(node.call("author_hasKey", json!([ALICE, "babe"])).await, true, "the key of --dev itself");
	assert_eq!(node.call("author_hasKey", json!([ALICE, "gran"])).await, false);
}

/// The name of the file in a keystore that holds a key.
fn file_in_keystore(key_type: &str, public: &str) -> String {
	format!("{}{}", hex::encode(key_type), public.trim_start_matches("0x"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_gives_the_same_key_wherever_it_comes_from() {
	const PHRASE: &str = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
	let folder = tempfile::tempdir().expect("a temporary folder can be made");
	let base = folder.path().to_str().expect("the path is UTF-8");
	let [phrase, password] = ["phrase", "password"].map(|name| format!("{base}/{name}"));
	write(&phrase, format!("{PHRASE}\n")).expect("a temporary file can be written");
	write(&password, "open sesame").expect("a temporary file can be written");

	let plain = parse(&inspect(&[&phrase]).await.success())["publicKey"].take();
	let keys = [
		inspect(&[&phrase, "--password", "open sesame"]).await,
		inspect(&[&phrase, "--password-filename", &password]).await,
		inspect(&[&format!("{PHRASE}///open sesame")]).await,
	];
	let [first, others @ ..] = keys.map(|key| parse(&key.success())["publicKey"].take());
	assert_ne!(first, plain, "the password is part of the key");
	assert_eq!(others, [first.clone(), first.clone()]);

	let insert = ["key", "insert", "--chain", "dev", "--base-path", base, "--key-type", "babe"];
	let insert = [&insert[..], &["--scheme", "sr25519", "--suri", &phrase, "--password-filename", &password]];
	cairn(insert.concat()).await.success();
	let file = file_in_keystore("babe", first.as_str().expect("a key"));
	assert!(
		folder.path().join("chains/cairn_dev/keystore").join(file).is_file(),
		"the node's keystore agrees"
	);

	let missing = inspect(&[&phrase, "--password-filename", &format!("{base}/none")]).await;
	missing.refused(&["password file", "cannot be read"], "check the path");
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_are_written_for_their_owner_only() {
	let folder = tempfile::tempdir().expect("a temporary folder can be made");
	let base = folder.path().to_str().expect("the path is UTF-8");
	let file = format!("{base}/node-key");
	let chain = ["--base-path", base, "--chain", "dev"];
	cairn(["key", "generate-node-key", "--file", &file]).await.success();
	cairn([&["key", "generate-node-key"], &chain[..]].concat()).await.success();
	let key = ["--key-type", "gran", "--scheme", "ed25519", "--suri", "//Alice"];
	cairn([&["key", "insert"], &chain[..], &key].concat()).await.success();

	let mode = |path: &Path| metadata(path).expect("it is there").permissions().mode() & 0o777;
	let directory = folder.path().join("chains/cairn_dev");
	let key = directory.join("keystore").join(file_in_keystore("gran", ALICE_GRANDPA));
	for secret in [Path::new(&file), &directory.join("network/secret_ed25519"), &key] {
		assert_eq!(mode(secret), 0o600, "{}", secret.display());
	}
	for secret in ["network", "keystore"] {
		assert_eq!(mode(&directory.join(secret)), 0o700, "{secret}");
	}
}
