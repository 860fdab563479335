#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
//
// Watches a running chain, and prints how fast its blocks come and become final, and what its nodes take.

import { client, read, stop, wholeNumber } from "./measure/command.mjs";
import { spread } from "./measure/numbers.mjs";
import { usage } from "./measure/processes.mjs";

const USAGE = `
Watches a running chain for a number of blocks, and prints the time between blocks, the time from a block's arrival until
it is final, and the memory and CPU time of nodes on this machine.

Usage: node scripts/measure-consensus.mjs [OPTIONS]

Options:
  --uri URL     a node (default: ws://127.0.0.1:9944)
  --blocks N    watch so many blocks (default: 120)
  --pid PID     a node's process, for its memory and CPU time; may be given several times
  --json        print JSON: times in ms, memory in bytes, CPU time in ms per second
  -h, --help    print this help

It takes its client from docs/examples: npm ci --prefix docs/examples
`;

/** Without a new block for so long (ms) the chain stands still. */
const PATIENCE = 300_000;
/** After the last block, those before it get so long (ms) to become final. */
const FINALITY_PATIENCE = 60_000;

// --- watching ----------------------------------------------------------------------------------------------------

async function connect(uri) {
	const { WsProvider } = client();
	const provider = new WsProvider(uri, false);
	const failed = new Promise((_, reject) => provider.on("error", () => reject(new Error(`no node answers at ${uri}`))));
	await provider.connect();
	await Promise.race([provider.isReady, failed]);
	provider.on("disconnected", () => stop(`the node at ${uri} closed the connection`, "see its log"));
	return provider;
}

// `notification` is what the node calls the subscription's messages.
async function subscribe(provider, method, notification, onHeader) {
	const handle = (error, header) => {
		if (error) stop(`the subscription ended: ${error.message}`, "see the node's log");
		onHeader(Number(header.number), performance.now());
	};
	await provider.subscribe(notification, method, [], handle);
}

// The best block's first arrival and finality of each height (ms), until `count` blocks came and are final.
async function watch(provider, count) {
	const arrived = new Map();
	const final = new Map();
	let first = null;
	let newest = performance.now();
	await subscribe(provider, "chain_subscribeNewHeads", "chain_newHead", (number, now) => {
		// What stood before the first notification came at a time that nobody saw.
		first ??= number + 1;
		if (number >= first && arrived.size < count && !arrived.has(number)) {
			arrived.set(number, now);
			newest = now;
		}
	});
	await subscribe(provider, "chain_subscribeFinalizedHeads", "chain_finalizedHead", (number, now) => {
		for (const height of arrived.keys()) {
			if (height <= number && !final.has(height)) final.set(height, now);
		}
	});
	const { promise, resolve } = later();
	const timer = setInterval(() => {
		const silent = performance.now() - newest;
		if (arrived.size < count) {
			if (silent > PATIENCE) stop(`no block for ${PATIENCE / 1000} s`, "see the nodes' logs");
		} else if (final.size >= count || silent > FINALITY_PATIENCE) {
			clearInterval(timer);
			resolve();
		}
	}, 100);
	await promise;
	return { arrived, final };
}

// A promise, and what fulfils it.
function later() {
	let resolve;
	const promise = new Promise((done) => (resolve = done));
	return { promise, resolve };
}

async function measure({ uri, blocks, pids }) {
	const provider = await connect(uri);
	const chain = await provider.send("system_chain", []);
	const before = pids.map(usage);
	const start = performance.now();
	const { arrived, final } = await watch(provider, blocks);
	const seconds = (performance.now() - start) / 1000;
	const nodes = pids.map((pid, index) => {
		const now = usage(pid);
		return { pid, rss: now.rss, peak: now.peak, cpu: (now.cpu - before[index].cpu) / seconds };
	});

	const heights = [...arrived.keys()].sort((a, b) => a - b).slice(0, blocks);
	const intervals = heights.slice(1).map((height, index) => arrived.get(height) - arrived.get(heights[index]));
	const finality = heights.filter((height) => final.has(height)).map((height) => final.get(height) - arrived.get(height));
	return { chain, seconds, interval: spread(intervals), finality: spread(finality), nodes };
}

// --- printing ----------------------------------------------------------------------------------------------------

function print({ chain, seconds, interval, finality, nodes }) {
	const time = (value) => (value === null ? "-" : `${(value / 1000).toFixed(2)} s`).padStart(9);
	const row = (name, { count, mean, p50, p99, max }) =>
		console.log(`${name.padEnd(22)} ${String(count).padStart(6)} ${[mean, p50, p99, max].map(time).join(" ")}`);
	console.log(`${chain}, ${seconds.toFixed(0)} s\n`);
	const heads = ["count", "mean", "p50", "p99", "max"];
	console.log(`${"".padEnd(22)} ${heads[0].padStart(6)} ${heads.slice(1).map((name) => name.padStart(9)).join(" ")}`);
	row("between blocks", interval);
	row("arrival to finality", finality);
	for (const { pid, rss, peak, cpu } of nodes) {
		const mib = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
		console.log(`process ${pid}: ${mib(rss)} resident, ${mib(peak)} at most, ${(cpu / 10).toFixed(1)} % of a core`);
	}
}

// --- the command -------------------------------------------------------------------------------------------------

function settings() {
	const options = {
		uri: { type: "string", default: "ws://127.0.0.1:9944" },
		blocks: { type: "string", default: "120" },
		pid: { type: "string", multiple: true, default: [] },
	};
	const { uri, blocks, pid: pids, json } = read("measure-consensus.mjs", USAGE, options);
	const wrong = pids.find((pid) => !/^\d+$/.test(pid));
	if (wrong !== undefined) stop(`--pid needs a process id, not '${wrong}'`, "for example: --pid 4711");
	return { uri, blocks: wholeNumber("blocks", blocks, 2), pids, json };
}

const chosen = settings();
const result = await measure(chosen).catch((error) => stop(error.message, "is a node running there? --uri names another"));
if (chosen.json) console.log(JSON.stringify(result, null, 2));
else print(result);
process.exit(0);
