// SPDX-License-Identifier: Apache-2.0

mod ahead;
mod cache;
mod host;
mod speed;

use cairn_primitives::transactions::SignatureCheck;
use sp_core::{ecdsa, ed25519, sr25519, Pair};
use sp_runtime::{traits::IdentifyAccount, MultiSigner};

use crate::{Claim, Scheme};

/// A claim that owns what it consists of.
#[derive(Clone, Debug)]
struct Owned {
	scheme: Scheme,
	signer: [u8; 32],
	message: Vec<u8>,
	signature: [u8; 64],
}

impl Owned {
	fn claim(&self) -> Claim<'_> {
		let Self { scheme, signer, message, signature } = self;
		Claim { scheme: *scheme, signer, message, signature }
	}
}

/// A true claim about this message, by an account of this number.
fn signed(scheme: Scheme, number: u64, message: &[u8]) -> Owned {
	let mut seed = [7; 32];
	seed[..8].copy_from_slice(&number.to_le_bytes());
	let message = message.to_vec();
	match scheme {
		Scheme::Ed25519 => {
			let pair = ed25519::Pair::from_seed(&seed);
			Owned { scheme, signer: pair.public().0, signature: pair.sign(&message).0, message }
		}
		Scheme::Sr25519 => {
			let pair = sr25519::Pair::from_seed(&seed);
			Owned { scheme, signer: pair.public().0, signature: pair.sign(&message).0, message }
		}
	}
}

const SCHEMES: [Scheme; 2] = [Scheme::Ed25519, Scheme::Sr25519];

/// As a runtime tells them: what `number` signed.
fn check(scheme: Scheme, number: u64) -> SignatureCheck {
	let Owned { signer, message, signature, .. } = signed(scheme, number, &number.to_le_bytes());
	let signature = match scheme {
		Scheme::Ed25519 => ed25519::Signature::from_raw(signature).into(),
		Scheme::Sr25519 => sr25519::Signature::from_raw(signature).into(),
	};
	SignatureCheck { signature, message, signer: signer.into() }
}

/// One of a scheme that nothing is remembered of.
fn ecdsa_check() -> SignatureCheck {
	let pair = ecdsa::Pair::from_seed(&[1; 32]);
	let message = b"of another kind".to_vec();
	let signer = MultiSigner::from(pair.public()).into_account();
	SignatureCheck { signature: pair.sign(&message).into(), message, signer }
}
