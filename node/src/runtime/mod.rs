// SPDX-License-Identifier: Apache-2.0

//! What the node knows about runtimes: the names of their APIs, and how to ask one what it declares.

mod apis;
mod blob;
mod call;
mod declared;
mod executor;
mod genesis;

pub use apis::{Runtime, RuntimeApi};
pub use blob::{Blob, BlobError, PalletInfo};
pub use call::call;
pub use declared::{ApiInfo, ConsensusError, Declared, Production};
pub use executor::{executor_for, shared_executor};
pub use genesis::GenesisBuilder;
