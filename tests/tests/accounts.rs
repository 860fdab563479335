// SPDX-License-Identifier: Apache-2.0
//! What accounts do together: the treasury pays, several sign, one acts for another, a lost account is recovered, and
//! the technical committee stops users' calls in an emergency.

use cairn_tests::{
	account::{
		all_of, balance, balance_of, call, client, current, dev, encoded, execute, execute_each, failure,
		fresh, hash, id, reserved, stash, sudo, transfer, transfer_to, Call, Client, Included, CRN, TREASURY,
	},
	events, fast_chain,
	governance::{approve, origin, propose},
	node::{Builder, Node},
	state,
	value::{
		account, account_in, address, bytes, bytes_in, list, none, number, record, some, variant, variant_in,
		weight,
	},
	wait,
};
use subxt::dynamic::{At, Value};
use subxt_signer::sr25519::Keypair;

/// A development chain that makes a block for each transaction.
async fn chain() -> (Node, Client) {
	let node = Builder::dev().args(["--sealing", "instant"]).start().await;
	let client = client(&node).await;
	(node, client)
}

/// So many blocks are a day on [`fast_chain_with_treasury`].
const DAY: u32 = 6;

/// A development chain with few blocks a day, and something in its treasury, which gets nothing but fees besides.
async fn fast_chain_with_treasury() -> (Node, Client) {
	let (node, client) = fast_chain::start(DAY).await;
	execute(&client, &transfer_to(TREASURY, 100_000 * CRN), &stash("Ferdie")).await;
	(node, client)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_treasury_pays_what_the_holders_approve() {
	let (_node, client) = fast_chain_with_treasury().await;
	let receiver = fresh("treasury");
	let spend = |amount: u128| {
		let to = account(id(&receiver));
		call("Treasury", "spend", [variant("Native", []), number(amount), to, none()])
	};
	fails_as_root_only(&client, spend(CRN)).await;

	// One within the limit of the origin, and one beyond it, which is approved all the same and does nothing.
	let limit = 10_000 * CRN;
	for amount in [limit + 1, limit] {
		let proposal = propose(&client, &spend(amount), origin("SmallSpender"), &dev::bob()).await;
		let from = current(&client).await.block_number();
		approve(&client, proposal.referendum, &dev::charlie()).await;
		// Only what was enacted has a name in the scheduler.
		let enacted = |event: &events::Event| {
			event.is("Scheduler", "Dispatched") && variant_in(event.field("id")) == "Some"
		};
		let (_, event) = events::first(&client, from, "the enactment", enacted).await;
		assert_eq!(variant_in(event.field("result")), if amount > limit { "Err" } else { "Ok" }, "{event:?}");
	}
	let payout = call("Treasury", "payout", [number(0u8)]);
	let paid = execute(&client, &payout, &dev::dave()).await;
	assert_eq!(balance(&paid.block, &receiver).await, limit);
	let spent =
		balance_of(&paid.parent, TREASURY).await + paid.fee / 5 - balance_of(&paid.block, TREASURY).await;
	assert_eq!(spent, limit);
	let twice = failure(&client, &payout, &dev::dave()).await;
	assert!(twice.contains("Treasury::AlreadyAttempted"), "{twice}");
}

async fn fails_as_root_only(client: &Client, call: Call) {
	let reason = failure(client, &call, &dev::bob()).await;
	assert!(reason.contains("Bad origin"), "{reason}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bounty_is_paid_to_who_did_the_work() {
	let (_node, client) = fast_chain_with_treasury().await;
	let (alice, bob, charlie, worker) = (dev::alice(), dev::bob(), dev::charlie(), fresh("bounty"));
	let (value, fee) = (500 * CRN, 50 * CRN);
	let bounty = |name: &str, args: Vec<Value>| {
		let arguments = [number(0u8)].into_iter().chain(args);
		call("Bounties", name, arguments)
	};
	let status = |wanted: &'static str| {
		let client = &client;
		let reached = move || async move {
			let bounty: Option<Value> = state::read_now(client, "Bounties", "Bounties", [number(0u8)]).await;
			let status = bounty.as_ref().and_then(|bounty| bounty.at("status")).map(variant_in);
			(status == Some(wanted)).then_some(())
		};
		wait::until(wanted, reached)
	};

	let propose = call("Bounties", "propose_bounty", [number(value), bytes("write a tutorial")]);
	execute(&client, &propose, &bob).await;
	execute(&client, &sudo(bounty("approve_bounty", vec![])), &alice).await;
	status("Funded").await;
	let curator = bounty("propose_curator", vec![address(id(&charlie)), number(fee)]);
	execute(&client, &sudo(curator), &alice).await;
	let accepted = execute(&client, &bounty("accept_curator", vec![]), &charlie).await.block;
	assert_eq!(reserved(&accepted, &charlie).await, fee / 2, "the curator's deposit");
	let award = bounty("award_bounty", vec![address(id(&worker))]);
	let not_the_curator = failure(&client, &award, &bob).await;
	assert!(not_the_curator.contains("Bounties::RequireCurator"), "{not_the_curator}");
	let awarded = execute(&client, &award, &charlie).await.block.block_number();

	// A day later, anyone has it paid.
	let claim = bounty("claim_bounty", vec![]);
	let early = failure(&client, &claim, &bob).await;
	assert!(early.contains("Bounties::Premature"), "{early}");
	let due = awarded + u64::from(DAY);
	wait::until("a day", || async { (current(&client).await.block_number() >= due).then_some(()) }).await;
	let claimed = execute(&client, &claim, &bob).await;
	assert_eq!(balance(&claimed.block, &worker).await, value - fee);
	assert_eq!(
		balance(&claimed.block, &charlie).await - balance(&claimed.parent, &charlie).await,
		fee + fee / 2
	);
	assert_eq!(reserved(&claimed.block, &charlie).await, 0);
}

/// Approves `inner` for a multisig account of three, two of whom have to.
async fn approve_together(client: &Client, inner: &Call, by: &Keypair, at: Value) -> Included {
	execute(client, &together(inner, by, at), by).await
}

fn together(inner: &Call, by: &Keypair, at: Value) -> Call {
	let mut others = [dev::alice(), dev::bob(), dev::charlie()].map(|one| id(&one)).to_vec();
	others.retain(|other| *other != id(by));
	others.sort_unstable();
	let others = list(others.into_iter().map(account));
	let heaviest = weight(1_000_000_000, 100_000);
	call("Multisig", "as_multi", [number(2u8), others, at, inner.clone().into_value(), heaviest])
}

#[tokio::test(flavor = "multi_thread")]
async fn two_of_three_spend_what_none_can_alone() {
	let (_node, client) = chain().await;
	let (alice, bob, receiver) = (dev::alice(), dev::bob(), fresh("multisig"));
	let inner = transfer(&receiver, CRN);

	let opened = approve_together(&client, &inner, &alice, none()).await;
	let event = opened.event("Multisig", "NewMultisig");
	let multisig = account_in(event.field("multisig"));
	let call_hash = bytes_in(event.field("call_hash"));
	assert_eq!(call_hash, hash(&client, &encoded(&client, &inner).await).await);
	assert_ne!(reserved(&opened.block, &alice).await, 0, "a deposit while it is open");
	execute(&client, &transfer_to(multisig, 10 * CRN), &dev::dave()).await;

	let key = [account(multisig), bytes(&call_hash)];
	let operation: Option<Value> = state::read_now(&client, "Multisig", "Multisigs", key).await;
	let when = operation.as_ref().and_then(|operation| operation.at("when")).expect("it is open").clone();
	let again = failure(&client, &together(&inner, &alice, some(when.clone())), &alice).await;
	assert!(again.contains("Multisig::AlreadyApproved"), "{again}");
	let executed = approve_together(&client, &inner, &bob, some(when)).await;
	let event = executed.event("Multisig", "MultisigExecuted");
	assert_eq!(variant_in(event.field("result")), "Ok", "{event:?}");
	assert_eq!(balance(&executed.block, &receiver).await, CRN);
	assert_eq!(balance_of(&executed.block, multisig).await, 9 * CRN);
	assert_eq!(reserved(&executed.block, &alice).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_does_what_it_was_appointed_for() {
	let (_node, client) = chain().await;
	let (alice, bob, eve, receiver) = (dev::alice(), dev::bob(), dev::eve(), fresh("proxy"));
	let appoint = |proxy: &Keypair, kind: &str| {
		call("Proxy", "add_proxy", [address(id(proxy)), variant(kind, []), number(0u8)])
	};
	let appointed = execute(&client, &all_of([appoint(&bob, "Any"), appoint(&eve, "Staking")]), &alice).await;
	assert_ne!(reserved(&appointed.block, &alice).await, 0, "a deposit for the list of proxies");

	let for_alice = |inner: Call| call("Proxy", "proxy", [address(id(&alice)), none(), inner.into_value()]);
	let send = for_alice(transfer(&receiver, CRN));
	let stranger = failure(&client, &send, &dev::dave()).await;
	assert!(stranger.contains("Proxy::NotProxy"), "{stranger}");
	let refused = execute(&client, &send, &eve).await;
	assert_eq!(variant_in(refused.event("Proxy", "ProxyExecuted").field("result")), "Err");
	assert_eq!(balance(&refused.block, &receiver).await, 0, "a proxy for staking sends nothing");

	let sent = execute(&client, &send, &bob).await;
	assert_eq!(variant_in(sent.event("Proxy", "ProxyExecuted").field("result")), "Ok");
	assert_eq!(balance(&sent.block, &receiver).await, CRN);
	assert_eq!(
		balance(&sent.block, &alice).await,
		balance(&sent.parent, &alice).await - CRN,
		"Bob pays the fee"
	);
	let stake = call("Staking", "bond", [number(CRN), variant("Stash", [])]);
	let staked = execute(&client, &for_alice(stake), &eve).await;
	assert_eq!(account_in(staked.event("Staking", "Bonded").field("stash")), id(&alice));

	let dismiss = call("Proxy", "remove_proxies", []);
	execute(&client, &dismiss, &alice).await;
	let dismissed = failure(&client, &send, &bob).await;
	assert!(dismissed.contains("Proxy::NotProxy"), "{dismissed}");
}

/// How many blocks the owner of an account has to object to its recovery.
const DELAY: u64 = 10;

#[tokio::test(flavor = "multi_thread")]
async fn friends_recover_a_lost_account() {
	let (_node, client) = chain().await;
	let (alice, bob, eve, ferdie, lost) = (dev::alice(), dev::bob(), dev::eve(), dev::ferdie(), dev::dave());
	let mut friends = [id(&alice), id(&bob), id(&dev::charlie())];
	friends.sort_unstable();
	let group = record([
		("friends", list(friends.map(account))),
		("friends_needed", number(2u8)),
		("inheritor", account(id(&ferdie))),
		("inheritance_delay", number(DELAY)),
		("inheritance_priority", number(0u8)),
		("cancel_delay", number(10u8)),
	]);
	execute(&client, &call("Recovery", "set_friend_groups", [list([group])]), &lost).await;
	let rest = balance(&current(&client).await, &lost).await;

	// Dave cannot sign any more from here on.
	let attempt = |name: &str| call("Recovery", name, [address(id(&lost)), number(0u8)]);
	let receiver = fresh("recovery");
	let take = transfer(&receiver, 1_000 * CRN).into_value();
	let take = call("Recovery", "control_inherited_account", [address(id(&lost)), take]);
	let stranger = failure(&client, &attempt("initiate_attempt"), &eve).await;
	assert!(stranger.contains("Recovery::NotFriend"), "{stranger}");
	let begun = execute(&client, &attempt("initiate_attempt"), &alice).await.block;
	assert!(reserved(&begun, &alice).await > 10 * CRN, "who attempts it has something to lose");
	let alone = failure(&client, &attempt("finish_attempt"), &eve).await;
	assert!(alone.contains("Recovery::NotApproved"), "{alone}");
	execute(&client, &attempt("approve_attempt"), &bob).await;
	let soon = failure(&client, &attempt("finish_attempt"), &eve).await;
	assert!(soon.contains("Recovery::NotYetInheritable"), "{soon}");
	let not_yet = failure(&client, &take, &ferdie).await;
	assert!(not_yet.contains("Recovery::NoInheritor"), "{not_yet}");
	while current(&client).await.block_number() < begun.block_number() + DELAY {
		execute(&client, &call("System", "remark", [bytes("")]), &bob).await;
	}

	let finished = execute(&client, &attempt("finish_attempt"), &eve).await.block;
	assert_eq!(reserved(&finished, &alice).await, 0, "she has it back");
	let not_the_heir = failure(&client, &take, &eve).await;
	assert!(not_the_heir.contains("Recovery::NotInheritor"), "{not_the_heir}");
	let taken = execute(&client, &take, &ferdie).await.block;
	assert_eq!(balance(&taken, &receiver).await, 1_000 * CRN);
	assert_eq!(balance(&taken, &lost).await, rest - 1_000 * CRN);
}

/// Has two of the three members of the technical committee pass `inner` and carry it out.
async fn decided_by_the_committee(client: &Client, inner: &Call) -> Included {
	let bytes_of_it = encoded(client, inner).await;
	let length = number(bytes_of_it.len() as u32);
	let proposal = [number(2u8), inner.clone().into_value(), length.clone()];
	let proposed = execute(client, &call("TechnicalCommittee", "propose", proposal), &dev::alice()).await;
	let proposed = proposed.event("TechnicalCommittee", "Proposed");
	let which =
		|| [bytes(bytes_in(proposed.field("proposal_hash"))), number(proposed.number("proposal_index"))];

	let vote = || call("TechnicalCommittee", "vote", which().into_iter().chain([Value::bool(true)]));
	let stranger = failure(client, &vote(), &dev::eve()).await;
	assert!(stranger.contains("TechnicalCommittee::NotMember"), "{stranger}");
	execute_each(client, [(vote(), dev::alice()), (vote(), dev::bob())]).await;
	let close = which().into_iter().chain([weight(10_000_000_000, 1_000_000), length]);
	let closed = execute(client, &call("TechnicalCommittee", "close", close), &dev::charlie()).await;
	let executed = closed.event("TechnicalCommittee", "Executed");
	assert_eq!(variant_in(executed.field("result")), "Ok", "{executed:?}");
	closed
}

#[tokio::test(flavor = "multi_thread")]
async fn the_committee_enters_safe_mode_and_leaves_it() {
	let (_node, client) = chain().await;
	let (enter, exit) = (call("SafeMode", "force_enter", []), call("SafeMode", "force_exit", []));
	fails_as_root_only(&client, enter.clone()).await;
	let send = transfer(&fresh("safe-mode"), CRN);
	execute(&client, &send, &dev::bob()).await;

	let entered = decided_by_the_committee(&client, &enter).await.block;
	let until: Option<u64> = state::read(&entered, "SafeMode", "EnteredUntil", []).await;
	assert_eq!(until, Some(entered.block_number() + 60), "for a day");
	let refused = failure(&client, &send, &dev::bob()).await;
	assert!(refused.contains("System::CallFiltered"), "{refused}");

	decided_by_the_committee(&client, &exit).await;
	let until: Option<u32> = state::read_now(&client, "SafeMode", "EnteredUntil", []).await;
	assert_eq!(until, None);
	execute(&client, &send, &dev::bob()).await;
}
