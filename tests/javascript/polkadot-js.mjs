// SPDX-License-Identifier: Apache-2.0
// A transfer with @polkadot/api, to an account in use and to a new one.

import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";
import { AMOUNT, checkTransfer, equal, main, TREASURY } from "./chain.mjs";

/// Sends the transaction and resolves with the hash of the final block that holds it, and the fee.
function finalized(transaction, sender) {
	return new Promise((resolve, reject) => {
		const onStatus = ({ status, events, dispatchError, isError }) => {
			if (dispatchError || isError) reject(new Error(`failed: ${dispatchError ?? status}`));
			if (!status.isFinalized) return;
			const paid = events.find(({ event }) => event.method === "TransactionFeePaid");
			resolve([status.asFinalized, paid.event.data.actualFee.toBigInt()]);
		};
		transaction.signAndSend(sender, onStatus).catch(reject);
	});
}

main(async (url) => {
	const api = await ApiPromise.create({ provider: new WsProvider(url), noInitWarn: true });
	const keyring = new Keyring({ type: "sr25519" });
	const uris = ["//Alice//stash", "//Bob", "//Bob//polkadot-js"];
	const [author, bob, fresh] = uris.map((uri) => keyring.addFromUri(uri));

	const balances = async (blockHash, receiver) => {
		const at = await api.at(blockHash);
		const free = async ({ address }) => (await at.query.system.account(address)).data.free.toBigInt();
		return {
			sender: await free(bob),
			receiver: await free(receiver),
			author: await free(author),
			treasury: await free({ address: TREASURY }),
			issuance: (await at.query.balances.totalIssuance()).toBigInt(),
		};
	};

	equal("token", api.registry.chainTokens[0], "CRN");
	equal("decimals", api.registry.chainDecimals[0], 12);

	for (const receiver of [keyring.addFromUri("//Charlie"), fresh]) {
		const transfer = api.tx.balances.transferKeepAlive(receiver.address, AMOUNT);
		const [blockHash, fee] = await finalized(transfer, bob);
		const { parentHash } = await api.rpc.chain.getHeader(blockHash);
		checkTransfer(await balances(parentHash, receiver), await balances(blockHash, receiver), fee);
		const { partialFee } = await transfer.paymentInfo(bob, { nonce: 0 });
		equal("the fee that was foretold is within one in a thousand", near(partialFee.toBigInt(), fee), true);
	}
	await api.disconnect();
});

/// Whether two amounts differ by less than a thousandth: a transaction with another nonce may be a byte longer.
function near(a, b) {
	const difference = a > b ? a - b : b - a;
	return difference * 1000n < b;
}
