// SPDX-License-Identifier: Apache-2.0

//! Small blocks, cut from large chunks.

use core::ptr;

use crate::Host;

/// The bytes before each block.
pub(crate) const HEADER: usize = 8;

/// The smallest block, with its header. It has room for the pointer that links it to the next free one.
const SMALLEST: usize = 16;

/// How many sizes there are: each is twice the one before, and the largest is 16 KiB.
const SIZES: usize = 11;

/// How many bytes a small block holds at most.
pub(crate) const LARGEST: usize = (SMALLEST << (SIZES - 1)) - HEADER;

/// The bytes that are asked of the node at a time.
const CHUNK: usize = 64 * 1024;

/// What the highest byte of a header of ours is. In a header of the node's it is zero.
const TAG: u64 = 0xCA;

/// The free blocks of each size, and the rest of the newest chunk.
pub(crate) struct Pieces {
	free: [*mut u8; SIZES],
	next: *mut u8,
	left: usize,
}

/// The index of the smallest size that holds so many bytes.
fn size_for(bytes: usize) -> usize {
	let whole = (bytes + HEADER).max(SMALLEST).next_power_of_two();
	(whole / SMALLEST).trailing_zeros() as usize
}

/// The size of the small block that `block` is; `None` of a block of the node.
///
/// # Safety
///
/// `block` was handed out by [`Pieces`] or by the node, and not given back since.
unsafe fn size_of(block: *mut u8) -> Option<usize> {
	// SAFETY: each block has a header before it.
	let header = unsafe { block.sub(HEADER).cast::<u64>().read_unaligned() };
	(header >> 56 == TAG).then_some((header & 0xFF) as usize)
}

/// How many bytes the small block `block` holds; `None` of a block of the node.
///
/// # Safety
///
/// As for [`size_of`].
pub(crate) unsafe fn room_in(block: *mut u8) -> Option<usize> {
	// SAFETY: as the caller promises.
	unsafe { size_of(block) }.map(|size| (SMALLEST << size) - HEADER)
}

impl Pieces {
	/// Nothing yet.
	pub(crate) const fn new() -> Self {
		Self { free: [ptr::null_mut(); SIZES], next: ptr::null_mut(), left: 0 }
	}

	/// A block for `bytes`, at most [`LARGEST`], aligned to 8; null if the node has no more memory.
	pub(crate) fn take(&mut self, bytes: usize, host: &impl Host) -> *mut u8 {
		let size = size_for(bytes);
		let block = self.free[size];
		if !block.is_null() {
			// SAFETY: a free block holds the link to the next one.
			self.free[size] = unsafe { block.cast::<*mut u8>().read_unaligned() };
			return block;
		}
		let whole = SMALLEST << size;
		if self.left < whole {
			// What is left of the old chunk is lost: less than a block, once in 64 KiB.
			self.next = host.allocate(CHUNK);
			self.left = if self.next.is_null() { 0 } else { CHUNK };
			if self.left == 0 {
				return ptr::null_mut();
			}
		}
		let start = self.next;
		// SAFETY: `left` bytes from `next` on are in the chunk and belong to no block, and `whole` is not more.
		unsafe {
			self.next = start.add(whole);
			self.left -= whole;
			start.cast::<u64>().write_unaligned(TAG << 56 | size as u64);
			start.add(HEADER)
		}
	}

	/// Takes a block back. Tells whether it was one of its own.
	///
	/// # Safety
	///
	/// `block` was handed out by [`Pieces::take`] or by the node, and is not used any more.
	pub(crate) unsafe fn give(&mut self, block: *mut u8) -> bool {
		// SAFETY: as the caller promises.
		let Some(size) = (unsafe { size_of(block) }) else { return false };
		// SAFETY: the smallest block has room for a pointer, and nobody else uses it.
		unsafe { block.cast::<*mut u8>().write_unaligned(self.free[size]) };
		self.free[size] = block;
		true
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn a_size_holds_what_is_asked_for_and_is_not_twice_too_large() {
		for bytes in 0..=LARGEST {
			let room = (SMALLEST << size_for(bytes)) - HEADER;
			assert!(room >= bytes, "{bytes}");
			assert!(bytes <= 8 || room < 2 * (bytes + HEADER), "{bytes} in {room}");
		}
		assert_eq!(size_for(LARGEST), SIZES - 1);
		assert_eq!(LARGEST + HEADER, 16 * 1024);
	}
}
