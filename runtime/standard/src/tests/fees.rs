// SPDX-License-Identifier: Apache-2.0

//! Who gets the fee, how much it is, and how it follows demand.

use super::chain::{apply, free, sign, submit, transfer, Chain};
use crate::{
	configs::{
		system::{RuntimeBlockLength, RuntimeBlockWeights},
		tokens::FEE_PER_BYTE,
	},
	genesis_presets::{DEVELOPMENT, ENDOWMENT, LOCAL},
	units::CRN,
	Balance, Balances, Runtime, System, TransactionPayment,
};
use frame_support::{assert_ok, dispatch::DispatchClass};
use pallet_transaction_payment::{Multiplier, NextFeeMultiplier};
use parity_scale_codec::Encode;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::traits::One;

#[test]
fn the_author_of_the_block_gets_fee_and_tip() {
	let mut chain = Chain::new(LOCAL);
	for (index, author) in [(0, Alice), (1, Bob), (2, Charlie), (3, Dave)] {
		let (before, paid_before) = chain.read(|| (free(author), free(Eve)));
		chain.block(index, || {
			assert_ok!(apply(sign(Eve, transfer(Ferdie.to_account_id(), CRN), 5 * CRN)).expect("valid"));
		});
		chain.read(|| {
			let paid = paid_before - free(Eve) - CRN;
			assert!(paid > 5 * CRN);
			assert_eq!(free(author), before + paid);
		});
	}
}

#[test]
fn a_fee_too_small_to_create_the_authors_account_is_burnt() {
	// Alice writes the blocks and has nothing.
	let balances = serde_json::json!({
		"balances": { "balances": [[Bob.to_account_id(), 1_000_000_000_000u64]] },
	});
	let mut chain = Chain::with_patch(DEVELOPMENT, balances);
	chain.block(0, || {
		assert_ok!(submit(Bob, frame_system::Call::remark { remark: vec![] }));
	});

	chain.read(|| {
		assert_eq!(free(Alice), 0);
		assert!(free(Bob) < CRN);
		assert_eq!(Balances::total_issuance(), free(Bob), "what Bob paid is gone");
	});
}

#[test]
fn a_fee_large_enough_creates_the_authors_account() {
	let balances = serde_json::json!({
		"balances": { "balances": [[Bob.to_account_id(), 1_000_000_000_000u64]] },
	});
	let mut chain = Chain::with_patch(DEVELOPMENT, balances);
	chain.block(0, || {
		let remark = frame_system::Call::remark { remark: vec![] };
		assert_ok!(apply(sign(Bob, remark, CRN / 2)).expect("valid"));
	});

	chain.read(|| {
		assert!(free(Alice) > CRN / 2);
		assert_eq!(free(Alice) + free(Bob), CRN);
		assert_eq!(Balances::total_issuance(), CRN);
	});
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

		assert_eq!(bytes, Balance::from(length) * FEE_PER_BYTE);
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
			System::register_extra_weight_unchecked(all * 9 / 10, DispatchClass::Normal);
		});
	}
	let raised = chain.read(NextFeeMultiplier::<Runtime>::get);
	assert!(raised > Multiplier::one());

	for _ in 0..10 {
		chain.block(0, || ());
	}
	assert_eq!(chain.read(NextFeeMultiplier::<Runtime>::get), Multiplier::one(), "and never below");
}
