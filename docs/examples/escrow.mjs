// SPDX-License-Identifier: Apache-2.0
//
// Money in escrow: payments in milestones with disputes, and swaps of two assets.

import { readFileSync } from "node:fs";
import { amount, asset, assetOf, units } from "./assets.mjs";
import { Refusal, account, address, found, run, send, shown } from "./chain.mjs";
import { called } from "./names.mjs";

const USAGE = `
Money in escrow: payments in milestones with disputes, and swaps of two assets.

Usage:
  node escrow.mjs pay PAYEE AMOUNT...                  a payment; each amount is a milestone
      [--asset native] [--terms FILE] [--blocks 600] [--on-expiry payer]
      [--arbiter ACCOUNT --fee PERCENT --period 120 --on-silence payer]
  node escrow.mjs show ID [ACCOUNT...]                 and what each account may do
  node escrow.mjs release ID [MILESTONE]               to the payee; all that is left, if none is named
  node escrow.mjs refund ID [MILESTONE]                to the payer
  node escrow.mjs propose ID AMOUNT                    to end it, with so much for the payee
  node escrow.mjs accept ID AMOUNT                     what the other side proposed
  node escrow.mjs dispute ID
  node escrow.mjs evidence ID FILE
  node escrow.mjs resolve ID PERCENT                   so much of the rest for the payee
  node escrow.mjs offer AMOUNT ASSET for AMOUNT ASSET [--to ACCOUNT] [--blocks 600]
  node escrow.mjs take ID AMOUNT ASSET for AMOUNT ASSET
  node escrow.mjs cancel ID                            an offer
  node escrow.mjs expire ID                            ends what is over

Options:
  --from ACCOUNT   who signs (default: //Alice)
  --uri URL        the node (default: ws://127.0.0.1:9944)

An asset is 'native', or the number of a token. Blocks are counted from now on.
`;

const OPTIONS = {
	from: { type: "string", default: "//Alice" },
	asset: { type: "string" },
	terms: { type: "string" },
	blocks: { type: "string", default: "600" },
	"on-expiry": { type: "string", default: "payer" },
	arbiter: { type: "string" },
	fee: { type: "string", default: "0" },
	period: { type: "string", default: "120" },
	"on-silence": { type: "string", default: "payer" },
	to: { type: "string" },
};

/// Parts per million.
const share = (percent) => Math.round(Number(percent) * 10_000);

/// The number of the block that is so many blocks ahead.
async function ahead(api, blocks) {
	return (await api.query.system.number()).toNumber() + Number(blocks);
}

/// The chain keeps hashes of files, not the files.
function hashed(api, file) {
	return api.registry.hash(readFileSync(file)).toHex();
}

async function pay(api, options, payee, ...amounts) {
	const what = await asset(api, options.asset);
	const terms = options.terms ? hashed(api, options.terms) : null;
	const arbitration = options.arbiter && {
		arbiter: address(options.arbiter),
		fee: share(options.fee),
		period: options.period,
		onSilence: options["on-silence"],
	};
	const call = api.tx.escrow.createPayment(
		address(payee),
		what.kind,
		amounts.map((written) => ({ amount: units(api, what, written), terms })),
		await ahead(api, options.blocks),
		options["on-expiry"],
		arbitration ?? null,
	);
	const { id } = found(await send(call, account(options.from)), "escrow", "PaymentCreated");
	await show(api, {}, id);
}

async function read(api, id) {
	const escrow = (await api.call.escrowApi.escrow(id)).unwrapOr(null);
	if (!escrow) throw new Refusal(`there is no escrow ${id}, or it is over`, "`pay` and `offer` print the number");
	return escrow;
}

async function show(api, _, id, ...accounts) {
	const escrow = await read(api, id);
	if (escrow.isPayment) await showPayment(api, id, escrow.asPayment);
	else await showSwap(api, id, escrow.asSwap);
	for (const who of accounts) {
		const actions = await api.call.escrowApi.actions(id, address(who));
		console.log(`  ${who} may: ${actions.map(({ type }) => type).join(", ") || "nothing"}`);
	}
}

async function showPayment(api, id, payment) {
	const { payer, payee, state, onExpiry, deadline, arbitration, proposal } = payment;
	const what = await assetOf(api, payment.asset);
	const party = (which) => called(which.isPayer ? payer : payee);
	console.log(`payment ${id}: ${called(payer)} pays ${called(payee)}`);
	for (const [index, milestone] of payment.milestones.entries()) {
		const progress = milestone.progress.type.toLowerCase();
		console.log(`  milestone ${index}: ${amount(api, what, milestone.amount)}, ${progress}`);
	}
	if (state.isOpen) console.log(`  open; what is left goes to ${party(onExpiry)} in block ${deadline}`);
	if (state.isDisputed) {
		const { arbiter, onSilence } = arbitration.unwrap();
		const { by, until } = state.asDisputed;
		const silence = `then ${party(onSilence)} gets it`;
		console.log(`  disputed by ${party(by)}; ${called(arbiter)} has until block ${until}, ${silence}`);
	}
	if (state.isDecided) {
		const { owed } = state.asDecided;
		console.log(`  decided, and not paid yet: ${split(api, what, owed)}`);
	}
	if (proposal.isSome) {
		const { by, toPayee } = proposal.unwrap();
		console.log(`  ${party(by)} proposes ${amount(api, what, toPayee)} for ${called(payee)}`);
	}
}

