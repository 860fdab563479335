// SPDX-License-Identifier: Apache-2.0

//! The memory of what is stored: small, of a fixed size, and always right.

use alloc::vec::Vec;

use bytes::Bytes;

/// In how many sets the keys fall. A mask of them is a `u64`.
const SETS: usize = 64;
/// How many keys a set holds. Who chooses keys that fall into one set makes his own transactions ask the node more often.
const WAYS: usize = 4;
/// The longest key that is remembered, in bytes.
const LONGEST_KEY: usize = 256;
/// The longest value that is remembered, in bytes. With that, the cache takes at most 330 KiB.
const LONGEST_VALUE: usize = 1024;
/// Of child tries the node changes the roots, without being told to write these keys.
const CHILD_STORAGE: &[u8] = b":child_storage:";

/// A key, and what is stored under it.
struct Entry {
	mix: u64,
	key: Vec<u8>,
	value: Option<Bytes>,
}

impl Entry {
	/// Whether it is that of `key`.
	fn is(&self, mix: u64, key: &[u8]) -> bool {
		self.mix == mix && are_equal(&self.key, key)
	}
}

/// Whether the bytes are the same. In Wasm the language compares them one by one; here it is eight at a time.
fn are_equal(left: &[u8], right: &[u8]) -> bool {
	let ((left, left_rest), (right, right_rest)) = (left.as_chunks::<8>(), right.as_chunks::<8>());
	left.len() == right.len()
		&& left.iter().zip(right).all(|(left, right)| u64::from_ne_bytes(*left) == u64::from_ne_bytes(*right))
		&& left_rest == right_rest
}

/// The keys of one set, and which of them has to leave next.
#[derive(Default)]
struct Set {
	entries: Vec<Entry>,
	next: usize,
}

/// What is known of the storage.
pub(crate) struct Cache {
	sets: Vec<Set>,
	/// For each transaction that is open, the sets with a key that it wrote, bit by bit.
	written: Vec<u64>,
}

impl Cache {
	/// Nothing is known.
	pub(crate) fn new() -> Self {
		let mut sets = Vec::new();
		sets.resize_with(SETS, Set::default);
		Self { sets, written: Vec::new() }
	}

	/// What is stored under a key: `None` if that is not known, `Some(None)` if nothing is.
	pub(crate) fn get(&self, key: &[u8]) -> Option<Option<Bytes>> {
		let mix = mix(key);
		let entry = self.sets[set(mix)].entries.iter().find(|entry| entry.is(mix, key))?;
		Some(entry.value.clone())
	}

	/// Remembers what was read.
	pub(crate) fn read(&mut self, key: &[u8], value: Option<Bytes>) {
		self.remember(mix(key), key, value);
	}

	/// Remembers what was written, or `None` for what was removed.
	pub(crate) fn write(&mut self, key: &[u8], value: Option<&[u8]>) {
		let mix = mix(key);
		self.mark(mix);
		match value {
			Some(value) if value.len() > LONGEST_VALUE => self.remove(mix, key),
			_ => self.remember(mix, key, value.map(Bytes::copy_from_slice)),
		}
	}

	/// Forgets what was stored under a key that changes.
	pub(crate) fn forget(&mut self, key: &[u8]) {
		let mix = mix(key);
		self.mark(mix);
		self.remove(mix, key);
	}

	/// Forgets everything, because many keys change.
	pub(crate) fn forget_all(&mut self) {
		self.sets.iter_mut().for_each(|set| set.entries.clear());
		if let Some(written) = self.written.last_mut() {
			*written = u64::MAX;
		}
	}

	/// A transaction begins, within those that are open.
	pub(crate) fn start(&mut self) {
		self.written.push(0);
	}

	/// The innermost transaction ends, and what it wrote stays.
	pub(crate) fn commit(&mut self) {
		let written = self.written.pop().unwrap_or_default();
		if let Some(outer) = self.written.last_mut() {
			*outer |= written;
		}
	}

	/// The innermost transaction ends, and what it wrote never was.
	pub(crate) fn roll_back(&mut self) {
		// A transaction that began before this cache may have written anything.
		let written = self.written.pop().unwrap_or(u64::MAX);
		for (index, set) in self.sets.iter_mut().enumerate() {
			if written & (1 << index) != 0 {
				set.entries.clear();
			}
		}
	}

	/// Notes that the innermost transaction writes to a set.
	fn mark(&mut self, mix: u64) {
		if let Some(written) = self.written.last_mut() {
			*written |= 1 << set(mix);
		}
	}

	fn remove(&mut self, mix: u64, key: &[u8]) {
		self.sets[set(mix)].entries.retain(|entry| !entry.is(mix, key));
	}

	fn remember(&mut self, mix: u64, key: &[u8], value: Option<Bytes>) {
		let is_long =
			key.len() > LONGEST_KEY || value.as_ref().is_some_and(|value| value.len() > LONGEST_VALUE);
		if is_long || key.starts_with(CHILD_STORAGE) {
			return;
		}
		let Set { entries, next } = &mut self.sets[set(mix)];
		if let Some(entry) = entries.iter_mut().find(|entry| entry.is(mix, key)) {
			entry.value = value;
		} else if entries.len() < WAYS {
			entries.push(Entry { mix, key: key.to_vec(), value });
		} else {
			let entry = &mut entries[*next];
			*next = (*next + 1) % WAYS;
			entry.mix = mix;
			entry.key.clear();
			entry.key.extend_from_slice(key);
			entry.value = value;
		}
	}
}

/// A number that differs between most keys.
///
/// Each eight bytes are multiplied in (the scheme of Firefox's and rustc's FxHash). Keys are hashes for the greatest part.
fn mix(key: &[u8]) -> u64 {
	let add = |mix: u64, word: u64| (mix.rotate_left(5) ^ word).wrapping_mul(0x517C_C1B7_2722_0A95);
	let mut words = key.chunks_exact(8);
	let mut mix = key.len() as u64;
	for word in &mut words {
		mix = add(mix, u64::from_le_bytes(word.try_into().unwrap_or_default()));
	}
	words.remainder().iter().fold(mix, |mix, byte| add(mix, u64::from(*byte)))
}

/// The set of a key. The upper bits are the better mixed.
fn set(mix: u64) -> usize {
	(mix >> 58) as usize % SETS
}

#[cfg(test)]
mod tests {
	use super::are_equal;

	#[test]
	fn bytes_are_equal_where_the_language_says_so() {
		let bytes: Vec<u8> = (0..40).collect();
		for length in 0..bytes.len() {
			let left = &bytes[..length];
			assert!(are_equal(left, left), "{length}");
			assert!(!are_equal(left, &bytes[..=length]) && !are_equal(&bytes[..=length], left), "{length}");
			for place in 0..length {
				let mut right = left.to_vec();
				right[place] ^= 0x80;
				assert!(!are_equal(left, &right), "{length}, {place}");
			}
		}
	}
}
