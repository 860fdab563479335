// SPDX-License-Identifier: Apache-2.0

//! The bodies whose turn has not come yet.

use std::{
	collections::BTreeMap,
	time::{Duration, Instant},
};

use cairn_primitives::BlockNumber;
use parity_scale_codec::Encode;
use sp_runtime::OpaqueExtrinsic;

/// How far ahead of the best block one looks: far enough that all cores have work while a block is imported.
///
/// What a transaction's signature signs depends on the state where it is valid for a time only: it holds the hash of the block
/// where that time began. From further below, that block may not be there yet.
const NEAR: BlockNumber = 3;
/// So many bodies may wait.
const MAX_BODIES: usize = 2_048;
/// So many bytes of extrinsics may wait. While their blocks wait for the import they are in memory anyway.
const MAX_BYTES: usize = 128 * 1024 * 1024;
/// After so long, blocks have been imported or never will be.
const MAX_AGE: Duration = Duration::from_secs(60);

/// The extrinsics of a block that waits to be imported.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Body {
	/// The block's number.
	pub(super) number: BlockNumber,
	/// Its extrinsics.
	pub(super) extrinsics: Vec<OpaqueExtrinsic>,
}

impl Body {
	/// The memory that it takes, in bytes.
	fn size(&self) -> usize {
		self.extrinsics.iter().map(|extrinsic| extrinsic.encoded_size() + size_of::<OpaqueExtrinsic>()).sum()
	}
}

struct Waits {
	body: Body,
	size: usize,
	since: Instant,
}

/// Bodies in the order in which their turn comes, and those of one number in the order in which they came.
#[derive(Default)]
pub(super) struct Waiting {
	bodies: BTreeMap<(BlockNumber, u64), Waits>,
	bytes: usize,
	count: u64,
}

impl Waiting {
	/// Takes the body on, unless too much waits already.
	pub(super) fn push(&mut self, body: Body, now: Instant) {
		let size = body.size();
		if self.is_too_much(size) {
			self.retain(|waits| now.duration_since(waits.since) < MAX_AGE);
			if self.is_too_much(size) {
				return;
			}
		}
		self.bytes += size;
		self.count += 1;
		self.bodies.insert((body.number, self.count), Waits { body, size, since: now });
	}

	/// The next body that is to be looked at while this number is the best block's, if any. What is below is forgotten.
	pub(super) fn pop(&mut self, best: BlockNumber) -> Option<Body> {
		self.retain_from(best.saturating_add(1));
		let first = self.bodies.first_entry()?;
		if first.key().0 > best.saturating_add(NEAR) {
			return None;
		}
		let Waits { body, size, .. } = first.remove();
		self.bytes -= size;
		Some(body)
	}

	fn is_too_much(&self, more: usize) -> bool {
		self.bodies.len() >= MAX_BODIES || self.bytes.saturating_add(more) > MAX_BYTES
	}

	fn retain_from(&mut self, number: BlockNumber) {
		let rest = self.bodies.split_off(&(number, 0));
		let gone = std::mem::replace(&mut self.bodies, rest);
		self.bytes -= gone.into_values().map(|waits| waits.size).sum::<usize>();
	}

	fn retain(&mut self, keep: impl Fn(&Waits) -> bool) {
		self.bodies.retain(|_, waits| keep(waits));
		self.bytes = self.bodies.values().map(|waits| waits.size).sum();
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	fn body(number: BlockNumber, bytes: usize) -> Body {
		Body { number, extrinsics: vec![OpaqueExtrinsic::from_blob(vec![0; bytes])] }
	}

	fn numbers(waiting: &mut Waiting, best: BlockNumber) -> Vec<BlockNumber> {
		std::iter::from_fn(|| waiting.pop(best)).map(|body| body.number).collect()
	}

	#[test]
	fn a_body_comes_when_its_block_is_near() {
		let (mut waiting, now) = (Waiting::default(), Instant::now());
		for number in [9, 3, 1, 4, 2, 4] {
			waiting.push(body(number, 10), now);
		}
		assert_eq!(numbers(&mut waiting, 0), [1, 2, 3]);
		assert_eq!(numbers(&mut waiting, 0), Vec::<BlockNumber>::new());
		assert_eq!(numbers(&mut waiting, 1), [4, 4], "both of this height");
		assert_eq!(numbers(&mut waiting, 5), Vec::<BlockNumber>::new());
		assert_eq!(numbers(&mut waiting, 6), [9]);
		assert_eq!(waiting.bytes, 0);
	}

	#[test]
	fn what_is_imported_is_forgotten() {
		let (mut waiting, now) = (Waiting::default(), Instant::now());
		(1..=20).for_each(|number| waiting.push(body(number, 1_000), now));
		assert_eq!(waiting.pop(10).map(|body| body.number), Some(11));
		assert_eq!(waiting.bodies.len(), 9);
		assert_eq!(numbers(&mut waiting, BlockNumber::MAX), Vec::<BlockNumber>::new());
		assert_eq!((waiting.bodies.len(), waiting.bytes), (0, 0));
	}

	#[test]
	fn only_so_many_wait_and_those_that_are_old_make_room() {
		let (mut waiting, now) = (Waiting::default(), Instant::now());
		// Nobody will ever import these.
		(0..3_000).for_each(|number| waiting.push(body(1_000_000 + number, 10), now));
		assert_eq!(waiting.bodies.len(), MAX_BODIES);
		waiting.push(body(1, 10), now + MAX_AGE / 2);
		assert_eq!(numbers(&mut waiting, 0), Vec::<BlockNumber>::new(), "there was no room");
		waiting.push(body(1, 10), now + MAX_AGE);
		assert_eq!(numbers(&mut waiting, 0), [1]);
		assert_eq!((waiting.bodies.len(), waiting.bytes), (0, 0));
	}

	#[test]
	fn only_so_many_bytes_wait() {
		let (mut waiting, now) = (Waiting::default(), Instant::now());
		(1..=40).for_each(|number| waiting.push(body(number, 5 * 1024 * 1024), now));
		assert_eq!(waiting.bodies.len(), 25);
		assert!(waiting.bytes <= MAX_BYTES);
		waiting.push(body(41, 1024), now);
		assert_eq!(waiting.bodies.len(), 26, "a small one still finds room");
	}
}
