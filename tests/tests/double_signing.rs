// SPDX-License-Identifier: Apache-2.0
//! Two nodes with the keys of one validator: it is found out, it and its nominator are to be slashed, governance
//! cancels the slash of one era, and that of the next is taken.

use cairn_tests::{
	account::{all_of, call, client, current, dev, execute, id, stash, sudo, Block, Client, Id, CRN},
	chain_spec::ChainSpec,
	events,
	network::Network,
	node::node_key,
	state,
	value::{account, account_in, address, list, list_in, number, variant},
	wait,
};
use serde_json::json;
use subxt::dynamic::{At, Value};

/// What a validator of the preset has at stake, and what the nominator puts in, in planck.
const STAKE: u128 = 100_000 * CRN;
const NOMINATED: u128 = 10_000 * CRN;

/// One of four validators that signs twice loses (3 × 1/4)² of the stake, in parts per billion.
const FRACTION: u128 = 562_500_000;

/// A slash is taken so many eras after its own.
const DEFERRED: u32 = 2;

fn slashed(stake: u128) -> u128 {
	stake / 1_000_000_000 * FRACTION
}

async fn active_era(block: &Block) -> u32 {
	let era: Option<Value> = state::read(block, "Staking", "ActiveEra", []).await;
	let index = era.as_ref().and_then(|era| era.at("index")).and_then(Value::as_u128);
	index.expect("an era is active") as u32
}

/// What an account has at stake, in planck.
async fn stake_of(block: &Block, stash: Id) -> u128 {
	let ledger: Option<Value> = state::read(block, "Staking", "Ledger", [account(stash)]).await;
	let total = ledger.as_ref().and_then(|ledger| ledger.at("total")).and_then(Value::as_u128);
	total.expect("the account stakes")
}

/// The part of the stake that a report is about, in parts per billion.
fn fraction(report: &events::Event) -> u128 {
	report
		.field("fraction")
		.at(0)
		.and_then(Value::as_u128)
		.unwrap_or_else(|| panic!("no fraction in {report:?}"))
}

/// Waits until the first offence of an era from `era` on is reported that costs anything, and returns its era.
async fn reported(client: &Client, from: u64, era: u32, offender: Id) -> u32 {
	// Who is only suspected of having been away is reported too, and loses nothing.
	let report = |event: &events::Event| {
		event.is("Staking", "SlashReported")
			&& event.number("slash_era") >= u128::from(era)
			&& fraction(event) > 0
	};
	let (_, event) = events::first(client, from, "a report of the offence", report).await;
	assert_eq!((account_in(event.field("validator")), fraction(&event)), (offender, FRACTION));
	event.number("slash_era") as u32
}

/// The slashes of `era` that wait: of whom and how much, the validator first.
async fn waiting(client: &Client, era: u32) -> Vec<Vec<(Id, u128)>> {
	let key = number(era + DEFERRED);
	let stored: Option<Value> = state::read_now(client, "Staking", "UnappliedSlashes", [key]).await;
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

#[tokio::test(flavor = "multi_thread")]
async fn a_validator_that_signs_twice_is_slashed_unless_governance_cancels_it() {
	// Eras of 24 slots. A slash waits for one whole era.
	let pace = json!({ "epochDuration": 12, "sessionsPerEra": 2, "slashDeferDuration": 1 });
	let spec = ChainSpec::patched("local", &json!({ "launchConfig": pace })).await;
	let (mut network, [alice, _bob, _charlie, _dave]) = Network::of_all(&spec).await;
	let client = client(&alice).await;
	let (offender, nominator) = (id(&stash("Bob")), id(&dev::eve()));

	let nominate = all_of([
		call("Staking", "bond", [number(NOMINATED), variant("Stash", [])]),
		call("Staking", "nominate", [list([address(offender)])]),
	]);
	execute(&client, &nominate, &dev::eve()).await;
	let backed = || async {
		let block = current(&client).await;
		let era = active_era(&block).await;
		let key = [number(era), account(offender), number(0u8)];
		let page: Option<Value> = state::read(&block, "Staking", "ErasStakersPaged", key).await;
		page.map(|_| block.block_number())
	};
	let from = wait::until("an era with the nominator", backed).await;

	// The offence, and what is to be taken for it.
	let twin =
		network.start(&["--bob", "--validator", "--node-key", &node_key(6)], &spec.beside("twin")).await;
	let first = reported(&client, from, 0, offender).await;
	let expected = vec![vec![(offender, slashed(STAKE)), (nominator, slashed(NOMINATED))]];
	assert_eq!(waiting(&client, first).await, expected);

	// Governance cancels it. In the next era there is another offence, for which it does nothing.
	let cancel = [number(first + DEFERRED), list([number(0u8)])];
	let cancel = sudo(call("Staking", "cancel_deferred_slash", cancel));
	execute(&client, &cancel, &dev::alice()).await;
	assert_eq!(waiting(&client, first).await, Vec::<Vec<_>>::new());
	let second = reported(&client, from, first + 1, offender).await;
	drop(twin);
	assert_eq!(waiting(&client, second).await, expected);

	let taken = |event: &events::Event| event.is("Staking", "Slashed");
	let (block, _) = events::first(&client, from, "the slash", taken).await;
	assert_eq!(active_era(&block).await, second + DEFERRED, "nothing is taken for the first era");
	let before = client.at_block(block.block_number() - 1).await.expect("the node has the block");
	for (who, stake) in [(offender, STAKE), (nominator, NOMINATED)] {
		assert_eq!(stake_of(&before, who).await, stake);
		assert_eq!(stake_of(&block, who).await, stake - slashed(stake));
	}
	let all = events::of(&block).await;
	let all = all.iter().filter(|event| taken(event));
	let all =
		all.map(|event| (account_in(event.field("staker")), event.number("amount"))).collect::<Vec<_>>();
	assert_eq!(all, expected[0]);
}
