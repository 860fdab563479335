// SPDX-License-Identifier: Apache-2.0

//! Blocks of transfers: built by an author, and executed and imported by a node that synchronises.
//!
//! Blocks come without seals, and without an import queue in front: to check by whom a block is sealed takes the same time
//! for each, however many transactions it has.

use std::{
	cell::{Cell, LazyCell},
	time::{Duration, Instant},
};

use criterion::{measurement::WallTime, BatchSize, BenchmarkGroup, BenchmarkId, Criterion, Throughput};
use sp_runtime::OpaqueExtrinsic;

use crate::{chain::Chain, run::Run, senders::Senders};

/// Blocks of each of the run's sizes that the runtime's limits allow.
pub(crate) fn all(criterion: &mut Criterion, run: &Run) {
	let senders = Senders::new(run.senders);
	let capacity = senders.in_a_block();
	let (sizes, too_large): (Vec<_>, Vec<_>) = run.transfers.iter().partition(|&&count| count <= capacity);
	for count in too_large {
		eprintln!("blocks with transfers={count} are left out: the runtime allows {capacity}");
	}
	let chain = LazyCell::new(|| Chain::new(Senders::new(run.senders)));
	execute(&mut group(criterion, "block::execute"), &sizes, &chain);
	execute_known(&mut group(criterion, "block::execute_known"), &sizes, &chain);
	// One by one, as the SDK's author takes them, and many at a time, as this node's does.
	build(&mut group(criterion, "block::build"), &sizes, &chain, Chain::build);
	build(&mut group(criterion, "block::build_batched"), &sizes, &chain, Chain::build_batched);
	let chain = LazyCell::new(|| Chain::new(senders));
	import(&mut group(criterion, "block::import"), &sizes, &chain);
}

/// A chain that is made when the first benchmark needs it: which ones run is chosen on the command line.
type LazyChain<F> = LazyCell<Chain, F>;

/// What a node that synchronises does in the runtime, and the root of the state after it. Each block's signatures are new.
fn execute(
	group: &mut BenchmarkGroup<'_, WallTime>,
	sizes: &[usize],
	chain: &LazyChain<impl FnOnce() -> Chain>,
) {
	for &count in sizes {
		let block = LazyCell::new(|| chain.build(&chain.transfers(0, count)).block);
		group.throughput(Throughput::Elements(count as u64));
		group.bench_function(transfers(count), |bencher| {
			bencher.iter_batched(
				|| chain.sign_anew(&block, 0),
				|block| chain.execute(block),
				BatchSize::PerIteration,
			);
		});
	}
}

/// The same where the node has verified the signatures already: the transactions came into its pool before, or they were
/// verified ahead, while the block waited.
fn execute_known(
	group: &mut BenchmarkGroup<'_, WallTime>,
	sizes: &[usize],
	chain: &LazyChain<impl FnOnce() -> Chain>,
) {
	for &count in sizes {
		let block = LazyCell::new(|| {
			let block = chain.build(&chain.transfers(0, count)).block;
			chain.execute(block.clone());
			block
		});
		group.throughput(Throughput::Elements(count as u64));
		group.bench_function(transfers(count), |bencher| {
			bencher.iter_batched(|| block.clone(), |block| chain.execute(block), BatchSize::PerIteration);
		});
	}
}

/// What an author does in one of the ways to build a block. The signatures were verified before, when the transactions came
/// into its pool.
fn build<Built>(
	group: &mut BenchmarkGroup<'_, WallTime>,
	sizes: &[usize],
	chain: &LazyChain<impl FnOnce() -> Chain>,
	build: impl Fn(&Chain, &[OpaqueExtrinsic]) -> Built,
) {
	for &count in sizes {
		let transactions = LazyCell::new(|| chain.transfers(0, count));
		group.throughput(Throughput::Elements(count as u64));
		group.bench_function(transfers(count), |bencher| bencher.iter(|| build(chain, &transactions)));
	}
}

/// All that a node that synchronises does behind its import queue: `block::execute`, and writing the block and the state.
/// Each block is on top of the one before. Those that end a session have no transactions, and are imported in between.
fn import(
	group: &mut BenchmarkGroup<'_, WallTime>,
	sizes: &[usize],
	chain: &LazyChain<impl FnOnce() -> Chain>,
) {
	let sent = Cell::new(0);
	let import_next = |count| {
		let first = sent.replace(sent.get() + count);
		let block = loop {
			match chain.build_if_free(&chain.transfers(first, count)) {
				Some(built) => break chain.sign_anew(&built.block, first),
				None => chain.import(chain.build(&[]).block),
			}
		};
		let start = Instant::now();
		chain.import(block);
		start.elapsed()
	};
	for &count in sizes {
		group.throughput(Throughput::Elements(count as u64));
		group.bench_function(transfers(count), |bencher| {
			bencher.iter_custom(|blocks| (0..blocks).map(|_| import_next(count)).sum::<Duration>());
		});
	}
}

/// Blocks take long enough for ten of them to tell their time.
fn group<'a>(criterion: &'a mut Criterion, name: &str) -> BenchmarkGroup<'a, WallTime> {
	let mut group = criterion.benchmark_group(name);
	group.sample_size(10);
	group
}

fn transfers(count: usize) -> BenchmarkId {
	BenchmarkId::from_parameter(format!("transfers={count}"))
}
