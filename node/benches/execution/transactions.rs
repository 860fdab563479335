// SPDX-License-Identifier: Apache-2.0

//! What the pool asks the runtime of each transaction: whether it could be in a block.

use std::cell::{Cell, LazyCell};

use cairn_primitives::transactions::TransactionBatches;
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput};
use sp_api::ProvideRuntimeApi;
use sp_runtime::{
	transaction_validity::{TransactionSource, TransactionValidity},
	OpaqueExtrinsic,
};
use sp_transaction_pool::runtime_api::TaggedTransactionQueue;

use crate::{chain::Chain, run::Run, senders::Senders};

/// How many transactions are validated in one call of the runtime.
const BATCHES: [usize; 2] = [1, 64];

/// Transfers whose signatures nobody has seen, one in a call, and many.
pub(crate) fn all(criterion: &mut Criterion, run: &Run) {
	let chain = LazyCell::new(|| Chain::new(Senders::new(run.senders)));
	let sender = Cell::new(0);
	// Of each sender's first transfer only, so that all are valid at once.
	let next = || {
		let number = sender.get();
		sender.set((number + 1) % run.senders);
		chain.transfer(number)
	};
	let mut group = criterion.benchmark_group("transaction::validate");
	for count in BATCHES {
		group.throughput(Throughput::Elements(count as u64));
		group.bench_function(BenchmarkId::from_parameter(format!("batch={count}")), |bencher| {
			bencher.iter_batched(
				|| (0..count).map(|_| next()).collect::<Vec<_>>(),
				|transactions| {
					let validities = validate(&chain, transactions);
					assert!(validities.len() == count && validities.iter().all(Result::is_ok));
				},
				BatchSize::SmallInput,
			);
		});
	}
}

/// Asks about one transaction with the function that every runtime has, and about more with that of runtimes that take
/// batches.
fn validate(chain: &Chain, transactions: Vec<OpaqueExtrinsic>) -> Vec<TransactionValidity> {
	let (at, api) = (chain.best(), chain.client().runtime_api());
	let source = TransactionSource::External;
	match <[OpaqueExtrinsic; 1]>::try_from(transactions) {
		Ok([transaction]) => {
			vec![api.validate_transaction(at, source, transaction, at).expect("it is asked")]
		}
		Err(transactions) => {
			api.validate_transactions(at, source, transactions, at).expect("it takes batches")
		}
	}
}
