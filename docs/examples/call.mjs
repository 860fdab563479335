// SPDX-License-Identifier: Apache-2.0
//
// Makes any call that the chain's runtime has.

import { Refusal, account, address, run, send } from "./chain.mjs";

const USAGE = `
Makes any call that the chain's runtime has, and prints the events of its pallet.

Usage: node call.mjs PALLET CALL [ARGUMENT...] [--from //Alice] [--uri ws://127.0.0.1:9944]

For example: node call.mjs system remarkWithEvent hello --from //Bob
Bytes are given as text, or in hexadecimal after 0x; what has fields, as JSON.
`;

/// An argument as the client takes it: JSON where it has fields, the address of a development account, or as written.
function argument(written) {
	if (/^[[{]/.test(written)) return JSON.parse(written);
	return written.startsWith("//") ? address(written) : written;
}

async function call(api, { from }, pallet, name, ...written) {
	const make = api.tx[pallet]?.[name];
	if (!make) throw new Refusal(`there is no call ${pallet}.${name}`, "docs/reference/runtime.md lists them");
	if (written.length !== make.meta.args.length) {
		const names = make.meta.args.map(({ name, type }) => `${name}: ${type}`).join(", ");
		throw new Refusal(`${pallet}.${name} has other arguments: ${names || "none"}`, "give each of them");
	}
	const events = await send(make(...written.map(argument)), account(from));
	for (const { section, method, data } of events.filter(({ section }) => section === pallet)) {
		console.log(`${section}.${method} ${JSON.stringify(data.toHuman())}`);
	}
}

await run(USAGE, { from: { type: "string", default: "//Alice" } }, call);
