// SPDX-License-Identifier: Apache-2.0

//! Memory for runtimes: small blocks without asking the node.
//!
//! A runtime's heap is managed by the node, and with the SDK's allocator each piece of memory, however small, is two calls
//! out of the Wasm: one to get it, one to give it back. A transfer needs some hundreds, which took a seventh of the time of
//! a node under load. The allocator here asks the node for large chunks and divides them itself.
//!
//! # How
//!
//! - A piece of up to 16 KiB is cut from a chunk of 64 KiB, rounded up to a power of two. What is given back is kept, by
//!   size, for the next of its size. Chunks are never given back: a call of a runtime ends with all of its memory.
//! - Larger pieces, and those with an alignment above 8, come from the node.
//! - The node, too, allocates: what host functions return lies in blocks of the node, and the runtime gives them back like
//!   its own. The eight bytes before a block tell whose it is. The node writes a number below 2³⁴ there
//!   (`sc_allocator::freeing_bump`), and this allocator one with a tag in its highest byte.
//!
//! What a runtime computes does not depend on where its memory lies, and a node executes a block with the allocator that is
//! in the Wasm, as all nodes do.
//!
//! # Unsafe code
//!
//! An allocator cannot be written without. It is kept to the three files of this crate. Each block is written to only
//! between being handed out and being given back, but for its header; tests run random sequences of calls against a model
//! of the node's heap, and can be run under Miri.

#![cfg_attr(not(test), no_std)]

mod pieces;
mod whole;

#[cfg(target_arch = "wasm32")]
mod runtime;

#[cfg(test)]
mod tests;

pub use whole::{Allocator, Host};
