// SPDX-License-Identifier: Apache-2.0

mod assessors;
mod claims;
mod insolvency;
mod invariants;
mod ledger;
mod policies;
mod pools;
mod products;
mod properties;
mod triggers;
mod underwriting;
mod views;
