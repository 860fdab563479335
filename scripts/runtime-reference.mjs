// SPDX-License-Identifier: Apache-2.0
//
// Writes docs/reference/runtime.md from what a running node's runtime tells of itself: its metadata and its presets.

import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

const USAGE = `
Writes docs/reference/runtime.md from what the runtime of a development chain tells of itself.

Usage: node scripts/runtime-reference.mjs [--check] [--uri ws://127.0.0.1:9944]

Options:
  --check     write nothing; fail if the page is not current
  --uri URL   a node of a development chain: cairn --dev
  -h, --help  print this help

It takes its client from docs/examples: npm ci --prefix docs/examples
`;

const PAGE = new URL("../docs/reference/runtime.md", import.meta.url);
const EXAMPLES = new URL("../docs/examples/package.json", import.meta.url);

function stop(message, help) {
	console.error(`error: ${message}\n  help: ${help}`);
	process.exit(1);
}

function client() {
	try {
		return createRequire(EXAMPLES)("@polkadot/api");
	} catch {
		return stop("the client is not installed", "npm ci --prefix docs/examples");
	}
}

// --- text --------------------------------------------------------------------------------------------------------

// A cell of a table: no line ends, no bars, nothing that looks like HTML or a link.
const cell = (text) =>
	text
		.replace(/\[`([^`]*)`\](\([^)]*\)|\[[^\]]*\])?/g, "`$1`")
		.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
		.replace(/\s+/g, " ")
		.replace(/\|/g, "\\|")
		.replace(/(`[^`]*`)|([<>])/g, (_, code, angle) => code ?? (angle === "<" ? "&lt;" : "&gt;"))
		.trim();

// Documentation up to its first empty line.
function firstParagraph(docs) {
	const lines = docs.map((line) => line.toString().trim());
	const start = lines.findIndex((line) => line !== "");
	if (start < 0) return "";
	const rest = lines.slice(start);
	const end = rest.findIndex((line) => line === "" || line.startsWith("#"));
	return cell(rest.slice(0, end < 0 ? undefined : end).join(" "));
}

const code = (text) => `\`${text.replace(/\|/g, "\\|")}\``;

