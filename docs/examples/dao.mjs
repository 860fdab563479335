// SPDX-License-Identifier: Apache-2.0
//
// Founds a DAO and acts in it.

import { amount, asset, assetOf } from "./assets.mjs";
import { made } from "./calls.mjs";
import { Refusal, account, address, explain, found, planck, run, send, shown, until } from "./chain.mjs";
import { called } from "./names.mjs";

const USAGE = `
Founds a DAO and acts in it.

Usage:
  node dao.mjs found NAME MEMBER[=SHARES]...           each member has 1, unless told otherwise
      [--kind shares|membership|token:ID] [--endowment 1] [--guardian ACCOUNT]
      [--quorum 33] [--threshold 50] [--voting 60] [--grace 5] [--execution 600] [--ragequit yes|no]
  node dao.mjs account DAO                             the address of its account
  node dao.mjs show DAO
  node dao.mjs propose DAO PALLET CALL [ARGUMENT...]   any call that an account can make
  node dao.mjs rules DAO [--quorum 50] [--voting 20]   proposes other rules
  node dao.mjs vote DAO PROPOSAL aye|nay|abstain ACCOUNT...
  node dao.mjs watch DAO PROPOSAL                      until voting and grace are over
  node dao.mjs execute DAO PROPOSAL                    then makes the call
  node dao.mjs settle DAO PROPOSAL                     concludes what was rejected, or not executed in time
  node dao.mjs clear DAO PROPOSAL                      removes the votes, and gives the deposit back
  node dao.mjs join DAO
  node dao.mjs stake DAO AMOUNT                        in a DAO of tokens
  node dao.mjs leave DAO                               without a share
  node dao.mjs ragequit DAO ASSET...                   with a share of these assets: native, or the number of a token
  node dao.mjs recover DAO PALLET CALL [ARGUMENT...]   for the heir, when all have left
  node dao.mjs close DAO

Options:
  --from ACCOUNT   who signs (default: //Alice)
  --uri URL        the node (default: ws://127.0.0.1:9944)

Quorum and threshold are in percent, periods in blocks.
`;

const OPTIONS = {
	from: { type: "string", default: "//Alice" },
	kind: { type: "string", default: "shares" },
	endowment: { type: "string", default: "1" },
	guardian: { type: "string" },
	quorum: { type: "string" },
	threshold: { type: "string" },
	voting: { type: "string" },
	grace: { type: "string" },
	execution: { type: "string" },
	ragequit: { type: "string" },
};

/// Parts per billion.
const share = (percent) => Math.round(Number(percent) * 10_000_000);
const percent = (parts) => `${parts.toNumber() / 10_000_000} %`;

/// What the options change of some rules.
function changed(rules, { quorum, threshold, voting, grace, execution, ragequit }) {
	return {
		...rules,
		...(quorum && { quorum: share(quorum) }),
		...(threshold && { threshold: share(threshold) }),
		...(voting && { voting }),
		...(grace && { grace }),
		...(execution && { execution }),
		...(ragequit && { ragequit: ragequit === "yes" }),
	};
}

function kindOf(written) {
	if (written === "shares") return "Shares";
	if (written === "membership") return "Membership";
	const [, id] = /^token:(\d+)$/.exec(written) ?? [];
	if (!id) throw new Refusal(`'${written}' is no kind of DAO`, "give shares, membership, or token:ID");
	return { Token: { WithId: id } };
}

async function foundDao(api, options, name, ...members) {
	const kind = kindOf(options.kind);
	const ofTokens = typeof kind === "object";
	const usual = {
		admission: ofTokens ? "Open" : "Invitation",
		ragequit: !ofTokens,
		quorum: share(33),
		threshold: share(50),
		proposerShare: 0,
		voting: 60,
		grace: 5,
		execution: 600,
		notice: ofTokens ? (options.voting ?? 60) : 0,
	};
	const first = members.map((member) => {
		const [who, power = ofTokens ? 0 : 1] = member.split("=");
		return [address(who), power];
	});
	const guardian = options.guardian ? address(options.guardian) : null;
	const call = api.tx.dao.found(
		name, kind, changed(usual, options), first, guardian, planck(api, options.endowment),
	);
	const { dao } = found(await send(call, account(options.from)), "dao", "Founded");
	await show(api, {}, dao);
}

