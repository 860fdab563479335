// SPDX-License-Identifier: Apache-2.0

//! Calls a runtime on a state that is in no database.

use std::borrow::Cow;

use sp_core::traits::{CallContext, CodeExecutor, RuntimeCode, WrappedRuntimeCode};
use sp_runtime::traits::BlakeTwo256;
use sp_state_machine::{Ext, InMemoryBackend, OverlayedChanges};

use super::shared_executor;

/// Calls the function `method`, which takes no arguments, of the runtime `code`, and gives what it returns, encoded.
/// What it writes is forgotten.
///
/// # Errors
///
/// What the executor says, on one line.
pub fn call(code: &[u8], state: &InMemoryBackend<BlakeTwo256>, method: &str) -> Result<Vec<u8>, String> {
	let fetcher = WrappedRuntimeCode(Cow::Borrowed(code));
	let hash = sp_crypto_hashing::blake2_256(code).to_vec();
	let code = RuntimeCode { code_fetcher: &fetcher, heap_pages: None, hash };
	let mut changes = OverlayedChanges::default();
	let mut externalities = Ext::new(&mut changes, state, None);
	let (answer, _) = shared_executor().call(&mut externalities, &code, method, &[], CallContext::Offchain);
	answer.map_err(|error| {
		let error = error.to_string();
		format!("the runtime does not answer `{method}`: {}", error.lines().next().unwrap_or_default())
	})
}
