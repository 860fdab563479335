// SPDX-License-Identifier: Apache-2.0
//
// Stakes tokens: as a validator, or on validators.

import { isValidator, now, slashingSpans, stake, unpaidEras } from "./eras.mjs";
import { Refusal, account, address, balance, found, planck, run, send, shown, until } from "./chain.mjs";
import { readFileSync } from "node:fs";
import { WsProvider } from "@polkadot/api";

const USAGE = `
Stakes tokens: as a validator, or on validators.

Usage:
  node staking.mjs show [ACCOUNT]                      the era, the validators, and the account's stake
  node staking.mjs validate ACCOUNT --stake TOKENS [--commission PERCENT] [--node URL | --keys FILE]
                                                       with new session keys of the node at URL, or those in FILE
  node staking.mjs nominate ACCOUNT --stake TOKENS VALIDATOR...
  node staking.mjs wait ACCOUNT                        until it is a validator
  node staking.mjs payout VALIDATOR [--from //Alice]   pays it and its nominators, for all eras that are due
  node staking.mjs stop ACCOUNT                        neither validates nor nominates any more, and unbonds its stake
  node staking.mjs withdraw ACCOUNT                    what was unbonded long enough, and removes session keys

Options:
  --uri URL        the node to send to (default: ws://127.0.0.1:9944)
`;

const OPTIONS = {
	stake: { type: "string" },
	commission: { type: "string", default: "5" },
	node: { type: "string", default: "ws://127.0.0.1:9944" },
	keys: { type: "string" },
	from: { type: "string", default: "//Alice" },
};

async function show(api, _, who) {
	const { era, session } = await now(api);
	const validators = await api.query.session.validators();
	console.log(`era ${era}, session ${session}, ${validators.length} of ${await api.query.staking.validatorCount()} validators`);
	if (who) await showAccount(api, address(who));
	else for (const validator of validators) await showAccount(api, validator.toString());
}

async function showAccount(api, who) {
	console.log(who);
	const staked = await stake(api, who);
	if (!staked) return console.log("  has no stake");
	console.log(`  stake: ${shown(api, staked.active)}`);
	for (const { value, era } of staked.unlocking) console.log(`  unbonding: ${shown(api, value)}, free in era ${era}`);
	if (await isValidator(api, who)) console.log("  is a validator in this session");
	else if (await isCandidate(api, who)) console.log("  is a candidate");
	const nominations = (await api.query.staking.nominators(who)).unwrapOr(null);
	if (nominations) console.log(`  nominates ${nominations.targets.join(", ")}`);
	console.log(`  eras to be paid out: ${(await unpaidEras(api, who)).join(", ") || "none"}`);
}

async function isCandidate(api, who) {
	return (await api.query.staking.validators.size(who)).toNumber() > 0;
}

async function validate(api, { stake: tokens, commission, node, keys: file }, who) {
	const stash = account(who);
	const { keys, proof } = file ? JSON.parse(readFileSync(file, "utf8")) : await rotateKeys(api, node, stash);
	const percent = Number(commission);
	if (!(percent >= 0 && percent <= 100)) throw new Refusal(`'${commission}' is no percentage`, "give 0 to 100");

	await send(
		api.tx.utility.batchAll([
			api.tx.staking.bond(planck(api, tokens), "Staked"),
			api.tx.session.setKeys(keys, proof),
			api.tx.staking.validate({ commission: Math.round(percent * 1e7), blocked: false }),
		]),
		stash,
	);
	console.log(`${stash.address} is a candidate with ${shown(api, planck(api, tokens))}`);
}

// Has a node make session keys and prove, for this account, that it has them.
async function rotateKeys(api, url, stash) {
	const provider = new WsProvider(url);
	try {
		await provider.isReady;
		const owner = api.createType("AccountId", stash.address).toHex();
		return await provider.send("author_rotateKeysWithOwner", [owner]);
	} catch (error) {
		throw new Refusal(`the node at ${url} makes no keys: ${error.message}`, "start the validator with --rpc-methods unsafe");
	} finally {
		await provider.disconnect();
	}
}

async function nominate(api, { stake: tokens }, who, ...validators) {
	const nominator = account(who);
	const bond = (await stake(api, nominator.address))
		? api.tx.staking.bondExtra(planck(api, tokens))
		: api.tx.staking.bond(planck(api, tokens), "Staked");
	await send(api.tx.utility.batchAll([bond, api.tx.staking.nominate(validators.map(address))]), nominator);
	console.log(`${nominator.address} nominates with ${shown(api, (await stake(api, nominator.address)).active)}`);
}

async function wait(api, _, who) {
	const stash = address(who);
	let said;
	await until(api, async () => {
		if (await isValidator(api, stash)) return true;
		const { era, session } = await now(api);
		const elected = (await api.query.session.queuedKeys()).some(([validator]) => validator.eq(stash));
		const text = `era ${era}, session ${session}: ${elected ? "elected, from the next session on" : "not elected yet"}`;
		if (text !== said) console.log((said = text));
		return false;
	});
	console.log(`${stash} is a validator`);
}

async function payout(api, { from }, who) {
	const validator = address(who);
	const eras = await unpaidEras(api, validator);
	if (!eras.length) return console.log("nothing is due");
	for (const era of eras) {
		const pages = (await api.query.staking.erasStakersOverview(era, validator)).unwrap().pageCount.toNumber();
		for (let page = 0; page < Math.max(1, pages); page++) {
			const events = await send(api.tx.staking.payoutStakers(validator, era), account(from));
			for (const { data, method } of events.filter(({ section }) => section === "staking"))
				if (method === "Rewarded") console.log(`era ${era}: ${shown(api, data.amount)} to ${data.stash}`);
		}
	}
}

async function stop(api, _, who) {
	const staker = account(who);
	const staked = await stake(api, staker.address);
	if (!staked?.active) throw new Refusal(`${staker.address} has no stake`, "`show` tells what it has");
	const { chill, setPayee, unbond } = api.tx.staking;
	// Rewards that are still due must not become stake again.
	await send(api.tx.utility.batchAll([chill(), setPayee("Stash"), unbond(staked.active)]), staker);
	const { unlocking } = await stake(api, staker.address);
	console.log(`${shown(api, staked.active)} is free in era ${unlocking.at(-1).era}; now it is era ${(await now(api)).era}`);
}

async function withdraw(api, _, who) {
	const staker = account(who);
	const calls = [];
	if (await stake(api, staker.address))
		calls.push(api.tx.staking.withdrawUnbonded(await slashingSpans(api, staker.address)));
	// Who is a validator, or will be in the next session, needs its keys.
	const queued = (await api.query.session.queuedKeys()).some(([validator]) => validator.eq(staker.address));
	const hasKeys = (await api.query.session.nextKeys(staker.address)).isSome;
	if (hasKeys && !queued && !(await isValidator(api, staker.address))) calls.push(api.tx.session.purgeKeys());
	if (!calls.length) throw new Refusal(`${staker.address} has no stake`, "`show` tells what it has");
	const events = await send(api.tx.utility.batchAll(calls), staker);
	const withdrawn = events.some(({ method }) => method === "Withdrawn") ? found(events, "staking", "Withdrawn").amount : 0n;
	console.log(`withdrawn: ${shown(api, withdrawn)}`);
	console.log(`transferable: ${shown(api, (await balance(api, staker.address)).transferable)}`);
}

await run(USAGE, OPTIONS, { show, validate, nominate, wait, payout, stop, withdraw });
