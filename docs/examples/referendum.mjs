// SPDX-License-Identifier: Apache-2.0
//
// Takes a proposal through a referendum.

import { Refusal, account, balance, explain, found, planck, run, send, shown, until } from "./chain.mjs";
import { needed, periods, track, tracks } from "./tracks.mjs";

const USAGE = `
Takes a proposal through a referendum.

Usage:
  node referendum.mjs tracks                           the tracks of the chain, in blocks
  node referendum.mjs propose CALL [--track root] [--from //Alice]
                                                       CALL is an encoded call: 0x...
  node referendum.mjs vote INDEX aye|nay ACCOUNT... [--conviction 1] [--amount TOKENS]
                                                       with all that the account has, unless told otherwise
  node referendum.mjs watch INDEX                      until it is decided and enacted
  node referendum.mjs close INDEX [--preimage HASH] [--from //Alice]
                                                       gives the deposits back
  node referendum.mjs unlock INDEX ACCOUNT... [--track root]
                                                       takes the votes back, once the referendum is over

Options:
  --uri URL        the node (default: ws://127.0.0.1:9944)
`;

const OPTIONS = {
	track: { type: "string", default: "root" },
	from: { type: "string", default: "//Alice" },
	conviction: { type: "string", default: "1" },
	amount: { type: "string" },
	preimage: { type: "string" },
};

const CONVICTIONS = ["None", "Locked1x", "Locked2x", "Locked3x", "Locked4x", "Locked5x", "Locked6x"];

async function listTracks(api) {
	for (const { id, info } of tracks(api)) {
		const { prepare, decision, confirm, enactment } = periods(info);
		console.log(
			`${id} ${info.name}: deposit ${shown(api, info.decisionDeposit)}, prepare ${prepare}, decide ${decision}, ` +
				`confirm ${confirm}, enact ${enactment} blocks`,
		);
	}
}

async function propose(api, { track: name, from }, encoded) {
	const call = decode(api, encoded);
	const proposer = account(from);
	const { info, origin } = track(api, name);

	// The chain keeps the proposed call under its hash; a referendum names the hash.
	const bytes = call.toU8a();
	const hash = api.registry.hash(bytes).toHex();
	if ((await api.query.preimage.requestStatusFor(hash)).isNone) {
		await send(api.tx.preimage.notePreimage(call.toHex()), proposer);
	}
	console.log(`proposed: ${call.section}.${call.method}, preimage ${hash} of ${bytes.length} bytes`);

	const proposal = { Lookup: { hash, len: bytes.length } };
	const events = await send(api.tx.referenda.submit(origin, proposal, { After: 1 }), proposer);
	const { index } = found(events, "referenda", "Submitted");
	console.log(`referendum ${index}, on the track '${info.name}'`);

	await send(api.tx.referenda.placeDecisionDeposit(index), proposer);
	console.log(`decision deposit of ${shown(api, info.decisionDeposit)} placed`);
}

function decode(api, encoded) {
	try {
		return api.registry.createType("Call", encoded);
	} catch {
		throw new Refusal("this is no call of the chain", "give it encoded, in hexadecimal, as `cairn upgrade check` prints it");
	}
}

async function vote(api, { conviction, amount }, index, direction, ...voters) {
	if (direction !== "aye" && direction !== "nay") throw new Refusal("say aye or nay", "--help has the order of arguments");
	const name = CONVICTIONS[conviction];
	if (!name) throw new Refusal(`'${conviction}' is no conviction`, "give 0 to 6");
	await Promise.all(
		voters.map(async (who) => {
			const voter = account(who);
			// One token is left for the fee.
			const stake = amount ? planck(api, amount) : (await balance(api, voter.address)).total - planck(api, "1");
			const vote = { aye: direction === "aye", conviction: name };
			await send(api.tx.convictionVoting.vote(index, { Standard: { vote, balance: stake } }), voter);
			console.log(`${who} voted ${direction} with ${shown(api, stake)}, conviction ${conviction}`);
		}),
	);
}

async function watch(api, _, index) {
	let said = "";
	const say = (text) => text !== said && console.log((said = text));
	let approved;
	await until(api, async (header) => {
		const at = await api.at(header.hash);
		const info = (await at.query.referenda.referendumInfoFor(index)).unwrapOr(null);
		if (!info) throw new Refusal(`there is no referendum ${index}`, "`propose` prints the number");
		if (info.isOngoing) {
			say(await progress(api, at, info.asOngoing, header.number.toNumber()));
			return false;
		}
		if (!info.isApproved) throw new Error(`referendum ${index} is over: ${info.type}`);
		approved = info.asApproved[0].toNumber();
		return true;
	});
	say(`confirmed in block ${approved}`);
	await watchEnactment(api, index);
}

