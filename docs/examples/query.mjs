// SPDX-License-Identifier: Apache-2.0
//
// Prints a value that the chain has stored.

import { Refusal, address, run } from "./chain.mjs";

const USAGE = `
Prints a value that the chain has stored.

Usage: node query.mjs PALLET ITEM [KEY...] [--uri ws://127.0.0.1:9944]

For example: node query.mjs balances totalIssuance
             node query.mjs system account //Alice
`;

async function query(api, _, pallet, item, ...keys) {
	const read = api.query[pallet]?.[item];
	if (!read) throw new Refusal(`nothing is stored as ${pallet}.${item}`, "the pallet's documentation lists what it stores");
	const value = await read(...keys.map((key) => (key.startsWith("//") ? address(key) : key)));
	console.log(JSON.stringify(value.toHuman(), null, 2));
}

await run(USAGE, {}, query);
