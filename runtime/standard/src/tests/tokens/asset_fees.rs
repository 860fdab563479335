// SPDX-License-Identifier: Apache-2.0

//! Fees paid in an asset that has a pool, by an account that has no native token at all.
//!
//! Such an account exists only by a *sufficient* asset: one that governance has declared good enough for an account
//! to live on.

use super::{
	gold, mint,
	pools::{asset, open_gold_pool, reserves, NATIVE},
	Call, GOLD, MINIMUM,
};
use crate::{
	configs::{assets::AssetId, treasury::TreasuryAccount},
	genesis_presets::DEVELOPMENT,
	tests::{
		chain::{apply, extension, free, sign_with, submit, sum_of_balances, Chain},
		people::{address, as_root, id, last_event},
	},
	units::MILLI_CRN,
	AssetsFreezer, Balance, Balances, Runtime, RuntimeEvent, RuntimeFreezeReason, System, UncheckedExtrinsic,
};
use frame_support::{assert_ok, traits::fungibles::MutateFreeze};
use pallet_asset_conversion::runtime_decl_for_asset_conversion_api::AssetConversionApi;
use pallet_asset_conversion_tx_payment::{ChargeAssetTxPayment, Event};
use pallet_transaction_payment_rpc_runtime_api::runtime_decl_for_transaction_payment_api::TransactionPaymentApi;
use parity_scale_codec::Encode;
use sp_keyring::Sr25519Keyring::{self, AliceStash, Bob, Charlie, One, Two};
use sp_runtime::{
	generic::Era,
	transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
	Perbill, TokenError,
};

const START: Balance = 100_000;

const REFUSED: TransactionValidityError = TransactionValidityError::Invalid(InvalidTransaction::Payment);

/// A chain on which gold is sufficient, and One has some of it and nothing else.
fn chain_with_sufficient_gold() -> Chain {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		let create = Call::force_create {
			id: GOLD.into(),
			owner: address(Bob),
			is_sufficient: true,
			min_balance: MINIMUM,
		};
		assert_ok!(as_root(create));
		assert_ok!(submit(Bob, mint(One, START)));
	});
	chain
}

fn chain_with_gold_pool() -> Chain {
	let mut chain = chain_with_sufficient_gold();
	chain.block(0, open_gold_pool);
	chain
}

/// A transaction that does nothing and pays in `fee_asset`, to whose author `tip` planck more are worth it.
fn remark(who: Sr25519Keyring, tip: Balance, fee_asset: AssetId) -> UncheckedExtrinsic {
	let mut paying = extension(System::account_nonce(id(who)), tip, Era::Immortal);
	paying.8 = ChargeAssetTxPayment::from(tip, Some(asset(fee_asset)));
	sign_with(who, frame_system::Call::remark { remark: b"paid in gold".to_vec() }, paying)
}

fn treasury() -> Balance {
	Balances::free_balance(TreasuryAccount::get())
}

#[test]
fn an_account_without_native_tokens_pays_in_gold_and_everybody_gets_his_share_in_native_tokens() {
	let mut chain = chain_with_gold_pool();
	let transaction = chain.read(|| remark(One, 0, GOLD));
	assert!(chain.validate(TransactionSource::External, transaction.clone()).is_ok());

	chain.block(0, || {
		assert_eq!(free(One), 0);
		let (pool, of_gold) = reserves();
		let (to_treasury, to_author, issuance) = (treasury(), free(AliceStash), Balances::total_issuance());
		let announced =
			Runtime::query_info(transaction.clone(), transaction.encoded_size() as u32).partial_fee;
		let most = Runtime::quote_price_tokens_for_exact_tokens(asset(GOLD), NATIVE, announced, true);

		assert_ok!(apply(transaction).expect("a valid transaction"));

		let paid = START - gold(One);
		assert!(paid > 0 && Some(paid) <= most, "{paid} is not the fee of {announced}, at {most:?}");
		let (pool_after, gold_after) = reserves();
		assert_eq!(gold_after, of_gold + paid, "the gold stays in the pool");
		let fee = pool - pool_after;
		let (treasury_share, author_share) =
			(Perbill::from_percent(20).mul_floor(fee), Perbill::from_percent(60).mul_floor(fee));
		assert!(treasury_share > 0 && author_share > 0);
		assert_eq!(treasury(), to_treasury + treasury_share);
		assert_eq!(free(AliceStash), to_author + author_share);
		assert_eq!(Balances::total_issuance(), issuance - (fee - treasury_share - author_share), "burnt");
		assert_eq!(sum_of_balances(), Balances::total_issuance());
		assert_eq!(free(One), 0);
		assert_eq!(System::account_nonce(id(One)), 1);

		let said = last_event(|event| match event {
			RuntimeEvent::AssetTxPayment(Event::AssetTxFeePaid { who, actual_fee, asset_id, .. }) => {
				Some((who, actual_fee, asset_id))
			}
			_ => None,
		});
		assert_eq!(said, (id(One), paid, asset(GOLD)));
	});
}

