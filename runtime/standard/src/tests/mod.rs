// SPDX-License-Identifier: Apache-2.0

//! Tests of the runtime as a whole, against the real pallets and the real genesis.

#![allow(clippy::unwrap_used)]

mod accounts;
mod apis;
mod chain;
mod emergency;
mod fees;
mod genesis;
mod governance;
mod issuance;
mod mmr;
mod nfts;
mod offences;
mod operator;
mod people;
mod random_calls;
mod sessions;
mod staking;
mod tokens;
mod transactions;
mod weights;
