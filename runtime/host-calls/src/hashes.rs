// SPDX-License-Identifier: Apache-2.0

//! Hashes of 128 bits that were computed before.

/// How many hashes are remembered.
const PLACES: usize = 64;
/// The longest input that is remembered: an account, or the name of a pallet or of what it stores.
const LONGEST: usize = 32;

/// An input and its hash.
#[derive(Clone, Copy)]
struct Known {
	/// The input's length, and 0 in a place where none is yet.
	length: u8,
	input: [u8; LONGEST],
	hash: [u8; 16],
}

/// What one hash function gave for the inputs that it saw last. Each input has one place, which it may have to leave to
/// another.
pub(crate) struct Hashes([Known; PLACES]);

impl Hashes {
	/// None yet.
	pub(crate) const fn new() -> Self {
		Self([Known { length: 0, input: [0; LONGEST], hash: [0; 16] }; PLACES])
	}

	/// The hash of `input`, from `compute` if it is not known.
	pub(crate) fn of(&mut self, input: &[u8], compute: impl FnOnce(&[u8]) -> [u8; 16]) -> [u8; 16] {
		// What is longer than a byte can tell is longer than what is remembered.
		let length = input.len() as u8;
		if input.is_empty() || input.len() > LONGEST {
			return compute(input);
		}
		let place = &mut self.0[place(input)];
		if place.length != length || place.input[..input.len()] != *input {
			place.hash = compute(input);
			place.length = length;
			place.input[..input.len()].copy_from_slice(input);
		}
		place.hash
	}
}

/// Where an input is remembered: what is at its two ends differs between accounts, and between most names.
fn place(input: &[u8]) -> usize {
	let middle = input.len() / 2;
	let ends = [input[0], input[input.len() - 1], input[middle], input.len() as u8];
	let mixed = u32::from_le_bytes(ends).wrapping_mul(0x9E37_79B1);
	(mixed >> 26) as usize % PLACES
}

#[cfg(test)]
mod tests {
	use proptest::prelude::*;

	use super::*;

	/// Not a good hash, but one that tells inputs of a test apart.
	fn sum(input: &[u8]) -> [u8; 16] {
		let mut hash = [input.len() as u8; 16];
		for (index, byte) in input.iter().enumerate() {
			hash[index % 16] = hash[index % 16].wrapping_mul(31).wrapping_add(*byte);
		}
		hash
	}

	#[test]
	fn an_input_is_computed_once() {
		let mut hashes = Hashes::new();
		let expected = sum(b"System");
		assert_eq!(hashes.of(b"System", sum), expected);
		assert_eq!(hashes.of(b"System", |_| panic!("it is known")), expected);
	}

	#[test]
	fn long_inputs_and_the_empty_one_are_not_remembered() {
		let mut hashes = Hashes::new();
		for input in [vec![], vec![7; LONGEST + 1], vec![7; 256], vec![7; 256 + LONGEST]] {
			assert_eq!(hashes.of(&input, |_| [1; 16]), [1; 16]);
			assert_eq!(hashes.of(&input, |_| [2; 16]), [2; 16]);
		}
	}

	proptest! {
		#[test]
		fn a_known_hash_is_the_computed_one(
			inputs in prop::collection::vec(prop::collection::vec(0u8..4, 0..40), 0..300),
		) {
			let mut hashes = Hashes::new();
			for input in inputs {
				prop_assert_eq!(hashes.of(&input, sum), sum(&input));
			}
		}
	}
}
