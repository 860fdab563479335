// SPDX-License-Identifier: Apache-2.0

//! The types that Cairn's runtimes, its node and its services agree on.
//!
//! They give a chain its *shape*: how an account is named, how large a balance may be, how blocks are
//! numbered and hashed. The node is compiled against these types and against the names of runtime APIs, never
//! against a runtime, so a runtime that uses them runs on any `cairn` binary.
//!
//! Nothing here knows what a transaction means. The node carries transactions as opaque bytes (see
//! [`opaque`]); only the runtime decodes them.

#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub mod mmr;
pub mod transactions;
pub mod work;

use sp_runtime::{
	generic,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiSignature,
};

/// A signature over a transaction: sr25519, ed25519 or secp256k1 ECDSA, told apart by its first byte.
pub type Signature = MultiSignature;

/// The public key that a [`Signature`] is checked against.
pub type AccountPublic = <Signature as Verify>::Signer;

/// An account: 32 bytes, the public key itself (sr25519, ed25519) or its Blake2-256 hash (ECDSA).
pub type AccountId = <AccountPublic as IdentifyAccount>::AccountId;

/// An amount of the native token, in planck, its smallest unit.
///
/// With 12 decimals a balance can reach 3.4 × 10²⁶ tokens, so sums over all accounts do not overflow.
pub type Balance = u128;

/// The height of a block. Genesis is block 0. At one block a second the type lasts for 136 years.
pub type BlockNumber = u32;

/// How many transactions an account has sent. A transaction carries it, so that it counts once only.
pub type Nonce = u32;

/// The hash of a block, a transaction or a state root: 32 bytes.
pub type Hash = sp_core::H256;

/// The hash function behind every [`Hash`](type@Hash): Blake2 with 256 bits.
pub type Hashing = BlakeTwo256;

/// A point in time: milliseconds since the Unix epoch. Also a length of time, in milliseconds.
pub type Moment = u64;

/// The header of a block.
pub type Header = generic::Header<BlockNumber, Hashing>;

/// Blocks as the node sees them: whole, but with transactions that it cannot look into.
///
/// Network protocols, the database and the client's generics use these types. They stay valid when a runtime
/// upgrade changes what a transaction is.
pub mod opaque {
	use super::generic;

	pub use super::Header;
	pub use sp_runtime::OpaqueExtrinsic as UncheckedExtrinsic;

	/// A block of opaque transactions.
	pub type Block = generic::Block<Header, UncheckedExtrinsic>;

	/// What names a block: its hash or its number.
	pub type BlockId = generic::BlockId<Block>;
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_core::{crypto::Ss58Codec, ed25519, sr25519, Pair};
	use sp_runtime::traits::{Header as _, IdentifyAccount};

	/// Clients depend on the width of these types: a change would be a fork of every chain.
	#[test]
	fn types_have_the_widths_that_clients_expect() {
		assert_eq!(size_of::<AccountId>(), 32);
		assert_eq!(size_of::<Hash>(), 32);
		assert_eq!(size_of::<Balance>(), 16);
		assert_eq!(size_of::<BlockNumber>(), 4);
		assert_eq!(size_of::<Nonce>(), 4);
		assert_eq!(size_of::<Moment>(), 8);
	}

	#[test]
	fn an_account_is_the_public_key_of_its_signature() {
		let pair = sr25519::Pair::from_string("//Alice", None).expect("a valid derivation path");
		let signature = Signature::Sr25519(pair.sign(b"message"));
		let account = AccountPublic::from(pair.public()).into_account();

		assert_eq!(account.to_ss58check(), "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
		assert!(signature.verify(&b"message"[..], &account));
		assert!(!signature.verify(&b"another message"[..], &account));
	}

	#[test]
	fn a_signature_of_another_scheme_belongs_to_another_account() {
		let sr = sr25519::Pair::from_string("//Alice", None).expect("a valid derivation path");
		let ed = ed25519::Pair::from_string("//Alice", None).expect("a valid derivation path");
		let sr_account = AccountPublic::from(sr.public()).into_account();
		let signature = Signature::Ed25519(ed.sign(b"message"));

		assert!(!signature.verify(&b"message"[..], &sr_account));
	}

	#[test]
	fn a_header_is_hashed_with_blake2_256() {
		use sp_runtime::{codec::Encode, traits::Hash as _};
		let header = Header::new(
			7,
			Hash::repeat_byte(1),
			Hash::repeat_byte(2),
			Hash::repeat_byte(3),
			Default::default(),
		);

		assert_eq!(header.hash(), Hashing::hash(&header.encode()));
		assert_eq!(header.hash().0, sp_crypto_hashing::blake2_256(&header.encode()));
	}
}
