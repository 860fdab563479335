// SPDX-License-Identifier: Apache-2.0
// A transfer with polkadot-api, to an account in use and to a new one.

import { sr25519CreateDerive } from "@polkadot-labs/hdkd";
import { DEV_MINI_SECRET, ss58Address } from "@polkadot-labs/hdkd-helpers";
import { createClient } from "polkadot-api";
import { getPolkadotSigner } from "polkadot-api/signer";
import { getWsProvider } from "polkadot-api/ws-provider/node";
import { AMOUNT, checkTransfer, equal, main, TREASURY } from "./chain.mjs";

const derive = sr25519CreateDerive(DEV_MINI_SECRET);

main(async (url) => {
	const client = createClient(getWsProvider(url));
	const api = client.getUnsafeApi();
	const [author, bob, charlie, fresh] = ["//Alice//stash", "//Bob", "//Charlie", "//Bob//papi"].map((path) => derive(path));
	const address = ({ publicKey }) => ss58Address(publicKey, 42);
	const signer = getPolkadotSigner(bob.publicKey, "Sr25519", bob.sign);

	const balances = async (at, receiver) => {
		const free = async (key) => (await api.query.System.Account.getValue(address(key), { at })).data.free;
		return {
			sender: await free(bob),
			receiver: await free(receiver),
			author: await free(author),
			treasury: await free({ publicKey: TREASURY }),
			issuance: await api.query.Balances.TotalIssuance.getValue({ at }),
		};
	};

	const { properties } = await client.getChainSpecData();
	equal("token", properties.tokenSymbol, "CRN");
	equal("decimals", properties.tokenDecimals, 12);

	for (const receiver of [charlie, fresh]) {
		const dest = { type: "Id", value: address(receiver) };
		// Nothing else happens on this chain, so the state of now is the state of just before the transfer.
		const before = await balances("finalized", receiver);
		const transfer = api.tx.Balances.transfer_keep_alive({ dest, value: AMOUNT });
		const { ok, block, events, dispatchError } = await transfer.signAndSubmit(signer);
		if (!ok) throw new Error(`failed: ${JSON.stringify(dispatchError)}`);
		const paid = events.find(({ type, value }) => type === "TransactionPayment" && value.type === "TransactionFeePaid");
		checkTransfer(before, await balances(block.hash, receiver), paid.value.value.actual_fee);
	}
	client.destroy();
});
