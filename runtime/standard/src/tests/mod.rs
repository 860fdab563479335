// SPDX-License-Identifier: Apache-2.0

//! Tests of the runtime as a whole, against the real pallets and the real genesis.

#![allow(clippy::unwrap_used)]

mod apis;
mod chain;
mod fees;
mod genesis;
mod issuance;
mod offences;
mod sessions;
mod transactions;
