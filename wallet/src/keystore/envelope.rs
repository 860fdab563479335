// SPDX-License-Identifier: Apache-2.0

//! Encrypts with a password: scrypt makes a key of it, and XSalsa20-Poly1305 encrypts and authenticates with the key.
//!
//! In order: 32 bytes of salt; N, p and r of scrypt, 4 bytes each, the lowest first; 24 bytes of nonce; what is encrypted,
//! with 16 bytes of authentication before it.

use super::KeystoreError;
use crate::Password;
use crypto_secretbox::{
	aead::{Aead, KeyInit},
	Key as CipherKey, Nonce, XSalsa20Poly1305,
};
use zeroize::{Zeroize, Zeroizing};

const SALT: usize = 32;
const NONCE: usize = 24;
/// What comes before what is encrypted.
const HEADER: usize = SALT + 12 + NONCE;

/// What guessing a password must cost. Only these are known to polkadot.js; a file with any other is refused.
///
/// The memory needed is `N × r × 128` bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cost {
	/// N = 2¹⁵, p = 1: 32 MiB. What wallets wrote for years; the oldest of them open no other.
	Standard,
	/// N = 2¹⁷, p = 1: 128 MiB. What polkadot.js writes now, and what OWASP recommends.
	#[default]
	High,
}

/// (log₂ N, p, r) of all files that are opened.
const ALLOWED: [(u8, u32, u32); 6] =
	[(13, 10, 8), (14, 5, 8), (15, 3, 8), (15, 1, 8), (16, 2, 8), (17, 1, 8)];

impl Cost {
	fn parameters(self) -> (u8, u32, u32) {
		match self {
			Self::Standard => (15, 1, 8),
			Self::High => (17, 1, 8),
		}
	}
}

/// Encrypts.
pub(super) fn seal(plain: &[u8], password: &Password, cost: Cost) -> Result<Vec<u8>, KeystoreError> {
	let mut random = [0u8; SALT + NONCE];
	getrandom::fill(&mut random).map_err(|error| KeystoreError::Random(error.to_string()))?;
	let (salt, nonce) = random.split_at(SALT);
	let (log_n, p, r) = cost.parameters();
	let cipher = cipher(password, salt, (log_n, p, r))?;
	let encrypted = cipher.encrypt(Nonce::from_slice(nonce), plain);
	// The cipher refuses what is longer than its counter reaches. A key is not.
	let encrypted = encrypted.map_err(|_| KeystoreError::Form("too long to encrypt".into()))?;
	let mut sealed = Vec::with_capacity(HEADER + encrypted.len());
	sealed.extend_from_slice(salt);
	for parameter in [1u32 << log_n, p, r] {
		sealed.extend_from_slice(&parameter.to_le_bytes());
	}
	sealed.extend_from_slice(nonce);
	sealed.extend_from_slice(&encrypted);
	Ok(sealed)
}

/// Decrypts.
pub(super) fn unseal(sealed: &[u8], password: &Password) -> Result<Zeroizing<Vec<u8>>, KeystoreError> {
	let short = || KeystoreError::Form("what is encrypted is too short".into());
	let (salt, rest) = sealed.split_at_checked(SALT).ok_or_else(short)?;
	let (n, rest) = number(rest).ok_or_else(short)?;
	let (p, rest) = number(rest).ok_or_else(short)?;
	let (r, rest) = number(rest).ok_or_else(short)?;
	let (nonce, encrypted) = rest.split_at_checked(NONCE).ok_or_else(short)?;
	let allowed = ALLOWED.into_iter().find(|(log_n, ok_p, ok_r)| (1 << log_n, *ok_p, *ok_r) == (n, p, r));
	let cipher = cipher(password, salt, allowed.ok_or(KeystoreError::Cost { n, p, r })?)?;
	let plain = cipher.decrypt(Nonce::from_slice(nonce), encrypted);
	plain.map(Zeroizing::new).map_err(|_| KeystoreError::WrongPassword)
}

fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
	let (number, rest) = bytes.split_first_chunk::<4>()?;
	Some((u32::from_le_bytes(*number), rest))
}

