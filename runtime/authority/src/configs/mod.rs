// SPDX-License-Identifier: Apache-2.0

//! The settings of the pallets, by theme.

#![warn(missing_docs)]

pub mod accounts;
pub mod admin;
pub mod consensus;
pub mod council;
pub mod launch_config;
pub mod mmr;
pub mod offences;
pub mod system;
pub mod tokens;
pub mod validators;
