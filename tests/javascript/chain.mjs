// SPDX-License-Identifier: Apache-2.0
// What both clients are checked against, and how a script of theirs ends.

/// What is sent: 3 CRN, in planck.
export const AMOUNT = 3_000_000_000_000n;

/// Compares a value with what it has to be.
export function equal(what, found, expected) {
	if (found !== expected) throw new Error(`${what}: ${found}, expected ${expected}`);
	console.log(`${what}: ${found}`);
}

/// The treasury's account: the name of its pallet, filled up to 32 bytes.
export const TREASURY = Buffer.concat([Buffer.from("modlcairn/tr"), Buffer.alloc(20)]);

/// Checks two snapshots of balances around the block with a transfer. Each is an object of bigints: `sender`,
/// `receiver`, `author`, `treasury` and `issuance`. The author of the block earns three fifths of the fee, the
/// treasury one fifth; the rest is burnt.
export function checkTransfer(before, after, fee) {
	equal("a fee is paid", fee > 0n, true);
	equal("sender", after.sender, before.sender - AMOUNT - fee);
	equal("receiver", after.receiver, before.receiver + AMOUNT);
	const [toAuthor, toTreasury] = [(fee * 3n) / 5n, fee / 5n];
	equal("author", after.author, before.author + toAuthor);
	equal("treasury", after.treasury, before.treasury + toTreasury);
	equal("total issuance", after.issuance, before.issuance - (fee - toAuthor - toTreasury));
}

/// Runs `script` with the arguments of the command line, of which the first is the URL of a node; ends the process
/// with 1 and a message if anything is not as it must be.
export function main(script) {
	const [url, ...rest] = process.argv.slice(2);
	if (!url) {
		console.error(`usage: node ${process.argv[1]} ws://HOST:PORT ...`);
		process.exit(2);
	}
	script(url, ...rest).then(
		() => process.exit(0),
		(error) => {
			console.error(error);
			process.exit(1);
		},
	);
}
