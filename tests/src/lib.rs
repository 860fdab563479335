// SPDX-License-Identifier: Apache-2.0
//! Starts real Cairn nodes, talks to them as a client would, and cleans up behind itself.
//!
//! - [`cli`]: runs `cairn` to its end and looks at what it said;
//! - [`node`]: one running node: started, ready (it answers on RPC), stopped, killed;
//! - [`network`]: several validators that know each other;
//! - [`local_network`]: networks of `cairn-network`, which fall apart and heal;
//! - [`chain_spec`]: chain specs, made by `cairn chain-spec`;
//! - [`rpc`]: JSON-RPC calls and what a chain looks like through them;
//! - [`account`]: balances, calls and fees, with `subxt`;
//! - [`value`]: values of any type, for calls and out of state and events;
//! - [`state`]: what is stored after a block;
//! - [`events`]: what a block reports;
//! - [`dao`]: DAOs and what they decide;
//! - [`fast_chain`]: a chain whose days pass in seconds;
//! - [`governance`]: referenda and votes;
//! - [`port`]: ports for programs that have to be told theirs;
//! - [`random`]: any call at random;
//! - [`oracle`]: operators of an oracle, and the site that they read;
//! - [`http`]: HTTP requests byte by byte, for what no well-behaved client would send;
//! - [`javascript`]: scripts that use the clients of applications;
//! - [`wasm`]: runtimes that are different or broken;
//! - [`wait`]: wait for a condition, with a deadline.
//!
//! Everything here panics with a plain message when it cannot do its work: a test has no other use for
//! the failure. Nothing waits for a fixed time, and no test asserts how long something took.

pub mod account;
pub mod chain_spec;
pub mod cli;
pub mod dao;
pub mod events;
pub mod fast_chain;
pub mod governance;
pub mod http;
pub mod javascript;
pub mod local_network;
pub mod network;
pub mod node;
pub mod oracle;
pub mod port;
pub mod random;
pub mod rpc;
pub mod state;
pub mod value;
pub mod wait;
pub mod wasm;
