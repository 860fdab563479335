// SPDX-License-Identifier: Apache-2.0
//! A DAO whose members vote with their tokens: it pays a grant and changes its own rules.

use cairn_tests::{
	account::{all_of, balance_of, call, dev, execute, execute_each, failure, fresh, id, transfer_to, CRN},
	dao::{decide, found, founded, put_through, rules, rules_with},
	fast_chain, state,
	value::{account, address, list, list_in, none, number, variant, variant_in},
};
use subxt::dynamic::{At, Value};

const ASSET: u32 = 11;

#[tokio::test(flavor = "multi_thread")]
async fn a_dao_of_tokens_pays_a_grant_and_changes_its_quorum() {
	let (_node, client) = fast_chain::start(24).await;
	let (alice, bob, charlie, dave) = (dev::alice(), dev::bob(), dev::charlie(), dev::dave());

	// A token, and a DAO that votes with it. What is staked stays in the account, which must keep the least balance besides.
	let asset = |name: &str, args: Vec<Value>| call("Assets", name, [number(ASSET)].into_iter().chain(args));
	let mint = |to: [u8; 32], amount: u128| asset("mint", vec![address(to), number(amount)]);
	let issue = all_of([
		asset("create", vec![address(id(&alice)), number(1u8)]),
		mint(id(&alice), 601),
		mint(id(&bob), 301),
		mint(id(&charlie), 1_001),
	]);
	execute(&client, &issue, &alice).await;
	let kind = variant("Token", [variant("WithId", [number(ASSET)])]);
	let members = [&alice, &bob, &charlie].map(|who| list([account(id(who)), number(0u8)]));
	let founded_in = execute(&client, &found("Guild", kind, rules(6), members, 500 * CRN), &alice).await;
	let guild = founded(&founded_in);
	let stake = |amount: u128| call("Dao", "stake", [number(guild.id), number(amount)]);
	execute_each(&client, [(stake(600), alice.clone()), (stake(300), bob.clone())]).await;

	// A grant. Tokens that are staked after the proposal do not count for it.
	let receiver = fresh("grant");
	let grant = transfer_to(id(&receiver), 123 * CRN);
	let outsider = call("Dao", "propose", [number(guild.id), grant.clone().into_value(), none()]);
	let refused = failure(&client, &outsider, &dave).await;
	assert!(refused.contains("Dao::NotMember"), "{refused}");
	let proposed = execute(&client, &outsider, &bob).await;
	let late = proposed.event("Dao", "Proposed").number("proposal") as u32;
	execute(&client, &stake(1_000), &charlie).await;
	let vote = |ballot: &str| call("Dao", "vote", [number(guild.id), number(late), variant(ballot, [])]);
	let bought = failure(&client, &vote("Nay"), &charlie).await;
	assert!(bought.contains("Dao::NotEnoughPower"), "{bought}");

	let paid = decide(&client, guild.id, &grant, &[alice.clone(), bob.clone()]).await;
	assert_eq!(balance_of(&paid.block, id(&receiver)).await, 123 * CRN);
	assert_eq!(balance_of(&paid.block, guild.account).await, (500 - 123) * CRN);

	// Its rules are its own to change, and nobody else's.
	let half = call("Dao", "set_rules", [rules_with(4, 500_000_000)]);
	let not_a_dao = failure(&client, &half, &alice).await;
	assert!(not_a_dao.contains("Dao::NotADao"), "{not_a_dao}");
	let changed = decide(&client, guild.id, &half, &[alice.clone(), bob.clone(), charlie.clone()]).await;
	let dao: Option<Value> = state::ask(&changed.block, "DaoApi", "dao", vec![number(guild.id)]).await;
	let quorum = dao.expect("it exists").at("rules").and_then(|rules| rules.at("quorum")).cloned();
	let quorum = list_in(quorum.as_ref().expect("rules have a quorum"))[0].as_u128();
	assert_eq!(quorum, Some(500_000_000));

	// It may do what an account may, and no more: the failure is recorded, and stops nothing.
	let root_only = call("System", "set_heap_pages", [number(64u8)]);
	let tried = put_through(&client, guild.id, &root_only, &[alice.clone(), bob, charlie]).await;
	let failed = tried.event("Dao", "ExecutionFailed");
	assert_eq!(variant_in(failed.field("error")), "BadOrigin");
}
