// SPDX-License-Identifier: Apache-2.0

//! The chain, from its specification.

use serde_json::{json, Map, Value};
use smoldot::{
	chain::chain_information::{ChainInformationConsensusRef, ChainInformationFinalityRef},
	chain_spec::{ChainSpec, FromGenesisStorageError},
	header,
	trie::EMPTY_BLAKE2_TRIE_MERKLE_VALUE,
};

use crate::{addresses, Error, BLOCK_NUMBER_BYTES};

/// The way out of a specification without its genesis state.
const TO_RAW: &str = "convert it with `cairn chain-spec to-raw`";
/// What a light client asks of a chain.
const NEEDS: &str =
	"a light client follows chains whose blocks are made with Aura or BABE and made final with GRANDPA; \
                     run a full node of this chain instead: `cairn --chain SPEC`";

/// Members of a specification that mean something to a light client. Others, such as telemetry servers, are left out.
const KEPT: [&str; 6] = ["name", "id", "chainType", "forkId", "properties", "lightSyncState"];

/// A chain specification, with the genesis as state or as the root of the state.
#[derive(Clone, Debug)]
pub struct Spec {
	kept: Map<String, Value>,
	genesis: Value,
	boot_nodes: Vec<String>,
}

impl Spec {
	/// Reads a specification in raw form, or one with a state root and a `lightSyncState`.
	///
	/// # Errors
	///
	/// When it is no specification, holds the values of the genesis rather than its state, or describes a chain with
	/// child tries in its genesis or below a relay chain.
	pub fn from_json(json: &str) -> Result<Self, Error> {
		let value: Value = serde_json::from_str(json).map_err(|error| not_a_spec(&error.to_string()))?;
		let Value::Object(mut members) = value else { return Err(not_a_spec("it is not a JSON object")) };
		let genesis = members.remove("genesis").ok_or_else(|| not_a_spec("it has no `genesis`"))?;
		if ["relayChain", "relay_chain", "paraId", "para_id"]
			.iter()
			.any(|member| members.contains_key(*member))
		{
			return Err(Error::new(
				"the chain is a parachain",
				"this light client follows chains that stand by themselves",
			));
		}
		let checkpoint = members.get("lightSyncState").is_some_and(|state| !state.is_null());
		if !checkpoint {
			members.remove("lightSyncState");
		}
		let raw = genesis.get("raw");
		if raw.is_none() && genesis.get("stateRootHash").is_none() {
			return Err(Error::new("the chain specification does not hold the genesis as state", TO_RAW));
		}
		if raw.is_none() && !checkpoint {
			return Err(Error::new(
				"the chain specification holds only the root of its genesis, and no `lightSyncState` to start from",
				"take the complete specification, or add a `lightSyncState` from `sync_state_genSyncSpec` of a node \
				 that you trust",
			));
		}
		let children = raw.and_then(|raw| raw.get("childrenDefault")).and_then(Value::as_object);
		if children.is_some_and(|children| !children.is_empty()) {
			return Err(Error::new(
				"the genesis holds child tries, which a light client cannot read",
				"run a full node of this chain instead: `cairn --chain SPEC`",
			));
		}
		let boot_nodes = match members.remove("bootNodes") {
			None | Some(Value::Null) => Vec::new(),
			Some(nodes) => serde_json::from_value(nodes)
				.map_err(|_| not_a_spec("`bootNodes` is not a list of addresses"))?,
		};
		members.retain(|member, _| KEPT.contains(&member.as_str()));
		for member in ["name", "id"] {
			if !members.get(member).is_some_and(Value::is_string) {
				return Err(not_a_spec(&format!("it has no `{member}`")));
			}
		}
		members.entry("properties").or_insert_with(|| json!({}));
		Ok(Self { kept: members, genesis, boot_nodes })
	}

	/// Puts `state` in the place of the genesis: keys and values, `0x` and hexadecimal.
	pub fn set_genesis_state(json: &mut Value, state: impl IntoIterator<Item = (Vec<u8>, Vec<u8>)>) {
		let hexadecimal = |bytes: &[u8]| format!("0x{}", hex::encode(bytes));
		let top: Map<String, Value> =
			state.into_iter().map(|(key, value)| (hexadecimal(&key), hexadecimal(&value).into())).collect();
		json["genesis"] = json!({ "raw": { "top": top, "childrenDefault": {} } });
	}

