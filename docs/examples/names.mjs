// SPDX-License-Identifier: Apache-2.0
//
// How accounts are called.

import { address } from "./chain.mjs";

const WELL_KNOWN = ["//Alice", "//Bob", "//Charlie", "//Dave", "//Eve", "//Ferdie"];

let names;

/// The name of a well-known development account; the address of any other.
export function called(who) {
	names ??= new Map(WELL_KNOWN.map((name) => [address(name), name]));
	return names.get(who.toString()) ?? who.toString();
}
