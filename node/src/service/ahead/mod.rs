// SPDX-License-Identifier: Apache-2.0

//! The signatures of blocks that come from elsewhere, verified on all cores while the blocks wait to be imported.
//!
//! The SDK's queue imports one block after the other, and a runtime verifies one signature after the other, so that one core
//! is busy with it and the others are idle. Here the bodies of the blocks also go to a task beside the queue
//! (`task`). It asks the runtime which signatures the transactions stand on, and has those verified ([`Ahead`]) that no
//! transaction of this node's own pool has brought already. When the queue comes to the block, the runtime's questions are
//! answered from memory.
//!
//! # What it may not do
//!
//! Decide anything. The queue imports the same blocks with the same outcome, as if there were no such task: the task gives it
//! nothing and takes nothing from it, and what it verifies is only remembered if it holds. So where anything is missing, it
//! does nothing: while signatures are not remembered, while a runtime does not declare
//! [`TransactionBatches`](cairn_primitives::transactions::TransactionBatches), while a state is not there yet.
//!
//! # Hostile input
//!
//! Blocks come here before anybody has looked at their seals, from whoever sends them. What waits is bounded in number, in
//! bytes and in time (`waiting`). Only blocks that are about to be imported are looked at: after a few that cannot be imported,
//! nothing is done until others have taken their place. And a block is given up as soon as some of its signatures are false.

mod queue;
mod task;
#[cfg(test)]
mod tests;
mod waiting;

use std::sync::Arc;

use cairn_signatures::Ahead;
use futures::channel::mpsc;
use sc_service::TaskManager;

pub use queue::AheadQueue;
use task::Task;

use super::{Client, ImportQueue, Pool};

/// So many times may blocks be handed to the queue before the task has taken them over.
const HANDED_OVER: usize = 16;

/// Has the signatures of what is given to `queue` verified ahead, if this process remembers signatures.
pub(super) fn wrap(
	queue: ImportQueue,
	client: &Arc<Client>,
	pool: &Arc<Pool>,
	task_manager: &TaskManager,
) -> AheadQueue {
	let verified = cairn_signatures::shared();
	if !verified.is_on() {
		return AheadQueue::new(queue, None);
	}
	let ahead = match Ahead::new(verified) {
		Ok(ahead) => ahead,
		Err(error) => {
			log::warn!("Signatures are not verified ahead of the import of blocks: {error}");
			return AheadQueue::new(queue, None);
		}
	};
	let (sender, receiver) = mpsc::channel(HANDED_OVER);
	let task = Task::new(client.clone(), pool.clone(), ahead);
	task_manager.spawn_handle().spawn_blocking("signatures-ahead", Some("block-import"), task.run(receiver));
	AheadQueue::new(queue, Some(sender))
}
