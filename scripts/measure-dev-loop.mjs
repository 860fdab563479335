#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
//
// Measures what a developer waits for on a chain of one's own: its start, and one transfer after the other.

import { createServer } from "node:net";

import { cairn, client, read, wholeNumber } from "./measure/command.mjs";
import { spread } from "./measure/numbers.mjs";
import { Program, usage } from "./measure/processes.mjs";

const USAGE = `
Starts a development chain that makes a block for each transaction, and prints how long it takes until it answers, and how
long a transfer takes until it is in a block, one after the other. With --anvil it does the same with anvil, the development
node of Foundry, in turn with Cairn.

Usage: node scripts/measure-dev-loop.mjs [OPTIONS]

Options:
  --transfers N     so many transfers (default: 200)
  --rounds N        start each program so often (default: 3)
  --cairn PROGRAM   the node (default: the one that scripts/run.sh builds)
  --anvil PROGRAM   anvil, to compare with
  --json            print JSON: times in ms, memory in bytes, CPU time in ms
  -h, --help        print this help

It needs Linux, and takes its client from docs/examples: npm ci --prefix docs/examples
`;

/** The time (ms) between two looks whether a program answers. */
const PAUSE = 5;
/** A program that does not answer after so long (ms) never does. */
const PATIENCE = 60_000;

// A port that is free at the moment.
async function freePort() {
	const server = createServer();
	await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
	const { port } = server.address();
	await new Promise((closed) => server.close(closed));
	return port;
}

// Whether a method is answered over HTTP.
async function answers(port, method) {
	const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: [] });
	const headers = { "Content-Type": "application/json" };
	try {
		return "result" in (await (await fetch(`http://127.0.0.1:${port}`, { method: "POST", headers, body })).json());
	} catch {
		return false;
	}
}

// --- the two programs ----------------------------------------------------------------------------------------------------

// Each tells how it is started, what it answers first, and how transfers are sent: each is a function that ends when the
// transfer is in a block.

const CAIRN = {
	options: async (port) => ["--dev", "--sealing", "instant", "--rpc-port", port, "--port", await freePort(), "--no-prometheus"],
	method: "system_health",
	// Signed before the clock starts, as a wallet does.
	async transfers(provider, count) {
		const { ApiPromise, Keyring } = client();
		const api = await ApiPromise.create({ provider, noInitWarn: true });
		const keys = new Keyring({ type: "sr25519" });
		const [alice, bob] = ["//Alice", "//Bob"].map((path) => keys.addFromUri(path));
		const sign = async (nonce) => (await api.tx.balances.transferKeepAlive(bob.address, 10n ** 12n).signAsync(alice, { nonce, era: 0 })).toHex();
		const signed = await Promise.all(Array.from({ length: count }, (_, nonce) => sign(nonce)));
		return signed.map((transaction) => () => cairnTransfer(provider, transaction));
	},
};

function cairnTransfer(provider, transaction) {
	return new Promise((done, failed) => {
		const told = (error, status) => {
			if (error) failed(error);
			else if (status.inBlock) done();
			else if (status === "invalid" || status === "dropped") failed(new Error(`a transfer is ${status}`));
		};
		provider.subscribe("author_extrinsicUpdate", "author_submitAndWatchExtrinsic", [transaction], told).catch(failed);
	});
}

const ANVIL = {
	options: async (port) => ["--port", port],
	method: "eth_chainId",
	// Anvil signs for its accounts itself, which is a small part of the time.
	async transfers(provider, count) {
		const [from, to] = await provider.send("eth_accounts", []);
		return Array.from({ length: count }, () => async () => {
			const hash = await provider.send("eth_sendTransaction", [{ from, to, value: "0x1" }]);
			while ((await provider.send("eth_getTransactionReceipt", [hash])) === null);
		});
	},
};

// --- measuring -----------------------------------------------------------------------------------------------------------

// One start of a program, with so many transfers.
async function measure(name, path, { options, method, transfers }, count) {
	const port = await freePort();
	const start = performance.now();
	const program = new Program(path, (await options(port)).map(String));
	await program.until(() => answers(port, method), `${name} answers`, PAUSE, PATIENCE);
	const ready = performance.now() - start;

	const { WsProvider } = client();
	const provider = new WsProvider(`ws://127.0.0.1:${port}`);
	await provider.isReady;
	const prepared = await transfers(provider, count);
	const before = usage(program.pid);
	const times = [];
	for (const transfer of prepared) {
		const sent = performance.now();
		await transfer();
		times.push(performance.now() - sent);
	}
	const { rss, cpu } = usage(program.pid);
	await provider.disconnect();
	await program.end();
	return { name, ready, times, cpu: (cpu - before.cpu) / count, memory: rss };
}

// What the rounds of each program come to.
function summary(rounds) {
	const names = [...new Set(rounds.map(({ name }) => name))];
	return names.map((name) => {
		const own = rounds.filter((round) => round.name === name);
		return {
			name,
			ready: spread(own.map(({ ready }) => ready)),
			transfer: spread(own.flatMap(({ times }) => times)),
			cpu: spread(own.map(({ cpu }) => cpu)).mean,
			memory: spread(own.map(({ memory }) => memory)).max,
		};
	});
}

function print(programs) {
	const row = (cells) => console.log(cells.map((cell, index) => (index ? cell.padStart(16) : cell.padEnd(8))).join(" "));
	const ms = (value) => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
	row(["", "answers after", "transfer, p50", "p99", "CPU a transfer", "memory"]);
	for (const { name, ready, transfer, cpu, memory } of programs) {
		row([name, ms(ready.p50), ms(transfer.p50), ms(transfer.p99), ms(cpu), `${(memory / 2 ** 20).toFixed(0)} MiB`]);
	}
}

// --- the command ---------------------------------------------------------------------------------------------------------

const chosen = read("measure-dev-loop.mjs", USAGE, {
	transfers: { type: "string", default: "200" },
	rounds: { type: "string", default: "3" },
	cairn: { type: "string", default: cairn() },
	anvil: { type: "string" },
});
const count = wholeNumber("transfers", chosen.transfers, 1);
const rounds = [];
for (let round = wholeNumber("rounds", chosen.rounds, 1); round > 0; round -= 1) {
	rounds.push(await measure("cairn", chosen.cairn, CAIRN, count));
	if (chosen.anvil) rounds.push(await measure("anvil", chosen.anvil, ANVIL, count));
}
if (chosen.json) console.log(JSON.stringify(summary(rounds), null, 2));
else print(summary(rounds));
process.exit(0);
