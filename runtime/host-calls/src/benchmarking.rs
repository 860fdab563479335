// SPDX-License-Identifier: Apache-2.0

//! What a benchmark does to the storage behind the runtime's back.
//!
//! Between the preparation of a benchmark and its measurement, the host writes the state to its database and starts to count
//! the keys that are read: nothing that was read before may be known then. Weights are measured with what is remembered
//! within one call, as in a block.

use frame_benchmarking::benchmarking as host;
use spin::Mutex;

use crate::wasm;

type Function = fn();

/// The host's functions.
static HOST: Mutex<Option<[Function; 3]>> = Mutex::new(None);

/// Calls the host's function, and forgets everything.
fn forget_and<const INDEX: usize>() {
	wasm::with(|storage| storage.forget_all());
	let host = HOST.lock().expect("the functions are exchanged after they are noted")[INDEX];
	host();
}

/// Exchanges the functions until what is returned goes.
pub(crate) fn exchange() -> impl Sized {
	*HOST.lock() =
		Some([host::host_wipe_db.get(), host::host_commit_db.get(), host::host_reset_read_write_count.get()]);
	(
		host::host_wipe_db.replace_implementation(forget_and::<0>),
		host::host_commit_db.replace_implementation(forget_and::<1>),
		host::host_reset_read_write_count.replace_implementation(forget_and::<2>),
	)
}
