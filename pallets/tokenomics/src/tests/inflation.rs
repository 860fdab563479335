// SPDX-License-Identifier: Apache-2.0

//! What eras issue. The expected numbers come from the formula in the README, computed by other means.

use crate::{
	mock::{genesis, Balances, Test, Tokenomics, TotalStaked, FUNDS, MIN_BALANCE},
	CurrentInflation, FeeSplit, Inflation, MILLISECONDS_PER_YEAR,
};
use proptest::prelude::*;
use sp_runtime::{
	helpers_128bit::multiply_by_rational_with_rounding, PerThing, Perbill, Perquintill, Rounding,
};
use sp_staking::EraPayout;

/// A thousand million tokens with 12 decimals, in planck.
const ISSUANCE: u128 = 1_000_000_000 * 1_000_000_000_000;
/// Six hours, in milliseconds.
const SIX_HOURS: u64 = 6 * 60 * 60 * 1_000;
/// What the mock runtime counts of an era at most, in milliseconds.
const DAY: u64 = 24 * 60 * 60 * 1_000;

fn staked(percent: u32) -> u128 {
	ISSUANCE / 100 * u128::from(percent)
}

/// The yearly rate in parts of 10¹⁸, at the default settings.
fn rate(percent_staked: u32) -> u64 {
	Inflation::default().yearly_rate(staked(percent_staked), ISSUANCE).deconstruct()
}

#[test]
fn the_rate_rises_to_the_ideal_stake_and_halves_with_each_falloff_beyond() {
	assert_eq!(rate(0), 25_000_000_000_000_000);
	assert_eq!(rate(10), 40_000_000_000_000_000);
	assert_eq!(rate(25), 62_500_000_000_000_000);
	assert_eq!(rate(40), 85_000_000_000_000_000);
	assert_eq!(rate(50), 100_000_000_000_000_000);
	// From there on a series of rounded terms is summed up, which may end a few parts of 10¹⁸ off.
	for (percent, exact) in [
		(55, 62_500_000_000_000_000),
		(60, 43_750_000_000_000_000),
		(70, 29_687_500_000_000_000),
		(100, 25_073_242_187_500_000),
	] {
		assert!(rate(percent).abs_diff(exact) <= 10, "{percent} % staked: {}", rate(percent));
	}
}

#[test]
fn the_worked_example_of_the_documentation_holds_to_the_planck() {
	genesis().execute_with(|| {
		for (percent, expected) in [
			(0, (14_544_832_306_639_289, 2_566_735_112_936_344)),
			(40, (49_452_429_842_573_580, 8_726_899_383_983_572)),
			(60, (25_453_456_536_618_754, 4_491_786_447_638_603)),
		] {
			assert_eq!(Tokenomics::era_payout(staked(percent), ISSUANCE, SIX_HOURS), expected);
		}
	});
}

/// The README's steps, in other words than the code's: quotients of products, below the ideal stake.
#[test]
fn below_the_ideal_stake_the_payout_can_be_recomputed_by_hand() {
	genesis().execute_with(|| {
		const E18: u128 = 1_000_000_000_000_000_000;
		let (issuance, stake, millis) = (7_654_321_987_654_321u128, 1_234_567_890_123_456u128, 12_345_678u64);

		// These amounts are small enough for their products to fit into 128 bits.
		let x = stake * E18 / issuance;
		assert!(x < E18 / 2, "below the ideal");
		let f = x * E18 / (E18 / 2);
		let i = E18 * 25 / 1_000 + (E18 * 75 / 1_000) * f / E18;
		let in_a_year = issuance * i / E18;
		let issued = in_a_year * u128::from(millis) / 31_557_600_000;
		let treasury = issued * 150_000_000 / 1_000_000_000;

		assert_eq!(Tokenomics::era_payout(stake, issuance, millis), (issued - treasury, treasury));
	});
}

#[test]
fn an_era_counts_no_longer_than_the_runtime_allows() {
	genesis().execute_with(|| {
		let day = Tokenomics::era_payout(staked(50), ISSUANCE, DAY);
		assert_eq!(Tokenomics::era_payout(staked(50), ISSUANCE, DAY + 1), day);
		assert_eq!(Tokenomics::era_payout(staked(50), ISSUANCE, 30 * DAY), day);
		assert_eq!(Tokenomics::era_payout(staked(50), ISSUANCE, u64::MAX), day);
		assert!(Tokenomics::era_payout(staked(50), ISSUANCE, DAY - 1_000) < day);
	});
}

#[test]
fn where_there_is_nothing_to_count_nothing_is_issued() {
	genesis().execute_with(|| {
		assert_eq!(Tokenomics::era_payout(0, 0, DAY), (0, 0));
		assert_eq!(Tokenomics::era_payout(staked(50), 0, DAY), (0, 0));
		assert_eq!(Tokenomics::era_payout(staked(50), ISSUANCE, 0), (0, 0));
	});
}

#[test]
fn the_treasurys_share_may_be_nothing_or_everything() {
	genesis().execute_with(|| {
		let set = |share| {
			CurrentInflation::<Test>::put(Inflation { treasury_share: share, ..Inflation::default() })
		};
		set(Perbill::from_percent(0));
		let (all, none) = Tokenomics::era_payout(staked(50), ISSUANCE, DAY);
		assert_eq!(none, 0);

		set(Perbill::from_percent(100));
		assert_eq!(Tokenomics::era_payout(staked(50), ISSUANCE, DAY), (0, all));
	});
}

