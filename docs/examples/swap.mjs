// SPDX-License-Identifier: Apache-2.0
//
// Pools of the native token and another one: opens them, swaps in them, and pays fees through them.

import { account, address, balance, found, planck, run, send, shown } from "./chain.mjs";

const USAGE = `
Pools of the native token and another one: opens them, swaps in them, and pays fees through them.

Usage:
  node swap.mjs open ID NATIVE TOKENS                  a pool with so much of each; their ratio is the first price
  node swap.mjs show ID
  node swap.mjs buy ID NATIVE [--slippage 1]           for so much of the native token, less so many percent
  node swap.mjs remark ID TEXT                         a transaction whose fee is paid in token ID

Options:
  --from ACCOUNT   who signs (default: //Alice)
  --uri URL        the node (default: ws://127.0.0.1:9944)
`;

const OPTIONS = { from: { type: "string", default: "//Alice" }, slippage: { type: "string", default: "1" } };

const NATIVE = "Native";

async function token(api, id) {
	const { decimals, symbol } = await api.query.assets.metadata(id);
	return { kind: { WithId: id }, decimals: decimals.toNumber(), symbol: symbol.toUtf8() };
}

async function open(api, { from }, id, native, tokens) {
	const { kind, decimals } = await token(api, id);
	const provider = account(from);
	const amounts = [planck(api, native), planck(api, tokens, decimals)];
	const { createPool, addLiquidity } = api.tx.assetConversion;
	await send(
		api.tx.utility.batchAll([
			createPool(NATIVE, kind),
			// Into an empty pool everything goes as desired, so the least is the same.
			addLiquidity(NATIVE, kind, ...amounts, ...amounts, provider.address),
		]),
		provider,
	);
	await show(api, {}, id);
}

async function show(api, _, id) {
	const { kind, decimals, symbol } = await token(api, id);
	const reserves = (await api.call.assetConversionApi.getReserves(NATIVE, kind)).unwrapOr(null);
	if (!reserves) return console.log(`token ${id} has no pool`);
	const one = 10n ** BigInt(api.registry.chainDecimals[0]);
	const price = await api.call.assetConversionApi.quotePriceExactTokensForTokens(NATIVE, kind, one, true);
	console.log(`pool: ${shown(api, reserves[0])} and ${shown(api, reserves[1], decimals, symbol)}`);
	console.log(`for ${shown(api, one)} it gives ${shown(api, price.unwrap(), decimals, symbol)}`);
}

async function buy(api, { from, slippage }, id, native) {
	const { kind, decimals, symbol } = await token(api, id);
	const buyer = account(from);
	const given = planck(api, native);
	const quote = await api.call.assetConversionApi.quotePriceExactTokensForTokens(NATIVE, kind, given, true);
	const least = (quote.unwrap().toBigInt() * BigInt(Math.round(10_000 - Number(slippage) * 100))) / 10_000n;
	const swap = api.tx.assetConversion.swapExactTokensForTokens([NATIVE, kind], given, least, buyer.address, true);
	const { amountOut } = found(await send(swap, buyer), "assetConversion", "SwapExecuted");
	console.log(`${from} got ${shown(api, amountOut, decimals, symbol)} for ${shown(api, given)}`);
}

async function remark(api, { from }, id, text) {
	const { kind, decimals, symbol } = await token(api, id);
	const sender = account(from);
	const events = await send(api.tx.system.remark(text), sender, { assetId: kind });
	const { actualFee } = found(events, "assetTxPayment", "AssetTxFeePaid");
	console.log(`fee: ${shown(api, actualFee, decimals, symbol)}`);
	console.log(`${from} has ${shown(api, (await balance(api, address(from))).total)}`);
}

await run(USAGE, OPTIONS, { open, show, buy, remark });
