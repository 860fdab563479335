// SPDX-License-Identifier: Apache-2.0

//! Where fees and tips end up, and that no planck is lost or made on the way.

use crate::{
	fees::{AssetFees, NativeFees},
	mock::{
		genesis, Assets, Balances, BlockAuthor, NativeAndAssets, RuntimeCall, RuntimeEvent, RuntimeOrigin,
		System, Test, Tokenomics, AUTHOR, FUNDS, MIN_BALANCE, PAYER, TREASURY,
	},
	CollectedFees, CurrentFeeSplit, Event, FeeSplit, WeightInfo,
};
use frame_support::{
	assert_ok,
	dispatch::{GetDispatchInfo, PostDispatchInfo},
	traits::{
		fungible::{Balanced, Credit, Inspect, Mutate, NativeOrWithId},
		fungibles,
		tokens::{Fortitude, Precision, Preservation},
		Hooks, OnUnbalanced, WhitelistedStorageKeys,
	},
};
use pallet_transaction_payment::{FungibleAdapter, OnChargeTransaction};
use proptest::prelude::*;
use sp_runtime::Perbill;

/// Takes `amount` from the payer.
fn take(amount: u128) -> Credit<u64, Balances> {
	<Balances as Balanced<u64>>::withdraw(
		&PAYER,
		amount,
		Precision::Exact,
		Preservation::Preserve,
		Fortitude::Polite,
	)
	.expect("the payer has enough")
}

/// Charges the payer a fee and a tip.
fn charge(fee: u128, tip: u128) {
	let amounts = [take(fee), take(tip)];
	NativeFees::<Test>::on_unbalanceds(amounts.into_iter());
}

/// Ends the block.
fn end_block() {
	Tokenomics::on_finalize(System::block_number());
	Tokenomics::do_try_state().expect("nothing is left over");
}

/// Charges the payer a fee and a tip in a block of their own.
fn distribute(fee: u128, tip: u128) {
	charge(fee, tip);
	end_block();
}

/// The payments among the events: who got how much.
fn payments() -> Vec<(u64, u128)> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Balances(pallet_balances::Event::Deposit { who, amount }) => Some((who, amount)),
			_ => None,
		})
		.collect()
}

/// What treasury and author got since genesis, and what was burnt.
fn outcome() -> (u128, u128, u128) {
	(
		Balances::balance(&TREASURY) - MIN_BALANCE,
		Balances::balance(&AUTHOR),
		FUNDS + MIN_BALANCE - Balances::total_issuance(),
	)
}

fn split(treasury: u32, author: u32) -> FeeSplit {
	FeeSplit { treasury: Perbill::from_parts(treasury), author: Perbill::from_parts(author) }
}

#[test]
fn a_fee_is_divided_and_a_tip_is_the_authors() {
	genesis().execute_with(|| {
		distribute(1_000, 7);
		assert_eq!(outcome(), (200, 607, 200));
		assert_eq!(Balances::balance(&PAYER), FUNDS - 1_007);
	});
}

#[test]
fn fee_and_tip_reach_the_author_as_one_payment() {
	genesis().execute_with(|| {
		System::reset_events();
		// Neither 6 nor 5 planck could create the author's account; 11 can.
		distribute(10, 5);
		assert_eq!(outcome(), (2, 11, 2));
		assert_eq!(payments(), [(TREASURY, 2), (AUTHOR, 11)]);
	});
}

#[test]
fn without_an_author_its_part_is_burnt() {
	genesis().execute_with(|| {
		BlockAuthor::set(None);
		distribute(1_000, 7);
		assert_eq!(outcome(), (200, 0, 807));
	});
}

#[test]
fn what_is_too_little_to_create_the_authors_account_is_burnt() {
	genesis().execute_with(|| {
		distribute(10, 3);
		assert_eq!(outcome(), (2, 0, 11));
		assert!(!System::account_exists(&AUTHOR));
	});
}

#[test]
fn an_author_with_an_account_gets_the_smallest_fee() {
	genesis().execute_with(|| {
		Balances::set_balance(&AUTHOR, MIN_BALANCE);
		let issuance = Balances::total_issuance();
		distribute(10, 3);
		assert_eq!(Balances::balance(&AUTHOR), MIN_BALANCE + 9);
		assert_eq!(Balances::total_issuance(), issuance - 2);
	});
}

