// SPDX-License-Identifier: Apache-2.0

//! The claims that proved true.

use std::{
	array,
	sync::atomic::{AtomicU64, Ordering},
};

use parking_lot::Mutex;
use schnellru::{ByLength, LruMap};

use crate::claim::{Claim, Fingerprint};

/// How many claims a node remembers unless it is told otherwise. When all are there they take about 11 MB.
pub const DEFAULT_CAPACITY: u32 = 131_072;

/// Threads that look at different parts do not wait for each other.
const PARTS: usize = 16;

type Part = LruMap<Fingerprint, (), ByLength>;

/// The claims that proved true, as many as there is room for: the ones that were not asked about for the longest time make
/// room for new ones.
pub struct Verified {
	capacity: u32,
	parts: [Mutex<Part>; PARTS],
	hits: AtomicU64,
	misses: AtomicU64,
	ahead: AtomicU64,
}

impl Verified {
	/// Room for so many claims. With room for none, each is verified when it is asked about.
	pub fn new(capacity: u32) -> Self {
		Self {
			capacity,
			parts: array::from_fn(|part| Mutex::new(LruMap::new(ByLength::new(share(capacity, part))))),
			hits: AtomicU64::new(0),
			misses: AtomicU64::new(0),
			ahead: AtomicU64::new(0),
		}
	}

	/// Whether the claim is true: as it is remembered, or else as its signature tells now.
	pub fn holds(&self, claim: &Claim<'_>) -> bool {
		if !self.is_on() {
			self.misses.fetch_add(1, Ordering::Relaxed);
			return claim.holds();
		}
		let fingerprint = claim.fingerprint();
		if self.knows(&fingerprint) {
			self.hits.fetch_add(1, Ordering::Relaxed);
			return true;
		}
		self.misses.fetch_add(1, Ordering::Relaxed);
		let holds = claim.holds();
		if holds {
			self.remember(fingerprint);
		}
		holds
	}

	/// Whether anything is remembered at all.
	pub fn is_on(&self) -> bool {
		self.capacity > 0
	}

	/// How many claims there is room for.
	pub fn capacity(&self) -> u32 {
		self.capacity
	}

	/// How many claims are remembered.
	pub fn entries(&self) -> u64 {
		self.parts.iter().map(|part| part.lock().len() as u64).sum()
	}

	/// How often a claim was asked about that was remembered.
	pub fn hits(&self) -> u64 {
		self.hits.load(Ordering::Relaxed)
	}

	/// How often a claim was asked about whose signature had to be verified for that.
	pub fn misses(&self) -> u64 {
		self.misses.load(Ordering::Relaxed)
	}

	/// How many claims proved true before anybody asked about them.
	pub fn ahead(&self) -> u64 {
		self.ahead.load(Ordering::Relaxed)
	}

	/// Whether the claim with this fingerprint is remembered. If so, it is as if it had come last.
	pub(crate) fn knows(&self, fingerprint: &Fingerprint) -> bool {
		self.part(fingerprint).lock().get(fingerprint).is_some()
	}

	/// Remembers a claim that its owner has verified before it was asked about.
	pub(crate) fn remember_ahead(&self, fingerprint: Fingerprint) {
		self.remember(fingerprint);
		self.ahead.fetch_add(1, Ordering::Relaxed);
	}

	/// Remembers a claim that has just proved true.
	fn remember(&self, fingerprint: Fingerprint) {
		// Where there is no room at all it is not taken, which is what is wanted.
		self.part(&fingerprint).lock().insert(fingerprint, ());
	}

	fn part(&self, fingerprint: &Fingerprint) -> &Mutex<Part> {
		// The bytes of a hash are as good as random.
		&self.parts[usize::from(fingerprint[0]) % PARTS]
	}
}

/// How many of `capacity` claims there is room for in this part.
fn share(capacity: u32, part: usize) -> u32 {
	const COUNT: u32 = PARTS as u32;
	let rest = (capacity % COUNT) as usize;
	capacity / COUNT + u32::from(part < rest)
}
