// SPDX-License-Identifier: Apache-2.0
//
// What the programs that measure have in common as commands: options, errors, where other programs are.

import { createRequire } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const EXAMPLES = new URL("../../docs/examples/package.json", import.meta.url);

/** Ends the program with an error: what is wrong, and the way out. */
export function stop(message, help) {
	console.error(`error: ${message}\n  help: ${help}`);
	process.exit(1);
}

/** The options that the program was given, as `node:util` takes their types; `--help` and `--json` are options of each. */
export function read(script, usage, options) {
	const json = { type: "boolean", default: false };
	const help = { type: "boolean", short: "h", default: false };
	let values;
	try {
		({ values } = parseArgs({ options: { ...options, json, help } }));
	} catch (error) {
		return stop(error.message, hint(script));
	}
	if (values.help) {
		console.log(usage.trim());
		process.exit(0);
	}
	return values;
}

/** Where somebody finds the options. */
export const hint = (script) => `node scripts/${script} --help lists the options`;

/** An option's value that has to be a whole number from `least`. */
export function wholeNumber(name, value, least) {
	const number = Number(value);
	if (!Number.isInteger(number) || number < least) stop(`--${name} needs a number from ${least}, not '${value}'`, `for example: --${name} 120`);
	return number;
}

/** The node that `scripts/run.sh` builds. */
export function cairn() {
	const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
	const target = process.env.CARGO_TARGET_DIR ?? process.env.CAIRN_TARGET_DIR ?? join(cache, "cairn/target");
	return join(target, "release/cairn");
}

/** The client `@polkadot/api`, as the examples of the docs have it. */
export function client() {
	try {
		return createRequire(EXAMPLES)("@polkadot/api");
	} catch {
		return stop("the client is not installed", "npm ci --prefix docs/examples");
	}
}
