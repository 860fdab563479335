// SPDX-License-Identifier: Apache-2.0
//! Crop insurance that `cairn-oracle` triggers: paid in full though one operator lies and one is dead, and shared out
//! where the pool owes more than it has.

use cairn_tests::{
	account::{
		all_of, balance, balance_of, call, current, dev, execute, execute_each, failure, fresh, id, issuance,
		reserved, sudo, sum_of_balances, transfer, Block, Call, Client, Id, Included, CRN, TREASURY,
	},
	events::Event,
	fast_chain,
	node::Node,
	oracle::{Feed, Operator, Site},
	state,
	value::{account, account_in, address, bytes, list, list_in, none, number, record, variant, variant_in},
	wait,
};
use serde_json::json;
use subxt::dynamic::{At, Value};

/// The feed of the development preset that tells of rain. Two operators must agree, within 1 mm or 5 %.
const KEY: &str = "RAIN/10381";

/// A tenth of a millimetre, as feeds have it.
const TENTH: i128 = 100_000_000_000_000_000;

/// Below so many tenths of a millimetre it is a drought.
const DROUGHT: i128 = 50;

/// The first pool, its one product, and what it owes assessors in time, in milliseconds.
const POOL: u32 = 0;
const PRODUCT: u32 = 0;
const VOTING: u64 = 1_000;

/// So many blocks are a day.
const DAY: u32 = 24;

/// A minute, in milliseconds.
const MINUTE: u64 = 60_000;

/// The premium as a share of the cover, and the manager's share of the premium.
const RATE: Percent = Percent(5);
const FEE: Percent = Percent(10);

#[derive(Clone, Copy)]
struct Percent(u128);

impl Percent {
	fn of(self, amount: u128) -> u128 {
		amount * self.0 / 100
	}

	/// In parts per billion, as the chain has it.
	fn value(self) -> Value {
		number(self.0 * 10_000_000)
	}
}

fn insurance(name: &str, args: impl IntoIterator<Item = Value>) -> Call {
	call("Insurance", name, args)
}

/// A call that names nothing but the pool and the product.
fn of_product(name: &str) -> Call {
	insurance(name, [number(POOL), number(PRODUCT)])
}

/// A call that names nothing but a policy.
fn of_policy(name: &str, policy: u64) -> Call {
	insurance(name, [number(policy)])
}

/// The call that buys cover.
fn buy(cover: u128) -> Call {
	insurance("buy", [number(POOL), number(PRODUCT), number(cover)])
}

fn family() -> Value {
	variant("Weather", [])
}

/// Has accounts become operators: they apply with a bond, and root admits them.
async fn admit(client: &Client, names: &[&str]) {
	let accounts = names.iter().map(|name| fresh(name)).collect::<Vec<_>>();
	let fund = accounts.iter().map(|account| transfer(account, 1_010 * CRN));
	execute(client, &all_of(fund), &dev::alice()).await;
	let apply = accounts.iter().map(|account| (call("WeatherFeeds", "apply", []), account.clone()));
	execute_each(client, apply).await;
	let admit = accounts.iter().map(|account| call("WeatherFeeds", "admit", [address(id(account))]));
	let admitted = execute(client, &sudo(all_of(admit)), &dev::alice()).await;
	for account in &accounts {
		assert_eq!(reserved(&admitted.block, account).await, 1_000 * CRN, "the bond");
	}
	let operators: Value = state::ask(&admitted.block, "OracleFeedsApi", "operators", vec![family()]).await;
	assert_eq!(list_in(&operators).len(), names.len());
}

/// Publishes how much it rained, in tenths of a millimetre.
fn publish(site: &Site, path: &str, tenths: i128) {
	site.publish(path, &json!({ "station": "10381", "rain": { "mm": tenths as f64 / 10.0 } }));
}

/// Starts an operator that reads the rain at the path with its own name.
async fn operator(node: &Node, site: &Site, name: &str) -> Operator {
	let url = site.url(&format!("/{name}"));
	let feed = Feed { family: "weather", key: KEY, url: &url, pointer: "/rain/mm" };
	Operator::start(&node.url(), name, feed).await
}

