// SPDX-License-Identifier: Apache-2.0
//
// Compares docs/reference/json-rpc.md with what a node serves: the answer to `rpc_methods`, on standard input.
// Each method must be on the page, and each method on the page must be served.
//
// Usage: node scripts/check-rpc-page.mjs < ANSWER.json

import { readFileSync } from "node:fs";

const page = readFileSync(new URL("../docs/reference/json-rpc.md", import.meta.url), "utf8");
const served = new Set(JSON.parse(readFileSync(0, "utf8")).result.methods);
// A method stands on the page in backquotes, as does a family: what all its methods' names begin with.
const written = new Set([...page.matchAll(/`([a-zA-Z]+_[a-zA-Z0-9_]+)`/g)].map((match) => match[1]));
const isFamily = (name) => [...served].some((method) => method.startsWith(`${name}_`));

const missing = [...served].filter((method) => !written.has(method));
const wrong = [...written].filter((name) => !served.has(name) && !isFamily(name));
if (missing.length || wrong.length) {
	if (missing.length) console.error(`served, but not on the page: ${missing.join(", ")}`);
	if (wrong.length) console.error(`on the page, but not served: ${wrong.join(", ")}`);
	console.error("error: the list of methods is not current\n  help: mend docs/reference/json-rpc.md");
	process.exit(1);
}
console.error(`docs/reference/json-rpc.md lists the ${served.size} methods that the node serves`);
