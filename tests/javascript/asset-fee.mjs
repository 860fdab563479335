// SPDX-License-Identifier: Apache-2.0
// A transfer of an asset with polkadot-api, by an account that has nothing else: it pays the fee in the asset.
// Arguments: the URL of a node, the asset, the path by which the sender is derived from the development phrase.

import { sr25519CreateDerive } from "@polkadot-labs/hdkd";
import { DEV_MINI_SECRET, ss58Address } from "@polkadot-labs/hdkd-helpers";
import { createClient } from "polkadot-api";
import { getPolkadotSigner } from "polkadot-api/signer";
import { getWsProvider } from "polkadot-api/ws-provider/node";
import { AMOUNT, equal, main } from "./chain.mjs";

const derive = sr25519CreateDerive(DEV_MINI_SECRET);

main(async (url, number, path) => {
	const client = createClient(getWsProvider(url));
	const api = client.getUnsafeApi();
	const asset = Number(number);
	const [sender, receiver] = [path, "//Charlie"].map((path) => derive(path));
	const address = ({ publicKey }) => ss58Address(publicKey, 42);

	const balances = async (at) => {
		const has = async (key) => (await api.query.Assets.Account.getValue(asset, address(key), { at }))?.balance ?? 0n;
		const { data } = await api.query.System.Account.getValue(address(sender), { at });
		return { sender: await has(sender), receiver: await has(receiver), native: data.free };
	};

	const before = await balances("finalized");
	const target = { type: "Id", value: address(receiver) };
	const transfer = api.tx.Assets.transfer({ id: asset, target, amount: AMOUNT });
	const signer = getPolkadotSigner(sender.publicKey, "Sr25519", sender.sign);
	const inAsset = { asset: { type: "WithId", value: asset } };
	const { ok, block, events, dispatchError } = await transfer.signAndSubmit(signer, inAsset);
	if (!ok) throw new Error(`failed: ${JSON.stringify(dispatchError)}`);
	const after = await balances(block.hash);

	const paid = events.find(({ type, value }) => type === "AssetTxPayment" && value.type === "AssetTxFeePaid");
	const fee = paid.value.value.actual_fee;
	equal("a fee is paid", fee > 0n, true);
	equal("sender", after.sender, before.sender - AMOUNT - fee);
	equal("receiver", after.receiver, before.receiver + AMOUNT);
	equal("native token before", before.native, 0n);
	equal("native token after", after.native, 0n);
	client.destroy();
});
