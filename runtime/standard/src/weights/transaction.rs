// SPDX-License-Identifier: Apache-2.0

//! What a transaction takes beside its call and its checks: its signature and its fee.
//!
//! The two are found from a whole transaction, as it was measured in blocks full of them. The benchmark of the fee alone
//! starts each time with nothing in memory, though all fees of a block go by the same settings to the same accounts; it
//! takes nearly twice as long, and the sum of such parts would be more than the whole. The whole is what counts: a
//! transaction that does nothing weighs what it was measured to take, and its access to the database.

use super::{
	overhead::{CALL_AND_CHECKS, EMPTY_TRANSACTION},
	pallet_asset_conversion_tx_payment::Weights,
};
use core::marker::PhantomData;
use frame_support::weights::{constants::WEIGHT_REF_TIME_PER_MICROS, Weight};
use pallet_asset_conversion_tx_payment::WeightInfo;

/// What it takes to verify an sr25519 signature: 36 µs, under a message as long as that of a transfer.
pub const SIGNATURE: Weight = Weight::from_parts(36 * WEIGHT_REF_TIME_PER_MICROS, 0);

/// What every transaction takes, whatever it does and pays: its signature, and a quarter of that for decoding it, hashing
/// it, and the event that ends it.
pub const BASE: Weight = SIGNATURE.saturating_mul(5).saturating_div(4);

/// What it takes to charge a fee in the native token and to share it out: all the rest of a transaction.
pub const FEE: Weight =
	Weight::from_parts(EMPTY_TRANSACTION, 0).saturating_sub(BASE).sub_ref_time(CALL_AND_CHECKS);

/// The weights of charging a fee, the usual one by [`FEE`] and the others as measured.
pub struct Fee<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for Fee<T> {
	fn charge_asset_tx_payment_zero() -> Weight {
		Weights::<T>::charge_asset_tx_payment_zero()
	}

	fn charge_asset_tx_payment_native() -> Weight {
		FEE
	}

	fn charge_asset_tx_payment_asset() -> Weight {
		Weights::<T>::charge_asset_tx_payment_asset()
	}
}