	/// What the chain calls itself.
	pub fn name(&self) -> &str {
		self.kept["name"].as_str().unwrap_or_default()
	}

	/// The chain's identifier, after which directories are named.
	pub fn id(&self) -> &str {
		self.kept["id"].as_str().unwrap_or_default()
	}

	/// Takes more full nodes to connect to first.
	///
	/// # Errors
	///
	/// When one of them cannot be dialled. One that the specification itself names is left out with a warning instead.
	pub(crate) fn add_boot_nodes(&mut self, more: &[String]) -> Result<(), Error> {
		for address in more {
			addresses::check(address).map_err(|why| {
				Error::new(
					format!("the boot node {address} {why}"),
					"give an address that a full node prints at its start, such as \
					 /ip4/203.0.113.5/tcp/30333/p2p/12D3Koo…",
				)
			})?;
		}
		self.boot_nodes.retain(|address| match addresses::check(address) {
			Ok(()) => true,
			Err(why) => {
				log::warn!("The boot node {address} of the chain specification {why}; it is left out");
				false
			}
		});
		for address in more {
			if !self.boot_nodes.contains(address) {
				self.boot_nodes.push(address.clone());
			}
		}
		Ok(())
	}

	/// Full nodes to connect to first.
	pub(crate) fn boot_nodes(&self) -> &[String] {
		&self.boot_nodes
	}

	/// The whole specification, for the first time that the chain is opened. `checkpoint` takes the place of its
	/// `lightSyncState`.
	pub(crate) fn to_json(&self, checkpoint: Option<Value>) -> String {
		let mut members = self.kept.clone();
		if let Some(checkpoint) = checkpoint {
			members.insert("lightSyncState".into(), checkpoint);
		}
		self.with_genesis(members, self.genesis.clone())
	}

	/// The same chain in a few hundred bytes, for the sessions after the first.
	pub(crate) fn to_short_json(&self, examined: &Examined) -> String {
		let mut members = self.kept.clone();
		members.remove("lightSyncState");
		let root = json!({ "stateRootHash": format!("0x{}", hex::encode(examined.state_root)) });
		self.with_genesis(members, root)
	}

	fn with_genesis(&self, mut members: Map<String, Value>, genesis: Value) -> String {
		members.insert("bootNodes".into(), self.boot_nodes.clone().into());
		members.insert("genesis".into(), genesis);
		Value::Object(members).to_string()
	}

	/// Looks what the chain is like, by asking the runtime in its genesis.
	///
	/// # Errors
	///
	/// When a light client cannot follow it.
	pub(crate) fn examine(&self) -> Result<Examined, Error> {
		let spec = ChainSpec::from_json_bytes(self.to_json(None)).map_err(|error| {
			let cause = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
			not_a_spec(&cause)
		})?;
		let checkpoint =
			spec.light_sync_state().map(|state| state.to_chain_information()).and_then(Result::ok);
		let trusted = checkpoint.map(|information| information.as_ref().finalized_block_header.number);
		let (information, _runtime) = match spec.to_chain_information() {
			Ok(found) => found,
			Err(FromGenesisStorageError::UnknownStorageItems) => {
				let root = spec.genesis_storage().into_trie_root_hash().copied();
				// `from_json` saw to it that there is a state root if there is no state.
				let root = root.ok_or_else(|| not_a_spec("it has no genesis"))?;
				// Only chains with BABE and GRANDPA have a `lightSyncState`, and without one `from_json` fails.
				return Ok(Examined {
					genesis_hash: genesis_hash(root),
					state_root: root,
					consensus: "BABE + GRANDPA",
					trusted,
				});
			}
			Err(FromGenesisStorageError::RuntimeNotFound) => {
				return Err(Error::new(
					"the genesis of the chain holds no runtime",
					"create the chain specification from a runtime's Wasm",
				));
			}
			Err(error) => {
				return Err(Error::new(
					format!("the genesis of the chain cannot be read: {}", first_line(&error.to_string())),
					NEEDS,
				));
			}
		};
		let information = information.as_ref();
		let consensus = demand(&information.consensus, &information.finality)?;
		Ok(Examined {
			genesis_hash: information.finalized_block_header.hash(BLOCK_NUMBER_BYTES),
			state_root: *information.finalized_block_header.state_root,
			consensus,
			trusted,
		})
	}
}

