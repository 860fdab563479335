// SPDX-License-Identifier: Apache-2.0
//
// Feeds of the oracle, and the accounts that feed them.

import { existsSync, readFileSync } from "node:fs";
import { Keyring } from "@polkadot/api";
import { Refusal, account, address, explain, found, run, send, shown } from "./chain.mjs";
import { number, steps } from "./fixed.mjs";
import { called } from "./names.mjs";

const USAGE = `
Feeds of the oracle, and the accounts that feed them.

Usage:
  node oracle.mjs feeds FAMILY                         all feeds, and what they say
  node oracle.mjs show FAMILY KEY                      a feed, and what its sources say
  node oracle.mjs operators FAMILY                     all who have a bond
  node oracle.mjs apply FAMILY                         puts the bond on hold
  node oracle.mjs cancel FAMILY                        takes the application back, and the bond
  node oracle.mjs admit FAMILY ACCOUNT...
  node oracle.mjs remove FAMILY ACCOUNT PERCENT        and takes so much of the bond
  node oracle.mjs feed FAMILY KEY VALUE                submits a value by hand
  node oracle.mjs resign FAMILY
  node oracle.mjs withdraw FAMILY                      takes the bond, when it is free

FAMILY is prices, weather or numbers. To admit and to remove is for governance: with --sudo //Alice it is done at once,
without it the call is printed, to be proposed on the track general_admin.

Options:
  --from ACCOUNT          who signs (default: //Alice), or a key file that cairn-oracle made
  --password-file FILE    the password of that file
  --sudo ACCOUNT
  --uri URL               the node (default: ws://127.0.0.1:9944)
`;

const OPTIONS = {
	from: { type: "string", default: "//Alice" },
	"password-file": { type: "string" },
	sudo: { type: "string" },
};

const FAMILIES = {
	prices: { name: "Prices", feeds: "priceFeeds", oracle: "priceOracle" },
	weather: { name: "Weather", feeds: "weatherFeeds", oracle: "weatherOracle" },
	numbers: { name: "Numbers", feeds: "numberFeeds", oracle: "numberOracle" },
};

function family(which) {
	const found = FAMILIES[which];
	if (!found) throw new Refusal(`'${which}' is no family of feeds`, "give prices, weather or numbers");
	return found;
}

/// Who signs: as for other programs, or whose key is in an encrypted file.
function signer({ from, "password-file": file }) {
	const key = existsSync(from) ? JSON.parse(readFileSync(from, "utf8")) : {};
	if (!key.encoded) return account(from);
	if (!file) throw new Refusal(`${from} is encrypted`, "name a file with its password: --password-file");
	const pair = new Keyring().addFromJson(key);
	try {
		pair.unlock(readFileSync(file, "utf8").replace(/\r?\n$/, ""));
	} catch {
		throw new Refusal(`the password in ${file} does not open ${from}`, "correct it");
	}
	return pair;
}

/// What a feed says, in words.
function said(api, reading, unit) {
	if (reading.isErr) {
		const why = reading.asErr;
		const counts = why.isNoSuchFeed ? "" : ` ${JSON.stringify(why.inner.toJSON())}`;
		return `says nothing: ${why.type}${counts}`;
	}
	const { value, age, sources, outliers, deviation } = reading.asOk;
	return (
		`says ${number(api, value)} ${unit}, ${seconds(age)} old, from sources: ${sources}, ` +
		`outliers: ${outliers}, deviation ${deviation.toNumber() / 10_000} %`
	);
}

const seconds = (milliseconds) => `${Math.round(milliseconds.toNumber() / 1_000)} s`;

async function states(api, which) {
	return api.call.oracleFeedsApi.feeds(family(which).name);
}

async function feeds(api, _, which) {
	for (const { key, feed, reading } of await states(api, which)) {
		console.log(`${key.toUtf8()}: ${feed.description.toUtf8()}`);
		console.log(`  ${said(api, reading, feed.unit.toUtf8())}`);
	}
}

