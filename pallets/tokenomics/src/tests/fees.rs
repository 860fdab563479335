// SPDX-License-Identifier: Apache-2.0

//! Where fees and tips end up, and that no planck is lost or made on the way.

use crate::{
	fees::{AssetFees, NativeFees},
	mock::{
		genesis, Assets, Balances, BlockAuthor, NativeAndAssets, RuntimeCall, RuntimeOrigin, System, Test,
		AUTHOR, FUNDS, MIN_BALANCE, PAYER, TREASURY,
	},
	CurrentFeeSplit, FeeSplit,
};
use frame_support::{
	assert_ok,
	dispatch::{GetDispatchInfo, PostDispatchInfo},
	traits::{
		fungible::{Balanced, Credit, Inspect, Mutate, NativeOrWithId},
		fungibles,
		tokens::{Fortitude, Precision, Preservation},
		OnUnbalanced,
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

/// Charges the payer a fee and a tip and distributes them.
fn distribute(fee: u128, tip: u128) {
	let amounts = [take(fee), take(tip)];
	NativeFees::<Test>::on_unbalanceds(amounts.into_iter());
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

		let paid: Vec<u64> = System::events()
			.into_iter()
			.filter_map(|record| match record.event {
				crate::mock::RuntimeEvent::Balances(pallet_balances::Event::Deposit { who, .. }) => Some(who),
				_ => None,
			})
			.collect();
		assert_eq!(paid, [TREASURY, AUTHOR]);
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

		assert_eq!(outcome(), (200, 607, 200));
		assert_eq!(Balances::balance(&PAYER), FUNDS - 1_007);
	});
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
		payments in proptest::collection::vec((0..1_000u128, 0..50u128), 1..20),
		with_author: bool,
	) {
		genesis().execute_with(|| {
			BlockAuthor::set(with_author.then_some(AUTHOR));
			CurrentFeeSplit::<Test>::put(split);
			for (fee, tip) in payments {
				let before = Balances::total_issuance();
				let (treasury, author) = (Balances::balance(&TREASURY), Balances::balance(&AUTHOR));
				distribute(fee, tip);

				let held: u128 = [PAYER, AUTHOR, TREASURY].iter().map(Balances::balance).sum();
				prop_assert_eq!(Balances::total_issuance(), held);
				let paid = Balances::balance(&TREASURY) - treasury + Balances::balance(&AUTHOR) - author;
				let burnt = before - Balances::total_issuance();
				prop_assert_eq!(paid + burnt, fee + tip);
			}
			Ok(())
		})?;
	}
}