#[test]
fn what_is_lost_by_rounding_is_burnt() {
	genesis().execute_with(|| {
		Balances::set_balance(&AUTHOR, MIN_BALANCE);
		CurrentFeeSplit::<Test>::put(split(500_000_000, 500_000_000));
		let issuance = Balances::total_issuance();
		distribute(3, 0);
		assert_eq!(Balances::balance(&TREASURY), MIN_BALANCE + 1);
		assert_eq!(Balances::balance(&AUTHOR), MIN_BALANCE + 1);
		assert_eq!(Balances::total_issuance(), issuance - 1);
	});
}

#[test]
fn a_tip_alone_is_the_authors_whole() {
	genesis().execute_with(|| {
		distribute(0, 500);
		assert_eq!(outcome(), (0, 500, 0));
	});
}

#[test]
fn an_amount_that_comes_alone_is_a_fee() {
	genesis().execute_with(|| {
		NativeFees::<Test>::on_unbalanced(take(1_000));
		end_block();
		assert_eq!(outcome(), (200, 600, 200));
	});
}

#[test]
fn nothing_comes_of_nothing() {
	genesis().execute_with(|| {
		System::reset_events();
		let none: [Credit<u64, Balances>; 0] = [];
		NativeFees::<Test>::on_unbalanceds(none.into_iter());
		NativeFees::<Test>::on_unbalanceds([Credit::<u64, Balances>::default()].into_iter());
		NativeFees::<Test>::on_unbalanced(Credit::<u64, Balances>::default());
		assert!(!CollectedFees::<Test>::exists());
		end_block();
		assert_eq!(System::events(), []);
	});
}

#[test]
fn the_fee_adapter_hands_over_fee_and_tip_in_the_expected_order() {
	genesis().execute_with(|| {
		let call = RuntimeCall::System(frame_system::Call::remark { remark: vec![] });
		let info = call.get_dispatch_info();
		type Adapter = FungibleAdapter<Balances, NativeFees<Test>>;

		// 2 000 is what the transaction is thought to cost before it runs, 1 000 what it did cost.
		let held = <Adapter as OnChargeTransaction<Test>>::withdraw_fee(&PAYER, &call, &info, 2_007, 7)
			.expect("the payer has enough");
		<Adapter as OnChargeTransaction<Test>>::correct_and_deposit_fee(
			&PAYER,
			&info,
			&PostDispatchInfo::default(),
			1_007,
			7,
			held,
		)
		.expect("the fee was withdrawn");
		end_block();

		assert_eq!(outcome(), (200, 607, 200));
		assert_eq!(Balances::balance(&PAYER), FUNDS - 1_007);
	});
}

#[test]
fn a_block_pays_treasury_and_author_once_at_its_end() {
	genesis().execute_with(|| {
		System::reset_events();
		charge(1_000, 7);
		charge(500, 0);
		charge(0, 3);
		assert_eq!(outcome(), (0, 0, 0), "nothing is paid or burnt before");
		assert_eq!(payments(), []);
		assert_eq!(Balances::balance(&PAYER), FUNDS - 1_510);
		assert!(Tokenomics::do_try_state().is_err(), "the block cannot end like this");

		end_block();
		assert_eq!(outcome(), (300, 910, 300));
		assert_eq!(payments(), [(TREASURY, 300), (AUTHOR, 910)]);
		System::assert_last_event(
			Event::FeesPaid { to_treasury: 300, author: Some(AUTHOR), to_author: 910, burnt: 300 }.into(),
		);

		System::reset_events();
		end_block();
		assert_eq!(System::events(), [], "a block without fees pays nothing");
		assert_eq!(outcome(), (300, 910, 300));
	});
}

#[test]
fn what_is_collected_is_still_part_of_the_issuance() {
	genesis().execute_with(|| {
		let issuance = Balances::total_issuance();
		charge(1_000, 7);
		assert_eq!(Balances::total_issuance(), issuance);
		let held: u128 = [PAYER, AUTHOR, TREASURY].iter().map(Balances::balance).sum();
		assert_eq!(issuance - held, 1_007);
	});
}

#[test]
fn each_fee_is_divided_by_itself() {
	genesis().execute_with(|| {
		Balances::set_balance(&AUTHOR, MIN_BALANCE);
		CurrentFeeSplit::<Test>::put(split(500_000_000, 500_000_000));
		for _ in 0..10 {
			charge(3, 0);
		}
		end_block();
		// Of 30 at once it would be 15 each.
		assert_eq!(payments(), [(TREASURY, 10), (AUTHOR, 10)]);
		System::assert_last_event(
			Event::FeesPaid { to_treasury: 10, author: Some(AUTHOR), to_author: 10, burnt: 10 }.into(),
		);
	});
}