#[test]
fn the_issuance_stays_a_number_that_can_be_written() {
	genesis().execute_with(|| {
		let nearly_full = u128::MAX - 5;
		let (stakers, treasury) = Tokenomics::era_payout(nearly_full / 2, nearly_full, DAY);
		assert_eq!(stakers + treasury, 5);
		assert_eq!(Tokenomics::era_payout(u128::MAX, u128::MAX, u64::MAX), (0, 0));
	});
}

#[test]
fn what_the_runtime_api_returns_adds_up() {
	genesis().execute_with(|| {
		let issuance = FUNDS + MIN_BALANCE;
		assert_eq!(Balances::total_issuance(), issuance);
		TotalStaked::set(issuance / 10);

		let tokenomics = Tokenomics::tokenomics();
		assert_eq!(tokenomics.total_issuance, issuance);
		assert_eq!(tokenomics.total_staked, issuance / 10);
		assert_eq!(tokenomics.inflation, Inflation::default());
		assert_eq!(tokenomics.yearly_inflation, Perbill::from_percent(4));
		assert_eq!(tokenomics.fee_split, FeeSplit::default());
	});
}

/// Any inflation that the checks let through.
fn any_inflation() -> impl Strategy<Value = Inflation> {
	let share = |from: u32| (from..=1_000_000_000).prop_map(Perbill::from_parts);
	(0..=200_000_000u32, share(1), share(10_000_000), share(0)).prop_flat_map(
		|(max, ideal_stake, falloff, treasury_share)| {
			(0..=max).prop_map(move |min| Inflation {
				min: Perbill::from_parts(min),
				max: Perbill::from_parts(max),
				ideal_stake,
				falloff,
				treasury_share,
			})
		},
	)
}

proptest! {
	#[test]
	fn the_rate_stays_between_least_and_greatest(inflation in any_inflation(), staked: u128, issuance: u128) {
		prop_assert_eq!(crate::bounds::check_inflation(&inflation, Perbill::from_percent(20)), Ok(()));
		let parts = |share: Perbill| u64::from(share.deconstruct()) * 1_000_000_000;
		let rate = inflation.yearly_rate(staked, issuance);
		prop_assert!(rate.deconstruct() >= parts(inflation.min));
		prop_assert!(rate.deconstruct() <= parts(inflation.max));
	}

	#[test]
	fn the_curve_rises_up_to_the_ideal_stake_and_falls_from_there(
		inflation in any_inflation(),
		one in 0..=1_000_000_000u128,
		other in 0..=1_000_000_000u128,
	) {
		let rate = |staked| inflation.yearly_rate(staked, 1_000_000_000).deconstruct();
		let (less, more) = (one.min(other), one.max(other));
		let ideal = u128::from(inflation.ideal_stake.deconstruct());
		if more <= ideal {
			prop_assert!(rate(less) <= rate(more));
		} else if less >= ideal {
			// The terms of the series are rounded, so that neighbours may differ by some parts of 10¹⁸.
			prop_assert!(rate(less) + 20 >= rate(more));
		}
	}

	#[test]
	fn an_era_never_issues_more_than_its_part_of_the_greatest_inflation(
		inflation in any_inflation(),
		staked: u128,
		issuance: u128,
		millis: u64,
	) {
		let issued = inflation.issued(staked, issuance, millis);
		let (stakers, treasury) = inflation.divide(issued);
		prop_assert_eq!(stakers.checked_add(treasury), Some(issued));

		let max = Perquintill::from_parts(u64::from(inflation.max.deconstruct()) * 1_000_000_000);
		let scale = |a, b, c| multiply_by_rational_with_rounding(a, b, c, Rounding::Up).unwrap_or(u128::MAX);
		let in_a_year = scale(issuance, max.deconstruct().into(), Perquintill::ACCURACY.into());
		prop_assert!(issued <= scale(in_a_year, millis.into(), MILLISECONDS_PER_YEAR.into()));
	}

	#[test]
	fn no_arguments_make_a_payout_panic_or_overflow(
		inflation in any_inflation(),
		staked: u128,
		issuance: u128,
		millis: u64,
	) {
		genesis().execute_with(|| {
			CurrentInflation::<Test>::put(inflation);
			let (stakers, treasury) = Tokenomics::era_payout(staked, issuance, millis);
			prop_assert!(stakers
				.checked_add(treasury)
				.is_some_and(|issued| issuance.checked_add(issued).is_some()));
			Ok(())
		})?;
	}

	#[test]
	fn settings_that_got_past_the_checks_do_not_panic(
		parts: [u32; 5],
		staked: u128,
		issuance: u128,
		millis: u64,
	) {
		let [min, max, ideal_stake, falloff, treasury_share] = parts.map(Perbill::from_parts);
		let inflation = Inflation { min, max, ideal_stake, falloff, treasury_share };
		let (stakers, treasury) = inflation.divide(inflation.issued(staked, issuance, millis));
		prop_assert!(stakers.checked_add(treasury).is_some());
	}
}
