// SPDX-License-Identifier: Apache-2.0

//! Who gets the fee, how much it is, and how it follows demand.

use super::chain::{apply, dispatch, events, free, sign, submit, sum_of_balances, total, transfer, Chain};
use crate::{
	configs::{
		governance::{origins::Origin, settings::dynamic_params::fees::PerByte},
		system::{RuntimeBlockLength, RuntimeBlockWeights},
		treasury::TreasuryAccount,
	},
	genesis_presets::{stash, DEVELOPMENT, ENDOWMENT, LOCAL},
	units::CRN,
	AccountId, Balance, Balances, Runtime, RuntimeEvent, System, TransactionPayment,
};
use frame_support::{assert_ok, dispatch::DispatchClass, traits::Get, weights::Weight};
use pallet_tokenomics::FeeSplit;
use pallet_transaction_payment::{Multiplier, NextFeeMultiplier};
use parity_scale_codec::Encode;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::{traits::One, DispatchError, Perbill};

#[test]
fn a_fee_is_shared_by_treasury_author_and_nobody_and_the_tip_is_the_authors() {
	const TIP: Balance = 5 * CRN;

	let mut chain = Chain::new(LOCAL);
	let all = |author: &AccountId| {
		(total(&TreasuryAccount::get()), total(author), free(Eve), Balances::total_issuance())
	};
	for who in [Alice, Bob, Charlie, Dave] {
		let author = stash(who);
		let before = chain.read(|| all(&author));
		let index = chain.index_of(who);
		chain.block(index, || {
			assert_ok!(apply(sign(Eve, transfer(Ferdie.to_account_id(), CRN), TIP)).expect("valid"));
		});
		let after = chain.read(|| all(&author));

		let fee = before.2 - after.2 - CRN - TIP;
		assert!(fee > 0);
		let (to_treasury, to_author) = (fee * 20 / 100, fee * 60 / 100);
		assert_eq!(after.0 - before.0, to_treasury);
		assert_eq!(after.1 - before.1, to_author + TIP);
		assert_eq!(before.3 - after.3, fee - to_treasury - to_author, "the rest is burnt");
	}
}

#[test]
fn governance_moves_the_shares() {
	let mut chain = Chain::new(DEVELOPMENT);
	let (treasury, payer) = chain.read(|| (total(&TreasuryAccount::get()), free(Bob)));
	let first = chain.block(0, || {
		let split = FeeSplit { treasury: Perbill::from_percent(100), author: Perbill::zero() };
		let call = || pallet_tokenomics::Call::set_fee_split { split };
		assert_eq!(submit(Bob, call()), Err(DispatchError::BadOrigin));
		let first = payer - free(Bob);
		assert_ok!(dispatch(Origin::GeneralAdmin, call()));
		assert_ok!(submit(Bob, frame_system::Call::remark { remark: vec![] }));
		first
	});
	chain.read(|| {
		let second = payer - free(Bob) - first;
		assert_eq!(
			total(&TreasuryAccount::get()) - treasury,
			Perbill::from_percent(20).mul_floor(first) + second,
			"in the middle of a block"
		);
	});
}

