// SPDX-License-Identifier: Apache-2.0

//! Keys, in each of the three schemes of signatures, and the accounts that load is made with.
//!
//! The accounts are derived from the signer's secret by number, so that the next run finds those that the last one gave
//! funds to.

use crate::problem::{Problem, Result};
use clap::ValueEnum;
use sp_core::{ecdsa, ed25519, sr25519, DeriveJunction, Pair as _};
use std::thread;

/// An account, as the chain knows it.
pub type Id = [u8; 32];

/// A kind of signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Scheme {
	/// Schnorr on Ristretto: what most accounts have.
	Sr25519,
	/// EdDSA.
	Ed25519,
	/// ECDSA on secp256k1.
	Ecdsa,
}

impl Scheme {
	/// The name that the scheme has among the variants of `MultiSignature`.
	pub fn variant(self) -> &'static str {
		match self {
			Self::Sr25519 => "Sr25519",
			Self::Ed25519 => "Ed25519",
			Self::Ecdsa => "Ecdsa",
		}
	}

	/// How many bytes a signature has.
	pub fn signature_length(self) -> usize {
		match self {
			Self::Sr25519 | Self::Ed25519 => 64,
			Self::Ecdsa => 65,
		}
	}
}

enum Pair {
	Sr25519(Box<sr25519::Pair>),
	Ed25519(Box<ed25519::Pair>),
	Ecdsa(Box<ecdsa::Pair>),
}

/// A key and its account.
pub struct Account {
	/// The account.
	pub id: Id,
	pair: Pair,
}

impl std::fmt::Debug for Account {
	fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
		write!(formatter, "Account({})", hex::encode(self.id))
	}
}

impl Account {
	/// The account of a secret: a phrase or a seed, with a path of derivation, as in `//Alice`.
	///
	/// # Errors
	///
	/// When it is not a secret. The secret is not part of the message.
	pub fn from_uri(uri: &str, scheme: Scheme) -> Result<Self> {
		let wrong = |error| {
			Problem::with_help(
				format!("the signer's secret cannot be used: {error:?}"),
				"give a phrase, a seed in hexadecimal or a path such as //Alice",
			)
		};
		let pair = match scheme {
			Scheme::Sr25519 => Pair::Sr25519(Box::new(sr25519::Pair::from_string(uri, None).map_err(wrong)?)),
			Scheme::Ed25519 => Pair::Ed25519(Box::new(ed25519::Pair::from_string(uri, None).map_err(wrong)?)),
			Scheme::Ecdsa => Pair::Ecdsa(Box::new(ecdsa::Pair::from_string(uri, None).map_err(wrong)?)),
		};
		Ok(Self::new(pair))
	}

	fn new(pair: Pair) -> Self {
		let id = match &pair {
			Pair::Sr25519(pair) => pair.public().0,
			Pair::Ed25519(pair) => pair.public().0,
			// A public key of this scheme has 33 bytes: its hash is the account.
			Pair::Ecdsa(pair) => sp_crypto_hashing::blake2_256(&pair.public().0),
		};
		Self { id, pair }
	}

	/// The account below this one by way of this junction: a name or a number, as in `//name`.
	fn child(&self, junction: DeriveJunction) -> Result<Self> {
		let path = || std::iter::once(junction);
		let cannot = |_| Problem::new("a key cannot be derived from the signer's secret");
		let pair = match &self.pair {
			Pair::Sr25519(pair) => Pair::Sr25519(Box::new(pair.derive(path(), None).map_err(cannot)?.0)),
			Pair::Ed25519(pair) => Pair::Ed25519(Box::new(pair.derive(path(), None).map_err(cannot)?.0)),
			Pair::Ecdsa(pair) => Pair::Ecdsa(Box::new(pair.derive(path(), None).map_err(cannot)?.0)),
		};
		Ok(Self::new(pair))
	}

	/// Appends the signature of a message, without anything before it.
	pub fn sign(&self, message: &[u8], out: &mut Vec<u8>) {
		match &self.pair {
			Pair::Sr25519(pair) => out.extend_from_slice(&pair.sign(message).0),
			Pair::Ed25519(pair) => out.extend_from_slice(&pair.sign(message).0),
			Pair::Ecdsa(pair) => out.extend_from_slice(&pair.sign(message).0),
		}
	}

	/// The key's scheme.
	pub fn scheme(&self) -> Scheme {
		match &self.pair {
			Pair::Sr25519(_) => Scheme::Sr25519,
			Pair::Ed25519(_) => Scheme::Ed25519,
			Pair::Ecdsa(_) => Scheme::Ecdsa,
		}
	}
}

