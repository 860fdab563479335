// SPDX-License-Identifier: Apache-2.0
//
// Issues a token and does with it what ERC-20 tokens do.

import { account, address, planck, run, send, shown } from "./chain.mjs";

const USAGE = `
Issues a token and does with it what ERC-20 tokens do.

Usage:
  node token.mjs create ID NAME SYMBOL [--decimals 12]
  node token.mjs mint ID TO AMOUNT
  node token.mjs burn ID FROM AMOUNT
  node token.mjs transfer ID TO AMOUNT
  node token.mjs approve ID SPENDER AMOUNT             adds to what SPENDER may take
  node token.mjs transfer-from ID OWNER TO AMOUNT      takes what was approved
  node token.mjs freeze ID ACCOUNT                     it can only receive
  node token.mjs thaw ID ACCOUNT
  node token.mjs show ID [ACCOUNT...]
  node token.mjs sufficient ID [--sudo //Alice]        lets accounts live by this token alone; without --sudo, prints
                                                       the call, to be proposed on the track general_admin

Options:
  --from ACCOUNT   who signs (default: //Alice)
  --uri URL        the node (default: ws://127.0.0.1:9944)
`;

const OPTIONS = {
	from: { type: "string", default: "//Alice" },
	decimals: { type: "string", default: "12" },
	sudo: { type: "string" },
};

/// Decimals and symbol of a token.
async function about(api, id) {
	const { decimals, symbol } = await api.query.assets.metadata(id);
	return { decimals: decimals.toNumber(), symbol: symbol.toUtf8() };
}

async function create(api, { from, decimals }, id, name, symbol) {
	const issuer = account(from);
	await send(
		api.tx.utility.batchAll([
			// Who holds less than one smallest part holds none.
			api.tx.assets.create(id, issuer.address, 1),
			api.tx.assets.setMetadata(id, name, symbol, decimals),
		]),
		issuer,
	);
	console.log(`token ${id} is ${name} (${symbol}), with ${decimals} decimals`);
}

async function mint(api, { from }, id, to, written) {
	const { decimals, symbol } = await about(api, id);
	await send(api.tx.assets.mint(id, address(to), planck(api, written, decimals)), account(from));
	console.log(`minted ${written} ${symbol} for ${to}`);
}

async function burn(api, { from }, id, holder, written) {
	const { decimals, symbol } = await about(api, id);
	await send(api.tx.assets.burn(id, address(holder), planck(api, written, decimals)), account(from));
	console.log(`burnt ${written} ${symbol} of ${holder}`);
}

async function transfer(api, { from }, id, to, written) {
	const { decimals, symbol } = await about(api, id);
	await send(api.tx.assets.transferKeepAlive(id, address(to), planck(api, written, decimals)), account(from));
	console.log(`${from} sent ${written} ${symbol} to ${to}`);
}

async function approve(api, { from }, id, spender, written) {
	const { decimals, symbol } = await about(api, id);
	const owner = account(from);
	await send(api.tx.assets.approveTransfer(id, address(spender), planck(api, written, decimals)), owner);
	const approval = (await api.query.assets.approvals(id, owner.address, address(spender))).unwrap();
	console.log(`${spender} may take ${shown(api, approval.amount, decimals, symbol)} of ${from}`);
}

async function transferFrom(api, { from }, id, owner, to, written) {
	const { decimals, symbol } = await about(api, id);
	const spender = account(from);
	await send(api.tx.assets.transferApproved(id, address(owner), address(to), planck(api, written, decimals)), spender);
	const left = (await api.query.assets.approvals(id, address(owner), spender.address)).unwrapOr(null);
	const amount = shown(api, left?.amount ?? 0, decimals, symbol);
	console.log(`${from} sent ${written} ${symbol} of ${owner} to ${to}, and may take ${amount} more`);
}

async function freeze(api, { from }, id, who) {
	await send(api.tx.assets.freeze(id, address(who)), account(from));
	console.log(`${who} can only receive token ${id}`);
}

async function thaw(api, { from }, id, who) {
	await send(api.tx.assets.thaw(id, address(who)), account(from));
	console.log(`${who} can use token ${id} again`);
}

async function show(api, _, id, ...holders) {
	const { decimals, symbol } = await about(api, id);
	const { supply, accounts, isSufficient } = (await api.query.assets.asset(id)).unwrap();
	const alone = isSufficient.isTrue ? "; an account can live by it alone" : "";
	console.log(`token ${id}: ${shown(api, supply, decimals, symbol)}, holders: ${accounts}${alone}`);
	for (const who of holders) {
		const held = (await api.query.assets.account(id, address(who))).unwrapOr(null);
		const status = held && !held.status.isLiquid ? `, ${held.status.type.toLowerCase()}` : "";
		console.log(`  ${who}: ${shown(api, held?.balance ?? 0, decimals, symbol)}${status}`);
	}
}

async function sufficient(api, { sudo }, id) {
	const { owner, issuer, admin, freezer, minBalance } = (await api.query.assets.asset(id)).unwrap();
	const call = api.tx.assets.forceAssetStatus(id, owner, issuer, admin, freezer, minBalance, true, false);
	if (!sudo) return console.log(call.method.toHex());
	await send(api.tx.sudo.sudo(call), account(sudo));
	await show(api, {}, id);
}

const COMMANDS = { create, mint, burn, transfer, approve, "transfer-from": transferFrom, freeze, thaw, show, sufficient };
await run(USAGE, OPTIONS, COMMANDS);
