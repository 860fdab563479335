// SPDX-License-Identifier: Apache-2.0

//! # cairn-bench
//!
//! Puts load on a chain over JSON-RPC, and measures what becomes of it. The README says what each number means.
//!
//! ## The way of a measurement
//!
//! 1. [`chain`] connects and reads the metadata; [`account`] derives the accounts.
//! 2. [`scenario`] says what is needed, and [`signer`] provides it: funds, an asset, a collection, a pool.
//! 3. [`presign`] signs all transactions, from calls with gaps ([`template`]) and what surrounds them ([`envelope`]).
//! 4. [`load`] starts the clock: [`submit`] sends, [`observe`] watches blocks, both write into the [`ledger`].
//! 5. [`outcome`] reads what the transactions did; [`measure`] and [`percentile`] make rates and latencies of it, and
//!    [`report`] shows them.
//!
//! Results of several measurements become curves with [`plot`].
//!
//! ## What holds
//!
//! - Every transaction that was sent counts as exactly one of finalised, included, refused, pending, dropped and unknown.
//! - Nothing is encoded by metadata, and nothing is signed, while the clock runs.
//! - Of memory it takes what the signed transactions take, and about 200 bytes for each.
//! - No wait is without an end: a request is given up after a minute, and a load when nothing has happened for as long as
//!   `--patience` says. What a node answers otherwise than known here is an error that says so.

pub mod account;
pub mod block;
pub mod calls;
pub mod chain;
pub mod cli;
pub mod envelope;
pub mod genesis;
pub mod ledger;
pub mod load;
pub mod measure;
pub mod node;
pub mod observe;
pub mod outcome;
pub mod percentile;
pub mod plot;
pub mod presign;
pub mod problem;
pub mod process;
pub mod progress;
pub mod report;
pub mod run;
pub mod scenario;
pub mod signer;
pub mod signing_rate;
pub mod store;
pub mod submit;
pub mod template;
