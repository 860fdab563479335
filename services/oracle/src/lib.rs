// SPDX-License-Identifier: Apache-2.0

//! # Oracle
//!
//! Reads values from the web, agrees on one, and feeds it to a chain.
//!
//! ## Terms
//!
//! - **Source**: a document on the web and the place in it where a number is.
//! - **Feed**: a value on the chain, with its sources. It has a key in an oracle.
//! - **Oracle**: an instance of `pallet-oracle` in the runtime, which combines what its operators feed.
//! - **Operator**: an account that may feed an oracle. This program is one operator's.
//!
//! ## How
//!
//! 1. [`config`] reads a file and checks all of it, before anything is done.
//! 2. At its interval, a [`feed`] reads its sources ([`source`]) at once, and what they say becomes one number ([`value`]).
//! 3. The [`service`] submits what has moved or grown old to the [`chain`], all feeds of an oracle in one call.
//! 4. [`monitor`] tells others what is going on.
//!
//! ## What can go wrong
//!
//! - *A source lies or breaks*: as long as more than half of a feed's sources are right, the value is near theirs; with too
//!   few that agree there is none, and what is on the chain grows old, which its consumers notice.
//! - *The node goes away*: the newest values are submitted when it is back. Those too old by then are not.
//! - *A document is hostile*: its size, its depth and the time it may take are bounded; digits are read exactly.
//!
//! The README is the specification.

pub mod chain;
pub mod cli;
pub mod config;
pub mod feed;
pub mod monitor;
pub mod service;
pub mod source;
#[cfg(test)]
mod testing;
pub mod value;
