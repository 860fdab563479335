// SPDX-License-Identifier: Apache-2.0
// Follows the heads, sends a remark, and finds it in a block that was announced, over `wss://`. Who certified the
// server is for Node.js to judge: NODE_EXTRA_CA_CERTS adds an authority.

import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";
import { equal, main } from "./chain.mjs";

/// Connects, and does not try again if that fails.
function connected(url) {
	const provider = new WsProvider(url, false);
	return new Promise((resolve, reject) => {
		const refused = () => reject(new Error(`no connection to ${url}`));
		provider.on("connected", () => resolve(provider));
		provider.on("error", refused);
		provider.connect().catch(refused);
	});
}

/// Sends the transaction and resolves with the hash of the first block that holds it.
function included(transaction, sender) {
	return new Promise((resolve, reject) => {
		const onStatus = ({ status, dispatchError, isError }) => {
			if (dispatchError || isError) reject(new Error(`failed: ${dispatchError ?? status}`));
			if (status.isInBlock) resolve(status.asInBlock.toHex());
		};
		transaction.signAndSend(sender, onStatus).catch(reject);
	});
}

main(async (url) => {
	const api = await ApiPromise.create({ provider: await connected(url), noInitWarn: true });
	const bob = new Keyring({ type: "sr25519" }).addFromUri("//Bob");

	const announced = new Set();
	let onHead = () => {};
	const unsubscribe = await api.rpc.chain.subscribeNewHeads((head) => {
		announced.add(head.hash.toHex());
		onHead();
	});

	const text = `over TLS at ${Date.now()}`;
	const hash = await included(api.tx.system.remarkWithEvent(text), bob);
	while (!announced.has(hash)) await new Promise((resolve) => (onHead = resolve));
	const { block } = await api.rpc.chain.getBlock(hash);
	const remarks = block.extrinsics.filter(({ method }) => method.method === "remarkWithEvent");
	equal("remarks in the announced block", remarks.length, 1);
	equal("the remark", remarks[0].method.args[0].toUtf8(), text);
	unsubscribe();
	await api.disconnect();
});