/// The first `count` accounts that belong to a secret: `SECRET//bench//0`, `SECRET//bench//1`, …, derived on all cores.
///
/// # Errors
///
/// As [`Account::from_uri`].
pub fn derive(uri: &str, scheme: Scheme, count: u32) -> Result<Vec<Account>> {
	// Not by its text: a password at the end of a secret would take the path for a part of itself.
	let root = Account::from_uri(uri, scheme)?.child(DeriveJunction::hard("bench"))?;
	let share = count.div_ceil(cores() as u32).max(1);
	let starts = (0..count).step_by(share as usize).collect::<Vec<_>>();
	let derived = thread::scope(|scope| {
		let part = |start: u32| {
			let root = &root;
			let numbers = start..start.saturating_add(share).min(count);
			scope.spawn(move || {
				numbers.map(|number| root.child(DeriveJunction::hard(number))).collect::<Result<Vec<_>>>()
			})
		};
		let threads = starts.into_iter().map(part).collect::<Vec<_>>();
		let joined = threads.into_iter().map(|thread| thread.join());
		joined
			.map(|part| part.unwrap_or_else(|_| Err(Problem::new("deriving keys failed"))))
			.collect::<Result<Vec<_>>>()
	})?;
	Ok(derived.into_iter().flatten().collect())
}

/// How many threads can run at the same time.
pub fn cores() -> usize {
	thread::available_parallelism().map_or(1, usize::from)
}

#[cfg(test)]
mod tests {
	use super::*;

	const ALL: [Scheme; 3] = [Scheme::Sr25519, Scheme::Ed25519, Scheme::Ecdsa];

	#[test]
	fn the_account_of_a_development_key_is_the_known_one() {
		let alice = Account::from_uri("//Alice", Scheme::Sr25519).expect("a secret");
		assert_eq!(hex::encode(alice.id), "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d");
	}

	#[test]
	fn accounts_are_the_same_in_every_run_and_different_from_each_other() {
		for scheme in ALL {
			let first = derive("//Alice", scheme, 7).expect("a secret");
			let more = derive("//Alice", scheme, 12).expect("a secret");
			let ids = |accounts: &[Account]| accounts.iter().map(|account| account.id).collect::<Vec<_>>();
			assert_eq!(ids(&first), ids(&more[..7]));
			let mut different = ids(&more);
			different.sort_unstable();
			different.dedup();
			assert_eq!(different.len(), 12);
		}
	}

	#[test]
	fn an_account_by_number_is_the_one_with_the_written_path() {
		// A number in a path is encoded as 64 bits, with the same bytes and zeros after them as 32 bits.
		let derived = derive("//Alice", Scheme::Sr25519, 3).expect("a secret");
		let written = Account::from_uri("//Alice//bench//2", Scheme::Sr25519).expect("a secret");
		assert_eq!(derived[2].id, written.id);
	}

	#[test]
	fn a_password_stays_a_password() {
		const PHRASE: &str = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
		for scheme in ALL {
			let derived = derive(&format!("{PHRASE}///pw"), scheme, 2).expect("a secret");
			let written = Account::from_uri(&format!("{PHRASE}//bench//1///pw"), scheme).expect("a secret");
			assert_eq!(derived[1].id, written.id);
		}
	}

	#[test]
	fn signatures_are_valid_and_have_the_length_of_their_scheme() {
		for scheme in ALL {
			let account = Account::from_uri("//Bob", scheme).expect("a secret");
			let mut signature = Vec::new();
			account.sign(b"message", &mut signature);
			assert_eq!((signature.len(), account.scheme()), (scheme.signature_length(), scheme));
			let valid = match &account.pair {
				Pair::Sr25519(pair) => sr25519::Pair::verify(
					&sr25519::Signature::try_from(&signature[..]).expect("64 bytes"),
					b"message",
					&pair.public(),
				),
				Pair::Ed25519(pair) => ed25519::Pair::verify(
					&ed25519::Signature::try_from(&signature[..]).expect("64 bytes"),
					b"message",
					&pair.public(),
				),
				Pair::Ecdsa(pair) => ecdsa::Pair::verify(
					&ecdsa::Signature::try_from(&signature[..]).expect("65 bytes"),
					b"message",
					&pair.public(),
				),
			};
			assert!(valid, "{scheme:?}");
		}
	}

	#[test]
	fn a_wrong_secret_is_not_in_the_message() {
		let error = Account::from_uri("correct horse battery", Scheme::Sr25519).expect_err("no phrase");
		assert!(!error.to_string().contains("horse"), "{error}");
	}
}