#[test]
fn small_fees_together_can_create_the_authors_account() {
	genesis().execute_with(|| {
		// Of each fee the author gets 6, which is less than the existential deposit.
		charge(10, 0);
		charge(10, 0);
		end_block();
		assert_eq!(outcome(), (4, 12, 4));
	});
}

#[test]
fn the_author_is_asked_for_once_a_block_with_the_first_fee() {
	genesis().execute_with(|| {
		charge(1_000, 0);
		// At the end of a block, the pallet that knows the author has forgotten it.
		BlockAuthor::set(None);
		charge(1_000, 0);
		end_block();
		assert_eq!(outcome(), (400, 1_200, 400));

		// And in the next block it is another.
		BlockAuthor::set(Some(PAYER));
		charge(1_000, 0);
		end_block();
		assert_eq!(Balances::balance(&AUTHOR), 1_200);
		assert_eq!(Balances::balance(&PAYER), FUNDS - 3_000 + 600);
	});
}

#[test]
fn what_cannot_be_paid_is_reported_as_burnt() {
	genesis().execute_with(|| {
		charge(10, 3);
		end_block();
		System::assert_last_event(
			Event::FeesPaid { to_treasury: 2, author: Some(AUTHOR), to_author: 0, burnt: 11 }.into(),
		);

		BlockAuthor::set(None);
		charge(100, 3);
		end_block();
		System::assert_last_event(
			Event::FeesPaid { to_treasury: 20, author: None, to_author: 0, burnt: 83 }.into(),
		);
	});
}

#[test]
fn what_a_treasury_without_an_account_cannot_take_is_burnt() {
	genesis().execute_with(|| {
		Balances::set_balance(&TREASURY, 0);
		let issuance = Balances::total_issuance();
		charge(20, 0);
		end_block();
		System::assert_last_event(
			Event::FeesPaid { to_treasury: 0, author: Some(AUTHOR), to_author: 12, burnt: 8 }.into(),
		);
		assert_eq!(Balances::total_issuance(), issuance - 8);
	});
}

#[test]
fn a_new_split_holds_from_the_next_fee_within_a_block_too() {
	genesis().execute_with(|| {
		charge(1_000, 0);
		assert_ok!(Tokenomics::set_fee_split(RuntimeOrigin::root(), split(1_000_000_000, 0)));
		charge(1_000, 0);
		assert_eq!(CurrentFeeSplit::<Test>::get(), split(1_000_000_000, 0));
		end_block();
		assert_eq!(outcome(), (1_200, 600, 200));

		assert_ok!(Tokenomics::set_fee_split(RuntimeOrigin::root(), split(0, 0)));
		assert!(!CollectedFees::<Test>::exists(), "where nothing was collected, nothing is");
		charge(1_000, 0);
		end_block();
		assert_eq!(outcome(), (1_200, 600, 1_200));
	});
}

#[test]
fn a_block_is_charged_for_its_end_and_no_transaction_for_what_is_collected() {
	genesis().execute_with(|| {
		let weight = Tokenomics::on_initialize(1);
		assert!(weight.all_gte(<Test as crate::Config>::WeightInfo::pay_fees()));
		assert!(!CollectedFees::<Test>::exists());
	});
	let free = Tokenomics::whitelisted_storage_keys();
	assert!(free.iter().any(|found| found.key == CollectedFees::<Test>::hashed_key()));
}

/// Takes `amount` of the native token from the payer, as the registry of all assets has it.
fn take_from_union(asset: NativeOrWithId<u32>, amount: u128) -> fungibles::Credit<u64, NativeAndAssets> {
	<NativeAndAssets as fungibles::Balanced<u64>>::withdraw(
		asset,
		&PAYER,
		amount,
		Precision::Exact,
		Preservation::Preserve,
		Fortitude::Polite,
	)
	.expect("the payer has enough")
}

#[test]
fn native_tokens_from_a_registry_of_assets_are_distributed_alike() {
	genesis().execute_with(|| {
		let amounts =
			[take_from_union(NativeOrWithId::Native, 1_000), take_from_union(NativeOrWithId::Native, 7)];
		AssetFees::<Test, NativeAndAssets>::on_unbalanceds(amounts.into_iter());
		assert_eq!(outcome(), (200, 607, 200));

		AssetFees::<Test, NativeAndAssets>::on_unbalanced(take_from_union(NativeOrWithId::Native, 100));
		assert_eq!(outcome(), (220, 667, 220));
	});
}