/// A fixed-point number, in tenths.
fn tenths(value: &Value) -> i128 {
	let parts = value.at(0).unwrap_or(value).as_i128();
	parts.unwrap_or_else(|| panic!("no fixed-point number: {value}")) / TENTH
}

fn field<'a>(value: &'a Value, name: &str) -> &'a Value {
	value.at(name).unwrap_or_else(|| panic!("no {name} in {value}"))
}

fn amount(value: &Value, name: &str) -> u128 {
	field(value, name).as_u128().unwrap_or_else(|| panic!("{name} is no number in {value}"))
}

/// What the feed says.
#[derive(Debug)]
struct Reading {
	tenths: i128,
	observed_at: u64,
	sources: u128,
	outliers: u128,
}

/// What the feed says after a block; none if it says nothing.
async fn reading(block: &Block) -> Option<Reading> {
	let args = vec![family(), bytes(KEY)];
	let answer: Value = state::ask(block, "OracleFeedsApi", "read", args).await;
	if variant_in(&answer) != "Ok" {
		return None;
	}
	let reading = answer.at(0).expect("a reading");
	Some(Reading {
		tenths: tenths(field(reading, "value")),
		observed_at: amount(reading, "observed_at") as u64,
		sources: amount(reading, "sources"),
		outliers: amount(reading, "outliers"),
	})
}

/// Waits until the feed says what is wanted.
async fn until_feed(client: &Client, what: &str, wanted: impl Fn(&Reading) -> bool) -> Reading {
	let check = || async { reading(&current(client).await).await.filter(&wanted) };
	wait::until(what, check).await
}

/// Waits until an operator's own value is this one.
async fn until_source(client: &Client, of: Id, value: i128) {
	let check = || async {
		let args = vec![family(), bytes(KEY)];
		let block = current(client).await;
		let sources: Value = state::ask(&block, "OracleFeedsApi", "sources", args).await;
		let mut sources = list_in(&sources).into_iter();
		let own = sources.find(|source| account_in(field(source, "operator")) == of)?;
		(tenths(field(own, "value")) == value).then_some(())
	};
	wait::until(&format!("{value} tenths from an operator"), check).await;
}

/// Waits until the chain's clock shows this time, in milliseconds.
async fn until_time(client: &Client, time: u64) {
	let check = || async {
		let now: Option<u64> = state::read_now(client, "Timestamp", "Now", []).await;
		(now.expect("it is always some time") >= time).then_some(())
	};
	wait::until("the chain's clock", check).await;
}

/// Alice founds a pool in the native token with one product: cover against drought. The ratio says how much cover may
/// be live, in percent of the capital.
async fn found_pool(client: &Client, ratio: u32) {
	let terms = record([
		("ratio_percent", number(ratio)),
		("fee", FEE.value()),
		("notice", number(60 * MINUTE)),
		("voting", number(VOTING)),
		("panel", none()),
	]);
	let feed = record([("family", family()), ("key", bytes(KEY))]);
	let trigger =
		[("feed", feed), ("comparison", variant("Below", [])), ("bound", Value::i128(DROUGHT * TENTH))];
	let product = record([
		("rate", RATE.value()),
		("min_cover", number(CRN)),
		("max_cover", number(10_000 * CRN)),
		("waiting", number(1_000u32)),
		("term", number(30 * MINUTE)),
		("window", number(10 * MINUTE)),
		("trigger", Value::named_variant("Parametric", trigger)),
	]);
	let create = insurance("create_pool", [variant("Native", []), terms, list([])]);
	let add = insurance("add_product", [number(POOL), product]);
	let founded = execute(client, &all_of([create, add]), &dev::alice()).await;
	assert_eq!(founded.event("Insurance", "PoolCreated").number("pool"), u128::from(POOL));
	assert_eq!(founded.event("Insurance", "ProductAdded").number("product"), u128::from(PRODUCT));
}

/// The call that underwrites the pool.
fn underwrite(amount: u128) -> Call {
	insurance("deposit", [number(POOL), number(amount), number(PRODUCT + 1)])
}

/// The pool, as the runtime API tells it.
async fn pool(block: &Block) -> Option<Value> {
	state::ask(block, "InsuranceApi", "pool", vec![number(POOL)]).await
}

