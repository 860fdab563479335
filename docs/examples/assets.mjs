// SPDX-License-Identifier: Apache-2.0
//
// Assets as the modules of the runtime name them: the native token, or another by its number.

import { Refusal, planck, shown } from "./chain.mjs";

const NATIVE = "native";

/// The asset that a user named: `native`, or the number of a token. How calls name it, its decimals and its symbol.
export async function asset(api, which = NATIVE) {
	if (which === NATIVE) {
		return { kind: "Native", decimals: api.registry.chainDecimals[0], symbol: api.registry.chainTokens[0] };
	}
	if (!/^\d+$/.test(which)) throw new Refusal(`'${which}' is no asset`, "give 'native', or the number of a token");
	if ((await api.query.assets.asset(which)).isNone) {
		throw new Refusal(`there is no token ${which}`, "token.mjs creates one");
	}
	const { decimals, symbol } = await api.query.assets.metadata(which);
	return { kind: { WithId: which }, decimals: decimals.toNumber(), symbol: symbol.toUtf8() };
}

/// The asset that a value of the chain names.
export function assetOf(api, kind) {
	return asset(api, kind.isNative ? NATIVE : kind.asWithId.toString());
}

/// An amount of an asset, for people.
export function amount(api, { decimals, symbol }, units) {
	return shown(api, units, decimals, symbol);
}

/// An amount of an asset that a person wrote, in its smallest unit.
export function units(api, { decimals }, written) {
	return planck(api, written, decimals);
}
