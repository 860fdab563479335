// SPDX-License-Identifier: Apache-2.0
//
// Prints a signed extrinsic, Alice sending 1 CRN to Bob, in hexadecimal. It is not submitted.
//
// Usage: node sign.mjs [ENDPOINT]     ENDPOINT is ws://127.0.0.1:9944 unless given

import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";

const endpoint = process.argv[2] ?? "ws://127.0.0.1:9944";

const api = await ApiPromise.create({
	provider: new WsProvider(endpoint),
	throwOnConnect: true,
	noInitWarn: true,
	signedExtensions: { AuthorizeCall: { extrinsic: {}, payload: {} } },
}).catch(() => {
	console.error(`error: no node answers at ${endpoint}\n  help: start one with scripts/run.sh`);
	process.exit(1);
});
const keyring = new Keyring({ type: "sr25519" });
const [alice, bob] = [keyring.addFromUri("//Alice"), keyring.addFromUri("//Bob")];

const extrinsic = await api.tx.balances.transferKeepAlive(bob.address, 10n ** 12n).signAsync(alice, { nonce: -1 });
console.log(extrinsic.toHex());
await api.disconnect();