/// Refuses what a light client cannot follow; names the rest.
fn demand(
	consensus: &ChainInformationConsensusRef<'_>,
	finality: &ChainInformationFinalityRef<'_>,
) -> Result<&'static str, Error> {
	let consensus = match consensus {
		ChainInformationConsensusRef::Aura { .. } => "Aura + GRANDPA",
		ChainInformationConsensusRef::Babe { .. } => "BABE + GRANDPA",
		ChainInformationConsensusRef::Unknown => {
			return Err(Error::new(
				"the chain's blocks are made neither with Aura nor with BABE, so that a light client cannot verify \
				 their headers",
				NEEDS,
			));
		}
	};
	match finality {
		ChainInformationFinalityRef::Grandpa { finalized_triggered_authorities: [_, ..], .. } => Ok(consensus),
		_ => Err(Error::new(
			"the chain has no GRANDPA validators at its genesis, so that there are no proofs of finality to follow",
			NEEDS,
		)),
	}
}

/// What [`Spec::examine`] found.
#[derive(Clone, Debug)]
pub(crate) struct Examined {
	/// The hash of the genesis block.
	pub(crate) genesis_hash: [u8; 32],
	/// The root of the genesis state.
	pub(crate) state_root: [u8; 32],
	/// How blocks are made and made final, for people.
	pub(crate) consensus: &'static str,
	/// The final block that the specification's author vouches for, if any.
	pub(crate) trusted: Option<u64>,
}

/// The hash of the genesis block over a state with this root.
fn genesis_hash(state_root: [u8; 32]) -> [u8; 32] {
	let genesis = header::Header {
		parent_hash: [0; 32],
		number: 0,
		state_root,
		extrinsics_root: EMPTY_BLAKE2_TRIE_MERKLE_VALUE,
		digest: header::DigestRef::empty().into(),
	};
	genesis.hash(BLOCK_NUMBER_BYTES)
}

fn not_a_spec(why: &str) -> Error {
	Error::new(
		format!("this is not a chain specification: {why}"),
		"give the complete JSON that `cairn chain-spec create` writes",
	)
}

