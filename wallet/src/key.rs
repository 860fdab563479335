// SPDX-License-Identifier: Apache-2.0

//! Keys: made from a secret URI or at random, and what they sign.

use crate::secret::Phrase;
use bip39::Mnemonic;
use schnorrkel::{
	derive::{ChainCode, Derivation},
	ExpansionMode, Keypair, MiniSecretKey, SecretKey,
};
use std::{fmt, str::FromStr};
use subxt::utils::AccountId32;
use subxt_signer::{DeriveJunction, ExposeSecret, SecretUri, DEV_PHRASE};
use zeroize::Zeroizing;

/// What chains of the SDK put before what they have signed with sr25519.
const SIGNING_CONTEXT: &[u8] = b"substrate";

/// An sr25519 key pair, which is what accounts have. Overwritten in memory when dropped.
#[derive(Clone)]
pub struct Key(Keypair);

/// How long a new recovery phrase is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Words {
	/// 12 words, 128 bits.
	#[default]
	Twelve,
	/// 24 words, 256 bits.
	TwentyFour,
}

/// Why no key could be made. The secret is not in it.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyError {
	/// The text is not a secret URI.
	#[error("not a secret URI: expected a recovery phrase or 0x and 64 hexadecimal digits, then //hard and /soft parts")]
	Form,
	/// The recovery phrase has a wrong word, number of words or checksum.
	#[error("not a recovery phrase: {0}")]
	Phrase(String),
	/// A seed has another form than 0x and 64 hexadecimal digits.
	#[error("not a seed: expected 0x and 64 hexadecimal digits")]
	Seed,
	/// The bytes are not a key.
	#[error("the bytes are not an sr25519 key")]
	Bytes,
	/// The operating system gave no random bytes.
	#[error("the operating system gives no random bytes: {0}")]
	Random(String),
}

impl Key {
	/// The key that a secret URI stands for; the same as with any other wallet of the ecosystem.
	///
	/// A URI without a phrase, such as `//Alice`, derives from the phrase of development chains, which everybody knows:
	/// see [`Self::is_public_knowledge`].
	///
	/// # Errors
	///
	/// When it is not one, or its phrase or seed is none.
	pub fn from_uri(uri: &str) -> Result<Self, KeyError> {
		let uri = SecretUri::from_str(uri.trim()).map_err(|_| KeyError::Form)?;
		let phrase = uri.phrase.expose_secret();
		let root = match phrase.strip_prefix("0x") {
			Some(digits) => from_seed(digits)?,
			None => {
				from_phrase(phrase, uri.password.as_ref().map_or("", |password| password.expose_secret()))?
			}
		};
		let derived = uri.junctions.into_iter().fold(root, |key, junction| match junction {
			DeriveJunction::Soft(code) => key.derived_key_simple(ChainCode(code), []).0,
			DeriveJunction::Hard(code) => {
				key.hard_derive_mini_secret_key(Some(ChainCode(code)), b"").0.expand(ExpansionMode::Ed25519)
			}
		});
		Ok(Self(derived.to_keypair()))
	}

	/// Whether everybody knows the key that this secret URI stands for, because it derives from the phrase of development
	/// chains.
	pub fn is_public_knowledge(uri: &str) -> bool {
		let uri = SecretUri::from_str(uri.trim());
		uri.is_ok_and(|uri| uri.phrase.expose_secret().split_whitespace().eq(DEV_PHRASE.split_whitespace()))
	}

	/// A new key, and the recovery phrase from which it can be made again.
	///
	/// # Errors
	///
	/// When the operating system gives no random bytes.
	pub fn generate(words: Words) -> Result<(Self, Phrase), KeyError> {
		let mut entropy = Zeroizing::new([0u8; 32]);
		let entropy = match words {
			Words::Twelve => &mut entropy[..16],
			Words::TwentyFour => &mut entropy[..],
		};
		getrandom::fill(entropy).map_err(|error| KeyError::Random(error.to_string()))?;
		let phrase = Mnemonic::from_entropy(entropy).map_err(|error| KeyError::Phrase(error.to_string()))?;
		let phrase = Phrase::new(phrase.to_string());
		Ok((Self::from_uri(phrase.reveal())?, phrase))
	}

	/// The public key.
	pub fn public(&self) -> [u8; 32] {
		self.0.public.to_bytes()
	}

	/// The account that belongs to the key. It is displayed with the prefix that fits any chain, 42.
	pub fn account(&self) -> AccountId32 {
		AccountId32(self.public())
	}

	/// Signs a message, in the way of the SDK's chains.
	pub fn sign_message(&self, message: &[u8]) -> [u8; 64] {
		self.0.sign(schnorrkel::signing_context(SIGNING_CONTEXT).bytes(message)).to_bytes()
	}

	/// The secret half: the scalar times eight, as ed25519 has it, and the seed of nonces.
	pub(crate) fn secret_bytes(&self) -> Zeroizing<[u8; 64]> {
		Zeroizing::new(self.0.secret.to_ed25519_bytes())
	}

	/// The reverse of [`Self::secret_bytes`].
	pub(crate) fn from_secret_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
		let secret = SecretKey::from_ed25519_bytes(bytes).map_err(|_| KeyError::Bytes)?;
		Ok(Self(secret.to_keypair()))
	}
}

