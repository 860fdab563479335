// SPDX-License-Identifier: Apache-2.0

//! What the variant of this runtime that tests upgrade to has over the real one.
//!
//! The end-to-end tests need a runtime that a node was not compiled with, and one to upgrade a running chain to.
//! The cargo feature `next-version` makes it: `spec_version` is one higher, and there is one more pallet, with a
//! constant, a storage map, and a migration that fills the map over several blocks. No released runtime has the
//! feature.
//!
//! The pallet below is compiled without the feature too, because the macro that assembles the runtime looks at
//! each pallet before it looks at conditions. Unused, it leaves nothing in the Wasm.

#![warn(missing_docs)]

pub use pallet::*;

/// The version of the variant: that of the real runtime with `spec_version` raised by one.
// The attribute reads the numbers before the compiler does, so they have to be literals.
#[cfg(feature = "next-version")]
#[sp_version::runtime_version]
pub const VERSION: sp_version::RuntimeVersion = sp_version::RuntimeVersion {
	spec_name: alloc::borrow::Cow::Borrowed("cairn"),
	impl_name: alloc::borrow::Cow::Borrowed("cairn"),
	authoring_version: 1,
	spec_version: 2,
	impl_version: 1,
	apis: crate::apis::RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

/// A pallet that is there to be seen in the metadata, and to be migrated to.
#[frame_support::pallet]
pub mod pallet {
	use frame_support::pallet_prelude::*;

	/// The pallet.
	#[pallet::pallet]
	pub struct Pallet<T>(_);

	/// Its only setting.
	#[pallet::config]
	pub trait Config: frame_system::Config {
		/// A constant that the real runtime's metadata does not have.
		#[pallet::constant]
		type Marker: Get<u32>;
	}

	/// The accounts that there were at the upgrade, with the nonce that each had.
	#[pallet::storage]
	pub type NonceAtUpgrade<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, T::Nonce, OptionQuery>;
}

#[cfg(feature = "next-version")]
impl Config for crate::Runtime {
	type Marker = frame_support::traits::ConstU32<2>;
}

#[cfg(feature = "next-version")]
pub use migration::{MultiBlockMigrationsToRun, POISON};

/// The migration to this version.
#[cfg(feature = "next-version")]
mod migration {
	use super::NonceAtUpgrade;
	use crate::{configs::emergency::MaxMigrationWeight, AccountId, Runtime};
	use frame_support::{
		migrations::{MigrationId, SteppedMigration, SteppedMigrationError},
		traits::Get,
		weights::WeightMeter,
	};

	/// All of it.
	pub type MultiBlockMigrationsToRun = (NoteNonces,);

	/// An account at which the migration fails, for tests of what happens then: it fails if the account exists.
	pub const POISON: [u8; 32] = *b"the migration fails at this one!";

	/// Notes the nonce of each account. Two accounts a block, so that even a small chain takes a few of them.
	pub struct NoteNonces;

	impl SteppedMigration for NoteNonces {
		type Cursor = AccountId;
		type Identifier = MigrationId<18>;

		fn id() -> Self::Identifier {
			MigrationId { pallet_id: *b"cairn-next-version", version_from: 0, version_to: 1 }
		}

		fn step(
			cursor: Option<AccountId>,
			meter: &mut WeightMeter,
		) -> Result<Option<AccountId>, SteppedMigrationError> {
			let required = MaxMigrationWeight::get() / 3;
			if meter.try_consume(required).is_err() {
				return Err(SteppedMigrationError::InsufficientWeight { required });
			}
			let mut accounts = match cursor {
				Some(last) => frame_system::Account::<Runtime>::iter_from(
					frame_system::Account::<Runtime>::hashed_key_for(last),
				),
				None => frame_system::Account::<Runtime>::iter(),
			};
			let Some((account, info)) = accounts.next() else { return Ok(None) };
			if account == AccountId::new(POISON) {
				return Err(SteppedMigrationError::Failed);
			}
			NonceAtUpgrade::<Runtime>::insert(&account, info.nonce);
			Ok(Some(account))
		}
	}
}
