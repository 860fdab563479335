// SPDX-License-Identifier: Apache-2.0
//
// Puts a new runtime on the chain, once its hash was authorised.

import { readFileSync } from "node:fs";
import { Refusal, account, explain, found, run, send, until } from "./chain.mjs";

const USAGE = `
Puts a new runtime on the chain, once its hash was authorised. Anybody may.

Usage: node apply-upgrade.mjs WASM [--from //Alice] [--sudo //Alice] [--uri ws://127.0.0.1:9944]

Options:
  --sudo ACCOUNT   authorises it first, where this account has the power to; on a development chain //Alice has
`;

const version = async (api) => {
	const { specName, specVersion } = await api.rpc.state.getRuntimeVersion();
	return `${specName} ${specVersion}`;
};

async function authorise(api, signer, hash) {
	const key = await api.query.sudo.key();
	if (key.unwrapOr(null)?.toString() !== signer.address) {
		throw new Refusal("this account has not the power of sudo", "have it voted on: docs/vote-on-an-upgrade.md");
	}
	const events = await send(api.tx.sudo.sudo(api.tx.system.authorizeUpgrade(hash)), signer);
	const { sudoResult } = found(events, "sudo", "Sudid");
	if (sudoResult.isErr) throw new Error(`it was not authorised: ${explain(api.registry, sudoResult.asErr)}`);
	console.log(`authorised ${hash}`);
}

async function apply(api, { from, sudo }, file) {
	if (!file) throw new Refusal("the new runtime is missing", "give the file that was checked");
	const code = readFileSync(file);
	const hash = api.registry.hash(code).toHex();
	if (sudo) await authorise(api, account(sudo), hash);
	const authorised = await api.query.system.authorizedUpgrade();
	if (authorised.isNone) throw new Refusal("no upgrade is authorised", "wait until the referendum is enacted");
	if (authorised.unwrap().codeHash.toHex() !== hash) {
		throw new Refusal(`${file} has the hash ${hash}, and another one is authorised`, "give the file that was checked");
	}

	const before = await version(api);
	await send(api.tx.system.applyAuthorizedUpgrade(`0x${code.toString("hex")}`), account(from));
	const block = await until(api, async () => (await version(api)) !== before);
	console.log(`${before} became ${await version(api)}, as block ${block} saw it`);
}

await run(USAGE, { from: { type: "string", default: "//Alice" }, sudo: { type: "string" } }, apply);
