// SPDX-License-Identifier: Apache-2.0

//! The stored values as `Get`s, to be named in the configuration of other pallets.
//!
//! Each stored value that a `get` needs is one storage read of at most 16 bytes; only [`ReportableSessions`] needs
//! two. Within a block only the first read of a value reaches the database; the others are answered from the
//! block's overlay.

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

/// The length of an era, in sessions. For `pallet_staking::Config::SessionsPerEra`.
pub struct SessionsPerEra<T>(PhantomData<T>);

impl<T: Config> Get<u32> for SessionsPerEra<T> {
	fn get() -> u32 {
		pallet::SessionsPerEra::<T>::get()
	}
}

/// How long stake stays locked after unbonding, in eras. For `pallet_staking::Config::BondingDuration`.
pub struct BondingDuration<T>(PhantomData<T>);

impl<T: Config> Get<u32> for BondingDuration<T> {
	fn get() -> u32 {
		pallet::BondingDuration::<T>::get()
	}
}

/// How long governance can cancel a slash before it is taken, in eras; 0 is not at all. For
/// `pallet_staking::Config::SlashDeferDuration`.
pub struct SlashDeferDuration<T>(PhantomData<T>);

impl<T: Config> Get<u32> for SlashDeferDuration<T> {
	fn get() -> u32 {
		pallet::SlashDeferDuration::<T>::get()
	}
}

/// For how many sessions offences can be reported: as long as stake can be slashed, which is the bonding duration
/// and the era that runs. Saturates. For whatever keeps sessions for reports, such as
/// `pallet_grandpa::Config::MaxSetIdSessionEntries`.
pub struct ReportableSessions<T>(PhantomData<T>);

impl<T: Config> Get<u32> for ReportableSessions<T> {
	fn get() -> u32 {
		let eras = pallet::BondingDuration::<T>::get().saturating_add(1);
		pallet::SessionsPerEra::<T>::get().saturating_mul(eras)
	}
}

/// What governance counts as one day, in blocks.
pub struct GovernanceDay<T>(PhantomData<T>);

impl<T: Config> Get<u32> for GovernanceDay<T> {
	fn get() -> u32 {
		pallet::GovernanceDay::<T>::get()
	}
}

/// `N` governance days, in blocks. Saturates.
pub struct Days<T, const N: u32>(PhantomData<T>);

impl<T: Config, const N: u32> Get<u32> for Days<T, N> {
	fn get() -> u32 {
		pallet::GovernanceDay::<T>::get().saturating_mul(N)
	}
}

/// `N` twenty-fourths of a governance day, in blocks, rounded down. At least 1, because a governance day may be
/// shorter than 24 blocks, and a period of no blocks would be over before it began. Saturates.
pub struct Hours<T, const N: u32>(PhantomData<T>);

impl<T: Config, const N: u32> Get<u32> for Hours<T, N> {
	fn get() -> u32 {
		// In 64 bits, so that the product is exact: divided first, a short day would lose its hours.
		let blocks = u64::from(pallet::GovernanceDay::<T>::get()) * u64::from(N) / 24;
		u32::try_from(blocks).unwrap_or(u32::MAX).max(1)
	}
}
