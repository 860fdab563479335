// SPDX-License-Identifier: Apache-2.0
//
// Pools of insurance: makes them, backs them, and buys cover.

import { readFileSync } from "node:fs";
import { amount, asset, assetOf, units } from "./assets.mjs";
import { Refusal, account, address, explain, found, run, send, shown } from "./chain.mjs";
import { away, milliseconds } from "./durations.mjs";
import { number, steps } from "./fixed.mjs";
import { called } from "./names.mjs";

const USAGE = `
Pools of insurance: makes them, backs them, and buys cover.

Usage:
  node insurance.mjs create [--asset native] [--ratio 100] [--fee 10] [--notice 5m] [--voting 30s]
  node insurance.mjs product POOL TRIGGER [--rate 5] [--least 1] [--most 10000]
      [--waiting 10s] [--term 3m] [--window 1m]
          TRIGGER is one of
            FAMILY FEED below|above VALUE              such as: weather RAIN/10381 below 5
            by ACCOUNT                                 an assessor
  node insurance.mjs show POOL [UNDERWRITER...]
  node insurance.mjs deposit POOL AMOUNT [--products N]
  node insurance.mjs quote POOL PRODUCT COVER
  node insurance.mjs buy POOL PRODUCT COVER
  node insurance.mjs policy POLICY
  node insurance.mjs observe POOL PRODUCT              records that the feed is beyond the bound
  node insurance.mjs claim POLICY                      of a product with a feed
  node insurance.mjs file POLICY AMOUNT FILE           a claim for the assessor, with evidence
  node insurance.mjs vote POLICY yes|no
  node insurance.mjs collect POLICY                    pays an approved claim
  node insurance.mjs expire POLICY                     ends one on which nothing can be claimed any more
  node insurance.mjs request POOL [PERCENT]            a withdrawal of so much of one's shares; of all
  node insurance.mjs withdraw POOL                     when notice is over
  node insurance.mjs close POOL
  node insurance.mjs leave POOL ACCOUNT                of a pool that is closed
  node insurance.mjs unlist POOL PRODUCT               removes a product
  node insurance.mjs remove POOL

Options:
  --from ACCOUNT   who signs (default: //Alice)
  --uri URL        the node (default: ws://127.0.0.1:9944)

Ratio, fee and rate are in percent.
`;

const OPTIONS = {
	from: { type: "string", default: "//Alice" },
	asset: { type: "string" },
	ratio: { type: "string", default: "100" },
	fee: { type: "string", default: "10" },
	notice: { type: "string", default: "5m" },
	voting: { type: "string", default: "30s" },
	rate: { type: "string", default: "5" },
	least: { type: "string", default: "1" },
	most: { type: "string", default: "10000" },
	waiting: { type: "string", default: "10s" },
	term: { type: "string", default: "3m" },
	window: { type: "string", default: "1m" },
	products: { type: "string" },
};

/// Parts per billion.
const share = (percent) => Math.round(Number(percent) * 10_000_000);

async function create(api, options) {
	const { kind } = await asset(api, options.asset);
	const terms = {
		ratioPercent: options.ratio,
		fee: share(options.fee),
		notice: milliseconds(options.notice),
		voting: milliseconds(options.voting),
		panel: null,
	};
	const call = api.tx.insurance.createPool(kind, terms, []);
	const { pool } = found(await send(call, account(options.from)), "insurance", "PoolCreated");
	await show(api, {}, pool);
}

async function read(api, id) {
	const view = (await api.call.insuranceApi.pool(id)).unwrapOr(null);
	if (!view) throw new Refusal(`there is no pool ${id}`, "`create` prints the number");
	return { ...Object.fromEntries(view.entries()), what: await assetOf(api, view.pool.asset) };
}

const FAMILIES = { prices: "Prices", weather: "Weather", numbers: "Numbers" };

function trigger(api, words) {
	const [first, second, comparison, bound] = words;
	if (first === "by") return { Assessed: { by: { Account: address(second) } } };
	if (!FAMILIES[first] || !bound) {
		throw new Refusal(`'${words.join(" ")}' is no trigger`, "write it as: weather RAIN/10381 below 5, or: by //Alice");
	}
	return { Parametric: { feed: { family: FAMILIES[first], key: second }, comparison, bound: steps(api, bound) } };
}