async function read(api, dao) {
	const view = (await api.call.daoApi.dao(dao)).unwrapOr(null);
	if (!view) throw new Refusal(`there is no DAO ${dao}`, "`found` prints the number");
	return view;
}

async function accountOf(api, _, dao) {
	console.log((await api.call.daoApi.sovereignAccount(dao)).toString());
}

async function show(api, _, dao) {
	const { name, sovereign, kind, rules, status, totalPower, guardian } = await read(api, dao);
	const { data } = await api.query.system.account(sovereign);
	console.log(`DAO ${dao} is ${name.toUtf8()}, ${status.type.toLowerCase()}; its account ${sovereign}`);
	console.log(`  holds ${shown(api, data.free)}`);
	console.log(
		`  ${kind.type.toLowerCase()}, power ${totalPower}; quorum ${percent(rules.quorum)}, threshold ` +
			`${percent(rules.threshold)}; voting ${rules.voting}, grace ${rules.grace}, execution ${rules.execution} blocks`,
	);
	if (guardian.isSome) console.log(`  ${called(guardian.unwrap())} may veto`);
	for (const { account, power } of await api.call.daoApi.members(dao, null, 100)) {
		console.log(`  ${called(account)}: ${power}`);
	}
	for (const proposal of await api.call.daoApi.proposals(dao, 0, 100)) console.log(`  ${described(api, proposal)}`);
}

/// A proposal in one line.
function described(api, { id, call, stage, tally, quorum }) {
	const what = call.isEmpty ? "" : ` (${callIn(api, call).section}.${callIn(api, call).method})`;
	const { ayes, nays, abstentions } = tally;
	const votes = `ayes ${ayes}, nays ${nays}, abstentions ${abstentions}, quorum ${quorum}`;
	return `proposal ${id}${what} is ${staged(api, stage)}: ${votes}`;
}

function staged(api, stage) {
	if (stage.isEnded) return `ended, ${outcome(api, stage.asEnded)}`;
	if (stage.isConcluded) return `concluded, ${outcome(api, stage.asConcluded)}`;
	return { Voting: "voted on", Grace: "approved, in its grace period", Executable: "approved, executable" }[stage.type];
}

function outcome(api, how) {
	return how.isFailed ? `failed: ${explain(api.registry, how.asFailed)}` : how.type.toLowerCase();
}

function callIn(api, bytes) {
	return api.registry.createType("Call", bytes.toU8a(true));
}

async function view(api, dao, proposal) {
	const view = (await api.call.daoApi.proposal(dao, proposal)).unwrapOr(null);
	if (!view) throw new Refusal(`DAO ${dao} has no proposal ${proposal}`, "`show` lists them");
	return view;
}

async function put(api, from, dao, call) {
	const { proposal } = found(await send(api.tx.dao.propose(dao, call, null), account(from)), "dao", "Proposed");
	const { votingUntil } = await view(api, dao, proposal);
	console.log(`proposal ${proposal}: ${call.method.section}.${call.method.method}; voting until block ${votingUntil}`);
}

async function propose(api, { from }, dao, ...words) {
	await read(api, dao);
	await put(api, from, dao, made(api, ...words));
}

async function rules(api, options, dao) {
	const { rules } = await read(api, dao);
	const present = Object.fromEntries(rules.entries());
	await put(api, options.from, dao, api.tx.dao.setRules(changed(present, options)));
}

