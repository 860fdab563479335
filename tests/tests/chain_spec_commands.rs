// SPDX-License-Identifier: Apache-2.0
//! `cairn chain-spec` and `cairn info`.

use cairn_tests::{
	chain_spec::{parse, read, ChainSpec},
	cli::{cairn, cairn_with_input},
	node::Builder,
	wasm,
};
use serde_json::{json, Value};

const BOOT_NODE: &str = "/ip4/203.0.113.7/tcp/30333/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";
const SECOND_BOOT_NODE: &str =
	"/dns/node.example/tcp/30333/p2p/12D3KooWHdiAxVd8uMQR1hGWXccidmfCwLqcMpGwR6QcTP6QRMuD";

/// The account of the development chains that has the sudo key.
const ALICE: &str = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

async fn json_of(args: &[&str]) -> Value {
	parse(&cairn(args).await.success())
}

fn path(spec: &ChainSpec) -> &str {
	spec.path().to_str().expect("temporary paths are UTF-8")
}

async fn verified(spec: &str) -> Value {
	json_of(&["chain-spec", "verify", spec, "--json"]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn presets_are_listed_and_shown() {
	let listed = cairn(["chain-spec", "list-presets"]).await.success();
	assert_eq!(listed, "development\nlocal\nproduction\n");
	let presets = json!({ "presets": ["development", "local", "production"] });
	assert_eq!(json_of(&["chain-spec", "list-presets", "--json"]).await, presets);
	let file = wasm::next_version().to_str().expect("the path is UTF-8");
	assert_eq!(json_of(&["chain-spec", "list-presets", "--json", "--wasm", file]).await, presets);

	for (preset, validators) in [("development", 1), ("local", 4)] {
		let shown = json_of(&["chain-spec", "show-preset", preset]).await;
		assert_eq!(shown["launchConfig"]["slotDuration"], 1000);
		assert_eq!(shown["session"]["keys"].as_array().map(Vec::len), Some(validators), "{preset}");
		assert_eq!(shown["staking"]["stakers"].as_array().map(Vec::len), Some(validators), "{preset}");
		assert_eq!(shown["launchConfig"]["allowWellKnownKeys"], true);
		assert_eq!(shown["sudo"]["key"], ALICE);
	}
	let production = json_of(&["chain-spec", "show-preset", "production"]).await;
	assert_eq!(production["launchConfig"]["epochDuration"], 3_600);
	for nobody in [&production["session"]["keys"], &production["balances"], &production["sudo"]] {
		assert!(nobody.is_null(), "no keys, no tokens, no sudo: {nobody}");
	}
	let unknown = cairn(["chain-spec", "show-preset", "nonsense"]).await;
	unknown.refused(&["no preset `nonsense`"], "development, local, production");
}

/// A chain nobody could start, or everybody could take over, does not get as far as a file.
#[tokio::test(flavor = "multi_thread")]
async fn create_refuses_a_genesis_that_is_not_complete() {
	let refused = cairn(["chain-spec", "create", "--preset", "production"]).await;
	refused.refused(&["the genesis has no validators", "session.keys"], "show-preset");

	let create = ["chain-spec", "create", "--preset", "local", "--patch", "-"];
	for (patch, cause) in [
		(json!({ "session": { "keys": [] } }), "has stake and no session keys"),
		(json!({ "staking": { "stakers": [] } }), "has session keys and no stake"),
		(
			json!({ "launchConfig": { "allowWellKnownKeys": false } }),
			"the sudo key is the development account",
		),
	] {
		cairn_with_input(create, &patch.to_string()).await.refused(&[cause], "show-preset");
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn create_takes_every_choice() {
	let chosen = [
		["--preset", "local"],
		["--name", "My Chain"],
		["--id", "my-chain"],
		["--chain-type", "live"],
		["--token-symbol", "MINE"],
		["--token-decimals", "9"],
		["--ss58-prefix", "42"],
		["--protocol-id", "mine"],
		["--boot-node", BOOT_NODE],
		["--boot-node", SECOND_BOOT_NODE],
	];
	let spec = ChainSpec::create(chosen.concat()).await;
	let json = spec.json();
	assert_eq!((&json["name"], &json["id"]), (&json!("My Chain"), &json!("my-chain")));
	assert_eq!((&json["chainType"], &json["protocolId"]), (&json!("Live"), &json!("mine")));
	let properties = json!({ "tokenSymbol": "MINE", "tokenDecimals": 9, "ss58Format": 42 });
	assert_eq!(json["properties"], properties);
	assert_eq!(json["bootNodes"], json!([BOOT_NODE, SECOND_BOOT_NODE]));
	assert!(
		json["genesis"]["runtimeGenesis"]["patch"]["session"].is_object(),
		"the genesis is still to be read"
	);
	let report = verified(path(&spec)).await;
	assert_eq!((&report["name"], &report["bootNodes"]), (&json!("My Chain"), &json!(2)));

	// Without --output the same goes to standard output; without choices there are defaults.
	let printed = json_of(&["chain-spec", "create", "--preset", "development"]).await;
	assert_eq!((&printed["name"], &printed["id"]), (&json!("Cairn Chain"), &json!("cairn_chain")));
	assert_eq!(printed["chainType"], "Development");
	let raw = json_of(&["chain-spec", "create", "--preset", "development", "--raw"]).await;
	assert!(raw["genesis"]["raw"]["top"].is_object());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patch_changes_the_genesis() {
	let patch = json!({ "launchConfig": { "slotDuration": 2000 }, "sudo": { "key": null } }).to_string();
	let create = ["chain-spec", "create", "--preset", "development", "--patch", "-"];
	let made = parse(&cairn_with_input(create, &patch).await.success());
	let genesis = &made["genesis"]["runtimeGenesis"]["patch"];
	assert_eq!(genesis["launchConfig"]["slotDuration"], 2000);
	assert_eq!(genesis["launchConfig"]["epochDuration"], 60, "what the patch does not name stays");

	let folder = tempfile::tempdir().expect("a temporary folder can be made");
	let file = folder.path().join("patch.json");
	std::fs::write(&file, r#"{"launchConfig": {"slotDuration": 2000}}"#).expect("it is writable");
	let patched =
		ChainSpec::create(["--preset", "development", "--patch", file.to_str().expect("UTF-8")]).await;
	let plain = ChainSpec::create(["--preset", "development"]).await;
	let hashes = [verified(path(&patched)).await, verified(path(&plain)).await]
		.map(|mut report| report["genesisHash"].take());
	assert_ne!(hashes[0], hashes[1], "another genesis is another chain");
	let node = Builder::chain(&patched).start().await;
	let slot = node.call("state_call", json!(["BabeApi_configuration", "0x"])).await;
	assert!(slot.as_str().is_some_and(|bytes| bytes.starts_with("0xd007000000000000")), "2000 ms: {slot}");

	for (patch, cause) in [
		(r#"{"launchConfig": {"slotDuration": 1}}"#, "slotDuration"),
		(r#"{"launchConfig": {"slotDuration": "fast"}}"#, "invalid type: string \"fast\", expected u64"),
		(r#"{"noSuchPallet": {}}"#, "noSuchPallet"),
		("[]", "not a JSON object"),
		("{", "not JSON"),
	] {
		cairn_with_input(create, patch).await.refused(&[cause], "show-preset");
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn raw_form_is_the_same_chain() {
	let spec = ChainSpec::create(["--preset", "local", "--name", "Raw"]).await;
	let raw = spec.beside("raw.json");
	let raw_path = raw.to_str().expect("the path is UTF-8");
	cairn(["chain-spec", "to-raw", path(&spec), "--output", raw_path]).await.success();
	let (plain, converted) = (spec.json(), parse(&read(&raw)));
	assert!(converted["genesis"]["raw"]["top"]["0x3a636f6465"].is_string(), "the code is in the storage");
	for kept in ["name", "id", "chainType", "properties", "protocolId", "bootNodes"] {
		assert_eq!(converted[kept], plain[kept], "{kept}");
	}
	let hash = verified(path(&spec)).await["genesisHash"].take();
	assert_eq!(verified(raw_path).await["genesisHash"], hash);
	let node = Builder::chain(&raw).start().await;
	assert_eq!(node.genesis_hash().await, hash, "the node makes the same genesis of it");
}

#[tokio::test(flavor = "multi_thread")]
async fn boot_nodes_are_added() {
	let spec = ChainSpec::create(["--preset", "development", "--boot-node", BOOT_NODE]).await;
	let before = spec.json();
	let elsewhere = spec.beside("more.json");
	let add = ["chain-spec", "add-boot-node", path(&spec), BOOT_NODE, SECOND_BOOT_NODE];
	let to_file = [&add[..], &["--output", elsewhere.to_str().expect("UTF-8")]].concat();
	cairn(to_file).await.success();
	assert_eq!(spec.json(), before, "with --output the original stays");

	cairn(add).await.success();
	let mut after = spec.json();
	assert_eq!(after, parse(&read(&elsewhere)));
	assert_eq!(after["bootNodes"].take(), json!([BOOT_NODE, SECOND_BOOT_NODE]), "each once");
	let mut before = before;
	before["bootNodes"].take();
	assert_eq!(after, before, "nothing else changes");

	let wrong = cairn(["chain-spec", "add-boot-node", path(&spec), "/ip4/127.0.0.1"]).await;
	wrong.wrong_usage("/ip4/127.0.0.1");
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_tells_what_it_found() {
	let spec = ChainSpec::create(["--preset", "local", "--name", "Found"]).await;
	let told = cairn(["chain-spec", "verify", path(&spec)]).await.success();
	let report = verified(path(&spec)).await;
	assert_eq!((&report["name"], &report["id"]), (&json!("Found"), &json!("found")));
	assert_eq!((&report["runtime"], &report["consensus"]), (&json!("cairn-1"), &json!("BABE + GRANDPA")));
	let hash = report["genesisHash"].as_str().expect("a hash");
	for part in ["is good", "Found (found)", "cairn-1", "BABE + GRANDPA", hash] {
		assert!(told.contains(part), "{part} is not in {told}");
	}

	let mut json = spec.json();
	json["genesis"]["runtimeGenesis"]["patch"]["balances"]["balances"][0][1] = json!("much");
	let wrong = ChainSpec::from_text(&json.to_string());
	let refused = cairn(["chain-spec", "verify", path(&wrong)]).await;
	refused.refused(&["refuses this genesis"], "correct the value");
}

#[tokio::test(flavor = "multi_thread")]
async fn info_tells_what_is_declared() {
	let info = json_of(&["info", "--json"]).await;
	assert_eq!((&info["specName"], &info["specVersion"]), (&json!("cairn"), &json!(1)));
	assert_eq!(info["consensus"], "BABE + GRANDPA");
	let names = |list: &str| {
		let list = info[list].as_array().expect("a list").iter();
		list.filter_map(|entry| entry["name"].as_str()).collect::<Vec<_>>()
	};
	for api in ["BabeApi", "BlockBuilder", "Core", "GenesisBuilder", "GrandpaApi", "Metadata", "SessionKeys"]
	{
		assert!(names("runtimeApis").contains(&api), "{api} is missing: {info}");
	}
	for api in ["StakingApi", "NominationPoolsApi", "AssetConversionApi", "NftsApi", "TokenomicsApi"] {
		assert!(names("runtimeApis").contains(&api), "{api} is missing: {info}");
	}
	for pallet in [
		"System",
		"Timestamp",
		"Babe",
		"Grandpa",
		"Session",
		"Balances",
		"Sudo",
		"LaunchConfig",
		"Staking",
		"Referenda",
		"Assets",
		"Nfts",
		"Treasury",
		"SafeMode",
	] {
		assert!(names("pallets").contains(&pallet), "{pallet} is missing: {info}");
	}
	let text = cairn(["info", "dev"]).await.success();
	assert!(
		text.contains("cairn-1") && text.contains("BABE + GRANDPA") && text.contains("Balances"),
		"{text}"
	);

	let spec = ChainSpec::create(["--preset", "local", "--name", "Told"]).await;
	let told = json_of(&["info", path(&spec), "--json"]).await;
	assert_eq!((&told["chain"]["name"], &told["chain"]["chainType"]), (&json!("Told"), &json!("Local")));
	assert_eq!(told["chain"]["genesisHash"], verified(path(&spec)).await["genesisHash"]);
}
