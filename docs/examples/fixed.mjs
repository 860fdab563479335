// SPDX-License-Identifier: Apache-2.0
//
// Numbers as the oracle has them: with 18 decimals, and a sign.

import { planck, shown } from "./chain.mjs";

const DECIMALS = 18;

/// A number that a person wrote, such as `-0.5`, in the smallest steps.
export function steps(api, written) {
	const negative = String(written).startsWith("-");
	const size = planck(api, negative ? written.slice(1) : written, DECIMALS);
	return negative ? -size : size;
}

/// A number in the smallest steps, for people.
export function number(api, value) {
	const parts = BigInt(value.toString());
	return (parts < 0n ? "-" : "") + shown(api, parts < 0n ? -parts : parts, DECIMALS, "").trim();
}
