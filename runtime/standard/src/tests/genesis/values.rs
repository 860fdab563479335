// SPDX-License-Identifier: Apache-2.0

//! What a chain spec says is what the chain does.

use super::*;
use crate::{
	configs::treasury::TreasuryAccount,
	genesis_presets::stash,
	tests::chain::{free, total, Chain},
	Balances, Timestamp, Tokenomics,
};
use frame_support::traits::{fungible::Inspect, Get};
use pallet_tokenomics::{FeeSplit, Inflation};
use sp_consensus_babe::runtime_decl_for_babe_api::BabeApi;
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::Perbill;

#[test]
fn values_from_the_chain_spec_reach_every_pallet_that_uses_them() {
	let launch = json!({
		"slotDuration": 2_500,
		"epochDuration": 33,
		"existentialDeposit": 5,
		"sessionsPerEra": 7,
		"bondingDuration": 11,
		"slashDeferDuration": 4,
		"governanceDay": 13,
	});
	let mut chain = Chain::with_patch(DEVELOPMENT, json!({ "launchConfig": launch }));
	chain.read(|| {
		assert_eq!(Runtime::configuration().slot_duration, 2_500);
		assert_eq!(Runtime::configuration().epoch_length, 33);
		assert_eq!(Runtime::current_epoch().duration, 33);
		assert_eq!(<Runtime as pallet_babe::Config>::ExpectedBlockTime::get(), 2_500);
		assert_eq!(<Runtime as pallet_timestamp::Config>::MinimumPeriod::get(), 1_250);
		assert_eq!(Balances::minimum_balance(), 5);
		assert_eq!(total(&TreasuryAccount::get()), 5);
		assert_eq!(<Runtime as pallet_staking::Config>::SessionsPerEra::get(), 7);
		assert_eq!(<Runtime as pallet_staking::Config>::BondingDuration::get(), 11);
		assert_eq!(<Runtime as pallet_staking::Config>::SlashDeferDuration::get(), 4);
		assert_eq!(<Runtime as pallet_grandpa::Config>::MaxSetIdSessionEntries::get(), 7 * 12);
		assert_eq!(<Runtime as pallet_treasury::Config>::SpendPeriod::get(), 6 * 13);
		assert_eq!(<Runtime as pallet_referenda::Config>::UndecidingTimeout::get(), 14 * 13);
		assert_eq!(<Runtime as pallet_conviction_voting::Config>::VoteLockingPeriod::get(), 7 * 13);
		assert_eq!(<Runtime as pallet_safe_mode::Config>::EnterDuration::get(), 7 * 13);
	});

	// Blocks follow each other at that pace; the timestamp pallet refuses shorter steps.
	chain.block(0, || ());
	let first = chain.read(pallet_timestamp::Now::<Runtime>::get);
	chain.block(0, || ());
	assert_eq!(chain.read(Timestamp::get) - first, 2_500);
}

#[test]
fn an_epoch_is_as_long_as_the_chain_spec_says() {
	let launch = json!({ "epochDuration": 12 });
	let mut chain = Chain::with_patch(DEVELOPMENT, json!({ "launchConfig": launch }));
	chain.block(0, || ());
	let first_slot = chain.slot();
	chain.run_to_session(1);
	assert_eq!(chain.slot() - first_slot, 12);
	chain.run_to_session(2);
	assert_eq!(chain.slot() - first_slot, 24);
}

#[test]
fn the_economy_of_the_chain_spec_is_that_of_the_chain() {
	let inflation = json!({ "min": 10_000_000, "max": 70_000_000, "idealStake": 600_000_000,
		"falloff": 20_000_000, "treasuryShare": 0 });
	let tokenomics =
		json!({ "inflation": inflation, "feeSplit": { "treasury": 0, "author": 1_000_000_000 } });
	Chain::with_patch(DEVELOPMENT, json!({ "tokenomics": tokenomics })).read(|| {
		let told = Tokenomics::tokenomics();
		let percent = Perbill::from_percent;
		assert_eq!(
			told.inflation,
			Inflation {
				min: percent(1),
				max: percent(7),
				ideal_stake: percent(60),
				falloff: percent(2),
				treasury_share: percent(0),
			}
		);
		assert_eq!(told.fee_split, FeeSplit { treasury: percent(0), author: percent(100) });
	});
}

#[test]
fn an_amount_just_below_the_existential_deposit_of_the_chain_spec_is_refused() {
	let balances = |amount: u64| json!({ "balances": [[Bob.to_account_id(), amount], [stash(Alice), 200_000_000_000_000_000u64]] });
	let patch =
		|amount| json!({ "launchConfig": { "existentialDeposit": 77 }, "balances": balances(amount) });

	assert!(refusal(patch(76)).contains("existential deposit"));
	Chain::with_patch(DEVELOPMENT, patch(77)).read(|| assert_eq!(free(Bob), 77));
}
