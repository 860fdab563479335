#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
//
// Starts a light client of a running chain twice, without and with a database, and prints what each start takes.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { cairn, hint, read, stop } from "./measure/command.mjs";
import { Program, usage } from "./measure/processes.mjs";

const USAGE = `
Starts a light client of a running chain, first without a database and then with the one that the first start left, and
prints for each how long it takes until it follows the head of the chain and has verified a final block, how much it
receives until then, and how much memory it takes.

Usage: node scripts/measure-light-client.mjs --chain SPEC --bootnodes ADDRESS [OPTIONS]

Options:
  --chain SPEC          the specification of the chain
  --bootnodes ADDRESS   a full node, as it prints its address at its start; may be given several times
  --cairn PROGRAM       the program (default: the one that scripts/run.sh builds)
  --json                print JSON: times in ms, sizes in bytes
  -h, --help            print this help

It needs Linux, and \`ss\` of the package iproute2. Its files are in a temporary folder, and go at the end.
`;

/** A start that is not ready after so long (ms) never is. */
const PATIENCE = 120_000;
/** The time (ms) between two looks. */
const PAUSE = 20;

// --- what Linux knows ------------------------------------------------------------------------------------------------

// Notes in `received` how many bytes each TCP connection of the process to a peer has brought; closed ones stay there.
function noteReceived(pid, rpcPort, received) {
	const lines = execFileSync("ss", ["--tcp", "--info", "--processes", "--numeric", "--oneline", "--no-header"], { encoding: "utf8" });
	for (const line of lines.split("\n")) {
		if (!line.includes(`pid=${pid},`)) continue;
		const [, , , local, peer] = line.split(/\s+/);
		const bytes = /bytes_received:(\d+)/.exec(line);
		if (bytes && !local.endsWith(`:${rpcPort}`)) received.set(`${local} ${peer}`, Number(bytes[1]));
	}
}

// Bytes of all files below a folder.
function size(folder) {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

// --- the light client --------------------------------------------------------------------------------------------------

// What JSON-RPC answers over HTTP.
async function request(port, method) {
	const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: [] });
	const headers = { "Content-Type": "application/json" };
	const { result, error } = await (await fetch(`http://127.0.0.1:${port}`, { method: "POST", headers, body })).json();
	if (error) throw new Error(`${method}: ${error.message}`);
	return result;
}

// Whether it follows the head and has verified a final block; not before its port is open.
async function isReady(port) {
	try {
		return (await fetch(`http://127.0.0.1:${port}/health/readiness`)).ok;
	} catch {
		return false;
	}
}

// The port that the client chose, once it says so.
function portIn(log) {
	const found = /ws:\/\/127\.0\.0\.1:(\d+)/.exec(log);
	return found && Number(found[1]);
}

// Starts the client, waits until it is ready, and ends it.
async function measure({ cairn, chain, bootnodes }, folder) {
	const start = performance.now();
	const options = ["light", "--chain", chain, "--base-path", folder, "--rpc-port", "0", "--bootnodes", ...bootnodes];
	const client = new Program(cairn, options);
	const received = new Map();
	let port = null;
	const readiness = async () => {
		noteReceived(client.pid, port, received);
		port ??= portIn(client.log);
		return port !== null && (await isReady(port));
	};
	await client.until(readiness, "the light client follows the chain", PAUSE, PATIENCE);
	const time = performance.now() - start;
	noteReceived(client.pid, port, received);
	const bytes = [...received.values()].reduce((sum, connection) => sum + connection, 0);
	const { rss } = usage(client.pid);
	const block = Number((await request(port, "chain_getHeader")).number);
	const status = await client.end();
	if (status !== 0) stop(`the light client ended with status ${status}:\n${client.log}`, "its last lines say why");
	return { block, time, received: bytes, memory: rss, database: size(folder) };
}

// --- printing ----------------------------------------------------------------------------------------------------------

function print(starts) {
	const row = (cells) => console.log(cells.map((cell, index) => (index ? String(cell).padStart(10) : cell.padEnd(14))).join(" "));
	row(["", "block", "ready", "received", "memory", "database"]);
	for (const [name, { block, time, received, memory, database }] of Object.entries(starts)) {
		const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
		row([`${name} start`, block, `${(time / 1000).toFixed(2)} s`, megabytes(received), `${(memory / 2 ** 20).toFixed(0)} MiB`, megabytes(database)]);
	}
}

// --- the command -------------------------------------------------------------------------------------------------------

function settings() {
	const script = "measure-light-client.mjs";
	const values = read(script, USAGE, {
		chain: { type: "string" },
		bootnodes: { type: "string", multiple: true, default: [] },
		cairn: { type: "string", default: cairn() },
	});
	if (!values.chain) stop("--chain is missing", hint(script));
	if (values.bootnodes.length === 0) stop("--bootnodes is missing", hint(script));
	return values;
}

const chosen = settings();
const folder = mkdtempSync(join(tmpdir(), "cairn-light-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const starts = { first: await measure(chosen, folder), later: await measure(chosen, folder) };
if (chosen.json) console.log(JSON.stringify(starts, null, 2));
else print(starts);
process.exit(0);
