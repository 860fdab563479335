// SPDX-License-Identifier: Apache-2.0

//! # Launch configuration
//!
//! Seven values that a chain fixes in its genesis block and keeps for good: the length of a slot, of an epoch and
//! of an era, the existential deposit, how long stake stays locked and slashes wait, and the day that governance
//! counts in.
//!
//! ## Terms
//!
//! - **Slot**: the stretch of time, in milliseconds, in which one block may be made.
//! - **Epoch**: a number of slots with one set of block authors. Sessions follow epochs.
//! - **Era**: a number of sessions. Validators are elected once an era.
//! - **Existential deposit**: the least balance, in planck, that an account may hold.
//! - **Bonding duration**: the number of eras that stake stays locked after it was unbonded.
//! - **Slash deferral**: the number of eras that governance has to cancel a slash before it is taken.
//! - **Governance day**: the number of blocks that governance counts as one day. All its periods are multiples or
//!   fractions of it, so a development chain with a short day can pass a referendum in a minute. A chain spec that
//!   does not give it gets a real day at its slot duration.
//!
//! Besides them the genesis says whether well-known keys are allowed, as on a development chain.
//!
//! ## Why a pallet
//!
//! Usually these are constants of the runtime's code, so that another slot time means compiling another runtime.
//! Here they are part of the chain spec: one Wasm serves chains of every pace.
//!
//! They must not change while a chain runs. BABE numbers slots by dividing the clock by the slot's length, and
//! epochs by dividing slots by the epoch's length: after a change, nodes would disagree on who may author. A
//! larger existential deposit would leave accounts below it. Staking writes era numbers down for later (when stake
//! is free, when a slash is due) and reads them back by these durations: after a change they would mean something
//! else. The governance day could change without harm, but is kept with the others, for one rule instead of two.
//! Therefore the pallet has no calls, no hook that writes, and no function that sets a value. Only genesis writes
//! them.
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
mod day;
pub mod getters;
#[cfg(test)]
mod mock;
mod read;
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

		/// The shortest era that the runtime allows, in sessions.
		#[pallet::constant]
		type MinSessionsPerEra: Get<u32>;

		/// The longest era that the runtime allows, in sessions.
		#[pallet::constant]
		type MaxSessionsPerEra: Get<u32>;

		/// The shortest bonding duration that the runtime allows, in eras. At least 1: slashes are deferred by
		/// less than the bonding duration.
		#[pallet::constant]
		type MinBondingDuration: Get<u32>;

		/// The longest bonding duration that the runtime allows, in eras.
		#[pallet::constant]
		type MaxBondingDuration: Get<u32>;

		/// The shortest governance day that the runtime allows, in blocks. Not more than a real day of the longest
		/// slots.
		#[pallet::constant]
		type MinGovernanceDay: Get<u32>;

		/// The longest governance day that the runtime allows, in blocks. Not less than a real day of the shortest
		/// slots.
		#[pallet::constant]
		type MaxGovernanceDay: Get<u32>;

		/// The slot duration of a genesis that names none, in milliseconds.
		type DefaultSlotDuration: Get<u64>;

		/// The epoch duration of a genesis that names none, in slots.
		type DefaultEpochDuration: Get<u64>;

		/// The existential deposit of a genesis that names none, in planck.
		type DefaultExistentialDeposit: Get<Self::Balance>;

		/// The length of an era of a genesis that names none, in sessions.
		type DefaultSessionsPerEra: Get<u32>;

		/// The bonding duration of a genesis that names none, in eras.
		type DefaultBondingDuration: Get<u32>;

		/// How long slashes are deferred by a genesis that does not say, in eras. Less than the default bonding
		/// duration.
		type DefaultSlashDeferDuration: Get<u32>;

		/// The governance day where none is stored, in blocks. Not for a genesis that names none: that one gets a
		/// real day at its slot duration.
		type DefaultGovernanceDay: Get<u32>;
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

	/// The length of an era, in sessions.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type SessionsPerEra<T: Config> = StorageValue<_, u32, ValueQuery, T::DefaultSessionsPerEra>;

	/// How long stake stays locked after unbonding, in eras.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type BondingDuration<T: Config> = StorageValue<_, u32, ValueQuery, T::DefaultBondingDuration>;

	/// How long governance can cancel a slash before it is taken, in eras. Less than the bonding duration.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type SlashDeferDuration<T: Config> = StorageValue<_, u32, ValueQuery, T::DefaultSlashDeferDuration>;

	/// What governance counts as one day, in blocks.
	#[pallet::storage]
	#[pallet::whitelist_storage]
	pub type GovernanceDay<T: Config> = StorageValue<_, u32, ValueQuery, T::DefaultGovernanceDay>;

	/// Whether this is a development chain, which the well-known keys may control. The pallet keeps the answer; the
	/// runtime, which knows where keys are, asks for it when it checks the genesis as a whole.
	#[pallet::storage]
	pub type WellKnownKeysAllowed<T: Config> = StorageValue<_, bool, ValueQuery>;

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
		/// The length of an era, in sessions, within the runtime's bounds. A session is an epoch.
		#[serde(default = "default_sessions_per_era::<T>")]
		pub sessions_per_era: u32,
		/// How long stake stays locked after unbonding, in eras, within the runtime's bounds.
		#[serde(default = "default_bonding_duration::<T>")]
		pub bonding_duration: u32,
		/// How long governance can cancel a slash before it is taken, in eras: less than the bonding duration; 0
		/// takes it at once.
		#[serde(default = "default_slash_defer_duration::<T>")]
		pub slash_defer_duration: u32,
		/// What governance counts as one day, in blocks, within the runtime's bounds. `None` is a real day at
		/// this slot duration.
		#[serde(default)]
		pub governance_day: Option<u32>,
		/// Whether keys may be used whose secrets everybody knows. Only for chains that hold nothing of value.
		#[serde(default)]
		pub allow_well_known_keys: bool,
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

	fn default_sessions_per_era<T: Config>() -> u32 {
		T::DefaultSessionsPerEra::get()
	}

	fn default_bonding_duration<T: Config>() -> u32 {
		T::DefaultBondingDuration::get()
	}

	fn default_slash_defer_duration<T: Config>() -> u32 {
		T::DefaultSlashDeferDuration::get()
	}

	impl<T: Config> Default for GenesisConfig<T> {
		fn default() -> Self {
			Self {
				slot_duration: default_slot_duration::<T>(),
				epoch_duration: default_epoch_duration::<T>(),
				existential_deposit: default_existential_deposit::<T>(),
				sessions_per_era: default_sessions_per_era::<T>(),
				bonding_duration: default_bonding_duration::<T>(),
				slash_defer_duration: default_slash_defer_duration::<T>(),
				governance_day: None,
				allow_well_known_keys: false,
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
			SessionsPerEra::<T>::put(self.sessions_per_era);
			BondingDuration::<T>::put(self.bonding_duration);
			SlashDeferDuration::<T>::put(self.slash_defer_duration);
			GovernanceDay::<T>::put(self.governance_day_in_blocks());
			WellKnownKeysAllowed::<T>::put(self.allow_well_known_keys);
		}
	}

	impl<T: Config> GenesisConfig<T> {
		/// Checks each value against the runtime's bounds.
		///
		/// # Errors
		///
		/// A message for the author of the chain spec: the field, the value given, and what is allowed.
		pub fn check(&self) -> Result<(), String> {
			crate::bounds::check(self)
		}

		/// What governance counts as one day, in blocks: the value given, or else a real day at this slot
		/// duration, rounded down.
		pub fn governance_day_in_blocks(&self) -> u32 {
			self.governance_day.unwrap_or_else(|| crate::day::real_day(self.slot_duration))
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			if let Err(reason) = GenesisConfig::<T>::default().check() {
				panic!("the runtime's own defaults are not allowed: {reason}");
			}
			let allowed = T::MinGovernanceDay::get()..=T::MaxGovernanceDay::get();
			let default = T::DefaultGovernanceDay::get();
			assert!(
				allowed.contains(&default),
				"the runtime's default governance day, {default} blocks, is not allowed"
			);
			// A chain spec that leaves the day out is never told that the day is wrong. Any slot between these
			// two makes a day between theirs.
			for slot in [T::MinSlotDuration::get(), T::MaxSlotDuration::get()] {
				let day = crate::day::real_day(slot);
				assert!(
					allowed.contains(&day),
					"slots of {slot} ms are allowed, but not the real day that they make, {day} blocks"
				);
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
			let stored = GenesisConfig::<T> {
				slot_duration: SlotDuration::<T>::get(),
				epoch_duration: EpochDuration::<T>::get(),
				existential_deposit: ExistentialDeposit::<T>::get(),
				sessions_per_era: SessionsPerEra::<T>::get(),
				bonding_duration: BondingDuration::<T>::get(),
				slash_defer_duration: SlashDeferDuration::<T>::get(),
				governance_day: Some(GovernanceDay::<T>::get()),
				allow_well_known_keys: WellKnownKeysAllowed::<T>::get(),
			};
			stored.check().map_err(|reason| {
				log::error!(target: "runtime::launch-config", "{reason}");
				"launch-config: a stored value is out of bounds; see the log".into()
			})
		}
	}
}
