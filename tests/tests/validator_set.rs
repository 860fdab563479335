// SPDX-License-Identifier: Apache-2.0
//! The set of validators changes: a new one joins with one transaction and is elected; one that is killed is found
//! out and disabled.
//!
//! One test with one network, because five nodes at a time are what a small machine can carry.

use cairn_tests::{
	account::{all_of, call, client, dev, execute, failure, id, stash, sudo, Call, CRN},
	chain_spec::ChainSpec,
	events,
	network::{agree, validators, vote_together, Network},
	node::{node_key, Node},
	state,
	value::{account_in, bytes, list_in, number, record, variant},
	wait,
};
use serde_json::{json, Value as Json};
use subxt::dynamic::{At, Value};

/// What the new validator puts at stake, in planck.
const STAKE: u128 = 200_000 * CRN;

fn bytes_of(hex: &Json) -> Vec<u8> {
	let digits = hex.as_str().and_then(|text| text.strip_prefix("0x"));
	hex::decode(digits.unwrap_or_else(|| panic!("not hexadecimal: {hex}"))).expect("hexadecimal digits")
}

/// The call that registers session keys: the four public keys one after the other, and the proof that the sender has
/// them.
fn set_keys(keys: &[u8], proof: &[u8]) -> Call {
	assert_eq!(keys.len(), 4 * 32);
	let names = ["babe", "grandpa", "im_online", "authority_discovery"];
	let keys = record(names.into_iter().zip(keys.chunks(32).map(bytes)));
	call("Session", "set_keys", [keys, bytes(proof)])
}

/// Starts a validator without keys, and registers it and its stake for Ferdie: all in one transaction.
async fn joins(network: &mut Network, spec: &ChainSpec, alice: &Node) -> Node {
	let args = ["--validator", "--node-key", &node_key(5), "--rpc-methods", "unsafe", "--name", "newcomer"];
	let newcomer = network.start(&args, &spec.beside("newcomer")).await;
	let (client, ferdie) = (client(alice).await, dev::ferdie());

	let owner = format!("0x{}", hex::encode(id(&ferdie)));
	let made = newcomer.call("author_rotateKeysWithOwner", json!([owner])).await;
	assert_eq!(newcomer.call("author_hasSessionKeys", json!([made["keys"]])).await, true);
	assert_eq!(alice.refusal("author_hasSessionKeys", json!([made["keys"]])).await.code, -32601);
	let set_keys = set_keys(&bytes_of(&made["keys"]), &bytes_of(&made["proof"]));
	let stolen = failure(&client, &set_keys, &dev::eve()).await;
	assert!(stolen.contains("Session::InvalidProof"), "{stolen}");

	// A fifth place first: without it the newcomer, who has more at stake, would take another's.
	let more = sudo(call("Staking", "set_validator_count", [number(5u8)]));
	let moved = execute(&client, &more, &dev::alice()).await;
	let count: Option<u32> = state::read(&moved.block, "Staking", "ValidatorCount", []).await;
	assert_eq!(count, Some(5));

	let prefs = record([("commission", number(50_000_000u32)), ("blocked", Value::bool(false))]);
	let join = all_of([
		call("Staking", "bond", [number(STAKE), variant("Staked", [])]),
		set_keys,
		call("Staking", "validate", [prefs]),
	]);
	execute(&client, &join, &ferdie).await;
	newcomer
}

#[tokio::test(flavor = "multi_thread")]
async fn a_validator_joins_and_another_drops_out() {
	// Eras of 24 slots.
	let patch = json!({ "launchConfig": { "epochDuration": 12, "sessionsPerEra": 2 } });
	let spec = ChainSpec::patched("local", &patch).await;
	let (mut network, [alice, bob, charlie, dave]) = Network::of_all(&spec).await;
	let client = client(&alice).await;
	let (newcomer, drop_out) = (id(&dev::ferdie()), id(&stash("Dave")));

	let node = joins(&mut network, &spec, &alice).await;
	let elected = || async { Some(validators(&client).await).filter(|set| set.contains(&newcomer)) };
	let set = wait::until("the newcomer's election", elected).await;
	assert_eq!(set.len(), 5);
	let makes_blocks = || async {
		let best = alice.best().await;
		let author = alice.author(best).await as usize;
		(validators(&client).await.get(author) == Some(&newcomer)).then_some(best)
	};
	let made = wait::until("a block that the newcomer makes", makes_blocks).await;
	agree(&[&alice, &bob, &charlie, &node], made, made).await;

	vote_together(&[&alice, &bob, &charlie, &dave, &node]).await;
	// Dave is killed. At the end of the session in which nothing was heard of him, he is reported and disabled.
	let last = alice.finalized().await;
	dave.kill();
	let disabled = |event: &events::Event| {
		event.is("Session", "ValidatorDisabled") && account_in(event.field("validator")) == drop_out
	};
	let (block, _) = events::first(&client, last, "Dave to be disabled", disabled).await;
	let reported = events::of(&block).await;
	let offline = reported.iter().find(|event| event.is("ImOnline", "SomeOffline"));
	let offline = list_in(offline.expect("a report").field("offline")).into_iter();
	let mut offline = offline.map(|offender| account_in(offender.at(0).expect("an account")));
	assert!(offline.any(|account| account == drop_out), "he was reported for being away: {reported:#?}");
	alice.wait_for_finalized(alice.finalized().await + 5).await;
	agree(&[&alice, &bob, &charlie, &node], block.block_number(), alice.finalized().await).await;
}
