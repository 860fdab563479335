// SPDX-License-Identifier: Apache-2.0
//! Stake: nominated, pooled, elected, paid to the planck, and withdrawn.

use cairn_tests::{
	account::{
		all_of, balance, balance_of, call, client, current, dev, execute, id, issuance, reserved, stash,
		Block, Client, Id, CRN, TREASURY,
	},
	chain_spec::ChainSpec,
	events,
	node::Builder,
	state,
	value::{account, account_in, address, list, list_in, number, variant},
	wait,
};
use serde_json::json;
use std::collections::BTreeMap;
use subxt::dynamic::{At, Value};

/// The first pool of a chain.
const POOL: u32 = 1;

/// What the nominator, the pool's creator and its other member put in, in planck.
const NOMINATED: u128 = 50_000 * CRN;
const CREATED: u128 = 1_000 * CRN;
const JOINED: u128 = 500 * CRN;

/// Who stands behind a validator in an era, and with how much.
struct Exposure {
	total: u128,
	own: u128,
	others: BTreeMap<Id, u128>,
}

async fn exposure(block: &Block, era: u32, validator: Id) -> Option<Exposure> {
	let key = || [number(era), account(validator)];
	let overview: Value = state::read(block, "Staking", "ErasStakersOverview", key()).await?;
	let page = key().into_iter().chain([number(0u8)]);
	let page: Option<Value> = state::read(block, "Staking", "ErasStakersPaged", page).await;
	let others = page.map_or_else(BTreeMap::new, |page| {
		let others = list_in(page.at("others").expect("a page has others"));
		others
			.into_iter()
			.map(|one| (account_in(one.at("who").expect("an account")), amount(one, "value")))
			.collect()
	});
	Some(Exposure { total: amount(&overview, "total"), own: amount(&overview, "own"), others })
}

fn amount(value: &Value, name: &str) -> u128 {
	value.at(name).and_then(Value::as_u128).unwrap_or_else(|| panic!("no {name} in {value}"))
}

/// The active era, and when it began, in milliseconds.
async fn active_era(block: &Block) -> (u32, u128) {
	let era: Option<Value> = state::read(block, "Staking", "ActiveEra", []).await;
	let era = era.expect("an era is active from the first block on");
	let start = era.at("start").and_then(|start| start.at(0)).and_then(Value::as_u128);
	(amount(&era, "index") as u32, start.expect("it has begun"))
}

/// What an era issues to the stakers and to the treasury, by the formula of `docs/tokenomics.md` with the default
/// settings, for a stake below the ideal one.
fn issued(staked: u128, issuance: u128, millis: u128) -> (u128, u128) {
	const ONE: u128 = 1_000_000_000_000_000_000;
	const YEAR: u128 = 31_557_600_000;
	let (min, max, ideal, to_treasury) = (25 * ONE / 1_000, ONE / 10, ONE / 2, 15);
	let share = staked * ONE / issuance;
	assert!(share < ideal, "beyond the ideal stake the formula is another one");
	let rate = min + (max - min) * (share * ONE / ideal) / ONE;
	let issued = issuance * rate / ONE * millis / YEAR;
	let treasury = issued * to_treasury / 100;
	(issued - treasury, treasury)
}

/// The part that `part` is of `whole`, of `reward`: counted in parts per billion rounded down, and the result rounded
/// to the nearest planck.
fn part_of(reward: u128, part: u128, whole: u128) -> u128 {
	const BILLION: u128 = 1_000_000_000;
	let product = reward * (part * BILLION / whole);
	product / BILLION + u128::from(product % BILLION > BILLION / 2)
}

/// Waits until `era` has ended, and checks what was issued for it. Returns what the stakers get.
async fn is_paid_by_the_formula(client: &Client, era: u32, from: u64) -> u128 {
	let paid = |event: &events::Event| {
		event.is("Staking", "EraPaid") && event.number("era_index") == u128::from(era)
	};
	let (block, event) = events::first(client, from, "the end of the era", paid).await;
	// The era ends as the block begins: what counts is the state before it.
	let before = client.at_block(block.block_number() - 1).await.expect("the node has the block");
	let (active, start) = active_era(&before).await;
	assert_eq!(active, era);
	let now: u64 = state::read(&before, "Timestamp", "Now", []).await.expect("blocks have a time");
	let staked: u128 =
		state::read(&before, "Staking", "ErasTotalStake", [number(era)]).await.expect("a number");
	let (stakers, treasury) = issued(staked, issuance(&before).await, u128::from(now) - start);
	assert_eq!((event.number("validator_payout"), event.number("remainder")), (stakers, treasury));
	let gained = balance_of(&block, TREASURY).await - balance_of(&before, TREASURY).await;
	assert_eq!(gained, treasury);
	stakers
}

