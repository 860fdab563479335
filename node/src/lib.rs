// SPDX-License-Identifier: Apache-2.0

//! The Cairn node client.
//!
//! It runs any FRAME runtime of the common shape (`u32` block numbers, BLAKE2-256 hashes, 32-byte accounts,
//! opaque extrinsics) from its chain specification, and knows no pallet: everything it asks of a runtime goes
//! through runtime APIs, by name. What consensus a chain has is read from the APIs that its runtime declares.
//!
//! The library holds no runtime either. The binary `cairn` is a few lines around it that add the standard one.
//!
//! - [`cli`]: the command line;
//! - [`chain_spec`]: which chain;
//! - [`runtime`]: what a runtime declares, and the signatures of the APIs the node calls;
//! - [`consensus`]: the engines that produce blocks, and GRANDPA;
//! - [`service`]: assembles and runs a node;
//! - `pool`: transactions that wait, validated many at a time;
//! - [`authoring`]: blocks made of them;
//! - `mmr`: what proofs about old blocks are made of;
//! - [`rpc`]: the JSON-RPC methods beyond the SDK's own.

#![forbid(unsafe_code)]

pub mod authoring;
pub mod chain_spec;
pub mod cli;
pub mod consensus;
mod mmr;
mod pool;
pub mod rpc;
pub mod runtime;
pub mod service;
mod summary;
