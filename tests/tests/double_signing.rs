// SPDX-License-Identifier: Apache-2.0
//! Two nodes with the keys of one validator make two blocks in a slot. The other validators report it, and the validator
//! and its nominator are to lose part of their stake. The holders cancel that the first time. The second time it is taken.
//!
//! One test with one network, because five nodes at a time are what a small machine can carry.

use cairn_tests::{
	account::{
		all_of, balance, call, client, current, dev, execute, failure, id, reserved, stash, Block, Call,
		Client, Id, CRN,
	},
	chain_spec::ChainSpec,
	events::{self, Event},
	governance::{approve, origin, propose},
	network::Network,
	node::{node_key, Node},
	rpc::Subscription,
	state,
	value::{account, account_in, address, list, list_in, number, variant},
	wait,
};
use serde_json::{json, Value as Json};
use std::collections::HashSet;
use subxt::{
	dynamic::{At, Value},
	ext::codec::Decode,
};

/// What a validator of the preset has at stake, and what the nominator puts in, in planck.
const STAKE: u128 = 100_000 * CRN;
const NOMINATED: u128 = 10_000 * CRN;

/// One of four validators that signs twice loses (3 × 1/4)² of the stake, in parts per billion.
const FRACTION: u128 = 562_500_000;

/// So many whole eras lie between the era of an offence and the one that begins with the slash.
const DEFERRED: u32 = 5;

/// What an account and how much: of whom a slash takes what, the validator first.
type Slash = Vec<(Id, u128)>;

fn part_of(stake: u128) -> u128 {
	stake / 1_000_000_000 * FRACTION
}

/// The era with whose beginning the slash for an offence in `era` is taken.
fn due(era: u32) -> u32 {
	era + DEFERRED + 1
}

async fn active_era(block: &Block) -> u32 {
	let era: Option<Value> = state::read(block, "Staking", "ActiveEra", []).await;
	let index = era.as_ref().and_then(|era| era.at("index")).and_then(Value::as_u128);
	index.expect("an era is active") as u32
}

/// Waits until an era after `era` is active in a final block.
async fn after(client: &Client, era: u32) {
	let later = || async { (active_era(&current(client).await).await > era).then_some(()) };
	wait::until(&format!("the end of era {era}"), later).await;
}

/// What an account has at stake, in planck.
async fn stake_of(block: &Block, stash: Id) -> u128 {
	let ledger: Option<Value> = state::read(block, "Staking", "Ledger", [account(stash)]).await;
	let total = ledger.as_ref().and_then(|ledger| ledger.at("total")).and_then(Value::as_u128);
	total.expect("the account stakes")
}

/// All that the nominator has, at stake or not.
async fn fortune(block: &Block) -> u128 {
	balance(block, &dev::eve()).await + reserved(block, &dev::eve()).await
}

/// The slashes that wait for the beginning of era `due` after a block.
async fn waiting(block: &Block, due: u32) -> Vec<Slash> {
	let stored: Option<Value> = state::read(block, "Staking", "UnappliedSlashes", [number(due)]).await;
	let of_one = |slash: &Value| {
		let part = |name| slash.at(name).unwrap_or_else(|| panic!("no {name} in {slash}"));
		let amount = |value: &Value| value.as_u128().expect("an amount");
		let others = list_in(part("others")).into_iter();
		let others = others
			.map(|other| (account_in(other.at(0).expect("who")), amount(other.at(1).expect("how much"))));
		[(account_in(part("validator")), amount(part("own")))].into_iter().chain(others).collect()
	};
	list_in(&stored.expect("an empty list if nothing else")).into_iter().map(of_one).collect()
}

/// The part of the stake that a report is about, in parts per billion.
fn fraction(report: &Event) -> u128 {
	let fraction = report.field("fraction").at(0).and_then(Value::as_u128);
	fraction.unwrap_or_else(|| panic!("no fraction in {report:?}"))
}

/// Who made a block, by its index, and in which slot: what BABE's digest in the header says.
fn claim(header: &Json) -> (u32, u64) {
	let digest = header["digest"]["logs"][0].as_str().and_then(|log| log.strip_prefix("0x"));
	let digest =
		hex::decode(digest.unwrap_or_else(|| panic!("no digest: {header}"))).expect("it is in hexadecimal");
	// What is for the runtime to read before the block, of BABE: the kind of slot, the index, the slot, and more.
	let claim = digest.strip_prefix(b"\x06BABE").expect("BABE's digest comes first");
	let claim = Vec::<u8>::decode(&mut &claim[..]).expect("bytes with their length");
	Decode::decode(&mut &claim[1..]).expect("two numbers")
}

/// Waits until somebody has made two blocks in one slot.
async fn two_in_a_slot(heads: &mut Subscription) {
	let mut known = HashSet::new();
	while known.insert(claim(&heads.next().await)) {}
}

