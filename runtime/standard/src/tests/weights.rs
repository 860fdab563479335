// SPDX-License-Identifier: Apache-2.0

//! What transactions weigh, and how many of them a block takes.

use super::chain::{extension, sign, Chain};
use crate::{
	configs::system::{RuntimeBlockLength, RuntimeBlockWeights, MAX_BLOCK_WEIGHT, NORMAL_DISPATCH_RATIO},
	genesis_presets::DEVELOPMENT,
	units::CRN,
	weights::{
		database::DatabaseWeight,
		overhead::{CALL_AND_CHECKS, EMPTY_BLOCK, EMPTY_TRANSACTION},
		transaction::{BASE, FEE, SIGNATURE},
	},
	Address, RuntimeCall, UncheckedExtrinsic,
};
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	weights::Weight,
};
use pallet_asset_conversion_tx_payment::WeightInfo;
use parity_scale_codec::Encode;
use sp_keyring::Sr25519Keyring::{Alice, Bob};
use sp_runtime::{generic::Era, traits::TransactionExtension};

/// As wallets and the load generator send it.
fn transfer() -> UncheckedExtrinsic {
	let dest = Address::Id(Bob.to_account_id());
	sign(Alice, pallet_balances::Call::transfer_keep_alive { dest, value: CRN }, 0)
}

/// All that a transaction takes from its block's limit.
fn weight_of(transaction: &UncheckedExtrinsic) -> Weight {
	let limits = RuntimeBlockWeights::get();
	let info = transaction.get_dispatch_info();
	assert_eq!(info.class, DispatchClass::Normal);
	info.total_weight().saturating_add(limits.get(DispatchClass::Normal).base_extrinsic)
}

#[test]
fn a_block_takes_as_many_transfers_as_the_documentation_says() {
	const DOCUMENTED: u64 = 6_200;

	Chain::new(DEVELOPMENT).read(|| {
		let transfer = transfer();
		let limits = RuntimeBlockWeights::get();
		let ordinary = limits.get(DispatchClass::Normal).max_total.unwrap();
		let left = ordinary.saturating_sub(limits.base_block).ref_time();
		let by_weight = left / weight_of(&transfer).ref_time();
		let bytes = *RuntimeBlockLength::get().max.get(DispatchClass::Normal);
		let by_length = u64::from(bytes) / transfer.encoded_size() as u64;

		let fit = by_weight.min(by_length);
		assert!(fit >= DOCUMENTED, "{fit} of {} fit", weight_of(&transfer));
		assert!(fit < DOCUMENTED + DOCUMENTED / 10, "{fit} fit: say so in the documentation");
	});
	for text in [include_str!("../../README.md"), include_str!("../../../../docs/performance.md")] {
		assert!(text.contains("6,200 transfers"));
	}
}

#[test]
fn a_transfer_weighs_no_less_than_its_signature_and_its_storage() {
	Chain::new(DEVELOPMENT).read(|| {
		// The accounts of sender and receiver are read and written.
		let least = SIGNATURE.saturating_add(DatabaseWeight::get().reads_writes(2, 2));
		let weight = weight_of(&transfer());
		assert!(weight.ref_time() > least.ref_time(), "{weight} is less than {least}");
		assert!(weight.ref_time() < 10 * least.ref_time(), "{weight} is a multiple of {least}");
	});
}

#[test]
fn a_transaction_that_does_nothing_weighs_no_less_than_it_was_measured_to_take() {
	Chain::new(DEVELOPMENT).read(|| {
		let remark = frame_system::Call::remark { remark: vec![] };
		// Its database access, to the sender's account, is no part of the measurement.
		let measured = Weight::from_parts(EMPTY_TRANSACTION, 0).saturating_add(DatabaseWeight::get().reads_writes(1, 1));
		let weight = weight_of(&sign(Alice, remark, 0));
		assert!(weight.ref_time() >= measured.ref_time(), "{weight} is less than {measured}");
		let parts = BASE.saturating_add(FEE).ref_time() + CALL_AND_CHECKS;
		assert_eq!(parts, EMPTY_TRANSACTION, "its parts are the whole");
		assert!(BASE.ref_time() >= SIGNATURE.ref_time());
		// Alone it is measured cold. More than that, and the parts were not measured with the whole.
		let alone = crate::weights::pallet_asset_conversion_tx_payment::Weights::<crate::Runtime>::charge_asset_tx_payment_native();
		assert!(FEE.ref_time() > 0 && FEE.ref_time() <= alone.ref_time());
	});
}

#[test]
fn a_fee_in_another_asset_weighs_more_than_one_in_the_native_token() {
	Chain::new(DEVELOPMENT).read(|| {
		let call: RuntimeCall = frame_system::Call::remark { remark: vec![] }.into();
		let native = extension(0, 0, Era::Immortal);
		let mut other = extension(0, 0, Era::Immortal);
		let asset = frame_support::traits::fungible::NativeOrWithId::WithId(1);
		other.8 = pallet_asset_conversion_tx_payment::ChargeAssetTxPayment::from(0, Some(asset));
		assert!(other.weight(&call).ref_time() > native.weight(&call).ref_time());
	});
}

#[test]
fn an_upgrade_fits_into_a_block_that_is_full_of_ordinary_transactions() {
	let limits = RuntimeBlockWeights::get();
	let operational = limits.get(DispatchClass::Operational);
	let reserved = operational.reserved.unwrap();
	assert_eq!(reserved, MAX_BLOCK_WEIGHT - NORMAL_DISPATCH_RATIO * MAX_BLOCK_WEIGHT);
	for call in [
		frame_system::Call::<crate::Runtime>::set_code { code: vec![0; 16] },
		frame_system::Call::apply_authorized_upgrade { code: vec![0; 16] },
	] {
		let info = call.get_dispatch_info();
		assert_eq!(info.class, DispatchClass::Operational);
		let weight = info.call_weight.saturating_add(operational.base_extrinsic);
		assert!(weight.all_lte(reserved), "{weight} in {reserved}");
	}
}

#[test]
fn an_empty_block_takes_a_hundredth_of_what_a_block_may() {
	assert!(EMPTY_BLOCK > 0 && EMPTY_BLOCK < MAX_BLOCK_WEIGHT.ref_time() / 100);
}