async function showSwap(api, id, { maker, taker, offered, asked, deadline }) {
	const whom = taker.isSome ? called(taker.unwrap()) : "anybody";
	const [gives, wants] = [await sum(api, offered), await sum(api, asked)];
	console.log(`swap ${id}: ${called(maker)} offers ${gives} for ${wants} to ${whom}, until block ${deadline}`);
}

/// An amount of the asset that it names, for people.
async function sum(api, { asset, amount: units }) {
	return amount(api, await assetOf(api, asset), units);
}

function split(api, what, { payee, arbiter, payer }) {
	const parts = { payee, arbiter, payer };
	const named = Object.entries(parts).filter(([, part]) => !part.isZero());
	return named.map(([role, part]) => `${role} ${amount(api, what, part)}`).join(", ") || "nothing";
}

/// Sends a call about a payment, and tells what it paid.
async function change(api, from, id, call) {
	const escrow = await read(api, id);
	const what = escrow.isPayment ? await assetOf(api, escrow.asPayment.asset) : undefined;
	for (const { section, method, data } of await send(call, account(from))) {
		if (section !== "escrow") continue;
		if (["Released", "Refunded", "Paid"].includes(method)) {
			console.log(`${amount(api, what, data.amount)} for ${called(data.to)}`);
		} else if (method === "PaymentFailed") {
			console.log(`${amount(api, what, data.amount)} for ${called(data.to)} could not be paid, and stays owed`);
		} else if (method === "Closed") {
			console.log(`payment ${id} is over: ${split(api, what, data.paid)}; deposit of ${shown(api, data.deposit)} is back`);
		} else if (method === "SwapTaken") {
			const [gives, wants] = [await sum(api, data.offered), await sum(api, data.asked)];
			console.log(`${called(data.taker)} got ${gives}, ${called(data.maker)} got ${wants}`);
		} else if (method === "SwapReturned") {
			console.log(`${called(data.maker)} has ${await sum(api, data.offered)} back`);
		}
	}
	if ((await api.call.escrowApi.escrow(id)).isSome) await show(api, {}, id);
}

async function release(api, { from }, id, milestone = null) {
	await change(api, from, id, api.tx.escrow.release(id, milestone));
}

async function refund(api, { from }, id, milestone = null) {
	await change(api, from, id, api.tx.escrow.refund(id, milestone));
}

async function dispute(api, { from }, id) {
	await change(api, from, id, api.tx.escrow.dispute(id));
}

async function expire(api, { from }, id) {
	await change(api, from, id, api.tx.escrow.expire(id));
}

async function cancel(api, { from }, id) {
	await change(api, from, id, api.tx.escrow.cancelSwap(id));
}

/// How much of a payment's asset a person means.
async function ofPayment(api, id, written) {
	return units(api, await assetOf(api, (await read(api, id)).asPayment.asset), written);
}

async function propose(api, { from }, id, written) {
	await change(api, from, id, api.tx.escrow.proposeSplit(id, await ofPayment(api, id, written)));
}

async function accept(api, { from }, id, written) {
	await change(api, from, id, api.tx.escrow.acceptSplit(id, await ofPayment(api, id, written)));
}

async function evidence(api, { from }, id, file) {
	const hash = hashed(api, file);
	await send(api.tx.escrow.submitEvidence(id, hash), account(from));
	console.log(`${from} submitted ${hash}`);
}

async function resolve(api, { from }, id, percent) {
	await change(api, from, id, api.tx.escrow.resolve(id, share(percent)));
}

/// Both sides of a swap, from the words `AMOUNT ASSET for AMOUNT ASSET`.
async function sides(api, [given, of, word, wanted, ofWhat]) {
	if (word !== "for" || !ofWhat) throw new Refusal("this is no swap", "write it as 10 native for 25 7");
	const side = async (written, which) => {
		const what = await asset(api, which);
		return { asset: what.kind, amount: units(api, what, written) };
	};
	return [await side(given, of), await side(wanted, ofWhat)];
}

async function offer(api, { from, to, blocks }, ...words) {
	const [offered, asked] = await sides(api, words);
	const call = api.tx.escrow.offerSwap(to ? address(to) : null, offered, asked, await ahead(api, blocks));
	const { id } = found(await send(call, account(from)), "escrow", "SwapOffered");
	await show(api, {}, id);
}

async function take(api, { from }, id, ...words) {
	const [offered, asked] = await sides(api, words);
	await change(api, from, id, api.tx.escrow.takeSwap(id, offered, asked));
}

const COMMANDS = {
	pay, show, release, refund, propose, accept, dispute, evidence, resolve, offer, take, cancel, expire,
};
await run(USAGE, OPTIONS, COMMANDS);
