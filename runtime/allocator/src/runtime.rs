// SPDX-License-Identifier: Apache-2.0

//! The allocator of a runtime that names this crate.

use crate::{Allocator, Host};

/// The node that executes the runtime.
struct Node;

impl Host for Node {
	fn allocate(&self, bytes: usize) -> *mut u8 {
		// An address has 32 bits, and so has a length. If the node has no more, it ends the call.
		sp_io::allocator::malloc(bytes as u32)
	}

	unsafe fn free(&self, block: *mut u8) {
		sp_io::allocator::free(block);
	}
}

#[global_allocator]
static ALLOCATOR: Allocator<Node> = Allocator::new(Node);