async function product(api, options, id, ...words) {
	const { what } = await read(api, id);
	const terms = {
		rate: share(options.rate),
		minCover: units(api, what, options.least),
		maxCover: units(api, what, options.most),
		waiting: milliseconds(options.waiting),
		term: milliseconds(options.term),
		window: milliseconds(options.window),
		trigger: trigger(api, words),
	};
	const events = await send(api.tx.insurance.addProduct(id, terms), account(options.from));
	const { product, onSaleFrom } = found(events, "insurance", "ProductAdded");
	const when = await away(api, onSaleFrom);
	console.log(`product ${product} of pool ${id} is on sale${when.startsWith("in") ? ` ${when}` : ""}`);
}

async function show(api, _, id, ...underwriters) {
	const { pool, net, freeCapacity, what } = await read(api, id);
	const { state, capital, pending, liveCover, terms } = pool;
	const notice = `notice ${terms.notice.toNumber() / 1_000} s`;
	console.log(`pool ${id} of ${called(pool.manager)}, ${state.type.toLowerCase()}, ${notice}`);
	console.log(`  capital ${amount(api, what, capital)}, of which it owes ${amount(api, what, pending)}`);
	const more = state.isOpen ? `; it can sell ${amount(api, what, freeCapacity)} more` : "";
	console.log(`  live cover ${amount(api, what, liveCover)}${more}`);
	for (const { id: product, product: { terms, stopped } } of await api.call.insuranceApi.products(id)) {
		const premium = `premium ${terms.rate.toNumber() / 10_000_000} %`;
		const sale = stopped.isTrue ? ", not sold any more" : "";
		console.log(`  product ${product}: ${pays(api, terms.trigger)}; ${premium}${sale}`);
	}
	for (const who of underwriters) {
		const view = (await api.call.insuranceApi.position(id, address(who))).unwrapOr(null);
		if (!view) {
			console.log(`  ${who} has no shares`);
			continue;
		}
		const { value, leavingValue, exit } = view;
		const leaving = exit.isSome
			? `; leaving with ${amount(api, what, leavingValue)}, payable ${await away(api, exit.unwrap()[0])}`
			: "";
		console.log(`  ${who} has shares worth ${amount(api, what, value)} of ${amount(api, what, net)}${leaving}`);
	}
}

/// When a product pays, in words.
function pays(api, trigger) {
	if (trigger.isAssessed) {
		const { by } = trigger.asAssessed;
		return `pays if ${by.isAccount ? called(by.asAccount) : "the panel"} finds a claim justified`;
	}
	const { feed, comparison, bound } = trigger.asParametric;
	return `pays if ${feed.key.toUtf8()} is ${comparison.type.toLowerCase()} ${number(api, bound)}`;
}

async function deposit(api, { from, products }, id, written) {
	const { pool, what } = await read(api, id);
	const call = api.tx.insurance.deposit(id, units(api, what, written), products ?? pool.productsMade);
	await send(call, account(from));
	await show(api, {}, id, from);
}

async function quote(api, _, pool, product, written) {
	const { what } = await read(api, pool);
	const answer = await api.call.insuranceApi.quote(pool, product, units(api, what, written));
	if (answer.isErr) throw new Error(`it is not sold: ${explain(api.registry, answer.asErr)}`);
	const { premium, deposit, start, end } = answer.asOk;
	console.log(
		`premium ${amount(api, what, premium)}, deposit ${shown(api, deposit)}; ` +
			`start ${await away(api, start)}, end ${await away(api, end)}`,
	);
}

async function buy(api, { from }, pool, product, written) {
	const { what } = await read(api, pool);
	const call = api.tx.insurance.buy(pool, product, units(api, what, written));
	const { policy, premium } = found(await send(call, account(from)), "insurance", "PolicySold");
	console.log(`${from} paid ${amount(api, what, premium)}`);
	await showPolicy(api, {}, policy);
}

async function ofPolicy(api, id) {
	const view = (await api.call.insuranceApi.policy(id)).unwrapOr(null);
	if (!view) throw new Refusal(`there is no policy ${id}, or it has ended`, "`buy` prints the number");
	return { ...Object.fromEntries(view.entries()), what: (await read(api, view.policy.pool)).what };
}

