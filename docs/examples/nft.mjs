// SPDX-License-Identifier: Apache-2.0
//
// The life of an NFT on a development chain: a collection, an item, its metadata, a sale.

import { account, found, planck, run, send, shown } from "./chain.mjs";

const USAGE = `
The life of an NFT on a development chain: Alice makes it for Bob, who sells it to Charlie.

Usage: node nft.mjs [--uri ws://127.0.0.1:9944]
`;

async function story(api) {
	const [alice, bob, charlie] = ["//Alice", "//Bob", "//Charlie"].map(account);
	const { nfts } = api.tx;
	const price = planck(api, "5");

	// Who created the collection mints into it; nothing is locked.
	const config = { settings: 0, mintSettings: { mintType: "Issuer" } };
	const { collection } = found(await send(nfts.create(alice.address, config), alice), "nfts", "Created");
	await send(nfts.mint(collection, 1, bob.address, null), alice);
	await send(nfts.setMetadata(collection, 1, "ipfs://an-address-of-a-description"), alice);
	console.log(`collection ${collection}, item 1 belongs to ${await owner(api, collection)}`);

	await send(nfts.setPrice(collection, 1, price, null), bob);
	await send(nfts.buyItem(collection, 1, price), charlie);
	console.log(`sold for ${shown(api, price)}, item 1 belongs to ${await owner(api, collection)}`);
}

async function owner(api, collection) {
	return (await api.query.nfts.item(collection, 1)).unwrap().owner;
}

await run(USAGE, {}, story);
