// SPDX-License-Identifier: Apache-2.0

mod bonds;
mod feeds;
mod genesis;
mod invariants;
mod median;
mod operators;
mod readings;
mod submissions;
mod threats;
mod views;