async function showPolicy(api, _, id) {
	const { policy, actions, payout, what } = await ofPolicy(api, id);
	const { holder, cover, start, end, claimsUntil, state } = policy;
	console.log(`policy ${id} of ${called(holder)}: cover ${amount(api, what, cover)}, ${state.type.toLowerCase()}`);
	const times = await Promise.all([start, end, claimsUntil].map((time) => away(api, time)));
	console.log(`  start ${times[0]}, end ${times[1]}, last claim ${times[2]}`);
	if (state.isApproved) {
		const { due } = state.asApproved;
		console.log(`  would pay ${amount(api, what, payout.unwrap())}; to be paid at the latest ${await away(api, due)}`);
	}
	console.log(`  can be done: ${actions.map(({ type }) => type).join(", ") || "nothing now"}`);
}

async function observe(api, { from }, pool, product) {
	const events = await send(api.tx.insurance.observe(pool, product), account(from));
	const { value, observedAt } = found(events, "insurance", "Observed");
	console.log(`recorded: ${number(api, value)}, observed ${await away(api, observedAt)}`);
}

async function claim(api, { from }, policy) {
	await send(api.tx.insurance.claim(policy), account(from));
	await showPolicy(api, {}, policy);
}

async function file(api, { from }, policy, written, evidence) {
	const { what } = await ofPolicy(api, policy);
	const hash = api.registry.hash(readFileSync(evidence));
	await send(api.tx.insurance.fileClaim(policy, units(api, what, written), hash), account(from));
	await showPolicy(api, {}, policy);
}

async function vote(api, { from }, policy, answer) {
	if (answer !== "yes" && answer !== "no") throw new Refusal("say yes or no", "--help has the order of arguments");
	await send(api.tx.insurance.vote(policy, answer === "yes"), account(from));
	await showPolicy(api, {}, policy);
}

async function collect(api, { from }, policy) {
	const { what } = await ofPolicy(api, policy);
	const { holder, paid } = found(await send(api.tx.insurance.collect(policy), account(from)), "insurance", "ClaimPaid");
	console.log(`${called(holder)} was paid ${amount(api, what, paid)}`);
}

async function expire(api, { from }, policy) {
	await send(api.tx.insurance.expire(policy), account(from));
	console.log(`policy ${policy} has ended`);
}

async function request(api, { from }, id, percent = "100") {
	const position = (await api.query.insurance.positions(id, address(from))).unwrapOr(null);
	if (!position) throw new Refusal(`${from} has no shares of pool ${id}`, "`deposit` buys some");
	const shares = (position.shares.toBigInt() * BigInt(share(percent))) / BigInt(share(100));
	await send(api.tx.insurance.requestWithdrawal(id, shares), account(from));
	await show(api, {}, id, from);
}

async function withdraw(api, { from }, id) {
	const { what } = await read(api, id);
	const events = await send(api.tx.insurance.withdraw(id), account(from));
	console.log(`${from} was paid ${amount(api, what, found(events, "insurance", "Withdrawn").amount)}`);
}

async function close(api, { from }, id) {
	await send(api.tx.insurance.closePool(id), account(from));
	await show(api, {}, id);
}

async function leave(api, { from }, id, who) {
	const { what } = await read(api, id);
	const events = await send(api.tx.insurance.leave(id, address(who)), account(from));
	console.log(`${who} was paid ${amount(api, what, found(events, "insurance", "Withdrawn").amount)}`);
}

async function unlist(api, { from }, id, product) {
	await send(api.tx.insurance.removeProduct(id, product), account(from));
	console.log(`product ${product} of pool ${id} is gone`);
}

async function remove(api, { from }, id) {
	const { what } = await read(api, id);
	const { left } = found(await send(api.tx.insurance.removePool(id), account(from)), "insurance", "PoolRemoved");
	console.log(`pool ${id} is gone; ${amount(api, what, left)} and the deposit went to its manager`);
}

const COMMANDS = {
	create, product, show, deposit, quote, buy, policy: showPolicy, observe, claim, file, vote, collect, expire, request,
	withdraw, close, leave, unlist, remove,
};
await run(USAGE, OPTIONS, COMMANDS);
