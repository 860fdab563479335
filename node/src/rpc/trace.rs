// SPDX-License-Identifier: Apache-2.0

//! `trace_block`: what a block read and wrote, call by call, by executing it again.
//!
//! The SDK's `state_traceBlock` does the same, and counts as unsafe, because it costs as much as importing the block.
//! An observer is there for such questions: it answers them one at a time, and refuses while it is at work.

use std::sync::{Arc, Mutex, TryLockError};

use jsonrpsee::{
	types::{error::INVALID_PARAMS_CODE, ErrorObjectOwned, Params},
	RpcModule,
};
use sc_service::Error;
use sc_tracing::block::BlockExecutor;
use sp_core::H256;
use sp_rpc::tracing::TraceBlockResponse;

use crate::service::Client;

/// Another block is being traced.
const BUSY: i32 = 6001;
/// How long a filter may be, in bytes: each part of it is looked for in everything that the block did.
const LONGEST_FILTER: usize = 1_024;
/// The block cannot be executed again.
const FAILED: i32 = 6002;

/// Adds the method.
///
/// # Errors
///
/// If one of that name exists already.
pub(super) fn add(module: &mut RpcModule<()>, client: Arc<Client>) -> Result<(), Error> {
	let at_work = Arc::new(Mutex::new(()));
	let answer = move |params: Params<'_>| -> Result<TraceBlockResponse, ErrorObjectOwned> {
		let (block, targets, storage_keys, methods) = read(&params)?;
		let refused = |code, message: String| ErrorObjectOwned::owned(code, message, None::<()>);
		for filter in [&targets, &storage_keys, &methods].into_iter().flatten() {
			if filter.len() > LONGEST_FILTER {
				return Err(refused(
					INVALID_PARAMS_CODE,
					format!("a filter has at most {LONGEST_FILTER} bytes, and this one {}", filter.len()),
				));
			}
		}
		let _alone = match at_work.try_lock() {
			Ok(alone) => alone,
			// What the lock guards is the node's time, which no panic can spoil.
			Err(TryLockError::Poisoned(alone)) => alone.into_inner(),
			Err(TryLockError::WouldBlock) => {
				return Err(refused(BUSY, "another block is being traced: ask again in a moment".into()))
			}
		};
		BlockExecutor::new(client.clone(), block, targets, storage_keys, methods, None)
			.trace_block()
			.map_err(|error| refused(FAILED, error.to_string()))
	};
	module
		.register_blocking_method("trace_block", move |params, _, _| answer(params))
		.map_err(|error| Error::Other(error.to_string()))?;
	Ok(())
}

/// The block, and comma-separated filters: targets, prefixes of storage keys, and methods.
type Question = (H256, Option<String>, Option<String>, Option<String>);

fn read(params: &Params<'_>) -> Result<Question, ErrorObjectOwned> {
	let mut params = params.sequence();
	let (block, targets) = (params.next()?, params.optional_next()?);
	// Where the SDK is given no filter at all, nothing passes; an empty one lets everything pass.
	let mut filter = || params.optional_next::<String>().map(|filter| Some(filter.unwrap_or_default()));
	Ok((block, targets, filter()?, filter()?))
}
