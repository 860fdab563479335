// SPDX-License-Identifier: Apache-2.0
//
// Sends 1 CRN from Alice to Bob on a development chain, and waits until the transfer is final.
//
// Usage: node transfer.mjs [ENDPOINT]     ENDPOINT is ws://127.0.0.1:9944 unless given

import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";

const CRN = 10n ** 12n;

const endpoint = process.argv[2] ?? "ws://127.0.0.1:9944";

const api = await ApiPromise.create({
	provider: new WsProvider(endpoint),
	throwOnConnect: true,
	noInitWarn: true,
	// The client would say that it does not know this one, which adds nothing to what is signed.
	signedExtensions: { AuthorizeCall: { extrinsic: {}, payload: {} } },
}).catch(() => {
	console.error(`error: no node answers at ${endpoint}\n  help: start one with scripts/run.sh`);
	process.exit(1);
});
// Accounts with well-known keys. A development chain gives them funds; never use them elsewhere.
const keyring = new Keyring({ type: "sr25519" });
const alice = keyring.addFromUri("//Alice");
const bob = keyring.addFromUri("//Bob");

const balance = async (account) => (await api.query.system.account(account.address)).data.free.toBigInt();
const crn = (planck) => `${planck / CRN}.${String(planck % CRN).padStart(12, "0")} CRN`;

console.log(`connected to ${await api.rpc.system.chain()}`);
const before = await balance(bob);
console.log(`Bob has ${crn(before)}`);

await new Promise((resolve, reject) => {
	api.tx.balances
		.transferKeepAlive(bob.address, CRN)
		.signAndSend(alice, ({ status, dispatchError }) => {
			if (status.isInBlock) console.log(`in block ${status.asInBlock}`);
			if (dispatchError) reject(new Error(`the transfer failed: ${dispatchError}`));
			if (status.isFinalized) resolve(console.log(`finalised in block ${status.asFinalized}`));
		})
		.catch(reject);
});

const after = await balance(bob);
console.log(`Bob has ${crn(after)}`);
if (after - before !== CRN) throw new Error("Bob did not get 1 CRN");
await api.disconnect();
