// SPDX-License-Identifier: Apache-2.0
//! A node that answers the public: started as a service, behind the proxy, with clients that know nothing of either.

use crate::{
	nginx::{Answer, Nginx, CLIENT},
	service::{deployed, start_as_service},
};
use cairn_tests::{
	chain_spec::{parse, ChainSpec},
	cli::cairn,
	http, javascript,
	node::{Builder, Node},
	port, wait,
};
use serde_json::{json, Value};
use std::ffi::OsStr;

/// A JSON-RPC request.
fn request(method: &str) -> String {
	json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": [] }).to_string()
}

/// What an answer with status 200 holds.
fn body(answer: &Answer) -> Value {
	assert_eq!((answer.exit, &*answer.status), (Some(0), "200"), "{answer:?}");
	let (_, body) = answer.text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no body: {answer:?}"));
	parse(body)
}

/// The error with which the node answers calls of methods that it does not serve to others.
fn denied() -> Value {
	json!({ "code": -32601, "message": "RPC call is unsafe to be called externally" })
}

/// A validator and a node for the public, with what the units and their examples say.
async fn network(spec: &ChainSpec, metrics: u16) -> (Node, Node) {
	let base = spec.beside("validator");
	std::fs::create_dir(&base).expect("a temporary folder can be made");
	let key = base.join("node-key");
	let made =
		cairn([OsStr::new("key"), "generate-node-key".as_ref(), "--file".as_ref(), key.as_ref()]).await;
	made.success();
	let validator = start_as_service(spec, &base, "systemd/validator.env").with_metrics();
	// Alice's keys, instead of keys that somebody put into the keystore; and a lone validator does not wait for others.
	let alone = ["--alice", "--force-authoring", "--prometheus-port", &metrics.to_string()];
	let validator = validator.args(alone).start().await;

	let base = spec.beside("public");
	std::fs::create_dir(&base).expect("a temporary folder can be made");
	let public = start_as_service(spec, &base, "systemd/rpc.env");
	let public = public.args(["--bootnodes", &validator.address().await]).start().await;
	(validator, public)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_is_set_up_as_documented_serves_the_public_over_tls() {
	let spec = ChainSpec::create(["--preset", "development"]).await;
	let metrics = port::free();
	let (validator, public) = network(&spec, metrics).await;
	public.wait_for_finalized(1).await;
	let proxy = Nginx::before(&public).await;

	wallets_use_it_over_web_socket(&proxy).await;
	programs_use_it_over_https(&proxy, &public).await;
	nobody_uses_it_unencrypted(&proxy).await;
	web_pages_use_it_if_they_are_named(&proxy).await;
	what_changes_the_node_is_refused(&proxy, &public).await;
	who_asks_too_much_is_told(&proxy).await;
	addresses_of_one_network_share_a_limit(&proxy).await;
	alerts_watch_what_there_is(&validator, metrics).await;
}

async fn wallets_use_it_over_web_socket(proxy: &Nginx) {
	let url = format!("wss://localhost:{}", proxy.https);
	let trusting = [("NODE_EXTRA_CA_CERTS", proxy.authority())];
	let output = javascript::output("tls.mjs", &[&url], &trusting).await;
	assert!(output.status.success(), "over TLS: {output:?}");

	let output = javascript::output("tls.mjs", &[&url], &[]).await;
	let said = String::from_utf8_lossy(&output.stderr);
	assert!(
		!output.status.success() && said.contains("no connection"),
		"an authority nobody knows: {output:?}"
	);
}

async fn programs_use_it_over_https(proxy: &Nginx, public: &Node) {
	let genesis = body(&proxy.post(&request("chainSpec_v1_genesisHash"), &[]).await);
	assert_eq!(genesis["result"], public.genesis_hash().await);
}

async fn nobody_uses_it_unencrypted(proxy: &Nginx) {
	const UNTRUSTED: i32 = 60;
	let answer = proxy.post_without_trust(&request("system_name")).await;
	assert_eq!((answer.exit, &*answer.status), (Some(UNTRUSTED), "000"), "{answer:?}");

	let answer = proxy.without_tls().await;
	assert_eq!(answer.status, "308", "{answer:?}");
	assert!(answer.text.contains("\nLocation: https://rpc.example.org/health\r"), "{answer:?}");
}

async fn web_pages_use_it_if_they_are_named(proxy: &Nginx) {
	for (origin, may) in [("https://wallet.example.org", true), ("https://other.example.org", false)] {
		let answer = proxy.post(&request("system_name"), &["--header", &format!("Origin: {origin}")]).await;
		assert_eq!(body(&answer)["result"], "Cairn");
		let allowed = answer.text.to_lowercase().contains(&format!("access-control-allow-origin: {origin}"));
		assert_eq!(allowed, may, "{origin}: {answer:?}");
	}
}

/// What comes from the proxy comes from this machine, as far as the node can see. It is refused all the same, because
/// the node was told to; and not by the proxy, which lets everything through.
async fn what_changes_the_node_is_refused(proxy: &Nginx, public: &Node) {
	for method in ["author_rotateKeys", "system_peers"] {
		assert_eq!(body(&proxy.post(&request(method), &[]).await)["error"], denied(), "{method}");
		assert_eq!(public.refusal(method, json!([])).await.message, denied()["message"], "{method}");
	}

	let open = Builder::dev().args(["--sealing", "manual"]).start().await;
	let proxy = Nginx::before(&open).await;
	let keys = body(&proxy.post(&request("author_rotateKeys"), &[]).await);
	let keys = keys["result"].as_str().unwrap_or_else(|| panic!("no keys: {keys}"));
	assert!(keys.starts_with("0x"), "a development chain behind a proxy gives everybody everything: {keys}");
}

async fn who_asks_too_much_is_told(proxy: &Nginx) {
	let authority = proxy.authority().display().to_string();
	let parallel = ["--parallel", "--parallel-max", "10", "--cacert", &authority];
	let many = || async {
		let answer = proxy.get_many(200, &parallel).await;
		let told = answer.text.contains("HTTP/1.1 429")
			&& answer.text.contains("too many requests from this address");
		told.then_some(answer)
	};
	let answer = wait::until("a refusal of requests beyond the limit", many).await;
	assert!(answer.text.contains("HTTP/1.1 200"), "those below the limit are answered: {answer:?}");
	assert!(answer.text.contains("Retry-After: 1"), "{answer:?}");

	let again = || async {
		let answer = proxy.post(&request("system_name"), &[]).await;
		(answer.status == "200").then_some(())
	};
	wait::until("an answer after a while", again).await;
}

/// Who has an address of IPv6 has at least 2⁶⁴ of them.
async fn addresses_of_one_network_share_a_limit(proxy: &Nginx) {
	/// Fewer than anybody may ask at once.
	const FEW: u32 = 30;
	let authority = proxy.authority().display().to_string();
	let header = |client: &str| format!("{CLIENT}: {client}");
	let many = async |times, client: &str| {
		let options =
			["--parallel", "--parallel-max", "8", "--cacert", &authority, "--header", &header(client)];
		proxy.get_many(times, &options).await.text.contains("HTTP/1.1 429")
	};
	let many = &many;
	// 0a is a line feed, for addresses are compared as bytes. Each try is from an address that has asked for nothing.
	let mut tried = 0;
	let refused = || {
		tried += 1;
		let neighbour = format!("2001:db8:a0a:a::a:{tried:x}");
		async move {
			let (_, refused) = tokio::join!(many(200, "2001:db8:a0a:a::1"), many(FEW, &neighbour));
			refused.then_some(())
		}
	};
	wait::until("a refusal because of what a neighbour asks", refused).await;
	assert!(!many(FEW, "2001:db8:a0a:b::1").await, "another network has a limit of its own");
	assert!(!many(FEW, "192.0.2.1").await, "an address of IPv4 has a limit of its own");
	assert!(!many(FEW, "192.0.2.2").await, "and so has each other");
}

async fn alerts_watch_what_there_is(validator: &Node, metrics: u16) {
	validator.wait_for_best(2).await;
	let served = http::get(metrics, "/metrics").await.body;
	let alerts = deployed("prometheus/cairn-alerts.yml");
	let words = alerts.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
	let names = words.filter(|word| word.starts_with("substrate_")).collect::<Vec<_>>();
	assert!(names.len() > 5, "the alerts are about something: {names:?}");
	for name in names {
		let is_there = served.lines().any(|line| line.starts_with(&format!("{name}{{")));
		assert!(is_there, "there is an alert on {name}, and no such metric");
	}
}
