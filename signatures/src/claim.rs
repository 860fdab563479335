// SPDX-License-Identifier: Apache-2.0

//! What a signature claims, and whether it is true.

use cairn_primitives::transactions::SignatureCheck;
use sp_core::{ed25519, sr25519, Pair};
use sp_crypto_hashing::blake2_256;
use sp_runtime::MultiSignature;

/// Stands for a claim: no two claims have the same.
pub(crate) type Fingerprint = [u8; 32];

/// How a signature is made and verified.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scheme {
	/// Ed25519, as in ZIP 215.
	Ed25519,
	/// Schnorr signatures on Ristretto, as `schnorrkel` makes them.
	Sr25519,
}

/// That the owner of a key has signed a message.
///
/// Whether it is true depends on nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
	/// How the signature is verified.
	pub scheme: Scheme,
	/// The public key.
	pub signer: &'a [u8; 32],
	/// The message.
	pub message: &'a [u8],
	/// The signature.
	pub signature: &'a [u8; 64],
}

impl<'a> Claim<'a> {
	/// What `check` claims, if it is of a scheme that is known here.
	pub fn of(check: &'a SignatureCheck) -> Option<Self> {
		let (scheme, signature) = match &check.signature {
			MultiSignature::Ed25519(signature) => (Scheme::Ed25519, &signature.0),
			MultiSignature::Sr25519(signature) => (Scheme::Sr25519, &signature.0),
			MultiSignature::Ecdsa(_) | MultiSignature::Eth(_) => return None,
		};
		Some(Self { scheme, signer: check.signer.as_ref(), message: &check.message, signature })
	}

	/// Verifies the signature.
	pub fn holds(&self) -> bool {
		match self.scheme {
			Scheme::Ed25519 => ed25519::Pair::verify(
				&ed25519::Signature::from_raw(*self.signature),
				self.message,
				&ed25519::Public::from_raw(*self.signer),
			),
			Scheme::Sr25519 => sr25519::Pair::verify(
				&sr25519::Signature::from_raw(*self.signature),
				self.message,
				&sr25519::Public::from_raw(*self.signer),
			),
		}
	}

	/// The hash of all that the claim consists of. Only the message has no fixed size; its length is part of it.
	pub(crate) fn fingerprint(&self) -> Fingerprint {
		let scheme = match self.scheme {
			Scheme::Ed25519 => 0,
			Scheme::Sr25519 => 1,
		};
		let length = (self.message.len() as u64).to_le_bytes();
		let parts = [&[scheme][..], self.signer, self.signature, &length, self.message];
		blake2_256(&parts.concat())
	}
}