function table(head, rows) {
	return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

// --- what the metadata tells -------------------------------------------------------------------------------------

// A type as one would write it: what wraps others with what is in it, anything else by the last part of its path.
function typeName(registry, id) {
	const { path, def, params } = registry.lookup.getSiType(id);
	const inner = (type) => typeName(registry, type);
	const name = path.at(-1)?.toString();
	if (name === "Option") return `Option<${inner(params[0].type.unwrap())}>`;
	if (name?.startsWith("Bounded") && name.endsWith("Vec")) return `Vec<${inner(params[0].type.unwrap())}>`;
	if (name) return name;
	if (def.isPrimitive) return def.asPrimitive.type.toLowerCase();
	if (def.isSequence) return `Vec<${inner(def.asSequence.type)}>`;
	if (def.isArray) return `[${inner(def.asArray.type)}; ${def.asArray.len}]`;
	if (def.isTuple) return `(${def.asTuple.map(inner).join(", ")})`;
	if (def.isCompact) return `Compact<${inner(def.asCompact.type)}>`;
	return registry.lookup.getTypeDef(id).type;
}

function calls(registry, pallet) {
	if (pallet.calls.isNone) return [];
	const { variants } = registry.lookup.getSiType(pallet.calls.unwrap().type).def.asVariant;
	return [...variants]
		.sort((a, b) => a.index.toNumber() - b.index.toNumber())
		.map(({ index, name, fields, docs }) => {
			const list = fields.map((field) => `${field.name.unwrap()}: ${typeName(registry, field.type)}`);
			return [index.toString(), code(`${name}(${list.join(", ")})`), firstParagraph(docs)];
		});
}

const LONGEST = 160;

function constants(registry, pallet) {
	return pallet.constants.map(({ name, type, value, docs }) => {
		const known = typeName(registry, type);
		const decoded = registry.createType(registry.createLookupType(type), value.toU8a(true));
		return [code(name.toString()), code(known), constant(known, decoded), firstParagraph(docs)];
	});
}

// What a whole is in types that are parts of one.
const WHOLES = { Perbill: 1e9, Permill: 1e6, Percent: 100 };

// A number with its digits in groups, a share in percent, text as it is, anything else as JSON if it is short.
function constant(type, decoded) {
	const [, inner] = /^Option<(.*)>$/.exec(type) ?? [];
	if (inner) return decoded.isNone ? "none" : constant(inner, decoded.unwrap());
	if (WHOLES[type]) return `${(100 * decoded.toNumber()) / WHOLES[type]} %`;
	if (decoded.toBigInt) return decoded.toBigInt().toString().replace(/\B(?=(\d{3})+$)/g, " ");
	const bytes = /^\[u8;|^Bytes$/.test(decoded.toRawType()) && decoded.toU8a(true);
	if (bytes && bytes.every((byte) => byte >= 32 && byte < 127)) return code(`"${Buffer.from(bytes)}"`);
	const text = JSON.stringify(decoded.toJSON());
	return text.length > LONGEST ? "(long; ask the node)" : code(text);
}

// --- what the node tells -----------------------------------------------------------------------------------------

async function presets(api) {
	const call = async (type, method, data) =>
		api.createType(type, await api.rpc.state.call(`GenesisBuilder_${method}`, data));
	const names = (await call("Vec<Text>", "preset_names", "0x")).map((name) => name.toString());
	const preset = async (name) => {
		const id = Buffer.from(api.createType("Option<Text>", name).toU8a()).toString("hex");
		const json = await call("Option<Text>", "get_preset", `0x${id}`);
		return JSON.parse(json.unwrap().toString());
	};
	const chosen = await Promise.all(names.map(async (name) => [name, await preset(name)]));
	return { defaults: await preset(null), chosen };
}

const WIDTH = 110;

// JSON in which whatever fits into a line stands on one.
function pretty(value, indent = "") {
	const line = JSON.stringify(value, null, " ").replace(/\n\s*/g, " ");
	if (indent.length * 4 + line.length <= WIDTH || value === null || typeof value !== "object") return line;
	const inner = `${indent}\t`;
	const entry = ([key, inside]) => `${JSON.stringify(key)}: ${pretty(inside, inner)}`;
	const list = Array.isArray(value);
	const parts = list ? value.map((inside) => pretty(inside, inner)) : Object.entries(value).map(entry);
	const [open, close] = list ? "[]" : "{}";
	return `${open}\n${parts.map((part) => inner + part).join(",\n")}\n${indent}${close}`;
}

const json = (value) => ["```json", pretty(value), "```"].join("\n");

async function page(api) {
	const { registry, runtimeVersion: version, runtimeMetadata } = api;
	const { pallets } = runtimeMetadata.asLatest;
	const sorted = [...pallets].sort((a, b) => a.index.toNumber() - b.index.toNumber());
	const { defaults, chosen } = await presets(api);

	const parts = [
		"# Runtime reference",
		"Written by `scripts/runtime-reference.mjs` from what the runtime tells of itself. Do not edit.",
		`This is ${version.specName}-${version.specVersion}, with transactions of version ` +
			`${version.transactionVersion}. Constants are those of a development chain: where a chain spec chooses a value, ` +
			"a chain of its own has another. Amounts are in planck, periods in blocks.",
		"## Pallets",
		table(
			["Index", "Pallet", "Calls", "Constants"],
			sorted.map((pallet) => [
				pallet.index.toString(),
				`[${pallet.name}](#${pallet.name.toString().toLowerCase()})`,
				String(calls(registry, pallet).length),
				String(pallet.constants.length),
			]),
		),
	];
	for (const pallet of sorted) {
		parts.push(`## ${pallet.name}`, `Index ${pallet.index}.`);
		const [callRows, constantRows] = [calls(registry, pallet), constants(registry, pallet)];
		if (callRows.length) parts.push(table(["Index", "Call", "What it does"], callRows));
		if (constantRows.length) parts.push(table(["Constant", "Type", "Value", "Meaning"], constantRows));
	}
	parts.push(
		"## Presets",
		"A preset is merged over the default genesis configuration, and a chain spec's patch over the preset.",
	);
	for (const [name, value] of chosen) parts.push(`### Preset ${name}`, json(value));
	parts.push("### Default genesis configuration", json(defaults));
	return `${parts.join("\n\n")}\n`;
}

// --- the program -------------------------------------------------------------------------------------------------

const { values } = parseArgs({
	options: {
		uri: { type: "string", default: "ws://127.0.0.1:9944" },
		check: { type: "boolean" },
		help: { type: "boolean", short: "h" },
	},
});
if (values.help) {
	console.log(USAGE.trim());
	process.exit(0);
}

const { ApiPromise, WsProvider } = client();
const api = await ApiPromise.create({
	provider: new WsProvider(values.uri),
	throwOnConnect: true,
	noInitWarn: true,
	signedExtensions: { AuthorizeCall: { extrinsic: {}, payload: {} } },
}).catch(() => stop(`no node answers at ${values.uri}`, "start one: cairn --dev"));
const text = await page(api);
await api.disconnect();

if (!values.check) {
	writeFileSync(PAGE, text);
	console.error("wrote docs/reference/runtime.md");
} else if (readFileSync(PAGE, "utf8") !== text) {
	stop("docs/reference/runtime.md is not current", "run node scripts/runtime-reference.mjs and commit what it writes");
} else {
	console.error("docs/reference/runtime.md is current");
}