fn cipher(
	password: &Password,
	salt: &[u8],
	(log_n, p, r): (u8, u32, u32),
) -> Result<XSalsa20Poly1305, KeystoreError> {
	let refused = || KeystoreError::Cost { n: 1 << log_n, p, r };
	let parameters = scrypt::Params::new(log_n, r, p, 32).map_err(|_| refused())?;
	let mut key = CipherKey::default();
	let derived = scrypt::scrypt(password.as_bytes(), salt, &parameters, &mut key);
	let cipher = XSalsa20Poly1305::new(&key);
	key.as_mut_slice().zeroize();
	derived.map(|()| cipher).map_err(|_| refused())
}

#[cfg(test)]
mod tests {
	use super::*;
	use std::time::{Duration, Instant};

	/// How much authentication adds to what is encrypted.
	const TAG: usize = 16;

	fn password(text: &str) -> Password {
		Password::new(text.to_owned()).expect("not empty")
	}

	fn with_cost(n: u32, p: u32, r: u32) -> Vec<u8> {
		let mut sealed = vec![0u8; HEADER + TAG + 1];
		for (number, at) in [(n, 32), (p, 36), (r, 40)] {
			sealed[at..at + 4].copy_from_slice(&number.to_le_bytes());
		}
		sealed
	}

	#[test]
	fn it_opens_with_its_password_only_and_shows_every_change() {
		let sealed = seal(b"content", &password("right"), Cost::Standard).expect("random bytes");
		assert_eq!(unseal(&sealed, &password("right")).expect("opens")[..], b"content"[..]);
		assert!(matches!(unseal(&sealed, &password("wrong")), Err(KeystoreError::WrongPassword)));
		// One byte each of salt, nonce, authentication and content; and one byte less.
		for position in [0, 44, HEADER, HEADER + TAG] {
			let mut changed = sealed.clone();
			changed[position] ^= 1;
			let opened = unseal(&changed, &password("right"));
			assert!(matches!(opened, Err(KeystoreError::WrongPassword)), "byte {position}");
		}
		let cut = unseal(&sealed[..sealed.len() - 1], &password("right"));
		assert!(matches!(cut, Err(KeystoreError::WrongPassword)));
	}

	#[test]
	fn two_envelopes_share_nothing() {
		let one = seal(b"content", &password("right"), Cost::Standard).expect("random bytes");
		let two = seal(b"content", &password("right"), Cost::Standard).expect("random bytes");
		assert_ne!(one[..SALT], two[..SALT]);
		assert_ne!(one[HEADER - NONCE..], two[HEADER - NONCE..]);
	}

	#[test]
	fn costs_off_the_list_are_refused_before_any_work() {
		let begin = Instant::now();
		// Terabytes; hours; weak; not a power of two; nothing; swapped.
		let hostile = [
			(1 << 31, 1, 8),
			(1 << 17, 1, u32::MAX),
			(1 << 17, u32::MAX, 8),
			(2, 1, 8),
			((1 << 15) + 1, 1, 8),
			(0, 0, 0),
			(1 << 15, 8, 1),
			(1 << 14, 1, 8),
		];
		for (n, p, r) in hostile {
			let refused = unseal(&with_cost(n, p, r), &password("x"));
			assert!(
				matches!(refused, Err(KeystoreError::Cost { n: found, .. }) if found == n),
				"N = {n}, p = {p}, r = {r}: {refused:?}"
			);
		}
		assert!(begin.elapsed() < Duration::from_secs(60));
	}

	#[test]
	fn what_is_written_is_on_the_list() {
		for cost in [Cost::Standard, Cost::High] {
			assert!(ALLOWED.contains(&cost.parameters()));
		}
	}

	#[test]
	fn what_is_too_short_is_refused() {
		for length in [0, 31, 32, 43, 44, HEADER - 1] {
			let refused = unseal(&vec![0; length], &password("x"));
			assert!(matches!(refused, Err(KeystoreError::Form(_))), "{length} bytes");
		}
	}
}
