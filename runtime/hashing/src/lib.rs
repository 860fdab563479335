// SPDX-License-Identifier: Apache-2.0

//! Short hashes that a runtime computes without asking the node.
//!
//! FRAME hashes the names of a pallet and of its map each time it needs a key of that map: 16 bytes of XXH64 each, for
//! names of some ten bytes. The hash takes less time than the call to the node that makes it, and a transfer needs it some
//! hundred times. So while [`here`] runs, the runtime makes these hashes itself, with the code that the node has: what they
//! are does not change.
//!
//! BLAKE2 stays with the node: it takes longer, and native code is that much faster at it.

#![no_std]

/// Does `work`, and computes hashes by XXH64 right here meanwhile. Not to be called within itself.
///
/// Outside of Wasm there is no node to ask, and nothing changes.
pub fn here<R>(work: impl FnOnce() -> R) -> R {
	#[cfg(target_arch = "wasm32")]
	let _until_done = (
		sp_io::hashing::host_twox_64.replace_implementation(sp_crypto_hashing::twox_64),
		sp_io::hashing::host_twox_128.replace_implementation(sp_crypto_hashing::twox_128),
	);
	work()
}
