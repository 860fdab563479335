// SPDX-License-Identifier: Apache-2.0

//! What a transaction costs, who gets it, and how it follows demand.

use super::chain::{apply, free, id, sign, submit, transfer, Chain};
use crate::{
	configs::{
		system::{RuntimeBlockLength, RuntimeBlockWeights},
		tokens::PerByte,
	},
	genesis_presets::{DEVELOPMENT, ENDOWMENT, LOCAL},
	units::{CRN, MILLI_CRN},
	AccountId, Balance, Balances, Runtime, System, TransactionPayment,
};
use frame_support::{assert_ok, dispatch::DispatchClass, traits::Get, weights::Weight};
use pallet_transaction_payment::{Multiplier, NextFeeMultiplier};
use parity_scale_codec::Encode;
use serde_json::json;
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave, Eve, Ferdie};
use sp_runtime::traits::One;

#[test]
fn fee_and_tip_are_the_authors_and_nothing_is_burnt() {
	const TIP: Balance = 5 * CRN;

	let mut chain = Chain::new(LOCAL);
	let issuance = chain.read(Balances::total_issuance);
	for author in [Alice, Bob, Charlie, Dave] {
		let before = chain.read(|| (free(author), free(Eve)));
		chain.block_by(&id(author), || {
			assert_ok!(apply(sign(Eve, transfer(Ferdie, CRN), TIP)).expect("valid"));
		});
		let after = chain.read(|| (free(author), free(Eve)));
		let fee = before.1 - after.1 - CRN - TIP;
		assert!(fee > 0 && fee < MILLI_CRN, "a transfer costs less than a thousandth of a token, not {fee}");
		assert_eq!(after.0 - before.0, fee + TIP);
		assert_eq!(chain.read(Balances::total_issuance), issuance);
	}
}

#[test]
fn an_author_without_an_account_gets_what_makes_one_and_less_is_burnt() {
	// Nobody but Eve has tokens.
	let patch = json!({ "balances": { "balances": [[id(Eve), 1_000_000_000_000_000u64]] } });
	let mut chain = Chain::with_patch(DEVELOPMENT, patch);
	let issuance = chain.read(Balances::total_issuance);
	let remark = || frame_system::Call::remark { remark: vec![] };
	chain.block(|| {
		assert_ok!(submit(Eve, remark()));
	});
	let burnt = chain.read(|| {
		assert_eq!(free(Alice), 0);
		issuance - Balances::total_issuance()
	});
	assert!(burnt > 0 && burnt < MILLI_CRN, "the fee: {burnt}");

	chain.block(|| {
		assert_ok!(apply(sign(Eve, remark(), MILLI_CRN)).expect("valid"));
	});
	chain.read(|| {
		assert!(free(Alice) > 0);
		assert_eq!(Balances::total_issuance(), free(Alice) + free(Eve));
		assert!(issuance - Balances::total_issuance() < burnt + MILLI_CRN);
	});
}

#[test]
fn tokens_in_the_pallets_pot_go_to_authors() {
	let pot: AccountId = crate::ValidatorSet::account_id();
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(|| {
		let dest = crate::Address::Id(pot.clone());
		assert_ok!(submit(Bob, pallet_balances::Call::transfer_allow_death { dest, value: 8 * CRN }));
	});
	let before = chain.read(|| free(Alice));
	chain.block(|| ());
	let earned = chain.read(|| free(Alice)) - before;
	assert_eq!(earned, (8 * CRN - MILLI_CRN) / 2);
}

#[test]
fn the_fee_that_the_api_announces_is_the_fee_that_is_charged() {
	use pallet_transaction_payment_rpc_runtime_api::runtime_decl_for_transaction_payment_api::TransactionPaymentApi;

	let mut chain = Chain::new(DEVELOPMENT);
	let announced = chain.read(|| {
		let transaction = sign(Bob, transfer(Charlie, CRN), 0);
		let length = transaction.encoded_size() as u32;
		Runtime::query_info(transaction, length).partial_fee
	});
	chain.block(|| {
		assert_ok!(submit(Bob, transfer(Charlie, CRN)));
	});
	assert_eq!(chain.read(|| ENDOWMENT - CRN - free(Bob)), announced);
}

#[test]
fn a_block_full_of_bytes_costs_about_as_much_as_one_full_of_computation() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.read(|| {
		let length = *RuntimeBlockLength::get().max.get(DispatchClass::Normal);
		let weight = RuntimeBlockWeights::get().get(DispatchClass::Normal).max_total.unwrap();
		let bytes = TransactionPayment::length_to_fee(length);
		let computation = TransactionPayment::weight_to_fee(weight);
		let per_byte: Balance = PerByte::get();
		assert_eq!(bytes, Balance::from(length) * per_byte);
		assert!(bytes > computation * 9 / 10 && bytes < computation * 11 / 10, "{bytes} and {computation}");
	});
}

#[test]
fn fees_rise_with_full_blocks_and_return_to_their_base() {
	let mut chain = Chain::new(DEVELOPMENT);
	assert!(chain.read(|| NextFeeMultiplier::<Runtime>::get().is_one()));
	for _ in 0..3 {
		chain.block(|| {
			let all = RuntimeBlockWeights::get().get(DispatchClass::Normal).max_total.unwrap();
			let most = Weight::from_parts(all.ref_time() / 10 * 9, 0);
			System::register_extra_weight_unchecked(most, DispatchClass::Normal);
		});
	}
	assert!(chain.read(NextFeeMultiplier::<Runtime>::get) > Multiplier::one());
	(0..10).for_each(|_| chain.block(|| ()));
	assert_eq!(chain.read(NextFeeMultiplier::<Runtime>::get), Multiplier::one(), "and never below");
}
