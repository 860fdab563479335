// SPDX-License-Identifier: Apache-2.0

//! A light client: follows a chain without running it, and serves the JSON-RPC of a node to programs on the same
//! machine.
//!
//! It downloads headers and the validators' votes on them, never blocks as a whole unless asked for one, and never the
//! state. What it is asked about the state it gets from a peer together with a proof, and hands on only if the proof
//! leads to the state root of a header that it has verified. The protocol is the work of `smoldot-light`; this crate
//! gives it a chain, keeps its database, and stands between it and its clients.
//!
//! - [`Spec`]: the chain, from its specification;
//! - [`Settings`] and [`run()`]: the client's life, from the open port to the signal that ends it;
//! - [`rpc`]: which methods are answered, and what one client may have going on at once;
//! - `server`: the port, who may use it, WebSocket and HTTP;
//! - `database`, `checkpoint`: what is kept from one start to the next;
//! - `watch`: follows the chain, tells how far it is, and asks for the database.

#![forbid(unsafe_code)]

mod addresses;
mod chain;
mod checkpoint;
mod database;
mod error;
pub mod rpc;
mod run;
mod server;
mod spec;
mod watch;

pub use error::Error;
pub use run::{run, Settings};
pub use spec::Spec;

/// Bytes that a block number takes in a header. All chains of this client have `u32` numbers.
const BLOCK_NUMBER_BYTES: usize = 4;