#[test]
fn the_fees_of_a_block_are_paid_out_at_its_end() {
	let mut chain = Chain::new(LOCAL);
	let index = chain.index_of(Dave);
	let author = stash(Dave);
	let all = |author: &AccountId| {
		(total(&TreasuryAccount::get()), total(author), Balances::total_issuance(), sum_of_balances())
	};
	let before = chain.read(|| all(&author));
	let fees = chain.block(index, || {
		let mut fees = vec![];
		for payer in [Bob, Eve, Ferdie, Bob] {
			let funds = free(payer);
			assert_ok!(submit(payer, frame_system::Call::remark { remark: vec![] }));
			fees.push(funds - free(payer));
		}
		let (treasury, of_author, issuance, sum) = all(&author);
		assert_eq!((treasury, of_author, issuance), (before.0, before.1, before.2), "nothing until the end");
		assert_eq!(issuance - sum, fees.iter().sum::<Balance>(), "what is collected is still there");
		fees
	});
	let share =
		|percent| -> Balance { fees.iter().map(|fee| Perbill::from_percent(percent).mul_floor(*fee)).sum() };
	let burnt = fees.iter().sum::<Balance>() - share(20) - share(60);
	chain.read(|| {
		let issuance = before.2 - burnt;
		assert_eq!(all(&author), (before.0 + share(20), before.1 + share(60), issuance, issuance));
		assert!(!pallet_tokenomics::CollectedFees::<Runtime>::exists());
		let said: Vec<_> = events()
			.into_iter()
			.filter_map(|event| match event {
				RuntimeEvent::Tokenomics(said) => Some(said),
				_ => None,
			})
			.collect();
		let (to_treasury, to_author) = (share(20), share(60));
		let author = Some(author.clone());
		assert_eq!(said, [pallet_tokenomics::Event::FeesPaid { to_treasury, author, to_author, burnt }]);
	});
}

#[test]
fn each_block_pays_its_own_author_and_one_without_fees_pays_nobody() {
	let mut chain = Chain::new(LOCAL);
	for who in [Bob, Charlie] {
		let index = chain.index_of(who);
		let author = stash(who);
		let before = chain.read(|| total(&author));
		chain.block(index, || {
			assert_ok!(submit(Eve, frame_system::Call::remark { remark: vec![] }));
		});
		assert!(chain.read(|| total(&author)) > before);
	}
	let (index, author) = (chain.index_of(Charlie), stash(Charlie));
	let before = chain.read(|| (total(&author), Balances::total_issuance()));
	chain.block(index, || ());
	assert_eq!(chain.read(|| (total(&author), Balances::total_issuance())), before);
}

#[test]
fn the_fee_that_the_api_announces_is_the_fee_that_is_charged() {
	use pallet_transaction_payment_rpc_runtime_api::runtime_decl_for_transaction_payment_api::TransactionPaymentApi;

	let mut chain = Chain::new(DEVELOPMENT);
	let announced = chain.read(|| {
		let transaction = sign(Bob, transfer(Charlie.to_account_id(), CRN), 0);
		let length = transaction.encoded_size() as u32;
		Runtime::query_info(transaction, length).partial_fee
	});
	chain.block(0, || {
		assert_ok!(submit(Bob, transfer(Charlie.to_account_id(), CRN)));
	});

	let charged = chain.read(|| ENDOWMENT - CRN - free(Bob));
	assert_eq!(charged, announced);
}

#[test]
fn a_block_full_of_bytes_costs_about_as_much_as_one_full_of_computation() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.read(|| {
		let length = *RuntimeBlockLength::get().max.get(DispatchClass::Normal);
		let weight = RuntimeBlockWeights::get().get(DispatchClass::Normal).max_total.unwrap();
		let bytes = TransactionPayment::length_to_fee(length);
		let computation = TransactionPayment::weight_to_fee(weight);

		assert_eq!(bytes, Balance::from(length) * PerByte::get());
		assert!(bytes > computation * 9 / 10 && bytes < computation * 11 / 10, "{bytes} and {computation}");
	});
}

#[test]
fn fees_rise_with_full_blocks_and_return_to_their_base() {
	let mut chain = Chain::new(DEVELOPMENT);
	assert!(chain.read(|| NextFeeMultiplier::<Runtime>::get().is_one()));

	for _ in 0..3 {
		chain.block(0, || {
			let all = RuntimeBlockWeights::get().get(DispatchClass::Normal).max_total.unwrap();
			let most = Weight::from_parts(all.ref_time() / 10 * 9, 0);
			System::register_extra_weight_unchecked(most, DispatchClass::Normal);
		});
	}
	let raised = chain.read(NextFeeMultiplier::<Runtime>::get);
	assert!(raised > Multiplier::one());

	for _ in 0..10 {
		chain.block(0, || ());
	}
	assert_eq!(chain.read(NextFeeMultiplier::<Runtime>::get), Multiplier::one(), "and never below");
}
