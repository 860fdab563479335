// SPDX-License-Identifier: Apache-2.0

//! What the node knows about runtimes: the names of their APIs, and how to ask one what it declares.

mod apis;
mod blob;
mod declared;

pub use apis::{Runtime, RuntimeApi};
pub use blob::{Blob, BlobError, PalletInfo};
pub use declared::{ApiInfo, Declared, NoConsensus, Production};
