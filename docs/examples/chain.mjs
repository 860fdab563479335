// SPDX-License-Identifier: Apache-2.0
//
// What the example programs share: their arguments, the connection, accounts, sending, amounts.

import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";

const ENDPOINT = "ws://127.0.0.1:9944";

/// An error of the user's, with a way out.
export class Refusal extends Error {
	constructor(message, help) {
		super(message);
		this.help = help;
	}
}

/// Runs one of `commands`, which the first argument names, or the only one if there are no names.
///
/// `usage` is what `--help` prints. `options` are those of `parseArgs`; `--uri` is always among them. A command is
/// called with the API, the options' values and the other arguments. The process ends with 1 if it fails.
export async function run(usage, options, commands) {
	let api;
	try {
		const { values, positionals } = parseArgs({
			options: { uri: { type: "string", default: ENDPOINT }, help: { type: "boolean", short: "h" }, ...options },
			allowPositionals: true,
		});
		if (values.help) return console.log(usage.trim());
		let command = commands;
		if (typeof commands !== "function") {
			command = commands[positionals.shift()];
			if (!command) throw new Refusal(`a command is missing: ${Object.keys(commands).join(", ")}`, "--help tells more");
		}
		api = await connect(values.uri);
		await command(api, values, ...positionals);
	} catch (error) {
		console.error(`error: ${error.message}`);
		if (error.help) console.error(`  help: ${error.help}`);
		process.exitCode = 1;
	} finally {
		await api?.disconnect();
	}
}

async function connect(endpoint) {
	const provider = new WsProvider(endpoint);
	return ApiPromise.create({
		provider,
		throwOnConnect: true,
		noInitWarn: true,
		// The client would say that it does not know this one, which adds nothing to what is signed.
		signedExtensions: { AuthorizeCall: { extrinsic: {}, payload: {} } },
		// In which asset a fee is paid: the client's own type for this is that of other chains.
		types: { TAssetConversion: "Option<FrameSupportTokensFungibleUnionOfNativeOrWithId>" },
	}).catch(async () => {
		await provider.disconnect();
		throw new Refusal(`no node answers at ${endpoint}`, "start one, or give another address with --uri");
	});
}

/// A key pair: of a development account such as `//Alice`, of a secret phrase, or of a file that
/// `cairn key generate --output-type json` wrote.
export function account(secret) {
	if (!secret) throw new Refusal("an account is missing", "give one such as //Alice, or a file with a key");
	try {
		return new Keyring({ type: "sr25519" }).addFromUri(uri(secret));
	} catch {
		throw new Refusal("this is no account", "give one such as //Alice, a secret phrase, or a file with a key");
	}
}

/// What a file with a key holds, or else what was given.
export function uri(secret) {
	return existsSync(secret) ? JSON.parse(readFileSync(secret, "utf8")).secretPhrase : secret;
}

/// The address that `who` means: an address, or anything that `account` takes.
export function address(who) {
	return /^[1-9A-HJ-NP-Za-km-z]{46,49}$/.test(who ?? "") ? who : account(who).address;
}

/// Signs a call and sends it. Resolves with its events once its block is final; rejects if it failed.
export function send(call, signer, options = {}) {
	return new Promise((resolve, reject) => {
		const name = `${call.method.section}.${call.method.method}`;
		call.signAndSend(signer, { nonce: -1, ...options }, ({ status, events, dispatchError, isError }) => {
			if (dispatchError) reject(new Error(`${name} failed: ${explain(call.registry, dispatchError)}`));
			else if (isError) reject(new Error(`${name} was dropped: ${status.type}`));
			else if (status.isFinalized) resolve(events.map(({ event }) => event));
		}).catch((error) => reject(new Error(`${name} was refused: ${error.message}`)));
	});
}

/// What went wrong with a call, in the runtime's words.
export function explain(registry, error) {
	if (!error.isModule) return error.toString();
	const { section, name, docs } = registry.findMetaError(error.asModule);
	return `${section}.${name}: ${docs.join(" ")}`;
}

/// The data of the event `section.method` among `events`.
export function found(events, section, method) {
	const event = events.find((event) => event.section === section && event.method === method);
	if (!event) throw new Error(`the event ${section}.${method} is missing`);
	return event.data;
}

/// Resolves with the number of the next block, as soon as there is one for which `condition` holds.
export function until(api, condition) {
	return new Promise((resolve, reject) => {
		let busy = false;
		const subscription = api.rpc.chain.subscribeNewHeads(async (header) => {
			if (busy) return;
			busy = true;
			try {
				if (await condition(header)) {
					(await subscription)();
					resolve(header.number.toNumber());
				}
			} catch (error) {
				(await subscription)();
				reject(error);
			}
			busy = false;
		});
		subscription.catch(reject);
	});
}

/// An amount for people, of a token with so many decimals: the chain's own, unless told otherwise.
export function shown(api, planck, decimals = api.registry.chainDecimals[0], symbol = api.registry.chainTokens[0]) {
	const one = 10n ** BigInt(decimals);
	const amount = BigInt(planck);
	const fraction = String(amount % one).padStart(decimals, "0").replace(/0+$/, "");
	return `${amount / one}${fraction && `.${fraction}`} ${symbol}`;
}

/// An amount that a person wrote, such as `1000` or `0.25` tokens, in the token's smallest part.
export function planck(api, written, decimals = api.registry.chainDecimals[0]) {
	const [, whole, fraction = ""] = /^(\d+)(?:\.(\d+))?$/.exec(written ?? "") ?? [];
	if (whole === undefined || fraction.length > decimals) {
		throw new Refusal(`'${written}' is no amount`, `give tokens, such as 1000 or 0.25, with up to ${decimals} decimals`);
	}
	return BigInt(whole + fraction.padEnd(decimals, "0"));
}

/// What an account has of the native token, in planck: all of it, and what it may use.
export async function balance(api, who) {
	const { data } = await api.query.system.account(who);
	const [free, reserved, frozen] = [data.free, data.reserved, data.frozen].map((part) => part.toBigInt());
	const kept = frozen > reserved ? frozen - reserved : 0n;
	return { total: free + reserved, transferable: free - kept };
}
