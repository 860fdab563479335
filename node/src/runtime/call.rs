// SPDX-License-Identifier: Apache-2.0

//! Calls a runtime on a state that is in no database.

use std::borrow::Cow;

use sp_core::traits::{CallContext, CodeExecutor, Externalities, RuntimeCode, WrappedRuntimeCode};
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
	let hash = sp_crypto_hashing::blake2_256(code);
	let mut changes = OverlayedChanges::default();
	execute(code, &hash, &mut Ext::new(&mut changes, state, None), method, &[]).map_err(|error| {
		format!("the runtime does not answer `{method}`: {}", error.lines().next().unwrap_or_default())
	})
}

/// Has the shared executor call a function of the runtime `code`, whose BLAKE2-256 is `hash`.
///
/// # Errors
///
/// What the executor says.
pub(super) fn execute(
	code: &[u8],
	hash: &[u8],
	state: &mut dyn Externalities,
	method: &str,
	argument: &[u8],
) -> Result<Vec<u8>, String> {
	let fetcher = WrappedRuntimeCode(Cow::Borrowed(code));
	let code = RuntimeCode { code_fetcher: &fetcher, heap_pages: None, hash: hash.to_vec() };
	let (answer, _) = shared_executor().call(state, &code, method, argument, CallContext::Offchain);
	answer.map_err(|error| error.to_string())
}
