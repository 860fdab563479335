// SPDX-License-Identifier: Apache-2.0
//
// Makes any call that the chain's runtime has.

import { made } from "./calls.mjs";
import { account, run, send } from "./chain.mjs";

const USAGE = `
Makes any call that the chain's runtime has, and prints the events of its pallet.

Usage: node call.mjs PALLET CALL [ARGUMENT...] [--from //Alice] [--uri ws://127.0.0.1:9944]

For example: node call.mjs system remarkWithEvent hello --from //Bob
Bytes are given as text, or in hexadecimal after 0x; what has fields, as JSON; what is left out, as none.
`;

async function call(api, { from }, pallet, name, ...written) {
	const events = await send(made(api, pallet, name, ...written), account(from));
	for (const { section, method, data } of events.filter(({ section }) => section === pallet)) {
		console.log(`${section}.${method} ${JSON.stringify(data.toHuman())}`);
	}
}

await run(USAGE, { from: { type: "string", default: "//Alice" } }, call);