#[test]
fn without_an_author_its_part_of_a_fee_from_a_registry_of_assets_is_burnt() {
	genesis().execute_with(|| {
		BlockAuthor::set(None);
		let amounts =
			[take_from_union(NativeOrWithId::Native, 1_000), take_from_union(NativeOrWithId::Native, 7)];
		AssetFees::<Test, NativeAndAssets>::on_unbalanceds(amounts.into_iter());
		assert_eq!(outcome(), (200, 0, 807));
	});
}

#[test]
fn a_tip_in_another_asset_than_the_fee_is_the_authors_too() {
	const GOLD: u32 = 5;
	genesis().execute_with(|| {
		assert_ok!(Assets::force_create(RuntimeOrigin::root(), GOLD, PAYER, true, 1));
		assert_ok!(Assets::mint(RuntimeOrigin::signed(PAYER), GOLD, PAYER, 100));

		let amounts = [
			take_from_union(NativeOrWithId::Native, 1_000),
			take_from_union(NativeOrWithId::WithId(GOLD), 40),
			take_from_union(NativeOrWithId::Native, 7),
		];
		AssetFees::<Test, NativeAndAssets>::on_unbalanceds(amounts.into_iter());

		assert_eq!(outcome(), (200, 607, 200));
		assert_eq!(Assets::balance(GOLD, AUTHOR), 40);
		assert_eq!(Assets::total_supply(GOLD), 100);
	});
}

/// Any split that the checks let through.
fn any_split() -> impl Strategy<Value = FeeSplit> {
	(0..=1_000_000_000u32)
		.prop_flat_map(|treasury| (Just(treasury), 0..=1_000_000_000 - treasury))
		.prop_map(|(treasury, author)| split(treasury, author))
}

proptest! {
	#[test]
	fn the_shares_of_a_fee_are_the_fee(split in any_split(), fee: u128) {
		let shares = split.divide(fee);
		prop_assert_eq!(shares.treasury.checked_add(shares.author + shares.burnt), Some(fee));
		// Each is its part, rounded down; the burn is the rest, so at most two planck above its part.
		prop_assert_eq!(shares.treasury, split.treasury.mul_floor(fee));
		prop_assert_eq!(shares.author, split.author.mul_floor(fee));
		let to_burn = Perbill::from_parts(1_000_000_000 - split.treasury.deconstruct() - split.author.deconstruct());
		prop_assert!(shares.burnt >= to_burn.mul_floor(fee));
		prop_assert!(shares.burnt - to_burn.mul_floor(fee) <= 2);
	}

	#[test]
	fn no_split_pays_out_more_than_the_fee(treasury: u32, author: u32, fee: u128) {
		// From parts above the whole, a share of the whole is made; both can still be the whole.
		let shares = split(treasury, author).divide(fee);
		prop_assert_eq!(shares.treasury.checked_add(shares.author + shares.burnt), Some(fee));
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn distributing_neither_makes_nor_loses_a_planck(
		split in any_split(),
		blocks in proptest::collection::vec(
			(any::<bool>(), proptest::collection::vec((0..1_000u128, 0..50u128), 0..10)),
			1..5,
		),
	) {
		genesis().execute_with(|| {
			// With accounts, both can be paid anything.
			Balances::set_balance(&AUTHOR, MIN_BALANCE);
			CurrentFeeSplit::<Test>::put(split);
			for (with_author, transactions) in blocks {
				BlockAuthor::set(with_author.then_some(AUTHOR));
				let before = Balances::total_issuance();
				let (treasury, author) = (Balances::balance(&TREASURY), Balances::balance(&AUTHOR));
				// What each would get if it were paid after each transaction, and what would be burnt.
				let (mut to_treasury, mut to_author, mut burnt) = (0, 0, 0);
				let mut collected = 0;
				for (fee, tip) in transactions {
					charge(fee, tip);
					let shares = split.divide(fee);
					to_treasury += shares.treasury;
					if with_author {
						to_author += shares.author + tip;
						burnt += shares.burnt;
					} else {
						burnt += shares.author + tip + shares.burnt;
					}
					collected += fee + tip;
					let held: u128 = [PAYER, AUTHOR, TREASURY].iter().map(Balances::balance).sum();
					prop_assert_eq!(Balances::total_issuance(), before);
					prop_assert_eq!(before - held, collected);
				}
				end_block();

				prop_assert_eq!(Balances::balance(&TREASURY), treasury + to_treasury);
				prop_assert_eq!(Balances::balance(&AUTHOR), author + to_author);
				prop_assert_eq!(Balances::total_issuance(), before - burnt);
				let held: u128 = [PAYER, AUTHOR, TREASURY].iter().map(Balances::balance).sum();
				prop_assert_eq!(Balances::total_issuance(), held);
			}
			Ok(())
		})?;
	}
}
