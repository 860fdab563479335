// SPDX-License-Identifier: Apache-2.0

//! Key files: one key, encrypted with a password, in the form of polkadot.js.
//!
//! 1. [`create`] writes a new one; [`open`] decrypts one; [`inspect`] and [`list`] tell whose they claim to be.
//! 2. `document` is the JSON around what is encrypted.
//! 3. `envelope` encrypts and decrypts, with a key derived from the password.
//! 4. `content` is what is encrypted: the key's two halves in a fixed frame.

mod content;
mod document;
mod envelope;
mod error;
mod file;
#[cfg(test)]
mod tests;

pub use envelope::Cost;
pub use error::KeystoreError;
pub use file::{create, inspect, list, open, Entry, Summary};
