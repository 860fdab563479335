// SPDX-License-Identifier: Apache-2.0

//! The settings of the pallets, by theme.

#![warn(missing_docs)]

pub mod accounts;
pub mod admin;
pub mod assets;
pub mod bags;
#[cfg(feature = "runtime-benchmarks")]
pub mod benchmark_helpers;
pub mod consensus;
pub mod dao;
pub mod elections;
pub mod emergency;
pub mod escrow;
pub mod governance;
pub mod insurance;
pub mod launch_config;
pub mod mmr;
pub mod nfts;
pub mod oracle;
pub mod staking;
pub mod system;
pub mod tokenomics;
pub mod tokens;
pub mod treasury;
pub mod validators;
