// SPDX-License-Identifier: Apache-2.0

//! What is encrypted: both halves of the key in the frame that PKCS #8 gives an ed25519 key, whatever the key is.

use crate::Key;
use zeroize::Zeroizing;

/// What comes before the secret half.
const BEFORE_SECRET: [u8; 16] = [48, 83, 2, 1, 1, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];
/// What comes between the halves.
const BEFORE_PUBLIC: [u8; 5] = [161, 35, 3, 33, 0];
/// The size of all of it, in bytes.
pub(super) const SIZE: usize = 16 + 64 + 5 + 32;

/// The key in its frame.
pub(super) fn encode(key: &Key) -> Zeroizing<Vec<u8>> {
	// The right capacity, so that no half-written copy is left behind.
	let mut bytes = Zeroizing::new(Vec::with_capacity(SIZE));
	bytes.extend_from_slice(&BEFORE_SECRET);
	bytes.extend_from_slice(&key.secret_bytes()[..]);
	bytes.extend_from_slice(&BEFORE_PUBLIC);
	bytes.extend_from_slice(&key.public());
	bytes
}

/// The key in the frame, if there is one whose halves belong together.
pub(super) fn decode(bytes: &[u8]) -> Option<Key> {
	let rest = bytes.strip_prefix(&BEFORE_SECRET)?;
	let (secret, rest) = rest.split_at_checked(64)?;
	let public = rest.strip_prefix(&BEFORE_PUBLIC)?;
	let key = Key::from_secret_bytes(secret).ok()?;
	(key.public() == public).then_some(key)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_key_comes_out_as_it_went_in() {
		let key = Key::from_uri("//Alice/soft").expect("a key");
		let bytes = encode(&key);
		assert_eq!(bytes.len(), SIZE);
		assert_eq!(decode(&bytes).expect("a key").public(), key.public());
	}

	#[test]
	fn anything_else_is_no_key() {
		let bytes = encode(&Key::from_uri("//Alice").expect("a key"));
		assert!(decode(&[]).is_none());
		assert!(decode(&bytes[..SIZE - 1]).is_none(), "too short");
		assert!(decode(&[&bytes[..], &[0]].concat()).is_none(), "too long");
		// The frame, the scalar and the public half. The seed of nonces, bytes 48 to 79, belongs to no public half.
		for position in (0..48).chain(80..SIZE) {
			let mut changed = bytes.to_vec();
			changed[position] ^= 8;
			assert!(decode(&changed).is_none(), "byte {position}");
		}
	}
}
