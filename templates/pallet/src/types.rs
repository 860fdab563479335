// SPDX-License-Identifier: Apache-2.0

//! What is stored.

use crate::Config;
use frame_support::{pallet_prelude::*, traits::fungible::Inspect};

/// An amount of the token that deposits are held in, in planck.
pub type BalanceOf<T> = <<T as Config>::Currency as Inspect<<T as frame_system::Config>::AccountId>>::Balance;

/// The record of a runtime's accounts.
pub type RecordOf<T> = Record<BoundedVec<u8, <T as Config>::MaxLength>, BalanceOf<T>>;

/// What an account has put on the chain.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Record<Text, Balance> {
	/// The text.
	pub text: Text,
	/// What is on hold for it, in planck.
	pub deposit: Balance,
}
