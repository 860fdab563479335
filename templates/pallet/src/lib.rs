// SPDX-License-Identifier: Apache-2.0

//! # @Pascal@
//!
//! Each account can put one text on the chain, replace it, and take it off again. A deposit is held for the storage
//! that it takes, and comes back with it.
//!
//! ## Terms
//!
//! - **Record**: what an account has put on the chain, with the deposit that is held for it.
//! - **Deposit**: [`Config::DepositBase`] for the record, and [`Config::DepositPerByte`] for each byte of its text. It
//!   stays in the account, on hold for [`HoldReason::Record`].
//!
//! ## Calls
//!
//! [`set`](Pallet::set) puts a text on the chain, or another in its place; [`clear`](Pallet::clear) takes it off.
//!
//! ## Who can abuse it
//!
//! Whoever fills the chain's state locks up tokens for each byte, for as long as it is there. The README has the list,
//! with the test for each entry.

// Without the standard library in native builds too, not only in the Wasm, which has none: what would not compile
// there does not compile at all.
#![cfg_attr(not(test), no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;
mod types;
pub mod weights;

pub use pallet::*;
pub use types::{BalanceOf, Record, RecordOf};
pub use weights::WeightInfo;

/// The pallet's types, as FRAME lays them out.
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use alloc::vec::Vec;
	use frame_support::{
		pallet_prelude::*,
		traits::{fungible::MutateHold, tokens::Precision},
	};
	use frame_system::pallet_prelude::*;
	use sp_runtime::{
		traits::{CheckedAdd, CheckedMul},
		ArithmeticError,
	};

	/// Raise it with a migration, whenever what is stored is laid out anew.
	const STORAGE_VERSION: StorageVersion = StorageVersion::new(1);

	/// The pallet.
	#[pallet::pallet]
	#[pallet::storage_version(STORAGE_VERSION)]
	pub struct Pallet<T>(_);

	/// What the pallet needs of a runtime.
	#[pallet::config]
	pub trait Config: frame_system::Config<RuntimeEvent: From<Event<Self>>> {
		/// The token that deposits are held in.
		type Currency: MutateHold<Self::AccountId, Reason = Self::RuntimeHoldReason>;

		/// The runtime's reasons for holds, which has ours among them.
		type RuntimeHoldReason: From<HoldReason>;

		/// The deposit for a record, whatever its length, in planck.
		#[pallet::constant]
		type DepositBase: Get<BalanceOf<Self>>;

		/// The deposit for each byte of a text, in planck.
		#[pallet::constant]
		type DepositPerByte: Get<BalanceOf<Self>>;

		/// The length of the longest text, in bytes. At least 1.
		#[pallet::constant]
		type MaxLength: Get<u32>;

		/// What the calls cost.
		type WeightInfo: WeightInfo;
	}

	/// Why the pallet holds tokens of an account.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// The deposit for the account's record.
		Record,
	}

	/// The records, by account.
	#[pallet::storage]
	pub type Records<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, RecordOf<T>, OptionQuery>;

	/// What the pallet reports.
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// An account put a text on the chain, or another in its place.
		RecordSet {
			/// The account.
			who: T::AccountId,
			/// The length of the text, in bytes.
			length: u32,
			/// What is on hold for it now, in planck.
			deposit: BalanceOf<T>,
		},
		/// An account took its text off the chain.
		RecordCleared {
			/// The account.
			who: T::AccountId,
			/// What it got back, in planck.
			deposit: BalanceOf<T>,
		},
	}

	/// Why a call is refused.
	#[pallet::error]
	pub enum Error<T> {
		/// The text is empty. The call `clear` takes a text off the chain.
		Empty,
		/// The text is longer than [`Config::MaxLength`].
		TooLong,
		/// The account has no text on the chain.
		NoRecord,
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			assert!(T::MaxLength::get() > 0, "@kebab@: with MaxLength 0 no text is possible");
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// Puts a text of the sender's on the chain, in place of the one that is there.
		///
		/// What is on hold becomes the deposit for this text, at today's price: more is held, or some is released.
		///
		/// # Errors
		///
		/// [`Error::Empty`], [`Error::TooLong`].
		/// Those of the token, where the sender cannot pay the deposit.
		// Not a bounded type: a text that is too long would not decode, and its sender not learn why.
		#[pallet::call_index(0)]
		#[pallet::weight(T::WeightInfo::set(text.len() as u32))]
		pub fn set(origin: OriginFor<T>, text: Vec<u8>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			ensure!(!text.is_empty(), Error::<T>::Empty);
			let text: BoundedVec<u8, T::MaxLength> = text.try_into().map_err(|_| Error::<T>::TooLong)?;

			let length = text.len() as u32;
			let deposit = Self::deposit_for(length)?;
			T::Currency::set_on_hold(&HoldReason::Record.into(), &who, deposit)?;
			Records::<T>::insert(&who, Record { text, deposit });
			Self::deposit_event(Event::RecordSet { who, length, deposit });
			Ok(())
		}

		/// Takes the sender's text off the chain, and gives the deposit back.
		///
		/// # Errors
		///
		/// [`Error::NoRecord`].
		#[pallet::call_index(1)]
		#[pallet::weight(T::WeightInfo::clear())]
		pub fn clear(origin: OriginFor<T>) -> DispatchResult {
			let who = ensure_signed(origin)?;
			ensure!(Records::<T>::contains_key(&who), Error::<T>::NoRecord);

			// All that is on hold, whatever the price is today. If there should be less than there was, the text
			// can be taken off all the same.
			let deposit =
				T::Currency::release_all(&HoldReason::Record.into(), &who, Precision::BestEffort)?;
			Records::<T>::remove(&who);
			Self::deposit_event(Event::RecordCleared { who, deposit });
			Ok(())
		}
	}

	impl<T: Config> Pallet<T> {
		/// The deposit for a text of so many bytes, in planck.
		///
		/// # Errors
		///
		/// [`ArithmeticError::Overflow`], if there is no such amount.
		pub fn deposit_for(length: u32) -> Result<BalanceOf<T>, DispatchError> {
			T::DepositPerByte::get()
				.checked_mul(&length.into())
				.and_then(|for_bytes| for_bytes.checked_add(&T::DepositBase::get()))
				.ok_or_else(|| ArithmeticError::Overflow.into())
		}
	}

	#[cfg(any(test, feature = "try-runtime"))]
	impl<T: Config> Pallet<T> {
		/// The invariants: no text is empty, and what a record says is on hold is on hold.
		pub(crate) fn do_try_state() -> Result<(), sp_runtime::TryRuntimeError> {
			use frame_support::traits::fungible::InspectHold;

			for (who, Record { text, deposit }) in Records::<T>::iter() {
				ensure!(!text.is_empty(), "@kebab@: a text is empty");
				ensure!(
					T::Currency::balance_on_hold(&HoldReason::Record.into(), &who) == deposit,
					"@kebab@: what is on hold is not the deposit"
				);
			}
			Ok(())
		}
	}
}