/// A number in the ledger of the pool.
async fn ledger(block: &Block, name: &str) -> u128 {
	amount(field(&pool(block).await.expect("the pool exists"), "pool"), name)
}

/// The shares of an underwriter, and what they are worth.
async fn position(block: &Block, who: Id) -> (u128, u128) {
	let args = vec![number(POOL), account(who)];
	let view: Option<Value> = state::ask(block, "InsuranceApi", "position", args).await;
	let view = view.expect("an underwriter has a position");
	(amount(field(&view, "position"), "shares"), amount(&view, "value"))
}

/// The policy that was sold.
fn sold(included: &Included) -> u64 {
	included.event("Insurance", "PolicySold").number("policy") as u64
}

/// What a payment says: which policy, what was approved, what was paid.
fn payment(event: &Event) -> (u64, u128, u128) {
	(event.number("policy") as u64, event.number("amount"), event.number("paid"))
}

/// Only a fifth of the fee, and what rounding leaves of the other parts, is gone; what there is belongs to somebody.
async fn nothing_is_made_or_lost(done: &Included) {
	let burnt = done.fee - done.fee * 3 / 5 - done.fee / 5;
	assert_eq!(issuance(&done.block).await, issuance(&done.parent).await - burnt);
	assert_eq!(sum_of_balances(&done.block).await, issuance(&done.block).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_drought_is_paid_for_though_one_operator_lies_and_one_is_dead() {
	const CAPITAL: u128 = 1_000 * CRN;
	const COVER: u128 = 400 * CRN;
	let (node, client) = fast_chain::start(DAY).await;
	let (underwriter, farmer, anyone) = (dev::bob(), dev::charlie(), dev::dave());
	admit(&client, &["honest", "liar", "dead"]).await;

	// It rains, and all three say so.
	let site = Site::open().await;
	publish(&site, "/honest", 312);
	publish(&site, "/liar", 315);
	publish(&site, "/dead", 310);
	let (honest, _liar, dead) = tokio::join!(
		operator(&node, &site, "honest"),
		operator(&node, &site, "liar"),
		operator(&node, &site, "dead"),
	);
	let rain = until_feed(&client, "three sources", |reading| reading.sources == 3).await;
	assert_eq!((rain.tenths, rain.outliers), (312, 0));

	// The farmer buys cover from a pool that has as much capital as cover.
	found_pool(&client, 100).await;
	execute(&client, &underwrite(CAPITAL), &underwriter).await;
	let before = balance(&current(&client).await, &farmer).await;
	let bought = execute(&client, &buy(COVER), &farmer).await;
	let deposit = reserved(&bought.block, &farmer).await;
	let premium = RATE.of(COVER);
	assert_eq!(bought.event("Insurance", "PolicySold").number("premium"), premium);
	assert_eq!(balance(&bought.block, &farmer).await, before - premium - deposit - bought.fee);
	assert_eq!(ledger(&bought.block, "capital").await, CAPITAL + premium - FEE.of(premium));
	nothing_is_made_or_lost(&bought).await;
	let policy = sold(&bought);
	let start = bought.event("Insurance", "PolicySold").number("start") as u64;
	until_time(&client, start).await;
	let in_rain = failure(&client, &of_product("observe"), &anyone).await;
	assert!(in_rain.contains("Insurance::BoundNotCrossed"), "{in_rain}");

	// Then the rain fails. One operator says the opposite, and one says so and is never heard of again.
	publish(&site, "/honest", 32);
	publish(&site, "/liar", 480);
	publish(&site, "/dead", 34);
	until_source(&client, id(&fresh("dead")), 34).await;
	until_source(&client, id(&fresh("liar")), 480).await;
	dead.kill().await;
	publish(&site, "/dead", 0);
	publish(&site, "/honest", 39);
	let drought = until_feed(&client, "the drought", |reading| reading.tenths == 39).await;
	assert_eq!((drought.sources, drought.outliers), (3, 1), "the dead one's word is still fresh");
	assert!(drought.observed_at >= start);

	// Anyone can have it recorded and the farmer paid.
	let observed = execute(&client, &of_product("observe"), &anyone).await;
	let event = observed.event("Insurance", "Observed");
	assert_eq!(tenths(event.field("value")), 39);
	assert_eq!(event.number("observed_at"), u128::from(drought.observed_at));
	let claim = all_of([of_policy("claim", policy), of_policy("collect", policy)]);
	let paid = execute(&client, &claim, &anyone).await;
	assert_eq!(payment(paid.event("Insurance", "ClaimPaid")), (policy, COVER, COVER));
	let (before, after) = (&paid.parent, &paid.block);
	assert_eq!(balance(after, &farmer).await, balance(before, &farmer).await + COVER + deposit);
	assert_eq!(reserved(after, &farmer).await, 0);
	nothing_is_made_or_lost(&paid).await;

	// The underwriter bears it, to the unit.
	let left = CAPITAL + premium - FEE.of(premium) - COVER;
	assert_eq!(ledger(after, "capital").await, left);
	assert_eq!((ledger(after, "pending").await, ledger(after, "live_cover").await), (0, 0));
	let (shares, was_worth) = position(before, id(&underwriter)).await;
	let (same_shares, is_worth) = position(after, id(&underwriter)).await;
	assert_eq!(same_shares, shares);
	assert_eq!(is_worth, shares * (left + 1) / (shares + 1_000));
	assert_eq!(was_worth, shares * (left + COVER + 1) / (shares + 1_000));
	assert!(was_worth > is_worth && is_worth > left - CRN);
	let again = failure(&client, &of_policy("claim", policy), &anyone).await;
	assert!(again.contains("Insurance::NoPolicy"), "{again}");

	// The liar loses its bond to the treasury, and the feed its outlier.
	let liar = fresh("liar");
	let remove = call("WeatherFeeds", "remove", [address(id(&liar)), number(1_000_000u32)]);
	let slashed = execute(&client, &sudo(remove), &dev::alice()).await;
	let to_treasury =
		balance_of(&slashed.block, TREASURY).await - balance_of(&slashed.parent, TREASURY).await;
	assert_eq!(to_treasury, 1_000 * CRN + slashed.fee / 5);
	assert_eq!(reserved(&slashed.block, &liar).await, 0);
	let two = until_feed(&client, "two sources", |reading| reading.sources == 2).await;
	assert_eq!(two.outliers, 0);
	assert!(honest.stop().await.success(), "an operator that is asked to end ends well");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pool_that_owes_more_than_it_has_pays_all_the_same_share() {
	const COVERS: [u128; 3] = [1_500 * CRN, 900 * CRN, 500 * CRN];
	let (node, client) = fast_chain::start(DAY).await;
	let underwriters = [(dev::bob(), 600 * CRN), (dev::ferdie(), 400 * CRN)];
	let farmers = [dev::charlie(), dev::dave(), dev::eve()];
	let (manager, anyone) = (dev::alice(), dev::alice());
	admit(&client, &["north", "south"]).await;
	let site = Site::open().await;
	publish(&site, "/north", 212);
	publish(&site, "/south", 214);
	let (_north, _south) = tokio::join!(operator(&node, &site, "north"), operator(&node, &site, "south"));
	until_feed(&client, "two sources", |reading| reading.sources == 2).await;

	// Three times as much cover as capital is live: a bet that they will not all need it.
	let at_first = current(&client).await;
	found_pool(&client, 300).await;
	let deposits = underwriters.clone().map(|(who, amount)| (underwrite(amount), who));
	execute_each(&client, deposits).await;
	let mut policies = Vec::new();
	let mut start = 0;
	for (cover, farmer) in COVERS.into_iter().zip(&farmers) {
		let bought = execute(&client, &buy(cover), farmer).await;
		policies.push(sold(&bought));
		start = bought.event("Insurance", "PolicySold").number("start") as u64;
	}
	let [first, second, third] = policies[..] else { panic!("three were sold") };
	let too_much = failure(&client, &buy(1_000 * CRN), &farmers[0]).await;
	assert!(too_much.contains("Insurance::NotEnoughCapital"), "{too_much}");
	let premiums = COVERS.map(|cover| RATE.of(cover)).iter().sum::<u128>();
	let capital = 1_000 * CRN + premiums - FEE.of(premiums);
	assert_eq!(ledger(&current(&client).await, "capital").await, capital);

	// They do.
	until_time(&client, start).await;
	publish(&site, "/north", 11);
	publish(&site, "/south", 13);
	let drought = |reading: &Reading| reading.tenths == 12 && reading.observed_at >= start;
	until_feed(&client, "the drought", drought).await;
	execute(&client, &of_product("observe"), &anyone).await;

	// There is enough for the second farmer, but not if others suffered too: it waits.
	execute(&client, &of_policy("claim", second), &anyone).await;
	let too_early = failure(&client, &of_policy("collect", second), &farmers[1]).await;
	assert!(too_early.contains("Insurance::NotDueYet"), "{too_early}");
	let failed = execute(&client, &of_policy("claim", first), &anyone).await;
	let claims_until = failed.event("Insurance", "PoolFailed").number("claims_until") as u64;
	assert_eq!(ledger(&failed.block, "pending").await, COVERS[0] + COVERS[1]);
	let runs = insurance("request_withdrawal", [number(POOL), number(1u8)]);
	let stays = failure(&client, &runs, &underwriters[0].0).await;
	assert!(stays.contains("Insurance::PoolHasFailed"), "{stays}");

	// When the time for claims is over, who did not claim gets nothing, and the others the same share of all there is.
	until_time(&client, claims_until + VOTING).await;
	let late = failure(&client, &of_policy("claim", third), &farmers[2]).await;
	assert!(late.contains("Insurance::PoolHasFailed"), "{late}");
	let pay = all_of([of_policy("collect", first), of_policy("collect", second)]);
	let paid = execute(&client, &pay, &anyone).await;
	let owed = COVERS[0] + COVERS[1];
	let share = capital * COVERS[0] / owed;
	let shares = [share, capital - share];
	let payments = paid.events.iter().filter(|event| event.is("Insurance", "ClaimPaid")).map(payment);
	let expected = [(first, COVERS[0], shares[0]), (second, COVERS[1], shares[1])];
	assert_eq!(payments.collect::<Vec<_>>(), expected);
	assert!(shares[1] - capital * COVERS[1] / owed <= 1, "the same, but for what rounding left");
	let (before, after) = (&paid.parent, &paid.block);
	for (farmer, share) in farmers.iter().zip(shares) {
		let deposit = reserved(before, farmer).await;
		assert!(deposit > 0);
		assert_eq!(balance(after, farmer).await, balance(before, farmer).await + share + deposit);
	}
	nothing_is_made_or_lost(&paid).await;
	assert_eq!(ledger(after, "capital").await, 0);
	for (who, _) in &underwriters {
		assert_eq!(position(after, id(who)).await.1, 0, "the shares are worth nothing");
	}

	// Anyone can tidy up, and all have their deposits back.
	let sovereign = account_in(field(&pool(after).await.expect("it exists"), "account"));
	let seed = balance_of(after, sovereign).await;
	let leave = |who: Id| insurance("leave", [number(POOL), account(who)]);
	let end = all_of([
		of_policy("expire", third),
		leave(id(&underwriters[0].0)),
		leave(id(&underwriters[1].0)),
		of_product("remove_product"),
		insurance("remove_pool", [number(POOL)]),
	]);
	let ended = execute(&client, &end, &farmers[2]).await;
	assert_eq!(ended.event("Insurance", "PoolRemoved").number("left"), seed);
	assert_eq!(balance_of(&ended.block, sovereign).await, 0);
	assert!(pool(&ended.block).await.is_none());
	nothing_is_made_or_lost(&ended).await;
	let deposit = reserved(&ended.parent, &manager).await;
	let manager_had = balance(&ended.parent, &manager).await;
	assert_eq!(balance(&ended.block, &manager).await, manager_had + deposit + seed);
	for who in farmers.iter().chain(underwriters.iter().map(|(who, _)| who)).chain([&manager]) {
		assert_eq!(reserved(&ended.block, who).await, reserved(&at_first, who).await);
		assert_eq!(reserved(&ended.block, who).await, 0);
	}
}
