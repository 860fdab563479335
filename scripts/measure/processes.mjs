// SPDX-License-Identifier: Apache-2.0
//
// Programs that are measured: starting them, and what Linux tells of them.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

import { stop } from "./command.mjs";

// Waits for so long (ms).
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** What Linux tells of a process: resident memory now and at most (bytes), and CPU time so far (ms). */
export function usage(pid) {
	try {
		const status = readFileSync(`/proc/${pid}/status`, "utf8");
		const bytes = (name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)[1]) * 1024;
		const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
		// User and system time, in hundredths of a second: what Linux gives to programs on every platform.
		const cpu = (Number(fields[11]) + Number(fields[12])) * 10;
		return { rss: bytes("VmRSS"), peak: bytes("VmHWM"), cpu };
	} catch (error) {
		return stop(`nothing is known of process ${pid}: ${error.message}`, "give the id of a running node; this needs Linux");
	}
}

/** A program that runs until it is told to end, and at the latest with this one. */
export class Program {
	#child;
	#ended;
	/** What it has said so far. */
	log = "";
	isRunning = true;

	constructor(program, options) {
		this.#child = spawn(program, options, { stdio: ["ignore", "pipe", "pipe"] });
		for (const stream of [this.#child.stdout, this.#child.stderr]) stream.on("data", (data) => (this.log += data));
		this.#ended = new Promise((done) => this.#child.on("exit", done).on("error", (error) => done((this.log += error.message))));
		this.#ended.then(() => (this.isRunning = false));
		process.on("exit", () => this.#child.kill());
	}

	get pid() {
		return this.#child.pid;
	}

	/** Looks every `pause` ms until `check` gives something, and returns that. Whoever ends or takes `patience` ms fails. */
	async until(check, what, pause, patience) {
		const start = performance.now();
		for (;;) {
			if (!this.isRunning) stop(`${what}: the program ended:\n${this.log}`, "its last lines say why");
			const found = await check();
			if (found) return found;
			if (performance.now() - start > patience) stop(`${what}: not after ${patience / 1000} s:\n${this.log}`, "its last lines may say why");
			await sleep(pause);
		}
	}

	/** Tells it to end, and waits for that. Returns its exit status, or `null` if the signal ended it. */
	async end() {
		this.#child.kill("SIGTERM");
		return this.#ended;
	}
}
