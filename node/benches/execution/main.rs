// SPDX-License-Identifier: Apache-2.0

//! What a node needs for transactions and blocks, measured where it happens: in the runtime's Wasm, through the node's
//! executor, on the node's database.
//!
//! ```sh
//! cargo bench --workspace --bench execution                       # all, some minutes
//! cargo bench --workspace --bench execution -- block::execute     # some
//! cargo bench --workspace --bench execution -- --test             # whether they work, some seconds
//! ```
//!
//! Each is named `area::operation/key=value`. The time of an operation with `transfers=N` or `keys=N` is of all of them
//! where Criterion prints a throughput (`thrpt`, elements a second): one of them takes its reciprocal. docs/performance.md
//! tells how to read the results.
//!
//! `CAIRN_BENCH_DATABASE` is `paritydb`, what nodes use if they are not told, or `rocksdb`.

mod blocks;
mod chain;
mod database;
mod run;
mod senders;
mod signatures;
mod storage;
mod transactions;

use criterion::Criterion;

fn main() {
	let run = run::Run::from_arguments();
	let mut criterion = Criterion::default().configure_from_args();
	signatures::all(&mut criterion);
	blocks::all(&mut criterion, &run);
	transactions::all(&mut criterion, &run);
	storage::all(&mut criterion, &run);
	criterion.final_summary();
}
