// SPDX-License-Identifier: Apache-2.0
//
// Eras, stakes and rewards, as the chain's state tells them.

/// The index of the era that is under way, and of the session.
export async function now(api) {
	const [era, session] = await Promise.all([api.query.staking.activeEra(), api.query.session.currentIndex()]);
	return { era: era.unwrap().index.toNumber(), session: session.toNumber() };
}

/// Whether an account is among the validators of this session.
export async function isValidator(api, who) {
	return (await api.query.session.validators()).some((validator) => validator.eq(who));
}

/// The stake of an account, in planck: what is active, and what is unlocked in which era. `null` if it has none.
export async function stake(api, who) {
	const ledger = (await api.query.staking.ledger(who)).unwrapOr(null);
	return (
		ledger && {
			active: ledger.active.toBigInt(),
			unlocking: ledger.unlocking.map(({ value, era }) => ({ value: value.toBigInt(), era: era.toNumber() })),
		}
	);
}

/// The past eras in which a validator was elected and that are not paid out in full, oldest first.
export async function unpaidEras(api, validator) {
	const { era: active } = await now(api);
	const depth = api.consts.staking.historyDepth.toNumber();
	const past = Array.from({ length: Math.min(active, depth) }, (_, index) => active - Math.min(active, depth) + index);
	const unpaid = await Promise.all(
		past.map(async (era) => {
			const [overview, points, claimed] = await Promise.all([
				api.query.staking.erasStakersOverview(era, validator),
				api.query.staking.erasRewardPoints(era),
				api.query.staking.claimedRewards(era, validator),
			]);
			const earned = [...points.individual.entries()].some(([who, count]) => who.eq(validator) && !count.isZero());
			// Nominators are paid page by page; a validator without nominators has one page too.
			const pages = overview.isSome ? Math.max(1, overview.unwrap().pageCount.toNumber()) : 0;
			return earned && claimed.length < pages ? era : null;
		}),
	);
	return unpaid.filter((era) => era !== null);
}

/// How many slashes an account has behind it: withdrawing the last of its stake has to name a number as high.
export async function slashingSpans(api, who) {
	const spans = (await api.query.staking.slashingSpans(who)).unwrapOr(null);
	return spans ? spans.prior.length + 1 : 0;
}
