// SPDX-License-Identifier: Apache-2.0

//! Tests of the runtime as a whole, against the real pallets and the real genesis.

#![allow(clippy::unwrap_used)]

mod apis;
mod chain;
mod council;
mod fees;
mod genesis;
mod issuance;
mod mmr;
mod offences;
mod operator;
mod proxies;
mod sessions;
mod slots;
mod sudo;
