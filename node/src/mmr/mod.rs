// SPDX-License-Identifier: Apache-2.0

//! Keeps what proofs about old blocks are made of.
//!
//! A runtime with `pallet-mmr` adds each block to a Merkle mountain range. Its state has no more than the peaks. All nodes
//! of the tree it writes to the node's off-chain database, under the hash of the block, so that forks do not overwrite
//! each other; when it makes a proof it looks for them under their places in the tree alone, for it does not remember the
//! hashes of old blocks. To bring those of one fork there is left to the node:
//!
//! - where blocks become final, the SDK's gadget moves what they wrote when they do;
//! - where none ever does, [`best_chain`] copies what the blocks of the best chain wrote, and again after each
//!   reorganisation.

mod best_chain;

use std::sync::Arc;

use mmr_gadget::MmrGadget;
use sc_service::TaskManager;
use sp_mmr_primitives::INDEXING_PREFIX;

use crate::service::{Backend, Block, Client};

/// Starts the task. `finality` tells whether this node will ever learn that a block is final.
pub(crate) fn start(client: Arc<Client>, backend: Arc<Backend>, finality: bool, tasks: &TaskManager) {
	let (spawner, group) = (tasks.spawn_handle(), Some("mmr"));
	if finality {
		let gadget = MmrGadget::<Block, Backend, Client>::start(client, backend, INDEXING_PREFIX.to_vec());
		spawner.spawn_blocking("mmr-gadget", group, gadget);
	} else {
		spawner.spawn_blocking("mmr-best-chain", group, best_chain::follow(client, backend));
	}
}
