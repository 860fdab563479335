// SPDX-License-Identifier: Apache-2.0

//! The settings of the pallets, by theme.

#![warn(missing_docs)]

pub mod accounts;
pub mod admin;
#[cfg(feature = "runtime-benchmarks")]
pub mod benchmark_helpers;
pub mod consensus;
pub mod launch_config;
pub mod mmr;
pub mod system;
pub mod tokens;
pub mod upgrades;
