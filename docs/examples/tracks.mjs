// SPDX-License-Identifier: Apache-2.0
//
// The tracks of referenda, as the chain's constants tell them.

import { Refusal } from "./chain.mjs";

/// All tracks. In the runtime a name fills up 25 bytes with zeros.
export function tracks(api) {
	return api.consts.referenda.tracks.map((track) => {
		const [id, info] = track instanceof Array ? track : [track.id, track.info];
		const name = Buffer.from(info.name.toU8a(true)).toString().replace(/\0/g, "");
		return { id: id.toNumber(), info: { ...fields(info), name } };
	});
}

/// The track with this name or number, and the origin whose referenda it takes.
export function track(api, which) {
	const all = tracks(api);
	const found = all.find(({ id, info }) => info.name === which || id === which);
	if (!found) throw new Refusal(`there is no track '${which}'`, all.map(({ info }) => info.name).join(", "));
	const words = found.info.name.split("_").map((word) => word[0].toUpperCase() + word.slice(1));
	return { ...found, origin: found.info.name === "root" ? { system: "Root" } : { Origins: words.join("") } };
}

/// The periods of a track, in blocks.
export function periods(info) {
	return {
		prepare: info.preparePeriod.toNumber(),
		decision: info.decisionPeriod.toNumber(),
		confirm: info.confirmPeriod.toNumber(),
		enactment: info.minEnactmentPeriod.toNumber(),
	};
}

/// What a curve demands, from 0 to 1, when the part `passed` of the decision period is over.
export function needed(curve, passed) {
	const perbill = (value) => value.toNumber() / 1e9;
	const fixed = (value) => Number(value.toBigInt()) / 1e9;
	if (curve.isLinearDecreasing) {
		const { length, floor, ceil } = curve.asLinearDecreasing;
		const part = Math.min(1, passed / perbill(length));
		return perbill(ceil) - (perbill(ceil) - perbill(floor)) * part;
	}
	if (curve.isSteppedDecreasing) {
		const { begin, end, step, period } = curve.asSteppedDecreasing;
		return Math.max(perbill(end), perbill(begin) - perbill(step) * Math.floor(passed / perbill(period)));
	}
	const { factor, xOffset, yOffset } = curve.asReciprocal;
	return Math.min(1, Math.max(0, fixed(factor) / (passed + fixed(xOffset)) + fixed(yOffset)));
}

function fields(struct) {
	return Object.fromEntries([...struct.entries()]);
}
