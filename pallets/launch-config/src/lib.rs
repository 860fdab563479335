// SPDX-License-Identifier: Apache-2.0

//! # Launch configuration
//!
//! Three values that a chain fixes in its genesis block and keeps for good: the length of a slot, the length of
//! an epoch, and the existential deposit.
//!
//! ## Terms
//!
//! - **Slot**: the stretch of time, in milliseconds, in which one block may be made.
//! - **Epoch**: a number of slots with one set of block authors. Sessions follow epochs.
//! - **Existential deposit**: the least balance, in planck, that an account may hold.
//!
//! ## Why a pallet
//!
//! Usually these are constants of the runtime's code, so that another slot time means compiling another runtime.
//! Here they are part of the chain spec: one Wasm serves chains of every pace.
//!
//! They must not change while a chain runs. BABE numbers slots by dividing the clock by the slot's length, and
//! epochs by dividing slots by the epoch's length: after a change, nodes would disagree on who may author. A
//! larger existential deposit would leave accounts below it. Therefore the pallet has no calls, no hook that
//! writes, and no function that sets a value. Only genesis writes them.
//!
//! ## Use
//!
//! A runtime hands the types in [`getters`] to the pallets that need the values, for example
//! `type EpochDuration = getters::EpochDuration<Runtime>`. A getter reads storage; where nothing is stored (the
//! state of a Wasm that no chain runs yet, as when metadata is printed from the file) it returns the default
//! from [`Config`].
//!
//! ## Failure
//!
//! Values out of bounds make the genesis build panic, which `GenesisBuilder::build_state` returns as an error.
//! The message names the field, the value and what is allowed.

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

mod bounds;
pub mod getters;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

pub use pallet::*;

/// The pallet's types, as FRAME lays them out.
#[frame_support::pallet]
pub mod pallet {
	use alloc::string::String;
	use frame_support::{pallet_prelude::*, traits::tokens};
	use frame_system::pallet_prelude::*;

	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What a runtime allows, and what it uses where a genesis says nothing.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// The type of the existential deposit, in planck.
		type Balance: tokens::Balance + MaybeSerializeDeserialize;

		/// The shortest slot that the runtime allows, in milliseconds.
		#[pallet::constant]
		type MinSlotDuration: Get<u64>;

		/// The longest slot that the runtime allows, in milliseconds.
		#[pallet::constant]
		type MaxSlotDuration: Get<u64>;

		/// The shortest epoch that the runtime allows, in slots.
		#[pallet::constant]
		type MinEpochDuration: Get<u64>;

		/// The longest epoch that the runtime allows, in slots.
		#[pallet::constant]
		type MaxEpochDuration: Get<u64>;

		/// The slot duration of a genesis that names none, in milliseconds.
		type DefaultSlotDuration: Get<u64>;

		/// The epoch duration of a genesis that names none, in slots.
		type DefaultEpochDuration: Get<u64>;

		/// The existential deposit of a genesis that names none, in planck.
		type DefaultExistentialDeposit: Get<Self::Balance>;
	}

	// Each value has a storage item of its own, not a field of one struct: a value that a later version adds is
	// then simply absent on older chains and reads as its default, so it needs no migration. They are
	// whitelisted because every block reads them, so that benchmarks would count the same read in each call.

	/// The length of a slot, in milliseconds. Even, because the timestamp pallet is given half of it.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type SlotDuration<T: Config> = StorageValue<_, u64, ValueQuery, T::DefaultSlotDuration>;

	/// The length of an epoch, in slots.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type EpochDuration<T: Config> = StorageValue<_, u64, ValueQuery, T::DefaultEpochDuration>;

	/// The least balance that keeps an account alive, in planck.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type ExistentialDeposit<T: Config> =
		StorageValue<_, T::Balance, ValueQuery, T::DefaultExistentialDeposit>;

	/// The values as the chain spec gives them. Each one may be left out.
	#[pallet::genesis_config]
	pub struct GenesisConfig<T: Config> {
		/// The length of a slot, in milliseconds: even, within the runtime's bounds.
		#[serde(default = "default_slot_duration::<T>")]
		pub slot_duration: u64,
		/// The length of an epoch, in slots, within the runtime's bounds.
		#[serde(default = "default_epoch_duration::<T>")]
		pub epoch_duration: u64,
		/// The existential deposit, in planck: at least 1.
		#[serde(default = "default_existential_deposit::<T>")]
		pub existential_deposit: T::Balance,
	}

	fn default_slot_duration<T: Config>() -> u64 {
		T::DefaultSlotDuration::get()
	}

	fn default_epoch_duration<T: Config>() -> u64 {
		T::DefaultEpochDuration::get()
	}

	fn default_existential_deposit<T: Config>() -> T::Balance {
		T::DefaultExistentialDeposit::get()
	}

	impl<T: Config> Default for GenesisConfig<T> {
		fn default() -> Self {
			Self {
				slot_duration: default_slot_duration::<T>(),
				epoch_duration: default_epoch_duration::<T>(),
				existential_deposit: default_existential_deposit::<T>(),
			}
		}
	}

	#[pallet::genesis_build]
	impl<T: Config> BuildGenesisConfig for GenesisConfig<T> {
		fn build(&self) {
			if let Err(reason) = self.check() {
				panic!("{reason}");
			}
			SlotDuration::<T>::put(self.slot_duration);
			EpochDuration::<T>::put(self.epoch_duration);
			ExistentialDeposit::<T>::put(self.existential_deposit);
		}
	}

	impl<T: Config> GenesisConfig<T> {
		/// Checks each value against the runtime's bounds.
		///
		/// # Errors
		///
		/// A message for the author of the chain spec: the field, the value given, and what is allowed.
		pub fn check(&self) -> Result<(), String> {
			crate::bounds::check::<T>(self.slot_duration, self.epoch_duration, self.existential_deposit)
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			if let Err(reason) = GenesisConfig::<T>::default().check() {
				panic!("the runtime's own defaults are not allowed: {reason}");
			}
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[cfg(any(test, feature = "try-runtime"))]
	impl<T: Config> Pallet<T> {
		/// The invariant: the values in storage are ones that genesis would have accepted.
		pub(crate) fn do_try_state() -> Result<(), sp_runtime::TryRuntimeError> {
			crate::bounds::check::<T>(
				SlotDuration::<T>::get(),
				EpochDuration::<T>::get(),
				ExistentialDeposit::<T>::get(),
			)
			.map_err(|reason| {
				log::error!(target: "runtime::launch-config", "{reason}");
				"launch-config: a stored value is out of bounds; see the log".into()
			})
		}
	}
}
