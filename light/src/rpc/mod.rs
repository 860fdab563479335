// SPDX-License-Identifier: Apache-2.0

//! What may be asked, and how much of it at once.

mod ledger;
mod methods;

pub(crate) use ledger::{Admission, Ledger, Observed};
pub use methods::{is_answered, METHODS};

use std::time::Duration;

use serde_json::{json, value::RawValue, Value};

/// Requests of one connection that may wait for their answers at once.
pub const MAX_PENDING: usize = 128;
/// Bytes of those requests together.
pub const MAX_PENDING_SIZE: usize = 32 * 1024 * 1024;
/// Subscriptions that one connection may have at once.
pub const MAX_SUBSCRIPTIONS: usize = 1024;
/// How long to wait before a request is sent again that no peer could be asked about.
pub(crate) const PAUSE: Duration = Duration::from_millis(500);
/// Bytes of a request. A runtime in a transaction fits.
pub const MAX_REQUEST: usize = 8 * 1024 * 1024;

/// Codes of errors, as JSON-RPC and full nodes use them.
pub(crate) mod code {
	pub(crate) const PARSE: i32 = -32700;
	pub(crate) const INVALID_REQUEST: i32 = -32600;
	pub(crate) const NO_SUCH_METHOD: i32 = -32601;
	pub(crate) const TOO_MUCH: i32 = -32999;
	pub(crate) const UNAVAILABLE: i32 = -32603;
}

/// An answer that is an error. `id` is what the request brought, `None` if that could not be told.
pub(crate) fn error(id: Option<&RawValue>, code: i32, message: &str) -> String {
	answer(id, "error", json!({ "code": code, "message": message }))
}

fn answer(id: Option<&RawValue>, member: &str, value: Value) -> String {
	let id = id.map_or("null", RawValue::get);
	format!(r#"{{"jsonrpc":"2.0","id":{id},"{member}":{value}}}"#)
}