// One line on how it stands.
async function progress(api, at, status, now) {
	const { info } = track(api, status.track.toNumber());
	const { prepare, decision } = periods(info);
	if (status.deciding.isNone) {
		if (status.decisionDeposit.isNone) return "waits for the decision deposit";
		const ends = status.submitted.toNumber() + prepare;
		return ends > now ? `prepares until block ${ends}` : "waits for room on its track";
	}
	const { since, confirming } = status.deciding.unwrap();
	const [ayes, nays, support] = [status.tally.ayes, status.tally.nays, status.tally.support].map((n) => n.toBigInt());
	const [issuance, inactive] = await Promise.all([
		at.query.balances.totalIssuance(),
		at.query.balances.inactiveIssuance(),
	]);
	const share = (part, whole) => (whole ? Number((part * 1_000_000n) / whole) / 1_000_000 : 0);
	const passed = Math.min(1, (now - since.toNumber()) / decision);
	const percent = (value) => `${(100 * value).toFixed(1)} %`;
	if (confirming.isSome) return `confirms until block ${confirming.unwrap()}`;
	return (
		`is decided: approval ${percent(share(ayes, ayes + nays))} of ${percent(needed(info.minApproval, passed))} needed, ` +
		`support ${percent(share(support, issuance.toBigInt() - inactive.toBigInt()))} of ` +
		`${percent(needed(info.minSupport, passed))} needed`
	);
}

// The scheduler knows the enactment by a name that is made of the referendum's number.
async function watchEnactment(api, index) {
	const name = api.registry.createType("([u8; 8], Text, u32)", ["assembly", "enactment", index]);
	const id = api.registry.hash(name.toU8a()).toHex();
	const place = await api.query.scheduler.lookup(id);
	if (place.isNone) return console.log("enacted already");
	const [when] = place.unwrap();
	console.log(`to be enacted in block ${when}`);
	await until(api, (header) => header.number.toNumber() >= when.toNumber());
	const at = await api.at(await api.rpc.chain.getBlockHash(when));
	const events = (await at.query.system.events()).map(({ event }) => event);
	const dispatched = events.find((event) => event.method === "Dispatched" && event.data.id.toString() === id);
	if (!dispatched) throw new Error(`it was not enacted in block ${when}: the scheduler has put it off`);
	const { result } = dispatched.data;
	if (result.isErr) throw new Error(`it was enacted, and the call failed: ${explain(api.registry, result.asErr)}`);
	console.log("enacted");
}

async function close(api, { from, preimage }, index) {
	const depositor = account(from);
	const info = (await api.query.referenda.referendumInfoFor(index)).unwrapOr(null);
	if (!info || info.isOngoing) throw new Refusal(`referendum ${index} is not over`, "`watch` tells how it stands");
	const calls = [api.tx.referenda.refundDecisionDeposit(index)];
	// Of a referendum that was not approved the submission deposit stays with the chain.
	if (info.isApproved || info.isCancelled) calls.push(api.tx.referenda.refundSubmissionDeposit(index));
	if (preimage) calls.push(api.tx.preimage.unnotePreimage(preimage));
	const events = await send(api.tx.utility.batchAll(calls), depositor);
	for (const { section, method, data } of events)
		if (section === "referenda") console.log(`${method}: ${shown(api, data.amount)} to ${data.who}`);
}

async function unlock(api, { track: name }, index, ...voters) {
	const { id } = track(api, name);
	await Promise.all(
		voters.map(async (who) => {
			const voter = account(who);
			const calls = [
				api.tx.convictionVoting.removeVote(id, index),
				api.tx.convictionVoting.unlock(id, voter.address),
			];
			await send(api.tx.utility.batchAll(calls), voter);
			const locks = await api.query.convictionVoting.classLocksFor(voter.address);
			const locked = locks.map(([, amount]) => amount.toBigInt()).reduce((a, b) => (a > b ? a : b), 0n);
			console.log(locked ? `${who}: ${shown(api, locked)} stays locked for now` : `${who}: nothing is locked`);
		}),
	);
}

await run(USAGE, OPTIONS, { tracks: listTracks, propose, vote, watch, close, unlock });
