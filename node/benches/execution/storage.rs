// SPDX-License-Identifier: Apache-2.0

//! Values of the state: what it takes to read one, and to write one.
//!
//! The state has as many accounts as the name says, laid out as the runtime lays out `System.Account`. They are read and
//! written in no order, which is how accounts come. These are the times that a runtime's `DbWeight` stands for: the larger
//! number of keys, hardly cached, is what a long-lived chain has to expect.
//!
//! - `storage::read` and `storage::write`: without a cache of the trie, so that each of its nodes on the way to a value comes
//!   from the database. That keeps its indices in memory, and of a million values a small part. Its files' pages are with
//!   the operating system, as far as memory goes: this is no measurement of a disk.
//! - `storage::read_cached` and `storage::write_cached`: with a gigabyte of the trie in memory, as the SDK has it,
//!   which knows all that is there.
//!
//! A write is one of a block of many: new values, the new root of the trie, and all that a block puts into the database,
//! through to the end of the database's transaction.

use std::{
	cell::{Cell, LazyCell, RefCell},
	collections::BTreeMap,
	sync::Arc,
	time::{Duration, Instant},
};

use cairn_node::service::{Backend, Block};
use cairn_primitives::{AccountId, Hash, Header};
use criterion::{measurement::WallTime, BatchSize, BenchmarkGroup, BenchmarkId, Criterion, Throughput};
use parity_scale_codec::Encode;
use sc_chain_spec::construct_genesis_block;
use sc_client_api::{Backend as _, BlockImportOperation as _, NewBlockState, TrieCacheContext};
use sp_core::storage::{StateVersion, Storage};
use sp_crypto_hashing::{blake2_128, blake2_256, twox_128};
use sp_runtime::traits::{Block as _, Header as _};
use sp_state_machine::Backend as _;
use tempfile::TempDir;

use crate::{
	database::{self, Caches, FEW_CACHES, NODE_CACHES, SDK_CACHES},
	run::Run,
};

/// States of each of the run's sizes, without a cache of the trie and with one.
pub(crate) fn all(criterion: &mut Criterion, run: &Run) {
	for &keys in run.keys {
		for (suffix, caches) in [("", FEW_CACHES), ("_cached", SDK_CACHES)] {
			let state = LazyCell::new(|| RefCell::new(State::new(keys, caches)));
			let mut group = criterion.benchmark_group(format!("storage::read{suffix}"));
			read(&mut group, keys, &state);
			group.finish();
			let mut group = criterion.benchmark_group(format!("storage::write{suffix}"));
			write(&mut group, keys, run.written, &state);
			group.finish();
		}
	}
}

type LazyState<F> = LazyCell<RefCell<State>, F>;

fn read(
	group: &mut BenchmarkGroup<'_, WallTime>,
	keys: usize,
	state: &LazyState<impl FnOnce() -> RefCell<State>>,
) {
	group.throughput(Throughput::Elements(1));
	group.bench_function(parameter(keys), |bencher| {
		let state = state.borrow();
		let storage = state.backend.state_at(state.best, TrieCacheContext::Trusted).expect("it is there");
		bencher.iter_batched(
			|| state.any_key(),
			|key| storage.storage(&key).expect("it can be read").expect("it is there"),
			BatchSize::SmallInput,
		);
	});
}

fn write(
	group: &mut BenchmarkGroup<'_, WallTime>,
	keys: usize,
	written: usize,
	state: &LazyState<impl FnOnce() -> RefCell<State>>,
) {
	group.sample_size(10);
	group.throughput(Throughput::Elements(written as u64));
	group.bench_function(parameter(keys), |bencher| {
		let mut state = state.borrow_mut();
		bencher.iter_custom(|blocks| (0..blocks).map(|_| state.write(written)).sum::<Duration>());
	});
}

fn parameter(keys: usize) -> BenchmarkId {
	BenchmarkId::from_parameter(format!("keys={keys}"))
}