fn from_seed(digits: &str) -> Result<SecretKey, KeyError> {
	let mut seed = Zeroizing::new([0u8; 32]);
	hex::decode_to_slice(digits, &mut seed[..]).map_err(|_| KeyError::Seed)?;
	let seed = MiniSecretKey::from_bytes(&seed[..]).map_err(|_| KeyError::Seed)?;
	Ok(seed.expand(ExpansionMode::Ed25519))
}

fn from_phrase(phrase: &str, password: &str) -> Result<SecretKey, KeyError> {
	let phrase = Mnemonic::parse(phrase).map_err(|error| KeyError::Phrase(error.to_string()))?;
	let (entropy, length) = phrase.to_entropy_array();
	let entropy = Zeroizing::new(entropy);
	let seed = substrate_bip39::mini_secret_from_entropy(&entropy[..length], password);
	let seed = seed.map_err(|_| KeyError::Phrase("it has an unusual number of words".into()))?;
	Ok(seed.expand(ExpansionMode::Ed25519))
}

impl fmt::Debug for Key {
	fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
		write!(formatter, "Key({})", self.account())
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use subxt_signer::sr25519;

	const SEED: &str = "0xe5be9a5092b81bca64be81d212e7f2f9eba183bb7a90954f7b76361f6edb5c0a";

	#[test]
	fn keys_are_those_of_the_ecosystem() {
		let phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow";
		let with_password = format!("{phrase}//a/b/7///secret");
		let seed = format!("{SEED}//x");
		for uri in ["//Alice", "//Alice/soft//hard", "/1", phrase, &with_password, &seed] {
			let parsed = uri.parse().expect("a secret URI");
			let expected = sr25519::Keypair::from_uri(&parsed).expect("a key");
			assert_eq!(Key::from_uri(uri).expect("a key").public(), expected.public_key().0, "{uri}");
		}
	}

	#[test]
	fn what_a_key_signs_others_verify() {
		let key = Key::from_uri("//Alice").expect("a key");
		let signature = sr25519::Signature(key.sign_message(b"fourteen"));
		let public = sr25519::PublicKey(key.public());
		assert!(sr25519::verify(&signature, b"fourteen", &public));
		assert!(!sr25519::verify(&signature, b"fifteen", &public));
	}

	#[test]
	fn a_phrase_makes_its_key_again() {
		for (words, count) in [(Words::Twelve, 12), (Words::TwentyFour, 24)] {
			let (key, phrase) = Key::generate(words).expect("random bytes");
			assert_eq!(phrase.reveal().split(' ').count(), count);
			assert_eq!(Key::from_uri(phrase.reveal()).expect("a key").public(), key.public());
		}
		let one = Key::generate(Words::Twelve).expect("random bytes").0;
		let other = Key::generate(Words::Twelve).expect("random bytes").0;
		assert_ne!(one.public(), other.public());
	}

	#[test]
	fn a_key_survives_its_bytes() {
		for uri in ["//Alice", "//Alice/soft/softer", SEED] {
			let key = Key::from_uri(uri).expect("a key");
			let again = Key::from_secret_bytes(&key.secret_bytes()[..]).expect("the same key");
			assert_eq!(again.public(), key.public(), "{uri}");
			assert_eq!(again.secret_bytes(), key.secret_bytes(), "{uri}");
		}
	}

	#[test]
	fn errors_name_the_cause_and_no_secret() {
		let wrong = "legal winner thank year wave sausage worth useful legal winner thank zzzzz";
		let checksum = "legal winner thank year wave sausage worth useful legal winner thank thank";
		assert!(matches!(Key::from_uri(wrong), Err(KeyError::Phrase(_))));
		assert!(matches!(Key::from_uri(checksum), Err(KeyError::Phrase(_))));
		assert!(matches!(Key::from_uri("legal winner"), Err(KeyError::Phrase(_))));
		assert_eq!(Key::from_uri("0x12").map(|_| ()), Err(KeyError::Seed));
		assert_eq!(Key::from_uri("who? me!").map(|_| ()), Err(KeyError::Form));
		assert_eq!(Key::from_secret_bytes(&[255; 64]).map(|_| ()), Err(KeyError::Bytes));
		assert_eq!(Key::from_secret_bytes(&[0; 63]).map(|_| ()), Err(KeyError::Bytes));
		for uri in [wrong, checksum] {
			let error = Key::from_uri(uri).map(|_| ()).expect_err("not a phrase").to_string();
			assert!(!uri.split(' ').any(|word| error.contains(word)), "{error}");
		}
	}

	#[test]
	fn debug_shows_the_account_only() {
		let key = Key::from_uri("//Alice").expect("a key");
		assert_eq!(format!("{key:?}"), "Key(5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY)");
	}

	#[test]
	fn development_keys_are_known_as_such() {
		let spelt = format!("{DEV_PHRASE}//Bob");
		assert!(Key::is_public_knowledge("//Alice"));
		assert!(Key::is_public_knowledge(&spelt));
		assert!(!Key::is_public_knowledge(SEED));
	}
}