fn first_line(text: &str) -> &str {
	text.lines().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::num::NonZeroU64;

	const PEER: &str = "/p2p/12D3KooWEyoppNCUx8Yx66oV9fJnriXwCcXwDDUA2kj6vnc6iDEp";

	fn raw() -> Value {
		json!({
			"name": "Test", "id": "test", "chainType": "Live", "bootNodes": [], "protocolId": "test",
			"telemetryEndpoints": [["wss://telemetry.example", 0]], "properties": null, "codeSubstitutes": {},
			"genesis": { "raw": { "top": { "0x3a636f6465": "0x00" }, "childrenDefault": {} } },
		})
	}

	fn refused(json: &Value) -> String {
		Spec::from_json(&json.to_string()).expect_err("refused").to_string()
	}

	#[test]
	fn only_what_a_light_client_uses_is_kept() {
		let spec = Spec::from_json(&raw().to_string()).expect("a specification");
		let kept: Value = serde_json::from_str(&spec.to_json(None)).expect("JSON");
		let mut members = kept.as_object().expect("an object").keys().collect::<Vec<_>>();
		members.sort();
		assert_eq!(members, ["bootNodes", "chainType", "genesis", "id", "name", "properties"]);
		assert_eq!((spec.name(), spec.id()), ("Test", "test"));
		ChainSpec::from_json_bytes(spec.to_json(None)).expect("the protocol's library reads it");
	}

	#[test]
	fn the_short_form_names_the_same_genesis() {
		let spec = Spec::from_json(&raw().to_string()).expect("a specification");
		let state_root = [7; 32];
		let examined =
			Examined { genesis_hash: genesis_hash(state_root), state_root, consensus: "", trusted: None };
		let short = spec.to_short_json(&examined);
		let read = ChainSpec::from_json_bytes(&short).expect("the protocol's library reads it");
		assert_eq!(read.genesis_storage().into_trie_root_hash(), Some(&state_root));
		assert!(short.len() < 300, "{short}");
	}

	#[test]
	fn a_specification_that_cannot_serve_says_why_and_what_to_do() {
		let mut plain = raw();
		plain["genesis"] = json!({ "runtimeGenesis": { "code": "0x00", "patch": {} } });
		assert!(refused(&plain).contains("`cairn chain-spec to-raw`"), "{}", refused(&plain));
		let mut children = raw();
		children["genesis"]["raw"]["childrenDefault"] = json!({ "0x01": {} });
		assert!(refused(&children).contains("child tries"));
		let mut root_only = raw();
		root_only["genesis"] = json!({ "stateRootHash": format!("0x{}", "00".repeat(32)) });
		assert!(refused(&root_only).contains("lightSyncState"));
		let mut parachain = raw();
		parachain["para_id"] = json!(1);
		assert!(refused(&parachain).contains("parachain"));
		for member in ["name", "id", "genesis"] {
			let mut lacking = raw();
			lacking.as_object_mut().expect("an object").remove(member);
			assert!(refused(&lacking).contains(member), "{member}");
		}
		for text in ["", "{", "[]", "null"] {
			let error = Spec::from_json(text).expect_err("refused").to_string();
			assert!(error.contains("not a chain specification") && error.contains("\n  help: "), "{error}");
		}
	}

	#[test]
	fn a_genesis_without_a_working_runtime_is_refused() {
		let error = Spec::from_json(&raw().to_string()).expect("read").examine().expect_err("no runtime");
		assert!(error.to_string().contains("cannot be read"), "{error}");
		let mut none = raw();
		none["genesis"]["raw"]["top"] = json!({ "0x01": "0x02" });
		let error = Spec::from_json(&none.to_string()).expect("read").examine().expect_err("no runtime");
		assert!(error.to_string().contains("holds no runtime"), "{error}");
	}

	#[test]
	fn a_chain_needs_a_known_engine_and_grandpa_voters() {
		use smoldot::header::{AuraAuthoritiesIter, GrandpaAuthority};
		let aura = || ChainInformationConsensusRef::Aura {
			finalized_authorities_list: AuraAuthoritiesIter::from_slice(&[]),
			slot_duration: NonZeroU64::MIN,
		};
		let voters = [GrandpaAuthority { public_key: [1; 32], weight: NonZeroU64::MIN }];
		let grandpa = |voters| ChainInformationFinalityRef::Grandpa {
			after_finalized_block_authorities_set_id: 0,
			finalized_triggered_authorities: voters,
			finalized_scheduled_change: None,
		};
		assert_eq!(demand(&aura(), &grandpa(&voters)), Ok("Aura + GRANDPA"));
		let cause = |consensus, finality| demand(&consensus, &finality).expect_err("refused").to_string();
		let work = cause(ChainInformationConsensusRef::Unknown, grandpa(&voters));
		assert!(work.contains("neither with Aura nor with BABE") && work.contains("full node"), "{work}");
		// A runtime with GRANDPA that is switched off at genesis has the API, and no voters.
		for finality in [ChainInformationFinalityRef::Outsourced, grandpa(&[])] {
			assert!(cause(aura(), finality).contains("no GRANDPA validators"));
		}
	}

	#[test]
	fn boot_nodes_come_from_both_and_only_the_users_own_are_insisted_on() {
		let good = format!("/ip4/127.0.0.1/tcp/1{PEER}");
		let secure = format!("/dns/node.example/tcp/443/wss{PEER}");
		let mut json = raw();
		json["bootNodes"] = json!([good, secure]);
		let mut spec = Spec::from_json(&json.to_string()).expect("a specification");
		let other = format!("/ip4/127.0.0.1/tcp/2/ws{PEER}");
		spec.add_boot_nodes(&[other.clone(), good.clone()]).expect("both can be dialled");
		assert_eq!(spec.boot_nodes(), [good, other]);
		let error = spec.add_boot_nodes(&[secure]).expect_err("refused").to_string();
		assert!(error.contains("cannot dial") && error.contains("\n  help: "), "{error}");
	}

	#[test]
	fn a_genesis_state_takes_the_place_of_its_values() {
		let mut json = raw();
		json["genesis"] = json!({ "runtimeGenesis": {} });
		Spec::set_genesis_state(&mut json, [(b":code".to_vec(), vec![1, 2])]);
		assert_eq!(json["genesis"]["raw"]["top"], json!({ "0x3a636f6465": "0x0102" }));
		Spec::from_json(&json.to_string()).expect("a raw specification");
	}
}
