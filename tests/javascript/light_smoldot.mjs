// SPDX-License-Identifier: Apache-2.0
// npm `smoldot`, a light client in JavaScript, connected over WebSocket to the full node whose address is the second
// argument: reads a balance, sends a transfer and sees it final. The first argument is the file of the raw chain
// specification.

import { ApiPromise, Keyring } from "@polkadot/api";
import { readFile } from "node:fs/promises";
import { start } from "smoldot";
import { AMOUNT, equal } from "./chain.mjs";

const [specification, node] = process.argv.slice(2);

/// What @polkadot/api asks of a connection, over a chain of smoldot.
class Provider {
	hasSubscriptions = true;
	isClonable = false;
	isConnected = true;
	#chain;
	#next = 1;
	#pending = new Map();
	#subscriptions = new Map();
	#early = new Map();

	constructor(chain) {
		this.#chain = chain;
		this.#read();
	}

	async #read() {
		for await (const text of this.#chain.jsonRpcResponses) {
			const { id, result, error, params } = JSON.parse(text);
			if (id !== undefined) {
				const { resolve, reject } = this.#pending.get(id);
				this.#pending.delete(id);
				error ? reject(new Error(error.message)) : resolve(result);
				continue;
			}
			const callback = this.#subscriptions.get(params.subscription);
			if (callback) callback(null, params.result);
			// It may come before the answer that names the subscription was handled.
			else this.#early.set(params.subscription, [...(this.#early.get(params.subscription) ?? []), params.result]);
		}
	}

	send(method, params) {
		const id = this.#next++;
		return new Promise((resolve, reject) => {
			this.#pending.set(id, { resolve, reject });
			this.#chain.sendJsonRpc(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
		});
	}

	async subscribe(_type, method, params, callback) {
		const subscription = await this.send(method, params);
		this.#subscriptions.set(subscription, callback);
		for (const result of this.#early.get(subscription) ?? []) callback(null, result);
		this.#early.delete(subscription);
		return subscription;
	}

	async unsubscribe(_type, method, subscription) {
		this.#subscriptions.delete(subscription);
		return this.send(method, [subscription]);
	}

	on(event, callback) {
		if (event === "connected") setTimeout(callback);
		return () => {};
	}

	async connect() {}
	async disconnect() {}
}

/// Reads again while no peer can be asked: a peer tells only after a moment that a block is final, and until then
/// smoldot does not take it to have a block that has just become final.
async function patiently(read) {
	for (let tries = 0; ; tries++) {
		try {
			return await read();
		} catch (error) {
			if (tries === 60 || !String(error).includes("No node available")) throw error;
			await new Promise((resolve) => setTimeout(resolve, 500));
		}
	}
}

async function run() {
	const chainSpec = JSON.parse(await readFile(specification, "utf8"));
	chainSpec.bootNodes = [node];
	// It does not know these members of a specification, or warns of them.
	for (const member of ["protocolId", "telemetryEndpoints"]) delete chainSpec[member];
	const errors = [];
	const logCallback = (level, target, message) => {
		if (level <= 2) errors.push(`${target}: ${message}`);
	};
	const client = start({ forbidTcp: true, forbidWss: true, maxLogLevel: 2, logCallback });
	const chain = await client.addChain({ chainSpec: JSON.stringify(chainSpec) });
	const api = await ApiPromise.create({ provider: new Provider(chain), noInitWarn: true });

	const keyring = new Keyring({ type: "sr25519" });
	const [bob, fresh] = ["//Bob", "//Bob//smoldot"].map((uri) => keyring.addFromUri(uri));
	const free = async ({ address }, at) => (await at.query.system.account(address)).data.free.toBigInt();
	if ((await free(bob, api)) === 0n) throw new Error("Bob has nothing");
	equal("the new account has nothing", await free(fresh, api), 0n);

	const blockHash = await new Promise((resolve, reject) => {
		const transfer = api.tx.balances.transferKeepAlive(fresh.address, AMOUNT);
		const onStatus = ({ status, dispatchError, isError }) => {
			if (dispatchError || isError) reject(new Error(`failed: ${dispatchError ?? status}`));
			if (status.isFinalized) resolve(status.asFinalized);
		};
		transfer.signAndSend(bob, onStatus).catch(reject);
	});
	const received = await patiently(async () => free(fresh, await api.at(blockHash)));
	equal("the new account's balance", received, AMOUNT);
	await client.terminate();
	if (errors.length > 0) console.log(errors.join("\n"));
}

run().then(
	() => process.exit(0),
	(error) => {
		console.error(error);
		process.exit(1);
	},
);
