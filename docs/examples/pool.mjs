// SPDX-License-Identifier: Apache-2.0
//
// Makes and joins nomination pools.

import { now } from "./eras.mjs";
import { Refusal, account, address, found, planck, run, send, shown } from "./chain.mjs";

const USAGE = `
Makes and joins nomination pools.

Usage:
  node pool.mjs list
  node pool.mjs create ACCOUNT --stake TOKENS --name NAME VALIDATOR...
  node pool.mjs join ACCOUNT POOL --stake TOKENS
  node pool.mjs show ACCOUNT                           its membership
  node pool.mjs claim ACCOUNT                          its rewards
  node pool.mjs unbond ACCOUNT                         all of its stake
  node pool.mjs withdraw ACCOUNT                       what was unbonded long enough

Options:
  --uri URL        the node (default: ws://127.0.0.1:9944)
`;

const OPTIONS = { stake: { type: "string" }, name: { type: "string", default: "" } };

async function list(api) {
	for (const [{ args: [id] }, pool] of await api.query.nominationPools.bondedPools.entries()) {
		const { state, memberCounter } = pool.unwrap();
		const name = (await api.query.nominationPools.metadata(id)).toUtf8();
		const staked = await api.call.nominationPoolsApi.poolBalance(id);
		console.log(`pool ${id} '${name}': ${shown(api, staked)}, members ${memberCounter}, ${state.type.toLowerCase()}`);
	}
}

async function create(api, { stake, name }, who, ...validators) {
	if (!validators.length) throw new Refusal("a pool has to nominate somebody", "name validators");
	const creator = account(who);
	const roles = Array(3).fill(creator.address); // owner, nominator, bouncer
	const events = await send(api.tx.nominationPools.create(planck(api, stake), ...roles), creator);
	const { poolId } = found(events, "nominationPools", "Created");
	const { nominate, setMetadata } = api.tx.nominationPools;
	await send(api.tx.utility.batchAll([nominate(poolId, validators.map(address)), setMetadata(poolId, name)]), creator);
	console.log(`pool ${poolId} is open`);
}

async function join(api, { stake }, who, pool) {
	const member = account(who);
	await send(api.tx.nominationPools.join(planck(api, stake), pool), member);
	await show(api, {}, who);
}

async function show(api, _, who) {
	const owner = address(who);
	const member = (await api.query.nominationPools.poolMembers(owner)).unwrapOr(null);
	if (!member) return console.log(`${owner} is in no pool`);
	const { era } = await now(api);
	const [value, rewards] = await Promise.all([
		api.call.nominationPoolsApi.pointsToBalance(member.poolId, member.points),
		api.call.nominationPoolsApi.pendingRewards(owner),
	]);
	console.log(`${owner} is in pool ${member.poolId}, era ${era}`);
	console.log(`  stake: ${shown(api, value)}`);
	console.log(`  rewards to claim: ${shown(api, rewards)}`);
	for (const [free, points] of member.unbondingEras.entries()) {
		console.log(`  unbonding: ${points} points, free in era ${free}`);
	}
}

async function claim(api, _, who) {
	const member = account(who);
	const events = await send(api.tx.nominationPools.claimPayout(), member);
	const paid = events.find(({ method }) => method === "PaidOut");
	console.log(paid ? `claimed ${shown(api, paid.data.payout)}` : "there is nothing to claim yet");
}

async function unbond(api, _, who) {
	const member = account(who);
	const membership = (await api.query.nominationPools.poolMembers(member.address)).unwrapOr(null);
	if (!membership) throw new Refusal(`${member.address} is in no pool`, "`list` shows the pools, `join` joins one");
	await send(api.tx.nominationPools.unbond(member.address, membership.points), member);
	await show(api, {}, who);
}

async function withdraw(api, _, who) {
	const member = account(who);
	const events = await send(api.tx.nominationPools.withdrawUnbonded(member.address, 0), member);
	console.log(`withdrawn: ${shown(api, found(events, "nominationPools", "Withdrawn").balance)}`);
}

await run(USAGE, OPTIONS, { list, create, join, show, claim, unbond, withdraw });