/// A state of accounts in a database.
struct State {
	backend: Arc<Backend>,
	keys: usize,
	best: Hash,
	number: u32,
	random: Cell<u64>,
	_folder: TempDir,
}

impl State {
	/// So many accounts, in a database that was opened anew after they were written.
	fn new(keys: usize, caches: Caches) -> Self {
		let folder = tempfile::tempdir().expect("a temporary folder can be made");
		let best = write_genesis(&database::open(folder.path(), NODE_CACHES), keys);
		let backend = database::open(folder.path(), caches);
		let state = Self { backend, keys, best, number: 0, random: Cell::new(1), _folder: folder };
		if caches.keep_the_trie() {
			// So that it knows what it can.
			let storage = state.backend.state_at(best, TrieCacheContext::Trusted).expect("it is there");
			for index in 0..keys {
				storage.storage(&key(index)).expect("it can be read").expect("it is there");
			}
		}
		state
	}

	/// Writes a block that changes so many accounts, and tells how long that took.
	fn write(&mut self, written: usize) -> Duration {
		let changes: BTreeMap<_, _> = (0..written).map(|_| (self.any_key(), self.any_value())).collect();
		self.number += 1;
		let start = Instant::now();
		let mut operation = self.backend.begin_operation().expect("the database is open");
		self.backend.begin_state_operation(&mut operation, self.best).expect("the state is there");
		let state = operation.state().expect("the state is there").expect("the state is there");
		let delta = changes.iter().map(|(key, value)| (&key[..], Some(&value[..])));
		let (root, nodes) = state.storage_root(delta, StateVersion::V1);
		let header = Header::new(self.number, Hash::zero(), root, self.best, Default::default());
		let hash = header.hash();
		operation.update_db_storage(nodes).expect("it takes the nodes");
		operation
			.set_block_data(header, Some(Vec::new()), None, None, NewBlockState::Final, true)
			.expect("it takes the block");
		self.backend.commit_operation(operation).expect("it is written");
		let taken = start.elapsed();
		self.best = hash;
		taken
	}

	fn any_key(&self) -> Vec<u8> {
		key(self.any_number() as usize % self.keys)
	}

	fn any_value(&self) -> Vec<u8> {
		account(u128::from(self.any_number()))
	}

	/// Numbers in no order, the same in each run: xorshift, by Marsaglia.
	fn any_number(&self) -> u64 {
		let mut number = self.random.get();
		number ^= number << 13;
		number ^= number >> 7;
		number ^= number << 17;
		self.random.set(number);
		number
	}
}

/// Makes the first block, whose state has so many accounts, and gives its hash.
fn write_genesis(backend: &Backend, keys: usize) -> Hash {
	let top = (0..keys).map(|index| (key(index), account(index as u128))).collect();
	let storage = Storage { top, children_default: Default::default() };
	let mut operation = backend.begin_operation().expect("the database is open");
	let root = operation.set_genesis_state(storage, true, StateVersion::V1).expect("it takes the state");
	let (header, body) = construct_genesis_block::<Block>(root, StateVersion::V1).deconstruct();
	let hash = header.hash();
	operation
		.set_block_data(header, Some(body), None, None, NewBlockState::Final, true)
		.expect("it takes the block");
	backend.commit_operation(operation).expect("it is written");
	hash
}

/// Where an account is: the names of pallet and item, and the account with its hash before it.
fn key(index: usize) -> Vec<u8> {
	let account = AccountId::new(blake2_256(&index.to_le_bytes()));
	let account: &[u8] = account.as_ref();
	[&twox_128(b"System")[..], &twox_128(b"Account"), &blake2_128(account), account].concat()
}

/// An account with a balance: 80 bytes.
fn account(free: u128) -> Vec<u8> {
	let (nonce, consumers, providers, sufficients) = (0u32, 0u32, 1u32, 0u32);
	let (reserved, frozen, flags) = (0u128, 0u128, 1u128 << 127);
	(nonce, consumers, providers, sufficients, free, reserved, frozen, flags).encode()
}