async function vote(api, _, dao, proposal, ballot, ...voters) {
	if (!voters.length) throw new Refusal("voters are missing", "name those who vote, such as //Alice");
	for (const who of voters) {
		const { weight } = found(await send(api.tx.dao.vote(dao, proposal, ballot), account(who)), "dao", "Voted");
		console.log(`${who} voted ${ballot}, which counts ${weight}`);
	}
	console.log(described(api, await view(api, dao, proposal)));
}

async function watch(api, _, dao, proposal) {
	const waits = (stage) => stage.isVoting || stage.isGrace;
	let said = "";
	await until(api, async () => {
		const now = await view(api, dao, proposal);
		const line = described(api, now);
		if (line !== said) console.log((said = line));
		return !waits(now.stage);
	});
}

async function execute(api, { from }, dao, proposal) {
	const { call } = await view(api, dao, proposal);
	// The most that the call may weigh: what it is declared to.
	const { weight } = await api.call.transactionPaymentCallApi.queryCallInfo(callIn(api, call), call.length);
	const events = await send(api.tx.dao.execute(dao, proposal, weight), account(from));
	const failed = events.find(({ section, method }) => section === "dao" && method === "ExecutionFailed");
	if (failed) throw new Error(`the call failed: ${explain(api.registry, failed.data.error)}`);
	console.log(`proposal ${proposal} is ${outcome(api, found(events, "dao", "Concluded").outcome)}`);
}

async function settle(api, { from }, dao, proposal) {
	const events = await send(api.tx.dao.settle(dao, proposal), account(from));
	console.log(`proposal ${proposal} is ${outcome(api, found(events, "dao", "Concluded").outcome)}`);
}

async function clear(api, { from }, dao, proposal) {
	const { proposer, deposit } = await view(api, dao, proposal);
	const events = await send(api.tx.dao.clear(dao, proposal, 100), account(from));
	const gone = events.some(({ section, method }) => section === "dao" && method === "Cleared");
	const back = `${called(proposer)} has the deposit of ${shown(api, deposit)} back`;
	console.log(gone ? back : "there are more votes to clear");
}

async function join(api, { from }, dao) {
	const { power } = found(await send(api.tx.dao.join(dao), account(from)), "dao", "Joined");
	console.log(`${from} is a member, with power ${power}`);
}

async function stake(api, { from }, dao, written) {
	const { kind } = await read(api, dao);
	if (!kind.isToken) throw new Refusal(`DAO ${dao} is not one of tokens`, "`found` makes one with --kind token:ID");
	const what = await assetOf(api, kind.asToken);
	await send(api.tx.dao.stake(dao, planck(api, written, what.decimals)), account(from));
	console.log(`${from} staked ${written} ${what.symbol}`);
}

async function leave(api, { from }, dao) {
	await send(api.tx.dao.leave(dao), account(from));
	console.log(`${from} left`);
}

async function ragequit(api, { from }, dao, ...assets) {
	const kinds = await Promise.all(assets.map(async (which) => (await asset(api, which)).kind));
	const { paid } = found(await send(api.tx.dao.ragequit(dao, kinds), account(from)), "dao", "Ragequit");
	const parts = await Promise.all(paid.map(async ([kind, units]) => amount(api, await assetOf(api, kind), units)));
	console.log(`${from} left with ${parts.join(" and ") || "nothing"}`);
}

async function recover(api, { from }, dao, ...words) {
	const call = made(api, ...words);
	await send(api.tx.dao.recover(dao, call), account(from));
	console.log(`${from} made the call ${call.method.section}.${call.method.method} for DAO ${dao}`);
}

async function close(api, { from }, dao) {
	await send(api.tx.dao.close(dao), account(from));
	console.log(`DAO ${dao} is closed`);
}

const COMMANDS = {
	found: foundDao, account: accountOf, show, propose, rules, vote, watch, execute, settle, clear, join, stake, leave,
	ragequit, recover, close,
};
await run(USAGE, OPTIONS, COMMANDS);
