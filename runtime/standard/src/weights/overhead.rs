// SPDX-License-Identifier: Apache-2.0

//! What a block and a transaction take, as measured by `scripts/measure-weights.sh`, which writes this file.
//!
//! Measured on 2026-11-22 with frame-omni-bencher 0.28.0: whole blocks, 100 times each,
//! AMD EPYC.

/// A block with nothing in it but its inherents, in picoseconds: opening it, their calls, its hooks, closing it.
pub const EMPTY_BLOCK: u64 = 502_286_000;

/// A signed transaction that does nothing, in a block full of them, in picoseconds: the call `system.remark`, with its
/// signature, its extensions, its fee and its events.
pub const EMPTY_TRANSACTION: u64 = 57_412_000;

/// What the call of that transaction and its extensions except the fee's weigh by themselves, without accesses to the
/// database, in picoseconds.
pub const CALL_AND_CHECKS: u64 = 10_826_000;
