// SPDX-License-Identifier: Apache-2.0
//
// Prints a constant of the runtime that the chain has now.

import { Refusal, run } from "./chain.mjs";

const USAGE = `
Prints a constant of the runtime that the chain has now.

Usage: node constant.mjs PALLET NAME [--uri ws://127.0.0.1:9944]     for example: multisig maxSignatories
`;

async function constant(api, _, pallet, name) {
	const value = api.consts[pallet]?.[name];
	if (!value) throw new Refusal(`there is no constant ${pallet}.${name}`, "docs/reference/runtime.md lists them");
	console.log(value.toString());
}

await run(USAGE, {}, constant);
