// SPDX-License-Identifier: Apache-2.0

//! How the functions are exchanged.
//!
//! The SDK's functions have no state, so what is remembered is in statics. Wasm has one thread, and none of the functions
//! calls another: the locks are always free.

use alloc::vec::Vec;

use bytes::Bytes;
use sp_io::{hashing, storage as node, KillStorageResult};
use spin::Mutex;

use crate::{
	hashes::Hashes,
	storage::{Host, Storage},
};

/// The node's functions, as the SDK calls them.
#[derive(Clone, Copy)]
pub(crate) struct Node {
	get: fn(&[u8]) -> Option<Bytes>,
	read: fn(&[u8], &mut [u8], u32) -> Option<u32>,
	exists: fn(&[u8]) -> bool,
	set: fn(&[u8], &[u8]),
	clear: fn(&[u8]),
	clear_prefix: fn(&[u8], Option<u32>) -> KillStorageResult,
	append: fn(&[u8], Vec<u8>),
	start_transaction: fn(),
	rollback_transaction: fn(),
	commit_transaction: fn(),
}

impl Host for Node {
	type Removed = KillStorageResult;

	fn get(&self, key: &[u8]) -> Option<Bytes> {
		(self.get)(key)
	}

	fn read(&self, key: &[u8], out: &mut [u8], offset: u32) -> Option<u32> {
		(self.read)(key, out, offset)
	}

	fn exists(&self, key: &[u8]) -> bool {
		(self.exists)(key)
	}

	fn set(&self, key: &[u8], value: &[u8]) {
		(self.set)(key, value);
	}

	fn clear(&self, key: &[u8]) {
		(self.clear)(key);
	}

	fn clear_prefix(&self, prefix: &[u8], limit: Option<u32>) -> KillStorageResult {
		(self.clear_prefix)(prefix, limit)
	}

	fn append(&self, key: &[u8], element: Vec<u8>) {
		(self.append)(key, element);
	}

	fn start_transaction(&self) {
		(self.start_transaction)();
	}

	fn rollback_transaction(&self) {
		(self.rollback_transaction)();
	}

	fn commit_transaction(&self) {
		(self.commit_transaction)();
	}
}

static STORAGE: Mutex<Option<Storage<Node>>> = Mutex::new(None);
static BLAKE2: Mutex<Hashes> = Mutex::new(Hashes::new());
static NAMES: Mutex<Hashes> = Mutex::new(Hashes::new());

/// What is done with the storage that [`exchange`] made.
pub(crate) fn with<R>(work: impl FnOnce(&mut Storage<Node>) -> R) -> R {
	work(STORAGE.lock().as_mut().expect("the functions that come here are exchanged after it is made"))
}

/// The node's function for BLAKE2, which a plain function cannot hold.
static NODE_BLAKE2: Mutex<Option<fn(&[u8]) -> [u8; 16]>> = Mutex::new(None);

fn blake2_128(input: &[u8]) -> [u8; 16] {
	let node = NODE_BLAKE2.lock().expect("the function is exchanged after it is noted");
	BLAKE2.lock().of(input, node)
}

fn twox_128(input: &[u8]) -> [u8; 16] {
	NAMES.lock().of(input, sp_crypto_hashing::twox_128)
}

/// Exchanges the functions until what is returned goes.
pub(crate) fn exchange() -> impl Drop {
	*STORAGE.lock() = Some(Storage::new(Node {
		get: node::host_get.get(),
		read: node::host_read.get(),
		exists: node::host_exists.get(),
		set: node::host_set.get(),
		clear: node::host_clear.get(),
		clear_prefix: node::host_clear_prefix.get(),
		append: node::host_append.get(),
		start_transaction: node::host_start_transaction.get(),
		rollback_transaction: node::host_rollback_transaction.get(),
		commit_transaction: node::host_commit_transaction.get(),
	}));
	*NODE_BLAKE2.lock() = Some(hashing::host_blake2_128.get());
	Exchanged((
		hashing::host_twox_64.replace_implementation(sp_crypto_hashing::twox_64),
		hashing::host_twox_128.replace_implementation(twox_128),
		hashing::host_blake2_128.replace_implementation(blake2_128),
		node::host_get.replace_implementation(|key| with(|storage| storage.get(key))),
		node::host_read
			.replace_implementation(|key, out, offset| with(|storage| storage.read(key, out, offset))),
		node::host_exists.replace_implementation(|key| with(|storage| storage.exists(key))),
		node::host_set.replace_implementation(|key, value| with(|storage| storage.set(key, value))),
		node::host_clear.replace_implementation(|key| with(|storage| storage.clear(key))),
		node::host_clear_prefix
			.replace_implementation(|prefix, limit| with(|storage| storage.clear_prefix(prefix, limit))),
		node::host_append.replace_implementation(|key, element| with(|storage| storage.append(key, element))),
		node::host_start_transaction.replace_implementation(|| with(Storage::start_transaction)),
		node::host_rollback_transaction.replace_implementation(|| with(Storage::rollback_transaction)),
		node::host_commit_transaction.replace_implementation(|| with(Storage::commit_transaction)),
		#[cfg(feature = "runtime-benchmarks")]
		crate::benchmarking::exchange(),
	))
}

/// Exchanged functions, which are what they were when this goes.
struct Exchanged<T>(#[allow(dead_code, reason = "it is there to go")] T);

impl<T> Drop for Exchanged<T> {
	fn drop(&mut self) {
		*STORAGE.lock() = None;
	}
}
