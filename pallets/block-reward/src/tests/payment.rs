// SPDX-License-Identifier: Apache-2.0

//! Who is paid, how much, and what becomes of the rest.

use crate::{
	mock::{
		genesis, make_blocks, Balances, BlockAuthor, BlockReward, RuntimeEvent, System, Test, AUTHOR, FUNDS,
		HOLDER, MIN_BALANCE, PLAN, TREASURY,
	},
	Event, Issued, Plan, WeightInfo,
};
use frame_support::traits::Hooks;
use proptest::prelude::*;
use sp_runtime::Perbill;

#[test]
fn the_author_is_paid_and_the_issuance_grows_by_as_much() {
	genesis(PLAN).execute_with(|| {
		make_blocks(1);
		assert_eq!(Balances::free_balance(AUTHOR), 1_000);
		assert_eq!(Balances::total_issuance(), FUNDS + 1_000);
		System::assert_last_event(RuntimeEvent::BlockReward(Event::Rewarded {
			author: AUTHOR,
			reward: 1_000,
			treasury: 0,
		}));
	});
}

#[test]
fn the_treasury_gets_its_share_and_the_author_what_rounding_leaves() {
	let plan = Plan { initial: 1_001, treasury_share: Perbill::from_percent(10), ..PLAN };
	genesis(plan).execute_with(|| {
		make_blocks(1);
		assert_eq!((Balances::free_balance(TREASURY), Balances::free_balance(AUTHOR)), (100, 901));
		assert_eq!(Issued::<Test>::get(), 1_001);
	});
}

#[test]
fn a_block_without_an_author_issues_nothing() {
	let plan = Plan { treasury_share: Perbill::from_percent(10), ..PLAN };
	genesis(plan).execute_with(|| {
		BlockAuthor::set(None);
		make_blocks(1);
		assert_eq!(Balances::total_issuance(), FUNDS);
		System::assert_last_event(RuntimeEvent::BlockReward(Event::NotIssued { amount: 1_000 }));
	});
}

#[test]
fn a_part_below_the_existential_deposit_is_not_issued_to_a_new_account() {
	let plan = Plan { initial: 90, treasury_share: Perbill::from_percent(10), ..PLAN };
	genesis(plan).execute_with(|| {
		make_blocks(1);
		assert_eq!((Balances::free_balance(TREASURY), Balances::free_balance(AUTHOR)), (0, 81));
		assert_eq!(Issued::<Test>::get(), 81);
		System::assert_last_event(RuntimeEvent::BlockReward(Event::NotIssued { amount: 9 }));
	});
	// An account that exists takes any amount.
	genesis(Plan { initial: MIN_BALANCE - 1, ..PLAN }).execute_with(|| {
		BlockAuthor::set(Some(HOLDER));
		make_blocks(1);
		assert_eq!(Balances::free_balance(HOLDER), FUNDS + MIN_BALANCE - 1);
	});
}

#[test]
fn a_chain_pays_what_the_plan_says_and_then_no_more() {
	genesis(PLAN).execute_with(|| {
		let cap = BlockReward::supply_cap().expect("the rewards end");
		assert_eq!(cap, FUNDS + PLAN.sum_above(0).expect("the rewards end"));
		make_blocks(150);
		assert_eq!(Balances::total_issuance(), cap);
		assert_eq!(BlockReward::supply_cap(), Some(cap), "the cap is the same at all heights");
		assert_eq!((BlockReward::current_reward(), BlockReward::next_change()), (0, None));
	});
}

#[test]
fn the_answers_are_about_the_next_block() {
	genesis(PLAN).execute_with(|| {
		make_blocks(9);
		assert_eq!((BlockReward::current_reward(), BlockReward::next_change()), (1_000, Some((11, 500))));
		make_blocks(1);
		assert_eq!((BlockReward::current_reward(), BlockReward::next_change()), (500, Some((21, 250))));
	});
	genesis(Plan { tail: 1, ..PLAN }).execute_with(|| assert_eq!(BlockReward::supply_cap(), None));
}

#[test]
fn a_block_pays_for_the_hook() {
	genesis(PLAN).execute_with(|| {
		assert_eq!(BlockReward::on_initialize(1), <Test as crate::Config>::WeightInfo::on_initialize());
	});
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(32))]

	/// Whatever the plan and whoever the authors: each planck that was issued is in somebody's account.
	#[test]
	fn balances_add_up_to_the_issuance_and_the_cap_is_never_passed(
		initial in 0u128..100_000,
		halving_interval in 1u32..20,
		share in 0u32..=1_000_000_000,
		authors in prop::collection::vec(prop::option::of(10u64..14), 1..80),
	) {
		let plan =
			Plan { initial, halving_interval, tail: 0, treasury_share: Perbill::from_parts(share) };
		genesis(plan).execute_with(|| {
			let mut cap = BlockReward::supply_cap().expect("the rewards end");
			for author in authors {
				BlockAuthor::set(author);
				make_blocks(1);
				let accounts = frame_system::Account::<Test>::iter_values();
				let sum: u128 = accounts.map(|account| account.data.free).sum();
				assert_eq!(Balances::total_issuance(), sum);
				assert_eq!(FUNDS + Issued::<Test>::get(), sum);
				let now = BlockReward::supply_cap().expect("the rewards end");
				assert!(sum <= now && now <= cap, "what is not issued lowers the cap for good");
				cap = now;
			}
		});
	}
}
