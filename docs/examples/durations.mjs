// SPDX-License-Identifier: Apache-2.0
//
// Durations, which some modules count in milliseconds of the chain's clock.

import { Refusal } from "./chain.mjs";

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/// The milliseconds that a person wrote as `90s`, `3m` or `2d`.
export function milliseconds(written) {
	const [, count, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(written ?? "") ?? [];
	if (!unit) throw new Refusal(`'${written}' is no duration`, "write it as 90s, 3m, 6h or 2d");
	return Number(count) * UNITS[unit];
}

/// How far a time in milliseconds is from the time of the last block, for people.
export async function away(api, time) {
	const seconds = Math.round((Number(time) - (await api.query.timestamp.now()).toNumber()) / 1_000);
	return seconds >= 0 ? `in ${seconds} s` : `${-seconds} s ago`;
}
