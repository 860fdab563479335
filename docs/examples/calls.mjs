// SPDX-License-Identifier: Apache-2.0
//
// Calls that are written down as words.

import { Refusal, address } from "./chain.mjs";

/// The call `pallet.name` with arguments as a person writes them.
export function made(api, pallet, name, ...written) {
	const make = api.tx[pallet]?.[name];
	if (!make) throw new Refusal(`there is no call ${pallet}.${name}`, "docs/reference/runtime.md lists them");
	const { args } = make.meta;
	if (written.length !== args.length) {
		const names = args.map(({ name, type }) => `${name}: ${type}`).join(", ");
		throw new Refusal(`${pallet}.${name} has other arguments: ${names || "none"}`, "give each of them");
	}
	return make(...written.map((words, at) => argument(words, args[at].type.toString())));
}

/// An argument as the client takes it: JSON where it has fields, nothing where that may be left out, the address of a
/// development account, or as written.
function argument(written, type) {
	if (/^[[{]/.test(written)) return JSON.parse(written);
	if (written === "none" && type.startsWith("Option")) return null;
	return written.startsWith("//") ? address(written) : written;
}
