// SPDX-License-Identifier: Apache-2.0
//
// Prints the session keys that come from a secret phrase, and the proof that they are an account's own.
//
// The chain takes keys only with a signature of each, over the account that registers them. A node makes it for keys
// of its own (`author_rotateKeysWithOwner`); this is for keys that were made with `cairn key`. It needs no node.
//
// Usage: node session-keys.mjs KEYS ACCOUNT > FILE     both as the other programs take accounts

import { Keyring } from "@polkadot/api";
import { cryptoWaitReady } from "@polkadot/util-crypto";
import { uri } from "./chain.mjs";

// In the order in which the runtime has them: BABE, GRANDPA, heartbeats, authority discovery.
const SCHEMES = ["sr25519", "ed25519", "sr25519", "sr25519"];

const [keysFrom, owner] = process.argv.slice(2).map(uri);
if (!owner) {
	console.error("error: two arguments are missing\n  help: node session-keys.mjs KEYS ACCOUNT");
	process.exit(2);
}
await cryptoWaitReady();

const { publicKey } = new Keyring({ type: "sr25519" }).addFromUri(owner);
const statement = Buffer.concat([Buffer.from("POP_"), publicKey]);
const pairs = SCHEMES.map((type) => new Keyring({ type }).addFromUri(keysFrom));
const joined = (parts) => `0x${Buffer.concat(parts).toString("hex")}`;
const keys = joined(pairs.map((pair) => pair.publicKey));
const proof = joined(pairs.map((pair) => pair.sign(statement)));
console.log(JSON.stringify({ keys, proof }));