/// Starts a second Bob, and stops it as soon as both have made a block in the same slot: each such slot is a fork. The
/// other validators see it and report it. Returns the final block in which the offence became known, and its era.
async fn caught(network: &mut Network, spec: &ChainSpec, alice: &Node, client: &Client) -> (Block, u32) {
	let from = current(client).await.block_number();
	let mut heads = alice.subscribe("chain_subscribeAllHeads", json!([]), "chain_unsubscribeAllHeads").await;
	// That it would vote twice too, now and then, is left out: the others may part over it.
	let args = ["--bob", "--validator", "--no-grandpa", "--node-key", &node_key(6)];
	let twin = network.start(&args, &spec.beside("twin")).await;
	two_in_a_slot(&mut heads).await;
	drop((twin, heads));

	// Who is only suspected of having been away is reported too, and loses nothing.
	let known = |event: &Event| event.is("Staking", "SlashReported") && fraction(event) > 0;
	let (block, event) = events::first(client, from, "the offence to be known", known).await;
	let offender = account_in(event.field("validator"));
	assert_eq!((offender, fraction(&event)), (id(&stash("Bob")), FRACTION));
	(block, event.number("slash_era") as u32)
}

/// The call that cancels the first slash that is due with this era.
fn cancel(due: u32) -> Call {
	call("Staking", "cancel_deferred_slash", [number(due), list([number(0u8)])])
}

/// Has the holders cancel the only slash that is due with this era, before it is taken.
async fn cancelled(client: &Client, due: u32) {
	let proposal = propose(client, &cancel(due), origin("StakingAdmin"), &dev::charlie()).await;
	approve(client, proposal.referendum, &dev::dave()).await;
	let gone = || async {
		let block = current(client).await;
		assert!(active_era(&block).await < due, "the holders were too slow");
		waiting(&block, due).await.is_empty().then_some(())
	};
	wait::until("the slash to be cancelled", gone).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_validator_that_signs_twice_is_slashed_unless_the_holders_cancel_it() {
	// Eras of 12 slots, and a day of two blocks: the holders have four times as long as they need.
	let pace = json!({
		"epochDuration": 12,
		"sessionsPerEra": 1,
		"slashDeferDuration": DEFERRED,
		"bondingDuration": DEFERRED + 1,
		"governanceDay": 2,
	});
	let spec = ChainSpec::patched("local", &json!({ "launchConfig": pace })).await;
	let (mut network, [alice, _bob, _charlie, _dave]) = Network::of_all(&spec).await;
	let client = client(&alice).await;
	let (offender, nominator) = (id(&stash("Bob")), id(&dev::eve()));

	let nominate = all_of([
		call("Staking", "bond", [number(NOMINATED), variant("Stash", [])]),
		call("Staking", "nominate", [list([address(offender)])]),
	]);
	let from = execute(&client, &nominate, &dev::eve()).await.block.block_number();
	let backed = || async {
		let block = current(&client).await;
		let key = [number(active_era(&block).await), account(offender), number(0u8)];
		state::read::<Value>(&block, "Staking", "ErasStakersPaged", key).await
	};
	wait::until("an era with the nominator", backed).await;

	// The first offence, and what is to be taken for it. The holders cancel that.
	let (found_out, first) = caught(&mut network, &spec, &alice, &client).await;
	let expected = vec![(offender, part_of(STAKE)), (nominator, part_of(NOMINATED))];
	assert_eq!(waiting(&found_out, due(first)).await, std::slice::from_ref(&expected));
	cancelled(&client, due(first)).await;

	// Offences up to the end of the era in which the first was found out are punished together with it. Another one
	// counts by itself, and for that one the holders do nothing.
	let era = active_era(&found_out).await;
	after(&client, era).await;
	let (found_out, second) = caught(&mut network, &spec, &alice, &client).await;
	assert_eq!(waiting(&found_out, due(second)).await, std::slice::from_ref(&expected));
	let before = fortune(&found_out).await;
	let nobody = failure(&client, &cancel(due(second)), &dev::charlie()).await;
	assert!(nobody.contains("Bad origin"), "{nobody}");

	// A wait for each era, for all of them may take longer than a wait does.
	for era in second..due(second) {
		after(&client, era).await;
	}
	let taken = |event: &Event| event.is("Staking", "Slashed");
	let (block, _) = events::first(&client, from, "the slash", taken).await;
	assert_eq!(active_era(&block).await, due(second), "nothing is taken for the first offence");
	let parent = client.at_block(block.block_number() - 1).await.expect("the node has the block");
	for (who, stake) in [(offender, STAKE), (nominator, NOMINATED)] {
		assert_eq!(stake_of(&parent, who).await, stake);
		assert_eq!(stake_of(&block, who).await, stake - part_of(stake));
	}
	assert_eq!(before - fortune(&block).await, part_of(NOMINATED));
	let all = events::of(&block).await;
	let all = all.iter().filter(|event| taken(event));
	let all = all.map(|event| (account_in(event.field("staker")), event.number("amount")));
	assert_eq!(all.collect::<Slash>(), expected);
	assert_eq!(waiting(&block, due(second)).await, Vec::<Slash>::new());
	alice.wait_for_finalized(block.block_number() + 3).await;
}