#[test]
fn a_tip_paid_in_gold_is_the_authors() {
	let mut chain = chain_with_gold_pool();
	chain.block(0, || {
		let (pool, to_treasury, to_author) = (reserves().0, treasury(), free(AliceStash));
		let tip = 10 * MILLI_CRN;
		assert_ok!(apply(remark(One, tip, GOLD)).expect("a valid transaction"));

		let fee = pool - reserves().0 - tip;
		assert_eq!(treasury(), to_treasury + Perbill::from_percent(20).mul_floor(fee));
		assert_eq!(free(AliceStash), to_author + Perbill::from_percent(60).mul_floor(fee) + tip);
	});
}

#[test]
fn who_has_native_tokens_keeps_them_when_paying_in_gold() {
	let mut chain = chain_with_gold_pool();
	chain.block(0, || {
		assert_ok!(submit(Bob, mint(Charlie, START)));
		let native = free(Charlie);
		assert_ok!(apply(remark(Charlie, 0, GOLD)).expect("a valid transaction"));
		assert_eq!(free(Charlie), native);
		assert!(gold(Charlie) < START);
	});
}

#[test]
fn an_asset_without_a_pool_pays_no_fees() {
	let mut chain = chain_with_sufficient_gold();
	let transaction = chain.read(|| remark(One, 0, GOLD));
	assert_eq!(chain.validate(TransactionSource::External, transaction.clone()), Err(REFUSED));
	chain.block(0, || {
		assert_eq!(apply(transaction), Err(REFUSED));
		assert_eq!(gold(One), START);
	});
}

#[test]
fn an_asset_that_does_not_exist_pays_no_fees() {
	let mut chain = chain_with_gold_pool();
	chain.block(0, || {
		let before = free(Charlie);
		assert_eq!(apply(remark(Charlie, 0, GOLD + 1)), Err(REFUSED));
		assert_eq!(free(Charlie), before, "the native token does not step in");
	});
}

#[test]
fn too_little_of_the_asset_pays_no_fees() {
	let mut chain = chain_with_gold_pool();
	chain.block(0, || {
		assert_ok!(submit(Bob, mint(Two, MINIMUM)));
		assert_eq!(apply(remark(Two, 0, GOLD)), Err(REFUSED));
		assert_eq!(gold(Two), MINIMUM);
	});
}

#[test]
fn frozen_units_pay_no_fees() {
	let mut chain = chain_with_gold_pool();
	chain.block(0, || {
		let reason =
			RuntimeFreezeReason::NominationPools(pallet_nomination_pools::FreezeReason::PoolMinBalance);
		assert_ok!(AssetsFreezer::set_freeze(GOLD, &reason, &id(One), START));
		assert_eq!(apply(remark(One, 0, GOLD)), Err(REFUSED));
		assert_ok!(AssetsFreezer::thaw(GOLD, &reason, &id(One)));
		assert_ok!(apply(remark(One, 0, GOLD)).expect("a valid transaction"));
	});
}

#[test]
fn an_asset_that_anyone_can_create_brings_no_account_to_life() {
	let mut chain = Chain::new(DEVELOPMENT);
	chain.block(0, || {
		assert_ok!(submit(Bob, super::create(GOLD)));
		assert_eq!(submit(Bob, mint(One, START)), Err(TokenError::CannotCreate.into()));
	});
}
