// SPDX-License-Identifier: Apache-2.0

//! The allocator: small blocks from chunks, all others from the node.

use core::{
	alloc::{GlobalAlloc, Layout},
	cell::UnsafeCell,
	ptr,
};

use crate::pieces::{room_in, Pieces, HEADER, LARGEST};

/// The alignment of blocks of the node, and of small ones.
const ALIGNMENT: usize = 8;

/// How far a block with a larger alignment lies behind the block of the node that it is in.
type Offset = u16;

/// The node's heap.
pub trait Host {
	/// A block of so many bytes, aligned to 8, with a header of eight bytes before it whose highest is zero; null if there is
	/// none.
	fn allocate(&self, bytes: usize) -> *mut u8;

	/// Takes a block back.
	///
	/// # Safety
	///
	/// It is one of [`Host::allocate`], and is not used any more.
	unsafe fn free(&self, block: *mut u8);
}

/// Divides chunks of a [`Host`]. For one thread: Wasm has no other.
pub struct Allocator<H> {
	pieces: UnsafeCell<Pieces>,
	host: H,
}

// SAFETY: a runtime's Wasm has one thread, and tests use one.
unsafe impl<H: Sync> Sync for Allocator<H> {}

impl<H: Host> Allocator<H> {
	/// On top of `host`, of which nothing is asked yet.
	pub const fn new(host: H) -> Self {
		Self { pieces: UnsafeCell::new(Pieces::new()), host }
	}

	/// A block of the node with an alignment that its blocks do not have.
	fn allocate_aligned(&self, layout: Layout) -> *mut u8 {
		let Ok(align) = Offset::try_from(layout.align()) else { return ptr::null_mut() };
		let Some(bytes) = layout.size().checked_add(layout.align()) else { return ptr::null_mut() };
		let block = self.host.allocate(bytes);
		if block.is_null() {
			return block;
		}
		// At least one byte further, and as blocks are aligned to 8, at least 8: there is room for the offset.
		let offset = usize::from(align) - block.addr() % usize::from(align);
		// SAFETY: the block has `align` bytes more than are used, and `offset` is at most that.
		unsafe {
			let aligned = block.add(offset);
			aligned.sub(size_of::<Offset>()).cast::<Offset>().write_unaligned(offset as Offset);
			aligned
		}
	}

	/// Gives a block of [`Self::allocate_aligned`] back.
	///
	/// # Safety
	///
	/// It is one, and is not used any more.
	unsafe fn free_aligned(&self, block: *mut u8) {
		// SAFETY: the offset was written there, and leads back to the block of the node.
		unsafe {
			let offset = block.sub(size_of::<Offset>()).cast::<Offset>().read_unaligned();
			self.host.free(block.sub(usize::from(offset)));
		}
	}
}

// SAFETY: blocks of `Pieces` do not overlap, and hold what is asked for at an alignment of 8 (chunks are aligned to 8, and
// sizes and headers are multiples of it); others come from the node.
unsafe impl<H: Host> GlobalAlloc for Allocator<H> {
	unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
		if layout.align() > ALIGNMENT {
			return self.allocate_aligned(layout);
		}
		if layout.size() > LARGEST {
			return self.host.allocate(layout.size());
		}
		// SAFETY: there is one thread, and neither `take` nor the node calls this function.
		unsafe { &mut *self.pieces.get() }.take(layout.size(), &self.host)
	}

	unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
		// SAFETY: the caller gives back what `alloc` or the node gave out, with the layout it was asked for with. Whose block it
		// is, its header tells.
		unsafe {
			if layout.align() > ALIGNMENT {
				self.free_aligned(block);
			} else if !(*self.pieces.get()).give(block) {
				self.host.free(block);
			}
		}
	}

	unsafe fn realloc(&self, block: *mut u8, layout: Layout, bytes: usize) -> *mut u8 {
		// SAFETY: the block is in use, and with this alignment its header lies right before it.
		let room = (layout.align() <= ALIGNMENT).then(|| unsafe { room_in(block) }).flatten();
		// A vector that grows mostly finds room where it is.
		if room.is_some_and(|room| bytes <= room && bytes + HEADER > room / 4) {
			return block;
		}
		// SAFETY: the caller promises that `bytes` does not overflow when it is aligned, and `block` holds `layout.size()`.
		unsafe {
			let new = self.alloc(Layout::from_size_align_unchecked(bytes, layout.align()));
			if !new.is_null() {
				ptr::copy_nonoverlapping(block, new, layout.size().min(bytes));
				self.dealloc(block, layout);
			}
			new
		}
	}
}
