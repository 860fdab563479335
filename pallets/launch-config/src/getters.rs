// SPDX-License-Identifier: Apache-2.0

//! The stored values as `Get`s, to be named in the configuration of other pallets.
//!
//! Each `get` is one storage read of at most 16 bytes. Within a block only the first of them reaches the
//! database; the others are answered from the block's overlay.

use crate::{pallet, Config};
use core::marker::PhantomData;
use frame_support::traits::Get;

/// The length of a slot, in milliseconds. For `pallet_babe::Config::ExpectedBlockTime`.
pub struct SlotDuration<T>(PhantomData<T>);

impl<T: Config> Get<u64> for SlotDuration<T> {
	fn get() -> u64 {
		pallet::SlotDuration::<T>::get()
	}
}

/// Half of a slot, in milliseconds. For `pallet_timestamp::Config::MinimumPeriod`, which BABE and Aura double to
/// learn the length of a slot. Exact, because slots of an odd length are refused at genesis.
pub struct HalfSlot<T>(PhantomData<T>);

impl<T: Config> Get<u64> for HalfSlot<T> {
	fn get() -> u64 {
		pallet::SlotDuration::<T>::get() / 2
	}
}

/// The length of an epoch, in slots. For `pallet_babe::Config::EpochDuration`.
pub struct EpochDuration<T>(PhantomData<T>);

impl<T: Config> Get<u64> for EpochDuration<T> {
	fn get() -> u64 {
		pallet::EpochDuration::<T>::get()
	}
}

/// The existential deposit, in planck. For `pallet_balances::Config::ExistentialDeposit`.
pub struct ExistentialDeposit<T>(PhantomData<T>);

impl<T: Config> Get<T::Balance> for ExistentialDeposit<T> {
	fn get() -> T::Balance {
		pallet::ExistentialDeposit::<T>::get()
	}
}