#[tokio::test(flavor = "multi_thread")]
async fn stake_is_elected_paid_and_given_back() {
	// Eras of ten seconds.
	let pace = json!({ "slotDuration": 500, "epochDuration": 10, "sessionsPerEra": 2, "bondingDuration": 2 });
	let spec = ChainSpec::patched("development", &json!({ "launchConfig": pace })).await;
	let node = Builder::sole_validator(&spec).args(["--sealing", "500"]).start().await;
	let client = client(&node).await;
	let (dave, eve, ferdie, validator) = (dev::dave(), dev::eve(), dev::ferdie(), id(&stash("Alice")));

	// Eve nominates the validator herself. Ferdie makes a pool that does, and Dave joins it.
	let nominate = all_of([
		call("Staking", "bond", [number(NOMINATED), variant("Stash", [])]),
		call("Staking", "nominate", [list([address(validator)])]),
	]);
	execute(&client, &nominate, &eve).await;
	let himself = || address(id(&ferdie));
	let pool = all_of([
		call("NominationPools", "create", [number(CREATED), himself(), himself(), himself()]),
		call("NominationPools", "nominate", [number(POOL), list([account(validator)])]),
	]);
	execute(&client, &pool, &ferdie).await;
	let join = call("NominationPools", "join", [number(JOINED), number(POOL)]);
	let joined = execute(&client, &join, &dave).await;
	assert_eq!(joined.event("NominationPools", "Bonded").number("bonded"), JOINED);
	assert_eq!(reserved(&joined.block, &dave).await, JOINED, "the stake stays in the member's account");
	let accounts: Value =
		state::ask(&joined.block, "NominationPoolsApi", "pool_accounts", vec![number(POOL)]).await;
	let [staking, rewards] = list_in(&accounts)[..] else { panic!("two accounts: {accounts}") };
	let (staking, rewards) = (account_in(staking), account_in(rewards));

	// They are elected: from then on they stand behind the validator.
	let backed = || async {
		let block = current(&client).await;
		let (era, _) = active_era(&block).await;
		let exposure = exposure(&block, era, validator).await?;
		exposure.others.contains_key(&id(&eve)).then_some((era, block.block_number(), exposure))
	};
	let (era, seen, exposure) = wait::until("an era with the nominators", backed).await;
	let others = BTreeMap::from([(id(&eve), NOMINATED), (staking, CREATED + JOINED)]);
	assert_eq!(exposure.others, others);
	assert_eq!(exposure.total, exposure.own + NOMINATED + CREATED + JOINED);

	// The era is paid for: to each his part.
	let reward = is_paid_by_the_formula(&client, era, seen).await;
	let payout = call("Staking", "payout_stakers", [account(validator), number(era)]);
	let paid = execute(&client, &payout, &dev::bob()).await;
	let rewarded = paid.events.iter().filter(|event| event.is("Staking", "Rewarded"));
	let rewarded = rewarded.map(|event| (account_in(event.field("stash")), event.number("amount")));
	let share = |stake| part_of(reward, stake, exposure.total);
	let expected = [(validator, exposure.own), (id(&eve), NOMINATED), (staking, CREATED + JOINED)];
	let expected = expected.map(|(who, stake)| (who, share(stake)));
	assert_eq!(rewarded.collect::<BTreeMap<_, _>>(), BTreeMap::from(expected));
	let gained = balance(&paid.block, &eve).await - balance(&paid.parent, &eve).await;
	assert_eq!(gained, share(NOMINATED));
	let of_pool = share(CREATED + JOINED);
	let gained = balance_of(&paid.block, rewards).await - balance_of(&paid.parent, rewards).await;
	assert_eq!(gained, of_pool);

	// A member claims his part of what the pool got: a third. The pool rounds down.
	let claim = execute(&client, &call("NominationPools", "claim_payout", []), &dave).await;
	let claimed = claim.event("NominationPools", "PaidOut").number("payout");
	assert!(of_pool / 3 - claimed <= 1, "{claimed} of {of_pool}");
	assert_eq!(balance(&claim.block, &dave).await, balance(&claim.parent, &dave).await + claimed - claim.fee);

	// Both leave. Their stake is free after two eras, and not before: not at once, however slow the machine is.
	let withdraw = call("Staking", "withdraw_unbonded", [number(0u8)]);
	let early = all_of([call("Staking", "unbond", [number(NOMINATED)]), withdraw.clone()]);
	let unbond = execute(&client, &early, &eve).await;
	assert_eq!(reserved(&unbond.block, &eve).await, NOMINATED, "too early");
	assert_eq!(unbond.event("Staking", "Unbonded").number("amount"), NOMINATED);
	assert_eq!(account_in(unbond.event("Staking", "Chilled").field("stash")), id(&eve));
	let leave = call("NominationPools", "unbond", [address(id(&dave)), number(JOINED)]);
	let left =
		execute(&client, &leave, &dave).await.event("NominationPools", "Unbonded").number("era") as u32;

	let free = || async {
		let era: Option<u32> = state::read_now(&client, "Staking", "CurrentEra", []).await;
		era.filter(|era| *era >= left)
	};
	wait::until("the stake to be free", free).await;
	let withdrawn = execute(&client, &withdraw, &eve).await;
	assert_eq!(withdrawn.event("Staking", "Withdrawn").number("amount"), NOMINATED);
	assert_eq!(reserved(&withdrawn.block, &eve).await, 0);
	let withdraw = call("NominationPools", "withdraw_unbonded", [address(id(&dave)), number(0u8)]);
	let withdrawn = execute(&client, &withdraw, &dave).await;
	assert_eq!(withdrawn.event("NominationPools", "Withdrawn").number("balance"), JOINED);
	assert_eq!(reserved(&withdrawn.block, &dave).await, 0);
}
