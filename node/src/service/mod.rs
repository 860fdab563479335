// SPDX-License-Identifier: Apache-2.0

//! Assembles a node: first the parts that every command needs, then the running service.

mod ahead;
mod best_block;
mod discovery;
mod parts;
mod run;
mod types;

pub use ahead::AheadQueue;
pub use parts::Parts;
pub use run::{run, Node, RunOptions, Shared};
pub use types::{
	Backend, Block, Client, Executor, HostFunctions, ImportQueue, Pool, Proposer, SelectChain,
	SharedBlockImport, SyncService,
};
