// SPDX-License-Identifier: Apache-2.0

//! What the pallets of the SDK cost in this runtime: those that every block and every transaction uses, and those that
//! users call most.
//!
//! The files named after a pallet are written by `scripts/measure-weights.sh`, which runs the pallet's benchmarks in this
//! runtime, compiled to Wasm. The pallets' own weights were measured in another runtime on another machine, and are
//! several times higher. Pallets that are not here use theirs; our own pallets bring weights measured in the same way.
//!
//! - [`overhead`]: whole blocks, with nothing in them and full of transactions, written by the script too;
//! - [`transaction`]: what of a transaction is neither its call nor its checks: the signature, the fee;
//! - [`database`]: what an access to storage costs on top.

#![warn(missing_docs)]

pub mod database;
pub mod frame_system;
pub mod frame_system_extensions;
pub mod overhead;
pub mod pallet_asset_conversion;
pub mod pallet_asset_conversion_tx_payment;
pub mod pallet_assets;
pub mod pallet_balances;
pub mod pallet_multisig;
pub mod pallet_nfts;
pub mod pallet_proxy;
pub mod pallet_timestamp;
pub mod pallet_transaction_payment;
pub mod pallet_utility;
pub mod transaction;