async function show(api, _, which, name) {
	const state = (await states(api, which)).find(({ key }) => key.toUtf8() === name);
	if (!state) throw new Refusal(`there is no feed ${name} of ${which}`, "`feeds` lists them");
	const { feed, reading } = state;
	const unit = feed.unit.toUtf8();
	console.log(`${name} ${said(api, reading, unit)}`);
	console.log(
		`  ${feed.minSources} sources must agree within ${feed.maxDeviation.toNumber() / 10_000} % or ` +
			`${number(api, feed.tolerance)} ${unit}, and be no older than ${seconds(feed.maxAge)}`,
	);
	const sources = await api.call.oracleFeedsApi.sources(family(which).name, name);
	for (const { operator, value, age, fresh, agrees } of sources) {
		const counts = agrees.isTrue ? "agrees" : fresh.isTrue ? "does not agree" : "is too old";
		console.log(`  ${called(operator)}: ${number(api, value)} ${unit}, ${seconds(age)} old, ${counts}`);
	}
}

async function operators(api, _, which) {
	const all = await api.call.oracleFeedsApi.operators(family(which).name);
	if (!all.length) console.log("nobody has a bond");
	for (const { account, bond } of all) {
		const { amount, standing } = bond;
		const until = standing.isLeaving ? `, bond free in block ${standing.asLeaving.until}` : "";
		console.log(`${called(account)}: ${standing.type.toLowerCase()}${until}, bond ${shown(api, amount)}`);
	}
}

async function apply(api, options, which) {
	const { feeds } = family(which);
	const { who, bond } = found(await send(api.tx[feeds].apply(), signer(options)), feeds, "Applied");
	console.log(`${called(who)} applied, and has a bond of ${shown(api, bond)} on hold`);
}

async function cancel(api, options, which) {
	const { feeds } = family(which);
	const events = await send(api.tx[feeds].withdrawApplication(), signer(options));
	const { who, bond } = found(events, feeds, "ApplicationWithdrawn");
	console.log(`${called(who)} has ${shown(api, bond)} back`);
}

/// Has governance make a call: at once with sudo, or else prints it.
async function govern(api, { sudo }, call, done) {
	if (!sudo) return console.log(call.method.toHex());
	const events = await send(api.tx.sudo.sudo(call), account(sudo));
	const { sudoResult } = found(events, "sudo", "Sudid");
	if (sudoResult.isErr) throw new Error(explain(api.registry, sudoResult.asErr));
	console.log(done);
}

async function admit(api, options, which, ...accounts) {
	const { feeds } = family(which);
	const calls = accounts.map((who) => api.tx[feeds].admit(address(who)));
	const call = calls.length === 1 ? calls[0] : api.tx.utility.batchAll(calls);
	await govern(api, options, call, `operators of ${which}: ${accounts.map((who) => called(address(who))).join(", ")}`);
}

async function remove(api, options, which, who, percent) {
	const call = api.tx[family(which).feeds].remove(address(who), Math.round(Number(percent) * 10_000));
	const done = `${called(address(who))} is no operator of ${which} any more, and lost ${percent} % of its bond`;
	await govern(api, options, call, done);
}

async function feed(api, options, which, key, value) {
	await send(api.tx[family(which).oracle].feedValues([[key, steps(api, value)]]), signer(options));
	console.log(`${options.from} says ${value}`);
}

async function resign(api, options, which) {
	const { feeds } = family(which);
	const { who, until } = found(await send(api.tx[feeds].resign(), signer(options)), feeds, "OperatorResigned");
	console.log(`${called(who)} is no operator of ${which} any more; the bond is free in block ${until}`);
}

async function withdraw(api, options, which) {
	const { feeds } = family(which);
	const { who, bond } = found(await send(api.tx[feeds].withdrawBond(), signer(options)), feeds, "BondWithdrawn");
	console.log(`${called(who)} has ${shown(api, bond)} back`);
}

await run(USAGE, OPTIONS, { feeds, show, operators, apply, cancel, admit, remove, feed, resign, withdraw });
