// SPDX-License-Identifier: Apache-2.0

//! What the variant of this runtime that tests upgrade to has over the real one.
//!
//! The end-to-end tests need a runtime that a node was not compiled with, and one to upgrade a running chain to.
//! The cargo feature `next-version` makes it: `spec_version` is one higher, and the metadata holds one more
//! pallet with one constant. Nothing else differs. No released runtime has the feature.
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

/// A pallet that is there to be seen in the metadata.
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
}

#[cfg(feature = "next-version")]
impl Config for crate::Runtime {
	type Marker = frame_support::traits::ConstU32<2>;
}
