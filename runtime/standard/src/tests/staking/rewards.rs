// SPDX-License-Identifier: Apache-2.0

//! What stakers earn, to the planck.

use super::*;
use crate::{
	configs::{staking::ActiveEra, treasury::TreasuryAccount},
	genesis_presets::{stash, STAKE},
	tests::chain::total,
	Session, Timestamp,
};
use frame_support::assert_err;
use pallet_staking::{ErasRewardPoints, ErasTotalStake, ErasValidatorReward, ValidatorPrefs};
use sp_keyring::Sr25519Keyring::{Alice, AliceStash, Bob, Eve, Ferdie};
use sp_runtime::Perbill;

/// What an era issues to stakers and to the treasury: the steps in the README of the tokenomics pallet, with the
/// settings of genesis, for less than the ideal stake.
fn documented(staked: u128, issuance: u128, millis: u128) -> (Balance, Balance) {
	const E: u128 = 1_000_000_000_000_000_000;
	let parts = |billionths: u128| billionths * 1_000_000_000;
	let (min, max, ideal) = (parts(25_000_000), parts(100_000_000), parts(500_000_000));

	let x = E.min(staked * E / issuance);
	assert!(x < ideal, "beyond the ideal stake there is another formula");
	let f = x * E / ideal;
	let i = min + (max - min) * f / E;
	let in_a_year = issuance * i / E;
	let issued = in_a_year * millis / 31_557_600_000;
	let treasury = issued * 150_000_000 / 1_000_000_000;
	(issued - treasury, treasury)
}

/// Runs through the whole of era `index` and returns what it paid, after comparing it to the formula.
fn era_by_the_book(chain: &mut Chain, index: u32) -> (Balance, Balance) {
	chain.run_to_era(index);
	if chain.number() == 0 {
		chain.empty_block();
	}
	let era = chain.read(pallet_staking::ActiveEra::<Runtime>::get).expect("eras have begun");
	let start = era.start.expect("its first block is over");
	let staked = chain.read(|| ErasTotalStake::<Runtime>::get(index));
	loop {
		let (issuance, now) = chain.read(|| (Balances::total_issuance(), Timestamp::get()));
		chain.empty_block();
		if chain.read(ActiveEra::get) > index {
			let paid = chain.read(era_paid).expect("the era has ended");
			assert_eq!(paid, documented(staked, issuance, (now - start).into()));
			return paid;
		}
	}
}

#[test]
fn an_era_issues_what_the_formula_says_and_the_treasury_gets_its_part_at_once() {
	let mut chain = chain();
	for era in 0..3 {
		chain.run_to_era(era);
		let before = chain.read(|| (total(&TreasuryAccount::get()), Balances::total_issuance()));
		let (stakers, treasury) = era_by_the_book(&mut chain, era);
		assert!(stakers > 0 && treasury > 0);
		let after = chain.read(|| (total(&TreasuryAccount::get()), Balances::total_issuance()));
		assert_eq!(after.0 - before.0, treasury);
		assert_eq!(after.1 - before.1, treasury, "rewards that nobody claims are not issued");
	}
}

#[test]
fn more_stake_earns_more_in_all() {
	let mut little = chain();
	little.run_to_era(1);
	let mut much = chain();
	much.next_block(|| nominate(Eve, 5 * STAKE, &stash(Alice)));
	much.run_to_era(1);
	assert!(era_by_the_book(&mut much, 1).0 > era_by_the_book(&mut little, 1).0);
}

#[test]
fn a_validator_takes_its_commission_and_shares_the_rest_with_its_nominators_by_stake() {
	let mut chain = chain();
	let validator = stash(Alice);
	let commission = Perbill::from_percent(10);
	chain.next_block(|| {
		let prefs = ValidatorPrefs { commission, blocked: false };
		assert_ok!(submit(AliceStash, Call::validate { prefs }));
		nominate(Eve, 3 * STAKE, &validator);
	});
	let (payout, _) = era_by_the_book(&mut chain, 1);
	assert_eq!(chain.read(|| ErasValidatorReward::<Runtime>::get(1)), Some(payout));

	// Each of the four made five of the era's twenty blocks.
	let points = chain.read(|| ErasRewardPoints::<Runtime>::get(1));
	assert_eq!(points.total, 20 * 20);
	assert_eq!(points.individual[&validator], 5 * 20);

	let before = chain.read(|| (total(&validator), active_stake(&validator), free(&id(Eve))));
	let bob = chain.index_of(Bob);
	chain.block(bob, || {
		assert_ok!(submit(Ferdie, Call::payout_stakers { validator_stash: validator.clone(), era: 1 }));
	});
	let after = chain.read(|| (total(&validator), active_stake(&validator), free(&id(Eve))));

	let quarter = Perbill::from_percent(25);
	let of_all_four = quarter * payout;
	let first = commission * of_all_four;
	let shared = of_all_four - first;
	assert_eq!(after.0 - before.0, first + quarter * shared, "a tenth, and its stake is a quarter of all");
	assert_eq!(after.1 - before.1, after.0 - before.0, "it is staked at once");
	assert_eq!(after.2 - before.2, Perbill::from_percent(75) * shared);
}

#[test]
fn an_era_is_paid_once() {
	let mut chain = chain();
	chain.run_to_era(2);
	let pay = || submit(Ferdie, Call::payout_stakers { validator_stash: stash(Alice), era: 1 });
	chain.next_block(|| {
		assert_ok!(pay());
		assert_err!(pay(), Error::AlreadyClaimed);
		let of_an_era_that_runs = Call::payout_stakers { validator_stash: stash(Alice), era: 2 };
		assert_err!(submit(Ferdie, of_an_era_that_runs), Error::InvalidEraToReward);
	});
}

#[test]
fn a_validator_that_makes_no_blocks_earns_nothing() {
	let mut chain = chain();
	chain.run_to_era(1);
	let alice = chain.index_of(Alice);
	while chain.read(ActiveEra::get) < 2 {
		chain.block(alice, || ());
	}
	// The first block of the era was not hers: its author was chosen before.
	let (idle, hers) = chain.read(|| {
		let points = ErasRewardPoints::<Runtime>::get(1);
		let idle = Session::validators().into_iter().find(|who| !points.individual.contains_key(who));
		let hers = Perbill::from_rational(points.individual[&stash(Alice)], points.total);
		(idle.expect("two of four made blocks"), hers)
	});
	assert!(hers >= Perbill::from_rational(19u32, 20u32), "{hers:?}");
	let before = chain.read(|| (total(&stash(Alice)), total(&idle)));
	// A block by somebody who is not paid.
	let author = chain.read(|| {
		let paid = [stash(Alice), idle.clone()];
		Session::validators().iter().position(|who| !paid.contains(who)).expect("there are four")
	});
	chain.block(author as u32, || {
		for validator_stash in [stash(Alice), idle.clone()] {
			assert_ok!(submit(Ferdie, Call::payout_stakers { validator_stash, era: 1 }));
		}
	});
	let after = chain.read(|| (total(&stash(Alice)), total(&idle)));
	let payout = chain.read(|| ErasValidatorReward::<Runtime>::get(1)).expect("the era has ended");
	assert_eq!(after.0 - before.0, hers * payout);
	assert_eq!(after.1, before.1);
}
