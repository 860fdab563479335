// SPDX-License-Identifier: Apache-2.0
//! Money in escrow: a sale in milestones whose dispute a DAO resolves, and a swap of two assets.

use cairn_tests::{
	account::{
		all_of, balance, balance_of, call, dev, execute, execute_each, failure, id, reserved, Block, CRN,
	},
	dao::{self, decide},
	fast_chain, state,
	value::{account, address, list, none, number, record, some, variant},
	wait,
};
use subxt::dynamic::Value;

/// So many blocks are a day.
const DAY: u32 = 24;

fn escrow(name: &str, args: impl IntoIterator<Item = Value>) -> cairn_tests::account::Call {
	call("Escrow", name, args)
}

fn milestone(amount: u128) -> Value {
	record([("amount", number(amount)), ("terms", none())])
}

/// What an account may do with an escrow, by the runtime API.
async fn actions(block: &Block, escrow: u64, who: [u8; 32]) -> Vec<String> {
	let actions: Value = state::ask(block, "EscrowApi", "actions", vec![number(escrow), account(who)]).await;
	let actions = cairn_tests::value::list_in(&actions);
	actions.into_iter().map(|action| cairn_tests::value::variant_in(action).to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dao_resolves_the_dispute_of_a_sale() {
	let (_node, client) = fast_chain::start(DAY).await;
	let (buyer, seller) = (dev::alice(), dev::bob());
	let jurors = [dev::charlie(), dev::dave(), dev::eve()];

	// Three jurors found a court.
	let members = jurors.iter().map(|juror| list([account(id(juror)), number(1u8)]));
	let found = dao::found("Court", variant("Membership", []), dao::rules(6), members, 10 * CRN);
	let founded = execute(&client, &found, &jurors[0]).await;
	let court = dao::founded(&founded);

	// A sale in three parts; the court gets a tenth of what it has to decide on.
	let start = founded.block.block_number() as u32;
	let arbitration = record([
		("arbiter", account(court.account)),
		("fee", number(100_000u32)),
		("period", number(10 * DAY)),
		("on_silence", variant("Payer", [])),
	]);
	let create = escrow(
		"create_payment",
		[
			account(id(&seller)),
			variant("Native", []),
			list([milestone(100 * CRN), milestone(300 * CRN), milestone(600 * CRN)]),
			number(start + 10 * DAY),
			variant("Payee", []),
			some(arbitration),
		],
	);
	let before = balance(&founded.block, &buyer).await;
	let created = execute(&client, &create, &buyer).await;
	let number_of = created.event("Escrow", "PaymentCreated").number("id") as u64;
	let on_hold = reserved(&created.block, &buyer).await;
	assert_eq!(balance(&created.block, &buyer).await, before - on_hold - created.fee);
	let deposit = on_hold - 1_000 * CRN;
	assert!(deposit > 0, "there is a deposit besides");

	// The first part is paid; nobody but the buyer can pay it.
	let release = escrow("release", [number(number_of), some(number(0u8))]);
	let not_theirs = failure(&client, &release, &seller).await;
	assert!(not_theirs.contains("Escrow::NotPayer"), "{not_theirs}");
	let seller_before = balance(&created.block, &seller).await;
	let released = execute(&client, &release, &buyer).await;
	assert!(balance(&released.block, &seller).await > seller_before + 99 * CRN);

	// Then they fall out.
	let dispute = escrow("dispute", [number(number_of)]);
	execute(&client, &dispute, &seller).await;
	let evidence = |byte: u8| escrow("submit_evidence", [number(number_of), account([byte; 32])]);
	let seen = execute_each(&client, [(evidence(1), buyer.clone()), (evidence(2), seller.clone())]).await;
	let last = &seen.last().expect("there are two").block;
	assert!(actions(last, number_of, court.account).await.contains(&"Resolve".to_owned()));
	let resolve = escrow("resolve", [number(number_of), number(750_000u32)]);
	let not_the_arbiter = failure(&client, &resolve, &jurors[0]).await;
	assert!(not_the_arbiter.contains("Escrow::NotArbiter"), "{not_the_arbiter}");

	// The court decides: three quarters for the seller.
	let seller_before = balance(last, &seller).await;
	let court_before = balance_of(last, court.account).await;
	let decided = decide(&client, court.id, &resolve, &jurors).await;
	let after = &decided.block;
	let fee = 90 * CRN;
	let rest = 900 * CRN - fee;
	assert_eq!(balance_of(after, court.account).await - court_before, fee);
	assert_eq!(balance(after, &seller).await - seller_before, rest * 3 / 4);
	assert_eq!(reserved(after, &buyer).await, 0, "the rest and the deposit are the buyer's again");
	let gone: Option<Value> = state::ask(after, "EscrowApi", "escrow", vec![number(number_of)]).await;
	assert!(gone.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_assets_change_hands_in_one_step_or_come_back() {
	let (_node, client) = fast_chain::start(DAY).await;
	let (maker, taker) = (dev::alice(), dev::bob());
	const ASSET: u32 = 7;
	let asset = |name: &str, args: Vec<Value>| call("Assets", name, [number(ASSET)].into_iter().chain(args));
	let issue = all_of([
		asset("create", vec![address(id(&taker)), number(10u8)]),
		asset("mint", vec![address(id(&taker)), number(5_000u32)]),
	]);
	let issued = execute(&client, &issue, &taker).await;
	let sum = |asset: Value, amount: u128| record([("asset", asset), ("amount", number(amount))]);
	let native = || variant("Native", []);
	let gold = || variant("WithId", [number(ASSET)]);
	let offer = |deadline: u32| {
		let asked = sum(gold(), 2_000);
		escrow("offer_swap", [some(account(id(&taker))), sum(native(), 50 * CRN), asked, number(deadline)])
	};
	let units = |block: Block, who: [u8; 32]| async move {
		let key = [number(ASSET), account(who)];
		let stored: Option<Value> = state::read(&block, "Assets", "Account", key).await;
		stored.map_or(0, |found| {
			use subxt::dynamic::At;
			found.at("balance").and_then(Value::as_u128).expect("an account has a balance")
		})
	};

	let deadline = issued.block.block_number() as u32 + DAY;
	let offered = execute(&client, &offer(deadline), &maker).await;
	let swap = offered.event("Escrow", "SwapOffered").number("id") as u64;
	let take =
		|amount: u128| escrow("take_swap", [number(swap), sum(native(), 50 * CRN), sum(gold(), amount)]);
	let dearer = failure(&client, &take(1_999), &taker).await;
	assert!(dearer.contains("Escrow::NotAsExpected"), "{dearer}");
	let taken = execute(&client, &take(2_000), &taker).await;
	assert_eq!(units(taken.block.clone(), id(&maker)).await, 2_000);
	assert_eq!(units(taken.block.clone(), id(&taker)).await, 3_000);
	assert_eq!(reserved(&taken.block, &maker).await, 0);

	// One that nobody takes comes back by itself.
	let deadline = taken.block.block_number() as u32 + 8;
	let offered = execute(&client, &offer(deadline), &maker).await;
	assert!(reserved(&offered.block, &maker).await > 50 * CRN);
	let free_again = || async {
		let block = cairn_tests::account::current(&client).await;
		(reserved(&block, &maker).await == 0).then(|| block.block_number())
	};
	let ended = wait::until("the end of the offer", free_again).await;
	assert!(ended >= u64::from(deadline), "not before its time");
}
