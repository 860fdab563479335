// SPDX-License-Identifier: Apache-2.0

//! # Wallet
//!
//! Keys and the encrypted files they are kept in.
//!
//! ## Terms
//!
//! - **Secret URI**: what a key is made from: a recovery phrase or a seed in hexadecimal, then a path of derivation
//!   (`//hard`, `/soft`), then `///` and the phrase's own password.
//! - **Recovery phrase**: 12 or 24 words from which a key can be made again.
//! - **Key file**: a JSON document with one key in it, encrypted with a password. The form is that of polkadot.js,
//!   version 3, so that other wallets of the ecosystem open it, and this one opens theirs.
//!
//! ## What holds
//!
//! - A [`Key`], a [`Phrase`] and a [`Password`] are overwritten in memory when they are dropped, and their `Debug` shows no
//!   secret. No error has a secret in it.
//! - A key file is readable by its owner only, is never overwritten, and opens with its password or not at all: a change to
//!   any byte of what is encrypted is noticed, and so is another address.
//! - A key file is hostile input. What the derivation of its key may cost is on a short list, and is looked up before any
//!   work is done.
//!
//! The README is the specification.

mod key;
pub mod keystore;
mod secret;
mod signer;

pub use key::{Key, KeyError, Words};
pub use secret::{Password, Phrase};
