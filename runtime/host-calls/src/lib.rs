// SPDX-License-Identifier: Apache-2.0

//! What a runtime need not ask the node for.
//!
//! A call out of the Wasm takes longer than most of what is asked for by one. A transfer reads storage some hundred times,
//! yet only about forty different keys, and hashes the same two accounts some fifty times. While [`fewer()`] runs, the runtime
//! remembers what it has read and written, and what it has hashed:
//!
//! - Storage: a value that was read or written before is taken from the runtime's own memory. All that is written goes
//!   to the node as before. What a transaction of the storage wrote is forgotten when it is rolled back.
//! - Hashes: XXH64 of short names is computed right here, with the code that the node has; BLAKE2 takes longer, native
//!   code is that much faster at it, and it is asked for once for each input.
//!
//! None of this changes what a runtime computes. A node reads each key that it read before, though less often, so that the
//! proofs that it records are the same; a node that executes the block gets the same root of the state.
//!
//! Both stand on functions of the SDK that may be exchanged within a runtime (`sp_runtime_interface::wasm`).

#![cfg_attr(not(test), no_std)]

#[cfg(any(test, target_arch = "wasm32"))]
extern crate alloc;

#[cfg(any(test, target_arch = "wasm32"))]
mod hashes;
#[cfg(any(test, target_arch = "wasm32"))]
mod storage;

#[cfg(all(target_arch = "wasm32", feature = "runtime-benchmarks"))]
mod benchmarking;
#[cfg(target_arch = "wasm32")]
mod wasm;

/// Does `work`, with fewer calls to the node. Not to be called within itself.
///
/// Transactions of the storage that are begun within `work` have to end within it, and none else. Outside of Wasm there is
/// no node to ask, and nothing changes.
pub fn fewer<R>(work: impl FnOnce() -> R) -> R {
	#[cfg(target_arch = "wasm32")]
	let _until_done = wasm::exchange();
	work()
}
