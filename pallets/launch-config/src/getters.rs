// SPDX-License-Identifier: Apache-2.0

//! The stored values as `Get`s, to be named in the configuration of other pallets.
//!
//! Each stored value that a `get` needs is one storage read of at most 16 bytes; only [`ReportableSessions`] needs
//! two. Within a block only the first read of a value reaches the database; the others are answered from the
//! block's overlay. Still each is a call out of the Wasm, and a transfer asks for the existential deposit some twenty
//! times, so the value is read to the stack, which is the cheapest way. No getter keeps a value in the Wasm's memory: a
//! block is made in several instances of the Wasm and checked in one, and they must agree.

use crate::{pallet, read::read, Config};
use core::marker::PhantomData;
use frame_support::traits::Get;

/// The length of a slot, in milliseconds. For `pallet_babe::Config::ExpectedBlockTime`.
pub struct SlotDuration<T>(PhantomData<T>);

impl<T: Config> Get<u64> for SlotDuration<T> {
	fn get() -> u64 {
		read::<pallet::SlotDuration<T>, _>()
	}
}

/// Half of a slot, in milliseconds. For `pallet_timestamp::Config::MinimumPeriod`, which BABE and Aura double to
/// learn the length of a slot. Exact, because slots of an odd length are refused at genesis.
pub struct HalfSlot<T>(PhantomData<T>);

impl<T: Config> Get<u64> for HalfSlot<T> {
	fn get() -> u64 {
		read::<pallet::SlotDuration<T>, _>() / 2
	}
}

/// The length of an epoch, in slots. For `pallet_babe::Config::EpochDuration`.
pub struct EpochDuration<T>(PhantomData<T>);

impl<T: Config> Get<u64> for EpochDuration<T> {
	fn get() -> u64 {
		read::<pallet::EpochDuration<T>, _>()
	}
}

/// The existential deposit, in planck. For `pallet_balances::Config::ExistentialDeposit`.
pub struct ExistentialDeposit<T>(PhantomData<T>);

impl<T: Config> Get<T::Balance> for ExistentialDeposit<T> {
	fn get() -> T::Balance {
		read::<pallet::ExistentialDeposit<T>, _>()
	}
}

/// The length of an era, in sessions. For `pallet_staking::Config::SessionsPerEra`.
pub struct SessionsPerEra<T>(PhantomData<T>);

impl<T: Config> Get<u32> for SessionsPerEra<T> {
	fn get() -> u32 {
		read::<pallet::SessionsPerEra<T>, _>()
	}
}

/// How long stake stays locked after unbonding, in eras. For `pallet_staking::Config::BondingDuration`.
pub struct BondingDuration<T>(PhantomData<T>);

impl<T: Config> Get<u32> for BondingDuration<T> {
	fn get() -> u32 {
		read::<pallet::BondingDuration<T>, _>()
	}
}

/// How long governance can cancel a slash before it is taken, in eras; 0 is not at all. For
/// `pallet_staking::Config::SlashDeferDuration`.
pub struct SlashDeferDuration<T>(PhantomData<T>);

impl<T: Config> Get<u32> for SlashDeferDuration<T> {
	fn get() -> u32 {
		read::<pallet::SlashDeferDuration<T>, _>()
	}
}

/// For how many sessions offences can be reported: as long as stake can be slashed, which is the bonding duration
/// and the era that runs. Saturates. For whatever keeps sessions for reports, such as
/// `pallet_grandpa::Config::MaxSetIdSessionEntries`.
pub struct ReportableSessions<T>(PhantomData<T>);

impl<T: Config> Get<u32> for ReportableSessions<T> {
	fn get() -> u32 {
		let eras = read::<pallet::BondingDuration<T>, _>().saturating_add(1);
		read::<pallet::SessionsPerEra<T>, _>().saturating_mul(eras)
	}
}

/// What governance counts as one day, in blocks.
pub struct GovernanceDay<T>(PhantomData<T>);

impl<T: Config> Get<u32> for GovernanceDay<T> {
	fn get() -> u32 {
		read::<pallet::GovernanceDay<T>, _>()
	}
}

/// `N` governance days, in blocks. Saturates.
pub struct Days<T, const N: u32>(PhantomData<T>);

impl<T: Config, const N: u32> Get<u32> for Days<T, N> {
	fn get() -> u32 {
		read::<pallet::GovernanceDay<T>, _>().saturating_mul(N)
	}
}

/// `N` twenty-fourths of a governance day, in blocks, rounded down. At least 1, because a governance day may be
/// shorter than 24 blocks, and a period of no blocks would be over before it began. Saturates.
pub struct Hours<T, const N: u32>(PhantomData<T>);

impl<T: Config, const N: u32> Get<u32> for Hours<T, N> {
	fn get() -> u32 {
		// In 64 bits, so that the product is exact: divided first, a short day would lose its hours.
		let blocks = u64::from(read::<pallet::GovernanceDay<T>, _>()) * u64::from(N) / 24;
		u32::try_from(blocks).unwrap_or(u32::MAX).max(1)
	}
}
